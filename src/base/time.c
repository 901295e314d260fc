/*
 * time.c -- the calendar: days, civil times, the clock, and writing a moment.
 *
 * The two directions between days and dates are derived from one idea (as in
 * H. Hinnant, "chrono-compatible low-level date algorithms"): let the year
 * begin in March, so that the leap day is its last, and count in eras of 400
 * years, which are all 146097 days long.  Reading is in time_read.c, zones are
 * in time_zone.c.
 */
#include "base/time.h"

#include <time.h>

enum {
    ERA_YEARS = 400,
    ERA_DAYS = 146097,
    EPOCH_FROM_MARCH_0 = 719468, /* days from 0000-03-01 to 1970-01-01 */
};

/* Division that rounds down, for a positive divisor. */
static inline int64_t
floor_div(int64_t value, int64_t by)
{
    return value / by - (value % by < 0);
}

int64_t
rc_days_of(int year, int month, int day)
{
    int64_t y = (int64_t)year - (month <= 2); /* years that begin in March */
    int64_t era = floor_div(y, ERA_YEARS);
    int64_t year_of_era = y - era * ERA_YEARS;
    int month_of_year = month > 2 ? month - 3 : month + 9; /* March is 0 */
    /* From March on, months run 31 30 31 30 31 in five: 153 days. */
    int64_t day_of_year = (153 * month_of_year + 2) / 5 + day - 1;
    int64_t day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * ERA_DAYS + day_of_era - EPOCH_FROM_MARCH_0;
}

int64_t
rc_civil_us(const struct rc_civil *civil)
{
    int64_t days = rc_days_of(civil->year, civil->month, civil->day);

    return days * RC_US_PER_DAY + civil->hour * RC_US_PER_HOUR +
           (civil->minute * INT64_C(60) + civil->second) * RC_US_PER_SECOND +
           civil->us;
}

int64_t
rc_day_of(int64_t at_us)
{
    return floor_div(at_us, RC_US_PER_DAY);
}

struct rc_civil
rc_civil_of(int64_t at_us)
{
    int64_t days = rc_day_of(at_us);
    /* Not at_us - days * RC_US_PER_DAY: that overflows near INT64_MIN. */
    int64_t rest_us = at_us % RC_US_PER_DAY;

    if (rest_us < 0)
        rest_us += RC_US_PER_DAY;
    int64_t since = days + EPOCH_FROM_MARCH_0;
    int64_t era = floor_div(since, ERA_DAYS);
    int day_of_era = (int)(since - era * ERA_DAYS);
    /* Take the leap days out, and 365 divides what is left. */
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / 146096) /
                      365;
    int day_of_year =
        day_of_era - (year_of_era * 365 + year_of_era / 4 - year_of_era / 100);
    int month_of_year = (5 * day_of_year + 2) / 153;
    int seconds = (int)(rest_us / RC_US_PER_SECOND);
    int month = month_of_year < 10 ? month_of_year + 3 : month_of_year - 9;

    return (struct rc_civil){
        .year = (int)(era * ERA_YEARS) + year_of_era + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * month_of_year + 2) / 5 + 1,
        .hour = seconds / 3600,
        .minute = seconds / 60 % 60,
        .second = seconds % 60,
        .us = (int)(rest_us % RC_US_PER_SECOND),
        /* 1970-01-01 was a Thursday: 3 when Monday is 0. */
        .weekday = (int)(days + 3 - floor_div(days + 3, 7) * 7),
    };
}

/* value in digits places, and end behind it. */
static char *
put(char *at, int value, int digits, char end)
{
    for (int i = digits - 1; i >= 0; i--, value /= 10)
        at[i] = (char)('0' + value % 10);
    at[digits] = end;
    return at + digits + 1;
}

void
rc_time_write(int64_t at_us, char text[RC_TIME_TEXT])
{
    struct rc_civil at = rc_civil_of(at_us);

    if (at.year < 1 || at.year > 9999) {
        memcpy(text, "-", 2);
        return;
    }
    text = put(text, at.year, 4, '-');
    text = put(text, at.month, 2, '-');
    text = put(text, at.day, 2, 'T');
    text = put(text, at.hour, 2, ':');
    text = put(text, at.minute, 2, ':');
    text = put(text, at.second, 2, '.');
    text = put(text, at.us / 1000, 3, 'Z');
    *text = '\0';
}

int64_t
rc_time_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return now.tv_sec * RC_US_PER_SECOND + now.tv_nsec / 1000;
}
