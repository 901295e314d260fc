/*
 * test_zone.c -- zones: our reader of the system's files against the C
 * library's, and the laws between local time and UTC.
 */
#include "test.h"

#include <time.h>
#include <unistd.h>

#include "base/base.h"
#include "base/time_zone.h"

static const char *const zones[] = {
    "America/Chicago",  "America/New_York", "America/Sao_Paulo",
    "America/St_Johns", "America/Nuuk",     "Africa/Casablanca",
    "Africa/Cairo",     "Asia/Kolkata",     "Asia/Kathmandu",
    "Asia/Pyongyang",   "Asia/Gaza",        "Australia/Lord_Howe",
    "Australia/Sydney", "Europe/Dublin",    "Europe/London",
    "Europe/Kiev",      "Pacific/Apia",     "Pacific/Kiritimati",
    "Antarctica/Troll", "America/Caracas"};
enum { ZONES = sizeof zones / sizeof *zones };

static const struct rc_zone *
zone_of(const char *name)
{
    const struct rc_zone *zone = NULL;
    struct rc_err err = {.text = ""};

    if (rc_zone_open(rc_slice_of(name), &zone, &err) != RC_OK)
        print_error("%s\n", err.text);
    assert_non_null(zone);
    return zone;
}

static uint64_t seed = 42;

/* 0 to limit - 1; the same numbers on every run. */
static int64_t
any(int64_t limit)
{
    seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (int64_t)((seed >> 1) % (uint64_t)limit);
}

static void
same_as_libc(const struct rc_zone *zone, const char *name, time_t at)
{
    struct tm tm;

    localtime_r(&at, &tm);
    int32_t ours = rc_zone_offset(zone, at * RC_US_PER_SECOND);

    if (ours != tm.tm_gmtoff)
        print_error("%s at %lld: %d, not %ld\n", name, (long long)at, ours,
                    tm.tm_gmtoff);
    assert_int_equal(ours, tm.tm_gmtoff);
}

TEST(offsets_are_those_of_the_c_library_from_1900_to_2100)
{
    for (size_t z = 0; z < ZONES; z++) {
        const struct rc_zone *zone = zone_of(zones[z]);

        setenv("TZ", zones[z], 1);
        tzset();
        for (int i = 0; i < 4000; i++)
            same_as_libc(zone, zones[z],
                         any(200 * INT64_C(31556952)) - 70 * INT64_C(31556952));
        for (size_t i = 0; i < zone->count; i++) {
            /* Both sides of every change; the C library knows nothing before
             * 1901 where the file has 32-bit times. */
            if (zone->at_s[i] < -2000000000 || zone->at_s[i] > 4102444800)
                continue;
            same_as_libc(zone, zones[z], zone->at_s[i] - 1);
            same_as_libc(zone, zones[z], zone->at_s[i]);
        }
    }
    unsetenv("TZ");
    tzset();
}

TEST(the_calendar_repeats_after_400_years_and_so_does_summer_time)
{
    const struct rc_zone *zone = zone_of("America/New_York");

    for (int i = 0; i < 10000; i++) {
        int64_t at_us =
            (4102444800 + any(400 * INT64_C(31556952))) * RC_US_PER_SECOND;

        assert_int_equal(
            rc_zone_offset(zone, at_us),
            rc_zone_offset(zone, at_us + RC_ZONE_CYCLE_S * RC_US_PER_SECOND));
    }
}

TEST(local_time_back_to_utc_is_the_identity_outside_gaps)
{
    for (size_t z = 0; z < ZONES; z++) {
        const struct rc_zone *zone = zone_of(zones[z]);

        for (int i = 0; i < 20000; i++) {
            /* Every other one close to a change of offset. */
            int64_t at_us =
                i % 2
                    ? zone->at_s[any((int64_t)zone->count)] * RC_US_PER_SECOND +
                          any(8 * RC_US_PER_HOUR) - 4 * RC_US_PER_HOUR
                    : any(130 * INT64_C(31556952)) * RC_US_PER_SECOND;
            int32_t offset = rc_zone_offset(zone, at_us);
            struct rc_civil local =
                rc_civil_of(at_us + offset * RC_US_PER_SECOND);
            struct rc_time back = rc_zone_local(zone, &local);

            assert_false(back.skipped); /* it was on a clock */
            if (back.ambiguous)
                assert_true(back.at_us <= at_us);
            else
                assert_int_equal(back.at_us, at_us);
            struct rc_civil again =
                rc_civil_of(back.at_us + rc_zone_offset(zone, back.at_us) *
                                             RC_US_PER_SECOND);

            assert_memory_equal(&again, &local, sizeof local);
        }
    }
}

