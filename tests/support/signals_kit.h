/*
 * signals_kit.h -- a detector, what it is shown, and what it says.
 *
 *     struct kit kit = kit_of("odd-hours");
 *     kit_see(&kit, &obs);                   records of one person
 *     kit_measure(&kit, &person);            -> kit.measure[], kit.shown[]
 *     kit_done(&kit);
 *
 * Each record gets the next offset of file 1, so that refs tell them apart.
 */
#ifndef RC_SIGNALS_KIT_H
#define RC_SIGNALS_KIT_H

#include "test.h"

#include "signals/signal.h"

enum { KIT_MEASURES = 4, KIT_SHOWN = 512 };

struct kit {
    struct rc_measure_sink sink; /* first: the sink is the kit */
    struct rc_arena arena;
    const struct rc_detector *detector;
    void *memory, *company;
    const struct rc_lists *lists;
    int64_t as_of_us;
    uint64_t offset;
    struct rc_measure measure[KIT_MEASURES];
    size_t measures;
    struct rc_indicator shown[KIT_SHOWN];
    size_t shown_count;
};

static inline int64_t
day_us(int year, int month, int day)
{
    return rc_days_of(year, month, day) * RC_US_PER_DAY;
}

static inline const struct rc_detector *
kit_detector(const char *name)
{
    for (size_t i = 0; i < rc_detector_count; i++)
        if (!strcmp(rc_detectors[i]->name, name))
            return rc_detectors[i];
    return NULL;
}

static void
kit_take(struct rc_measure_sink *sink, const struct rc_measure *measure)
{
    struct kit *kit = (struct kit *)sink;

    assert_true(kit->measures < KIT_MEASURES);
    kit->measure[kit->measures++] = *measure;
}

static void
kit_indicate(struct rc_measure_sink *sink, const struct rc_indicator *shown)
{
    struct kit *kit = (struct kit *)sink;

    assert_true(kit->shown_count < KIT_SHOWN);
    kit->shown[kit->shown_count++] = *shown;
}

static inline struct kit
kit_of(const char *name)
{
    struct kit kit = {.sink = {.take = kit_take, .indicate = kit_indicate},
                      .detector = kit_detector(name),
                      .as_of_us = day_us(2026, 7, 1)};

    assert_non_null(kit.detector);
    rc_arena_init(&kit.arena, 0);
    kit.memory = calloc(1, kit.detector->memory_bytes);
    if (kit.detector->company_bytes)
        kit.company = calloc(1, kit.detector->company_bytes);
    return kit;
}

static inline void
kit_done(struct kit *kit)
{
    rc_arena_done(&kit->arena);
    free(kit->memory);
    free(kit->company);
}

/* What the engine works out for an observation. */
static inline struct rc_seen
kit_seen(const struct rc_obs *obs, const struct rc_lists *lists,
         uint64_t offset)
{
    bool named = obs->kind == RC_OBS_SHIPMENT || obs->kind == RC_OBS_WORKER ||
                 obs->kind == RC_OBS_CANDIDATE;
    struct rc_seen seen = {
        .obs = obs,
        .ref = {1, offset, obs->at_us},
        .day = obs->at_us == RC_TIME_NONE ? INT64_MIN : rc_day_of(obs->at_us),
        .place = rc_place_read(obs->country, obs->region, obs->city),
        .ip = rc_ip_read(obs->src_ip),
        .address = named ? rc_address_of(obs) : (struct rc_address){0},
    };

    if (lists) {
        seen.tool = rc_lists_tool(lists, obs->app);
        if (!seen.tool)
            seen.tool = rc_lists_tool(lists, obs->path);
        seen.camera = rc_lists_camera(lists, obs->camera);
        if (!obs->camera.len && obs->kind != RC_OBS_MEETING)
            seen.camera = rc_lists_camera(lists, obs->app);
    }
    return seen;
}

static inline void
kit_see(struct kit *kit, const struct rc_obs *obs)
{
    struct rc_seen seen = kit_seen(obs, kit->lists, ++kit->offset);

    if (kit->detector->kinds >> obs->kind & 1)
        kit->detector->observe(kit->memory, &seen);
}

/* Counts what is in memory as one person of the company. */
static inline void
kit_survey(struct kit *kit, const struct rc_person *person)
{
    kit->detector->survey(kit->memory, person, kit->company);
}

/* Another person: nothing of theirs was seen yet. */
static inline void
kit_next(struct kit *kit)
{
    memset(kit->memory, 0, kit->detector->memory_bytes);
    kit->measures = kit->shown_count = 0;
}

static inline void
kit_measure(struct kit *kit, const struct rc_person *person)
{
    struct rc_measure_call call = {.person = person,
                                   .lists = kit->lists,
                                   .as_of_us = kit->as_of_us,
                                   .company = kit->company};

    kit->sink.arena = &kit->arena;
    kit->measures = kit->shown_count = 0;
    kit->detector->measure(kit->memory, &call, &kit->sink);
}

static inline struct rc_obs
kit_obs(enum rc_obs_kind kind, int64_t at_us)
{
    struct rc_obs obs;

    rc_obs_init(&obs);
    obs.kind = kind;
    obs.at_us = at_us;
    return obs;
}

/* A claim without end, of nothing. */
static inline struct rc_claim
kit_claim(void)
{
    return (struct rc_claim){.from_us = RC_TIME_NONE,
                             .to_us = RC_TIME_NONE,
                             .start_min = -1,
                             .end_min = -1};
}

static inline const struct rc_zone *
kit_zone(const char *name)
{
    const struct rc_zone *zone = NULL;
    struct rc_err err;

    assert_int_equal(rc_zone_open(rc_slice_of(name), &zone, &err), RC_OK);
    return zone;
}

#endif
