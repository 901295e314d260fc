/*
 * answers -- what the faces say, made once: the command line prints it, the
 * report draws it, the desk will serve it.
 *
 * An answer is a JSON value read out of a store: pseudonyms only, unless names
 * are asked for and the vault's key is at hand.  File hashes of the kept
 * documents are made file names again here (with the key), so that a record can
 * be found.  Nothing here decides, and nothing writes.
 */
#ifndef RC_FACES_ANSWER_H
#define RC_FACES_ANSWER_H

#include <jansson.h>

#include "store/store.h"

struct rc_answers;

/* Reads the run's document and the files' names.  RC_USAGE when nothing was
 * scanned into the store yet.  names: RC_PERMIT without the key. */
enum rc_status rc_answers_open(struct rc_store *store, bool names,
                               struct rc_answers **answers,
                               struct rc_err *err) RC_MUST_CHECK;
void rc_answers_close(struct rc_answers *answers);

/* The run: coverage, rejects, rings, prior; lent. */
const json_t *rc_answers_run(const struct rc_answers *answers);

/* {"schema":"rollcall.cases/1","cases":[case documents in queue order]}.
 * everybody: also those whose records open no case.  The caller's to decref. */
enum rc_status rc_answers_cases(struct rc_answers *answers, bool everybody,
                                json_t **cases,
                                struct rc_err *err) RC_MUST_CHECK;

/* One subject's document, by pseudonym, or with the key by id or mail.
 * RC_USAGE with the nearest pseudonym when there is none.  The caller's. */
enum rc_status rc_answers_subject(struct rc_answers *answers,
                                  const char *subject, json_t **found,
                                  struct rc_err *err) RC_MUST_CHECK;

#endif
