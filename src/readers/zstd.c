/*
 * zstd.c -- Zstandard (RFC 8878), frame after frame; skippable frames are
 * skipped by the library.  A frame's header says how much memory its window
 * takes: over 128 MiB (zstd(1) makes no more without --long) is refused before
 * it is allocated.
 */
#include "readers/unpack.h"

#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

enum { WINDOW_LOG_MAX = 27 };

struct zstd {
    ZSTD_DCtx *stream;
    bool inside; /* of a frame */
};

static void *
zstd_open(void)
{
    struct zstd *zstd = rc_alloc(sizeof *zstd);

    *zstd = (struct zstd){.stream = ZSTD_createDCtx()};
    if (!zstd->stream ||
        ZSTD_isError(ZSTD_DCtx_setParameter(zstd->stream, ZSTD_d_windowLogMax,
                                            WINDOW_LOG_MAX)))
        abort(); /* out of memory, or a libzstd that is not ours */
    return zstd;
}

static void
zstd_close(void *state)
{
    struct zstd *zstd = state;

    ZSTD_freeDCtx(zstd->stream);
    free(zstd);
}

static const char *
reason(size_t code)
{
    switch (ZSTD_getErrorCode(code)) {
    case ZSTD_error_prefix_unknown:
        return "other bytes follow the zstd data";
    case ZSTD_error_frameParameter_windowTooLarge:
        return "its window is over 128 MiB";
    case ZSTD_error_memory_allocation:
        abort();
    default:
        return ZSTD_getErrorName(code);
    }
}

static enum rc_unpacked
zstd_unpack(void *state, struct rc_unpack_io *io, bool in_ends,
            const char **why)
{
    (void)in_ends; /* the library keeps what it could not use yet */
    struct zstd *zstd = state;

    /* Asked for a new frame with nothing to read it from, the library would
     * say that it wants a header. */
    if (!zstd->inside && !io->in_len)
        return RC_UNPACK_BETWEEN;
    ZSTD_inBuffer in = {io->in, io->in_len, 0};
    ZSTD_outBuffer out = {io->out, io->out_len, 0};
    size_t left = ZSTD_decompressStream(zstd->stream, &out, &in);

    io->in += in.pos;
    io->in_len -= in.pos;
    io->out += out.pos;
    io->out_len -= out.pos;
    if (ZSTD_isError(left)) {
        *why = reason(left);
        return RC_UNPACK_BAD;
    }
    zstd->inside = left != 0;
    return left ? RC_UNPACK_MORE : RC_UNPACK_BETWEEN;
}

const struct rc_unpacker rc_unpack_zstd = {.name = "zstd",
                                           .open = zstd_open,
                                           .close = zstd_close,
                                           .unpack = zstd_unpack};
