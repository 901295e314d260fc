/*
 * people.c -- joining accounts to people.
 *
 *   1. every worker row and candidate row names an anchor (employee number,
 *      candidate number, else mail); rows with one anchor are one person;
 *   2. anchors own the accounts their rows state; a candidate whose mail a
 *      worker owns is that worker, earlier;
 *   3. identity providers add logins and ids to whom they name;
 *   4. devices and parcels say whose a serial or host name is: the newest
 *      statement holds;
 *   5. a mail or login that nobody owns is a person of its own.
 * Rows come in content order and ties are settled by text, so no step depends
 * on the order of reading.
 */
#include "subjects/people.h"

#include <stdlib.h>

#include "subjects/account.h"

static int
by_kind_and_id(const void *a, const void *b, void *with)
{
    const struct rc_draft *drafts = with;
    const struct rc_draft *x = &drafts[*(const uint32_t *)a];
    const struct rc_draft *y = &drafts[*(const uint32_t *)b];

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return rc_slice_cmp(x->anchor, y->anchor);
}

/* The people's places in order: person_at[draft] of each root. */
static uint32_t *
number_people(struct rc_join *join)
{
    struct rc_people *people = join->people;
    uint32_t *order = rc_alloc(join->draft_count * sizeof *order);
    uint32_t *person_at = rc_alloc(join->draft_count * sizeof *person_at);
    size_t count = 0;

    for (uint32_t draft = 0; draft < join->draft_count; draft++) {
        person_at[draft] = NOBODY;
        if (join->drafts[draft].same_as == NOBODY)
            order[count++] = draft;
    }
    qsort_r(order, count, sizeof *order, by_kind_and_id, join->drafts);
    people->count = count;
    people->person =
        rc_arena_zero(&people->arena, (count + 1) * sizeof *people->person);
    for (uint32_t i = 0; i < count; i++) {
        const struct rc_draft *draft = &join->drafts[order[i]];
        struct rc_slice id = draft->anchor, class_;

        rc_slice_cut(&id, ':', &class_);
        person_at[order[i]] = i;
        people->person[i] = (struct rc_person){
            .kind = draft->kind,
            .in_directory = draft->in_directory,
            .hired_us = RC_TIME_NONE,
            .left_us = RC_TIME_NONE,
            .id = rc_arena_copy(&people->arena, id),
        };
    }
    free(order);
    return person_at;
}

static void
add_email(struct rc_person *person, struct rc_slice *list, struct rc_slice mail,
          struct rc_arena *arena)
{
    if (!mail.len || !memchr(mail.p, '@', mail.len))
        return;
    for (size_t i = 0; i < person->email_count; i++)
        if (rc_slice_ieq(list[i], mail))
            return;
    char lower[RC_ACCOUNT_MAX];
    size_t len = rc_account_text("", mail, lower);

    list[person->email_count++] =
        rc_arena_copy(arena, (struct rc_slice){lower, len});
}

/* What one worker or candidate row adds to its person. */
static void
add_row(struct rc_person *person, const struct rc_obs *obs,
        struct rc_arena *arena)
{
    if (obs->user_name.len &&
        (!person->name.len || (obs->kind == RC_OBS_WORKER &&
                               rc_slice_cmp(obs->user_name, person->name) > 0)))
        person->name = rc_arena_copy(arena, obs->user_name);
    if (obs->kind != RC_OBS_WORKER)
        return;
    person->is_remote |= (obs->flags & RC_IS_REMOTE) != 0;
    person->is_contractor |= (obs->flags & RC_IS_CONTRACTOR) != 0;
    if (obs->hired_us != RC_TIME_NONE && obs->hired_us > person->hired_us)
        person->hired_us = obs->hired_us;
    if (obs->left_us != RC_TIME_NONE && obs->left_us > person->left_us)
        person->left_us = obs->left_us;
}

/* Fills names, mails and claims: two passes over the rows, counts first. */
static void
fill_people(struct rc_join *join, const uint32_t *person_at)
{
    struct rc_people *people = join->people;
    struct rc_arena *arena = &people->arena;
    size_t *rows = rc_alloc((people->count + 1) * sizeof *rows);
    struct rc_slice **mails = rc_alloc((people->count + 1) * sizeof *mails);
    struct rc_claim **claims = rc_alloc((people->count + 1) * sizeof *claims);

    memset(rows, 0, (people->count + 1) * sizeof *rows);
    for (size_t i = 0; i < join->row_count; i++)
        if (join->rows[i].draft != NOBODY)
            rows[person_at[rc_join_root(join, join->rows[i].draft)]]++;
    for (size_t p = 0; p < people->count; p++) {
        mails[p] = rc_arena_take(arena, (rows[p] * 3 + 1) * sizeof **mails);
        claims[p] = rc_arena_take(arena, (rows[p] + 1) * sizeof **claims);
        people->person[p].emails = mails[p];
        people->person[p].claims = claims[p];
    }
    for (size_t i = 0; i < join->row_count; i++) {
        const struct rc_dir_row *row = &join->rows[i];

        if (row->draft == NOBODY)
            continue;
        uint32_t p = person_at[rc_join_root(join, row->draft)];
        struct rc_person *person = &people->person[p];
        struct rc_claim claim = rc_claim_of(&row->obs);

        add_row(person, &row->obs, arena);
        add_email(person, mails[p], row->obs.email, arena);
        add_email(person, mails[p], row->obs.user, arena);
        add_email(person, mails[p], row->obs.email_other, arena);
        if (claim.home.country || claim.zone || claim.address.whole ||
            claim.start_min >= 0)
            claims[p][person->claim_count++] = claim;
    }
    for (size_t p = 0; p < people->count; p++)
        rc_claims_close(claims[p], people->person[p].claim_count);
    free(rows);
    free(mails);
    free(claims);
}

