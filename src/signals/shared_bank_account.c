/*
 * shared_bank_account.c -- the accounts that pay goes to, for links/ to
 * compare.
 *
 * It gives no measure: how many others show the same account is known only
 * when everybody is looked at (links/link.h).  Accounts told in part are left
 * out, see payout.h.  A person's ACCOUNTS smallest hashes are kept; more than
 * a dozen accounts is rare, and the sample is by hash, so the same account is
 * kept or dropped for the same reason everywhere.
 */
#include "signals/detectors.h"
#include "signals/keep.h"
#include "signals/payout.h"

enum { ACCOUNTS = 12 };

struct shared {
    struct rc_keep_set set;
    uint64_t keys[ACCOUNTS];
    struct rc_ref first[ACCOUNTS];
};

static void
shared_put(struct shared *shared, uint64_t key, const struct rc_ref *ref)
{
    bool fresh;
    struct rc_ref *first =
        rc_keep_put(&shared->set, shared->keys, shared->first, sizeof *first,
                    ACCOUNTS, key, &fresh);

    if (first)
        rc_keep_first(first, ref, fresh);
}

static void
shared_observe(void *memory, const struct rc_seen *seen)
{
    uint64_t key = rc_payout_key(seen->obs);

    if (key && seen->obs->outcome != RC_FAILURE && rc_payout_whole(seen->obs))
        shared_put(memory, key, &seen->ref);
}

static void
shared_merge(void *into, const void *from)
{
    struct shared *a = into;
    const struct shared *b = from;

    for (uint32_t i = 0; i < b->set.count; i++)
        shared_put(a, b->keys[i], &b->first[i]);
    a->set.more |= b->set.more;
}

static void
shared_measure(const void *memory, const struct rc_measure_call *call,
               struct rc_measure_sink *to)
{
    const struct shared *shared = memory;

    for (uint32_t i = 0; shared && i < shared->set.count; i++)
        to->indicate(to, &(struct rc_indicator){.kind = RC_TIE_PAYOUT,
                                                .value = shared->keys[i],
                                                .days = 1,
                                                .ref = shared->first[i]});
}

const struct rc_detector rc_detector_shared_bank_account = {
    .name = "shared-bank-account",
    .says = "payout accounts, to be compared between people",
    .kinds = RC_KIND_BIT(PAYOUT_CHANGE) | RC_KIND_BIT(WORKER) |
             RC_KIND_BIT(CANDIDATE),
    .version = 1,
    .memory_bytes = sizeof(struct shared),
    .observe = shared_observe,
    .merge = shared_merge,
    .measure = shared_measure,
};
