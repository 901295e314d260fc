/*
 * waterfall.c -- the ledger as a picture.
 *
 *     Start: 1 in 300      o=================|            -8.2
 *     One payout account      [####]         |            +3.8
 *     Long passages                [###]     |            +2.6
 *     Network place                   [/]    |            -0.3
 *     Together                         |-----|--o------|  +3.4
 *                     1 in 100   1 in 10   even   9 in 10
 *
 * The axis is log-odds in bits, so that equal bits are equal lengths wherever
 * they stand, and the same in every case unless one leaves it.  Evidence for
 * review is a full bar, evidence for the person a hatched one, and both have
 * their sign as text: colour is never the only carrier.
 *
 * SVG does not wrap text, so there are two drawings, of which the style sheet
 * shows one: titles to the left, or on a narrow screen above each bar.
 */
#include "faces/reports/parts.h"

#include <math.h>
#include <stdlib.h>

enum step_kind { START, SIGN, TOTAL };

struct step {
    enum step_kind kind;
    struct rc_slice title;
    double from, to; /* log-odds */
    double y;        /* middle of the bar, px; set when drawn */
};

enum { LINE = 16 }; /* px */

struct ledger {
    struct rc_arena arena; /* for the titles */
    struct step *steps;
    size_t count;
    double lo, hi;      /* of the total */
    double left, right; /* of the axis */
};

struct layout {
    const char *name;        /* the class */
    int width, label, value; /* columns, px; label 0: above the bars */
    int row;
    size_t chars; /* of a title's line */
};

static const struct layout wide = {"wide", 860, 340, 64, 40, 50};
static const struct layout narrow = {"narrow", 340, 0, 40, 52, 48};

static const struct {
    double bits;
    const char *text;
} marks[] = {
    {-9.964, "1 in 1000"},  {-6.629, "1 in 100"},
    {-3.170, "1 in 10"},    {0, "even"},
    {3.170, "9 in 10"},     {6.629, "99 in 100"},
    {9.964, "999 in 1000"},
};

/* Below this nothing could be seen of a bar. */
#define LEAST_BITS 0.005

static void
add_step(struct ledger *ledger, enum step_kind kind, struct rc_slice title,
         double bits)
{
    double from = ledger->count ? ledger->steps[ledger->count - 1].to : 0;

    ledger->steps[ledger->count++] =
        (struct step){kind, title, from, from + bits, 0};
}

/* A family's weight that none of its signs explains: what other people's
 * ledgers say, or what the family's cap takes away. */
static double
rest_of(const json_t *document, const json_t *family)
{
    struct rc_slice name = rc_part_text(family, "family");
    double rest = rc_part_number(family, "bits");
    const json_t *finding;
    size_t i;

    json_array_foreach (rc_part_list(document, "findings"), i, finding)
        if (rc_slice_eq(rc_part_text(finding, "family"), name))
            rest -= rc_part_number(finding, "counted");
    return rest;
}

static void
add_signs(struct ledger *ledger, const json_t *document)
{
    const json_t *item;
    size_t i;

    json_array_foreach (rc_part_list(document, "findings"), i, item) {
        double bits = rc_part_number(item, "counted");
        struct rc_slice title = rc_part_text(item, "title");

        if (fabs(bits) < LEAST_BITS)
            continue;
        if (!title.len)
            title = RC_S("A sign without a title");
        if (rc_slice_eq(rc_part_text(item, "state"), RC_S("absent")))
            title = rc_arena_print(&ledger->arena, "Not found: %.*s",
                                   RC_FMT(title));
        add_step(ledger, SIGN, title, bits);
    }
    json_array_foreach (rc_part_list(document, "families"), i, item)
        if (fabs(rest_of(document, item)) >= 10 * LEAST_BITS)
            add_step(ledger, SIGN,
                     rc_part_text(item, "title").len
                         ? rc_part_text(item, "title")
                         : RC_S("A family without a title"),
                     rest_of(document, item));
}

static void
fit_axis(struct ledger *ledger)
{
    ledger->left = fmin(-RC_AXIS_BITS, floor(ledger->lo) - 1);
    ledger->right = fmax(RC_AXIS_BITS, ceil(ledger->hi) + 1);
    for (size_t i = 0; i < ledger->count; i++) {
        ledger->left = fmin(ledger->left, floor(ledger->steps[i].to) - 1);
        ledger->right = fmax(ledger->right, ceil(ledger->steps[i].to) + 1);
    }
}

