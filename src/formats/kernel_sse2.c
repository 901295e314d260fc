/* kernel_sse2.c -- the scanner for any x86-64. */
#if defined(__x86_64__)

#include "formats/kernel.h"

#include <emmintrin.h>

enum { CHUNK = 16 };

struct chunk {
    __m128i v;
};

struct block {
    __m128i v[4];
};

static inline __m128i
load(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

static inline uint32_t
equal(__m128i a, __m128i b)
{
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(a, b));
}

static inline struct chunk
chunk_load(const char *p)
{
    return (struct chunk){load(p)};
}

static inline uint32_t
chunk_eq(const struct chunk *chunk, char c)
{
    return equal(chunk->v, _mm_set1_epi8(c));
}

static inline struct block
block_load(const char *p)
{
    return (struct block){{load(p), load(p + 16), load(p + 32), load(p + 48)}};
}

static inline uint64_t
block_eq(const struct block *block, char c)
{
    __m128i all = _mm_set1_epi8(c);

    return equal(block->v[0], all) | (uint64_t)equal(block->v[1], all) << 16 |
           (uint64_t)equal(block->v[2], all) << 32 |
           (uint64_t)equal(block->v[3], all) << 48;
}

#include "formats/plain_bits.h"

static inline bool
shape_is(const struct rc_json_shape *shape, const char *p)
{
    uint32_t low = equal(load(p), load(shape->text));
    uint32_t high = equal(load(p + 16), load(shape->text + 16));

    return ((low | high << 16) & shape->bits) == shape->all;
}

#include "formats/csv_scan.h"
#include "formats/json_scan.h"

const struct rc_formats_kernel rc_formats_sse2 = {
    .name = "sse2",
    .project = project,
    .skip = skip_value,
    .csv_row = csv_row,
};

#else
typedef int rc_formats_sse2_is_for_x86_64; /* a file may not be empty */
#endif
