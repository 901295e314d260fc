/* memo.c -- 64-bit keys to small numbers; see engine.h. */
#include "pipeline/memo.h"

#include <stdlib.h>

enum { FIRST = 1024 };

static void
place(struct rc_memo *memo, uint64_t key, uint32_t id)
{
    uint32_t at = (uint32_t)key & memo->mask;

    while (memo->keys[at])
        at = (at + 1) & memo->mask;
    memo->keys[at] = key;
    memo->ids[at] = id;
}

static void
grow(struct rc_memo *memo)
{
    struct rc_memo old = *memo;
    size_t slots = memo->keys ? ((size_t)memo->mask + 1) * 2 : FIRST;

    memo->mask = (uint32_t)slots - 1;
    memo->keys = rc_alloc(slots * sizeof *memo->keys);
    memo->ids = rc_alloc(slots * sizeof *memo->ids);
    memset(memo->keys, 0, slots * sizeof *memo->keys);
    for (size_t at = 0; old.keys && at <= old.mask; at++)
        if (old.keys[at])
            place(memo, old.keys[at], old.ids[at]);
    free(old.keys);
    free(old.ids);
}

void
rc_memo_put(struct rc_memo *memo, uint64_t key, uint32_t id)
{
    if (!memo->keys || (memo->count + 1) * 2 > memo->mask)
        grow(memo);
    place(memo, key ? key : 1, id);
    memo->count++;
}

void
rc_memo_clear(struct rc_memo *memo)
{
    if (memo->keys)
        memset(memo->keys, 0, ((size_t)memo->mask + 1) * sizeof *memo->keys);
    memo->count = 0;
}

void
rc_memo_done(struct rc_memo *memo)
{
    free(memo->keys);
    free(memo->ids);
    *memo = (struct rc_memo){0};
}
