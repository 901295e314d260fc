/*
 * test.h -- what every unit test includes: cmocka, and tests that register
 * themselves under the sentence they prove.
 *
 *     TEST(a_short_line_is_a_reject) { assert_int_equal(...); }
 *     TEST_MAIN
 */
#ifndef RC_TEST_H
#define RC_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { RC_TESTS_MAX = 400 };
static struct CMUnitTest rc_tests[RC_TESTS_MAX];
static size_t rc_test_count;

#define TEST(name)                                                             \
    static void name(void **state);                                            \
    __attribute__((constructor)) static void name##_register(void)             \
    {                                                                          \
        rc_tests[rc_test_count++] = (struct CMUnitTest)cmocka_unit_test(name); \
    }                                                                          \
    static void name(__attribute__((unused)) void **state)

#define TEST_MAIN                                                              \
    int main(void)                                                             \
    {                                                                          \
        cmocka_set_message_output(CM_OUTPUT_TAP);                              \
        return _cmocka_run_group_tests(__FILE__, rc_tests, rc_test_count,      \
                                       NULL, NULL);                            \
    }

/* Asserts that a slice holds just this text. */
#define assert_slice(s, text)                                                  \
    do {                                                                       \
        struct rc_slice rc_s_ = (s);                                           \
        assert_int_equal(rc_s_.len, strlen(text));                             \
        assert_memory_equal(rc_s_.len ? rc_s_.p : "", text, rc_s_.len);        \
    } while (0)

#endif
