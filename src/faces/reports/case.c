/*
 * case.c -- one person's case: what is said in plain words, the picture, what
 * to do next, then everything it rests on.
 */
#include "faces/reports/parts.h"

static void
put_title(struct rc_page *page, const json_t *document, size_t number)
{
    const json_t *identity = json_object_get(document, "identity"), *mail;
    struct rc_slice name = rc_part_text(identity, "name"),
                    pseudonym = rc_part_text(document, "pseudonym");
    size_t i;

    rc_buf_print(page->to,
                 "<article class=\"case\" id=\"case-%zu\" "
                 "aria-labelledby=\"name-%zu\">\n<header><h3 id=\"name-%zu\">",
                 number, number, number);
    rc_page_name(page, name.len        ? name
                       : pseudonym.len ? pseudonym
                                       : RC_S("A case without a name"));
    rc_page_put(page, "</h3>\n<p class=\"who\">");
    rc_page_text(page, rc_part_text(document, "kind"));
    if (name.len) {
        rc_page_put(page, " \xc2\xb7 <span class=\"id\">");
        rc_page_name(page, pseudonym);
        rc_page_put(page, "</span>");
    }
    if (rc_part_text(identity, "id").len) {
        rc_page_put(page, " \xc2\xb7 ");
        rc_page_name(page, rc_part_text(identity, "id"));
    }
    json_array_foreach (rc_part_list(identity, "emails"), i, mail) {
        rc_page_put(page, " \xc2\xb7 ");
        rc_page_name(page, rc_part_string(mail));
    }
    double ring = rc_part_number(document, "ring") + 1;
    size_t rings = json_array_size(rc_part_list(page->run, "rings"));

    if (json_is_integer(json_object_get(document, "ring")) && ring >= 1 &&
        ring <= (double)rings) {
        rc_buf_print(page->to,
                     " \xc2\xb7 in <a href=\"#ring-%.0f\">ring "
                     "%.0f</a>",
                     ring, ring);
    }
    rc_page_put(page, "</p>\n<p class=\"verdict\"><span class=\"odds\">");
    rc_page_text(page, rc_part_text(document, "odds"));
    rc_page_put(page, "</span> ");
    rc_page_range_bar(page, document);
    rc_page_put(page, "</p></header>\n");
}

/* "4 families of signs (where pay goes; hours of activity)" */
static void
put_lit_families(struct rc_page *page, const json_t *document)
{
    const json_t *families = rc_part_list(document, "families"), *family;
    size_t i, lit = 0, told = 0;

    json_array_foreach (families, i, family)
        lit += rc_part_number(family, "bits") >= RC_LIT_BITS;
    if (!lit) {
        rc_page_put(page, "no family of signs alone by a whole bit");
        return;
    }
    rc_buf_print(page->to, "%zu %s of signs (", lit,
                 lit == 1 ? "family" : "families");
    json_array_foreach (families, i, family) {
        struct rc_slice title = rc_part_text(family, "title");

        if (rc_part_number(family, "bits") < RC_LIT_BITS)
            continue;
        rc_page_put(page, told++ ? "; " : "");
        if (!title.len)
            title = rc_part_text(family, "family");
        if (title.len && title.p[0] >= 'A' && title.p[0] <= 'Z') {
            rc_buf_char(page->to, (char)(title.p[0] + 'a' - 'A'));
            title = (struct rc_slice){title.p + 1, title.len - 1};
        }
        rc_page_text(page, title);
    }
    rc_page_put(page, ")");
}

static void
put_strongest(struct rc_page *page, const json_t *document)
{
    const json_t *finding, *strongest = NULL;
    double most = 0;
    size_t i, in_favour = 0;

    json_array_foreach (rc_part_list(document, "findings"), i, finding) {
        double bits = rc_part_number(finding, "counted");

        in_favour += bits < 0;
        if (bits > most) {
            most = bits;
            strongest = finding;
        }
    }
    if (strongest) {
        rc_page_put(page, " The strongest single sign: \xe2\x80\x9c");
        rc_page_text(page, rc_part_text(strongest, "title"));
        rc_page_put(page, "\xe2\x80\x9d (");
        rc_page_bits(page, most);
        rc_page_put(page, " bits).");
    }
    if (in_favour)
        rc_buf_print(page->to, " %zu finding%s for the person.", in_favour,
                     in_favour == 1 ? " speaks" : "s speak");
}

