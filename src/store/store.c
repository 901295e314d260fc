/*
 * store.c -- opening and closing: the folder, the lock, the key, the two files
 * and whether they belong together.
 *
 * What is made is made in an order that a kill can cut anywhere: the key (it
 * appears whole), the vault, the case file.  Each is made only where the ones
 * after it are new, so a store that lost its key or its vault is told apart
 * from a new one and never given another.
 */
#include "store/store.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sodium.h>

#include "store/key.h"
#include "store/sqlite/engine.h"

static const char PROOF[] = "vault", PROOF_TEXT[] = "this is the key";

/* ---- the folder ---- */

static enum rc_status
folder_make(const char *folder, struct rc_err *err)
{
    char path[PATH_MAX];

    if (*folder == '\0' ||
        snprintf(path, sizeof path, "%s", folder) >= (int)sizeof path - 32)
        return rc_fail(err, RC_USAGE, "the store's path is empty or too long");
    for (char *slash = strchr(path + 1, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        *slash = '\0';
        mkdir(path, 0700); /* the last one tells */
        *slash = '/';
    }
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return rc_fail(err,
                       errno == EACCES || errno == EROFS ? RC_PERMIT : RC_IO,
                       "cannot make %s: %s", folder, strerror(errno));
    return RC_OK;
}

/* One writer: the lock goes with the process, however it ends. */
static enum rc_status
lock_take(const char *folder, int *lock, struct rc_err *err)
{
    char path[PATH_MAX], pid[32] = "";
    enum rc_status st = RC_OK;
    int fd;

    snprintf(path, sizeof path, "%s/lock", folder);
    fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0)
        return rc_fail(err,
                       errno == EACCES || errno == EROFS ? RC_PERMIT : RC_IO,
                       "%s: %s", path, strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB) == 0) {
        /* The number is for people; a full disk does not matter. */
        int len = snprintf(pid, sizeof pid, "%ld\n", (long)getpid());

        if (ftruncate(fd, 0) == 0 && pwrite(fd, pid, (size_t)len, 0) < len)
            len = ftruncate(fd, 0);
        *lock = fd;
        return RC_OK;
    }
    if (errno == EWOULDBLOCK) {
        ssize_t n = pread(fd, pid, sizeof pid - 1, 0);

        pid[n > 0 ? n : 0] = '\0';
        pid[strspn(pid, "0123456789")] = '\0';
        st = rc_fail(err, RC_PERMIT,
                     "process %s is writing to %s; wait for it to end",
                     *pid ? pid : "(unknown)", folder);
    } else {
        st = rc_fail(err, RC_IO, "%s: %s", path, strerror(errno));
    }
    close(fd);
    return st;
}

/* ---- the key ---- */

struct opening {
    struct rc_store *store;
    const char *folder;
    const char *key_path;
    bool key_stated; /* --key, not the store's own place for it */
    unsigned char master[RC_KEY_BYTES];
    bool has_key;
};

static enum rc_status
key_find(struct opening *open, struct rc_err *err)
{
    bool writes = open->store->mode == RC_STORE_WRITE, denied;
    enum rc_status st =
        rc_key_read(open->key_path, open->master, &open->has_key, &denied, err);

    if (st != RC_OK || open->has_key)
        return st;
    if (denied && (writes || open->key_stated))
        return rc_fail(err, RC_PERMIT, "%s: permission denied", open->key_path);
    if (open->store->vault.version == 0 && writes) {
        st = rc_key_make(open->key_path, open->master, err);
        open->has_key = st == RC_OK;
        return st;
    }
    if (writes || open->key_stated)
        return rc_fail(err, RC_PERMIT, "there is no key at %s%s",
                       open->key_path,
                       writes ? "; without it the store can be read, names "
                                "excepted, and not be written"
                              : "");
    return RC_OK;
}

/* ---- the two files ---- */

/* The row of one file's site.  *there is false when it has none yet. */
static enum rc_status
site_read(const struct rc_db *db, char id[RC_TOKEN_TEXT], int64_t *seq,
          int64_t *last, struct rc_buf *proof, bool *there, struct rc_err *err)
{
    sqlite3_stmt *get = rc_db_prepare(db,
                                      proof ? "SELECT id, seq, proof FROM site"
                                            : "SELECT id, seq, sweep FROM site",
                                      err);
    enum rc_status st;

    if (get == NULL)
        return err->status;
    st = rc_db_step(db, get, there, err);
    if (st == RC_OK && *there) {
        snprintf(id, RC_TOKEN_TEXT, "%.*s", RC_FMT(rc_db_column(get, 0)));
        *seq = sqlite3_column_int64(get, 1);
        if (proof != NULL)
            rc_buf_put(proof, rc_db_column(get, 2));
        else
            *last = sqlite3_column_int64(get, 2);
    }
    sqlite3_finalize(get);
    return st;
}

