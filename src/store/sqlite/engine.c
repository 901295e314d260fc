/*
 * engine.c -- the batch over two files, and the statements.
 *
 * In WAL mode SQLite commits attached files one after the other: a kill
 * between the two would leave a half.  So they are two connections and the
 * order is ours: the vault first.  What it gained nobody refers to until
 * cases.db commits too, which makes the batch be; what it lost was to be
 * destroyed come what may (store.h).
 */
#include "store/sqlite/engine.h"

#include <assert.h>

#include <sodium.h>

const char *const rc_cases_queries[] = {
    [C_BEGIN] = "BEGIN IMMEDIATE",
    [C_COMMIT] = "COMMIT",
    [C_FILE_PUT] = ("INSERT OR REPLACE INTO file"
                    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)"),
    [C_REJECT_PUT] = ("INSERT INTO reject(file, at, length, why, excerpt)"
                      " VALUES(?1, ?2, ?3, ?4, ?5)"),
    [C_REJECT_DROP] = "DELETE FROM reject WHERE file = ?1 AND at >= ?2",
    [C_STATE_PUT] = ("INSERT INTO state VALUES(?1, ?2)"
                     " ON CONFLICT(token) DO UPDATE SET sealed = ?2"),
    [C_STATE_DROP] = "DELETE FROM state WHERE token = ?1",
    [C_BLOB_PUT] = ("INSERT INTO blob VALUES(?1, ?2)"
                    " ON CONFLICT(name) DO UPDATE SET sealed = ?2"),
    [C_BLOB_GET] = "SELECT sealed FROM blob WHERE name = ?1",
    [C_SUBJECT_PUT] = ("INSERT OR IGNORE INTO subject"
                       " VALUES(?1, ?2, ?3, ?4, ?5, ?6)"),
    [C_SUBJECTS_CLEAR] = "DELETE FROM subject",
    [C_RUN_PUT] = "INSERT OR REPLACE INTO run VALUES(1, ?1, ?2)",
    [C_RUN_GET] = "SELECT document, sum FROM run",
    [C_SEQ_PUT] = "UPDATE site SET seq = ?1, sweep = sweep OR ?2",
};
static_assert(sizeof rc_cases_queries / sizeof *rc_cases_queries == C_QUERIES,
              "a text each");

const char *const rc_vault_queries[] = {
    [V_BEGIN] = "BEGIN IMMEDIATE",
    [V_COMMIT] = "COMMIT",
    [V_ACCOUNT_GET] = "SELECT wrapped, name FROM account WHERE token = ?1",
    [V_ACCOUNT_PUT] = "INSERT INTO account VALUES(?1, ?2, ?3)",
    [V_ACCOUNT_DROP] = "DELETE FROM account WHERE token = ?1",
    [V_FILE_GET] = "SELECT name FROM file WHERE token = ?1",
    [V_FILE_PUT] = "INSERT INTO file VALUES(?1, ?2)",
    [V_IDENTITY_GET] = "SELECT wrapped, sealed FROM identity WHERE id = ?1",
    [V_IDENTITY_PUT] = "INSERT INTO identity(wrapped, sealed) VALUES(?1, ?2)",
    [V_IDENTITY_DROP] = "DELETE FROM identity WHERE id = ?1",
    [V_MEMBER_PUT] = "INSERT OR IGNORE INTO member VALUES(?1, ?2)",
    [V_MEMBERS_DROP] = ("DELETE FROM identity WHERE id IN"
                        " (SELECT identity FROM member WHERE account = ?1)"),
    [V_SEQ_NEXT] = "UPDATE site SET seq = seq + 1",
    [V_SEQ_GET] = "SELECT seq FROM site",
};
static_assert(sizeof rc_vault_queries / sizeof *rc_vault_queries == V_QUERIES,
              "a text each");
static_assert((int)C_QUERIES <= (int)RC_DB_QUERIES &&
                  (int)V_QUERIES <= (int)RC_DB_QUERIES,
              "room to keep them");

static enum rc_status
run_kept(struct rc_db *db, int query, struct rc_err *err)
{
    sqlite3_stmt *stmt = rc_db_kept(db, query, err);

    return stmt == NULL ? err->status : rc_db_run(db, stmt, err);
}

