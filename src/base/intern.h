/*
 * intern.h -- the same bytes get the same small number.
 *
 * Open addressing over copies kept in an arena.  Numbers are given in order of
 * first sight, from 0, so anything that must not depend on order sorts by the
 * text, never by the number.
 */
#ifndef RC_BASE_INTERN_H
#define RC_BASE_INTERN_H

#include "base/arena.h"

struct rc_intern_entry {
    uint64_t hash;
    struct rc_slice text; /* RC_PAD readable bytes behind it */
};

struct rc_intern {
    struct rc_arena arena;
    struct rc_intern_entry *entries; /* by number */
    uint32_t count, cap;
    uint32_t *slots; /* number + 1, or 0 */
    uint32_t mask;
};

void rc_intern_init(struct rc_intern *table);
void rc_intern_done(struct rc_intern *table);
/* The number of text, added when new (*added says so; may be NULL).  About
 * 20 ns when the slot is in cache. */
uint32_t rc_intern_put(struct rc_intern *table, struct rc_slice text,
                       bool *added);
/* The same when the caller has rc_hash(text) already. */
uint32_t rc_intern_put_hash(struct rc_intern *table, struct rc_slice text,
                            uint64_t hash, bool *added);
/* The number of text, or UINT32_MAX when it was never put. */
uint32_t rc_intern_find(const struct rc_intern *table, struct rc_slice text);

#endif
