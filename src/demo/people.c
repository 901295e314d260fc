/*
 * people.c -- ordinary people, before anything odd is given to some.
 *
 * Most work office hours on their own clock, from home, with the camera mostly
 * on, and are paid into an account that seldom changes (8 % in half a year).
 */
#include "demo/company.h"

#include <stdio.h>
#include <stdlib.h>

void
rc_demo_pay(struct demo_person *p, int day, uint64_t account)
{
    if (p->payouts == DEMO_PAYOUTS || day >= DEMO_DAYS)
        return;
    unsigned at = p->payouts++;

    for (; at && p->payout[at - 1].day > day; at--)
        p->payout[at] = p->payout[at - 1];
    p->payout[at] = (struct demo_payout){(int16_t)day, false, account};
}

void
rc_demo_person_settle(struct demo_person *p, unsigned city,
                      struct demo_rng *rng)
{
    p->city = p->real_city = (uint8_t)city;
    p->home = p->ship_to = rc_demo_address_draw(rng, city);
    p->home_key = demo_next(rng);
    p->other_key = 0;
    if (demo_chance(rng, 300)) { /* a partner's or the parents' place */
        p->other_key = demo_next(rng) | 1;
        p->other_city =
            (uint8_t)(demo_chance(rng, 600) ? city
                                            : rc_demo_city_near(rng, city));
    }
    p->vpn_city = (uint8_t)rc_demo_city_near(rng, city);
    p->hybrid = (city == 1 || city == 2 || city == 21) && demo_chance(rng, 450);
    p->office_days = (uint8_t)(demo_chance(rng, 500) ? 0x06 : 0x0a);
}

static void
pay_history(struct demo_person *p, struct demo_rng *rng)
{
    int day = p->hired > DEMO_PAY_FROM ? p->hired : DEMO_PAY_FROM;

    rc_demo_pay(p, day,
                (demo_next(rng) & ~DEMO_ACCOUNT_BITS) |
                    (demo_chance(rng, 120) ? 1 : 0));
    /* 8 % a half year; a year is two of them */
    for (int from = day + 30; from < DEMO_DAYS; from += 180)
        if (demo_chance(rng, 80))
            rc_demo_pay(p, from + demo_between(rng, 0, 179),
                        (demo_next(rng) & ~DEMO_ACCOUNT_BITS) |
                            (demo_chance(rng, 200) ? 1 : 0));
}

static void
rhythm(struct demo_person *p, struct demo_rng *rng)
{
    p->agreed_start = (int16_t)(480 + 30 * demo_between(rng, 0, 3));
    p->agreed_end = (int16_t)(p->agreed_start + 480);
    p->start = (int16_t)(p->agreed_start + demo_bell(rng, 45));
    p->length = (int16_t)(480 + demo_between(rng, -10, 75));
    p->wobble = (int16_t)demo_between(rng, 15, 60);
}

void
rc_demo_person_ordinary(const struct demo_company *co, struct demo_person *p,
                        struct demo_rng *rng)
{
    (void)co;
    p->ring = -1;
    p->first = (uint16_t)demo_below(rng, rc_demo_first_count);
    p->last = (uint16_t)demo_below(rng, rc_demo_last_count);
    p->department = (uint8_t)rc_demo_department_draw(rng);
    p->title = (uint8_t)demo_below(rng, 4);
    p->contractor = demo_chance(rng, 120);
    p->entra = demo_chance(rng, 500);
    p->move_day = p->report_day = p->left = DEMO_NEVER;
    p->hired =
        demo_chance(rng, 150)
            ? (int16_t)demo_between(rng, 1, 165)
            : (int16_t) - (1 + (int)(demo_below(rng, 2900) *
                                     (100 + demo_below(rng, 900)) / 1000));
    if (demo_chance(rng, 40))
        p->left =
            (int16_t)demo_between(rng, p->hired > 30 ? p->hired : 30, 176);
    rc_demo_person_settle(p, rc_demo_city_draw(rng), rng);
    rhythm(p, rng);
    p->mobile = (uint16_t)demo_between(rng, 30, 160);
    p->cafe = (uint16_t)demo_between(rng, 0, 60);
    p->vpn = demo_chance(rng, 60) ? 60 : 0;
    p->vpn_service = (uint8_t)demo_below(rng, 6);
    p->model = (uint8_t)demo_below(rng, rc_demo_model_count);
    p->os = (uint8_t)rc_demo_model[p->model].kind;
    p->camera = demo_chance(rng, 300) ? (uint8_t)(1 + demo_below(rng, 4)) : 0;
    p->camera_on =
        (uint16_t)(demo_chance(rng, 120) ? demo_between(rng, 250, 600)
                                         : demo_between(rng, 600, 970));
    p->ship_day = DEMO_NEVER;
    if (p->hired >= DEMO_SHIP_FROM)
        p->ship_day = (int16_t)(p->hired - demo_between(rng, 4, 10));
    else if (demo_chance(rng, 250)) /* the old one was replaced */
        p->ship_day = (int16_t)demo_between(rng, DEMO_SHIP_FROM, 165);
    if (p->hybrid && demo_chance(rng, 400))
        p->ship_day = DEMO_NEVER; /* fetched from the office */
    pay_history(p, rng);
}

