/*
 * join.c -- whose accounts are whose; the steps are told in people.c.
 */
#include "subjects/people.h"

#include <stdlib.h>

#include "subjects/account.h"

static uint32_t
draft_at(struct rc_join *join, struct rc_slice anchor, enum rc_person_kind kind)
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
    join->drafts[join->draft_count++] = (struct rc_draft){
        .anchor = join->anchors.entries[id].text,
        .kind = kind,
        .same_as = NOBODY,
    };
    return id;
}

uint32_t
rc_join_root(const struct rc_join *join, uint32_t draft)
{
    while (draft != NOBODY && join->drafts[draft].same_as != NOBODY)
        draft = join->drafts[draft].same_as;
    return draft;
}

static void
note_conflict(struct rc_join *join, struct rc_slice account, uint32_t first,
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
owner_slot(struct rc_join *join, struct rc_slice account)
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
own(struct rc_join *join, const char *class_, struct rc_slice name,
    uint32_t draft, bool newest, int64_t at_us)
{
    char text[RC_ACCOUNT_MAX];
    size_t len = class_ ? rc_account_text(class_, name, text)
                        : rc_account_named(name, text);

    if (!len)
        return;
    struct rc_slice account = {text, len};
    uint32_t id = owner_slot(join, account);
    uint32_t held = rc_join_root(join, join->owner[id]);

    draft = rc_join_root(join, draft);
    if (held != NOBODY && held != draft)
        note_conflict(join, account, held, draft);
    if (held == NOBODY ||
        (newest && held != draft && at_us > join->owner_us[id])) {
        join->owner[id] = draft;
        join->owner_us[id] = at_us;
    }
}

uint32_t
rc_join_owner(struct rc_join *join, const char *class_, struct rc_slice name)
{
    char text[RC_ACCOUNT_MAX];
    size_t len = class_ ? rc_account_text(class_, name, text)
                        : rc_account_named(name, text);

    if (!len)
        return NOBODY;
    uint32_t id = rc_intern_find(&join->owned, (struct rc_slice){text, len});

    return id == UINT32_MAX ? NOBODY : rc_join_root(join, join->owner[id]);
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

/* How surely a row says who it is about: by number, by mail, by neither. */
static int
row_rank(const struct rc_obs *obs)
{
    return obs->employee_number.len ? 0 : obs->email.len ? 1 : 2;
}

/* The worker whom other rows already know by this row's mail or id: systems
 * without employee numbers tell of the same people. */
static uint32_t
known_worker(struct rc_join *join, const struct rc_obs *obs)
{
    uint32_t known = NOBODY;

    if (obs->employee_number.len)
        return NOBODY;
    if (obs->email.len)
        known = rc_join_owner(join, NULL, obs->email);
    return known != NOBODY ? known : rc_join_owner(join, "uid:", obs->user_uid);
}

static void
draft_worker(struct rc_join *join, struct rc_dir_row *row)
{
    char text[RC_ACCOUNT_MAX];
    struct rc_slice name;
    const char *class_ = row_anchor(&row->obs, &name);
    size_t len = rc_account_text(class_, name, text);

    row->draft = known_worker(join, &row->obs);
    if (row->draft == NOBODY && len) {
        row->draft = draft_at(join, (struct rc_slice){text, len}, RC_WORKER);
        own(join, class_, name, row->draft, false, RC_TIME_NONE);
    }
    if (row->draft != NOBODY)
        join->drafts[row->draft].in_directory = true;
}

void
rc_join_workers(struct rc_join *join)
{
    for (int rank = 0; rank < 3; rank++) {
        for (size_t i = 0; i < join->row_count; i++) {
            struct rc_dir_row *row = &join->rows[i];

            if (row->obs.kind == RC_OBS_WORKER && row_rank(&row->obs) == rank)
                draft_worker(join, row);
        }
        for (size_t i = 0; i < join->row_count; i++) {
            struct rc_dir_row *row = &join->rows[i];

            if (row->obs.kind != RC_OBS_WORKER || row_rank(&row->obs) != rank ||
                row->draft == NOBODY)
                continue;
            own(join, NULL, row->obs.email, row->draft, false, RC_TIME_NONE);
            own(join, NULL, row->obs.user, row->draft, false, RC_TIME_NONE);
            own(join, "uid:", row->obs.user_uid, row->draft, false,
                RC_TIME_NONE);
        }
    }
    /* private mail last: a work mail is the better claim to it */
    for (size_t i = 0; i < join->row_count; i++)
        if (join->rows[i].obs.kind == RC_OBS_WORKER &&
            join->rows[i].draft != NOBODY)
            own(join, NULL, join->rows[i].obs.email_other, join->rows[i].draft,
                false, RC_TIME_NONE);
}

void
rc_join_candidates(struct rc_join *join)
{
    for (size_t i = 0; i < join->row_count; i++) {
        struct rc_dir_row *row = &join->rows[i];
        char text[RC_ACCOUNT_MAX];
        struct rc_slice name;

        if (row->obs.kind != RC_OBS_CANDIDATE)
            continue;
        const char *class_ = row_anchor(&row->obs, &name);
        size_t len = rc_account_text(class_, name, text);

        if (!len)
            continue;
        row->draft = draft_at(join, (struct rc_slice){text, len}, RC_APPLICANT);
        join->drafts[row->draft].in_directory = true;
        uint32_t known = rc_join_owner(join, NULL, row->obs.email);

        if (known == NOBODY)
            known = rc_join_owner(join, NULL, row->obs.email_other);
        if (known != NOBODY && rc_join_root(join, row->draft) != known)
            join->drafts[rc_join_root(join, row->draft)].same_as = known;
        own(join, class_, name, row->draft, false, RC_TIME_NONE);
        own(join, NULL, row->obs.email, row->draft, false, RC_TIME_NONE);
        own(join, NULL, row->obs.email_other, row->draft, false, RC_TIME_NONE);
    }
}

/* Whose a device or parcel row says it is. */
static uint32_t
row_owner(struct rc_join *join, const struct rc_obs *obs)
{
    uint32_t draft = rc_join_owner(join, "emp:", obs->employee_number);

    if (draft == NOBODY)
        draft = rc_join_owner(join, NULL, obs->user);
    if (draft == NOBODY)
        draft = rc_join_owner(join, NULL, obs->email);
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

void
rc_join_directory(struct rc_join *join)
{
    for (size_t i = 0; i < join->row_count; i++) {
        const struct rc_obs *obs = &join->rows[i].obs;

        if (obs->kind != RC_OBS_DIRECTORY)
            continue;
        uint32_t draft = row_owner(join, obs);

        if (draft == NOBODY)
            continue;
        own(join, NULL, obs->user, draft, false, RC_TIME_NONE);
        own(join, NULL, obs->email, draft, false, RC_TIME_NONE);
        own(join, "uid:", obs->user_uid, draft, false, RC_TIME_NONE);
    }
}

void
rc_join_devices(struct rc_join *join, enum rc_obs_kind kind)
{
    for (size_t i = 0; i < join->row_count; i++) {
        const struct rc_dir_row *row = &join->rows[i];
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
        const struct rc_dir_row *row = &join->rows[i];
        const struct rc_obs *obs = &row->obs;

        if (obs->kind != kind)
            continue;
        uint32_t draft = rc_join_owner(join, "serial:", obs->device_serial);

        if (draft == NOBODY)
            draft = rc_join_owner(join, "host:", obs->device);
        if (draft == NOBODY)
            draft = rc_join_owner(join, "dev:", obs->device_uid);
        if (draft == NOBODY)
            continue;
        own(join, "serial:", obs->device_serial, draft, true, row->seen_us);
        own(join, "host:", obs->device, draft, true, row->seen_us);
        own(join, "dev:", obs->device_uid, draft, true, row->seen_us);
    }
}

void
rc_join_read(struct rc_join *join, struct rc_roster *roster)
{
    struct rc_err ignored;

    rc_roster_sort(roster);
    join->rows = rc_alloc(rc_roster_count(roster) * sizeof *join->rows);
    for (size_t i = 0; i < rc_roster_count(roster); i++) {
        struct rc_dir_row *row = &join->rows[join->row_count];

        if (rc_obs_decode(rc_roster_at(roster, i), &row->obs, NULL, &ignored) !=
            RC_OK)
            continue; /* our own bytes: cannot happen but for damage */
        row->seen_us = rc_roster_seen_us(roster, i);
        row->draft = NOBODY;
        join->row_count++;
    }
}

/* Gives every account seen in records its person, mails and logins that
 * nobody owns becoming people first. */
void
rc_join_orphans(struct rc_join *join, const struct rc_slice *accounts,
                size_t count)
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
        uint32_t draft = draft_at(
            join, account,
            rc_slice_starts(account, RC_S("cand:")) ? RC_APPLICANT : RC_WORKER);

        id = owner_slot(join, account);
        join->owner[id] = draft;
    }
}
