/*
 * walk.c -- a pass over an archive and those in it, for a visitor.
 *
 *     file -> [gzip ...] -> archive -> member -> [gzip ...] -> visitor
 *                              ^          |
 *                              +----------+  a member that is an archive
 */
#include "readers/archive.h"

#include <stdlib.h>

/* --- what the visitor is told --------------------------------------------- */

struct rc_walk_mark
rc_walk_enter(struct rc_walk *walk, struct rc_slice label)
{
    struct rc_walk_mark mark = {walk->path.len, walk->name.len};

    rc_buf_put(&walk->path, label);
    rc_buf_put(&walk->name, rc_unpacked_name(label));
    return mark;
}

void
rc_walk_leave(struct rc_walk *walk, struct rc_walk_mark mark)
{
    walk->path.len = mark.path_len;
    walk->name.len = mark.name_len;
}

static struct rc_member
member_of(struct rc_walk *walk)
{
    return (struct rc_member){.path = rc_buf_slice(&walk->path),
                              .name = rc_buf_slice(&walk->name),
                              .index = walk->index++};
}

void
rc_walk_note(struct rc_walk *walk, const char *why)
{
    struct rc_member member = member_of(walk);

    member.note = why;
    walk->visitor->visit(walk->visitor, &member, NULL);
}

void
rc_walk_member(struct rc_walk *walk, struct rc_input *input,
               const struct rc_layers *layers, uint64_t size_bytes)
{
    struct rc_member member = member_of(walk);
    struct rc_reader *reader;

    if (walk->visitor->wants &&
        !walk->visitor->wants(walk->visitor, member.index))
        return;
    member.size_bytes = size_bytes;
    reader = rc_reader_of_member(walk->reader, member.path, input, layers,
                                 size_bytes);
    walk->visitor->visit(walk->visitor, &member, reader);
    rc_reader_close(reader);
}

enum rc_status
rc_walk_count(struct rc_walk *walk, struct rc_err *err)
{
    if (++walk->entries <= RC_MEMBERS_MAX)
        return RC_OK;
    return rc_fail(err, RC_LIMIT, "holds more than %d members", RC_MEMBERS_MAX);
}

/* --- the walk ------------------------------------------------------------- */

/* A file of a folder would be passed over by this name: so is a member. */
static bool
is_hidden(struct rc_slice label)
{
    struct rc_slice part;

    if (rc_slice_starts(label, RC_S("__MACOSX/")))
        return true;
    while (label.len) {
        if (!rc_slice_cut(&label, '/', &part)) {
            part = label;
            label.len = 0;
        }
        if (part.len && part.p[0] == '.' && !rc_slice_eq(part, RC_S(".")) &&
            !rc_slice_eq(part, RC_S("..")))
            return true;
    }
    return false;
}

struct level {
    struct rc_walk *walk;
    int depth, layer;
};

/* An archive in the archive. */
static enum rc_status
walk_inner(struct rc_walk *walk, struct rc_input *input,
           const struct rc_layers *layers, int depth, struct rc_err *err)
{
    struct rc_walk_mark mark = {walk->path.len, walk->name.len};
    enum rc_status st;

    if (depth >= RC_DEPTH_MAX) {
        rc_walk_note(walk, "an archive too many archives deep");
        return RC_OK;
    }
    rc_walk_enter(walk, RC_S("/"));
    st = rc_archive_walk(walk, input, layers->archive, depth + 1, layers->next,
                         err);
    rc_walk_leave(walk, mark);
    if (st == RC_OK || walk->budget->over || walk->entries > RC_MEMBERS_MAX)
        return st;
    rc_walk_note(walk, err->text); /* the one around it goes on */
    return RC_OK;
}

static enum rc_status
walk_part(void *with, const struct rc_part *part, struct rc_err *err)
{
    const struct level *level = with;
    struct rc_walk *walk = level->walk;
    struct rc_walk_mark mark;
    struct rc_input *input = part->input;
    struct rc_layers layers;
    enum rc_status st = RC_OK;

    if (is_hidden(part->label))
        return RC_OK;
    mark = rc_walk_enter(walk, part->label);
    if (part->unread) {
        rc_walk_note(walk, part->unread);
    } else {
        layers = rc_layers_put(&input, walk->budget, level->layer + 1);
        if (layers.archive)
            st = walk_inner(walk, input, &layers, level->depth, err);
        else
            rc_walk_member(walk, input, &layers, part->size_bytes);
        if (input != part->input)
            rc_input_close(input);
    }
    rc_walk_leave(walk, mark);
    return st;
}

enum rc_status
rc_archive_walk(struct rc_walk *walk, struct rc_input *input,
                enum rc_archive kind, int depth, int layer, struct rc_err *err)
{
    struct level level = {walk, depth, layer};

    if (kind == RC_OFFICE)
        return rc_office_walk(walk, input, depth, layer, err);
    return rc_archive_each(walk, input, kind, layer, walk_part, &level, err);
}
