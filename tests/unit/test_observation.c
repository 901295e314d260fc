/* test_observation.c -- the record that every vendor's becomes: its serial
 * form, its line of JSON, and how an address is written. */
#include "test.h"

#include <math.h>

#include "observations/observation.h"

static const char *
word(struct rc_slice text)
{
    return rc_slice_eq(text, RC_S("okta")) ? "okta" : NULL;
}

static struct rc_obs
example(void)
{
    struct rc_obs obs;

    rc_obs_init(&obs);
    obs.kind = RC_OBS_SIGN_IN;
    obs.vendor = "okta";
    obs.stream = "system";
    obs.outcome = RC_FAILURE;
    obs.flags = RC_IS_PROXY;
    obs.flags_told = RC_IS_PROXY | RC_IS_MANAGED;
    obs.at_us = INT64_C(1769854530250000);
    obs.user = RC_S("ann@example.com");
    obs.src_ip = RC_S("2001:DB8:0::1");
    obs.action = RC_S("user.session.start");
    obs.city = RC_S("Saint-\xc3\x89tienne \"x\"\n");
    obs.latitude = -30.25;
    obs.left_us = -1;
    return obs;
}

TEST(of_a_fresh_observation_nothing_is_known)
{
    struct rc_obs obs;

    rc_obs_init(&obs);
    assert_int_equal(obs.at_us, RC_TIME_NONE);
    assert_true(isnan(obs.latitude));
    assert_null(obs.user.p);
    assert_string_equal(obs.vendor, "");
    assert_int_equal(obs.outcome, RC_UNKNOWN);
    assert_int_equal(obs.flags_told, 0);
}

TEST(the_serial_form_gives_back_what_was_put_in)
{
    struct rc_obs obs = example(), back;
    struct rc_buf bytes = {0}, again = {0};
    struct rc_err err;

    rc_obs_encode(&obs, &bytes);
    assert_int_equal(rc_obs_decode(rc_buf_slice(&bytes), &back, word, &err),
                     RC_OK);
    assert_int_equal(back.kind, obs.kind);
    assert_int_equal(back.outcome, obs.outcome);
    assert_int_equal(back.flags, obs.flags);
    assert_int_equal(back.flags_told, obs.flags_told);
    assert_string_equal(back.vendor, "okta");
    assert_string_equal(back.stream, ""); /* word knows it not */
    assert_true(back.at_us == obs.at_us && back.left_us == -1);
    assert_true(back.end_us == RC_TIME_NONE && isnan(back.longitude));
    assert_true(back.latitude == -30.25);
    assert_slice(back.user, "ann@example.com");
    assert_true(rc_slice_eq(back.city, obs.city));
    back.stream = "system";
    rc_obs_encode(&back, &again);
    assert_true(rc_slice_eq(rc_buf_slice(&bytes), rc_buf_slice(&again)));
    rc_buf_done(&bytes);
    rc_buf_done(&again);
}

TEST(the_serial_form_is_fixed_byte_for_byte)
{
    static const char expected[] = "\x01"
                                   "\x04\x02"     /* kind 1 */
                                   "\x0a\x04okta" /* vendor */
                                   "\x28\x03"     /* at_us -2 */
                                   "\x36\x03"
                                   "ann" /* user */
                                   "\x65\0\0\0\0\0\0\0\0" /* latitude 0 */;
    struct rc_obs obs;
    struct rc_buf bytes = {0};

    rc_obs_init(&obs);
    obs.kind = RC_OBS_SIGN_IN;
    obs.vendor = "okta";
    obs.at_us = -2;
    obs.user = RC_S("ann");
    obs.latitude = -0.0;
    rc_obs_encode(&obs, &bytes);
    assert_int_equal(bytes.len, sizeof expected - 1);
    assert_memory_equal(bytes.p, expected, bytes.len);
    rc_buf_done(&bytes);
}

TEST(numbers_of_a_later_version_are_passed_over)
{
    struct rc_slice bytes = RC_S("\x01\x36\x03"
                                 "ann"            /* user */
                                 "\xa0\x1f\x07"   /* 1000, integer */
                                 "\xa6\x1f\x02hi" /* 1001, text */
                                 "\xa9\x1f"
                                 "12345678" /* 1002, double */);
    struct rc_obs obs;
    struct rc_err err;

    assert_int_equal(rc_obs_decode(bytes, &obs, NULL, &err), RC_OK);
    assert_slice(obs.user, "ann");
}

