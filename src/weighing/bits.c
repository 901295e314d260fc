/*
 * bits.c -- what one sign is worth for one person.
 *
 * The weight of evidence is the log of a likelihood ratio (I. J. Good,
 * Probability and the Weighing of Evidence, 1950), here in bits:
 *
 *     present   log2(p / q)                p = P(sign | operated), the pack's
 *     absent    log2((1 - p) / (1 - q))    q = P(sign | honest), peers'
 *
 * The pack says which way a sign points and how far at most (lr_present_range,
 * lr_absent); the company can make it say less, down to nothing, or more up to
 * there, and never the opposite: that everybody does a thing clears nobody.
 *
 * A sign with steps is worth the most that any step reached is worth, so that a
 * value further out never weighs less.  A step is p = lr * rate of its own, and
 * q from the peers who reach it too.
 *
 * Spread, by the delta method: the variance of log q of a Beta(a, b) is about
 * b / (a (a + b + 1)); the pack's range is read as the 90 % of log p.  What the
 * clamp takes away is no spread either: nothing is said out there.
 */
#include "weighing/weigh_parts.h"

#include <math.h>

#define P_MOST 0.95

static double
clamp(double value, double least, double most)
{
    return fmin(fmax(value, least), most);
}

/* How much of a sign is left: its newest record's age in half-lives.  A
 * measure without dated records does not fade. */
static double
freshness(const struct weighing *w, const struct rc_sign *sign,
          const struct rc_measure *measure)
{
    int64_t newest = RC_TIME_NONE;

    if (!measure || sign->half_life_days <= 0)
        return 1;
    for (size_t i = 0; i < measure->ref_count; i++)
        if (measure->refs[i].at_us > newest)
            newest = measure->refs[i].at_us;
    if (newest == RC_TIME_NONE || w->as_of_us <= newest)
        return 1;
    return exp2(-(double)(w->as_of_us - newest) / (double)RC_US_PER_DAY /
                sign->half_life_days);
}

static bool
source_seen(const struct rc_dossier *dossier, const char *word)
{
    if (!*word)
        return false;
#define RC_KIND(name, number, text, class_uid, says)                           \
    if (strcmp(word, text) == 0)                                               \
        return dossier->kinds_seen & (1u << (number));
#include "observations/kinds.def"
#undef RC_KIND
    return false;
}

/* Bits with their 90 %, all held between least and most. */
static struct weight
between(double bits, double variance, double least, double most, double rate)
{
    struct weight out = {.rate = rate};
    double reach = Z90 * sqrt(variance), sd;

    out.bits = clamp(bits, least, most);
    out.lo = clamp(out.bits - reach, least, most);
    out.hi = clamp(out.bits + reach, least, most);
    sd = (out.hi - out.lo) / (2 * Z90);
    out.variance = sd * sd;
    return out;
}

static struct weight
present(const struct rc_step *step, bool against, struct rate rate)
{
    double p = fmin(P_MOST, step->lr * step->rate);
    double q = rate.a / (rate.a + rate.b);
    double lo = log2(step->lr_lo), hi = log2(step->lr_hi);
    double sd_p = (hi - lo) / (2 * Z90);
    double var_q = rate.b / (rate.a * (rate.a + rate.b + 1));

    return between(log2(p / q), sd_p * sd_p + var_q / (M_LN2 * M_LN2),
                   against ? 0 : fmin(lo, 0), against ? fmax(hi, 0) : 0, q);
}

/* The best of the steps reached, in the direction of the sign. */
static struct weight
best_step(const struct weighing *w, size_t dossier, size_t sign,
          const struct peers *peers)
{
    const struct rc_sign *of = &w->pack->signs[sign];
    size_t reached = w->reached[dossier * w->pack->sign_count + sign];
    bool against = of->lr_present >= 1;
    struct weight best = {0};

    for (size_t k = 0; k < reached; k++) {
        struct weight one = present(&of->steps[k], against,
                                    rc_peers_rate(w, peers, dossier, sign, k));

        one.step = k;
        if (k == 0 || (against ? one.bits > best.bits : one.bits < best.bits))
            best = one;
    }
    return best;
}

static struct weight
absent(const struct rc_sign *sign, struct rate rate)
{
    double p = fmin(P_MOST, sign->lr_present * sign->rate);
    double q = rate.a / (rate.a + rate.b), bound = log2(sign->lr_absent);
    double var_q = rate.a / (rate.b * (rate.a + rate.b + 1));

    return between(log2((1 - p) / (1 - q)), var_q / (M_LN2 * M_LN2),
                   fmin(bound, 0), fmax(bound, 0), q);
}

struct weight
rc_weight_of(const struct weighing *w, size_t dossier, size_t sign,
             const struct peers *peers)
{
    const struct rc_sign *of = &w->pack->signs[sign];
    size_t at = dossier * w->pack->sign_count + sign;
    struct rate rate = rc_peers_rate(w, peers, dossier, sign, 0);
    struct weight out = {.rate = rate.a / (rate.a + rate.b)};

    if (of->scores == RC_CONTEXT || of->scores == RC_DISABLED)
        return out;
    if (w->states[at] == RC_SIGN_PRESENT) {
        double left = freshness(w, of, w->measures[at]);

        out = best_step(w, dossier, sign, peers);
        out.bits *= left;
        out.lo *= left;
        out.hi *= left;
        out.variance *= left * left;
    } else if (w->states[at] == RC_SIGN_ABSENT &&
               source_seen(&w->dossiers[dossier], of->needs_source)) {
        out = absent(of, rate);
    }
    return out;
}
