/*
 * db.h -- one SQLite file: opened, migrated, its statements kept prepared, and
 * its errors put in our words.
 *
 * WAL, synchronous FULL: a kill loses nothing that was committed and keeps
 * nothing that was not; nor does a power cut, at the price of one fsync a
 * commit, of which a run has few.  No mmap: a file cut short under us is an
 * error to tell, not a signal to die of.
 */
#ifndef RC_STORE_SQLITE_DB_H
#define RC_STORE_SQLITE_DB_H

#include <sqlite3.h>

#include "base/slice.h"
#include "base/status.h"
#include "store/store.h"

/* Which of the two files: each has its own ordered list of migrations. */
struct rc_schema {
    const char *file; /* "cases.db" */
    int32_t application_id;
    const char *const *steps; /* step i makes version i + 1 of version i */
    int step_count;
    bool secure_delete; /* what is deleted is overwritten too */
};
extern const struct rc_schema rc_schema_cases, rc_schema_vault;

enum { RC_DB_QUERIES = 32 };

struct rc_db {
    sqlite3 *handle; /* NULL: not there */
    const struct rc_schema *schema;
    sqlite3_stmt *kept[RC_DB_QUERIES];
    const char *const *queries; /* SQL by number */
    int version;                /* as found, before migration; 0 is new */
};

/* Opens folder/schema->file.  Mode READ opens what is there, also on media
 * that cannot be written; WRITE makes what is missing, without its tables. */
enum rc_status rc_db_open(struct rc_db *db, const char *folder,
                          const struct rc_schema *schema,
                          const char *const *queries, enum rc_store_mode mode,
                          struct rc_err *err) RC_MUST_CHECK;
void rc_db_close(struct rc_db *db); /* one that was not opened is fine */
/* Brings the tables up to the newest version, in one transaction. */
enum rc_status rc_db_migrate(struct rc_db *db,
                             struct rc_err *err) RC_MUST_CHECK;

/* The error that handle has now, in our words. */
enum rc_status rc_db_fail(const struct rc_db *db, struct rc_err *err);
/* Runs SQL that gives no rows. */
enum rc_status rc_db_exec(const struct rc_db *db, const char *sql,
                          struct rc_err *err) RC_MUST_CHECK;
/* A number that SQL gives; 0 for no row. */
enum rc_status rc_db_number(const struct rc_db *db, const char *sql,
                            int64_t *number, struct rc_err *err) RC_MUST_CHECK;
/* The kept statement of a number, ready to bind.  NULL: err is written. */
sqlite3_stmt *rc_db_kept(struct rc_db *db, int query,
                         struct rc_err *err) RC_MUST_CHECK;
/* A statement of its own, for rows whose reader may call us again. */
sqlite3_stmt *rc_db_prepare(const struct rc_db *db, const char *sql,
                            struct rc_err *err) RC_MUST_CHECK;
/* Steps a statement that gives no row, and resets it. */
enum rc_status rc_db_run(const struct rc_db *db, sqlite3_stmt *stmt,
                         struct rc_err *err) RC_MUST_CHECK;
/* Steps to a row (*row says whether there is one).  After the last, or an
 * error, the statement is reset. */
enum rc_status rc_db_step(const struct rc_db *db, sqlite3_stmt *stmt, bool *row,
                          struct rc_err *err) RC_MUST_CHECK;

/* Binds lend for the step; only mistakes of ours make them fail. */
void rc_db_text(sqlite3_stmt *stmt, int at, const char *text);
void rc_db_slice(sqlite3_stmt *stmt, int at, struct rc_slice text);
void rc_db_blob(sqlite3_stmt *stmt, int at, struct rc_slice bytes);
void rc_db_int(sqlite3_stmt *stmt, int at, int64_t value);
/* A column's bytes, lent until the next step. */
struct rc_slice rc_db_column(sqlite3_stmt *stmt, int at);

#endif
