/*
 * plan_name.c -- what files are called.
 *
 * A file is known by the name it is shown under: its path below the folder
 * that was given, without .gz or .zst.  So the same export, packed or not, in
 * this folder or a copy of it, gives the same result to the byte.  A member of
 * an archive stands below it as if the archive were a folder.  Where two files
 * would get one name, both keep more of theirs.
 */
#include "pipeline/plan.h"

#include <stdlib.h>

static int
by_name(const void *a, const void *b)
{
    const struct rc_plan_file *x = a, *y = b;
    int order = rc_slice_cmp(x->name, y->name);

    if (!order)
        order = strcmp(x->path, y->path);
    if (!order)
        order = x->member < y->member ? -1 : x->member > y->member;
    return order;
}

void
rc_plan_sort(struct rc_plan *plan)
{
    qsort(plan->files, plan->count, sizeof *plan->files, by_name);
}

/* Sorts by name; where names meet, widen(file) gives each a longer one. */
static bool
widen_clashes(struct rc_plan *plan,
              struct rc_slice (*widen)(const struct rc_plan_file *))
{
    bool clash = false;

    if (plan->count)
        rc_plan_sort(plan);
    for (size_t i = 0; i < plan->count;) {
        size_t end = i + 1;

        while (end < plan->count &&
               rc_slice_eq(plan->files[i].name, plan->files[end].name))
            end++;
        for (size_t k = i; end - i > 1 && k < end; k++) {
            plan->files[k].name = widen(&plan->files[k]);
            clash = true;
        }
        i = end;
    }
    return clash;
}

static struct rc_slice
with_ending(const struct rc_plan_file *file)
{
    return rc_slice_of(file->path + file->shown_at);
}

/* With the folder above it in front. */
static struct rc_slice
with_folder(const struct rc_plan_file *file)
{
    size_t at = file->shown_at;

    at -= at > 0; /* the slash */
    while (at > 0 && file->path[at - 1] != '/')
        at--;
    return rc_slice_of(file->path + at);
}

static struct rc_slice
with_path(const struct rc_plan_file *file)
{
    return rc_slice_of(file->path);
}

/* An archive may have a name twice: both are kept, the later ones told apart
 * by where they stand.  true: the order is another one now. */
static bool
number_twins(struct rc_plan *plan)
{
    struct rc_slice first = RC_SLICE_NONE;
    bool any = false;

    for (size_t i = 0; i < plan->count; i++) {
        struct rc_plan_file *file = &plan->files[i];

        if (!file->member || !i || !rc_slice_eq(file->name, first)) {
            first = file->name;
            continue;
        }
        file->name =
            rc_arena_print(&plan->arena, "%.*s#%llu", RC_FMT(file->name),
                           (unsigned long long)file->member);
        any = true;
    }
    return any;
}

void
rc_plan_name(struct rc_plan *plan)
{
    size_t kept = 0;

    for (size_t i = 0; i < plan->count; i++)
        if (!plan->files[i].member)
            plan->files[i].name = rc_unpacked_name(plan->files[i].name);
    if (widen_clashes(plan, with_ending) && widen_clashes(plan, with_folder))
        widen_clashes(plan, with_path);
    if (number_twins(plan))
        rc_plan_sort(plan);
    for (size_t i = 0; i < plan->count; i++) { /* named twice is once */
        if (kept &&
            rc_slice_eq(plan->files[kept - 1].name, plan->files[i].name))
            continue;
        plan->files[kept] = plan->files[i];
        plan->files[kept].hash = rc_hash(plan->files[kept].name);
        kept++;
    }
    plan->count = kept;
}
