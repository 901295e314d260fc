/*
 * engine.h -- what the files behind store.h share: the store itself, the
 * batch, the statements.
 */
#ifndef RC_STORE_SQLITE_ENGINE_H
#define RC_STORE_SQLITE_ENGINE_H

#include "store/sqlite/db.h"
#include "store/store.h"
#include "store/vault.h"

/* A batch that failed was rolled back at once; what is still put into it is
 * refused until it is ended. */
enum rc_batch { RC_BATCH_NONE, RC_BATCH_OPEN, RC_BATCH_FAILED };

struct rc_store {
    struct rc_db cases, vault;
    struct rc_keys *keys; /* NULL without the key */
    enum rc_store_mode mode;
    int lock; /* file descriptor, -1 for a reader */
    enum rc_batch batch;
    int64_t vault_changes; /* rows the vault had changed before the batch */
    bool erased;           /* the batch destroys keys: empty the logs after */
    bool reset;            /* the batch leaves rows in the vault: sweep after */
    bool subjects_changed; /* in this batch */
    struct rc_buf sealed;  /* what is being written */
};

/* The statements kept prepared, by file. */
enum rc_cases_query {
    C_BEGIN,
    C_COMMIT,
    C_FILE_PUT,
    C_REJECT_PUT,
    C_REJECT_DROP,
    C_STATE_PUT,
    C_STATE_DROP,
    C_BLOB_PUT,
    C_BLOB_GET,
    C_SUBJECT_PUT,
    C_SUBJECTS_CLEAR,
    C_RUN_PUT,
    C_RUN_GET,
    C_SEQ_PUT,
    C_QUERIES,
};
enum rc_vault_query {
    V_BEGIN,
    V_COMMIT,
    V_ACCOUNT_GET,
    V_ACCOUNT_PUT,
    V_ACCOUNT_DROP,
    V_FILE_GET,
    V_FILE_PUT,
    V_IDENTITY_GET,
    V_IDENTITY_PUT,
    V_IDENTITY_DROP,
    V_MEMBER_PUT,
    V_MEMBERS_DROP,
    V_SEQ_NEXT,
    V_SEQ_GET,
    V_QUERIES,
};
extern const char *const rc_cases_queries[], *const rc_vault_queries[];

/* Every write stands between these two: enter opens a batch when none is, and
 * leave commits it then; a write that failed takes its whole batch with it. */
enum rc_status rc_engine_enter(struct rc_store *store, bool *own,
                               struct rc_err *err) RC_MUST_CHECK;
enum rc_status rc_engine_leave(struct rc_store *store, bool own,
                               enum rc_status st,
                               struct rc_err *err) RC_MUST_CHECK;

/* Forgets what one file keeps for the other and the other does not have:
 * rows that a kill, a reset or an erasure left. */
enum rc_status rc_sweep(struct rc_store *store,
                        struct rc_err *err) RC_MUST_CHECK;
/* The vault's identities that no subject has, inside a batch. */
enum rc_status rc_sweep_identities(struct rc_store *store,
                                   struct rc_err *err) RC_MUST_CHECK;

/* RC_PERMIT without the key. */
enum rc_status rc_need_key(const struct rc_store *store,
                           struct rc_err *err) RC_MUST_CHECK;
/* RC_LIMIT for what SQLite could not hold as one value. */
enum rc_status rc_need_room(struct rc_slice value,
                            struct rc_err *err) RC_MUST_CHECK;
/* Empties a buffer that names were in. */
void rc_buf_wipe(struct rc_buf *buf);

/* A file's name as shown: what the vault says, a pseudonym without the key. */
enum rc_status rc_file_shown(struct rc_store *store, const char *token,
                             struct rc_buf *name,
                             struct rc_err *err) RC_MUST_CHECK;
/* Who a subject is; empty when erased or without the key. */
enum rc_status rc_identity_read(struct rc_store *store, const char *pseudonym,
                                int64_t id, struct rc_buf *identity,
                                struct rc_err *err) RC_MUST_CHECK;
enum rc_status rc_excerpt_read(const struct rc_store *store, const char *file,
                               int64_t at, struct rc_slice sealed,
                               struct rc_buf *excerpt,
                               struct rc_err *err) RC_MUST_CHECK;

#endif