static void
fill_households(struct rc_join *join, const uint32_t *person_at)
{
    struct rc_people *people = join->people;

    for (size_t i = 0; i < join->row_count; i++) {
        const struct rc_dir_row *row = &join->rows[i];
        struct rc_slice rest = row->obs.household;

        if (row->draft == NOBODY || !rest.len)
            continue;
        struct rc_person *person =
            &people->person[person_at[rc_join_root(join, row->draft)]];
        uint32_t *list = rc_arena_take(
            &people->arena,
            (person->household_count + rest.len / 2 + 2) * sizeof *list);

        if (person->household_count)
            memcpy(list, person->household,
                   person->household_count * sizeof *list);
        while (rest.len) {
            size_t end = 0;

            while (end < rest.len && !strchr(";,| ", rest.p[end]))
                end++;
            struct rc_slice one = {rest.p, end};
            uint32_t other = rc_join_owner(join, "emp:", one);

            if (other == NOBODY)
                other = rc_join_owner(join, NULL, one);
            if (other != NOBODY)
                list[person->household_count++] = person_at[other];
            end += end < rest.len;
            rest.p += end;
            rest.len -= end;
        }
        person->household = list;
    }
}

static void
give_accounts(struct rc_join *join, const uint32_t *person_at,
              const struct rc_slice *accounts, size_t count)
{
    struct rc_people *people = join->people;
    struct rc_arena *arena = &people->arena;

    people->person_of =
        rc_arena_take(arena, (count + 1) * sizeof *people->person_of);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = rc_intern_find(&join->owned, accounts[i]);
        uint32_t draft =
            id == UINT32_MAX ? NOBODY : rc_join_root(join, join->owner[id]);

        people->person_of[i] = draft == NOBODY ? NOBODY : person_at[draft];
        if (draft != NOBODY)
            people->person[person_at[draft]].account_count++;
    }
    uint32_t **lists = rc_alloc((people->count + 1) * sizeof *lists);

    for (size_t p = 0; p < people->count; p++) {
        struct rc_person *person = &people->person[p];

        lists[p] =
            rc_arena_take(arena, (person->account_count + 1) * sizeof **lists);
        person->accounts = lists[p];
    }
    for (uint32_t i = 0; i < count; i++)
        if (people->person_of[i] != NOBODY)
            *lists[people->person_of[i]]++ = i;
    free(lists);
    /* somebody whom only records know: the mail is all there is to name them */
    for (size_t p = 0; p < people->count; p++) {
        struct rc_person *person = &people->person[p];

        if (!person->email_count && memchr(person->id.p, '@', person->id.len)) {
            person->emails = &person->id;
            person->email_count = 1;
        }
    }
}

static int
by_account(const void *a, const void *b)
{
    const struct rc_conflict *x = a, *y = b;
    int order = rc_slice_cmp(x->account, y->account);

    return order ? order : rc_slice_cmp(x->what, y->what);
}

struct rc_people *
rc_people_resolve(struct rc_roster *roster, const struct rc_slice *accounts,
                  size_t account_count)
{
    struct rc_people *people = rc_alloc(sizeof *people);
    struct rc_join join = {.people = people};

    *people = (struct rc_people){0};
    rc_arena_init(&people->arena, 0);
    rc_intern_init(&join.anchors);
    rc_intern_init(&join.owned);
    rc_join_read(&join, roster);
    rc_join_workers(&join);
    rc_join_candidates(&join);
    rc_join_directory(&join);
    rc_join_devices(&join, RC_OBS_SHIPMENT);
    rc_join_devices(&join, RC_OBS_DEVICE);
    rc_join_orphans(&join, accounts, account_count);

    uint32_t *person_at = number_people(&join);

    fill_people(&join, person_at);
    fill_households(&join, person_at);
    give_accounts(&join, person_at, accounts, account_count);

    if (join.conflict_count) {
        struct rc_conflict *kept =
            rc_arena_take(&people->arena, join.conflict_count * sizeof *kept);

        qsort(join.conflicts, join.conflict_count, sizeof *join.conflicts,
              by_account);
        memcpy(kept, join.conflicts, join.conflict_count * sizeof *kept);
        people->conflicts = kept;
    }
    people->conflict_count = join.conflict_count;
    free(person_at);
    free(join.rows);
    free(join.drafts);
    free(join.owner);
    free(join.owner_us);
    free(join.conflicts);
    rc_intern_done(&join.anchors);
    rc_intern_done(&join.owned);
    return people;
}

void
rc_people_free(struct rc_people *people)
{
    if (!people)
        return;
    rc_arena_done(&people->arena);
    free(people);
}
