/* queue.c -- the cases at a glance, and the people whom ties hold together. */
#include "faces/reports/parts.h"

/* The families that add at least one bit; what else weighs is in the case. */
static void
put_chips(struct rc_page *page, const json_t *document)
{
    const json_t *family;
    size_t i, lit = 0;

    json_array_foreach (rc_part_list(document, "families"), i, family) {
        if (rc_part_number(family, "bits") < RC_LIT_BITS)
            continue;
        rc_page_put(page, lit++ ? "<li title=\""
                                : "<ul class=\"chips\"><li "
                                  "title=\"");
        rc_page_text(page, rc_part_text(family, "title"));
        rc_page_put(page, "\">");
        rc_page_words(page, rc_part_text(family, "family"));
        rc_page_put(page, "</li>");
    }
    rc_page_put(page,
                lit ? "</ul>" : "<span class=\"quiet\">none alone</span>");
}

static void
put_row(struct rc_page *page, const json_t *document, size_t number)
{
    const json_t *identity = json_object_get(document, "identity");
    const json_t *check =
        json_array_get(rc_part_list(document, "next_checks"), 0);
    struct rc_slice name = rc_part_text(identity, "name"),
                    clear_by = rc_part_text(check, "clear_by");

    rc_buf_print(page->to, "<tr><th scope=\"row\"><a href=\"#case-%zu\">",
                 number);
    rc_page_name(page, name.len ? name : rc_part_text(document, "pseudonym"));
    rc_page_put(page, "</a>");
    if (name.len) {
        rc_page_put(page, "<span class=\"sub id\">");
        rc_page_name(page, rc_part_text(document, "pseudonym"));
        rc_page_put(page, "</span>");
    }
    rc_page_put(page, "<span class=\"sub\">");
    rc_page_text(page, rc_part_text(document, "kind"));
    rc_page_put(page, "</span></th><td data-label=\"Odds\">");
    rc_page_range_bar(page, document);
    rc_page_put(page, "<span class=\"odds\">");
    rc_page_text(page, rc_part_text(document, "odds"));
    rc_page_put(page, "</span></td><td data-label=\"Evidence, bits\" "
                      "class=\"num\">");
    rc_page_bits(page, rc_part_number(document, "bits"));
    rc_page_put(page, "</td><td data-label=\"Families lit\">");
    put_chips(page, document);
    rc_page_put(page, "</td><td data-label=\"First next check\">");
    if (clear_by.len) {
        rc_page_text(page, clear_by);
        rc_page_put(page, " <span class=\"sub\">");
        rc_page_put(page, rc_page_burden(rc_part_text(check, "burden")));
        rc_page_put(page, "</span>");
    } else {
        rc_page_put(page, "<span class=\"quiet\">none stated</span>");
    }
    rc_page_put(page, "</td></tr>\n");
}

void
rc_page_queue(struct rc_page *page)
{
    const json_t *document;
    size_t i;

    rc_page_put(page, "<section id=\"queue\">\n<h2>The queue</h2>\n");
    if (!json_array_size(page->cases)) {
        rc_page_put(
            page,
            "<p class=\"none\">No case for review. Nobody\xe2\x80\x99s records "
            "conflict in three families of signs at once with enough weight. "
            "That proves nothing either way: see below what was "
            "read.</p>\n</section>\n");
        return;
    }
    rc_page_put(
        page,
        "<p>The case most worth a look comes first. A family counts as lit "
        "from one "
        "bit on; a case needs three of them. The bar runs from 1 in 1000 on "
        "the left to 1000 to 1 on the right, the middle is even odds; its "
        "length is what is not known.</p>\n"
        "<table class=\"queue stack\"><caption>Cases, in the order of the "
        "queue</caption><thead><tr><th scope=\"col\">Case</th>"
        "<th scope=\"col\">Odds, as a range</th>"
        "<th scope=\"col\" class=\"num\">Bits</th>"
        "<th scope=\"col\">Families lit</th>"
        "<th scope=\"col\">First next check</th></tr></thead><tbody>\n");
    json_array_foreach (page->cases, i, document)
        put_row(page, document, i + 1);
    rc_page_put(page, "</tbody></table>\n</section>\n");
}

static void
put_ring(struct rc_page *page, const json_t *ring, size_t number)
{
    const json_t *item;
    size_t i;

    rc_buf_print(page->to,
                 "<article class=\"ring\" id=\"ring-%zu\"><h3>Ring %zu ",
                 number, number);
    rc_page_put(page, "<span class=\"bits\">");
    rc_page_bits(page, rc_part_number(ring, "bits"));
    rc_page_put(page, " bits of ties</span></h3>\n<p>");
    rc_page_text(page, rc_part_text(ring, "why"));
    rc_page_put(page, "</p>\n<ul class=\"members\" "
                      "aria-label=\"Members\">");
    json_array_foreach (rc_part_list(ring, "members"), i, item) {
        rc_page_put(page, "<li>");
        rc_page_person(page, rc_part_string(item));
        rc_page_put(page, "</li>");
    }
    rc_page_put(page, "</ul>\n");
    if (json_array_size(rc_part_list(ring, "kinds")))
        rc_page_put(page, "<ul class=\"chips\" aria-label=\"Kinds of tie\">");
    json_array_foreach (rc_part_list(ring, "kinds"), i, item) {
        rc_page_put(page, "<li>");
        rc_page_text(page, rc_part_string(item));
        rc_page_put(page, "</li>");
    }
    if (json_array_size(rc_part_list(ring, "kinds")))
        rc_page_put(page, "</ul>");
    rc_page_put(page, "</article>\n");
}

void
rc_page_rings(struct rc_page *page)
{
    const json_t *rings = rc_part_list(page->run, "rings"), *ring;
    double hubs = rc_part_number(page->run, "hubs");
    size_t i;

    rc_page_put(page, "<section id=\"rings\">\n<h2>Rings</h2>\n");
    if (json_array_size(rings))
        rc_page_put(
            page,
            "<p>People whom two kinds of shared things hold together, or one "
            "rare enough alone. Couples, families, flatmates and colleagues of "
            "one agency share things too: a ring names no culprit. Members "
            "without a case of their own are not linked.</p>\n"
            "<div class=\"cards\">\n");
    else
        rc_page_put(page, "<p class=\"none\">No ring: no two people share "
                          "two kinds of things, or one that is rare enough "
                          "alone.</p>\n");
    json_array_foreach (rings, i, ring)
        put_ring(page, ring, i + 1);
    if (json_array_size(rings))
        rc_page_put(page, "</div>\n");
    rc_page_put(page, "<p class=\"quiet\">");
    if (hubs > 0)
        rc_page_count(page, hubs);
    else
        rc_page_put(page, "No");
    rc_page_put(page, !(hubs > 1)
                          ? " value is shared by so many people that it ties "
                            "nobody"
                          : " values are shared by so many people that they "
                            "tie nobody");
    rc_page_put(page, ": offices, VPN exits, agencies\xe2\x80\x99 accounts, "
                      "templates.</p>\n</section>\n");
}
