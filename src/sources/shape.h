/*
 * shape.h -- what a source reads of a JSON record, and what tells the record
 * as its own: one projection for both, so that a record is walked once.
 */
#ifndef RC_SOURCES_SHAPE_H
#define RC_SOURCES_SHAPE_H

#include "sources/source.h"

enum { RC_MARK_CHOICES = 40, RC_MARKS = 16 };

struct rc_mark {
    struct {
        uint8_t slot;
        bool open, absent;      /* equals is a beginning; must not be there */
        struct rc_slice equals; /* empty: it is enough to be there */
    } choice[RC_MARK_CHOICES];
    unsigned choices;
    uint64_t keys; /* a record with none of these cannot have it */
};

struct rc_shape {
    const struct rc_source *source;
    struct rc_json_projection *projection; /* NULL: reads no JSON */
    struct rc_mark marks[RC_MARKS];
    size_t mark_count, slot_count;
};

/* Slots 0..path_count are the source's paths, those of marks come behind. */
void rc_shape_init(struct rc_shape *shape, const struct rc_source *source);
void rc_shape_done(struct rc_shape *shape);
/* Every source's shape, by catalog: made at the first call, immutable, shared
 * by all threads, and kept for the life of the process. */
const struct rc_shape *rc_shapes(void);
/*
 * With many sources most have nothing of a record: a look at its outermost keys
 * tells, and it is not projected for them.  A set of keys is 64 bits, one each
 * by its hash; what cannot be told is all of them.
 */
uint64_t rc_shape_keys(struct rc_slice record);
bool rc_shape_may_hold(const struct rc_shape *shape, uint64_t keys);
/* Has a record with these slots all of the source's marks? */
bool rc_shape_holds(const struct rc_shape *shape,
                    const struct rc_json_value *slots);

#endif
