/*
 * stream_ach.c -- ACH files: a record is a batch, its lines told apart by
 * their first character.
 *
 *     1   the file: whose, for whom, made when           kept for its batches
 *     5   a batch begins        \
 *     6     an entry             \
 *     7     more about it        /  one record
 *     8   the batch ends        /
 *     9   the file ends; more lines of 9 fill its last block
 *
 * A batch that never ends does so before the next 1, 5 or 9, or BATCH_MAX
 * bytes on: the entries that are left over then are outside of a batch, and
 * rejected.
 */
#include "sources/recognise.h"
#include "sources/stream.h"

enum { LINE_MAX_BYTES = 1024, BATCH_MAX = 16 << 20 };

/* How long the line at `at` is, its newline included; one that does not end is
 * cut.  0: more bytes are needed. */
static size_t
line_at(const struct rc_call *call, size_t at)
{
    const char *p = call->bytes.p + at, *end;
    size_t left = call->bytes.len - at;

    if (left > LINE_MAX_BYTES)
        left = LINE_MAX_BYTES;
    end = left ? memchr(p, '\n', left) : NULL;
    if (end)
        return (size_t)(end - p) + 1;
    return left == LINE_MAX_BYTES || call->last ? left : 0;
}

/* The same of the batch whose first line begins at call->at. */
static size_t
batch_here(const struct rc_call *call)
{
    size_t at = call->at, len = line_at(call, at);
    char kind = '5';

    while (len && kind != '8' && at - call->at <= BATCH_MAX) {
        at += len;
        len = line_at(call, at);
        if (!len)
            return call->last ? at - call->at : 0;
        kind = call->bytes.p[at];
        if (kind == '1' || kind == '5' || kind == '9')
            return at - call->at;
    }
    return len ? at + (kind == '8' ? len : 0) - call->at : 0;
}

static void
keep_header(struct rc_stream *stream, struct rc_slice line)
{
    stream->header.len = 0;
    rc_buf_put(&stream->header, rc_slice_trim(line));
    stream->has_header = true;
}

static void
offer_batch(struct rc_call *call, struct rc_slice batch)
{
    struct rc_stream *stream = call->stream;
    struct rc_record record = rc_call_record(call, batch);

    record.outer = rc_buf_slice(&stream->header);
    if (!rc_call_text(call, &record, stream->source))
        rc_call_foreign(call, &record);
    rc_arena_reset(&stream->record);
}

/* What stands at call->at, len bytes with its newline. */
static void
take_line(struct rc_call *call, size_t len)
{
    struct rc_slice line =
        rc_slice_trim((struct rc_slice){call->bytes.p + call->at, len});

    if (!line.len || line.p[0] == '8' || line.p[0] == '9')
        return;
    if (line.p[0] == '1')
        keep_header(call->stream, line);
    else if (line.p[0] == '6' || line.p[0] == '7')
        rc_call_reject(call, line, "an entry outside of a batch");
    else
        rc_call_reject(call, line, "no line of an ACH file");
}

void
rc_read_ach(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;
    size_t len;

    if (!call->last && call->offset + call->bytes.len < stream->want)
        return;
    stream->want = 0;
    for (; call->at < call->bytes.len; call->at += len) {
        len = line_at(call, call->at);
        if (!len)
            return;
        if (call->bytes.p[call->at] != '5') {
            take_line(call, len);
            continue;
        }
        len = batch_here(call);
        if (!len) {
            rc_json_wait(call);
            return;
        }
        offer_batch(call, (struct rc_slice){call->bytes.p + call->at, len});
    }
}

bool
rc_ach_begins(struct rc_slice head)
{
    /* a file header, priority 01; 94 characters a record, 10 a block */
    return head.len >= 40 && rc_slice_starts(head, RC_S("101")) &&
           memcmp(head.p + 34, "094", 3) == 0 && !memchr(head.p, '\n', 40);
}
