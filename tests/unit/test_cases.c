/* test_cases.c -- what people read: the queue, and the documents. */
#include "cases/case.h"

#include <jansson.h>

#include "test.h"

#include "company.h"

static const char *const pseudonyms[] = {"aka-1", "beno-2", "cilu-3", "dora-4"};
static const struct rc_slice emails[] = {{"ana@example.com", 15}};

/* Four people of a company of twenty: 0 operated, 1 tied to 0, 2 and 3 not. */
struct desk {
    struct company company;
    struct rc_people people;
    struct rc_result result;
    struct rc_coverage_file file;
    struct rc_reject rejects[3];
    struct rc_file_name name;
    uint32_t order[20];
    uint32_t members[2];
};

static void
desk_read(struct desk *d)
{
    d->file = (struct rc_coverage_file){.name = RC_S("ana's \"pay\".csv"),
                                        .source = RC_S("payroll"),
                                        .bytes = 100,
                                        .records = 5,
                                        .observations = 4,
                                        .rejects = 3};
    d->rejects[0] =
        (struct rc_reject){RC_S("ana's \"pay\".csv"), 10, 3, RC_S("no date")};
    d->rejects[1] =
        (struct rc_reject){RC_S("ana's \"pay\".csv"), 20, 3, RC_S("cut short")};
    d->rejects[2] =
        (struct rc_reject){RC_S("ana's \"pay\".csv"), 30, 3, RC_S("no date")};
    d->name = (struct rc_file_name){rc_hash(d->file.name), d->file.name};
    d->result.files = &d->file;
    d->result.file_count = 1;
    d->result.rejects = d->rejects;
    d->result.reject_count = 3;
    d->result.reject_total = 3;
    rc_arena_init(&d->result.arena, 0);
    rc_result_reasons(&d->result);
    d->result.names = &d->name;
    d->result.name_count = 1;
    d->result.from_us = 0;
    d->result.as_of_us = 1000 * RC_US_PER_DAY;
}

static struct desk *
desk_open(void)
{
    static struct desk d;
    struct company *c = &d.company;
    struct rc_measure *m;

    memset(&d, 0, sizeof d);
    company_open(c, company_pack(), 20);
    for (size_t i = 0; i < 20; i++)
        c->person[i].id = rc_arena_print(&c->arena, "%zu", 10000 + i);
    c->person[0].emails = emails;
    c->person[0].email_count = 1;
    c->person[0].name = RC_S("Ana Example");
    company_say(c, 0, "bank_account_changes", 3);
    company_say(c, 0, "days_outside_claim_share", 0.8);
    company_say(c, 0, "remote_tools", 1);
    company_say(c, 0, "ship_address_changes", 1);
    company_measure(c, 0, "hours_off_claim")->seen = false;
    m = company_measure(c, 0, "bank_account_changes");
    desk_read(&d);
    m->ref_count = 2;
    m->refs[0] = (struct rc_ref){d.name.file, 64, 999 * RC_US_PER_DAY};
    m->refs[1] = (struct rc_ref){d.name.file, 7, 1000 * RC_US_PER_DAY};
    company_tie(c, 0, 1, RC_TIE_ADDRESS);
    company_tie(c, 0, 1, RC_TIE_EGRESS);
    d.members[1] = 1;
    c->rings[0] = (struct rc_ring){.members = d.members,
                                   .member_count = 2,
                                   .bits = 5,
                                   .kinds = 1u << RC_TIE_ADDRESS,
                                   .why = RC_S("two share an address")};
    c->links.ring_count = 1;
    company_weigh(c, 0);
    d.people.person = c->person;
    d.people.count = 20;
    d.result.pack = c->pack;
    d.result.people = &d.people;
    d.result.links = &c->links;
    d.result.dossiers = c->dossier;
    d.result.ledgers = c->ledger;
    d.result.order = d.order;
    d.result.count = 20;
    return &d;
}

static void
desk_close(struct desk *d)
{
    rc_arena_done(&d->result.arena);
    rc_pack_free(d->company.pack);
    company_close(&d->company);
}

/* What was written, as JSON that another library reads. */
static json_t *
parsed(struct rc_buf *buf)
{
    json_error_t error;
    json_t *json = json_loadb(buf->p, buf->len, JSON_REJECT_DUPLICATES, &error);

    if (!json)
        fail_msg("%s at %d", error.text, error.position);
    rc_buf_done(buf);
    return json;
}

static const char *
text(json_t *json, const char *key)
{
    return json_string_value(json_object_get(json, key));
}

