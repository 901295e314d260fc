/*
 * reader.c -- a file as a stream of bytes; see reader.h.
 *
 * What a file is packed with is told by its first bytes, never by its name.
 * A packed stream that breaks off is worth what came before: that is given
 * first, and the reason is kept for the next call (and all after it).
 */
#include "readers/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/unpack.h"

enum { IN_BYTES = 128 * 1024 };

struct rc_reader {
    int fd;
    enum rc_packing packing;
    uint64_t size_bytes;
    int64_t modified_us;
    uint64_t offset; /* of what rc_reader_next reads from the file next */
    /* What follows is for packed files. */
    const struct rc_unpacker *unpacker;
    void *state;
    uint64_t given_bytes, limit_bytes;
    struct rc_unpack_io io; /* its in side: what is left of in */
    unsigned char *in;
    bool in_ended, between, ended;
    struct rc_err broken; /* RC_OK until the stream is */
    char path[];
};

static enum rc_status
fail_errno(struct rc_err *err, const char *path, int error)
{
    return rc_fail(err, error == EACCES || error == EPERM ? RC_PERMIT : RC_IO,
                   "%s: %s", path, strerror(error));
}

/* Up to cap bytes from offset: fewer only at the end of the file. */
static enum rc_status
read_at(const struct rc_reader *reader, uint64_t offset, void *to, size_t cap,
        size_t *got, struct rc_err *err)
{
    size_t have = 0;

    if (cap > (size_t)SSIZE_MAX)
        cap = (size_t)SSIZE_MAX;
    if (offset > (uint64_t)INT64_MAX - cap)
        return rc_fail(err, RC_USAGE, "%s: no file has an offset of %llu",
                       reader->path, (unsigned long long)offset);
    while (have < cap) {
        ssize_t n = pread(reader->fd, (char *)to + have, cap - have,
                          (off_t)(offset + have));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return fail_errno(err, reader->path, errno);
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *got = have;
    return RC_OK;
}

static enum rc_packing
packing_of(const unsigned char *p, size_t len)
{
    if (len >= 2 && p[0] == 0x1f && p[1] == 0x8b)
        return RC_GZIP;
    if (len >= 4 && memcmp(p, "\x28\xb5\x2f\xfd", 4) == 0)
        return RC_ZSTD;
    /* A skippable frame: pzstd begins its files with one. */
    if (len >= 4 && (p[0] & 0xf0) == 0x50 &&
        memcmp(p + 1, "\x2a\x4d\x18", 3) == 0)
        return RC_ZSTD;
    return RC_PLAIN;
}

/* Looks at the first bytes and makes ready to unpack them. */
static enum rc_status
detect(struct rc_reader *reader, struct rc_err *err)
{
    unsigned char magic[4];
    size_t got;
    enum rc_status st = read_at(reader, 0, magic, sizeof magic, &got, err);

    if (st != RC_OK)
        return st;
    reader->packing = packing_of(magic, got);
    if (reader->packing == RC_PLAIN)
        return RC_OK;
    reader->unpacker =
        reader->packing == RC_GZIP ? &rc_unpack_gzip : &rc_unpack_zstd;
    reader->state = reader->unpacker->open();
    reader->in = rc_alloc(IN_BYTES);
    reader->io.in = reader->in;
    reader->limit_bytes = reader->size_bytes > UINT64_MAX / RC_RATIO_MAX
                              ? UINT64_MAX
                              : reader->size_bytes * RC_RATIO_MAX;
    if (reader->limit_bytes < RC_UNPACKED_FREE)
        reader->limit_bytes = RC_UNPACKED_FREE;
    (void)posix_fadvise(reader->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    return RC_OK;
}

enum rc_status
rc_reader_open(const char *path, struct rc_reader **reader, struct rc_err *err)
{
    size_t path_bytes = strlen(path) + 1;
    struct rc_reader *opened = rc_alloc(sizeof *opened + path_bytes);
    enum rc_status st;
    struct stat info;

    *opened = (struct rc_reader){.between = true};
    memcpy(opened->path, path, path_bytes);
    /* O_NONBLOCK: opening a FIFO would wait for its other end. */
    opened->fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (opened->fd < 0) {
        /* A socket, or a device without a driver, cannot even be opened. */
        st = errno == ENXIO || errno == ENODEV
                 ? rc_fail(err, RC_INPUT, "%s: is not a regular file", path)
                 : fail_errno(err, path, errno);
        goto out;
    }
    if (fstat(opened->fd, &info) != 0) {
        st = fail_errno(err, path, errno);
        goto out;
    }
    if (!S_ISREG(info.st_mode)) {
        st = rc_fail(err, RC_INPUT, "%s: is not a regular file", path);
        goto out;
    }
    opened->size_bytes = (uint64_t)info.st_size;
    opened->modified_us =
        info.st_mtim.tv_sec * RC_US_PER_SECOND + info.st_mtim.tv_nsec / 1000;
    st = detect(opened, err);
    if (st != RC_OK)
        goto out;

    *reader = opened;
    opened = NULL; /* handed over */
out:
    rc_reader_close(opened);
    return st;
}

void
rc_reader_close(struct rc_reader *reader)
{
    if (!reader)
        return;
    if (reader->state)
        reader->unpacker->close(reader->state);
    if (reader->fd >= 0)
        close(reader->fd);
    free(reader->in);
    free(reader);
}

enum rc_packing
rc_reader_packing(const struct rc_reader *reader)
{
    return reader->packing;
}

uint64_t
rc_reader_size(const struct rc_reader *reader)
{
    return reader->size_bytes;
}

int64_t
rc_reader_modified_us(const struct rc_reader *reader)
{
    return reader->modified_us;
}

enum rc_status
rc_reader_at(const struct rc_reader *reader, uint64_t offset, char *to,
             size_t cap, size_t *got, struct rc_err *err)
{
    if (reader->packing != RC_PLAIN)
        return rc_fail(err, RC_USAGE,
                       "%s: is packed, and can be read from the front only",
                       reader->path);
    return read_at(reader, offset, to, cap, got, err);
}

/* More packed bytes behind those that are left. */
static enum rc_status
refill(struct rc_reader *reader, struct rc_err *err)
{
    size_t got, left = reader->io.in_len, want = IN_BYTES - left;
    enum rc_status st;

    if (left)
        memmove(reader->in, reader->io.in, left);
    st = read_at(reader, reader->offset, reader->in + left, want, &got, err);
    reader->io.in = reader->in;
    if (st != RC_OK)
        return st;
    reader->io.in_len = left + got;
    reader->offset += got;
    reader->in_ended = got < want || !want;
    return RC_OK;
}

/* One step: input if it is wanted, and whatever comes of it.  *stuck: nothing
 * moved, and no more input will come. */
static enum rc_status
step(struct rc_reader *reader, bool *stuck, struct rc_err *err)
{
    size_t in_before = reader->io.in_len, out_before = reader->io.out_len;
    const char *why = NULL;
    enum rc_unpacked did = reader->unpacker->unpack(reader->state, &reader->io,
                                                    reader->in_ended, &why);

    *stuck = false;
    if (did == RC_UNPACK_BAD)
        return rc_fail(err, RC_INPUT, "%s: %s: %s", reader->path,
                       reader->unpacker->name, why);
    reader->between = did == RC_UNPACK_BETWEEN;
    if (reader->io.in_len != in_before || reader->io.out_len != out_before ||
        !reader->io.out_len)
        return RC_OK;
    if (!reader->in_ended)
        return refill(reader, err);
    *stuck = true;
    return RC_OK;
}

static enum rc_status
next_unpacked(struct rc_reader *reader, char *to, size_t cap, size_t *got,
              struct rc_err *err)
{
    uint64_t room = reader->limit_bytes - reader->given_bytes;
    enum rc_status st = RC_OK;
    bool stuck = false;
    size_t have;

    /* One byte over the limit is enough to know that there is more. */
    if (cap > room)
        cap = (size_t)room + 1;
    reader->io.out = to;
    reader->io.out_len = cap;
    while (st == RC_OK && !stuck && reader->io.out_len)
        st = step(reader, &stuck, err);
    have = cap - reader->io.out_len;
    if (st == RC_OK && have > room) {
        have = (size_t)room;
        st =
            rc_fail(err, RC_LIMIT, "%s: unpacks to more than %d times its size",
                    reader->path, RC_RATIO_MAX);
    } else if (st == RC_OK && stuck) {
        reader->ended = true;
        if (!reader->between || reader->io.in_len)
            st = rc_fail(err, RC_INPUT, "%s: %s: is cut short", reader->path,
                         reader->unpacker->name);
    }
    reader->given_bytes += have;
    if (st != RC_OK) {
        reader->broken = *err;
        if (!have)
            return st;
    }
    *got = have;
    return RC_OK;
}

enum rc_status
rc_reader_next(struct rc_reader *reader, char *to, size_t cap, size_t *got,
               struct rc_err *err)
{
    enum rc_status st;

    if (reader->broken.status != RC_OK) {
        *err = reader->broken;
        return err->status;
    }
    if (reader->ended || !cap) {
        *got = 0;
        return RC_OK;
    }
    if (reader->packing != RC_PLAIN)
        return next_unpacked(reader, to, cap, got, err);
    st = read_at(reader, reader->offset, to, cap, got, err);
    if (st == RC_OK)
        reader->offset += *got;
    return st;
}
