/*
 * test_store_door.c -- who gets into a store and who does not: keys, writers
 * and readers, files that do not belong, and those who were erased.
 */
#include "test.h"

#include <sys/stat.h>
#include <sys/wait.h>

#include <sqlite3.h>

#include "store_fixture.h"

/* ---- with another key, or none ---- */

TEST(another_key_is_refused)
{
    struct fixture f = full_store(), other = new_store();

    rc_store_close(f.store);
    f.store = NULL;
    test_copy(test_path(&other.folder, "vault.key"),
              test_path(&f.folder, "vault.key"));
    assert_int_equal(opens(&f, RC_STORE_READ), RC_PERMIT);
    assert_non_null(
        strstr(f.err.text, "vault.key is not the key of this vault"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_PERMIT);
    drop(&f);
    drop(&other);
}

TEST(without_the_key_pseudonyms_can_be_read_and_names_cannot)
{
    struct fixture f = full_store();
    char token[RC_TOKEN_TEXT];

    rc_store_close(f.store);
    f.store = NULL;
    unlink(test_path(&f.folder, "vault.key"));
    ok(&f, opens(&f, RC_STORE_READ));
    assert_false(rc_store_has_key(f.store));
    assert_string_equal(subjects(&f, false), "tavoko-3419:;milero-0001:;");
    assert_string_equal(run(&f), "{\"records\":2}");
    assert_null(strstr(files(&f), "Ann"));
    assert_int_equal(strlen(files(&f)), strlen("tavoko-3419[];"));
    assert_non_null(strstr(rejects(&f), "@40+9 no JSON<>;"));
    assert_int_equal(rc_store_state_each(f.store, show_state, &f, &f.err),
                     RC_PERMIT);
    assert_int_equal(rc_store_blob_get(f.store, "roster", &f.seen, &f.err),
                     RC_PERMIT);
    assert_int_equal(rc_store_token(f.store, "mail", RC_S("x"), token, &f.err),
                     RC_PERMIT);
    drop(&f);
}

TEST(without_the_key_a_store_is_not_written_and_not_given_another)
{
    struct fixture f = full_store();

    rc_store_close(f.store);
    f.store = NULL;
    rename(test_path(&f.folder, "vault.key"), test_path(&f.folder, "kept"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_PERMIT);
    assert_int_not_equal(access(test_path(&f.folder, "vault.key"), F_OK), 0);
    rename(test_path(&f.folder, "kept"), test_path(&f.folder, "vault.key"));
    ok(&f, opens(&f, RC_STORE_WRITE));
    assert_full(&f);
    drop(&f);
}

TEST(the_key_may_be_elsewhere)
{
    struct test_folder keys = test_folder_make();
    struct fixture f = {.folder = test_folder_make()};
    const char *key = test_path(&keys, "site.key");

    ok(&f, rc_store_open(f.folder.path, key, RC_STORE_WRITE, &f.store, &f.err));
    put_state(&f, "mail:a", "1");
    assert_int_not_equal(access(test_path(&f.folder, "vault.key"), F_OK), 0);
    ok(&f, opens(&f, RC_STORE_READ));
    assert_false(rc_store_has_key(f.store));
    rc_store_close(f.store);
    ok(&f, rc_store_open(f.folder.path, key, RC_STORE_READ, &f.store, &f.err));
    assert_string_equal(states(&f), "mail:a=1;");
    rc_store_close(f.store);
    f.store = NULL;
    unlink(key); /* one that was stated must be there */
    assert_int_equal(
        rc_store_open(f.folder.path, key, RC_STORE_READ, &f.store, &f.err),
        RC_PERMIT);
    drop(&f);
    test_folder_drop(&keys);
}

TEST(two_stores_with_one_key_make_the_same_tokens)
{
    struct fixture a = new_store(), b = {.folder = test_folder_make()};
    char one[RC_TOKEN_TEXT], two[RC_TOKEN_TEXT];

    test_copy(test_path(&a.folder, "vault.key"),
              test_path(&b.folder, "vault.key"));
    ok(&b, opens(&b, RC_STORE_WRITE));
    ok(&a, rc_store_token(a.store, "mail", RC_S("x"), one, &a.err));
    ok(&b, rc_store_token(b.store, "mail", RC_S("x"), two, &b.err));
    assert_string_equal(one, two);
    drop(&a);
    drop(&b);
}

/* ---- one writer, many readers ---- */

TEST(a_second_writer_is_refused_and_told_who_writes)
{
    struct fixture f = new_store();
    struct rc_store *second = NULL;
    char pid[32];

    snprintf(pid, sizeof pid, "process %ld ", (long)getpid());
    assert_int_equal(
        rc_store_open(f.folder.path, NULL, RC_STORE_WRITE, &second, &f.err),
        RC_PERMIT);
    assert_null(second);
    assert_non_null(strstr(f.err.text, pid));
    ok(&f, opens(&f, RC_STORE_WRITE)); /* closed in between */
    drop(&f);
}

TEST(a_reader_works_beside_a_writer_and_sees_what_is_committed)
{
    struct fixture f = full_store();
    struct fixture reader = {.folder = f.folder};

    ok(&f, rc_store_begin(f.store, &f.err));
    put_state(&f, "mail:bob@example.com", "changed");
    ok(&reader, opens(&reader, RC_STORE_READ));
    assert_full(&reader);
    ok(&f, rc_store_commit(f.store, &f.err));
    assert_non_null(strstr(states(&reader), "bob@example.com=changed"));
    rc_store_close(reader.store);
    rc_buf_done(&reader.seen);
    drop(&f);
}

TEST(a_readers_batch_is_one_moment)
{
    struct fixture f = full_store();
    struct fixture reader = {.folder = f.folder};

    ok(&reader, opens(&reader, RC_STORE_READ));
    ok(&reader, rc_store_begin(reader.store, &reader.err));
    ok(&f, rc_store_begin(f.store, &f.err));
    ok(&f, rc_store_subjects_clear(f.store, &f.err));
    put_subject(&f, "solomi-1111", 0.5, true, "{}");
    put_state(&f, "mail:bob@example.com", "changed");
    ok(&f, rc_store_commit(f.store, &f.err));
    assert_full(&reader);
    ok(&reader, rc_store_commit(reader.store, &reader.err));
    assert_string_equal(subjects(&reader, false), "solomi-1111:{};");
    rc_store_close(reader.store);
    rc_buf_done(&reader.seen);
    drop(&f);
}

TEST(a_reader_cannot_write_and_needs_a_store)
{
    struct fixture f = {.folder = test_folder_make()};

    assert_int_equal(opens(&f, RC_STORE_READ), RC_USAGE);
    ok(&f, opens(&f, RC_STORE_WRITE));
    ok(&f, opens(&f, RC_STORE_READ));
    assert_int_equal(
        rc_store_state_put(f.store, RC_S("mail:a"), RC_S("1"), &f.err),
        RC_USAGE);
    drop(&f);
}

/* As somebody who is not root: mode bits mean something to them. */
static int
as_nobody(int (*act)(struct fixture *), struct fixture *f)
{
    pid_t child;
    int status;

    child = fork();
    if (child == 0) {
        if (geteuid() == 0 && (setgid(65534) != 0 || setuid(65534) != 0))
            _exit(99);
        _exit(act(f));
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 98;
}

static int
read_all(struct fixture *f)
{
    if (opens(f, RC_STORE_READ) != RC_OK) {
        fprintf(stderr, "# %s\n", f->err.text);
        return 1;
    }
    f->seen.len = 0;
    if (rc_store_subject_each(f->store, false, show_subject, f, &f->err) !=
        RC_OK)
        return 2;
    rc_buf_char(&f->seen, '\0');
    rc_store_close(f->store);
    return strcmp(f->seen.p, "tavoko-3419:;milero-0001:;") != 0;
}

TEST(a_store_on_media_that_cannot_be_written_can_be_read)
{
    struct fixture f = full_store();

    rc_store_close(f.store);
    f.store = NULL;
    chmod(test_path(&f.folder, "cases.db"), 0444);
    chmod(test_path(&f.folder, "vault.db"), 0444);
    chmod(f.folder.path, 0555);
    assert_int_equal(as_nobody(read_all, &f), 0); /* the key is not theirs */
    chmod(f.folder.path, 0700);
    drop(&f);
}

/* ---- files that are not as they were ---- */

TEST(a_newer_store_is_refused_and_not_touched)
{
    struct fixture f = full_store();
    const char *path = test_path(&f.folder, "cases.db");
    const char newer[4] = {0, 0, 0, 99};
    char kept[4];
    size_t len;
    char *bytes;

    rc_store_close(f.store);
    f.store = NULL;
    bytes = test_read(path, &len); /* user_version: bytes 60 to 63 */
    memcpy(kept, bytes + 60, 4);
    memcpy(bytes + 60, newer, 4);
    test_write(path, bytes, len);
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_USAGE);
    assert_non_null(strstr(f.err.text, "newer"));
    assert_int_equal(opens(&f, RC_STORE_READ), RC_USAGE);
    memcpy(bytes + 60, kept, 4);
    test_write(path, bytes, len);
    free(bytes);
    ok(&f, opens(&f, RC_STORE_WRITE));
    assert_full(&f);
    drop(&f);
}

TEST(another_programs_file_is_not_taken_for_ours)
{
    struct fixture f = full_store();

    rc_store_close(f.store);
    f.store = NULL;
    test_copy(test_path(&f.folder, "vault.db"),
              test_path(&f.folder, "cases.db"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_INTEGRITY);
    assert_int_equal(opens(&f, RC_STORE_READ), RC_INTEGRITY);
    test_write(test_path(&f.folder, "cases.db"),
               "not a database, and longer "
               "than the first sixteen bytes",
               54);
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_INTEGRITY);
    assert_non_null(strstr(f.err.text, "cases.db"));
    drop(&f);
}

TEST(a_lost_vault_is_told_and_not_replaced)
{
    struct fixture f = full_store();

    rc_store_close(f.store);
    f.store = NULL;
    unlink(test_path(&f.folder, "vault.db"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_INTEGRITY);
    assert_non_null(strstr(f.err.text, "vault.db is missing"));
    assert_int_not_equal(access(test_path(&f.folder, "vault.db"), F_OK), 0);
    ok(&f, opens(&f, RC_STORE_READ));
    assert_string_equal(subjects(&f, false), "tavoko-3419:;milero-0001:;");
    drop(&f);
}

TEST(the_vault_of_another_store_is_refused_even_with_its_key)
{
    struct fixture f = full_store(), other = full_store();

    rc_store_close(f.store);
    rc_store_close(other.store);
    f.store = other.store = NULL;
    test_copy(test_path(&other.folder, "vault.db"),
              test_path(&f.folder, "vault.db"));
    test_copy(test_path(&other.folder, "vault.key"),
              test_path(&f.folder, "vault.key"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_INTEGRITY);
    assert_int_equal(opens(&f, RC_STORE_READ), RC_INTEGRITY);
    drop(&f);
    drop(&other);
}

TEST(a_vault_older_than_its_cases_is_refused)
{
    struct fixture f = full_store();

    ok(&f, opens(&f, RC_STORE_READ));
    rc_store_close(f.store);
    f.store = NULL;
    test_copy(test_path(&f.folder, "vault.db"), test_path(&f.folder, "old"));
    ok(&f, opens(&f, RC_STORE_WRITE));
    put_state(&f, "mail:eve@example.com", "new");
    rc_store_close(f.store);
    f.store = NULL;
    test_copy(test_path(&f.folder, "old"), test_path(&f.folder, "vault.db"));
    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_INTEGRITY);
    assert_non_null(strstr(f.err.text, "older"));
    drop(&f);
}

/* ---- erasing ---- */

TEST(erasing_makes_state_identity_and_excerpt_unreadable)
{
    struct fixture f = full_store();
    const struct rc_slice ann = RC_S("mail:ann@example.com");

    put_reject(&f, "other.csv", 1, "ANN@EXAMPLE.COM called");
    ok(&f, rc_store_erase(f.store, &ann, 1, &f.err));
    for (int i = 0; i < 2; i++) {
        assert_string_equal(states(&f), "mail:bob@example.com=Bob does not;");
        assert_string_equal(subjects(&f, false),
                            "tavoko-3419:;milero-0001:{\"name\":\"Bob\","
                            "\"emails\":[\"bob@example.com\"]};");
        assert_null(strstr(rejects(&f), "called"));
        ok(&f, opens(&f, RC_STORE_WRITE));
    }
    drop(&f);
}

TEST(erasing_finds_an_identity_by_the_accounts_put_with_it)
{
    struct fixture f = new_store();
    const struct rc_slice accounts[] = {RC_S("mail:x"), RC_S("login:y")};
    const struct rc_store_subject subject = {.pseudonym = RC_S("a"),
                                             .document = RC_S("{}"),
                                             .identity = RC_S("{\"n\":\"Z\"}"),
                                             .accounts = accounts,
                                             .account_count = 2};

    ok(&f, rc_store_subject_put(f.store, &subject, &f.err));
    assert_string_equal(subjects(&f, false), "a:{\"n\":\"Z\"};");
    ok(&f, rc_store_erase(f.store, &accounts[1], 1, &f.err));
    assert_string_equal(subjects(&f, false), "a:;");
    drop(&f);
}

/* The wrapped keys of all accounts, one behind the other. */
static struct rc_buf
wrapped_keys(const struct fixture *f)
{
    struct rc_buf keys = {0};
    sqlite3_stmt *all = NULL;
    sqlite3 *db = NULL;

    sqlite3_open(test_path(&f->folder, "vault.db"), &db);
    sqlite3_prepare_v2(db, "SELECT wrapped FROM account", -1, &all, NULL);
    while (sqlite3_step(all) == SQLITE_ROW)
        rc_buf_put(&keys,
                   (struct rc_slice){sqlite3_column_blob(all, 0),
                                     (size_t)sqlite3_column_bytes(all, 0)});
    sqlite3_finalize(all);
    sqlite3_close(db);
    return keys;
}

/* How many of the keys stand in a file. */
static int
keys_in(const char *path, const struct rc_buf *keys)
{
    enum { WRAPPED = 32 + 1 + 24 + 16 };
    size_t len;
    char *bytes = test_read(path, &len);
    int count = 0;

    for (size_t at = 0; bytes && at < keys->len; at += WRAPPED)
        count += memmem(bytes, len, keys->p + at, WRAPPED) != NULL;
    free(bytes);
    return count;
}

TEST(an_erased_key_is_in_no_file_and_a_restored_case_file_does_not_help)
{
    struct fixture f = full_store();
    const struct rc_slice ann = RC_S("mail:ann@example.com");
    const char *vault = test_path(&f.folder, "vault.db");
    struct rc_buf keys;

    rc_store_close(f.store);
    f.store = NULL;
    keys = wrapped_keys(&f);
    assert_int_equal(keys_in(vault, &keys), 2);
    test_copy(test_path(&f.folder, "cases.db"), test_path(&f.folder, "kept"));
    ok(&f, opens(&f, RC_STORE_WRITE));
    ok(&f, rc_store_erase(f.store, &ann, 1, &f.err));
    assert_int_equal(keys_in(vault, &keys), 1);
    assert_int_equal(keys_in(test_path(&f.folder, "vault.db-wal"), &keys), 0);
    rc_store_close(f.store);
    f.store = NULL;
    test_copy(test_path(&f.folder, "kept"), test_path(&f.folder, "cases.db"));
    ok(&f, opens(&f, RC_STORE_WRITE));
    assert_string_equal(states(&f), "mail:bob@example.com=Bob does not;");
    assert_null(strstr(subjects(&f, false), "Ann"));
    rc_buf_done(&keys);
    drop(&f);
}

TEST(an_erased_account_that_is_seen_again_begins_anew)
{
    struct fixture f = full_store();
    const struct rc_slice ann = RC_S("mail:ann@example.com");

    ok(&f, rc_store_begin(f.store, &f.err));
    ok(&f, rc_store_erase(f.store, &ann, 1, &f.err));
    put_state(&f, "mail:ann@example.com", "rehired");
    ok(&f, rc_store_commit(f.store, &f.err));
    assert_non_null(strstr(states(&f), "mail:ann@example.com=rehired;"));
    drop(&f);
}

TEST_MAIN
