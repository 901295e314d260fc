/* buf.c -- see buf.h. */
#include "base/buf.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void
rc_buf_done(struct rc_buf *buf)
{
    free(buf->p);
    *buf = (struct rc_buf){0};
}

void
rc_buf_reserve(struct rc_buf *buf, size_t more)
{
    size_t need = buf->len + more + RC_PAD;

    if (need <= buf->cap)
        return;
    buf->cap = need + need / 2;
    buf->p = rc_realloc(buf->p, buf->cap);
}

void
rc_buf_put(struct rc_buf *buf, struct rc_slice s)
{
    rc_buf_reserve(buf, s.len);
    if (s.len)
        memcpy(buf->p + buf->len, s.p, s.len);
    buf->len += s.len;
}

void
rc_buf_char(struct rc_buf *buf, char c)
{
    rc_buf_reserve(buf, 1);
    buf->p[buf->len++] = c;
}

void
rc_buf_print(struct rc_buf *buf, const char *format, ...)
{
    enum { GUESS = 128 };
    va_list args, again;
    int len;

    va_start(args, format);
    va_copy(again, args);
    rc_buf_reserve(buf, GUESS);
    len = vsnprintf(buf->p + buf->len, GUESS, format, args);
    va_end(args);
    if (len >= GUESS) {
        rc_buf_reserve(buf, (size_t)len + 1);
        vsnprintf(buf->p + buf->len, (size_t)len + 1, format, again);
    }
    va_end(again);
    buf->len += (size_t)len;
}

/* Length of the UTF-8 sequence at p (1 to 4), or 0 where there is none. */
static size_t
utf8_len(const unsigned char *p, size_t left)
{
    if (p[0] < 0x80)
        return 1;
    size_t n = p[0] >= 0xf0 ? 4 : p[0] >= 0xe0 ? 3 : 2;

    if (p[0] < 0xc2 || p[0] > 0xf4 || n > left)
        return 0;
    for (size_t i = 1; i < n; i++)
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    if ((p[0] == 0xe0 && p[1] < 0xa0) || (p[0] == 0xed && p[1] > 0x9f) ||
        (p[0] == 0xf0 && p[1] < 0x90) || (p[0] == 0xf4 && p[1] > 0x8f))
        return 0;
    return n;
}

static void
put_escape(struct rc_buf *buf, unsigned char c)
{
    static const char two[] = "\"\"\\\\\bb\ff\nn\rr\tt";

    for (const char *at = two; *at; at += 2)
        if ((unsigned char)at[0] == c) {
            rc_buf_char(buf, '\\');
            rc_buf_char(buf, at[1]);
            return;
        }
    rc_buf_print(buf, "\\u%04x", c);
}

void
rc_buf_json(struct rc_buf *buf, struct rc_slice s)
{
    const unsigned char *p = (const unsigned char *)s.p;
    size_t start = 0, i = 0;

    rc_buf_char(buf, '"');
    if (!s.len) { /* s.p may be NULL, and nothing can be added to that */
        rc_buf_char(buf, '"');
        return;
    }
    while (i < s.len) {
        if (p[i] >= 0x20 && p[i] != '"' && p[i] != '\\' && p[i] < 0x80) {
            i++;
            continue;
        }
        size_t n = p[i] < 0x80 ? 0 : utf8_len(p + i, s.len - i);

        if (n) {
            i += n;
            continue;
        }
        rc_buf_put(buf, (struct rc_slice){s.p + start, i - start});
        if (p[i] < 0x80)
            put_escape(buf, p[i]);
        else
            rc_buf_put(buf, RC_S("\\ufffd"));
        start = ++i;
    }
    rc_buf_put(buf, (struct rc_slice){s.p + start, i - start});
    rc_buf_char(buf, '"');
}

void
rc_buf_html(struct rc_buf *buf, struct rc_slice s)
{
    static const char *const entity[256] = {['&'] = "&amp;",
                                            ['<'] = "&lt;",
                                            ['>'] = "&gt;",
                                            ['"'] = "&quot;",
                                            ['\''] = "&#39;"};

    for (size_t i = 0; i < s.len; i++) {
        const char *name = entity[(unsigned char)s.p[i]];

        if (name)
            rc_buf_put(buf, rc_slice_of(name));
        else
            rc_buf_char(buf, s.p[i]);
    }
}

void
rc_buf_json_double(struct rc_buf *buf, double value)
{
    char text[40];

    if (!isfinite(value)) {
        rc_buf_put(buf, RC_S("null"));
        return;
    }
    /* Any decimal of up to 15 digits survives the way there and back, so that
     * fewer need not be tried; but not where a double has fewer bits. */
    int digits = fabs(value) < DBL_MIN ? 1 : DBL_DIG;

    for (; digits <= 17; digits++) {
        double back;

        snprintf(text, sizeof text, "%.*g", digits, value);
        for (char *at = text; *at; at++)
            if (!strchr("0123456789+-e", *at))
                *at = '.'; /* a locale's decimal comma */
        if (rc_slice_double(rc_slice_of(text), &back) && back == value)
            break;
    }
    rc_buf_put(buf, rc_slice_of(text));
}
