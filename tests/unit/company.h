/*
 * company.h -- a small company for tests: people, and what was measured.
 *
 * Everybody starts honest: every measure was seen and none is remarkable.
 */
#ifndef RC_TEST_COMPANY_H
#define RC_TEST_COMPANY_H

#include <math.h>

#include "weighing/weigh.h"

#define NEAR(a, b) assert_true(fabs((a) - (b)) < 1e-9)

enum { COMPANY_PEOPLE = 120, COMPANY_MEASURES = 32 };

struct company {
    struct rc_pack *pack;
    struct rc_arena arena;
    size_t count;
    struct rc_person person[COMPANY_PEOPLE];
    struct rc_measure measure[COMPANY_PEOPLE][COMPANY_MEASURES];
    struct rc_dossier dossier[COMPANY_PEOPLE];
    struct rc_ledger ledger[COMPANY_PEOPLE];
    struct rc_tie ties[64];
    struct rc_ring rings[4];
    struct rc_links links;
};

/* The measure of that name; a new one when there is none. */
static inline struct rc_measure *
company_measure(struct company *c, size_t person, const char *name)
{
    struct rc_dossier *d = &c->dossier[person];

    for (size_t i = 0; i < d->measure_count; i++)
        if (strcmp(c->measure[person][i].name, name) == 0)
            return &c->measure[person][i];
    c->measure[person][d->measure_count] =
        (struct rc_measure){.name = name,
                            .seen = true,
                            .unit = "things",
                            .why = RC_S("records say so")};
    return &c->measure[person][d->measure_count++];
}

static inline void
company_say(struct company *c, size_t person, const char *name, double value)
{
    company_measure(c, person, name)->value = value;
}

static inline void
company_open(struct company *c, struct rc_pack *pack, size_t people)
{
    memset(c, 0, sizeof *c);
    c->pack = pack;
    c->count = people;
    rc_arena_init(&c->arena, 0);
    c->links.ties = c->ties;
    c->links.rings = c->rings;
    for (size_t i = 0; i < people; i++) {
        c->person[i] = (struct rc_person){.kind = RC_WORKER,
                                          .in_directory = true,
                                          .is_remote = true,
                                          .hired_us = RC_TIME_NONE,
                                          .left_us = RC_TIME_NONE};
        c->dossier[i] = (struct rc_dossier){.person = &c->person[i],
                                            .index = (uint32_t)i,
                                            .measures = c->measure[i],
                                            .kinds_seen = UINT32_MAX};
        for (size_t s = 0; s < pack->sign_count; s++)
            company_say(c, i, pack->signs[s].measure, 0);
    }
}

static inline void
company_close(struct company *c)
{
    rc_arena_done(&c->arena);
}

static inline const struct rc_ledger *
company_weigh(struct company *c, size_t person)
{
    rc_weigh(c->pack, c->dossier, c->count, &c->links, &c->arena, c->ledger);
    return &c->ledger[person];
}

static inline void
company_tie(struct company *c, uint32_t a, uint32_t b, enum rc_tie_kind kind)
{
    c->ties[c->links.tie_count++] = (struct rc_tie){
        .a = a, .b = b, .kind = kind, .bits = 5, .shared_by = 2};
}

/* The finding of a sign, which must be there. */
static inline const struct rc_finding *
company_finding(const struct company *c, const struct rc_ledger *ledger,
                const char *sign)
{
    for (size_t i = 0; i < ledger->finding_count; i++)
        if (strcmp(c->pack->signs[ledger->findings[i].sign].id, sign) == 0)
            return &ledger->findings[i];
    abort();
}

static inline struct rc_pack *
company_pack(void)
{
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    if (rc_pack_load(rc_pack_builtin, rc_pack_builtin_count, &pack, &err) !=
        RC_OK) {
        fprintf(stderr, "%s\n", err.text);
        abort();
    }
    return pack;
}

/* An operated persona as published reports tell it: pay, custody, network and
 * the keyboard, each of them harmless. */
static inline void
company_operated(struct company *c, size_t person)
{
    company_say(c, person, "bank_account_changes", 3);
    company_say(c, person, "ship_address_changes", 1);
    company_say(c, person, "days_outside_claim_share", 0.8);
    company_say(c, person, "remote_tools", 1);
}

#endif