static void
put_story(struct rc_page *page, const json_t *document)
{
    struct rc_slice prior = rc_part_text(document, "prior"),
                    odds = rc_part_text(document, "odds"),
                    group = rc_part_text(document, "peer_group");
    double peers = rc_part_number(document, "peers");

    rc_page_put(page, "<p class=\"story\">Records about this ");
    rc_page_text(page, rc_part_text(document, "kind").len
                           ? rc_part_text(document, "kind")
                           : RC_S("person"));
    rc_page_put(page, " conflict, or fit together less well than usual, in ");
    put_lit_families(page, document);
    rc_page_put(page, ".");
    put_strongest(page, document);
    rc_page_put(page, " Before any record the odds were put at ");
    rc_page_text(page, prior.len ? prior : RC_S("a prior that is not stated"));
    rc_page_put(page, "; with the records they are ");
    rc_page_text(page, odds.len ? odds : RC_S("not stated"));
    if (group.len && peers > 0) {
        rc_page_put(page, ", compared with ");
        rc_page_count(page, peers);
        rc_page_put(page, " ");
        rc_page_text(page, group);
    }
    rc_page_put(page, ". Every sign below also has innocent explanations; a "
                      "person decides.</p>\n");
}

static void
put_checks(struct rc_page *page, const json_t *document)
{
    const json_t *checks = rc_part_list(document, "next_checks"), *check;
    size_t i;

    rc_page_put(page, "<h4>Next checks</h4>\n");
    if (!json_array_size(checks)) {
        rc_page_put(page, "<p class=\"none\">No check is open.</p>\n");
        return;
    }
    rc_page_put(page, "<p class=\"quiet\">The most telling for the least "
                      "burden on the person first.</p>\n<ol "
                      "class=\"checks\">\n");
    json_array_foreach (checks, i, check) {
        rc_page_put(page, "<li><span>");
        rc_page_text(page, rc_part_text(check, "clear_by"));
        rc_page_put(page, ".</span> <span class=\"sub\"><b>");
        rc_page_put(page, rc_page_burden(rc_part_text(check, "burden")));
        rc_page_put(page, "</b> \xc2\xb7 could clear: ");
        rc_page_title(page, rc_part_text(check, "signal"));
        rc_page_put(page, "</span></li>\n");
    }
    rc_page_put(page, "</ol>\n");
}

static void
put_event(struct rc_page *page, const json_t *event)
{
    struct rc_slice claimed = rc_part_text(event, "claimed"),
                    at = rc_part_text(event, "at");

    rc_page_put(page, "<tr><td class=\"time\" data-label=\"Claimed clock\">");
    if (claimed.len)
        rc_page_moment(page, claimed);
    else
        rc_page_put(page, "<span class=\"quiet\">no zone claimed</span>");
    rc_page_put(page, "</td><td class=\"time\" data-label=\"UTC\">");
    if (at.len)
        rc_page_moment(page, at);
    else
        rc_page_put(page, "<span class=\"quiet\">undated</span>");
    rc_page_put(page, "</td><td data-label=\"Sign\">");
    if (rc_part_text(event, "says").len)
        rc_page_text(page, rc_part_text(event, "says"));
    else
        rc_page_title(page, rc_part_text(event, "signal"));
    rc_page_put(page, "</td><td class=\"path\" data-label=\"Record\">");
    rc_page_name(page, rc_part_text(event, "file"));
    rc_page_put(page, " <span class=\"quiet\">byte\xc2\xa0");
    rc_page_count(page, rc_part_number(event, "offset"));
    rc_page_put(page, "</span></td></tr>\n");
}

static void
put_timeline(struct rc_page *page, const json_t *document)
{
    const json_t *timeline = rc_part_list(document, "timeline"), *event;
    struct rc_slice zone = rc_part_text(document, "claimed_zone");
    size_t i;

    rc_page_put(page, "<h4>Timeline</h4>\n");
    if (!json_array_size(timeline)) {
        rc_page_put(page, "<p class=\"none\">No dated record.</p>\n");
        return;
    }
    rc_page_put(page, "<table class=\"timeline stack\"><caption>The records "
                      "behind the signs, on two clocks</caption><thead><tr>"
                      "<th scope=\"col\">Claimed local time<span "
                      "class=\"sub\">");
    rc_page_text(page, zone.len ? zone : RC_S("no zone claimed today"));
    rc_page_put(page, "</span></th><th scope=\"col\">UTC</th>"
                      "<th scope=\"col\">What the record shows</th>"
                      "<th scope=\"col\">Record</th></tr></thead><tbody>\n");
    json_array_foreach (timeline, i, event)
        put_event(page, event);
    rc_page_put(page, "</tbody></table>\n");
}

