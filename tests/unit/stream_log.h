/*
 * stream_log.h -- reads a text as a stream and writes down what came of it.
 *
 *     take 0 ann          an observation: its record's offset, its user
 *     skip 12
 *     reject 40 {"a" : why, behind the first bytes of what was rejected
 *
 * Every call's bytes stand alone in memory, with RC_PAD bytes of mischief
 * behind them, so that reading too far is seen by the sanitizers or the log.
 */
#ifndef RC_STREAM_LOG_H
#define RC_STREAM_LOG_H

#include "sources/fill.h"
#include "sources/source.h"

/* A source of the tests' own: {"card": "ann", "at": "2026-01-31T10:00:00Z"},
 * CSV, or a line "card=ann at=2026-01-31T10:00:00Z".  A card "none" is skipped,
 * an `at` that is no time is rejected, and a record with "other": true is not
 * badge's after all. */
enum { BADGE_CARD, BADGE_AT, BADGE_OTHER, BADGE_SLOTS };
extern const struct rc_source badge, badge_lines;

static bool
badge_knows(struct rc_slice line)
{
    return rc_slice_starts(line, RC_S("card="));
}

static bool badge_fill(const struct rc_fill *fill);

/* A line's words as columns. */
static bool
badge_fill_line(const struct rc_fill *fill)
{
    struct rc_pairs pairs = {
        .rest = fill->record->raw, .assign = '=', .between = ' '};
    struct rc_slice key, value, values[BADGE_SLOTS] = {{0}};
    struct rc_fill row = *fill;

    while (rc_pairs_next(&pairs, &key, &value))
        values[rc_slice_eq(key, RC_S("card")) ? BADGE_CARD
               : rc_slice_eq(key, RC_S("at")) ? BADGE_AT
                                              : BADGE_OTHER] = value;
    row.column = values;
    return badge_fill(&row);
}

static bool
badge_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    if (RC_FILL_CSV(fill) && fill->source == &badge_lines &&
        !fill->column[0].p && badge_knows(fill->record->raw))
        return badge_fill_line(fill);

    if (rc_slice_eq(rc_fill_text(fill, BADGE_OTHER), RC_S("true")))
        return false;
    rc_fill_begin(fill, fill->source, &obs);
    obs.user = rc_fill_text(fill, BADGE_CARD);
    if (rc_slice_eq(obs.user, RC_S("none")))
        return rc_fill_skip(fill);
    if (rc_fill_text(fill, BADGE_AT).len &&
        !rc_fill_time(fill, BADGE_AT, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time");
    obs.office = rc_fill_outer(fill, "door");
    return rc_fill_take(fill, &obs);
}

static const char *const badge_paths[] = {"card", "at", "other"};
static const char *const badge_marks[] = {"card", NULL};
static const struct rc_column badge_columns[] = {
    {"user|Card|Card Holder", true}, {"at_us|At", false}, {"other", false}};

const struct rc_source badge = {
    .name = "badge",
    .vendor = "door",
    .stream = "badge",
    .title = "Door readers",
    .kind = RC_OBS_ACCESS,
    .paths = badge_paths,
    .path_count = BADGE_SLOTS,
    .marks = badge_marks,
    .columns = badge_columns,
    .column_count = 3,
    .fill = badge_fill,
};

const struct rc_source badge_lines = {
    .name = "badge",
    .vendor = "door",
    .stream = "badge",
    .title = "Door readers",
    .kind = RC_OBS_ACCESS,
    .paths = badge_paths,
    .path_count = BADGE_SLOTS,
    .marks = badge_marks,
    .knows = badge_knows,
    .fill = badge_fill,
};

struct log {
    struct rc_obs_sink sink;
    struct rc_buf text;
    bool lines; /* write record.lines too */
    size_t takes, rejects;
};

static void
log_start(struct log *log, const char *word, const struct rc_record *record)
{
    rc_buf_print(&log->text, "%s %llu", word,
                 (unsigned long long)record->offset);
    if (log->lines)
        rc_buf_print(&log->text, "/%llu", (unsigned long long)record->lines);
}

static void
log_take(struct rc_obs_sink *sink, const struct rc_record *record,
         const struct rc_obs *obs)
{
    struct log *log = (struct log *)sink;

    log->takes++;
    log_start(log, "take", record);
    rc_buf_print(&log->text, " %.*s", RC_FMT(obs->user));
    if (obs->office.len)
        rc_buf_print(&log->text, " at %.*s", RC_FMT(obs->office));
    rc_buf_char(&log->text, '\n');
}

static void
log_reject(struct rc_obs_sink *sink, const struct rc_record *record,
           const char *why)
{
    struct log *log = (struct log *)sink;
    struct rc_slice shown = record->raw;

    log->rejects++;
    if (shown.len > 12)
        shown.len = 12;
    log_start(log, "reject", record);
    rc_buf_print(&log->text, "+%zu %.*s : %s\n", record->raw.len, RC_FMT(shown),
                 why);
}

static void
log_skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    log_start((struct log *)sink, "skip", record);
    rc_buf_char(&((struct log *)sink)->text, '\n');
}

/* How a stream is cut: after `first` bytes, then every `step`. */
struct cut {
    size_t first, step;
};

static void
log_stream(struct log *log, enum rc_framing framing, struct rc_slice text,
           struct cut cut)
{
    static const struct rc_source_setting plain;
    struct rc_recognition recognition = {
        .source = framing == RC_FRAME_TEXT ? &badge_lines : &badge,
        .framing = framing,
        .delimiter = ','};
    struct rc_stream *stream =
        rc_stream_new(&recognition, &plain, RC_SLICE_NONE);
    size_t from = 0, to = cut.first;
    bool last = false;

    log->sink = (struct rc_obs_sink){log_take, log_reject, log_skip};
    if (log->lines)
        rc_stream_count_lines(stream);
    while (!last) {
        size_t used = SIZE_MAX;

        last = to >= text.len;
        to = last ? text.len : to;

        char *bytes = malloc(to - from + RC_PAD);

        if (to > from)
            memcpy(bytes, text.p + from, to - from);
        memset(bytes + (to - from), "}\"\n,0"[to % 5], RC_PAD);
        rc_stream_read(stream, (struct rc_slice){bytes, to - from}, from, last,
                       &log->sink, &used);
        free(bytes);
        assert_true(used <= to - from);
        if (last)
            assert_int_equal(used, to - from);
        from += used;
        to += cut.step;
    }
    rc_stream_free(stream);
    rc_buf_char(&log->text, '\0');
}

/* The log of a text read in one piece; lives until the next call. */
static inline const char *
log_of_slice(enum rc_framing framing, struct rc_slice text)
{
    static char kept[1 << 16];
    struct log log = {0};

    log_stream(&log, framing, text, (struct cut){text.len, 1});
    snprintf(kept, sizeof kept, "%s", log.text.p);
    rc_buf_done(&log.text);
    return kept;
}

#define log_of(framing, text) log_of_slice((framing), RC_S(text))

#endif
