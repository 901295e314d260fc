/*
 * json_paths.c -- paths made into the nodes that the scanner walks.
 *
 *     actor.id  actor.displayName  target[0].id
 *
 *     root -- "actor" --> node -- "id"          --> slot 0
 *          |                   +- "displayName" --> slot 1
 *          +- "target", first element --> node -- "id" --> slot 2
 *
 * Two slots may ask for one value: the second is copied when the scan is done.
 */
#include "formats/kernel.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Copies the key at *path, backslashes undone; *path moves behind it. */
static struct rc_slice
step_key(const char **path, struct rc_arena *arena)
{
    const char *p = *path;
    char *text = rc_arena_take(arena, strlen(p) + RC_PAD), *out = text;

    for (; *p && *p != '.' && *p != '['; p++) {
        if (*p == '\\' && p[1])
            p++;
        *out++ = *p;
    }
    memset(out, 0, RC_PAD);
    *path = p;
    return (struct rc_slice){text, (size_t)(out - text)};
}

size_t
rc_json_steps(const char *path, struct rc_arena *arena,
              struct rc_json_step steps[RC_JSON_DEPTH])
{
    size_t n = 0;

    if (!*path)
        return 0;
    for (;;) {
        if (n == RC_JSON_DEPTH)
            return 0;
        if (strncmp(path, "[0]", 3) == 0) {
            steps[n++].key = RC_SLICE_NONE;
            path += 3;
        } else if (*path == '[') {
            return 0; /* only first elements are to be had */
        } else {
            steps[n++].key = step_key(&path, arena);
        }
        if (!*path)
            return n;
        if (*path == '.')
            path++;
        else if (*path != '[')
            return 0;
    }
}

/* What is being built is const only to those who get it. */
static struct rc_json_node *
node_new(struct rc_json_projection *projection)
{
    struct rc_json_node *node = rc_arena_zero(&projection->arena, sizeof *node);

    node->index = projection->node_count++;
    return node;
}

/* The want of a key in an object, added when it is new. */
static struct rc_json_want *
want_key(struct rc_json_projection *projection, struct rc_json_want *want,
         struct rc_slice name)
{
    struct rc_json_node *node = (struct rc_json_node *)want->object;
    struct rc_json_key *key;

    if (!node)
        want->object = node = node_new(projection);
    for (key = (struct rc_json_key *)node->keys; key;
         key = (struct rc_json_key *)key->next)
        if (rc_slice_eq(key->name, name))
            return &key->want;

    key = rc_arena_zero(&projection->arena, sizeof *key);
    key->name = name;
    key->want.slot = -1;
    key->bit = node->all + 1; /* all is 0...01...1 */
    key->next = node->keys;
    node->keys = key;
    node->all |= key->bit;
    node->lengths |= UINT64_C(1) << (name.len < 63 ? name.len : 63);
    return &key->want;
}

static struct rc_json_want *
want_first(struct rc_json_projection *projection, struct rc_json_want *want)
{
    struct rc_json_want *first = (struct rc_json_want *)want->first;

    if (!first) {
        first = rc_arena_zero(&projection->arena, sizeof *first);
        first->slot = -1;
        want->first = first;
    }
    return first;
}

static void
add_path(struct rc_json_projection *projection, struct rc_json_want *want,
         const char *path, size_t slot)
{
    struct rc_json_step steps[RC_JSON_DEPTH];
    size_t count = rc_json_steps(path, &projection->arena, steps);

    if (!count || !steps[0].key.p)
        return; /* no path, or not into an object: its slot stays NONE */
    for (size_t i = 0; i < count; i++)
        want = steps[i].key.p ? want_key(projection, want, steps[i].key)
                              : want_first(projection, want);
    if (want->slot < 0)
        want->slot = (int)slot;
    else
        projection->copies[projection->copy_count++] = (struct rc_json_copy){
            .from = (uint8_t)want->slot, .to = (uint8_t)slot};
}

struct rc_json_projection *
rc_json_projection_new(const char *const *paths, size_t count)
{
    static _Atomic uint64_t ids;
    struct rc_json_projection *projection = rc_alloc(sizeof *projection);
    struct rc_json_want record = {.slot = -1};

    if (count > RC_JSON_SLOTS)
        abort(); /* our own mistake: paths are tables, not input */
    *projection = (struct rc_json_projection){.count = count};
    rc_arena_init(&projection->arena, 0);
    projection->id = atomic_fetch_add(&ids, 1) + 1;
    projection->root = node_new(projection);
    record.object = projection->root;
    for (size_t i = 0; i < count; i++)
        add_path(projection, &record, paths[i], i);
    return projection;
}

void
rc_json_projection_free(struct rc_json_projection *projection)
{
    if (!projection)
        return;
    rc_arena_done(&projection->arena);
    free(projection);
}
