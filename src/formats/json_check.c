/*
 * json_check.c -- the strict check: RFC 8259 to the letter, and UTF-8.
 *
 * A walk over every byte with the open brackets on a stack of RC_JSON_DEPTH.
 * The grammar only: an escape of half a surrogate pair is an escape, a number
 * of any size is a number, and a key may come twice (that a wanted one does is
 * the scanner's to find).
 */
#include "formats/kernel.h"

/* From p to the first byte that is not plain ASCII: a control character, a
 * quote, a backslash, or 0x80 and more.  At or beyond the end: there is none.
 */
static const char *
skip_plain(const char *p, const char *end)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);

    for (; p < end; p += 8) {
        uint64_t word, quote, slash, stops;

        memcpy(&word, p, sizeof word);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
        word = __builtin_bswap64(word);
#endif
        quote = word ^ ones * '"';
        slash = word ^ ones * '\\';
        /* a byte less than n borrows into its high bit, and perhaps into those
         * behind it, which come too late to matter */
        stops = word | (word - ones * 0x20) | (quote - ones) | (slash - ones);
        stops &= ones * 0x80;
        if (stops)
            return p + __builtin_ctzll(stops) / 8;
    }
    return p;
}

/* Behind the character of two bytes or more at p, by RFC 3629; NULL: none, or
 * *cut: the bytes end in it. */
static const char *
utf8_character(const char *text, const char *end, bool *cut)
{
    const unsigned char *p = (const unsigned char *)text;
    /* what the second byte may be shuts out overlong forms, surrogates and
     * what is beyond U+10FFFF */
    unsigned char low = 0x80, high = 0xbf;
    int more;

    if (*p >= 0xc2 && *p <= 0xdf) {
        more = 1;
    } else if (*p >= 0xe0 && *p <= 0xef) {
        more = 2;
        low = *p == 0xe0 ? 0xa0 : 0x80;
        high = *p == 0xed ? 0x9f : 0xbf;
    } else if (*p >= 0xf0 && *p <= 0xf4) {
        more = 3;
        low = *p == 0xf0 ? 0x90 : 0x80;
        high = *p == 0xf4 ? 0x8f : 0xbf;
    } else {
        return NULL;
    }
    while (more--) {
        if ((const char *)++p == end) {
            *cut = true;
            return NULL;
        }
        if (*p < low || *p > high)
            return NULL;
        low = 0x80;
        high = 0xbf;
    }
    return (const char *)p + 1;
}

/* Behind the escape at p (its backslash). */
static const char *
check_escape(struct rc_json_scan *scan, const char *p)
{
    const char *end = scan->end;

    if (++p == end)
        return rc_json_short(scan);
    if (*p != 'u') {
        if (!memchr("\"\\/bfnrt", *p, 8))
            return rc_json_bad(scan, "an escape in a string is none");
        return p + 1;
    }
    p++;
    for (int i = 0; i < 4; i++, p++) {
        if (p == end)
            return rc_json_short(scan);
        if (!((*p >= '0' && *p <= '9') || (*p >= 'a' && *p <= 'f') ||
              (*p >= 'A' && *p <= 'F')))
            return rc_json_bad(scan, "an escape in a string is none");
    }
    return p;
}

/* Behind the string whose opening quote is before p. */
static const char *
check_string(struct rc_json_scan *scan, const char *p)
{
    const char *end = scan->end;

    while ((p = skip_plain(p, end)) < end) {
        unsigned char c = (unsigned char)*p;
        bool cut = false;

        if (c == '"')
            return p + 1;
        if (c < 0x20)
            return rc_json_bad(scan, "a control character in a string");
        if (c == '\\') {
            p = check_escape(scan, p);
            if (!p)
                return NULL;
        } else {
            p = utf8_character(p, end, &cut);
            if (cut)
                return rc_json_short(scan);
            if (!p)
                return rc_json_bad(scan, "a string is not UTF-8");
        }
    }
    return rc_json_short(scan);
}

/* Behind the key at p and its colon. */
static const char *
check_key(struct rc_json_scan *scan, const char *p)
{
    if (p == scan->end)
        return rc_json_short(scan);
    if (*p != '"')
        return rc_json_bad(scan, "a key was expected");
    p = check_string(scan, p + 1);
    if (!p)
        return NULL;
    p = rc_json_space(p, scan->end);
    if (p == scan->end)
        return rc_json_short(scan);
    if (*p != ':')
        return rc_json_bad(scan, "a colon was expected behind a key");
    return rc_json_space(p + 1, scan->end);
}

/* Behind the string, number or literal at p. */
static const char *
check_scalar(struct rc_json_scan *scan, const char *p)
{
    enum rc_json_type type;

    if (*p == '"')
        return check_string(scan, p + 1);
    if (*p == 'n' || *p == 't' || *p == 'f')
        return rc_json_literal(scan, p, &type);
    return rc_json_number(scan, p, true);
}

/* The brackets that are open. */
struct open_brackets {
    size_t count;
    char closes[RC_JSON_DEPTH]; /* what closes each of them */
};

/* From behind a value to where the next one begins, closing what is closed on
 * the way; with nothing left open it is the end of the text. */
static const char *
check_behind(struct rc_json_scan *scan, const char *p,
             struct open_brackets *open)
{
    while (open->count) {
        char closes = open->closes[open->count - 1];

        p = rc_json_space(p, scan->end);
        if (p == scan->end)
            return rc_json_short(scan);
        if (*p == ',') {
            p = rc_json_space(p + 1, scan->end);
            return closes == '}' ? check_key(scan, p) : p;
        }
        if (*p != closes)
            return rc_json_bad(scan, closes == '}'
                                         ? "a comma or } was expected"
                                         : "a comma or ] was expected");
        open->count--;
        p++;
    }
    return p;
}

/* From a bracket at p to where the first value inside begins, or behind the
 * closing one when there is none (*empty). */
static const char *
check_open(struct rc_json_scan *scan, const char *p, struct open_brackets *open,
           bool *empty)
{
    char closes = *p == '{' ? '}' : ']';

    if (open->count == RC_JSON_DEPTH)
        return rc_json_bad(scan, "brackets are nested too deeply");
    p = rc_json_space(p + 1, scan->end);
    if (p == scan->end)
        return rc_json_short(scan);
    *empty = *p == closes;
    if (*empty)
        return p + 1;
    open->closes[open->count++] = closes;
    return closes == '}' ? check_key(scan, p) : p;
}

enum rc_json_result
rc_json_check(struct rc_slice bytes, size_t *used, const char **why)
{
    struct rc_json_scan scan = {.end = slice_end(bytes), .result = RC_JSON_OK};
    struct open_brackets open = {.count = 0};
    const char *p = rc_json_space(bytes.p, scan.end);

    do {
        bool whole = true;

        if (p == scan.end)
            p = rc_json_short(&scan);
        else if (*p == '{' || *p == '[')
            p = check_open(&scan, p, &open, &whole);
        else
            p = check_scalar(&scan, p);
        if (p && whole)
            p = check_behind(&scan, p, &open);
    } while (p && open.count);

    if (!p) {
        *why = scan.why;
        return scan.result;
    }
    *used = (size_t)(p - bytes.p);
    return RC_JSON_OK;
}

bool
rc_json_valid(struct rc_slice text, const char **why)
{
    size_t used = 0;

    if (rc_json_check(text, &used, why) != RC_JSON_OK)
        return false;
    if (rc_json_space(text.p + used, slice_end(text)) == slice_end(text))
        return true;
    *why = "something stands behind the value";
    return false;
}
