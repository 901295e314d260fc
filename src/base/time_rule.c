/*
 * time_rule.c -- POSIX TZ strings, the footer of a zone file:
 *
 *     CET -1 CEST , M3.5.0 , M10.5.0/3
 *     |   |  |      |        +-- summer time ends: month 10, last Sunday, 03:00
 *     |   |  |      +----------- starts: month 3, week 5 (the last), Sunday
 *     |   |  +------------------ its name; its offset is one hour more
 *     |   +--------------------- hours WEST of UTC: the sign is turned
 *     +------------------------- standard time's name, or <+03> in brackets
 *
 * Days are also written Jn (1..365, 29 February never counted) and n (0..365,
 * counted).  RFC 8536 lets the time of day run from -167 to 167 hours, which
 * Greenland and Gaza need.
 */
#include "base/time_zone.h"

/* Takes 1 to 3 digits up to max from the front. */
static bool
take_number(struct rc_slice *rest, int min, int max, int *value)
{
    size_t digits = 0;
    int sum = 0;

    while (digits < rest->len && digits < 4 && rest->p[digits] >= '0' &&
           rest->p[digits] <= '9')
        sum = sum * 10 + (rest->p[digits++] - '0');
    if (!digits || digits > 3 || sum < min || sum > max)
        return false;
    rest->p += digits;
    rest->len -= digits;
    *value = sum;
    return true;
}

static bool
take_char(struct rc_slice *rest, char c)
{
    if (!rest->len || rest->p[0] != c)
        return false;
    rest->p++;
    rest->len--;
    return true;
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool
take_time(struct rc_slice *rest, int max_hours, int32_t *seconds)
{
    int hour, minute = 0, second = 0;
    bool minus = take_char(rest, '-');

    if (!minus)
        (void)take_char(rest, '+');
    if (!take_number(rest, 0, max_hours, &hour))
        return false;
    if (take_char(rest, ':')) {
        if (!take_number(rest, 0, 59, &minute))
            return false;
        if (take_char(rest, ':') && !take_number(rest, 0, 59, &second))
            return false;
    }
    *seconds = hour * 3600 + minute * 60 + second;
    if (minus)
        *seconds = -*seconds;
    return true;
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

/* A zone's short name: we have no use for it, but it must be one. */
static bool
skip_name(struct rc_slice *rest)
{
    bool quoted = take_char(rest, '<');
    size_t n = 0;

    while (n < rest->len &&
           (is_letter(rest->p[n]) ||
            (quoted && ((rest->p[n] >= '0' && rest->p[n] <= '9') ||
                        rest->p[n] == '+' || rest->p[n] == '-'))))
        n++;
    if (n < 3)
        return false;
    rest->p += n;
    rest->len -= n;
    return !quoted || take_char(rest, '>');
}

static bool
take_edge(struct rc_slice *rest, struct rc_zone_edge *edge)
{
    *edge = (struct rc_zone_edge){.time_s = 2 * 3600};
    if (!take_char(rest, ','))
        return false;
    if (take_char(rest, 'M')) {
        edge->kind = RC_EDGE_MONTH;
        if (!take_number(rest, 1, 12, &edge->month) || !take_char(rest, '.') ||
            !take_number(rest, 1, 5, &edge->week) || !take_char(rest, '.') ||
            !take_number(rest, 0, 6, &edge->weekday))
            return false;
    } else if (take_char(rest, 'J')) {
        edge->kind = RC_EDGE_JULIAN;
        if (!take_number(rest, 1, 365, &edge->day))
            return false;
    } else {
        edge->kind = RC_EDGE_DAY;
        if (!take_number(rest, 0, 365, &edge->day))
            return false;
    }
    return !take_char(rest, '/') || take_time(rest, 167, &edge->time_s);
}

bool
rc_zone_rule_read(struct rc_slice text, struct rc_zone_rule *rule)
{
    struct rc_slice rest = text;
    struct rc_zone_rule got = {0};
    int32_t west;

    if (!skip_name(&rest) || !take_time(&rest, 24, &west))
        return false;
    got.standard = -west;
    if (rest.len) {
        got.has_summer = true;
        got.summer = got.standard + 3600;
        if (!skip_name(&rest))
            return false;
        if (rest.len && rest.p[0] != ',') {
            if (!take_time(&rest, 24, &west))
                return false;
            got.summer = -west;
        }
        /* Without a rule POSIX leaves it open; everybody takes the US rule. */
        if (!rest.len)
            rest = RC_S(",M3.2.0,M11.1.0");
        if (!take_edge(&rest, &got.start) || !take_edge(&rest, &got.end) ||
            rest.len)
            return false;
    }
    *rule = got;
    return true;
}

static bool
is_leap(int year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int64_t
rc_zone_edge_local(const struct rc_zone_edge *edge, int year)
{
    int64_t day;

    switch (edge->kind) {
    case RC_EDGE_JULIAN:
        day = rc_days_of(year, 1, 1) + edge->day - 1;
        if (is_leap(year) && edge->day >= 60)
            day++; /* from 1 March on: 29 February has no number */
        break;
    case RC_EDGE_DAY:
        day = rc_days_of(year, 1, 1) + edge->day;
        break;
    case RC_EDGE_MONTH:
    default: {
        int64_t first = rc_days_of(year, edge->month, 1);
        int64_t next = edge->month == 12 ? rc_days_of(year + 1, 1, 1)
                                         : rc_days_of(year, edge->month + 1, 1);
        /* 1970-01-01 was a Thursday: 4 when Sunday is 0. */
        int weekday = (int)(((first + 4) % 7 + 7) % 7);

        day = first + (edge->weekday - weekday + 7) % 7 + 7 * (edge->week - 1);
        if (day >= next)
            day -= 7; /* week 5 is the last one */
        break;
    }
    }
    return day * 86400 + edge->time_s;
}
