/*
 * text.c -- text that is not UTF-8, told by a stream's head and read as UTF-8.
 *
 *     ff fe / fe ff       UTF-16, little or big end first
 *     h 00 i 00           the same without a mark: zeros in every other byte
 *     caf e9              Windows-1252, and Latin-1, which is a part of it
 *
 * The head decides for the whole stream.  Eight-bit text is told by bytes that
 * cannot be UTF-8, where more of them are wrong than right; what begins like
 * JSON is left alone, for JSON is UTF-8 and a wrong byte in it is damage.  What
 * stands behind is counted in the UTF-8 that is made.
 */
#include <stdlib.h>

#include "readers/layers.h"

enum { IN_BYTES = 16 * 1024, LOOK_BYTES = 4096, LEAST_BYTES = 16 };

/* Of 0x80 to 0x9f; the rest is Latin-1. */
static const uint16_t cp1252[32] = {
    0x20ac, 0xfffd, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
    0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0xfffd, 0x017d, 0xfffd,
    0xfffd, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0xfffd, 0x017e, 0x0178,
};

/* --- telling -------------------------------------------------------------- */

/* How long the character at p is; 0 when it is none, SIZE_MAX when it may go
 * on behind the end. */
static size_t
utf8_len(const unsigned char *p, size_t left)
{
    size_t len = p[0] < 0x80                    ? 1
                 : p[0] >= 0xc2 && p[0] <= 0xdf ? 2
                 : (p[0] & 0xf0) == 0xe0        ? 3
                 : p[0] >= 0xf0 && p[0] <= 0xf4 ? 4
                                                : 0;

    for (size_t i = 1; i < len; i++) {
        if (i == left)
            return SIZE_MAX;
        if ((p[i] & 0xc0) != 0x80)
            return 0;
    }
    return len;
}

static bool
is_eight_bit(struct rc_slice head)
{
    size_t wrong = 0, right = 0, controls = 0;
    const unsigned char *p = (const unsigned char *)head.p;
    size_t first = 0;

    while (first < head.len &&
           (p[first] == ' ' || (p[first] >= '\t' && p[first] <= '\r')))
        first++;
    if (first == head.len || strchr("{[<", p[first]))
        return false;
    for (size_t i = 0; i < head.len;) {
        size_t len = utf8_len(p + i, head.len - i);

        if (p[i] == 0)
            return false;
        controls += p[i] < 0x20 && !(p[i] >= '\t' && p[i] <= '\r');
        if (len == SIZE_MAX)
            break;
        wrong += len == 0;
        right += len > 1;
        i += len ? len : 1;
    }
    return wrong > right && controls <= head.len / 128;
}

enum rc_encoding
rc_encoding_of(struct rc_slice head)
{
    size_t most = head.len < LOOK_BYTES ? head.len & ~(size_t)1 : LOOK_BYTES;
    size_t zeros[2] = {0, 0};

    if (rc_slice_starts(head, RC_S("\xff\xfe")))
        return rc_slice_starts(head, RC_S("\xff\xfe\0\0")) ? RC_UTF8
                                                           : RC_UTF16LE;
    if (rc_slice_starts(head, RC_S("\xfe\xff")))
        return RC_UTF16BE;
    for (size_t i = 0; i < most; i++)
        zeros[i & 1] += head.p[i] == 0;
    if (most >= LEAST_BYTES && !zeros[0] && zeros[1] * 10 >= most / 2 * 7)
        return RC_UTF16LE;
    if (most >= LEAST_BYTES && !zeros[1] && zeros[0] * 10 >= most / 2 * 7)
        return RC_UTF16BE;
    return is_eight_bit(head) ? RC_CP1252 : RC_UTF8;
}

/* --- the layer ------------------------------------------------------------ */

struct text {
    struct rc_input input; /* first */
    struct rc_input *from;
    enum rc_encoding encoding;
    unsigned char in[IN_BYTES];
    size_t in_at, in_len;
    bool in_ended, begun;
    char out[4]; /* a character that did not fit */
    size_t out_at, out_len;
};

