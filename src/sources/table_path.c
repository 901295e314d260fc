/* table_path.c -- what a path says behind its slot; see table.h. */
#include "sources/table_made.h"

/* The member's value, decoded. */
static struct rc_json_value
member_of(struct rc_walker *walker, struct rc_slice object, struct rc_slice key)
{
    struct rc_slice name, value;

    while (rc_json_member(&object, &name, &value))
        if (rc_slice_eq(name, key))
            return rc_json_value_of(value, walker->arena);
    return (struct rc_json_value){.type = RC_JSON_NONE};
}

/* Where in "{a=b, c=d}" the pair that begins at `at` ends: before the comma
 * behind which another key stands, or the closing brace. */
static size_t
pair_end(struct rc_slice text, size_t at)
{
    for (size_t i = at; i < text.len; i++) {
        if (text.p[i] == '}' && i + 1 == text.len)
            return i;
        if (text.p[i] != ',')
            continue;
        struct rc_slice rest = {text.p + i + 1, text.len - i - 1}, name;

        if (rc_slice_cut(&rest, '=', &name) && !memchr(name.p, ',', name.len))
            return i;
    }
    return text.len;
}

/* The value of a key in "{a=b, c=d}". */
static struct rc_json_value
pair_in_text(struct rc_slice text, struct rc_slice key)
{
    size_t at = text.len && text.p[0] == '{';

    while (at < text.len) {
        size_t end = pair_end(text, at);
        struct rc_slice value = {text.p + at, end - at}, name;

        if (rc_slice_cut(&value, '=', &name) &&
            rc_slice_eq(rc_slice_trim(name), key))
            return (struct rc_json_value){rc_slice_trim(value), RC_JSON_STRING};
        at = end + 1;
    }
    return (struct rc_json_value){.type = RC_JSON_NONE};
}

/* The JSON inside a string; what is none stays the string. */
static struct rc_json_value
inside(struct rc_walker *walker, struct rc_json_value value)
{
    struct rc_slice text = rc_slice_trim(value.text), rest;

    if (value.type != RC_JSON_STRING || text.len < 2)
        return value;
    rest = rc_slice_trim((struct rc_slice){text.p + 1, text.len - 1});
    if (text.p[0] == '[' ||
        (text.p[0] == '{' && rest.len && (*rest.p == '"' || *rest.p == '}'))) {
        struct rc_json_value held = rc_json_value_of(text, walker->arena);

        if (held.type != RC_JSON_NONE)
            return held;
    }
    return value;
}

static void
add_pair(struct rc_walker *walker, struct rc_named *pairs, struct rc_slice key,
         struct rc_slice element)
{
    enum { FIRST = 16 };
    struct rc_json_value name;

    if (!element.len || element.p[0] != '{')
        return;
    name = member_of(walker, element, key);
    if (name.type == RC_JSON_NONE)
        return;
    /* room is for FIRST, then for twice of what there is */
    if (!pairs->count ||
        (pairs->count >= FIRST && (pairs->count & (pairs->count - 1)) == 0)) {
        size_t room = pairs->count ? 2 * pairs->count : FIRST;
        struct rc_named_one *more =
            rc_arena_take(walker->arena, room * sizeof *more);

        if (pairs->count)
            memcpy(more, pairs->pair, pairs->count * sizeof *more);
        pairs->pair = more;
    }
    pairs->pair[pairs->count++] = (struct rc_named_one){name.text, element};
}

static const struct rc_named *
index_of(struct rc_walker *walker, struct rc_json_value list,
         struct rc_slice key)
{
    struct rc_slice rest = list.text, element;
    struct rc_named *pairs;

    for (unsigned i = 0; i < RC_NAMED_LISTS; i++)
        if (walker->pairs[i].list == list.text.p &&
            walker->pairs[i].key == key.p)
            return &walker->pairs[i];
    pairs = &walker->pairs[walker->next++ % RC_NAMED_LISTS];
    *pairs = (struct rc_named){.list = list.text.p, .key = key.p};
    if (list.type == RC_JSON_OBJECT)
        add_pair(walker, pairs, key, list.text);
    else
        while (rc_json_each(&rest, &element))
            add_pair(walker, pairs, key, element);
    return pairs;
}

static struct rc_json_value
element_at(struct rc_walker *walker, struct rc_slice list, size_t index)
{
    struct rc_slice element;

    while (rc_json_each(&list, &element))
        if (!index--)
            return rc_json_value_of(element, walker->arena);
    return (struct rc_json_value){.type = RC_JSON_NONE};
}

static struct rc_slice
walk_any(struct rc_walker *walker, struct rc_json_value value,
         const struct rc_step *steps, unsigned count)
{
    struct rc_slice rest = value.text, element, found = RC_SLICE_NONE;

    if (value.type != RC_JSON_ARRAY)
        return rc_walk(walker, value, steps, count);
    while (!found.len && rc_json_each(&rest, &element))
        found = rc_walk(walker, rc_json_value_of(element, walker->arena), steps,
                        count);
    return found;
}

/* Several elements may have the same name: the first that has something below
 * counts. */
static struct rc_slice
walk_pair(struct rc_walker *walker, struct rc_json_value value,
          const struct rc_step *step, unsigned count)
{
    struct rc_slice found = RC_SLICE_NONE;
    const struct rc_named *pairs;

    if (value.type != RC_JSON_ARRAY && value.type != RC_JSON_OBJECT)
        return found;
    pairs = index_of(walker, value, step->key);
    for (size_t i = 0; i < pairs->count && !found.len; i++) {
        struct rc_json_value element = {pairs->pair[i].element, RC_JSON_OBJECT};

        if (rc_slice_eq(pairs->pair[i].name, step->value))
            found = rc_walk(walker, element, step + 1, count - 1);
    }
    return found;
}

/* Steps are a table's own, a handful: so is the depth of the recursion. */
struct rc_slice
rc_walk(struct rc_walker *walker, struct rc_json_value value,
        const struct rc_step *steps, unsigned count)
{
    for (; count && value.type != RC_JSON_NONE; steps++, count--) {
        switch (steps->kind) {
        case RC_STEP_KEY:
            if (value.type == RC_JSON_OBJECT)
                value = member_of(walker, value.text, steps->key);
            else if (value.type == RC_JSON_STRING)
                value = pair_in_text(value.text, steps->key);
            else
                return RC_SLICE_NONE;
            break;
        case RC_STEP_AT:
            if (value.type == RC_JSON_ARRAY)
                value = element_at(walker, value.text, steps->index);
            else if (steps->index)
                return RC_SLICE_NONE;
            break;
        case RC_STEP_ANY:
            return walk_any(walker, value, steps + 1, count - 1);
        case RC_STEP_PAIR:
            return walk_pair(walker, value, steps, count);
        case RC_STEP_INSIDE:
            value = inside(walker, value);
            break;
        }
    }
    return rc_value_text(&value);
}