static enum rc_status
vault_settle(const struct opening *open, struct rc_err *err)
{
    struct rc_store *store = open->store;
    char id[RC_TOKEN_TEXT];
    unsigned char random[16];
    sqlite3_stmt *put;
    enum rc_status st;

    randombytes_buf(random, sizeof random);
    rc_token(store->keys, "site",
             (struct rc_slice){(char *)random, sizeof random}, id);
    rc_seal(store->keys->site, PROOF, id, RC_S("this is the key"),
            &store->sealed);
    put = rc_db_prepare(&store->vault, "INSERT INTO site VALUES(1, ?1, 0, ?2)",
                        err);
    if (put == NULL)
        return err->status;
    rc_db_text(put, 1, id);
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    st = rc_db_run(&store->vault, put, err);
    sqlite3_finalize(put);
    return st;
}

/* The keys, once the vault has shown that they are its own. */
static enum rc_status
vault_unlock(struct opening *open, char id[RC_TOKEN_TEXT], int64_t *seq,
             struct rc_err *err)
{
    struct rc_store *store = open->store;
    struct rc_buf proof = {0}, text = {0};
    bool there;
    enum rc_status st;

    if (open->has_key) {
        store->keys = rc_keys_new(open->master);
        if (store->keys == NULL)
            return rc_fail(err, RC_IO, "no memory for keys: %s",
                           strerror(errno));
    }
    st = site_read(&store->vault, id, seq, NULL, &proof, &there, err);
    if (st == RC_OK && !there && store->mode == RC_STORE_WRITE) {
        st = vault_settle(open, err);
        if (st == RC_OK)
            st = site_read(&store->vault, id, seq, NULL, &proof, &there, err);
    }
    if (st == RC_OK && store->keys != NULL &&
        (!there ||
         !rc_unseal(store->keys->site, PROOF, id, rc_buf_slice(&proof),
                    &text) ||
         !rc_slice_eq(rc_buf_slice(&text), rc_slice_of(PROOF_TEXT))))
        st = rc_fail(err, RC_PERMIT, "%s is not the key of this vault",
                     open->key_path);
    rc_buf_done(&proof);
    rc_buf_done(&text);
    return st;
}

/* Whether the case file goes with the vault, and whether a kill came between
 * their commits. */
static enum rc_status
cases_match(struct rc_store *store, const char *vault_id, int64_t vault_seq,
            bool *sweep, struct rc_err *err)
{
    char id[RC_TOKEN_TEXT];
    int64_t seq = 0, due = 0;
    bool there;
    enum rc_status st =
        site_read(&store->cases, id, &seq, &due, NULL, &there, err);

    if (st != RC_OK)
        return st;
    if (!there && store->mode == RC_STORE_WRITE) {
        sqlite3_stmt *put = rc_db_prepare(
            &store->cases, "INSERT INTO site VALUES(1, ?1, ?2, 1)", err);

        *sweep = true; /* of a vault whose case file was taken away */
        if (put == NULL)
            return err->status;
        rc_db_text(put, 1, vault_id);
        rc_db_int(put, 2, vault_seq);
        st = rc_db_run(&store->cases, put, err);
        sqlite3_finalize(put);
        return st;
    }
    if (!there || strcmp(id, vault_id) != 0)
        return rc_fail(err, RC_INTEGRITY,
                       "vault.db and cases.db are of two stores");
    /* A reader came by while the two moved on; only a writer can tell. */
    if (store->mode == RC_STORE_WRITE && seq > vault_seq)
        return rc_fail(err, RC_INTEGRITY,
                       "vault.db is older than cases.db: keys are missing; "
                       "restore both from one moment");
    *sweep = due != 0 || seq != vault_seq;
    return RC_OK;
}

static enum rc_status
check_version(const struct rc_db *db, struct rc_err *err)
{
    if (db->handle != NULL && db->version < db->schema->step_count)
        return rc_fail(err, RC_USAGE,
                       "%s is of version %d: a scan brings it up to %d first",
                       db->schema->file, db->version, db->schema->step_count);
    return RC_OK;
}

/* ---- opening ---- */

static enum rc_status
open_reading(struct opening *open, struct rc_err *err)
{
    struct rc_store *store = open->store;
    char path[PATH_MAX], id[RC_TOKEN_TEXT];
    int64_t seq = 0;
    bool sweep;
    enum rc_status st;

    snprintf(path, sizeof path, "%s/cases.db", open->folder);
    if (access(path, F_OK) != 0 && errno != EACCES)
        return rc_fail(err, RC_USAGE,
                       "there is no store in %s yet: rollcall scan makes one",
                       open->folder);
    st = rc_db_open(&store->cases, open->folder, &rc_schema_cases,
                    rc_cases_queries, RC_STORE_READ, err);
    if (st == RC_OK && store->cases.version == 0)
        return rc_fail(err, RC_USAGE, "the store in %s is empty: scan first",
                       open->folder);
    if (st == RC_OK)
        st = check_version(&store->cases, err);
    if (st != RC_OK)
        return st;
    snprintf(path, sizeof path, "%s/vault.db", open->folder);
    if (access(path, R_OK) != 0)
        return RC_OK; /* pseudonyms are all there is */
    st = rc_db_open(&store->vault, open->folder, &rc_schema_vault,
                    rc_vault_queries, RC_STORE_READ, err);
    if (st == RC_OK && store->vault.version == 0) {
        rc_db_close(&store->vault);
        return RC_OK;
    }
    if (st == RC_OK)
        st = check_version(&store->vault, err);
    if (st == RC_OK)
        st = key_find(open, err);
    if (st == RC_OK)
        st = vault_unlock(open, id, &seq, err);
    if (st == RC_OK)
        st = cases_match(store, id, seq, &sweep, err);
    return st;
}

