/*
 * link_parts.h -- what the files of links/ share; private to the folder.
 */
#ifndef RC_LINKS_LINK_PARTS_H
#define RC_LINKS_LINK_PARTS_H

#include "links/link.h"

/* Evidence has a roof: above one in 4096 the count of strangers says less than
 * typing errors, shared helpers and wrong joins do. */
#define RC_TIE_CAP_BITS 12.0

/* What grows while links are looked for; freed before find returns. */
struct rc_link_work {
    const struct rc_people *people;
    const struct rc_link_setting *setting;
    const struct rc_shown *shown; /* by kind, value, person, ref */
    size_t shown_count;
    uint32_t population[RC_TIE_KINDS]; /* people who show the kind */
    const uint32_t *most_days;         /* by person, on one egress address */
    struct rc_tie *ties;
    size_t tie_count, tie_cap;
    struct rc_hub *hubs;
    size_t hub_count, hub_cap;
};

void rc_link_tie(struct rc_link_work *work, const struct rc_tie *tie);
void rc_link_hub(struct rc_link_work *work, const struct rc_hub *hub);
/* log2(population / shared_by), between 0 and the roof. */
double rc_link_bits(const struct rc_link_work *work, enum rc_tie_kind kind,
                    uint32_t shared_by);
/* One household, or one human being under two numbers. */
bool rc_link_apart(const struct rc_people *people, uint32_t a, uint32_t b);
/* Whether the value could tie: of egress, an address where the person lives. */
bool rc_link_lives(const struct rc_link_work *work,
                   const struct rc_shown *shown);
/* The end of the run of one value that begins at `at`; *people: how many. */
size_t rc_link_run(const struct rc_link_work *work, size_t at,
                   uint32_t *people);

/* resume.c: the run of shown that is of RC_TIE_RESUME. */
void rc_link_resumes(struct rc_link_work *work, size_t from, size_t to);
/* ring.c: from links->ties. */
void rc_link_rings(struct rc_links *links,
                   const struct rc_link_setting *setting);

#endif