TEST(damaged_bytes_are_told_and_change_nothing)
{
    static const struct rc_slice damaged[] = {
        {"", 0},
        {"\x02", 1}, /* another version */
        {"\x01\x36\x04"
         "ann",
         6},                           /* a text longer than what is left */
        {"\x01\x36", 2},               /* no length */
        {"\x01\x37\x00", 3},           /* a type that is none */
        {"\x01\x34\x00", 3},           /* a text that is a number */
        {"\x01\x04\x80", 3},           /* a varint without an end */
        {"\x01\x04\x7f", 3},           /* a kind that cannot be */
        {"\x01\x10\x06", 3},           /* an outcome that cannot be */
        {"\x01\x28\x02\x28\x02", 5},   /* a number twice */
        {"\x01\x28\x02\x04\x02", 5},   /* numbers that fall */
        {"\x01\x00\x02", 3},           /* number 0 */
        {"\x01\x65\0\0\0\0\0\0\0", 9}, /* seven bytes of a double */
        {"\x01\x65\0\0\0\0\0\0\xf0\x7f", 10}, /* infinity */
        {"\x01\x28\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 12},
        {"\x01\x36\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"
         "a",
         13},
    };

    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++) {
        struct rc_obs obs = {.at_us = 77};
        struct rc_err err;

        assert_int_equal(rc_obs_decode(damaged[i], &obs, NULL, &err), RC_INPUT);
        assert_int_equal(obs.at_us, 77);
    }
}

TEST(no_flipped_bit_and_no_cut_breaks_the_reader)
{
    struct rc_obs obs = example(), back;
    struct rc_buf bytes = {0};
    struct rc_err err;
    size_t bad = 0;

    rc_obs_encode(&obs, &bytes);
    for (size_t bit = 0; bit < bytes.len * 8; bit++) {
        char *copy = malloc(bytes.len); /* no byte behind it */

        memcpy(copy, bytes.p, bytes.len);
        copy[bit / 8] ^= (char)(1 << bit % 8);
        bad += rc_obs_decode((struct rc_slice){copy, bytes.len}, &back, word,
                             &err) != RC_OK;
        bad += rc_obs_decode((struct rc_slice){copy, bit / 8}, &back, word,
                             &err) != RC_OK;
        free(copy);
    }
    assert_true(bad > 0);
    rc_buf_done(&bytes);
}

TEST(a_line_of_observe_says_what_is_known)
{
    struct rc_obs obs = example();
    struct rc_buf line = {0};

    rc_obs_json(&obs, RC_S("a/b.json"), 12, 3456, &line);
    assert_slice(
        rc_buf_slice(&line),
        "{\"file\":\"a/b.json\",\"line\":12,\"offset\":3456,"
        "\"vendor\":\"okta\",\"stream\":\"system\",\"kind\":\"sign_in\","
        "\"timestamp\":\"2026-01-31T10:15:30.250Z\","
        "\"user\":\"ann@example.com\",\"ip\":\"2001:db8::1\","
        "\"action\":\"user.session.start\",\"outcome\":\"failure\","
        "\"city\":\"Saint-\xc3\x89tienne \\\"x\\\"\\n\","
        "\"latitude\":-30.25,"
        "\"left\":\"1969-12-31T23:59:59.999Z\","
        "\"is_proxy\":true,\"is_managed\":false}");
    rc_buf_done(&line);
}

TEST(a_line_of_observe_has_null_for_what_every_line_has)
{
    struct rc_obs obs;
    struct rc_buf line = {0};

    rc_obs_init(&obs);
    rc_obs_json(&obs, RC_S("-"), 0, 0, &line);
    assert_slice(rc_buf_slice(&line),
                 "{\"file\":\"-\",\"line\":null,\"offset\":0,\"vendor\":null,"
                 "\"stream\":null,\"kind\":\"other\",\"timestamp\":null,"
                 "\"user\":null,\"ip\":null,\"action\":null,\"outcome\":null}");
    rc_buf_done(&line);
}

