/* table_make.c -- a table made ready to run, once a process; see table.h. */
#include "sources/table_made.h"

#include <assert.h>
#include <stdatomic.h>
#include <stdlib.h>

/* A table being made. */
struct maker {
    const struct rc_source *source;
    struct rc_table_made *made;
    const char *element[RC_JSON_SLOTS]; /* paths below an element */
    struct rc_slice each;               /* "events[]." */
};

/* Cuts at the next `end` that no backslash stands before. */
static bool
cut(struct rc_slice *rest, char end, struct rc_slice *piece)
{
    for (size_t i = 0; i < rest->len; i++) {
        if (rest->p[i] == '\\')
            i++;
        else if (rest->p[i] == end) {
            *piece = (struct rc_slice){rest->p, i};
            rest->p += i + 1;
            rest->len -= i + 1;
            return true;
        }
    }
    *piece = *rest;
    *rest = RC_SLICE_NONE;
    return false;
}

static unsigned
pieces_in(struct rc_slice text)
{
    struct rc_slice piece;
    unsigned count = 1;

    while (cut(&text, '|', &piece))
        count++;
    return count;
}

static struct rc_words
words_of(struct maker *maker, const char *text)
{
    struct rc_slice rest = rc_slice_of(text), piece;
    struct rc_words words = {NULL, 0};
    struct rc_word *list;

    if (!text)
        return words;
    list = rc_arena_take(&maker->made->arena,
                         pieces_in(rest) * sizeof *words.list);
    for (bool more = true; more;) {
        struct rc_word *word = &list[words.count++];

        more = cut(&rest, '|', &piece);
        *word = (struct rc_word){.text = piece};
        if (word->text.len && word->text.p[0] == '*') {
            word->open_front = true;
            word->text.p++;
            word->text.len--;
        }
        if (word->text.len && word->text.p[word->text.len - 1] == '*') {
            word->open_back = true;
            word->text.len--;
        }
    }
    words.list = list;
    return words;
}

static unsigned
slot_of(struct maker *maker, const char **paths, size_t *count,
        struct rc_slice path)
{
    for (size_t i = 0; i < *count; i++)
        if (rc_slice_eq(rc_slice_of(paths[i]), path))
            return (unsigned)i;
    assert(*count < RC_JSON_SLOTS); /* a source's tables are ours */
    paths[*count] = rc_arena_copy(&maker->made->arena, path).p;
    return (unsigned)(*count)++;
}

static unsigned
field_named(struct rc_slice name)
{
    static const struct {
        const char *name;
        unsigned at;
    } fields[] = {
#define RC_TEXT(name, number, says) {#name, offsetof(struct rc_obs, name)},
#define RC_MOMENT(name, number, says)
#define RC_NUMBER(name, number, says)
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (rc_slice_eq(name, rc_slice_of(fields[i].name)))
            return fields[i].at;
    assert(!"a path names a text of fields.def");
    return 0;
}

static bool
is_number(struct rc_slice text, size_t *index)
{
    int64_t value;

    if (!rc_slice_int(text, &value) || value < 0)
        return false;
    *index = (size_t)value;
    return true;
}

/* How much of a path the projection reads: keys, and [0]. */
static size_t
plain_length(struct rc_slice path)
{
    for (size_t i = 0; i < path.len; i++) {
        char c = path.p[i];

        if (c == '\\')
            i++;
        else if (c == '!' || c == '{')
            return i;
        else if (c == '[' && !(path.len - i >= 3 && path.p[i + 1] == '0' &&
                               path.p[i + 2] == ']'))
            return i;
    }
    return path.len;
}

/* A key without the backslashes. */
static struct rc_slice
key_of(struct maker *maker, struct rc_slice text)
{
    char *to = rc_arena_take(&maker->made->arena, text.len + RC_PAD);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.p[i] == '\\' && i + 1 < text.len)
            i++;
        to[len++] = text.p[i];
    }
    to[len] = '\0';
    return (struct rc_slice){to, len};
}

/* Two steps that ask a list for the same key have the same key.p: lists are
 * indexed by it. */
static struct rc_slice
pair_key(struct maker *maker, struct rc_slice text)
{
    struct rc_table_made *made = maker->made;
    size_t rows = (size_t)(maker->source->table->row_count);

    for (size_t r = 0; r < rows; r++)
        for (unsigned w = 0; w < made->rows[r].way_count; w++)
            for (unsigned s = 0; s < made->rows[r].ways[w].count; s++) {
                const struct rc_step *step = &made->rows[r].ways[w].steps[s];

                if (step->kind == RC_STEP_PAIR && rc_slice_eq(step->key, text))
                    return step->key;
            }
    return key_of(maker, text);
}

/* One step at the front of *rest. */
static struct rc_step
take_step(struct maker *maker, struct rc_slice *rest)
{
    struct rc_step step = {.kind = RC_STEP_KEY};
    struct rc_slice piece, key;
    char first = rest->p[0];
    size_t end = 0;

    if (first == '!' || first == '.' || first == '[' || first == '{') {
        rest->p++;
        rest->len--;
    }
    if (first == '!') {
        step.kind = RC_STEP_INSIDE;
    } else if (first == '[') {
        cut(rest, ']', &piece);
        step.kind = is_number(piece, &step.index) ? RC_STEP_AT : RC_STEP_ANY;
    } else if (first == '{') {
        cut(rest, '}', &piece);
        cut(&piece, '=', &key);
        step.kind = RC_STEP_PAIR;
        step.key = pair_key(maker, key);
        step.value = key_of(maker, piece);
    } else {
        for (; end < rest->len && !strchr(".!{[", rest->p[end]); end++)
            end += rest->p[end] == '\\';
        step.key = key_of(maker, (struct rc_slice){rest->p, end});
        rest->p += end;
        rest->len -= end;
    }
    return step;
}

