/*
 * odd_hours.c -- by how many hours is somebody's working day off the agreed
 * one?
 *
 *     agreed    ........########........   9 to 17 in the claimed zone
 *     seen      ######..............####   -> the day fits best 9.5 h away
 *
 * Memory: for each of the last 256 days the half hours (UTC) in which the
 * person did something of their own choosing; a burst counts once.  They are
 * turned into hours since the agreed start, by the claim of that day and its
 * zone's clock changes, and compared with a few honest ways to spend a day:
 *
 *     regular   in hours, a little before and after
 *     evening   the same, and back at the desk after dinner
 *     split     a morning and an evening
 *     long      from early to late, all alike
 *
 * each shifted by every half hour of the day.  A shift is told only when it
 * fits better than the agreed hours by GAIN nats for each half hour seen: a
 * late riser who works from one to nine stays inside `long` (0.2 to 0.4), the
 * same day seven hours off gains 1.5.  So somebody a few hours off is not told,
 * on purpose: they are mostly honest.  More than FULL half hours of the same
 * habit are no more evidence.
 *
 * True night workers cannot be told from a far zone by hours alone; what was
 * agreed with them stands in the claim.  Weekends (of the claimed clock) and
 * days of approved travel are left out.  MIN_DAYS: with 14 days the error in
 * published and own tests is 1.5 h, and falls slowly beyond 30.
 */
#include "signals/detectors.h"
#include "signals/keep.h"

#include <math.h>

enum {
    DAYS = 256,
    HALVES = 48,
    MIN_DAYS = 20,
    REFS = 4,
    STYLES = 4,
    FULL = 60,
    DAY_MIN = 1440,
};
#define GAIN 0.5
#define HALF_US (RC_US_PER_HOUR / 2)

struct rhythm {
    uint64_t days[DAYS];
    uint64_t ref_count;
    struct rc_ref refs[REFS];
};

static void
hours_observe(void *memory, const struct rc_seen *seen)
{
    struct rhythm *rhythm = memory;
    const struct rc_obs *obs = seen->obs;

    if (!rc_keep_dated(seen->day) || obs->outcome == RC_FAILURE ||
        (obs->flags_told & ~obs->flags & RC_IS_INTERACTIVE))
        return; /* a token renewed by a machine is nobody's choice */
    uint64_t within = (uint64_t)(obs->at_us - seen->day * RC_US_PER_DAY);

    rc_keep_ring(rhythm->days, DAYS, (uint32_t)seen->day,
                 (uint32_t)(within / HALF_US));
    rc_keep_ref(&rhythm->ref_count, rhythm->refs, REFS, &seen->ref);
}

static void
hours_merge(void *into, const void *from)
{
    struct rhythm *a = into;
    const struct rhythm *b = from;

    rc_keep_ring_merge(a->days, b->days, DAYS);
    for (uint64_t i = 0; i < b->ref_count; i++)
        rc_keep_ref(&a->ref_count, a->refs, REFS, &b->refs[i]);
}

/* What the days show under the claims. */
struct seen_day {
    uint32_t days, halves;
    uint32_t from_start[HALVES]; /* half hours since the agreed start */
    uint16_t clock[24];          /* days active in each hour */
    int length_min;              /* of the agreed day, of the newest claim */
};

static bool
on_travel(const struct rc_person *person, int64_t at_us)
{
    for (size_t i = 0; i < person->claim_count; i++) {
        const struct rc_claim *claim = &person->claims[i];

        if (claim->is_travel &&
            (claim->from_us == RC_TIME_NONE || at_us >= claim->from_us) &&
            (claim->to_us == RC_TIME_NONE || at_us < claim->to_us))
            return true;
    }
    return false;
}

static void
read_day(int64_t day, uint64_t bits, const struct rc_claim *claim,
         struct seen_day *to)
{
    int64_t noon_us = day * RC_US_PER_DAY + RC_US_PER_DAY / 2;
    /* of the day's middle: at a change of clocks part of one day is off */
    int64_t offset_min = rc_zone_offset(claim->zone, noon_us) / 60;
    int start_min = claim->start_min >= 0 ? claim->start_min : 9 * 60;
    uint32_t hours = 0;

    for (int half = 0; half < HALVES; half++) {
        if (!(bits >> half & 1))
            continue;
        int64_t local = day * DAY_MIN + half * 30 + 15 + offset_min;
        int64_t weekday = (local / DAY_MIN + 3) % 7; /* 1970 began a Thursday */
        int64_t minute = local % DAY_MIN;

        if (weekday >= 5 || local < 0)
            continue;
        hours |= UINT32_C(1) << (minute / 60);
        to->from_start[(minute - start_min + DAY_MIN) % DAY_MIN / 30]++;
        to->halves++;
    }
    for (int hour = 0; hour < 24; hour++)
        to->clock[hour] += hours >> hour & 1;
    to->days += hours != 0;
}

static void
read_days(const struct rhythm *rhythm, const struct rc_measure_call *call,
          struct seen_day *to)
{
    int64_t as_of_day = rc_day_of(call->as_of_us), newest = -1, latest = -1;

