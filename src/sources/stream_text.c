/*
 * stream_text.c -- a line of text, offered to who knows it.
 *
 * Collectors write many senders into one file, so a line that is not the
 * stream's own source's is offered to all others; and they put a syslog header
 * before JSON, so the object that ends a line is tried when nobody knew the
 * line itself.
 *
 * Of W3C extended logs the "#Fields:" line is kept; there may be several.
 */
#include "sources/stream.h"
#include "sources/text.h"

/* Named sources first, then the generic ones. */
static bool
offer_to(struct rc_call *call, const struct rc_record *record, bool generic)
{
    const struct rc_source *own = call->stream->source;

    if (own->generic == generic && own->knows && own->knows(record->raw) &&
        rc_call_text(call, record, own))
        return true;
    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];

        if (source != own && source->generic == generic && source->knows &&
            source->knows(record->raw) && rc_call_text(call, record, source))
            return true;
    }
    return false;
}

/* The object that ends the line. */
static bool
offer_json(struct rc_call *call, const struct rc_record *whole)
{
    struct rc_record record = *whole;
    const char *why;
    size_t used;

    record.raw = rc_text_json(whole->raw);
    if (!record.raw.len)
        return false;
    record.offset += (size_t)(record.raw.p - whole->raw.p);
    if (call->stream->own.mark_count &&
        rc_call_project(call, record.raw, &used, &why) == RC_JSON_OK &&
        rc_call_own(call, &record))
        return true;
    return rc_call_others(call, &record);
}

static void
take_fields(struct rc_stream *stream, struct rc_slice line)
{
    struct rc_slice names[RC_CSV_FIELDS], rest = line;
    size_t count = 0;

    if (!rc_slice_starts(line, RC_S("#Fields:")))
        return;
    rest.p += 8;
    rest.len -= 8;
    while (count < RC_CSV_FIELDS && rc_w3c_next(&rest, &names[count]))
        count++;
    rc_columns_match(stream->source, stream->setting.mapping, names, count,
                     &stream->columns);
    stream->has_header = stream->columns.complete;
}

static void
read_row(struct rc_call *call, struct rc_slice line)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice words[RC_CSV_FIELDS], values[RC_COLUMNS], rest = line;
    struct rc_record record = rc_call_record(call, line);
    size_t count = 0;

    if (!stream->has_header) {
        rc_call_reject(call, line, "no #Fields line with the columns needed");
        return;
    }
    while (count < RC_CSV_FIELDS && rc_w3c_next(&rest, &words[count]))
        count++;
    if (count != stream->columns.fields) {
        rc_call_reject(call, line,
                       rc_arena_print(&stream->record,
                                      "%zu fields under a header of %zu", count,
                                      stream->columns.fields)
                           .p);
        return;
    }
    for (size_t c = 0; c < stream->source->column_count; c++) {
        int field = stream->columns.field[c];

        values[c] = field < 0 ? RC_SLICE_NONE : words[field];
    }
    if (!rc_call_columns(call, &record, values))
        rc_call_foreign(call, &record);
}

void
rc_text_line(struct rc_call *call, struct rc_slice line)
{
    struct rc_stream *stream = call->stream;
    struct rc_record record;

    if (stream->framing == RC_FRAME_W3C && line.p[0] == '#') {
        take_fields(stream, line);
        return;
    }
    if (stream->framing == RC_FRAME_W3C) {
        read_row(call, line);
    } else {
        record = rc_call_record(call, line);
        if (!offer_to(call, &record, false) && !offer_json(call, &record) &&
            !offer_to(call, &record, true))
            rc_call_foreign(call, &record);
    }
    rc_arena_reset(&stream->record);
}
