/*
 * life.c -- what a day is like: when somebody works, from where.
 *
 * A day is worked out from the seed, the person and its number alone, so that
 * the sign-in logs and the meetings tell of the same day without it being kept.
 * Days are those of the clock the person lives by; their moments may fall on
 * the day before or behind in UTC.
 */
#include "demo/company.h"

#include <stdlib.h>

static int
weekday_of(int day)
{
    return ((day + 7000) % 7 + 3) % 7; /* 0 Monday; day 0 is a Thursday */
}

static bool
is_holiday(const struct demo_person *p, int day)
{
    static const int16_t us[] = {0, 18, 46, 144, 169};
    static const int16_t others[] = {0, 92, 95, 120};
    bool in_us = rc_demo_in_us(p->city);
    size_t n = in_us ? 5 : 4;

    for (size_t i = 0; i < n; i++)
        if ((in_us ? us : others)[i] == day)
            return true;
    return false;
}

/* Two holidays of some days, a flu for one in four, odd days off. */
static bool
is_away(const struct demo_company *co, const struct demo_person *p, int day)
{
    struct demo_rng rng = demo_rng_of(co->seed, p->index, 0, DEMO_S_LEAVE);

    for (int block = 0; block < 2; block++) {
        int from = demo_between(&rng, 0, DEMO_DAYS - 1);
        int days = demo_between(&rng, 2, 11);

        if (day >= from && day < from + days)
            return true;
    }
    int ill = demo_between(&rng, 0, 700), days = demo_between(&rng, 3, 6);

    return day >= ill && day < ill + days;
}

static bool
works_on(const struct demo_company *co, const struct demo_person *p, int day,
         struct demo_rng *rng)
{
    bool feels_like_it = demo_chance(rng, 975);
    bool overtime = demo_chance(rng, 25);

    if (day < p->hired || day >= p->left)
        return false;
    if (weekday_of(day) >= 5 || is_holiday(p, day))
        return overtime;
    return feels_like_it && !is_away(co, p, day);
}

static const struct demo_stay *
stay_on(const struct demo_person *p, int day)
{
    for (unsigned i = 0; i < p->stays; i++)
        if (day >= p->stay[i].from && day <= p->stay[i].to)
            return &p->stay[i];
    return NULL;
}

/* Salespeople are with customers from Tuesday to Thursday, most weeks. */
static bool
sells_in(const struct demo_company *co, const struct demo_person *p, int day,
         unsigned *city)
{
    if (!(p->kinds & DEMO_BIT(SALES_TRIPS)))
        return false;
    struct demo_rng rng = demo_rng_of(
        co->seed, p->index, (uint64_t)((day + 7003) / 7), DEMO_S_WEEK);
    int at = weekday_of(day);

    *city = rc_demo_city_near(&rng, p->city);
    return demo_chance(&rng, 600) && at >= 1 && at <= 3;
}

static struct demo_site
site_at(enum demo_net net, unsigned city, uint64_t key)
{
    return (struct demo_site){net, city, key};
}

static struct demo_site
honest_site(const struct demo_company *co, const struct demo_person *p, int day,
            struct demo_rng *rng)
{
    const struct demo_stay *stay = stay_on(p, day);
    unsigned city = rc_demo_home_on(p, day)->city;
    bool office = demo_chance(rng, 850), cowork = demo_chance(rng, p->cowork);
    bool cafe = demo_chance(rng, p->cafe), other = demo_chance(rng, 45);
    uint32_t table = demo_below(rng, 8);

    if (stay)
        return site_at(DEMO_NET_HOTEL, stay->city,
                       demo_hash(p->index, (uint64_t)stay->from, 31));
    if (sells_in(co, p, day, &city))
        return site_at(DEMO_NET_HOTEL, city,
                       demo_hash(p->index, (uint64_t)(day / 7), 32));
    city = rc_demo_home_on(p, day)->city;
    if (p->hybrid && (p->office_days >> weekday_of(day) & 1) && office)
        return site_at(DEMO_NET_OFFICE, city, 9000 + city);
    if (cowork)
        return site_at(DEMO_NET_COWORK, city, 7000 + city);
    if (cafe)
        return site_at(DEMO_NET_CAFE, city, 8000 + city * 8 + table);
    if (p->other_key && other)
        return site_at(DEMO_NET_HOME, p->other_city, p->other_key);
    return site_at(DEMO_NET_HOME, city,
                   day >= p->move_day ? demo_mix(p->home_key) : p->home_key);
}

/* A privacy service has some exits in a city, and many use them. */
static struct demo_site
vpn_exit(unsigned service, unsigned city, uint32_t which)
{
    return site_at(DEMO_NET_VPN, city,
                   demo_hash(service, city, 500 + which % 4));
}

static void
planted_sites(const struct demo_company *co, const struct demo_person *p,
              struct demo_rng *rng, struct demo_day *out)
{
    const struct demo_ring *ring = p->ring >= 0 ? &co->rings[p->ring] : NULL;
    bool shared = ring && DEMO_HAS(p, EGRESS);
    bool real = demo_chance(rng, p->real_days);
    uint32_t which = demo_below(rng, 4);
    struct demo_site there = site_at(DEMO_NET_HOME, p->real_city,
                                     shared && p->real_city == ring->real_city
                                         ? ring->house_key
                                         : demo_mix(p->home_key ^ 77));

