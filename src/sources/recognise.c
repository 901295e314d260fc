/*
 * recognise.c -- whose records are these?  By content alone.
 *
 * JSON: the first few records are found, whichever way they stand, and each
 * source is asked for how many of them it has all the marks.  CSV: each source
 * is asked whether a row among the first names all the columns it needs.
 *
 * A head may end anywhere, and with long records or one giant line it ends
 * inside the first: such a record is closed where it was whole last and looked
 * at as far as it goes.
 */
#include "sources/recognise.h"

#include "sources/minimise.h"
#include "sources/page.h"
#include "sources/shape.h"
#include "sources/text.h"

enum { RECORDS = 8, HEAD_MAX = 256 << 10, DEEP = 6 };

/* The first records of a stream. */
struct sample {
    struct rc_slice record[RECORDS];
    size_t count;
    const struct rc_shape *shapes; /* by catalog */
    struct rc_json_scanner *scanner;
    struct rc_arena *arena;
    bool paged; /* the records stand in pages */
};

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Of text that ends inside a value: the longest part that is whole at every
 * level, its braces closed.  {"a":1,"b":{"c":2,"d":tr  ->  {"a":1,"b":{"c":2}}
 */
static struct rc_slice
close_braces(struct rc_slice text, struct rc_arena *arena)
{
    char open[RC_JSON_DEPTH], closers[RC_JSON_DEPTH];
    size_t depth = 0, whole = 0, whole_depth = 0;
    bool quoted = false;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if (quoted) {
            i += c == '\\';
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            if (depth == RC_JSON_DEPTH)
                break;
            open[depth++] = c == '{' ? '}' : ']';
        } else if ((c == '}' || c == ']') && depth && open[depth - 1] == c) {
            depth--;
        }
        if (quoted ||
            !(c == ',' || c == '}' || c == ']' || c == '{' || c == '['))
            continue;
        whole = c == ',' ? i : i + 1;
        whole_depth = depth;
        memcpy(closers, open, depth);
        if (!depth)
            break;
    }

    char *closed = rc_arena_zero(arena, whole + whole_depth + RC_PAD);

    memcpy(closed, text.p, whole);
    for (size_t i = 0; i < whole_depth; i++)
        closed[whole + i] = closers[whole_depth - 1 - i];
    return (struct rc_slice){closed, whole + whole_depth};
}

/* How many sources have all their marks in record; into, by catalog, has its
 * counts raised.  into may be NULL. */
static size_t
ask(struct sample *sample, struct rc_slice record, size_t *into)
{
    struct rc_json_value slots[RC_JSON_SLOTS];
    uint64_t keys = rc_shape_keys(record);
    size_t known = 0, used;
    const char *why;

    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_shape *shape = &sample->shapes[i];

        if (!shape->projection || !shape->mark_count ||
            !rc_shape_may_hold(shape, keys) ||
            rc_json_project(sample->scanner, shape->projection, record, false,
                            sample->arena, slots, &used, &why) != RC_JSON_OK ||
            !rc_shape_holds(shape, slots))
            continue;
        known += !rc_sources[i]->generic;
        if (into)
            into[i]++;
    }
    return known;
}

static void add_list(struct sample *sample, struct rc_slice list, int deep);

/* An object, whole or ending with the head: a record, or a page of them. */
static void
add_object(struct sample *sample, struct rc_slice object, int deep)
{
    size_t list;

    if (!ask(sample, object, NULL) && rc_page_list(object, &list)) {
        sample->paged = true;
        add_list(sample, (struct rc_slice){object.p + list, object.len - list},
                 deep + 1);
        return;
    }
    sample->record[sample->count++] = object;
}

/* The value at *rest, which is moved behind it; false at the end. */
static bool
add_value(struct sample *sample, struct rc_slice *rest, int deep)
{
    struct rc_slice value;
    size_t used;

    while (rest->len && (is_space(*rest->p) || *rest->p == ',')) {
        rest->p++;
        rest->len--;
    }
    if (!rest->len || sample->count == RECORDS || deep > DEEP)
        return false;
    if (*rest->p == '[') {
        rest->p++;
        rest->len--;
        add_list(sample, *rest, deep + 1);
        return false; /* lists in lists: the first is enough */
    }
    if (rc_json_skip(*rest, &value, &used) == RC_JSON_OK && used) {
        if (value.p[0] == '{')
            add_object(sample, value, deep);
        rest->p += used;
        rest->len -= used;
        return true;
    }
    if (*rest->p == '{' && !sample->count)
        add_object(sample, close_braces(*rest, sample->arena), deep);
    return false;
}

/* Elements from behind a list's [. */
static void
add_list(struct sample *sample, struct rc_slice list, int deep)
{
    while (list.len && add_value(sample, &list, deep))
        ;
}

/* Reads the sample from lines if each of most is one object.  The last line
 * counts only when it is whole. */
