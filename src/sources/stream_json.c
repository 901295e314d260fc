/*
 * stream_json.c -- records inside arrays and pages, and objects in a row.
 *
 *            {                          [
 *     TOP ------> record, or PAGE      TOP ------> LIST
 *      ^                  |  ^              {  element, ] out, [ deeper
 *      |  }               |  | ]            |
 *      +------------------+  +--------------+
 *                    "value": [
 *
 * A page of up to PAGE_WHOLE bytes is waited for, so that its records see all
 * that stands around them; a longer one is read as it comes, and they see what
 * stood before the list.  What damage costs is said in stream_damage.c.
 */
#include "sources/stream.h"

enum {
    PAGE_WHOLE = 1 << 20,
    LISTS_DEEP = 16,
    UNCLOSED = 16,         /* records, before each is looked at with care */
    FIRST_STEP = 16 << 10, /* bytes */
};

static bool step(struct rc_call *call);

/* The whole page at raw, itself an element or a top-level object. */
static void
read_page(struct rc_call *call, struct rc_slice raw)
{
    struct rc_stream *stream = call->stream;
    struct rc_walk outside = stream->walk;
    struct rc_buf outer = {0};
    struct rc_call page = {.stream = stream,
                           .bytes = raw,
                           .offset =
                               call->offset + (size_t)(raw.p - call->bytes.p),
                           .last = true,
                           .to = call->to,
                           .at = 1};

    (void)rc_call_record(call, raw); /* newlines are counted up to here */
    page.indent = rc_json_indent(call);
    page.indent_open = call->indent_open;
    stream->walk =
        (struct rc_walk){.place = RC_IN_PAGE, .paged = true, .inner = true};
    if (rc_page_outer(raw, false, &outer))
        stream->walk.outer = rc_buf_slice(&outer);
    while (page.at < raw.len && step(&page))
        ;
    stream->walk = outside;
    rc_buf_done(&outer);
}

/* The whole object raw, just projected: a record of ours, of another source,
 * a page, or nobody's. */
static void
offer(struct rc_call *call, struct rc_slice raw)
{
    struct rc_stream *stream = call->stream;
    struct rc_record record = rc_call_record(call, raw);
    size_t list;

    if (!rc_call_own(call, &record) && !rc_call_others(call, &record)) {
        if (!stream->walk.inner && rc_page_list(raw, &list))
            read_page(call, raw);
        else
            rc_call_foreign(call, &record);
    }
    rc_arena_reset(&stream->record);
}

/*
 * Projects the object at call->at, of which seen is to be looked at.  A record
 * that never closes is scanned to the end of what there is; after some of
 * those in a stream a record has to end before the next record's line, within
 * steps that are looked at one by one: RC_JSON_BAD where it does not.
 */
static enum rc_json_result
project(struct rc_call *call, struct rc_slice seen, size_t *used,
        const char **why)
{
    enum rc_json_result result;

    for (size_t step = FIRST_STEP;
         call->stream->unclosed >= UNCLOSED && step < seen.len; step *= 2) {
        struct rc_slice part = {seen.p, step};

        result = rc_call_project(call, part, used, why);
        if (result != RC_JSON_SHORT)
            return result;
        if (rc_json_line_within(call, part)) {
            *why = "the record does not end before the next";
            return RC_JSON_BAD;
        }
    }
    return rc_call_project(call, seen, used, why);
}

/* The object at call->at as a record.  false: more bytes are needed. */
static bool
read_element(struct rc_call *call)
{
    struct rc_slice seen = rc_json_window(call);
    const char *why = NULL;
    size_t used;

    switch (project(call, seen, &used, &why)) {
    case RC_JSON_OK:
        if (used > RC_RECORD_MAX)
            return rc_json_pass_long(call);
        seen.len = used;
        offer(call, seen);
        call->at += used;
        return true;
    case RC_JSON_SHORT:
        rc_arena_reset(&call->stream->record);
        if (rc_json_may_grow(call, seen))
            return rc_json_wait(call);
        call->stream->unclosed++;
        if (seen.len == RC_WINDOW)
            return rc_json_pass_long(call);
        why = "the file ends inside the record";
        break;
    case RC_JSON_BAD:
        rc_arena_reset(&call->stream->record);
        break;
    }
    return rc_json_leave(call, why);
}

/* A top-level object: one longer than PAGE_WHOLE, or cut short by the end of
 * the file, may still be a page.  false: more bytes are needed. */
static bool
read_top(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;
    struct rc_slice seen = rc_call_rest(call), object;
    size_t used, list;

    if (stream->framing != RC_FRAME_PAGE)
        return read_element(call);
    if (seen.len > PAGE_WHOLE)
        seen.len = PAGE_WHOLE;
    switch (rc_json_skip(seen, &object, &used)) {
    case RC_JSON_OK:
        return read_element(call);
    case RC_JSON_SHORT:
        if (!call->last && seen.len < PAGE_WHOLE)
            return rc_json_wait(call);
        break;
    case RC_JSON_BAD:
        break;
    }
    if (!rc_page_list(seen, &list))
        return read_element(call);
    stream->outer.len = 0;
    stream->walk.outer = RC_SLICE_NONE;
    if (rc_page_outer((struct rc_slice){seen.p, list}, true, &stream->outer))
        stream->walk.outer = rc_buf_slice(&stream->outer);
    stream->walk.place = RC_IN_PAGE;
    stream->walk.paged = true;
    call->at++;
    return true;
}