    for (int i = 0; i < DAYS; i++) {
        int64_t day = (int64_t)(rhythm->days[i] >> 48);

        if (rhythm->days[i] && day <= as_of_day && day > newest)
            newest = day;
    }
    to->length_min = 8 * 60;
    for (int i = 0; i < DAYS; i++) {
        uint64_t bits = rhythm->days[i] & RC_KEEP_BITS;
        int64_t day = (int64_t)(rhythm->days[i] >> 48);
        int64_t noon_us = day * RC_US_PER_DAY + RC_US_PER_DAY / 2;

        if (!bits || day > newest || day <= newest - DAYS)
            continue;
        const struct rc_claim *claim = rc_person_home(call->person, noon_us);

        if (!claim || !claim->zone || on_travel(call->person, noon_us))
            continue;
        read_day(day, bits, claim, to);
        if (day > latest && claim->start_min >= 0 && claim->end_min >= 0)
            to->length_min = (claim->end_min - claim->start_min + DAY_MIN) %
                             DAY_MIN;
        latest = day > latest ? day : latest;
    }
    if (to->length_min < 4 * 60)
        to->length_min = 4 * 60;
    if (to->length_min > 12 * 60)
        to->length_min = 12 * 60;
}

/* How likely a half hour is in a style, not yet normalised; at: minutes since
 * the agreed start. */
static double
style_at(int style, int at, int length)
{
    int after = at - length;      /* after the end of the agreed day */
    int before = DAY_MIN - at;    /* before its start */
    bool in = at < length;
    bool after_dinner = !in && after >= 120 && after < 390;

    switch (style) {
    case 1: /* evening */
        if (after_dinner)
            return 0.6;
        break;
    case 2: /* split */
        if (in)
            return at < length / 2 ? 1 : 0.3;
        if (after_dinner)
            return 0.8;
        break;
    case 3: /* long */
        return in || after < 270 || before <= 90 ? 1 : 0.02;
    }
    if (in)
        return 1;
    if (after < 120)
        return 0.45;
    if (before <= 90)
        return 0.35;
    return after < 390 ? 0.15 : 0.02;
}

static void
styles_fill(int length, double log_of[STYLES][HALVES])
{
    static const double share[STYLES] = {0.6, 0.2, 0.1, 0.1};

    for (int style = 0; style < STYLES; style++) {
        double sum = 0;

        for (int half = 0; half < HALVES; half++)
            sum += style_at(style, half * 30, length);
        for (int half = 0; half < HALVES; half++)
            log_of[style][half] =
                log(style_at(style, half * 30, length) / sum);
        /* the style's own share is one more factor, of all half hours */
        for (int half = 0; half < HALVES; half++)
            log_of[style][half] += log(share[style]) / FULL;
    }
}

/* Mean log likelihood of a half hour when the day is shifted. */
static double
fit(const struct seen_day *seen, double log_of[STYLES][HALVES], int shift)
{
    double weight = seen->halves < FULL ? seen->halves : FULL;
    double each[STYLES], best = -INFINITY, sum = 0;

    for (int style = 0; style < STYLES; style++) {
        each[style] = 0;
        for (int half = 0; half < HALVES; half++)
            each[style] += seen->from_start[half] *
                           log_of[style][(half - shift + HALVES) % HALVES];
        each[style] *= weight / seen->halves;
        if (each[style] > best)
            best = each[style];
    }
    for (int style = 0; style < STYLES; style++)
        sum += exp(each[style] - best);
    return (best + log(sum)) / weight;
}

/* The shift in half hours that fits clearly better than none, else 0; of two
 * that fit alike the smaller one, and later before earlier. */
static int
best_shift(const struct seen_day *seen)
{
    double log_of[STYLES][HALVES];

    styles_fill(seen->length_min, log_of);
    double agreed = fit(seen, log_of, 0), best = agreed;
    int best_at = 0;

    for (int far = 1; far <= HALVES / 2; far++)
        for (int side = 0; side < 2; side++) {
            double one = fit(seen, log_of, side ? -far : far);

            if (one > best) {
                best = one;
                best_at = far;
            }
        }
    return best - agreed >= GAIN ? best_at : 0;
}

static void
hours_measure(const void *memory, const struct rc_measure_call *call,
              struct rc_measure_sink *to)
{
    const struct rhythm *rhythm = memory;
    struct rc_measure measure = {.name = "hours_off_claim", .unit = "hours"};
    struct seen_day seen = {0};

    if (rhythm)
        read_days(rhythm, call, &seen);
    measure.seen = seen.days >= MIN_DAYS;
    if (seen.days) {
        measure.has_hours = true;
        memcpy(measure.hours, seen.clock, sizeof measure.hours);
    }
    if (measure.seen) {
        measure.value = best_shift(&seen) / 2.0;
        measure.ref_count = rhythm->ref_count;
        memcpy(measure.refs, rhythm->refs, sizeof rhythm->refs);
    }
    if (!measure.seen)
        measure.why = rc_arena_print(
            to->arena,
            "Too few working days with a declared time zone were seen (%u of "
            "%d needed).",
            seen.days, MIN_DAYS);
    else if (measure.value > 0)
        measure.why = rc_arena_print(
            to->arena,
            "Activity fits a working day %.1f hours away from the agreed one "
            "(%u days seen).",
            measure.value, seen.days);
    else
        measure.why = rc_arena_print(
            to->arena, "Activity fits the agreed working day (%u days seen).",
            seen.days);
    to->take(to, &measure);
}

const struct rc_detector rc_detector_odd_hours = {
    .name = "odd-hours",
    .says = "hours between the agreed working day and the one that is seen",
    .kinds = RC_KIND_BIT(SIGN_IN) | RC_KIND_BIT(MEETING) |
             RC_KIND_BIT(MESSAGE) | RC_KIND_BIT(CODE) | RC_KIND_BIT(ACCESS),
    .version = 1,
    .memory_bytes = sizeof(struct rhythm),
    .observe = hours_observe,
    .merge = hours_merge,
    .measure = hours_measure,
};
