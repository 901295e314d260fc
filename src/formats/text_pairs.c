/*
 * text_pairs.c -- key=value and its kin; see format.h.
 *
 * Looking for where a loose value ends costs a bounded step at each delimiter
 * (a key has at most KEY_MAX characters), so a line costs its length.
 */
#include "formats/format.h"

enum { KEY_MAX = 64 };

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool
is_between(const struct rc_pairs *pairs, char c)
{
    return c == pairs->between || (pairs->between == ' ' && is_blank(c));
}

static bool
is_key(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
           c == '/' || c == '[' || c == ']' || c == '@';
}

static void
advance(struct rc_slice *rest, size_t by)
{
    rest->p += by;
    rest->len -= by;
}

/* How long the key at bytes is, up to its assign; 0: no key is here. */
static size_t
key_length(const struct rc_pairs *pairs, struct rc_slice bytes)
{
    bool blanks = pairs->loose && pairs->between != ' ';
    size_t i = 0;

    while (i < bytes.len && i < KEY_MAX &&
           (is_key(bytes.p[i]) || (blanks && i && bytes.p[i] == ' ')))
        i++;
    if (!i || i == bytes.len || bytes.p[i] != pairs->assign)
        return 0;
    if (!pairs->loose || pairs->assign != ':')
        return i;
    /* http://: a colon inside a value */
    return i + 1 == bytes.len || bytes.p[i + 1] == ' ' ||
                   bytes.p[i + 1] == pairs->between
               ? i
               : 0;
}

/* Where the unquoted value at bytes ends. */
static size_t
plain_length(const struct rc_pairs *pairs, struct rc_slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        struct rc_slice behind;

        if (!is_between(pairs, bytes.p[i]))
            continue;
        if (!pairs->loose)
            return i;
        behind = (struct rc_slice){bytes.p + i + 1, bytes.len - i - 1};
        if (behind.len && behind.p[0] == ' ')
            advance(&behind, 1);
        if (key_length(pairs, behind))
            return i;
    }
    return bytes.len;
}

/* The value at the beginning of *rest, which is moved behind it. */
static struct rc_slice
take_value(struct rc_pairs *pairs, struct rc_slice *rest)
{
    struct rc_slice value = *rest;

    pairs->escaped = pairs->loose && pairs->assign == '=';
    if (rest->len && rest->p[0] == '"' && !pairs->escaped) {
        size_t i = 1;

        while (i < rest->len && rest->p[i] != '"')
            i += 1 + (rest->p[i] == '\\');
        if (i < rest->len) {
            advance(rest, i + 1);
            pairs->escaped = true;
            return (struct rc_slice){value.p + 1, i - 1};
        }
    }
    value.len = plain_length(pairs, *rest);
    advance(rest, value.len);
    value = rc_slice_trim(value);
    /* the last of {a=b, c=d} */
    if (pairs->between == ',' && !pairs->loose && value.len &&
        value.p[value.len - 1] == '}' && !memchr(value.p, '{', value.len))
        value = rc_slice_trim((struct rc_slice){value.p, value.len - 1});
    return value;
}

bool
rc_pairs_next(struct rc_pairs *pairs, struct rc_slice *key,
              struct rc_slice *value)
{
    struct rc_slice *rest = &pairs->rest;

    while (rest->len) {
        size_t len;

        while (rest->len &&
               (is_blank(rest->p[0]) || rest->p[0] == '{' ||
                rest->p[0] == '[' || is_between(pairs, rest->p[0])))
            advance(rest, 1);
        len = key_length(pairs, *rest);
        if (!len) { /* no pair: on to where the next may begin */
            while (rest->len && !is_blank(rest->p[0]) &&
                   !is_between(pairs, rest->p[0]))
                advance(rest, 1);
            continue;
        }
        *key = (struct rc_slice){rest->p, len};
        advance(rest, len + 1);
        if (rest->len && rest->p[0] == pairs->assign && pairs->assign == ':')
            advance(rest, 1); /* Check Point: key::"value" */
        while (rest->len && pairs->between != ' ' && rest->p[0] == ' ')
            advance(rest, 1);
        *value = take_value(pairs, rest);
        return true;
    }
    return false;
}

struct rc_slice
rc_pairs_text(struct rc_slice value, struct rc_arena *arena)
{
    char *to;
    size_t len = 0;

    if (!value.len || !memchr(value.p, '\\', value.len))
        return value;
    to = rc_arena_take(arena, value.len + RC_PAD);
    for (size_t i = 0; i < value.len; i++) {
        char next = i + 1 < value.len ? value.p[i + 1] : '\0';

        if (value.p[i] == '\\' && next && strchr("\"\\=|]", next))
            to[len++] = value.p[++i];
        else
            to[len++] = value.p[i];
    }
    memset(to + len, 0, RC_PAD);
    return (struct rc_slice){to, len};
}
