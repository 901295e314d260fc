/*
 * odd.c -- honest people of many odd kinds (kinds.def).
 *
 * Nearly every sign has people like these behind it.  A kind takes the next
 * people of a shuffled list, so each has one oddity; a few get two.
 */
#include "demo/company.h"

#include <stdlib.h>

struct queue { /* honest workers in a shuffled order */
    uint32_t *who;
    uint32_t count, next;
};

static void
stay(struct demo_person *p, int from, int days, unsigned city, bool told)
{
    if (p->stays == DEMO_STAYS)
        return;
    int to = from + days - 1 < DEMO_DAYS ? from + days - 1 : DEMO_DAYS - 1;

    p->stay[p->stays++] =
        (struct demo_stay){(int16_t)from, (int16_t)to, (uint8_t)city, told};
}

static void
move(struct demo_person *p, struct demo_rng *rng)
{
    unsigned city =
        demo_chance(rng, 500) ? p->city : rc_demo_city_near(rng, p->city);

    p->next_home = rc_demo_address_draw(rng, city);
    p->move_day = (int16_t)demo_between(rng, 15, 150);
    p->report_day = (int16_t)(p->move_day + demo_between(rng, -8, 3));
    p->hybrid = p->hybrid && city == p->city;
}

static void
move_late(struct demo_person *p, struct demo_rng *rng)
{
    move(p, rng);
    p->report_day = (int16_t)(p->move_day + demo_between(rng, 12, 30));
}

static void
trip(struct demo_person *p, struct demo_rng *rng)
{
    int trips = demo_between(rng, 1, 3);

    for (int i = 0; i < trips; i++) {
        unsigned city = demo_chance(rng, 600)
                            ? rc_demo_city_near(rng, p->city)
                            : demo_below(rng, rc_demo_city_count);

        stay(p, demo_between(rng, 0, 170), demo_between(rng, 2, 9), city,
             false);
    }
}

static void
wander(struct demo_person *p, struct demo_rng *rng)
{
    int from = demo_between(rng, 5, 70), days = demo_between(rng, 28, 80);

    stay(p, from, days, demo_below(rng, rc_demo_city_count), true);
    if (demo_chance(rng, 400))
        stay(p, from + days + 10, demo_between(rng, 14, 40),
             demo_below(rng, rc_demo_city_count), true);
    p->clock = demo_chance(rng, 600); /* keeps the team's hours */
}

static void
wander_quietly(struct demo_person *p, struct demo_rng *rng)
{
    stay(p, demo_between(rng, 5, 110), demo_between(rng, 25, 90),
         demo_below(rng, rc_demo_city_count), false);
    p->clock = demo_chance(rng, 700);
}

static void
sit_late(struct demo_person *p, struct demo_rng *rng)
{
    bool deep = demo_chance(rng, 350);

    p->start = (int16_t)((deep ? 1200 : 840) + demo_bell(rng, 60));
    p->length = (int16_t)demo_between(rng, 450, 540);
    p->wobble = 60;
    if (demo_chance(rng, deep ? 600 : 350)) { /* agreed with HR */
        p->agreed_start = deep ? 1200 : 840;
        p->agreed_end = deep ? 240 : 1380;
    }
}

static void
rise_early(struct demo_person *p, struct demo_rng *rng)
{
    p->start = (int16_t)demo_between(rng, 310, 410);
}

static void
work_part(struct demo_person *p, struct demo_rng *rng)
{
    p->agreed_end = (int16_t)(p->agreed_start + 240);
    p->length = (int16_t)demo_between(rng, 235, 290);
}

static void
use_vpn(struct demo_person *p, struct demo_rng *rng)
{
    p->vpn = (uint16_t)demo_between(rng, 500, 950);
    if (demo_chance(rng, 200))
        p->vpn_city = (uint8_t)demo_below(rng, rc_demo_city_count);
}

static void
hide_face(struct demo_person *p, struct demo_rng *rng)
{
    p->camera_on = (uint16_t)demo_between(rng, 0, 20);
    if (demo_chance(rng, 200))
        p->camera = 255; /* has none */
}

static void
stream(struct demo_person *p, struct demo_rng *rng)
{
    p->virtual_camera = (uint8_t)demo_between(rng, 1, 3);
    p->virtual_share = (uint16_t)demo_between(rng, 600, 1000);
}

static void
await_parcel(struct demo_person *p, struct demo_rng *rng)
{
    if (p->ship_day == DEMO_NEVER)
        p->ship_day =
            (int16_t)demo_between(rng, p->hired > -200 ? p->hired : -200, 170);
    p->hybrid = false;
}

static void
use_shop(struct demo_person *p, struct demo_rng *rng)
{
    await_parcel(p, rng);
    p->ship_how = DEMO_SHIP_SHOP;
    p->ship_redirected = demo_chance(rng, 500);
    p->ship_to = (struct demo_address){
        .city = p->city,
        .street = (uint8_t)(p->city * 3 + demo_below(rng, 3)),
        .number = (uint16_t)(20 + p->city * 8),
        .zip = (uint16_t)(p->city % 100)};
}

