/*
 * people.c -- tables by person: which dossier, which ties, which ring.
 *
 * Ties are compressed rows (from[], then the entries), filled by counting, so
 * that the work is linear and the order is the links' own.
 */
#include "weighing/weigh_parts.h"

/* from[] holds counts at index + 1; makes offsets of them. */
static uint32_t
offsets(uint32_t *from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        from[i + 1] += from[i];
    return from[count];
}

static void
table_ties(struct weighing *w)
{
    size_t limit = w->person_limit, ties = w->links ? w->links->tie_count : 0;
    uint32_t *next = rc_arena_zero(&w->arena, (limit + 1) * sizeof *next);

    w->ties_from = rc_arena_zero(&w->arena, (limit + 1) * sizeof *next);
    for (size_t i = 0; i < ties; i++) {
        const struct rc_tie *tie = &w->links->ties[i];

        if (tie->a < limit)
            w->ties_from[tie->a + 1]++;
        if (tie->b < limit)
            w->ties_from[tie->b + 1]++;
    }

    uint32_t total = offsets(w->ties_from, limit);

    w->ties = rc_arena_take(&w->arena, (total + 1) * sizeof *w->ties);
    memcpy(next, w->ties_from, (limit + 1) * sizeof *next);
    for (size_t i = 0; i < ties; i++) {
        const struct rc_tie *tie = &w->links->ties[i];

        if (tie->a < limit)
            w->ties[next[tie->a]++] = (uint32_t)i;
        if (tie->b < limit)
            w->ties[next[tie->b]++] = (uint32_t)i;
    }
}

/* Rings share nobody (links/); were it otherwise, the first one counts. */
static void
table_rings(struct weighing *w)
{
    size_t rings = w->links ? w->links->ring_count : 0;

    w->ring_of =
        rc_arena_take(&w->arena, (w->person_limit + 1) * sizeof *w->ring_of);
    for (size_t i = 0; i < w->person_limit; i++)
        w->ring_of[i] = UINT32_MAX;
    for (size_t r = rings; r-- > 0;) {
        const struct rc_ring *ring = &w->links->rings[r];

        for (size_t i = 0; i < ring->member_count; i++)
            if (ring->members[i] < w->person_limit)
                w->ring_of[ring->members[i]] = (uint32_t)r;
    }
}

void
rc_people_tables(struct weighing *w)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->dossiers[i].index >= w->person_limit)
            w->person_limit = (size_t)w->dossiers[i].index + 1;
    w->dossier_of =
        rc_arena_take(&w->arena, (w->person_limit + 1) * sizeof(uint32_t));
    for (size_t i = 0; i < w->person_limit; i++)
        w->dossier_of[i] = UINT32_MAX;
    for (size_t i = 0; i < w->count; i++)
        w->dossier_of[w->dossiers[i].index] = (uint32_t)i;
    table_ties(w);
    table_rings(w);
}
