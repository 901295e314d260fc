/*
 * stream_csv.c -- rows under a header.
 *
 * A row may end before the header does (spreadsheets leave empty cells off)
 * but a value behind the header's last column has no name: such a row was
 * torn by a stray delimiter, and all its columns are in doubt.
 *
 * What stands above the header, a report's summary, goes with each row as
 * record.outer.
 */
#include "sources/stream.h"

static struct rc_slice
without_newline(struct rc_slice row)
{
    if (row.len && row.p[row.len - 1] == '\n')
        row.len--;
    if (row.len && row.p[row.len - 1] == '\r')
        row.len--;
    return row;
}

/* Where the last row of bytes begins: the header row, no newline inside. */
static void
keep_header(struct rc_stream *stream, struct rc_slice bytes)
{
    struct rc_slice all;
    const char *line;
    size_t start;

    stream->header.len = 0;
    rc_buf_put(&stream->header, bytes);
    memset(stream->header.p + stream->header.len, 0, RC_PAD);
    all = rc_buf_slice(&stream->header);
    stream->header_row = without_newline(all);
    line = memrchr(all.p, '\n', stream->header_row.len);
    start = line ? (size_t)(line + 1 - all.p) : 0;
    stream->preamble = (struct rc_slice){all.p, start};
    stream->header_row.p += start;
    stream->header_row.len -= start;
    if (rc_slice_starts(stream->header_row, RC_S("\xef\xbb\xbf"))) {
        stream->header_row.p += 3;
        stream->header_row.len -= 3;
    }
    stream->walk.outer = start ? stream->preamble : RC_SLICE_NONE;
    stream->has_header = true;
}

void
rc_csv_take_header(struct rc_stream *stream, struct rc_slice bytes)
{
    size_t used;

    if (rc_columns_find(bytes, stream->delimiter, true, stream->source,
                        stream->setting.mapping, &stream->record,
                        &stream->columns, &used) == RC_CSV_ROW_READ)
        keep_header(stream, bytes);
    else
        stream->dead = true;
    rc_arena_reset(&stream->record);
}

/* false: more bytes are needed, or there is no header. */
static bool
read_header(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;
    size_t used;
    enum rc_csv_result result = rc_columns_find(
        call->bytes, stream->delimiter, call->last, stream->source,
        stream->setting.mapping, &stream->record, &stream->columns, &used);

    rc_arena_reset(&stream->record);
    if (result == RC_CSV_ROW_READ) {
        keep_header(stream, (struct rc_slice){call->bytes.p, used});
        call->at = used;
        return true;
    }
    stream->dead = result == RC_CSV_BAD;
    return false;
}

static bool
is_empty(struct rc_slice field)
{
    field = rc_slice_trim(field);
    return !field.len || rc_slice_eq(field, RC_S("\"\""));
}

/* How many fields there are up to the last one with something in it. */
static size_t
filled(const struct rc_slice *fields, size_t count)
{
    while (count && is_empty(fields[count - 1]))
        count--;
    return count;
}

static void
offer_row(struct rc_call *call, struct rc_slice raw,
          const struct rc_slice *fields, size_t count)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice values[RC_COLUMNS];
    size_t width = filled(fields, count);
    struct rc_record record;

    /* nothing in it, or the header again where files were joined */
    if (!width || rc_slice_eq(raw, stream->header_row))
        return;
    if (width > stream->columns.fields) {
        rc_call_reject(call, raw,
                       rc_arena_print(&stream->record,
                                      "%zu fields under a header of %zu", width,
                                      stream->columns.fields)
                           .p);
        return;
    }
    for (size_t c = 0; c < stream->source->column_count; c++) {
        int field = stream->columns.field[c];

        values[c] =
            field < 0 || (size_t)field >= count
                ? RC_SLICE_NONE
                : rc_slice_trim(rc_csv_text(fields[field], &stream->record));
    }
    record = rc_call_record(call, raw);
    if (!rc_call_columns(call, &record, values))
        rc_call_foreign(call, &record);
    rc_arena_reset(&stream->record);
}

/* The rest of a bad row that has not ended yet. */
static void
pass_row(struct rc_call *call)
{
    struct rc_slice rest = rc_call_rest(call);
    const char *end = memchr(rest.p, '\n', rest.len);

    call->at = end ? (size_t)(end + 1 - call->bytes.p) : call->bytes.len;
    call->stream->passing = !end;
}

void
rc_read_csv(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice fields[RC_CSV_FIELDS];

    if (!stream->has_header && !read_header(call))
        return;
    while (call->at < call->bytes.len) {
        struct rc_slice rest = rc_call_rest(call), raw;
        size_t count, used;
        const char *why;

        if (stream->passing) {
            pass_row(call);
            continue;
        }
        switch (rc_csv_row(rest, stream->delimiter, call->last, fields, &count,
                           &used, &why)) {
        case RC_CSV_SHORT:
            return;
        case RC_CSV_BAD:
            stream->passing = used == rest.len && rest.p[used - 1] != '\n';
            rc_call_reject(
                call, without_newline((struct rc_slice){rest.p, used}), why);
            call->at += used;
            break;
        case RC_CSV_ROW_READ:
            raw = without_newline((struct rc_slice){rest.p, used});
            offer_row(call, raw, fields, count);
            call->at += used;
            break;
        }
    }
}
