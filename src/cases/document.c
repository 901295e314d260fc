/*
 * document.c -- one person's case, as JSON, without a name in it.
 *
 * The document has to stand without the records: each finding brings its
 * weight and range, why it was found, the records to look at, what else could
 * explain it, the check that could clear it and whom it could hurt.  What was
 * looked for and not found, and what could not be looked for, are said too.
 */
#include "cases/write.h"

#include <math.h>
#include <stdlib.h>

static const char *
burden_word(enum rc_burden burden)
{
    static const char *const words[] = {"none", "colleague", "person",
                                        "document"};

    return words[burden];
}

/* "2026-03-01 03:10" on the claimed clock, null without a claimed zone. */
static void
claimed_time(struct rc_buf *to, const struct rc_person *person, int64_t at_us)
{
    const struct rc_claim *home =
        at_us == RC_TIME_NONE ? NULL : rc_person_home(person, at_us);

    rc_json_key(to, "claimed");
    if (!home || !home->zone) {
        rc_buf_put(to, RC_S("null"));
        return;
    }

    struct rc_civil c = rc_civil_of(at_us + rc_zone_offset(home->zone, at_us) *
                                                RC_US_PER_SECOND);

    rc_buf_print(to, "\"%04d-%02d-%02d %02d:%02d\"", c.year, c.month, c.day,
                 c.hour, c.minute);
}

static void
write_measure(struct rc_buf *to, const struct rc_measure *measure)
{
    rc_doc_number(to, "value", measure->value);
    rc_json_word(to, "unit", measure->unit);
    if (measure->has_hours) {
        rc_json_key(to, "hours");
        rc_buf_char(to, '[');
        for (size_t i = 0; i < 24; i++)
            rc_buf_print(to, "%s%u", i ? "," : "", measure->hours[i]);
        rc_buf_char(to, ']');
    }
    rc_json_key(to, "records");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < measure->ref_count; i++) {
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_file(to, measure->refs[i].file);
        rc_json_count(to, "offset", measure->refs[i].offset);
        rc_json_moment(to, "at", measure->refs[i].at_us);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
}

static void
write_finding(struct rc_buf *to, const struct rc_pack *pack,
              const struct rc_finding *finding)
{
    const struct rc_sign *sign = &pack->signs[finding->sign];

    rc_json_item(to);
    rc_buf_char(to, '{');
    rc_json_word(to, "signal", sign->id);
    rc_json_word(to, "title", sign->title);
    rc_json_word(to, "family", sign->family);
    rc_json_word(to, "state", rc_sign_state_word(finding->state));
    rc_doc_number(to, "llr", finding->bits);
    rc_json_range(to, "range", finding->lo, finding->hi);
    rc_doc_number(to, "counted", finding->counted_bits);
    rc_doc_number(to, "rate", finding->rate);
    rc_json_text(to, "why", finding->why);
    rc_json_key(to, "innocent");
    rc_buf_char(to, '[');
    for (size_t i = 0; sign->innocent[i]; i++) {
        rc_json_item(to);
        rc_buf_json(to, rc_slice_of(sign->innocent[i]));
    }
    rc_buf_char(to, ']');
    rc_json_word(to, "clear_by", sign->clear_by);
    rc_json_word(to, "burden", burden_word(sign->burden));
    rc_json_word(to, "harm_note", sign->harm_note);
    rc_json_word(to, "basis", sign->basis);
    rc_json_bool(to, "conflict", sign->is_conflict);
    rc_json_bool(to, "link", sign->is_link);
    if (finding->measure)
        write_measure(to, finding->measure);
    rc_buf_char(to, '}');
}

static void
write_findings(struct rc_buf *to, const struct rc_result *result,
               const struct rc_ledger *ledger)
{
    rc_json_key(to, "findings");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < ledger->finding_count; i++) {
        const struct rc_finding *f = &ledger->findings[i];

        if (f->state == RC_SIGN_PRESENT || fabs(f->counted_bits) > 0)
            write_finding(to, result->pack, f);
    }
    rc_buf_char(to, ']');
}

