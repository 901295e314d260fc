/* test_readers.c -- plain and packed files, whole and damaged. */
#include "test.h"

#include <bzlib.h>
#include <fcntl.h>
#include <lzma.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "readers/reader.h"

static char path[] = "/tmp/rollcall-readers-XXXXXX";

/* A file that holds just these bytes; its name is always the same. */
static const char *
file_of(const void *bytes, size_t len)
{
    static bool made;
    int fd = made ? open(path, O_WRONLY | O_TRUNC) : mkstemp(path);

    assert_true(fd >= 0);
    made = true;
    assert_int_equal(write(fd, bytes, len), len);
    close(fd);
    return path;
}

/* One gzip member behind what is in buf. */
static void
add_gzip(struct rc_buf *buf, struct rc_slice s)
{
    z_stream z = {0};

    assert_int_equal(
        deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    uLong bound = deflateBound(&z, s.len);

    rc_buf_reserve(buf, bound);
    z.next_in = (unsigned char *)(uintptr_t)s.p;
    z.avail_in = (uInt)s.len;
    z.next_out = (unsigned char *)buf->p + buf->len;
    z.avail_out = (uInt)bound;
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    buf->len += z.total_out;
    deflateEnd(&z);
}

static void
add_zstd(struct rc_buf *buf, struct rc_slice s)
{
    size_t bound = ZSTD_compressBound(s.len);

    rc_buf_reserve(buf, bound);
    size_t n = ZSTD_compress(buf->p + buf->len, bound, s.p, s.len, 3);

    assert_false(ZSTD_isError(n));
    buf->len += n;
}

static void
add_bzip2(struct rc_buf *buf, struct rc_slice s)
{
    unsigned int n = (unsigned int)(s.len + s.len / 100 + 600);

    rc_buf_reserve(buf, n);
    assert_int_equal(BZ2_bzBuffToBuffCompress(buf->p + buf->len, &n,
                                              (char *)(uintptr_t)s.p,
                                              (unsigned int)s.len, 1, 0, 0),
                     BZ_OK);
    buf->len += n;
}

static void
add_xz(struct rc_buf *buf, struct rc_slice s)
{
    size_t bound = lzma_stream_buffer_bound(s.len), n = 0;

    rc_buf_reserve(buf, bound);
    assert_int_equal(
        lzma_easy_buffer_encode(1, LZMA_CHECK_CRC32, NULL, (const uint8_t *)s.p,
                                s.len, (uint8_t *)buf->p + buf->len, &n, bound),
        LZMA_OK);
    buf->len += n;
}

/* Lines that pack well but not too well. */
static struct rc_buf
lines(int count)
{
    struct rc_buf buf = {0};
    uint32_t seed = 3;

    for (int i = 0; i < count; i++) {
        seed = seed * 1664525 + 1013904223;
        rc_buf_print(&buf, "{\"n\":%d,\"user\":\"u%u\"}\n", i, seed);
    }
    return buf;
}

struct outcome {
    struct rc_buf bytes;
    struct rc_err err;
    enum rc_status st;
    enum rc_packing packing;
};

/* Reads the file to its end, cap bytes a call. */
static struct outcome
read_file(const char *name, size_t cap)
{
    struct outcome out = {.err = {.text = ""}};
    struct rc_reader *reader = NULL;
    size_t got = 1;

    out.st = rc_reader_open(name, &reader, &out.err);
    if (out.st != RC_OK)
        return out;
    out.packing = rc_reader_packing(reader);
    while (out.st == RC_OK && got) {
        char *to = malloc(cap); /* no more than we say there is */

        out.st = rc_reader_next(reader, to, cap, &got, &out.err);
        if (out.st == RC_OK)
            rc_buf_put(&out.bytes, (struct rc_slice){to, got});
        free(to);
    }
    if (out.st != RC_OK) { /* what broke once stays broken */
        struct rc_err again;
        char byte;

        assert_int_equal(rc_reader_next(reader, &byte, 1, &got, &again),
                         out.st);
        assert_string_equal(again.text, out.err.text);
        assert_non_null(strstr(out.err.text, name));
    }
    rc_reader_close(reader);
    return out;
}

static struct outcome
read_bytes(struct rc_slice s, size_t cap)
{
    return read_file(file_of(s.p, s.len), cap);
}

/* Reads s, which should come to want, and ends as st says. */
static void
comes_to(struct rc_slice s, struct rc_slice want, enum rc_status st,
         const char *reason)
{
    static const size_t caps[] = {1, 7, 4096, 1 << 20};

    for (size_t i = want.len > 100000 ? 2 : 0; i < 4; i++) {
        struct outcome out = read_bytes(s, caps[i]);

        assert_int_equal(out.st, st);
        assert_true(rc_slice_eq(rc_buf_slice(&out.bytes), want));
        if (reason && !strstr(out.err.text, reason))
            assert_string_equal(out.err.text, reason);
        rc_buf_done(&out.bytes);
    }
}

TEST(a_plain_file_is_read_as_it_is)
{
    struct rc_buf text = lines(1000);

    comes_to(rc_buf_slice(&text), rc_buf_slice(&text), RC_OK, NULL);
    rc_buf_done(&text);
}

TEST(an_empty_file_is_plain_and_ends_at_once)
{
    comes_to(RC_S(""), RC_S(""), RC_OK, NULL);
    comes_to(RC_S("\x1f"), RC_S("\x1f"), RC_OK, NULL);
}

TEST(a_plain_file_is_read_at_any_place)
{
    struct rc_reader *reader;
    struct rc_err err;
    char to[8];
    size_t got;

    assert_int_equal(rc_reader_open(file_of("0123456789", 10), &reader, &err),
                     RC_OK);
    assert_int_equal(rc_reader_size(reader), 10);
    assert_true(rc_reader_modified_us(reader) > 0);
    assert_int_equal(rc_reader_at(reader, 4, to, 8, &got, &err), RC_OK);
    assert_slice(((struct rc_slice){to, got}), "456789");
    assert_int_equal(rc_reader_at(reader, 10, to, 8, &got, &err), RC_OK);
    assert_int_equal(got, 0);
    assert_int_equal(rc_reader_at(reader, UINT64_MAX, to, 8, &got, &err),
                     RC_USAGE);
    assert_int_equal(rc_reader_next(reader, to, 3, &got, &err), RC_OK);
    assert_slice(((struct rc_slice){to, got}), "012");
    rc_reader_close(reader);
    rc_reader_close(NULL);
}

TEST(a_packed_file_is_read_from_the_front_only)
{
    struct rc_buf packed = {0};
    struct rc_reader *reader;
    struct rc_err err;
    char to[8];
    size_t got;

    add_gzip(&packed, RC_S("text"));
    assert_int_equal(
        rc_reader_open(file_of(packed.p, packed.len), &reader, &err), RC_OK);
    assert_int_equal(rc_reader_packing(reader), RC_GZIP);
    assert_int_equal(rc_reader_size(reader), packed.len);
    assert_int_equal(rc_reader_at(reader, 0, to, 8, &got, &err), RC_USAGE);
    rc_reader_close(reader);
    rc_buf_done(&packed);
}

TEST(zeros_behind_gzip_are_padding_and_other_bytes_are_not)
{
    struct rc_buf packed = {0};

    add_gzip(&packed, RC_S("text"));
    rc_buf_put(&packed, RC_S("\0\0\0\0"));
    comes_to(rc_buf_slice(&packed), RC_S("text"), RC_OK, NULL);
    rc_buf_put(&packed, RC_S("x"));
    comes_to(rc_buf_slice(&packed), RC_S("text"), RC_INPUT, "other bytes");
    packed.len -= 5;
    rc_buf_put(&packed, RC_S("\x1f"));
    comes_to(rc_buf_slice(&packed), RC_S("text"), RC_INPUT, "other bytes");
    rc_buf_done(&packed);
}

TEST(gzip_cut_anywhere_gives_what_came_before_and_says_so)
{
    struct rc_buf packed = {0}, text = lines(200);

    add_gzip(&packed, rc_buf_slice(&text));
    for (size_t cut = 2; cut < packed.len; cut++) {
        struct outcome out = read_bytes((struct rc_slice){packed.p, cut}, 512);

        assert_int_equal(out.st, RC_INPUT);
        assert_non_null(strstr(out.err.text, "cut short"));
        assert_true(
            rc_slice_starts(rc_buf_slice(&text), rc_buf_slice(&out.bytes)));
        /* All of it, when only the check at the end is missing. */
        assert_true(cut < packed.len - 8 || out.bytes.len == text.len);
        rc_buf_done(&out.bytes);
    }
    rc_buf_done(&packed);
    rc_buf_done(&text);
}

TEST(gzip_with_a_wrong_check_is_damaged)
{
    struct rc_buf packed = {0};

    add_gzip(&packed, RC_S("some text"));
    packed.p[packed.len - 6] ^= 1;
    comes_to(rc_buf_slice(&packed), RC_S("some text"), RC_INPUT,
             "incorrect data check");
    rc_buf_done(&packed);
}

TEST(zstd_is_unpacked_frame_after_frame_and_skippable_ones_are_skipped)
{
    struct rc_buf packed = {0}, text = lines(20000), twice = {0};

    rc_buf_put(&packed, RC_S("\x5a\x2a\x4d\x18\x03\0\0\0abc"));
    add_zstd(&packed, rc_buf_slice(&text));
    rc_buf_put(&packed, RC_S("\x50\x2a\x4d\x18\0\0\0\0"));
    add_zstd(&packed, RC_S(""));
    add_zstd(&packed, rc_buf_slice(&text));
    rc_buf_put(&twice, rc_buf_slice(&text));
    rc_buf_put(&twice, rc_buf_slice(&text));
    struct outcome out = read_bytes(rc_buf_slice(&packed), 100000);

    assert_int_equal(out.packing, RC_ZSTD);
    rc_buf_done(&out.bytes);
    comes_to(rc_buf_slice(&packed), rc_buf_slice(&twice), RC_OK, NULL);
    rc_buf_done(&packed);
    rc_buf_done(&text);
    rc_buf_done(&twice);
}

TEST(zstd_that_wants_a_window_over_128_mib_is_refused)
{
    /* A frame header that asks for 2^28 bytes, then an empty last block. */
    comes_to(RC_S("\x28\xb5\x2f\xfd\x00\x90\x01\x00\x00"), RC_S(""), RC_INPUT,
             "128 MiB");
    /* 2^27 is fine. */
    comes_to(RC_S("\x28\xb5\x2f\xfd\x00\x88\x01\x00\x00"), RC_S(""), RC_OK,
             NULL);
}

typedef void add_function(struct rc_buf *, struct rc_slice);

/* Twice the same, and an empty one between. */
static void
is_joined(add_function *add, enum rc_packing packing)
{
    struct rc_buf packed = {0}, text = lines(20000), twice = {0};

    add(&packed, rc_buf_slice(&text));
    comes_to(rc_buf_slice(&packed), rc_buf_slice(&text), RC_OK, NULL);
    add(&packed, RC_S(""));
    add(&packed, rc_buf_slice(&text));
    rc_buf_put(&twice, rc_buf_slice(&text));
    rc_buf_put(&twice, rc_buf_slice(&text));
    comes_to(rc_buf_slice(&packed), rc_buf_slice(&twice), RC_OK, NULL);
    struct outcome out = read_bytes(rc_buf_slice(&packed), 100000);

    assert_int_equal(out.packing, packing);
    rc_buf_done(&out.bytes);
    rc_buf_done(&packed);
    rc_buf_done(&text);
    rc_buf_done(&twice);
}

/* Cut anywhere behind its magic, and with a byte too many. */
static void
is_told_when_cut(add_function *add, size_t magic, const char *reason)
{
    struct rc_buf packed = {0}, text = lines(200);

    add(&packed, rc_buf_slice(&text));
    for (size_t cut = magic; cut < packed.len; cut++) {
        struct outcome out = read_bytes((struct rc_slice){packed.p, cut}, 512);

        assert_int_equal(out.st, RC_INPUT);
        assert_non_null(strstr(out.err.text, "cut short"));
        assert_true(
            rc_slice_starts(rc_buf_slice(&text), rc_buf_slice(&out.bytes)));
        rc_buf_done(&out.bytes);
    }
    rc_buf_put(&packed, RC_S("and more of other bytes"));
    comes_to(rc_buf_slice(&packed), rc_buf_slice(&text), RC_INPUT, reason);
    rc_buf_done(&packed);
    rc_buf_done(&text);
}

TEST(gzip_is_unpacked_member_after_member)
{
    is_joined(add_gzip, RC_GZIP);
}

TEST(bzip2_is_unpacked_stream_after_stream)
{
    is_joined(add_bzip2, RC_BZIP2);
}

TEST(bzip2_cut_anywhere_gives_what_came_before_and_says_so)
{
    is_told_when_cut(add_bzip2, 4, "other bytes");
}

TEST(zstd_cut_anywhere_gives_what_came_before_and_says_so)
{
    is_told_when_cut(add_zstd, 4, "other bytes");
}

TEST(xz_is_unpacked_stream_after_stream)
{
    is_joined(add_xz, RC_XZ);
}

TEST(xz_cut_anywhere_gives_what_came_before_and_says_so)
{
    is_told_when_cut(add_xz, 6, "damaged");
}

TEST(zeros_behind_xz_are_padding_by_fours)
{
    struct rc_buf packed = {0};

    add_xz(&packed, RC_S("text"));
    rc_buf_put(&packed, RC_S("\0\0\0\0"));
    add_xz(&packed, RC_S("text"));
    comes_to(rc_buf_slice(&packed), RC_S("texttext"), RC_OK, NULL);
    rc_buf_put(&packed, RC_S("\0\0\0"));
    comes_to(rc_buf_slice(&packed), RC_S("texttext"), RC_INPUT, "damaged");
    rc_buf_done(&packed);
}

TEST(xz_that_wants_more_than_128_mib_is_refused)
{
    static const uint8_t text[] = "text";
    uint8_t packed[4096];
    size_t n = 0;
    lzma_options_lzma options;
    lzma_filter filters[2] = {{LZMA_FILTER_LZMA2, &options},
                              {LZMA_VLI_UNKNOWN, NULL}};

    assert_false(lzma_lzma_preset(&options, 0));
    options.dict_size = UINT32_C(256) << 20;
    assert_int_equal(lzma_stream_buffer_encode(filters, LZMA_CHECK_CRC32, NULL,
                                               text, 4, packed, &n,
                                               sizeof packed),
                     LZMA_OK);
    comes_to((struct rc_slice){(char *)packed, n}, RC_S(""), RC_INPUT,
             "128 MiB");
}

/* A bomb: mib MiB of zeros. */
static struct rc_buf
zeros(size_t mib, add_function *add)
{
    struct rc_buf packed = {0};
    size_t len = mib << 20;
    char *p = calloc(len, 1);

    add(&packed, (struct rc_slice){p, len});
    free(p);
    return packed;
}

static void
stops_at(struct rc_buf *packed, enum rc_status st, uint64_t want)
{
    static char to[1 << 20];
    struct rc_reader *reader;
    uint64_t sum = 0;
    struct rc_err err;
    size_t got = 1;
    enum rc_status now;

    assert_int_equal(
        rc_reader_open(file_of(packed->p, packed->len), &reader, &err), RC_OK);
    do {
        now = rc_reader_next(reader, to, sizeof to, &got, &err);
        sum += now == RC_OK ? got : 0;
    } while (now == RC_OK && got);
    assert_int_equal(now, st);
    assert_int_equal(sum, want);
    rc_reader_close(reader);
    rc_buf_done(packed);
}

TEST(a_bomb_gives_what_the_limit_allows_and_is_refused)
{
    static add_function *const adds[] = {add_gzip, add_zstd, add_bzip2, add_xz};

    for (size_t i = 0; i < 4; i++) {
        struct rc_buf packed = zeros(66, adds[i]);

        stops_at(&packed, RC_LIMIT, RC_UNPACKED_FREE);
    }
}

TEST(just_the_limit_is_no_bomb)
{
    struct rc_buf gzip = zeros(64, add_gzip), zstd = zeros(64, add_zstd);

    stops_at(&gzip, RC_OK, RC_UNPACKED_FREE);
    stops_at(&zstd, RC_OK, RC_UNPACKED_FREE);
}

TEST(what_is_no_regular_file_is_refused_and_does_not_hang)
{
    char fifo[] = "/tmp/rollcall-fifo-XXXXXX";
    const char *names[] = {"/tmp", "/dev/null", fifo};

    assert_true(mkdtemp(fifo) != NULL && rmdir(fifo) == 0);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    for (size_t i = 0; i < 3; i++) {
        struct rc_reader *reader;
        struct rc_err err;

        assert_int_equal(rc_reader_open(names[i], &reader, &err), RC_INPUT);
        assert_non_null(strstr(err.text, "is not a regular file"));
        assert_non_null(strstr(err.text, names[i]));
    }
    unlink(fifo);
}

TEST(a_file_that_is_not_there_or_not_ours_says_which)
{
    struct rc_reader *reader;
    struct rc_err err;

    assert_int_equal(rc_reader_open("/no/such/file", &reader, &err), RC_IO);
    assert_string_equal(err.text, "/no/such/file: No such file or directory");
    if (geteuid() == 0)
        return; /* root may read anything */
    const char *name = file_of("x", 1);

    assert_int_equal(chmod(name, 0), 0);
    assert_int_equal(rc_reader_open(name, &reader, &err), RC_PERMIT);
    assert_int_equal(chmod(name, 0600), 0);
}

TEST(the_readers_leave_no_file_behind)
{
    assert_int_equal(unlink(path), 0);
}

TEST_MAIN
