/*
 * work.c -- reading a piece of a file, and a round of pieces on threads.
 *
 * A thread keeps one block of its own that stays in its second-level cache and
 * fills it with pread; a record that does not fit makes the block grow, up to
 * what a record may be.  A piece of an NDJSON file begins behind the first
 * newline at or after from - 1 and ends with the record that starts before to,
 * so neighbours agree on who reads which without speaking.  The members of an
 * archive are read by the thread that meets the first of them, in one pass.
 */
#include "pipeline/work.h"

#include <stdlib.h>
#include <time.h>

enum { BLOCK_BYTES = 256 * 1024 };

struct block {
    char *p;
    size_t len, cap;
};

static void
block_room(struct block *block, size_t room)
{
    if (block->cap - block->len >= room)
        return;
    block->cap = (block->len + room) * 3 / 2;
    block->p = rc_realloc(block->p, block->cap + RC_PAD);
}

/* Drops the first used bytes. */
static void
block_eat(struct block *block, size_t used)
{
    block->len -= used;
    memmove(block->p, block->p + used, block->len);
}

struct reading {
    struct rc_round *round;
    const struct rc_piece *piece;
    struct rc_plan_file *file;
    struct rc_engine *engine;
    struct rc_reader *reader;
    struct rc_stream *stream;
    struct block block;
    uint64_t offset; /* of the block's first byte in the stream */
    bool at_end;
};

/* Brings up to room more bytes behind those in the block. */
static enum rc_status
fill(struct reading *in, size_t room, struct rc_err *err)
{
    size_t got = 0;
    enum rc_status st;

    block_room(&in->block, room);
    if (in->piece->whole && in->file->packing != RC_PLAIN)
        st = rc_reader_next(in->reader, in->block.p + in->block.len, room, &got,
                            err);
    else
        st = rc_reader_at(in->reader, in->offset + in->block.len,
                          in->block.p + in->block.len, room, &got, err);
    if (st != RC_OK)
        return st;
    in->block.len += got;
    in->at_end = got == 0;
    memset(in->block.p + in->block.len, 0, RC_PAD);
    atomic_fetch_add_explicit(&in->round->done_bytes, got,
                              memory_order_relaxed);
    return RC_OK;
}

/* Moves to the first record that starts at or after piece->from: behind the
 * first newline at or after from - 1.  false: none starts in this piece. */
static bool
find_start(struct reading *in, struct rc_err *err)
{
    if (in->piece->from == in->file->start) {
        in->offset = in->piece->from;
        return true;
    }
    in->offset = in->piece->from - 1;
    for (;;) {
        if (fill(in, BLOCK_BYTES, err) != RC_OK || in->at_end)
            return false;
        const char *newline = memchr(in->block.p, '\n', in->block.len);
        size_t skipped =
            newline ? (size_t)(newline - in->block.p) + 1 : in->block.len;

        in->offset += skipped;
        block_eat(&in->block, skipped);
        if (in->offset >= in->piece->to)
            return false;
        if (newline)
            return true;
    }
}

/* How many of the block's bytes belong to this piece: all of them, or up to
 * the newline that ends the record which starts before piece->to. */
static size_t
ours(const struct reading *in, bool *closed)
{
    *closed = false;
    if (in->piece->whole || in->piece->ends ||
        in->offset + in->block.len < in->piece->to)
        return in->block.len;
    size_t at = in->piece->to > in->offset
                    ? (size_t)(in->piece->to - in->offset) - 1
                    : 0;
    const char *newline = memchr(in->block.p + at, '\n', in->block.len - at);

    if (!newline)
        return in->block.len;
    *closed = true;
    return (size_t)(newline - in->block.p) + 1;
}

static void
read_records(struct reading *in, struct rc_err *err)
{
    size_t room = BLOCK_BYTES;
    bool closed = false, last = false;

    while (!closed && !last) {
        size_t have = in->block.len, used;

        if (in->at_end == false && have < room &&
            fill(in, room - have, err) != RC_OK)
            last = true; /* damaged: what came before it stands */
        last |= in->at_end;
        size_t len = ours(in, &closed);

        rc_stream_read(in->stream, (struct rc_slice){in->block.p, len},
                       in->offset, last && in->piece->ends, &in->engine->sink,
                       &used);
        in->offset += used;
        block_eat(&in->block, used);
        /* a record larger than the block: make room for it */
        room = used || in->block.len < room ? BLOCK_BYTES : room * 2;
        if (room < in->block.len + BLOCK_BYTES / 2)
            room = in->block.len + BLOCK_BYTES;
    }
}

