/* test_vault.c -- sealing, tokens, pseudonyms and the key file. */
#include "test.h"

#include <sodium.h>
#include <sys/stat.h>

#include "folder.h"
#include "store/key.h"
#include "store/vault.h"

static struct rc_keys *
keys_of(unsigned char fill)
{
    unsigned char master[RC_KEY_BYTES];

    assert_int_not_equal(sodium_init(), -1);
    memset(master, fill, sizeof master);
    return rc_keys_new(master);
}

/* Whether what was sealed as (what, whose) opens as (as, of). */
static bool
opens(const char *what, const char *whose, const char *as, const char *of)
{
    struct rc_keys *keys = keys_of(1);
    struct rc_buf sealed = {0}, clear = {0};
    bool ok;

    rc_seal(keys->site, what, whose, RC_S("Ann Example"), &sealed);
    ok = rc_unseal(keys->site, as, of, rc_buf_slice(&sealed), &clear);
    if (ok)
        assert_slice(rc_buf_slice(&clear), "Ann Example");
    rc_buf_done(&sealed);
    rc_buf_done(&clear);
    rc_keys_free(keys);
    return ok;
}

TEST(what_was_sealed_opens)
{
    assert_true(opens("name", "abc", "name", "abc"));
}

TEST(a_sealed_value_moved_elsewhere_does_not_open)
{
    assert_false(opens("name", "abc", "name", "abd"));
    assert_false(opens("name", "abc", "state", "abc"));
    assert_false(opens("name", "abc", "namea", "bc"));
}

