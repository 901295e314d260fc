/*
 * workbook.c -- the parts of an xlsx that its sheets share.
 *
 *     xl/workbook.xml             sheets: names, in order, each by a relation
 *     xl/_rels/workbook.xml.rels  relations: which part that is
 *     xl/sharedStrings.xml        texts, by number
 *     xl/styles.xml               formats of numbers, by a cell's style
 *
 * They come in any order in the zip, and are small but for the strings, which
 * are held: up to RC_STRINGS_BYTES.
 */
#include "readers/workbook.h"

#include <stdlib.h>

#include "readers/xml.h"

struct part {
    struct rc_xml_handler handler; /* first */
    struct rc_workbook *book;
    bool in_text, in_phonetic, in_cells;
    size_t string_begin;
};

#define GROW(array, count, cap)                                                \
    do {                                                                       \
        if ((count) == (cap)) {                                                \
            (cap) = (cap) ? (cap)*2 : 64;                                      \
            (array) = rc_realloc((array), (cap) * sizeof *(array));            \
        }                                                                      \
    } while (0)

void
rc_workbook_init(struct rc_workbook *book)
{
    memset(book, 0, sizeof *book);
    rc_arena_init(&book->arena, 0);
}

void
rc_workbook_done(struct rc_workbook *book)
{
    rc_arena_done(&book->arena);
    rc_buf_done(&book->strings);
    free(book->string_ends);
    free(book->styles);
    free(book->formats);
    free(book->relations);
}

static struct rc_slice
keep(struct rc_workbook *book, const char *text)
{
    return rc_arena_copy(&book->arena, rc_slice_of(text ? text : ""));
}

/* --- xl/workbook.xml ------------------------------------------------------ */

static enum rc_status
book_start(struct rc_xml_handler *handler, const char *name,
           const char *const *attributes, struct rc_err *err)
{
    struct rc_workbook *book = ((struct part *)(void *)handler)->book;

    if (!strcmp(name, "workbookPr")) {
        const char *date = rc_xml_attribute(attributes, "date1904");

        book->from_1904 = date && (*date == '1' || *date == 't');
    } else if (!strcmp(name, "sheet")) {
        if (book->sheet_count == RC_SHEETS_MAX)
            return rc_fail(err, RC_LIMIT, "more than %d sheets", RC_SHEETS_MAX);
        book->sheets[book->sheet_count++] = (struct rc_sheet_name){
            .name = keep(book, rc_xml_attribute(attributes, "name")),
            .id = keep(book, rc_xml_attribute(attributes, "id")),
        };
    }
    return RC_OK;
}

/* --- xl/_rels/workbook.xml.rels ------------------------------------------- */

static enum rc_status
relations_start(struct rc_xml_handler *handler, const char *name,
                const char *const *attributes, struct rc_err *err)
{
    struct rc_workbook *book = ((struct part *)(void *)handler)->book;
    const char *target = rc_xml_attribute(attributes, "Target");
    struct rc_slice part;

    if (strcmp(name, "Relationship") != 0 || !target)
        return RC_OK;
    if (book->relation_count == RC_STYLES_MAX)
        return rc_fail(err, RC_LIMIT, "more than %d relations", RC_STYLES_MAX);
    part = *target == '/' ? keep(book, target + 1)
                          : rc_arena_print(&book->arena, "xl/%s", target);
    GROW(book->relations, book->relation_count, book->relation_cap);
    book->relations[book->relation_count++] = (struct rc_relation){
        keep(book, rc_xml_attribute(attributes, "Id")), part};
    return RC_OK;
}

/* --- xl/sharedStrings.xml ------------------------------------------------- */

static enum rc_status
strings_start(struct rc_xml_handler *handler, const char *name,
              const char *const *attributes, struct rc_err *err)
{
    struct part *part = (struct part *)(void *)handler;

    (void)attributes, (void)err;
    if (!strcmp(name, "si"))
        part->string_begin = part->book->strings.len;
    else if (!strcmp(name, "rPh"))
        part->in_phonetic = true;
    else if (!strcmp(name, "t"))
        part->in_text = true;
    return RC_OK;
}

static enum rc_status
strings_text(struct rc_xml_handler *handler, struct rc_slice text,
             struct rc_err *err)
{
    struct part *part = (struct part *)(void *)handler;
    struct rc_buf *strings = &part->book->strings;

