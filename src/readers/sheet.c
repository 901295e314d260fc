/*
 * sheet.c -- a sheet of an xlsx as CSV, a row at a time.
 *
 *     <row><c r="A2" s="1" t="s"><v>7</v></c><c r="C2"><v>4.5</v></c></row>
 *                                                   Ana Ruiz,,4.5
 *
 * t says what v is: s a shared text's number, str and inlineStr text, b a truth
 * value, e an error (nothing is made of it: #N/A is nobody's account), d an ISO
 * date, else a number, which s may make a date.  Columns that are not there are
 * empty, rows that are not there are no rows.
 */
#include "readers/workbook.h"

#include <stdlib.h>

#include "readers/xml.h"

enum { CHUNK_BYTES = 16 * 1024 };

struct sheet {
    struct rc_input input; /* first */
    struct rc_input *part;
    const struct rc_workbook *book;
    struct rc_budget *budget;
    int layer;
    struct rc_xml *xml;
    bool part_ended;
    struct rows {
        struct rc_xml_handler handler; /* first */
        struct sheet *sheet;
        struct rc_buf row, value;
        size_t column; /* of the next cell */
        char type[12];
        size_t style;
        bool any, in_value, in_inline, in_text, in_phonetic;
    } rows;
    struct rc_buf out;
    size_t out_at;
    char chunk[CHUNK_BYTES];
};

/* "BC12" -> 54; SIZE_MAX when it is none. */
static size_t
column_of(const char *at)
{
    size_t column = 0;

    for (; *at >= 'A' && *at <= 'Z' && column < RC_COLUMNS_MAX; at++)
        column = column * 26 + (size_t)(*at - 'A') + 1;
    return column && column <= RC_COLUMNS_MAX ? column - 1 : SIZE_MAX;
}

static void
begin_cell(struct rows *rows, const char *const *attributes)
{
    const char *at = rc_xml_attribute(attributes, "r");
    const char *style = rc_xml_attribute(attributes, "s");
    const char *type = rc_xml_attribute(attributes, "t");
    size_t column = at ? column_of(at) : SIZE_MAX;

    for (; column != SIZE_MAX && rows->column < column; rows->column++)
        rc_buf_char(&rows->row, ',');
    rows->value.len = 0;
    rows->style = style ? strtoul(style, NULL, 10) : SIZE_MAX;
    strncpy(rows->type, type ? type : "n", sizeof rows->type - 1);
}

static enum rc_status
on_start(struct rc_xml_handler *handler, const char *name,
         const char *const *attributes, struct rc_err *err)
{
    struct rows *rows = (struct rows *)(void *)handler;

    if (!strcmp(name, "row")) {
        rows->row.len = 0;
        rows->column = 0;
        rows->any = false;
    } else if (!strcmp(name, "c")) {
        begin_cell(rows, attributes);
        if (rows->column >= RC_COLUMNS_MAX)
            return rc_fail(err, RC_LIMIT, "more than %d columns",
                           RC_COLUMNS_MAX);
    } else if (!strcmp(name, "v")) {
        rows->in_value = true;
    } else if (!strcmp(name, "is")) {
        rows->in_inline = true;
    } else if (!strcmp(name, "rPh")) {
        rows->in_phonetic = true;
    } else if (!strcmp(name, "t")) {
        rows->in_text = true;
    }
    return RC_OK;
}

static enum rc_status
on_text(struct rc_xml_handler *handler, struct rc_slice text,
        struct rc_err *err)
{
    struct rows *rows = (struct rows *)(void *)handler;

    if (!rows->in_value &&
        !(rows->in_inline && rows->in_text && !rows->in_phonetic))
        return RC_OK;
    if (rows->value.len + text.len > RC_CELL_BYTES)
        return rc_fail(err, RC_LIMIT, "a cell of more than %d bytes",
                       RC_CELL_BYTES);
    rc_buf_put(&rows->value, text);
    return RC_OK;
}

static struct rc_slice
shared(const struct rc_workbook *book, struct rc_slice number)
{
    int64_t i;
    size_t from;

    if (!rc_slice_int(number, &i) || i < 0 || (uint64_t)i >= book->string_count)
        return RC_S("");
    from = i ? book->string_ends[i - 1] : 0;
    return (struct rc_slice){book->strings.p + from,
                             book->string_ends[i] - from};
}

