/*
 * families.c -- what is left of a sign beside its kin.
 *
 * Signs of one family have one cause, so their bits are not independent and a
 * plain sum would count that cause again and again.  The strongest counts
 * whole, the next ones step, step^2, ... of theirs; what speaks for the person
 * and what speaks against each have their own order; the cap closes both.  With
 * equal signs of b bits a family can so never pass b / (1 - step).
 */
#include "weighing/weigh_parts.h"

#include <math.h>
#include <stdlib.h>

static int
by_strength(const void *a, const void *b)
{
    const struct share *x = a, *y = b;
    double p = fabs(x->bits), q = fabs(y->bits);

    if (p > q || p < q)
        return p > q ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static int
by_order(const void *a, const void *b)
{
    const struct share *x = a, *y = b;

    return (x->order > y->order) - (x->order < y->order);
}

/* Those of one side, strongest first; shares are sorted. */
static double
one_side(const struct rc_family *family, struct share *shares, size_t count,
         bool against)
{
    double keep = 1, sum = 0;

    for (size_t i = 0; i < count; i++) {
        if (against ? !(shares[i].bits > 0) : !(shares[i].bits < 0))
            continue;
        shares[i].counted = shares[i].bits * keep;
        sum += shares[i].counted;
        keep *= family->step;
    }
    if (fabs(sum) <= family->cap_bits)
        return sum;

    double scale = family->cap_bits / fabs(sum);

    for (size_t i = 0; i < count; i++)
        if (against ? shares[i].bits > 0 : shares[i].bits < 0)
            shares[i].counted *= scale;
    return sum * scale;
}

double
rc_family_combine(const struct rc_family *family, struct share *shares,
                  size_t count)
{
    for (size_t i = 0; i < count; i++)
        shares[i].counted = 0;
    qsort(shares, count, sizeof *shares, by_strength);

    double sum = one_side(family, shares, count, true) +
                 one_side(family, shares, count, false);

    qsort(shares, count, sizeof *shares, by_order);
    return sum;
}
