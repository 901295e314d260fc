/*
 * test_store.c -- the store by what its callers see: what is put comes back,
 * a batch is whole or not at all, and nothing of it can be read from the files.
 */
#include "test.h"

#include <sys/stat.h>

#include "store_fixture.h"

/* ---- what is put comes back ---- */

TEST(a_new_store_is_empty_and_has_a_key)
{
    struct fixture f = new_store();

    assert_true(rc_store_has_key(f.store));
    assert_string_equal(states(&f), "");
    assert_string_equal(files(&f), "");
    assert_string_equal(rejects(&f), "");
    assert_string_equal(subjects(&f, false), "");
    assert_string_equal(blob(&f, "roster"), "");
    assert_string_equal(run(&f), "");
    ok(&f, rc_store_check(f.store, &f.err));
    drop(&f);
}

TEST(what_was_put_comes_back_after_reopening)
{
    struct fixture f = full_store();

    assert_full(&f);
    ok(&f, opens(&f, RC_STORE_WRITE));
    assert_full(&f);
    ok(&f, opens(&f, RC_STORE_READ));
    assert_full(&f);
    ok(&f, rc_store_check(f.store, &f.err));
    drop(&f);
}

static void
check_file(void *with, const struct rc_store_file *file)
{
    assert_int_equal(file->size, 100);
    assert_int_equal(file->read, 90);
    assert_int_equal(file->modified_us, -5);
    assert_true(file->head_hash == UINT64_MAX - 1);
    assert_int_equal(file->head_len, 64);
    assert_int_equal(file->packing, 1);
    assert_int_equal(file->framing, 2);
    assert_int_equal(file->delimiter, ';');
    assert_slice(file->source, "okta");
    assert_slice(file->header, "a;b");
    assert_int_equal(file->records, 4);
    assert_int_equal(file->observations, 3);
    assert_int_equal(file->rejects, 2);
    assert_int_equal(file->skipped, 1);
    ++*(int *)with;
}

TEST(every_field_of_a_file_comes_back)
{
    struct fixture f = new_store();
    int count = 0;

    put_file(&f, "a.csv", "a;b");
    ok(&f, rc_store_file_each(f.store, check_file, &count, &f.err));
    assert_int_equal(count, 1);
    drop(&f);
}

TEST(files_come_by_name_and_a_second_put_replaces)
{
    struct fixture f = new_store();

    put_file(&f, "c", "1");
    put_file(&f, "a", "2");
    put_file(&f, "b", "3");
    put_file(&f, "c", "4");
    assert_string_equal(files(&f), "a[2];b[3];c[4];");
    drop(&f);
}

TEST(a_state_put_again_is_replaced)
{
    struct fixture f = new_store();

    put_state(&f, "mail:a", "1");
    put_state(&f, "mail:a", "2");
    put_state(&f, "mail:b", "");
    assert_string_equal(states(&f), "mail:a=2;mail:b=;");
    drop(&f);
}

TEST(rejects_come_by_file_and_offset_and_a_grown_tail_drops_its_own)
{
    struct fixture f = new_store();

    put_reject(&f, "b", 20, "y");
    put_reject(&f, "b", 10, "x");
    put_reject(&f, "a", 30, "");
    assert_string_equal(rejects(&f), "a@30+9 no JSON<>;b@10+9 no JSON<x>;"
                                     "b@20+9 no JSON<y>;");
    ok(&f, rc_store_reject_drop(f.store, RC_S("b"), 20, &f.err));
    assert_string_equal(rejects(&f), "a@30+9 no JSON<>;b@10+9 no JSON<x>;");
    ok(&f, rc_store_reject_drop(f.store, RC_S("b"), 0, &f.err));
    assert_string_equal(rejects(&f), "a@30+9 no JSON<>;");
    drop(&f);
}

TEST(an_excerpt_is_at_most_512_bytes)
{
    struct fixture f = new_store();
    char text[2000];

    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    put_reject(&f, "a", 0, text);
    assert_int_equal(strlen(rejects(&f)), strlen("a@0+9 no JSON<>;") + 512);
    drop(&f);
}

TEST(cases_come_first_then_the_more_probable_then_by_name)
{
    struct fixture f = new_store();

    put_subject(&f, "d", 0.9, false, "");
    put_subject(&f, "c", 0.2, true, "");
    put_subject(&f, "b", 0.5, true, "");
    put_subject(&f, "a", 0.2, true, "");
    assert_string_equal(subjects(&f, false), "b:;a:;c:;d:;");
    assert_string_equal(subjects(&f, true), "b:;a:;c:;");
    ok(&f, rc_store_subjects_clear(f.store, &f.err));
    assert_string_equal(subjects(&f, false), "");
    drop(&f);
}

