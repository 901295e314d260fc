/*
 * sweep.c -- the tidying up between the two files.
 *
 * The vault commits first, so a kill between the two commits leaves it with
 * keys, names and identities that no row of cases.db refers to; a reset leaves
 * them on purpose.  An erasure cut short leaves states whose key is gone.
 * Neither can be read or seen; here they are forgotten.
 */
#include "store/sqlite/engine.h"

#include <assert.h>

/* What one file keeps by a key that the other must know. */
struct sweep {
    const char *keys, *known, *forget;
};
static const struct sweep accounts = {"SELECT token FROM account",
                                      "SELECT 1 FROM state WHERE token = ?1",
                                      "DELETE FROM account WHERE token = ?1"};
static const struct sweep files = {
    "SELECT token FROM file",
    "SELECT 1 FROM file WHERE token = ?1"
    " UNION ALL SELECT 1 FROM reject WHERE file = ?1",
    "DELETE FROM file WHERE token = ?1"};
static const struct sweep states = {"SELECT token FROM state",
                                    "SELECT 1 FROM account WHERE token = ?1",
                                    "DELETE FROM state WHERE token = ?1"};
static const struct sweep identities = {
    "SELECT id FROM identity",
    /* the number comes as text */
    "SELECT 1 FROM subject WHERE identity = CAST(?1 AS INTEGER)",
    "DELETE FROM identity WHERE id = CAST(?1 AS INTEGER)"};

struct unknown {
    struct unknown *next;
    struct rc_slice key;
};

/* The keys in one file that the other does not know. */
static enum rc_status
find_unknown(const struct rc_db *in, const struct rc_db *other,
             const struct sweep *sweep, struct rc_arena *arena,
             struct unknown **list, struct rc_err *err)
{
    sqlite3_stmt *keys = rc_db_prepare(in, sweep->keys, err);
    sqlite3_stmt *known = rc_db_prepare(other, sweep->known, err);
    enum rc_status st = keys && known ? RC_OK : err->status;
    bool row = true, found;

    while (st == RC_OK) {
        struct rc_slice key;

        st = rc_db_step(in, keys, &row, err);
        if (st != RC_OK || !row)
            break;
        sqlite3_column_text(keys, 0); /* a number too, as text */
        key = rc_db_column(keys, 0);
        rc_db_slice(known, 1, key);
        st = rc_db_step(other, known, &found, err);
        sqlite3_reset(known);
        if (st == RC_OK && !found) {
            struct unknown *one = rc_arena_take(arena, sizeof *one);

            one->key = rc_arena_copy(arena, key);
            one->next = *list;
            *list = one;
        }
    }
    sqlite3_finalize(keys);
    sqlite3_finalize(known);
    return st;
}

static enum rc_status
sweep_one(const struct rc_db *in, const struct rc_db *other,
          const struct sweep *sweep, struct rc_err *err)
{
    struct unknown *list = NULL;
    struct rc_arena arena;
    sqlite3_stmt *forget;
    enum rc_status st;

    rc_arena_init(&arena, 0);
    st = find_unknown(in, other, sweep, &arena, &list, err);
    forget = st == RC_OK ? rc_db_prepare(in, sweep->forget, err) : NULL;
    if (st == RC_OK && forget == NULL)
        st = err->status;
    for (; st == RC_OK && list != NULL; list = list->next) {
        rc_db_slice(forget, 1, list->key);
        st = rc_db_run(in, forget, err);
    }
    sqlite3_finalize(forget);
    rc_arena_done(&arena);
    return st;
}

enum rc_status
rc_sweep_identities(struct rc_store *store, struct rc_err *err)
{
    enum rc_status st =
        sweep_one(&store->vault, &store->cases, &identities, err);

    if (st == RC_OK)
        st = rc_db_exec(&store->vault,
                        "DELETE FROM member WHERE identity NOT IN"
                        " (SELECT id FROM identity)",
                        err);
    return st;
}

enum rc_status
rc_sweep(struct rc_store *store, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_engine_enter(store, &own, err);

    assert(st != RC_OK || own);
    if (st != RC_OK)
        return st;
    st = sweep_one(&store->cases, &store->vault, &states, err);
    if (st == RC_OK)
        st = sweep_one(&store->vault, &store->cases, &accounts, err);
    if (st == RC_OK)
        st = sweep_one(&store->vault, &store->cases, &files, err);
    if (st == RC_OK)
        st = rc_sweep_identities(store, err);
    if (st == RC_OK)
        st = rc_db_exec(&store->cases, "UPDATE site SET sweep = 0", err);
    return rc_engine_leave(store, own, st, err);
}
