/*
 * fuzz_stream.c -- any bytes for a file: recognised, and read by whoever it is
 * recognised for; or, told by the last byte, by a source and a framing that it
 * says.  However the stream is cut, the same records come of it.
 *
 * The two bytes at the end say where it is cut and who reads, so that files are
 * seeds as they are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "sources/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct log {
    struct rc_obs_sink sink;
    struct rc_buf text;
};

static void
log_record(struct log *log, char what, const struct rc_record *record)
{
    rc_buf_print(&log->text, "\n%c %llu/%llu+%zu ", what,
                 (unsigned long long)record->offset,
                 (unsigned long long)record->lines, record->raw.len);
}

static void
take(struct rc_obs_sink *sink, const struct rc_record *record,
     const struct rc_obs *obs)
{
    struct log *log = (struct log *)sink;

    log_record(log, 't', record);
    rc_obs_encode(obs, &log->text);
}

static void
reject(struct rc_obs_sink *sink, const struct rc_record *record,
       const char *why)
{
    struct log *log = (struct log *)sink;

    log_record(log, 'r', record);
    rc_buf_put(&log->text, rc_slice_of(why));
}

static void
skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    log_record((struct log *)sink, 's', record);
}

static struct rc_recognition
who_reads(struct rc_slice bytes, uint8_t told, struct rc_arena *arena)
{
    struct rc_recognition who = {
        .source =
            rc_sources[((told & 127) / 7 + 18 * bytes.len) % rc_source_count],
        .framing = RC_FRAME_LINES + told % 7,
        .delimiter = ",;\t|"[bytes.len % 4]};

    if (told & 128)
        return who;
    return rc_source_recognise(rc_arena_copy(arena, bytes), true, NULL, arena);
}

/* Reads bytes in two pieces, the first of `first` bytes; each stands alone in
 * memory, with mischief behind it. */
static void
read_cut(const struct rc_recognition *who, struct rc_slice bytes, size_t first,
         struct log *log)
{
    static const struct rc_source_setting plain = {
        .time = {.near_us = RC_TIME_NONE}};
    struct rc_stream *stream = rc_stream_new(who, &plain, RC_SLICE_NONE);
    size_t from = 0, to = first, used = 0;

    log->sink = (struct rc_obs_sink){take, reject, skip};
    if (who->framing == RC_FRAME_LINES || who->framing == RC_FRAME_CSV)
        rc_stream_count_lines(stream);
    for (bool last = false; !last; from += used, to = bytes.len) {
        last = to == bytes.len;

        char *piece = rc_alloc(to - from + RC_PAD);

        if (to > from)
            memcpy(piece, bytes.p + from, to - from);
        memset(piece + (to - from), "}\"\n,0"[to % 5], RC_PAD);
        rc_stream_read(stream, (struct rc_slice){piece, to - from}, from, last,
                       &log->sink, &used);
        if (used > to - from || (last && used != to - from))
            abort();
        free(piece);
    }
    rc_stream_free(stream);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct log whole = {.text = {0}}, cut = {.text = {0}};
    struct rc_recognition who;
    struct rc_arena arena;
    struct rc_slice bytes;

    if (size < 2)
        return 0;
    bytes = (struct rc_slice){(const char *)data, size - 2};
    rc_arena_init(&arena, 1 << 16);
    who = who_reads(bytes, data[size - 1], &arena);
    if (who.source) {
        read_cut(&who, bytes, bytes.len, &whole);
        read_cut(&who, bytes, bytes.len * data[size - 2] / 256, &cut);
        if (!rc_slice_eq(rc_buf_slice(&whole.text), rc_buf_slice(&cut.text))) {
            fprintf(stderr, "%s, framing %d: whole:%.*s\ncut:%.*s\n",
                    who.source->name, (int)who.framing,
                    RC_FMT(rc_buf_slice(&whole.text)),
                    RC_FMT(rc_buf_slice(&cut.text)));
            abort();
        }
    }
    rc_buf_done(&whole.text);
    rc_buf_done(&cut.text);
    rc_arena_done(&arena);
    return 0;
}
