/*
 * columns.h -- which field of a CSV row is which column of a source.
 *
 * Header names are compared by their letters and digits alone, case ignored:
 * "Employee ID", "employee_id" and "EmployeeId" are one name.
 */
#ifndef RC_SOURCES_COLUMNS_H
#define RC_SOURCES_COLUMNS_H

#include "sources/source.h"

enum { RC_COLUMNS = 64, RC_PREAMBLE = 10 };

struct rc_columns {
    int16_t field[RC_COLUMNS]; /* of each column; -1: not in this file */
    size_t fields;             /* that the header has */
    size_t found;              /* columns that it names */
    bool complete;             /* all needed ones are among them */
};

/* Do two header names mean the same? */
bool rc_column_same(struct rc_slice a, struct rc_slice b);
/* The place of name among a column's synonyms, SIZE_MAX if it is none. */
size_t rc_column_rank(const struct rc_column *column, struct rc_slice name);

/* names: the header's fields, unquoted. */
void rc_columns_match(const struct rc_source *source,
                      const struct rc_mapping *mapping,
                      const struct rc_slice *names, size_t count,
                      struct rc_columns *columns);

/*
 * Finds the header among the first rows.  Reports open with a summary above
 * their header (a meeting's number and topic), so the first of RC_PREAMBLE
 * rows that names all needed columns is it.  *used is what stands up to and
 * with it.  RC_CSV_SHORT: more bytes are needed to say; RC_CSV_BAD: no.
 */
enum rc_csv_result rc_columns_find(struct rc_slice bytes, char delimiter,
                                   bool last, const struct rc_source *source,
                                   const struct rc_mapping *mapping,
                                   struct rc_arena *arena,
                                   struct rc_columns *columns, size_t *used);

/* mapping.c: the column that the mapping gives a header name of source's
 * files, SIZE_MAX when it says nothing of it.  mapping may be NULL. */
size_t rc_mapping_column(const struct rc_mapping *mapping,
                         const struct rc_source *source, struct rc_slice name);

#endif
