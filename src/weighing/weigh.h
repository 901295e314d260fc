/*
 * weighing -- what it all adds up to: bits, families, ranges, the ledger.
 *
 *     log2 odds = prior + sum over families combine(bits of its signs)
 *     bits      = log2( P(sign | operated persona) / P(sign | honest) )
 *
 * The denominator is this company's own rate in the person's peer group (the
 * person left out), shrunk to the pack's rate by pseudo-people: a Beta
 * posterior.  The numerator is the pack's ratio times the pack's rate.  Both
 * have a spread, so every total has a range (90 %, by the delta method).  A
 * sign may have steps (rules/): then both are of the step that weighs most.
 * Inside a family the strongest sign counts whole, each next one `step` times
 * less; positive and negative apart; the family's cap closes it.  Absence
 * counts only where the needed source was seen for this person.  A link sign
 * counts by itself in its own family; what a neighbour's own ledger says comes
 * in the family "link", damped, and only through two kinds of tie.
 */
#ifndef RC_WEIGHING_WEIGH_H
#define RC_WEIGHING_WEIGH_H

#include "links/link.h"
#include "rules/rule.h"

/* What was seen of one person. */
struct rc_dossier {
    const struct rc_person *person;
    uint32_t index; /* in the people */
    const struct rc_measure *measures;
    size_t measure_count;
    uint32_t kinds_seen; /* 1u << kind of every observation */
};

struct rc_finding {
    size_t sign; /* in the pack */
    enum rc_sign_state state;
    double bits;         /* what it adds after peer rate, fading, not family */
    double lo, hi;       /* 90 % */
    double counted_bits; /* what is left of it inside its family */
    double rate;         /* P(sign | honest) that was used */
    size_t step;         /* of the sign's steps, the one that was used */
    struct rc_slice why;
    const struct rc_measure *measure; /* NULL when there was none */
};

struct rc_family_sum {
    const char *family;
    double bits;
};

struct rc_ledger {
    const struct rc_finding *findings; /* strongest |counted| first; then the
                                          absent at 0, then the unseen, by id */
    size_t finding_count;
    const struct rc_family_sum *families; /* by family name */
    size_t family_count;
    const char *peer_group; /* "remote contractors" */
    size_t peers;
    double prior_bits, bits; /* bits: of the evidence, prior not in it */
    double probability, lo, hi;
    unsigned strong_families; /* of at least one bit */
    bool has_conflict_or_link;
    bool is_case;
};

/* Weighs everybody at once (rates and links need all).  ledgers[i] is of
 * dossiers[i]; all memory is in the arena.  Pure: same input, same bits. */
void rc_weigh(const struct rc_pack *pack, const struct rc_dossier *dossiers,
              size_t count, const struct rc_links *links,
              struct rc_arena *arena, struct rc_ledger *ledgers);

/* Odds in words for people: "1 in 40 to 1 in 6". */
struct rc_slice rc_weigh_words(double lo, double hi, struct rc_arena *arena);
/* "unlikely", "possible", "more likely than not", "likely". */
const char *rc_weigh_word(double probability);

#endif
