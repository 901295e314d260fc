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
 * stood before the list.
 *
 * The hard part is damage.  An element that cannot be read is left behind at
 * whichever comes first: its closing brace, if braces balance, or the next
 * line that looks like a record's first (after optional } and comma an opening
 * brace, indented no more than the line on which the damage began; objects
 * inside the record are indented more).  Where neither is in sight the place
 * is LOST: one reject, and on to such a line.  A record that is too long is
 * PASSING: braces are counted, so that one-line files survive it.
 */
#include "sources/stream.h"

enum {
    PAGE_WHOLE = 1 << 20,
    LISTS_DEEP = 16,
    BLANKS = 4096, /* no line is indented further */
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The indent of the line in which call->bytes.p[at] stands. */
static size_t
indent_at(const struct rc_call *call, size_t at, bool *open)
{
    const char *p = call->bytes.p;
    const char *line = at ? memrchr(p, '\n', at) : NULL;
    size_t indent = line ? 0 : call->indent;
    size_t i = line ? (size_t)(line + 1 - p) : 0;

    *open = line || call->indent_open;
    for (; *open && i < at; i++)
        if (p[i] == ' ' || p[i] == '\t')
            indent++;
        else
            *open = false;
    return indent;
}

enum found { FOUND, MAYBE, NOT };

/* Does the newline at bytes.p begin a record's line?  *brace: where. */
static enum found
is_record_line(struct rc_slice bytes, bool last, size_t indent, size_t *brace)
{
    size_t i = 1, most = bytes.len < BLANKS ? bytes.len : BLANKS;
    const char *skip = "},";

    while (i < most && (bytes.p[i] == ' ' || bytes.p[i] == '\t'))
        i++;
    if (i - 1 > indent)
        return NOT;
    for (; *skip && i < most; skip++) {
        if (bytes.p[i] == *skip)
            i++;
        while (i < most && (bytes.p[i] == ' ' || bytes.p[i] == '\t'))
            i++;
    }
    if (i == most)
        return most == BLANKS || last ? NOT : MAYBE;
    *brace = i;
    return bytes.p[i] == '{' ? FOUND : NOT;
}

/* The next record's line in bytes: *at is its brace, or for MAYBE the newline
 * of a line that was not seen to its end. */
static enum found
find_record_line(struct rc_slice bytes, bool last, size_t indent, size_t *at)
{
    const char *p = bytes.p, *end = bytes.p + bytes.len;
    size_t brace = 0;

    while (p < end && (p = memchr(p, '\n', (size_t)(end - p)))) {
        struct rc_slice rest = {p, (size_t)(end - p)};
        enum found found = is_record_line(rest, last, indent, &brace);

        *at = (size_t)(p - bytes.p) + (found == FOUND ? brace : 0);
        if (found != NOT)
            return found;
        p++;
    }
    return NOT;
}

/* Waits for twice of what there is.  false, so that it can be returned. */
static bool
wait_for_more(struct rc_call *call)
{
    size_t have = call->bytes.len - call->at;
    size_t want = have < RC_WINDOW / 2 ? 2 * have : RC_WINDOW;

    call->stream->want = call->offset + call->at + want;
    return false;
}

static struct rc_slice
window(const struct rc_call *call)
{
    struct rc_slice rest = rc_call_rest(call);

    if (rest.len > RC_WINDOW)
        rest.len = RC_WINDOW;
    return rest;
}

/* Could more bytes change what is made of these? */
static bool
may_grow(const struct rc_call *call, struct rc_slice seen)
{
    return !call->last && seen.len < RC_WINDOW;
}

/* Goes on at a record's line: it is an element where lists were open. */
static void
found_again(struct rc_walk *walk, enum rc_place place)
{
    walk->place = place;
    if (place != RC_IN_PAGE)
        return;
    walk->place = RC_IN_LIST;
    walk->depth = 1;
}

/* Rejects what stands at call->at and reads on length bytes behind it. */
static void
reject_until(struct rc_call *call, size_t length, const char *why)
{
    struct rc_slice raw = {call->bytes.p + call->at, length};

    while (raw.len &&
           (is_space(raw.p[raw.len - 1]) || raw.p[raw.len - 1] == ','))
        raw.len--;
    rc_call_reject(call, raw, why);
    call->at += length;
}

/* Leaves what stands at call->at behind.  false: more bytes are needed. */
static bool
leave(struct rc_call *call, const char *why)
{
    struct rc_walk *walk = &call->stream->walk;
    struct rc_slice seen = window(call), value;
    size_t line = 0, end = SIZE_MAX, used;
    bool open;
    size_t indent = indent_at(call, call->at, &open);
    enum found found = find_record_line(seen, call->last, indent, &line);

    if (seen.p[0] == '{' && rc_json_skip(seen, &value, &used) == RC_JSON_OK)
        end = used;
    if (found == FOUND && line < end) {
        end = line;
        found_again(walk, walk->place);
    }
    if (end == SIZE_MAX && may_grow(call, seen))
        return wait_for_more(call);
    if (end == SIZE_MAX && call->last) {
        end = call->bytes.len - call->at;
        walk->place = RC_AT_TOP; /* this reject tells that it ends too early */
    }
    if (end != SIZE_MAX) {
        reject_until(call, end, why);
        return true;
    }
    rc_call_reject(call, seen, why);
    walk->back = walk->place;
    walk->place = RC_LOST;
    walk->indent = indent;
    call->at += found == MAYBE ? line : seen.len;
    return true;
}

/* Rejects the record at call->at, which is longer than may be, and counts
 * braces from there. */
static bool
pass_long(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    bool open;

    walk->indent = indent_at(call, call->at, &open);
    rc_call_reject(call, rc_call_rest(call), "the record is longer than 32 MiB");
    walk->back = walk->place;
    walk->place = RC_PASSING;
    walk->braces = 0;
    walk->quoted = walk->escaped = false;
    return true;
}

/* PASSING: over balanced braces, or to a record's line.  false: all read. */
static bool
pass(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    struct rc_slice rest;
    size_t brace = 0;

    for (; call->at < call->bytes.len; call->at++) {
        char c = call->bytes.p[call->at];

        if (c == '\n') { /* never inside a string */
            rest = rc_call_rest(call);
            switch (is_record_line(rest, call->last, walk->indent, &brace)) {
            case FOUND:
                call->at += brace;
                found_again(walk, walk->back);
                return true;
            case MAYBE:
                return false;
            case NOT:
                break;
            }
        }
        if (walk->escaped) {
            walk->escaped = false;
        } else if (walk->quoted) {
            walk->escaped = c == '\\';
            walk->quoted = c != '"';
        } else if (c == '"') {
            walk->quoted = true;
        } else if (c == '{' || c == '[') {
            walk->braces++;
        } else if ((c == '}' || c == ']') && --walk->braces == 0) {
            call->at++;
            walk->place = walk->back;
            return true;
        }
    }
    return false;
}

/* LOST: on to a record's line.  false: there is none in these bytes. */
static bool
find_again(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    size_t at = 0;

    switch (find_record_line(rc_call_rest(call), call->last, walk->indent,
                             &at)) {
    case FOUND:
        call->at += at;
        found_again(walk, walk->back);
        return true;
    case MAYBE:
        call->at += at;
        return false;
    case NOT:
        break;
    }
    call->at = call->bytes.len;
    return false;
}

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
                           .offset = call->offset + (size_t)(raw.p -
                                                             call->bytes.p),
                           .last = true,
                           .to = call->to,
                           .at = 1};

    (void)rc_call_record(call, raw); /* newlines are counted up to here */
    page.indent = indent_at(call, (size_t)(raw.p - call->bytes.p),
                            &page.indent_open);
    stream->walk = (struct rc_walk){
        .place = RC_IN_PAGE, .paged = true, .inner = true};
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

