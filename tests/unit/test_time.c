/* test_time.c -- the calendar, and the dialects times are written in. */
#include "test.h"

#include "base/base.h"

/* 2026-02-05T00:00:00Z: what lines without a year are near to. */
static const struct rc_time_hint here = {.near_us =
                                             1770249600 * RC_US_PER_SECOND};
static const struct rc_time_hint american = {
    .near_us = 1770249600 * RC_US_PER_SECOND, .month_first = true};

/* What a text comes to, written again; microseconds are compared apart. */
static const char *
read_as(const char *text, const struct rc_time_hint *hint)
{
    static char written[RC_TIME_TEXT];
    /* Just the bytes, so that a sanitizer sees a read beyond them. */
    size_t len = strlen(text);
    char *bytes = malloc(len ? len : 1);

    memcpy(bytes, text, len);
    rc_time_write(rc_time_read((struct rc_slice){bytes, len}, hint).at_us,
                  written);
    free(bytes);
    return written;
}

struct pair {
    const char *text, *moment;
};

static void
reads(const struct pair *pairs, size_t count, const struct rc_time_hint *hint)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(read_as(pairs[i].text, hint), pairs[i].moment) != 0)
            print_error("%s\n", pairs[i].text);
        assert_string_equal(read_as(pairs[i].text, hint), pairs[i].moment);
    }
}

#define READS(hint, ...)                                                       \
    do {                                                                       \
        static const struct pair pairs_[] = {__VA_ARGS__};                     \
        reads(pairs_, sizeof pairs_ / sizeof *pairs_, hint);                   \
    } while (0)

TEST(days_and_dates_are_each_others_inverse)
{
    int64_t day = rc_days_of(1, 1, 1);

    assert_int_equal(rc_days_of(1970, 1, 1), 0);
    for (int year = 1; year <= 9999; year++)
        for (int month = 1; month <= 12; month++) {
            struct rc_civil civil = rc_civil_of(day * RC_US_PER_DAY);

            assert_int_equal(rc_days_of(year, month, 1), day);
            assert_int_equal(civil.year, year);
            assert_int_equal(civil.month, month);
            assert_int_equal(civil.day, 1);
            day = month == 12 ? rc_days_of(year + 1, 1, 1)
                              : rc_days_of(year, month + 1, 1);
        }
}

TEST(a_civil_time_before_1970_counts_forward_too)
{
    struct rc_civil civil = rc_civil_of(-1);

    assert_int_equal(civil.year, 1969);
    assert_int_equal(civil.hour, 23);
    assert_int_equal(civil.us, 999999);
    assert_int_equal(civil.weekday, 2); /* a Wednesday */
    assert_int_equal(rc_civil_us(&civil), -1);
    assert_int_equal(rc_day_of(-1), -1);
    assert_int_equal(rc_day_of(0), 0);
}

TEST(any_number_has_a_civil_time_and_comes_back)
{
    static const int64_t moments[] = {INT64_MIN + 1, INT64_MAX, 0, 1, -1};

    for (size_t i = 0; i < 5; i++) {
        struct rc_civil civil = rc_civil_of(moments[i]);

        assert_in_range(civil.month, 1, 12);
        assert_in_range(civil.weekday, 0, 6);
        assert_in_range(civil.us, 0, 999999);
    }
    (void)rc_civil_of(RC_TIME_NONE);
}

TEST(iso_with_z_is_read_at_every_length_of_fraction)
{
    char text[40];

    for (int digits = 1; digits <= 9; digits++) {
        int64_t us = 0;

        snprintf(text, sizeof text, "2026-01-31T10:15:30.%.*sZ", digits,
                 "987654321");
        for (int i = 0; i < 6; i++)
            us = us * 10 + (i < digits ? 9 - i : 0);
        assert_int_equal(rc_time_read(rc_slice_of(text), NULL).at_us,
                         INT64_C(1769854530000000) + us);
    }
}

