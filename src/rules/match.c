/*
 * match.c -- what a sign says of one person's measures.
 *
 * A measure that is not there, or says that too little was seen, makes the
 * sign unseen: nobody is cleared, and nobody suspected, by what was not read.
 */
#include "rules/pack_parts.h"

#include <assert.h>
#include <math.h>

static bool
passes(const struct rc_selection *selection, double value)
{
    for (size_t i = 0; i < selection->test_count; i++) {
        double bound = selection->tests[i].value;
        bool pass = false;

        switch (selection->tests[i].op) {
        case RC_TEST_EQ:
            pass = !(value < bound) && !(value > bound);
            break;
        case RC_TEST_GT:
            pass = value > bound;
            break;
        case RC_TEST_GTE:
            pass = value >= bound;
            break;
        case RC_TEST_LT:
            pass = value < bound;
            break;
        case RC_TEST_LTE:
            pass = value <= bound;
            break;
        }
        if (!pass)
            return false;
    }
    return true;
}

bool
rc_rule_holds(const struct rc_rule *rule, double value)
{
    bool stack[RULE_OPS] = {false};
    size_t top = 0;

    for (size_t i = 0; i < rule->op_count; i++) {
        unsigned op = rule->ops[i];

        if (op < RULE_SELECTIONS) {
            stack[top++] = passes(&rule->selections[op], value);
        } else if (op == OP_NOT) {
            stack[top - 1] = !stack[top - 1];
        } else {
            top--;
            stack[top - 1] = op == OP_AND ? stack[top - 1] && stack[top]
                                          : stack[top - 1] || stack[top];
        }
    }
    assert(top == 1); /* rc_condition_read balances them */
    return stack[0];
}

enum rc_sign_state
rc_sign_match(const struct rc_pack *pack, size_t sign,
              const struct rc_measure *measures, size_t measure_count,
              const struct rc_measure **measure)
{
    const struct rc_pack_whole *whole = (const struct rc_pack_whole *)pack;
    const struct rc_measure *found = NULL;

    for (size_t i = 0; i < measure_count; i++) {
        if (strcmp(measures[i].name, pack->signs[sign].measure) != 0)
            continue;
        found = &measures[i];
        if (found->seen)
            break;
    }
    *measure = found;
    if (!found || !found->seen || !isfinite(found->value))
        return RC_SIGN_UNSEEN;
    return rc_rule_holds(&whole->rules[sign], found->value) ? RC_SIGN_PRESENT
                                                            : RC_SIGN_ABSENT;
}

size_t
rc_sign_reaches(const struct rc_sign *sign, double value)
{
    size_t reached = 1;

    while (reached < sign->step_count && value >= sign->steps[reached].gte)
        reached++;
    return reached;
}

const char *
rc_sign_state_word(enum rc_sign_state state)
{
    switch (state) {
    case RC_SIGN_PRESENT:
        return "present";
    case RC_SIGN_ABSENT:
        return "absent";
    case RC_SIGN_UNSEEN:
        break;
    }
    return "unseen";
}