static void
read_ledger(struct ledger *ledger, const json_t *document)
{
    struct rc_slice prior = rc_part_text(document, "prior"),
                    odds = rc_part_text(document, "odds");
    double prior_bits = rc_part_number(document, "prior_bits"),
           total = prior_bits + rc_part_number(document, "bits");

    add_step(ledger, START,
             prior.len ? rc_arena_print(&ledger->arena,
                                        "Start: %.*s, before any record",
                                        RC_FMT(prior))
                       : RC_S("Start, before any record"),
             prior_bits);
    add_signs(ledger, document);
    ledger->steps[ledger->count++] = (struct step){
        .kind = TOTAL,
        .title = odds.len ? rc_arena_print(&ledger->arena, "Together: %.*s",
                                           RC_FMT(odds))
                          : RC_S("Together"),
        .to = total};
    ledger->lo = ledger->hi = total;
    if (rc_part_range(document, "range", &ledger->lo, &ledger->hi)) {
        ledger->lo = rc_part_log_odds(ledger->lo);
        ledger->hi = rc_part_log_odds(ledger->hi);
    }
    fit_axis(ledger);
}

static double
x_of(const struct ledger *ledger, const struct layout *layout, double bits)
{
    double room = layout->width - layout->label - layout->value - 16;

    return layout->label + 8 +
           room * (bits - ledger->left) / (ledger->right - ledger->left);
}

static void
put_attribute(struct rc_page *page, const char *name, double at)
{
    rc_buf_char(page->to, ' ');
    rc_page_put(page, name);
    rc_page_put(page, "=\"");
    rc_page_at(page, at);
    rc_buf_char(page->to, '"');
}

static void
put_line(struct rc_page *page, const char *class, double x1, double y1,
         double x2, double y2)
{
    rc_page_put(page, "<line class=\"");
    rc_page_put(page, class);
    rc_buf_char(page->to, '"');
    put_attribute(page, "x1", x1);
    put_attribute(page, "y1", y1);
    put_attribute(page, "x2", x2);
    put_attribute(page, "y2", y2);
    rc_page_put(page, "/>");
}

static void
put_rect(struct rc_page *page, const char *class, double x1, double x2,
         double y, double height)
{
    double left = fmin(x1, x2), width = fmax(1.5, fabs(x2 - x1));

    rc_page_put(page, "<rect class=\"");
    rc_page_put(page, class);
    rc_page_put(page, "\" rx=\"1.5\"");
    put_attribute(page, "x", left);
    put_attribute(page, "y", y);
    put_attribute(page, "width", width);
    put_attribute(page, "height", height);
    rc_page_put(page, "/>");
}

static void
open_text(struct rc_page *page, const char *class, double x, double y)
{
    rc_page_put(page, "<text class=\"");
    rc_page_put(page, class);
    rc_buf_char(page->to, '"');
    put_attribute(page, "x", x);
    put_attribute(page, "y", y);
    rc_buf_char(page->to, '>');
}

/* Bytes of the first chars characters of s, cut at a blank if there is one. */
static size_t
line_len(struct rc_slice s, size_t chars)
{
    size_t blank = 0, i = 0;

    for (size_t n = 0; i < s.len; i++) {
        if (((unsigned char)s.p[i] & 0xc0) == 0x80)
            continue; /* inside a character */
        if (n++ == chars)
            return blank ? blank : i;
        if (s.p[i] == ' ')
            blank = i;
    }
    return s.len;
}

/* How many lines a title takes, at most two. */
static int
lines_of(const struct layout *layout, struct rc_slice text)
{
    return line_len(text, layout->chars) < text.len ? 2 : 1;
}

/* A title whose first line stands on y; a third line ends in an ellipsis. */
static void
put_label(struct rc_page *page, const struct layout *layout,
          struct rc_slice text, double y, const char *class)
{
    size_t len = line_len(text, layout->chars);
    struct rc_slice rest = {text.p ? text.p + len : NULL, text.len - len};

