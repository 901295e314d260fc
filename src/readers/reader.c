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
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/archive.h"

struct rc_reader {
    int fd;
    enum rc_packing packing;
    struct rc_layers layers;
    uint64_t size_bytes;
    int64_t modified_us;
    struct rc_budget budget;
    struct rc_input *input;
    char path[];
};

static enum rc_status
fail_errno(struct rc_err *err, const char *path, int error)
{
    return rc_fail(err, error == EACCES || error == EPERM ? RC_PERMIT : RC_IO,
                   "%s: %s", path, strerror(error));
}

/* A reason from a layer, with the file in front. */
static enum rc_status
fail_below(const struct rc_reader *reader, const struct rc_err *why,
           struct rc_err *err)
{
    return rc_fail(err, why->status, "%s: %s", reader->path, why->text);
}

static enum rc_status
open_file(struct rc_reader *reader, struct rc_err *err)
{
    struct stat info;

    /* O_NONBLOCK: opening a FIFO would wait for its other end. */
    reader->fd =
        open(reader->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    /* A socket, or a device without a driver, cannot even be opened. */
    if (reader->fd < 0 && (errno == ENXIO || errno == ENODEV))
        return rc_fail(err, RC_INPUT, "%s: is not a regular file",
                       reader->path);
    if (reader->fd < 0 || fstat(reader->fd, &info) != 0)
        return fail_errno(err, reader->path, errno);
    if (!S_ISREG(info.st_mode))
        return rc_fail(err, RC_INPUT, "%s: is not a regular file",
                       reader->path);
    reader->size_bytes = (uint64_t)info.st_size;
    reader->modified_us =
        info.st_mtim.tv_sec * RC_US_PER_SECOND + info.st_mtim.tv_nsec / 1000;
    reader->budget = rc_budget_of(reader->size_bytes);
    reader->input = rc_input_file(reader->fd, reader->size_bytes);
    return RC_OK;
}

static enum rc_status
open_reader(const char *path, bool look, struct rc_reader **reader,
            struct rc_err *err)
{
    size_t path_bytes = strlen(path) + 1;
    struct rc_reader *opened = rc_alloc(sizeof *opened + path_bytes);
    enum rc_status st;

    *opened = (struct rc_reader){.fd = -1};
    memcpy(opened->path, path, path_bytes);
    st = open_file(opened, err);
    if (st != RC_OK) {
        rc_reader_close(opened);
        return st;
    }
    if (look)
        opened->layers = rc_layers_put(&opened->input, &opened->budget, 0);
    opened->packing = opened->layers.packing;
    if (opened->packing != RC_PLAIN)
        (void)posix_fadvise(opened->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
    *reader = opened;
    return RC_OK;
}

enum rc_status
rc_reader_open(const char *path, struct rc_reader **reader, struct rc_err *err)
{
    return open_reader(path, true, reader, err);
}

enum rc_status
rc_reader_open_plain(const char *path, struct rc_reader **reader,
                     struct rc_err *err)
{
    return open_reader(path, false, reader, err);
}

void
rc_reader_close(struct rc_reader *reader)
{
    if (!reader)
        return;
    if (reader->packing != RC_MEMBER)
        rc_input_close(reader->input);
    if (reader->fd >= 0)
        close(reader->fd);
    free(reader);
}

enum rc_packing
rc_reader_packing(const struct rc_reader *reader)
{
    return reader->packing;
}

const char *
rc_reader_note(const struct rc_reader *reader)
{
    return reader->layers.encoding == RC_CP1252
               ? "is no UTF-8: read as Windows-1252"
               : NULL;
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
    struct rc_err why;

    if (reader->packing != RC_PLAIN)
        return rc_fail(err, RC_USAGE,
                       "%s: is packed, and can be read from the front only",
                       reader->path);
    if (cap > (size_t)SSIZE_MAX)
        cap = (size_t)SSIZE_MAX;
    if (offset > (uint64_t)INT64_MAX - cap)
        return rc_fail(err, RC_USAGE, "%s: no file has an offset of %llu",
                       reader->path, (unsigned long long)offset);
    if (rc_input_pread(reader->fd, offset, to, cap, got, &why) != RC_OK)
        return fail_below(reader, &why, err);
    return RC_OK;
}

enum rc_status
rc_reader_next(struct rc_reader *reader, char *to, size_t cap, size_t *got,
               struct rc_err *err)
{
    struct rc_err why;
    size_t have;

    if (rc_input_read(reader->input, to, cap, &have, &why) != RC_OK)
        return fail_below(reader, &why, err);
    *got = have;
    return RC_OK;
}

struct rc_reader *
rc_reader_of_member(const struct rc_reader *archive, struct rc_slice label,
                    struct rc_input *input, const struct rc_layers *layers,
                    uint64_t size_bytes)
{
    size_t path_len = strlen(archive->path);
    struct rc_reader *reader =
        rc_alloc(sizeof *reader + path_len + label.len + 2);

    *reader = (struct rc_reader){.fd = -1,
                                 .packing = RC_MEMBER,
                                 .layers = *layers,
                                 .size_bytes = size_bytes,
                                 .modified_us = archive->modified_us,
                                 .input = input};
    memcpy(reader->path, archive->path, path_len);
    reader->path[path_len] = '/';
    if (label.len)
        memcpy(reader->path + path_len + 1, label.p, label.len);
    reader->path[path_len + 1 + label.len] = 0;
    return reader;
}

enum rc_status
rc_reader_walk(struct rc_reader *reader, struct rc_member_visitor *visitor,
               struct rc_err *err)
{
    struct rc_walk walk = {
        .reader = reader, .visitor = visitor, .budget = &reader->budget};
    struct rc_err why;
    enum rc_status st;

    if (reader->packing != RC_ARCHIVE)
        return rc_fail(err, RC_USAGE, "%s: is no archive", reader->path);
    /* libarchive gives names in this thread's character set. */
    locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    locale_t before = utf8 ? uselocale(utf8) : (locale_t)0;

    st = rc_archive_walk(&walk, reader->input, reader->layers.archive, 1,
                         reader->layers.next, &why);
    if (utf8) {
        uselocale(before);
        freelocale(utf8);
    }
    rc_buf_done(&walk.path);
    rc_buf_done(&walk.name);
    return st == RC_OK ? st : fail_below(reader, &why, err);
}
