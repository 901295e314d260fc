/*
 * egress_ip_shared_personas.c -- public addresses somebody comes from again
 * and again, for links/ to compare.
 *
 * One day in the same café ties nobody, so an address is told only when it was
 * used on MIN_DAYS days; on how many one lives there is for links/ to say,
 * which also counts the visitors of a hub.  Days are kept as bits by day modulo
 * 63: the count is exact for two months, and can only be too small beyond.  An
 * address that any vendor ever held for a proxy is everybody's and is never
 * told.
 *
 * ADDRESSES smallest hashes are kept.  Most people have fewer; of a phone that
 * roams a part is lost, the same part for everybody who met those addresses.
 */
#include "signals/detectors.h"
#include "signals/keep.h"

enum { ADDRESSES = 44, MIN_DAYS = 2, DAY_BITS = 63 };
#define PROXY (UINT64_C(1) << DAY_BITS)

struct address {
    uint64_t days; /* and PROXY */
    struct rc_ref first;
};
struct egress {
    struct rc_keep_set set;
    uint64_t keys[ADDRESSES];
    struct address addresses[ADDRESSES];
};

static void
egress_put(struct egress *egress, uint64_t key, uint64_t days,
           const struct rc_ref *ref)
{
    bool fresh;
    struct address *address =
        rc_keep_put(&egress->set, egress->keys, egress->addresses,
                    sizeof *address, ADDRESSES, key, &fresh);

    if (!address)
        return;
    address->days |= days;
    rc_keep_first(&address->first, ref, fresh);
}

static void
egress_observe(void *memory, const struct rc_seen *seen)
{
    if (!seen->ip.key || !seen->ip.is_public || !rc_keep_dated(seen->day) ||
        seen->obs->outcome == RC_FAILURE)
        return; /* a stranger's failed guess is not where the person was */
    egress_put(memory, seen->ip.key,
               UINT64_C(1) << ((uint64_t)seen->day % DAY_BITS) |
                   (seen->obs->flags & RC_IS_PROXY ? PROXY : 0),
               &seen->ref);
}

static void
egress_merge(void *into, const void *from)
{
    struct egress *a = into;
    const struct egress *b = from;

    for (uint32_t i = 0; i < b->set.count; i++)
        egress_put(a, b->keys[i], b->addresses[i].days, &b->addresses[i].first);
    a->set.more |= b->set.more;
}

static void
egress_measure(const void *memory, const struct rc_measure_call *call,
               struct rc_measure_sink *to)
{
    const struct egress *egress = memory;

    for (uint32_t i = 0; egress && i < egress->set.count; i++) {
        const struct address *address = &egress->addresses[i];
        int days = __builtin_popcountll(address->days);

        if (days < MIN_DAYS || address->days & PROXY)
            continue;
        to->indicate(to, &(struct rc_indicator){.kind = RC_TIE_EGRESS,
                                                .value = egress->keys[i],
                                                .days = (uint32_t)days,
                                                .ref = address->first});
    }
}

const struct rc_detector rc_detector_egress_ip_shared_personas = {
    .name = "egress-ip-shared-personas",
    .says = "public network addresses used on several days, to be compared "
            "between people",
    .kinds = RC_KIND_BIT(SIGN_IN) | RC_KIND_BIT(MEETING) | RC_KIND_BIT(ACCESS) |
             RC_KIND_BIT(NETWORK) | RC_KIND_BIT(PAYOUT_CHANGE) |
             RC_KIND_BIT(CANDIDATE),
    .version = 1,
    .memory_bytes = sizeof(struct egress),
    .observe = egress_observe,
    .merge = egress_merge,
    .measure = egress_measure,
};