TEST(two_subjects_of_one_name_are_refused_rather_than_one_lost)
{
    struct fixture f = full_store();
    const struct rc_store_subject again = {.pseudonym = RC_S("tavoko-3419"),
                                           .document = RC_S("{}")};

    assert_int_equal(rc_store_subject_put(f.store, &again, &f.err), RC_USAGE);
    assert_full(&f);
    drop(&f);
}

TEST(results_of_a_later_run_replace_those_of_the_one_before)
{
    struct fixture f = full_store();

    for (int i = 0; i < 3; i++) {
        ok(&f, rc_store_begin(f.store, &f.err));
        ok(&f, rc_store_subjects_clear(f.store, &f.err));
        put_subject(&f, "tavoko-3419", 0.5, true, "{\"name\":\"Ann B\"}");
        ok(&f, rc_store_commit(f.store, &f.err));
        assert_string_equal(subjects(&f, false),
                            "tavoko-3419:{\"name\":\"Ann B\"};");
        ok(&f, opens(&f, RC_STORE_WRITE));
    }
    drop(&f);
}

TEST(a_reset_forgets_what_was_read_and_keeps_the_key)
{
    struct fixture f = full_store();
    char before[RC_TOKEN_TEXT], after[RC_TOKEN_TEXT];

    ok(&f, rc_store_token(f.store, "mail", RC_S("x"), before, &f.err));
    ok(&f, rc_store_reset(f.store, &f.err));
    assert_string_equal(states(&f), "");
    assert_string_equal(files(&f), "");
    assert_string_equal(rejects(&f), "");
    assert_string_equal(subjects(&f, false), "");
    assert_string_equal(blob(&f, "roster"), "");
    assert_string_equal(run(&f), "");
    put_state(&f, "mail:ann@example.com", "anew");
    ok(&f, opens(&f, RC_STORE_WRITE));
    assert_string_equal(states(&f), "mail:ann@example.com=anew;");
    ok(&f, rc_store_token(f.store, "mail", RC_S("x"), after, &f.err));
    assert_string_equal(before, after);
    drop(&f);
}

TEST(a_batch_that_is_not_committed_never_was)
{
    struct fixture f = full_store();

    ok(&f, rc_store_begin(f.store, &f.err));
    put_state(&f, "mail:eve@example.com", "new");
    put_state(&f, "mail:bob@example.com", "changed");
    rc_store_rollback(f.store);
    assert_full(&f);
    ok(&f, rc_store_begin(f.store, &f.err));
    ok(&f, rc_store_reset(f.store, &f.err));
    ok(&f, opens(&f, RC_STORE_WRITE)); /* closing rolls back */
    assert_full(&f);
    drop(&f);
}

TEST(a_batch_begun_twice_or_ended_twice_is_a_mistake_that_is_told)
{
    struct fixture f = new_store();

    ok(&f, rc_store_begin(f.store, &f.err));
    assert_int_equal(rc_store_begin(f.store, &f.err), RC_USAGE);
    ok(&f, rc_store_commit(f.store, &f.err));
    assert_int_equal(rc_store_commit(f.store, &f.err), RC_USAGE);
    drop(&f);
}

/* ---- nothing can be read from the files ---- */

static void
assert_not_in_file(const char *name, void *with)
{
    static const char *const secrets[] = {"Ann", "Elm",          "example.com",
                                          "Bob", "home address", "hr/"};
    size_t len;
    char *bytes = test_read(test_path(with, name), &len);

    assert_non_null(bytes);
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++)
        if (memmem(bytes, len, secrets[i], strlen(secrets[i])) != NULL)
            fail_msg("%s has \"%s\" in clear", name, secrets[i]);
    free(bytes);
}

TEST(no_name_mail_address_or_file_name_is_in_any_file)
{
    struct fixture f = full_store();

    /* with the logs, then without */
    assert_int_equal(access(test_path(&f.folder, "cases.db-wal"), F_OK), 0);
    assert_int_equal(access(test_path(&f.folder, "vault.db-wal"), F_OK), 0);
    test_each_file(&f.folder, assert_not_in_file, &f.folder);
    rc_store_close(f.store);
    f.store = NULL;
    test_each_file(&f.folder, assert_not_in_file, &f.folder);
    drop(&f);
}

static void
assert_private(const char *name, void *with)
{
    struct stat info;

    assert_int_equal(stat(test_path(with, name), &info), 0);
    if ((info.st_mode & 077) != 0)
        fail_msg("%s has mode %o", name, (unsigned)info.st_mode);
}

TEST(every_file_is_its_owners_alone)
{
    mode_t was = umask(0);
    struct fixture f = full_store();

    umask(was);
    test_each_file(&f.folder, assert_private, &f.folder);
    drop(&f);
}

TEST_MAIN
