/*
 * condition.c -- Sigma's condition, compiled to postfix.
 *
 *     or    := and ("or" and)*
 *     and   := not ("and" not)*
 *     not   := "not" not | atom
 *     atom  := "(" or ")" | NAME | ("1" | "any" | "all") "of" PATTERN
 *     PATTERN := "them" | NAME | NAME "*"
 *
 * Precedence as in the specification: not, and, or.  What follows a pipe (old
 * aggregations) and everything else is refused.
 */
#include "rules/pack_parts.h"

struct parsing {
    const struct rc_reading *in;
    struct rc_rule *rule;
    struct rc_slice rest, token; /* token: the one being looked at */
    int line;
    unsigned depth;
};

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void
advance(struct parsing *p)
{
    while (p->rest.len && is_space(*p->rest.p))
        p->rest.p++, p->rest.len--;

    size_t len = 0;

    if (p->rest.len && (*p->rest.p == '(' || *p->rest.p == ')'))
        len = 1;
    else
        while (len < p->rest.len && !is_space(p->rest.p[len]) &&
               p->rest.p[len] != '(' && p->rest.p[len] != ')')
            len++;
    p->token = (struct rc_slice){p->rest.p, len};
    p->rest.p += len;
    p->rest.len -= len;
}

static bool
at_word(const struct parsing *p, struct rc_slice word)
{
    return rc_slice_eq(p->token, word);
}

static bool
emit(struct parsing *p, unsigned op)
{
    struct rc_rule *rule = p->rule;

    if (rule->op_count == RULE_OPS)
        return rc_reading_refuse(p->in, p->line, "condition is too long");
    rule->ops[rule->op_count++] = (uint8_t)op;
    return true;
}

/* Whether selection's name fits the pattern, whose star is its last byte. */
static bool
fits(const char *name, struct rc_slice pattern)
{
    struct rc_slice have = rc_slice_of(name);

    if (rc_slice_eq(pattern, RC_S("them")))
        return name[0] != '_'; /* Sigma: _names are not of them */
    if (pattern.len && pattern.p[pattern.len - 1] == '*')
        return rc_slice_starts(have,
                               (struct rc_slice){pattern.p, pattern.len - 1});
    return rc_slice_eq(have, pattern);
}

/* "1 of selection*": the words behind the quantity, joined by op. */
static bool
quantity(struct parsing *p, unsigned op)
{
    size_t found = 0;

    advance(p);
    if (!at_word(p, RC_S("of")))
        return rc_reading_refuse(p->in, p->line, "condition: of is missing");
    advance(p);
    for (size_t i = 0; i < p->rule->selection_count; i++) {
        if (!fits(p->rule->selections[i].name, p->token))
            continue;
        if (!emit(p, (unsigned)i) || (found++ && !emit(p, op)))
            return false;
    }
    if (!found)
        return rc_reading_refuse(p->in, p->line,
                                 "condition: nothing is named %.*s",
                                 RC_FMT(p->token));
    advance(p);
    return true;
}

static bool disjunction(struct parsing *p);

static bool
atom(struct parsing *p)
{
    if (at_word(p, RC_S("("))) {
        advance(p);
        if (!disjunction(p))
            return false;
        if (!at_word(p, RC_S(")")))
            return rc_reading_refuse(p->in, p->line, "condition: ) is missing");
        advance(p);
        return true;
    }
    if (at_word(p, RC_S("1")) || at_word(p, RC_S("any")))
        return quantity(p, OP_OR);
    if (at_word(p, RC_S("all")))
        return quantity(p, OP_AND);
    for (size_t i = 0; i < p->rule->selection_count; i++)
        if (rc_slice_eq(p->token, rc_slice_of(p->rule->selections[i].name))) {
            advance(p);
            return emit(p, (unsigned)i);
        }
    if (p->token.len == 0)
        return rc_reading_refuse(p->in, p->line, "condition ends too early");
    return rc_reading_refuse(
        p->in, p->line, "condition: %.*s is not understood", RC_FMT(p->token));
}

static bool
negation(struct parsing *p)
{
    bool odd = false;

    for (; at_word(p, RC_S("not")); odd = !odd)
        advance(p);
    return atom(p) && (!odd || emit(p, OP_NOT));
}

static bool
conjunction(struct parsing *p)
{
    if (!negation(p))
        return false;
    while (at_word(p, RC_S("and"))) {
        advance(p);
        if (!negation(p) || !emit(p, OP_AND))
            return false;
    }
    return true;
}

static bool
disjunction(struct parsing *p)
{
    if (++p->depth > RULE_DEPTH)
        return rc_reading_refuse(p->in, p->line, "condition is too deep");
    if (!conjunction(p))
        return false;
    while (at_word(p, RC_S("or"))) {
        advance(p);
        if (!conjunction(p) || !emit(p, OP_OR))
            return false;
    }
    p->depth--;
    return true;
}

bool
rc_condition_read(const struct rc_reading *in, const char *text, int line,
                  struct rc_rule *rule)
{
    struct parsing p = {
        .in = in, .rule = rule, .rest = rc_slice_of(text), .line = line};

    rule->ops = rc_arena_take(in->arena, RULE_OPS);
    rule->op_count = 0;
    advance(&p);
    if (!disjunction(&p))
        return false;
    if (p.token.len)
        return rc_reading_refuse(in, line, "condition: %.*s is not understood",
                                 RC_FMT(p.token));
    return true;
}
