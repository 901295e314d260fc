/*
 * unpack.h -- what packed.c asks of a packing; private to readers/.
 *
 * An unpacker takes packed bytes in and gives unpacked bytes out, and knows
 * neither files nor limits.  All of ours may be joined end to end: gzip has
 * members, zstd frames, bzip2 and xz streams.
 */
#ifndef RC_READERS_UNPACK_H
#define RC_READERS_UNPACK_H

#include "base/base.h"

/* What a call to unpack did. */
enum rc_unpacked {
    RC_UNPACK_MORE,    /* wants more input, or more room for output */
    RC_UNPACK_BETWEEN, /* a member or frame has ended: the input may end too */
    RC_UNPACK_BAD,     /* damaged: *why says how */
};

/* The bytes on both sides; unpack moves all four. */
struct rc_unpack_io {
    const unsigned char *in;
    size_t in_len;
    char *out;
    size_t out_len;
};

struct rc_unpacker {
    const char *name; /* "gzip" */
    void *(*open)(void);
    void (*close)(void *state);
    /* in_ends: nothing comes after io->in. */
    enum rc_unpacked (*unpack)(void *state, struct rc_unpack_io *io,
                               bool in_ends, const char **why);
};

extern const struct rc_unpacker rc_unpack_gzip, rc_unpack_zstd, rc_unpack_bzip2,
    rc_unpack_xz;

#endif
