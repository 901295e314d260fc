/*
 * scan.c -- what `scan --json` prints: everybody, with names.
 *
 * For machines and for whoever ran the scan.  It hangs on the records and the
 * pack alone, so two runs over the same files can be compared byte by byte.
 */
#include "cases/write.h"

static void
write_records(struct rc_buf *to, const struct rc_result *result,
              const struct rc_measure *measure)
{
    rc_json_key(to, "records");
    rc_buf_char(to, '[');
    for (size_t i = 0; measure && i < measure->ref_count; i++) {
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_text(to, "file", rc_result_file(result, measure->refs[i].file));
        rc_json_count(to, "offset", measure->refs[i].offset);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
}

static void
write_findings(struct rc_buf *to, const struct rc_result *result,
               const struct rc_ledger *ledger)
{
    rc_json_key(to, "findings");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < ledger->finding_count; i++) {
        const struct rc_finding *f = &ledger->findings[i];
        const struct rc_sign *sign = &result->pack->signs[f->sign];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_word(to, "signal", sign->id);
        rc_json_word(to, "family", sign->family);
        rc_doc_number(to, "llr", f->bits);
        rc_json_word(to, "state", rc_sign_state_word(f->state));
        rc_json_text(to, "why", f->why);
        write_records(to, result, f->measure);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
}

static void
write_subject(struct rc_buf *to, const struct rc_result *result, size_t person)
{
    const struct rc_person *who = &result->people->person[person];
    const struct rc_ledger *ledger = &result->ledgers[person];

    rc_json_item(to);
    rc_buf_char(to, '{');
    rc_json_text(to, "id", who->id);
    rc_json_word(to, "kind",
                 who->kind == RC_APPLICANT ? "applicant" : "worker");
    rc_json_emails(to, who);
    rc_doc_number(to, "probability", ledger->probability);
    rc_json_range(to, "range", ledger->lo, ledger->hi);
    rc_doc_number(to, "bits", ledger->bits);
    rc_json_bool(to, "case", ledger->is_case);
    write_findings(to, result, ledger);
    rc_buf_char(to, '}');
}

/* A ring's member by mail address, by id where there is none. */
static void
write_rings(struct rc_buf *to, const struct rc_result *result)
{
    const struct rc_links *links = result->links;

    rc_json_key(to, "rings");
    rc_buf_char(to, '[');
    for (size_t r = 0; links && r < links->ring_count; r++) {
        const struct rc_ring *ring = &links->rings[r];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_key(to, "members");
        rc_buf_char(to, '[');
        for (size_t i = 0; i < ring->member_count; i++) {
            const struct rc_person *who =
                &result->people->person[ring->members[i]];

            rc_json_item(to);
            rc_buf_json(to, who->email_count ? who->emails[0] : who->id);
        }
        rc_buf_char(to, ']');
        rc_json_text(to, "why", ring->why);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
}

static void
write_coverage(struct rc_buf *to, const struct rc_result *result)
{
    const struct rc_people *people = result->people;

    rc_json_key(to, "coverage");
    rc_buf_char(to, '{');
    rc_json_totals(to, result);
    rc_json_key(to, "files");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < result->file_count; i++) {
        const struct rc_coverage_file *f = &result->files[i];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_text(to, "file", f->name);
        rc_json_text(to, "source", f->source);
        rc_json_count(to, "bytes", f->bytes);
        rc_json_count(to, "records", f->records);
        rc_json_count(to, "observations", f->observations);
        rc_json_count(to, "rejects", f->rejects);
        rc_json_count(to, "skipped", f->skipped);
        rc_json_word(to, "note", f->note);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    rc_json_key(to, "conflicts"); /* accounts that two people claim */
    rc_buf_char(to, '[');
    for (size_t i = 0; i < people->conflict_count; i++) {
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_text(to, "account", people->conflicts[i].account);
        rc_json_text(to, "what", people->conflicts[i].what);
        rc_buf_char(to, '}');
    }
    rc_buf_put(to, RC_S("]}"));
}

static void
write_rejects(struct rc_buf *to, const struct rc_result *result)
{
    rc_json_key(to, "rejects");
    rc_buf_char(to, '{');
    rc_json_count(to, "total", result->reject_total);
    rc_json_key(to, "shown");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < result->reject_count; i++) {
        const struct rc_reject *r = &result->rejects[i];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_text(to, "file", r->file);
        rc_json_count(to, "offset", r->offset);
        rc_json_count(to, "length", r->length);
        rc_json_text(to, "reason", r->why);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    rc_json_reasons(to, result);
    rc_buf_char(to, '}');
}

void
rc_scan_document(const struct rc_result *result, struct rc_buf *to)
{
    rc_buf_char(to, '{');
    rc_json_word(to, "schema", "rollcall.scan/1");
    rc_json_key(to, "subjects");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < result->count; i++)
        write_subject(to, result, i);
    rc_buf_char(to, ']');
    write_rings(to, result);
    write_coverage(to, result);
    write_rejects(to, result);
    rc_buf_char(to, '}');
}
