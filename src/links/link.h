/*
 * links -- what is said of two people: indicators, ties, rings.
 *
 * An indicator is a hashed value with the people who show it.  A tie's weight
 * in bits is log2(N / d) for a value that d of N people share (Fellegi and
 * Sunter's agreement weight with value frequencies; N: those who show any value
 * of the kind), at most 12, less what makes it coarse;
 * a value shared by more than hub people (an office, a VPN exit, an agency's
 * account, a template) is a hub: listed, scored down, never a tie.  Declared
 * households tie nobody.  A ring needs two different kinds of tie between its
 * members, or one kind that alone passes strong_bits.
 *
 * A text is a set of values (shingles), and two people's tie is by how much of
 * the smaller set both have: resume.c.  Nobody is tied to themselves: an
 * applicant and a worker of one name, or with one mail address, are one.
 */
#ifndef RC_LINKS_LINK_H
#define RC_LINKS_LINK_H

#include "signals/signal.h"

struct rc_shown {
    uint32_t person;
    struct rc_indicator indicator;
};

struct rc_tie {
    uint32_t a, b; /* people, a < b */
    enum rc_tie_kind kind;
    double bits;
    uint32_t shared_by;         /* how many people show the value */
    uint64_t value;             /* of several the one that weighs most */
    bool coarse;                /* for one of the two at least */
    double share;               /* of the smaller text that both have; else 1 */
    struct rc_ref ref_a, ref_b; /* file 0: claimed, in no record at hand */
};

struct rc_ring {
    const uint32_t *members; /* ascending */
    size_t member_count;
    double bits;         /* of its strongest spanning ties */
    uint32_t kinds;      /* 1u << enum rc_tie_kind */
    struct rc_slice why; /* one sentence */
};

struct rc_hub {
    enum rc_tie_kind kind;
    uint64_t value;
    uint32_t shared_by;
};

struct rc_links {
    struct rc_arena arena;
    size_t person_count;
    const uint8_t *shows;     /* by person: 1u << enum rc_tie_kind */
    const uint32_t *tie_from; /* by person, and one more: where in tie_of */
    const uint32_t *tie_of;   /* indexes of ties, each twice */
    struct rc_tie *ties;      /* by a, b, kind; one a kind for two people */
    size_t tie_count;
    struct rc_ring *rings; /* strongest first, then by first member */
    size_t ring_count;
    struct rc_hub *hubs;
    size_t hub_count;
};

struct rc_link_setting {
    uint32_t hub_degree[RC_TIE_KINDS]; /* more people than this: a hub */
    double strong_bits;
};
extern const struct rc_link_setting rc_link_default;

/* shown: every indicator of every person, in any order (it is sorted). */
struct rc_links *rc_links_find(struct rc_shown *shown, size_t shown_count,
                               const struct rc_people *people,
                               const struct rc_link_setting *setting);
void rc_links_free(struct rc_links *links);
const char *rc_tie_kind_word(enum rc_tie_kind kind); /* "payout account" */

/* A person's ties as measures, one a kind: "payout_account_shared_with",
 * "ship_address_shared_with", "egress_address_shared_with",
 * "resume_text_shared_with": how many others, in people.  seen tells whether
 * the person shows any value of that kind at all. */
void rc_links_measures(const struct rc_links *links, uint32_t person,
                       const struct rc_shown *shown, size_t shown_count,
                       struct rc_measure_sink *to);

#endif
