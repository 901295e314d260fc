/*
 * kernel_scalar.c -- the scanner in plain C, for any machine.
 *
 * The vector is a 64-bit word: eight bytes are compared at once, and the high
 * bits that say so are gathered by a multiplication.
 */
#include "formats/kernel.h"

enum { CHUNK = 8 };

struct chunk {
    uint64_t word;
};

struct block {
    uint64_t word[8];
};

/* Eight bytes, the first of them lowest. */
static inline uint64_t
load(const char *p)
{
    uint64_t word;

    memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

/* Bit n: byte n of word is c.  In each byte x of the difference, (x & 7f) + 7f
 * carries into the high bit unless the low seven are zero, and never beyond. */
static inline uint32_t
equal(uint64_t word, char c)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    uint64_t differ = word ^ ones * (unsigned char)c;
    uint64_t low = ones * 0x7f;
    uint64_t zero = ~(((differ & low) + low) | differ | low);

    return (uint32_t)((zero >> 7) * UINT64_C(0x0102040810204080) >> 56);
}

static inline struct chunk
chunk_load(const char *p)
{
    return (struct chunk){load(p)};
}

static inline uint32_t
chunk_eq(const struct chunk *chunk, char c)
{
    return equal(chunk->word, c);
}

static inline struct block
block_load(const char *p)
{
    struct block block;

    for (int i = 0; i < 8; i++)
        block.word[i] = load(p + i * 8);
    return block;
}

static inline uint64_t
block_eq(const struct block *block, char c)
{
    uint64_t bits = 0;

    for (int i = 0; i < 8; i++)
        bits |= (uint64_t)equal(block->word[i], c) << i * 8;
    return bits;
}

#include "formats/plain_bits.h"

static inline bool
shape_is(const struct rc_json_shape *shape, const char *p)
{
    return shape->len && /* else a place not filled */
           memcmp(shape->text, p, shape->len) == 0;
}

#include "formats/csv_scan.h"
#include "formats/json_scan.h"

const struct rc_formats_kernel rc_formats_scalar = {
    .name = "scalar",
    .project = project,
    .skip = skip_value,
    .csv_row = csv_row,
};
