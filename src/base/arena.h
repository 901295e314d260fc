/*
 * arena.h -- memory that is given up all at once.
 *
 * An arena is named for the work it serves (run, batch, record).  What it
 * hands out never moves and lives until reset or done.  Allocation does not
 * fail: what comes from outside meets a stated limit before it is allocated,
 * and when the machine itself is out the process ends.
 */
#ifndef RC_BASE_ARENA_H
#define RC_BASE_ARENA_H

#include "base/slice.h"

struct rc_arena_block;

struct rc_arena {
    struct rc_arena_block *block; /* the one being filled; older ones behind */
    char *next, *end;
    size_t block_bytes; /* size of an ordinary block */
    size_t used_bytes;  /* handed out since init or reset */
};

/* block_bytes 0 picks 64 KiB. */
void rc_arena_init(struct rc_arena *arena, size_t block_bytes);
void rc_arena_done(struct rc_arena *arena);
/* Gives up all that was handed out and keeps one block to fill again. */
void rc_arena_reset(struct rc_arena *arena);

/* What from handed out lives on in into; from is empty and may be used on. */
void rc_arena_adopt(struct rc_arena *into, struct rc_arena *from);

void *rc_arena_slow(struct rc_arena *arena, size_t size);

/* size bytes, aligned to 16, not zeroed.  No bytes are a place of their own
 * too, so that the result is never NULL. */
static inline void *
rc_arena_take(struct rc_arena *arena, size_t size)
{
    size = (size + !size + 15) & ~(size_t)15;
    if (size > (size_t)(arena->end - arena->next))
        return rc_arena_slow(arena, size);
    void *p = arena->next;

    arena->next += size;
    arena->used_bytes += size;
    return p;
}

/* The same, zeroed. */
void *rc_arena_zero(struct rc_arena *arena, size_t size);
/* A copy of s with RC_PAD readable bytes behind it, the first of them NUL. */
struct rc_slice rc_arena_copy(struct rc_arena *arena, struct rc_slice s);
/* A printf into the arena. */
struct rc_slice rc_arena_print(struct rc_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* malloc and realloc that end the process when the machine is out. */
void *rc_alloc(size_t size);
void *rc_realloc(void *old, size_t size);

#endif
