/*
 * time_dialect.h -- what rc_time_read's files share; private to base/.
 *
 * time_read.c has the fast path, time_dialect.c the forms, and time_parts.c
 * what the words and numbers in them mean.
 */
#ifndef RC_BASE_TIME_DIALECT_H
#define RC_BASE_TIME_DIALECT_H

#include "base/time.h"

/* What was written, before it is a moment. */
struct rc_time_parts {
    int year; /* -1: none was written */
    int month, day;
    int hour, minute, second, us;
    bool has_time, has_zone;
    int32_t offset; /* seconds east, when has_zone */
};

/* rc_time_read without its fast path. */
struct rc_time rc_time_read_dialect(struct rc_slice text,
                                    const struct rc_time_hint *hint);

/* 1 to 12 for a month's name or its first three letters; 0 for other words. */
int rc_time_month(struct rc_slice word);
bool rc_time_is_weekday(struct rc_slice word);
/* Seconds east of UTC for UTC, GMT, UT, Z and the US zones' short names. */
bool rc_time_named_offset(struct rc_slice word, int32_t *offset);
/* Digits alone, with or without a fraction: time since 1970. */
bool rc_time_epoch(struct rc_slice text, int64_t *at_us);
/* What the parts come to; false when there is no such moment. */
bool rc_time_resolve(struct rc_time_parts *parts,
                     const struct rc_time_hint *hint, struct rc_time *out);
/* Neither "never" nor "forever", and in the years 1 to 9998. */
bool rc_time_is_moment(int64_t at_us);

#endif