TEST(numbers_and_texts_of_any_form_are_written_so_that_they_read_back)
{
    static const struct {
        double number;
        const char *written;
    } numbers[] = {
        {0, "0"},
        {-0.5, "-0.5"},
        {1000000, "1000000"},
        {51.5074, "51.5074"},
        {-0.000001, "-0.000001"},
        {0.1, "0.1"},
        {4200000000, "4200000000"},
        {1.0 / 3, "0.3333333333333333"},
        {100.01, "100.01"},
    };
    static const char *const texts[][2] = {
        {"plain", "plain"},
        {"just eight", "just eight"},
        {"12345678\"", "12345678\\\""},
        {"1234567\\", "1234567\\\\"},
        {"\t234567890", "\\t234567890"},
        {"12345678\x7f", "12345678\x7f"},
        {"\x80", "\\ufffd"},
        {"J\xc3\xb6rg and others", "J\xc3\xb6rg and others"},
    };
    struct rc_buf line = {0};
    struct rc_obs obs;

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        char expected[64];

        line.len = 0;
        rc_obs_init(&obs);
        obs.asn = numbers[i].number;
        rc_obs_json(&obs, RC_S("-"), 0, 0, &line);
        snprintf(expected, sizeof expected, ",\"outcome\":null,\"asn\":%s}",
                 numbers[i].written);
        assert_true(rc_slice_ends(rc_buf_slice(&line), rc_slice_of(expected)));
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        char expected[64];

        line.len = 0;
        rc_obs_init(&obs);
        obs.city = rc_slice_of(texts[i][0]);
        rc_obs_json(&obs, RC_S("-"), 0, 0, &line);
        snprintf(expected, sizeof expected, ",\"city\":\"%s\"}", texts[i][1]);
        assert_true(rc_slice_ends(rc_buf_slice(&line), rc_slice_of(expected)));
    }
    rc_buf_done(&line);
}

TEST(records_are_ordered_by_time_then_file_then_offset)
{
    struct rc_ref a = {.file = 2, .offset = 9, .at_us = 5};
    struct rc_ref b = {.file = 1, .offset = 9, .at_us = 6};
    struct rc_ref c = {.file = 2, .offset = 10, .at_us = 5};

    assert_true(rc_ref_cmp(&a, &b) < 0 && rc_ref_cmp(&b, &a) > 0);
    assert_true(rc_ref_cmp(&a, &c) < 0);
    assert_int_equal(rc_ref_cmp(&a, &a), 0);
}

TEST(words_are_said_for_every_kind_and_outcome)
{
    assert_string_equal(rc_obs_kind_word(RC_OBS_PAYOUT_CHANGE),
                        "payout_change");
    assert_string_equal(rc_obs_kind_word((enum rc_obs_kind)31), "other");
    assert_string_equal(rc_obs_kind_word((enum rc_obs_kind)400), "other");
    assert_string_equal(rc_outcome_word(RC_SUCCESS), "success");
    assert_string_equal(rc_outcome_word(RC_UNKNOWN), "unknown");
}

TEST(an_address_is_written_one_way)
{
    static const struct {
        const char *text, *expected;
    } cases[] = {
        {"192.0.2.1", "192.0.2.1"},
        {" 192.0.2.1 ", "192.0.2.1"},
        {"192.0.2.1:51123", "192.0.2.1"},
        {"[192.0.2.1]:51123", "192.0.2.1"},
        {"2001:DB8:0:0:0:0:0:1", "2001:db8::1"},
        {"[2001:db8::1]:443", "2001:db8::1"},
        {"[2001:db8::0001]", "2001:db8::1"},
        {"fe80::1%en0", "fe80::1"},
        {"::ffff:192.0.2.1", "192.0.2.1"},
        {"::", "::"},
        {"192.0.02.1", "192.0.02.1"},
        {"192.0.2.256", "192.0.2.256"},
        {"192.0.2", "192.0.2"},
        {"192.0.2.1, 192.0.2.2", "192.0.2.1, 192.0.2.2"},
        {"[2001:db8::1", "[2001:db8::1"},
        {"internal:80", "internal:80"},
        {"", ""},
        {"%", "%"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char room[RC_IP_TEXT];

        assert_slice(rc_ip_text(rc_slice_of(cases[i].text), room),
                     cases[i].expected);
    }
}

TEST_MAIN
