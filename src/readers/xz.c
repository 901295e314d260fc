/*
 * xz.c -- xz by liblzma, stream after stream, with the padding of zeros that
 * the format allows between and behind them.  A block's header says how large
 * its dictionary is: what would take more than 128 MiB (xz -9 takes 65) is
 * refused before it is allocated.
 */
#include "readers/unpack.h"

#include <lzma.h>
#include <stdlib.h>

#define MEMORY_MAX (UINT64_C(128) << 20)

struct xz {
    lzma_stream stream;
    bool ended; /* the library has seen the end */
};

static void *
xz_open(void)
{
    struct xz *xz = rc_alloc(sizeof *xz);

    *xz = (struct xz){.stream = LZMA_STREAM_INIT};
    if (lzma_stream_decoder(&xz->stream, MEMORY_MAX, LZMA_CONCATENATED) !=
        LZMA_OK)
        abort(); /* out of memory, or a liblzma that is not ours */
    return xz;
}

static void
xz_close(void *state)
{
    struct xz *xz = state;

    lzma_end(&xz->stream);
    free(xz);
}

static const char *
reason(lzma_ret code)
{
    switch (code) {
    case LZMA_MEMLIMIT_ERROR:
        return "it takes more than 128 MiB of memory";
    case LZMA_OPTIONS_ERROR:
        return "it is of a kind that this liblzma does not know";
    case LZMA_MEM_ERROR:
        abort();
    default: /* of a second stream's magic too */
        return "damaged data";
    }
}

static enum rc_unpacked
xz_unpack(void *state, struct rc_unpack_io *io, bool in_ends, const char **why)
{
    struct xz *xz = state;
    lzma_stream *s = &xz->stream;

    if (xz->ended)
        return RC_UNPACK_BETWEEN;
    s->next_in = io->in;
    s->avail_in = io->in_len;
    s->next_out = (uint8_t *)io->out;
    s->avail_out = io->out_len;
    lzma_ret got = lzma_code(s, in_ends ? LZMA_FINISH : LZMA_RUN);

    io->in = s->next_in;
    io->in_len = s->avail_in;
    io->out = (char *)s->next_out;
    io->out_len = s->avail_out;
    switch (got) {
    case LZMA_OK:
    case LZMA_BUF_ERROR: /* no progress was possible: more is needed */
        return RC_UNPACK_MORE;
    case LZMA_STREAM_END: /* of the last one: told only when the input ends */
        xz->ended = true;
        return RC_UNPACK_BETWEEN;
    default:
        *why = reason(got);
        return RC_UNPACK_BAD;
    }
}

const struct rc_unpacker rc_unpack_xz = {
    .name = "xz", .open = xz_open, .close = xz_close, .unpack = xz_unpack};