/* The other half of the truth: looked for in vain, and never looked for. */
static void
write_silence(struct rc_buf *to, const struct rc_pack *pack,
              const struct rc_ledger *ledger)
{
    rc_json_key(to, "not_seen");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < ledger->finding_count; i++)
        if (ledger->findings[i].state == RC_SIGN_ABSENT) {
            rc_json_item(to);
            rc_buf_json(to,
                        rc_slice_of(pack->signs[ledger->findings[i].sign].id));
        }
    rc_buf_char(to, ']');
    rc_json_key(to, "could_not_see");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < ledger->finding_count; i++)
        if (ledger->findings[i].state == RC_SIGN_UNSEEN) {
            const struct rc_sign *sign = &pack->signs[ledger->findings[i].sign];

            rc_json_item(to);
            rc_buf_char(to, '{');
            rc_json_word(to, "signal", sign->id);
            rc_json_word(to, "needs_source",
                         *sign->needs_source ? sign->needs_source : NULL);
            rc_buf_char(to, '}');
        }
    rc_buf_char(to, ']');
}

struct check {
    const struct rc_sign *sign;
    double worth; /* bits it could take away, by burden */
};

static int
by_worth(const void *a, const void *b)
{
    const struct check *x = a, *y = b;

    if (x->worth > y->worth || x->worth < y->worth)
        return x->worth > y->worth ? -1 : 1;
    return strcmp(x->sign->id, y->sign->id);
}

/* The most that could be cleared up, for the least asked of the person. */
static void
write_checks(struct rc_buf *to, const struct rc_pack *pack,
             const struct rc_ledger *ledger)
{
    static const double burdens[] = {0.5, 1, 2, 4}; /* by enum rc_burden */
    struct check *checks =
        rc_alloc((ledger->finding_count + 1) * sizeof *checks);
    size_t count = 0;

    for (size_t i = 0; i < ledger->finding_count; i++) {
        const struct rc_finding *f = &ledger->findings[i];
        const struct rc_sign *sign = &pack->signs[f->sign];

        if (f->state == RC_SIGN_PRESENT && f->counted_bits > 0)
            checks[count++] =
                (struct check){sign, f->counted_bits / burdens[sign->burden]};
    }
    qsort(checks, count, sizeof *checks, by_worth);
    rc_json_key(to, "next_checks");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < count; i++) {
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_word(to, "signal", checks[i].sign->id);
        rc_json_word(to, "clear_by", checks[i].sign->clear_by);
        rc_json_word(to, "burden", burden_word(checks[i].sign->burden));
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    free(checks);
}

struct point {
    struct rc_ref ref;
    const struct rc_sign *sign;
};

static int
by_ref(const void *a, const void *b)
{
    const struct point *x = a, *y = b;
    int order = rc_ref_cmp(&x->ref, &y->ref);

    return order ? order : strcmp(x->sign->id, y->sign->id);
}

static void
write_timeline(struct rc_buf *to, const struct rc_result *result,
               uint32_t person)
{
    const struct rc_ledger *ledger = &result->ledgers[person];
    struct point *points = rc_alloc(
        (ledger->finding_count * RC_MEASURE_REFS + 1) * sizeof *points);
    size_t count = 0;

    for (size_t i = 0; i < ledger->finding_count; i++) {
        const struct rc_finding *f = &ledger->findings[i];

        if (f->state == RC_SIGN_PRESENT)
            for (size_t r = 0; r < f->measure->ref_count; r++)
                points[count++] = (struct point){f->measure->refs[r],
                                                 &result->pack->signs[f->sign]};
    }
    qsort(points, count, sizeof *points, by_ref);
    rc_json_key(to, "timeline");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < count; i++) {
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_moment(to, "at", points[i].ref.at_us);
        claimed_time(to, &result->people->person[person], points[i].ref.at_us);
        rc_json_word(to, "signal", points[i].sign->id);
        rc_json_word(to, "says", points[i].sign->title);
        rc_json_file(to, points[i].ref.file);
        rc_json_count(to, "offset", points[i].ref.offset);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    free(points);
}