TEST(the_fast_path_and_the_slow_one_agree)
{
    uint32_t seed = 1;

    for (int i = 0; i < 200000; i++) {
        char fast[64], slow[64];
        int part[7];
        static const int limits[7] = {10000, 14, 33, 25, 61, 61, 1000000};

        for (int k = 0; k < 7; k++) {
            seed = seed * 1664525 + 1013904223;
            part[k] = (int)((seed >> 8) % (unsigned)limits[k]);
        }
        snprintf(fast, sizeof fast, "%04d-%02d-%02dT%02d:%02d:%02d.%06dZ",
                 part[0], part[1], part[2], part[3], part[4], part[5], part[6]);
        snprintf(slow, sizeof slow, "%04d-%02d-%02d %02d:%02d:%02d.%06d +00",
                 part[0], part[1], part[2], part[3], part[4], part[5], part[6]);
        assert_int_equal(rc_time_read(rc_slice_of(fast), NULL).at_us,
                         rc_time_read(rc_slice_of(slow), NULL).at_us);
    }
}

TEST(one_wrong_byte_makes_an_iso_time_no_time)
{
    static const char good[] = "2026-01-31T10:15:30.250Z";

    for (size_t i = 0; i < sizeof good - 1; i++)
        for (int c = 0; c < 256; c++) {
            char text[sizeof good];

            memcpy(text, good, sizeof good);
            text[i] = (char)c;
            int64_t at_us =
                rc_time_read((struct rc_slice){text, sizeof good - 1}, NULL)
                    .at_us;
            /* Other digits make other times; T, dot and Z have variants; and
             * a blank may stand before Z. */
            if ((c >= '0' && c <= '9') || i == 10 || i == 19 || i == 23 ||
                (i == 22 && (c == ' ' || c == '\t')))
                continue;
            if (c != good[i] && at_us != RC_TIME_NONE)
                print_error("%s\n", text);
            assert_true(c == good[i] || at_us == RC_TIME_NONE);
        }
}

TEST(iso_is_read_in_all_its_variants)
{
    READS(&here, {"2026-01-31T10:15:30Z", "2026-01-31T10:15:30.000Z"},
          {"2026-01-31t10:15:30z", "2026-01-31T10:15:30.000Z"},
          {"2026-01-31 10:15:30.250", "2026-01-31T10:15:30.250Z"},
          {"2026-01-31T10:15:30,5+05:30", "2026-01-31T04:45:30.500Z"},
          {"2026-01-31T10:15:30+0530", "2026-01-31T04:45:30.000Z"},
          {"2026-01-31T10:15:30-05", "2026-01-31T15:15:30.000Z"},
          {"2026-01-31 10:15:30 -5:00", "2026-01-31T15:15:30.000Z"},
          {"2026-01-31T10:15Z", "2026-01-31T10:15:00.000Z"},
          {"2021-07-13T21:44:51.0000000+00:00", "2021-07-13T21:44:51.000Z"},
          {"2021-07-13T21:44:51.1234567Z", "2021-07-13T21:44:51.123Z"},
          {"2020-02-14 09:52:09.123456 +0000 UTC", "2020-02-14T09:52:09.123Z"},
          {"2026/01/31 10:15:30", "2026-01-31T10:15:30.000Z"},
          {"2026-01-31", "2026-01-31T00:00:00.000Z"},
          {"2026-01-31-08:00", "2026-01-31T08:00:00.000Z"},
          {"20260131", "2026-01-31T00:00:00.000Z"},
          {"20260131T101530Z", "2026-01-31T10:15:30.000Z"},
          {"20260131T101530.25-0500", "2026-01-31T15:15:30.250Z"},
          {"20260131101530.0Z", "2026-01-31T10:15:30.000Z"},
          {"20260131101530", "2026-01-31T10:15:30.000Z"},
          {" 2026-01-31T10:15:30Z\r\n", "2026-01-31T10:15:30.000Z"});
}

