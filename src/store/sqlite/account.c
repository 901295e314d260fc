/*
 * account.c -- accounts: their own keys, their states, and their end.
 *
 * The key stands in the vault, wrapped; the state in cases.db, sealed with it.
 * A state whose account has no key was erased: it is passed over.
 */
#include "store/sqlite/engine.h"

#include <sodium.h>

/* What is sealed, for the associated data. */
static const char KEY[] = "account key", NAME[] = "account name",
                  STATE[] = "account state";

/* The key of an account, made (and the name kept) when it has none. */
static enum rc_status
account_key(struct rc_store *store, const char *token, struct rc_slice name,
            unsigned char key[RC_KEY_BYTES], struct rc_err *err)
{
    sqlite3_stmt *get = rc_db_kept(&store->vault, V_ACCOUNT_GET, err), *put;
    unsigned char wrapped[RC_WRAPPED_BYTES];
    enum rc_status st;
    bool row;

    if (get == NULL)
        return err->status;
    rc_db_text(get, 1, token);
    st = rc_db_step(&store->vault, get, &row, err);
    if (st != RC_OK)
        return st;
    if (row) {
        if (!rc_unwrap(store->keys, KEY, token, rc_db_column(get, 0), key))
            st = rc_fail(err, RC_INTEGRITY,
                         "vault.db: an account's key is not what was written");
        sqlite3_reset(get);
        return st;
    }
    put = rc_db_kept(&store->vault, V_ACCOUNT_PUT, err);
    if (put == NULL)
        return err->status;
    rc_wrap_new(store->keys, KEY, token, key, wrapped);
    rc_seal(key, NAME, token, name, &store->sealed);
    rc_db_text(put, 1, token);
    rc_db_blob(put, 2, (struct rc_slice){(char *)wrapped, sizeof wrapped});
    rc_db_blob(put, 3, rc_buf_slice(&store->sealed));
    return rc_db_run(&store->vault, put, err);
}

static enum rc_status
state_write(struct rc_store *store, struct rc_slice account,
            struct rc_slice state, struct rc_err *err)
{
    unsigned char key[RC_KEY_BYTES];
    char token[RC_TOKEN_TEXT];
    sqlite3_stmt *put;
    enum rc_status st;

    rc_token(store->keys, "account", account, token);
    st = account_key(store, token, account, key, err);
    if (st != RC_OK)
        return st;
    rc_seal(key, STATE, token, state, &store->sealed);
    sodium_memzero(key, sizeof key);
    put = rc_db_kept(&store->cases, C_STATE_PUT, err);
    if (put == NULL)
        return err->status;
    rc_db_text(put, 1, token);
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    return rc_db_run(&store->cases, put, err);
}

enum rc_status
rc_store_state_put(struct rc_store *store, struct rc_slice account,
                   struct rc_slice state, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_need_room(state, err);
    if (st == RC_OK)
        st = rc_need_room(account, err);
    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    return rc_engine_leave(store, own, state_write(store, account, state, err),
                           err);
}

/* One account's name and state.  *there is false for one erased. */
static enum rc_status
state_read(struct rc_store *store, const char *token, struct rc_slice sealed,
           struct rc_buf *name, struct rc_buf *state, bool *there,
           struct rc_err *err)
{
    sqlite3_stmt *get = rc_db_kept(&store->vault, V_ACCOUNT_GET, err);
    unsigned char key[RC_KEY_BYTES];
    enum rc_status st;

    if (get == NULL)
        return err->status;
    rc_db_text(get, 1, token);
    st = rc_db_step(&store->vault, get, there, err);
    if (st != RC_OK || !*there)
        return st;
    if (!rc_unwrap(store->keys, KEY, token, rc_db_column(get, 0), key) ||
        !rc_unseal(key, NAME, token, rc_db_column(get, 1), name))
        st = rc_fail(err, RC_INTEGRITY,
                     "vault.db: an account is not what was written");
    else if (!rc_unseal(key, STATE, token, sealed, state))
        st = rc_fail(err, RC_INTEGRITY,
                     "cases.db: an account's state is not what was written");
    sqlite3_reset(get);
    sodium_memzero(key, sizeof key);
    return st;
}

enum rc_status
rc_store_state_each(struct rc_store *store,
                    void (*each)(void *, struct rc_slice account,
                                 struct rc_slice state),
                    void *with, struct rc_err *err)
{
    struct rc_buf name = {0}, state = {0};
    sqlite3_stmt *all;
    enum rc_status st = rc_need_key(store, err);

    if (st != RC_OK)
        return st;
    all = rc_db_prepare(&store->cases, "SELECT token, sealed FROM state", err);
    if (all == NULL)
        return err->status;
    for (;;) {
        bool row, there;

        st = rc_db_step(&store->cases, all, &row, err);
        if (st != RC_OK || !row)
            break;
        st = state_read(store, (const char *)sqlite3_column_text(all, 0),
                        rc_db_column(all, 1), &name, &state, &there, err);
        if (st != RC_OK)
            break;
        if (there)
            each(with, rc_buf_slice(&name), rc_buf_slice(&state));
    }
    sqlite3_finalize(all);
    rc_buf_wipe(&name);
    rc_buf_wipe(&state);
    return st;
}

/* ---- erasing ---- */

