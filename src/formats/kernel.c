/* kernel.c -- which build of the scanner runs. */
#include "formats/kernel.h"

#include <stdatomic.h>
#include <stdlib.h>

/* Threads may choose at the same time: they choose the same. */
static const struct rc_formats_kernel *_Atomic running;

/* The build of that name, or the best when name is NULL; NULL when there is
 * none that this machine can run. */
static const struct rc_formats_kernel *
kernel_named(const char *name)
{
#if defined(__x86_64__)
    bool avx2 =
        __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
        __builtin_cpu_supports("pclmul");

    if (avx2 && (!name || strcmp(name, "avx2") == 0))
        return &rc_formats_avx2;
    if (!name || strcmp(name, "sse2") == 0)
        return &rc_formats_sse2;
#endif
    if (!name || strcmp(name, "scalar") == 0)
        return &rc_formats_scalar;
    return NULL;
}

const struct rc_formats_kernel *
rc_formats_kernel(void)
{
    const struct rc_formats_kernel *kernel =
        atomic_load_explicit(&running, memory_order_relaxed);

    if (__builtin_expect(!kernel, 0)) {
        kernel = kernel_named(getenv("ROLLCALL_CPU"));
        if (!kernel)
            kernel = kernel_named(NULL); /* asked for what there is not */
        atomic_store_explicit(&running, kernel, memory_order_relaxed);
    }
    return kernel;
}

bool
rc_formats_use(const char *name)
{
    const struct rc_formats_kernel *kernel = NULL;

    if (name && !(kernel = kernel_named(name)))
        return false;
    atomic_store_explicit(&running, kernel, memory_order_relaxed);
    return true;
}

const char *
rc_formats_cpu(void)
{
    return rc_formats_kernel()->name;
}
