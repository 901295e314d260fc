/*
 * stream.c -- bytes in, records out, whichever way they are framed.
 *
 * Lines are read here; JSON that nests in stream_json.c, CSV in stream_csv.c.
 *
 * A line is projected where it starts, up to the end of the buffer, and only
 * then we look whether a newline was inside: looking for the line's end first
 * would read every byte twice.  It has a price: a line whose braces never
 * close is scanned to the end of the buffer.  So after each such line the next
 * ones are cut out before they are projected (`caution`), each time twice as
 * many, and a file of nothing but open braces costs no more than its length.
 */
#include "sources/stream.h"

#include <stdlib.h>

enum { FIRST_CAUTION = 64, LAST_CAUTION = 1 << 20 };

/* What stands in for a source when none was recognised: every record is then
 * looked at by all of them. */
static bool
nobodys(const struct rc_fill *fill)
{
    (void)fill;
    return false;
}

static const char *const nobody_paths[] = {"id"};
static const struct rc_source nobody = {
    .name = "none",
    .vendor = "",
    .stream = "",
    .title = "a known source",
    .paths = nobody_paths,
    .path_count = 1,
    .fill = nobodys,
};

struct rc_stream *
rc_stream_new(const struct rc_recognition *recognition,
              const struct rc_source_setting *setting, struct rc_slice header)
{
    struct rc_stream *stream = rc_alloc(sizeof *stream);
    const struct rc_source *source = recognition->source;
    bool csv = recognition->framing == RC_FRAME_CSV;

    if (!csv &&
        (!source || (!source->path_count && !source->table && !source->knows)))
        source = &nobody;
    *stream = (struct rc_stream){.source = source,
                                 .framing = recognition->framing,
                                 .delimiter = recognition->delimiter,
                                 .setting = *setting,
                                 .next_caution = FIRST_CAUTION,
                                 .indent_open = true};
    rc_arena_init(&stream->record, 0);
    if (csv) {
        stream->dead = !source || !source->column_count || source->knows;
        if (!stream->dead && header.len)
            rc_csv_take_header(stream, header);
    } else {
        rc_shape_init(&stream->own, source);
        stream->scanner = rc_json_scanner_new();
        stream->dead = recognition->framing == RC_FRAME_W3C &&
                       (!source->column_count || source->knows);
        if (recognition->framing == RC_FRAME_ACH && header.len) {
            rc_buf_put(&stream->header, header);
            stream->has_header = true;
        }
    }
    stream->part_scanner = rc_json_scanner_new();
    return stream;
}

void
rc_stream_free(struct rc_stream *stream)
{
    if (!stream)
        return;
    rc_shape_done(&stream->own);
    if (stream->scanner)
        rc_json_scanner_free(stream->scanner);
    if (stream->other_scanner)
        rc_json_scanner_free(stream->other_scanner);
    rc_json_scanner_free(stream->part_scanner);
    rc_arena_done(&stream->record);
    rc_buf_done(&stream->outer);
    rc_buf_done(&stream->header);
    free(stream);
}

void
rc_stream_count_lines(struct rc_stream *stream)
{
    stream->counts = true;
}

struct rc_slice
rc_stream_header(const struct rc_stream *stream)
{
    return stream->has_header ? rc_buf_slice(&stream->header) : RC_SLICE_NONE;
}

/* Counts the newlines up to a place in the call's bytes. */
static void
count_to(struct rc_call *call, size_t at)
{
    struct rc_stream *stream = call->stream;
    const char *p, *end = call->bytes.p + at;

    if (!stream->counts || call->offset + at <= stream->counted_to)
        return;
    p = call->bytes.p;
    if (stream->counted_to > call->offset)
        p += stream->counted_to - call->offset;
    while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
        stream->lines++;
        p++;
    }
    stream->counted_to = call->offset + at;
}

struct rc_record
rc_call_record(struct rc_call *call, struct rc_slice raw)
{
    size_t at = (size_t)(raw.p - call->bytes.p);

    count_to(call, at);
    return (struct rc_record){.raw = raw,
                              .outer = call->stream->walk.outer,
                              .offset = call->offset + at,
                              .lines = call->stream->lines};
}

void
rc_call_reject(struct rc_call *call, struct rc_slice raw, const char *why)
{
    struct rc_record record;

    if (raw.len > RC_SHOWN)
        raw.len = RC_SHOWN;
    record = rc_call_record(call, raw);
    call->to->reject(call->to, &record, why);
    rc_arena_reset(&call->stream->record);
}

