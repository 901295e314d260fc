/*
 * evaluate.c -- accounts to people, bytes to measures, measures to ledgers.
 *
 * Nothing here depends on the order in which accounts were met: people come
 * sorted from subjects/, a person's bytes are merged by order-free detectors.
 */
#include "pipeline/evaluate.h"

#include <stdlib.h>

struct evaluation {
    struct rc_measure_sink sink; /* first: the sink is the evaluation */
    const struct rc_engine *engine;
    struct rc_result *result;
    void ***memory; /* by person, by detector; NULL: nothing seen */
    void **company; /* by detector */
    struct rc_measure *measures; /* of everybody, one person after another */
    size_t measure_count, measure_cap;
    struct rc_shown *shown;
    size_t shown_count, shown_cap;
    uint32_t person; /* who is being measured */
};

static void
take(struct rc_measure_sink *sink, const struct rc_measure *measure)
{
    struct evaluation *ev = (struct evaluation *)(void *)sink;

    if (ev->measure_count == ev->measure_cap) {
        ev->measure_cap = ev->measure_cap ? ev->measure_cap * 2 : 1024;
        ev->measures =
            rc_realloc(ev->measures, ev->measure_cap * sizeof *ev->measures);
    }
    struct rc_measure *kept = &ev->measures[ev->measure_count++];

    *kept = *measure;
    kept->ref_count = 0;
    /* file 0 stands for what HR claims: no record shows it */
    for (size_t i = 0; i < measure->ref_count; i++)
        if (measure->refs[i].file)
            kept->refs[kept->ref_count++] = measure->refs[i];
}

static void
indicate(struct rc_measure_sink *sink, const struct rc_indicator *indicator)
{
    struct evaluation *ev = (struct evaluation *)(void *)sink;

    if (ev->shown_count == ev->shown_cap) {
        ev->shown_cap = ev->shown_cap ? ev->shown_cap * 2 : 1024;
        ev->shown = rc_realloc(ev->shown, ev->shown_cap * sizeof *ev->shown);
    }
    ev->shown[ev->shown_count++] = (struct rc_shown){ev->person, *indicator};
}

static int
by_moment(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return x < y ? -1 : x > y;
}

/* The moment "now" is taken from the records themselves: the newest that more
 * than one account in a hundred has reached, so that one wrong date of the
 * year 2099 does not make everything old. */
static void
find_period(const struct rc_engine *engine, struct rc_result *result)
{
    int64_t *newest = rc_alloc((engine->names.count + 1) * sizeof *newest);
    size_t count = 0;

    result->from_us = result->as_of_us = RC_TIME_NONE;
    for (uint32_t id = 0; id < engine->names.count; id++) {
        const struct rc_account *account = engine->accounts[id];

        if (account->newest_us == INT64_MIN)
            continue;
        newest[count++] = account->newest_us;
        if (result->from_us == RC_TIME_NONE ||
            account->oldest_us < result->from_us)
            result->from_us = account->oldest_us;
    }
    qsort(newest, count, sizeof *newest, by_moment);
    if (count)
        result->as_of_us = newest[count - 1 - count / 100];
    free(newest);
}

static void
resolve(struct evaluation *ev)
{
    const struct rc_engine *engine = ev->engine;
    struct rc_result *result = ev->result;
    struct rc_slice *names = rc_arena_take(
        &result->arena, (engine->names.count + 1) * sizeof *names);

    for (uint32_t id = 0; id < engine->names.count; id++)
        names[id] = engine->names.entries[id].text;
    result->people =
        rc_people_resolve(engine->roster, names, engine->names.count);
    result->count = result->people->count;
    for (uint32_t id = 0; id < engine->names.count; id++)
        result->orphan_accounts += result->people->person_of[id] == UINT32_MAX;
    for (size_t p = 0; p < result->count; p++) {
        struct rc_person *person = &result->people->person[p];

        person->has_left = person->left_us != RC_TIME_NONE &&
                           result->as_of_us != RC_TIME_NONE &&
                           person->left_us <= result->as_of_us;
    }
}