    if (!part->in_text || part->in_phonetic)
        return RC_OK;
    if (strings->len - part->string_begin + text.len > RC_CELL_BYTES)
        return rc_fail(err, RC_LIMIT, "a text of more than %d bytes",
                       RC_CELL_BYTES);
    if (strings->len + text.len > RC_STRINGS_BYTES)
        return rc_fail(err, RC_LIMIT, "texts of more than %d MiB",
                       RC_STRINGS_BYTES >> 20);
    rc_buf_put(strings, text);
    return RC_OK;
}

static enum rc_status
strings_end(struct rc_xml_handler *handler, const char *name,
            struct rc_err *err)
{
    struct part *part = (struct part *)(void *)handler;
    struct rc_workbook *book = part->book;

    if (!strcmp(name, "t"))
        part->in_text = false;
    else if (!strcmp(name, "rPh"))
        part->in_phonetic = false;
    if (strcmp(name, "si") != 0)
        return RC_OK;
    if (book->string_count == RC_STRINGS_MAX)
        return rc_fail(err, RC_LIMIT, "more than %d texts", RC_STRINGS_MAX);
    GROW(book->string_ends, book->string_count, book->string_cap);
    book->string_ends[book->string_count++] = book->strings.len;
    part->string_begin = book->strings.len;
    return RC_OK;
}

/* --- xl/styles.xml -------------------------------------------------------- */

static struct rc_cell_style
style_of(const struct rc_workbook *book, int id)
{
    for (size_t i = 0; i < book->format_count; i++)
        if (book->formats[i].id == id)
            return book->formats[i].style;
    return rc_cell_builtin(id);
}

static enum rc_status
styles_start(struct rc_xml_handler *handler, const char *name,
             const char *const *attributes, struct rc_err *err)
{
    struct part *part = (struct part *)(void *)handler;
    struct rc_workbook *book = part->book;
    const char *id = rc_xml_attribute(attributes, "numFmtId");
    const char *code = rc_xml_attribute(attributes, "formatCode");

    if (!strcmp(name, "cellXfs")) {
        part->in_cells = true;
    } else if (!strcmp(name, "numFmt") && id && code) {
        if (book->format_count == 4096)
            return rc_fail(err, RC_LIMIT, "more than 4096 number formats");
        GROW(book->formats, book->format_count, book->format_cap);
        book->formats[book->format_count++] =
            (struct rc_format){(int)strtol(id, NULL, 10), rc_cell_format(code)};
    } else if (!strcmp(name, "xf") && part->in_cells) {
        if (book->style_count == RC_STYLES_MAX)
            return rc_fail(err, RC_LIMIT, "more than %d styles", RC_STYLES_MAX);
        GROW(book->styles, book->style_count, book->style_cap);
        book->styles[book->style_count++] =
            style_of(book, id ? (int)strtol(id, NULL, 10) : 0);
    }
    return RC_OK;
}

static enum rc_status
styles_end(struct rc_xml_handler *handler, const char *name, struct rc_err *err)
{
    (void)err; /* cannot fail */
    if (!strcmp(name, "cellXfs"))
        ((struct part *)(void *)handler)->in_cells = false;
    return RC_OK;
}

/* --- all of them ---------------------------------------------------------- */

enum rc_status
rc_workbook_part(struct rc_workbook *book, struct rc_slice name,
                 struct rc_input *input, struct rc_err *err)
{
    struct part part = {.book = book};

    if (rc_slice_eq(name, RC_S("[Content_Types].xml"))) {
        book->is_office = true;
        return RC_OK;
    }
    if (rc_slice_eq(name, RC_S("xl/workbook.xml"))) {
        book->is_workbook = true;
        part.handler.start = book_start;
    } else if (rc_slice_eq(name, RC_S("xl/_rels/workbook.xml.rels"))) {
        part.handler.start = relations_start;
    } else if (rc_slice_eq(name, RC_S("xl/sharedStrings.xml"))) {
        if (book->string_count)
            return RC_OK; /* a second of the name: the first is it */
        part.handler =
            (struct rc_xml_handler){strings_start, strings_end, strings_text};
    } else if (rc_slice_eq(name, RC_S("xl/styles.xml"))) {
        if (book->style_count)
            return RC_OK;
        part.handler = (struct rc_xml_handler){styles_start, styles_end, NULL};
    } else {
        return RC_OK;
    }
    return rc_xml_read(&part.handler, input, err);
}

void
rc_workbook_link(struct rc_workbook *book)
{
    for (size_t i = 0; i < book->sheet_count; i++)
        for (size_t k = 0; k < book->relation_count; k++)
            if (rc_slice_eq(book->sheets[i].id, book->relations[k].id)) {
                book->sheets[i].part = book->relations[k].part;
                break;
            }
}