TEST(names_of_days_and_months_are_read)
{
    READS(&here,
          {"Tue, 03 Feb 2026 10:15:30 -0500", "2026-02-03T15:15:30.000Z"},
          {"Tue, 3 Feb 2026 10:15:30 -0500 (EST)", "2026-02-03T15:15:30.000Z"},
          {"03 Feb 2026 10:15 GMT", "2026-02-03T10:15:00.000Z"},
          {"Tuesday, 03-Feb-26 10:15:30 GMT", "2026-02-03T10:15:30.000Z"},
          {"Thu Dec 28 14:40:08 2017 UTC", "2017-12-28T14:40:08.000Z"},
          {"Fri May 31 17:34:48 2019", "2019-05-31T17:34:48.000Z"},
          {"Sat Jan 31 10:15:30 PST 2026", "2026-01-31T18:15:30.000Z"},
          {"Sat Jan 31 10:15:30 2026 +0100", "2026-01-31T09:15:30.000Z"},
          {"Tue Feb 03 2026 10:15:30 GMT-0500 (Eastern Standard Time)",
           "2026-02-03T15:15:30.000Z"},
          {"Sat 2026-01-31 10:15:30 UTC", "2026-01-31T10:15:30.000Z"},
          {"Feb 3 2026 10:15:30", "2026-02-03T10:15:30.000Z"},
          {"feb 3, 2026, 10:15:30 pm", "2026-02-03T22:15:30.000Z"},
          {"January 31, 2026 at 9:15 PM", "2026-01-31T21:15:00.000Z"},
          {"Sept. 3, 2026 10:15:30 a.m. EDT", "2026-09-03T14:15:30.000Z"},
          {"03-Feb-2026", "2026-02-03T00:00:00.000Z"},
          {"31/Jan/2026:10:15:30 +0000", "2026-01-31T10:15:30.000Z"});
}

TEST(the_short_names_of_american_zones_are_known)
{
    READS(&here, {"2026-01-31 10:00 EST", "2026-01-31T15:00:00.000Z"},
          {"2026-01-31 10:00 EDT", "2026-01-31T14:00:00.000Z"},
          {"2026-01-31 10:00 CST", "2026-01-31T16:00:00.000Z"},
          {"2026-01-31 10:00 CDT", "2026-01-31T15:00:00.000Z"},
          {"2026-01-31 10:00 MST", "2026-01-31T17:00:00.000Z"},
          {"2026-01-31 10:00 MDT", "2026-01-31T16:00:00.000Z"},
          {"2026-01-31 10:00 PST", "2026-01-31T18:00:00.000Z"},
          {"2026-01-31 10:00 PDT", "2026-01-31T17:00:00.000Z"},
          {"2026-01-31 10:00 UTC", "2026-01-31T10:00:00.000Z"},
          {"2026-01-31 10:00 GMT+01:00", "2026-01-31T09:00:00.000Z"},
          {"2026-01-31 10:00 IST", "-"}, {"2026-01-31 10:00 EST+1", "-"});
}

TEST(slashes_are_read_as_the_source_says)
{
    READS(&american, {"03/04/2026", "2026-03-04T00:00:00.000Z"},
          {"01/31/2026 10:15 PM", "2026-01-31T22:15:00.000Z"},
          {"1/3/26, 9:15:30\xe2\x80\xaf"
           "AM",
           "2026-01-03T09:15:30.000Z"},
          {"12/31/2025 12:00 AM", "2025-12-31T00:00:00.000Z"},
          {"12/31/2025 12:00 PM", "2025-12-31T12:00:00.000Z"});
    READS(&here, {"03/04/2026", "2026-04-03T00:00:00.000Z"},
          {"03-04-2026 10:15", "2026-04-03T10:15:00.000Z"});
}

TEST(a_number_over_twelve_is_the_day_whatever_the_source_says)
{
    READS(&here, {"01/31/2026", "2026-01-31T00:00:00.000Z"});
    READS(&american, {"31/01/2026", "2026-01-31T00:00:00.000Z"},
          {"03.04.2026", "2026-04-03T00:00:00.000Z"}, {"04.31.2026", "-"});
}

