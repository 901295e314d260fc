/*
 * keep.h -- what detectors remember with, private to signals/.
 *
 * Every helper is order-free, idempotent and mergeable, as signal.h demands:
 * each is a join of a semilattice (minimum, OR, union, "the k smallest of"),
 * so the same records give the same bytes in any order, any number of times,
 * and in any split into parts that are merged.  All start as zero bytes and
 * leave unused bytes zero.  tests/property/test_order.c proves it.
 *
 * A bottom-k set keeps the k smallest of distinct keys.  Its bound only falls,
 * so a key that is in at the end has been in since it was first shown, and
 * what is kept beside it is complete.  Keys are hashes: the set is a sample by
 * hash, the same one for everybody, so two people's samples can be compared.
 */
#ifndef RC_SIGNALS_KEEP_H
#define RC_SIGNALS_KEEP_H

#include "signals/signal.h"

struct rc_keep_set {
    uint32_t count;
    uint32_t more; /* 1: there were more distinct keys than are kept */
};

/* Where key stands among count ascending keys, or would stand. */
static inline uint32_t
rc_keep_find(const uint64_t *keys, uint32_t count, uint64_t key)
{
    uint32_t low = 0;

    /* one line of cache holds eight: most people stay below that */
    while (count > 8) {
        uint32_t half = count / 2;

        if (keys[low + half] <= key)
            low += half;
        count -= half;
    }
    while (count && keys[low] < key)
        low++, count--;
    return low;
}

/* The payload of key (stride bytes), zeroed when *fresh; NULL when the key is
 * not among the cap smallest.  stride 0: keys alone, payloads is not used. */
void *rc_keep_put(struct rc_keep_set *set, uint64_t *keys, void *payloads,
                  size_t stride, uint32_t cap, uint64_t key, bool *fresh);

/* Refs: the earliest one, and the k earliest distinct ones. */
static inline bool
rc_keep_before(const struct rc_ref *a, const struct rc_ref *b)
{
    if (a->at_us != b->at_us)
        return a->at_us < b->at_us;
    return a->file != b->file ? a->file < b->file : a->offset < b->offset;
}

static inline void
rc_keep_first(struct rc_ref *kept, const struct rc_ref *ref, bool fresh)
{
    if (fresh || rc_keep_before(ref, kept))
        *kept = *ref;
}

struct rc_keep_refs {
    uint64_t count;
    struct rc_ref ref[RC_MEASURE_REFS]; /* ascending */
};
/* cap at most RC_MEASURE_REFS. */
void rc_keep_ref(uint64_t *count, struct rc_ref *refs, uint32_t cap,
                 const struct rc_ref *ref);
void rc_keep_refs_put(struct rc_keep_refs *refs, const struct rc_ref *ref);
void rc_keep_refs_merge(struct rc_keep_refs *into,
                        const struct rc_keep_refs *from);

/* A first and a last moment. */
struct rc_keep_span {
    int64_t first_us, last_us;
    uint64_t any;
};
void rc_keep_span_put(struct rc_keep_span *span, int64_t at_us);
void rc_keep_span_merge(struct rc_keep_span *into,
                        const struct rc_keep_span *from);

/*
 * A ring of slots, each a 16-bit tag over 48 bits of what was seen under it.
 * The newest tag wins its slot; bits under equal tags are ORed.  A tag of T is
 * kept in slot T mod slots, so the last `slots` tags are always whole.
 *   rhythm: tag = day, bit = half hour        places: tag = day / 48, bit = day
 * Tags are days since 1970, 65535 is in 2149; what is outside is not kept.
 */
#define RC_KEEP_BITS UINT64_C(0xffffffffffff)

static inline void
rc_keep_slot(uint64_t *slot, uint64_t value)
{
    if ((*slot ^ value) <= RC_KEEP_BITS)
        *slot |= value;
    else if (value > *slot)
        *slot = value;
}

/* In range for a tag? (also false for the unknown day) */
static inline bool
rc_keep_dated(int64_t day)
{
    return day >= 0 && day <= UINT16_MAX;
}

static inline void
rc_keep_ring(uint64_t *slots, uint32_t count, uint32_t tag, uint32_t bit)
{
    rc_keep_slot(&slots[tag % count], (uint64_t)tag << 48 | UINT64_C(1) << bit);
}

static inline void
rc_keep_ring_merge(uint64_t *into, const uint64_t *from, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (from[i])
            rc_keep_slot(&into[i], from[i]);
}

/* Fills the refs of a measure from ascending ones. */
void rc_keep_show(struct rc_measure *measure, const struct rc_keep_refs *refs);

#endif
