/* memo.h -- a memo's verbs; private to pipeline/. */
#ifndef RC_PIPELINE_MEMO_H
#define RC_PIPELINE_MEMO_H

#include "pipeline/engine.h"

void rc_memo_put(struct rc_memo *memo, uint64_t key, uint32_t id);
void rc_memo_clear(struct rc_memo *memo);
void rc_memo_done(struct rc_memo *memo);

/* The number kept for key, or UINT32_MAX. */
static inline uint32_t
rc_memo_find(const struct rc_memo *memo, uint64_t key)
{
    key = key ? key : 1;
    if (!memo->keys)
        return UINT32_MAX;
    for (uint32_t at = (uint32_t)key & memo->mask; memo->keys[at];
         at = (at + 1) & memo->mask)
        if (memo->keys[at] == key)
            return memo->ids[at];
    return UINT32_MAX;
}

#endif