TEST(a_line_without_a_year_is_in_the_year_that_is_nearest)
{
    struct rc_time_hint leap = {.near_us = 4105123200 * RC_US_PER_SECOND};
    struct rc_time_hint unknown = {.near_us = RC_TIME_NONE};

    READS(&here, {"Feb  3 10:15:30", "2026-02-03T10:15:30.000Z"},
          {"Dec 28 10:15:30", "2025-12-28T10:15:30.000Z"},
          {"Aug  5 10:15:30", "2026-08-05T10:15:30.000Z"},
          {"Aug  7 10:15:30", "2025-08-07T10:15:30.000Z"},
          {"Jul  7 10:15:30.25 EST", "2026-07-07T15:15:30.250Z"},
          {"Feb 29 10:15:30", "2024-02-29T10:15:30.000Z"}, {"Feb 3", "-"});
    /* Near 2100-02-01: that year has no leap day, 2096 and 2104 have. */
    READS(&leap, {"Feb 29 00:00:00", "2096-02-29T00:00:00.000Z"});
    READS(&unknown, {"Feb  3 10:15:30", "-"});
    READS(NULL, {"Feb  3 10:15:30", "-"});
}

TEST(digits_alone_are_told_apart_by_size)
{
    READS(&here, {"1514472008", "2017-12-28T14:40:08.000Z"},
          {"1514472008.25", "2017-12-28T14:40:08.250Z"},
          {"1514472008250", "2017-12-28T14:40:08.250Z"},
          {"1514472008250123", "2017-12-28T14:40:08.250Z"},
          {"1514472008250123456", "2017-12-28T14:40:08.250Z"},
          {"100000000", "1973-03-03T09:46:40.000Z"},
          {"100000000000", "1973-03-03T09:46:40.000Z"}, {"99999999", "-"},
          {"0", "-"}, {"17", "-"}, {"-1514472008", "-"},
          {"9999999999999999999", "-"}, {"99999999999999999999999", "-"},
          {"1514472008.", "-"}, {"1514472008x", "-"});
    assert_int_equal(rc_time_read(RC_S("1355517523.000005"), NULL).at_us,
                     INT64_C(1355517523000005));
}

TEST(what_is_no_date_is_no_time)
{
    READS(&here, {"", "-"}, {"2026-02-29T00:00:00Z", "-"}, {"2026-02-30", "-"},
          {"2026-13-01", "-"}, {"2026-00-10", "-"},
          {"2026-04-31T10:00:00Z", "-"}, {"2026-01-31T25:00:00Z", "-"},
          {"2026-01-31T10:60:00Z", "-"}, {"2026-01-31T10:15:61Z", "-"},
          {"2026-01-31T10:15:30.Z", "-"}, {"2026-01-31T10:15:30+24:00", "-"},
          {"2026-01-31T10:15:30.1234567890Z", "-"}, {"1900-02-29", "-"},
          {"2026-01-31 13:00 PM", "-"}, {"10.0.0.1", "-"}, {"1.2.3", "-"},
          {"12:15:30", "-"}, {"Monday", "-"}, {"Mon, 3", "-"},
          {"Mon, 3xFeb 2026", "-"}, {"May 5", "-"}, {"2026-01-31,", "-"},
          {"2026-01/31", "-"}, {"20261301", "-"}, {"never", "-"});
}

TEST(text_around_a_time_makes_it_no_time)
{
    READS(&here, {"[2026-01-31T10:15:30Z]", "-"},
          {"2026-01-31T10:15:30Z user logged in", "-"}, {"at 2026-01-31", "-"},
          {"Feb  3 10:15:30 host sshd[1]:", "-"});
}

