/*
 * workbook.h -- what the sheets of an xlsx share, and a sheet as CSV; private
 * to readers/.
 */
#ifndef RC_READERS_WORKBOOK_H
#define RC_READERS_WORKBOOK_H

#include "readers/input.h"

enum {
    RC_SHEETS_MAX = 1000,
    RC_STYLES_MAX = 65536,
    RC_STRINGS_MAX = 4 << 20,
    RC_STRINGS_BYTES = 128 << 20, /* in all */
    RC_CELL_BYTES = 128 << 10,    /* Excel takes 32,767 characters */
    RC_COLUMNS_MAX = 16384,
    RC_ROW_BYTES = 4 << 20,
};

/* How a number is meant. */
struct rc_cell_style {
    bool date, time; /* its format shows days, hours */
    uint8_t digits;  /* "00000": so many at least, with zeros in front */
};

struct rc_sheet_name {
    struct rc_slice name; /* as the tab shows it */
    struct rc_slice id;   /* of the relation that names its part */
    struct rc_slice part; /* "xl/worksheets/sheet1.xml"; empty until known */
};

struct rc_workbook {
    struct rc_arena arena;
    struct rc_sheet_name sheets[RC_SHEETS_MAX];
    size_t sheet_count;
    bool is_workbook, is_office; /* which parts were seen */
    bool from_1904;
    struct rc_buf strings;
    size_t *string_ends; /* of strings, in bytes */
    size_t string_count, string_cap;
    struct rc_cell_style *styles; /* by the number in a cell's s */
    size_t style_count, style_cap;
    struct rc_format { /* formats of its own */
        int id;
        struct rc_cell_style style;
    } * formats;
    size_t format_count, format_cap;
    struct rc_relation {
        struct rc_slice id, part;
    } * relations;
    size_t relation_count, relation_cap;
};

void rc_workbook_init(struct rc_workbook *book);
void rc_workbook_done(struct rc_workbook *book);
/* Reads the part of that name, if it is one that sheets share. */
enum rc_status rc_workbook_part(struct rc_workbook *book, struct rc_slice name,
                                struct rc_input *input,
                                struct rc_err *err) RC_MUST_CHECK;
/* Once all parts are read: finds each sheet's own. */
void rc_workbook_link(struct rc_workbook *book);

/* cell.c: what a format says of numbers, and a number as text. */
struct rc_cell_style rc_cell_format(const char *code);
struct rc_cell_style rc_cell_builtin(int id);
void rc_cell_number(struct rc_buf *to, struct rc_slice number,
                    struct rc_cell_style style, bool from_1904);

/* sheet.c: part (lent) as CSV, counted on layer. */
struct rc_input *rc_input_sheet(struct rc_input *part,
                                const struct rc_workbook *book,
                                struct rc_budget *budget, int layer);

#endif
