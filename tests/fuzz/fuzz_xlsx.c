/*
 * fuzz_xlsx.c -- any XML for the parts of a workbook.  The input is cut at
 * bytes of 0xff into a sheet, strings, styles, the workbook and its relations;
 * what is missing is a plain one.  They are put into a zip, stored as they are,
 * in memory only.  Whatever they are, reading ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include "readers/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ENOUGH_BYTES = 1 << 20, PARTS = 6 };

static const struct {
    const char *name, *plain;
} parts[PARTS] = {
    {"[Content_Types].xml", "<Types/>"},
    {"xl/worksheets/sheet1.xml", "<w><row><c><v>1</v></c></row></w>"},
    {"xl/sharedStrings.xml", "<sst><si><t>text</t></si></sst>"},
    {"xl/styles.xml", "<s><cellXfs><xf numFmtId='14'/></cellXfs></s>"},
    {"xl/workbook.xml",
     "<w xmlns:r='r'><sheets><sheet name='One' r:id='a'/></sheets></w>"},
    {"xl/_rels/workbook.xml.rels",
     "<r><Relationship Id='a' Target='worksheets/sheet1.xml'/></r>"},
};

static void
put_number(struct rc_buf *buf, uint32_t n, int bytes)
{
    for (; bytes; bytes--, n >>= 8)
        rc_buf_char(buf, (char)(n & 0xff));
}

/* What a local header and the central one share. */
static void
put_header(struct rc_buf *buf, const char *name, struct rc_slice bytes)
{
    uLong check = crc32(0, (const Bytef *)bytes.p, (uInt)bytes.len);

    put_number(buf, 20, 2); /* version */
    put_number(buf, 0, 2);  /* flags */
    put_number(buf, 0, 2);  /* stored */
    put_number(buf, 0, 4);
    put_number(buf, (uint32_t)check, 4);
    put_number(buf, (uint32_t)bytes.len, 4);
    put_number(buf, (uint32_t)bytes.len, 4);
    put_number(buf, (uint32_t)strlen(name), 2);
    put_number(buf, 0, 2);
}

static struct rc_buf
zip_of(const struct rc_slice *texts)
{
    struct rc_buf zip = {0}, central = {0};

    for (int i = 0; i < PARTS; i++) {
        uint32_t at = (uint32_t)zip.len;

        rc_buf_put(&zip, RC_S("PK\3\4"));
        put_header(&zip, parts[i].name, texts[i]);
        rc_buf_put(&zip, rc_slice_of(parts[i].name));
        rc_buf_put(&zip, texts[i]);
        rc_buf_put(&central, RC_S("PK\1\2"));
        put_number(&central, 20, 2);
        put_header(&central, parts[i].name, texts[i]);
        put_number(&central, 0, 4); /* comment, disk */
        put_number(&central, 0, 2);
        put_number(&central, 0, 4);
        put_number(&central, at, 4);
        rc_buf_put(&central, rc_slice_of(parts[i].name));
    }
    uint32_t begin = (uint32_t)zip.len;

    rc_buf_put(&zip, rc_buf_slice(&central));
    rc_buf_put(&zip, RC_S("PK\5\6"));
    put_number(&zip, 0, 4);
    put_number(&zip, PARTS, 2);
    put_number(&zip, PARTS, 2);
    put_number(&zip, (uint32_t)central.len, 4);
    put_number(&zip, begin, 4);
    put_number(&zip, 0, 2);
    rc_buf_done(&central);
    return zip;
}

static void
visit(struct rc_member_visitor *visitor, const struct rc_member *member,
      struct rc_reader *reader)
{
    static char to[4096];
    struct rc_err err;
    size_t got = 1, sum = 0;

    (void)visitor, (void)member;
    while (reader && got && sum < ENOUGH_BYTES) {
        if (rc_reader_next(reader, to, sizeof to, &got, &err) != RC_OK)
            break;
        if (got > sizeof to)
            abort();
        sum += got;
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rc_slice rest = {(const char *)data, size}, texts[PARTS];
    struct rc_member_visitor visitor = {NULL, visit};
    struct rc_reader *reader;
    struct rc_err err;
    struct rc_buf zip;
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    for (int i = 0; i < PARTS; i++)
        texts[i] = rc_slice_of(parts[i].plain);
    for (int i = 1; i < PARTS && rest.len; i++)
        if (!rc_slice_cut(&rest, '\xff', &texts[i])) {
            texts[i] = rest;
            rest.len = 0;
        }
    zip = zip_of(texts);
    if (fd < 0 || write(fd, zip.p, zip.len) != (ssize_t)zip.len)
        abort();
    rc_buf_done(&zip);
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (rc_reader_open(path, &reader, &err) != RC_OK ||
        rc_reader_packing(reader) != RC_ARCHIVE)
        abort();
    (void)!rc_reader_walk(reader, &visitor, &err);
    rc_reader_close(reader);
    close(fd);
    return 0;
}
