/*
 * ring.c -- the planted: personas that somebody else operates.
 *
 * Rings of two to five and a few lone operators.  A persona shows a random,
 * incomplete part of what published cases show, since nobody makes every
 * mistake; some are careful and show three or four weak things.  Where they
 * claim to live, what they are called and what they do is drawn as for anybody
 * else.
 */
#include "demo/company.h"

#include <stdlib.h>

enum { RING_MIN = 2, RING_MAX = 5, CAREFUL = 150 };

uint32_t
rc_demo_planted_of(uint32_t workers)
{
    uint32_t ringed = (workers * 3 + 50) / 100;

    ringed = ringed < 3 ? 3 : ringed;
    return ringed + (ringed + 2) / 5;
}

/* keeps count of the candidates' bits, by chance */
static uint16_t
pick_traits(struct demo_rng *rng, const uint8_t *among, unsigned count,
            unsigned keep)
{
    uint8_t left[DEMO_TRAITS];
    uint16_t traits = 0;

    memcpy(left, among, count);
    for (; keep && count; keep--) {
        unsigned at = demo_below(rng, count);

        traits |= (uint16_t)(1u << left[at]);
        left[at] = left[--count];
    }
    return traits;
}

static uint16_t
traits_of(const struct demo_person *p, struct demo_rng *rng)
{
    static const uint8_t weak[] = {DEMO_T_SHIP_CHANGE, DEMO_T_PAY_CHURN,
                                   DEMO_T_ELSEWHERE,   DEMO_T_ODD_HOURS,
                                   DEMO_T_CAM_OFF,     DEMO_T_TOOL,
                                   DEMO_T_EGRESS};
    static const uint8_t lone[] = {DEMO_T_SHIP_CHANGE, DEMO_T_PAY_CHURN,
                                   DEMO_T_ELSEWHERE,   DEMO_T_ODD_HOURS,
                                   DEMO_T_CAM_OFF,     DEMO_T_CAM_VIRTUAL,
                                   DEMO_T_TOOL};
    uint8_t all[DEMO_TRAITS];

    for (unsigned i = 0; i < DEMO_TRAITS; i++)
        all[i] = (uint8_t)i;
    if (p->careful)
        return pick_traits(rng, weak, p->ring < 0 ? 6 : 7,
                           (unsigned)demo_between(rng, 3, 4));
    if (p->ring < 0)
        return pick_traits(rng, lone, 7, (unsigned)demo_between(rng, 4, 6));
    return pick_traits(rng, all, DEMO_TRAITS,
                       (unsigned)demo_between(rng, 5, 8));
}

static void
plant_network(struct demo_person *p, const struct demo_ring *ring,
              struct demo_rng *rng)
{
    bool shared = ring && DEMO_HAS(p, EGRESS);
    bool elsewhere = DEMO_HAS(p, ELSEWHERE);

    if (shared &&
        (!elsewhere || DEMO_HAS(p, FARM_SHIP) || demo_chance(rng, 500)))
        p->mode = DEMO_MODE_FARM;
    else
        p->mode = elsewhere || shared ? DEMO_MODE_DIRECT : DEMO_MODE_PROXY;
    if (shared && !elsewhere) /* the farm stands where they claim to live */
        rc_demo_person_settle(p, ring->farm_city, rng);
    if (p->mode == DEMO_MODE_DIRECT)
        p->real_days = (uint16_t)demo_between(rng, 250, 850);
    else if (elsewhere)
        p->real_days = (uint16_t)demo_between(rng, 60, 350);
    if (p->careful)
        p->real_days = (uint16_t)(elsewhere ? demo_between(rng, 30, 140) : 0);
    p->real_city = ring ? (uint8_t)ring->real_city : p->city;
    int gap =
        rc_demo_city[p->real_city].std_min - rc_demo_city[p->city].std_min;

    gap = gap < 0 ? -gap : gap;
    gap = gap > 720 ? 1440 - gap : gap;
    if (gap < 420)
        p->real_city = (uint8_t)rc_demo_city_far(rng, p->city, 7);
    p->mobile = 40;
    p->cafe = p->vpn = p->cowork = 0;
    p->hybrid = false;
    p->other_key = 0;
}

static void
plant_hours(struct demo_person *p, struct demo_rng *rng)
{
    p->clock = 1; /* adapted to the claimed day */
    if (!DEMO_HAS(p, ODD_HOURS))
        return;
    if (p->careful) {
        p->start = (int16_t)(p->start + demo_between(rng, 120, 210));
        return;
    }
    p->clock = 2;
    p->start = (int16_t)demo_between(rng, 480, 600);
    p->wobble = 60;
}

static void
plant_parcel(struct demo_person *p, const struct demo_ring *ring,
             struct demo_rng *rng)
{
    bool farm = ring && DEMO_HAS(p, FARM_SHIP);

