/* coverage.c -- what was read, what was not, and how to read the page. */
#include "faces/reports/parts.h"

static void
put_cell(struct rc_page *page, const char *label, double value)
{
    rc_page_put(page, "<td class=\"num\" data-label=\"");
    rc_page_put(page, label);
    rc_page_put(page, "\">");
    if (value > 0)
        rc_page_count(page, value);
    else
        rc_page_put(page, "<span class=\"quiet\">0</span>");
    rc_page_put(page, "</td>");
}

static void
put_file(struct rc_page *page, const json_t *file)
{
    struct rc_slice source = rc_part_text(file, "source"),
                    note = rc_part_text(file, "note");

    rc_page_put(page, "<tr><th scope=\"row\" class=\"path\">");
    rc_page_name(page, rc_part_text(file, "file"));
    rc_page_put(page, "</th><td data-label=\"Source\">");
    if (source.len)
        rc_page_text(page, source);
    else
        rc_page_put(page, "<span class=\"quiet\">none</span>");
    rc_page_put(page, "</td>");
    put_cell(page, "Records", rc_part_number(file, "records"));
    put_cell(page, "Observations", rc_part_number(file, "observations"));
    put_cell(page, "Rejected", rc_part_number(file, "rejects"));
    put_cell(page, "Skipped", rc_part_number(file, "skipped"));
    rc_page_put(page, "</tr>\n");
    if (note.len) {
        rc_page_put(page, "<tr class=\"note\"><td colspan=\"6\">");
        rc_page_text(page, note);
        rc_page_put(page, "</td></tr>\n");
    }
}

static void
put_files(struct rc_page *page)
{
    const json_t *files = rc_part_list(page->run, "coverage"), *file;
    size_t i;

    if (!json_array_size(files)) {
        rc_page_put(page, "<p class=\"none\">No file was read.</p>\n");
        return;
    }
    rc_page_put(page,
                "<table class=\"files stack\"><caption>Files, with what came "
                "of each</caption><thead><tr><th scope=\"col\">File</th>"
                "<th scope=\"col\">Source</th>"
                "<th scope=\"col\" class=\"num\">Records</th>"
                "<th scope=\"col\" class=\"num\">Observations</th>"
                "<th scope=\"col\" class=\"num\">Rejected</th>"
                "<th scope=\"col\" class=\"num\">Skipped</th></tr></thead>"
                "<tbody>\n");
    json_array_foreach (files, i, file)
        put_file(page, file);
    rc_page_put(page, "</tbody></table>\n");
}

static void
put_rejects(struct rc_page *page)
{
    json_t *rejects = json_object_get(page->run, "rejects"), *count;
    json_t *reasons = json_object_get(rejects, "by_reason");
    const char *reason;

    rc_page_put(page, "<h3>Rejected records, by reason</h3>\n");
    if (!json_object_size(reasons)) {
        rc_page_put(page, "<p class=\"none\">No record was rejected.</p>\n");
        return;
    }
    rc_page_put(page, "<table class=\"reasons\"><caption>Rejected records are "
                      "kept with file, offset and reason</caption><thead><tr>"
                      "<th scope=\"col\">Reason</th><th scope=\"col\" "
                      "class=\"num\">Records</th></tr></thead><tbody>\n");
    json_object_foreach (reasons, reason, count) {
        rc_page_put(page, "<tr><th scope=\"row\">");
        rc_page_text(page, rc_slice_of(reason));
        rc_page_put(page, "</th>");
        put_cell(page, "Records", rc_part_number(reasons, reason));
        rc_page_put(page, "</tr>\n");
    }
    rc_page_put(page, "</tbody></table>\n");
}

void
rc_page_coverage(struct rc_page *page)
{
    double orphans = rc_part_number(page->run, "orphan_accounts");

    rc_page_put(
        page,
        "<section id=\"coverage\">\n<h2>What was read</h2>\n"
        "<p>What is not in these files was not seen, and counts for nobody and "
        "against nobody. <b>Skipped</b> records are known and say nothing of a "
        "person; <b>rejected</b> ones could not be read.");
    if (orphans > 0) {
        rc_page_put(page, " ");
        rc_page_count(page, orphans);
        rc_page_put(page, orphans < 1.5
                              ? " account in them joins no known person."
                              : " accounts in them join no known person.");
    }
    rc_page_put(page, "</p>\n");
    put_files(page);
    put_rejects(page);
    rc_page_put(page, "</section>\n");
}

void
rc_page_reading(struct rc_page *page)
{
    struct rc_slice notice = rc_part_text(page->run, "notice");

    rc_page_put(
        page,
        "<footer id=\"reading\">\n<h2>How to read this</h2>\n"
        "<dl class=\"terms\">\n"
        "<div><dt>Odds</dt><dd>How likely it is, on these records, that "
        "somebody else works under a person\xe2\x80\x99s name. <i>1 in 8</i> "
        "means: of eight people with such records, one; the other seven have "
        "an honest explanation. Odds come as a range because little is known; "
        "a wide range says so.</dd></div>\n"
        "<div><dt>Bits</dt><dd>The weight of one sign. One bit doubles the "
        "odds, three make them eight times as high; minus one bit halves them. "
        "Bits are added up, starting from the prior.</dd></div>\n"
        "<div><dt>Prior</dt><dd>What is assumed before any record is read. It "
        "is a judgement, stated so that it can be "
        "questioned.</dd></div>\n"
        "<div><dt>Family</dt><dd>Signs with one cause. Inside a family the "
        "strongest counts whole and the next ones less, so that one cause "
        "cannot fill the bar.</dd></div>\n"
        "<div><dt>This company\xe2\x80\x99s rate</dt><dd>How common a sign is "
        "among comparable people here. What many honest colleagues do weighs "
        "little or nothing.</dd></div>\n"
        "<div><dt>Two clocks</dt><dd>The time in the zone a person says they "
        "live in, beside UTC.</dd></div>\n"
        "</dl>\n<h3>Fairness</h3>\n<p>");
    if (notice.len)
        rc_page_text(page, notice);
    else
        rc_page_put(page,
                    "Every sign here is common among honest people who work "
                    "remotely. Hear the person before anything is held "
                    "against them, and let two people decide.");
    rc_page_put(
        page,
        "</p>\n<p>Nationality, ethnicity, religion, accent, looks, health and "
        "names are no input. Beside each sign stand its innocent explanations "
        "and the people it could hurt: read them first.</p>\n"
        "<p><b>A score never acts.</b> Rollcall suspends nobody, rejects "
        "nobody and withholds nobody\xe2\x80\x99s pay. This report is personal "
        "data, pseudonyms included: keep it where only those who review it "
        "can read it, and no longer than needed.</p>\n</footer>\n");
}
