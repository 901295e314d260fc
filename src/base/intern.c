/* intern.c -- see intern.h. */
#include "base/intern.h"

#include <stdlib.h>

#include "base/hash.h"

enum { FIRST_SLOTS = 256 };

void
rc_intern_init(struct rc_intern *table)
{
    *table = (struct rc_intern){.mask = FIRST_SLOTS - 1};
    rc_arena_init(&table->arena, 0);
    table->slots = calloc(FIRST_SLOTS, sizeof *table->slots);
    if (!table->slots)
        abort();
}

void
rc_intern_done(struct rc_intern *table)
{
    rc_arena_done(&table->arena);
    free(table->entries);
    free(table->slots);
    *table = (struct rc_intern){0};
}

static void
grow(struct rc_intern *table)
{
    uint32_t mask = table->mask * 2 + 1;
    uint32_t *slots = calloc((size_t)mask + 1, sizeof *slots);

    if (!slots)
        abort();
    for (uint32_t id = 0; id < table->count; id++) {
        uint32_t at = (uint32_t)table->entries[id].hash & mask;

        while (slots[at])
            at = (at + 1) & mask;
        slots[at] = id + 1;
    }
    free(table->slots);
    table->slots = slots;
    table->mask = mask;
}

uint32_t
rc_intern_put_hash(struct rc_intern *table, struct rc_slice text, uint64_t hash,
                   bool *added)
{
    uint32_t at = (uint32_t)hash & table->mask;

    for (; table->slots[at]; at = (at + 1) & table->mask) {
        const struct rc_intern_entry *entry =
            &table->entries[table->slots[at] - 1];

        if (entry->hash == hash && rc_slice_eq(entry->text, text)) {
            if (added)
                *added = false;
            return table->slots[at] - 1;
        }
    }
    if (table->count == table->cap) {
        table->cap = table->cap ? table->cap * 2 : 64;
        table->entries =
            rc_realloc(table->entries, table->cap * sizeof *table->entries);
    }
    uint32_t id = table->count++;

    table->entries[id] =
        (struct rc_intern_entry){hash, rc_arena_copy(&table->arena, text)};
    table->slots[at] = id + 1;
    if (table->count * 2 > table->mask)
        grow(table);
    if (added)
        *added = true;
    return id;
}

uint32_t
rc_intern_put(struct rc_intern *table, struct rc_slice text, bool *added)
{
    return rc_intern_put_hash(table, text, rc_hash(text), added);
}

uint32_t
rc_intern_find(const struct rc_intern *table, struct rc_slice text)
{
    uint64_t hash = rc_hash(text);
    uint32_t at = (uint32_t)hash & table->mask;

    for (; table->slots[at]; at = (at + 1) & table->mask) {
        const struct rc_intern_entry *entry =
            &table->entries[table->slots[at] - 1];

        if (entry->hash == hash && rc_slice_eq(entry->text, text))
            return table->slots[at] - 1;
    }
    return UINT32_MAX;
}
