/*
 * rng.h -- chance that is the same on every machine: splitmix64, whole numbers
 * only (a float may be rounded otherwise by another compiler).
 *
 * A generator is made where it is needed, from the seed and from what is being
 * decided (person, day, stream), so that two writers that ask about the same
 * day of the same person hear the same, and nothing has to be remembered.
 */
#ifndef RC_DEMO_RNG_H
#define RC_DEMO_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct demo_rng {
    uint64_t s;
};

static inline uint64_t
demo_mix(uint64_t x)
{
    x += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

static inline uint64_t
demo_hash(uint64_t a, uint64_t b, uint64_t c)
{
    return demo_mix(demo_mix(demo_mix(a) ^ b) ^ c);
}

static inline struct demo_rng
demo_rng_of(uint64_t seed, uint64_t a, uint64_t b, uint64_t stream)
{
    return (struct demo_rng){demo_hash(seed ^ (stream << 48), a, b)};
}

static inline uint64_t
demo_next(struct demo_rng *rng)
{
    rng->s += UINT64_C(0x9e3779b97f4a7c15);
    return demo_mix(rng->s);
}

/* 0 .. n-1; n is not 0. */
static inline uint32_t
demo_below(struct demo_rng *rng, uint32_t n)
{
    return (uint32_t)(((demo_next(rng) >> 32) * n) >> 32);
}

/* lo .. hi, both of them too. */
static inline int
demo_between(struct demo_rng *rng, int lo, int hi)
{
    return lo + (int)demo_below(rng, (uint32_t)(hi - lo + 1));
}

static inline bool
demo_chance(struct demo_rng *rng, int permille)
{
    return (int)demo_below(rng, 1000) < permille;
}

/* A bell around 0 that ends at -width and width. */
static inline int
demo_bell(struct demo_rng *rng, int width)
{
    int sum = 0;

    for (int i = 0; i < 4; i++)
        sum += demo_between(rng, -width, width);
    return sum / 4;
}

/* share permille of count, rounded up or down by chance. */
static inline uint32_t
demo_share(struct demo_rng *rng, uint32_t count, int permille)
{
    uint64_t whole = (uint64_t)count * (uint64_t)permille;
    uint32_t n = (uint32_t)(whole / 1000);

    return n + (demo_chance(rng, (int)(whole % 1000)) ? 1 : 0);
}

#endif
