/*
 * Where and when.  Days are counted from Monday 2026-01-05.
 */
#include "signals_kit.h"

static int64_t
at(int day, double hour)
{
    return day_us(2026, 1, 5) + day * RC_US_PER_DAY +
           (int64_t)(hour * (double)RC_US_PER_HOUR);
}

/* Signs in from a US state on a day. */
static void
from(struct kit *kit, int day, const char *state, uint32_t flags)
{
    struct rc_obs obs = kit_obs(RC_OBS_SIGN_IN, at(day, 15));

    obs.outcome = RC_SUCCESS;
    obs.country = RC_S("US");
    obs.region = rc_slice_of(state);
    obs.flags = obs.flags_told = flags;
    kit_see(kit, &obs);
}

static struct rc_claim claims[3];

static struct rc_person
lives_in(const char *state)
{
    claims[0] = kit_claim();
    claims[0].home =
        rc_place_read(RC_S("US"), rc_slice_of(state), RC_SLICE_NONE);
    claims[0].zone = kit_zone("America/Chicago");
    return (struct rc_person){.claims = claims, .claim_count = 1};
}

TEST(days_seen_only_elsewhere_are_a_share_of_the_known_ones)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    for (int day = 0; day < 47; day++)
        from(&kit, day, day < 34 ? "Nevada" : "TX", 0);
    kit_measure(&kit, &person);
    assert_string_equal(kit.measure[0].name, "days_outside_claim_share");
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 34.0 / 47, 1e-9);
    assert_slice(kit.measure[0].why,
                 "On 34 of 47 days with a known network place, none of the "
                 "places was a declared one.");
    kit_done(&kit);
}

