/*
 * observe.c -- one file's observations, in order, as lines of JSON; and what a
 * file is.  Of an archive: each of its members'.
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

/* What is read, and what is known of its members by then. */
struct observed {
    struct rc_member_visitor visitor; /* first */
    struct observing *to;
    const struct rc_source_setting *setting;
    const char *path;
    struct rc_arena arena;
    struct rc_recognition *known; /* by member */
    uint64_t count, cap;
    struct rc_err err; /* of the last member that was damaged */
};

static void
observe_stream(struct observed *in, const struct rc_recognition *recognition,
               struct rc_reader *reader)
{
    struct rc_source_setting own =
        rc_plan_setting(in->setting, rc_reader_modified_us(reader));
    struct rc_stream *stream = rc_stream_new(recognition, &own, RC_SLICE_NONE);
    struct rc_err err;

    in->to->record = 0;
    rc_stream_count_lines(stream);
    if (read_all(in->to, reader, stream, &err) != RC_OK)
        in->err = err;
    rc_stream_free(stream);
}

/* The first pass. */
static void
look_at_member(struct rc_member_visitor *visitor,
               const struct rc_member *member, struct rc_reader *reader)
{
    struct observed *in = (struct observed *)(void *)visitor;
    struct rc_recognition found = {0};
    struct rc_err err;

    while (in->count <= member->index) {
        if (in->count == in->cap) {
            in->cap = in->cap ? in->cap * 2 : 64;
            in->known = rc_realloc(in->known, in->cap * sizeof *in->known);
        }
        in->known[in->count++] = found;
    }
    if (reader && rc_plan_look_at(reader, in->setting->mapping, &in->arena,
                                  &found, &err) == RC_OK)
        in->known[member->index] = found;
}

static bool
is_known(struct rc_member_visitor *visitor, uint64_t index)
{
    struct observed *in = (struct observed *)(void *)visitor;

    return index < in->count && in->known[index].source;
}

/* The second. */
static void
observe_member(struct rc_member_visitor *visitor,
               const struct rc_member *member, struct rc_reader *reader)
{
    struct observed *in = (struct observed *)(void *)visitor;

    if (!reader || in->to->write_errno)
        return;
    in->to->name =
        rc_arena_print(&in->arena, "%s/%.*s", in->path, RC_FMT(member->path));
    observe_stream(in, &in->known[member->index], reader);
}

static enum rc_status
observe_archive(struct observed *in, struct rc_err *err)
{
    struct rc_reader *reader = NULL;
    uint64_t known = 0;
    enum rc_status st = RC_OK;

    for (int pass = 0; pass < 2 && (st == RC_OK || st == RC_INPUT); pass++) {
        in->visitor = pass
                          ? (struct rc_member_visitor){is_known, observe_member}
                          : (struct rc_member_visitor){NULL, look_at_member};
        st = rc_reader_open(in->path, &reader, err);
        if (st == RC_OK)
            st = rc_reader_walk(reader, &in->visitor, err);
        rc_reader_close(reader);
        reader = NULL;
    }
    for (uint64_t i = 0; i < in->count; i++)
        known += in->known[i].source != NULL;
    if (st == RC_OK && !known)
        st = rc_fail(err, RC_INPUT, "%s: no member of it is recognised",
                     in->path);
    free(in->known);
    return st;
}

static enum rc_status
observe_file(struct observed *in, struct rc_reader *looked, struct rc_err *err)
{
    struct rc_recognition found = {0};
    struct rc_reader *reader = NULL;
    enum rc_status st =
        rc_plan_look_at(looked, in->setting->mapping, &in->arena, &found, err);

    if (st == RC_OK && !found.source)
        st = rc_fail(err, RC_INPUT, "%s: not recognised: %s", in->path,
                     found.why);
    if (st == RC_OK)
        st = rc_reader_open(in->path, &reader, err);
    if (st == RC_OK)
        observe_stream(in, &found, reader);
    rc_reader_close(reader);
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
    struct observed in = {.to = &o, .setting = setting, .path = path};
    struct rc_reader *reader = NULL;
    enum rc_status st = rc_reader_open(path, &reader, err);

    if (st != RC_OK)
        return st;
    rc_arena_init(&in.arena, 1 << 20);
    st = rc_reader_packing(reader) == RC_ARCHIVE
             ? observe_archive(&in, err)
             : observe_file(&in, reader, err);
    rc_reader_close(reader);
    flush_to(&o, &o.out, out_fd);
    flush_to(&o, &o.rejects, reject_fd);
    if (st == RC_OK && in.err.status != RC_OK) {
        *err = in.err;
        st = err->status;
    }
    if (o.write_errno)
        st = rc_fail(err, RC_IO, "cannot write: %s", strerror(o.write_errno));
    rc_buf_done(&o.out);
    rc_buf_done(&o.rejects);
    rc_arena_done(&in.arena);
    return st;
}

/* --- what a file is ------------------------------------------------------- */

struct identifying {
    struct rc_member_visitor visitor; /* first */
    const char *path;
    const struct rc_mapping *mapping;
    void (*told)(void *with, const char *name, const struct rc_recognition *);
    void *with;
};

static void
identify_member(struct rc_member_visitor *visitor,
                const struct rc_member *member, struct rc_reader *reader)
{
    struct identifying *in = (struct identifying *)(void *)visitor;
    struct rc_recognition found = {.why = member->note};
    struct rc_arena arena;
    struct rc_err err;

    rc_arena_init(&arena, 1 << 20);
    if (reader &&
        rc_plan_look_at(reader, in->mapping, &arena, &found, &err) != RC_OK)
        found = (struct rc_recognition){.why = rc_plan_why(&err, in->path)};
    in->told(
        in->with,
        rc_arena_print(&arena, "%s/%.*s", in->path, RC_FMT(member->path)).p,
        &found);
    rc_arena_done(&arena);
}

enum rc_status
rc_identify(const char *path, const struct rc_mapping *mapping,
            void (*told)(void *with, const char *name,
                         const struct rc_recognition *),
            void *with, struct rc_err *err)
{
    struct identifying in = {.visitor = {NULL, identify_member},
                             .path = path,
                             .mapping = mapping,
                             .told = told,
                             .with = with};
    struct rc_reader *reader = NULL;
    struct rc_recognition found;
    struct rc_arena arena;
    enum rc_status st = rc_reader_open(path, &reader, err);

    if (st != RC_OK)
        return st;
    rc_arena_init(&arena, 1 << 20);
    if (rc_reader_packing(reader) == RC_ARCHIVE) {
        st = rc_reader_walk(reader, &in.visitor, err);
    } else {
        st = rc_plan_look_at(reader, mapping, &arena, &found, err);
        if (st == RC_OK)
            told(with, path, &found);
    }
    rc_reader_close(reader);
    rc_arena_done(&arena);
    return st;
}
