/*
 * keep.c -- the slower halves of keep.h.
 */
#include "signals/keep.h"

void *
rc_keep_put(struct rc_keep_set *set, uint64_t *keys, void *payloads,
            size_t stride, uint32_t cap, uint64_t key, bool *fresh)
{
    static char none; /* a set of keys alone has nothing beside them */
    char *payload = stride ? payloads : &none;
    uint32_t at = rc_keep_find(keys, set->count, key);

    *fresh = false;
    if (at < set->count && keys[at] == key)
        return payload + at * stride;
    if (set->count == cap) {
        set->more = 1;
        if (at == cap)
            return NULL;
        set->count--; /* the largest goes */
    }
    memmove(keys + at + 1, keys + at, (set->count - at) * sizeof *keys);
    memmove(payload + (at + 1) * stride, payload + at * stride,
            (set->count - at) * stride);
    keys[at] = key;
    memset(payload + at * stride, 0, stride);
    set->count++;
    *fresh = true;
    return payload + at * stride;
}

void
rc_keep_ref(uint64_t *count, struct rc_ref *refs, uint32_t cap,
            const struct rc_ref *ref)
{
    uint64_t at = *count;

    if (at == cap && !rc_keep_before(ref, &refs[cap - 1]))
        return;
    while (at && rc_keep_before(ref, &refs[at - 1]))
        at--;
    if (at && !rc_keep_before(&refs[at - 1], ref))
        return; /* the same */
    uint64_t behind = (*count == cap ? cap - 1 : *count) - at;

    memmove(refs + at + 1, refs + at, behind * sizeof *refs);
    refs[at] = *ref;
    if (*count < cap)
        ++*count;
}

void
rc_keep_refs_put(struct rc_keep_refs *refs, const struct rc_ref *ref)
{
    rc_keep_ref(&refs->count, refs->ref, RC_MEASURE_REFS, ref);
}

void
rc_keep_refs_merge(struct rc_keep_refs *into, const struct rc_keep_refs *from)
{
    for (uint64_t i = 0; i < from->count; i++)
        rc_keep_refs_put(into, &from->ref[i]);
}

void
rc_keep_span_put(struct rc_keep_span *span, int64_t at_us)
{
    if (at_us == RC_TIME_NONE)
        return;
    if (!span->any || at_us < span->first_us)
        span->first_us = at_us;
    if (!span->any || at_us > span->last_us)
        span->last_us = at_us;
    span->any = 1;
}

void
rc_keep_span_merge(struct rc_keep_span *into, const struct rc_keep_span *from)
{
    if (!from->any)
        return;
    rc_keep_span_put(into, from->first_us);
    rc_keep_span_put(into, from->last_us);
}

void
rc_keep_show(struct rc_measure *measure, const struct rc_keep_refs *refs)
{
    for (uint64_t i = 0; i < refs->count; i++)
        measure->refs[i] = refs->ref[i];
    measure->ref_count = refs->count;
}
