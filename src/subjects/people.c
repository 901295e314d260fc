/*
 * people.c -- joining accounts to people.
 *
 *   1. every worker row and candidate row names an anchor (employee number,
 *      candidate number, else mail); rows with one anchor are one person;
 *   2. anchors own the accounts their rows state; a candidate whose mail a
 *      worker owns is that worker, earlier;
 *   3. devices and parcels say whose a serial or host name is: the newest
 *      statement holds;
 *   4. a mail or login that nobody owns is a person of its own.
 * Rows come in content order and ties are settled by text, so no step depends
 * on the order of reading.
 */
#include "subjects/people.h"

#include <stdlib.h>

#include "subjects/account.h"

#define NOBODY UINT32_MAX /* no draft, no person */

struct row {
    struct rc_obs obs;
    int64_t seen_us;
    uint32_t draft;
};

/* A person while being put together. */
struct draft {
    struct rc_slice anchor;
    enum rc_person_kind kind;
    uint32_t same_as; /* another draft this one turned out to be, or NOBODY */
    bool in_directory;
};

struct join {
    struct rc_people *people;
    struct row *rows;
    size_t row_count;
    struct rc_intern anchors; /* number = draft */
    struct draft *drafts;
    size_t draft_count, draft_cap;
    struct rc_intern owned; /* account names */
    uint32_t *owner;        /* draft, by account number */
    int64_t *owner_us;      /* when that was last stated */
    uint32_t owner_cap;
    struct rc_conflict *conflicts;
    size_t conflict_count, conflict_cap;
};

static uint32_t
draft_at(struct join *join, struct rc_slice anchor, enum rc_person_kind kind)
{
    bool added;
    uint32_t id = rc_intern_put(&join->anchors, anchor, &added);

    if (!added)
        return id;
    if (join->draft_count == join->draft_cap) {
        join->draft_cap = join->draft_cap ? join->draft_cap * 2 : 256;
        join->drafts =
            rc_realloc(join->drafts, join->draft_cap * sizeof *join->drafts);
    }
    join->drafts[join->draft_count++] = (struct draft){
        .anchor = join->anchors.entries[id].text,
        .kind = kind,
        .same_as = NOBODY,
    };
    return id;
}

static uint32_t
root_of(const struct join *join, uint32_t draft)
{
    while (draft != NOBODY && join->drafts[draft].same_as != NOBODY)
        draft = join->drafts[draft].same_as;
    return draft;
}

static void
note_conflict(struct join *join, struct rc_slice account, uint32_t first,
              uint32_t second)
{
    struct rc_arena *arena = &join->people->arena;

    if (join->conflict_count == join->conflict_cap) {
        join->conflict_cap = join->conflict_cap ? join->conflict_cap * 2 : 16;
        join->conflicts = rc_realloc(
            join->conflicts, join->conflict_cap * sizeof *join->conflicts);
    }
    join->conflicts[join->conflict_count++] = (struct rc_conflict){
        .account = rc_arena_copy(arena, account),
        .what = rc_arena_print(arena, "is stated for %.*s and for %.*s",
                               RC_FMT(join->drafts[first].anchor),
                               RC_FMT(join->drafts[second].anchor)),
    };
}

static uint32_t
owner_slot(struct join *join, struct rc_slice account)
{
    bool added;
    uint32_t id = rc_intern_put(&join->owned, account, &added);

    if (id >= join->owner_cap) {
        join->owner_cap = join->owner_cap ? join->owner_cap * 2 : 256;
        join->owner =
            rc_realloc(join->owner, join->owner_cap * sizeof *join->owner);
        join->owner_us = rc_realloc(join->owner_us,
                                    join->owner_cap * sizeof *join->owner_us);
    }
    if (added) {
        join->owner[id] = NOBODY;
        join->owner_us[id] = RC_TIME_NONE;
    }
    return id;
}

/* draft states that an account is theirs.  newest: a later statement takes it
 * (machines change hands); otherwise the first holds. */