static void
put_text(struct rc_buf *row, struct rc_slice text)
{
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++)
        quoted |= strchr(",\"\r\n", text.p[i]) && text.p[i];
    if (!quoted) {
        rc_buf_put(row, text);
        return;
    }
    rc_buf_char(row, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '"')
            rc_buf_char(row, '"');
        rc_buf_char(row, text.p[i]);
    }
    rc_buf_char(row, '"');
}

static void
put_cell(struct rows *rows)
{
    const struct rc_workbook *book = rows->sheet->book;
    struct rc_slice value = rc_buf_slice(&rows->value);
    struct rc_cell_style style = {0};

    if (rows->style < book->style_count)
        style = book->styles[rows->style];
    if (!strcmp(rows->type, "s"))
        put_text(&rows->row, shared(book, rc_slice_trim(value)));
    else if (!strcmp(rows->type, "b"))
        rc_buf_put(&rows->row, value.len && value.p[0] == '1' ? RC_S("TRUE")
                                                              : RC_S("FALSE"));
    else if (!strcmp(rows->type, "n") && value.len)
        rc_cell_number(&rows->row, rc_slice_trim(value), style,
                       book->from_1904);
    else if (strcmp(rows->type, "e") != 0)
        put_text(&rows->row, value);
}

static enum rc_status
on_end(struct rc_xml_handler *handler, const char *name, struct rc_err *err)
{
    struct rows *rows = (struct rows *)(void *)handler;

    if (!strcmp(name, "v")) {
        rows->in_value = false;
    } else if (!strcmp(name, "is")) {
        rows->in_inline = false;
    } else if (!strcmp(name, "rPh")) {
        rows->in_phonetic = false;
    } else if (!strcmp(name, "t")) {
        rows->in_text = false;
    } else if (!strcmp(name, "c")) {
        size_t before = rows->row.len;

        put_cell(rows);
        rows->any |= rows->row.len > before;
        rc_buf_char(&rows->row, ',');
        rows->column++;
        if (rows->row.len > RC_ROW_BYTES)
            return rc_fail(err, RC_LIMIT, "a row of more than %d MiB",
                           RC_ROW_BYTES >> 20);
    } else if (!strcmp(name, "row") && rows->any) {
        rows->row.p[rows->row.len - 1] = '\n'; /* the last comma */
        rc_buf_put(&rows->sheet->out, rc_buf_slice(&rows->row));
    }
    return RC_OK;
}

static enum rc_status
sheet_read(struct rc_input *input, char *to, size_t cap, size_t *got,
           struct rc_err *err)
{
    struct sheet *sheet = (struct sheet *)(void *)input;
    enum rc_status st = RC_OK;

    while (st == RC_OK && sheet->out_at == sheet->out.len &&
           !sheet->part_ended) {
        size_t len = 0;

        sheet->out.len = sheet->out_at = 0;
        st = rc_input_read(sheet->part, sheet->chunk, CHUNK_BYTES, &len, err);
        sheet->part_ended = !len;
        if (st == RC_OK)
            st = rc_xml_push(sheet->xml, (struct rc_slice){sheet->chunk, len},
                             !len, err);
    }
    cap = rc_budget_cap(sheet->budget, sheet->layer, cap);
    *got = sheet->out.len - sheet->out_at;
    if (*got > cap)
        *got = cap;
    if (*got)
        memcpy(to, sheet->out.p + sheet->out_at, *got);
    sheet->out_at += *got;
    if (st != RC_OK) {
        struct rc_err ignored; /* what broke is the better reason */

        (void)!rc_budget_take(sheet->budget, sheet->layer, got, &ignored);
        return st;
    }
    return rc_budget_take(sheet->budget, sheet->layer, got, err);
}

static void
sheet_close(struct rc_input *input)
{
    struct sheet *sheet = (struct sheet *)(void *)input;

    rc_xml_free(sheet->xml);
    rc_buf_done(&sheet->rows.row);
    rc_buf_done(&sheet->rows.value);
    rc_buf_done(&sheet->out);
    free(sheet);
}

struct rc_input *
rc_input_sheet(struct rc_input *part, const struct rc_workbook *book,
               struct rc_budget *budget, int layer)
{
    struct sheet *sheet = rc_alloc(sizeof *sheet);

    memset(sheet, 0, sizeof *sheet);
    sheet->input = (struct rc_input){.read = sheet_read, .close = sheet_close};
    sheet->part = part;
    sheet->book = book;
    sheet->budget = budget;
    sheet->layer = layer;
    sheet->rows.handler = (struct rc_xml_handler){on_start, on_end, on_text};
    sheet->rows.sheet = sheet;
    sheet->xml = rc_xml_new(&sheet->rows.handler);
    return &sheet->input;
}
