/*
 * file.c -- the files that were read, and the records of them that were not.
 *
 * A file is its token in cases.db and its name in the vault: names of files
 * name people too.  What its first bytes hash to is sealed as well, since it
 * would let a guess of a short file be checked.
 */
#include "store/sqlite/engine.h"

#include <assert.h>
#include <stdio.h>

static const char NAME[] = "file name", DETAIL[] = "file", EXCERPT[] = "reject";

enum { EXCERPT_MOST = 512 };

/* The token of a name, which the vault knows afterwards. */
static enum rc_status
file_token(struct rc_store *store, struct rc_slice name,
           char token[RC_TOKEN_TEXT], struct rc_err *err)
{
    sqlite3_stmt *get = rc_db_kept(&store->vault, V_FILE_GET, err), *put;
    enum rc_status st;
    bool row;

    if (get == NULL)
        return err->status;
    rc_token(store->keys, "file", name, token);
    rc_db_text(get, 1, token);
    st = rc_db_step(&store->vault, get, &row, err);
    if (st != RC_OK)
        return st;
    sqlite3_reset(get);
    if (row)
        return RC_OK;
    put = rc_db_kept(&store->vault, V_FILE_PUT, err);
    if (put == NULL)
        return err->status;
    rc_seal(store->keys->site, NAME, token, name, &store->sealed);
    rc_db_text(put, 1, token);
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    return rc_db_run(&store->vault, put, err);
}

enum rc_status
rc_file_shown(struct rc_store *store, const char *token, struct rc_buf *name,
              struct rc_err *err)
{
    char pseudonym[RC_PSEUDONYM_TEXT];
    sqlite3_stmt *get;
    enum rc_status st;
    bool row;

    name->len = 0;
    if (store->keys == NULL) {
        rc_store_pseudonym(token, pseudonym);
        rc_buf_put(name, rc_slice_of(pseudonym));
        return RC_OK;
    }
    get = rc_db_kept(&store->vault, V_FILE_GET, err);
    if (get == NULL)
        return err->status;
    rc_db_text(get, 1, token);
    st = rc_db_step(&store->vault, get, &row, err);
    if (st != RC_OK)
        return st;
    if (!row ||
        !rc_unseal(store->keys->site, NAME, token, rc_db_column(get, 0), name))
        st = rc_fail(err, RC_INTEGRITY,
                     "vault.db: a file's name is not what was written");
    sqlite3_reset(get);
    return st;
}

/* ---- files ---- */

static enum rc_status
file_write(struct rc_store *store, const struct rc_store_file *file,
           struct rc_err *err)
{
    const uint64_t numbers[] = {
        file->size,         file->read,     (uint64_t)file->modified_us,
        file->head_len,     file->packing,  file->framing,
        file->delimiter,    0 /* source */, file->records,
        file->observations, file->rejects,  file->skipped};
    char token[RC_TOKEN_TEXT];
    struct rc_buf detail = {0};
    sqlite3_stmt *put = rc_db_kept(&store->cases, C_FILE_PUT, err);
    enum rc_status st;

    if (put == NULL)
        return err->status;
    st = file_token(store, file->name, token, err);
    if (st != RC_OK)
        return st;
    rc_buf_put(&detail, (struct rc_slice){(const char *)&file->head_hash,
                                          sizeof file->head_hash});
    rc_buf_put(&detail, file->header);
    rc_seal(store->keys->site, DETAIL, token, rc_buf_slice(&detail),
            &store->sealed);
    rc_buf_wipe(&detail);
    for (int i = 0; i < (int)(sizeof numbers / sizeof *numbers); i++)
        rc_db_int(put, 3 + i, (int64_t)numbers[i]);
    rc_db_text(put, 1, token);
    rc_db_blob(put, 2, rc_buf_slice(&store->sealed));
    rc_db_slice(put, 10, file->source);
    return rc_db_run(&store->cases, put, err);
}

enum rc_status
rc_store_file_put(struct rc_store *store, const struct rc_store_file *file,
                  struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_need_room(file->header, err);
    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    return rc_engine_leave(store, own, file_write(store, file, err), err);
}

/* Files are shown by name, and names are sealed: read all, then sort. */
struct shown {
    struct rc_store_file file;
    char token[RC_TOKEN_TEXT];
};

static int
by_name(const void *a, const void *b)
{
    return rc_slice_cmp(((const struct shown *)a)->file.name,
                        ((const struct shown *)b)->file.name);
}

