/*
 * time_read.c -- the times vendors write, most of them in one shape.
 *
 *     2026-01-31T10:15:30.250Z
 *     |       |  |       ||  +-- Z, and nothing behind it
 *     |       |  |       |+----- 1 to 9 digits, or no dot at all
 *     |       |  +-------+------ bytes 11 to 18
 *     +-------+----------------- bytes 0 to 10
 *
 * That shape is read eight bytes at a time: a byte XOR what should stand there
 * is 0 for a separator and 0..9 for a digit, one addition shows in the top
 * bits whether any is not, and one multiplication makes two-digit numbers of
 * neighbours.  What it does not take (also a leap second, or 24:00) goes on to
 * the dialects in time_dialect.c.
 */
#include "base/time_dialect.h"

#define BYTES(c) (UINT64_C(0x0101010101010101) * (c))

/* Eight bytes, the first the lowest on any machine. */
static inline uint64_t
load8(const char *p)
{
    uint64_t v;

    memcpy(&v, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    v = __builtin_bswap64(v);
#endif
    return v;
}

/* A mask with 0x76 where a digit should be and 0x7f where a separator should
 * be carries into the top bit when a byte is over 9 or over 0; a byte with its
 * top bit set shows by itself. */
static inline uint64_t
misfits(uint64_t v, uint64_t limits)
{
    return ((v + limits) | v) & BYTES(0x80);
}

static inline int
byte_of(uint64_t v, int i)
{
    return (int)(v >> (8 * i) & 0xff);
}

/* Eight digits (first the lowest byte, values 0..9) as a number. */
static inline uint32_t
number8(uint64_t v)
{
    v = v * 10 + (v >> 8); /* bytes 0 2 4 6: two digits each */
    return (uint32_t)(((v & UINT64_C(0x000000ff000000ff)) *
                           (100 + (UINT64_C(1000000) << 32)) +
                       (v >> 16 & UINT64_C(0x000000ff000000ff)) *
                           (1 + (UINT64_C(10000) << 32))) >>
                      32);
}

/* Digits of fraction before the closing Z, as microseconds; -1 when they are
 * none.  text is 22 to 30 bytes long, so that eight bytes before the Z are
 * always inside it. */
static inline int
fraction_us(struct rc_slice text)
{
    size_t digits = text.len - 21;
    /* With nine digits the last one is below a microsecond. */
    size_t read = digits == 9 ? 8 : digits;
    uint64_t v = load8(text.p + 20 + read - 8) ^ BYTES('0');

    v >>= 8 * (8 - read);
    if (misfits(v, BYTES(0x76)) || (unsigned)(text.p[text.len - 2] - '0') > 9)
        return -1;
    return (int)(number8(v) / 100);
}

static const uint8_t month_days[16] = {0,  31, 28, 31, 30, 31, 30,
                                       31, 31, 30, 31, 30, 31};
static const uint16_t days_before[16] = {0,   0,   31,  59,  90,  120, 151,
                                         181, 212, 243, 273, 304, 334};

/* The exact form above.  False: it is something else, or needs care. */
static inline bool
read_exact(struct rc_slice text, int64_t *at_us)
{
    /* What should stand in the 24 bytes 0-7, 8-15 and 11-18. */
    uint64_t ymd = load8(text.p) ^ load8("0000-00-");
    uint64_t dhm = load8(text.p + 8) ^ load8("00T00:00");
    uint64_t hms = load8(text.p + 11) ^ load8("00:00:00");
    int us = 0;

    if (misfits(ymd, UINT64_C(0x7f76767f76767676)) |
        misfits(dhm, UINT64_C(0x76767f76767f7676)) |
        misfits(hms, UINT64_C(0x76767f76767f7676)))
        return false;
    if (text.p[text.len - 1] != 'Z')
        return false;
    if (text.len != 20) {
        if (text.p[19] != '.' || text.len == 21)
            return false;
        us = fraction_us(text);
    }
    ymd = ymd * 10 + (ymd >> 8);
    dhm = dhm * 10 + (dhm >> 8);
    hms = hms * 10 + (hms >> 8);
    int year = byte_of(ymd, 0) * 100 + byte_of(ymd, 2);
    int month = byte_of(ymd, 5), day = byte_of(dhm, 0);
    int hour = byte_of(dhm, 3), minute = byte_of(dhm, 6);
    int second = byte_of(hms, 6);

    if ((us < 0) | (year < 2) | (year > 9998) | (month < 1) | (month > 12) |
        (day < 1) | (hour > 23) | (minute > 59) | (second > 59))
        return false;
    int leap = (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0));
    int before = year - 1;

    if (day > month_days[month] + (leap & (month == 2)))
        return false;
    /* Days before the year, counted from 0001-01-01, less those to 1970. */
    int days = before * 365 + before / 4 - before / 100 + before / 400 -
               719162 + days_before[month] + (leap & (month > 2)) + day - 1;

    *at_us = days * RC_US_PER_DAY +
             (hour * 3600 + minute * 60 + second) * RC_US_PER_SECOND + us;
    return true;
}

struct rc_time
rc_time_read(struct rc_slice text, const struct rc_time_hint *hint)
{
    int64_t at_us;

    if (text.len >= 20 && text.len <= 30 && read_exact(text, &at_us))
        return (struct rc_time){.at_us = at_us, .zone = RC_ZONE_STATED};
    return rc_time_read_dialect(text, hint);
}
