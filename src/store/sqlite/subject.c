/*
 * subject.c -- results: a document a subject, one of the run; and the site's
 * blobs.
 *
 * Documents have no names and stand in clear, so the key cannot vouch for
 * them: each row carries a hash of itself, against bit rot, not against
 * malice.
 */
#include "store/sqlite/engine.h"

#include <math.h>
#include <stdio.h>

#include <sodium.h>

static const char KEY[] = "identity key", IDENTITY[] = "identity",
                  BLOB[] = "blob";

/* ---- subjects ---- */

static int64_t
subject_sum(const struct rc_store_subject *subject)
{
    uint64_t bits, sum = rc_hash(subject->document);

    memcpy(&bits, &subject->probability, sizeof bits);
    sum = rc_hash_mix(sum, rc_hash(subject->pseudonym));
    return (int64_t)rc_hash_mix(sum, bits + subject->is_case);
}

enum rc_status
rc_store_subjects_clear(struct rc_store *store, struct rc_err *err)
{
    sqlite3_stmt *clear;
    bool own;
    enum rc_status st = rc_engine_enter(store, &own, err);

    if (st != RC_OK)
        return st;
    /* The identities that cases.db, as it was committed, refers to must
     * outlive this batch; older ones go now. */
    if (!store->subjects_changed)
        st = rc_sweep_identities(store, err);
    store->subjects_changed = true;
    clear =
        st == RC_OK ? rc_db_kept(&store->cases, C_SUBJECTS_CLEAR, err) : NULL;
    if (st == RC_OK)
        st = clear ? rc_db_run(&store->cases, clear, err) : err->status;
    return rc_engine_leave(store, own, st, err);
}

static enum rc_status
identity_write(struct rc_store *store, const char *pseudonym,
               const struct rc_store_subject *subject, int64_t *id,
               struct rc_err *err)
{
    unsigned char key[RC_KEY_BYTES], wrapped[RC_WRAPPED_BYTES];
    sqlite3_stmt *put = rc_db_kept(&store->vault, V_IDENTITY_PUT, err);
    sqlite3_stmt *member = rc_db_kept(&store->vault, V_MEMBER_PUT, err);
    enum rc_status st;

    if (put == NULL || member == NULL)
        return err->status;
    rc_wrap_new(store->keys, KEY, pseudonym, key, wrapped);
    rc_seal(key, IDENTITY, pseudonym, subject->identity, &store->sealed);
    sodium_memzero(key, sizeof key);
    rc_db_blob(put, 1, (struct rc_slice){(char *)wrapped, sizeof wrapped});
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    st = rc_db_run(&store->vault, put, err);
    *id = sqlite3_last_insert_rowid(store->vault.handle);
    for (size_t i = 0; i < subject->account_count && st == RC_OK; i++) {
        char token[RC_TOKEN_TEXT];

        rc_token(store->keys, "account", subject->accounts[i], token);
        rc_db_text(member, 1, token);
        rc_db_int(member, 2, *id);
        st = rc_db_run(&store->vault, member, err);
    }
    return st;
}

static enum rc_status
subject_write(struct rc_store *store, const struct rc_store_subject *subject,
              struct rc_err *err)
{
    sqlite3_stmt *put = rc_db_kept(&store->cases, C_SUBJECT_PUT, err);
    char pseudonym[RC_SEAL_NAME + 1];
    int64_t id = 0;
    enum rc_status st;

    if (put == NULL)
        return err->status;
    snprintf(pseudonym, sizeof pseudonym, "%.*s", RC_FMT(subject->pseudonym));
    if (subject->identity.len > 0) {
        st = identity_write(store, pseudonym, subject, &id, err);
        if (st != RC_OK)
            return st;
        rc_db_int(put, 6, id);
    }
    rc_db_text(put, 1, pseudonym);
    rc_db_slice(put, 2, subject->document);
    sqlite3_bind_double(put, 3, subject->probability);
    rc_db_int(put, 4, subject->is_case);
    rc_db_int(put, 5, subject_sum(subject));
    st = rc_db_run(&store->cases, put, err);
    /* To replace one would lose a person without a word. */
    if (st == RC_OK && sqlite3_changes(store->cases.handle) == 0)
        st = rc_fail(err, RC_USAGE, "two subjects are called %s", pseudonym);
    return st;
}

enum rc_status
rc_store_subject_put(struct rc_store *store,
                     const struct rc_store_subject *subject, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_need_room(subject->document, err);

    if (st == RC_OK)
        st = rc_need_room(subject->identity, err);
    if (st == RC_OK &&
        (subject->pseudonym.len == 0 || subject->pseudonym.len > RC_SEAL_NAME ||
         isnan(subject->probability)))
        st = rc_fail(err, RC_USAGE, "a subject without a name or a number");
    if (st == RC_OK && subject->identity.len > 0)
        st = rc_need_key(store, err);
    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    store->subjects_changed = true;
    return rc_engine_leave(store, own, subject_write(store, subject, err), err);
}

enum rc_status
rc_identity_read(struct rc_store *store, const char *pseudonym, int64_t id,
                 struct rc_buf *identity, struct rc_err *err)
{
    unsigned char key[RC_KEY_BYTES];
    sqlite3_stmt *get;
    enum rc_status st;
    bool row;

