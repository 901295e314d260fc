/*
 * shared_ship_address.c -- where equipment goes and where people say they
 * live, for links/ to compare.
 *
 * With a flat or unit number the whole address is the value.  Without one it is
 * the building, and coarse: a house has no unit, but neither has a block of two
 * hundred flats when people leave it out.
 */
#include "signals/detectors.h"
#include "signals/keep.h"

enum { ADDRESSES = 16 };

struct place {
    struct rc_ref first;
    uint64_t unit;
};
struct shared {
    struct rc_keep_set set;
    uint64_t keys[ADDRESSES];
    struct place places[ADDRESSES];
};

static uint64_t
key_of(const struct rc_address *address)
{
    return address->unit ? address->whole : address->building;
}

static void
shared_put(struct shared *shared, uint64_t key, const struct place *place)
{
    bool fresh;
    struct place *kept = rc_keep_put(&shared->set, shared->keys, shared->places,
                                     sizeof *kept, ADDRESSES, key, &fresh);

    if (!kept)
        return;
    rc_keep_first(&kept->first, &place->first, fresh);
    kept->unit |= place->unit;
}

static void
shared_observe(void *memory, const struct rc_seen *seen)
{
    uint64_t key = key_of(&seen->address);

    if (key)
        shared_put(memory, key, &(struct place){seen->ref, seen->address.unit});
}

static void
shared_merge(void *into, const void *from)
{
    struct shared *a = into;
    const struct shared *b = from;

    for (uint32_t i = 0; i < b->set.count; i++)
        shared_put(a, b->keys[i], &b->places[i]);
    a->set.more |= b->set.more;
}

static void
shared_measure(const void *memory, const struct rc_measure_call *call,
               struct rc_measure_sink *to)
{
    struct shared all = {0};

    if (memory)
        all = *(const struct shared *)memory;
    /* a claim that came in no record of this account: file 0, no record */
    for (size_t i = 0; i < call->person->claim_count; i++) {
        const struct rc_address *address = &call->person->claims[i].address;
        uint64_t key = key_of(address);
        uint32_t at = rc_keep_find(all.keys, all.set.count, key);

        if (key && !(at < all.set.count && all.keys[at] == key))
            shared_put(&all, key,
                       &(struct place){{0, 0, RC_TIME_NONE}, address->unit});
    }
    for (uint32_t i = 0; i < all.set.count; i++)
        to->indicate(to, &(struct rc_indicator){.kind = RC_TIE_ADDRESS,
                                                .value = all.keys[i],
                                                .days = 1,
                                                .coarse = !all.places[i].unit,
                                                .ref = all.places[i].first});
}

const struct rc_detector rc_detector_shared_ship_address = {
    .name = "shared-ship-address",
    .says = "delivery and home addresses, to be compared between people",
    .kinds =
        RC_KIND_BIT(SHIPMENT) | RC_KIND_BIT(WORKER) | RC_KIND_BIT(CANDIDATE),
    .version = 1,
    .memory_bytes = sizeof(struct shared),
    .observe = shared_observe,
    .merge = shared_merge,
    .measure = shared_measure,
};