static void
make_steps(struct maker *maker, struct rc_slice rest, struct rc_way *way)
{
    struct rc_step *steps =
        rc_arena_take(&maker->made->arena, rest.len * sizeof *steps);

    way->steps = steps;
    while (rest.len)
        steps[way->count++] = take_step(maker, &rest);
}

/* The CSV column that has this name first, or -1. */
static int
column_named(const struct rc_source *source, struct rc_slice name)
{
    for (size_t i = 0; i < source->column_count; i++) {
        struct rc_slice rest = rc_slice_of(source->columns[i].names), first;

        cut(&rest, '|', &first);
        if (rc_slice_eq(first, name))
            return (int)i;
    }
    return -1;
}

static void
make_way(struct maker *maker, struct rc_slice path, struct rc_way *way)
{
    struct rc_table_made *made = maker->made;
    size_t plain;

    *way = (struct rc_way){.column = column_named(maker->source, path)};
    assert(path.len);
    if (path.p[0] == ':') {
        way->root = RC_ROOT_FIELD;
        way->at = field_named((struct rc_slice){path.p + 1, path.len - 1});
        return;
    }
    if (path.p[0] == '^') {
        way->root = RC_ROOT_PAGE;
        way->path = rc_arena_copy(&made->arena,
                                  (struct rc_slice){path.p + 1, path.len - 1})
                        .p;
        return;
    }
    if (maker->each.len && rc_slice_starts(path, maker->each)) {
        way->root = RC_ROOT_ELEMENT;
        path.p += maker->each.len;
        path.len -= maker->each.len;
    }
    plain = plain_length(path);
    if (way->root == RC_ROOT_ELEMENT)
        way->at = slot_of(maker, maker->element, &made->element_count,
                          (struct rc_slice){path.p, plain});
    else
        way->at = slot_of(maker, made->paths, &made->path_count,
                          (struct rc_slice){path.p, plain});
    make_steps(maker, (struct rc_slice){path.p + plain, path.len - plain}, way);
}

static void
make_row(struct maker *maker, const struct rc_row *row, struct rc_row_made *to)
{
    struct rc_slice rest = rc_slice_of(row->from), piece;
    struct rc_way *ways;

    to->row = row;
    if (row->how != RC_HOW_JOIN) {
        to->yes = words_of(maker, row->yes);
        to->no = words_of(maker, row->no);
    }
    if (!row->from || row->how == RC_HOW_SAY)
        return;
    ways = rc_arena_zero(&maker->made->arena, pieces_in(rest) * sizeof *ways);
    to->ways = ways;
    for (bool more = true; more;) {
        more = cut(&rest, '|', &piece);
        make_way(maker, piece, &ways[to->way_count]);
        to->way_count++; /* not before: pair_key looks at those that are done */
    }
}

static const char *
no_time_text(struct maker *maker)
{
    const struct rc_table *table = maker->source->table;
    struct rc_arena *arena = &maker->made->arena;

    /* the last row for it: those before are for special cases */
    for (size_t i = table->row_count; i-- > 0;)
        if (table->rows[i].how == RC_HOW_TIME &&
            table->rows[i].to == offsetof(struct rc_obs, at_us))
            return rc_arena_print(arena, "no time (%s)", table->rows[i].from).p;
    return "no time";
}

static struct rc_table_made *
make(const struct rc_source *source)
{
    const struct rc_table *table = source->table;
    struct rc_table_made *made = rc_alloc(sizeof *made);
    struct maker maker = {.source = source, .made = made};

    *made = (struct rc_table_made){.each = -1, .json_column = -1};
    rc_arena_init(&made->arena, 8192);
    made->rows =
        rc_arena_zero(&made->arena, table->row_count * sizeof *made->rows);
    if (table->each) {
        maker.each = rc_arena_print(&made->arena, "%s[].", table->each);
        made->each = (int)slot_of(&maker, made->paths, &made->path_count,
                                  rc_slice_of(table->each));
    }
    for (size_t i = 0; i < table->row_count; i++)
        make_row(&maker, &table->rows[i], &made->rows[i]);
    if (made->element_count)
        made->element =
            rc_json_projection_new(maker.element, made->element_count);
    if (table->json_column) {
        made->json_column =
            column_named(source, rc_slice_of(table->json_column));
        made->record = rc_json_projection_new(made->paths, made->path_count);
    }
    made->nothing = words_of(&maker, table->nothing);
    made->no_time = no_time_text(&maker);
    return made;
}

const struct rc_table_made *
rc_table_make(const struct rc_source *source)
{
    struct rc_table_made *made = atomic_load(&source->table->made);

    if (!made) {
        struct rc_table_made *mine = make(source);

        /* of two threads that came at once, one's is kept */
        if (atomic_compare_exchange_strong(&source->table->made, &made, mine)) {
            made = mine;
        } else {
            if (mine->element)
                rc_json_projection_free(mine->element);
            if (mine->record)
                rc_json_projection_free(mine->record);
            rc_arena_done(&mine->arena);
            free(mine);
        }
    }
    return made;
}

const char *const *
rc_source_paths(const struct rc_source *source, size_t *count)
{
    const struct rc_table_made *made;

    if (!source->table) {
        *count = source->path_count;
        return source->paths;
    }
    made = rc_table_make(source);
    *count = made->path_count;
    return made->paths;
}
