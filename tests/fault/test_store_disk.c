/*
 * test_store_disk.c -- out of disk: the batch fails whole, the one before is
 * kept, the store goes on.  And how long a large batch takes, on the way.
 */
#include "test.h"

#include <signal.h>
#include <sys/resource.h>
#include <time.h>

#include <sqlite3.h>

#include "batches.h"

/* ---- out of disk ---- */

/* Files may grow to this many bytes. */
static void
limit_files(rlim_t bytes)
{
    struct rlimit limit;

    signal(SIGXFSZ, SIG_IGN);
    getrlimit(RLIMIT_FSIZE, &limit);
    limit.rlim_cur = bytes;
    setrlimit(RLIMIT_FSIZE, &limit);
}

TEST(a_full_disk_keeps_the_batch_before_and_the_store_goes_on)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    struct rc_err err;
    int refused = 0;

    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    for (rlim_t most = 4096; most < 4000000; most += most / 4) {
        enum rc_status st;

        limit_files(most);
        st = write_batch(store, 2, &err);
        if (st == RC_OK)
            st = rc_store_commit(store, &err);
        else
            rc_store_rollback(store);
        limit_files(RLIM_INFINITY);
        if (st == RC_OK)
            break;
        refused++;
        assert_int_equal(st, RC_IO);
        assert_non_null(strstr(err.text, "the disk is full"));
        assert_non_null(strstr(err.text, "nothing of this batch was kept"));
        assert_int_equal(holds(store), 1);
    }
    assert_true(refused > 5);
    assert_int_equal(holds(store), 2);
    rc_store_close(store);
    assert_int_equal(opened_holds(&folder), 2);
    test_folder_drop(&folder);
}

TEST(a_batch_larger_than_memory_for_it_fails_whole_too)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    static char big[1 << 20];
    char name[64];
    enum rc_status st;
    struct rc_err err;
    int count = 0;

    /* 100 MiB do not fit the cache: pages go to the log before the commit. */
    limit_files(90 << 20);
    st = rc_store_begin(store, &err);
    for (int i = 0; i < 100 && st == RC_OK; i++)
        st =
            rc_store_state_put(store, print(name, sizeof name, "mail:%d", i, 0),
                               (struct rc_slice){big, sizeof big}, &err);
    if (st == RC_OK)
        st = rc_store_commit(store, &err);
    assert_int_equal(st, RC_IO);
    assert_non_null(strstr(err.text, "the disk is full"));
    /* the failed batch takes nothing more, and says so */
    rc_store_rollback(store);
    limit_files(RLIM_INFINITY);
    assert_int_equal(rc_store_state_each(store, count_state, &count, &err),
                     RC_OK);
    assert_int_equal(count, 0);
    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    assert_int_equal(holds(store), 1);
    rc_store_close(store);
    test_folder_drop(&folder);
}

TEST(a_failed_batch_takes_nothing_more)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    char name[65];
    sqlite3 *db = NULL;
    struct rc_err err;

    assert_int_equal(write_batch(store, 1, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    /* A table that is taken away under it makes a write fail. */
    sqlite3_open(test_path(&folder, "cases.db"), &db);
    assert_int_equal(
        sqlite3_exec(db, "ALTER TABLE run RENAME TO gone", NULL, NULL, NULL),
        SQLITE_OK);
    assert_int_equal(write_batch(store, 2, &err), RC_IO);
    assert_int_equal(
        rc_store_state_put(store, print(name, sizeof name, "mail:%d", 1, 0),
                           RC_S("x"), &err),
        RC_IO);
    assert_int_equal(rc_store_commit(store, &err), RC_IO);
    assert_non_null(strstr(err.text, "nothing of it was kept"));
    sqlite3_exec(db, "ALTER TABLE gone RENAME TO run", NULL, NULL, NULL);
    sqlite3_close(db);
    assert_int_equal(holds(store), 1);
    assert_int_equal(write_batch(store, 2, &err), RC_OK);
    assert_int_equal(rc_store_commit(store, &err), RC_OK);
    assert_int_equal(holds(store), 2);
    rc_store_close(store);
    test_folder_drop(&folder);
}

/* ---- fast enough ---- */

static double
cpu_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

TEST(ten_thousand_accounts_are_put_and_read_in_good_time)
{
    struct test_folder folder = test_folder_make();
    struct rc_store *store = open_store(&folder, RC_STORE_WRITE);
    static char bytes[3072];
    char name[64];
    struct rc_err err;
    double at = cpu_seconds(), spent[3];
    int count = 0;

    for (int pass = 0; pass < 2; pass++) {
        assert_int_equal(rc_store_begin(store, &err), RC_OK);
        for (int i = 0; i < 10000; i++) {
            memcpy(bytes, &i, sizeof i);
            assert_int_equal(rc_store_state_put(
                                 store,
                                 print(name, sizeof name,
                                       "mail:person.%d@example.com", i, 0),
                                 (struct rc_slice){bytes, sizeof bytes}, &err),
                             RC_OK);
        }
        assert_int_equal(rc_store_commit(store, &err), RC_OK);
        spent[pass] = cpu_seconds() - at;
        at = cpu_seconds();
    }
    assert_int_equal(rc_store_state_each(store, count_state, &count, &err),
                     RC_OK);
    spent[2] = cpu_seconds() - at;
    assert_int_equal(count, 10000);
    print_message("# CPU: put %.2f s, again %.2f s, read %.2f s\n", spent[0],
                  spent[1], spent[2]);
    rc_store_close(store);
    test_folder_drop(&folder);
}

TEST_MAIN