/* The object at call->at as a record.  false: more bytes are needed. */
static bool
read_element(struct rc_call *call)
{
    struct rc_slice seen = window(call);
    const char *why = NULL;
    size_t used;

    switch (rc_call_project(call, seen, &used, &why)) {
    case RC_JSON_OK:
        if (used > RC_RECORD_MAX)
            return pass_long(call);
        seen.len = used;
        offer(call, seen);
        call->at += used;
        return true;
    case RC_JSON_SHORT:
        rc_arena_reset(&call->stream->record);
        if (may_grow(call, seen))
            return wait_for_more(call);
        if (seen.len == RC_WINDOW)
            return pass_long(call);
        why = "the file ends inside the record";
        break;
    case RC_JSON_BAD:
        break;
    }
    return leave(call, why);
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
            return wait_for_more(call);
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
    struct rc_slice seen = window(call);
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
        if (may_grow(call, seen))
            return wait_for_more(call);
        why = "the file ends inside the page";
        break;
    case RC_MEMBER_BAD:
        break;
    }
    return leave(call, why);
}

/* An element that is no object: a string, a number, a word. */
static bool
read_scalar(struct rc_call *call)
{
    struct rc_slice seen = window(call), value = seen;
    size_t used = 0;

    if (seen.p[0] == '}') {
        reject_until(call, 1, "a brace that closes nothing");
        return true;
    }
    if (seen.p[0] == '"') {
        switch (rc_json_skip(seen, &value, &used)) {
        case RC_JSON_OK:
            break;
        case RC_JSON_SHORT:
            if (may_grow(call, seen))
                return wait_for_more(call);
            /* fall through */
        case RC_JSON_BAD:
            return leave(call, "a string without an end");
        }
    } else {
        while (used < seen.len && used < RC_SHOWN && !is_space(seen.p[used]) &&
               !memchr(",:[]{}\"", seen.p[used], 7))
            used++;
        if (used == RC_SHOWN || !used)
            return leave(call, "no JSON value");
        if (used == seen.len && may_grow(call, seen))
            return wait_for_more(call);
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
        reject_until(call, 1, "a brace that closes nothing");
        return true;
    }
    return leave(call, "neither an object nor a list");
}

/* One thing more.  false: these bytes are not enough for it. */
static bool
step(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    char c = ',';

    if (walk->place == RC_PASSING)
        return pass(call);
    if (walk->place == RC_LOST)
        return find_again(call);
    while (call->at < call->bytes.len) {
        c = call->bytes.p[call->at];
        if (!is_space(c) && c != ',')
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
        (stream->walk.place == RC_IN_LIST || stream->walk.place == RC_IN_PAGE)) {
        stream->walk.place = RC_AT_TOP;
        rc_call_reject(call, rc_call_rest(call),
                       "the file ends before its list does");
    }
    stream->indent = indent_at(call, call->at, &stream->indent_open);
}
