/* test_base.c -- slices, buffers, arenas, interning and status. */
#include "test.h"

#include <math.h>

#include "base/base.h"

TEST(a_slice_is_cut_at_the_byte_and_the_rest_goes_on)
{
    struct rc_slice rest = RC_S("one\ntwo\nthr"), piece;

    assert_true(rc_slice_cut(&rest, '\n', &piece));
    assert_slice(piece, "one");
    assert_true(rc_slice_cut(&rest, '\n', &piece));
    assert_slice(piece, "two");
    assert_false(rc_slice_cut(&rest, '\n', &piece));
    assert_slice(rest, "thr");
}

TEST(an_absent_slice_may_be_asked_anything)
{
    struct rc_slice none = RC_SLICE_NONE, piece;
    int64_t number;
    double real;

    assert_true(rc_slice_eq(none, RC_S("")));
    assert_true(rc_slice_ieq(none, RC_S("")));
    assert_true(rc_slice_starts(none, none));
    assert_true(rc_slice_ends(none, none));
    assert_int_equal(rc_slice_ifind(none, none), 0);
    assert_int_equal(rc_slice_ifind(none, RC_S("a")), SIZE_MAX);
    assert_int_equal(rc_slice_trim(none).len, 0);
    assert_false(rc_slice_cut(&none, 'x', &piece));
    assert_false(rc_slice_int(none, &number));
    assert_false(rc_slice_double(none, &real));
}

TEST(slices_are_ordered_by_unsigned_bytes_and_a_prefix_is_first)
{
    assert_true(rc_slice_cmp(RC_S("ab"), RC_S("abc")) < 0);
    assert_true(rc_slice_cmp(RC_S("\xc3\xa9"), RC_S("z")) > 0);
    assert_int_equal(rc_slice_cmp(RC_S("same"), RC_S("same")), 0);
}

TEST(only_ascii_letters_have_their_case_ignored)
{
    assert_true(rc_slice_ieq(RC_S("Okta-42"), RC_S("oKTA-42")));
    assert_false(rc_slice_ieq(RC_S("@"), RC_S("`")));
    assert_false(rc_slice_ieq(RC_S("\xc3\x89"), RC_S("\xc3\xa9")));
    assert_int_equal(rc_slice_ifind(RC_S("An ANYDESK"), RC_S("desk")), 6);
}

TEST(an_integer_may_be_as_large_as_it_can_be_and_no_larger)
{
    int64_t value;

    assert_true(rc_slice_int(RC_S("9223372036854775807"), &value));
    assert_true(value == INT64_MAX);
    assert_true(rc_slice_int(RC_S("-9223372036854775808"), &value));
    assert_true(value == INT64_MIN);
    assert_true(rc_slice_int(RC_S("+7"), &value));
    assert_int_equal(value, 7);
    assert_false(rc_slice_int(RC_S("9223372036854775808"), &value));
    assert_false(rc_slice_int(RC_S("-9223372036854775809"), &value));
    assert_false(rc_slice_int(RC_S("99999999999999999999"), &value));
    assert_false(rc_slice_int(RC_S("12 "), &value));
    assert_false(rc_slice_int(RC_S("-"), &value));
}

TEST(a_decimal_is_the_double_that_the_c_library_makes_of_it)
{
    static const char *const texts[] = {
        "0",
        "-0",
        "0.3",
        "1e23",
        "123456789012345678",
        "1.1",
        "2.675",
        "1e-7",
        "5e-324",
        "1.7976931348623157e308",
        "8.5e-45",
        "-12.5e+3",
        "0.1e-15",
        ".5",
        "9007199254740993",
        "1e-500",
        "3.14159265358979323846264338327950288"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double value;

        assert_true(rc_slice_double(rc_slice_of(texts[i]), &value));
        assert_true(value == strtod(texts[i], NULL));
    }
}

TEST(what_is_no_finite_decimal_is_no_double)
{
    static const char *const texts[] = {"",      "-",   "e5",   ".",   "1e",
                                        "inf",   "nan", "0x10", "1,5", "1.2.3",
                                        "1e400", "--1", "1 "};
    char nines[900];
    double value;

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_false(rc_slice_double(rc_slice_of(texts[i]), &value));
    memset(nines, '9', sizeof nines);
    assert_false(
        rc_slice_double((struct rc_slice){nines, sizeof nines}, &value));
}

TEST(json_text_is_escaped_and_bad_bytes_are_replaced)
{
    struct rc_buf buf = {0};

    rc_buf_json(&buf, RC_S("a\"b\\c\n\x01\xc3\xa9\xff\xed\xa0\x80z"));
    assert_slice(rc_buf_slice(&buf), "\"a\\\"b\\\\c\\n\\u0001\xc3\xa9"
                                     "\\ufffd\\ufffd\\ufffd\\ufffdz\"");
    buf.len = 0;
    rc_buf_json(&buf, RC_SLICE_NONE);
    assert_slice(rc_buf_slice(&buf), "\"\"");
    rc_buf_done(&buf);
}

