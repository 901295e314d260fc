/* parts.c -- see parts.h. */
#include "faces/reports/parts.h"

#include <inttypes.h>
#include <math.h>

struct rc_slice
rc_part_string(const json_t *value)
{
    if (!json_is_string(value))
        return RC_SLICE_NONE;
    return (struct rc_slice){json_string_value(value),
                             json_string_length(value)};
}

struct rc_slice
rc_part_text(const json_t *object, const char *key)
{
    return rc_part_string(json_object_get(object, key));
}

double
rc_part_number(const json_t *object, const char *key)
{
    double value = json_number_value(json_object_get(object, key));

    /* far beyond what is drawn or counted, and still an integer in int64_t */
    return isfinite(value) ? fmax(-1e15, fmin(1e15, value)) : 0;
}

const json_t *
rc_part_list(const json_t *object, const char *key)
{
    const json_t *list = json_object_get(object, key);

    return json_is_array(list) ? list : NULL;
}

bool
rc_part_range(const json_t *object, const char *key, double *lo, double *hi)
{
    const json_t *list = rc_part_list(object, key);
    const json_t *a = json_array_get(list, 0), *b = json_array_get(list, 1);

    if (!json_is_number(a) || !json_is_number(b))
        return false;
    *lo = fmin(json_number_value(a), json_number_value(b));
    *hi = fmax(json_number_value(a), json_number_value(b));
    *lo = fmax(-1e15, fmin(1e15, *lo));
    *hi = fmax(-1e15, fmin(1e15, *hi));
    return true;
}

double
rc_part_log_odds(double p)
{
    p = fmax(1e-9, fmin(1 - 1e-9, p));
    return log2(p / (1 - p));
}

void
rc_page_put(struct rc_page *page, const char *html)
{
    rc_buf_put(page->to, rc_slice_of(html));
}

/* Controls, and what turns the direction of writing (U+061C, U+200E, U+200F,
 * U+202A..E, U+2066..9): the length of one at the front of s, else 0. */
static size_t
hidden_len(struct rc_slice s)
{
    const unsigned char *p = (const unsigned char *)s.p;

    if (p[0] < 0x20 || p[0] == 0x7f)
        return 1;
    if (s.len >= 2 &&
        ((p[0] == 0xc2 && p[1] < 0xa0) || (p[0] == 0xd8 && p[1] == 0x9c)))
        return 2;
    if (s.len < 3 || p[0] != 0xe2)
        return 0;
    if (p[1] == 0x80 &&
        (p[2] == 0x8e || p[2] == 0x8f || (p[2] >= 0xa8 && p[2] <= 0xae)))
        return 3;
    return p[1] == 0x81 && p[2] >= 0xa6 && p[2] <= 0xa9 ? 3 : 0;
}

void
rc_page_text(struct rc_page *page, struct rc_slice text)
{
    size_t from = 0, i = 0;

    while (i < text.len) {
        struct rc_slice rest = {text.p + i, text.len - i};
        size_t hidden = hidden_len(rest);
        bool address = rest.len >= 3 && !memcmp(rest.p, "://", 3);

        if (!hidden && !address) {
            i++;
            continue;
        }
        rc_buf_html(page->to, (struct rc_slice){text.p + from, i - from});
        if (address)
            rc_page_put(page, "&#58;//");
        else if (strchr("\t\n\r", *rest.p) && *rest.p)
            rc_buf_char(page->to, ' ');
        else
            rc_page_put(page, "\xef\xbf\xbd"); /* U+FFFD */
        i += address ? 3 : hidden;
        from = i;
    }
    if (from < text.len)
        rc_buf_html(page->to,
                    (struct rc_slice){text.p + from, text.len - from});
}

void
rc_page_name(struct rc_page *page, struct rc_slice text)
{
    rc_page_put(page, "<bdi>");
    rc_page_text(page, text);
    rc_page_put(page, "</bdi>");
}

void
rc_page_words(struct rc_page *page, struct rc_slice id)
{
    for (size_t i = 0, from = 0; i <= id.len; i++) {
        if (i < id.len && id.p[i] != '-' && id.p[i] != '_')
            continue;
        rc_page_text(page,
                     (struct rc_slice){id.p ? id.p + from : NULL, i - from});
        if (i < id.len)
            rc_buf_char(page->to, ' ');
        from = i + 1;
    }
}