    open_text(page, class, 0, y);
    rc_page_text(page, (struct rc_slice){text.p, len});
    rc_page_put(page, "</text>");
    rest = rc_slice_trim(rest);
    if (!rest.len)
        return;
    len = line_len(rest, layout->chars - 1);
    open_text(page, class, 0, y + LINE);
    rc_page_text(page, (struct rc_slice){rest.p, len});
    if (len < rest.len)
        rc_page_put(page, "\xe2\x80\xa6");
    rc_page_put(page, "</text>");
}

static void
put_axis(struct rc_page *page, const struct ledger *ledger,
         const struct layout *layout, double top, double bottom)
{
    double span = ledger->right - ledger->left, last = -INFINITY;
    double need = layout->label ? 62 : 56; /* px of a mark's words */

    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        double x = x_of(ledger, layout, marks[i].bits);
        bool even = !(fabs(marks[i].bits) > 0);

        put_line(page, even ? "even" : "grid", x, top, x, bottom);
        /* even odds are always named, others where there is room */
        if (!even && (x - last < need ||
                      fabs(x - x_of(ledger, layout, 0)) < need * 0.75))
            continue;
        open_text(page, "mark", x, bottom + 15);
        rc_page_put(page, marks[i].text);
        rc_page_put(page, "</text>");
        last = x;
    }
    double step = fmax(1, pow(2, ceil(log2(span / (layout->label ? 12 : 8)))));

    for (double bits = ceil(ledger->left / step) * step; bits <= ledger->right;
         bits += step) {
        double x = x_of(ledger, layout, bits);

        put_line(page, "tick", x, top - 4, x, top);
        open_text(page, "tickmark", x, top - 8);
        rc_page_put(page, bits > 0 ? "+" : "");
        rc_page_count(page, bits);
        rc_page_put(page, "</text>");
    }
    open_text(page, "tickname", layout->width, top - 8);
    rc_page_put(page, "bits</text>");
}

static void
put_total(struct rc_page *page, const struct ledger *ledger,
          const struct layout *layout, double total, double y)
{
    double lo = x_of(ledger, layout, ledger->lo),
           hi = x_of(ledger, layout, ledger->hi);

    put_rect(page, "range", lo, hi, y - 5, 10);
    put_line(page, "whisker", lo, y, hi, y);
    put_line(page, "whisker", lo, y - 7, lo, y + 7);
    put_line(page, "whisker", hi, y - 7, hi, y + 7);
    rc_page_put(page, "<circle class=\"dot\" r=\"5\"");
    put_attribute(page, "cx", x_of(ledger, layout, total));
    put_attribute(page, "cy", y);
    rc_page_put(page, "/>");
}

static void
put_start(struct rc_page *page, const struct ledger *ledger,
          const struct layout *layout, double prior, double y)
{
    double x = x_of(ledger, layout, prior);

    put_rect(page, "start", x, x_of(ledger, layout, 0), y - 3, 6);
    rc_page_put(page, "<circle class=\"dot\" r=\"4\"");
    put_attribute(page, "cx", x);
    put_attribute(page, "cy", y);
    rc_page_put(page, "/>");
}

static void
put_step(struct rc_page *page, const struct ledger *ledger,
         const struct layout *layout, size_t at)
{
    const struct step *step = &ledger->steps[at];
    bool ends = step->kind == START || step->kind == TOTAL;
    double x = x_of(ledger, layout, step->to), y = step->y;
    int lines = lines_of(layout, step->title);

    rc_page_put(page, "<g>");
    if (at + 1 < ledger->count) /* the running total, to the next bar */
        put_line(page, "run", x, y, x, ledger->steps[at + 1].y);
    put_label(page, layout, step->title,
              layout->label ? y + 4.5 - LINE / 2.0 * (lines - 1)
                            : y - 14 - LINE * (lines - 1),
              ends ? "label end" : "label");
    if (step->kind == START)
        put_start(page, ledger, layout, step->to, y);
    else if (step->kind == TOTAL)
        put_total(page, ledger, layout, step->to, y);
    else
        put_rect(page, step->to < step->from ? "down" : "up",
                 x_of(ledger, layout, step->from), x, y - 8, 16);
    open_text(page, ends ? "value end" : "value", layout->width, y + 4.5);
    rc_page_bits(page, ends ? step->to : step->to - step->from);
    rc_page_put(page, "</text></g>\n");
}

