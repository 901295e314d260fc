/* json_text.c -- white space, literals, numbers and strings, one byte at a
 * time: what is short or rare. */
#include "formats/kernel.h"

const char *
rc_json_space(const char *p, const char *end)
{
    while (p < end && rc_json_is_space(*p))
        p++;
    return p;
}

const char *
rc_json_literal(struct rc_json_scan *scan, const char *p,
                enum rc_json_type *type)
{
    static const struct {
        const char *text;
        enum rc_json_type type;
    } words[] = {{"null", RC_JSON_NULL},
                 {"true", RC_JSON_TRUE},
                 {"false", RC_JSON_FALSE}};
    size_t which = *p == 'n' ? 0 : *p == 't' ? 1 : 2;
    size_t len = which == 2 ? 5 : 4;
    size_t left = (size_t)(scan->end - p);

    if (memcmp(p, words[which].text, left < len ? left : len) != 0)
        return rc_json_bad(scan, "a value was expected");
    if (left < len)
        return rc_json_short(scan);
    *type = words[which].type;
    return p + len;
}

static const char *
digits(const char *p, const char *end)
{
    while (p < end && *p >= '0' && *p <= '9')
        p++;
    return p;
}

/* Whether from p to end there is just a number by RFC 8259. */
static bool
is_number(const char *p, const char *end)
{
    const char *from;

    p += p < end && *p == '-';
    from = p;
    p = digits(p, end);
    if (p == from || (*from == '0' && p != from + 1))
        return false;
    if (p < end && *p == '.') {
        from = p + 1;
        p = digits(from, end);
        if (p == from)
            return false;
    }
    if (p < end && (*p | 0x20) == 'e') {
        p++;
        p += p < end && (*p == '+' || *p == '-');
        from = p;
        p = digits(from, end);
        if (p == from)
            return false;
    }
    return p == end;
}

/* What may stand in a number: digits + - . E e */
static inline bool
in_number(char c)
{
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' ||
           (c | 0x20) == 'e';
}

const char *
rc_json_number(struct rc_json_scan *scan, const char *p, bool check)
{
    const char *start = p;

    while (p < scan->end && in_number(*p))
        p++;
    if (p == start)
        return rc_json_bad(scan, "a value was expected");
    if (check && !is_number(start, p))
        return p < scan->end ? rc_json_bad(scan, "a number is not well formed")
                             : rc_json_short(scan);
    return p;
}

/* The four hexadecimal digits at p < end, or -1. */
static int32_t
hex4(const char *p, const char *end)
{
    int32_t value = 0;

    if (end - p < 4)
        return -1;
    for (int i = 0; i < 4; i++) {
        char c = p[i];
        int digit;

        if (c >= '0' && c <= '9')
            digit = c - '0';
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f')
            digit = (c | 0x20) - 'a' + 10;
        else
            return -1;
        value = value << 4 | digit;
    }
    return value;
}

static char *
put_utf8(char *out, int32_t c)
{
    if (c < 0x80) {
        *out++ = (char)c;
    } else if (c < 0x800) {
        *out++ = (char)(0xc0 | c >> 6);
        *out++ = (char)(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        *out++ = (char)(0xe0 | c >> 12);
        *out++ = (char)(0x80 | (c >> 6 & 0x3f));
        *out++ = (char)(0x80 | (c & 0x3f));
    } else {
        *out++ = (char)(0xf0 | c >> 18);
        *out++ = (char)(0x80 | (c >> 12 & 0x3f));
        *out++ = (char)(0x80 | (c >> 6 & 0x3f));
        *out++ = (char)(0x80 | (c & 0x3f));
    }
    return out;
}

static bool
is_low_surrogate(int32_t c)
{
    return c >= 0xdc00 && c <= 0xdfff;
}

/* The character whose \u stands before *p; *p moves behind it.  -1: none. */
static int32_t
escaped_character(const char **p, const char *end)
{
    int32_t c = hex4(*p, end), low;

    if (c < 0)
        return -1;
    *p += 4;
    if (is_low_surrogate(c))
        return 0xfffd; /* no high one went before */
    if (c < 0xd800 || c > 0xdfff)
        return c;
    if (end - *p < 6 || (*p)[0] != '\\' || (*p)[1] != 'u')
        return 0xfffd;
    low = hex4(*p + 2, end);
    if (!is_low_surrogate(low))
        return 0xfffd; /* what follows is read on its own */
    *p += 6;
    return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

bool
rc_json_unescape(struct rc_slice raw, struct rc_arena *arena,
                 struct rc_slice *text)
{
    /* no escape is shorter than what it stands for */
    char *start = rc_arena_take(arena, raw.len + RC_PAD), *out = start;
    const char *p = raw.p, *end = raw.p + raw.len;

    while (p < end) {
        const char *slash = memchr(p, '\\', (size_t)(end - p));
        size_t plain = (size_t)((slash ? slash : end) - p);

        memcpy(out, p, plain);
        out += plain;
        p += plain;
        if (!slash)
            break;
        if (++p == end)
            return false;

        static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
        char c = *p++;
        const char *simple = memchr(from, c, sizeof from - 1);

        if (simple) {
            *out++ = to[simple - from];
            continue;
        }

        int32_t character = c == 'u' ? escaped_character(&p, end) : -1;

        if (character < 0)
            return false;
        out = put_utf8(out, character);
    }
    memset(out, 0, RC_PAD);
    *text = (struct rc_slice){start, (size_t)(out - start)};
    return true;
}
