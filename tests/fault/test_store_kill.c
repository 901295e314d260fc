/*
 * test_store_kill.c -- a writer killed anywhere: the store is as it was after
 * the last commit, and goes on from there.
 */
#include "test.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include <sqlite3.h>

#include "batches.h"

/* ---- killed ---- */

/* A child that writes batches from after on, telling each that is committed,
 * until it is killed. */
static pid_t
writer(const struct test_folder *folder, int after, int tell)
{
    pid_t child = fork();

    if (child == 0) {
        struct rc_store *store;
        struct rc_err err;

        if (rc_store_open(folder->path, NULL, RC_STORE_WRITE, &store, &err))
            _exit(1);
        for (int n = after + 1;; n++)
            if (write_batch(store, n, &err) || rc_store_commit(store, &err) ||
                write(tell, &n, sizeof n) != sizeof n)
                _exit(2);
    }
    return child;
}

/* Every row that the vault holds is one that cases.db refers to. */
static void
assert_swept(const struct test_folder *folder)
{
    static const char *const counts[] = {
        "SELECT count(*) FROM account WHERE token NOT IN"
        " (SELECT token FROM c.state)",
        "SELECT count(*) FROM c.state WHERE token NOT IN"
        " (SELECT token FROM account)",
        "SELECT count(*) FROM file WHERE token NOT IN"
        " (SELECT token FROM c.file)"};
    char attach[PATH_MAX + 32];
    sqlite3 *db = NULL;

    sqlite3_open(test_path(folder, "vault.db"), &db);
    snprintf(attach, sizeof attach, "ATTACH '%s' AS c",
             test_path(folder, "cases.db"));
    assert_int_equal(sqlite3_exec(db, attach, NULL, NULL, NULL), SQLITE_OK);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        sqlite3_stmt *count = NULL;

        sqlite3_prepare_v2(db, counts[i], -1, &count, NULL);
        assert_int_equal(sqlite3_step(count), SQLITE_ROW);
        assert_int_equal(sqlite3_column_int(count, 0), 0);
        sqlite3_finalize(count);
    }
    sqlite3_close(db);
}

TEST(killed_anywhere_the_store_is_as_after_its_last_commit)
{
    enum { KILLS = 40 };
    struct test_folder folder = test_folder_make();
    unsigned seed = 12345;
    int last = 0;

    for (int i = 0; i < KILLS; i++) {
        int told[2], n, at_least = last;
        struct timespec pause = {0};
        pid_t child;

        assert_int_equal(pipe(told), 0);
        child = writer(&folder, last, told[1]);
        close(told[1]);
        seed = seed * 1103515245 + 12345;
        pause.tv_nsec = (long)(seed >> 8) % 25000000; /* up to 25 ms */
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        while (read(told[0], &n, sizeof n) == sizeof n)
            at_least = n;
        close(told[0]);
        last = opened_holds(&folder);
        /* what was told is there, and at most the one after it */
        assert_in_range(last, at_least, at_least + 1);
        assert_swept(&folder);
        if (last > 60) { /* keep it small: begin anew */
            struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
            struct rc_err err;

            assert_int_equal(rc_store_reset(store, &err), RC_OK);
            rc_store_close(store);
            last = 0;
        }
    }
    test_folder_drop(&folder);
}

/* Both files and their logs as they are now, kept under other names, or put
 * back; which says of which file. */
static void
copy_file(const struct test_folder *from, const struct test_folder *to,
          const char *file)
{
    static const char *const tails[] = {"", "-wal"};
    char name[64];

    for (int i = 0; i < 2; i++) {
        snprintf(name, sizeof name, "%s%s", file, tails[i]);
        test_copy(test_path(from, name), test_path(to, name));
    }
    snprintf(name, sizeof name, "%s-shm", file);
    unlink(test_path(to, name)); /* rebuilt from the log, as after a kill */
}

TEST(killed_between_the_two_commits_the_batch_never_was)
{
    struct test_folder folder = test_folder_make(), cut = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    struct rc_err err;

    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    assert_int_equal(write_batch(store, 2, &err), RC_OK);
    copy_file(&folder, &cut, "cases.db"); /* before */
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    copy_file(&folder, &cut, "vault.db"); /* after: it is the first */
    test_copy(test_path(&folder, "vault.key"), test_path(&cut, "vault.key"));
    assert_int_equal(holds(store), 2);
    rc_store_close(store);

    store = open_store(&cut, RC_STORE_READ); /* not swept yet */
    assert_int_equal(holds(store), 1);
    rc_store_close(store);
    assert_int_equal(opened_holds(&cut), 1);
    assert_swept(&cut);
    store = open_store(&cut, RC_STORE_WRITE); /* and it goes on from there */
    assert_int_equal(write_batch(store, 2, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    assert_int_equal(holds(store), 2);
    rc_store_close(store);
    test_folder_drop(&folder);
    test_folder_drop(&cut);
}

TEST(killed_between_the_two_commits_an_erasure_has_happened)
{
    struct test_folder folder = test_folder_make(), cut = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    const struct rc_slice who = RC_S("mail:p0@example.com");
    struct rc_err err;
    int count = 0;

    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    copy_file(&folder, &cut, "cases.db");
    assert_int_equal(rc_store_erase(store, &who, 1, &err), RC_OK);
    copy_file(&folder, &cut, "vault.db");
    test_copy(test_path(&folder, "vault.key"), test_path(&cut, "vault.key"));
    rc_store_close(store);

    store = open_store(&cut, RC_STORE_READ);
    assert_int_equal(rc_store_state_each(store, count_state, &count, &err),
                     RC_OK);
    assert_int_equal(count, ACCOUNTS - 1);
    rc_store_close(store);
    rc_store_close(open_store(&cut, RC_STORE_WRITE));
    assert_swept(&cut);
    test_folder_drop(&folder);
    test_folder_drop(&cut);
}

TEST(killed_while_it_is_made_a_store_is_made_by_the_next)
{
    struct test_folder folder = test_folder_make();

    for (int i = 0; i < 40; i++) {
        struct timespec pause = {.tv_nsec = i * 150000L};
        pid_t child = fork();

        if (child == 0) {
            struct rc_store *store;
            struct rc_err err;

            _exit(
                rc_store_open(folder.path, NULL, RC_STORE_WRITE, &store, &err));
        }
        nanosleep(&pause, NULL);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        assert_int_equal(opened_holds(&folder), 0);
        test_each_file(&folder, test_remove_one, &folder);
    }
    test_folder_drop(&folder);
}

TEST_MAIN
