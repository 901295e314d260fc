/*
 * link.c -- from indicators to ties.
 *
 *     shown, sorted      payout 8a..  person 3
 *                        payout 8a..  person 9   -> a tie of 3 and 9
 *                        egress 01..  person 1 .. 400   -> a hub
 *
 * Only values meet, never all pairs: a value of d people costs d * d / 2, and d
 * is at most the hub's limit.
 */
#include "links/link_parts.h"

#include <math.h>
#include <stdlib.h>

/* A hub is what more people share than one operator runs personas in one
 * company.  Known operators ran 12 to 21, over many companies; one home took
 * 90 laptops for 309 companies.  So: a payout account of 12, an address of 20.
 * An egress address of more than 8 is an office or an exit long before it is a
 * home.  A shingle of 24 is a phrase.  strong_bits: one kind of tie is enough
 * from one in 512 on, so never in a company below a thousand people. */
const struct rc_link_setting rc_link_default = {
    .hub_degree = {[RC_TIE_PAYOUT] = 12,
                   [RC_TIE_ADDRESS] = 20,
                   [RC_TIE_EGRESS] = 8,
                   [RC_TIE_RESUME] = 24,
                   [RC_TIE_PHONE] = 8,
                   [RC_TIE_DEVICE] = 8},
    .strong_bits = 9,
};

/* Without a unit number the value is a building; eight flats is a middling
 * one. */
#define COARSE_BITS 3.0
/* An egress address ties only those who live behind it.  A phone network puts a
 * city behind a handful of addresses, so most people of a company have a few
 * days on one that some colleague had too: that is the network, not the two.
 * Somebody lives where they come from on ten days at least (two weeks of work),
 * and on a fifth of the days of the address they come from most.  That much an
 * old line has after the provider gave a new address; what one meets now and
 * then has not.  Who is there for less still counts towards a hub. */
enum { EGRESS_DAYS = 10, EGRESS_PART = 5 };

const char *
rc_tie_kind_word(enum rc_tie_kind kind)
{
    switch (kind) {
    case RC_TIE_PAYOUT:
        return "payout account";
    case RC_TIE_ADDRESS:
        return "delivery address";
    case RC_TIE_EGRESS:
        return "network address";
    case RC_TIE_RESUME:
        return "résumé text";
    case RC_TIE_PHONE:
        return "phone number";
    case RC_TIE_DEVICE:
        return "device";
    case RC_TIE_KINDS:
        break;
    }
    return "";
}

/* --- parts -------------------------------------------------------------- */

void
rc_link_tie(struct rc_link_work *work, const struct rc_tie *tie)
{
    if (work->tie_count == work->tie_cap) {
        work->tie_cap = work->tie_cap ? work->tie_cap * 2 : 256;
        work->ties = rc_realloc(work->ties, work->tie_cap * sizeof *work->ties);
    }
    work->ties[work->tie_count++] = *tie;
}

void
rc_link_hub(struct rc_link_work *work, const struct rc_hub *hub)
{
    if (work->hub_count == work->hub_cap) {
        work->hub_cap = work->hub_cap ? work->hub_cap * 2 : 64;
        work->hubs = rc_realloc(work->hubs, work->hub_cap * sizeof *work->hubs);
    }
    work->hubs[work->hub_count++] = *hub;
}

double
rc_link_bits(const struct rc_link_work *work, enum rc_tie_kind kind,
             uint32_t shared_by)
{
    double bits = log2((double)work->population[kind] / shared_by);

    return bits < 0 ? 0 : bits > RC_TIE_CAP_BITS ? RC_TIE_CAP_BITS : bits;
}

static bool
declares(const struct rc_person *person, uint32_t other)
{
    for (size_t i = 0; i < person->household_count; i++)
        if (person->household[i] == other)
            return true;
    return false;
}

static bool
one_human(const struct rc_person *a, const struct rc_person *b)
{
    if (a->kind != b->kind && a->name.len && rc_slice_ieq(a->name, b->name))
        return true;
    for (size_t i = 0; i < a->email_count; i++)
        for (size_t j = 0; j < b->email_count; j++)
            if (rc_slice_ieq(a->emails[i], b->emails[j]))
                return true;
    return false;
}