static void
write_ties(struct rc_buf *to, const struct rc_result *result, uint32_t person,
           const char *const *pseudonyms)
{
    const struct rc_links *links = result->links;
    size_t ring = SIZE_MAX;

    rc_json_key(to, "ties");
    rc_buf_char(to, '[');
    for (size_t i = 0; links && i < links->tie_count; i++) {
        const struct rc_tie *tie = &links->ties[i];

        if (tie->a > person)
            break; /* a < b, and they come by a: none of this person's */
        if (tie->a != person && tie->b != person)
            continue;
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_word(to, "with",
                     pseudonyms[tie->a == person ? tie->b : tie->a]);
        rc_json_word(to, "kind", rc_tie_kind_word(tie->kind));
        rc_doc_number(to, "bits", tie->bits);
        rc_json_count(to, "shared_by", tie->shared_by);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
    for (size_t r = 0; links && ring == SIZE_MAX && r < links->ring_count; r++)
        for (size_t i = 0; i < links->rings[r].member_count; i++)
            if (links->rings[r].members[i] == person)
                ring = r;
    if (ring == SIZE_MAX)
        rc_json_word(to, "ring", NULL);
    else
        rc_json_count(to, "ring", ring);
}

static void
write_families(struct rc_buf *to, const struct rc_pack *pack,
               const struct rc_ledger *ledger)
{
    rc_json_key(to, "families");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < ledger->family_count; i++) {
        const char *title = "";

        for (size_t f = 0; f < pack->family_count; f++)
            if (strcmp(pack->families[f].name, ledger->families[i].family) == 0)
                title = pack->families[f].title;
        rc_json_item(to);
        rc_buf_char(to, '{');
        rc_json_word(to, "family", ledger->families[i].family);
        rc_json_word(to, "title", title);
        rc_doc_number(to, "bits", ledger->families[i].bits);
        rc_buf_char(to, '}');
    }
    rc_buf_char(to, ']');
}

static void
write_sum(struct rc_buf *to, const struct rc_result *result, uint32_t person)
{
    const struct rc_person *who = &result->people->person[person];
    const struct rc_ledger *ledger = &result->ledgers[person];
    const struct rc_claim *home = rc_person_home(who, result->as_of_us);
    struct rc_arena arena;
    char prior[RC_PRIOR_TEXT];

    rc_arena_init(&arena, 1024);
    rc_prior_text(who->kind == RC_APPLICANT ? result->pack->prior_applicant
                                            : result->pack->prior_worker,
                  prior);
    rc_json_bool(to, "case", ledger->is_case);
    rc_doc_number(to, "probability", ledger->probability);
    rc_json_range(to, "range", ledger->lo, ledger->hi);
    rc_json_text(to, "odds", rc_weigh_words(ledger->lo, ledger->hi, &arena));
    rc_json_word(to, "word", rc_weigh_word(ledger->probability));
    rc_doc_number(to, "bits", ledger->bits);
    rc_doc_number(to, "prior_bits", ledger->prior_bits);
    rc_json_word(to, "prior", prior);
    rc_json_word(to, "peer_group", ledger->peer_group);
    rc_json_count(to, "peers", ledger->peers);
    rc_json_word(to, "claimed_zone",
                 home && home->zone ? rc_zone_name(home->zone) : NULL);
    rc_arena_done(&arena);
}

void
rc_case_document(const struct rc_result *result, uint32_t person,
                 const char *const *pseudonyms, struct rc_buf *to)
{
    const struct rc_ledger *ledger = &result->ledgers[person];

    rc_buf_char(to, '{');
    rc_json_word(to, "schema", "rollcall.case/1");
    rc_json_word(to, "pseudonym", pseudonyms[person]);
    rc_json_word(to, "kind",
                 result->people->person[person].kind == RC_APPLICANT
                     ? "applicant"
                     : "worker");
    write_sum(to, result, person);
    write_families(to, result->pack, ledger);
    write_findings(to, result, ledger);
    write_silence(to, result->pack, ledger);
    write_checks(to, result->pack, ledger);
    write_timeline(to, result, person);
    write_ties(to, result, person, pseudonyms);
    rc_buf_char(to, '}');
}

void
rc_case_identity(const struct rc_result *result, uint32_t person,
                 struct rc_buf *to)
{
    const struct rc_person *who = &result->people->person[person];

    rc_buf_char(to, '{');
    rc_json_text(to, "id", who->id);
    rc_json_text(to, "name", who->name);
    rc_json_emails(to, who);
    rc_buf_char(to, '}');
}
