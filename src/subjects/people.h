/* people.h -- the parts of joining; private to subjects/. */
#ifndef RC_SUBJECTS_PEOPLE_H
#define RC_SUBJECTS_PEOPLE_H

#include "subjects/subject.h"

/* A row's claim, not yet closed against its neighbours. */
struct rc_claim rc_claim_of(const struct rc_obs *row);
/* Reads "09:00-17:00", "Mon-Fri 9am to 5pm" into start_min and end_min. */
void rc_claim_hours(struct rc_slice text, struct rc_claim *claim);
/* Sorts, and ends each home where the next begins. */
void rc_claims_close(struct rc_claim *claims, size_t count);

#define NOBODY UINT32_MAX /* no draft, no person */

struct rc_dir_row {
    struct rc_obs obs;
    int64_t seen_us;
    uint32_t draft;
};

/* A person while being put together. */
struct rc_draft {
    struct rc_slice anchor;
    enum rc_person_kind kind;
    uint32_t same_as; /* another draft this one turned out to be, or NOBODY */
    bool in_directory;
};

struct rc_join {
    struct rc_people *people;
    struct rc_dir_row *rows;
    size_t row_count;
    struct rc_intern anchors; /* number = draft */
    struct rc_draft *drafts;
    size_t draft_count, draft_cap;
    struct rc_intern owned; /* account names */
    uint32_t *owner;        /* draft, by account number */
    int64_t *owner_us;      /* when that was last stated */
    uint32_t owner_cap;
    struct rc_conflict *conflicts;
    size_t conflict_count, conflict_cap;
};

/* Decodes the directory records, in content order. */
void rc_join_read(struct rc_join *join, struct rc_roster *roster);
/* Steps of joining, in this order: see people.c. */
void rc_join_workers(struct rc_join *join);
void rc_join_candidates(struct rc_join *join);
void rc_join_directory(struct rc_join *join);
void rc_join_devices(struct rc_join *join, enum rc_obs_kind kind);
/* Mails and logins that nobody owns become people of their own. */
void rc_join_orphans(struct rc_join *join, const struct rc_slice *accounts,
                     size_t count);
/* The draft that a draft turned out to be. */
uint32_t rc_join_root(const struct rc_join *join, uint32_t draft);
/* Whose an account is: class_ NULL reads the class off the name. */
uint32_t rc_join_owner(struct rc_join *join, const char *class_,
                       struct rc_slice name);

#endif
