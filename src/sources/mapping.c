/*
 * mapping.c -- a company's own column names.
 *
 *     source: hris-workers
 *     columns:
 *       Emp_ID: employee_number
 *       Home Addr: address
 *
 * or a list of such.  The right side is a name that a column of the source
 * goes by: its field's name in `rollcall observe`, above all.  Everything that
 * is not understood is an error with its line, since a name with a slip would
 * otherwise be a column that silently stays empty.
 */
#include "sources/columns.h"

#include <libfyaml.h>
#include <stdlib.h>

struct entry {
    const struct rc_source *source;
    struct rc_slice name;
    size_t column;
    struct entry *next;
};

struct rc_mapping {
    struct rc_arena arena;
    struct entry *entries;
};

enum { MAPPING_MAX = 1 << 20 }; /* bytes; a person writes it */

size_t
rc_mapping_column(const struct rc_mapping *mapping,
                  const struct rc_source *source, struct rc_slice name)
{
    if (!mapping)
        return SIZE_MAX;
    for (const struct entry *entry = mapping->entries; entry;
         entry = entry->next)
        if (entry->source == source && rc_column_same(entry->name, name))
            return entry->column;
    return SIZE_MAX;
}

static struct rc_slice
scalar(struct fy_node *node)
{
    struct rc_slice text = RC_SLICE_NONE;

    if (node && fy_node_is_scalar(node) && !fy_node_is_alias(node))
        text.p = fy_node_get_scalar(node, &text.len);
    return text;
}

/* The line on which a node starts, counted from 1; of a mapping or list, its
 * first scalar's. */
static int
line_of(struct fy_node *node)
{
    struct fy_token *token;
    const struct fy_mark *mark;
    void *walk = NULL;

    for (int deep = 0; node && deep < 8; deep++) {
        token = fy_node_get_scalar_token(node);
        mark = token ? fy_token_start_mark(token) : NULL;
        if (mark)
            return mark->line + 1;
        walk = NULL;
        if (fy_node_is_mapping(node)) {
            struct fy_node_pair *pair = fy_node_mapping_iterate(node, &walk);

            node = pair ? fy_node_pair_key(pair) : NULL;
        } else {
            node = fy_node_sequence_iterate(node, &walk);
        }
    }
    return 1;
}

/* The column of source that goes by this name, SIZE_MAX if none. */
static size_t
column_named(const struct rc_source *source, struct rc_slice name)
{
    size_t best = SIZE_MAX, best_rank = SIZE_MAX;

    for (size_t c = 0; c < source->column_count; c++) {
        size_t rank = rc_column_rank(&source->columns[c], name);

        if (rank < best_rank) {
            best = c;
            best_rank = rank;
        }
    }
    return best;
}

static bool
is_field(struct rc_slice name)
{
    static const char *const names[] = {
#define RC_TEXT(name, number, says)   #name,
#define RC_MOMENT(name, number, says) #name,
#define RC_NUMBER(name, number, says) #name,
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (rc_column_same(rc_slice_of(names[i]), name))
            return true;
    return false;
}

static enum rc_status
add_column(struct rc_mapping *mapping, const struct rc_source *source,
           struct fy_node_pair *pair, struct rc_err *err)
{
    struct fy_node *key = fy_node_pair_key(pair);
    struct rc_slice name = scalar(key),
                    field = scalar(fy_node_pair_value(pair));
    struct entry *entry;
    size_t column;

    if (!name.len || !field.len)
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: a column is NAME: FIELD",
                       line_of(key));
    if (!rc_column_same(name, name))
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: \"%.*s\" has no letter and no digit",
                       line_of(key), RC_FMT(name));
    column = column_named(source, field);
    if (column == SIZE_MAX)
        return rc_fail(err, RC_INPUT,
                       is_field(field)
                           ? "mapping line %d: %s reads no %.*s"
                           : "mapping line %d: %s has no field named %.*s",
                       line_of(key), source->name, RC_FMT(field));
    if (rc_mapping_column(mapping, source, name) != SIZE_MAX)
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: %.*s is named twice for %s",
                       line_of(key), RC_FMT(name), source->name);
    entry = rc_arena_zero(&mapping->arena, sizeof *entry);
    *entry = (struct entry){.source = source,
                            .name = rc_arena_copy(&mapping->arena, name),
                            .column = column,
                            .next = mapping->entries};
    mapping->entries = entry;
    return RC_OK;
}

static enum rc_status
find_source(struct fy_node *node, int line, const struct rc_source **source,
            struct rc_err *err)
{
    struct rc_slice name = scalar(node);

    if (!name.len)
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: source: NAME is missing", line);
    *source = rc_source_named(name);
    if (!*source)
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: no source is named %.*s (see "
                       "`rollcall sources`)",
                       line_of(node), RC_FMT(name));
    if (!(*source)->column_count)
        return rc_fail(err, RC_INPUT, "mapping line %d: %.*s has no columns",
                       line_of(node), RC_FMT(name));
    return RC_OK;
}

