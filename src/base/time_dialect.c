/*
 * time_dialect.c -- every other way vendors write a time.
 *
 *     2026-01-31T10:15:30,5+05:30   2026-01-31 10:15 PM     20260131T101530Z
 *     01/31/2026 10:15 PM           31.01.2026              1514472008.25
 *     Tue, 03 Feb 2026 10:15:30 -0500 (EST)                 03-Feb-2026
 *     Thu Dec 28 14:40:08 2017 UTC  Sat Jan 31 10:15:30 PST 2026
 *     Feb  3 10:15:30               31/Jan/2026:10:15:30 +0000
 *
 * The first characters decide: a word is a weekday or a month; one or two
 * digits are a day or a month; four digits and a separator are a year; more
 * digits are a compact date or time since 1970.  Each reader takes from the
 * front of what is left, and what is left over at the end makes the text no
 * time: a message that begins with a date must not pass for one.
 */
#include "base/time_dialect.h"

#include "base/time_zone.h"

/* The longest we know, a browser's Date with its zone's long name, has 60. */
enum { TEXT_MAX = 96 };

/* The text that is left, and what was taken from its front. */
struct parts {
    struct rc_slice rest;
    const struct rc_time_hint *hint;
    struct rc_time_parts is;
};

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static char
peek(const struct parts *t)
{
    return t->rest.len ? t->rest.p[0] : '\0';
}

static void
advance(struct parts *t, size_t n)
{
    t->rest.p += n;
    t->rest.len -= n;
}

static bool
take_char(struct parts *t, char c)
{
    if (!t->rest.len || t->rest.p[0] != c)
        return false;
    advance(t, 1);
    return true;
}

/* Blanks of any number, also the no-break ones that browsers put before PM. */
static bool
take_blanks(struct parts *t)
{
    size_t before = t->rest.len;

    for (;;) {
        if (peek(t) == ' ' || peek(t) == '\t')
            advance(t, 1);
        else if (rc_slice_starts(t->rest, RC_S("\xe2\x80\xaf")))
            advance(t, 3);
        else if (rc_slice_starts(t->rest, RC_S("\xc2\xa0")))
            advance(t, 2);
        else
            return t->rest.len != before;
    }
}

static size_t
digits_ahead(const struct parts *t)
{
    size_t n = 0;

    while (n < t->rest.len && is_digit(t->rest.p[n]))
        n++;
    return n;
}

/* A number of min to max digits, and no more of them behind it. */
static bool
take_number(struct parts *t, size_t min, size_t max, int *value)
{
    size_t n = digits_ahead(t);
    int sum = 0;

    if (n < min || n > max || n > 9)
        return false;
    for (size_t i = 0; i < n; i++)
        sum = sum * 10 + (t->rest.p[i] - '0');
    advance(t, n);
    *value = sum;
    return true;
}

/* Just n digits, whatever is behind them. */
static bool
take_digits(struct parts *t, size_t n, int *value)
{
    int sum = 0;

    if (digits_ahead(t) < n)
        return false;
    for (size_t i = 0; i < n; i++)
        sum = sum * 10 + (t->rest.p[i] - '0');
    advance(t, n);
    *value = sum;
    return true;
}

static struct rc_slice
word_ahead(const struct parts *t)
{
    struct rc_slice word = {t->rest.p, 0};

    while (word.len < t->rest.len && is_letter(word.p[word.len]))
        word.len++;
    return word;
}

static bool
take_month(struct parts *t)
{
    struct rc_slice word = word_ahead(t);

    t->is.month = rc_time_month(word);
    if (!t->is.month)
        return false;
    advance(t, word.len);
    (void)take_char(t, '.');
    return true;
}

static void
skip_weekday(struct parts *t)
{
    struct rc_slice word = word_ahead(t);

    if (!rc_time_is_weekday(word))
        return;
    advance(t, word.len);
    (void)take_char(t, ',');
    (void)take_blanks(t);
}

/* Up to nine digits behind a dot or comma, cut to microseconds. */
static bool
take_fraction(struct parts *t)
{
    size_t n;
    int us = 0;

    if (peek(t) != '.' && peek(t) != ',')
        return true;
    advance(t, 1);
    n = digits_ahead(t);
    if (n < 1 || n > 9)
        return false;
    for (size_t i = 0; i < 6; i++)
        us = us * 10 + (i < n ? t->rest.p[i] - '0' : 0);
    advance(t, n);
    t->is.us = us;
    return true;
}

/* AM or PM, with or without dots, if it is there: 12 AM is midnight. */
static bool
take_half_day(struct parts *t)
{
    struct parts ahead = *t;
    char half;

    (void)take_blanks(&ahead);
    half = (char)(peek(&ahead) | 0x20);
    if (half != 'a' && half != 'p')
        return true;
    advance(&ahead, 1);
    bool dots = take_char(&ahead, '.');

    if ((peek(&ahead) | 0x20) != 'm')
        return true; /* PST: the zone's reader will say */
    advance(&ahead, 1);
    if ((dots && !take_char(&ahead, '.')) || is_letter(peek(&ahead)) ||
        t->is.hour > 12)
        return false;
    ahead.is.hour = t->is.hour % 12 + (half == 'p' ? 12 : 0);
    *t = ahead;
    return true;
}

