/*
 * signs.c -- the signs of a case: what speaks for the person, then, family by
 * family, a card a sign.
 *
 * A card gives the innocent explanations as much room as the finding.
 */
#include "faces/reports/parts.h"

#include <math.h>

/* Whether a finding has a card; what is negative stands in the person's
 * favour and is told before. */
static bool
has_card(const json_t *finding)
{
    double bits = rc_part_number(finding, "counted");

    return bits > 0 ||
           (!(bits < 0) &&
            !rc_slice_eq(rc_part_text(finding, "state"), RC_S("absent")));
}

static void
put_rate(struct rc_page *page, double rate)
{
    if (!(rate > 0))
        rc_page_put(page, "not known");
    else if (rate >= 0.095) {
        rc_page_count(page, fmin(rate, 1) * 100);
        rc_page_put(page, " in 100 comparable people");
    } else {
        rc_page_put(page, "about 1 in ");
        rc_page_count(page, 1 / fmax(rate, 1e-9));
        rc_page_put(page, " comparable people");
    }
}

void
rc_page_in_favour(struct rc_page *page, const json_t *document)
{
    const json_t *finding;
    size_t i, told = 0;

    rc_page_put(page, "<h4>What speaks for the person</h4>\n");
    json_array_foreach (rc_part_list(document, "findings"), i, finding) {
        double bits = rc_part_number(finding, "counted");

        if (!(bits < 0))
            continue;
        rc_page_put(page, told++ ? "<li>" : "<ul class=\"favour\">\n<li>");
        rc_page_put(page, "<span class=\"bits down\">");
        rc_page_bits(page, bits);
        rc_page_put(page, "</span> <span><b>");
        if (rc_slice_eq(rc_part_text(finding, "state"), RC_S("absent")))
            rc_page_put(page, "Not found:</b> ");
        else
            rc_page_put(page, "Found:</b> ");
        rc_page_text(page, rc_part_text(finding, "title"));
        rc_page_put(page, ". <span class=\"sub\">");
        rc_page_text(page, rc_part_text(finding, "why"));
        rc_page_put(page, "</span></span></li>\n");
    }
    rc_page_put(page, told ? "</ul>\n"
                           : "<p class=\"none\">Nothing that was looked for. "
                             "That is no sign either: much could speak for a "
                             "person that stands in no record.</p>\n");
}

/* The agreed hours behind the bars, where the document tells them. */
static void
put_agreed(struct rc_page *page, const json_t *document)
{
    double from, until;
    const json_t *pair = rc_part_list(document, "agreed_min");

    if (!json_is_number(json_array_get(pair, 0)) ||
        !json_is_number(json_array_get(pair, 1)))
        return;
    from = fmax(0, fmin(1440, json_number_value(json_array_get(pair, 0))));
    until = fmax(0, fmin(1440, json_number_value(json_array_get(pair, 1))));

    /* over midnight it is two bands */
    for (int half = 0; half < (until < from ? 2 : 1); half++) {
        double left = until < from && half ? 0 : from;
        double right = until < from && !half ? 1440 : until;

        rc_page_put(page, "<rect class=\"agreed\" y=\"4\" height=\"62\" x=\"");
        rc_page_at(page, left / 60 * 16 + 8);
        rc_page_put(page, "\" width=\"");
        rc_page_at(page, (right - left) / 60 * 16);
        rc_page_put(page, "\"/>");
    }
}

static void
put_bars(struct rc_page *page, const json_t *hours, double most)
{
    for (size_t hour = 0; hour < 24; hour++) {
        double count = fmax(0, json_number_value(json_array_get(hours, hour)));
        double height = most > 0 ? fmin(count, most) / most * 58 : 0;

        rc_page_put(page, height > 0 ? "<rect class=\"hour\" width=\"13\" x=\""
                                     : "<rect class=\"hour no\" width=\"13\" "
                                       "x=\"");
        rc_page_at(page, (double)hour * 16 + 9.5);
        rc_page_put(page, "\" y=\"");
        rc_page_at(page, 66 - fmax(height, 1));
        rc_page_put(page, "\" height=\"");
        rc_page_at(page, fmax(height, 1));
        rc_page_put(page, "\"/>");
    }
    for (int hour = 0; hour <= 24; hour += 6)
        rc_buf_print(page->to,
                     "<text class=\"mark\" x=\"%d\" y=\"82\">"
                     "%02d</text>",
                     hour * 16 + 8, hour);
}