/* The part of "class:name" that records and identities show. */
static struct rc_slice
bare(struct rc_slice account)
{
    const char *colon =
        account.len ? memchr(account.p, ':', account.len) : NULL;

    if (colon == NULL)
        return account;
    return (struct rc_slice){colon + 1,
                             account.len - (size_t)(colon + 1 - account.p)};
}

/* Destroys the keys of one account, and of the identities put with it. */
static enum rc_status
erase_keys(struct rc_store *store, struct rc_slice account, struct rc_err *err)
{
    char token[RC_TOKEN_TEXT];
    const struct {
        struct rc_db *db;
        int query;
    } drops[] = {{&store->vault, V_MEMBERS_DROP},
                 {&store->vault, V_ACCOUNT_DROP},
                 {&store->cases, C_STATE_DROP}};

    rc_token(store->keys, "account", account, token);
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        sqlite3_stmt *drop = rc_db_kept(drops[i].db, drops[i].query, err);
        enum rc_status st;

        if (drop == NULL)
            return err->status;
        rc_db_text(drop, 1, token);
        st = rc_db_run(drops[i].db, drop, err);
        if (st != RC_OK)
            return st;
    }
    return RC_OK;
}

/* Whether text has any of the accounts' names, as a JSON string or plainly. */
static bool
mentions(struct rc_slice text, const struct rc_slice *accounts, size_t count,
         bool json)
{
    struct rc_buf quoted = {0};
    bool found = false;

    for (size_t i = 0; i < count && !found; i++) {
        struct rc_slice name = bare(accounts[i]);

        if (name.len == 0)
            continue;
        quoted.len = 0;
        if (json)
            rc_buf_json(&quoted, name);
        found = rc_slice_ifind(text, json ? rc_buf_slice(&quoted) : name) !=
                SIZE_MAX;
    }
    rc_buf_wipe(&quoted);
    return found;
}

/* Identities say who they are themselves too: the ones put without a list of
 * accounts are found by their text. */
static enum rc_status
erase_identities(struct rc_store *store, const struct rc_slice *accounts,
                 size_t count, struct rc_err *err)
{
    struct rc_buf identity = {0};
    sqlite3_stmt *drop, *all;
    enum rc_status st = RC_OK;
    bool row;

    drop = rc_db_kept(&store->vault, V_IDENTITY_DROP, err);
    if (drop == NULL)
        return err->status;
    all = rc_db_prepare(&store->cases,
                        "SELECT pseudonym, identity FROM subject"
                        " WHERE identity IS NOT NULL",
                        err);
    if (all == NULL)
        return err->status;
    while ((st = rc_db_step(&store->cases, all, &row, err)) == RC_OK && row) {
        int64_t id = sqlite3_column_int64(all, 1);

        st = rc_identity_read(store, (const char *)sqlite3_column_text(all, 0),
                              id, &identity, err);
        if (st != RC_OK)
            break;
        if (!mentions(rc_buf_slice(&identity), accounts, count, true))
            continue;
        rc_db_int(drop, 1, id);
        st = rc_db_run(&store->vault, drop, err);
        if (st != RC_OK)
            break;
    }
    sqlite3_finalize(all);
    rc_buf_wipe(&identity);
    return st;
}

/* Rejected records that name one keep their place and reason, not their text.
 */
static enum rc_status
erase_excerpts(struct rc_store *store, const struct rc_slice *accounts,
               size_t count, struct rc_err *err)
{
    struct rc_buf excerpt = {0};
    sqlite3_stmt *all, *forget;
    enum rc_status st = RC_OK;
    bool row;

    all = rc_db_prepare(&store->cases,
                        "SELECT id, file, at, excerpt FROM reject"
                        " WHERE excerpt IS NOT NULL",
                        err);
    forget = rc_db_prepare(
        &store->cases, "UPDATE reject SET excerpt = NULL WHERE id = ?1", err);
    if (all == NULL || forget == NULL)
        st = err->status;
    while (st == RC_OK) {
        st = rc_db_step(&store->cases, all, &row, err);
        if (st != RC_OK || !row)
            break;
        st = rc_excerpt_read(store, (const char *)sqlite3_column_text(all, 1),
                             sqlite3_column_int64(all, 2), rc_db_column(all, 3),
                             &excerpt, err);
        if (st != RC_OK ||
            !mentions(rc_buf_slice(&excerpt), accounts, count, false))
            continue;
        rc_db_int(forget, 1, sqlite3_column_int64(all, 0));
        st = rc_db_run(&store->cases, forget, err);
    }
    sqlite3_finalize(all);
    sqlite3_finalize(forget);
    rc_buf_wipe(&excerpt);
    return st;
}

enum rc_status
rc_store_erase(struct rc_store *store, const struct rc_slice *accounts,
               size_t count, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    for (size_t i = 0; i < count && st == RC_OK; i++)
        st = erase_keys(store, accounts[i], err);
    if (st == RC_OK)
        st = erase_identities(store, accounts, count, err);
    if (st == RC_OK) /* also those that no subject has any more */
        st = rc_sweep_identities(store, err);
    if (st == RC_OK)
        st = erase_excerpts(store, accounts, count, err);
    store->erased = true;
    return rc_engine_leave(store, own, st, err);
}
