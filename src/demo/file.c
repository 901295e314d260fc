/*
 * file.c -- files being written: plain, gzip or zstd, a megabyte at a time.
 *
 * A failure is kept and told once, by close: writers stay plain lists of what
 * they write.  Compressed bytes hold no time and no name, so that the same
 * seed gives the same bytes.
 */
#include "demo/company.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <zlib.h>
#include <zstd.h>

enum { TURN_BYTES = 1 << 20, NAME_MAX_BYTES = 4096 };

struct demo_file {
    struct demo_company *co;
    enum demo_pack pack;
    FILE *to;
    struct rc_buf buf, packed;
    z_stream zip;
    ZSTD_CCtx *zstd;
    int failed; /* errno */
    char name[NAME_MAX_BYTES];
};

/* Makes the folders before the last slash. */
static enum rc_status
make_folders(char *path, struct rc_err *err)
{
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        if (mkdir(path, 0777) != 0 && errno != EEXIST)
            return rc_fail(err, RC_IO, "%s: %s", path, strerror(errno));
        *at = '/';
    }
    return RC_OK;
}

enum rc_status
rc_demo_file_open(struct demo_company *co, const char *name,
                  enum demo_pack pack, struct demo_file **file,
                  struct rc_err *err)
{
    struct demo_file *opened = rc_alloc(sizeof(*opened));
    enum rc_status st;

    *opened = (struct demo_file){.co = co, .pack = pack};
    int len =
        snprintf(opened->name, sizeof(opened->name), "%s/%s", co->folder, name);

    if (len < 0 || (size_t)len >= sizeof(opened->name)) {
        st = rc_fail(err, RC_USAGE, "%s: path too long", co->folder);
        goto out;
    }
    st = make_folders(opened->name, err);
    if (st != RC_OK)
        goto out;
    opened->to = fopen(opened->name, "wb");
    if (!opened->to) {
        st = rc_fail(err, RC_IO, "%s: %s", opened->name, strerror(errno));
        goto out;
    }
    if (pack == DEMO_GZIP && deflateInit2(&opened->zip, 1, Z_DEFLATED, 15 + 16,
                                          8, Z_DEFAULT_STRATEGY) != Z_OK)
        abort(); /* out of memory */
    if (pack == DEMO_ZSTD) {
        opened->zstd = ZSTD_createCCtx();
        if (!opened->zstd)
            abort();
    }
    co->files++;
    *file = opened;
    opened = NULL; /* handed over */
out:
    free(opened);
    return st;
}

struct rc_buf *
rc_demo_file_buf(struct demo_file *file)
{
    return &file->buf;
}

static void
put(struct demo_file *file, const char *p, size_t len)
{
    if (!len || file->failed)
        return;
    errno = 0;
    if (fwrite(p, 1, len, file->to) != len)
        file->failed = errno ? errno : EIO;
    file->co->bytes += len;
}

static void
put_gzip(struct demo_file *file, bool last)
{
    union {
        const char *text;
        Bytef *bytes; /* zlib's input is not const */
    } in = {.text = file->buf.p};
    int rc;

    file->zip.next_in = in.bytes;
    file->zip.avail_in = (uInt)file->buf.len;
    do {
        file->packed.len = 0;
        rc_buf_reserve(&file->packed, TURN_BYTES);
        file->zip.next_out = (Bytef *)file->packed.p;
        file->zip.avail_out = TURN_BYTES;
        rc = deflate(&file->zip, last ? Z_FINISH : Z_NO_FLUSH);
        put(file, file->packed.p, TURN_BYTES - file->zip.avail_out);
    } while (rc == Z_OK && file->zip.avail_out == 0);
}

static void
put_zstd(struct demo_file *file, bool last)
{
    ZSTD_inBuffer in = {file->buf.p, file->buf.len, 0};
    size_t left;

    do {
        rc_buf_reserve(&file->packed, TURN_BYTES);
        ZSTD_outBuffer out = {file->packed.p, TURN_BYTES, 0};

        left = ZSTD_compressStream2(file->zstd, &out, &in,
                                    last ? ZSTD_e_end : ZSTD_e_continue);
        if (ZSTD_isError(left)) {
            file->failed = EIO;
            return;
        }
        put(file, file->packed.p, out.pos);
    } while (last ? left != 0 : in.pos < in.size);
}

static void
flush(struct demo_file *file, bool last)
{
    if (file->pack == DEMO_GZIP)
        put_gzip(file, last);
    else if (file->pack == DEMO_ZSTD)
        put_zstd(file, last);
    else
        put(file, file->buf.p, file->buf.len);
    file->buf.len = 0;
}

void
rc_demo_file_turn(struct demo_file *file)
{
    if (file->buf.len >= TURN_BYTES)
        flush(file, false);
}

enum rc_status
rc_demo_file_close(struct demo_file *file, struct rc_err *err)
{
    enum rc_status st = RC_OK;

    rc_buf_reserve(&file->buf, 1);
    flush(file, true);
    if (file->pack == DEMO_GZIP)
        deflateEnd(&file->zip);
    ZSTD_freeCCtx(file->zstd);
    if (fclose(file->to) != 0 && !file->failed)
        file->failed = errno;
    if (file->failed)
        st = rc_fail(err, RC_IO, "%s: %s", file->name, strerror(file->failed));
    rc_buf_done(&file->buf);
    rc_buf_done(&file->packed);
    free(file);
    return st;
}

void
rc_demo_cell(struct rc_buf *buf, bool first, const char *text)
{
    if (!first)
        rc_buf_char(buf, ',');
    if (!strpbrk(text, ",\"\n")) {
        rc_buf_put(buf, rc_slice_of(text));
        return;
    }
    rc_buf_char(buf, '"');
    for (; *text; text++) {
        if (*text == '"')
            rc_buf_char(buf, '"');
        rc_buf_char(buf, *text);
    }
    rc_buf_char(buf, '"');
}
