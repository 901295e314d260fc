/* columns.c -- see columns.h. */
#include "sources/columns.h"

#include <assert.h>

#include "sources/minimise.h"

/* The next byte of s from *at that counts in a name, or -1. */
static int
next_counted(struct rc_slice s, size_t *at)
{
    while (*at < s.len) {
        unsigned char c = (unsigned char)s.p[(*at)++];

        if (c >= 'A' && c <= 'Z')
            return c | 0x20;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80)
            return c;
    }
    return -1;
}

bool
rc_column_same(struct rc_slice a, struct rc_slice b)
{
    size_t i = 0, j = 0;
    bool any = false;

    for (;;) {
        int x = next_counted(a, &i), y = next_counted(b, &j);

        if (x != y)
            return false;
        if (x < 0)
            return any; /* two names of nothing are no name */
        any = true;
    }
}

size_t
rc_column_rank(const struct rc_column *column, struct rc_slice name)
{
    struct rc_slice rest = rc_slice_of(column->names), one;
    size_t rank = 0;

    for (; rc_slice_cut(&rest, '|', &one); rank++)
        if (rc_column_same(one, name))
            return rank;
    return rc_column_same(rest, name) ? rank : SIZE_MAX;
}

void
rc_columns_match(const struct rc_source *source,
                 const struct rc_mapping *mapping, const struct rc_slice *names,
                 size_t count, struct rc_columns *columns)
{
    size_t best[RC_COLUMNS]; /* rank of what was found; the mapping's is 0 */

    assert(source->column_count <= RC_COLUMNS);
    *columns = (struct rc_columns){.fields = count, .complete = true};
    for (size_t c = 0; c < source->column_count; c++) {
        columns->field[c] = -1;
        best[c] = SIZE_MAX;
    }
    for (size_t f = 0; f < count; f++) {
        size_t mapped = rc_mapping_column(mapping, source, names[f]);
        bool asked = false, refused = false;

        for (size_t c = 0; c < source->column_count; c++) {
            size_t rank = rc_column_rank(&source->columns[c], names[f]);

            /* a mapped name is that column and no other */
            if (mapped != SIZE_MAX)
                rank = mapped == c ? 0 : SIZE_MAX;
            else if (rank != SIZE_MAX)
                rank++;
            if (rank < best[c] && !asked) { /* dear, so of few names only */
                asked = true;
                refused = rc_minimise_refuses(source, names[f]);
            }
            if (rank < best[c] && !refused) { /* whatever a mapping says */
                best[c] = rank;
                columns->field[c] = (int16_t)f;
            }
        }
    }
    bool choice = false, chosen = false;

    for (size_t c = 0; c < source->column_count; c++) {
        bool here = columns->field[c] >= 0;
        unsigned needed = source->columns[c].needed;

        columns->found += here;
        if (needed == RC_ONE_OF_THESE) {
            choice = true;
            chosen |= here;
        } else if (needed && !here) {
            columns->complete = false;
        }
    }
    columns->complete &= chosen || !choice;
}

enum rc_csv_result
rc_columns_find(struct rc_slice bytes, char delimiter, bool last,
                const struct rc_source *source,
                const struct rc_mapping *mapping, struct rc_arena *arena,
                struct rc_columns *columns, size_t *used)
{
    struct rc_slice fields[RC_CSV_FIELDS];
    size_t at = 0;

    if (bytes.len >= 3 && memcmp(bytes.p, "\xef\xbb\xbf", 3) == 0)
        at = 3;
    for (int row = 0; row < RC_PREAMBLE; row++) {
        struct rc_slice rest = {bytes.p + at, bytes.len - at};
        const char *why;
        size_t count, step;
        enum rc_csv_result result =
            rc_csv_row(rest, delimiter, last, fields, &count, &step, &why);

        if (result == RC_CSV_SHORT)
            return last ? RC_CSV_BAD : RC_CSV_SHORT;
        at += step;
        if (result == RC_CSV_BAD)
            continue;
        for (size_t f = 0; f < count; f++)
            fields[f] = rc_slice_trim(rc_csv_text(fields[f], arena));
        rc_columns_match(source, mapping, fields, count, columns);
        if (columns->complete && columns->found) {
            *used = at;
            return RC_CSV_ROW_READ;
        }
    }
    return RC_CSV_BAD;
}
