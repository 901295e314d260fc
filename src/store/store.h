/*
 * store -- keeping it: the case file, the vault, the key.
 *
 * A store is a folder:
 *     cases.db   SQLite, WAL.  Pseudonyms, tokens, findings, offsets, sealed
 *                state.  No name, mail, phone, address or file name in clear.
 *     vault.db   SQLite.  Names and values, sealed per account with a key of
 *                their own (XChaCha20-Poly1305); those keys are wrapped by
 *     vault.key  32 random bytes, mode 0600; --key FILE keeps it elsewhere.
 * Destroying an account's wrapped key erases what the vault and the sealed
 * state say of it.  Without vault.key the case file can be read, and names
 * cannot.
 *
 * All that a batch writes is kept whole or not at all: kill the process
 * anywhere and the store is as it was after the last commit.  SQLite's WAL is
 * atomic for each file but not across two, so the order of the two commits does
 * it.  The vault is first: in a batch it only gains keys, names and identities
 * that nobody refers to yet; then cases.db, whose commit makes the batch be.  A
 * kill between leaves some unused rows in the vault, swept at the next opening.
 * An erasure is the reverse: the vault loses the keys first, which nothing
 * brings back, and what cases.db still has of them is dead bytes, passed over
 * and swept likewise.
 *
 * A store is opened by one writer at a time (a lock on folder/lock; RC_PERMIT
 * with the holder's process number otherwise); readers are never blocked, and
 * see one moment from begin to commit.  Media that cannot be written can be
 * read.
 */
#ifndef RC_STORE_STORE_H
#define RC_STORE_STORE_H

#include "base/base.h"

struct rc_store;

enum rc_store_mode { RC_STORE_READ, RC_STORE_WRITE };

/* Opens, makes (mode WRITE) and migrates.  key_path NULL: folder/vault.key.
 * A newer schema than this program's: RC_USAGE. */
enum rc_status rc_store_open(const char *folder, const char *key_path,
                             enum rc_store_mode mode, struct rc_store **store,
                             struct rc_err *err) RC_MUST_CHECK;
void rc_store_close(struct rc_store *store); /* NULL is fine; rolls back */
/* Whether the vault key is at hand (names can be shown). */
bool rc_store_has_key(const struct rc_store *store);
/* Forgets everything that was read (not the key): a scan from the start. */
enum rc_status rc_store_reset(struct rc_store *store,
                              struct rc_err *err) RC_MUST_CHECK;

enum rc_status rc_store_begin(struct rc_store *, struct rc_err *) RC_MUST_CHECK;
/* A write that fails rolls back its batch at once; what is put after it, and
 * the commit, fail too, and the store can begin anew.  A put outside a batch is
 * a batch of its own.  For a reader: one moment of the store until commit. */
enum rc_status rc_store_commit(struct rc_store *,
                               struct rc_err *) RC_MUST_CHECK;
void rc_store_rollback(struct rc_store *); /* none open is fine */

/* Reads every page of both files: RC_INTEGRITY says what is wrong first. */
enum rc_status rc_store_check(struct rc_store *, struct rc_err *) RC_MUST_CHECK;

/* Keyed token of a value: BLAKE2b-128 under a key derived from the vault key
 * and the class, as 26 letters of base32.  Equal values link, classes do not
 * mix.  RC_PERMIT without the key. */
enum { RC_TOKEN_TEXT = 27 };
enum rc_status rc_store_token(const struct rc_store *store, const char *class_,
                              struct rc_slice value, char out[RC_TOKEN_TEXT],
                              struct rc_err *err) RC_MUST_CHECK;
/* A short name that can be said aloud, made from a token: "tavoko-3419".  There
 * are 2.8 * 10^9: among 10,000 people two agree in one company of fifty, so who
 * gives them out asks again, with a letter behind the token, for one taken. */
enum { RC_PSEUDONYM_TEXT = 24 };
void rc_store_pseudonym(const char *token, char out[RC_PSEUDONYM_TEXT]);

/* Files read so far. */
struct rc_store_file {
    struct rc_slice name; /* as shown; sealed */
    uint64_t size, read;  /* bytes on disk; bytes of the stream that are done */
    int64_t modified_us;
    uint64_t head_hash; /* of its first head_len bytes: is it the same file */
    uint64_t head_len;
    uint8_t packing, framing, delimiter;
    struct rc_slice source; /* name, "" unknown */
    struct rc_slice header; /* CSV header line; sealed */
    uint64_t records, observations, rejects, skipped;
};
enum rc_status rc_store_file_put(struct rc_store *,
                                 const struct rc_store_file *,
                                 struct rc_err *) RC_MUST_CHECK;
