/* test_mapping.c -- a company's own column names, and what is said of slips. */
#include "test.h"

#include "sources/columns.h"
#include "sources/source.h"

/* A source of the catalogue that reads CSV, and two columns of it by number and
 * by name: whichever these are, a mapping may name them. */
static const struct rc_source *csv_source;
static size_t one, two;
static char first[64], second[64];

static void
copy_name(size_t column, char name[64])
{
    const char *names = csv_source->columns[column].names;

    snprintf(name, 64, "%.*s", (int)strcspn(names, "|"), names);
}

static void
find_source(void)
{
    csv_source = rc_source_named(RC_S("hris-workers"));
    assert_non_null(csv_source);
    one = 0;
    two = csv_source->column_count - 1;
    copy_name(one, first);
    copy_name(two, second);
}

static enum rc_status
read_mapping(struct rc_mapping **mapping, struct rc_err *err,
             const char *format, ...)
{
    struct rc_buf yaml = {0};
    enum rc_status st;
    va_list args;
    char text[2048];

    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    rc_buf_put(&yaml, rc_slice_of(text));
    st = rc_mapping_read(rc_buf_slice(&yaml), mapping, err);
    rc_buf_done(&yaml);
    return st;
}

TEST(a_mapped_name_is_the_column_it_says)
{
    struct rc_mapping *mapping = NULL;
    struct rc_err err = {0};

    find_source();
    assert_int_equal(read_mapping(&mapping, &err,
                                  "source: %s\ncolumns:\n  Emp_ID: %s\n"
                                  "  'Home Addr.': %s\n",
                                  csv_source->name, first, second),
                     RC_OK);
    assert_int_equal(rc_mapping_column(mapping, csv_source, RC_S("emp id")),
                     one);
    assert_int_equal(rc_mapping_column(mapping, csv_source, RC_S("HOME_ADDR")),
                     two);
    assert_true(rc_mapping_column(mapping, csv_source, RC_S("Emp")) ==
                SIZE_MAX);
    rc_mapping_free(mapping);
}

TEST(a_mapping_goes_before_the_synonyms)
{
    struct rc_mapping *mapping = NULL;
    struct rc_columns columns;
    struct rc_err err = {0};
    struct rc_slice names[3];

    find_source();
    assert_int_equal(read_mapping(&mapping, &err,
                                  "- source: %s\n  columns: {%s: %s, X: %s}\n",
                                  csv_source->name, first, second, first),
                     RC_OK);
    names[0] = rc_slice_of(first); /* now the second column's */
    names[1] = RC_S("x");
    names[2] = rc_slice_of(second);
    rc_columns_match(csv_source, mapping, names, 3, &columns);
    assert_int_equal(columns.field[one], 1);
    assert_int_equal(columns.field[two], 0);
    rc_mapping_free(mapping);
}

TEST(no_mapping_and_an_empty_list_map_nothing)
{
    struct rc_mapping *mapping = NULL;
    struct rc_err err = {0};

    find_source();
    assert_true(rc_mapping_column(NULL, csv_source, RC_S("a")) == SIZE_MAX);
    assert_int_equal(read_mapping(&mapping, &err, "[]\n"), RC_OK);
    assert_true(rc_mapping_column(mapping, csv_source, RC_S("a")) == SIZE_MAX);
    rc_mapping_free(mapping);
    rc_mapping_free(NULL);
}

TEST(every_slip_is_an_error_with_its_line)
{
    static const struct {
        const char *yaml, *says; /* @ stands for the source's name */
    } cases[] = {
        {"", "line 1"},
        {"hello\n", "line 1"},
        {"source: no-such\ncolumns: {}\n",
         "line 1: no source is named no-such"},
        {"columns: {}\n", "source: NAME is missing"},
        {"source: @\n", "columns: wants"},
        {"source: @\ncolumns: []\n", "columns: wants"},
        {"source: @\ncolumns:\n  A: no_such\n", "line 3: @ has no field named"},
        {"source: @\ncolumns:\n  A: []\n", "line 3: a column is"},
        {"source: @\ncolumns:\n  '--': x\n", "line 3"},
        {"source: @\nsauce: 1\n", "line 2: sauce is neither"},
        {"- source: @\n  columns: {}\n- 7\n", "line 3"},
        {"source: @\ncolumns: {a: [\n", "mapping line"},
        {"source: @\n  columns: {}\n", "mapping line"},
        {"a: &a [*a]\n", "line 1"},
        {"source: *x\n", "line 1"},
    };

    find_source();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rc_mapping *mapping = NULL;
        struct rc_err err = {0};
        char yaml[512] = "", says[256] = "";

        for (const char *p = cases[i].yaml; *p; p++)
            strncat(yaml, *p == '@' ? csv_source->name : p, *p == '@' ? 64 : 1);
        for (const char *p = cases[i].says; *p; p++)
            strncat(says, *p == '@' ? csv_source->name : p, *p == '@' ? 64 : 1);
        assert_int_equal(read_mapping(&mapping, &err, "%s", yaml), RC_INPUT);
        if (!strstr(err.text, says))
            print_error("%s\nsaid: %s\nnot: %s\n", yaml, err.text, says);
        assert_non_null(strstr(err.text, says));
        assert_null(mapping);
    }
}

TEST(a_name_mapped_twice_is_an_error)
{
    struct rc_mapping *mapping = NULL;
    struct rc_err err = {0};

    find_source();
    assert_int_equal(read_mapping(&mapping, &err,
                                  "source: %s\ncolumns:\n  Emp ID: %s\n"
                                  "  emp_id: %s\n",
                                  csv_source->name, first, second),
                     RC_INPUT);
    assert_non_null(strstr(err.text, "line 4: emp_id is named twice"));
}

/* libfyaml 0.7.12 would never come back from the first. */
TEST(a_directive_is_refused)
{
    struct rc_mapping *mapping = NULL;
    struct rc_err err = {0};

    assert_int_equal(rc_mapping_read(RC_S("%\377\377\377"), &mapping, &err),
                     RC_INPUT);
    assert_int_equal(rc_mapping_read(RC_S("a: b\n%YAML 1.1\n"), &mapping, &err),
                     RC_INPUT);
    assert_null(mapping);
}

TEST(names_are_compared_by_letters_and_digits)
{
    static const struct rc_column column = {"user|Card Holder|E-mail (work)",
                                            false};

    assert_int_equal(rc_column_rank(&column, RC_S("USER")), 0);
    assert_int_equal(rc_column_rank(&column, RC_S("card_holder")), 1);
    assert_int_equal(rc_column_rank(&column, RC_S("Email Work")), 2);
    assert_true(rc_column_rank(&column, RC_S("mail")) == SIZE_MAX);
    assert_true(rc_column_rank(&column, RC_S("")) == SIZE_MAX);
    assert_false(rc_column_same(RC_S("-"), RC_S("_")));
}

TEST_MAIN
