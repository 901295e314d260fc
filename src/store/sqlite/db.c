/* db.c -- see db.h. */
#include "store/sqlite/db.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BUSY_MS = 5000 };

static bool
means_full(int os)
{
    return os == ENOSPC || os == EDQUOT || os == EFBIG;
}

/* SQLite has a code of its own for ENOSPC alone; what a quota or a limit on
 * files says is kept with the file that said it: the log, mostly. */
static bool
disk_is_full(const struct rc_db *db, int code)
{
    static const int which[] = {SQLITE_FCNTL_JOURNAL_POINTER,
                                SQLITE_FCNTL_FILE_POINTER};

    if ((code & 0xff) == SQLITE_FULL)
        return true;
    if ((code & 0xff) != SQLITE_IOERR)
        return false;
    if (means_full(sqlite3_system_errno(db->handle)))
        return true;
    for (int i = 0; i < 2; i++) {
        sqlite3_file *file = NULL;
        int os = 0;

        if (sqlite3_file_control(db->handle, "main", which[i], &file) ==
                SQLITE_OK &&
            file != NULL && file->pMethods != NULL &&
            file->pMethods->xFileControl(file, SQLITE_FCNTL_LAST_ERRNO, &os) ==
                SQLITE_OK &&
            means_full(os))
            return true;
    }
    return false;
}

enum rc_status
rc_db_fail(const struct rc_db *db, struct rc_err *err)
{
    const char *file = db->schema->file;
    int code = sqlite3_extended_errcode(db->handle);
    const char *says = sqlite3_errmsg(db->handle);

    if (disk_is_full(db, code))
        return rc_fail(err, RC_IO,
                       "%s: the disk is full; nothing of this batch was kept",
                       file);
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return rc_fail(err, RC_INTEGRITY, "%s is damaged: %s", file, says);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return rc_fail(err, RC_PERMIT, "%s cannot be written: %s", file, says);
    case SQLITE_CANTOPEN:
        return rc_fail(
            err, sqlite3_system_errno(db->handle) == EACCES ? RC_PERMIT : RC_IO,
            "%s: %s", file, says);
    case SQLITE_TOOBIG:
        return rc_fail(err, RC_LIMIT, "%s: a value is too long to be kept",
                       file);
    default:
        return rc_fail(err, RC_IO, "%s: %s", file, says);
    }
}

enum rc_status
rc_db_exec(const struct rc_db *db, const char *sql, struct rc_err *err)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK
               ? RC_OK
               : rc_db_fail(db, err);
}

sqlite3_stmt *
rc_db_prepare(const struct rc_db *db, const char *sql, struct rc_err *err)
{
    sqlite3_stmt *stmt = NULL;

    if (sqlite3_prepare_v2(db->handle, sql, -1, &stmt, NULL) != SQLITE_OK) {
        (void)rc_db_fail(db, err);
        return NULL;
    }
    return stmt;
}

sqlite3_stmt *
rc_db_kept(struct rc_db *db, int query, struct rc_err *err)
{
    assert(query < RC_DB_QUERIES);
    if (db->kept[query] == NULL &&
        sqlite3_prepare_v3(db->handle, db->queries[query], -1,
                           SQLITE_PREPARE_PERSISTENT, &db->kept[query],
                           NULL) != SQLITE_OK) {
        (void)rc_db_fail(db, err);
        return NULL;
    }
    return db->kept[query];
}

enum rc_status
rc_db_step(const struct rc_db *db, sqlite3_stmt *stmt, bool *row,
           struct rc_err *err)
{
    int code = sqlite3_step(stmt);
    enum rc_status st = RC_OK;

    *row = code == SQLITE_ROW;
    if (*row)
        return RC_OK;
    if (code != SQLITE_DONE)
        st = rc_db_fail(db, err);
    sqlite3_reset(stmt);
    sqlite3_clear_bindings(stmt);
    return st;
}

enum rc_status
rc_db_run(const struct rc_db *db, sqlite3_stmt *stmt, struct rc_err *err)
{
    bool row = false;
    enum rc_status st = rc_db_step(db, stmt, &row, err);

    assert(!row);
    return st;
}

