/* arena.c -- see arena.h. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

struct rc_arena_block {
    struct rc_arena_block *older;
    size_t size_bytes;
    _Alignas(16) char bytes[];
};

static _Noreturn void
out_of_memory(size_t size)
{
    fprintf(stderr, "rollcall: out of memory (%zu bytes)\n", size);
    abort();
}

void *
rc_alloc(size_t size)
{
    void *p = malloc(size ? size : 1);

    if (!p)
        out_of_memory(size);
    return p;
}

void *
rc_realloc(void *old, size_t size)
{
    void *p = realloc(old, size ? size : 1);

    if (!p)
        out_of_memory(size);
    return p;
}

void
rc_arena_init(struct rc_arena *arena, size_t block_bytes)
{
    *arena =
        (struct rc_arena){.block_bytes = block_bytes ? block_bytes : 64 * 1024};
}

void
rc_arena_done(struct rc_arena *arena)
{
    while (arena->block) {
        struct rc_arena_block *older = arena->block->older;

        free(arena->block);
        arena->block = older;
    }
    arena->next = arena->end = NULL;
    arena->used_bytes = 0;
}

void
rc_arena_reset(struct rc_arena *arena)
{
    struct rc_arena_block *kept = arena->block;

    arena->used_bytes = 0;
    if (!kept)
        return;
    arena->block = kept->older;
    rc_arena_done(arena);
    kept->older = NULL;
    arena->block = kept;
    arena->next = kept->bytes;
    arena->end = kept->bytes + kept->size_bytes;
}

void
rc_arena_adopt(struct rc_arena *into, struct rc_arena *from)
{
    struct rc_arena_block *oldest = from->block;

    if (!oldest)
        return;
    while (oldest->older)
        oldest = oldest->older;
    if (into->block) { /* behind the one being filled */
        oldest->older = into->block->older;
        into->block->older = from->block;
    } else {
        into->block = from->block;
        into->next = from->next;
        into->end = from->end;
    }
    into->used_bytes += from->used_bytes;
    from->block = NULL;
    from->next = from->end = NULL;
    from->used_bytes = 0;
}

void *
rc_arena_slow(struct rc_arena *arena, size_t size)
{
    bool large = size > arena->block_bytes / 4;
    size_t bytes = large ? size : arena->block_bytes;
    struct rc_arena_block *block = rc_alloc(sizeof *block + bytes);

    block->size_bytes = bytes;
    arena->used_bytes += size;
    if (large && arena->block) {
        /* Behind the one being filled, whose rest would be lost otherwise. */
        block->older = arena->block->older;
        arena->block->older = block;
        return block->bytes;
    }
    block->older = arena->block;
    arena->block = block;
    arena->next = block->bytes + size;
    arena->end = block->bytes + bytes;
    return block->bytes;
}

void *
rc_arena_zero(struct rc_arena *arena, size_t size)
{
    return memset(rc_arena_take(arena, size), 0, size);
}

struct rc_slice
rc_arena_copy(struct rc_arena *arena, struct rc_slice s)
{
    char *p = rc_arena_take(arena, s.len + RC_PAD);

    if (s.len)
        memcpy(p, s.p, s.len);
    memset(p + s.len, 0, RC_PAD);
    return (struct rc_slice){p, s.len};
}

struct rc_slice
rc_arena_print(struct rc_arena *arena, const char *format, ...)
{
    va_list args, again;
    int len;

    va_start(args, format);
    va_copy(again, args);
    len = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *p = rc_arena_take(arena, (size_t)len + RC_PAD);

    vsnprintf(p, (size_t)len + 1, format, again);
    va_end(again);
    memset(p + len, 0, RC_PAD);
    return (struct rc_slice){p, (size_t)len};
}
