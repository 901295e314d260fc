/* shape.c -- see shape.h. */
#include "sources/shape.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

/* Paths while a shape is made; copies of marks' live in the arena, since the
 * projection keeps nothing of what it is made from. */
struct paths {
    const char *list[RC_JSON_SLOTS];
    size_t count;
    struct rc_arena arena;
};

static size_t
slot_of(struct paths *paths, struct rc_slice path)
{
    for (size_t i = 0; i < paths->count; i++)
        if (rc_slice_eq(rc_slice_of(paths->list[i]), path))
            return i;
    assert(paths->count < RC_JSON_SLOTS); /* a source's tables are ours */
    paths->list[paths->count] = rc_arena_copy(&paths->arena, path).p;
    return paths->count++;
}

static uint64_t
key_bit(struct rc_slice key)
{
    uint32_t hash = UINT32_C(2166136261);

    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.p[i]) * UINT32_C(16777619);
    return UINT64_C(1) << (hash >> 26);
}

/* The bit of a path's first key; all when it has characters of its own. */
static uint64_t
path_keys(struct rc_slice path)
{
    size_t len = 0;

    while (len < path.len && !strchr(".[\\", path.p[len]))
        len++;
    if (len < path.len && path.p[len] == '\\')
        return UINT64_MAX;
    return key_bit((struct rc_slice){path.p, len});
}

uint64_t
rc_shape_keys(struct rc_slice record)
{
    struct rc_slice rest = record, key, value;
    uint64_t keys = 0;

    while (rc_json_member(&rest, &key, &value)) {
        if (key.len && memchr(key.p, '\\', key.len))
            return UINT64_MAX;
        keys |= key_bit(key);
    }
    rest = rc_slice_trim(rest);
    return rest.len && rest.p[0] == '}' ? keys : UINT64_MAX;
}

bool
rc_shape_may_hold(const struct rc_shape *shape, uint64_t keys)
{
    for (size_t i = 0; i < shape->mark_count; i++)
        if (!(shape->marks[i].keys & keys))
            return false;
    return true;
}

static void
add_choice(struct rc_mark *mark, struct paths *paths, struct rc_slice text)
{
    struct rc_slice path, equals = text;

    assert(mark->choices < RC_MARK_CHOICES);
    if (text.len && text.p[0] == '!') {
        mark->choice[mark->choices].absent = true;
        equals = text = (struct rc_slice){text.p + 1, text.len - 1};
    }
    if (!rc_slice_cut(&equals, '=', &path)) {
        path = text;
        equals = RC_SLICE_NONE;
    }
    if (equals.len && equals.p[equals.len - 1] == '*') {
        mark->choice[mark->choices].open = true;
        equals.len--;
    }
    mark->keys |=
        mark->choice[mark->choices].absent ? UINT64_MAX : path_keys(path);
    mark->choice[mark->choices].slot = (uint8_t)slot_of(paths, path);
    mark->choice[mark->choices++].equals = equals;
}

void
rc_shape_init(struct rc_shape *shape, const struct rc_source *source)
{
    struct paths paths;
    const char *const *own = rc_source_paths(source, &paths.count);

    *shape = (struct rc_shape){.source = source};
    if (!paths.count)
        return;
    assert(paths.count <= RC_JSON_SLOTS);
    memcpy(paths.list, own, paths.count * sizeof *own);
    rc_arena_init(&paths.arena, 4096);
    for (size_t i = 0; source->marks && source->marks[i]; i++) {
        struct rc_slice rest = rc_slice_of(source->marks[i]), one;
        struct rc_mark *mark = &shape->marks[shape->mark_count++];

        assert(i < RC_MARKS);
        while (rc_slice_cut(&rest, '|', &one))
            add_choice(mark, &paths, one);
        add_choice(mark, &paths, rest);
    }
    shape->slot_count = paths.count;
    shape->projection = rc_json_projection_new(paths.list, paths.count);
    rc_arena_done(&paths.arena);
}

void
rc_shape_done(struct rc_shape *shape)
{
    if (shape->projection)
        rc_json_projection_free(shape->projection);
}

const struct rc_shape *
rc_shapes(void)
{
    static struct rc_shape *_Atomic made;
    struct rc_shape *all = atomic_load(&made), *mine;

    if (all)
        return all;
    mine = rc_alloc((rc_source_count + 1) * sizeof *mine);
    for (size_t i = 0; i < rc_source_count; i++)
        rc_shape_init(&mine[i], rc_sources[i]);
    /* of two threads that came at once, one's are kept */
    if (atomic_compare_exchange_strong(&made, &all, mine))
        return mine;
    for (size_t i = 0; i < rc_source_count; i++)
        rc_shape_done(&mine[i]);
    free(mine);
    return all;
}

static bool
mark_holds(const struct rc_mark *mark, const struct rc_json_value *slots)
{
    for (unsigned i = 0; i < mark->choices; i++) {
        const struct rc_json_value *value = &slots[mark->choice[i].slot];
        struct rc_slice equals = mark->choice[i].equals;

        if (mark->choice[i].absent) {
            if (value->type <= RC_JSON_NULL)
                return true;
        } else if (value->type != RC_JSON_NONE &&
                   (!equals.len || rc_slice_eq(value->text, equals) ||
                    (mark->choice[i].open &&
                     rc_slice_starts(value->text, equals)))) {
            return true;
        }
    }
    return false;
}

bool
rc_shape_holds(const struct rc_shape *shape, const struct rc_json_value *slots)
{
    for (size_t i = 0; i < shape->mark_count; i++)
        if (!mark_holds(&shape->marks[i], slots))
            return false;
    return true;
}
