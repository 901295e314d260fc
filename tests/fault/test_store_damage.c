/*
 * test_store_damage.c -- bytes changed under the store, by a disk or by hand:
 * told with the file's name, never fatal, never taken for what was written.
 */
#include "test.h"

#include <sqlite3.h>

#include "batches.h"

/* ---- changed bytes ---- */

static void
no_state(void *with, struct rc_slice account, struct rc_slice state)
{
}
static void
no_subject(void *with, const struct rc_store_subject *subject)
{
}
static void
no_file(void *with, const struct rc_store_file *file)
{
}
static void
no_reject(void *with, const struct rc_store_reject *reject)
{
}

/* Opens for reading and reads all there is: the first status that is not OK. */
static enum rc_status
read_everything(const struct test_folder *folder, struct rc_err *err)
{
    struct rc_store *store = NULL;
    struct rc_buf buf = {0};
    enum rc_status st =
        rc_store_open(folder->path, NULL, RC_STORE_READ, &store, err);

    if (st == RC_OK)
        st = rc_store_state_each(store, no_state, NULL, err);
    if (st == RC_OK)
        st = rc_store_subject_each(store, false, no_subject, NULL, err);
    if (st == RC_OK)
        st = rc_store_file_each(store, no_file, NULL, err);
    if (st == RC_OK)
        st = rc_store_reject_each(store, no_reject, NULL, err);
    if (st == RC_OK)
        st = rc_store_run_get(store, &buf, err);
    if (st == RC_OK)
        st = rc_store_check(store, err);
    rc_buf_done(&buf);
    rc_store_close(store);
    return st;
}

static void
damage(const char *file)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    const char *path = test_path(&folder, file);
    struct rc_err err;
    char *bytes;
    size_t len;
    unsigned seed = 99;
    int told = 0;

    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    rc_store_close(store);
    bytes = test_read(path, &len);
    for (int i = 0; i < 150; i++) {
        size_t at, run;
        char *changed = malloc(len);
        enum rc_status st;

        seed = seed * 1103515245 + 12345;
        at = (seed >> 4) % len;
        run = 1 + (seed >> 24) % 64;
        memcpy(changed, bytes, len);
        for (size_t j = at; j < at + run && j < len; j++)
            changed[j] ^= (char)(0x55 + i);
        test_write(path, changed, len);
        st = read_everything(&folder, &err); /* must not crash or hang */
        if (st == RC_INTEGRITY) {
            told++;
            if (strstr(err.text, ".db") == NULL)
                fail_msg("names no file: %s", err.text);
        }
        free(changed);
    }
    assert_true(told > 5);
    for (size_t cut = 0; cut < len; cut += len / 13 + 1) {
        test_write(path, bytes, cut); /* cut short */
        assert_int_not_equal(read_everything(&folder, &err),
                             cut && strcmp(file, "vault.db") ? RC_OK : -1);
    }
    test_write(path, bytes, len);
    assert_int_equal(read_everything(&folder, &err), RC_OK);
    free(bytes);
    test_folder_drop(&folder);
}

TEST(a_damaged_case_file_is_told_and_never_fatal)
{
    damage("cases.db");
}

TEST(a_damaged_vault_is_told_and_never_fatal)
{
    damage("vault.db");
}

/* What reading says after SQL was run on a file, by somebody who can write. */
static enum rc_status
after_sql(const char *file, const char *sql, struct rc_err *err)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    sqlite3 *db = NULL;
    enum rc_status st;
    char *why = NULL;

    assert_int_equal(write_batch(store, 1, err), RC_OK);
    assert_int_equal(rc_store_commit(store, err), RC_OK);
    for (int i = 0; i < 2; i++)
        assert_int_equal(
            rc_store_reject_put(
                store,
                &(struct rc_store_reject){.file = RC_S("f"),
                                          .offset = (uint64_t)i,
                                          .why = RC_S("no JSON"),
                                          .excerpt = i ? RC_S("a") : RC_S("b")},
                err),
            RC_OK);
    rc_store_close(store);
    sqlite3_open(test_path(&folder, file), &db);
    if (sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK)
        fail_msg("%s", why);
    assert_int_not_equal(sqlite3_total_changes(db), 0);
    sqlite3_close(db);
    st = read_everything(&folder, err);
    test_folder_drop(&folder);
    return st;
}

TEST(sealed_values_that_change_places_are_refused)
{
    static const char *const swaps[][2] = {
        {"cases.db", "UPDATE state SET sealed = (SELECT sealed FROM state"
                     " ORDER BY rowid LIMIT 1)"},
        {"vault.db", "UPDATE account SET wrapped ="
                     " (SELECT wrapped FROM account LIMIT 1)"},
        {"vault.db", "UPDATE account SET name ="
                     " (SELECT name FROM account LIMIT 1)"},
        {"vault.db", "UPDATE account SET wrapped = (SELECT wrapped FROM"
                     " account LIMIT 1), name = (SELECT name FROM account"
                     " LIMIT 1)"},
        {"vault.db", "UPDATE identity SET sealed ="
                     " (SELECT sealed FROM identity LIMIT 1)"},
        {"cases.db", "UPDATE subject SET identity ="
                     " (SELECT min(identity) FROM subject)"},
        {"cases.db", "UPDATE reject SET excerpt ="
                     " (SELECT excerpt FROM reject LIMIT 1)"},
        {"cases.db", "UPDATE file SET detail ="
                     " (SELECT excerpt FROM reject LIMIT 1)"},
        {"vault.db", "UPDATE file SET name ="
                     " (SELECT name FROM account LIMIT 1)"},
        {"cases.db", "UPDATE subject SET document = '{\"bits\":9}'"},
        {"cases.db", "UPDATE subject SET probability = 0.99"},
        {"cases.db", "UPDATE run SET document = '2'"},
    };

    for (size_t i = 0; i < sizeof swaps / sizeof *swaps; i++) {
        struct rc_err err;
        enum rc_status st = after_sql(swaps[i][0], swaps[i][1], &err);

        if (st != RC_INTEGRITY)
            fail_msg("%s: %s", swaps[i][1], st ? err.text : "read");
        assert_non_null(strstr(err.text, ".db"));
    }
}

TEST_MAIN
