/*
 * fuzz_tzif.c -- any bytes for a zone file.  What is taken for a zone has
 * rising transitions, sane offsets, and answers any question.
 *
 *     clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
 *         -fsanitize=fuzzer,address,undefined \
 *         tests/fuzz/fuzz_tzif.c src/base/[a-z]*.c -lm -o fuzz_tzif
 *     ./fuzz_tzif -max_len=4096 corpus /usr/share/zoneinfo/Europe
 */
#include <stdlib.h>

#include "base/base.h"
#include "base/time_zone.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct rc_zone *zone, int64_t at_us)
{
    int32_t offset = rc_zone_offset(zone, at_us);
    struct rc_civil civil = rc_civil_of(at_us);

    if (offset < RC_ZONE_OFFSET_MIN || offset > RC_ZONE_OFFSET_MAX)
        abort();
    if (civil.year < 1 || civil.year > 9999)
        return;
    struct rc_time local = rc_zone_local(zone, &civil);

    /* A time on some clock is that time on the zone's clock again. */
    if (!local.skipped &&
        local.at_us + rc_zone_offset(zone, local.at_us) * RC_US_PER_SECOND !=
            at_us)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *why = NULL;
    struct rc_zone *zone =
        rc_zone_parse((struct rc_slice){(const char *)data, size}, &why);

    if (!zone) {
        if (!why)
            abort();
        return 0;
    }
    for (size_t i = 0; i < zone->count; i++) {
        int64_t at_s = zone->at_s[i];

        if (i && at_s <= zone->at_s[i - 1])
            abort();
        if (at_s > -(INT64_C(1) << 42) && at_s < INT64_C(1) << 42)
            for (int hours = -30; hours <= 30; hours += 6)
                check(zone, at_s * RC_US_PER_SECOND + hours * RC_US_PER_HOUR);
    }
    for (int year = 1; year < 9999; year += 97)
        check(zone, rc_days_of(year, 6, 1) * RC_US_PER_DAY);
    (void)rc_zone_offset(zone, INT64_MIN);
    (void)rc_zone_offset(zone, INT64_MAX);
    rc_zone_free(zone);
    return 0;
}
