/*
 * words.c -- odds in words for people.
 *
 * "1 in 40 to 1 in 6" is understood better than 0.025 to 0.17 (natural
 * frequencies: G. Gigerenzer, U. Hoffrage, Psychological Review 102, 1995).
 * Numbers are rounded to ones that people use, so that they claim no more
 * than they know.
 */
#include "weighing/weigh.h"

#include <math.h>

static const int ones[] = {2,   3,   4,    5,    6,    8,    10,   12,
                           15,  20,  25,   30,   40,   50,   60,   80,
                           100, 120, 150,  200,  250,  300,  400,  500,
                           600, 800, 1000, 1500, 2000, 3000, 5000, 10000};
static const struct {
    double p;
    const char *text;
} likely[] = {
    {0.5, "1 in 2"}, {0.6, "3 in 5"},  {2.0 / 3, "2 in 3"}, {0.75, "3 in 4"},
    {0.8, "4 in 5"}, {0.9, "9 in 10"}, {0.95, "19 in 20"},  {0.99, "99 in 100"},
};

static struct rc_slice
one_odds(double p, struct rc_arena *arena)
{
    size_t best = 0;

    if (p < 1.0 / 10000)
        return RC_S("less than 1 in 10000");
    if (p > 0.995)
        return RC_S("more than 99 in 100");
    if (p >= 0.45) {
        for (size_t i = 1; i < sizeof likely / sizeof *likely; i++)
            if (fabs(likely[i].p - p) < fabs(likely[best].p - p))
                best = i;
        return rc_slice_of(likely[best].text);
    }
    for (size_t i = 1; i < sizeof ones / sizeof *ones; i++)
        if (fabs(log(ones[i] * p)) < fabs(log(ones[best] * p)))
            best = i;
    return rc_arena_print(arena, "1 in %d", ones[best]);
}

struct rc_slice
rc_weigh_words(double lo, double hi, struct rc_arena *arena)
{
    struct rc_slice from = one_odds(lo, arena), to = one_odds(hi, arena);

    if (rc_slice_eq(from, to))
        return from;
    if (rc_slice_eq(from, RC_S("99 in 100")))
        return RC_S("99 in 100 or more");
    return rc_arena_print(arena, "%.*s to %.*s", RC_FMT(from), RC_FMT(to));
}

const char *
rc_weigh_word(double probability)
{
    if (probability < 0.05)
        return "unlikely";
    if (probability < 0.5)
        return "possible";
    return probability < 0.8 ? "more likely than not" : "likely";
}