static struct rc_time
local(const char *name, int year, int month, int day, int hour, int minute)
{
    struct rc_civil civil = {year, month, day, hour, minute, 0, 0, 0};

    return rc_zone_local(zone_of(name), &civil);
}

static void
is_moment(struct rc_time time, const char *moment)
{
    char text[RC_TIME_TEXT];

    rc_time_write(time.at_us, text);
    assert_string_equal(text, moment);
}

TEST(an_hour_that_happened_twice_is_taken_as_the_first)
{
    struct rc_time time = local("America/Chicago", 2026, 11, 1, 1, 30);

    assert_true(time.ambiguous);
    is_moment(time, "2026-11-01T06:30:00.000Z");
    time = local("America/Chicago", 2026, 11, 1, 2, 0);
    assert_false(time.ambiguous);
    is_moment(time, "2026-11-01T08:00:00.000Z");
}

TEST(an_hour_that_never_was_is_moved_on_by_the_gap)
{
    struct rc_time time = local("America/Chicago", 2026, 3, 8, 2, 30);

    assert_true(time.skipped);
    is_moment(time, "2026-03-08T08:30:00.000Z"); /* 03:30 on the clock */
    time = local("America/Chicago", 2026, 3, 8, 3, 0);
    assert_false(time.skipped);
    is_moment(time, "2026-03-08T08:00:00.000Z");
}

TEST(a_day_that_never_was_is_moved_on_by_a_day)
{
    struct rc_time time = local("Pacific/Apia", 2011, 12, 30, 12, 0);

    assert_true(time.skipped);
    is_moment(time, "2011-12-30T22:00:00.000Z"); /* noon of the 31st */
}

TEST(lord_howe_moves_its_clock_by_half_an_hour)
{
    assert_true(local("Australia/Lord_Howe", 2026, 10, 4, 2, 15).skipped);
    assert_false(local("Australia/Lord_Howe", 2026, 10, 4, 2, 30).skipped);
}

TEST(the_rule_goes_on_where_the_file_ends)
{
    assert_true(local("America/Chicago", 2400, 3, 12, 2, 30).skipped);
    is_moment(local("America/Chicago", 3000, 7, 1, 12, 0),
              "3000-07-01T17:00:00.000Z");
    is_moment(local("America/Chicago", 9998, 1, 1, 12, 0),
              "9998-01-01T18:00:00.000Z");
}

TEST(the_same_name_gives_the_same_zone)
{
    assert_ptr_equal(zone_of("Europe/London"), zone_of("Europe/London"));
    assert_ptr_equal(zone_of("+0900"), zone_of("UTC+9"));
    assert_ptr_equal(zone_of("UTC"), zone_of("Z"));
    assert_ptr_equal(zone_of("Eastern Standard Time"),
                     zone_of("America/New_York"));
}

TEST(fixed_offsets_are_zones)
{
    assert_int_equal(rc_zone_offset(zone_of("+09:00"), 0), 9 * 3600);
    assert_int_equal(rc_zone_offset(zone_of("UTC-5"), 0), -5 * 3600);
    assert_int_equal(rc_zone_offset(zone_of("UTC+05:30"), 0), 19800);
    assert_int_equal(rc_zone_offset(zone_of("GMT"), 0), 0);
    assert_int_equal(rc_zone_offset(zone_of("-5:30"), 0), -19800);
    assert_string_equal(rc_zone_name(zone_of("UTC+5:30")), "+05:30");
    assert_string_equal(rc_zone_name(zone_of("gmt")), "UTC");
}