/* One `source:` with its `columns:`. */
static enum rc_status
add_source(struct rc_mapping *mapping, struct fy_node *node, struct rc_err *err)
{
    struct fy_node *source_node = NULL, *columns = NULL;
    const struct rc_source *source = NULL;
    struct fy_node_pair *pair;
    void *walk = NULL;
    enum rc_status st;

    if (!node || !fy_node_is_mapping(node))
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: source: and columns: are expected",
                       line_of(node));
    while ((pair = fy_node_mapping_iterate(node, &walk))) {
        struct rc_slice key = scalar(fy_node_pair_key(pair));

        if (rc_slice_eq(key, RC_S("source")))
            source_node = fy_node_pair_value(pair);
        else if (rc_slice_eq(key, RC_S("columns")))
            columns = fy_node_pair_value(pair);
        else
            return rc_fail(
                err, RC_INPUT,
                "mapping line %d: %.*s is neither source nor columns",
                line_of(fy_node_pair_key(pair)), RC_FMT(key));
    }
    st = find_source(source_node, line_of(node), &source, err);
    if (st != RC_OK)
        return st;
    if (!columns || !fy_node_is_mapping(columns))
        return rc_fail(err, RC_INPUT,
                       "mapping line %d: columns: wants lines of NAME: FIELD",
                       line_of(columns ? columns : node));
    walk = NULL;
    while (st == RC_OK && (pair = fy_node_mapping_iterate(columns, &walk)))
        st = add_column(mapping, source, pair, err);
    return st;
}

static enum rc_status
add_document(struct rc_mapping *mapping, struct fy_node *root,
             struct rc_err *err)
{
    enum rc_status st = RC_OK;
    struct fy_node *one;
    void *walk = NULL;

    if (!root || !fy_node_is_sequence(root))
        return add_source(mapping, root, err);
    while (st == RC_OK && (one = fy_node_sequence_iterate(root, &walk)))
        st = add_source(mapping, one, err);
    return st;
}

/* libfyaml would write to stderr, which is not ours to write to. */
static void
say_nothing(struct fy_diag *diag, void *user, const char *text, size_t length)
{
    (void)diag;
    (void)user;
    (void)text;
    (void)length;
}

/* Control characters hide things from whoever reads the file, and libfyaml
 * 0.7.12 never comes back from a directive (a line that begins with %) cut
 * short: a mapping needs neither. */
static bool
plain_bytes(struct rc_slice yaml)
{
    bool starts = true;

    for (size_t i = 0; i < yaml.len; i++) {
        unsigned char c = (unsigned char)yaml.p[i];

        if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') ||
            (c == '%' && starts))
            return false;
        /* a byte order mark and the line breaks of Unicode are above 0x7f */
        starts = c == '\n' || c == '\r' || c >= 0x80;
    }
    return true;
}

/* What libfyaml found wrong, its first complaint. */
static enum rc_status
fail_yaml(struct fy_diag *diag, struct rc_err *err)
{
    void *walk = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(diag, &walk);

    return rc_fail(err, RC_INPUT, "mapping line %d: %s",
                   error ? error->line : 1,
                   error && error->msg ? error->msg : "no YAML");
}

enum rc_status
rc_mapping_read(struct rc_slice yaml, struct rc_mapping **mapping,
                struct rc_err *err)
{
    struct rc_mapping *read = NULL;
    struct fy_document *document = NULL;
    struct fy_diag *diag = NULL;
    struct fy_parse_cfg config = {.flags = FYPCF_QUIET};
    struct fy_diag_cfg silent = {.output_fn = say_nothing};
    enum rc_status st;

    if (yaml.len > MAPPING_MAX)
        return rc_fail(err, RC_LIMIT, "mapping: %zu bytes, more than %d",
                       yaml.len, MAPPING_MAX);
    if (!plain_bytes(yaml))
        return rc_fail(err, RC_INPUT,
                       "mapping: control characters and directives are not "
                       "understood");
    diag = fy_diag_create(&silent);
    fy_diag_set_collect_errors(diag, true);
    config.diag = diag;
    read = rc_alloc(sizeof *read);
    *read = (struct rc_mapping){0};
    rc_arena_init(&read->arena, 4096);
    document = fy_document_build_from_string(&config, yaml.len ? yaml.p : "",
                                             yaml.len);
    if (!document) {
        st = fail_yaml(diag, err);
        goto out;
    }
    st = add_document(read, fy_document_root(document), err);
    if (st != RC_OK)
        goto out;
    *mapping = read;
    read = NULL; /* handed over */
out:
    fy_document_destroy(document);
    fy_diag_destroy(diag);
    rc_mapping_free(read);
    return st;
}

void
rc_mapping_free(struct rc_mapping *mapping)
{
    if (!mapping)
        return;
    rc_arena_done(&mapping->arena);
    free(mapping);
}