    identity->len = 0;
    if (id == 0 || store->keys == NULL)
        return RC_OK;
    get = rc_db_kept(&store->vault, V_IDENTITY_GET, err);
    if (get == NULL)
        return err->status;
    rc_db_int(get, 1, id);
    st = rc_db_step(&store->vault, get, &row, err);
    if (st != RC_OK || !row)
        return st; /* no row: erased */
    if (!rc_unwrap(store->keys, KEY, pseudonym, rc_db_column(get, 0), key) ||
        !rc_unseal(key, IDENTITY, pseudonym, rc_db_column(get, 1), identity))
        st = rc_fail(err, RC_INTEGRITY,
                     "vault.db: who %s is, is not what was written", pseudonym);
    sqlite3_reset(get);
    sodium_memzero(key, sizeof key);
    return st;
}

enum rc_status
rc_store_subject_each(struct rc_store *store, bool cases_only,
                      void (*each)(void *, const struct rc_store_subject *),
                      void *with, struct rc_err *err)
{
    static const char sql[] =
        "SELECT pseudonym, document, probability, is_case, sum, identity"
        " FROM subject WHERE is_case >= ?1"
        " ORDER BY is_case DESC, probability DESC, pseudonym";
    struct rc_buf identity = {0};
    sqlite3_stmt *all = rc_db_prepare(&store->cases, sql, err);
    enum rc_status st = RC_OK;
    bool row;

    if (all == NULL)
        return err->status;
    rc_db_int(all, 1, cases_only);
    while ((st = rc_db_step(&store->cases, all, &row, err)) == RC_OK && row) {
        const char *name = (const char *)sqlite3_column_text(all, 0);
        struct rc_store_subject subject = {
            .pseudonym = rc_slice_of(name),
            .document = rc_db_column(all, 1),
            .probability = sqlite3_column_double(all, 2),
            .is_case = sqlite3_column_int(all, 3),
        };

        if (subject_sum(&subject) != sqlite3_column_int64(all, 4)) {
            st = rc_fail(err, RC_INTEGRITY,
                         "cases.db: %.*s is not what was written",
                         RC_FMT(subject.pseudonym));
            break;
        }
        st = rc_identity_read(store, name, sqlite3_column_int64(all, 5),
                              &identity, err);
        if (st != RC_OK)
            break;
        subject.identity = rc_buf_slice(&identity);
        each(with, &subject);
    }
    sqlite3_finalize(all);
    rc_buf_wipe(&identity);
    return st;
}

/* ---- the run ---- */

enum rc_status
rc_store_run_put(struct rc_store *store, struct rc_slice document,
                 struct rc_err *err)
{
    sqlite3_stmt *put;
    bool own;
    enum rc_status st = rc_need_room(document, err);

    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    put = rc_db_kept(&store->cases, C_RUN_PUT, err);
    if (put == NULL)
        return rc_engine_leave(store, own, err->status, err);
    rc_db_slice(put, 1, document);
    rc_db_int(put, 2, (int64_t)rc_hash(document));
    return rc_engine_leave(store, own, rc_db_run(&store->cases, put, err), err);
}

enum rc_status
rc_store_run_get(struct rc_store *store, struct rc_buf *document,
                 struct rc_err *err)
{
    sqlite3_stmt *get = rc_db_kept(&store->cases, C_RUN_GET, err);
    enum rc_status st;
    bool row;

    if (get == NULL)
        return err->status;
    st = rc_db_step(&store->cases, get, &row, err);
    if (st != RC_OK)
        return st;
    document->len = 0;
    if (!row)
        return RC_OK;
    if ((int64_t)rc_hash(rc_db_column(get, 0)) != sqlite3_column_int64(get, 1))
        st = rc_fail(err, RC_INTEGRITY,
                     "cases.db: the run is not what was written");
    else
        rc_buf_put(document, rc_db_column(get, 0));
    sqlite3_reset(get);
    return st;
}

/* ---- the site's blobs ---- */

enum rc_status
rc_store_blob_put(struct rc_store *store, const char *name,
                  struct rc_slice bytes, struct rc_err *err)
{
    sqlite3_stmt *put;
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_need_room(bytes, err);
    if (st == RC_OK && strlen(name) > RC_SEAL_NAME)
        st = rc_fail(err, RC_USAGE, "a blob's name is too long");
    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    put = rc_db_kept(&store->cases, C_BLOB_PUT, err);
    if (put == NULL)
        return rc_engine_leave(store, own, err->status, err);
    rc_seal(store->keys->site, BLOB, name, bytes, &store->sealed);
    rc_db_text(put, 1, name);
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    return rc_engine_leave(store, own, rc_db_run(&store->cases, put, err), err);
}

enum rc_status
rc_store_blob_get(struct rc_store *store, const char *name,
                  struct rc_buf *bytes, struct rc_err *err)
{
    sqlite3_stmt *get;
    enum rc_status st = rc_need_key(store, err);
    bool row;

    if (st != RC_OK)
        return st;
    get = rc_db_kept(&store->cases, C_BLOB_GET, err);
    if (get == NULL)
        return err->status;
    rc_db_text(get, 1, name);
    st = rc_db_step(&store->cases, get, &row, err);
    if (st != RC_OK)
        return st;
    if (!row)
        bytes->len = 0;
    else if (!rc_unseal(store->keys->site, BLOB, name, rc_db_column(get, 0),
                        bytes))
        st = rc_fail(err, RC_INTEGRITY,
                     "cases.db: \"%s\" is not what was written", name);
    sqlite3_reset(get);
    return st;
}