static enum rc_status
file_row(struct rc_store *store, sqlite3_stmt *row, struct rc_arena *arena,
         struct rc_store_file *file, struct rc_err *err)
{
    const char *token = (const char *)sqlite3_column_text(row, 0);
    struct rc_buf text = {0};
    enum rc_status st = rc_file_shown(store, token, &text, err);

    if (st != RC_OK)
        goto out;
    *file = (struct rc_store_file){
        .name = rc_arena_copy(arena, rc_buf_slice(&text)),
        .size = (uint64_t)sqlite3_column_int64(row, 2),
        .read = (uint64_t)sqlite3_column_int64(row, 3),
        .modified_us = sqlite3_column_int64(row, 4),
        .head_len = (uint64_t)sqlite3_column_int64(row, 5),
        .packing = (uint8_t)sqlite3_column_int(row, 6),
        .framing = (uint8_t)sqlite3_column_int(row, 7),
        .delimiter = (uint8_t)sqlite3_column_int(row, 8),
        .source = rc_arena_copy(arena, rc_db_column(row, 9)),
        .records = (uint64_t)sqlite3_column_int64(row, 10),
        .observations = (uint64_t)sqlite3_column_int64(row, 11),
        .rejects = (uint64_t)sqlite3_column_int64(row, 12),
        .skipped = (uint64_t)sqlite3_column_int64(row, 13),
    };
    if (store->keys == NULL)
        goto out;
    if (!rc_unseal(store->keys->site, DETAIL, token, rc_db_column(row, 1),
                   &text) ||
        text.len < sizeof file->head_hash) {
        st = rc_fail(err, RC_INTEGRITY,
                     "cases.db: a file's row is not what was written");
        goto out;
    }
    memcpy(&file->head_hash, text.p, sizeof file->head_hash);
    file->header = rc_buf_slice(&text);
    file->header.p += sizeof file->head_hash;
    file->header.len -= sizeof file->head_hash;
    file->header = rc_arena_copy(arena, file->header);
out:
    rc_buf_wipe(&text);
    return st;
}

/* All rows of a statement whose first column is a file's token; of the others
 * only when whole.  The array is malloc's. */
static enum rc_status
files_read(struct rc_store *store, const char *sql, bool whole,
           struct rc_arena *arena, struct shown **list, size_t *count,
           struct rc_err *err)
{
    sqlite3_stmt *all = rc_db_prepare(&store->cases, sql, err);
    struct rc_buf name = {0};
    size_t cap = 0;
    enum rc_status st = RC_OK;
    bool row;

    if (all == NULL)
        return err->status;
    while ((st = rc_db_step(&store->cases, all, &row, err)) == RC_OK && row) {
        struct shown *one;

        if (*count == cap) {
            cap = cap ? 2 * cap : 64;
            *list = rc_realloc(*list, cap * sizeof **list);
        }
        one = &(*list)[*count];
        *one = (struct shown){0};
        snprintf(one->token, sizeof one->token, "%s",
                 (const char *)sqlite3_column_text(all, 0));
        if (whole) {
            st = file_row(store, all, arena, &one->file, err);
        } else {
            st = rc_file_shown(store, one->token, &name, err);
            one->file.name = rc_arena_copy(arena, rc_buf_slice(&name));
        }
        if (st != RC_OK)
            break;
        ++*count;
    }
    sqlite3_finalize(all);
    rc_buf_wipe(&name);
    if (st == RC_OK && *count > 1)
        qsort(*list, *count, sizeof **list, by_name);
    return st;
}

enum rc_status
rc_store_file_each(struct rc_store *store,
                   void (*each)(void *, const struct rc_store_file *),
                   void *with, struct rc_err *err)
{
    struct shown *list = NULL;
    size_t count = 0;
    struct rc_arena arena;
    enum rc_status st;

    rc_arena_init(&arena, 0);
    st = files_read(store, "SELECT * FROM file", true, &arena, &list, &count,
                    err);
    for (size_t i = 0; st == RC_OK && i < count; i++)
        each(with, &list[i].file);
    free(list);
    rc_arena_done(&arena);
    return st;
}

/* ---- rejects ---- */

/* Whose an excerpt is: its file and where in it. */
static void
excerpt_of(const char *file, int64_t at, char whose[RC_SEAL_NAME])
{
    snprintf(whose, RC_SEAL_NAME, "%s:%lld", file, (long long)at);
}

enum rc_status
rc_excerpt_read(const struct rc_store *store, const char *file, int64_t at,
                struct rc_slice sealed, struct rc_buf *excerpt,
                struct rc_err *err)
{
    char whose[RC_SEAL_NAME];

