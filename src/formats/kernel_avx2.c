/*
 * kernel_avx2.c -- the scanner for AVX2, PCLMULQDQ, BMI and POPCNT.
 *
 * Compiled into every x86-64 build by a pragma, not by a flag, so that nothing
 * outside this file can come to need such a machine.
 */
#if defined(__x86_64__)

#include "formats/kernel.h"

#if defined(__clang__)
#pragma clang attribute push(                                                  \
    __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul"))),                    \
    apply_to = function)
#else
#pragma GCC target("avx2,bmi,bmi2,popcnt,pclmul")
#endif

#include <immintrin.h>

enum { CHUNK = 32 };

struct chunk {
    __m256i v;
};

struct block {
    __m256i low, high;
};

static inline __m256i
load(const char *p)
{
    return _mm256_loadu_si256((const __m256i *)(const void *)p);
}

static inline uint32_t
equal(__m256i a, __m256i b)
{
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, b));
}

static inline struct chunk
chunk_load(const char *p)
{
    return (struct chunk){load(p)};
}

static inline uint32_t
chunk_eq(const struct chunk *chunk, char c)
{
    return equal(chunk->v, _mm256_set1_epi8(c));
}

static inline struct block
block_load(const char *p)
{
    return (struct block){load(p), load(p + 32)};
}

static inline uint64_t
block_eq(const struct block *block, char c)
{
    __m256i all = _mm256_set1_epi8(c);

    return equal(block->low, all) | (uint64_t)equal(block->high, all) << 32;
}

/* Multiplying without carries by all ones adds each bit to all above it. */
static inline uint64_t
prefix_xor(uint64_t bits)
{
    __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, (long long)bits),
                                           _mm_set1_epi8(-1), 0);

    return (uint64_t)_mm_cvtsi128_si64(product);
}

static inline int64_t
count_bits(uint64_t bits)
{
    return __builtin_popcountll(bits);
}

static inline bool
shape_is(const struct rc_json_shape *shape, const char *p)
{
    return (equal(load(p), load(shape->text)) & shape->bits) == shape->all;
}

#include "formats/csv_scan.h"
#include "formats/json_scan.h"

const struct rc_formats_kernel rc_formats_avx2 = {
    .name = "avx2",
    .project = project,
    .skip = skip_value,
    .csv_row = csv_row,
};

#if defined(__clang__)
#pragma clang attribute pop
#endif

#else
typedef int rc_formats_avx2_is_for_x86_64; /* a file may not be empty */
#endif