/* 10:15, 10:15:30, 10:15:30.250, 9:15 PM */
static bool
take_clock(struct parts *t)
{
    if (!take_number(t, 1, 2, &t->is.hour) || !take_char(t, ':') ||
        !take_number(t, 2, 2, &t->is.minute))
        return false;
    if (take_char(t, ':') &&
        (!take_number(t, 2, 2, &t->is.second) || !take_fraction(t)))
        return false;
    t->is.has_time = true;
    return take_half_day(t);
}

/* +05:30, +0530, +05 or -5 at the front. */
static bool
take_offset(struct parts *t)
{
    size_t n = 1;

    while (n < t->rest.len && (is_digit(t->rest.p[n]) || t->rest.p[n] == ':'))
        n++;
    if (!rc_zone_offset_read((struct rc_slice){t->rest.p, n}, &t->is.offset))
        return false;
    advance(t, n);
    t->is.has_zone = true;
    return true;
}

/* A zone when there is one: an offset, a name, UTC+01:00, or the offset with
 * its name behind it, as in "-0500 (EST)" and "+0000 UTC". */
static bool
take_zone(struct parts *t)
{
    struct parts ahead = *t;
    struct rc_slice word;
    int32_t ignored;

    (void)take_blanks(&ahead);
    word = word_ahead(&ahead);
    if (peek(&ahead) == '+' || peek(&ahead) == '-') {
        if (!take_offset(&ahead))
            return false;
    } else if (word.len && rc_time_named_offset(word, &ahead.is.offset)) {
        advance(&ahead, word.len);
        ahead.is.has_zone = true;
        if ((peek(&ahead) == '+' || peek(&ahead) == '-') &&
            (ahead.is.offset != 0 || word.len < 2 || !take_offset(&ahead)))
            return false;
    } else {
        return true;
    }
    *t = ahead;
    bool apart = take_blanks(&ahead);

    word = word_ahead(&ahead);
    if (peek(&ahead) == '(') {
        const char *close = memchr(ahead.rest.p, ')', ahead.rest.len);

        if (!close)
            return false;
        advance(&ahead, (size_t)(close - ahead.rest.p) + 1);
        *t = ahead;
    } else if (apart && word.len && rc_time_named_offset(word, &ignored)) {
        advance(&ahead, word.len);
        *t = ahead;
    }
    return true;
}

/* A time and a zone when there are any, behind a date. */
static bool
take_rest(struct parts *t, bool t_or_colon)
{
    bool comma = take_char(t, ','), apart = take_blanks(t) || comma;

    if (!t->rest.len)
        return !comma;
    if (!apart && t_or_colon)
        apart = take_char(t, 'T') || take_char(t, 't') || take_char(t, ':');
    if (!apart)
        return false;
    if (rc_slice_starts(t->rest, RC_S("at "))) /* January 31, 2026 at 9:15 */
        advance(t, 3);
    return take_clock(t) && take_zone(t);
}

/* 2026-01-31, 2026/1/31 or 2026.01.31; XML's dates may have a zone and no
 * time: 2026-01-31-08:00 */
static bool
read_year_first(struct parts *t)
{
    char separator;

    if (!take_number(t, 4, 4, &t->is.year))
        return false;
    separator = peek(t);
    advance(t, 1);
    if (!take_number(t, 1, 2, &t->is.month) || !take_char(t, separator) ||
        !take_number(t, 1, 2, &t->is.day))
        return false;
    if (peek(t) == 'Z' || peek(t) == '+' || peek(t) == '-')
        return take_zone(t);
    return take_rest(t, true);
}

/* 20260131, 20260131T1015, 20260131T101530.5+0100, 20260131101530Z */
static bool
read_compact(struct parts *t)
{
    if (!take_digits(t, 4, &t->is.year) || !take_digits(t, 2, &t->is.month) ||
        !take_digits(t, 2, &t->is.day))
        return false;
    if (!t->rest.len)
        return true;
    if (!take_char(t, 'T') && !take_char(t, 't') && !is_digit(peek(t)))
        return take_rest(t, false);
    if (!take_digits(t, 2, &t->is.hour) || !take_digits(t, 2, &t->is.minute))
        return false;
    if (is_digit(peek(t)) &&
        (!take_digits(t, 2, &t->is.second) || !take_fraction(t)))
        return false;
    t->is.has_time = true;
    return take_zone(t);
}

/* Two digits are 1969 to 2068, as POSIX reads %y. */
static bool
take_year(struct parts *t, bool short_too)
{
    size_t digits = digits_ahead(t);

    if (!take_number(t, short_too ? 2 : 4, 4, &t->is.year) || digits == 3)
        return false;
    if (digits == 2)
        t->is.year += t->is.year < 69 ? 2000 : 1900;
    return true;
}