static json_t *
case_of(struct desk *d, uint32_t person)
{
    static const char *all[20];
    struct rc_buf buf = {0};

    for (size_t i = 0; i < 20; i++)
        all[i] = pseudonyms[i < 4 ? i : 3];
    rc_case_document(&d->result, person, all, &buf);
    return parsed(&buf);
}

TEST(cases_come_first_then_the_likelier_then_the_person)
{
    struct desk *d = desk_open();

    d->company.ledger[5].probability = 0.9; /* likely, yet no case */
    rc_case_order(&d->result);
    assert_int_equal(d->order[0], 0);
    assert_int_equal(d->order[1], 5);
    for (size_t i = 2; i < 20; i++)
        assert_true(d->company.ledger[d->order[i - 1]].probability >=
                    d->company.ledger[d->order[i]].probability);
    assert_int_equal(d->order[19], 19);
    desk_close(d);
}

TEST(a_case_holds_no_name_mail_or_file_name)
{
    struct desk *d = desk_open();
    struct rc_buf buf = {0};
    static const char *all[20];

    for (size_t i = 0; i < 20; i++)
        all[i] = pseudonyms[i < 4 ? i : 3];
    for (uint32_t i = 0; i < 20; i++)
        rc_case_document(&d->result, i, all, &buf);
    rc_run_document(&d->result, all, &buf);
    assert_int_equal(rc_slice_ifind(rc_buf_slice(&buf), RC_S("ana")), SIZE_MAX);
    assert_int_equal(rc_slice_ifind(rc_buf_slice(&buf), RC_S("example.com")),
                     SIZE_MAX);
    rc_buf_done(&buf);
    desk_close(d);
}

TEST(a_case_explains_itself)
{
    struct desk *d = desk_open();
    json_t *json = case_of(d, 0);
    json_t *finding = json_array_get(json_object_get(json, "findings"), 0);

    assert_string_equal(text(json, "schema"), "rollcall.case/1");
    assert_string_equal(text(json, "pseudonym"), "aka-1");
    assert_string_equal(text(json, "kind"), "worker");
    assert_string_equal(text(json, "prior"), "1 in 300");
    assert_true(json_is_true(json_object_get(json, "case")));
    assert_true(json_is_null(json_object_get(json, "claimed_zone")));
    assert_non_null(strstr(text(json, "odds"), " in "));
    assert_true(json_array_size(json_object_get(finding, "innocent")) >= 3);
    assert_true(strlen(text(finding, "clear_by")) > 0);
    assert_true(strlen(text(finding, "harm_note")) > 0);
    assert_string_equal(text(finding, "basis"), "expert");
    json_decref(json);
    desk_close(d);
}

TEST(a_case_says_what_was_not_seen_and_what_could_not_be)
{
    struct desk *d = desk_open();
    json_t *json = case_of(d, 0);
    json_t *unseen = json_array_get(json_object_get(json, "could_not_see"), 0);

    assert_string_equal(text(unseen, "signal"), "odd-hours");
    assert_string_equal(text(unseen, "needs_source"), "sign_in");
    assert_true(json_array_size(json_object_get(json, "not_seen")) >= 5);
    json_decref(json);
    desk_close(d);
}

TEST(the_timeline_runs_in_time)
{
    struct desk *d = desk_open();
    json_t *json = case_of(d, 0);
    json_t *line = json_object_get(json, "timeline");

    assert_int_equal(json_array_size(line), 2);
    assert_string_equal(text(json_array_get(line, 0), "at"),
                        "1972-09-26T00:00:00.000Z");
    assert_string_equal(text(json_array_get(line, 1), "at"),
                        "1972-09-27T00:00:00.000Z");
    assert_int_equal(strlen(text(json_array_get(line, 0), "file")), 16);
    assert_string_equal(text(json_array_get(line, 0), "signal"),
                        "bank-account-churn");
    json_decref(json);
    desk_close(d);
}

TEST(the_first_check_asks_the_least_for_the_most)
{
    struct desk *d = desk_open();
    json_t *json, *checks;

    company_say(&d->company, 0, "payout_account_shared_with", 1);
    company_weigh(&d->company, 0);
    json = case_of(d, 0);
    checks = json_object_get(json, "next_checks");
    assert_string_equal(text(json_array_get(checks, 0), "burden"), "colleague");
    for (size_t i = 1; i < json_array_size(checks); i++)
        assert_true(strlen(text(json_array_get(checks, i), "clear_by")) > 0);
    json_decref(json);
    desk_close(d);
}

