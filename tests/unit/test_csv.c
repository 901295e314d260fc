/* test_csv.c -- rows and fields of CSV. */
#include "each_kernel.h"

/* Reads text row by row and writes what was read as "[a|b][c]"; a bad row is
 * "!", and "+" stands for bytes that need more. */
static const char *
rows(const char *text, bool last)
{
    static char out[8192];
    struct rc_slice bytes = guarded_text(text, "\"\n,"), rest = bytes;
    struct rc_arena arena;
    size_t at = 0;

    rc_arena_init(&arena, 0);
    for (;;) {
        static struct rc_slice fields[RC_CSV_FIELDS];
        size_t count, used;
        const char *why;
        enum rc_csv_result result =
            rc_csv_row(rest, ',', last, fields, &count, &used, &why);

        if (result == RC_CSV_SHORT)
            break;
        assert_in_range(used, 1, rest.len);
        rest.p += used;
        rest.len -= used;
        if (result == RC_CSV_BAD) {
            out[at++] = '!';
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            struct rc_slice field = rc_csv_text(fields[i], &arena);

            at += (size_t)snprintf(out + at, sizeof out - at, "%c%.*s",
                                   i ? '|' : '[', RC_FMT(field));
        }
        out[at++] = ']';
    }
    if (rest.len)
        out[at++] = '+';
    out[at] = 0;
    rc_arena_done(&arena);
    guarded_free(bytes);
    return out;
}

TEST(rows_end_at_newlines_of_both_kinds)
{
    assert_string_equal(rows("a,b\nc,d\r\ne", true), "[a|b][c|d][e]");
}

TEST(a_last_row_without_newline_needs_to_be_known_as_last)
{
    assert_string_equal(rows("a,b\nc,d", false), "[a|b]+");
    assert_string_equal(rows("a,b\nc,d", true), "[a|b][c|d]");
    assert_string_equal(rows("a,", true), "[a|]");
    assert_string_equal(rows("", true), "");
}

TEST(an_empty_line_is_one_empty_field)
{
    assert_string_equal(rows("\n\r\na\n", true), "[][][a]");
    assert_string_equal(rows(",\n", true), "[|]");
}

TEST(a_quoted_field_holds_delimiters_newlines_and_doubled_quotes)
{
    assert_string_equal(rows("\"a,b\",\"c\nd\",\"say \"\"hi\"\"\"\n", true),
                        "[a,b|c\nd|say \"hi\"]");
    assert_string_equal(rows("\"\",\"\"\"\"\r\n", true), "[|\"]");
}

TEST(a_quote_inside_an_unquoted_field_is_an_ordinary_character)
{
    assert_string_equal(rows("5\" disk,x\"\"y,z\nnext\n", true),
                        "[5\" disk|x\"\"y|z][next]");
    assert_string_equal(rows(" \"a\nb\"\n", true), "[ \"a][b\"]");
}

TEST(what_stands_behind_a_closing_quote_is_taken_as_it_is)
{
    assert_string_equal(rows("\"a\"b\"c,d\n", true), "[ab\"c|d]");
}

TEST(a_stray_quote_costs_one_row)
{
    assert_string_equal(rows("a,\"b\nc,d\ne,f\n", true), "![c|d][e|f]");
    assert_string_equal(rows("a,\"b\nc,d\n", false), "+");
}

TEST(a_carriage_return_alone_is_an_ordinary_character)
{
    assert_string_equal(rows("a\rb,c\n", true), "[a\rb|c]");
    assert_string_equal(rows("\"a\r\n\"\r\n", true), "[a\r\n]");
}

TEST(a_row_that_is_too_long_is_bad)
{
    size_t len = RC_CSV_ROW + 8;
    char *text = rc_alloc(len + 1);

    memset(text, 'x', len);
    text[RC_CSV_ROW - 1] = '\n'; /* just fits */
    text[len] = 0;
    struct rc_slice bytes = guarded(text, len, "\n"), fields[RC_CSV_FIELDS];
    size_t count, used;
    const char *why;

    assert_int_equal(rc_csv_row(bytes, ',', false, fields, &count, &used, &why),
                     RC_CSV_ROW_READ);
    assert_int_equal(used, RC_CSV_ROW);
    guarded_free(bytes);

    text[RC_CSV_ROW - 1] = 'x';
    text[RC_CSV_ROW] = '\n';
    bytes = guarded(text, len, "\n");
    assert_int_equal(rc_csv_row(bytes, ',', false, fields, &count, &used, &why),
                     RC_CSV_BAD);
    assert_int_equal(used, RC_CSV_ROW + 1);
    guarded_free(bytes);
    free(text);
}

TEST(a_row_of_too_many_fields_is_bad_and_the_next_is_read)
{
    static char text[RC_CSV_FIELDS + 8];

    memset(text, ',', RC_CSV_FIELDS);
    strcpy(text + RC_CSV_FIELDS, "\nok\n");
    assert_string_equal(rows(text, true), "![ok]");
    strcpy(text + RC_CSV_FIELDS - 1, "\nok\n");
    assert_int_equal(strlen(rows(text, true)), RC_CSV_FIELDS + 1 + 4);
}

TEST(the_commonest_delimiter_outside_quotes_is_the_delimiter)
{
    assert_int_equal(rc_csv_delimiter(RC_S("a;b;c,d\nx,,,,,,")), ';');
    assert_int_equal(rc_csv_delimiter(RC_S("a\tb\tc")), '\t');
    assert_int_equal(rc_csv_delimiter(RC_S("a|b,\"|,|||\",c")), ',');
    assert_int_equal(rc_csv_delimiter(RC_S("a|b")), '|');
    assert_int_equal(rc_csv_delimiter(RC_S("name")), 0);
    assert_int_equal(rc_csv_delimiter(RC_SLICE_NONE), 0);
}

TEST(random_rows_are_read_alike_by_every_kernel)
{
    const char *running = rc_formats_cpu();
    uint64_t seed = 88172645463325252u;

    for (int round = 0; round < 20000; round++) {
        char text[201], expected[8192];
        size_t len;

        seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
        len = (size_t)(seed >> 40) % 200;
        for (size_t i = 0; i < len; i++) {
            seed = seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
            text[i] = "abcdefgh,,,,\"\"\"\n\r,"[(seed >> 40) % 18];
        }
        text[len] = 0;
        assert_true(rc_formats_use("scalar"));
        strcpy(expected, rows(text, round & 1));
        assert_true(rc_formats_use(running));
        assert_string_equal(rows(text, round & 1), expected);
    }
}

EACH_KERNEL_MAIN
