/*
 * time_parts.c -- what the words and numbers of a written time mean: names,
 * the year that was left out, and the moment they all come to.
 */
#include "base/time_dialect.h"

/* Three letters in one number, case ignored: what names are told apart by. */
#define KEY(a, b, c) ((uint32_t)(a) << 16 | (uint32_t)(b) << 8 | (uint32_t)(c))

static uint32_t
key_of(struct rc_slice word)
{
    if (word.len < 3)
        return 0;
    return KEY(word.p[0] | 0x20, word.p[1] | 0x20, word.p[2] | 0x20);
}

/* Three letters, or the whole name. */
static bool
is_name(struct rc_slice word, const char *name)
{
    return word.len == 3 || rc_slice_ieq(word, rc_slice_of(name));
}

int
rc_time_month(struct rc_slice word)
{
    static const uint32_t keys[] = {
        KEY('j', 'a', 'n'), KEY('f', 'e', 'b'), KEY('m', 'a', 'r'),
        KEY('a', 'p', 'r'), KEY('m', 'a', 'y'), KEY('j', 'u', 'n'),
        KEY('j', 'u', 'l'), KEY('a', 'u', 'g'), KEY('s', 'e', 'p'),
        KEY('o', 'c', 't'), KEY('n', 'o', 'v'), KEY('d', 'e', 'c')};
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    uint32_t key = key_of(word);
    int i = 0;

    while (i < 12 && keys[i] != key)
        i++;
    if (i == 12 || !(is_name(word, names[i]) || is_name(word, "Sept")))
        return 0;
    return i + 1;
}

bool
rc_time_is_weekday(struct rc_slice word)
{
    static const uint32_t keys[] = {KEY('m', 'o', 'n'), KEY('t', 'u', 'e'),
                                    KEY('w', 'e', 'd'), KEY('t', 'h', 'u'),
                                    KEY('f', 'r', 'i'), KEY('s', 'a', 't'),
                                    KEY('s', 'u', 'n')};
    static const char *const names[] = {"Monday",   "Tuesday", "Wednesday",
                                        "Thursday", "Friday",  "Saturday",
                                        "Sunday"};
    uint32_t key = key_of(word);
    int i = 0;

    while (i < 7 && keys[i] != key)
        i++;
    return i < 7 && is_name(word, names[i]);
}

/* Names that mean one thing in mail (RFC 2822, 4.3) and in US logs.  CST has
 * other meanings elsewhere; only the American one is taken. */
