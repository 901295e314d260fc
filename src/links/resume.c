/*
 * resume.c -- ties by text, where the indicators of a person are a set.
 *
 * A person shows the smallest hashes of their text's shingles, templates taken
 * out (signals/resume_text_duplicate.c).  Of two such samples only what is
 * below both largest values can be compared; there
 *
 *     share = both have / the smaller set
 *
 * estimates how much of the shorter text is in the longer one.  Two are tied
 * from MIN_SHARE and MIN_SHARED on: a fifth of a text, and at least twelve
 * shingles of the sample, which for an ordinary résumé of 600 words are some 30
 * words that nobody else has, in a row or in pieces.  Two colleagues who
 * describe one project stay below; one paragraph moved over does as well.
 * From half of the text on the tie has its full weight.
 *
 * Whose text has near-duplicates beyond the hub's limit used a form that was
 * not recognised as one: a hub, and no tie.
 */
#include "links/link_parts.h"

#include <stdlib.h>

#define MIN_SHARE  0.2
#define FULL_SHARE 0.5
enum { MIN_SHARED = 12 };

/* Every person's values, ascending, one after another. */
struct sets {
    size_t *from; /* by person, and one more */
    uint64_t *value;
    const struct rc_indicator **first; /* by person: any of theirs */
};

struct pair {
    uint32_t a, b;
};
struct pairs {
    struct pair *pair;
    size_t count, cap;
};

static void
push(struct pairs *pairs, uint32_t a, uint32_t b)
{
    if (pairs->count == pairs->cap) {
        pairs->cap = pairs->cap ? pairs->cap * 2 : 1024;
        pairs->pair = rc_realloc(pairs->pair, pairs->cap * sizeof *pairs->pair);
    }
    pairs->pair[pairs->count++] = (struct pair){a, b};
}

static int
by_people(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;

    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return x->b < y->b ? -1 : x->b > y->b;
}

/* Sets without what too many have; and every two people who share a value. */
static void
gather(const struct rc_link_work *work, size_t from, size_t to,
       struct sets *sets, struct pairs *pairs)
{
    const struct rc_shown *shown = work->shown;
    size_t people = work->people->count, end;
    size_t *next = rc_alloc((people + 1) * sizeof *next);

    for (int pass = 0; pass < 2; pass++) {
        for (size_t at = from; at < to; at = end) {
            uint32_t degree;

            end = rc_link_run(work, at, &degree);
            if (degree > work->setting->hub_degree[RC_TIE_RESUME])
                continue;
            for (size_t i = at; i < end; i++) {
                uint32_t person = shown[i].person;

                if (i > at && person == shown[i - 1].person)
                    continue;
                if (pass == 0) {
                    sets->from[person + 1]++;
                    continue;
                }
                sets->value[next[person]++] = shown[i].indicator.value;
                sets->first[person] = &shown[i].indicator;
                for (size_t j = i + 1; j < end; j++)
                    if (shown[j].person != shown[j - 1].person)
                        push(pairs, person, shown[j].person);
            }
        }
        if (pass == 0) {
            for (size_t p = 1; p <= people; p++)
                sets->from[p] += sets->from[p - 1];
            memcpy(next, sets->from, (people + 1) * sizeof *next);
        }
    }
    free(next);
}

/* How much both have below both bounds; *least: the smallest such value. */
static double
share_of(const struct sets *sets, uint32_t a, uint32_t b, uint64_t *least)
{
    const uint64_t *x = sets->value + sets->from[a];
    const uint64_t *y = sets->value + sets->from[b];
    size_t nx = sets->from[a + 1] - sets->from[a];
    size_t ny = sets->from[b + 1] - sets->from[b];
    size_t i = 0, j = 0, both = 0;

    /* stops at the end of the shorter sample, so i and j are what both could
     * show: all of one, and of the other what lies below its largest */
    while (i < nx && j < ny) {
        if (x[i] == y[j]) {
            if (!both++)
                *least = x[i];
            i++, j++;
        } else if (x[i] < y[j])
            i++;
        else
            j++;
    }
    size_t smaller = i < j ? i : j;

    return both < MIN_SHARED ? 0 : (double)both / (double)smaller;
}

/* Of all pairs those that are tied, each once; their shares beside. */
static size_t
near_duplicates(const struct rc_link_work *work, const struct sets *sets,
                struct pairs *pairs, struct rc_tie *found)
{
    size_t count = 0, end;

    for (size_t i = 0; i < pairs->count; i = end) {
        struct pair pair = pairs->pair[i];
        struct rc_tie tie = {.a = pair.a, .b = pair.b, .kind = RC_TIE_RESUME};

        for (end = i;
             end < pairs->count && by_people(&pairs->pair[end], &pair) == 0;)
            end++;
        if (end - i < MIN_SHARED)
            continue;
        tie.share = share_of(sets, pair.a, pair.b, &tie.value);
        if (tie.share < MIN_SHARE ||
            rc_link_apart(work->people, pair.a, pair.b))
            continue;
        tie.ref_a = sets->first[pair.a]->ref;
        tie.ref_b = sets->first[pair.b]->ref;
        found[count++] = tie;
    }
    return count;
}

static void
weigh(struct rc_link_work *work, struct rc_tie *found, size_t count)
{
    uint32_t limit = work->setting->hub_degree[RC_TIE_RESUME];
    uint32_t *like = rc_alloc((work->people->count + 1) * sizeof *like);

    memset(like, 0, (work->people->count + 1) * sizeof *like);
    for (size_t i = 0; i < count; i++) {
        like[found[i].a]++;
        like[found[i].b]++;
    }
    for (size_t i = 0; i < count; i++) {
        struct rc_tie *tie = &found[i];
        uint32_t a = like[tie->a], b = like[tie->b];
        double full = tie->share / FULL_SHARE;

        tie->shared_by = 1 + (a > b ? a : b);
        if (tie->shared_by > limit) {
            rc_link_hub(work, &(struct rc_hub){RC_TIE_RESUME, tie->value,
                                               tie->shared_by});
            continue;
        }
        tie->bits = rc_link_bits(work, RC_TIE_RESUME, tie->shared_by) *
                    (full < 1 ? full : 1);
        rc_link_tie(work, tie);
    }
    free(like);
}

void
rc_link_resumes(struct rc_link_work *work, size_t from, size_t to)
{
    size_t people = work->people->count;
    struct pairs pairs = {0};
    struct sets sets = {
        .from = rc_alloc((people + 1) * sizeof *sets.from),
        .value = rc_alloc((to - from) * sizeof *sets.value),
        .first = rc_alloc((people + 1) * sizeof *sets.first),
    };

    memset(sets.from, 0, (people + 1) * sizeof *sets.from);
    gather(work, from, to, &sets, &pairs);
    if (pairs.count) {
        qsort(pairs.pair, pairs.count, sizeof *pairs.pair, by_people);
        struct rc_tie *found =
            rc_alloc((pairs.count / MIN_SHARED + 1) * sizeof *found);

        weigh(work, found, near_duplicates(work, &sets, &pairs, found));
        free(found);
    }
    free(pairs.pair);
    free(sets.from);
    free(sets.value);
    free(sets.first);
}