    excerpt->len = 0;
    if (sealed.len == 0 || store->keys == NULL)
        return RC_OK;
    excerpt_of(file, at, whose);
    if (!rc_unseal(store->keys->site, EXCERPT, whose, sealed, excerpt))
        return rc_fail(err, RC_INTEGRITY,
                       "cases.db: a reject is not what was written");
    return RC_OK;
}

static enum rc_status
reject_write(struct rc_store *store, const struct rc_store_reject *reject,
             struct rc_err *err)
{
    sqlite3_stmt *put = rc_db_kept(&store->cases, C_REJECT_PUT, err);
    char token[RC_TOKEN_TEXT], whose[RC_SEAL_NAME];
    struct rc_slice excerpt = reject->excerpt;
    enum rc_status st;

    if (put == NULL)
        return err->status;
    st = file_token(store, reject->file, token, err);
    if (st != RC_OK)
        return st;
    if (excerpt.len > EXCERPT_MOST)
        excerpt.len = EXCERPT_MOST;
    rc_db_text(put, 1, token);
    rc_db_int(put, 2, (int64_t)reject->offset);
    rc_db_int(put, 3, (int64_t)reject->length);
    rc_db_slice(put, 4, reject->why);
    if (excerpt.len > 0) {
        excerpt_of(token, (int64_t)reject->offset, whose);
        rc_seal(store->keys->site, EXCERPT, whose, excerpt, &store->sealed);
        rc_db_blob(put, 5, rc_buf_slice(&store->sealed));
    }
    return rc_db_run(&store->cases, put, err);
}

enum rc_status
rc_store_reject_put(struct rc_store *store,
                    const struct rc_store_reject *reject, struct rc_err *err)
{
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    return rc_engine_leave(store, own, reject_write(store, reject, err), err);
}

enum rc_status
rc_store_reject_drop(struct rc_store *store, struct rc_slice file,
                     uint64_t offset, struct rc_err *err)
{
    char token[RC_TOKEN_TEXT];
    sqlite3_stmt *drop;
    bool own;
    enum rc_status st = rc_need_key(store, err);

    if (st == RC_OK)
        st = rc_engine_enter(store, &own, err);
    if (st != RC_OK)
        return st;
    drop = rc_db_kept(&store->cases, C_REJECT_DROP, err);
    if (drop == NULL)
        return rc_engine_leave(store, own, err->status, err);
    rc_token(store->keys, "file", file, token);
    rc_db_text(drop, 1, token);
    rc_db_int(drop, 2, (int64_t)offset);
    return rc_engine_leave(store, own, rc_db_run(&store->cases, drop, err),
                           err);
}

static enum rc_status
rejects_of(struct rc_store *store, sqlite3_stmt *rows, const struct shown *file,
           void (*each)(void *, const struct rc_store_reject *), void *with,
           struct rc_err *err)
{
    struct rc_buf excerpt = {0};
    enum rc_status st;
    bool row;

    rc_db_text(rows, 1, file->token);
    while ((st = rc_db_step(&store->cases, rows, &row, err)) == RC_OK && row) {
        int64_t at = sqlite3_column_int64(rows, 0);

        st = rc_excerpt_read(store, file->token, at, rc_db_column(rows, 3),
                             &excerpt, err);
        if (st != RC_OK)
            break;
        each(with, &(struct rc_store_reject){
                       .file = file->file.name,
                       .offset = (uint64_t)at,
                       .length = (uint64_t)sqlite3_column_int64(rows, 1),
                       .why = rc_db_column(rows, 2),
                       .excerpt = rc_buf_slice(&excerpt)});
    }
    sqlite3_reset(rows);
    rc_buf_wipe(&excerpt);
    return st;
}

enum rc_status
rc_store_reject_each(struct rc_store *store,
                     void (*each)(void *, const struct rc_store_reject *),
                     void *with, struct rc_err *err)
{
    struct shown *files = NULL;
    size_t count = 0;
    sqlite3_stmt *rows = NULL;
    struct rc_arena arena;
    enum rc_status st;

    rc_arena_init(&arena, 0);
    st = files_read(store, "SELECT DISTINCT file FROM reject", false, &arena,
                    &files, &count, err);
    if (st == RC_OK) {
        rows = rc_db_prepare(&store->cases,
                             "SELECT at, length, why, excerpt FROM reject"
                             " WHERE file = ?1 ORDER BY at, id",
                             err);
        if (rows == NULL)
            st = err->status;
    }
    for (size_t i = 0; st == RC_OK && i < count; i++)
        st = rejects_of(store, rows, &files[i], each, with, err);
    sqlite3_finalize(rows);
    free(files);
    rc_arena_done(&arena);
    return st;
}
