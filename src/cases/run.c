/*
 * run.c -- what a run read and found, as JSON, without a name in it.
 */
#include "cases/write.h"

static void
write_files(struct rc_buf *to, const struct rc_result *result)
{
    rc_json_key(to, "coverage");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < result->file_count; i++) {
        const struct rc_coverage_file *f = &result->files[i];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_file(to, rc_hash(f->name)); /* as rc_ref.file */
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
}

static void
write_rings(struct rc_buf *to, const struct rc_links *links,
            const char *const *pseudonyms)
{
    rc_json_key(to, "rings");
    rc_buf_char(to, '[');
    for (size_t r = 0; links && r < links->ring_count; r++) {
        const struct rc_ring *ring = &links->rings[r];

        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_key(to, "members");
        rc_buf_char(to, '[');
        for (size_t i = 0; i < ring->member_count; i++) {
            rc_json_item(to);
            rc_buf_json(to, rc_slice_of(pseudonyms[ring->members[i]]));
        }
        rc_buf_char(to, ']');
        rc_doc_number(to, "bits", ring->bits);
        rc_json_key(to, "kinds");
        rc_buf_char(to, '[');
        for (unsigned k = 0; k < RC_TIE_KINDS; k++)
            if (ring->kinds & (1u << k)) {
                rc_json_item(to);
                rc_buf_json(to,
                            rc_slice_of(rc_tie_kind_word((enum rc_tie_kind)k)));
            }
        rc_buf_char(to, ']');
        rc_json_text(to, "why", ring->why);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    rc_json_count(to, "hubs", links ? links->hub_count : 0);
}

static void
write_prior(struct rc_buf *to, const struct rc_pack *pack)
{
    char text[RC_PRIOR_TEXT];

    rc_json_key(to, "prior");
    rc_buf_char(to, '{');
    rc_prior_text(pack->prior_worker, text);
    rc_json_word(to, "worker", text);
    rc_prior_text(pack->prior_applicant, text);
    rc_json_word(to, "applicant", text);
    rc_buf_char(to, '}');
}

void
rc_run_document(const struct rc_result *result, const char *const *pseudonyms,
                struct rc_buf *to)
{
    size_t cases = 0;

    for (size_t i = 0; i < result->count; i++)
        cases += result->ledgers[i].is_case;
    rc_buf_char(to, '{');
    rc_json_word(to, "schema", "rollcall.run/1");
    rc_json_word(to, "pack", result->pack->version);
    rc_json_text(to, "notice", rc_pack_text(result->pack, "notice"));
    rc_json_totals(to, result);
    rc_json_count(to, "cases", cases);
    write_prior(to, result->pack);
    write_files(to, result);
    rc_json_key(to, "rejects");
    rc_buf_char(to, '{');
    rc_json_count(to, "total", result->reject_total);
    rc_json_reasons(to, result);
    rc_buf_char(to, '}');
    write_rings(to, result->links, pseudonyms);
    rc_buf_char(to, '}');
}
