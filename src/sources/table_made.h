/*
 * table_made.h -- a table as it is run: paths cut into a slot and steps, words
 * split.  Behind table.h, for table*.c alone.
 */
#ifndef RC_SOURCES_TABLE_MADE_H
#define RC_SOURCES_TABLE_MADE_H

#include "sources/table.h"

enum rc_step_kind {
    RC_STEP_KEY,    /* .key */
    RC_STEP_AT,     /* [index] */
    RC_STEP_ANY,    /* [*] */
    RC_STEP_PAIR,   /* {key=value} */
    RC_STEP_INSIDE, /* ! */
};

struct rc_step {
    enum rc_step_kind kind;
    struct rc_slice key, value;
    size_t index;
};

enum rc_root {
    RC_ROOT_RECORD,  /* at: the record's slot */
    RC_ROOT_ELEMENT, /* at: the element's slot */
    RC_ROOT_FIELD,   /* at: the place in struct rc_obs */
    RC_ROOT_PAGE,    /* path */
};

/* One alternative. */
struct rc_way {
    enum rc_root root;
    unsigned at;
    int column; /* of a CSV row, -1 for none */
    const char *path;
    const struct rc_step *steps;
    unsigned count;
};

struct rc_word {
    struct rc_slice text;
    bool open_front, open_back; /* * stood there */
};

struct rc_words {
    const struct rc_word *list;
    unsigned count;
};

struct rc_row_made {
    const struct rc_row *row;
    const struct rc_way *ways;
    unsigned way_count;
    struct rc_words yes, no;
};

struct rc_table_made {
    struct rc_arena arena; /* all below lives in it */
    struct rc_row_made *rows;
    const char *paths[RC_JSON_SLOTS];
    size_t path_count;
    int each; /* slot of the list, -1 when there is none */
    int json_column;
    struct rc_json_projection *record; /* of what stands in json_column */
    struct rc_json_projection *element;
    size_t element_count;
    struct rc_words nothing;
    const char *no_time; /* why a record is rejected */
};

/* Made at the first call; any thread may come first. */
const struct rc_table_made *rc_table_make(const struct rc_source *source);

/* One list of pairs, indexed. */
struct rc_named_one {
    struct rc_slice name, element;
};
struct rc_named {
    const char *list; /* its first byte, NULL: not used */
    const char *key;
    struct rc_named_one *pair;
    size_t count;
};
enum { RC_NAMED_LISTS = 4 };

/* table_value.c */

bool rc_words_have(struct rc_slice text, struct rc_words words);
/* The first address in "a, b"; empty when text is none. */
struct rc_slice rc_address_in(struct rc_slice text);
/* A count of a clock's units since its epoch; false when text is none. */
bool rc_counted_time(struct rc_slice text, enum rc_clock clock, int64_t *at_us);

/* table_path.c */

/* Walks one record's values; the index of lists lasts as long. */
struct rc_walker {
    struct rc_arena *arena;
    struct rc_named pairs[RC_NAMED_LISTS];
    unsigned next;
};
struct rc_slice rc_walk(struct rc_walker *walker, struct rc_json_value value,
                        const struct rc_step *steps, unsigned count);

#endif
