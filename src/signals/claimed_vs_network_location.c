/*
 * claimed_vs_network_location.c -- on how many days did the network put
 * somebody only where they said they would not be?
 *
 *     place      48-day slots, a bit a day
 *     claimed    |##### #####  ##### ...   |
 *     other      |     #           #    ...|   two days outside? Only if the
 *                                              claimed row is empty that day.
 *
 * A day on which any record agrees is inside: geolocation of single addresses
 * is often wrong, a phone roams, a VPN client comes and goes.  What the vendor
 * holds for a proxy is left out, it tells where the proxy is.  Which place it
 * is counts for nothing.
 *
 * Each place has its own ring of days, so all are read over the same window:
 * the SLOTS newest slots of the newest place.  PLACES regions in a bit over
 * nine months are more than travel; somebody with more is mostly behind exits
 * that nobody flagged, and the sample might have lost the home: not seen.
 *
 * MIN_DAYS: below ten known days one wrong entry of a location table, which
 * lasts for days, is a large share.
 */
#include "signals/detectors.h"
#include "signals/keep.h"

enum { PLACES = 24, SLOTS = 6, SLOT_DAYS = 48, MIN_DAYS = 10, RECENT = 60 };
enum { WINDOW = SLOTS * SLOT_DAYS };

struct place {
    uint64_t country;
    uint64_t days[SLOTS];
    struct rc_ref first;
};
struct places {
    struct rc_keep_set set;
    uint64_t keys[PLACES]; /* the region's, or the country's where unknown */
    struct place places[PLACES];
};

static void
places_observe(void *memory, const struct rc_seen *seen)
{
    struct places *places = memory;
    const struct rc_place *at = &seen->place;
    bool fresh;

    if (!at->country || !rc_keep_dated(seen->day) ||
        seen->obs->outcome == RC_FAILURE || seen->obs->flags & RC_IS_PROXY)
        return;
    struct place *place =
        rc_keep_put(&places->set, places->keys, places->places, sizeof *place,
                    PLACES, at->region ? at->region : at->country, &fresh);

    if (!place)
        return;
    rc_keep_first(&place->first, &seen->ref, fresh);
    place->country = at->country;
    rc_keep_ring(place->days, SLOTS, (uint32_t)seen->day / SLOT_DAYS,
                 (uint32_t)seen->day % SLOT_DAYS);
}

static void
places_merge(void *into, const void *from)
{
    struct places *a = into;
    const struct places *b = from;
    bool fresh;

    for (uint32_t i = 0; i < b->set.count; i++) {
        struct place *place =
            rc_keep_put(&a->set, a->keys, a->places, sizeof *place, PLACES,
                        b->keys[i], &fresh);

        if (!place)
            continue;
        rc_keep_first(&place->first, &b->places[i].first, fresh);
        place->country = b->places[i].country;
        rc_keep_ring_merge(place->days, b->places[i].days, SLOTS);
    }
    a->set.more |= b->set.more;
}

/* The newest slot that is not after as_of, or -1. */
static int64_t
newest_slot(const struct places *places, int64_t as_of_day)
{
    int64_t newest = -1;

    for (uint32_t i = 0; i < places->set.count; i++)
        for (int s = 0; s < SLOTS; s++) {
            uint64_t slot = places->places[i].days[s];
            int64_t tag = (int64_t)(slot >> 48);

            if (slot && tag * SLOT_DAYS <= as_of_day && tag > newest)
                newest = tag;
        }
    return newest;
}

/* By day of the window: what the claims say of it. */
enum { KNOWN = 1, INSIDE = 2 };
struct window {
    int64_t first_day;
    uint8_t day[WINDOW];
    uint64_t outside[PLACES]; /* places with a day that differs */
};

static void
read_place(const struct places *places, uint32_t at,
           const struct rc_person *person, struct window *window)
{
    const struct place *place = &places->places[at];
    uint64_t key = places->keys[at];
    struct rc_place seen = {.country = place->country,
                            .region = key == place->country ? 0 : key};

    for (int s = 0; s < SLOTS; s++) {
        int64_t start = (int64_t)(place->days[s] >> 48) * SLOT_DAYS;

        for (int bit = 0; bit < SLOT_DAYS; bit++) {
            int64_t day = start + bit, i = day - window->first_day;

            if (!(place->days[s] >> bit & 1) || i < 0 || i >= WINDOW)
                continue;
            enum rc_agreement agrees = rc_person_place(
                person, day * RC_US_PER_DAY + RC_US_PER_DAY / 2, &seen);

            if (agrees == RC_PLACE_AGREES)
                window->day[i] |= KNOWN | INSIDE;
            else if (agrees == RC_PLACE_DIFFERS) {
                window->day[i] |= KNOWN;
                window->outside[at] = 1;
            }
        }
    }
}

static void
tell(const struct window *window, int64_t from, const char *name,
     const struct rc_keep_refs *refs, struct rc_measure_sink *to)
{
    struct rc_measure measure = {.name = name, .unit = "share of days"};
    uint32_t known = 0, outside = 0;

    for (int64_t i = from < 0 ? 0 : from; i < WINDOW; i++) {
        known += (window->day[i] & KNOWN) != 0;
        outside += window->day[i] == KNOWN;
    }
    measure.seen = known >= MIN_DAYS;
    measure.value = known ? (double)outside / known : 0;
    if (outside)
        rc_keep_show(&measure, refs);
    measure.why =
        known ? rc_arena_print(
                    to->arena,
                    "On %u of %u days with a known network place, none of "
                    "the places was a declared one.",
                    outside, known)
              : RC_S("No network place and declared place to compare.");
    to->take(to, &measure);
}

static void
places_measure(const void *memory, const struct rc_measure_call *call,
               struct rc_measure_sink *to)
{
    const struct places *places = memory;
    struct window window = {0};
    struct rc_keep_refs refs = {0};
    int64_t as_of_day = rc_day_of(call->as_of_us);
    int64_t newest = places ? newest_slot(places, as_of_day) : -1;

    if (newest >= 0 && !places->set.more) {
        window.first_day = (newest - SLOTS + 1) * SLOT_DAYS;
        for (uint32_t i = 0; i < places->set.count; i++)
            read_place(places, i, call->person, &window);
        for (uint32_t i = 0; i < places->set.count; i++)
            if (window.outside[i])
                rc_keep_refs_put(&refs, &places->places[i].first);
    }
    tell(&window, 0, "days_outside_claim_share", &refs, to);
    tell(&window, as_of_day - RECENT + 1 - window.first_day,
         "days_outside_claim_recent", &refs, to);
}

const struct rc_detector rc_detector_claimed_vs_network_location = {
    .name = "claimed-vs-network-location",
    .says = "share of days seen only outside the places declared for them",
    .kinds = RC_KIND_BIT(SIGN_IN) | RC_KIND_BIT(MEETING) | RC_KIND_BIT(ACCESS) |
             RC_KIND_BIT(NETWORK),
    .version = 1,
    .memory_bytes = sizeof(struct places),
    .observe = places_observe,
    .merge = places_merge,
    .measure = places_measure,
};
