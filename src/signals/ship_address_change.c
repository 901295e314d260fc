/*
 * ship_address_change.c -- equipment sent where HR knows of nobody living.
 *
 * Distinct delivery addresses count that are none of those HR held for the
 * person within GRACE_DAYS of the delivery: people tell HR about a move some
 * weeks early or late.  Where one side has no unit number, the building must
 * do.  A redirect that names no new address counts by itself, unless a new
 * address came into force at HR around then.
 *
 * Offices, depots and staffing firms receive for many: an address that took
 * parcels for HUB_PEOPLE people, and for a fiftieth of everybody, is theirs and
 * does not count.  A facilitator's home with as many parcels in one company is
 * still shown by links/.  Parcels going back are not deliveries.
 *
 * If HR holds no address, there is nothing to differ from: then only redirects
 * are told, and without one nothing could be seen.
 */
#include "signals/detectors.h"
#include "signals/keep.h"
#include "signals/tally.h"

enum {
    ADDRESSES = 12,
    GRACE_DAYS = 30,
    HUB_PEOPLE = 8,
    HUB_PART = 50, /* one in */
    WIDTH = 4096,
};

enum { UNIT = 1, REDIRECT = 2, UNNAMED = 4 };

struct delivery {
    uint64_t building, is;
    struct rc_ref first;
};
struct deliveries {
    struct rc_keep_set set;
    uint64_t whole[ADDRESSES];
    struct delivery deliveries[ADDRESSES];
};
struct company {
    uint32_t people;
    uint32_t received[2 * WIDTH]; /* people, by delivery address */
};

static bool
says(struct rc_slice text, const char *word)
{
    return rc_slice_ifind(text, rc_slice_of(word)) != SIZE_MAX;
}

static bool
is_redirect(const struct rc_obs *obs)
{
    return (obs->old_value.len && obs->new_value.len) ||
           says(obs->action, "redirect") || says(obs->action, "reroute") ||
           (says(obs->action, "address") &&
            (says(obs->action, "chang") || says(obs->action, "updat")));
}

static void
put(struct deliveries *kept, uint64_t whole, const struct delivery *one)
{
    bool fresh;
    struct delivery *delivery =
        rc_keep_put(&kept->set, kept->whole, kept->deliveries, sizeof *delivery,
                    ADDRESSES, whole, &fresh);

    if (!delivery)
        return;
    rc_keep_first(&delivery->first, &one->first, fresh);
    delivery->building = one->building;
    delivery->is |= one->is;
}

static void
deliveries_observe(void *memory, const struct rc_seen *seen)
{
    const struct rc_obs *obs = seen->obs;
    bool redirect = is_redirect(obs);
    struct rc_address sent_on = {0};

    if (says(obs->action, "return"))
        return;
    if (redirect) /* none: a status or a date changed, say */
        sent_on = rc_address_read(obs->new_value);

    const struct rc_address *to = sent_on.whole ? &sent_on : &seen->address;
    struct delivery one = {.building = to->building,
                           .is = (redirect ? REDIRECT : 0) |
                                 (to->unit ? UNIT : 0),
                           .first = seen->ref};
    uint64_t whole = to->whole;

    if (!whole && redirect) {
        one.is |= UNNAMED;
        whole = obs->tracking.len ? rc_hash(obs->tracking)
                                  : rc_hash_mix(REDIRECT, (uint64_t)seen->day);
    }
    if (whole)
        put(memory, whole, &one);
}

static void
deliveries_merge(void *into, const void *from)
{
    struct deliveries *a = into;
    const struct deliveries *b = from;

    for (uint32_t i = 0; i < b->set.count; i++)
        put(a, b->whole[i], &b->deliveries[i]);
    a->set.more |= b->set.more;
}

static void
deliveries_survey(const void *memory, const struct rc_person *person,
                  void *company)
{
    const struct deliveries *kept = memory;
    struct company *all = company;

    if (!kept || !kept->set.count)
        return;
    all->people++;
    for (uint32_t i = 0; i < kept->set.count; i++)
        rc_tally_add(all->received, WIDTH, kept->whole[i]);
}

static bool
is_hub(const struct company *all, uint64_t whole)
{
    uint32_t people = all ? rc_tally_of(all->received, WIDTH, whole) : 0;

    return people >= HUB_PEOPLE && people >= all->people / HUB_PART;
}

static bool
near(int64_t at_us, int64_t from_us, int64_t to_us)
{
    const int64_t grace_us = GRACE_DAYS * RC_US_PER_DAY;

    return at_us == RC_TIME_NONE ||
           ((from_us == RC_TIME_NONE || at_us >= from_us - grace_us) &&
            (to_us == RC_TIME_NONE || at_us <= to_us + grace_us));
}

/* Whether an address that HR held explains the delivery; *held: whether HR
 * holds any at all. */
static bool
explained(const struct delivery *delivery, uint64_t whole,
          const struct rc_person *person, bool *held)
{
    bool answer = false;

    for (size_t i = 0; i < person->claim_count; i++) {
        const struct rc_claim *claim = &person->claims[i];
        const struct rc_address *address = &claim->address;
        int64_t at_us = delivery->first.at_us;

        if (!address->whole)
            continue;
        *held = true;
        if (delivery->is & UNNAMED) {
            answer |= claim->from_us != RC_TIME_NONE &&
                      near(at_us, claim->from_us, claim->from_us);
            continue;
        }
        bool same = address->whole == whole ||
                    (address->building == delivery->building &&
                     (!address->unit || !(delivery->is & UNIT)));

        answer |= same && near(at_us, claim->from_us, claim->to_us);
    }
    return answer;
}

static void
deliveries_measure(const void *memory, const struct rc_measure_call *call,
                   struct rc_measure_sink *to)
{
    const struct deliveries *kept = memory;
    struct rc_measure measure = {.name = "ship_address_changes",
                                 .unit = "addresses"};
    struct rc_keep_refs refs = {0};
    uint32_t count = 0, redirects = 0;
    bool held = false;

    for (uint32_t i = 0; kept && i < kept->set.count; i++) {
        const struct delivery *one = &kept->deliveries[i];

        if (explained(one, kept->whole[i], call->person, &held) ||
            (!held && !(one->is & REDIRECT)) ||
            is_hub(call->company, kept->whole[i]))
            continue;
        count++;
        redirects += (one->is & REDIRECT) != 0;
        rc_keep_refs_put(&refs, &one->first);
    }
    measure.value = count;
    measure.seen = kept && kept->set.count && (held || count);
    rc_keep_show(&measure, &refs);
    if (!measure.seen)
        measure.why = kept && kept->set.count
                          ? RC_S("No address to compare deliveries with.")
                          : RC_S("No delivery of equipment was seen.");
    else
        measure.why = rc_arena_print(
            to->arena,
            "Equipment went to %u address%s that HR did not hold around then; "
            "%u of them by a change after the order.",
            count, count == 1 ? "" : "es", redirects);
    to->take(to, &measure);
}

const struct rc_detector rc_detector_ship_address_change = {
    .name = "ship-address-change",
    .says = "delivery addresses that are none of those HR held around then",
    .kinds = RC_KIND_BIT(SHIPMENT),
    .version = 1,
    .memory_bytes = sizeof(struct deliveries),
    .observe = deliveries_observe,
    .merge = deliveries_merge,
    .company_bytes = sizeof(struct company),
    .survey = deliveries_survey,
    .measure = deliveries_measure,
};