/* Calls each for every file, by name; slices are lent for the call.  Without
 * the key: a pseudonym for the name, no header and no head_hash. */
enum rc_status rc_store_file_each(struct rc_store *,
                                  void (*each)(void *,
                                               const struct rc_store_file *),
                                  void *with, struct rc_err *) RC_MUST_CHECK;

/* Rejected records: kept with where and why.  excerpt (up to 512 bytes of the
 * record) is sealed. */
struct rc_store_reject {
    struct rc_slice file;
    uint64_t offset, length;
    struct rc_slice why, excerpt;
};
enum rc_status rc_store_reject_put(struct rc_store *,
                                   const struct rc_store_reject *,
                                   struct rc_err *) RC_MUST_CHECK;
/* Drops the rejects of a file from offset on (a tail that has grown). */
enum rc_status rc_store_reject_drop(struct rc_store *, struct rc_slice file,
                                    uint64_t offset,
                                    struct rc_err *) RC_MUST_CHECK;
/* By file name, then offset, then as they were put. */
enum rc_status
rc_store_reject_each(struct rc_store *,
                     void (*each)(void *, const struct rc_store_reject *),
                     void *with, struct rc_err *) RC_MUST_CHECK;

/* State of an account ("class:name"): opaque bytes, sealed under its own key.
 * put replaces.  each gives them in no particular order. */
enum rc_status rc_store_state_put(struct rc_store *, struct rc_slice account,
                                  struct rc_slice state,
                                  struct rc_err *) RC_MUST_CHECK;
enum rc_status rc_store_state_each(struct rc_store *,
                                   void (*each)(void *, struct rc_slice account,
                                                struct rc_slice state),
                                   void *with, struct rc_err *) RC_MUST_CHECK;

/* Named blobs of the whole site, sealed under the site's key ("roster", ...).
 */
enum rc_status rc_store_blob_put(struct rc_store *, const char *name,
                                 struct rc_slice bytes,
                                 struct rc_err *) RC_MUST_CHECK;
/* RC_OK and an empty slice when there is none; the caller's buffer. */
enum rc_status rc_store_blob_get(struct rc_store *, const char *name,
                                 struct rc_buf *bytes,
                                 struct rc_err *) RC_MUST_CHECK;

/* Results: one JSON document a subject, without names (pseudonyms only), and
 * one of the run.  identity is sealed in the vault (JSON with names). */
struct rc_store_subject {
    struct rc_slice pseudonym;
    struct rc_slice document; /* JSON, no names */
    struct rc_slice identity; /* JSON, names; empty without the key */
    double probability;
    bool is_case;
    /* Whose accounts those are: erasing one destroys the identity.  When none
     * is given, erasing finds it by the JSON string of an account's name. */
    const struct rc_slice *accounts;
    size_t account_count;
};
enum rc_status rc_store_subjects_clear(struct rc_store *,
                                       struct rc_err *) RC_MUST_CHECK;
/* RC_USAGE for a pseudonym that was put already since the last clear. */
enum rc_status rc_store_subject_put(struct rc_store *,
                                    const struct rc_store_subject *,
                                    struct rc_err *) RC_MUST_CHECK;
/* Cases first, then by probability falling, then pseudonym. */
enum rc_status
rc_store_subject_each(struct rc_store *, bool cases_only,
                      void (*each)(void *, const struct rc_store_subject *),
                      void *with, struct rc_err *) RC_MUST_CHECK;
/* The run's document (JSON, no names): coverage, rejects, rings, peers. */
enum rc_status rc_store_run_put(struct rc_store *, struct rc_slice document,
                                struct rc_err *) RC_MUST_CHECK;
enum rc_status rc_store_run_get(struct rc_store *, struct rc_buf *document,
                                struct rc_err *) RC_MUST_CHECK;

/* Destroys the key of every account given: their sealed state and identity
 * cannot be read again, and excerpts of rejects that have the account's name
 * are emptied.  The bytes are overwritten and the logs cut; copies made before
 * (backups, snapshots of the disk) are not reached.  Blobs and documents are
 * the caller's to write again.  Not undone by a failed commit. */
enum rc_status rc_store_erase(struct rc_store *,
                              const struct rc_slice *accounts, size_t count,
                              struct rc_err *) RC_MUST_CHECK;

#endif
