/*
 * steps.c -- a sign that is worth more the further its measure goes.
 *
 *     detection:                          rollcall.lr_present: 3.0
 *         selection:                      rollcall.rate: 0.04
 *             measure: changes            rollcall.steps:
 *             value|gte: 2                    - {gte: 3, lr: 5.0, rate: 0.015}
 *         condition: selection                - {gte: 5, lr: 9.0, rate: 0.004}
 *
 * The rule is the first step, so nothing is said twice and nothing can
 * disagree; the list holds the next ones.  A step compares tails,
 *
 *     lr = P(measure >= gte | operated) / P(measure >= gte | honest)
 *
 * which is why, from one step to the next, not only the rate must fall: lr *
 * rate, the tail of the operated, must not rise.  lr itself moves away from 1,
 * or the step would say nothing.  A step's range is the sign's, scaled, unless
 * it has its own.
 */
#include "rules/pack_parts.h"

#include <math.h>

static const char *const keys[] = {"gte", "lr", "rate", "range", NULL};

static bool
read_step(const struct rc_reading *in, const struct rc_yaml *item,
          const struct rc_sign *sign, struct rc_step *step)
{
    double scale;

    if (item->kind != RC_YAML_MAP)
        return rc_reading_refuse(in, item->line,
                                 "a step is {gte: X, lr: L, rate: R}");
    if (!rc_known_keys(in, item, keys) ||
        !rc_want_number(in, item, "gte", -1e9, 1e9, &step->gte) ||
        !rc_want_number(in, item, "lr", 0.001, 1000, &step->lr) ||
        !rc_want_number(in, item, "rate", 0.0001, 0.99, &step->rate))
        return false;
    if (rc_yaml_get(item, "range"))
        return rc_want_range(in, item, "range", step->lr, &step->lr_lo,
                             &step->lr_hi);
    scale = step->lr / sign->lr_present;
    step->lr_lo = sign->lr_present_lo * scale;
    step->lr_hi = sign->lr_present_hi * scale;
    return true;
}

/* Where the rule itself begins: a step there would be the rule again. */
static bool
is_bound(const struct rc_rule *rule, double value)
{
    for (size_t i = 0; i < rule->selection_count; i++)
        for (size_t t = 0; t < rule->selections[i].test_count; t++)
            if (!(rule->selections[i].tests[t].value < value) &&
                !(rule->selections[i].tests[t].value > value))
                return true;
    return false;
}

static bool
goes_on(const struct rc_reading *in, int line, const struct rc_rule *rule,
        const struct rc_step *before, const struct rc_step *step, bool against)
{
    if (!(step->gte > before->gte))
        return rc_reading_refuse(in, line, "gte must rise: %g after %g",
                                 step->gte, before->gte);
    if (!rc_rule_holds(rule, step->gte) || is_bound(rule, step->gte))
        return rc_reading_refuse(
            in, line, "%g is not beyond where the rule begins", step->gte);
    if (against ? !(step->lr > before->lr) : !(step->lr < before->lr))
        return rc_reading_refuse(in, line, "lr must %s: %g after %g",
                                 against ? "rise" : "fall", step->lr,
                                 before->lr);
    if (!(step->rate < before->rate))
        return rc_reading_refuse(in, line, "rate must fall: %g after %g",
                                 step->rate, before->rate);
    if (step->lr * step->rate > before->lr * before->rate * (1 + 1e-9))
        return rc_reading_refuse(
            in, line, "lr * rate must not rise: %g after %g",
            step->lr * step->rate, before->lr * before->rate);
    return true;
}

bool
rc_steps_read(const struct rc_reading *in, const struct rc_yaml *attributes,
              const struct rc_rule *rule, struct rc_sign *sign)
{
    const struct rc_yaml *list = rc_yaml_get(attributes, "rollcall.steps");
    struct rc_step *steps =
        rc_arena_zero(in->arena, RC_SIGN_STEPS * sizeof *steps);

    steps[0] = (struct rc_step){.gte = -HUGE_VAL,
                                .lr = sign->lr_present,
                                .lr_lo = sign->lr_present_lo,
                                .lr_hi = sign->lr_present_hi,
                                .rate = sign->rate};
    sign->steps = steps;
    sign->step_count = 1;
    if (!list)
        return true;
    if (list->kind != RC_YAML_LIST || !list->first)
        return rc_reading_refuse(in, list->line,
                                 "rollcall.steps must be a list of steps");
    for (const struct rc_yaml *at = list->first; at; at = at->next) {
        struct rc_step *step = &steps[sign->step_count];

        if (sign->step_count == RC_SIGN_STEPS)
            return rc_reading_refuse(in, at->line, "more than %d steps",
                                     RC_SIGN_STEPS - 1);
        if (!read_step(in, at, sign, step) ||
            !goes_on(in, at->line, rule, step - 1, step, sign->lr_present >= 1))
            return false;
        sign->step_count++;
    }
    return true;
}
