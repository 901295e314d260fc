/* text.c -- see text.h. */
#include "sources/text.h"

#include <stdatomic.h>
#include <stdlib.h>

enum { SLOTS = 512 }; /* more than twice the names of any source */

struct rc_name_index {
    struct {
        struct rc_slice name;
        uint16_t column, rank;
    } slot[SLOTS];
};

static uint32_t
hash_of(struct rc_slice name)
{
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.p[i];

        hash = (hash ^ (c >= 'A' && c <= 'Z' ? c | 0x20u : c)) * 16777619u;
    }
    return hash ^ hash >> 15;
}

static void
add_name(struct rc_name_index *index, struct rc_slice name, size_t column,
         size_t rank)
{
    uint32_t at = hash_of(name) % SLOTS;

    while (index->slot[at].name.len)
        at = (at + 1) % SLOTS;
    index->slot[at].name = name;
    index->slot[at].column = (uint16_t)column;
    index->slot[at].rank = (uint16_t)rank;
}

static const struct rc_name_index *
index_of(struct rc_names *names)
{
    struct rc_name_index *index = atomic_load(&names->made), *mine;

    if (index)
        return index;
    mine = rc_alloc(sizeof *mine);
    memset(mine, 0, sizeof *mine);
    for (size_t c = 0; c < names->count; c++) {
        struct rc_slice rest = rc_slice_of(names->columns[c].names), one;
        size_t rank = 0;

        while (rc_slice_cut(&rest, '|', &one))
            add_name(mine, one, c, rank++);
        add_name(mine, rest, c, rank);
    }
    /* of two threads that came at once, one's is kept */
    if (atomic_compare_exchange_strong(&names->made, &index, mine))
        return mine;
    free(mine);
    return index;
}

/* The next place of name in the index at or after *at; false: no more. */
static bool
find_name(const struct rc_name_index *index, struct rc_slice name, uint32_t *at)
{
    for (; index->slot[*at].name.len; *at = (*at + 1) % SLOTS)
        if (rc_slice_ieq(index->slot[*at].name, name))
            return true;
    return false;
}

static void
put_value(const struct rc_name_index *index, struct rc_slice name,
          struct rc_slice value, struct rc_slice *values, uint16_t *ranks)
{
    uint32_t at = hash_of(name) % SLOTS;

    if (!value.len)
        return;
    for (; find_name(index, name, &at); at = (at + 1) % SLOTS) {
        uint16_t column = index->slot[at].column, rank = index->slot[at].rank;

        if (values[column].len && ranks[column] <= rank)
            continue;
        values[column] = value;
        ranks[column] = rank;
    }
}

void
rc_text_values(const struct rc_fill *fill, struct rc_names *names,
               struct rc_pairs pairs, struct rc_slice *values)
{
    const struct rc_name_index *index = index_of(names);
    uint16_t ranks[RC_COLUMNS] = {0};
    struct rc_slice key, value;

    while (rc_pairs_next(&pairs, &key, &value)) {
        if (pairs.escaped)
            value = rc_pairs_text(value, fill->arena);
        put_value(index, key, rc_slice_trim(value), values, ranks);
    }
}

void
rc_text_value(struct rc_names *names, struct rc_slice name,
              struct rc_slice value, struct rc_slice *values)
{
    uint16_t ranks[RC_COLUMNS] = {0};

    put_value(index_of(names), name, rc_slice_trim(value), values, ranks);
}

bool
rc_text_fill(const struct rc_fill *fill, const struct rc_slice *values)
{
    struct rc_fill over = *fill;

    over.slot = NULL;
    over.column = values;
    return rc_fill_by_table(&over);
}

struct rc_slice
rc_text_behind(struct rc_slice text, const char *marker, const char *ends)
{
    size_t len = strlen(marker), end = 0;
    const char *at = text.len ? memmem(text.p, text.len, marker, len) : NULL;
    struct rc_slice rest;

    if (!at)
        return RC_SLICE_NONE;
    rest.p = at + len;
    rest.len = text.len - (size_t)(rest.p - text.p);
    while (end < rest.len && !strchr(ends, rest.p[end]))
        end++;
    rest.len = end;
    return rc_slice_trim(rest);
}

static bool
is_v4(struct rc_slice text)
{
    unsigned dots = 0, value = 0, digits = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if (c == '.' && digits) {
            dots++;
            digits = value = 0;
        } else if (c >= '0' && c <= '9' && ++digits <= 3) {
            value = value * 10 + (unsigned)(c - '0');
            if (value > 255)
                return false;
        } else {
            return false;
        }
    }
    return dots == 3 && digits;
}

bool
rc_text_is_address(struct rc_slice text)
{
    size_t colons = 0;

    if (text.len < 2 || text.len > 45)
        return false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        colons += c == ':';
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
              (c >= 'A' && c <= 'F') || c == ':' || c == '.'))
            return false;
    }
    return colons ? colons >= 2 && colons <= 7 &&
                        (colons == 7 || memmem(text.p, text.len, "::", 2))
                  : is_v4(text);
}

struct rc_slice
rc_text_json(struct rc_slice line)
{
    struct rc_slice value, rest = line;
    const char *brace;
    size_t used;

    if (!line.len || line.p[line.len - 1] != '}')
        return RC_SLICE_NONE;
    brace = memchr(line.p, '{', line.len);
    if (!brace)
        return RC_SLICE_NONE;
    rest.p = brace;
    rest.len = line.len - (size_t)(brace - line.p);
    if (rest.len < 2 ||
        (rest.p[1] != '"' && rest.p[1] != ' ' && rest.p[1] != '}') ||
        rc_json_skip(rest, &value, &used) != RC_JSON_OK || used != rest.len)
        return RC_SLICE_NONE;
    return value;
}
