/*
 * time_zone.h -- what the zone files share; private to base/time*.c, tests
 * and fuzz targets.
 *
 * A zone is one sorted table of transitions, nothing else.  A file's footer
 * rule (a POSIX TZ string) is written out into it for 400 years at loading:
 * the calendar repeats after 400 years to the day and the weekday, so a later
 * moment is moved back by whole cycles, and the hot path knows no rules.
 */
#ifndef RC_BASE_TIME_ZONE_H
#define RC_BASE_TIME_ZONE_H

#include "base/time.h"

enum {
    RC_ZONE_FILE_MAX = 1 << 20, /* the largest real one has under 4 KiB */
    RC_ZONE_NAME_MAX = 64,      /* the longest real one has 32 */
    /* Bounds of RFC 8536 for an offset, in seconds. */
    RC_ZONE_OFFSET_MIN = -25 * 3600 + 1,
    RC_ZONE_OFFSET_MAX = 26 * 3600 - 1,
};

/* 400 years in seconds. */
#define RC_ZONE_CYCLE_S (INT64_C(146097) * 86400)

struct rc_zone {
    size_t count;    /* of transitions */
    int64_t *at_s;   /* when, seconds since the epoch; rising */
    int32_t *offset; /* [0] before the first, [i + 1] from at_s[i] on */
    int64_t cycle_s; /* the rule alone decides from here on; INT64_MAX: none */
    bool rule_only;  /* no transitions in the file: the rule decides always */
    char name[RC_ZONE_NAME_MAX + 1];
};

/* One end of summer time: a day of the year and a time of that day. */
struct rc_zone_edge {
    enum { RC_EDGE_MONTH, RC_EDGE_JULIAN, RC_EDGE_DAY } kind; /* Mm.w.d Jn n */
    int month, week, weekday; /* weekday 0 is Sunday here, as POSIX has it */
    int day;
    int32_t time_s; /* may be negative or beyond a day: RFC 8536, 3.3.1 */
};

/* A POSIX TZ string such as CET-1CEST,M3.5.0,M10.5.0/3. */
struct rc_zone_rule {
    int32_t standard, summer; /* offsets, seconds east */
    bool has_summer;
    struct rc_zone_edge start, end;
};

/* false when text is no such string. */
bool rc_zone_rule_read(struct rc_slice text, struct rc_zone_rule *rule);
/* When an edge falls in a year, in local seconds since the epoch. */
int64_t rc_zone_edge_local(const struct rc_zone_edge *edge, int year);

/* Reads a TZif file's bytes; *why on failure.  NULL when they are damaged.
 * The zone's name is empty.  The caller frees. */
struct rc_zone *rc_zone_parse(struct rc_slice bytes, const char **why);
struct rc_zone *rc_zone_fixed(int32_t offset);
void rc_zone_free(struct rc_zone *zone);

/* The offset a text like +09:00, +0530, -05, -5 or -5:30 names; false when it
 * is none.  At most 23:59. */
bool rc_zone_offset_read(struct rc_slice text, int32_t *offset);
/* The IANA name of a Windows zone, or NULL. */
const char *rc_zone_of_windows(struct rc_slice name);
/* The table's rows, for the test that all of them open. */
size_t rc_zone_windows_count(void);
const char *rc_zone_windows_name(size_t i);

#endif