TEST(ties_and_ring_name_pseudonyms)
{
    struct desk *d = desk_open();
    json_t *json = case_of(d, 1);
    json_t *ties = json_object_get(json, "ties");

    assert_int_equal(json_array_size(ties), 2);
    assert_string_equal(text(json_array_get(ties, 0), "with"), "aka-1");
    assert_int_equal(json_integer_value(json_object_get(json, "ring")), 0);
    json_decref(json);
    json = case_of(d, 2);
    assert_int_equal(json_array_size(json_object_get(json, "ties")), 0);
    assert_true(json_is_null(json_object_get(json, "ring")));
    json_decref(json);
    desk_close(d);
}

TEST(the_identity_is_a_document_of_its_own)
{
    struct desk *d = desk_open();
    struct rc_buf buf = {0};
    json_t *json;

    rc_case_identity(&d->result, 0, &buf);
    json = parsed(&buf);
    assert_string_equal(text(json, "id"), "10000");
    assert_string_equal(text(json, "name"), "Ana Example");
    assert_string_equal(
        json_string_value(json_array_get(json_object_get(json, "emails"), 0)),
        "ana@example.com");
    json_decref(json);
    desk_close(d);
}

TEST(the_run_counts_what_it_read_and_could_not)
{
    struct desk *d = desk_open();
    struct rc_buf buf = {0};
    static const char *all[20] = {"aka-1", "beno-2"};
    json_t *json, *rejects, *file;

    d->result.reject_count = 1; /* shown; the reasons are of all three */
    rc_run_document(&d->result, all, &buf);
    json = parsed(&buf);
    rejects = json_object_get(json, "rejects");
    file = json_array_get(json_object_get(json, "coverage"), 0);
    assert_string_equal(text(json, "schema"), "rollcall.run/1");
    assert_int_equal(json_integer_value(json_object_get(rejects, "total")), 3);
    assert_int_equal(json_integer_value(json_object_get(
                         json_object_get(rejects, "by_reason"), "no date")),
                     2);
    assert_int_equal(json_integer_value(json_object_get(file, "rejects")), 3);
    assert_true(json_is_null(json_object_get(file, "note")));
    assert_int_equal(json_integer_value(json_object_get(json, "cases")), 1);
    assert_string_equal(
        json_string_value(json_array_get(
            json_object_get(json_array_get(json_object_get(json, "rings"), 0),
                            "members"),
            1)),
        "beno-2");
    json_decref(json);
    desk_close(d);
}

TEST(the_scan_shows_everybody_with_all_signs_and_real_files)
{
    struct desk *d = desk_open();
    struct rc_buf buf = {0};
    json_t *json, *subject, *finding, *record = NULL;

    rc_scan_document(&d->result, &buf);
    json = parsed(&buf);
    assert_string_equal(text(json, "schema"), "rollcall.scan/1");
    assert_int_equal(json_array_size(json_object_get(json, "subjects")), 20);
    subject = json_array_get(json_object_get(json, "subjects"), 0);
    assert_string_equal(text(subject, "id"), "10000");
    assert_int_equal(json_array_size(json_object_get(subject, "findings")),
                     d->company.pack->sign_count);
    for (size_t i = 0; i < d->company.pack->sign_count; i++) {
        finding = json_array_get(json_object_get(subject, "findings"), i);
        if (strcmp(text(finding, "signal"), "bank-account-churn") == 0)
            record = json_array_get(json_object_get(finding, "records"), 0);
    }
    assert_string_equal(text(record, "file"), "ana's \"pay\".csv");
    assert_string_equal(
        json_string_value(json_array_get(
            json_object_get(json_array_get(json_object_get(json, "rings"), 0),
                            "members"),
            0)),
        "ana@example.com");
    assert_string_equal(
        text(json_array_get(
                 json_object_get(json_object_get(json, "rejects"), "shown"), 1),
             "reason"),
        "cut short");
    json_decref(json);
    desk_close(d);
}

TEST(the_same_result_writes_the_same_bytes)
{
    struct desk *d = desk_open();
    struct rc_buf one = {0}, two = {0};

    rc_scan_document(&d->result, &one);
    company_weigh(&d->company, 0);
    rc_scan_document(&d->result, &two);
    assert_int_equal(one.len, two.len);
    assert_memory_equal(one.p, two.p, one.len);
    rc_buf_done(&one);
    rc_buf_done(&two);
    desk_close(d);
}

TEST(a_file_that_is_not_known_has_no_name)
{
    struct desk *d = desk_open();

    assert_slice(rc_result_file(&d->result, d->name.file), "ana's \"pay\".csv");
    assert_int_equal(rc_result_file(&d->result, 1).len, 0);
    assert_int_equal(rc_result_file(&d->result, UINT64_MAX).len, 0);
    desk_close(d);
}

TEST_MAIN
