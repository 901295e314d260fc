/* page.c -- see page.h. */
#include "sources/page.h"

/* Keys under which APIs put their lists; case is ignored. */
static const char *const list_keys[] = {
    "value",     "items",      "participants", "records",      "employees",
    "events",    "entries",    "data",         "logs",         "results",
    "sessions",  "users",      "devices",      "members",      "workers",
    "rows",      "candidates", "applications", "Report_Entry", "Resources",
    "shipments", "payments",   "deposits",     "content",      "individuals",
    "objects",   "activities", "packages",     "meetings",     "people",
};

static bool
is_list_key(struct rc_slice key)
{
    for (size_t i = 0; i < sizeof list_keys / sizeof *list_keys; i++)
        if (rc_slice_ieq(key, rc_slice_of(list_keys[i])))
            return true;
    for (size_t i = 0; i < rc_source_count; i++) {
        struct rc_slice rest = RC_SLICE_NONE, one;

        if (rc_sources[i]->wants_kind)
            rest = rc_slice_of(rc_sources[i]->wants_kind);
        while (rest.len) {
            if (!rc_slice_cut(&rest, '|', &one)) {
                one = rest;
                rest.len = 0;
            }
            if (rc_slice_ends(one, RC_S("[]")))
                one.len -= 2;
            if (rc_slice_ieq(key, one))
                return true;
        }
    }
    return false;
}

/* The first byte from at that is no white space; bytes.len when there is none.
 */
static size_t
past_space(struct rc_slice bytes, size_t at)
{
    while (at < bytes.len &&
           (bytes.p[at] == ' ' || (bytes.p[at] >= '\t' && bytes.p[at] <= '\r')))
        at++;
    return at;
}

/* From behind a key to its value: *at moves over the colon. */
static enum rc_member
to_value(struct rc_slice bytes, size_t *at)
{
    size_t i = past_space(bytes, *at);

    if (i == bytes.len)
        return RC_MEMBER_SHORT;
    if (bytes.p[i] != ':')
        return RC_MEMBER_BAD;
    *at = past_space(bytes, i + 1);
    return *at == bytes.len ? RC_MEMBER_SHORT : RC_MEMBER_OTHER;
}

enum rc_member
rc_page_member(struct rc_slice bytes, size_t *used)
{
    size_t at = past_space(bytes, 0), step;
    struct rc_slice key, value;
    enum rc_json_result result;
    enum rc_member found;

    if (at < bytes.len && bytes.p[at] == ',')
        at = past_space(bytes, at + 1);
    if (at == bytes.len)
        return RC_MEMBER_SHORT;
    if (bytes.p[at] == '}') {
        *used = at + 1;
        return RC_MEMBER_END;
    }
    if (bytes.p[at] != '"')
        return RC_MEMBER_BAD;
    result = rc_json_skip((struct rc_slice){bytes.p + at, bytes.len - at}, &key,
                          &step);
    if (result != RC_JSON_OK)
        return result == RC_JSON_SHORT ? RC_MEMBER_SHORT : RC_MEMBER_BAD;
    at += step;
    found = to_value(bytes, &at);
    if (found != RC_MEMBER_OTHER)
        return found;
    if (bytes.p[at] == '[' &&
        is_list_key((struct rc_slice){key.p + 1, key.len - 2})) {
        size_t first = past_space(bytes, at + 1);

        if (first == bytes.len)
            return RC_MEMBER_SHORT;
        *used = at + 1;
        if (bytes.p[first] == '{' || bytes.p[first] == ']')
            return RC_MEMBER_LIST;
    }
    result = rc_json_skip((struct rc_slice){bytes.p + at, bytes.len - at},
                          &value, &step);
    if (result != RC_JSON_OK)
        return result == RC_JSON_SHORT ? RC_MEMBER_SHORT : RC_MEMBER_BAD;
    /* a number at the very end may go on in the next bytes */
    if (at + step == bytes.len && value.len && value.p[0] != '"' &&
        value.p[0] != '{' && value.p[0] != '[')
        return RC_MEMBER_SHORT;
    *used = at + step;
    return RC_MEMBER_OTHER;
}

bool
rc_page_list(struct rc_slice object, size_t *list)
{
    size_t at = 1, step;

    if (!object.len || object.p[0] != '{')
        return false;
    for (;; at += step) {
        struct rc_slice rest = {object.p + at, object.len - at};

        switch (rc_page_member(rest, &step)) {
        case RC_MEMBER_LIST:
            *list = at + step;
            return true;
        case RC_MEMBER_OTHER:
            break;
        default:
            return false;
        }
    }
}

/* Appends bytes unless that is more than the page may have. */
static bool
put_bounded(struct rc_buf *to, size_t from, struct rc_slice bytes)
{
    if (to->len - from + bytes.len > RC_OUTER_MAX)
        return false;
    rc_buf_put(to, bytes);
    return true;
}

bool
rc_page_outer(struct rc_slice object, bool head, struct rc_buf *to)
{
    size_t from = to->len, at = 1, start = 0, step, list;
    struct rc_slice value;

    while (!head) {
        struct rc_slice rest = {object.p + at, object.len - at};
        enum rc_member member = rc_page_member(rest, &step);

        if (member == RC_MEMBER_OTHER) {
            at += step;
            continue;
        }
        if (member != RC_MEMBER_LIST)
            break;
        list = at + step - 1;
        if (!put_bounded(
                to, from,
                (struct rc_slice){object.p + start, at + step - start}))
            goto too_long;
        rest = (struct rc_slice){object.p + list, object.len - list};
        if (rc_json_skip(rest, &value, &step) != RC_JSON_OK)
            goto too_long;
        at = list + step;
        start = at - 1; /* the ] */
    }
    if (!put_bounded(to, from,
                     (struct rc_slice){object.p + start, object.len - start}))
        goto too_long;
    if (head)
        rc_buf_put(to, RC_S("]}"));
    rc_buf_reserve(to, 0);
    memset(to->p + to->len, 0, RC_PAD); /* scanners look at it */
    return true;
too_long:
    to->len = from;
    return false;
}