void
rc_page_title(struct rc_page *page, struct rc_slice id)
{
    struct rc_slice title = rc_part_text(page->titles, id.p ? id.p : "");

    if (title.len)
        rc_page_text(page, title);
    else
        rc_page_words(page, id);
}

void
rc_page_count(struct rc_page *page, double value)
{
    uint64_t left = (uint64_t)llround(fabs(value)), unit = 1;

    if (value < 0 && left)
        rc_page_put(page, "\xe2\x88\x92");
    while (left / unit >= 1000)
        unit *= 1000;
    rc_buf_print(page->to, "%" PRIu64, left / unit);
    for (; unit > 1; unit /= 1000)
        rc_buf_print(page->to, ",%03" PRIu64, left % unit / (unit / 1000));
}

static void
put_tenths(struct rc_page *page, double value, const char *plus,
           const char *minus)
{
    int64_t tenths = llround(fmax(-1e14, fmin(1e14, value)) * 10);

    rc_page_put(page, tenths > 0 ? plus : tenths < 0 ? minus : "");
    tenths = tenths < 0 ? -tenths : tenths;
    rc_buf_print(page->to, "%" PRId64, tenths / 10);
    if (tenths % 10)
        rc_buf_print(page->to, ".%d", (int)(tenths % 10));
    else if (*plus && tenths)
        rc_page_put(page, ".0");
}

void
rc_page_bits(struct rc_page *page, double bits)
{
    if (fabs(bits) >= 0.005 && fabs(bits) < 0.05)
        rc_page_put(page, bits > 0 ? "+0.0"
                                   : "\xe2\x88\x92"
                                     "0.0");
    else
        put_tenths(page, bits, "+", "\xe2\x88\x92");
}

void
rc_page_at(struct rc_page *page, double at)
{
    put_tenths(page, at, "", "-");
}

/* Whether the text begins as 2026-03-01T03:10 does, or with a blank for T. */
static bool
is_moment(struct rc_slice s)
{
    static const char form[] = "dddd-dd-dd dd:dd";

    if (s.len < sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++) {
        char c = s.p[i] == 'T' ? ' ' : s.p[i];

        if (form[i] == 'd' ? c < '0' || c > '9' : c != form[i])
            return false;
    }
    return true;
}

void
rc_page_day(struct rc_page *page, struct rc_slice moment)
{
    if (is_moment(moment))
        moment.len = 10;
    rc_page_text(page, moment);
}

void
rc_page_moment(struct rc_page *page, struct rc_slice moment)
{
    if (!is_moment(moment)) {
        rc_page_text(page, moment);
        return;
    }
    rc_page_day(page, moment);
    rc_buf_char(page->to, ' ');
    rc_page_text(page, (struct rc_slice){moment.p + 11, 5});
}

void
rc_page_range(struct rc_page *page, const json_t *object)
{
    double lo, hi;

    if (!rc_part_range(object, "range", &lo, &hi))
        return;
    rc_page_bits(page, lo);
    rc_page_put(page, " to ");
    rc_page_bits(page, hi);
}

void
rc_page_person(struct rc_page *page, struct rc_slice pseudonym)
{
    double place = rc_part_number(page->places, pseudonym.p ? pseudonym.p : "");

    if (place > 0)
        rc_buf_print(page->to, "<a href=\"#case-%.0f\">", place);
    rc_page_put(page, "<span class=\"id\">");
    rc_page_name(page, pseudonym);
    rc_page_put(page, "</span>");
    if (place > 0)
        rc_page_put(page, "</a>");
}

const char *
rc_page_burden(struct rc_slice word)
{
    if (rc_slice_eq(word, RC_S("none")))
        return "Nobody is asked";
    if (rc_slice_eq(word, RC_S("colleague")))
        return "Asks a colleague, not the person";
    if (rc_slice_eq(word, RC_S("person")))
        return "Asks the person";
    if (rc_slice_eq(word, RC_S("document")))
        return "Asks the person for a document";
    return "Burden not stated";
}