enum rc_status
rc_db_number(const struct rc_db *db, const char *sql, int64_t *number,
             struct rc_err *err)
{
    sqlite3_stmt *stmt = rc_db_prepare(db, sql, err);
    enum rc_status st;
    bool row;

    if (stmt == NULL)
        return err->status;
    st = rc_db_step(db, stmt, &row, err);
    if (st == RC_OK)
        *number = row ? sqlite3_column_int64(stmt, 0) : 0;
    sqlite3_finalize(stmt);
    return st;
}

void
rc_db_slice(sqlite3_stmt *stmt, int at, struct rc_slice text)
{
    sqlite3_bind_text64(stmt, at, text.p ? text.p : "", text.len, SQLITE_STATIC,
                        SQLITE_UTF8);
}

void
rc_db_text(sqlite3_stmt *stmt, int at, const char *text)
{
    rc_db_slice(stmt, at, rc_slice_of(text));
}

void
rc_db_blob(sqlite3_stmt *stmt, int at, struct rc_slice bytes)
{
    sqlite3_bind_blob64(stmt, at, bytes.p ? bytes.p : "", bytes.len,
                        SQLITE_STATIC);
}

void
rc_db_int(sqlite3_stmt *stmt, int at, int64_t value)
{
    sqlite3_bind_int64(stmt, at, value);
}

struct rc_slice
rc_db_column(sqlite3_stmt *stmt, int at)
{
    const void *p = sqlite3_column_blob(stmt, at); /* text too: as it is kept */

    return (struct rc_slice){p ? p : "",
                             (size_t)sqlite3_column_bytes(stmt, at)};
}

/* ---- opening ---- */

/* file:PATH?QUERY, with what a URI gives a meaning escaped. */
static void
uri_write(const char *path, const char *query, char *to)
{
    to += sprintf(to, "file:");
    for (; *path; path++)
        to += strchr("%?#", *path) ? sprintf(to, "%%%02X", (unsigned)*path)
                                   : sprintf(to, "%c", *path);
    sprintf(to, "%s", query);
}

/* Opens and looks at the header, which shows whether the file can be read. */
static enum rc_status
open_as(struct rc_db *db, const char *path, const char *query, int flags,
        struct rc_err *err)
{
    char uri[3 * PATH_MAX + 32];
    int64_t version;
    enum rc_status st;

    uri_write(path, query, uri);
    if (sqlite3_open_v2(uri, &db->handle,
                        flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX |
                            SQLITE_OPEN_EXRESCODE,
                        NULL) != SQLITE_OK)
        return rc_db_fail(db, err);
    sqlite3_busy_timeout(db->handle, BUSY_MS);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    st = rc_db_number(db, "SELECT count(*) FROM sqlite_schema", &version, err);
    if (st == RC_OK)
        st = rc_db_number(db, "PRAGMA user_version", &version, err);
    if (st == RC_OK)
        db->version = (int)version;
    return st;
}

/*
 * A reader of a WAL file needs the shared index beside it and makes it when
 * nobody has.  Where it cannot (read-only media, another's folder), and there
 * is no log to be read either, the file is all there is: immutable=1.
 */
static enum rc_status
open_to_read(struct rc_db *db, const char *path, struct rc_err *err)
{
    char log[PATH_MAX + 8];
    struct stat info;
    enum rc_status st = open_as(db, path, "", SQLITE_OPEN_READONLY, err);

    if (st != RC_IO && st != RC_PERMIT)
        return st;
    snprintf(log, sizeof log, "%s-wal", path);
    if (access(path, R_OK) != 0 || (stat(log, &info) == 0 && info.st_size > 0))
        return st;
    sqlite3_close(db->handle);
    db->handle = NULL;
    return open_as(db, path, "?immutable=1", SQLITE_OPEN_READONLY, err);
}

