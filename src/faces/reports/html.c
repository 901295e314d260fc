/*
 * html.c -- the page: its head, its order, its end.
 *
 * The page is made to be kept and printed: nothing in it runs, and nothing is
 * fetched, which the policy in its head makes the browser enforce.  What it
 * says hangs on the two answers alone, so it can be compared byte by byte.
 */
#include "faces/reports/report.h"

#include "faces/reports/parts.h"
#include "faces/reports/style.h"

static void
put_head(struct rc_page *page)
{
    rc_page_put(
        page,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
        "<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action "
        "'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"robots\" content=\"noindex\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<title>Rollcall: records that conflict</title>\n<style>\n");
    for (size_t i = 0; i < sizeof style / sizeof *style; i++) {
        rc_page_put(page, style[i]);
        rc_buf_char(page->to, '\n');
    }
    rc_page_put(page, "</style>\n</head>\n<body>\n"
                      "<a class=\"skip\" href=\"#queue\">To the queue</a>\n");
}

/* The pattern that marks evidence for the person without colour. */
static void
put_patterns(struct rc_page *page)
{
    rc_page_put(page,
                "<svg class=\"defs\" width=\"0\" height=\"0\" "
                "aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"5\" "
                "height=\"5\" patternUnits=\"userSpaceOnUse\" "
                "patternTransform=\"rotate(45)\"><rect class=\"hatch-bg\" "
                "width=\"5\" height=\"5\"/><rect class=\"hatch-fg\" "
                "width=\"2.2\" height=\"5\"/></pattern></defs></svg>\n");
}

static void
put_fact(struct rc_page *page, const char *label, double value,
         const char *more)
{
    rc_page_put(page, "<div><dt>");
    rc_page_put(page, label);
    rc_page_put(page, "</dt><dd>");
    rc_page_count(page, value);
    if (more) {
        rc_page_put(page, " <small>");
        rc_page_put(page, more);
        rc_page_put(page, "</small>");
    }
    rc_page_put(page, "</dd></div>\n");
}

static void
put_period(struct rc_page *page)
{
    struct rc_slice from = rc_part_text(page->run, "from"),
                    until = rc_part_text(page->run, "as_of");

    rc_page_put(page, "<div><dt>Period of the records</dt><dd>");
    rc_page_put(page, "<span class=\"one\">");
    rc_page_day(page, from.len ? from : RC_S("not known"));
    rc_page_put(page, " <small>to</small></span> <span class=\"one\">");
    rc_page_day(page, until.len ? until : RC_S("not known"));
    rc_page_put(page, "</span></dd></div>\n");
}

static void
put_prior(struct rc_page *page)
{
    const json_t *prior = json_object_get(page->run, "prior");
    struct rc_slice worker = rc_part_text(prior, "worker"),
                    applicant = rc_part_text(prior, "applicant"),
                    pack = rc_part_text(page->run, "pack");

    rc_page_put(page, "<div><dt>Prior, before any record</dt><dd>");
    rc_page_text(page, worker.len ? worker : RC_S("not stated"));
    rc_page_put(page, " <small>workers</small><br>");
    rc_page_text(page, applicant.len ? applicant : RC_S("not stated"));
    rc_page_put(page, " <small>applicants</small></dd></div>\n"
                      "<div><dt>Pack of signs</dt><dd>");
    rc_page_text(page, pack.len ? pack : RC_S("not stated"));
    rc_page_put(page, "</dd></div>\n");
}

static void
put_front(struct rc_page *page)
{
    const json_t *rejects = json_object_get(page->run, "rejects");

    rc_page_put(
        page,
        "<header class=\"front\">\n<h1>Rollcall</h1>\n"
        "<p class=\"lead\">These are records that conflict, or fit together "
        "less well than they usually do. A person decides what they mean; "
        "nothing here names what somebody is.</p>\n<dl class=\"facts\">\n");
    put_fact(page, "Cases for review", (double)json_array_size(page->cases),
             NULL);
    put_fact(page, "People", rc_part_number(page->run, "people"),
             "workers and applicants");
    put_fact(page, "Records", rc_part_number(page->run, "records"), NULL);
    put_fact(page, "Files",
             (double)json_array_size(rc_part_list(page->run, "coverage")),
             NULL);
    put_fact(page, "Rejected records", rc_part_number(rejects, "total"),
             "kept, with a reason");
    put_period(page);
    put_prior(page);
    rc_page_put(page, "</dl>\n<nav aria-label=\"Parts of this report\"><ul>"
                      "<li><a href=\"#queue\">The queue</a></li>"
                      "<li><a href=\"#rings\">Rings</a></li>");
    if (json_array_size(page->cases))
        rc_page_put(page, "<li><a href=\"#cases\">Cases</a></li>");
    rc_page_put(page, "<li><a href=\"#coverage\">What was read</a></li>"
                      "<li><a href=\"#reading\">How to read this</a></li>"
                      "</ul></nav>\n</header>\n");
}

/* Where each person's case is, and what each sign is called. */
static void
index_cases(struct rc_page *page)
{
    const json_t *document, *finding;
    size_t i, f;

    json_array_foreach (page->cases, i, document) {
        struct rc_slice who = rc_part_text(document, "pseudonym");

        if (who.len && !json_object_get(page->places, who.p))
            json_object_set_new(page->places, who.p,
                                json_integer((json_int_t)i + 1));
        json_array_foreach (rc_part_list(document, "findings"), f, finding) {
            struct rc_slice id = rc_part_text(finding, "signal");
            json_t *title = json_object_get(finding, "title");

            if (id.len && json_is_string(title))
                json_object_set(page->titles, id.p, title);
        }
    }
}

static void
put_cases(struct rc_page *page)
{
    const json_t *document;
    size_t i;

    if (!json_array_size(page->cases))
        return;
    rc_page_put(page, "<section id=\"cases\" class=\"cases\">\n"
                      "<h2>Cases</h2>\n");
    json_array_foreach (page->cases, i, document)
        rc_page_case(page, document, i + 1);
    rc_page_put(page, "</section>\n");
}

void
rc_report_html(const json_t *run, const json_t *cases, struct rc_buf *to)
{
    struct rc_page page = {.to = to,
                           .run = run,
                           .cases = rc_part_list(cases, "cases"),
                           .titles = json_object(),
                           .places = json_object()};

    index_cases(&page);
    put_head(&page);
    put_patterns(&page);
    put_front(&page);
    rc_page_put(&page, "<main>\n");
    rc_page_queue(&page);
    rc_page_rings(&page);
    put_cases(&page);
    rc_page_coverage(&page);
    rc_page_put(&page, "</main>\n");
    rc_page_reading(&page);
    rc_page_put(&page, "</body>\n</html>\n");
    json_decref(page.titles);
    json_decref(page.places);
}