    switch ((enum demo_mode)p->mode) {
    case DEMO_MODE_FARM:
        out->site = site_at(DEMO_NET_HOME, ring->farm_city, ring->farm_key);
        out->phone = real ? there : out->site;
        return;
    case DEMO_MODE_DIRECT:
        out->site = there;
        if (!real)
            out->site = shared
                            ? site_at(DEMO_NET_VPN, p->vpn_city, ring->exit_key)
                            : vpn_exit(p->vpn_service, p->vpn_city, which);
        out->phone = out->site;
        return;
    case DEMO_MODE_PROXY: /* somebody's home line, rented */
    case DEMO_MODE_HONEST:
        break;
    }
    out->site = site_at(DEMO_NET_HOME, p->city,
                        real ? demo_mix(p->home_key + which) : p->home_key);
    out->phone = out->site;
}

static unsigned
clock_city(const struct demo_company *co, const struct demo_person *p, int day,
           bool slip)
{
    const struct demo_stay *stay = stay_on(p, day);
    unsigned city = rc_demo_home_on(p, day)->city;

    if (p->planted)
        return p->clock == 2 || slip ? p->real_city : p->city;
    if (p->clock == 1)
        return city;
    if (stay)
        return stay->city;
    sells_in(co, p, day, &city);
    return city;
}

void
rc_demo_day(const struct demo_company *co, const struct demo_person *p, int day,
            struct demo_day *out)
{
    struct demo_rng rng =
        demo_rng_of(co->seed, p->index, (uint64_t)day + 7000, DEMO_S_DAY);

    *out = (struct demo_day){.works = works_on(co, p, day, &rng)};
    if (!out->works)
        return;
    unsigned clock = clock_city(co, p, day, demo_chance(&rng, 40));
    int start = p->start + demo_bell(&rng, p->wobble * 2);
    int length = p->length + demo_bell(&rng, 70);
    int64_t at_min =
        (DEMO_DAY0 + (int64_t)day) * 1440 + start - rc_demo_offset(clock, day);

    if (weekday_of(day) >= 5) {
        at_min += demo_between(&rng, 60, 300);
        length = demo_between(&rng, 40, 200);
    }
    out->start_us = at_min * 60 * RC_US_PER_SECOND + demo_below(&rng, 60000000);
    out->end_us = out->start_us + (int64_t)length * 60 * RC_US_PER_SECOND;
    if (p->planted) {
        planted_sites(co, p, &rng, out);
        return;
    }
    out->site = honest_site(co, p, day, &rng);
    out->phone = site_at(DEMO_NET_MOBILE, out->site.city,
                         demo_hash(co->seed, p->index, 5));
    if (demo_chance(&rng, p->vpn))
        out->site = vpn_exit(p->vpn_service, p->vpn_city, demo_below(&rng, 4));
}

/* Somewhere in the day, seldom at lunch. */
static int64_t
moment_in(const struct demo_day *day, struct demo_rng *rng)
{
    int64_t length = day->end_us - day->start_us, at = 0;

    for (int tries = 0; tries < 3; tries++) {
        at = (int64_t)(demo_next(rng) % (uint64_t)length);
        if (at < length * 42 / 100 || at > length * 53 / 100)
            break;
    }
    return day->start_us + at;
}

static int
by_moment(const void *a, const void *b)
{
    const struct demo_sign_in *x = a, *y = b;

    if (x->at_us != y->at_us)
        return x->at_us < y->at_us ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    return x->nth < y->nth ? -1 : x->nth > y->nth;
}

size_t
rc_demo_sign_ins(const struct demo_company *co, const struct demo_person *p,
                 int day, struct demo_sign_in out[DEMO_SIGN_INS])
{
    struct demo_rng rng =
        demo_rng_of(co->seed, p->index, (uint64_t)day + 7000, DEMO_S_SIGN_IN);
    struct demo_day today;
    size_t count = 0;

    rc_demo_day(co, p, day, &today);
    if (!today.works)
        return 0;
    size_t want =
        (size_t)demo_between(&rng, p->entra ? 4 : 3, p->entra ? 7 : 5);
    bool evening = !p->planted && demo_chance(&rng, 70);

    for (; count < want; count++) {
        int64_t at = count ? moment_in(&today, &rng)
                           : today.start_us + demo_below(&rng, 600000000);

        if (count + 1 == want && evening)
            at = today.end_us +
                 demo_between(&rng, 90, 240) * 60 * RC_US_PER_SECOND;
        out[count] = (struct demo_sign_in){
            .at_us = at,
            .person = p->index,
            .nth = (uint16_t)count,
            .phone = count && demo_chance(&rng, p->mobile),
            .entra = p->entra && count % 2,
        };
    }
    /* A phone at the operator's place answers for a laptop at the farm. */
    if (p->mode == DEMO_MODE_FARM && count > 2)
        out[2].phone = true;
    qsort(out, count, sizeof(*out), by_moment);
    return count;
}

struct demo_sign_in *
rc_demo_sign_ins_of_day(const struct demo_company *co, int day, bool entra,
                        size_t *count)
{
    struct demo_sign_in *all =
        rc_alloc((size_t)co->workers * DEMO_SIGN_INS * sizeof(*all));
    size_t n = 0;

    for (uint32_t i = 0; i < co->workers; i++) {
        struct demo_sign_in one[DEMO_SIGN_INS];
        size_t k = rc_demo_sign_ins(co, &co->people[i], day, one);

        for (size_t j = 0; j < k; j++)
            if (one[j].entra == entra)
                all[n++] = one[j];
    }
    qsort(all, n, sizeof(*all), by_moment);
    *count = n;
    return all;
}

void
rc_demo_sign_ins_free(struct demo_sign_in *all)
{
    free(all);
}