/* What the ledgers of those people add to this one. */
static void
put_neighbours(struct rc_page *page, const json_t *document)
{
    const json_t *family;
    double bits = 0;
    size_t i;

    json_array_foreach (rc_part_list(document, "families"), i, family)
        if (rc_slice_eq(rc_part_text(family, "family"), RC_S("link")))
            bits += rc_part_number(family, "bits");
    if (!(bits > 0 || bits < 0))
        return;
    rc_page_put(page, "<p class=\"after\">What their own records say adds ");
    rc_page_bits(page, bits);
    rc_page_put(page, " bits here, damped, and only through two kinds of "
                      "tie.</p>\n");
}

static void
put_ties(struct rc_page *page, const json_t *document)
{
    const json_t *ties = rc_part_list(document, "ties"), *tie;
    size_t i;

    rc_page_put(page, "<h4>Ties to others</h4>\n");
    if (!json_array_size(ties)) {
        rc_page_put(page, "<p class=\"none\">No rare value is shared with "
                          "anybody.</p>\n");
        return;
    }
    rc_page_put(page, "<p class=\"quiet\">A tie names two people and no "
                      "culprit.</p>\n"
                      "<table class=\"ties\"><caption>What is shared with "
                      "whom</caption><thead><tr><th scope=\"col\">With</th>"
                      "<th scope=\"col\">The same</th><th scope=\"col\" "
                      "class=\"num\">Shared by</th><th scope=\"col\" "
                      "class=\"num\">Bits</th></tr></thead><tbody>\n");
    json_array_foreach (ties, i, tie) {
        rc_page_put(page, "<tr><th scope=\"row\">");
        rc_page_person(page, rc_part_text(tie, "with"));
        rc_page_put(page, "</th><td>");
        rc_page_text(page, rc_part_text(tie, "kind"));
        rc_page_put(page, "</td><td class=\"num\">");
        rc_page_count(page, rc_part_number(tie, "shared_by"));
        rc_page_put(page, " people</td><td class=\"num\">");
        rc_page_bits(page, rc_part_number(tie, "bits"));
        rc_page_put(page, "</td></tr>\n");
    }
    rc_page_put(page, "</tbody></table>\n");
    put_neighbours(page, document);
}

static void
put_silence(struct rc_page *page, const json_t *document)
{
    const json_t *absent = rc_part_list(document, "not_seen");
    const json_t *unseen = rc_part_list(document, "could_not_see"), *item;
    size_t i;

    rc_page_put(page, "<div class=\"silence\">\n<div><h4>Looked for, and not "
                      "there</h4>\n");
    rc_page_put(page, json_array_size(absent)
                          ? "<ul>"
                          : "<p class=\"none\">Nothing.</p>");
    json_array_foreach (absent, i, item) {
        rc_page_put(page, "<li>");
        rc_page_title(page, rc_part_string(item));
        rc_page_put(page, "</li>\n");
    }
    rc_page_put(page, json_array_size(absent) ? "</ul>" : "");
    rc_page_put(page, "</div>\n<div><h4>Could not be seen</h4>\n");
    rc_page_put(page, json_array_size(unseen)
                          ? "<ul>"
                          : "<p class=\"none\">Nothing: every sign of the "
                            "pack had its records.</p>");
    json_array_foreach (unseen, i, item) {
        struct rc_slice needs = rc_part_text(item, "needs_source");

        rc_page_put(page, "<li>");
        rc_page_title(page, rc_part_text(item, "signal"));
        if (needs.len) {
            rc_page_put(page, " <span class=\"sub\">needs records of: ");
            rc_page_words(page, needs);
            rc_page_put(page, "</span>");
        }
        rc_page_put(page, "</li>\n");
    }
    rc_page_put(page, json_array_size(unseen) ? "</ul>" : "");
    rc_page_put(page, "</div>\n</div>\n");
}

void
rc_page_case(struct rc_page *page, const json_t *document, size_t number)
{
    put_title(page, document, number);
    put_story(page, document);
    rc_page_waterfall(page, document);
    rc_page_in_favour(page, document);
    put_checks(page, document);
    rc_page_signs(page, document);
    put_timeline(page, document);
    put_ties(page, document);
    put_silence(page, document);
    rc_page_put(page, "<p class=\"up\"><a href=\"#queue\">Back to the "
                      "queue</a></p>\n</article>\n");
}
