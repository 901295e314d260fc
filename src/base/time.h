/*
 * time.h -- moments, calendars and zones.
 *
 * A moment is int64_t microseconds since 1970-01-01T00:00:00Z, proleptic
 * Gregorian, no leap seconds.  Zones are the system's IANA files (TZif, RFC
 * 8536), read by our own bounded reader; a zone is immutable once opened and
 * may be used by any thread.  Nothing here reads the clock but rc_time_now,
 * which only pipeline/ and faces/ may call.
 */
#ifndef RC_BASE_TIME_H
#define RC_BASE_TIME_H

#include "base/slice.h"
#include "base/status.h"

#define RC_TIME_NONE     INT64_MIN
#define RC_US_PER_SECOND INT64_C(1000000)
#define RC_US_PER_HOUR   (INT64_C(3600) * RC_US_PER_SECOND)
#define RC_US_PER_DAY    (INT64_C(86400) * RC_US_PER_SECOND)

/* Moments outside 0001-01-01 .. 9999-12-31 are no moments: vendors write year
 * 1 or 9999 for "never" and "forever". */
struct rc_civil {
    int year;         /* 1..9999 */
    int month, day;   /* 1..12, 1..31 */
    int hour, minute; /* 0..23, 0..59 */
    int second;       /* 0..59; a leap second 60 is read as 59 */
    int us;           /* 0..999999 */
    int weekday;      /* 0 Monday .. 6 Sunday; filled by rc_civil_of */
};

/* Days since 1970-01-01 of a civil date (H. Hinnant, "chrono-compatible
 * low-level date algorithms"). */
int64_t rc_days_of(int year, int month, int day);
/* The moment of a civil time taken as UTC. */
int64_t rc_civil_us(const struct rc_civil *civil);
struct rc_civil rc_civil_of(int64_t at_us);
/* Floor division to days: also right before 1970. */
int64_t rc_day_of(int64_t at_us);

/* How a written time names its zone. */
enum rc_time_zone_kind {
    RC_ZONE_STATED, /* Z, an offset, seconds since the epoch */
    RC_ZONE_ABSENT, /* local or UTC: the source's setting decides */
};

/* How to read a time that leaves something unsaid. */
struct rc_time_hint {
    const struct rc_zone *zone; /* for times without a zone; NULL is UTC */
    int64_t near_us;            /* for lines without a year: nearest to this;
                                   RC_TIME_NONE: such lines have no moment */
    bool month_first;           /* 03/04/2026 is 4 March (US); else 3 April.
                                   31/01 and 01/31 can be read one way only,
                                   and 31.01. is never American */
};

/* What came of it. */
struct rc_time {
    int64_t at_us; /* RC_TIME_NONE when the text is no time */
    enum rc_time_zone_kind zone;
    bool ambiguous; /* the local hour happened twice; the first was taken */
    bool skipped;   /* the local hour never was; moved on by the gap */
    bool date_only; /* no time of day was written: midnight */
};

/*
 * Reads the dialects vendors write: ISO 8601 and RFC 3339 with T or blank,
 * 0 to 9 digits of fraction (cut, not rounded, to microseconds), Z, +hh:mm,
 * +hhmm, +hh or none; compact 20260131T101530Z; seconds, ms, us or ns since
 * 1970 (told apart by size); "Fri May 31 17:34:48 2019"; "Thu Dec 28 14:40:08
 * 2017 UTC"; RFC 2822; "Jan  5 10:00:00" (no year); 01/31/2026, 31.01.2026,
 * 2026/01/31, 03-Feb-2026 with an optional time and AM/PM; UTC, GMT and the US
 * zones' short names.  Text around it is no time; blanks are cut off first.
 * hint may be NULL: UTC, no year to guess by, day first.
 *
 * Digits alone are a time from 10^8 on: seconds below 10^11, ms below 10^14,
 * us below 10^17, then ns.  Eight or fourteen of them that make a date of the
 * years 1900 to 2199 are that date.
 *
 * "Never" and "forever" are no moments: 1 January of year 1 and the whole of
 * year 9999, by the year that is written or the one it is in UTC.  24:00:00 is
 * the next day's midnight; 24:00:01 and 30 February are no time.
 *
 * The ISO form with Z takes about 15 ns, the others under 200.
 */
struct rc_time rc_time_read(struct rc_slice text,
                            const struct rc_time_hint *hint);

/* Writes 2026-01-31T10:15:30.250Z (milliseconds, cut) and a NUL; "-" for
 * RC_TIME_NONE and whatever is outside the years 1 to 9999. */
enum { RC_TIME_TEXT = 25 };
void rc_time_write(int64_t at_us, char text[RC_TIME_TEXT]);

struct rc_zone;
/* Opens an IANA zone by name ("America/Chicago"), from TZDIR or the system's
 * folder, a fixed offset ("+09:00", "UTC-5", "GMT", "Z"; east is +), or a zone
 * of Windows ("Eastern Standard Time").  Names that leave the folder are
 * refused; RC_INPUT for a name that opens nothing.  Kept for the life of the
 * process: the same name gives the same pointer, and nobody closes it.  Takes
 * a lock; not for the hot path. */
enum rc_status rc_zone_open(struct rc_slice name, const struct rc_zone **zone,
                            struct rc_err *err) RC_MUST_CHECK;
/* The IANA name, or "+09:00"; "UTC" for offset 0. */
const char *rc_zone_name(const struct rc_zone *zone);
/* Seconds to add to UTC at a moment; the file's footer rule beyond its last
 * transition.  About 30 ns. */
int32_t rc_zone_offset(const struct rc_zone *zone, int64_t at_us);
/* The moment of a local civil time; ambiguous and skipped as in rc_time. */
struct rc_time rc_zone_local(const struct rc_zone *zone,
                             const struct rc_civil *local);

/* The wall clock.  Only pipeline/ and faces/ call this. */
int64_t rc_time_now(void);

#endif