static void
put_desc(struct rc_page *page, const struct ledger *ledger)
{
    rc_page_put(page, "<title>The ledger as a waterfall</title><desc>");
    for (size_t i = 0; i < ledger->count; i++) {
        const struct step *step = &ledger->steps[i];

        rc_page_text(page, step->title);
        rc_page_put(page, ": ");
        rc_page_bits(page, step->kind == START || step->kind == TOTAL
                               ? step->to
                               : step->to - step->from);
        rc_page_put(page, " bits. ");
    }
    rc_page_put(page, "</desc>\n");
}

static void
draw(struct rc_page *page, const struct ledger *ledger,
     const struct layout *layout)
{
    double top = 26, bottom = top;

    for (size_t i = 0; i < ledger->count; i++) {
        struct step *step = &ledger->steps[i];
        int more = lines_of(layout, step->title) - 1;

        step->y = layout->label ? bottom + layout->row / 2.0
                                : bottom + layout->row - 14 + LINE * more;
        bottom += layout->row + (layout->label ? 0 : LINE * more);
    }
    rc_page_put(page, "<svg class=\"waterfall ");
    rc_page_put(page, layout->name);
    rc_buf_print(page->to,
                 "\" viewBox=\"0 0 %d %.0f\" role=\"img\" aria-label=\"The "
                 "ledger as a waterfall: where it starts, what each sign adds "
                 "or takes away, where it ends\">",
                 layout->width, bottom + 22);
    put_desc(page, ledger);
    put_axis(page, ledger, layout, top, bottom);
    for (size_t i = 0; i < ledger->count; i++)
        put_step(page, ledger, layout, i);
    rc_page_put(page, "</svg>\n");
}

void
rc_page_waterfall(struct rc_page *page, const json_t *document)
{
    size_t most = json_array_size(rc_part_list(document, "findings")) +
                  json_array_size(rc_part_list(document, "families")) + 2;
    struct ledger ledger = {.steps = rc_alloc(most * sizeof *ledger.steps)};

    rc_arena_init(&ledger.arena, 1024);
    read_ledger(&ledger, document);
    if (ledger.count > 2) {
        rc_page_put(page, "<figure>\n");
        draw(page, &ledger, &wide);
        draw(page, &ledger, &narrow);
        rc_page_put(
            page,
            "<figcaption><span class=\"key up\"></span> speaks for a look "
            "<span class=\"key down\"></span> speaks for the person "
            "<span class=\"key range\"></span> range of the total. Each bar "
            "starts where the one above it ends; one bit doubles the "
            "odds.</figcaption>\n</figure>\n");
    }
    rc_arena_done(&ledger.arena);
    free(ledger.steps);
}

void
rc_page_range_bar(struct rc_page *page, const json_t *document)
{
    double lo, hi, at, scale = 140 / (2 * RC_AXIS_BITS);
    bool ranged = rc_part_range(document, "range", &lo, &hi);

    at = rc_part_number(document, "prior_bits") +
         rc_part_number(document, "bits");
    at = fmax(-RC_AXIS_BITS, fmin(RC_AXIS_BITS, at));
    lo = ranged ? fmax(-RC_AXIS_BITS, rc_part_log_odds(lo)) : at;
    hi = ranged ? fmin(RC_AXIS_BITS, rc_part_log_odds(hi)) : at;
    lo = fmin(lo, RC_AXIS_BITS);
    hi = fmax(hi, -RC_AXIS_BITS);
    rc_page_put(page, "<svg class=\"rangebar\" viewBox=\"0 0 152 20\" "
                      "role=\"img\" aria-label=\"Odds ");
    rc_page_text(page, rc_part_text(document, "odds"));
    rc_page_put(page, "\">");
    put_line(page, "grid", 6, 10, 146, 10);
    put_line(page, "tick", 6, 6, 6, 14);
    put_line(page, "tick", 146, 6, 146, 14);
    put_line(page, "even", 76, 2, 76, 18);
    put_rect(page, "range", 76 + lo * scale, 76 + hi * scale, 6.5, 7);
    rc_page_put(page, "<circle class=\"dot\" r=\"4\" cy=\"10\"");
    put_attribute(page, "cx", 76 + at * scale);
    rc_page_put(page, "/></svg>");
}
