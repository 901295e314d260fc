/* recognise_csv.c -- whose columns are these?  See recognise.h. */
#include "sources/recognise.h"

#include "sources/columns.h"
#include "sources/minimise.h"

/* Names as they stand in a file, joined for a person to read. */
struct rc_slice
rc_recognise_name(struct rc_slice text, struct rc_slice name,
                  struct rc_arena *arena)
{
    if (name.len > 40)
        name.len = 40;
    return rc_arena_print(arena, "%.*s%s%.*s", RC_FMT(text),
                          text.len ? ", " : "", RC_FMT(name));
}

/* The columns that a source found, by the first of their names. */
static const char *
columns_text(const struct rc_source *source, const struct rc_columns *columns,
             struct rc_arena *arena)
{
    struct rc_slice text = RC_S(""), first, rest;

    for (size_t c = 0; c < source->column_count; c++) {
        if (columns->field[c] < 0)
            continue;
        rest = rc_slice_of(source->columns[c].names);
        if (!rc_slice_cut(&rest, '|', &first))
            first = rest;
        text = rc_recognise_name(text, first, arena);
    }
    return rc_arena_print(arena, "%sa CSV header with %.*s",
                          source->generic ? "no named source knows it (low "
                                            "confidence), but it is "
                                          : "",
                          RC_FMT(text))
        .p;
}

static const char *
unknown_csv(struct rc_slice head, char delimiter, struct rc_arena *arena)
{
    struct rc_slice fields[RC_CSV_FIELDS], text = RC_S("");
    size_t count = 0, used;
    const char *why;

    if (!delimiter || rc_csv_row(head, delimiter, true, fields, &count, &used,
                                 &why) != RC_CSV_ROW_READ)
        return "text, neither JSON nor CSV";
    for (size_t i = 0; i < count && i < RC_NAMES_SHOWN; i++)
        text = rc_recognise_name(text, rc_csv_text(fields[i], arena), arena);
    return rc_arena_print(arena,
                          "perhaps CSV, but no known source has its columns "
                          "(%.*s)",
                          RC_FMT(text))
        .p;
}

/* Asks every source for its header under one delimiter; *most is the number of
 * columns of the best so far. */
static void
try_delimiter(struct rc_slice head, bool whole, char delimiter, bool generic,
              const struct rc_mapping *mapping, struct rc_arena *arena,
              struct rc_recognition *found, size_t *most)
{
    struct rc_columns columns;
    size_t used;

    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];

        /* the head may end inside the header's row: no header then */
        if (!source->column_count || source->knows ||
            source->generic != generic ||
            rc_columns_find(head, delimiter, whole, source, mapping, arena,
                            &columns, &used) != RC_CSV_ROW_READ ||
            columns.found <= *most)
            continue;
        *most = columns.found;
        found->source = source;
        found->framing = RC_FRAME_CSV;
        found->delimiter = delimiter;
        found->why = columns_text(source, &columns, arena);
    }
}

/* The same of the header that was found. */
static const char *
refused_columns(struct rc_slice head, bool whole,
                const struct rc_recognition *found,
                const struct rc_mapping *mapping, struct rc_arena *arena)
{
    struct rc_refused refused = {.source = found->source};
    struct rc_slice fields[RC_CSV_FIELDS];
    struct rc_columns columns;
    size_t used, at = 0, count, step;
    const char *why;

    if (rc_columns_find(head, found->delimiter, whole, found->source, mapping,
                        arena, &columns, &used) != RC_CSV_ROW_READ)
        return NULL;
    while (at < used) { /* the header is the last row up to there */
        struct rc_slice rest = {head.p + at, head.len - at};

        if (rc_csv_row(rest, found->delimiter, whole, fields, &count, &step,
                       &why) == RC_CSV_SHORT)
            return NULL;
        at += step;
    }
    for (size_t f = 0; f < count; f++)
        rc_refused_note(&refused, rc_slice_trim(rc_csv_text(fields[f], arena)));
    return rc_refused_text(&refused, arena);
}

struct rc_recognition
rc_recognise_csv(struct rc_slice head, bool whole, bool generic,
                 const struct rc_mapping *mapping, struct rc_arena *arena)
{
    struct rc_recognition found = {.framing = RC_FRAME_UNKNOWN};
    struct rc_slice rest = head, line;
    char tried[RC_PREAMBLE] = {0}, first = 0;
    size_t most = 1, tries = 0; /* one column is too little to go by */

    for (int row = 0; row < RC_PREAMBLE && rest.len; row++) {
        char delimiter;

        if (!rc_slice_cut(&rest, '\n', &line)) {
            line = rest;
            rest.len = 0;
        }
        delimiter = rc_csv_delimiter(line);
        if (!first)
            first = delimiter;
        if (!delimiter || memchr(tried, delimiter, tries))
            continue;
        tried[tries++] = delimiter;
        try_delimiter(head, whole, delimiter, generic, mapping, arena, &found,
                      &most);
    }
    if (found.source)
        found.refused = refused_columns(head, whole, &found, mapping, arena);
    else
        found.why = unknown_csv(head, first, arena);
    return found;
}
