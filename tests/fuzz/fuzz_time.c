/*
 * fuzz_time.c -- any text for a time: rc_time_read never reads beyond it, and
 * what it makes a moment of is written and read back as the same moment.
 *
 *     clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
 *         -fsanitize=fuzzer,address,undefined \
 *         tests/fuzz/fuzz_time.c src/base/[a-z]*.c -lm -o fuzz_time
 *     ./fuzz_time -max_len=100
 */
#include <stdlib.h>

#include "base/base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(struct rc_time time)
{
    char text[RC_TIME_TEXT];
    int64_t below_ms;

    if (time.at_us == RC_TIME_NONE)
        return;
    rc_time_write(time.at_us, text);
    below_ms = (time.at_us % 1000 + 1000) % 1000;
    if (rc_time_read(rc_slice_of(text), NULL).at_us != time.at_us - below_ms)
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct rc_zone *zone;
    struct rc_err err;

    if (!zone && rc_zone_open(RC_S("America/Chicago"), &zone, &err) != RC_OK)
        abort();
    if (!size)
        return 0;
    struct rc_slice text = {(const char *)data + 1, size - 1};
    struct rc_time_hint hint = {.zone = data[0] & 1 ? zone : NULL,
                                .near_us = data[0] & 2 ? RC_TIME_NONE
                                           : data[0] & 4
                                               ? INT64_MAX
                                               : INT64_C(1770249600000000),
                                .month_first = data[0] & 8};

    check(rc_time_read(text, &hint));
    check(rc_time_read(text, NULL));
    return 0;
}