bool
rc_link_apart(const struct rc_people *people, uint32_t a, uint32_t b)
{
    const struct rc_person *x = &people->person[a], *y = &people->person[b];

    return declares(x, b) || declares(y, a) || one_human(x, y);
}

bool
rc_link_lives(const struct rc_link_work *work, const struct rc_shown *shown)
{
    uint32_t days = shown->indicator.days;

    return shown->indicator.kind != RC_TIE_EGRESS ||
           (days >= EGRESS_DAYS &&
            days * EGRESS_PART >= work->most_days[shown->person]);
}

/* --- values ------------------------------------------------------------- */

static int
by_value(const void *a, const void *b)
{
    const struct rc_shown *x = a, *y = b;
    const struct rc_indicator *i = &x->indicator, *j = &y->indicator;

    if (i->kind != j->kind)
        return i->kind < j->kind ? -1 : 1;
    if (i->value != j->value)
        return i->value < j->value ? -1 : 1;
    if (x->person != y->person)
        return x->person < y->person ? -1 : 1;
    int ref = rc_ref_cmp(&i->ref, &j->ref);

    if (ref)
        return ref;
    if (i->days != j->days)
        return i->days < j->days ? -1 : 1;
    return i->coarse - j->coarse;
}

size_t
rc_link_run(const struct rc_link_work *work, size_t at, uint32_t *people)
{
    const struct rc_shown *shown = work->shown;
    size_t end = at + 1;

    *people = 1;
    while (end < work->shown_count &&
           shown[end].indicator.kind == shown[at].indicator.kind &&
           shown[end].indicator.value == shown[at].indicator.value) {
        *people += shown[end].person != shown[end - 1].person;
        end++;
    }
    return end;
}

static void
tie_two(struct rc_link_work *work, const struct rc_shown *a,
        const struct rc_shown *b, uint32_t shared_by)
{
    const struct rc_indicator *x = &a->indicator, *y = &b->indicator;
    struct rc_tie tie = {.a = a->person,
                         .b = b->person,
                         .kind = x->kind,
                         .bits = rc_link_bits(work, x->kind, shared_by),
                         .shared_by = shared_by,
                         .value = x->value,
                         .coarse = x->coarse || y->coarse,
                         .share = 1,
                         .ref_a = x->ref,
                         .ref_b = y->ref};

    if (!rc_link_lives(work, a) || !rc_link_lives(work, b))
        return;
    if (tie.coarse)
        tie.bits = tie.bits > COARSE_BITS ? tie.bits - COARSE_BITS : 0;
    if (!rc_link_apart(work->people, tie.a, tie.b))
        rc_link_tie(work, &tie);
}

/* The run of one value: every two people in it, each by the earliest record. */
static void
tie_run(struct rc_link_work *work, size_t at, size_t end, uint32_t people)
{
    const struct rc_shown *shown = work->shown;

    for (size_t i = at; i < end; i++) {
        if (i > at && shown[i].person == shown[i - 1].person)
            continue;
        for (size_t j = i + 1; j < end; j++)
            if (shown[j].person != shown[j - 1].person)
                tie_two(work, &shown[i], &shown[j], people);
    }
}

static void
tie_all(struct rc_link_work *work)
{
    size_t end;

    for (size_t at = 0; at < work->shown_count; at = end) {
        enum rc_tie_kind kind = work->shown[at].indicator.kind;
        uint32_t people;

        if (kind == RC_TIE_RESUME) {
            for (end = at; end < work->shown_count &&
                           work->shown[end].indicator.kind == kind;)
                end++;
            rc_link_resumes(work, at, end);
            continue;
        }
        end = rc_link_run(work, at, &people);
        if (people > work->setting->hub_degree[kind])
            rc_link_hub(work,
                        &(struct rc_hub){kind, work->shown[at].indicator.value,
                                         people});
        else
            tie_run(work, at, end, people);
    }
}

/* --- in order ----------------------------------------------------------- */