/* The reader gave up: what is behind its last good byte is one reject. */
static void
reject_rest(struct reading *in, const struct rc_err *err)
{
    struct rc_record rest = {.offset = in->offset};
    struct rc_slice why = rc_slice_of(err->text);
    struct rc_slice path = rc_slice_of(in->file->path);

    /* the file is named beside the reason already */
    if (rc_slice_starts(why, path) &&
        rc_slice_starts((struct rc_slice){why.p + path.len, why.len - path.len},
                        RC_S(": ")))
        why.p += path.len + 2;
    rc_engine_file(in->engine, in->piece->file, in->file->hash);
    in->engine->sink.reject(&in->engine->sink, &rest, why.p);
}

/* The CSV header, for when the stream is taken up again. */
static void
keep_header(struct reading *in)
{
    struct rc_slice header = rc_stream_header(in->stream);
    char *kept = rc_alloc(header.len + RC_PAD);

    memset(kept, 0, header.len + RC_PAD);
    if (header.len)
        memcpy(kept, header.p, header.len);
    in->file->header = (struct rc_slice){kept, header.len};
    in->file->header_owned = true;
}

/* Reads a piece by a reader that is open; NULL: it could not be, for err. */
static void
read_piece(struct rc_round *round, const struct rc_piece *piece,
           struct rc_engine *engine, struct rc_reader *reader,
           struct rc_err *err)
{
    struct rc_plan_file *file = &round->plan->files[piece->file];
    struct rc_source_setting setting =
        rc_plan_setting(&round->setting->source, file->modified_us);
    struct reading in = {.round = round,
                         .piece = piece,
                         .file = file,
                         .engine = engine,
                         .reader = reader};
    struct rc_file_count *count = &engine->counts[piece->file];
    uint64_t before = count->records;

    if (reader) {
        rc_engine_file(engine, piece->file, file->hash);
        in.stream = rc_stream_new(&file->recognition, &setting, file->header);
        if (find_start(&in, err)) {
            read_records(&in, err);
            if (in.offset > count->done)
                count->done = in.offset;
        }
        if (piece->whole && !file->header.len)
            keep_header(&in);
        rc_stream_free(in.stream);
    }
    if (err->status != RC_OK)
        reject_rest(&in, err);
    free(in.block.p);
    atomic_fetch_add_explicit(&round->done_records, count->records - before,
                              memory_order_relaxed);
}

void
rc_piece_read(struct rc_round *round, const struct rc_piece *piece,
              struct rc_engine *engine)
{
    const struct rc_plan_file *file = &round->plan->files[piece->file];
    struct rc_err err = {RC_OK, ""};
    struct rc_reader *reader = NULL;

    if ((file->packing == RC_PLAIN
             ? rc_reader_open_plain(file->disk, &reader, &err)
             : rc_reader_open(file->disk, &reader, &err)) != RC_OK)
        reader = NULL;
    read_piece(round, piece, engine, reader, &err);
    rc_reader_close(reader);
}

/* --- archives: one pass, whatever is wanted of them ----------------------- */

struct wanted {
    uint64_t member;
    const struct rc_piece *piece; /* NULL once it is read */
};

struct unpacking {
    struct rc_member_visitor visitor; /* first */
    struct rc_round *round;
    struct rc_engine *engine;
    struct wanted *wanted; /* by member */
    size_t count;
};

static int
by_member(const void *a, const void *b)
{
    const struct wanted *x = a, *y = b;

    return x->member < y->member ? -1 : x->member > y->member;
}

static struct wanted *
find_wanted(struct rc_member_visitor *visitor, uint64_t index)
{
    struct unpacking *unpacking = (struct unpacking *)(void *)visitor;
    struct wanted key = {.member = index + 1};

    return bsearch(&key, unpacking->wanted, unpacking->count, sizeof key,
                   by_member);
}

static bool
wants(struct rc_member_visitor *visitor, uint64_t index)
{
    return find_wanted(visitor, index) != NULL;
}

static void
read_member(struct rc_member_visitor *visitor, const struct rc_member *member,
            struct rc_reader *reader)
{
    struct unpacking *unpacking = (struct unpacking *)(void *)visitor;
    struct wanted *wanted = find_wanted(visitor, member->index);
    struct rc_err err = {RC_OK, ""};

