/*
 * layers.c -- telling a packing by magic; see layers.h.
 *
 *     1f 8b               gzip
 *     28 b5 2f fd         zstd; 5x 2a 4d 18 is a frame that is skipped
 *     "BZh" 1..9 pi       bzip2, pi in BCD before the first block
 *     fd "7zXZ" 00        xz
 *     "PK" 3 4            zip; "PK" 5 6 is one that is empty
 *     512 bytes           tar, when their sum is at 148
 */
#include "readers/layers.h"

#include "readers/unpack.h"

enum {
    MAGIC_BYTES = 16,
    TAR_BYTES = 512,
    SUM_AT = 148,
    SUM_BYTES = 8,
    ZIP_HEADER = 30
};
enum { TEXT_BYTES = 64 * 1024 }; /* what the encoding is told by */

/* All of magic, or as much of it as there is when the stream is shorter. */
static bool
begins(struct rc_slice head, const char *magic, size_t len, size_t least)
{
    size_t have = head.len < len ? head.len : len;

    return have >= least && !memcmp(head.p, magic, have);
}

static bool
is_bzip2(struct rc_slice head)
{
    struct rc_slice rest = {head.p + 4, head.len < 4 ? 0 : head.len - 4};

    if (head.len < 4 || memcmp(head.p, "BZh", 3) != 0 || head.p[3] < '1' ||
        head.p[3] > '9')
        return false;
    return begins(rest, "\x31\x41\x59\x26\x53\x59", 6, 0) ||
           begins(rest, "\x17\x72\x45\x38\x50\x90", 6, 0);
}

static enum rc_packing
packing_of(struct rc_slice head)
{
    if (begins(head, "\x1f\x8b", 2, 2))
        return RC_GZIP;
    /* A skippable frame: pzstd begins its files with one. */
    if (begins(head, "\x28\xb5\x2f\xfd", 4, 4) ||
        (head.len >= 4 && (head.p[0] & 0xf0) == 0x50 &&
         !memcmp(head.p + 1, "\x2a\x4d\x18", 3)))
        return RC_ZSTD;
    if (is_bzip2(head))
        return RC_BZIP2;
    if (begins(head,
               "\xfd"
               "7zXZ",
               6, 6))
        return RC_XZ;
    return RC_PLAIN;
}

static const struct rc_unpacker *
unpacker_of(enum rc_packing packing)
{
    switch (packing) {
    case RC_GZIP:
        return &rc_unpack_gzip;
    case RC_ZSTD:
        return &rc_unpack_zstd;
    case RC_BZIP2:
        return &rc_unpack_bzip2;
    case RC_XZ:
        return &rc_unpack_xz;
    default:
        return NULL;
    }
}

/* The sum that a tar header keeps of itself, its own place taken as blanks;
 * older ones summed signed characters. */
static bool
is_tar(struct rc_slice head)
{
    int64_t sum = 0, sum_signed = 0, said = 0;
    size_t at = SUM_AT;

    if (head.len < TAR_BYTES || !head.p[0])
        return false;
    for (size_t i = 0; i < TAR_BYTES; i++) {
        bool own = i >= SUM_AT && i < SUM_AT + SUM_BYTES;

        sum += own ? ' ' : (unsigned char)head.p[i];
        sum_signed += own ? ' ' : (signed char)head.p[i];
    }
    while (at < SUM_AT + SUM_BYTES && head.p[at] == ' ')
        at++;
    for (; at < SUM_AT + SUM_BYTES && head.p[at] >= '0' && head.p[at] <= '7';
         at++)
        said = said * 8 + (head.p[at] - '0');
    return said && (said == sum || said == sum_signed);
}

/* The first member's name, behind the 30 bytes of its header. */
static bool
is_office(struct rc_slice head)
{
    static const struct rc_slice firsts[] = {{"[Content_Types].xml", 19},
                                             {"_rels/", 6},
                                             {"docProps/", 9},
                                             {"xl/", 3}};
    struct rc_slice name = {head.p + ZIP_HEADER, 0};

    if (head.len <= ZIP_HEADER)
        return false;
    name.len = head.len - ZIP_HEADER;
    for (size_t i = 0; i < sizeof firsts / sizeof *firsts; i++)
        if (rc_slice_starts(name, firsts[i]))
            return true;
    return false;
}

static enum rc_archive
archive_of(struct rc_slice head)
{
    if (begins(head, "PK\3\4", 4, 4))
        return is_office(head) ? RC_OFFICE : RC_ZIP;
    if (begins(head, "PK\5\6", 4, 4))
        return RC_ZIP;
    return is_tar(head) ? RC_TAR : RC_NO_ARCHIVE;
}

struct rc_layers
rc_layers_put(struct rc_input **input, struct rc_budget *budget, int layer)
{
    struct rc_layers layers = {
        .packing = packing_of(rc_input_peek(*input, MAGIC_BYTES)),
        .next = layer};
    const struct rc_unpacker *unpacker = unpacker_of(layers.packing);

    if (unpacker)
        *input = rc_input_packed(*input, unpacker, budget, layers.next++);
    layers.archive = archive_of(rc_input_peek(*input, TAR_BYTES));
    if (layers.archive) {
        layers.packing = RC_ARCHIVE;
        return layers;
    }
    layers.encoding = rc_encoding_of(rc_input_peek(*input, TEXT_BYTES));
    if (layers.encoding == RC_UTF8)
        return layers;
    *input = rc_input_text(*input, layers.encoding);
    if (layers.packing == RC_PLAIN)
        layers.packing = RC_TEXT;
    return layers;
}

struct rc_slice
rc_unpacked_name(struct rc_slice name)
{
    static const struct rc_slice endings[] = {
        {".gz", 3}, {".zst", 4}, {".zstd", 5}, {".bz2", 4}, {".xz", 3}};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (rc_slice_ends(name, endings[i]))
            return (struct rc_slice){name.p, name.len - endings[i].len};
    return name;
}