TEST(a_day_with_one_record_at_home_is_a_day_at_home)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    for (int day = 0; day < 20; day++) {
        from(&kit, day, "Nevada", 0); /* the phone roams */
        from(&kit, day, "Texas", 0);
    }
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(what_the_vendor_holds_for_a_vpn_tells_no_place)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    for (int day = 0; day < 60; day++)
        from(&kit, day, day % 4 ? "New York" : "Texas",
             day % 4 ? RC_IS_PROXY : 0);
    kit_measure(&kit, &person);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(a_mover_is_at_home_in_both_homes)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    claims[0].to_us = at(60, 0);
    claims[1] = claims[0];
    claims[1].from_us = at(60, 0);
    claims[1].to_us = RC_TIME_NONE;
    claims[1].home = rc_place_read(RC_S("US"), RC_S("Ohio"), RC_SLICE_NONE);
    person.claim_count = 2;
    for (int day = 0; day < 120; day++)
        from(&kit, day, day < 58 ? "Texas" : "Ohio", 0);
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(approved_travel_is_a_declared_place)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    claims[1] = kit_claim();
    claims[1].is_travel = true;
    claims[1].from_us = at(10, 0);
    claims[1].to_us = at(20, 0);
    claims[1].home = rc_place_read(RC_S("US"), RC_S("Maine"), RC_SLICE_NONE);
    person.claim_count = 2;
    for (int day = 0; day < 30; day++)
        from(&kit, day, day >= 10 && day < 20 ? "Maine" : "Texas", 0);
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(nine_days_are_too_few_for_a_share)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");

    for (int day = 0; day < 9; day++)
        from(&kit, day, "Nevada", 0);
    kit_measure(&kit, &person);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(a_strangers_failed_guess_is_not_where_the_person_was)
{
    struct kit kit = kit_of("claimed-vs-network-location");
    struct rc_person person = lives_in("Texas");
    struct rc_obs guess = kit_obs(RC_OBS_SIGN_IN, 0);

    guess.country = RC_S("CA");
    guess.outcome = RC_FAILURE;
    for (int day = 0; day < 60; day++) {
        guess.at_us = at(day, 3);
        kit_see(&kit, &guess);
        if (day < 12)
            from(&kit, day, "Texas", 0);
    }
    kit_measure(&kit, &person);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

/* --- hours -------------------------------------------------------------- */

/*
 * Works by a picture of the claimed day, an hour a letter: '#' is busy, '+' is
 * every third day.  In Chicago, so through the change of clocks of 8 March.
 * week: the days worked, from Monday on.
 */
static const char *week = "#####..";

static double
off_by(const char *day, int days, struct kit *kit)
{
    struct rc_person person = lives_in("Texas");
    const struct rc_zone *zone = claims[0].zone;

    for (int d = 0; d < days; d++)
        for (int hour = 0; hour < 24; hour++) {
            if (week[d % 7] == '.' || day[hour] == '.' ||
                (day[hour] == '+' && (d + hour) % 3))
                continue;
            int64_t local_us = at(d, hour + 0.25 * (d % 4));
            struct rc_obs obs =
                kit_obs(RC_OBS_CODE, local_us - rc_zone_offset(zone, local_us) *
                                                    RC_US_PER_SECOND);

            kit_see(kit, &obs);
        }
    kit_measure(kit, &person);
    return kit->measure[0].value;
}

TEST(office_hours_are_as_agreed)
{
    struct kit kit = kit_of("odd-hours");

    assert_float_equal(off_by(".......+#########+......", 84, &kit), 0, 0);
    assert_true(kit.measure[0].seen);
    assert_true(kit.measure[0].has_hours);
    assert_int_equal(kit.measure[0].hours[3], 0);
    assert_in_range(kit.measure[0].hours[10], 55, 60); /* 60 weekdays */
    kit_done(&kit);
}

TEST(a_night_shift_of_somebody_who_agreed_to_days_is_told_in_hours)
{
    struct kit kit = kit_of("odd-hours");
    double off = off_by("####+.............+#####", 84, &kit);

    assert_true(off >= 9 && off <= 11);
    assert_non_null(strstr(kit.measure[0].why.p, "hours away"));
    kit_done(&kit);
}

TEST(a_late_riser_is_not_told)
{
    struct kit kit = kit_of("odd-hours");

    assert_float_equal(off_by("...........+########+....", 84, &kit), 0, 0);
    kit_done(&kit);
}

TEST(a_split_shift_is_not_told)
{
    struct kit kit = kit_of("odd-hours");

    assert_float_equal(off_by(".........####......+###.", 84, &kit), 0, 0);
    kit_done(&kit);
}

TEST(office_hours_and_a_night_owls_evenings_are_not_told)
{
    struct kit kit = kit_of("odd-hours");

    assert_float_equal(off_by("+........+#######+.++##+", 84, &kit), 0, 0);
    kit_done(&kit);
}

TEST(nights_that_were_agreed_are_as_agreed)
{
    struct kit kit = kit_of("odd-hours");
    struct rc_person person = lives_in("Texas");

    assert_true(off_by("######...............###", 84, &kit) > 8);
    claims[0].start_min = 22 * 60;
    claims[0].end_min = 6 * 60;
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(which_days_of_the_week_are_worked_says_nothing)
{
    static const char *const weeks[] = {"####..#", "#######", "..###.#"};

    for (size_t i = 0; i < 3; i++) {
        struct kit kit = kit_of("odd-hours");

        week = weeks[i];
        assert_float_equal(off_by(".......+#########+......", 84, &kit), 0, 0);
        assert_true(kit.measure[0].seen);
        kit_done(&kit);
    }
    week = "#####..";
}

TEST(three_weeks_of_working_days_are_too_few)
{
    struct kit kit = kit_of("odd-hours");

    off_by("####..............######", 21, &kit);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(without_a_declared_zone_hours_mean_nothing)
{
    struct kit kit = kit_of("odd-hours");
    struct rc_person person = lives_in("Texas");

    off_by("####..............######", 84, &kit);
    claims[0].zone = NULL;
    kit_measure(&kit, &person);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(a_token_that_a_machine_renews_at_night_is_nobodys_choice)
{
    struct kit kit = kit_of("odd-hours");
    struct rc_obs obs = kit_obs(RC_OBS_SIGN_IN, 0);

    obs.flags_told = RC_IS_INTERACTIVE;
    for (int half = 0; half < 48; half++) {
        obs.at_us = at(1, half / 2.0);
        kit_see(&kit, &obs);
    }
    off_by("........##########......", 84, &kit);
    assert_int_equal(kit.measure[0].hours[3], 0);
    kit_done(&kit);
}

/* --- egress ------------------------------------------------------------- */

static void
come_from(struct kit *kit, int day, const char *ip, uint32_t flags)
{
    struct rc_obs obs = kit_obs(RC_OBS_SIGN_IN, at(day, 9));

    obs.src_ip = rc_slice_of(ip);
    obs.flags = flags;
    kit_see(kit, &obs);
}

TEST(an_address_of_several_days_is_shown_with_its_days)
{
    struct kit kit = kit_of("egress-ip-shared-personas");
    struct rc_person person = {0};

    for (int day = 0; day < 5; day++)
        come_from(&kit, day, "203.0.114.7", 0);
    come_from(&kit, 9, "203.0.114.8", 0); /* one day */
    come_from(&kit, 1, "192.168.1.9", 0); /* not public */
    come_from(&kit, 2, "192.168.1.9", 0);
    come_from(&kit, 1, "198.44.10.9", RC_IS_PROXY);
    come_from(&kit, 2, "198.44.10.9", 0); /* once a proxy, always one */
    kit_measure(&kit, &person);
    assert_int_equal(kit.shown_count, 1);
    assert_int_equal(kit.shown[0].days, 5);
    assert_int_equal(kit.shown[0].kind, RC_TIE_EGRESS);
    kit_done(&kit);
}

TEST_MAIN