TEST(html_text_cannot_close_what_it_stands_in)
{
    struct rc_buf buf = {0};

    rc_buf_html(&buf, RC_S("<b a='1' c=\"2\">&"));
    assert_slice(rc_buf_slice(&buf),
                 "&lt;b a=&#39;1&#39; c=&quot;2&quot;&gt;&amp;");
    rc_buf_done(&buf);
}

static void
writes_double(double value, const char *text)
{
    struct rc_buf buf = {0};

    rc_buf_json_double(&buf, value);
    assert_slice(rc_buf_slice(&buf), text);
    rc_buf_done(&buf);
}

TEST(a_double_is_written_as_short_as_it_can_be_read_back)
{
    writes_double(0.1, "0.1");
    writes_double(0.1 + 0.2, "0.30000000000000004");
    writes_double(-2.5, "-2.5");
    writes_double(1e300, "1e+300");
    writes_double(5e-324, "5e-324");
    writes_double(NAN, "null");
    writes_double(INFINITY, "null");
}

TEST(a_buffer_grows_and_keeps_what_it_has)
{
    struct rc_buf buf = {0};

    for (int i = 0; i < 1000; i++)
        rc_buf_print(&buf, "%03d,", i);
    assert_int_equal(buf.len, 4000);
    assert_memory_equal(buf.p + 3996, "999,", 4);
    assert_true(buf.cap - buf.len >= RC_PAD);
    rc_buf_done(&buf);
    assert_null(buf.p);
}

TEST(an_arena_never_moves_what_it_gave)
{
    struct rc_arena arena;
    struct rc_slice copies[500];

    rc_arena_init(&arena, 256);
    for (int i = 0; i < 500; i++) {
        copies[i] = rc_arena_print(&arena, "%d", i);
        assert_int_equal((uintptr_t)copies[i].p % 16, 0);
        assert_non_null(rc_arena_take(&arena, (size_t)i * 3));
    }
    for (int i = 0; i < 500; i++) {
        char text[12];

        snprintf(text, sizeof text, "%d", i);
        assert_slice(copies[i], text);
        assert_int_equal(copies[i].p[copies[i].len], '\0');
    }
    rc_arena_done(&arena);
}

TEST(a_large_piece_does_not_waste_the_block_being_filled)
{
    struct rc_arena arena;

    rc_arena_init(&arena, 4096);
    char *first = rc_arena_take(&arena, 16);

    memset(rc_arena_take(&arena, 100000), 1, 100000);
    assert_ptr_equal(rc_arena_take(&arena, 16), first + 16);
    rc_arena_done(&arena);
}

TEST(a_reset_arena_fills_the_same_block_again)
{
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    void *first = rc_arena_take(&arena, 100);

    (void)rc_arena_take(&arena, 200000);
    rc_arena_reset(&arena);
    assert_int_equal(arena.used_bytes, 0);
    assert_ptr_equal(rc_arena_take(&arena, 100), first);
    rc_arena_done(&arena);
}

TEST(nothing_taken_from_an_arena_is_still_a_place)
{
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    assert_non_null(rc_arena_take(&arena, 0));
    assert_non_null(rc_arena_zero(&arena, 0));
    assert_ptr_not_equal(rc_arena_take(&arena, 0), rc_arena_take(&arena, 0));
    rc_arena_done(&arena);
}

TEST(the_same_bytes_get_the_same_number_in_order_of_first_sight)
{
    struct rc_intern table;
    char text[16];
    bool added;

    rc_intern_init(&table);
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "user-%u", i);
        assert_int_equal(rc_intern_put(&table, rc_slice_of(text), &added), i);
        assert_true(added);
    }
    for (uint32_t i = 0; i < 5000; i++) {
        snprintf(text, sizeof text, "user-%u", i);
        assert_int_equal(rc_intern_put(&table, rc_slice_of(text), &added), i);
        assert_false(added);
        assert_int_equal(rc_intern_find(&table, rc_slice_of(text)), i);
        assert_slice(table.entries[i].text, text);
    }
    assert_int_equal(rc_intern_find(&table, RC_S("nobody")), UINT32_MAX);
    assert_int_equal(rc_intern_put(&table, RC_SLICE_NONE, &added), 5000);
    assert_int_equal(rc_intern_put(&table, RC_S(""), &added), 5000);
    rc_intern_done(&table);
}

TEST(context_may_be_put_before_a_reason_that_is_there)
{
    struct rc_err err;

    assert_int_equal(rc_fail(&err, RC_INPUT, "line %d is short", 7), RC_INPUT);
    assert_int_equal(rc_fail(&err, RC_INPUT, "okta.json: %s", err.text),
                     RC_INPUT);
    assert_string_equal(err.text, "okta.json: line 7 is short");
    assert_string_equal(rc_status_name(err.status), "input");
}

TEST(a_reason_is_one_line_and_moves_no_cursor)
{
    struct rc_err err;

    (void)rc_fail(&err, RC_INPUT, "no source %s", "a\n\033[2Jb\177");
    assert_string_equal(err.text, "no source a??[2Jb?");
}

TEST(a_reason_too_long_is_cut_and_still_a_string)
{
    struct rc_err err;

    (void)rc_fail(&err, RC_LIMIT, "%0600d", 1);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

TEST_MAIN
