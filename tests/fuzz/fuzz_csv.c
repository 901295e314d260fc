/*
 * fuzz_csv.c -- the CSV splitter against a plain one.
 *
 *     clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
 *         -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
 *         tests/fuzz/fuzz_csv.c src/formats/?*.c \
 *         src/base/arena.c src/base/slice.c -lm -o fuzz_csv
 *     ./fuzz_csv -max_len=4096 corpus/
 *
 * The first byte of an input picks the delimiter and whether the bytes are the
 * last.  Every build must give the rows of the plain splitter below, use at
 * least a byte of each row, and undo quotes as it does.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/kernel.h"

#define CHECK(truth)                                                           \
    do {                                                                       \
        if (!(truth)) {                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__,       \
                    #truth);                                                   \
            abort();                                                           \
        }                                                                      \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The plain splitter: takes a field from *p on; its characters go to out.
 * Stops at a delimiter, a newline or the end.  false: it never ends. */
static bool
plain_field(const char **p, const char *end, char delimiter, char *out,
            size_t *len)
{
    const char *at = *p;
    bool closed = true;

    *len = 0;
    if (at < end && *at == '"') {
        closed = false;
        for (at++; at < end; at++) {
            if (*at != '"') {
                out[(*len)++] = *at;
            } else if (at + 1 < end && at[1] == '"') {
                out[(*len)++] = *at++;
            } else {
                closed = true;
                at++;
                break;
            }
        }
    }
    while (at < end && *at != delimiter && *at != '\n')
        out[(*len)++] = *at++;
    /* of \r\n, when it stands outside the quotes */
    if (at < end && *at == '\n' && at > *p && at[-1] == '\r')
        (*len)--;
    *p = at;
    return closed;
}

/* Compares one row that was read with the plain splitter's. */
static void
check_row(struct rc_slice rest, char delimiter, struct rc_slice *fields,
          size_t count, size_t used, struct rc_arena *arena)
{
    const char *p = rest.p, *end = rest.p + rest.len;
    char *out = rc_alloc(rest.len + 1);

    for (size_t i = 0; i < count; i++) {
        size_t len;

        CHECK(plain_field(&p, end, delimiter, out, &len));

        struct rc_slice text = rc_csv_text(fields[i], arena);

        CHECK(fields[i].p >= rest.p && fields[i].p + fields[i].len <= end);
        CHECK(rc_slice_eq(text, (struct rc_slice){out, len}));
        if (i + 1 < count) {
            CHECK(p < end && *p == delimiter);
            p++;
        }
    }
    CHECK(p == end || *p == '\n');
    CHECK(used == (size_t)(p - rest.p) + (p < end));
    free(out);
}

/* Reads all rows and returns a hash of what was read. */
static uint64_t
read_rows(struct rc_slice bytes, char delimiter, bool last)
{
    static struct rc_slice fields[RC_CSV_FIELDS];
    struct rc_slice rest = bytes;
    struct rc_arena arena;
    uint64_t hash = 0;

    rc_arena_init(&arena, 0);
    for (;;) {
        size_t count, used;
        const char *why = NULL;
        enum rc_csv_result result =
            rc_csv_row(rest, delimiter, last, fields, &count, &used, &why);

        hash = rc_hash_mix(hash, (uint64_t)result);
        if (result == RC_CSV_SHORT) {
            CHECK(!last || rest.len == 0);
            break;
        }
        CHECK(used > 0 && used <= rest.len);
        hash = rc_hash_mix(hash, used);
        if (result == RC_CSV_ROW_READ) {
            CHECK(count > 0 && count <= RC_CSV_FIELDS);
            check_row(rest, delimiter, fields, count, used, &arena);
            for (size_t i = 0; i < count; i++)
                hash = rc_hash_mix(hash, rc_hash(fields[i]));
        } else {
            CHECK(why);
        }
        rest.p += used;
        rest.len -= used;
    }
    rc_arena_done(&arena);
    return hash;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const kernels[] = {"scalar", "sse2", "avx2"};
    static const char pads[] = {'"', '\n', ','};
    uint64_t first = 0;

    if (!size)
        return 0;

    char delimiter = ",;\t|"[data[0] & 3];
    bool last = data[0] & 4;

    for (size_t k = 0; k < 3; k++) {
        if (!rc_formats_use(kernels[k]))
            continue;
        char *p = rc_alloc(size - 1 + RC_PAD);
        struct rc_slice bytes = {p, size - 1};

        memcpy(p, data + 1, bytes.len);
        memset(p + bytes.len, pads[k], RC_PAD);

        uint64_t hash = read_rows(bytes, delimiter, last);

        rc_csv_delimiter(bytes);
        free(p);
        CHECK(k == 0 || hash == first);
        first = hash;
    }
    return 0;
}