TEST(the_zones_of_windows_are_all_there)
{
    static const char *const names[] = {
        "AUS Central Standard Time", "Central Standard Time (Mexico)",
        "W. Europe Standard Time",   "Romance Standard Time",
        "India Standard Time",       "West Asia Standard Time"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        (void)zone_of(names[i]);
    assert_string_equal(rc_zone_name(zone_of("India Standard Time")),
                        "Asia/Kolkata");
    assert_null(rc_zone_of_windows(RC_S("Middle Earth Standard Time")));
}

TEST(every_windows_name_opens_a_zone_of_the_system)
{
    size_t count = rc_zone_windows_count();

    assert_true(count >= 40);
    for (size_t i = 0; i < count; i++) {
        const char *windows = rc_zone_windows_name(i);
        const char *iana = rc_zone_of_windows(rc_slice_of(windows));

        if (!iana) /* the table is out of order */
            print_error("%s\n", windows);
        assert_non_null(iana);
        assert_string_equal(rc_zone_name(zone_of(iana)), iana);
    }
}

TEST(a_name_that_leaves_the_folder_or_opens_nothing_is_refused)
{
    static const char *const names[] = {
        "",         "..",        "../passwd", "America/../UTC", "/etc/hosts",
        "Etc//UTC", "zone.tab",  "America",   "America/",       "No/Where",
        "x\ny",     "UTC+24:00", "+5:3",      "+12345",         "+",
        "UTC+",     "a b",       "Etc/UTC\\", "~root",          "\xc3\xa9"};
    char longest[200];

    memset(longest, 'a', sizeof longest);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct rc_zone *zone;
        struct rc_err err;

        assert_int_equal(rc_zone_open(rc_slice_of(names[i]), &zone, &err),
                         RC_INPUT);
        assert_int_equal(
            rc_zone_open((struct rc_slice){longest, sizeof longest}, &zone,
                         &err),
            RC_INPUT);
        assert_int_equal(
            rc_zone_open((struct rc_slice){"UTC\0x", 5}, &zone, &err),
            RC_INPUT);
    }
}

TEST(without_zone_files_the_error_says_what_to_install)
{
    const struct rc_zone *zone;
    struct rc_err err;

    setenv("TZDIR", "/no/such/folder", 1);
    assert_int_equal(rc_zone_open(RC_S("Asia/Hovd"), &zone, &err), RC_IO);
    assert_non_null(strstr(err.text, "tzdata"));
    assert_int_equal(rc_zone_open(RC_S("UTC"), &zone, &err), RC_OK);
    unsetenv("TZDIR");
    assert_int_equal(rc_zone_open(RC_S("Asia/Hovd"), &zone, &err), RC_OK);
}

/* Offsets under a rule, by way of a file that has only a footer. */
static struct rc_zone *
footer_zone(const char *rule, const char **why)
{
    char bytes[400] = {0};
    size_t at = 0;

    for (int block = 0; block < 2; block++) {
        memcpy(bytes + at, "TZif2", 5);
        bytes[at + 39] = 1; /* one type: UTC */
        bytes[at + 43] = 4; /* "UTC" */
        memcpy(bytes + at + 50, "UTC", 4);
        at += 54;
    }
    at += (size_t)snprintf(bytes + at, sizeof bytes - at, "\n%s\n", rule);
    return rc_zone_parse((struct rc_slice){bytes, at}, why);
}

static int32_t
offset_under(const char *rule, const char *moment)
{
    const char *why = NULL;
    struct rc_zone *zone = footer_zone(rule, &why);

    assert_non_null(zone);
    int32_t offset =
        rc_zone_offset(zone, rc_time_read(rc_slice_of(moment), NULL).at_us);

    rc_zone_free(zone);
    return offset;
}

TEST(a_rule_may_count_days_with_or_without_29_february)
{
    /* J60 is always 1 March; 59 is 29 February in a leap year. */
    static const char julian[] = "AAA0BBB,J60/0,J300/0";
    static const char counted[] = "AAA0BBB,59/0,300/0";

    assert_int_equal(offset_under(julian, "2024-02-29T23:59:59Z"), 0);
    assert_int_equal(offset_under(julian, "2024-03-01T00:00:00Z"), 3600);
    assert_int_equal(offset_under(julian, "2026-03-01T00:00:00Z"), 3600);
    assert_int_equal(offset_under(counted, "2024-02-28T23:59:59Z"), 0);
    assert_int_equal(offset_under(counted, "2024-02-29T00:00:00Z"), 3600);
    assert_int_equal(offset_under(counted, "2026-03-01T00:00:00Z"), 3600);
    assert_int_equal(offset_under(counted, "2026-02-28T23:59:59Z"), 0);
}

