/* json_walk.c -- raw JSON walked value by value, where there is no projection:
 * arrays, recognition, tests. */
#include "formats/kernel.h"

/* Moves *rest to the next element: over the bracket that opens the container,
 * or over the comma behind the last one. */
static bool
next_element(struct rc_slice *rest, char open)
{
    const char *end = slice_end(*rest);
    const char *p = rc_json_space(rest->p, end);

    if (p == end || (*p != open && *p != ','))
        return false;
    p = rc_json_space(p + 1, end);
    *rest = (struct rc_slice){p, (size_t)(end - p)};
    return true;
}

static bool
take_raw(struct rc_slice *rest, struct rc_slice *value)
{
    size_t used;

    if (rc_json_skip(*rest, value, &used) != RC_JSON_OK)
        return false;
    rest->p += used;
    rest->len -= used;
    return true;
}

bool
rc_json_each(struct rc_slice *rest, struct rc_slice *element)
{
    struct rc_slice at = *rest, found;

    if (!next_element(&at, '[') || !take_raw(&at, &found))
        return false;
    *rest = at;
    *element = found;
    return true;
}

bool
rc_json_member(struct rc_slice *rest, struct rc_slice *key,
               struct rc_slice *value)
{
    struct rc_slice at = *rest, name, found;
    const char *colon;

    if (!next_element(&at, '{') || !at.len || *at.p != '"' ||
        !take_raw(&at, &name))
        return false;
    colon = rc_json_space(at.p, at.p + at.len);
    at.len -= (size_t)(colon - at.p);
    at.p = colon;
    if (!at.len || *colon != ':')
        return false;
    at.p++;
    at.len--;
    if (!take_raw(&at, &found))
        return false;
    *rest = at;
    *key = (struct rc_slice){name.p + 1, name.len - 2};
    *value = found;
    return true;
}

/* The value of the first member whose key is name. */
static bool
member_named(struct rc_slice object, struct rc_slice name,
             struct rc_arena *arena, struct rc_slice *value)
{
    struct rc_slice key;

    while (rc_json_member(&object, &key, value)) {
        if (key.len && memchr(key.p, '\\', key.len) &&
            !rc_json_unescape(key, arena, &key))
            return false;
        if (rc_slice_eq(key, name))
            return true;
    }
    return false;
}

struct rc_json_value
rc_json_get(struct rc_slice raw, const char *path, struct rc_arena *arena)
{
    struct rc_json_step steps[RC_JSON_DEPTH];
    size_t count = rc_json_steps(path, arena, steps);

    for (size_t i = 0; i < count; i++) {
        bool found =
            steps[i].key.p
                ? member_named(raw, steps[i].key, arena, &raw)
                : rc_json_each(&(struct rc_slice){raw.p, raw.len}, &raw);

        if (!found)
            return (struct rc_json_value){.type = RC_JSON_NONE};
    }
    if (!count)
        return (struct rc_json_value){.type = RC_JSON_NONE};
    return rc_json_value_of(raw, arena);
}

static enum rc_json_type
type_of(struct rc_slice raw)
{
    struct rc_json_scan scan = {.end = raw.p + raw.len};
    enum rc_json_type type = RC_JSON_NONE;
    size_t used;

    switch (*raw.p) {
    case '"':
        return RC_JSON_STRING;
    case '{':
        return RC_JSON_OBJECT;
    case '[':
        return RC_JSON_ARRAY;
    case 'n':
    case 't':
    case 'f':
        rc_json_literal(&scan, raw.p, &type);
        return type;
    default:
        /* a grammar the strict check has */
        return rc_json_check(raw, &used, &scan.why) == RC_JSON_OK
                   ? RC_JSON_NUMBER
                   : RC_JSON_NONE;
    }
}

struct rc_json_value
rc_json_value_of(struct rc_slice raw, struct rc_arena *arena)
{
    struct rc_json_value value = {.type = RC_JSON_NONE};
    struct rc_slice text;
    size_t used;

    if (rc_json_skip(raw, &text, &used) != RC_JSON_OK ||
        rc_json_space(raw.p + used, raw.p + raw.len) != raw.p + raw.len)
        return value;
    value.type = type_of(text);
    if (value.type == RC_JSON_STRING) {
        text = (struct rc_slice){text.p + 1, text.len - 2};
        if (text.len && memchr(text.p, '\\', text.len) &&
            !rc_json_unescape(text, arena, &text))
            value.type = RC_JSON_NONE;
    }
    if (value.type != RC_JSON_NONE)
        value.text = text;
    return value;
}
