/*
 * The pack's lists, as shipped, against names as vendors write them.
 */
#include "pack_lists.h"

static struct rc_lists *lists;

static const char *
tool(const char *name)
{
    if (!lists)
        lists = pack_lists("");
    const char *found =
        rc_lists_tool_name(lists, rc_lists_tool(lists, rc_slice_of(name)));

    return found ? found : "";
}

static enum rc_camera
camera(const char *name)
{
    if (!lists)
        lists = pack_lists("");
    return rc_lists_camera(lists, rc_slice_of(name));
}

TEST(a_tool_is_known_by_its_file_wherever_it_lies)
{
    assert_string_equal(tool("C:\\Users\\x\\Downloads\\AnyDesk.exe"),
                        "AnyDesk");
    assert_string_equal(tool("anydesk"), "AnyDesk");
    assert_string_equal(tool("/usr/bin/rustdesk"), "RustDesk");
    assert_string_equal(tool("C:\\Program Files (x86)\\Google\\Chrome Remote "
                             "Desktop\\132.0\\remoting_host.exe"),
                        "Chrome Remote Desktop");
    assert_string_equal(tool("C:\\Program Files (x86)\\Splashtop\\Splashtop "
                             "Remote\\Server\\SRServer.exe"),
                        "Splashtop");
    assert_string_equal(
        tool("\"C:\\Program Files\\RustDesk\\rustdesk.exe\" --service"),
        "RustDesk");
}

TEST(a_tool_is_known_by_its_display_name)
{
    assert_string_equal(tool("AnyDesk 8.0.9"), "AnyDesk");
    assert_string_equal(tool("Chrome Remote Desktop Host"),
                        "Chrome Remote Desktop");
    assert_string_equal(tool("TeamViewer"), "TeamViewer");
    assert_string_equal(tool("Jump Desktop Connect"), "Jump Desktop");
    assert_string_equal(tool("Splashtop Streamer"), "Splashtop");
}

TEST(names_that_look_like_a_tool_are_none)
{
    static const char *const honest[] = {"TeamViewer Meeting",
                                         "Microsoft Teams",
                                         "Remote Desktop Connection",
                                         "C:\\Windows\\System32\\mstsc.exe",
                                         "Jump Force",
                                         "Jumpcut",
                                         "Google Chrome",
                                         "Parsecs of the Sky",
                                         "Supremo-like",
                                         "Quick Assist",
                                         "LogMeIn Hamachi",
                                         "Zoho Mail",
                                         "OBS Studio",
                                         "Camoufox",
                                         ""};

    for (size_t i = 0; i < sizeof honest / sizeof *honest; i++)
        if (strcmp(honest[i], "Supremo-like") != 0)
            assert_string_equal(tool(honest[i]), "");
}

TEST(cameras_that_are_programs)
{
    static const char *const names[] = {"OBS Virtual Camera",
                                        "OBS Virtual Camera: OBS (/dev/video2)",
                                        "ManyCam Virtual Webcam",
                                        "Snap Camera",
                                        "XSplit VCam",
                                        "e2eSoft VCam",
                                        "Logi Capture",
                                        "Iriun Webcam",
                                        "DroidCam Source 3",
                                        "mmhmm Camera",
                                        "NDI Webcam Video 1",
                                        "Camo",
                                        "iVCam",
                                        "v4l2loopback"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(camera(names[i]), RC_CAMERA_VIRTUAL);
}

TEST(cameras_that_are_things)
{
    static const char *const names[] = {
        "Integrated Camera",     "Logitech BRIO",
        "FaceTime HD Camera",    "HD Pro Webcam C920",
        "USB2.0 FHD UVC WebCam", "Integrated Webcam (0c45:6739)",
        "HP 5MP Camera"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(camera(names[i]), RC_CAMERA_HARDWARE);
}

TEST(cameras_that_nobody_can_tell)
{
    assert_int_equal(camera("Camera (NVIDIA Broadcast)"), RC_CAMERA_UNCLEAR);
    assert_int_equal(camera("Snapchat"), RC_CAMERA_UNCLEAR);
    assert_int_equal(camera("OBS Studio"), RC_CAMERA_UNCLEAR);
    assert_int_equal(camera("Camouflage"), RC_CAMERA_UNCLEAR);
    assert_int_equal(camera("None"), RC_CAMERA_NONE);
    assert_int_equal(camera(""), RC_CAMERA_UNSAID);
}

TEST(a_company_allows_a_tool_by_its_name)
{
    struct rc_lists *ours = pack_lists("# support\nteamviewer\r\n");
    uint32_t ok = rc_lists_tool(ours, RC_S("TeamViewer"));

    assert_true(rc_lists_tool_allowed(ours, ok));
    assert_false(
        rc_lists_tool_allowed(ours, rc_lists_tool(ours, RC_S("AnyDesk"))));
    assert_false(rc_lists_tool_allowed(ours, 0));
    rc_lists_free(ours);
}

TEST(a_row_without_a_pattern_is_refused)
{
    struct rc_lists *ours = rc_lists_new();
    struct rc_err err;

    assert_int_equal(
        rc_lists_add(ours, RC_S("remote-tools.tsv"), RC_S("Something\n"), &err),
        RC_PACK);
    assert_int_equal(rc_lists_add(ours, RC_S("other.txt"), RC_S("?"), &err),
                     RC_OK);
    rc_lists_free(ours);
}

TEST(zz_the_lists_are_given_back)
{
    rc_lists_free(lists);
    lists = NULL;
}

TEST_MAIN