static void
ship_to_parents(struct demo_person *p, struct demo_rng *rng)
{
    await_parcel(p, rng);
    p->ship_how = DEMO_SHIP_PARENTS;
    p->ship_redirected = demo_chance(rng, 400);
    p->ship_to = rc_demo_address_draw(rng, rc_demo_city_near(rng, p->city));
}

static void
hire_lately(struct demo_person *p, struct demo_rng *rng)
{
    if (p->hired >= DEMO_ATS_FROM + 40)
        return;
    p->hired = (int16_t)demo_between(rng, DEMO_ATS_FROM + 40, 90);
    p->ship_day = (int16_t)(p->hired - demo_between(rng, 4, 10));
    p->left = DEMO_NEVER;
    unsigned kept = 0; /* nobody was paid before */

    for (unsigned i = 0; i < p->payouts; i++)
        if (p->payout[i].day > p->hired || i + 1 == p->payouts)
            p->payout[kept++] = p->payout[i];
    p->payouts = (uint8_t)kept;
    p->payout[0].day = p->hired;
}

static void
take_template(struct demo_person *p, struct demo_rng *rng)
{
    hire_lately(p, rng);
    p->resume = DEMO_RESUME_TEMPLATE;
}

static void
change_banks(struct demo_person *p, struct demo_rng *rng)
{
    int changes = demo_between(rng, 2, 4);

    for (int i = 0; i < changes; i++)
        rc_demo_pay(p, demo_between(rng, p->hired > 0 ? p->hired + 1 : 3, 178),
                    (demo_next(rng) & ~DEMO_ACCOUNT_BITS) | 1);
}

static void
contract_abroad(struct demo_person *p, struct demo_rng *rng)
{
    unsigned city;

    do
        city = demo_below(rng, rc_demo_city_count);
    while (rc_demo_in_us(city));
    rc_demo_person_settle(p, city, rng);
    p->contractor = true;
    if (rc_demo_city[city].std_min >= 0 && demo_chance(rng, 500)) {
        p->agreed_start = 840; /* for the customers' afternoon */
        p->agreed_end = 1320;
        p->start = (int16_t)(840 + demo_bell(rng, 40));
    }
}

static void
help_family(struct demo_person *p, struct demo_rng *rng)
{
    p->tool = demo_chance(rng, 500) ? 1 : 4;
    p->tool_from = (int16_t)demo_between(rng, p->hired > 0 ? p->hired : 0, 176);
    p->tool_to = (int16_t)(p->tool_from + demo_between(rng, 0, 3));
}

static void
run_it(struct demo_person *p, struct demo_rng *rng)
{
    static const uint8_t tools[] = {1, 4, 5};

    p->department = DEMO_DEPT_IT;
    p->tool = tools[demo_below(rng, 3)];
    p->tool_from = p->hired;
    p->tool_to = DEMO_NEVER;
}

static void
share_desk(struct demo_person *p, struct demo_rng *rng)
{
    p->cowork = (uint16_t)demo_between(rng, 300, 750);
}

static void
sell(struct demo_person *p, struct demo_rng *rng)
{
    (void)rng; /* the weeks are decided in life.c */
    p->department = DEMO_DEPT_SALES;
}

static void (*const become[DEMO_KINDS])(struct demo_person *,
                                        struct demo_rng *) = {
    [DEMO_MOVER] = move,
    [DEMO_LATE_MOVER] = move_late,
    [DEMO_TRIPPER] = trip,
    [DEMO_NOMAD] = wander,
    [DEMO_QUIET_NOMAD] = wander_quietly,
    [DEMO_NIGHT_OWL] = sit_late,
    [DEMO_EARLY_BIRD] = rise_early,
    [DEMO_PART_TIME] = work_part,
    [DEMO_VPN_USER] = use_vpn,
    [DEMO_CAMERA_SHY] = hide_face,
    [DEMO_VIRTUAL_CAM] = stream,
    [DEMO_PARCEL_SHOP] = use_shop,
    [DEMO_PARENTS] = ship_to_parents,
    [DEMO_TEMPLATE] = take_template,
    [DEMO_EX_COLLEAGUE] = hire_lately,
    [DEMO_NEOBANK] = change_banks,
    [DEMO_ABROAD] = contract_abroad,
    [DEMO_FAMILY_HELP] = help_family,
    [DEMO_IT_STAFF] = run_it,
    [DEMO_COWORKER] = share_desk,
    [DEMO_SALES_TRIPS] = sell,
};

static void
give(struct demo_company *co, uint32_t who, enum demo_kind kind)
{
    struct demo_person *p = &co->people[who];
    struct demo_rng rng = demo_rng_of(co->seed, who, kind, DEMO_S_ODD);

    p->kinds |= UINT32_C(1) << kind;
    if (become[kind])
        become[kind](p, &rng);
}

