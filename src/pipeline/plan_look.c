/*
 * plan_look.c -- what each file is, told by its first bytes; and the members
 * of archives, each a file of the plan.
 *
 * One pass lists an archive and looks at each member's head.  What it says of
 * sizes is counted before anything is read: a bomb is one file with a note, and
 * none of it is read.  An archive that breaks off gives the members before.
 */
#include "pipeline/plan.h"

#include <stdlib.h>
#include <sys/stat.h>

enum { HEAD_BYTES = 256 * 1024 };

enum rc_status
rc_plan_look_at(struct rc_reader *reader, const struct rc_mapping *mapping,
                struct rc_arena *arena, struct rc_recognition *recognition,
                struct rc_err *err)
{
    char *head = rc_alloc(HEAD_BYTES + RC_PAD);
    size_t len = 0, got = 1;
    enum rc_status st = RC_OK;

    while (st == RC_OK && got && len < HEAD_BYTES) {
        st = rc_reader_next(reader, head + len, HEAD_BYTES - len, &got, err);
        len += st == RC_OK ? got : 0;
    }
    if (st == RC_OK || (len && st == RC_INPUT)) { /* damaged further on */
        struct rc_slice copy;

        memset(head + len, 0, RC_PAD);
        copy = rc_arena_copy(arena, (struct rc_slice){head, len});
        *recognition =
            rc_source_recognise(copy, len < HEAD_BYTES, mapping, arena);
        st = RC_OK;
    }
    free(head);
    return st;
}

const char *
rc_plan_why(const struct rc_err *err, const char *path)
{
    size_t len = strlen(path);

    if (!strncmp(err->text, path, len) && !strncmp(err->text + len, ": ", 2))
        return err->text + len + 2;
    return err->text;
}

/* Looks at an open file and keeps what is found, or why nothing is. */
static void
look(struct rc_plan *plan, struct rc_plan_file *file, struct rc_reader *reader,
     const struct rc_mapping *mapping)
{
    struct rc_arena scratch;
    struct rc_err err;

    rc_arena_init(&scratch, 1 << 20);
    if (rc_plan_look_at(reader, mapping, &scratch, &file->recognition, &err) !=
        RC_OK)
        file->note = rc_arena_copy(&plan->arena, rc_slice_of(err.text)).p;
    else if (!file->recognition.source)
        file->note = rc_arena_print(&plan->arena, "not recognised: %s",
                                    file->recognition.why)
                         .p;
    else
        file->note = rc_reader_note(reader);
    file->recognition.why = NULL;
    rc_arena_done(&scratch);
}

void
rc_plan_recognise(struct rc_plan *plan, const struct rc_mapping *mapping)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct rc_plan_file *file = &plan->files[i];
        struct rc_reader *reader;
        struct rc_err err;
        struct stat st;

        if (file->recognition.source || file->note || file->gone)
            continue;
        if (stat(file->disk, &st) == 0) {
            file->size = (uint64_t)st.st_size;
            file->modified_us = (int64_t)st.st_mtim.tv_sec * RC_US_PER_SECOND +
                                st.st_mtim.tv_nsec / 1000;
        }
        if (rc_reader_open(file->disk, &reader, &err) != RC_OK) {
            file->note = rc_arena_copy(&plan->arena, rc_slice_of(err.text)).p;
            continue;
        }
        file->packing = rc_reader_packing(reader);
        look(plan, file, reader, mapping);
        rc_reader_close(reader);
    }
}

/* --- archives ------------------------------------------------------------- */

struct lister {
    struct rc_member_visitor visitor; /* first */
    struct rc_plan *plan;
    const struct rc_mapping *mapping;
    struct rc_plan_file archive;
    int64_t modified_us;
    size_t count;
};

static void
list_member(struct rc_member_visitor *visitor, const struct rc_member *member,
            struct rc_reader *reader)
{
    struct lister *lister = (struct lister *)(void *)visitor;
    struct rc_arena *arena = &lister->plan->arena;
    const struct rc_plan_file *in = &lister->archive;
    struct rc_plan_file *file = rc_plan_add(
        lister->plan,
        rc_arena_print(arena, "%s/%.*s", in->path, RC_FMT(member->path)),
        in->shown_at);

    file->name = rc_arena_print(
        arena, "%.*s/%.*s",
        RC_FMT(rc_unpacked_name(rc_slice_of(in->path + in->shown_at))),
        RC_FMT(member->name));
    file->disk = in->disk;
    file->member = member->index + 1;
    file->looked = true;
    file->packing = RC_MEMBER;
    file->size = member->size_bytes;
    file->modified_us = lister->modified_us;
    lister->count++;
    if (member->note)
        file->note = rc_arena_copy(arena, rc_slice_of(member->note)).p;
    else
        look(lister->plan, file, reader, lister->mapping);
    file->taken_as = reader ? rc_reader_note(reader) : NULL;
}

/* The archive at files[at], when it is one: true when its members stand for it
 * from now on. */
static bool
open_archive(struct rc_plan *plan, size_t at, const struct rc_mapping *mapping)
{
    struct lister lister = {.visitor = {NULL, list_member},
                            .plan = plan,
                            .mapping = mapping,
                            .archive = plan->files[at]};
    struct rc_reader *reader;
    size_t before = plan->count;
    struct rc_err err;
    enum rc_status st;

    if (lister.archive.note ||
        rc_reader_open(lister.archive.disk, &reader, &err) != RC_OK)
        return false; /* told when it is to be recognised */
    plan->files[at].looked = true;
    plan->files[at].packing = rc_reader_packing(reader);
    plan->files[at].taken_as = rc_reader_note(reader);
    if (rc_reader_packing(reader) != RC_ARCHIVE) {
        rc_reader_close(reader);
        return false;
    }
    lister.modified_us = rc_reader_modified_us(reader);
    st = rc_reader_walk(reader, &lister.visitor, &err);
    plan->files[at].size = rc_reader_size(reader);
    rc_reader_close(reader);
    if (st == RC_OK && lister.count)
        return true;
    if (st == RC_LIMIT) /* none of a bomb is read */
        plan->count = before;
    plan->files[at].note =
        st == RC_OK ? "an archive with no files in it"
                    : rc_arena_print(&plan->arena, "%s%s",
                                     st == RC_LIMIT ? "refused: " : "",
                                     rc_plan_why(&err, lister.archive.disk))
                          .p;
    return false;
}

bool
rc_plan_same(const struct rc_plan_file *a, const struct rc_plan_file *b)
{
    return a->member && b->member && !strcmp(a->disk, b->disk);
}

void
rc_plan_open_archives(struct rc_plan *plan, const struct rc_mapping *mapping)
{
    size_t listed = plan->count, kept = 0;

    for (size_t i = 0; i < listed; i++)
        if (open_archive(plan, i, mapping))
            plan->files[i].gone = true;
    for (size_t i = 0; i < plan->count; i++)
        if (!plan->files[i].gone)
            plan->files[kept++] = plan->files[i];
    plan->count = kept;
}