/* A person's bytes: an account's own where there is one, else a merge. */
static void
gather(struct evaluation *ev, uint32_t p)
{
    const struct rc_engine *engine = ev->engine;
    struct rc_arena *arena = &ev->result->arena;
    const struct rc_person *person = &ev->result->people->person[p];
    struct rc_dossier *dossier = &ev->result->dossiers[p];
    bool *copied = rc_arena_zero(arena, rc_detector_count);

    ev->memory[p] = rc_arena_zero(arena, rc_detector_count * sizeof(void *));
    dossier->person = person;
    dossier->index = p;
    for (size_t i = 0; i < person->account_count; i++) {
        const struct rc_account *account =
            engine->accounts[person->accounts[i]];

        dossier->kinds_seen |= account->kinds;
        for (size_t d = 0; d < rc_detector_count; d++) {
            void **mine = &ev->memory[p][d];

            if (!account->memory[d])
                continue;
            if (!*mine) {
                *mine = account->memory[d];
                continue;
            }
            if (!copied[d]) {
                void *copy =
                    rc_arena_zero(arena, rc_detectors[d]->memory_bytes);

                memcpy(copy, *mine, rc_detectors[d]->memory_bytes);
                *mine = copy;
                copied[d] = true;
            }
            rc_detectors[d]->merge(*mine, account->memory[d]);
        }
    }
}

static void
survey(struct evaluation *ev)
{
    for (size_t d = 0; d < rc_detector_count; d++) {
        const struct rc_detector *detector = rc_detectors[d];

        if (!detector->survey)
            continue;
        ev->company[d] =
            rc_arena_zero(&ev->result->arena, detector->company_bytes);
        for (size_t p = 0; p < ev->result->count; p++)
            if (ev->memory[p][d])
                detector->survey(ev->memory[p][d],
                                 &ev->result->people->person[p],
                                 ev->company[d]);
    }
}

static void
measure(struct evaluation *ev, uint32_t p)
{
    struct rc_measure_call call = {
        .person = &ev->result->people->person[p],
        .lists = ev->engine->lists,
        .as_of_us = ev->result->as_of_us,
    };

    ev->person = p;
    for (size_t d = 0; d < rc_detector_count; d++) {
        call.company = ev->company[d];
        rc_detectors[d]->measure(ev->memory[p][d], &call, &ev->sink);
    }
}

/* Measures of everybody, then what links add to each. */
static void
measure_all(struct evaluation *ev)
{
    struct rc_result *result = ev->result;
    size_t *first = rc_alloc((result->count + 1) * sizeof *first);
    struct rc_measure *own;

    for (uint32_t p = 0; p < result->count; p++) {
        first[p] = ev->measure_count;
        measure(ev, p);
    }
    first[result->count] = ev->measure_count;
    result->links = rc_links_find(ev->shown, ev->shown_count, result->people,
                                  &rc_link_default);
    own = ev->measures;
    ev->measures = NULL;
    ev->measure_count = ev->measure_cap = 0;
    for (uint32_t p = 0; p < result->count; p++) {
        struct rc_dossier *dossier = &result->dossiers[p];
        size_t from = ev->measure_count;

        for (size_t m = first[p]; m < first[p + 1]; m++)
            take(&ev->sink, &own[m]);
        rc_links_measures(result->links, p, ev->shown, ev->shown_count,
                          &ev->sink);
        dossier->measure_count = ev->measure_count - from;
    }
    struct rc_measure *kept =
        rc_arena_take(&result->arena, (ev->measure_count + 1) * sizeof *kept);

    if (ev->measure_count)
        memcpy(kept, ev->measures, ev->measure_count * sizeof *kept);
    for (uint32_t p = 0; p < result->count; p++) {
        result->dossiers[p].measures = kept;
        kept += result->dossiers[p].measure_count;
    }
    free(own);
    free(first);
}

struct rc_result *
rc_evaluate(const struct rc_engine *engine, const struct rc_pack *pack)
{
    struct rc_result *result = rc_alloc(sizeof *result);
    struct evaluation ev = {.sink = {take, indicate, &result->arena},
                            .engine = engine,
                            .result = result};

    *result = (struct rc_result){.pack = pack};
    rc_arena_init(&result->arena, 1 << 20);
    find_period(engine, result);
    resolve(&ev);
    size_t count = result->count + 1;
    struct rc_arena *arena = &result->arena;

    result->dossiers = rc_arena_zero(arena, count * sizeof *result->dossiers);
    result->ledgers = rc_arena_zero(arena, count * sizeof *result->ledgers);
    result->order = rc_arena_take(arena, count * sizeof *result->order);
    ev.memory = rc_arena_zero(arena, count * sizeof *ev.memory);
    ev.company =
        rc_arena_zero(arena, (rc_detector_count + 1) * sizeof *ev.company);
    for (uint32_t p = 0; p < result->count; p++)
        gather(&ev, p);
    survey(&ev);
    measure_all(&ev);
    rc_weigh(pack, result->dossiers, result->count, result->links, arena,
             result->ledgers);
    rc_case_order(result);
    free(ev.measures);
    free(ev.shown);
    return result;
}
