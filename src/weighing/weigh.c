/*
 * weigh.c -- the ledger: every sign's bits, family by family, and their sum.
 *
 * Sums run in the order of the pack (signs by id, families by name), so the
 * same input gives the same bits to the last.
 *
 * Two passes.  The first weighs what is said of each person alone, without any
 * link; the second writes the ledgers and may ask what the first found of the
 * people tied to this one.
 */
#include "weighing/weigh_parts.h"

#include <math.h>
#include <stdlib.h>

/* Less than this is next to nothing: it neither carries a joint sign nor makes
 * a conflict or a link of a case.  log2(1.41) */
#define SAYS_SOMETHING 0.5

double
rc_bits_probability(double bits)
{
    return 1 / (1 + exp2(-bits));
}

double
rc_prior_bits(const struct rc_pack *pack, const struct rc_person *person)
{
    double p = person->kind == RC_APPLICANT ? pack->prior_applicant
                                            : pack->prior_worker;

    return log2(p / (1 - p));
}

static int
by_moment(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

/* How far the records reach: the day that 19 of 20 people's newest records do
 * not pass.  The very newest of all would let one device with a wrong clock
 * make everybody's signs fade. */
static int64_t
reach(const struct weighing *w)
{
    int64_t *newest = rc_arena_take(&((struct weighing *)w)->arena,
                                    (w->count + 1) * sizeof *newest);
    size_t people = 0;

    for (size_t i = 0; i < w->count; i++) {
        int64_t last = RC_TIME_NONE;

        for (size_t m = 0; m < w->dossiers[i].measure_count; m++)
            for (size_t r = 0; r < w->dossiers[i].measures[m].ref_count; r++)
                if (w->dossiers[i].measures[m].refs[r].at_us > last)
                    last = w->dossiers[i].measures[m].refs[r].at_us;
        if (last != RC_TIME_NONE)
            newest[people++] = last;
    }
    if (!people)
        return RC_TIME_NONE;
    qsort(newest, people, sizeof *newest, by_moment);
    return newest[(people * 19 + 19) / 20 - 1];
}

/* By sign: its family, and where its steps' tallies begin. */
static void
table_signs(struct weighing *w)
{
    size_t signs = w->pack->sign_count;

    w->family_of = rc_arena_take(&w->arena, signs * sizeof *w->family_of);
    w->column_of = rc_arena_take(&w->arena, signs * sizeof *w->column_of);
    for (size_t s = 0; s < signs; s++) {
        size_t f = 0;

        while (strcmp(w->pack->families[f].name, w->pack->signs[s].family) != 0)
            f++; /* the pack's loader has seen that it is there */
        w->family_of[s] = f;
        w->column_of[s] = w->columns;
        w->columns += w->pack->signs[s].step_count;
    }
}

static void
match_signs(struct weighing *w)
{
    size_t signs = w->pack->sign_count;

    w->states = rc_arena_take(&w->arena, w->count * signs + 1);
    w->reached = rc_arena_zero(&w->arena, w->count * signs + 1);
    w->measures =
        rc_arena_take(&w->arena, (w->count * signs + 1) * sizeof *w->measures);
    for (size_t i = 0; i < w->count; i++)
        for (size_t s = 0; s < signs; s++) {
            size_t at = i * signs + s;

            w->states[at] = (uint8_t)rc_sign_match(
                w->pack, s, w->dossiers[i].measures,
                w->dossiers[i].measure_count, &w->measures[at]);
            if (w->states[at] == RC_SIGN_PRESENT)
                w->reached[at] = (uint8_t)rc_sign_reaches(
                    &w->pack->signs[s], w->measures[at]->value);
        }
}

/* Whether a joint sign has another to stand beside: of another family, not
 * joint itself, and saying something against. */
static bool
has_company(const struct weighing *w, size_t dossier, size_t sign,
            const struct weight *weights)
{
    const uint8_t *states = w->states + dossier * w->pack->sign_count;

    for (size_t s = 0; s < w->pack->sign_count; s++)
        if (w->family_of[s] != w->family_of[sign] &&
            w->pack->signs[s].scores == RC_ALONE &&
            states[s] == RC_SIGN_PRESENT && weights[s].bits >= SAYS_SOMETHING)
            return true;
    return false;
}

static void
weigh_signs(const struct weighing *w, size_t dossier, const struct peers *peers,
            struct weight *weights)
{
    for (size_t s = 0; s < w->pack->sign_count; s++)
        weights[s] = rc_weight_of(w, dossier, s, peers);
    for (size_t s = 0; s < w->pack->sign_count; s++)
        if (w->pack->signs[s].scores == RC_JOINT &&
            !has_company(w, dossier, s, weights))
            weights[s] = (struct weight){.rate = weights[s].rate};
}

/* One family's sum; counted[] by sign may be NULL.  without_links leaves out
 * what ties two people. */
static double
sum_family(const struct weighing *w, size_t family,
           const struct weight *weights, bool without_links, struct share *room,
           double *counted)
{
    size_t count = 0;

    for (size_t s = 0; s < w->pack->sign_count; s++)
        if (w->family_of[s] == family &&
            !(without_links && w->pack->signs[s].is_link))
            room[count++] = (struct share){.bits = weights[s].bits, .order = s};

    double sum = rc_family_combine(&w->pack->families[family], room, count);

    for (size_t i = 0; counted && i < count; i++)
        counted[room[i].order] = room[i].counted;
    return sum;
}

static int
by_weight(const void *a, const void *b)
{
    const struct rc_finding *x = a, *y = b;
    double p = fabs(x->counted_bits), q = fabs(y->counted_bits);

    if (p > q || p < q)
        return p > q ? -1 : 1;
    if (x->state != y->state)
        return x->state > y->state ? -1 : 1; /* present, absent, unseen */
    return (x->sign > y->sign) - (x->sign < y->sign);
}

static void
write_findings(const struct weighing *w, size_t dossier,
               const struct weight *weights, const double *counted,
               struct rc_arena *arena, struct rc_ledger *ledger)
{
    size_t signs = w->pack->sign_count, count = 0;
    struct rc_finding *findings =
        rc_arena_zero(arena, signs * sizeof *findings);

    for (size_t s = 0; s < signs; s++) {
        const struct rc_measure *measure = w->measures[dossier * signs + s];

        if (w->pack->signs[s].scores == RC_DISABLED)
            continue;
        findings[count++] = (struct rc_finding){
            .sign = s,
            .state = (enum rc_sign_state)w->states[dossier * signs + s],
            .bits = weights[s].bits,
            .lo = weights[s].lo,
            .hi = weights[s].hi,
            .counted_bits = counted[s],
            .rate = weights[s].rate,
            .step = weights[s].step,
            .why = measure ? measure->why : RC_SLICE_NONE,
            .measure = measure,
        };
    }
    qsort(findings, count, sizeof *findings, by_weight);
    ledger->findings = findings;
    ledger->finding_count = count;
}

/* Whether anything of the family was looked at. */
static bool
was_seen(const struct weighing *w, size_t dossier, size_t family)
{
    size_t signs = w->pack->sign_count;

    for (size_t s = 0; s < signs; s++)
        if (w->family_of[s] == family &&
            w->pack->signs[s].scores != RC_DISABLED &&
            w->states[dossier * signs + s] != RC_SIGN_UNSEEN)
            return true;
    return false;
}

static const struct rc_family *
find_family(const struct rc_pack *pack, const char *name)
{
    for (size_t f = 0; f < pack->family_count; f++)
        if (strcmp(pack->families[f].name, name) == 0)
            return &pack->families[f];
    return NULL;
}

/* The structure a case must have, whatever its sum: what is said comes from
 * several families, some of it of the person alone (two people who share a
 * home, an account and a connection have told us that they share a home), and
 * there is a conflict of records or a link. */
static bool
structure_holds(const struct weighing *w, const struct rc_ledger *ledger,
                unsigned own_strong)
{
    return ledger->strong_families >= w->pack->case_families &&
           own_strong >= 1 && ledger->has_conflict_or_link;
}

/* How uncertain the sum is: each sign's variance by what is left of it. */
static double
spread(const struct weighing *w, const struct weight *weights,
       const double *counted)
{
    double sum = 0;

    for (size_t s = 0; s < w->pack->sign_count; s++)
        if (fabs(weights[s].bits) > 0) {
            double left = counted[s] / weights[s].bits;

            sum += left * left * weights[s].variance;
        }
    return sum;
}

static bool
conflict_or_link(const struct weighing *w, const struct weight *weights)
{
    for (size_t s = 0; s < w->pack->sign_count; s++)
        if ((w->pack->signs[s].is_conflict || w->pack->signs[s].is_link) &&
            weights[s].bits >= SAYS_SOMETHING)
            return true;
    return false;
}

struct scratch {
    struct weight *weights;
    struct share *room;
    double *counted;
};

/* Families into the ledger; returns how many are strong without any link. */
static unsigned
write_families(const struct weighing *w, size_t dossier,
               const struct scratch *scratch, double neighbours,
               struct rc_arena *arena, struct rc_ledger *ledger)
{
    const struct rc_pack *pack = w->pack;
    const struct rc_family *link = find_family(pack, "link");
    struct rc_family_sum *sums =
        rc_arena_take(arena, (pack->family_count + 1) * sizeof *sums);
    unsigned own_strong = 0;
    size_t count = 0;

    for (size_t f = 0; f < pack->family_count; f++) {
        double bits;

        own_strong +=
            sum_family(w, f, scratch->weights, true, scratch->room, NULL) >= 1;
        bits = sum_family(w, f, scratch->weights, false, scratch->room,
                          scratch->counted);
        if (link && link == &pack->families[f])
            bits = fmin(bits + neighbours, link->cap_bits);
        ledger->bits += bits;
        ledger->strong_families += bits >= 1;
        if (was_seen(w, dossier, f) || fabs(bits) > 0)
            sums[count++] =
                (struct rc_family_sum){pack->families[f].name, bits};
    }
    ledger->families = sums;
    ledger->family_count = count;
    return own_strong;
}

static void
write_ledger(const struct weighing *w, size_t dossier,
             const struct scratch *scratch, struct rc_arena *arena,
             struct rc_ledger *ledger)
{
    struct peers peers = rc_peers_of(w, dossier);
    double variance, neighbours, sd;

    memset(ledger, 0, sizeof *ledger);
    ledger->peer_group = peers.name;
    ledger->peers = peers.count;
    ledger->prior_bits = rc_prior_bits(w->pack, w->dossiers[dossier].person);
    weigh_signs(w, dossier, &peers, scratch->weights);
    neighbours =
        rc_neighbours_bits(w, dossier, find_family(w->pack, "link"), &variance);

    unsigned own_strong =
        write_families(w, dossier, scratch, neighbours, arena, ledger);

    write_findings(w, dossier, scratch->weights, scratch->counted, arena,
                   ledger);
    sd = sqrt(variance + spread(w, scratch->weights, scratch->counted));

    double odds = ledger->prior_bits + ledger->bits;

    ledger->probability = rc_bits_probability(odds);
    ledger->lo = rc_bits_probability(odds - Z90 * sd);
    ledger->hi = rc_bits_probability(odds + Z90 * sd);
    ledger->has_conflict_or_link =
        neighbours >= SAYS_SOMETHING || conflict_or_link(w, scratch->weights);
    ledger->is_case = ledger->probability >= w->pack->case_probability &&
                      structure_holds(w, ledger, own_strong);
}

/* What is said of each person alone: for the people tied to them. */
static void
weigh_alone(struct weighing *w, const struct scratch *scratch)
{
    w->own_bits = rc_arena_zero(&w->arena, (w->count + 1) * sizeof(double));
    for (size_t i = 0; i < w->count; i++) {
        struct peers peers = rc_peers_of(w, i);

        weigh_signs(w, i, &peers, scratch->weights);
        for (size_t f = 0; f < w->pack->family_count; f++)
            w->own_bits[i] +=
                sum_family(w, f, scratch->weights, true, scratch->room, NULL);
    }
}

void
rc_weigh(const struct rc_pack *pack, const struct rc_dossier *dossiers,
         size_t count, const struct rc_links *links, struct rc_arena *arena,
         struct rc_ledger *ledgers)
{
    struct weighing w = {
        .pack = pack, .dossiers = dossiers, .count = count, .links = links};
    size_t signs = pack->sign_count + 1;
    struct scratch scratch;

    rc_arena_init(&w.arena, 0);
    scratch.weights = rc_arena_zero(&w.arena, signs * sizeof(struct weight));
    scratch.room = rc_arena_take(&w.arena, signs * sizeof(struct share));
    scratch.counted = rc_arena_zero(&w.arena, signs * sizeof(double));
    w.as_of_us = reach(&w);
    rc_people_tables(&w);
    table_signs(&w);
    match_signs(&w);
    rc_peers_count(&w);
    weigh_alone(&w, &scratch);
    for (size_t i = 0; i < count; i++)
        write_ledger(&w, i, &scratch, arena, &ledgers[i]);
    rc_arena_done(&w.arena);
}
