/*
 * result.c -- a run's result: what it owns, where its files are, its queue.
 */
#include "cases/case.h"

#include <stdlib.h>

void
rc_result_free(struct rc_result *result)
{
    if (!result)
        return;
    rc_people_free(result->people);
    rc_links_free(result->links);
    rc_arena_done(&result->arena);
    free(result);
}

struct rc_slice
rc_result_file(const struct rc_result *result, uint64_t file)
{
    size_t lo = 0, hi = result->name_count;

    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;

        if (result->names[mid].file < file)
            lo = mid + 1;
        else
            hi = mid;
    }
    if (lo < result->name_count && result->names[lo].file == file)
        return result->names[lo].name;
    return RC_SLICE_NONE;
}

static int
by_text(const void *a, const void *b)
{
    const struct rc_slice *x = a, *y = b;

    return rc_slice_cmp(*x, *y);
}

void
rc_result_reasons(struct rc_result *result)
{
    size_t count = result->reject_count, reasons = 0;
    struct rc_slice *whys = rc_alloc((count + 1) * sizeof *whys);
    struct rc_reject_reason *list;

    for (size_t i = 0; i < count; i++)
        whys[i] = result->rejects[i].why;
    qsort(whys, count, sizeof *whys, by_text);
    for (size_t i = 0; i < count; i++)
        reasons += i == 0 || !rc_slice_eq(whys[i - 1], whys[i]);
    list = rc_arena_zero(&result->arena, (reasons + 1) * sizeof *list);
    result->reasons = list;
    result->reason_count = reasons;
    for (size_t i = 0; i < count; i++) {
        if (i && !rc_slice_eq(whys[i - 1], whys[i]))
            list++;
        list->why = whys[i];
        list->count++;
    }
    free(whys);
}

struct place {
    bool is_case;
    double probability;
    uint32_t person;
};

static int
by_urgency(const void *a, const void *b)
{
    const struct place *x = a, *y = b;

    if (x->is_case != y->is_case)
        return x->is_case ? -1 : 1;
    if (x->probability > y->probability || x->probability < y->probability)
        return x->probability > y->probability ? -1 : 1;
    return (x->person > y->person) - (x->person < y->person);
}

void
rc_case_order(struct rc_result *result)
{
    size_t count = result->count;
    struct place *places = rc_alloc((count + 1) * sizeof *places);

    if (!result->order)
        result->order =
            rc_arena_take(&result->arena, (count + 1) * sizeof *result->order);
    for (size_t i = 0; i < count; i++)
        places[i] = (struct place){result->ledgers[i].is_case,
                                   result->ledgers[i].probability, (uint32_t)i};
    qsort(places, count, sizeof *places, by_urgency);
    for (size_t i = 0; i < count; i++)
        result->order[i] = places[i].person;
    free(places);
}