static bool
add_lines(struct sample *sample, struct rc_slice head, bool whole)
{
    struct rc_slice rest = head, line, objects[RECORDS];
    size_t lines = 0, good = 0;
    bool more = true;

    while (more && lines < RECORDS) {
        struct rc_slice value;
        size_t used;

        more = rc_slice_cut(&rest, '\n', &line);
        if (!more && !whole)
            break;
        line = rc_slice_trim(more ? line : rest);
        if (!line.len)
            continue;
        lines++;
        if (line.p[0] == '{' &&
            rc_json_skip(line, &value, &used) == RC_JSON_OK && used == line.len)
            objects[good++] = line;
    }
    if (!good || good * 2 < lines)
        return false;
    for (size_t i = 0; i < good && sample->count < RECORDS; i++)
        add_object(sample, objects[i], 0);
    return true;
}

static enum rc_framing
add_json(struct sample *sample, struct rc_slice head, bool whole)
{
    bool lines = head.p[0] == '{' && add_lines(sample, head, whole);
    const char *newline;

    if (!lines)
        add_list(sample, head, 0);
    if (head.p[0] == '[')
        return RC_FRAME_ARRAY;
    if (sample->paged)
        return RC_FRAME_PAGE;
    if (lines)
        return RC_FRAME_LINES;
    /* a first record with no end yet, on one line so far: lines, then */
    newline = memchr(head.p, '\n', head.len);
    return newline || sample->count > 1 ? RC_FRAME_OBJECT : RC_FRAME_LINES;
}

/* "eventType, actor.alternateId, a or b" */
static struct rc_slice
marks_text(const struct rc_source *source, struct rc_arena *arena)
{
    struct rc_slice text = RC_S("");

    for (size_t i = 0; source->marks[i]; i++) {
        struct rc_slice rest = rc_slice_of(source->marks[i]), one;

        if (i)
            text = rc_arena_print(arena, "%.*s, ", RC_FMT(text));
        while (rc_slice_cut(&rest, '|', &one))
            text = rc_arena_print(arena, "%.*s%.*s or ", RC_FMT(text),
                                  RC_FMT(one));
        text = rc_arena_print(arena, "%.*s%.*s", RC_FMT(text), RC_FMT(rest));
    }
    return text;
}

/* Of a generic reader's marks the names that the first record has. */
static struct rc_slice
names_text(struct sample *sample, const struct rc_shape *shape)
{
    struct rc_json_value slots[RC_JSON_SLOTS];
    struct rc_slice text = RC_S("");
    const char *why;
    size_t used;

    if (rc_json_project(sample->scanner, shape->projection, sample->record[0],
                        false, sample->arena, slots, &used, &why) != RC_JSON_OK)
        return text;
    for (size_t m = 0; m < shape->mark_count; m++) {
        struct rc_slice rest = rc_slice_of(shape->source->marks[m]), one;

        for (unsigned i = 0; i < shape->marks[m].choices; i++) {
            if (!rc_slice_cut(&rest, '|', &one))
                one = rest;
            if (slots[shape->marks[m].choice[i].slot].type > RC_JSON_NULL)
                text = rc_recognise_name(text, one, sample->arena);
        }
    }
    return text;
}

static const char *
unknown_json(struct sample *sample)
{
    struct rc_slice rest, key, value, text = RC_S("");

    if (!sample->count)
        return sample->paged ? "a page without records"
                             : "JSON without a record that is an object";
    rest = sample->record[0];
    for (int i = 0; i < RC_NAMES_SHOWN && rc_json_member(&rest, &key, &value);
         i++)
        text = rc_recognise_name(text, key, sample->arena);
    return rc_arena_print(sample->arena,
                          "JSON records, but no known source has their fields "
                          "(keys: %.*s)",
                          RC_FMT(text))
        .p;
}

/* What the sampled records hold that is never read. */
static const char *
refused_keys(const struct sample *sample, const struct rc_source *source)
{
    struct rc_refused refused = {.source = source};
    /* records of one kind have one set of keys; a third would add nothing */
    size_t count = sample->count < 2 ? sample->count : 2;

    for (size_t i = 0; i < count; i++)
        rc_refused_note_keys(&refused, sample->record[i]);
    return rc_refused_text(&refused, sample->arena);
}

/* Named sources first, then the generic ones. */
static const struct rc_source *
most_counted(const size_t *counts, size_t records, size_t *count)
{
    const struct rc_source *found = NULL;

    *count = 0;
    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];

        if (!counts[i] || (source->generic && counts[i] * 2 < records) ||
            (found &&
             (source->generic > found->generic ||
              (source->generic == found->generic && counts[i] <= *count))))
            continue;
        found = source;
        *count = counts[i];
    }
    return found;
}