/* Between the members of a page.  false: more bytes are needed, or it was an
 * inner page and ends here. */
static bool
read_member(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    struct rc_slice seen = rc_json_window(call);
    const char *why = "the page is damaged here";
    size_t used;

    switch (rc_page_member(seen, &used)) {
    case RC_MEMBER_LIST:
        walk->place = RC_IN_LIST;
        walk->depth = 1;
        call->at += used;
        return true;
    case RC_MEMBER_OTHER:
        call->at += used;
        return true;
    case RC_MEMBER_END:
        call->at += used;
        walk->place = RC_AT_TOP;
        walk->paged = false;
        walk->outer = RC_SLICE_NONE;
        return true;
    case RC_MEMBER_SHORT:
        if (rc_json_may_grow(call, seen))
            return rc_json_wait(call);
        why = "the file ends inside the page";
        break;
    case RC_MEMBER_BAD:
        break;
    }
    return rc_json_leave(call, why);
}

/* An element that is no object: a string, a number, a word. */
static bool
read_scalar(struct rc_call *call)
{
    struct rc_slice seen = rc_json_window(call), value = seen;
    size_t used = 0;

    if (seen.p[0] == '}') {
        rc_json_reject(call, 1, "a brace that closes nothing");
        return true;
    }
    if (seen.p[0] == '"') {
        switch (rc_json_skip(seen, &value, &used)) {
        case RC_JSON_OK:
            break;
        case RC_JSON_SHORT:
            if (rc_json_may_grow(call, seen))
                return rc_json_wait(call);
            /* fall through */
        case RC_JSON_BAD:
            return rc_json_leave(call, "a string without an end");
        }
    } else {
        while (used < seen.len && used < RC_SHOWN &&
               !rc_json_space(seen.p[used]) &&
               !memchr(",:[]{}\"", seen.p[used], 7))
            used++;
        if (used == RC_SHOWN || !used)
            return rc_json_leave(call, "no JSON value");
        if (used == seen.len && rc_json_may_grow(call, seen))
            return rc_json_wait(call);
        value.len = used;
    }
    rc_call_reject(call, value, "an element that is no object");
    call->at += used;
    return true;
}

static bool
read_in_list(struct rc_call *call, char c)
{
    struct rc_walk *walk = &call->stream->walk;

    if (c == '{')
        return read_element(call);
    if (c == '[' && walk->depth < LISTS_DEEP) {
        walk->depth++;
        call->at++;
        return true;
    }
    if (c == ']') {
        call->at++;
        if (--walk->depth == 0)
            walk->place = walk->paged ? RC_IN_PAGE : RC_AT_TOP;
        return true;
    }
    return read_scalar(call);
}

static bool
read_at_top(struct rc_call *call, char c)
{
    struct rc_walk *walk = &call->stream->walk;
    struct rc_slice rest = rc_call_rest(call);

    if (c == '{')
        return read_top(call);
    if (c == '[') {
        walk->place = RC_IN_LIST;
        walk->depth = 1;
        call->at++;
        return true;
    }
    if (c == '\xef') { /* a mark of byte order, also between files joined */
        if (rest.len < 3 && !call->last)
            return false;
        if (rc_slice_starts(rest, RC_S("\xef\xbb\xbf"))) {
            call->at += 3;
            return true;
        }
    }
    if (c == ']' || c == '}') {
        rc_json_reject(call, 1, "a brace that closes nothing");
        return true;
    }
    return rc_json_leave(call, "neither an object nor a list");
}

/* One thing more.  false: these bytes are not enough for it. */
static bool
step(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    char c = ',';

    if (walk->place == RC_PASSING)
        return rc_json_pass(call);
    if (walk->place == RC_LOST)
        return rc_json_find_again(call);
    while (call->at < call->bytes.len) {
        c = call->bytes.p[call->at];
        if (!rc_json_space(c) && c != ',')
            break;
        call->at++;
    }
    if (call->at == call->bytes.len)
        return false;
    if (!call->last && call->offset + call->bytes.len < call->stream->want)
        return false;
    call->stream->want = 0;
    switch (walk->place) {
    case RC_IN_LIST:
        return read_in_list(call, c);
    case RC_IN_PAGE:
        return read_member(call);
    default:
        return read_at_top(call, c);
    }
}

void
rc_read_json(struct rc_call *call)
{
    struct rc_stream *stream = call->stream;

    while (call->at < call->bytes.len && step(call))
        ;
    if (call->last && call->at == call->bytes.len &&
        (stream->walk.place == RC_IN_LIST ||
         stream->walk.place == RC_IN_PAGE)) {
        stream->walk.place = RC_AT_TOP;
        rc_call_reject(call, rc_call_rest(call),
                       "the file ends before its list does");
    }
    stream->indent = rc_json_indent(call);
    stream->indent_open = call->indent_open;
}
