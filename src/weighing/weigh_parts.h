/*
 * weigh_parts.h -- what the files of this room share and nobody else sees.
 *
 * The order of work: states (what each sign says of each person), peers (how
 * common each sign is among comparable people), bits (what it is worth for one
 * person), families (what is left of it beside its kin), neighbours (what the
 * people tied to this one add), ledger.
 */
#ifndef RC_WEIGHING_WEIGH_PARTS_H
#define RC_WEIGHING_WEIGH_PARTS_H

#include "weighing/weigh.h"

/* 90 % of a normal distribution lie within this many standard deviations. */
#define Z90 1.6448536269514722

enum { PEER_CELLS = 8 }; /* kind, contractor, remote: 2 * 2 * 2 */

/* How many people of a cell were looked at for a sign, and reach a step. */
struct tally {
    uint32_t shown, looked;
};

/* The work of one call; its arena is freed at the end. */
struct weighing {
    const struct rc_pack *pack;
    const struct rc_dossier *dossiers;
    size_t count;
    const struct rc_links *links;
    int64_t as_of_us; /* how far the records reach */
    struct rc_arena arena;
    uint8_t *states; /* enum rc_sign_state, [person * sign_count + sign] */
    const struct rc_measure **measures; /* the same */
    uint8_t *reached;      /* the same: steps reached, 0 when not present */
    size_t *family_of;     /* by sign, index in the pack */
    size_t *column_of;     /* by sign: where its steps' tallies begin */
    size_t columns;        /* steps of all signs */
    struct tally *tallies; /* [cell * columns + column] */
    uint32_t cell_people[PEER_CELLS];
    uint32_t *ring_of;          /* by person; UINT32_MAX: in none */
    struct tally *ring_tallies; /* [(ring * PEER_CELLS + cell) * columns +
                                   column] */
    uint32_t *ties_from;        /* by person: [from, from of next) in ties */
    uint32_t *ties;             /* indexes into links->ties */
    uint32_t *dossier_of;       /* by person index; UINT32_MAX none */
    size_t person_limit;        /* one more than the highest person index */
    double *own_bits; /* by dossier: what is said of the person alone */
};

/* A sign's weight for one person, before its family. */
struct weight {
    double bits, variance; /* of bits */
    double lo, hi;
    double rate;
    size_t step; /* the one it is worth the most by */
};

/* A Beta posterior of P(sign | honest). */
struct rate {
    double a, b;
};

struct peers {
    const char *name;
    uint8_t cells; /* 1u << cell */
    size_t count;  /* people in it beside this one */
};

/* people.c */
void rc_people_tables(struct weighing *w);
/* rates.c */
unsigned rc_peer_cell(const struct rc_person *person);
void rc_peers_count(struct weighing *w);
struct peers rc_peers_of(const struct weighing *w, size_t dossier);
struct rate rc_peers_rate(const struct weighing *w, const struct peers *peers,
                          size_t dossier, size_t sign, size_t step);
/* bits.c */
struct weight rc_weight_of(const struct weighing *w, size_t dossier,
                           size_t sign, const struct peers *peers);

/* Something that counts in a family, on its way to what is left of it. */
struct share {
    double bits, counted;
    size_t order; /* breaks ties: sign, or neighbour */
};
/* families.c: fills counted; returns what the family adds. */
double rc_family_combine(const struct rc_family *family, struct share *shares,
                         size_t count);
/* neighbours.c: what the people tied to this one add, by own_bits. */
double rc_neighbours_bits(const struct weighing *w, size_t dossier,
                          const struct rc_family *family, double *variance);

double rc_prior_bits(const struct rc_pack *pack, const struct rc_person *p);
double rc_bits_probability(double bits); /* of log2 odds */

#endif
