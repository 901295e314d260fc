/* fold.c -- see fold.h. */
#include "subjects/fold.h"

/* The letters U+00C0 to U+017F without their accents, one a code point; a
 * blank is no letter.  Two-letter ones (ß, æ, œ, þ) are handled apart. */
static const char latin[] = "aaaaaa?ceeeeiiiidnooooo ouuuuy??aaaaaa?ceeeeiiii"
                            "dnooooo ouuuuy?yaaaaaaccccccccddddeeeeeeeeeegggg"
                            "gggghhhhiiiiiiiiii??jjkkkllllllllllnnnnnnnnnoooo"
                            "oo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static const char *
pair_of(uint32_t code)
{
    switch (code) {
    case 0xc6:
    case 0xe6:
        return "ae";
    case 0xde:
    case 0xfe:
        return "th";
    case 0xdf:
        return "ss";
    case 0x132:
    case 0x133:
        return "ij";
    case 0x152:
    case 0x153:
        return "oe";
    default:
        return NULL;
    }
}

struct folded {
    char *out;
    size_t len, cap;
    bool gap; /* a blank is due before the next letter */
};

static void
put(struct folded *to, char c)
{
    if (to->gap && to->len && to->len < to->cap)
        to->out[to->len++] = ' ';
    to->gap = false;
    if (to->len < to->cap)
        to->out[to->len++] = c;
}

static void
put_latin(struct folded *to, uint32_t code)
{
    const char *two = pair_of(code);

    if (two) {
        put(to, two[0]);
        put(to, two[1]);
        return;
    }
    char c = latin[code - 0xc0];

    if (c == ' ' || c == '?')
        to->gap = true;
    else
        put(to, c);
}

size_t
rc_fold(struct rc_slice s, char *out, size_t cap)
{
    struct folded to = {out, 0, cap, false};

    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c >= 'A' && c <= 'Z')
            put(&to, (char)(c | 0x20));
        else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            put(&to, (char)c);
        else if (c < 0x80)
            to.gap = to.gap || c != '\''; /* O'Fallon is one word */
        else if (c >= 0xc3 && c <= 0xc5 && i + 1 < s.len)
            put_latin(&to, ((uint32_t)(c & 0x1f) << 6) |
                               ((unsigned char)s.p[++i] & 0x3f));
        else
            put(&to, (char)c);
    }
    return to.len;
}
