/*
 * office.c -- a zip that an office program wrote: a workbook is an archive
 * whose members are its sheets, as CSV; other documents are a note.
 *
 * Two passes: what sheets share, then the sheets.  So it must be possible to go
 * back: a workbook in an archive is held in memory, packed as it is, up to
 * RC_HELD_BYTES.
 */
#include "readers/archive.h"

#include <stdlib.h>

#include "readers/workbook.h"

enum { RC_HELD_BYTES = 64 << 20, CHUNK_BYTES = 64 * 1024 };

struct office {
    struct rc_walk *walk;
    struct rc_workbook *book;
    int layer;
};

static enum rc_status
take_shared(void *with, const struct rc_part *part, struct rc_err *err)
{
    const struct office *office = with;

    if (part->unread)
        return RC_OK;
    return rc_workbook_part(office->book, part->label, part->input, err);
}

static enum rc_status
take_sheet(void *with, const struct rc_part *part, struct rc_err *err)
{
    const struct office *office = with;
    const struct rc_workbook *book = office->book;
    const struct rc_layers plain = {.packing = RC_PLAIN};

    (void)err; /* what a sheet has to say, its reader says */
    for (size_t i = 0; i < book->sheet_count; i++) {
        struct rc_walk_mark mark;
        struct rc_input *sheet;

        if (!rc_slice_eq(book->sheets[i].part, part->label) ||
            !rc_slice_starts(part->label, RC_S("xl/worksheets/")))
            continue;
        mark = rc_walk_enter(office->walk, book->sheets[i].name);
        if (part->unread) {
            rc_walk_note(office->walk, part->unread);
        } else {
            sheet = rc_input_sheet(part->input, book, office->walk->budget,
                                   office->layer + 1);
            rc_walk_member(office->walk, sheet, &plain, part->size_bytes);
            rc_input_close(sheet);
        }
        rc_walk_leave(office->walk, mark);
        break;
    }
    return RC_OK;
}

/* All of input, in memory. */
static enum rc_status
hold(struct rc_input *input, struct rc_input **held, struct rc_err *err)
{
    struct rc_buf bytes = {0};
    enum rc_status st = RC_OK;
    size_t got = 1;

    while (st == RC_OK && got) {
        rc_buf_reserve(&bytes, CHUNK_BYTES);
        st = rc_input_read(input, bytes.p + bytes.len, CHUNK_BYTES, &got, err);
        bytes.len += st == RC_OK ? got : 0;
        if (bytes.len > RC_HELD_BYTES)
            st = rc_fail(err, RC_INPUT,
                         "a workbook of more than %d MiB, within an archive",
                         RC_HELD_BYTES >> 20);
    }
    if (st == RC_OK)
        *held = rc_input_memory(bytes);
    else
        rc_buf_done(&bytes);
    return st;
}

static enum rc_status
walk_office(struct rc_walk *walk, struct rc_input *input, int depth, int layer,
            struct rc_workbook *book, struct rc_err *err)
{
    struct office office = {walk, book, layer};
    enum rc_status st = rc_archive_each(walk, input, RC_OFFICE, layer,
                                        take_shared, &office, err);

    if (st == RC_OK && !book->is_office) /* a zip of like names, no more */
        return rc_archive_walk(walk, input, RC_ZIP, depth, layer, err);
    if (st == RC_OK && !book->is_workbook)
        return rc_fail(err, RC_INPUT, "an office document that is no workbook");
    rc_workbook_link(book);
    if (st == RC_OK)
        st = rc_archive_each(walk, input, RC_OFFICE, layer, take_sheet, &office,
                             err);
    return st;
}

enum rc_status
rc_office_walk(struct rc_walk *walk, struct rc_input *input, int depth,
               int layer, struct rc_err *err)
{
    struct rc_workbook *book = rc_alloc(sizeof *book);
    struct rc_input *held = NULL;
    enum rc_status st = RC_OK;

    rc_workbook_init(book);
    if (!input->seek)
        st = hold(input, &held, err);
    if (st == RC_OK)
        st = walk_office(walk, held ? held : input, depth, layer, book, err);
    rc_input_close(held);
    rc_workbook_done(book);
    free(book);
    return st;
}
