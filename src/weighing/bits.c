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
 * Spread, by the delta method: the variance of log q of a Beta(a, b) is about
 * b / (a (a + b + 1)); the pack's range is read as the 90 % of log p.
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

static struct weight
present(const struct rc_sign *sign, double p, struct rate rate)
{
    double q = rate.a / (rate.a + rate.b);
    double lo = log2(sign->lr_present_lo), hi = log2(sign->lr_present_hi);
    double sd_p = (hi - lo) / (2 * Z90);
    double var_q = rate.b / (rate.a * (rate.a + rate.b + 1));
    bool speaks_against = sign->lr_present >= 1;
    double least = speaks_against ? 0 : fmin(lo, 0);
    double most = speaks_against ? fmax(hi, 0) : 0;
    struct weight out = {.rate = q};

    out.bits = clamp(log2(p / q), least, most);
    out.variance = sd_p * sd_p + var_q / (M_LN2 * M_LN2);
    out.lo = clamp(out.bits - Z90 * sqrt(out.variance), least, most);
    out.hi = clamp(out.bits + Z90 * sqrt(out.variance), least, most);
    return out;
}

static struct weight
absent(const struct rc_sign *sign, double p, struct rate rate)
{
    double q = rate.a / (rate.a + rate.b), bound = log2(sign->lr_absent);
    double var_q = rate.a / (rate.b * (rate.a + rate.b + 1));
    double least = fmin(bound, 0), most = fmax(bound, 0);
    struct weight out = {.rate = q};

    out.bits = clamp(log2((1 - p) / (1 - q)), least, most);
    out.variance = var_q / (M_LN2 * M_LN2);
    out.lo = clamp(out.bits - Z90 * sqrt(out.variance), least, most);
    out.hi = clamp(out.bits + Z90 * sqrt(out.variance), least, most);
    return out;
}

struct weight
rc_weight_of(const struct weighing *w, size_t dossier, size_t sign,
             struct rate rate)
{
    const struct rc_sign *of = &w->pack->signs[sign];
    size_t at = dossier * w->pack->sign_count + sign;
    double p = fmin(P_MOST, of->lr_present * of->rate);
    struct weight out = {.rate = rate.a / (rate.a + rate.b)};

    if (of->scores == RC_CONTEXT || of->scores == RC_DISABLED)
        return out;
    if (w->states[at] == RC_SIGN_PRESENT) {
        double left = freshness(w, of, w->measures[at]);

        out = present(of, p, rate);
        out.bits *= left;
        out.lo *= left;
        out.hi *= left;
        out.variance *= left * left;
    } else if (w->states[at] == RC_SIGN_ABSENT &&
               source_seen(&w->dossiers[dossier], of->needs_source)) {
        out = absent(of, p, rate);
    }
    return out;
}