    if (!farm && !DEMO_HAS(p, SHIP_CHANGE))
        return;
    if (p->ship_day == DEMO_NEVER)
        p->ship_day =
            (int16_t)demo_between(rng, p->hired > -150 ? p->hired : -150, 165);
    p->ship_redirected = DEMO_HAS(p, SHIP_CHANGE);
    p->ship_how = farm ? DEMO_SHIP_FARM : DEMO_SHIP_OTHER;
    if (farm)
        p->ship_to = ring->farm;
    else
        p->ship_to = rc_demo_address_draw(
            rng,
            demo_chance(rng, 400) ? p->city : rc_demo_city_near(rng, p->city));
    if (farm && !p->ship_redirected && demo_chance(rng, 400) &&
        ring->farm_city == p->city)
        p->home = ring->farm; /* HR was told the farm's address */
}

static void
plant_pay(struct demo_person *p, const struct demo_ring *ring,
          struct demo_rng *rng)
{
    int from = p->hired > 0 ? p->hired : 0;
    int changes = p->careful ? 1 : demo_between(rng, 2, 5);

    if (DEMO_HAS(p, PAY_CHURN))
        for (int i = 0; i < changes; i++)
            rc_demo_pay(p, demo_between(rng, from + 4, 178),
                        (demo_next(rng) & ~DEMO_ACCOUNT_BITS) |
                            (demo_chance(rng, 400) ? 1 : 0));
    if (!ring || !DEMO_HAS(p, PAY_SHARED))
        return;
    if (demo_chance(rng, 500))
        p->payout[0].account = ring->account;
    else
        rc_demo_pay(p, demo_between(rng, from + 4, 178), ring->account);
}

static void
plant_camera(struct demo_person *p, struct demo_rng *rng)
{
    if (DEMO_HAS(p, CAM_OFF))
        p->camera_on = (uint16_t)(p->careful ? demo_between(rng, 120, 350)
                                             : demo_between(rng, 0, 90));
    if (DEMO_HAS(p, CAM_VIRTUAL)) {
        p->virtual_camera = (uint8_t)demo_between(rng, 1, 4);
        p->virtual_share = 1000;
    }
}

/* Known cases were found in their first two years. */
static void
plant_hire(struct demo_person *p, struct demo_rng *rng)
{
    int at = demo_between(rng, 0, DEMO_HAS(p, RESUME) ? 8 : 9);

    p->hired = (int16_t)(at < 4   ? demo_between(rng, 1, 110)
                         : at < 9 ? demo_between(rng, DEMO_ATS_FROM + 40, 0)
                                  : demo_between(rng, -800, DEMO_ATS_FROM));
    p->left = DEMO_NEVER;
    if (demo_chance(rng, 100))
        p->left =
            (int16_t)demo_between(rng, p->hired > 30 ? p->hired + 30 : 60, 178);
    p->ship_day = p->hired >= DEMO_SHIP_FROM
                      ? (int16_t)(p->hired - demo_between(rng, 4, 10))
                      : DEMO_NEVER;
    p->payouts = 0;
    rc_demo_pay(p, p->hired, demo_next(rng) & ~DEMO_ACCOUNT_BITS);
}

/* Who they are to be: before anything is done, since a ring's members must
 * share what is said to be shared. */
static void
choose(struct demo_company *co, struct demo_person *p,
       const struct demo_ring *ring)
{
    struct demo_rng rng = demo_rng_of(co->seed, p->index, 7, DEMO_S_RING);

    p->planted = true;
    p->ring = ring ? (int32_t)ring->id : -1;
    p->careful = demo_chance(&rng, CAREFUL);
    p->traits = traits_of(p, &rng);
}

/* What only one shows is not shared: another shows it too, or nobody. */
static void
share_traits(struct demo_person *const *member, unsigned count)
{
    static const uint8_t shared[] = {DEMO_T_FARM_SHIP, DEMO_T_PAY_SHARED,
                                     DEMO_T_EGRESS, DEMO_T_RESUME};

    for (unsigned t = 0; t < sizeof(shared); t++) {
        uint16_t bit = (uint16_t)(1u << shared[t]);
        struct demo_person *holder = NULL, *other = NULL;
        unsigned holders = 0;

        for (unsigned i = 0; i < count; i++) {
            if (member[i]->traits & bit) {
                holder = member[i];
                holders++;
            } else if (!member[i]->careful) {
                other = member[i];
            }
        }
        if (holders != 1)
            continue;
        if (other)
            other->traits |= bit;
        else
            holder->traits &= (uint16_t)~bit;
    }
}

