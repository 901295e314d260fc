/*
 * ring.c -- people whom ties hold together.
 *
 * Two people are joined when their ties are of two kinds, or when one alone
 * passes strong_bits.  A ring is what is connected; its bits are those of its
 * strongest spanning tree, so one value shown by ten people is not counted
 * forty-five times.
 *
 * RING_MAX: nobody runs fifty personas in one company, so a bigger one is
 * chained together by something ordinary.  Its weakest joins go, a bit at a
 * time, until it falls apart; the others stay as they are.
 */
#include "links/link_parts.h"

#include <stdlib.h>

enum { RING_MAX = 50 };

struct join {
    uint32_t a, b, kinds;
    double bits;
    bool gone, spans;
};

struct graph {
    struct join *joins; /* strongest first, then by people */
    size_t join_count;
    uint32_t *root, *size; /* by person; size of a root's tree */
    double *weakest;       /* by root: of the joins in it */
    size_t people;
};

static uint32_t
root_of(struct graph *graph, uint32_t person)
{
    while (graph->root[person] != person) {
        graph->root[person] = graph->root[graph->root[person]];
        person = graph->root[person];
    }
    return person;
}

static int
by_strength(const void *a, const void *b)
{
    const struct join *x = a, *y = b;

    if (x->bits > y->bits || x->bits < y->bits)
        return x->bits > y->bits ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

static void
collect(struct graph *graph, const struct rc_links *links, double strong_bits)
{
    size_t end;

    graph->joins = rc_alloc((links->tie_count + 1) * sizeof *graph->joins);
    for (size_t i = 0; i < links->tie_count; i = end) {
        const struct rc_tie *tie = &links->ties[i];
        struct join join = {.a = tie->a, .b = tie->b};
        double best = 0;

        for (end = i; end < links->tie_count && links->ties[end].a == tie->a &&
                      links->ties[end].b == tie->b;
             end++) {
            join.kinds |= 1u << links->ties[end].kind;
            join.bits += links->ties[end].bits;
            if (links->ties[end].bits > best)
                best = links->ties[end].bits;
        }
        /* below one bit together, any two people would do */
        if ((__builtin_popcount(join.kinds) >= 2 && join.bits >= 1) ||
            best >= strong_bits)
            graph->joins[graph->join_count++] = join;
    }
    if (graph->join_count)
        qsort(graph->joins, graph->join_count, sizeof *graph->joins,
              by_strength);
}

/* Kruskal: the strongest joins first. */
static void
span(struct graph *graph)
{
    for (size_t p = 0; p < graph->people; p++) {
        graph->root[p] = (uint32_t)p;
        graph->size[p] = 1;
    }
    for (size_t i = 0; i < graph->join_count; i++) {
        struct join *join = &graph->joins[i];
        uint32_t a = root_of(graph, join->a), b = root_of(graph, join->b);

        join->spans = !join->gone && a != b;
        if (!join->spans)
            continue;
        if (a > b) { /* the smallest number is the root */
            uint32_t swap = a;

            a = b;
            b = swap;
        }
        graph->root[b] = a;
        graph->size[a] += graph->size[b];
    }
}

/* Takes the weakest joins out of what is too big; false when nothing is. */
static bool
raise_bar(struct graph *graph)
{
    bool any = false;

    for (size_t i = 0; i < graph->join_count; i++) {
        const struct join *join = &graph->joins[i];

        if (!join->gone) /* descending: the last one is the weakest */
            graph->weakest[root_of(graph, join->a)] = join->bits;
    }
    for (size_t i = 0; i < graph->join_count; i++) {
        struct join *join = &graph->joins[i];
        uint32_t root = root_of(graph, join->a);

        if (join->gone || graph->size[root] <= RING_MAX ||
            join->bits >= graph->weakest[root] + 1)
            continue;
        join->gone = true;
        any = true;
    }
    return any;
}

static int
by_ring(const void *a, const void *b)
{
    const struct rc_ring *x = a, *y = b;

    if (x->bits > y->bits || x->bits < y->bits)
        return x->bits > y->bits ? -1 : 1;
    return x->members[0] < y->members[0] ? -1 : x->members[0] > y->members[0];
}

static struct rc_slice
why(struct rc_arena *arena, const struct rc_ring *ring)
{
    int left = __builtin_popcount(ring->kinds);
    struct rc_slice said = rc_arena_print(
        arena, "%zu people are held together by the same", ring->member_count);

    for (int kind = 0; kind < RC_TIE_KINDS; kind++) {
        if (!(ring->kinds >> kind & 1))
            continue;
        left--;
        said = rc_arena_print(arena, "%.*s %s%s", RC_FMT(said),
                              rc_tie_kind_word((enum rc_tie_kind)kind),
                              left > 1    ? ","
                              : left == 1 ? " and"
                                          : ".");
    }
    return said;
}

/* What is left, as rings. */
static void
tell(struct graph *graph, struct rc_links *links)
{
    struct rc_arena *arena = &links->arena;
    uint32_t *ring_of = rc_alloc((graph->people + 1) * sizeof *ring_of);
    size_t count = 0;

    for (size_t p = 0; p < graph->people; p++)
        if (graph->root[p] == p && graph->size[p] > 1)
            ring_of[p] = (uint32_t)count++;
    links->rings = rc_arena_zero(arena, count * sizeof *links->rings);
    links->ring_count = count;
    for (size_t p = 0; p < graph->people; p++) { /* ascending */
        uint32_t root = root_of(graph, (uint32_t)p);

        if (graph->size[root] < 2)
            continue;
        struct rc_ring *ring = &links->rings[ring_of[root]];

        if (!ring->members)
            ring->members =
                rc_arena_take(arena, graph->size[root] * sizeof(uint32_t));
        ((uint32_t *)(uintptr_t)ring->members)[ring->member_count++] =
            (uint32_t)p;
    }
    for (size_t i = 0; i < graph->join_count; i++) {
        const struct join *join = &graph->joins[i];

        if (join->gone)
            continue;
        struct rc_ring *ring = &links->rings[ring_of[root_of(graph, join->a)]];

        ring->kinds |= join->kinds;
        if (join->spans)
            ring->bits += join->bits;
    }
    for (size_t i = 0; i < count; i++)
        links->rings[i].why = why(arena, &links->rings[i]);
    if (count)
        qsort(links->rings, count, sizeof *links->rings, by_ring);
    free(ring_of);
}

void
rc_link_rings(struct rc_links *links, const struct rc_link_setting *setting)
{
    size_t people = links->person_count;
    struct graph graph = {
        .root = rc_alloc((people + 1) * sizeof *graph.root),
        .size = rc_alloc((people + 1) * sizeof *graph.size),
        .weakest = rc_alloc((people + 1) * sizeof *graph.weakest),
        .people = people,
    };

    collect(&graph, links, setting->strong_bits);
    do
        span(&graph);
    while (raise_bar(&graph));
    tell(&graph, links);
    free(graph.joins);
    free(graph.root);
    free(graph.size);
    free(graph.weakest);
}