/* The objects that end lines of text, behind a syslog header. */
static enum rc_framing
add_behind_headers(struct sample *sample, struct rc_slice head, bool whole)
{
    struct rc_slice rest = head, line, object;

    for (int i = 0; i < 2 * RECORDS && sample->count < RECORDS &&
                    rc_recognise_line(&rest, whole, &line);
         i++) {
        object = rc_text_json(line);
        if (object.len)
            add_object(sample, object, 0);
    }
    return RC_FRAME_TEXT;
}

static const char *
why_json(struct sample *sample, const struct rc_source *source, size_t count)
{
    size_t i = 0;

    if (!source->generic)
        return rc_arena_print(sample->arena, "%zu of %zu records have %.*s",
                              count, sample->count,
                              RC_FMT(marks_text(source, sample->arena)))
            .p;
    while (rc_sources[i] != source)
        i++;
    return rc_arena_print(sample->arena,
                          "no named source knows them (low confidence), but "
                          "%zu of %zu records have names like %.*s",
                          count, sample->count,
                          RC_FMT(names_text(sample, &sample->shapes[i])))
        .p;
}

static struct rc_recognition
recognise_json(struct rc_slice head, bool whole, bool lines,
               struct rc_arena *arena)
{
    size_t count;
    size_t *counts =
        rc_arena_zero(arena, (rc_source_count + 1) * sizeof *counts);
    struct sample sample = {.shapes = rc_shapes(),
                            .scanner = rc_json_scanner_new(),
                            .arena = arena};
    struct rc_recognition found = {0};

    found.framing = lines ? add_behind_headers(&sample, head, whole)
                          : add_json(&sample, head, whole);
    for (size_t i = 0; i < sample.count; i++)
        ask(&sample, sample.record[i], counts);
    found.source = most_counted(counts, sample.count, &count);
    if (found.source) {
        found.refused = refused_keys(&sample, found.source);
        found.why = why_json(&sample, found.source, count);
    } else {
        found.why = unknown_json(&sample);
    }
    rc_json_scanner_free(sample.scanner);
    return found;
}

/* What a file is that is no text of ours; NULL when it may be. */
static const char *
not_text(struct rc_slice head)
{
    size_t zeros[2] = {0, 0}, controls = 0;
    size_t most = head.len < 4096 ? head.len : 4096;

    if (rc_slice_starts(head, RC_S("\xff\xfe")) ||
        rc_slice_starts(head, RC_S("\xfe\xff")))
        return "looks like UTF-16 text: save it as UTF-8";
    for (size_t i = 0; i < most; i++) {
        unsigned char c = (unsigned char)head.p[i];

        zeros[i & 1] += c == 0;
        controls += c < 0x20 && !is_space((char)c) && c != 0x1b;
    }
    if (most >= 8 && (zeros[0] > most / 4) != (zeros[1] > most / 4))
        return "looks like UTF-16 text: save it as UTF-8";
    /* relays end syslog lines with a NUL, senders put captured bytes in */
    if (head.p[0] == '<'
            ? zeros[0] + zeros[1] > most / 32 || controls > most / 12
            : zeros[0] + zeros[1] || controls > most / 32)
        return "binary";
    return NULL;
}

struct rc_recognition
rc_source_recognise(struct rc_slice head, bool whole,
                    const struct rc_mapping *mapping, struct rc_arena *arena)
{
    struct rc_recognition unknown = {.framing = RC_FRAME_UNKNOWN}, found, text;

    if (head.len > HEAD_MAX) {
        head.len = HEAD_MAX;
        whole = false;
    }
    while (head.len && rc_slice_starts(head, RC_S("\xef\xbb\xbf"))) {
        head.p += 3;
        head.len -= 3;
    }
    while (head.len && is_space(*head.p)) {
        head.p++;
        head.len--;
    }
    if (!head.len) {
        unknown.why = "empty";
        return unknown;
    }
    unknown.why = not_text(head);
    if (unknown.why)
        return unknown;
    if (head.p[0] == '{' || head.p[0] == '[') {
        found = recognise_json(head, whole, false, arena);
        if (!found.source ||
            !rc_recognise_believe(&found, head, whole, mapping))
            text = rc_recognise_text(head, whole, mapping, arena);
        else
            return found;
        return rc_recognise_believe(&text, head, whole, mapping) ? text : found;
    }
    if (rc_ach_begins(head)) {
        found = unknown;
        found.source = rc_source_named(RC_S("ach-files"));
        found.framing = RC_FRAME_ACH;
        found.why = "the header of an ACH file";
        return found;
    }
    found = rc_recognise_csv(head, whole, false, mapping, arena);
    if (found.source)
        return found;
    text = rc_recognise_text(head, whole, mapping, arena);
    if (text.source && !text.source->generic)
        return text;
    found = recognise_json(head, whole, true, arena);
    if (found.source && rc_recognise_believe(&found, head, whole, mapping))
        return found;
    if (rc_recognise_believe(&text, head, whole, mapping))
        return text;
    found = rc_recognise_csv(head, whole, true, mapping, arena);
    if (found.source)
        rc_recognise_believe(&found, head, whole, mapping);
    return found;
}
