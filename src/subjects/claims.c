/*
 * claims.c -- what a directory row claims, and which claim holds when.
 */
#include "subjects/people.h"

#include <stdlib.h>

/* "09:00", "9am", "5:30 pm", "17" at the front of *s: minutes, or -1. */
static int
clock_minutes(struct rc_slice *s)
{
    struct rc_slice t = rc_slice_trim(*s);
    int hour = 0, minute = 0, digits = 0;

    while (t.len && t.p[0] >= '0' && t.p[0] <= '9' && digits < 2) {
        hour = hour * 10 + (t.p[0] - '0');
        t.p++, t.len--, digits++;
    }
    if (!digits)
        return -1;
    if (t.len >= 3 && (t.p[0] == ':' || t.p[0] == '.') && t.p[1] >= '0' &&
        t.p[1] <= '5') {
        minute = (t.p[1] - '0') * 10 + (t.p[2] - '0');
        t.p += 3, t.len -= 3;
    }
    t = rc_slice_trim(t);
    if (t.len >= 2 && (t.p[1] | 0x20) == 'm') {
        bool after = (t.p[0] | 0x20) == 'p';

        if (after || (t.p[0] | 0x20) == 'a')
            hour = hour % 12 + (after ? 12 : 0);
        t.p += 2, t.len -= 2;
    }
    *s = t;
    return hour > 24 || minute > 59 ? -1 : hour * 60 + minute;
}

void
rc_claim_hours(struct rc_slice text, struct rc_claim *claim)
{
    struct rc_slice s = text;
    int start, end;

    claim->start_min = claim->end_min = -1;
    /* "Mon-Fri 09:00-17:00": the days stand before the first digit */
    while (s.len && (s.p[0] < '0' || s.p[0] > '9'))
        s.p++, s.len--;
    start = clock_minutes(&s);
    while (s.len && (s.p[0] < '0' || s.p[0] > '9'))
        s.p++, s.len--;
    end = clock_minutes(&s);
    if (start >= 0 && end >= 0 && start != end) {
        claim->start_min = start;
        claim->end_min = end;
    }
}

/* A row's own zone, else the one that its place leaves no doubt about is not
 * guessed: unknown. */
static const struct rc_zone *
zone_of(const struct rc_obs *row)
{
    const struct rc_zone *zone = NULL;
    struct rc_err ignored;

    if (!row->zone.len || rc_zone_open(row->zone, &zone, &ignored) != RC_OK)
        return NULL;
    return zone;
}

struct rc_claim
rc_claim_of(const struct rc_obs *row)
{
    struct rc_claim claim = {
        .from_us = row->valid_from_us,
        .to_us = row->valid_to_us,
        .home = rc_place_read(row->country, row->region, row->city),
        .zone = zone_of(row),
        .address = rc_address_of(row),
        .is_travel = rc_slice_ieq(row->action, RC_S("travel")),
    };

    rc_claim_hours(row->work_hours, &claim);
    return claim;
}

static int
by_from(const void *a, const void *b)
{
    const struct rc_claim *x = a, *y = b;

    if (x->from_us != y->from_us)
        return x->from_us < y->from_us ? -1 : 1;
    return memcmp(&x->home, &y->home, sizeof x->home);
}

/* Orders claims and ends each home where the next one begins. */
void
rc_claims_close(struct rc_claim *claims, size_t count)
{
    qsort(claims, count, sizeof *claims, by_from);
    for (size_t i = 0; i < count; i++) {
        if (claims[i].is_travel)
            continue;
        for (size_t next = i + 1; next < count; next++)
            if (!claims[next].is_travel &&
                claims[next].from_us > claims[i].from_us) {
                claims[i].to_us = claims[next].from_us;
                break;
            }
    }
}

static bool
holds(const struct rc_claim *claim, int64_t at_us, int64_t grace_us)
{
    if (at_us == RC_TIME_NONE)
        return true;
    return (claim->from_us == RC_TIME_NONE ||
            at_us >= claim->from_us - grace_us) &&
           (claim->to_us == RC_TIME_NONE || at_us < claim->to_us + grace_us);
}

const struct rc_claim *
rc_person_home(const struct rc_person *person, int64_t at_us)
{
    const struct rc_claim *first = NULL;

    for (size_t i = person->claim_count; i-- > 0;) {
        const struct rc_claim *claim = &person->claims[i];

        if (claim->is_travel)
            continue;
        if (holds(claim, at_us, 0))
            return claim;
        first = claim;
    }
    return first; /* before the first claim: the first is all that is known */
}

enum rc_agreement
rc_person_place(const struct rc_person *person, int64_t at_us,
                const struct rc_place *seen)
{
    const int64_t grace_us = 3 * RC_US_PER_DAY;
    enum rc_agreement answer = RC_PLACE_UNKNOWN;
    const struct rc_claim *home = rc_person_home(person, at_us);

    for (size_t i = 0; i < person->claim_count; i++) {
        const struct rc_claim *claim = &person->claims[i];

        if (claim != home && !holds(claim, at_us, grace_us))
            continue;
        enum rc_agreement one = rc_place_compare(&claim->home, seen);

        if (one == RC_PLACE_AGREES)
            return one;
        if (one == RC_PLACE_DIFFERS)
            answer = one;
    }
    return answer;
}