TEST(a_rules_time_may_be_negative_or_days_away)
{
    /* Greenland: the Saturday before, at 22:00, written as Sunday -2. */
    static const char nuuk[] = "<-02>2<-01>,M3.5.0/-1,M10.5.0/0";

    assert_int_equal(offset_under(nuuk, "2026-03-29T00:59:59Z"), -7200);
    assert_int_equal(offset_under(nuuk, "2026-03-29T01:00:00Z"), -3600);
    /* Gaza: 50 hours after the fourth Thursday's midnight. */
    static const char gaza[] = "EET-2EEST,M3.4.4/50,M10.4.4/50";

    assert_int_equal(offset_under(gaza, "2026-03-27T23:59:59Z"), 7200);
    assert_int_equal(offset_under(gaza, "2026-03-28T00:00:00Z"), 10800);
}

TEST(summer_time_may_span_the_new_year_or_never_end)
{
    static const char south[] = "AEST-10AEDT,M10.1.0,M4.1.0/3";

    assert_int_equal(offset_under(south, "2026-01-01T00:00:00Z"), 39600);
    assert_int_equal(offset_under(south, "2026-06-01T00:00:00Z"), 36000);
    assert_int_equal(
        offset_under("XXX3EDT4,0/0,J365/23", "2026-01-15T00:00:00Z"), -14400);
    assert_int_equal(
        offset_under("XXX3EDT4,0/0,J365/23", "1850-01-15T00:00:00Z"), -14400);
}

TEST(a_rule_without_days_is_the_american_one)
{
    assert_int_equal(offset_under("EST5EDT", "2026-03-08T06:59:59Z"), -18000);
    assert_int_equal(offset_under("EST5EDT", "2026-03-08T07:00:00Z"), -14400);
    assert_int_equal(offset_under("EST5EDT", "1776-07-04T07:00:00Z"), -14400);
    assert_int_equal(offset_under("IST-5:30", "2026-03-08T07:00:00Z"), 19800);
    assert_int_equal(offset_under("<+0330>-3:30", "9998-03-08T07:00:00Z"),
                     12600);
}

TEST(what_is_no_rule_is_no_footer)
{
    static const char *const rules[] = {"X5",
                                        "EST",
                                        "EST25",
                                        "<+03-3",
                                        "EST5EDT,",
                                        "EST5EDT,M3.2.0",
                                        "EST5EDT4,M13.1.0,M11.1.0",
                                        "EST5EDT,M3.6.0,M11.1.0",
                                        "EST5EDT,M3.2.7,M11.1.0",
                                        "EST5EDT,J0,J5",
                                        "EST5EDT,366,5",
                                        "EST5EDT,M3.2.0/168,M11.1.0",
                                        "EST5:60",
                                        "EST5EDT,M3.2.0,M11.1.0x"};

    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const char *why = NULL;

        assert_null(footer_zone(rules[i], &why));
        assert_non_null(why);
    }
}

TEST(a_file_cut_anywhere_is_refused_with_a_reason)
{
    static char bytes[RC_ZONE_FILE_MAX];
    FILE *file = fopen("/usr/share/zoneinfo/America/Chicago", "rb");

    assert_non_null(file);
    size_t len = fread(bytes, 1, sizeof bytes, file);

    fclose(file);
    for (size_t cut = 0; cut < len; cut++) {
        const char *why = NULL;
        /* Just the bytes, so that a sanitizer sees a read beyond them. */
        char *copy = malloc(cut ? cut : 1);

        memcpy(copy, bytes, cut);
        assert_null(rc_zone_parse((struct rc_slice){copy, cut}, &why));
        assert_non_null(why);
        free(copy);
    }
}

TEST_MAIN