static void
own(struct join *join, const char *class_, struct rc_slice name,
    uint32_t draft, bool newest, int64_t at_us)
{
    char text[RC_ACCOUNT_MAX];
    size_t len = class_ ? rc_account_text(class_, name, text)
                        : rc_account_named(name, text);

    if (!len)
        return;
    struct rc_slice account = {text, len};
    uint32_t id = owner_slot(join, account);
    uint32_t held = root_of(join, join->owner[id]);

    draft = root_of(join, draft);
    if (held != NOBODY && held != draft)
        note_conflict(join, account, held, draft);
    if (held == NOBODY ||
        (newest && held != draft && at_us > join->owner_us[id])) {
        join->owner[id] = draft;
        join->owner_us[id] = at_us;
    }
}

static uint32_t
owner_of(struct join *join, const char *class_, struct rc_slice name)
{
    char text[RC_ACCOUNT_MAX];
    size_t len = class_ ? rc_account_text(class_, name, text)
                        : rc_account_named(name, text);

    if (!len)
        return NOBODY;
    uint32_t id = rc_intern_find(&join->owned, (struct rc_slice){text, len});

    return id == UINT32_MAX ? NOBODY : root_of(join, join->owner[id]);
}

static const char *
row_anchor(const struct rc_obs *obs, struct rc_slice *name)
{
    if (obs->kind == RC_OBS_CANDIDATE && obs->candidate_uid.len) {
        *name = obs->candidate_uid;
        return "cand:";
    }
    if (obs->employee_number.len) {
        *name = obs->employee_number;
        return "emp:";
    }
    *name = obs->email.len ? obs->email : obs->user;
    return name->len && memchr(name->p, '@', name->len) ? "mail:" : "login:";
}

static void
join_workers(struct join *join)
{
    for (size_t i = 0; i < join->row_count; i++) {
        struct row *row = &join->rows[i];
        char text[RC_ACCOUNT_MAX];
        struct rc_slice name;

        if (row->obs.kind != RC_OBS_WORKER)
            continue;
        const char *class_ = row_anchor(&row->obs, &name);
        size_t len = rc_account_text(class_, name, text);

        if (!len)
            continue;
        row->draft =
            draft_at(join, (struct rc_slice){text, len}, RC_WORKER);
        join->drafts[row->draft].in_directory = true;
        own(join, class_, name, row->draft, false, RC_TIME_NONE);
    }
    for (size_t i = 0; i < join->row_count; i++) {
        struct row *row = &join->rows[i];

        if (row->obs.kind != RC_OBS_WORKER || row->draft == NOBODY)
            continue;
        own(join, NULL, row->obs.email, row->draft, false, RC_TIME_NONE);
        own(join, NULL, row->obs.user, row->draft, false, RC_TIME_NONE);
        own(join, "uid:", row->obs.user_uid, row->draft, false, RC_TIME_NONE);
    }
    /* private mail last: a work mail is the better claim to it */
    for (size_t i = 0; i < join->row_count; i++)
        if (join->rows[i].obs.kind == RC_OBS_WORKER &&
            join->rows[i].draft != NOBODY)
            own(join, NULL, join->rows[i].obs.email_other, join->rows[i].draft,
                false, RC_TIME_NONE);
}

static void
join_candidates(struct join *join)
{
    for (size_t i = 0; i < join->row_count; i++) {
        struct row *row = &join->rows[i];
        char text[RC_ACCOUNT_MAX];
        struct rc_slice name;

        if (row->obs.kind != RC_OBS_CANDIDATE)
            continue;
        const char *class_ = row_anchor(&row->obs, &name);
        size_t len = rc_account_text(class_, name, text);

        if (!len)
            continue;
        row->draft =
            draft_at(join, (struct rc_slice){text, len}, RC_APPLICANT);
        join->drafts[row->draft].in_directory = true;
        uint32_t known = owner_of(join, NULL, row->obs.email);

        if (known == NOBODY)
            known = owner_of(join, NULL, row->obs.email_other);
        if (known != NOBODY && root_of(join, row->draft) != known)
            join->drafts[root_of(join, row->draft)].same_as = known;
        own(join, class_, name, row->draft, false, RC_TIME_NONE);
        own(join, NULL, row->obs.email, row->draft, false, RC_TIME_NONE);
        own(join, NULL, row->obs.email_other, row->draft, false,
            RC_TIME_NONE);
    }
}

