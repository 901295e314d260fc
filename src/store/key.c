/* key.c -- see key.h. */
#include "store/key.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#define HEAD                                                                   \
    "# Rollcall vault key 1 -- keep it secret; without it names are lost\n"
enum {
    HEAD_LEN = sizeof HEAD - 1,
    HEX_LEN = 2 * RC_KEY_BYTES,
    SUM_BYTES = 4,
    FILE_LEN = HEAD_LEN + HEX_LEN + 1 + 2 * SUM_BYTES + 1,
};

static void
key_sum(const unsigned char key[RC_KEY_BYTES], unsigned char sum[SUM_BYTES])
{
    unsigned char hash[crypto_generichash_BYTES];

    crypto_generichash(hash, sizeof hash, key, RC_KEY_BYTES, NULL, 0);
    memcpy(sum, hash, SUM_BYTES);
}

/* The text of a key file; false when it is none. */
static bool
key_parse(const char *text, size_t len, unsigned char key[RC_KEY_BYTES])
{
    unsigned char sum[SUM_BYTES], read[SUM_BYTES];
    size_t got = 0;

    if (len != FILE_LEN || memcmp(text, HEAD, HEAD_LEN) != 0 ||
        text[FILE_LEN - 1] != '\n')
        return false;
    text += HEAD_LEN;
    if (sodium_hex2bin(key, RC_KEY_BYTES, text, HEX_LEN, NULL, &got, NULL) ||
        got != RC_KEY_BYTES || text[HEX_LEN] != ' ')
        return false;
    text += HEX_LEN + 1;
    if (sodium_hex2bin(read, SUM_BYTES, text, (size_t)2 * SUM_BYTES, NULL, &got,
                       NULL) ||
        got != SUM_BYTES)
        return false;
    key_sum(key, sum);
    return memcmp(sum, read, SUM_BYTES) == 0;
}

static enum rc_status
key_check_file(int fd, const char *path, struct rc_err *err)
{
    struct stat st;

    if (fstat(fd, &st) != 0)
        return rc_fail(err, RC_IO, "%s: %s", path, strerror(errno));
    if (!S_ISREG(st.st_mode))
        return rc_fail(err, RC_PERMIT, "%s is no file", path);
    if (st.st_mode & 077)
        return rc_fail(err, RC_PERMIT,
                       "%s can be read by others (mode %03o): chmod 600 %s",
                       path, (unsigned)(st.st_mode & 0777), path);
    return RC_OK;
}

enum rc_status
rc_key_read(const char *path, unsigned char key[RC_KEY_BYTES], bool *found,
            bool *denied, struct rc_err *err)
{
    char text[FILE_LEN + 1];
    enum rc_status st;
    /* NONBLOCK: a FIFO in its place must not hang us. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

    *found = *denied = false;
    if (fd < 0) {
        *denied = errno == EACCES;
        if (errno == ENOENT || errno == ENOTDIR || errno == EACCES)
            return RC_OK;
        return rc_fail(err, RC_IO, "%s: %s", path, strerror(errno));
    }
    st = key_check_file(fd, path, err);
    if (st == RC_OK) {
        ssize_t n = read(fd, text, sizeof text);

        if (n < 0)
            st = rc_fail(err, RC_IO, "%s: %s", path, strerror(errno));
        else if (!key_parse(text, (size_t)n, key))
            st = rc_fail(err, RC_PERMIT, "%s is damaged, or no key file", path);
        else
            *found = true;
    }
    sodium_memzero(text, sizeof text);
    close(fd);
    return st;
}

static bool
write_all(int fd, const char *text, size_t len)
{
    while (len > 0) {
        ssize_t n = write(fd, text, len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        text += n;
        len -= (size_t)n;
    }
    return fsync(fd) == 0;
}

/* Gives the finished file its name unless something has that name already. */
static bool
key_publish(const char *from, const char *to)
{
    if (link(from, to) == 0) {
        unlink(from);
        return true;
    }
    if (errno == EEXIST)
        return false;
    /* A file system without hard links. */
    return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0;
}

enum rc_status
rc_key_make(const char *path, unsigned char key[RC_KEY_BYTES],
            struct rc_err *err)
{
    char fresh[PATH_MAX], text[FILE_LEN + 1];
    unsigned char sum[SUM_BYTES];
    enum rc_status st = RC_OK;
    int fd, len;

    if (snprintf(fresh, sizeof fresh, "%s.new", path) >= (int)sizeof fresh)
        return rc_fail(err, RC_USAGE, "the key's path is too long");
    randombytes_buf(key, RC_KEY_BYTES);
    key_sum(key, sum);
    len = snprintf(text, sizeof text, "%s", HEAD);
    sodium_bin2hex(text + len, HEX_LEN + 1, key, RC_KEY_BYTES);
    text[len + HEX_LEN] = ' ';
    sodium_bin2hex(text + len + HEX_LEN + 1, 2 * SUM_BYTES + 1, sum, SUM_BYTES);
    text[FILE_LEN - 1] = '\n';

    unlink(fresh); /* left by a kill */
    fd =
        open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        st = rc_fail(err, errno == EACCES || errno == EROFS ? RC_PERMIT : RC_IO,
                     "cannot make the key %s: %s", path, strerror(errno));
        goto out;
    }
    if (!write_all(fd, text, FILE_LEN) || !key_publish(fresh, path)) {
        st = rc_fail(err, RC_IO, "cannot make the key %s: %s", path,
                     strerror(errno));
        unlink(fresh);
    }
    close(fd);
out:
    sodium_memzero(text, sizeof text);
    if (st != RC_OK)
        sodium_memzero(key, RC_KEY_BYTES);
    return st;
}