bool
rc_time_named_offset(struct rc_slice word, int32_t *offset)
{
    static const struct {
        uint32_t key;
        int hours;
    } names[] = {{KEY('u', 't', 'c'), 0},  {KEY('g', 'm', 't'), 0},
                 {KEY('e', 's', 't'), -5}, {KEY('e', 'd', 't'), -4},
                 {KEY('c', 's', 't'), -6}, {KEY('c', 'd', 't'), -5},
                 {KEY('m', 's', 't'), -7}, {KEY('m', 'd', 't'), -6},
                 {KEY('p', 's', 't'), -8}, {KEY('p', 'd', 't'), -7}};
    uint32_t key = key_of(word);

    *offset = 0;
    if (word.len < 3)
        return rc_slice_ieq(word, RC_S("Z")) || rc_slice_ieq(word, RC_S("UT"));
    for (size_t i = 0; word.len == 3 && i < sizeof names / sizeof *names; i++)
        if (names[i].key == key) {
            *offset = names[i].hours * 3600;
            return true;
        }
    return false;
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/*
 * Digits alone: time since 1970, its unit told by its size.  Each unit covers
 * the years 1973 to 5138 (nanoseconds: to 2262), and they do not meet:
 *
 *     from 10^8 seconds, from 10^11 ms, from 10^14 us, from 10^17 ns
 *
 * Less than 10^8 is no time: it would be before March 1973, and is a count,
 * a number of something, or a plain mistake.
 */
bool
rc_time_epoch(struct rc_slice text, int64_t *at_us)
{
    uint64_t value = 0, fraction = 0, unit_ns;
    size_t i = 0, digits = 0;

    for (; i < text.len && is_digit(text.p[i]); i++)
        value = i < 19 ? value * 10 + (uint64_t)(text.p[i] - '0') : 0;
    if (i > 19 || value > INT64_MAX || value < 100000000)
        return false;
    unit_ns = value < UINT64_C(100000000000)         ? 1000000000
              : value < UINT64_C(100000000000000)    ? 1000000
              : value < UINT64_C(100000000000000000) ? 1000
                                                     : 1;
    if (i < text.len) {
        if (text.p[i++] != '.' || i == text.len)
            return false;
        for (; i < text.len && is_digit(text.p[i]); i++, digits++)
            if (digits < 9)
                fraction = fraction * 10 + (uint64_t)(text.p[i] - '0');
        if (i != text.len)
            return false;
        for (; digits < 9; digits++)
            fraction *= 10; /* in billionths of the unit */
    }
    if (unit_ns >= 1000)
        *at_us = (int64_t)(value * (unit_ns / 1000) +
                           fraction * (unit_ns / 1000) / 1000000000);
    else
        *at_us = (int64_t)(value / 1000);
    return true;
}

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static bool
is_date(int year, int month, int day)
{
    static const int8_t days[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};

    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= days[month - 1] + (month == 2 && is_leap(year));
}

/* The year that puts the date nearest to the hint.  29 February may be eight
 * years away (around 1900 and 2100). */
static bool
guess_year(struct rc_time_parts *t, const struct rc_time_hint *hint)
{
    int64_t near_us = hint ? hint->near_us : RC_TIME_NONE;
    int64_t best = INT64_MAX;
    int near_year, found = 0;

    if (near_us == RC_TIME_NONE)
        return false;
    near_year = rc_civil_of(near_us).year;
    if (near_year < 1 || near_year > 9999)
        return false;
    for (int step = 0; step <= 16; step++) {
        int year = near_year + (step % 2 ? -1 : 1) * ((step + 1) / 2);
        struct rc_civil civil = {year,      t->month,  t->day, t->hour,
                                 t->minute, t->second, t->us,  0};

        if (!is_date(year, t->month, t->day))
            continue;
        int64_t gap = rc_civil_us(&civil) - near_us;

        if (gap < 0)
            gap = -gap;
        if (gap < best) {
            best = gap;
            found = year;
        }
        /* Nearer than half a year: no other year can be nearer. */
        if (best < 182 * RC_US_PER_DAY)
            break;
    }
    t->year = found;
    return found != 0;
}

bool
rc_time_resolve(struct rc_time_parts *t, const struct rc_time_hint *hint,
                struct rc_time *out)
{
    bool day_over = t->hour == 24;

    if (t->year < 0 && !guess_year(t, hint))
        return false;
    if (!is_date(t->year, t->month, t->day) || t->hour > 24 || t->minute > 59 ||
        t->second > 60)
        return false;
    if (day_over && (t->minute || t->second || t->us))
        return false;
    /* "Never" and "forever", whatever the time of day and the zone. */
    if (t->year == 9999 || (t->year == 1 && t->month == 1 && t->day == 1))
        return false;
    struct rc_civil civil = {t->year,   t->month,
                             t->day,    day_over ? 0 : t->hour,
                             t->minute, t->second == 60 ? 59 : t->second,
                             t->us,     0};

    if (day_over)
        civil = rc_civil_of(rc_civil_us(&civil) + RC_US_PER_DAY);
    if (t->has_zone) {
        out->at_us = rc_civil_us(&civil) - t->offset * RC_US_PER_SECOND;
        out->zone = RC_ZONE_STATED;
    } else if (hint && hint->zone) {
        *out = rc_zone_local(hint->zone, &civil);
    } else {
        out->at_us = rc_civil_us(&civil);
    }
    out->date_only = !t->has_time;
    return true;
}

bool
rc_time_is_moment(int64_t at_us)
{
    /* From 0001-01-02 to 9998-12-31, so that a moment is one still when it is
     * written and read again. */
    static const int64_t first_us = -62135510400 * RC_US_PER_SECOND,
                         forever_us = 253370764800 * RC_US_PER_SECOND;

    return at_us >= first_us && at_us < forever_us;
}
