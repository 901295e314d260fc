/*
 * observe.c -- one file's observations, in order, as lines of JSON.
 */
#include "pipeline/pipeline.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "pipeline/plan.h"

enum { BLOCK = 256 * 1024, FLUSH_BYTES = 64 * 1024 };

struct observing {
    struct rc_obs_sink sink; /* first */
    struct rc_slice name;
    int out_fd, reject_fd;
    struct rc_buf out, rejects;
    struct rc_observe_count *count;
    uint64_t record; /* offset of the last one + 1 */
    int write_errno;
};

/* What cannot be written is remembered; reading goes on to nowhere, briefly. */
static void
flush_to(struct observing *o, struct rc_buf *buf, int fd)
{
    size_t at = 0;

    while (fd >= 0 && at < buf->len && !o->write_errno) {
        ssize_t n = write(fd, buf->p + at, buf->len - at);

        if (n > 0)
            at += (size_t)n;
        else if (n < 0 && errno != EINTR)
            o->write_errno = errno;
    }
    buf->len = 0;
}

static void
note_record(struct observing *o, const struct rc_record *record)
{
    o->count->records += record->offset + 1 != o->record;
    o->record = record->offset + 1;
}

static void
take(struct rc_obs_sink *sink, const struct rc_record *record,
     const struct rc_obs *obs)
{
    struct observing *o = (struct observing *)(void *)sink;

    note_record(o, record);
    o->count->observations++;
    rc_obs_json(obs, o->name, record->lines + 1, record->offset, &o->out);
    rc_buf_char(&o->out, '\n');
    if (o->out.len >= FLUSH_BYTES)
        flush_to(o, &o->out, o->out_fd);
}

static void
reject(struct rc_obs_sink *sink, const struct rc_record *record,
       const char *why)
{
    struct observing *o = (struct observing *)(void *)sink;

    note_record(o, record);
    o->count->rejects++;
    rc_buf_put(&o->rejects, o->name);
    rc_buf_print(&o->rejects, ":%llu: rejected (offset %llu): %s\n",
                 (unsigned long long)record->lines + 1,
                 (unsigned long long)record->offset, why);
    if (o->rejects.len >= FLUSH_BYTES)
        flush_to(o, &o->rejects, o->reject_fd);
}

static void
skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    struct observing *o = (struct observing *)(void *)sink;

    note_record(o, record);
    o->count->skipped++;
}

static enum rc_status
read_all(struct observing *o, struct rc_reader *reader,
         struct rc_stream *stream, struct rc_err *err)
{
    char *block = rc_alloc(BLOCK + RC_PAD);
    size_t cap = BLOCK, len = 0, got = 1;
    uint64_t offset = 0;
    enum rc_status st = RC_OK;

    while (got && !o->write_errno) {
        size_t used;

        if (cap - len < BLOCK / 2) {
            cap *= 2;
            block = rc_realloc(block, cap + RC_PAD);
        }
        st = rc_reader_next(reader, block + len, cap - len, &got, err);
        if (st != RC_OK)
            got = 0; /* damaged: what came before it stands */
        len += got;
        memset(block + len, 0, RC_PAD);
        rc_stream_read(stream, (struct rc_slice){block, len}, offset, !got,
                       &o->sink, &used);
        offset += used;
        len -= used;
        memmove(block, block + used, len);
    }
    free(block);
    return st;
}

enum rc_status
rc_observe(const char *path, const struct rc_source_setting *setting,
           int out_fd, int reject_fd, struct rc_observe_count *count,
           struct rc_err *err)
{
    struct observing o = {.sink = {take, reject, skip},
                          .name = rc_slice_of(path),
                          .out_fd = out_fd,
                          .reject_fd = reject_fd,
                          .count = count};
    struct rc_source_setting own;
    struct rc_recognition recognition = {0};
    struct rc_reader *reader = NULL;
    struct rc_stream *stream = NULL;
    struct rc_arena arena;
    enum rc_packing packing;
    enum rc_status st;

    rc_arena_init(&arena, 1 << 20);
    st = rc_plan_look(path, setting->mapping, &arena, &packing, &recognition,
                      err);
    if (st == RC_OK && !recognition.source)
        st = rc_fail(err, RC_INPUT, "%s: not recognised: %s", path,
                     recognition.why);
    if (st == RC_OK)
        st = rc_reader_open(path, &reader, err);
    if (st != RC_OK)
        goto out;
    own = rc_plan_setting(setting, rc_reader_modified_us(reader));
    stream = rc_stream_new(&recognition, &own, RC_SLICE_NONE);
    rc_stream_count_lines(stream);
    st = read_all(&o, reader, stream, err);
    flush_to(&o, &o.out, out_fd);
    flush_to(&o, &o.rejects, reject_fd);
    if (o.write_errno)
        st = rc_fail(err, RC_IO, "cannot write: %s", strerror(o.write_errno));
out:
    rc_stream_free(stream);
    rc_reader_close(reader);
    rc_buf_done(&o.out);
    rc_buf_done(&o.rejects);
    rc_arena_done(&arena);
    return st;
}

enum rc_status
rc_identify(const char *path, const struct rc_mapping *mapping,
            struct rc_arena *arena, struct rc_recognition *recognition,
            struct rc_err *err)
{
    enum rc_packing packing;

    return rc_plan_look(path, mapping, arena, &packing, recognition, err);
}