/* Activity by hour of the claimed clock: days with anything in that hour. */
static void
put_hours(struct rc_page *page, const json_t *document, const json_t *finding)
{
    const json_t *hours = rc_part_list(finding, "hours");
    struct rc_slice zone = rc_part_text(document, "claimed_zone");
    double most = 0;
    size_t busiest = 0;

    if (json_array_size(hours) != 24)
        return;
    for (size_t hour = 0; hour < 24; hour++) {
        double count = json_number_value(json_array_get(hours, hour));

        if (count > most) {
            most = count;
            busiest = hour;
        }
    }
    rc_page_put(page, "<figure class=\"clock\"><svg class=\"hours\" "
                      "viewBox=\"0 0 400 88\" role=\"img\" aria-label=\"");
    rc_buf_print(page->to,
                 "Activity by hour of the claimed clock, busiest "
                 "from %02zu:00 to %02zu:00\">",
                 busiest, busiest + 1);
    put_agreed(page, document);
    put_bars(page, hours, most);
    rc_page_put(page, "</svg><figcaption>Days with activity in each hour of "
                      "the claimed clock");
    if (zone.len) {
        rc_page_put(page, " (");
        rc_page_text(page, zone);
        rc_page_put(page, ")");
    }
    rc_page_put(page, rc_part_list(document, "agreed_min")
                          ? "; the shaded band is what was agreed."
                          : ".");
    rc_page_put(page, "</figcaption></figure>\n");
}

static void
put_records(struct rc_page *page, const json_t *finding)
{
    const json_t *records = rc_part_list(finding, "records"), *record;
    size_t i;

    rc_page_put(page, "<div class=\"behind\"><p class=\"lab\">Records</p>");
    if (!json_array_size(records)) {
        rc_page_put(page, "<p class=\"quiet\">None of its own.</p></div>\n");
        return;
    }
    rc_page_put(page, "<ul class=\"records\">");
    json_array_foreach (records, i, record) {
        struct rc_slice at = rc_part_text(record, "at");

        rc_page_put(page, "<li><span class=\"path\">");
        rc_page_name(page, rc_part_text(record, "file"));
        rc_page_put(page, "</span> <span class=\"quiet\">byte\xc2\xa0");
        rc_page_count(page, rc_part_number(record, "offset"));
        if (at.len) {
            rc_page_put(page, " \xc2\xb7 <span class=\"one\">");
            rc_page_moment(page, at);
            rc_page_put(page, " UTC</span>");
        }
        rc_page_put(page, "</span></li>");
    }
    rc_page_put(page, "</ul></div>\n");
}

static void
put_innocent(struct rc_page *page, const json_t *finding)
{
    const json_t *innocent = rc_part_list(finding, "innocent"), *cause;
    size_t i;

    rc_page_put(page, "<div class=\"other\"><p class=\"lab\">Innocent "
                      "explanations</p>");
    rc_page_put(page, json_array_size(innocent)
                          ? "<ul>"
                          : "<p class=\"quiet\">None is noted. There are "
                            "some.</p>");
    json_array_foreach (innocent, i, cause) {
        rc_page_put(page, "<li>");
        rc_page_text(page, rc_part_string(cause));
        rc_page_put(page, "</li>");
    }
    rc_page_put(page, json_array_size(innocent) ? "</ul>\n" : "\n");
    if (rc_part_text(finding, "harm_note").len) {
        rc_page_put(page, "<p class=\"lab\">Who could be hurt</p><p>");
        rc_page_text(page, rc_part_text(finding, "harm_note"));
        rc_page_put(page, "</p>\n");
    }
    rc_page_put(page, "</div>\n");
}

static void
put_weight(struct rc_page *page, const json_t *finding)
{
    double counted = rc_part_number(finding, "counted"),
           alone = rc_part_number(finding, "llr");
    struct rc_slice basis = rc_part_text(finding, "basis");

    rc_page_put(page, "<p class=\"weight\">");
    if (rc_part_list(finding, "range")) {
        rc_page_put(page, "Alone ");
        rc_page_bits(page, alone);
        rc_page_put(page, " bits, range ");
        rc_page_range(page, finding);
        if (alone - counted >= 0.05)
            rc_page_put(page, "; counted less here, since a stronger sign of "
                              "the family tells part of it");
        rc_page_put(page, ". ");
    }
    rc_page_put(page, "In this company: ");
    put_rate(page, rc_part_number(finding, "rate"));
    if (basis.len) {
        rc_page_put(page, ". Basis: ");
        rc_page_words(page, basis);
    }
    rc_page_put(page, ".</p>\n");
}

