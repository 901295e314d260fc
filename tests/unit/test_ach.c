/* test_ach.c -- batches of ACH files, however the bytes come. */
#include "test.h"

#include "sources/source.h"

#define PAD40       "                                        "
#define FILE_HEADER "101 021000021 0910000192603021015A094101Example Bank\n"
#define BATCH       "5220Acme" PAD40 "  PPDPAYROLL         260306\n"
#define ENTRY(account, number)                                                 \
    "622231380104" account "0000123456" number                                 \
    "          Ana Ruiz                1121042880000001\n"
#define ONE ENTRY("1918171614       ", "10042")
#define TWO ENTRY("77001            ", "10043")
#define CORRECTION                                                             \
    "798C01121042880000001      121042885550001                            "   \
    "         091012980000088\n"
#define END "82200000020023138010\n"

/* What was handed on, a line each. */
struct told {
    struct rc_obs_sink sink;
    char text[4096];
};

static void
add(struct told *told, const char *what, const struct rc_record *record,
    struct rc_slice account)
{
    size_t len = strlen(told->text);

    snprintf(told->text + len, sizeof told->text - len, "%s %llu %.*s\n", what,
             (unsigned long long)record->offset, RC_FMT(account));
}

static void
told_take(struct rc_obs_sink *sink, const struct rc_record *record,
          const struct rc_obs *obs)
{
    add((struct told *)sink,
        obs->action.len ? obs->action.p[0] == 'C' ? "corrected" : "paid" : "?",
        record, obs->payout_account);
}

static void
told_reject(struct rc_obs_sink *sink, const struct rc_record *record,
            const char *why)
{
    add((struct told *)sink, why, record, RC_SLICE_NONE);
}

static void
told_skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    add((struct told *)sink, "nobody", record, RC_SLICE_NONE);
}

/* Reads text `step` bytes at a time; lives until the next call. */
static const char *
read_in_steps(const char *text, size_t step)
{
    static struct told told;
    static const struct rc_source_setting plain = {
        .time = {.near_us = RC_TIME_NONE}};
    struct rc_recognition found = {.source = rc_source_named(RC_S("ach-files")),
                                   .framing = RC_FRAME_ACH};
    struct rc_stream *stream = rc_stream_new(&found, &plain, RC_SLICE_NONE);
    size_t len = strlen(text), from = 0, to = 0, used = 0;

    told = (struct told){{told_take, told_reject, told_skip}, ""};
    do {
        char *bytes;

        to = to + step < len ? to + step : len;
        bytes = calloc(1, to - from + RC_PAD);
        memcpy(bytes, text + from, to - from);
        rc_stream_read(stream, (struct rc_slice){bytes, to - from}, from,
                       to == len, &told.sink, &used);
        from += used;
        free(bytes);
    } while (to < len);
    rc_stream_free(stream);
    return told.text;
}

static const char text[] = FILE_HEADER BATCH ONE CORRECTION TWO END BATCH ONE
    "6\n" BATCH TWO "9\n" TWO "x\n" BATCH ONE;

TEST(an_entry_and_its_addenda_are_one_record)
{
    assert_string_equal(
        read_in_steps(FILE_HEADER BATCH ONE CORRECTION TWO END, 100000),
        "corrected 129 5550001\npaid 319 77001\n");
}

TEST(where_a_file_is_cut_changes_nothing)
{
    char whole[4096];

    snprintf(whole, sizeof whole, "%s", read_in_steps(text, sizeof text));
    assert_non_null(strstr(whole, "an entry outside of a batch"));
    assert_non_null(strstr(whole, "no line of an ACH file"));
    for (size_t step = 1; step < sizeof text; step++)
        assert_string_equal(read_in_steps(text, step), whole);
}

TEST(a_line_that_never_ends_is_passed_over)
{
    char *giant = calloc(1, 5001);

    memset(giant, 'x', 5000);
    for (size_t step = 100; step < 6000; step += 700) {
        const char *seen = read_in_steps(giant, step);

        assert_int_equal(strncmp(seen, "no line of an ACH file 0 \n", 26), 0);
        assert_non_null(strstr(seen, "no line of an ACH file 4096"));
    }
    free(giant);
}

TEST_MAIN
