/*
 * recognise_text.c -- whose lines of text are these?
 *
 * A source that knows a quarter of the first lines may have the file: what
 * syslog collects is mixed, and other sources are asked for the rest.  A
 * generic reader has to know most of them.
 */
#include "sources/recognise.h"

#include "sources/columns.h"

enum { LINES = 64 };

bool
rc_recognise_line(struct rc_slice *rest, bool whole, struct rc_slice *line)
{
    while (rest->len) {
        if (!rc_slice_cut(rest, '\n', line)) {
            *line = *rest;
            rest->len = 0;
            if (!whole)
                return false;
        }
        *line = rc_slice_trim(*line);
        if (line->len)
            return true;
    }
    return false;
}

static struct rc_recognition
recognise_w3c(struct rc_slice names, const struct rc_mapping *mapping,
              struct rc_arena *arena)
{
    struct rc_recognition found = {.framing = RC_FRAME_W3C};
    struct rc_slice words[RC_CSV_FIELDS];
    struct rc_columns columns;
    size_t count = 0, most = 0;

    while (count < RC_CSV_FIELDS && rc_w3c_next(&names, &words[count]))
        count++;
    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];

        if (!source->column_count || source->knows)
            continue;
        rc_columns_match(source, mapping, words, count, &columns);
        if (!columns.complete || columns.found <= most)
            continue;
        most = columns.found;
        found.source = source;
        found.why =
            rc_arena_print(arena,
                           "a W3C extended log, %zu of its fields are "
                           "known names%s",
                           most, source->generic ? " (low confidence)" : "")
                .p;
    }
    return found;
}

struct rc_recognition
rc_recognise_text(struct rc_slice head, bool whole,
                  const struct rc_mapping *mapping, struct rc_arena *arena)
{
    size_t *counts =
        rc_arena_zero(arena, (rc_source_count + 1) * sizeof *counts);
    struct rc_recognition found = {.framing = RC_FRAME_UNKNOWN};
    struct rc_slice rest = head, line;
    size_t lines = 0, best = 0;

    while (lines < LINES && rc_recognise_line(&rest, whole || lines, &line)) {
        if (rc_slice_starts(line, RC_S("#Fields:")))
            return recognise_w3c((struct rc_slice){line.p + 8, line.len - 8},
                                 mapping, arena);
        if (line.p[0] == '#')
            continue;
        lines++;
        for (size_t i = 0; i < rc_source_count; i++)
            counts[i] += rc_sources[i]->knows && rc_sources[i]->knows(line);
    }
    for (size_t i = 0; i < rc_source_count; i++) {
        bool enough = counts[i] * (rc_sources[i]->generic ? 2 : 4) >= lines;

        if (!counts[i] || !enough)
            continue;
        /* a named one goes before a generic one, whatever the counts */
        if (found.source && (rc_sources[i]->generic > found.source->generic ||
                             counts[i] <= best))
            continue;
        best = counts[i];
        found.source = rc_sources[i];
    }
    if (!found.source)
        return found;
    found.framing = RC_FRAME_TEXT;
    found.why =
        rc_arena_print(arena, "%zu of %zu lines are %s%s", best, lines,
                       found.source->generic
                           ? "no named source's, but have a time and a user, "
                             "an address or a device (low confidence): read by "
                           : "of ",
                       found.source->title)
            .p;
    return found;
}

struct trial {
    struct rc_obs_sink sink;
    size_t takes, rejects;
};

static void
trial_take(struct rc_obs_sink *sink, const struct rc_record *record,
           const struct rc_obs *obs)
{
    (void)record;
    (void)obs;
    ((struct trial *)sink)->takes++;
}

static void
trial_reject(struct rc_obs_sink *sink, const struct rc_record *record,
             const char *why)
{
    (void)record;
    (void)why;
    ((struct trial *)sink)->rejects++;
}

static void
trial_skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    (void)sink;
    (void)record;
}

bool
rc_recognise_believe(struct rc_recognition *found, struct rc_slice head,
                     bool whole, const struct rc_mapping *mapping)
{
    /* of lines without a year any will do */
    const struct rc_source_setting setting = {
        .time = {.near_us = 20000 * RC_US_PER_DAY}, .mapping = mapping};
    struct trial trial = {.sink = {trial_take, trial_reject, trial_skip}};
    struct rc_stream *stream;
    size_t used;

    if (!found->source || !found->source->generic)
        return found->source != NULL;
    stream = rc_stream_new(found, &setting, RC_SLICE_NONE);
    rc_stream_read(stream, head, 0, whole, &trial.sink, &used);
    rc_stream_free(stream);
    if (trial.takes && trial.takes >= trial.rejects)
        return true;
    *found = (struct rc_recognition){
        .framing = RC_FRAME_UNKNOWN,
        .why = "no known source's; some names look like a log's, but most "
               "records have no time that can be read, or nobody beside it"};
    return false;
}
