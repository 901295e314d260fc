/*
 * bzip2.c -- bzip2 by libbz2, stream after stream (pbzip2 writes many).
 *
 *     "BZh" level, blocks, end and CRC   "BZh" ...
 *
 * Anything else behind a stream is refused, as behind gzip's.
 */
#include "readers/unpack.h"

#include <bzlib.h>
#include <limits.h>
#include <stdlib.h>

struct bzip2 {
    bz_stream stream;
    bool inside; /* of a stream: it must end */
};

static void
begin(struct bzip2 *bzip2)
{
    bzip2->stream = (bz_stream){0};
    if (BZ2_bzDecompressInit(&bzip2->stream, 0, 0) != BZ_OK)
        abort(); /* out of memory, or a libbz2 that is not ours */
}

static void *
bzip2_open(void)
{
    struct bzip2 *bzip2 = rc_alloc(sizeof *bzip2);

    *bzip2 = (struct bzip2){0};
    begin(bzip2);
    return bzip2;
}

static void
bzip2_close(void *state)
{
    struct bzip2 *bzip2 = state;

    BZ2_bzDecompressEnd(&bzip2->stream);
    free(bzip2);
}

static const char *
reason(int code)
{
    switch (code) {
    case BZ_DATA_ERROR_MAGIC:
        return "other bytes follow the bzip2 data";
    case BZ_DATA_ERROR:
        return "damaged data";
    case BZ_MEM_ERROR:
        abort();
    default:
        return "cannot be unpacked";
    }
}

static unsigned int
as_uint(size_t len)
{
    return len > UINT_MAX ? UINT_MAX : (unsigned int)len;
}

static enum rc_unpacked
bzip2_unpack(void *state, struct rc_unpack_io *io, bool in_ends,
             const char **why)
{
    (void)in_ends; /* the library keeps what it could not use yet */
    struct bzip2 *bzip2 = state;
    bz_stream *s = &bzip2->stream;

    if (!io->in_len && !bzip2->inside)
        return RC_UNPACK_BETWEEN;

    unsigned int in_len = as_uint(io->in_len), out_len = as_uint(io->out_len);

    bzip2->inside = true;
    s->next_in = (char *)(uintptr_t)io->in; /* libbz2's old types */
    s->avail_in = in_len;
    s->next_out = io->out;
    s->avail_out = out_len;
    int got = BZ2_bzDecompress(s);

    io->in += in_len - s->avail_in;
    io->in_len -= in_len - s->avail_in;
    io->out += out_len - s->avail_out;
    io->out_len -= out_len - s->avail_out;
    if (got == BZ_OK)
        return RC_UNPACK_MORE;
    if (got != BZ_STREAM_END) {
        *why = reason(got);
        return RC_UNPACK_BAD;
    }
    BZ2_bzDecompressEnd(s);
    begin(bzip2);
    bzip2->inside = false;
    return RC_UNPACK_BETWEEN;
}

const struct rc_unpacker rc_unpack_bzip2 = {.name = "bzip2",
                                            .open = bzip2_open,
                                            .close = bzip2_close,
                                            .unpack = bzip2_unpack};