static void
plant(struct demo_company *co, struct demo_person *p,
      const struct demo_ring *ring)
{
    struct demo_rng rng = demo_rng_of(co->seed, p->index, 8, DEMO_S_RING);

    plant_hire(p, &rng);
    plant_network(p, ring, &rng);
    plant_hours(p, &rng);
    plant_parcel(p, ring, &rng);
    plant_pay(p, ring, &rng);
    plant_camera(p, &rng);
    if (DEMO_HAS(p, TOOL)) {
        p->tool = ring && !p->careful
                      ? ring->tool
                      : (uint8_t)(1 + demo_below(&rng, rc_demo_tool_count - 1));
        p->tool_from = (int16_t)(p->hired + demo_between(&rng, 1, 15));
        p->tool_to = (int16_t)(p->careful ? p->tool_from + 5 : DEMO_NEVER);
    }
    if (ring && DEMO_HAS(p, RESUME)) {
        p->resume = DEMO_RESUME_RING;
        p->group = ring->text;
    }
}

static void
found_ring(struct demo_company *co, struct demo_ring *ring, uint32_t id)
{
    struct demo_rng rng = demo_rng_of(co->seed, id, 1, DEMO_S_RING);

    ring->id = id;
    ring->farm_city = rc_demo_city_draw(&rng);
    ring->real_city = rc_demo_city_far(&rng, ring->farm_city, 7);
    ring->farm = rc_demo_address_draw(&rng, ring->farm_city);
    ring->farm_first = (uint16_t)demo_below(&rng, rc_demo_first_count);
    ring->farm_last = (uint16_t)demo_below(&rng, rc_demo_last_count);
    ring->farm_key = demo_next(&rng);
    ring->house_key = demo_next(&rng);
    ring->exit_key = demo_next(&rng);
    ring->account = demo_next(&rng) | DEMO_SHARED_ACCOUNT;
    ring->text = demo_next(&rng);
    ring->tool = (uint8_t)(1 + demo_below(&rng, rc_demo_tool_count - 1));
    ring->phone = demo_chance(&rng, 500);
}

/* The next worker that is not planted yet, anywhere. */
static struct demo_person *
anyone(struct demo_company *co, struct demo_rng *rng)
{
    uint32_t at = demo_below(rng, co->workers);

    while (co->people[at].planted)
        at = (at + 1) % co->workers;
    co->planted_workers++;
    return &co->people[at];
}

void
rc_demo_rings(struct demo_company *co)
{
    struct demo_rng rng = demo_rng_of(co->seed, 0, 0, DEMO_S_RING);
    uint32_t all = rc_demo_planted_of(co->workers);
    uint32_t ringed = (co->workers * 3 + 50) / 100;

    ringed = ringed < 3 ? 3 : ringed;
    co->rings = rc_alloc((ringed / RING_MIN + 1) * sizeof(*co->rings));
    memset(co->rings, 0, (ringed / RING_MIN + 1) * sizeof(*co->rings));
    for (uint32_t left = ringed; left;) {
        uint32_t size = (uint32_t)demo_between(&rng, RING_MIN, RING_MAX);
        struct demo_ring *ring = &co->rings[co->ring_count];

        if (size > left || left - size == 1)
            size = left <= RING_MAX                      ? left
                   : left - size == 1 && size > RING_MIN ? size - 1
                                                         : size + 1;
        found_ring(co, ring, co->ring_count++);
        ring->size = size;
        left -= size;
        struct demo_person *member[RING_MAX];

        for (unsigned i = 0; i < size; i++) {
            member[i] = anyone(co, &rng);
            choose(co, member[i], ring);
        }
        share_traits(member, size);
        for (unsigned i = 0; i < size; i++)
            plant(co, member[i], ring);
    }
    while (co->planted_workers < all) {
        struct demo_person *p = anyone(co, &rng);

        choose(co, p, NULL);
        plant(co, p, NULL);
    }
}

void
rc_demo_ring_applicants(struct demo_company *co)
{
    struct demo_rng rng = demo_rng_of(co->seed, 2, 0, DEMO_S_RING);
    uint32_t at = co->workers, end = co->workers + co->applicants / 2;

    for (uint32_t r = 0; r < co->ring_count; r++) {
        const struct demo_ring *ring = &co->rings[r];
        int n = demo_between(&rng, 0, 2);

        for (; n && at < end; n--, at += 1 + demo_below(&rng, 2)) {
            struct demo_person *p = &co->people[at];

            p->planted = true;
            p->ring = (int32_t)r;
            p->kinds = 0;
            p->traits = 1u << DEMO_T_RESUME;
            p->resume = DEMO_RESUME_RING;
            p->group = ring->text;
            if (ring->phone)
                p->phone_of = (uint16_t)(r + 1);
            if (demo_chance(&rng, 400)) {
                p->city = (uint8_t)ring->farm_city;
                p->home = ring->farm;
            }
            co->planted_applicants++;
        }
    }
}
