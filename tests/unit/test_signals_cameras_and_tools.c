/*
 * Meetings are written a letter each:
 *     H video from a hardware camera     V from a virtual one
 *     v video, camera not named          . no video
 *     ? video not told                   x somebody else's meeting, no video
 */
#include "pack_lists.h"
#include "signals_kit.h"

static const struct rc_person nobody;
static struct rc_lists *lists;

static struct kit
kit_with_lists(const char *name)
{
    struct kit kit = kit_of(name);

    if (!lists)
        lists = pack_lists("TeamViewer\n");
    kit.lists = lists;
    return kit;
}

static void
meet(struct kit *kit, const char *meetings, uint32_t also_told, uint32_t also)
{
    char uid[16];

    for (int i = 0; meetings[i]; i++) {
        struct rc_obs obs =
            kit_obs(RC_OBS_MEETING, day_us(2026, 2, 1) + i * RC_US_PER_DAY);
        char how = meetings[i];

        snprintf(uid, sizeof uid, "m%d", i);
        obs.session_uid = rc_slice_of(uid);
        obs.flags_told = also_told | (how == '?' ? 0 : RC_VIDEO_SENT);
        obs.flags = also | (strchr("HVv", how) ? RC_VIDEO_SENT : 0) |
                    (how == 'x' ? RC_IS_EXTERNAL : 0);
        if (how == 'V')
            obs.camera = RC_S("OBS Virtual Camera");
        else if (how == 'H' || how == '?' || how == '.')
            obs.camera = RC_S("Integrated Camera");
        kit_see(kit, &obs);
        kit_see(kit, &obs); /* told twice */
    }
}

TEST(a_camera_that_is_off_is_a_share_of_the_meetings_that_told)
{
    struct kit kit = kit_with_lists("camera-off-persistent");

    meet(&kit, "........vH????xxxxxxxx", 0, 0);
    kit_measure(&kit, &nobody);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0.8, 1e-9);
    kit_done(&kit);
}

TEST(seven_meetings_are_too_few)
{
    struct kit kit = kit_with_lists("camera-off-persistent");

    meet(&kit, ".......????", 0, 0);
    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(where_it_is_told_who_was_asked_only_those_meetings_count)
{
    struct kit kit = kit_with_lists("camera-off-persistent");

    meet(&kit, "HHHHHHHHHH", RC_VIDEO_ASKED, RC_VIDEO_ASKED);
    kit_survey(&kit, &nobody);
    kit_next(&kit);
    meet(&kit, "............", RC_VIDEO_ASKED, 0); /* nobody asked */
    kit_survey(&kit, &nobody);
    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(the_habit_of_the_company_is_in_the_sentence)
{
    struct kit kit = kit_with_lists("camera-off-persistent");

    for (int person = 0; person < 4; person++) {
        kit_next(&kit);
        meet(&kit, ".........H", 0, 0);
        kit_survey(&kit, &nobody);
    }
    kit_measure(&kit, &nobody);
    assert_slice(kit.measure[0].why,
                 "No video was sent in 9 of 10 meetings; in the whole company "
                 "it is 90 in a hundred.");
    kit_done(&kit);
}

TEST(a_hardware_camera_speaks_for_the_person_only_when_it_sent_video)
{
    struct kit kit = kit_with_lists("camera-on-hardware");

    meet(&kit, "HHHHHH..Vvvvvv????", 0, 0);
    kit_measure(&kit, &nobody);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 6.0 / 9, 1e-9);
    kit_done(&kit);
}

TEST(meetings_with_a_virtual_camera_are_counted_once_each)
{
    struct kit kit = kit_with_lists("virtual-camera");

    meet(&kit, "VVVHHH", 0, 0);
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 3, 0);
    assert_slice(kit.measure[0].why,
                 "3 meetings were joined with a virtual camera.");
    kit_done(&kit);
}

static void
installed(struct kit *kit, const char *app, const char *path)
{
    struct rc_obs obs = kit_obs(RC_OBS_SOFTWARE, day_us(2026, 3, 1));

    obs.app = rc_slice_of(app);
    obs.path = rc_slice_of(path);
    kit_see(kit, &obs);
}

TEST(virtual_camera_software_counts_once_and_a_studio_not_at_all)
{
    struct kit kit = kit_with_lists("virtual-camera");

    installed(&kit, "OBS Studio", "");
    installed(&kit, "NVIDIA Broadcast", "");
    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    installed(&kit, "ManyCam", "");
    installed(&kit, "XSplit VCam", "");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 1, 0);
    kit_done(&kit);
}

TEST(tools_that_are_not_allowed_are_counted_and_named)
{
    struct kit kit = kit_with_lists("remote-tool-unsanctioned");

    installed(&kit, "AnyDesk 8", "");
    installed(&kit, "", "C:\\Program Files\\AnyDesk\\AnyDesk.exe");
    installed(&kit, "TeamViewer", ""); /* allowed here */
    installed(&kit, "RustDesk", "");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 2, 0);
    assert_int_equal(kit.measure[0].ref_count, 2);
    assert_slice(kit.measure[0].why,
                 "2 remote-control tools are not on the company's list: "
                 "AnyDesk, RustDesk.");
    kit_done(&kit);
}

TEST(a_device_without_tools_was_seen_and_is_clean)
{
    struct kit kit = kit_with_lists("remote-tool-unsanctioned");

    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    installed(&kit, "Microsoft Teams", "");
    kit_measure(&kit, &nobody);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(zz_the_lists_are_given_back)
{
    rc_lists_free(lists);
    lists = NULL;
}

TEST_MAIN
