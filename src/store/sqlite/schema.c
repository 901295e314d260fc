/*
 * schema.c -- the tables of the two files, as the list of steps that made them.
 *
 * A step that was released is never changed: a new one is added behind it.
 * The vault only ever gains rows in a batch, and cases.db refers to them; see
 * store.h for why.  "seq" is the vault's count of batches, and cases.db keeps
 * the one it was written with, which tells a vault that is older than its
 * cases.
 */
#include "store/sqlite/db.h"

static const char *const cases_steps[] = {
    /* 1 */
    "CREATE TABLE site(one INTEGER PRIMARY KEY CHECK(one = 1),"
    "  id TEXT NOT NULL," /* the same as the vault's */
    "  seq INTEGER NOT NULL,"
    "  sweep INTEGER NOT NULL) STRICT;" /* the vault has rows to forget */
    "CREATE TABLE file(token TEXT PRIMARY KEY,"
    "  detail BLOB NOT NULL," /* sealed: the head's hash, the header */
    "  size INTEGER NOT NULL, done INTEGER NOT NULL,"
    "  modified_us INTEGER NOT NULL, head_len INTEGER NOT NULL,"
    "  packing INTEGER NOT NULL, framing INTEGER NOT NULL,"
    "  delimiter INTEGER NOT NULL, source TEXT NOT NULL,"
    "  records INTEGER NOT NULL, observations INTEGER NOT NULL,"
    "  rejects INTEGER NOT NULL, skipped INTEGER NOT NULL)"
    "  STRICT, WITHOUT ROWID;"
    "CREATE TABLE reject(id INTEGER PRIMARY KEY, file TEXT NOT NULL,"
    "  at INTEGER NOT NULL, length INTEGER NOT NULL, why TEXT NOT NULL,"
    "  excerpt BLOB) STRICT;" /* sealed; NULL when erased */
    "CREATE INDEX reject_where ON reject(file, at);"
    "CREATE TABLE state(token TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE blob(name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE subject(pseudonym TEXT PRIMARY KEY, document TEXT NOT NULL,"
    "  probability REAL NOT NULL, is_case INTEGER NOT NULL,"
    "  sum INTEGER NOT NULL,"     /* hash of the row: is it as written */
    "  identity INTEGER) STRICT;" /* the vault's row, or NULL */
    "CREATE INDEX subject_identity ON subject(identity);"
    "CREATE TABLE run(one INTEGER PRIMARY KEY CHECK(one = 1),"
    "  document TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;",
};

static const char *const vault_steps[] = {
    /* 1 */
    "CREATE TABLE site(one INTEGER PRIMARY KEY CHECK(one = 1),"
    "  id TEXT NOT NULL, seq INTEGER NOT NULL,"
    "  proof BLOB NOT NULL) STRICT;" /* opens with the right key only */
    "CREATE TABLE account(token TEXT PRIMARY KEY, wrapped BLOB NOT NULL,"
    "  name BLOB NOT NULL) STRICT, WITHOUT ROWID;"
    "CREATE TABLE file(token TEXT PRIMARY KEY, name BLOB NOT NULL)"
    "  STRICT, WITHOUT ROWID;"
    /* Numbers are never given twice: one that a kill left unused must not
     * turn up as somebody else's. */
    "CREATE TABLE identity(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  wrapped BLOB NOT NULL, sealed BLOB NOT NULL) STRICT;"
    "CREATE TABLE member(account TEXT NOT NULL, identity INTEGER NOT NULL,"
    "  PRIMARY KEY(account, identity)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX member_identity ON member(identity);",
};

const struct rc_schema rc_schema_cases = {
    .file = "cases.db",
    .application_id = 0x52436373, /* RCcs */
    .steps = cases_steps,
    .step_count = sizeof cases_steps / sizeof *cases_steps,
};

const struct rc_schema rc_schema_vault = {
    .file = "vault.db",
    .application_id = 0x52437674, /* RCvt */
    .steps = vault_steps,
    .step_count = sizeof vault_steps / sizeof *vault_steps,
    .secure_delete = true,
};
