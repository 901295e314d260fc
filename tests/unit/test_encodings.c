/* test_encodings.c -- UTF-16 and Windows-1252, read as UTF-8. */
#include "test.h"

#include <fcntl.h>
#include <unistd.h>

#include "readers/reader.h"

static char path[] = "/tmp/rollcall-encodings-XXXXXX";

/* Reads bytes, cap a call; what comes of it is in out. */
static enum rc_status
read_bytes(struct rc_slice bytes, size_t cap, struct rc_buf *out,
           enum rc_packing *packing, bool *noted, struct rc_err *err)
{
    static bool made;
    int fd = made ? open(path, O_WRONLY | O_TRUNC) : mkstemp(path);
    struct rc_reader *reader;
    enum rc_status st = RC_OK;
    size_t got = 1;

    made = true;
    assert_int_equal(write(fd, bytes.p, bytes.len), bytes.len);
    close(fd);
    assert_int_equal(rc_reader_open(path, &reader, err), RC_OK);
    *packing = rc_reader_packing(reader);
    *noted = rc_reader_note(reader) != NULL;
    out->len = 0;
    while (st == RC_OK && got) {
        rc_buf_reserve(out, cap);
        st = rc_reader_next(reader, out->p + out->len, cap, &got, err);
        out->len += st == RC_OK ? got : 0;
    }
    rc_reader_close(reader);
    return st;
}

static void
comes_to(struct rc_slice bytes, const char *want, enum rc_packing as,
         enum rc_status ends)
{
    static const size_t caps[] = {1, 2, 3, 5, 100000};
    struct rc_buf out = {0};

    for (size_t i = 0; i < 5; i++) {
        enum rc_packing packing;
        struct rc_err err;
        bool noted;

        assert_int_equal(
            read_bytes(bytes, caps[i], &out, &packing, &noted, &err), ends);
        assert_int_equal(packing, as);
        assert_slice(rc_buf_slice(&out), want);
    }
    rc_buf_done(&out);
}

TEST(utf_16_with_a_mark_is_made_utf_8)
{
    comes_to(RC_S("\xff\xfe"
                  "a\0\xe9\0\xac\x20\x3d\xd8\x00\xde"
                  "\n\0"),
             "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\n", RC_TEXT, RC_OK);
    comes_to(RC_S("\xfe\xff\0a\0\xe9\x20\xac\xd8\x3d\xde\x00\0\n"),
             "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\n", RC_TEXT, RC_OK);
    comes_to(RC_S("\xff\xfe"), "", RC_TEXT, RC_OK);
}

TEST(utf_16_without_a_mark_is_told_by_its_zeros)
{
    comes_to(RC_S("i\0d\0,\0n\0a\0m\0e\0\n\0"), "id,name\n", RC_TEXT, RC_OK);
    comes_to(RC_S("\0i\0d\0,\0n\0a\0m\0e\0\n"), "id,name\n", RC_TEXT, RC_OK);
}

TEST(half_a_pair_is_a_replacement_and_half_a_unit_is_told)
{
    comes_to(RC_S("\xff\xfe\x3d\xd8"
                  "a\0\x00\xde"
                  "b\0\x3d\xd8"),
             "\xef\xbf\xbd"
             "a\xef\xbf\xbd"
             "b\xef\xbf\xbd",
             RC_TEXT, RC_OK);
    comes_to(RC_S("\xff\xfe"
                  "a\0b"),
             "a", RC_TEXT, RC_INPUT);
}

TEST(utf_32_and_zeros_are_not_utf_16)
{
    static const char zeros[64] = {0};
    struct rc_buf out = {0};
    enum rc_packing packing;
    struct rc_err err;
    bool noted;

    for (int i = 0; i < 2; i++) {
        assert_int_equal(read_bytes(i ? (struct rc_slice){zeros, sizeof zeros}
                                      : RC_S("\xff\xfe\0\0a\0\0\0"),
                                    100, &out, &packing, &noted, &err),
                         RC_OK);
        assert_int_equal(packing, RC_PLAIN);
    }
    rc_buf_done(&out);
}

TEST(windows_1252_is_made_utf_8_and_noted)
{
    static const char text[] =
        "name,pay\nJos\xe9 M\xfcller,\x80 5\n\x93q\x94,\x81\n";
    struct rc_buf out = {0};
    enum rc_packing packing;
    struct rc_err err;
    bool noted;

    comes_to(RC_S("name,pay\nJos\xe9 M\xfcller,\x80 5\n\x93q\x94,\x81\n"),
             "name,pay\nJos\xc3\xa9 M\xc3\xbcller,\xe2\x82\xac 5\n"
             "\xe2\x80\x9cq\xe2\x80\x9d,\xef\xbf\xbd\n",
             RC_TEXT, RC_OK);
    assert_int_equal(
        read_bytes(rc_slice_of(text), 100, &out, &packing, &noted, &err),
        RC_OK);
    assert_true(noted);
    rc_buf_done(&out);
}

TEST(utf_8_json_and_utf_8_with_a_slip_are_left_alone)
{
    static const char *const texts[] = {
        "id,name\n1,Jos\xc3\xa9\n",
        "{\"name\":\"Jos\xe9\"}\n",
        "id,name\n1,Jos\xc3\xa9\n2,Zo\xc3\xab\n3,x\xe9\n",
        "id,name\n1,Jos\xc3", /* it goes on */
        "\xef\xbb\xbfid,name\n",
        "plain\n",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        comes_to(rc_slice_of(texts[i]), texts[i], RC_PLAIN, RC_OK);
}

TEST(the_encodings_leave_no_file_behind)
{
    assert_int_equal(unlink(path), 0);
}

TEST_MAIN