/* 31/01/2026, 01/31/2026, 31.01.2026, 31-01-2026: dots are never American,
 * and a number over 12 can only be the day. */
static bool
read_numeric(struct parts *t)
{
    int first, second;
    char separator;

    if (!take_number(t, 1, 2, &first))
        return false;
    separator = peek(t);
    advance(t, 1);
    if (!take_number(t, 1, 2, &second) || !take_char(t, separator) ||
        !take_year(t, separator == '/'))
        return false;
    bool month_first = separator != '.' && t->hint && t->hint->month_first;

    if (separator != '.' && first > 12)
        month_first = false;
    if (separator != '.' && second > 12)
        month_first = true;
    t->is.month = month_first ? first : second;
    t->is.day = month_first ? second : first;
    return take_rest(t, false);
}

/* 03-Feb-2026, 3 Feb 2026, 31/Jan/2026:10:15:30, 03-Feb-26 */
static bool
read_day_first(struct parts *t)
{
    char separator;

    if (!take_number(t, 1, 2, &t->is.day))
        return false;
    separator = peek(t);
    if (separator == '-' || separator == '/')
        advance(t, 1);
    else if (!take_blanks(t))
        return false;
    if (!take_month(t))
        return false;
    if (separator == '-' || separator == '/' ? !take_char(t, separator)
                                             : !take_blanks(t))
        return false;
    return take_year(t, true) && take_rest(t, separator == '/');
}

/* Feb  3 10:15:30 [UTC] [2026 [UTC]], Feb 3 2026 10:15:30, January 31, 2026 */
static bool
read_month_first(struct parts *t)
{
    struct parts ahead;

    if (!take_month(t) || !take_blanks(t) || !take_number(t, 1, 2, &t->is.day))
        return false;
    ahead = *t;
    (void)take_char(&ahead, ',');
    if (take_blanks(&ahead) && take_year(&ahead, false)) {
        *t = ahead;
        return take_rest(t, false);
    }
    /* A date without a year needs a time: "May 5" is in every text. */
    if (!take_blanks(t) || !take_clock(t) || !take_zone(t))
        return false;
    ahead = *t;
    if (take_blanks(&ahead) && take_year(&ahead, false)) {
        *t = ahead;
        return t->is.has_zone || take_zone(t);
    }
    return true;
}

/* Digits at the front: which of the forms is it? */
static bool
read_digits(struct parts *t, size_t digits)
{
    char behind = digits < t->rest.len ? t->rest.p[digits] : '\0';
    char then = digits + 1 < t->rest.len ? t->rest.p[digits + 1] : '\0';

    if (digits == 8 || digits == 14)
        return read_compact(t);
    if (digits == 4 && (behind == '-' || behind == '/' || behind == '.'))
        return read_year_first(t);
    if (digits > 2)
        return false;
    if (behind == ' ' || ((behind == '-' || behind == '/') && is_letter(then)))
        return read_day_first(t);
    if (behind == '-' || behind == '/' || behind == '.')
        return read_numeric(t);
    return false;
}

struct rc_time
rc_time_read_dialect(struct rc_slice text, const struct rc_time_hint *hint)
{
    static const struct rc_time none = {.at_us = RC_TIME_NONE,
                                        .zone = RC_ZONE_ABSENT};
    struct parts t = {.rest = rc_slice_trim(text), .hint = hint, .is.year = -1};
    struct rc_time out = {.at_us = RC_TIME_NONE, .zone = RC_ZONE_ABSENT};
    bool read;

    if (!t.rest.len || t.rest.len > TEXT_MAX)
        return none;
    size_t digits = digits_ahead(&t);
    struct rc_slice all = t.rest;

    if (digits) {
        read = read_digits(&t, digits);
        /* Ten digits could begin 1900-2199 as well as be seconds; fourteen
         * are a date when they make one, for as ms they are after 2286. */
        if (digits == 8 || digits == 14)
            read = read && t.is.year >= 1900 && t.is.year <= 2199;
        read = read && !t.rest.len && rc_time_resolve(&t.is, hint, &out);
        if (!read && digits >= 9 && rc_time_epoch(all, &out.at_us)) {
            out.zone = RC_ZONE_STATED;
            read = true;
        }
    } else {
        struct parts again;

        skip_weekday(&t);
        again = t;
        read = is_digit(peek(&t)) ? read_day_first(&t) : read_month_first(&t);
        if (!read && is_digit(peek(&again)) && again.rest.len != all.len) {
            t = again; /* "Sat 2026-01-31 10:15:30 UTC": systemd */
            read = read_digits(&t, digits_ahead(&t));
        }
        read = read && !t.rest.len && rc_time_resolve(&t.is, hint, &out);
    }
    return read && rc_time_is_moment(out.at_us) ? out : none;
}
