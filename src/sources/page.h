/*
 * page.h -- an answer of an API: an object around a list of records.
 *
 *     {"@odata.context": "...", "value": [ {...}, {...} ], "next": null}
 *                                ^------ the list: a key known to hold one,
 *                                        and objects in it, or nothing
 */
#ifndef RC_SOURCES_PAGE_H
#define RC_SOURCES_PAGE_H

#include "sources/source.h"

enum rc_member {
    RC_MEMBER_LIST,  /* *used: up to and with the list's [ */
    RC_MEMBER_OTHER, /* *used: up to the end of the value */
    RC_MEMBER_END,   /* *used: up to and with the page's } */
    RC_MEMBER_SHORT,
    RC_MEMBER_BAD,
};

/* Reads the member at bytes.p, a place behind { or behind a value. */
enum rc_member rc_page_member(struct rc_slice bytes, size_t *used);

/* Is there a list of records in the object that starts at object.p?  *list is
 * where it starts, behind its [.  The object need not be whole. */
bool rc_page_list(struct rc_slice object, size_t *list);

/* The page without its records, as an object of its own: {..."value": []...}.
 * Appended to `to`; false, and nothing appended, when that would be too long
 * to be of use.  head: the object is cut off behind the list's [. */
enum { RC_OUTER_MAX = 64 << 10 };
bool rc_page_outer(struct rc_slice object, bool head, struct rc_buf *to);

#endif
