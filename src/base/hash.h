/*
 * hash.h -- a fast 64-bit hash that is the same on every machine and run.
 *
 * XXH3 (libxxhash).  Not keyed and not for secrets: what leaves memory is
 * sealed or is a keyed token (store/store.h).
 */
#ifndef RC_BASE_HASH_H
#define RC_BASE_HASH_H

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/slice.h"

static inline uint64_t
rc_hash(struct rc_slice s)
{
    return XXH3_64bits(s.len ? s.p : "", s.len);
}

/* The hash of two hashes, order kept. */
static inline uint64_t
rc_hash_mix(uint64_t a, uint64_t b)
{
    a ^= b + UINT64_C(0x9e3779b97f4a7c15) + (a << 6) + (a >> 2);
    a *= UINT64_C(0xbf58476d1ce4e5b9);
    return a ^ (a >> 31);
}

#endif
