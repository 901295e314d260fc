/*
 * neighbours.c -- what is known of the people who share things with this one.
 *
 * Guilt by association is the error to avoid.  So a neighbour adds
 *
 *     DAMP * min(tie bits, TIE_MOST) * P(neighbour is operated)
 *
 * with the probability from what is said of the neighbour alone, no link in it:
 * two people cannot raise each other, and an ordinary neighbour (P about 0)
 * adds nothing however much is shared.  Two kinds of tie between the two are
 * needed, or a strong payout tie when the neighbour's own ledger passes the
 * bar. Several neighbours combine like signs of a family: strongest whole, then
 * less.
 */
#include "weighing/weigh_parts.h"

#include <math.h>

#define DAMP          0.5
#define TIE_MOST      10.0
#define PAYOUT_STRONG 3.0
enum { NEIGHBOURS_MOST = 64 }; /* beyond, the step leaves nothing */

struct pair {
    uint32_t other;
    uint32_t kinds;
    double bits, payout_bits;
};

/* Adds a tie to its pair; pairs stay in the order of the ties. */
static size_t
add_tie(struct pair *pairs, size_t count, uint32_t other,
        const struct rc_tie *tie)
{
    size_t i = 0;

    while (i < count && pairs[i].other != other)
        i++;
    if (i == NEIGHBOURS_MOST)
        return count;
    if (i == count)
        pairs[count++] = (struct pair){.other = other};
    pairs[i].kinds |= 1u << tie->kind;
    pairs[i].bits += fmax(tie->bits, 0);
    if (tie->kind == RC_TIE_PAYOUT)
        pairs[i].payout_bits = fmax(pairs[i].payout_bits, tie->bits);
    return count;
}

static double
pair_bits(const struct weighing *w, const struct pair *pair)
{
    uint32_t at = w->dossier_of[pair->other];
    double probability;

    if (at == UINT32_MAX)
        return 0;
    probability = rc_bits_probability(
        rc_prior_bits(w->pack, w->dossiers[at].person) + w->own_bits[at]);
    if (__builtin_popcount(pair->kinds) < 2 &&
        !(pair->payout_bits >= PAYOUT_STRONG &&
          probability >= w->pack->case_probability))
        return 0;
    return DAMP * fmin(pair->bits, TIE_MOST) * probability;
}

double
rc_neighbours_bits(const struct weighing *w, size_t dossier,
                   const struct rc_family *family, double *variance)
{
    struct pair pairs[NEIGHBOURS_MOST];
    struct share shares[NEIGHBOURS_MOST];
    uint32_t person = w->dossiers[dossier].index;
    size_t count = 0;

    *variance = 0;
    if (!family)
        return 0;
    for (uint32_t i = w->ties_from[person]; i < w->ties_from[person + 1]; i++) {
        const struct rc_tie *tie = &w->links->ties[w->ties[i]];
        uint32_t other = tie->a == person ? tie->b : tie->a;

        if (other < w->person_limit)
            count = add_tie(pairs, count, other, tie);
    }
    for (size_t i = 0; i < count; i++)
        shares[i] = (struct share){.bits = pair_bits(w, &pairs[i]), .order = i};

    double sum = rc_family_combine(family, shares, count);

    /* Between nothing and twice as much: half of it is the deviation. */
    *variance = sum * sum / 4;
    return sum;
}