static int
by_pair(const void *a, const void *b)
{
    const struct rc_tie *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    if (x->b != y->b)
        return x->b < y->b ? -1 : 1;
    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    if (x->bits > y->bits || x->bits < y->bits)
        return x->bits > y->bits ? -1 : 1;
    return x->value < y->value ? -1 : x->value > y->value;
}

/* One tie a kind for two people: the strongest.  Ten home addresses of one
 * provider in turn are one home. */
static void
keep_ties(struct rc_links *links, struct rc_link_work *work)
{
    size_t count = 0;

    if (work->tie_count)
        qsort(work->ties, work->tie_count, sizeof *work->ties, by_pair);
    links->ties =
        rc_arena_take(&links->arena, work->tie_count * sizeof *work->ties);
    for (size_t i = 0; i < work->tie_count; i++) {
        const struct rc_tie *tie = &work->ties[i];

        if (count && links->ties[count - 1].a == tie->a &&
            links->ties[count - 1].b == tie->b &&
            links->ties[count - 1].kind == tie->kind)
            continue;
        links->ties[count++] = *tie;
    }
    links->tie_count = count;
    links->hubs =
        rc_arena_take(&links->arena, work->hub_count * sizeof *work->hubs);
    if (work->hub_count)
        memcpy(links->hubs, work->hubs, work->hub_count * sizeof *work->hubs);
    links->hub_count = work->hub_count;
}

static void
index_ties(struct rc_links *links)
{
    uint32_t *from =
        rc_arena_zero(&links->arena, (links->person_count + 2) * sizeof *from);
    uint32_t *of =
        rc_arena_take(&links->arena, 2 * links->tie_count * sizeof *of);

    /* from[p + 2] counts, then from[p + 1] is where p's next one goes */
    for (size_t i = 0; i < links->tie_count; i++) {
        from[links->ties[i].a + 2]++;
        from[links->ties[i].b + 2]++;
    }
    for (size_t p = 2; p < links->person_count + 2; p++)
        from[p] += from[p - 1];
    for (size_t i = 0; i < links->tie_count; i++) {
        of[from[links->ties[i].a + 1]++] = (uint32_t)i;
        of[from[links->ties[i].b + 1]++] = (uint32_t)i;
    }
    links->tie_from = from;
    links->tie_of = of;
}

/* Who shows a value of which kind; of egress, one that could tie them. */
static const uint8_t *
note_shown(struct rc_link_work *work, size_t people, struct rc_arena *arena)
{
    uint8_t *shows = rc_arena_zero(arena, people + 1);
    uint32_t *most = rc_arena_zero(arena, (people + 1) * sizeof *most);

    for (size_t i = 0; i < work->shown_count; i++) {
        const struct rc_shown *one = &work->shown[i];

        if (one->indicator.kind == RC_TIE_EGRESS &&
            one->indicator.days > most[one->person])
            most[one->person] = one->indicator.days;
    }
    work->most_days = most;
    for (size_t i = 0; i < work->shown_count; i++) {
        const struct rc_shown *one = &work->shown[i];
        uint8_t bit = (uint8_t)(1u << one->indicator.kind);

        if (!rc_link_lives(work, one) || shows[one->person] & bit)
            continue;
        work->population[one->indicator.kind]++;
        shows[one->person] |= bit;
    }
    return shows;
}

struct rc_links *
rc_links_find(struct rc_shown *shown, size_t shown_count,
              const struct rc_people *people,
              const struct rc_link_setting *setting)
{
    struct rc_links *links = rc_alloc(sizeof *links);
    struct rc_link_work work = {.people = people,
                                .setting = setting,
                                .shown = shown,
                                .shown_count = shown_count};

    *links = (struct rc_links){.person_count = people->count};
    rc_arena_init(&links->arena, 0);
    if (shown_count)
        qsort(shown, shown_count, sizeof *shown, by_value);

    links->shows = note_shown(&work, people->count, &links->arena);
    tie_all(&work);
    keep_ties(links, &work);
    index_ties(links);
    rc_link_rings(links, setting);
    free(work.ties);
    free(work.hubs);
    return links;
}

void
rc_links_free(struct rc_links *links)
{
    if (!links)
        return;
    rc_arena_done(&links->arena);
    free(links);
}
