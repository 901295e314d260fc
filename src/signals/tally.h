/*
 * tally.h -- of how many people is a value? Private to signals/.
 *
 * A count-min sketch: two rows of counters, the smaller one is the answer.  It
 * never answers too few; it answers too many only where a value meets others
 * in both rows.  Sums do not depend on the order in which people are counted.
 */
#ifndef RC_SIGNALS_TALLY_H
#define RC_SIGNALS_TALLY_H

#include "base/base.h"

/* counters: 2 * width of them; width is a power of two, at most 2^16. */
static inline void
rc_tally_add(uint32_t *counters, uint32_t width, uint64_t value)
{
    counters[value & (width - 1)]++;
    counters[width + (value >> 16 & (width - 1))]++;
}

static inline uint32_t
rc_tally_of(const uint32_t *counters, uint32_t width, uint64_t value)
{
    uint32_t a = counters[value & (width - 1)];
    uint32_t b = counters[width + (value >> 16 & (width - 1))];

    return a < b ? a : b;
}

#endif