TEST(any_changed_bit_is_seen)
{
    struct rc_keys *keys = keys_of(1);
    struct rc_buf sealed = {0}, clear = {0};

    rc_seal(keys->site, "name", "x", RC_S("Ann"), &sealed);
    for (size_t bit = 0; bit < 8 * sealed.len; bit++) {
        sealed.p[bit / 8] ^= (char)(1 << bit % 8);
        assert_false(
            rc_unseal(keys->site, "name", "x", rc_buf_slice(&sealed), &clear));
        sealed.p[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t len = 0; len < sealed.len; len++)
        assert_false(rc_unseal(keys->site, "name", "x",
                               (struct rc_slice){sealed.p, len}, &clear));
    assert_true(
        rc_unseal(keys->site, "name", "x", rc_buf_slice(&sealed), &clear));
    rc_buf_done(&sealed);
    rc_buf_done(&clear);
    rc_keys_free(keys);
}

TEST(nothing_seals_and_opens_as_nothing)
{
    struct rc_keys *keys = keys_of(1);
    struct rc_buf sealed = {0}, clear = {0};

    rc_seal(keys->site, "name", "", RC_SLICE_NONE, &sealed);
    assert_int_equal(sealed.len, RC_SEAL_EXTRA);
    assert_true(
        rc_unseal(keys->site, "name", "", rc_buf_slice(&sealed), &clear));
    assert_int_equal(clear.len, 0);
    rc_buf_done(&sealed);
    rc_buf_done(&clear);
    rc_keys_free(keys);
}

TEST(the_same_value_never_seals_to_the_same_bytes)
{
    struct rc_keys *keys = keys_of(1);
    struct rc_buf a = {0}, b = {0};

    rc_seal(keys->site, "name", "x", RC_S("Ann"), &a);
    rc_seal(keys->site, "name", "x", RC_S("Ann"), &b);
    assert_false(rc_slice_eq(rc_buf_slice(&a), rc_buf_slice(&b)));
    rc_buf_done(&a);
    rc_buf_done(&b);
    rc_keys_free(keys);
}

TEST(a_wrapped_key_opens_for_its_owner_only)
{
    struct rc_keys *keys = keys_of(1), *others = keys_of(2);
    unsigned char key[RC_KEY_BYTES], wrapped[RC_WRAPPED_BYTES],
        back[RC_KEY_BYTES];
    struct rc_slice bytes = {(char *)wrapped, sizeof wrapped};

    rc_wrap_new(keys, "key", "x", key, wrapped);
    assert_true(rc_unwrap(keys, "key", "x", bytes, back));
    assert_memory_equal(key, back, sizeof key);
    assert_false(rc_unwrap(keys, "key", "y", bytes, back));
    assert_false(rc_unwrap(others, "key", "x", bytes, back));
    rc_keys_free(keys);
    rc_keys_free(others);
}

static bool
same_token(unsigned char key_a, const char *class_a, const char *a,
           unsigned char key_b, const char *class_b, const char *b)
{
    struct rc_keys *one = keys_of(key_a), *two = keys_of(key_b);
    char x[RC_TOKEN_TEXT], y[RC_TOKEN_TEXT];

    rc_token(one, class_a, rc_slice_of(a), x);
    rc_token(two, class_b, rc_slice_of(b), y);
    assert_int_equal(strlen(x), RC_TOKEN_TEXT - 1);
    assert_int_equal(strspn(x, "abcdefghijklmnopqrstuvwxyz234567"),
                     RC_TOKEN_TEXT - 1);
    rc_keys_free(one);
    rc_keys_free(two);
    return strcmp(x, y) == 0;
}

TEST(equal_values_have_equal_tokens)
{
    assert_true(same_token(1, "mail", "ann@x.io", 1, "mail", "ann@x.io"));
}

TEST(tokens_of_other_values_classes_or_keys_are_others)
{
    assert_false(same_token(1, "mail", "ann@x.io", 1, "mail", "ann@x.ip"));
    assert_false(same_token(1, "mail", "ann@x.io", 1, "phone", "ann@x.io"));
    assert_false(same_token(1, "mail", "ann@x.io", 2, "mail", "ann@x.io"));
    assert_false(same_token(1, "ab", "c", 1, "a", "bc"));
}

TEST(a_pseudonym_is_three_syllables_and_four_digits)
{
    for (int i = 0; i < 20000; i++) {
        char token[16], name[RC_PSEUDONYM_TEXT];

        snprintf(token, sizeof token, "t%d", i);
        rc_store_pseudonym(token, name);
        assert_int_equal(strlen(name), 11);
        for (int at = 0; at < 6; at += 2) {
            assert_non_null(strchr("bdfgklmnprstvz", name[at]));
            assert_non_null(strchr("aeiou", name[at + 1]));
        }
        assert_int_equal(name[6], '-');
        assert_int_equal(strspn(name + 7, "0123456789"), 4);
        assert_null(strstr(name, "naz"));
    }
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

TEST(a_pseudonym_is_the_same_every_time_and_seldom_anothers)
{
    enum { MANY = 5000 };
    static char names[MANY][RC_PSEUDONYM_TEXT];
    char again[RC_PSEUDONYM_TEXT];
    int twice = 0;

    for (int i = 0; i < MANY; i++) {
        char token[16];

        snprintf(token, sizeof token, "t%d", i);
        rc_store_pseudonym(token, names[i]);
        rc_store_pseudonym(token, again);
        assert_string_equal(names[i], again);
    }
    qsort(names, MANY, sizeof *names, by_text);
    for (int i = 1; i < MANY; i++)
        twice += strcmp(names[i - 1], names[i]) == 0;
    assert_true(twice <= 1);
}

/* ---- the key file ---- */

static enum rc_status
key_read(const char *path, unsigned char key[RC_KEY_BYTES], bool *found,
         struct rc_err *err)
{
    bool denied;

    return rc_key_read(path, key, found, &denied, err);
}

TEST(a_made_key_reads_back_and_is_the_owners_alone)
{
    struct test_folder folder = test_folder_make();
    const char *path = test_path(&folder, "vault.key");
    unsigned char made[RC_KEY_BYTES], read[RC_KEY_BYTES];
    struct stat info;
    struct rc_err err;
    bool found;

    assert_int_equal(rc_key_make(path, made, &err), RC_OK);
    assert_int_equal(key_read(path, read, &found, &err), RC_OK);
    assert_true(found);
    assert_memory_equal(made, read, sizeof made);
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & 07777, 0600);
    assert_int_not_equal(access(test_path(&folder, "vault.key.new"), F_OK), 0);
    test_folder_drop(&folder);
}

TEST(a_key_is_never_written_over)
{
    struct test_folder folder = test_folder_make();
    const char *path = test_path(&folder, "vault.key");
    unsigned char first[RC_KEY_BYTES], key[RC_KEY_BYTES];
    struct rc_err err;
    bool found;

    assert_int_equal(rc_key_make(path, first, &err), RC_OK);
    assert_int_equal(rc_key_make(path, key, &err), RC_IO);
    assert_int_equal(key_read(path, key, &found, &err), RC_OK);
    assert_memory_equal(first, key, sizeof key);
    test_folder_drop(&folder);
}

TEST(a_key_that_others_can_read_is_refused_and_the_cure_is_told)
{
    static const mode_t bad[] = {0640, 0604, 0660, 0644, 0610};
    struct test_folder folder = test_folder_make();
    const char *path = test_path(&folder, "vault.key");
    unsigned char key[RC_KEY_BYTES];
    struct rc_err err;
    bool found;

    assert_int_equal(rc_key_make(path, key, &err), RC_OK);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(chmod(path, bad[i]), 0);
        assert_int_equal(key_read(path, key, &found, &err), RC_PERMIT);
        assert_non_null(strstr(err.text, "chmod 600"));
    }
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(key_read(path, key, &found, &err), RC_OK);
    test_folder_drop(&folder);
}

TEST(a_digit_lost_in_copying_is_told)
{
    struct test_folder folder = test_folder_make();
    const char *path = test_path(&folder, "vault.key");
    unsigned char key[RC_KEY_BYTES];
    struct rc_err err;
    bool found;
    size_t len;
    char *text;

    assert_int_equal(rc_key_make(path, key, &err), RC_OK);
    text = test_read(path, &len);
    for (size_t i = 0; i < len; i++) {
        char was = text[i];

        text[i] = was == '1' ? '2' : '1';
        test_write(path, text, len);
        assert_int_equal(key_read(path, key, &found, &err), RC_PERMIT);
        test_write(path, text, i);
        assert_int_equal(key_read(path, key, &found, &err), RC_PERMIT);
        text[i] = was;
    }
    free(text);
    test_folder_drop(&folder);
}

TEST(no_key_is_no_error_and_a_fifo_is_not_waited_for)
{
    struct test_folder folder = test_folder_make();
    const char *path = test_path(&folder, "vault.key");
    unsigned char key[RC_KEY_BYTES];
    struct rc_err err;
    bool found = true;

    assert_int_equal(key_read(path, key, &found, &err), RC_OK);
    assert_false(found);
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(key_read(path, key, &found, &err), RC_PERMIT);
    test_folder_drop(&folder);
}

TEST_MAIN
