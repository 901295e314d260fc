/* slice.c -- looking at bytes; see slice.h. */
#include "base/slice.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>

/* No number that means something is longer; 767 digits can matter at most. */
enum { DOUBLE_MAX_BYTES = 800 };

static locale_t plain; /* the "C" locale, made once */

static void
make_plain(void)
{
    plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
}

static inline unsigned char
lower(char c)
{
    unsigned char u = (unsigned char)c;

    return u >= 'A' && u <= 'Z' ? (unsigned char)(u | 0x20) : u;
}

int
rc_slice_cmp(struct rc_slice a, struct rc_slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.p, b.p, n) : 0;

    if (order)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

bool
rc_slice_ieq(struct rc_slice a, struct rc_slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (lower(a.p[i]) != lower(b.p[i]))
            return false;
    return true;
}

bool
rc_slice_starts(struct rc_slice s, struct rc_slice prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || memcmp(s.p, prefix.p, prefix.len) == 0);
}

bool
rc_slice_ends(struct rc_slice s, struct rc_slice suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 ||
            memcmp(s.p + s.len - suffix.len, suffix.p, suffix.len) == 0);
}

size_t
rc_slice_ifind(struct rc_slice s, struct rc_slice needle)
{
    if (!needle.len)
        return 0;
    for (size_t at = 0; at + needle.len <= s.len; at++)
        if (rc_slice_ieq((struct rc_slice){s.p + at, needle.len}, needle))
            return at;
    return SIZE_MAX;
}

static bool
is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct rc_slice
rc_slice_trim(struct rc_slice s)
{
    while (s.len && is_space(s.p[0])) {
        s.p++;
        s.len--;
    }
    while (s.len && is_space(s.p[s.len - 1]))
        s.len--;
    return s;
}

bool
rc_slice_cut(struct rc_slice *rest, char end, struct rc_slice *piece)
{
    const char *at = rest->len ? memchr(rest->p, end, rest->len) : NULL;

    if (!at)
        return false;
    *piece = (struct rc_slice){rest->p, (size_t)(at - rest->p)};
    rest->len -= piece->len + 1;
    rest->p = at + 1;
    return true;
}

bool
rc_slice_int(struct rc_slice s, int64_t *value)
{
    bool minus = s.len && s.p[0] == '-';
    size_t i = minus || (s.len && s.p[0] == '+');
    uint64_t sum = 0;

    if (i == s.len || s.len - i > 19)
        return false;
    for (; i < s.len; i++) {
        unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';

        if (digit > 9)
            return false;
        sum = sum * 10 + digit;
    }
    if (sum > (uint64_t)INT64_MAX + minus)
        return false;
    /* Turned while unsigned: -INT64_MIN does not exist. */
    *value = (int64_t)(minus ? 0 - sum : sum);
    return true;
}

/* strtod, but never with the machine's own decimal comma. */
static double
exact_double(const char *text)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;

    pthread_once(&once, make_plain);
    return plain ? strtod_l(text, NULL, plain) : strtod(text, NULL);
}

/*
 * Up to 2^53 the digits are a double exactly, and so is 10^22: one division or
 * multiplication then rounds once, as it should (W. Clinger, "How to read
 * floating point numbers accurately").  The rest goes to the C library.
 */
static bool
quick_double(uint64_t digits, int64_t exponent, double *value)
{
    static const double tens[] = {
        1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

    if (digits > UINT64_C(1) << 53 || exponent < -22 || exponent > 22)
        return false;
    *value = exponent < 0 ? (double)digits / tens[-exponent]
                          : (double)digits * tens[exponent];
    return true;
}

bool
rc_slice_double(struct rc_slice s, double *value)
{
    char text[DOUBLE_MAX_BYTES + 1];
    size_t i = s.len && (s.p[0] == '-' || s.p[0] == '+');
    bool minus = s.len && s.p[0] == '-', point = false;
    uint64_t sum = 0;
    int64_t exponent = 0;
    int digits = 0, scale = 0, kept = 0;
    double got;

    if (s.len > DOUBLE_MAX_BYTES)
        return false;
    for (; i < s.len; i++) {
        if (s.p[i] == '.' && !point) {
            point = true;
            continue;
        }
        if (s.p[i] < '0' || s.p[i] > '9')
            break;
        digits++;
        scale -= point;
        if (kept < 19) {
            sum = sum * 10 + (uint64_t)(s.p[i] - '0');
            kept += sum != 0;
        } else {
            kept++;
        }
    }
    if (!digits)
        return false;
    if (i < s.len && (s.p[i] == 'e' || s.p[i] == 'E')) {
        if (!rc_slice_int((struct rc_slice){s.p + i + 1, s.len - i - 1},
                          &exponent))
            return false;
        i = s.len;
    }
    if (i != s.len)
        return false;
    if (kept > 19 || exponent > 400 || exponent < -400 ||
        !quick_double(sum, scale + exponent, &got)) {
        memcpy(text, s.p, s.len);
        text[s.len] = '\0';
        got = fabs(exact_double(text));
    }
    if (!isfinite(got))
        return false;
    *value = minus ? -got : got;
    return true;
}
