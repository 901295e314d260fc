/*
 * cases -- what people work on: a subject or ring, its ledger, its next checks.
 *
 * A case is shown for review, never decided.  This room turns ledgers into what
 * a person reads: the result of a run (everybody, cases first), the JSON
 * documents that are kept and printed, and the order of the queue.  States,
 * decisions, four eyes and the audit chain come into this room too.
 */
#ifndef RC_CASES_CASE_H
#define RC_CASES_CASE_H

#include "weighing/weigh.h"

/* What could be read, and what could not. */
struct rc_coverage_file {
    struct rc_slice name;
    struct rc_slice source; /* "" when nobody's */
    uint64_t bytes, records, observations, rejects, skipped;
    const char *note; /* "not recognised: ...", "damaged", NULL */
};
struct rc_reject {
    struct rc_slice file;
    uint64_t offset, length;
    struct rc_slice why;
};
/* How many records were rejected for one reason. */
struct rc_reject_reason {
    struct rc_slice why;
    uint64_t count;
};
/* Where a ref's file hash leads. */
struct rc_file_name {
    uint64_t file;
    struct rc_slice name;
};

struct rc_result {
    struct rc_arena arena; /* owns all that is below but people and links */
    const struct rc_pack *pack; /* lent */
    struct rc_people *people;
    struct rc_links *links;
    struct rc_dossier *dossiers; /* by person */
    struct rc_ledger *ledgers;   /* by person */
    uint32_t *order;             /* people: cases first, then by probability */
    size_t count;
    const struct rc_coverage_file *files; /* by name */
    size_t file_count;
    const struct rc_reject
        *rejects; /* by file, offset; at most RC_REJECTS_SHOWN */
    size_t reject_count;
    const struct rc_reject_reason *reasons; /* of all rejects; by why */
    size_t reason_count;
    uint64_t reject_total, record_total, observation_total, byte_total;
    size_t orphan_accounts;           /* accounts that join nobody */
    int64_t from_us, as_of_us;        /* oldest and newest moment seen */
    const struct rc_file_name *names; /* by file hash */
    size_t name_count;
};
enum { RC_REJECTS_SHOWN = 1000 };

void rc_result_free(struct rc_result *result);
struct rc_slice rc_result_file(const struct rc_result *result, uint64_t file);

/* Counts the reasons of the rejects listed, which must still be all. */
void rc_result_reasons(struct rc_result *result);

/* The queue's order: cases first, then probability falling, then person. */
void rc_case_order(struct rc_result *result);

/* One person's document: JSON object, no names; pseudonyms[] is by person. */
void rc_case_document(const struct rc_result *result, uint32_t person,
                      const char *const *pseudonyms, struct rc_buf *to);
/* Who that is: JSON object with id, name, emails. */
void rc_case_identity(const struct rc_result *result, uint32_t person,
                      struct rc_buf *to);
/* The run's document: coverage, rejects, rings (pseudonyms), totals. */
void rc_run_document(const struct rc_result *result,
                     const char *const *pseudonyms, struct rc_buf *to);
/* {"schema":"rollcall.scan/1",...} with names, as `scan --json` writes it.
 * Depends on nothing but the records and the pack: no pseudonym, no key, no
 * clock, no path of this machine beyond the names given. */
void rc_scan_document(const struct rc_result *result, struct rc_buf *to);

#endif
