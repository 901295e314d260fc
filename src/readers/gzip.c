/*
 * gzip.c -- gzip (RFC 1952) by zlib, member after member.
 *
 *     member member ... zeros
 *     |                 +-- padding to a tape's block, as gzip(1) allows it
 *     +-------------------- 1f 8b, header, deflate, CRC-32, size
 *
 * Anything else behind a member is refused: it is a file cut and joined
 * wrongly, and what is missing would not be noticed.
 */
#include "readers/unpack.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct gzip {
    z_stream z;
    enum { HEAD, BODY, PADDING } at; /* HEAD: a member may begin here */
    bool any;                        /* a member has ended before */
};

static void *
gzip_open(void)
{
    struct gzip *gzip = rc_alloc(sizeof *gzip);

    memset(gzip, 0, sizeof *gzip);
    /* 15: the largest window; 16: gzip and nothing else. */
    if (inflateInit2(&gzip->z, 15 + 16) != Z_OK)
        abort(); /* out of memory, or a zlib that is not ours */
    return gzip;
}

static void
gzip_close(void *state)
{
    struct gzip *gzip = state;

    inflateEnd(&gzip->z);
    free(gzip);
}

/* Between members: another one, padding, the end, or too little to say. */
static enum rc_unpacked
head(struct gzip *gzip, struct rc_unpack_io *io, bool in_ends, const char **why)
{
    if (!io->in_len)
        return RC_UNPACK_BETWEEN;
    if (gzip->any && io->in[0] == 0) {
        gzip->at = PADDING;
        return RC_UNPACK_BETWEEN;
    }
    if (io->in_len < 2 && !in_ends)
        return RC_UNPACK_MORE;
    if (io->in[0] != 0x1f || io->in_len < 2 || io->in[1] != 0x8b) {
        *why = "other bytes follow the gzip data";
        return RC_UNPACK_BAD;
    }
    gzip->at = BODY;
    return RC_UNPACK_MORE;
}

static enum rc_unpacked
padding(struct rc_unpack_io *io, const char **why)
{
    for (; io->in_len; io->in++, io->in_len--)
        if (*io->in) {
            *why = "other bytes follow the gzip data";
            return RC_UNPACK_BAD;
        }
    return RC_UNPACK_BETWEEN;
}

static uInt
as_uint(size_t len)
{
    return len > UINT_MAX ? UINT_MAX : (uInt)len;
}

static enum rc_unpacked
gzip_unpack(void *state, struct rc_unpack_io *io, bool in_ends,
            const char **why)
{
    struct gzip *gzip = state;
    z_stream *z = &gzip->z;

    if (gzip->at == HEAD) {
        enum rc_unpacked did = head(gzip, io, in_ends, why);

        if (gzip->at == HEAD)
            return did;
    }
    if (gzip->at == PADDING)
        return padding(io, why);

    uInt in_len = as_uint(io->in_len), out_len = as_uint(io->out_len);

    z->next_in = (unsigned char *)(uintptr_t)io->in; /* zlib's old types */
    z->avail_in = in_len;
    z->next_out = (unsigned char *)io->out;
    z->avail_out = out_len;
    int got = inflate(z, Z_NO_FLUSH);

    io->in += in_len - z->avail_in;
    io->in_len -= in_len - z->avail_in;
    io->out += out_len - z->avail_out;
    io->out_len -= out_len - z->avail_out;
    switch (got) {
    case Z_OK:
    case Z_BUF_ERROR: /* no progress was possible: more is needed */
        return RC_UNPACK_MORE;
    case Z_STREAM_END:
        inflateReset(z);
        gzip->at = HEAD;
        gzip->any = true;
        return RC_UNPACK_BETWEEN;
    case Z_MEM_ERROR:
        abort();
    default:
        *why = z->msg ? z->msg : "damaged data";
        return RC_UNPACK_BAD;
    }
}

const struct rc_unpacker rc_unpack_gzip = {.name = "gzip",
                                           .open = gzip_open,
                                           .close = gzip_close,
                                           .unpack = gzip_unpack};
