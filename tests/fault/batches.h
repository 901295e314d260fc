/*
 * batches.h -- a store whose data is a number.
 *
 * Batch n writes n into every account's state, into the run, a file's offset
 * and everybody's identity, so whatever is read later must be one number
 * throughout.
 */
#ifndef RC_TEST_BATCHES_H
#define RC_TEST_BATCHES_H

#include "folder.h"
#include "store/store.h"
#include "test.h"

enum { ACCOUNTS = 40 };

static inline struct rc_slice
print(char *to, size_t size, const char *format, int a, int b)
{
    snprintf(to, size, format, a, b);
    return rc_slice_of(to);
}

/* Batch n, up to the commit. */
static inline enum rc_status
write_batch(struct rc_store *store, int n, struct rc_err *err)
{
    static char state[3000];
    char name[64], text[64];
    enum rc_status st = rc_store_begin(store, err);

    for (int i = 0; i < ACCOUNTS && st == RC_OK; i++) {
        /* Half of them are new in every batch. */
        int who = i < ACCOUNTS / 2 ? i : n * ACCOUNTS + i;

        memset(state, 'x', sizeof state);
        snprintf(state, 64, "%d ", n);
        st = rc_store_state_put(
            store, print(name, sizeof name, "mail:p%d@example.com", who, 0),
            (struct rc_slice){state, sizeof state}, err);
    }
    if (st == RC_OK)
        st = rc_store_subjects_clear(store, err);
    for (int i = 0; i < 10 && st == RC_OK; i++) {
        struct rc_store_subject subject = {
            .document = RC_S("{}"),
            .pseudonym = print(name, sizeof name, "subject-%d", i, 0),
            .identity = print(text, sizeof text, "%d", n, 0)};

        st = rc_store_subject_put(store, &subject, err);
    }
    if (st == RC_OK)
        st = rc_store_file_put(store,
                               &(struct rc_store_file){.name = RC_S("f"),
                                                       .source = RC_S("okta"),
                                                       .read = (uint64_t)n},
                               err);
    if (st == RC_OK)
        st = rc_store_run_put(store, print(text, sizeof text, "%d", n, 0), err);
    return st;
}

/* ---- one number throughout ---- */

struct seen {
    int n; /* the batch that all is of; -1 when it is mixed */
    int states, subjects, files;
};

static inline void
see(struct seen *seen, int n)
{
    if (seen->n != n) {
        print_error("found %d where the run is %d\n", n, seen->n);
        seen->n = -1;
    }
}

static inline void
see_state(void *with, struct rc_slice account, struct rc_slice state)
{
    struct seen *seen = with;
    int n = atoi(state.p), who = atoi(account.p + strlen("mail:p"));

    seen->states++;
    assert_int_equal(state.len, 3000);
    if (who < ACCOUNTS / 2)
        see(seen, n); /* the others are of the batch that they came in */
    else
        assert_int_equal(who / ACCOUNTS, n);
}

static inline void
see_subject(void *with, const struct rc_store_subject *subject)
{
    struct seen *seen = with;

    seen->subjects++;
    assert_int_not_equal(subject->identity.len, 0);
    see(seen, atoi(subject->identity.p));
}

static inline void
see_file(void *with, const struct rc_store_file *file)
{
    struct seen *seen = with;

    seen->files++;
    see(seen, (int)file->read);
}

/* The batch that an open store holds, whole; 0 for an empty one. */
static inline int
holds(struct rc_store *store)
{
    struct rc_buf run = {0};
    struct rc_err err;
    struct seen seen = {0};

    assert_int_equal(rc_store_check(store, &err), RC_OK);
    assert_int_equal(rc_store_run_get(store, &run, &err), RC_OK);
    rc_buf_char(&run, '\0');
    seen.n = atoi(run.p);
    rc_buf_done(&run);
    assert_int_equal(rc_store_state_each(store, see_state, &seen, &err), RC_OK);
    assert_int_equal(
        rc_store_subject_each(store, false, see_subject, &seen, &err), RC_OK);
    assert_int_equal(rc_store_file_each(store, see_file, &seen, &err), RC_OK);
    assert_int_not_equal(seen.n, -1);
    assert_int_equal(seen.states, seen.n ? ACCOUNTS / 2 * (seen.n + 1) : 0);
    assert_int_equal(seen.subjects, seen.n ? 10 : 0);
    assert_int_equal(seen.files, seen.n ? 1 : 0);
    return seen.n;
}

static inline struct rc_store *
open_store(const struct test_folder *folder, enum rc_store_mode mode)
{
    struct rc_store *store = NULL;
    struct rc_err err;

    if (rc_store_open(folder->path, NULL, mode, &store, &err) != RC_OK)
        fail_msg("%s", err.text);
    return store;
}

static inline int
opened_holds(const struct test_folder *folder)
{
    struct rc_store *store = open_store(folder, RC_STORE_WRITE);
    int n = holds(store);

    rc_store_close(store);
    return n;
}

static inline void
count_state(void *with, struct rc_slice account, struct rc_slice state)
{
    ++*(int *)with;
}

#endif