static enum rc_status
open_writing(struct opening *open, struct rc_err *err)
{
    struct rc_store *store = open->store;
    char path[PATH_MAX], id[RC_TOKEN_TEXT];
    int64_t seq = 0;
    bool sweep = false;
    enum rc_status st = folder_make(open->folder, err);

    if (st == RC_OK)
        st = lock_take(open->folder, &store->lock, err);
    if (st != RC_OK)
        return st;
    st = rc_db_open(&store->cases, open->folder, &rc_schema_cases,
                    rc_cases_queries, RC_STORE_WRITE, err);
    if (st != RC_OK)
        return st;
    snprintf(path, sizeof path, "%s/vault.db", open->folder);
    if (store->cases.version > 0 && access(path, F_OK) != 0)
        return rc_fail(err, RC_INTEGRITY,
                       "vault.db is missing: what cases.db has sealed cannot "
                       "be read; restore it, or scan into a new store");
    st = rc_db_open(&store->vault, open->folder, &rc_schema_vault,
                    rc_vault_queries, RC_STORE_WRITE, err);
    if (st == RC_OK && store->cases.version > 0 && store->vault.version == 0)
        st = rc_fail(err, RC_INTEGRITY,
                     "vault.db is empty: restore it, or "
                     "scan into a new store");
    if (st == RC_OK)
        st = key_find(open, err);
    if (st == RC_OK)
        st = rc_db_migrate(&store->vault, err);
    if (st == RC_OK)
        st = vault_unlock(open, id, &seq, err);
    if (st == RC_OK)
        st = rc_db_migrate(&store->cases, err);
    if (st == RC_OK)
        st = cases_match(store, id, seq, &sweep, err);
    if (st == RC_OK && sweep)
        st = rc_sweep(store, err);
    return st;
}

enum rc_status
rc_store_open(const char *folder, const char *key_path, enum rc_store_mode mode,
              struct rc_store **store, struct rc_err *err)
{
    char own_key[PATH_MAX];
    struct opening open = {.folder = folder, .key_path = key_path};
    enum rc_status st;

    if (sodium_init() < 0)
        return rc_fail(err, RC_IO, "no randomness on this machine");
    if (snprintf(own_key, sizeof own_key, "%s/vault.key", folder) >=
        (int)sizeof own_key - 32)
        return rc_fail(err, RC_USAGE, "the store's path is too long");
    open.key_stated = key_path != NULL;
    if (key_path == NULL)
        open.key_path = own_key;
    open.store = rc_alloc(sizeof *open.store);
    *open.store = (struct rc_store){.mode = mode, .lock = -1};

    st = mode == RC_STORE_WRITE ? open_writing(&open, err)
                                : open_reading(&open, err);
    sodium_memzero(open.master, sizeof open.master);
    if (st == RC_OK) {
        *store = open.store;
        open.store = NULL; /* handed over */
    }
    rc_store_close(open.store);
    return st;
}

void
rc_store_close(struct rc_store *store)
{
    if (store == NULL)
        return;
    rc_store_rollback(store);
    rc_db_close(&store->cases);
    rc_db_close(&store->vault);
    rc_keys_free(store->keys);
    rc_buf_wipe(&store->sealed);
    if (store->lock >= 0)
        close(store->lock);
    free(store);
}

bool
rc_store_has_key(const struct rc_store *store)
{
    return store->keys != NULL;
}

enum rc_status
rc_store_token(const struct rc_store *store, const char *class_,
               struct rc_slice value, char out[RC_TOKEN_TEXT],
               struct rc_err *err)
{
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        rc_token(store->keys, class_, value, out);
    return st;
}

enum rc_status
rc_store_reset(struct rc_store *store, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_engine_enter(store, &own, err);

    if (st != RC_OK)
        return st;
    store->subjects_changed = true;
    store->reset = true; /* the vault's part follows the commit */
    st = rc_db_exec(&store->cases,
                    "DELETE FROM file; DELETE FROM reject; DELETE FROM state;"
                    "DELETE FROM blob; DELETE FROM subject; DELETE FROM run",
                    err);
    return rc_engine_leave(store, own, st, err);
}