TEST(never_and_forever_are_no_moments)
{
    READS(&here, {"0001-01-01T00:00:00Z", "-"}, {"0001-01-01", "-"},
          {"0001-01-01T00:00:00.0000000+00:00", "-"},
          {"9999-12-31T23:59:59Z", "-"}, {"9999-01-01", "-"},
          {"0000-05-05T00:00:00Z", "-"}, {"9998-12-31T23:00:00-05:00", "-"},
          {"0001-1-2+1:00", "-"}, /* 1 January, in UTC */
          {"0001-01-02T00:00:00Z", "0001-01-02T00:00:00.000Z"},
          {"9998-12-31T23:59:59Z", "9998-12-31T23:59:59.000Z"});
}

TEST(midnight_may_be_written_24_00)
{
    READS(&here, {"2025-12-31T24:00:00Z", "2026-01-01T00:00:00.000Z"},
          {"2024-02-28 24:00", "2024-02-29T00:00:00.000Z"},
          {"2025-12-31T24:00:01Z", "-"}, {"2025-12-31T24:01:00Z", "-"});
}

TEST(a_leap_second_is_the_second_before_it)
{
    READS(&here, {"2016-12-31T23:59:60Z", "2016-12-31T23:59:59.000Z"},
          {"2016-12-31T23:59:60.5Z", "2016-12-31T23:59:59.500Z"});
}

TEST(what_a_time_leaves_unsaid_is_told)
{
    struct rc_time time = rc_time_read(RC_S("2026-01-31 10:15:30"), NULL);

    assert_int_equal(time.zone, RC_ZONE_ABSENT);
    assert_false(time.date_only);
    time = rc_time_read(RC_S("2026-01-31"), NULL);
    assert_int_equal(time.zone, RC_ZONE_ABSENT);
    assert_true(time.date_only);
    time = rc_time_read(RC_S("2026-01-31T10:15:30+00:00"), NULL);
    assert_int_equal(time.zone, RC_ZONE_STATED);
    time = rc_time_read(RC_S("1514472008"), NULL);
    assert_int_equal(time.zone, RC_ZONE_STATED);
}

TEST(a_time_without_a_zone_is_in_the_sources_zone)
{
    struct rc_time_hint hint = {.near_us = RC_TIME_NONE};
    struct rc_err err;

    assert_int_equal(rc_zone_open(RC_S("America/Chicago"), &hint.zone, &err),
                     RC_OK);
    READS(&hint, {"2026-01-31 10:15:30", "2026-01-31T16:15:30.000Z"},
          {"2026-07-31 10:15:30", "2026-07-31T15:15:30.000Z"},
          {"2026-07-31 10:15:30Z", "2026-07-31T10:15:30.000Z"},
          {"2026-07-31", "2026-07-31T05:00:00.000Z"});
    struct rc_time time = rc_time_read(RC_S("2026-11-01 01:30:00"), &hint);

    assert_true(time.ambiguous);
    assert_int_equal(time.at_us, INT64_C(1793514600000000)); /* still CDT */
    assert_true(rc_time_read(RC_S("2026-03-08 02:30:00"), &hint).skipped);
}

TEST(whatever_is_written_is_read_as_the_same_millisecond)
{
    uint64_t seed = 7;

    for (int i = 0; i < 100000; i++) {
        char text[RC_TIME_TEXT];

        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407;
        int64_t at_us =
            (int64_t)(seed >> 1) % (253370764800 * RC_US_PER_SECOND);

        if (i % 2)
            at_us = -(at_us % (62135510400 * RC_US_PER_SECOND));
        rc_time_write(at_us, text);
        int64_t cut = (at_us % 1000 + 1000) % 1000;

        assert_int_equal(rc_time_read(rc_slice_of(text), NULL).at_us,
                         at_us - cut);
    }
}

TEST(no_moment_is_written_as_a_dash)
{
    char text[RC_TIME_TEXT];

    rc_time_write(RC_TIME_NONE, text);
    assert_string_equal(text, "-");
    rc_time_write(INT64_MAX, text);
    assert_string_equal(text, "-");
    rc_time_write(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59.999Z");
}

TEST(the_clock_is_after_this_was_written)
{
    assert_true(rc_time_now() > INT64_C(1767225600000000));
}

TEST_MAIN
