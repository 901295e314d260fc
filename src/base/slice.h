/*
 * slice.h -- bytes that belong to somebody else: a pointer and a length.
 *
 * A slice never owns.  It is valid as long as the buffer or arena it points
 * into; functions that take one say so when they keep it.  An absent value is
 * the empty slice with a NULL pointer, a present but empty one has a pointer.
 */
#ifndef RC_BASE_SLICE_H
#define RC_BASE_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Scanners read whole vectors: every buffer handed to one has this many
 * readable bytes behind its end.  Their content does not matter. */
enum { RC_PAD = 64 };

struct rc_slice {
    const char *p;
    size_t len;
};

#define RC_SLICE_NONE ((struct rc_slice){NULL, 0})
/* A slice of a string literal. */
#define RC_S(literal) ((struct rc_slice){"" literal, sizeof(literal) - 1})
/* For printf("%.*s"): the length and the pointer. */
#define RC_FMT(s)                                                              \
    (int)((s).len > 1 << 20 ? 1 << 20 : (s).len), (s).p ? (s).p : ""

static inline struct rc_slice
rc_slice_of(const char *text)
{
    return (struct rc_slice){text, text ? strlen(text) : 0};
}

static inline bool
rc_slice_eq(struct rc_slice a, struct rc_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.p, b.p, a.len) == 0);
}

/* Orders by bytes, a prefix before what it begins: <0, 0, >0. */
int rc_slice_cmp(struct rc_slice a, struct rc_slice b);
/* Equal when ASCII letters' case is ignored. */
bool rc_slice_ieq(struct rc_slice a, struct rc_slice b);
bool rc_slice_starts(struct rc_slice s, struct rc_slice prefix);
bool rc_slice_ends(struct rc_slice s, struct rc_slice suffix);
/* Where needle begins in s, case of ASCII letters ignored; SIZE_MAX if not. */
size_t rc_slice_ifind(struct rc_slice s, struct rc_slice needle);
/* Without ASCII white space at both ends. */
struct rc_slice rc_slice_trim(struct rc_slice s);
/* Cuts *rest after the first end byte; *piece is what stood before it.
 * false, and nothing changed, when there is none. */
bool rc_slice_cut(struct rc_slice *rest, char end, struct rc_slice *piece);
/* A decimal integer with an optional sign that fills s: false otherwise. */
bool rc_slice_int(struct rc_slice s, int64_t *value);
/* A JSON-style decimal number that fills s, rounded as the C library would;
 * never locale dependent.  false for what is no finite double. */
bool rc_slice_double(struct rc_slice s, double *value);

#endif
