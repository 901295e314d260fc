/*
 * each_kernel.h -- runs a file's tests once for every build of the scanner that
 * this machine can run: EACH_KERNEL_MAIN instead of TEST_MAIN.
 */
#ifndef RC_TEST_EACH_KERNEL_H
#define RC_TEST_EACH_KERNEL_H

#include "formats/kernel.h"
#include "test.h"

static const char *const kernel_names[] = {"avx2", "sse2", "scalar"};
enum { KERNEL_NAMES = sizeof kernel_names / sizeof *kernel_names };

static int
use_kernel(void **state)
{
    const char *name = *state;

    return rc_formats_use(name) ? 0 : -1;
}

static int
run_on_each_kernel(const char *group)
{
    static struct CMUnitTest tests[RC_TESTS_MAX * KERNEL_NAMES];
    static char names[RC_TESTS_MAX * KERNEL_NAMES][120];
    size_t n = 0;

    for (size_t k = 0; k < KERNEL_NAMES; k++) {
        if (!rc_formats_use(kernel_names[k]))
            continue;
        for (size_t i = 0; i < rc_test_count; i++, n++) {
            snprintf(names[n], sizeof names[n], "%s: %s", kernel_names[k],
                     rc_tests[i].name);
            tests[n] = rc_tests[i];
            tests[n].name = names[n];
            tests[n].setup_func = use_kernel;
            tests[n].initial_state = (void *)(uintptr_t)kernel_names[k];
        }
    }
    cmocka_set_message_output(CM_OUTPUT_TAP);
    return _cmocka_run_group_tests(group, tests, n, NULL, NULL);
}

#define EACH_KERNEL_MAIN                                                       \
    int main(void)                                                             \
    {                                                                          \
        return run_on_each_kernel(__FILE__);                                   \
    }

/* A copy of text that a sanitizer watches: len bytes, then just RC_PAD that
 * are filled with pad again and again.  guarded_free() it. */
static inline struct rc_slice
guarded(const char *text, size_t len, const char *pad)
{
    char *p = rc_alloc(len + RC_PAD);

    memcpy(p, text, len);
    for (size_t i = 0, n = strlen(pad); i < RC_PAD; i++)
        p[len + i] = pad[i % n];
    return (struct rc_slice){p, len};
}

static inline struct rc_slice
guarded_text(const char *text, const char *pad)
{
    return guarded(text, strlen(text), pad);
}

static inline void
guarded_free(struct rc_slice bytes)
{
    free((char *)(uintptr_t)bytes.p);
}

#endif