/* Whose a device or parcel row says it is. */
static uint32_t
row_owner(struct join *join, const struct rc_obs *obs)
{
    uint32_t draft = owner_of(join, "emp:", obs->employee_number);

    if (draft == NOBODY)
        draft = owner_of(join, NULL, obs->user);
    if (draft == NOBODY)
        draft = owner_of(join, NULL, obs->email);
    if (draft != NOBODY)
        return draft;
    char text[RC_ACCOUNT_MAX];
    struct rc_slice name = obs->user.len ? obs->user : obs->email;

    if (!name.len || !memchr(name.p, '@', name.len))
        return NOBODY;
    struct rc_slice account = {text, rc_account_named(name, text)};

    draft = draft_at(join, account, RC_WORKER);
    own(join, NULL, name, draft, false, RC_TIME_NONE);
    return draft;
}

static void
join_devices(struct join *join, enum rc_obs_kind kind)
{
    for (size_t i = 0; i < join->row_count; i++) {
        const struct row *row = &join->rows[i];
        const struct rc_obs *obs = &row->obs;

        if (obs->kind != kind)
            continue;
        uint32_t draft = row_owner(join, obs);

        if (draft == NOBODY)
            continue;
        own(join, "serial:", obs->device_serial, draft, true, row->seen_us);
        own(join, "host:", obs->device, draft, true, row->seen_us);
        own(join, "dev:", obs->device_uid, draft, true, row->seen_us);
    }
    /* what a machine says of itself ties its serial, name and id */
    for (size_t i = 0; kind == RC_OBS_DEVICE && i < join->row_count; i++) {
        const struct row *row = &join->rows[i];
        const struct rc_obs *obs = &row->obs;

        if (obs->kind != kind)
            continue;
        uint32_t draft = owner_of(join, "serial:", obs->device_serial);

        if (draft == NOBODY)
            draft = owner_of(join, "host:", obs->device);
        if (draft == NOBODY)
            draft = owner_of(join, "dev:", obs->device_uid);
        if (draft == NOBODY)
            continue;
        own(join, "serial:", obs->device_serial, draft, true, row->seen_us);
        own(join, "host:", obs->device, draft, true, row->seen_us);
        own(join, "dev:", obs->device_uid, draft, true, row->seen_us);
    }
}

static void
read_rows(struct join *join, struct rc_roster *roster)
{
    struct rc_err ignored;

    rc_roster_sort(roster);
    join->rows = rc_alloc(rc_roster_count(roster) * sizeof *join->rows);
    for (size_t i = 0; i < rc_roster_count(roster); i++) {
        struct row *row = &join->rows[join->row_count];

        if (rc_obs_decode(rc_roster_at(roster, i), &row->obs, NULL,
                          &ignored) != RC_OK)
            continue; /* our own bytes: cannot happen but for damage */
        row->seen_us = rc_roster_seen_us(roster, i);
        row->draft = NOBODY;
        join->row_count++;
    }
}

static int
by_kind_and_id(const void *a, const void *b, void *with)
{
    const struct draft *drafts = with;
    const struct draft *x = &drafts[*(const uint32_t *)a];
    const struct draft *y = &drafts[*(const uint32_t *)b];

    if (x->kind != y->kind)
        return x->kind < y->kind ? -1 : 1;
    return rc_slice_cmp(x->anchor, y->anchor);
}