enum rc_json_result
rc_call_project(struct rc_call *call, struct rc_slice raw, size_t *used,
                const char **why)
{
    struct rc_stream *stream = call->stream;

    if (raw.len > RC_WINDOW)
        raw.len = RC_WINDOW;
    return rc_json_project(stream->scanner, stream->own.projection, raw,
                           stream->setting.strict, &stream->record,
                           stream->slots, used, why);
}

static bool
fill_from(struct rc_call *call, const struct rc_source *source,
          const struct rc_record *record, const struct rc_slice *columns)
{
    struct rc_stream *stream = call->stream;
    struct rc_fill fill = {.source = source,
                           .slot = columns ? NULL : stream->slots,
                           .column = columns,
                           .record = record,
                           .setting = &stream->setting,
                           .arena = &stream->record,
                           .scanner = stream->part_scanner,
                           .to = call->to};

    struct rc_source_setting own_zone;

    for (size_t i = 0; i < stream->setting.zone_count; i++)
        if (stream->setting.zones[i].source == source) {
            own_zone = stream->setting;
            own_zone.time.zone = stream->setting.zones[i].zone;
            fill.setting = &own_zone;
        }
    return source->fill(&fill);
}

bool
rc_call_own(struct rc_call *call, const struct rc_record *record)
{
    struct rc_stream *stream = call->stream;

    return rc_shape_holds(&stream->own, stream->slots) &&
           fill_from(call, stream->source, record, NULL);
}

bool
rc_call_text(struct rc_call *call, const struct rc_record *record,
             const struct rc_source *source)
{
    static const struct rc_slice none[1];

    return fill_from(call, source, record, none);
}

bool
rc_call_columns(struct rc_call *call, const struct rc_record *record,
                const struct rc_slice *columns)
{
    return fill_from(call, call->stream->source, record, columns);
}

static bool
other_has(struct rc_call *call, size_t i, const struct rc_record *record,
          uint64_t keys)
{
    struct rc_stream *stream = call->stream;
    const struct rc_shape *shape = &rc_shapes()[i];
    const char *why;
    size_t used;

    if (rc_sources[i] == stream->source || !rc_sources[i]->marks ||
        (rc_sources[i]->generic && !stream->source->generic))
        return false;
    return shape->projection && rc_shape_may_hold(shape, keys) &&
           rc_json_project(stream->other_scanner, shape->projection,
                           record->raw, stream->setting.strict, &stream->record,
                           stream->slots, &used, &why) == RC_JSON_OK &&
           rc_shape_holds(shape, stream->slots) &&
           fill_from(call, shape->source, record, NULL);
}

bool
rc_call_others(struct rc_call *call, const struct rc_record *record)
{
    struct rc_stream *stream = call->stream;
    uint64_t keys = rc_shape_keys(record->raw);

    if (!stream->other_scanner)
        stream->other_scanner = rc_json_scanner_new();
    for (size_t i = 0; i < rc_source_count; i++)
        if (other_has(call, i, record, keys))
            return true;
    return false;
}

void
rc_call_foreign(struct rc_call *call, const struct rc_record *record)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice why =
        stream->source == &nobody
            ? RC_S("not a record of any known source")
            : rc_arena_print(
                  &stream->record,
                  "not a record of %s, nor of any other known source",
                  stream->source->title);

    call->to->reject(call->to, record, why.p);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void
offer_line(struct rc_call *call, struct rc_slice object)
{
    struct rc_record record = rc_call_record(call, object);

    if (!rc_call_own(call, &record) && !rc_call_others(call, &record))
        rc_call_foreign(call, &record);
    rc_arena_reset(&call->stream->record);
}

/* A line that is whole, looked at alone. */
static void
read_line(struct rc_call *call, struct rc_slice line)
{
    const char *why = "the line ends inside its object";
    size_t used;

    line = rc_slice_trim(line);
    if (!line.len)
        return;
    if (call->stream->framing != RC_FRAME_LINES) {
        rc_text_line(call, line);
        return;
    }
    if (line.p[0] != '{') {
        rc_call_reject(call, line, "the line is no JSON object");
        return;
    }
    switch (rc_call_project(call, line, &used, &why)) {
    case RC_JSON_OK:
        if (used == line.len)
            offer_line(call, line);
        else
            rc_call_reject(call, line, "more than one object on the line");
        return;
    case RC_JSON_BAD:
        break;
    case RC_JSON_SHORT:
        why = "the line ends inside its object";
        break;
    }
    rc_call_reject(call, line, why);
}

/* Reads the object at call->at if it is alone on its line and the line's end
 * is here too.  false: nothing was done. */
