/* table_value.c -- texts as the rows of a table look at them: words, addresses,
 * counted times; see table.h. */
#include "sources/table_made.h"

static bool
is_word(struct rc_slice text, const struct rc_word *word)
{
    size_t len = word->text.len;

    if (text.len < len)
        return false;
    if (!word->open_front) {
        if (!word->open_back && text.len != len)
            return false;
        text.len = len;
        return rc_slice_ieq(text, word->text);
    }
    if (!len)
        return text.len != 0;
    if (word->open_back)
        return rc_slice_ifind(text, word->text) != SIZE_MAX;
    return rc_slice_ieq((struct rc_slice){text.p + text.len - len, len},
                        word->text);
}

bool
rc_words_have(struct rc_slice text, struct rc_words words)
{
    if (!text.len)
        return false;
    for (unsigned i = 0; i < words.count; i++)
        if (is_word(text, &words.list[i]))
            return true;
    return false;
}

/* IPv6 without brackets and its port, in the ways of RFC 5952, section 6:
 * a:b:c:d:e:f:g:h:80, ...p80, ...#80, ....80, and "... port 80". */
static struct rc_slice
without_port(struct rc_slice text)
{
    size_t colons = 0, dots = 0, last = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if (c == '[' || c == '%')
            return text; /* rc_ip_text knows these */
        if (c == '.' && colons > 1) {
            dots++;
            last = i;
        }
        if (c == ':') {
            colons++;
            last = i;
        } else if (colons > 1 && (c == 'p' || c == '#' || c == ' ')) {
            return (struct rc_slice){text.p, i};
        }
    }
    return colons == 8 || dots == 1 ? (struct rc_slice){text.p, last} : text;
}

/* The first address in "a, b"; empty when text is none. */
struct rc_slice
rc_address_in(struct rc_slice text)
{
    size_t dots = 0, colons = 0;
    struct rc_slice first;

    if (rc_slice_cut(&text, ',', &first))
        text = first;
    text = without_port(rc_slice_trim(text));
    for (size_t i = 0; i < text.len; i++) {
        char c = text.p[i];

        if (c == '%' && colons > 1)
            break; /* the interface's name */
        dots += c == '.';
        colons += c == ':';
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
              (c >= 'A' && c <= 'F') || (c && strchr(".:[]", c))))
            return RC_SLICE_NONE;
    }
    return dots == 3 || colons > 1 ? text : RC_SLICE_NONE;
}

/* A count of units of `per_second` since an epoch; false when text is none. */
bool
rc_counted_time(struct rc_slice text, enum rc_clock clock, int64_t *at_us)
{
    static const double us[] = {[RC_CLOCK_S] = 1e6,
                                [RC_CLOCK_MS] = 1e3,
                                [RC_CLOCK_US] = 1,
                                [RC_CLOCK_NS] = 1e-3,
                                [RC_CLOCK_FILETIME] = 0.1};
    static const double year_9999_us = 253370764800e6,
                        from_1601_us = 11644473600e6;
    double value;
    int64_t whole;

    if (!rc_slice_double(text, &value))
        return false;
    value *= us[clock];
    if (clock == RC_CLOCK_FILETIME)
        value -= from_1601_us;
    if (!(value > 0) || value >= year_9999_us)
        return false;
    *at_us = (int64_t)value;
    if (!rc_slice_int(text, &whole))
        return true;
    if (clock == RC_CLOCK_NS) /* a double is too short for these */
        *at_us = whole / 1000;
    else if (clock == RC_CLOCK_FILETIME)
        *at_us = whole / 10 - INT64_C(11644473600000000);
    return true;
}