/* The people's places in order: person_at[draft] of each root. */
static uint32_t *
number_people(struct join *join)
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
        const struct draft *draft = &join->drafts[order[i]];
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
    if (obs->user_name.len && (!person->name.len ||
                               (obs->kind == RC_OBS_WORKER &&
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
fill_people(struct join *join, const uint32_t *person_at)
{
    struct rc_people *people = join->people;
    struct rc_arena *arena = &people->arena;
    size_t *rows = rc_alloc((people->count + 1) * sizeof *rows);
    struct rc_slice **mails = rc_alloc((people->count + 1) * sizeof *mails);
    struct rc_claim **claims = rc_alloc((people->count + 1) * sizeof *claims);

    memset(rows, 0, (people->count + 1) * sizeof *rows);
    for (size_t i = 0; i < join->row_count; i++)
        if (join->rows[i].draft != NOBODY)
            rows[person_at[root_of(join, join->rows[i].draft)]]++;
    for (size_t p = 0; p < people->count; p++) {
        mails[p] = rc_arena_take(arena, (rows[p] * 3 + 1) * sizeof **mails);
        claims[p] = rc_arena_take(arena, (rows[p] + 1) * sizeof **claims);
        people->person[p].emails = mails[p];
        people->person[p].claims = claims[p];
    }
    for (size_t i = 0; i < join->row_count; i++) {
        const struct row *row = &join->rows[i];

        if (row->draft == NOBODY)
            continue;
        uint32_t p = person_at[root_of(join, row->draft)];
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
fill_households(struct join *join, const uint32_t *person_at)
{
    struct rc_people *people = join->people;

    for (size_t i = 0; i < join->row_count; i++) {
        const struct row *row = &join->rows[i];
        struct rc_slice rest = row->obs.household;

        if (row->draft == NOBODY || !rest.len)
            continue;
        struct rc_person *person =
            &people->person[person_at[root_of(join, row->draft)]];
        uint32_t *list =
            rc_arena_take(&people->arena, (person->household_count +
                                           rest.len / 2 + 2) * sizeof *list);

        if (person->household_count)
            memcpy(list, person->household,
                   person->household_count * sizeof *list);
        while (rest.len) {
            size_t end = 0;

            while (end < rest.len && !strchr(";,| ", rest.p[end]))
                end++;
            struct rc_slice one = {rest.p, end};
            uint32_t other = owner_of(join, "emp:", one);

            if (other == NOBODY)
                other = owner_of(join, NULL, one);
            if (other != NOBODY)
                list[person->household_count++] = person_at[other];
            end += end < rest.len;
            rest.p += end;
            rest.len -= end;
        }
        person->household = list;
    }
}

/* Gives every account seen in records its person, mails and logins that
 * nobody owns becoming people first. */
static void
claim_orphans(struct join *join, const struct rc_slice *accounts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct rc_slice account = accounts[i];
        uint32_t id = rc_intern_find(&join->owned, account);

        if (id != UINT32_MAX && join->owner[id] != NOBODY)
            continue;
        if (!rc_slice_starts(account, RC_S("mail:")) &&
            !rc_slice_starts(account, RC_S("login:")) &&
            !rc_slice_starts(account, RC_S("emp:")) &&
            !rc_slice_starts(account, RC_S("cand:")))
            continue;
        uint32_t draft =
            draft_at(join, account,
                     rc_slice_starts(account, RC_S("cand:")) ? RC_APPLICANT
                                                             : RC_WORKER);

        id = owner_slot(join, account);
        join->owner[id] = draft;
    }
}

static void
give_accounts(struct join *join, const uint32_t *person_at,
              const struct rc_slice *accounts, size_t count)
{
    struct rc_people *people = join->people;
    struct rc_arena *arena = &people->arena;

    people->person_of =
        rc_arena_take(arena, (count + 1) * sizeof *people->person_of);
    for (size_t i = 0; i < count; i++) {
        uint32_t id = rc_intern_find(&join->owned, accounts[i]);
        uint32_t draft =
            id == UINT32_MAX ? NOBODY : root_of(join, join->owner[id]);

        people->person_of[i] = draft == NOBODY ? NOBODY : person_at[draft];
        if (draft != NOBODY)
            people->person[person_at[draft]].account_count++;
    }
    uint32_t **lists = rc_alloc((people->count + 1) * sizeof *lists);

    for (size_t p = 0; p < people->count; p++) {
        struct rc_person *person = &people->person[p];

        lists[p] = rc_arena_take(arena,
                                 (person->account_count + 1) * sizeof **lists);
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
    struct join join = {.people = people};

    *people = (struct rc_people){0};
    rc_arena_init(&people->arena, 0);
    rc_intern_init(&join.anchors);
    rc_intern_init(&join.owned);
    read_rows(&join, roster);
    join_workers(&join);
    join_candidates(&join);
    join_devices(&join, RC_OBS_SHIPMENT);
    join_devices(&join, RC_OBS_DEVICE);
    claim_orphans(&join, accounts, account_count);

    uint32_t *person_at = number_people(&join);

    fill_people(&join, person_at);
    fill_households(&join, person_at);
    give_accounts(&join, person_at, accounts, account_count);

    if (join.conflict_count) {
        struct rc_conflict *kept = rc_arena_take(
            &people->arena, join.conflict_count * sizeof *kept);

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
