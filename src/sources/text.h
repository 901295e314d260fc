/*
 * text.h -- what sources of lines share: from a line to columns.
 *
 * A source of lines states which lines are its own (rc_source.knows).  Where
 * they are made of pairs its columns name the keys, its table (table.h) the
 * fields, and its fill function is two lines:
 *
 *     static struct rc_names names = RC_NAMES(columns);
 *
 *     static bool
 *     badge_fill(const struct rc_fill *fill)
 *     {
 *         struct rc_slice values[COLUMNS] = {{0}};
 *
 *         rc_text_values(fill, &names, pairs_of(fill->record->raw), values);
 *         return rc_text_fill(fill, values);
 *     }
 */
#ifndef RC_SOURCES_TEXT_H
#define RC_SOURCES_TEXT_H

#include "sources/columns.h"
#include "sources/table.h"

struct rc_name_index;

/* Keys by name, case ignored; made at the first use and kept. */
struct rc_names {
    const struct rc_column *columns;
    size_t count;
    _Atomic(struct rc_name_index *) made;
};
#define RC_NAMES(list)                                                         \
    {                                                                          \
        .columns = (list), .count = sizeof(list) / sizeof *(list)              \
    }

/* Fills values (one a column) from pairs: of a column's synonyms the first
 * that is not empty counts, of one that occurs twice the first. */
void rc_text_values(const struct rc_fill *fill, struct rc_names *names,
                    struct rc_pairs pairs, struct rc_slice *values);
/* One value more, under a name of the columns. */
void rc_text_value(struct rc_names *names, struct rc_slice name,
                   struct rc_slice value, struct rc_slice *values);

/* Reads the source's table over values. */
bool rc_text_fill(const struct rc_fill *fill, const struct rc_slice *values);

/* What stands behind marker in text, up to the first of the characters of
 * ends, trimmed; empty when the marker is not there. */
struct rc_slice rc_text_behind(struct rc_slice text, const char *marker,
                               const char *ends);
/* Does text hold word (case matters)? */
static inline bool
rc_text_has(struct rc_slice text, const char *word)
{
    return text.len && memmem(text.p, text.len, word, strlen(word)) != NULL;
}

/* Is this an IPv4 or IPv6 address, alone? */
bool rc_text_is_address(struct rc_slice text);

/* The JSON object that ends the line behind a header; empty: there is none. */
struct rc_slice rc_text_json(struct rc_slice line);

#endif
