/*
 * stream_damage.c -- JSON that cannot be read, and what it may cost.
 *
 * An element that cannot be read is left behind at whichever comes first: its
 * closing brace, if braces balance, or the next line that looks like a record's
 * first (an opening brace, behind an optional } and comma, indented no more
 * than the line on which the damage began; objects inside the record are
 * indented more).  Where neither is in sight the place is LOST: one reject, and
 * on to such a line.  A record that is too long is PASSING: its braces are
 * counted, so that files of one line survive it.
 */
#include "sources/stream.h"

enum {
    BLANKS = 4096,     /* no line is indented further */
    FIRST_STEP = 4096, /* bytes */
};

/* Looks back no further than to where it was asked last: a file of one line
 * would be read again for each element otherwise. */
size_t
rc_json_indent(struct rc_call *call)
{
    const char *p = call->bytes.p;
    size_t i = call->marked;
    const char *line = memrchr(p + i, '\n', call->at - i);

    if (line) {
        call->indent = 0;
        call->indent_open = true;
        i = (size_t)(line + 1 - p);
    }
    for (; call->indent_open && i < call->at; i++)
        if (p[i] == ' ' || p[i] == '\t')
            call->indent++;
        else
            call->indent_open = false;
    call->marked = call->at;
    return call->indent;
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
bool
rc_json_wait(struct rc_call *call)
{
    size_t have = call->bytes.len - call->at;
    size_t want = have < RC_WINDOW / 2 ? 2 * have : RC_WINDOW;

    call->stream->want = call->offset + call->at + want;
    return false;
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
void
rc_json_reject(struct rc_call *call, size_t length, const char *why)
{
    struct rc_slice raw = {call->bytes.p + call->at, length};

    while (raw.len &&
           (rc_json_space(raw.p[raw.len - 1]) || raw.p[raw.len - 1] == ','))
        raw.len--;
    rc_call_reject(call, raw, why);
    call->at += length;
}

/*
 * How long the thing at seen.p is: to its closing brace or to the next record's
 * line (*at_line), whichever comes first; SIZE_MAX if neither is in seen.  In
 * steps, so that it costs what is found and not what there is.
 */
static size_t
damaged_length(struct rc_slice seen, bool last, size_t indent, bool *at_line)
{
    for (size_t step = FIRST_STEP;; step *= 2) {
        bool all = step >= seen.len;
        struct rc_slice part = {seen.p, all ? seen.len : step}, value;
        size_t line = 0, used;

        *at_line = find_record_line(part, last && all, indent, &line) == FOUND;
        if (*at_line)
            part.len = line;
        if (seen.p[0] == '{' &&
            rc_json_skip(part, &value, &used) == RC_JSON_OK &&
            (!*at_line || used < line)) {
            *at_line = false;
            return used;
        }
        if (*at_line)
            return line;
        if (all)
            return SIZE_MAX;
    }
}

bool
rc_json_leave(struct rc_call *call, const char *why)
{
    struct rc_walk *walk = &call->stream->walk;
    struct rc_slice seen = rc_json_window(call);
    size_t indent = rc_json_indent(call), line = 0;
    bool all = call->last && seen.len == rc_call_rest(call).len, at_line;
    size_t end = damaged_length(seen, all, indent, &at_line);

    if (end == SIZE_MAX && rc_json_may_grow(call, seen))
        return rc_json_wait(call);
    if (at_line)
        found_again(walk, walk->place);
    if (end == SIZE_MAX && all) {
        end = seen.len;
        walk->place = RC_AT_TOP; /* this reject tells that it ends too early */
    }
    if (end != SIZE_MAX) {
        rc_json_reject(call, end, why);
        return true;
    }
    rc_call_reject(call, seen, why);
    walk->back = walk->place;
    walk->place = RC_LOST;
    walk->indent = indent;
    call->at +=
        find_record_line(seen, false, indent, &line) == MAYBE ? line : seen.len;
    return true;
}

/* Is there a record's line within bytes? */
bool
rc_json_line_within(struct rc_call *call, struct rc_slice bytes)
{
    size_t at;

    return find_record_line(bytes, false, rc_json_indent(call), &at) == FOUND;
}

/* Rejects the record at call->at, which is longer than may be, and counts
 * braces from there. */
bool
rc_json_pass_long(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;

    walk->indent = rc_json_indent(call);
    rc_call_reject(call, rc_call_rest(call),
                   "the record is longer than 32 MiB");
    walk->back = walk->place;
    walk->place = RC_PASSING;
    walk->braces = 0;
    walk->quoted = walk->escaped = false;
    return true;
}

/* PASSING: over balanced braces, or to a record's line.  false: all read. */
bool
rc_json_pass(struct rc_call *call)
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
bool
rc_json_find_again(struct rc_call *call)
{
    struct rc_walk *walk = &call->stream->walk;
    size_t at = 0;

    switch (
        find_record_line(rc_call_rest(call), call->last, walk->indent, &at)) {
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
