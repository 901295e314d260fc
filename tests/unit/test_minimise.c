/* test_minimise.c -- what no source reads, and that it is said. */
#include "test.h"

#include "sources/columns.h"
#include "sources/minimise.h"
#include "sources/table.h"

static bool
refuses(const char *name)
{
    return rc_minimise_refuses(NULL, rc_slice_of(name));
}

TEST(names_are_refused_however_they_are_written)
{
    static const char *const all[] = {
        "Gender",
        "legalSex",
        "Date of Birth",
        "birthDate",
        "DOB",
        "date_of_birth",
        "MaritalStatus",
        "Ethnicity",
        "Race/Ethnicity",
        "Religion",
        "union_membership",
        "Union Member?",
        "Union",
        "Disability Type",
        "isDisability",
        "Health Insurance",
        "Medical Leave",
        "Leave Reason",
        "leave_type",
        "On Leave",
        "PTOBalance",
        "Citizenship",
        "Country of Birth",
        "nationality",
        "Visa Status",
        "VeteranStatus",
        "pronouns",
        "Sick Days",
        "Parental leave",
        "dateofbirth",
        "person.birth_date",
        "answers{name=Gender}.value",
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (!refuses(all[i]))
            fail_msg("%s would be read", all[i]);
}

TEST(names_that_only_look_alike_are_read)
{
    static const char *const all[] = {
        "Employee ID",      "Leaving Date",
        "Last Day of Work", "disabled",
        "isDisabled",       "deviceHealthState",
        "traceId",          "Credit Union Name",
        "essex_office",     "visa_card_last4",
        "timeOffset",       "Birmingham Office",
        "Country",          "Status",
        "managed",          "sexton@example",
        "embrace",          "",
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (refuses(all[i]))
            fail_msg("%s would be refused", all[i]);
}

static void
assert_reads(const struct rc_source *source, struct rc_slice name)
{
    if (rc_minimise_refuses(source, name))
        fail_msg("%s reads %.*s", source->name, RC_FMT(name));
}

/* names by '|' */
static void
assert_reads_each(const struct rc_source *source, const char *names)
{
    struct rc_slice rest = rc_slice_of(names), one;

    while (rc_slice_cut(&rest, '|', &one))
        assert_reads(source, one);
    assert_reads(source, rest);
}

TEST(no_source_reads_a_refused_name)
{
    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];
        const struct rc_table *table = source->table;
        size_t count;
        const char *const *paths = rc_source_paths(source, &count);

        for (size_t p = 0; p < count; p++)
            assert_reads(source, rc_slice_of(paths[p]));
        for (size_t r = 0; table && r < table->row_count; r++)
            if (table->rows[r].from && table->rows[r].how != RC_HOW_SAY)
                assert_reads_each(source, table->rows[r].from);
        for (size_t c = 0; c < source->column_count; c++)
            assert_reads_each(source, source->columns[c].names);
    }
}

static const struct rc_source *
workers(void)
{
    return rc_source_named(RC_S("hris-workers"));
}

TEST(a_mapping_cannot_bring_a_refused_column_in)
{
    struct rc_slice yaml,
        names[] = {RC_S("Employee ID"), RC_S("Religion"), RC_S("Team Name")};
    struct rc_mapping *mapping = NULL;
    struct rc_columns columns;
    struct rc_err err = {0};
    char *text = calloc(1, 256);
    int read = 0;

    snprintf(text, 256,
             "source: hris-workers\ncolumns:\n"
             "  Religion: department\n  Team Name: title\n");
    yaml = rc_slice_of(text);
    assert_int_equal(rc_mapping_read(yaml, &mapping, &err), RC_OK);
    rc_columns_match(workers(), mapping, names, 3, &columns);
    for (size_t c = 0; c < workers()->column_count; c++) {
        assert_int_not_equal(columns.field[c], 1);
        read += columns.field[c] == 2;
    }
    assert_int_equal(read, 1); /* the other one is mapped as it says */
    rc_mapping_free(mapping);
    free(text);
}

/* What recognition says was refused; lives until the next call. */
static const char *
refused_in(const char *text)
{
    static struct rc_arena arena;
    static bool used;
    size_t len = strlen(text);
    const char *bytes;

    if (used)
        rc_arena_done(&arena);
    rc_arena_init(&arena, 0);
    used = true;
    bytes = rc_arena_copy(&arena, (struct rc_slice){text, len}).p;
    return rc_source_recognise((struct rc_slice){bytes, len}, true, NULL,
                               &arena)
        .refused;
}

TEST(refused_columns_of_csv_are_told)
{
    assert_string_equal(
        refused_in("Report of 2 May\n"
                   "Employee ID,Worker,Gender,Hire Date,\"Leave Reason\"\n"
                   "1,Ana,F,2024-05-06,x\n"),
        "Gender, Leave Reason");
    assert_null(refused_in("Employee ID,Worker,Hire Date\n1,Ana,2024-05-06\n"));
}

TEST(refused_keys_of_json_are_told_once)
{
    assert_string_equal(
        refused_in(
            "{\"employees\":["
            "{\"id\":\"4\",\"displayName\":\"Ana\",\"workEmail\":\"a@b\","
            "\"jobTitle\":\"x\",\"gender\":null,\"about\":"
            "{\"dateOfBirth\":\"1990-01-01\"}},"
            "{\"id\":\"5\",\"displayName\":\"Bo\",\"workEmail\":\"b@b\","
            "\"jobTitle\":\"x\",\"gender\":\"x\"}]}"),
        "gender, dateOfBirth");
}

TEST_MAIN