static enum rc_status
open_to_write(struct rc_db *db, const char *path, struct rc_err *err)
{
    char settings[256];
    /* So that it, its log and its index are the owner's alone. */
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    enum rc_status st;

    if (fd < 0)
        return rc_fail(err,
                       errno == EACCES || errno == EROFS ? RC_PERMIT : RC_IO,
                       "%s: %s", path, strerror(errno));
    close(fd);
    st = open_as(db, path, "", SQLITE_OPEN_READWRITE, err);
    if (st != RC_OK)
        return st;
    /* Accounts' states are a few KiB: five on a page of 16 KiB, where 4 KiB
     * would give each a chain of its own.  64 MiB of cache keep the pages of
     * an ordinary batch from being written twice. */
    snprintf(settings, sizeof settings,
             "PRAGMA page_size=16384; PRAGMA journal_mode=WAL;"
             "PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;"
             "PRAGMA cache_size=-65536; PRAGMA mmap_size=0;"
             "PRAGMA journal_size_limit=67108864; PRAGMA cell_size_check=ON;"
             "PRAGMA secure_delete=%s;",
             db->schema->secure_delete ? "ON" : "FAST");
    return rc_db_exec(db, settings, err);
}

/* Whether the file is ours and not newer than we are. */
static enum rc_status
check_kind(const struct rc_db *db, struct rc_err *err)
{
    const struct rc_schema *schema = db->schema;
    int64_t id, tables;
    enum rc_status st = rc_db_number(db, "PRAGMA application_id", &id, err);

    if (st == RC_OK)
        st = rc_db_number(db, "SELECT count(*) FROM sqlite_schema", &tables,
                          err);
    if (st != RC_OK)
        return st;
    if (id == 0 && tables == 0 && db->version == 0)
        return RC_OK; /* new */
    if (id != schema->application_id || db->version < 1)
        return rc_fail(err, RC_INTEGRITY, "%s was not written by Rollcall",
                       schema->file);
    if (db->version > schema->step_count)
        return rc_fail(err, RC_USAGE,
                       "%s is of version %d, and this program knows up to %d: "
                       "use a newer rollcall",
                       schema->file, db->version, schema->step_count);
    return RC_OK;
}

enum rc_status
rc_db_open(struct rc_db *db, const char *folder, const struct rc_schema *schema,
           const char *const *queries, enum rc_store_mode mode,
           struct rc_err *err)
{
    char path[PATH_MAX];
    enum rc_status st;

    *db = (struct rc_db){.schema = schema, .queries = queries};
    if (snprintf(path, sizeof path, "%s/%s", folder, schema->file) >=
        (int)sizeof path - 8)
        return rc_fail(err, RC_USAGE, "the store's path is too long");
    st = mode == RC_STORE_WRITE ? open_to_write(db, path, err)
                                : open_to_read(db, path, err);
    if (st == RC_OK)
        st = check_kind(db, err);
    if (st != RC_OK)
        rc_db_close(db);
    return st;
}

void
rc_db_close(struct rc_db *db)
{
    for (int i = 0; i < RC_DB_QUERIES; i++) {
        sqlite3_finalize(db->kept[i]);
        db->kept[i] = NULL;
    }
    if (sqlite3_close(db->handle) != SQLITE_OK)
        assert(!"a statement was left open");
    db->handle = NULL;
}

enum rc_status
rc_db_migrate(struct rc_db *db, struct rc_err *err)
{
    const struct rc_schema *schema = db->schema;
    char end[96];
    enum rc_status st;

    if (db->version == schema->step_count)
        return RC_OK;
    st = rc_db_exec(db, "BEGIN IMMEDIATE", err);
    for (int i = db->version; st == RC_OK && i < schema->step_count; i++)
        st = rc_db_exec(db, schema->steps[i], err);
    snprintf(end, sizeof end,
             "PRAGMA application_id=%d; PRAGMA user_version=%d; COMMIT",
             schema->application_id, schema->step_count);
    if (st == RC_OK)
        st = rc_db_exec(db, end, err);
    if (st != RC_OK && !sqlite3_get_autocommit(db->handle))
        sqlite3_exec(db->handle, "ROLLBACK", NULL, NULL, NULL);
    return st;
}