    if (!wanted || !wanted->piece || !reader)
        return;
    read_piece(unpacking->round, wanted->piece, unpacking->engine, reader,
               &err);
    wanted->piece = NULL;
}

static bool
is_member(const struct rc_round *round, size_t at)
{
    return round->plan->files[round->pieces[at].file].member != 0;
}

/* Whether piece at is of the archive that the piece before is of. */
static bool
follows(const struct rc_round *round, size_t at)
{
    const struct rc_plan_file *files = round->plan->files;

    return at && rc_plan_same(&files[round->pieces[at - 1].file],
                              &files[round->pieces[at].file]);
}

/* Reads the pieces from at on that are of one archive. */
static void
read_archive(struct rc_round *round, size_t at, struct rc_engine *engine)
{
    const struct rc_plan_file *files = round->plan->files;
    struct unpacking unpacking = {.visitor = {wants, read_member},
                                  .round = round,
                                  .engine = engine,
                                  .count = 1};
    struct rc_err err = {RC_OK, ""};
    struct rc_reader *reader = NULL;
    enum rc_status st;

    while (at + unpacking.count < round->count &&
           follows(round, at + unpacking.count))
        unpacking.count++;
    unpacking.wanted = rc_alloc(unpacking.count * sizeof *unpacking.wanted);
    for (size_t i = 0; i < unpacking.count; i++) {
        const struct rc_piece *piece = &round->pieces[at + i];

        unpacking.wanted[i] = (struct wanted){files[piece->file].member, piece};
    }
    qsort(unpacking.wanted, unpacking.count, sizeof *unpacking.wanted,
          by_member);
    st = rc_reader_open(files[round->pieces[at].file].disk, &reader, &err);
    if (st == RC_OK)
        st = rc_reader_walk(reader, &unpacking.visitor, &err);
    rc_reader_close(reader);
    for (size_t i = 0; i < unpacking.count; i++) {
        struct rc_err why = err;

        if (!unpacking.wanted[i].piece)
            continue;
        if (st == RC_OK)
            (void)!rc_fail(&why, RC_INPUT, "is not in its archive any more");
        read_piece(round, unpacking.wanted[i].piece, engine, NULL, &why);
    }
    free(unpacking.wanted);
}

struct worker {
    pthread_t thread;
    struct rc_round *round;
    struct rc_engine *engine;
};

static void *
work(void *with)
{
    struct worker *worker = with;
    struct rc_round *round = worker->round;
    size_t at;

    while ((at = atomic_fetch_add(&round->next, 1)) < round->count)
        if (!is_member(round, at))
            rc_piece_read(round, &round->pieces[at], worker->engine);
        else if (!follows(round, at))
            read_archive(round, at, worker->engine);
    atomic_fetch_sub(&round->running, 1);
    return NULL;
}

static void
tell_progress(struct rc_round *round, uint64_t total_bytes)
{
    const struct timespec tenth = {.tv_nsec = 100 * 1000 * 1000};

    while (atomic_load(&round->running)) {
        round->setting->progress(round->setting->progress_with,
                                 atomic_load(&round->done_bytes), total_bytes,
                                 atomic_load(&round->done_records));
        nanosleep(&tenth, NULL);
    }
}

void
rc_round_run(struct rc_round *round, struct rc_engine *engines,
             unsigned threads, uint64_t total_bytes)
{
    struct worker *workers = rc_alloc(threads * sizeof *workers);
    unsigned started = 0;

    atomic_store(&round->next, 0);
    atomic_store(&round->running, threads);
    for (unsigned t = 0; t < threads; t++) {
        workers[t] = (struct worker){.round = round, .engine = &engines[t]};
        if (pthread_create(&workers[started].thread, NULL, work, &workers[t]) !=
            0) {
            atomic_fetch_sub(&round->running, threads - t);
            break;
        }
        started++;
    }
    if (!started) { /* no thread to be had: this one does it all */
        struct worker self = {.round = round, .engine = &engines[0]};

        atomic_store(&round->running, 1);
        work(&self);
    }
    if (round->setting->progress)
        tell_progress(round, total_bytes);
    for (unsigned t = 0; t < started; t++)
        pthread_join(workers[t].thread, NULL);
    free(workers);
}