static void
roll_back(const struct rc_db *db)
{
    /* SQLite may have rolled back by itself (a full disk); then it says no. */
    if (db->handle != NULL && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
}

static void
end_batch(struct rc_store *store, enum rc_batch after)
{
    roll_back(&store->cases);
    roll_back(&store->vault);
    store->batch = after;
    store->erased = store->reset = store->subjects_changed = false;
}

/* One moment of both files for a reader: the case file's first, since the
 * vault always has what any older case file refers to. */
static enum rc_status
begin_reading(struct rc_store *store, struct rc_err *err)
{
    const char *look = "BEGIN; SELECT count(*) FROM sqlite_schema";
    enum rc_status st = rc_db_exec(&store->cases, look, err);

    if (st == RC_OK && store->vault.handle != NULL)
        st = rc_db_exec(&store->vault, look, err);
    return st;
}

enum rc_status
rc_store_begin(struct rc_store *store, struct rc_err *err)
{
    enum rc_status st;

    if (store->batch == RC_BATCH_OPEN)
        return rc_fail(err, RC_USAGE, "a batch is open already");
    end_batch(store, RC_BATCH_NONE);
    if (store->mode == RC_STORE_READ) {
        st = begin_reading(store, err);
    } else {
        st = run_kept(&store->vault, V_BEGIN, err);
        if (st == RC_OK)
            st = run_kept(&store->cases, C_BEGIN, err);
        store->vault_changes = sqlite3_total_changes64(store->vault.handle);
    }
    if (st == RC_OK)
        store->batch = RC_BATCH_OPEN;
    else
        end_batch(store, RC_BATCH_NONE);
    return st;
}

void
rc_store_rollback(struct rc_store *store)
{
    end_batch(store, RC_BATCH_NONE);
}

/* Counts the batch in the vault, when it changed, and notes in cases.db which
 * one it goes with. */
static enum rc_status
commit_files(struct rc_store *store, struct rc_err *err)
{
    bool vault_changed =
        sqlite3_total_changes64(store->vault.handle) != store->vault_changes;
    sqlite3_stmt *seq, *put;
    enum rc_status st = RC_OK;
    bool row;

    if (vault_changed)
        st = run_kept(&store->vault, V_SEQ_NEXT, err);
    if (st != RC_OK)
        return st;
    seq = rc_db_kept(&store->vault, V_SEQ_GET, err);
    put = rc_db_kept(&store->cases, C_SEQ_PUT, err);
    if (seq == NULL || put == NULL)
        return err->status;
    st = rc_db_step(&store->vault, seq, &row, err);
    if (st != RC_OK)
        return st;
    rc_db_int(put, 1, row ? sqlite3_column_int64(seq, 0) : 0);
    rc_db_int(put, 2, store->reset);
    sqlite3_reset(seq);
    st = rc_db_run(&store->cases, put, err);
    if (st == RC_OK)
        st = run_kept(&store->vault, V_COMMIT, err);
    if (st == RC_OK)
        st = run_kept(&store->cases, C_COMMIT, err);
    return st;
}

/* Writes the logs back and cuts them to nothing, so that no old page of a
 * destroyed key stays.  A reader in the way puts it off to the next opening. */
static void
empty_logs(struct rc_store *store)
{
    sqlite3_wal_checkpoint_v2(store->vault.handle, NULL,
                              SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite3_wal_checkpoint_v2(store->cases.handle, NULL,
                              SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
}

enum rc_status
rc_store_commit(struct rc_store *store, struct rc_err *err)
{
    bool erased = store->erased, reset = store->reset;
    enum rc_status st = RC_OK;

    if (store->batch == RC_BATCH_FAILED) {
        end_batch(store, RC_BATCH_NONE);
        return rc_fail(err, RC_IO,
                       "a write of this batch failed; nothing of it was kept");
    }
    if (store->batch == RC_BATCH_NONE)
        return rc_fail(err, RC_USAGE, "no batch is open");
    if (store->mode == RC_STORE_WRITE)
        st = commit_files(store, err);
    end_batch(store, RC_BATCH_NONE);
    if (st != RC_OK)
        return st;
    /* The batch is kept; what could not be tidied up now will be at the next
     * opening, and is no failure of it. */
    if (reset) {
        struct rc_err later;

        if (rc_sweep(store, &later) != RC_OK)
            rc_store_rollback(store);
    }
    if (erased || reset)
        empty_logs(store);
    return RC_OK;
}

enum rc_status
rc_engine_enter(struct rc_store *store, bool *own, struct rc_err *err)
{
    *own = false;
    if (store->mode != RC_STORE_WRITE)
        return rc_fail(err, RC_USAGE, "the store is open for reading only");
    if (store->batch == RC_BATCH_FAILED)
        return rc_fail(err, RC_IO,
                       "a write of this batch failed; nothing of it was kept");
    if (store->batch == RC_BATCH_OPEN)
        return RC_OK;
    *own = true;
    return rc_store_begin(store, err);
}

enum rc_status
rc_engine_leave(struct rc_store *store, bool own, enum rc_status st,
                struct rc_err *err)
{
    if (st != RC_OK) {
        end_batch(store, own ? RC_BATCH_NONE : RC_BATCH_FAILED);
        return st;
    }
    return own ? rc_store_commit(store, err) : RC_OK;
}

enum rc_status
rc_need_key(const struct rc_store *store, struct rc_err *err)
{
    if (store->keys == NULL)
        return rc_fail(err, RC_PERMIT,
                       "this needs vault.key, and it is not at hand");
    return RC_OK;
}

enum rc_status
rc_need_room(struct rc_slice value, struct rc_err *err)
{
    enum { MOST = 900000000 }; /* SQLite's own limit is 10^9 */

    if (value.len > MOST)
        return rc_fail(err, RC_LIMIT,
                       "a value of %zu bytes is too long to be kept",
                       value.len);
    return RC_OK;
}

void
rc_buf_wipe(struct rc_buf *buf)
{
    if (buf->p != NULL)
        sodium_memzero(buf->p, buf->cap);
    rc_buf_done(buf);
}

enum rc_status
rc_store_check(struct rc_store *store, struct rc_err *err)
{
    const struct rc_db *both[] = {&store->cases, &store->vault};
    enum rc_status st = RC_OK;

    for (int i = 0; i < 2 && st == RC_OK; i++) {
        sqlite3_stmt *stmt;
        bool row;

        if (both[i]->handle == NULL)
            continue;
        stmt = rc_db_prepare(both[i], "PRAGMA quick_check(1)", err);
        if (stmt == NULL)
            return err->status;
        st = rc_db_step(both[i], stmt, &row, err);
        if (st == RC_OK && row &&
            !rc_slice_eq(rc_db_column(stmt, 0), RC_S("ok")))
            st = rc_fail(err, RC_INTEGRITY, "%s is damaged: %.*s",
                         both[i]->schema->file, RC_FMT(rc_db_column(stmt, 0)));
        sqlite3_finalize(stmt);
    }
    return st;
}