static int
by_key(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;

    return x[0] < y[0] ? -1 : x[0] > y[0];
}

/* Teams are of people whose days overlap. */
static void
seat_people(struct demo_company *co)
{
    uint64_t(*keyed)[2] = rc_alloc(co->workers * sizeof(*keyed));

    for (uint32_t i = 0; i < co->workers; i++) {
        int east = rc_demo_city[co->people[i].city].std_min;
        uint64_t region = east < -120 ? 0 : east <= 240 ? 1 : 2;

        keyed[i][0] = region << 60 | demo_hash(co->seed, i, DEMO_S_TEAM) >> 5;
        keyed[i][1] = i;
    }
    qsort(keyed, co->workers, sizeof(*keyed), by_key);
    for (uint32_t i = 0; i < co->workers; i++) {
        co->order[i] = (uint32_t)keyed[i][1];
        co->seat[co->order[i]] = i;
    }
    free(keyed);
}

/* Two of the same name get different mail addresses. */
static void
tell_names_apart(struct demo_company *co)
{
    size_t size = (size_t)rc_demo_first_count * rc_demo_last_count;
    uint16_t *seen = rc_alloc(size * sizeof(*seen));

    memset(seen, 0, size * sizeof(*seen));
    for (uint32_t i = 0; i < co->workers + co->applicants; i++) {
        struct demo_person *p = &co->people[i];

        p->same_name = seen[(size_t)p->first * rc_demo_last_count + p->last]++;
    }
    free(seen);
}

/* One department's payroll moved to another system within a week. */
static void
migrate(struct demo_company *co)
{
    struct demo_rng rng = demo_rng_of(co->seed, 0, 0, DEMO_S_PAY);

    co->migrated_department = demo_between(&rng, 1, 8);
    co->migration_day = demo_between(&rng, 6, 22) * 7 + 4; /* a Monday */
    for (uint32_t i = 0; i < co->workers; i++) {
        struct demo_person *p = &co->people[i];
        int day = co->migration_day + demo_between(&rng, 0, 4);

        if (p->department != co->migrated_department || p->hired > day ||
            p->left < day || !p->payouts)
            continue;
        uint64_t old = 0;

        for (unsigned k = 0; k < p->payouts; k++)
            if (p->payout[k].day <= day)
                old = p->payout[k].account;
        /* the same bank, its number written in the new way */
        rc_demo_pay(
            p, day,
            (old & (DEMO_SHARED_ACCOUNT | 0x1ffff)) |
                (demo_mix(old) & ~(DEMO_SHARED_ACCOUNT | UINT64_C(0x1ffff))));
        for (unsigned k = 0; k < p->payouts; k++)
            if (p->payout[k].day == day)
                p->payout[k].migration = true;
        if (!p->planted)
            p->kinds |= DEMO_BIT(MIGRATED);
    }
}

void
rc_demo_company_make(struct demo_company *co,
                     const struct rc_demo_setting *setting)
{
    *co = (struct demo_company){.seed = demo_mix(setting->seed),
                                .workers = setting->workers,
                                .applicants = (setting->workers + 2) / 3,
                                .folder = setting->folder};
    uint32_t all = co->workers + co->applicants;

    co->people = rc_alloc(all * sizeof(*co->people));
    memset(co->people, 0, all * sizeof(*co->people));
    co->order = rc_alloc(co->workers * sizeof(*co->order));
    co->seat = rc_alloc(co->workers * sizeof(*co->seat));
    for (uint32_t i = 0; i < all; i++) {
        struct demo_person *p = &co->people[i];
        struct demo_rng rng = demo_rng_of(co->seed, i, 0, DEMO_S_PEOPLE);

        p->index = i;
        rc_demo_person_ordinary(co, p, &rng);
        if (i >= co->workers) {
            p->applicant = true;
            p->hired = (int16_t)demo_between(&rng, DEMO_ATS_FROM + 60, 178);
            p->resume =
                demo_chance(&rng, 80) ? DEMO_RESUME_TEMPLATE : DEMO_RESUME_OWN;
            if (p->resume == DEMO_RESUME_TEMPLATE)
                p->kinds |= DEMO_BIT(TEMPLATE);
        }
    }
    rc_demo_rings(co);
    rc_demo_odd(co);
    rc_demo_ring_applicants(co);
    seat_people(co);
    tell_names_apart(co);
    migrate(co);
}

void
rc_demo_company_done(struct demo_company *co)
{
    free(co->people);
    free(co->rings);
    free(co->order);
    free(co->seat);
}