/* Two under one roof: one address, one line; a couple may share the account. */
static void
join_house(struct demo_company *co, uint32_t a, uint32_t b, bool couple)
{
    struct demo_person *p = &co->people[a], *q = &co->people[b];
    struct demo_rng rng = demo_rng_of(co->seed, a, b, DEMO_S_ODD);

    q->city = q->real_city = p->city;
    q->home = q->ship_to = p->home;
    q->home_key = p->home_key;
    q->hybrid = q->hybrid && p->hybrid;
    q->vpn_city = p->vpn_city;
    p->mate = b + 1;
    q->mate = a + 1;
    if (!couple)
        return;
    p->declared = q->declared = true;
    if (demo_chance(&rng,
                    400)) { /* one of them fell in love with a colleague */
        q->last = p->last;
    }
    if (demo_chance(&rng, 550)) {
        int day = q->hired > 0 ? q->hired : 0;

        rc_demo_pay(q, demo_between(&rng, day - 300, 170),
                    p->payout[p->payouts - 1].account);
        if (q->payout[0].day < q->hired)
            q->payout[0].day = q->hired;
    }
    if (demo_chance(&rng, 250)) {
        give(co, a, DEMO_MOVER);
        q->kinds |= DEMO_BIT(MOVER);
        q->next_home = p->next_home;
        q->move_day = p->move_day;
        q->report_day = p->report_day;
        q->hybrid = false;
    }
}

static uint32_t
take(struct queue *queue)
{
    return queue->next < queue->count ? queue->who[queue->next++] : UINT32_MAX;
}

static void
give_pairs(struct demo_company *co, struct queue *queue, enum demo_kind kind,
           uint32_t people)
{
    for (uint32_t done = 0; done + 1 < people || (people == 1 && !done);
         done += 2) {
        uint32_t a = take(queue), b = take(queue);

        if (b == UINT32_MAX)
            return;
        give(co, a, kind);
        give(co, b, kind);
        if (kind == DEMO_EX_COLLEAGUE) {
            co->people[a].resume = co->people[b].resume = DEMO_RESUME_PROJECT;
            co->people[a].group = co->people[b].group =
                demo_hash(co->seed, a, DEMO_S_PROJECT);
        } else {
            join_house(co, a, b, kind == DEMO_COUPLE);
        }
    }
}

/* A handful has two oddities, which is a coincidence and no more. */
static void
give_two(struct demo_company *co, struct queue *queue, struct demo_rng *rng)
{
    static const uint8_t twos[][2] = {
        {DEMO_NOMAD, DEMO_NEOBANK},          {DEMO_NIGHT_OWL, DEMO_CAMERA_SHY},
        {DEMO_VPN_USER, DEMO_VIRTUAL_CAM},   {DEMO_TRIPPER, DEMO_CAMERA_SHY},
        {DEMO_ABROAD, DEMO_NEOBANK},         {DEMO_MOVER, DEMO_NEOBANK},
        {DEMO_IT_STAFF, DEMO_NIGHT_OWL},     {DEMO_PARENTS, DEMO_QUIET_NOMAD},
        {DEMO_LATE_MOVER, DEMO_FAMILY_HELP}, {DEMO_VPN_USER, DEMO_EARLY_BIRD},
        {DEMO_QUIET_NOMAD, DEMO_VPN_USER},   {DEMO_TEMPLATE, DEMO_PARCEL_SHOP},
    };
    enum { TWOS = sizeof(twos) / sizeof(twos[0]) };
    uint32_t n = demo_share(rng, co->workers, 30);

    for (uint32_t i = 0; i < (n ? n : 1); i++) {
        unsigned pick = demo_below(rng, TWOS);
        uint32_t who = take(queue);

        if (who == UINT32_MAX)
            return;
        give(co, who, twos[pick][0]);
        give(co, who, twos[pick][1]);
    }
}

void
rc_demo_odd(struct demo_company *co)
{
    static const int permille[] = {
#define KIND(name, share, says) share,
#include "demo/kinds.def"
#undef KIND
    };
    struct demo_rng rng = demo_rng_of(co->seed, 1, 0, DEMO_S_ODD);
    struct queue queue = {rc_alloc(co->workers * sizeof(uint32_t)), 0, 0};

    for (uint32_t i = 0; i < co->workers; i++)
        if (!co->people[i].planted)
            queue.who[queue.count++] = i;
    for (uint32_t i = queue.count; i > 1; i--) {
        uint32_t j = demo_below(&rng, i), kept = queue.who[j];

        queue.who[j] = queue.who[i - 1];
        queue.who[i - 1] = kept;
    }
    for (unsigned kind = 0; kind < DEMO_KINDS; kind++) {
        uint32_t n = demo_share(&rng, co->workers, permille[kind]);

        if (kind == DEMO_COUPLE || kind == DEMO_FLATMATE ||
            kind == DEMO_EX_COLLEAGUE) {
            give_pairs(co, &queue, kind, n);
            continue;
        }
        for (uint32_t i = 0; i < n; i++) {
            uint32_t who = take(&queue);

            if (who != UINT32_MAX)
                give(co, who, kind);
        }
    }
    give_two(co, &queue, &rng);
    free(queue.who);
}