static bool
read_object(struct rc_call *call)
{
    struct rc_slice rest = rc_call_rest(call);
    const char *why;
    size_t used, end;

    if (rc_call_project(call, rest, &used, &why) != RC_JSON_OK ||
        used > RC_RECORD_MAX || memchr(rest.p, '\n', used))
        return false;
    for (end = used; end < rest.len && is_blank(rest.p[end]);)
        end++;
    if (end < rest.len ? rest.p[end] != '\n' : !call->last)
        return false;
    if (end > RC_RECORD_MAX)
        return false;
    call->at += end + (end < rest.len);
    offer_line(call, (struct rc_slice){rest.p, used});
    return true;
}

/* Passes over what is nothing: blanks, empty lines, marks of byte order. */
static void
pass_nothing(struct rc_call *call)
{
    const char *p = call->bytes.p, *mark = "\xef\xbb\xbf";
    size_t at = call->at, len = call->bytes.len;

    for (;;) {
        while (at < len && (is_blank(p[at]) || p[at] == '\n'))
            at++;
        if (len - at < 3 || memcmp(p + at, mark, 3) != 0)
            break;
        at += 3;
    }
    call->at = at;
}

/* The line at call->at, its end looked for first.  false: more is needed. */
static bool
cut_line(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice rest = rc_call_rest(call);
    size_t known = 0;
    const char *end;

    if (stream->looked > call->offset + call->at)
        known = (size_t)(stream->looked - call->offset - call->at);
    end = known < rest.len ? memchr(rest.p + known, '\n', rest.len - known)
                           : NULL;
    stream->looked = call->offset + call->bytes.len;
    if (!end && !call->last && rest.len <= RC_RECORD_MAX)
        return false;
    if (end) {
        rest.len = (size_t)(end - rest.p);
        stream->looked = 0;
    }
    call->at += rest.len + (end != NULL);
    if (rest.len > RC_RECORD_MAX) {
        stream->passing = !end;
        rc_call_reject(call, rest, "the line is longer than 32 MiB");
    } else {
        read_line(call, rest);
    }
    return true;
}

void
rc_read_lines(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;

    while (call->at < call->bytes.len) {
        struct rc_slice rest = rc_call_rest(call);

        if (stream->passing) {
            const char *end = memchr(rest.p, '\n', rest.len);

            call->at =
                end ? (size_t)(end + 1 - call->bytes.p) : call->bytes.len;
            stream->passing = !end;
            continue;
        }
        pass_nothing(call);
        if (call->at == call->bytes.len)
            break;
        if (stream->framing != RC_FRAME_LINES ||
            stream->looked > call->offset + call->at)
            ; /* its end has to be looked for, or was already */
        else if (stream->caution)
            stream->caution--;
        else if (call->bytes.p[call->at] == '{' && read_object(call))
            continue;
        else if (memchr(call->bytes.p + call->at, '\n',
                        call->bytes.len - call->at)) {
            stream->caution = stream->next_caution;
            if (stream->next_caution < LAST_CAUTION)
                stream->next_caution *= 2;
        }
        rc_arena_reset(&stream->record);
        if (!cut_line(call))
            break;
    }
}

/* Nothing can be made of it: one reject, and the rest is passed over. */
static void
give_up(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;

    if (!stream->passing && call->bytes.len < RC_SHOWN && !call->last)
        return;
    if (!stream->passing && call->bytes.len)
        rc_call_reject(call, call->bytes,
                       stream->framing == RC_FRAME_CSV
                           ? "no header row that a known source has"
                           : "neither JSON, CSV nor lines of a known source");
    stream->passing = true;
    call->at = call->bytes.len;
}

void
rc_stream_read(struct rc_stream *stream, struct rc_slice bytes, uint64_t offset,
               bool last, struct rc_obs_sink *to, size_t *used)
{
    struct rc_call call = {.stream = stream,
                           .bytes = bytes,
                           .offset = offset,
                           .last = last,
                           .to = to,
                           .indent = stream->indent,
                           .indent_open = stream->indent_open};

    if (!call.bytes.p)
        call.bytes.p = "";
    if (!stream->counted_to)
        stream->counted_to = offset;
    switch (stream->framing) {
    case RC_FRAME_LINES:
    case RC_FRAME_TEXT:
    case RC_FRAME_W3C:
        if (stream->dead)
            give_up(&call);
        else
            rc_read_lines(&call);
        break;
    case RC_FRAME_ARRAY:
    case RC_FRAME_PAGE:
    case RC_FRAME_OBJECT:
        rc_read_json(&call);
        break;
    case RC_FRAME_CSV:
        if (!stream->dead)
            rc_read_csv(&call);
        if (stream->dead)
            give_up(&call);
        break;
    case RC_FRAME_ACH:
        rc_read_ach(&call);
        break;
    case RC_FRAME_UNKNOWN:
        give_up(&call);
        break;
    }
    count_to(&call, call.at);
    *used = call.at;
}