static size_t
put_utf8(uint32_t c, char *to)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        to[0] = (char)(0xc0 | c >> 6);
        to[1] = (char)(0x80 | (c & 0x3f));
        return 2;
    }
    if (c < 0x10000) {
        to[0] = (char)(0xe0 | c >> 12);
        to[1] = (char)(0x80 | (c >> 6 & 0x3f));
        to[2] = (char)(0x80 | (c & 0x3f));
        return 3;
    }
    to[0] = (char)(0xf0 | c >> 18);
    to[1] = (char)(0x80 | (c >> 12 & 0x3f));
    to[2] = (char)(0x80 | (c >> 6 & 0x3f));
    to[3] = (char)(0x80 | (c & 0x3f));
    return 4;
}

/* At least want bytes in hand, unless the end is near. */
static enum rc_status
refill(struct text *text, size_t want, struct rc_err *err)
{
    enum rc_status st = RC_OK;

    while (st == RC_OK && !text->in_ended &&
           text->in_len - text->in_at < want) {
        size_t got = 0;

        memmove(text->in, text->in + text->in_at, text->in_len - text->in_at);
        text->in_len -= text->in_at;
        text->in_at = 0;
        st = rc_input_read(text->from, (char *)text->in + text->in_len,
                           IN_BYTES - text->in_len, &got, err);
        text->in_len += got;
        text->in_ended = st == RC_OK && !got;
    }
    return st;
}

static uint32_t
unit(const struct text *text, size_t at)
{
    uint32_t a = text->in[text->in_at + at], b = text->in[text->in_at + at + 1];

    return text->encoding == RC_UTF16LE ? a | b << 8 : a << 8 | b;
}

/* The next character, of the bytes in hand (at least one). */
static uint32_t
next_char(struct text *text)
{
    size_t left = text->in_len - text->in_at;
    uint32_t c, low;

    if (text->encoding == RC_CP1252) {
        c = text->in[text->in_at++];
        return c >= 0x80 && c < 0xa0 ? cp1252[c - 0x80] : c;
    }
    c = unit(text, 0);
    text->in_at += 2;
    if (c < 0xd800 || c > 0xdfff)
        return c;
    if (c >= 0xdc00 || left < 4)
        return 0xfffd;
    low = unit(text, 0);
    if (low < 0xdc00 || low > 0xdfff)
        return 0xfffd;
    text->in_at += 2;
    return 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
}

static enum rc_status
text_read(struct rc_input *input, char *to, size_t cap, size_t *got,
          struct rc_err *err)
{
    struct text *text = (struct text *)(void *)input;
    size_t least = text->encoding == RC_CP1252 ? 1 : 2;

    while (*got < cap) {
        enum rc_status st;

        if (text->out_at < text->out_len) {
            to[(*got)++] = text->out[text->out_at++];
            continue;
        }
        st = refill(text, 4, err);
        size_t left = text->in_len - text->in_at;

        if (st != RC_OK && left < 4)
            return st;
        if (!left)
            break;
        if (left < least)
            return rc_fail(err, RC_INPUT, "UTF-16: is cut short");
        uint32_t c = next_char(text);

        if (c == 0xfeff && !text->begun)
            continue;
        text->begun = true;
        text->out_len = put_utf8(c, text->out);
        text->out_at = 0;
    }
    return RC_OK;
}

static void
text_close(struct rc_input *input)
{
    struct text *text = (struct text *)(void *)input;

    rc_input_close(text->from);
    free(text);
}

struct rc_input *
rc_input_text(struct rc_input *from, enum rc_encoding encoding)
{
    struct text *text = rc_alloc(sizeof *text);

    memset(text, 0, sizeof *text);
    text->input = (struct rc_input){.read = text_read, .close = text_close};
    text->from = from;
    text->encoding = encoding;
    return &text->input;
}