static void
put_card(struct rc_page *page, const json_t *document, const json_t *finding)
{
    double counted = rc_part_number(finding, "counted");
    struct rc_slice clear_by = rc_part_text(finding, "clear_by");

    rc_page_put(page, counted > 0 ? "<section class=\"sign\"><h6>"
                                  : "<section class=\"sign no\"><h6>");
    if (rc_part_text(finding, "title").len)
        rc_page_text(page, rc_part_text(finding, "title"));
    else
        rc_page_title(page, rc_part_text(finding, "signal"));
    rc_page_put(page, " <span class=\"bits up\">");
    rc_page_bits(page, counted);
    rc_page_put(page, counted > 0 ? " bits</span>"
                                  : " bits: too common here to weigh</span>");
    if (json_is_true(json_object_get(finding, "conflict")))
        rc_page_put(page, " <span class=\"tag\">records conflict</span>");
    if (json_is_true(json_object_get(finding, "link")))
        rc_page_put(page, " <span class=\"tag\">tie to others</span>");
    rc_page_put(page, "</h6>\n<div class=\"halves\"><div><p class=\"why\">");
    rc_page_text(page, rc_part_text(finding, "why"));
    rc_page_put(page, "</p>\n");
    put_weight(page, finding);
    put_hours(page, document, finding);
    if (clear_by.len) {
        rc_page_put(page, "<p class=\"lab\">How to clear it</p><p>");
        rc_page_text(page, clear_by);
        rc_page_put(page, ". <span class=\"sub\">");
        rc_page_put(page, rc_page_burden(rc_part_text(finding, "burden")));
        rc_page_put(page, ".</span></p>\n");
    }
    rc_page_put(page, "</div>\n");
    put_innocent(page, finding);
    put_records(page, finding);
    rc_page_put(page, "</div></section>\n");
}

/* One family's cards under its title; number of cards. */
static size_t
put_family(struct rc_page *page, const json_t *document, struct rc_slice name,
           const json_t *family)
{
    const json_t *finding;
    size_t i, cards = 0;

    json_array_foreach (rc_part_list(document, "findings"), i, finding) {
        if (!rc_slice_eq(rc_part_text(finding, "family"), name) ||
            !has_card(finding))
            continue;
        if (!cards++) {
            rc_page_put(page, "<h5>");
            if (rc_part_text(family, "title").len)
                rc_page_text(page, rc_part_text(family, "title"));
            else if (name.len)
                rc_page_words(page, name);
            else
                rc_page_put(page, "Other signs");
            if (family) {
                rc_page_put(page, " <span class=\"quiet\">the family adds ");
                rc_page_bits(page, rc_part_number(family, "bits"));
                rc_page_put(page, " bits</span>");
            }
            rc_page_put(page, "</h5>\n");
        }
        put_card(page, document, finding);
    }
    return cards;
}

/* Whether an earlier finding, or a family of the document, has the name. */
static bool
is_told(const json_t *document, struct rc_slice name, size_t before)
{
    const json_t *item;
    size_t i;

    json_array_foreach (rc_part_list(document, "families"), i, item)
        if (rc_slice_eq(rc_part_text(item, "family"), name))
            return true;
    json_array_foreach (rc_part_list(document, "findings"), i, item)
        if (i < before && rc_slice_eq(rc_part_text(item, "family"), name))
            return true;
    return false;
}

void
rc_page_signs(struct rc_page *page, const json_t *document)
{
    const json_t *item;
    size_t i, cards = 0;

    rc_page_put(page, "<h4>Signs, by family</h4>\n");
    json_array_foreach (rc_part_list(document, "families"), i, item)
        cards += put_family(page, document, rc_part_text(item, "family"), item);
    json_array_foreach (rc_part_list(document, "findings"), i, item) {
        struct rc_slice name = rc_part_text(item, "family");

        if (!is_told(document, name, i))
            cards += put_family(page, document, name, NULL);
    }
    if (!cards)
        rc_page_put(page, "<p class=\"none\">No sign was found.</p>\n");
}
