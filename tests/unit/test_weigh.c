/* test_weigh.c -- what it all adds up to, and what must never add up. */
#include "weighing/weigh.h"

#include <math.h>

#include "test.h"

#include "company.h"

/* A pack of equal signs: s-0, s-1, ... of families f-0, f-1, ...; the sign's
 * measure is m-N.  The first one is a conflict when asked for. */
static struct rc_pack *
made_pack(unsigned signs, unsigned families, double lr, bool conflict)
{
    static char text[40][1500], name[40][32], weights[4000];
    struct rc_pack_file files[41];
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};
    size_t len = (size_t)snprintf(weights, sizeof weights,
                                  "version: \"1\"\n"
                                  "prior: {worker: 1/300, applicant: 1/200}\n"
                                  "case_probability: 0.25\n"
                                  "case_families: 3\n"
                                  "peer_group_least: 8\n"
                                  "families:\n");

    for (unsigned f = 0; f < families; f++)
        len += (size_t)snprintf(
            weights + len, sizeof weights - len,
            "    f-%u: {title: F, cap_bits: 4, step: 0.3}\n", f);
    for (unsigned s = 0; s < signs; s++) {
        snprintf(name[s], sizeof name[s], "signs/s-%u.yml", s);
        snprintf(text[s], sizeof text[s],
                 "title: S\n"
                 "id: 2b92a9a5-f262-5d6c-9e13-0ca8984882%02x\n"
                 "status: experimental\ndescription: S\nauthor: R\n"
                 "date: 2026-11-24\n"
                 "logsource: {product: rollcall, category: measure}\n"
                 "detection:\n"
                 "    selection: {measure: m-%u, value|gte: 1}\n"
                 "    condition: selection\n"
                 "fields: [a]\nfalsepositives: [b]\nlevel: low\n"
                 "tags: [rollcall.x]\n"
                 "custom_attributes:\n"
                 "    rollcall.sign: s-%u\n"
                 "    rollcall.subject: person\n"
                 "    rollcall.family: f-%u\n"
                 "    rollcall.lr_present: %g\n"
                 "    rollcall.lr_present_range: [1, 20]\n"
                 "    rollcall.rate: 0.04\n"
                 "    rollcall.rate_weight: 30\n"
                 "    rollcall.half_life: 0d\n"
                 "    rollcall.basis: expert\n"
                 "    rollcall.clear_by: c\n"
                 "    rollcall.burden: none\n"
                 "    rollcall.harm_note: h\n"
                 "    rollcall.default: alone\n"
                 "    rollcall.conflict: %s\n",
                 s, s, s, s % families, lr,
                 conflict && s == 0 ? "true" : "false");
        files[s] = (struct rc_pack_file){name[s], rc_slice_of(text[s])};
    }
    files[signs] = (struct rc_pack_file){"weights.yml", rc_slice_of(weights)};
    if (rc_pack_load(files, signs + 1, &pack, &err) != RC_OK)
        fail_msg("%s", err.text);
    return pack;
}

static void
say_all(struct company *c, size_t person, unsigned signs)
{
    static const char *const names[] = {
        "m-0", "m-1", "m-2",  "m-3",  "m-4",  "m-5",  "m-6",  "m-7",
        "m-8", "m-9", "m-10", "m-11", "m-12", "m-13", "m-14", "m-15"};

    for (unsigned s = 0; s < signs; s++)
        company_say(c, person, names[s], 1);
}

TEST(one_sign_in_ten_forms_cannot_fill_the_bar)
{
    struct rc_pack *pack = made_pack(10, 1, 8, true);
    static struct company c;

    company_open(&c, pack, 40);
    say_all(&c, 0, 10);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->bits <= 4 + 1e-9);
    assert_true(l->probability < 0.1);
    assert_false(l->is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(many_different_weak_families_can)
{
    struct rc_pack *pack = made_pack(8, 8, 3, true);
    static struct company c;

    company_open(&c, pack, 40);
    say_all(&c, 0, 8);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->is_case);
    assert_int_equal(l->strong_families, 8);
    assert_false(c.ledger[1].is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(without_a_conflict_or_a_link_it_is_no_case)
{
    struct rc_pack *pack = made_pack(8, 8, 3, false);
    static struct company c;

    company_open(&c, pack, 40);
    say_all(&c, 0, 8);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->probability >= pack->case_probability);
    assert_false(l->has_conflict_or_link);
    assert_false(l->is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(two_families_are_no_case_however_strong)
{
    struct rc_pack *pack = made_pack(12, 2, 20, true);
    static struct company c;

    ((struct rc_family *)pack->families)[0].cap_bits = 12;
    ((struct rc_family *)pack->families)[1].cap_bits = 12;
    company_open(&c, pack, 40);
    say_all(&c, 0, 12);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->probability >= pack->case_probability);
    assert_int_equal(l->strong_families, 2);
    assert_false(l->is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_sign_that_everybody_has_says_nothing)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 100);
    for (size_t i = 0; i < 100; i++)
        company_say(&c, i, "remote_tools", 1);
    const struct rc_finding *f =
        company_finding(&c, company_weigh(&c, 0), "remote-tool-unsanctioned");

    assert_int_equal(f->state, RC_SIGN_PRESENT);
    assert_true(f->rate > 0.7);
    NEAR(f->bits, 0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(whoever_does_not_do_what_everybody_does_is_not_suspected)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 100);
    for (size_t i = 1; i < 100; i++)
        company_say(&c, i, "remote_tools", 1);
    const struct rc_finding *f =
        company_finding(&c, company_weigh(&c, 0), "remote-tool-unsanctioned");

    assert_int_equal(f->state, RC_SIGN_ABSENT);
    assert_true(f->bits <= 0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_rarer_sign_here_says_more_up_to_the_packs_range)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double small, large;

    company_open(&c, pack, 10);
    company_say(&c, 0, "bank_account_changes", 3);
    small =
        company_finding(&c, company_weigh(&c, 0), "bank-account-churn")->bits;
    company_close(&c);
    company_open(&c, pack, 120);
    company_say(&c, 0, "bank_account_changes", 3);
    const struct rc_finding *f =
        company_finding(&c, company_weigh(&c, 0), "bank-account-churn");

    large = f->bits;
    assert_true(large > small);
    assert_true(large <=
                log2(pack->signs[f->sign].steps[f->step].lr_hi) + 1e-9);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(absence_without_its_source_says_nothing)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 40);
    assert_true(
        company_finding(&c, company_weigh(&c, 0), "ship-address-change")->bits <
        0);
    c.dossier[0].kinds_seen &= ~(1u << RC_OBS_SHIPMENT);
    NEAR(company_finding(&c, company_weigh(&c, 0), "ship-address-change")->bits,
         0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(what_could_not_be_seen_counts_neither_way)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 40);
    for (size_t i = 0; i < c.dossier[0].measure_count; i++)
        c.measure[0][i].seen = false;
    const struct rc_ledger *l = company_weigh(&c, 0);

    NEAR(l->bits, 0);
    NEAR(l->probability, 1.0 / 300);
    for (size_t i = 0; i < l->finding_count; i++)
        assert_int_equal(l->findings[i].state, RC_SIGN_UNSEEN);
    assert_int_equal(l->family_count, 0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(an_ordinary_person_ends_below_the_prior)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 40);
    company_say(&c, 0, "hardware_camera_share", 0.9);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->bits < -1);
    assert_true(l->probability < 1.0 / 300);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(four_harmless_things_together_are_shown_for_review)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    company_operated(&c, 0);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(l->is_case);
    assert_true(l->strong_families >= 4);
    for (size_t i = 1; i < 60; i++)
        assert_false(c.ledger[i].is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(each_of_them_alone_is_not)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    for (size_t s = 0; s < pack->sign_count; s++) {
        if (pack->signs[s].lr_present < 1)
            continue;
        company_open(&c, pack, 60);
        company_say(&c, 0, pack->signs[s].measure, 9);
        assert_true(company_weigh(&c, 0)->probability < 0.1);
        assert_false(c.ledger[0].is_case);
        company_close(&c);
    }
    rc_pack_free(pack);
}

TEST(being_seen_live_clears)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double before;

    company_open(&c, pack, 60);
    for (size_t i = 0; i < 60; i += 2)
        company_say(&c, i + 1, "hardware_camera_share", 0.9);
    company_say(&c, 0, "bank_account_changes", 2);
    company_say(&c, 0, "days_outside_claim_share", 0.4);
    company_say(&c, 0, "remote_tools", 1);
    before = company_weigh(&c, 0)->probability;
    assert_true(c.ledger[0].is_case);
    company_say(&c, 0, "hardware_camera_share", 0.9);
    const struct rc_ledger *l = company_weigh(&c, 0);

    assert_true(company_finding(&c, l, "camera-on-hardware")->bits < -1);
    assert_true(l->probability < before / 2);
    assert_false(l->is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(no_camera_meetings_are_no_sign_against_anybody)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (size_t i = 1; i < 60; i++)
        company_say(&c, i, "hardware_camera_share", 0.9);
    const struct rc_finding *f =
        company_finding(&c, company_weigh(&c, 0), "camera-on-hardware");

    assert_int_equal(f->state, RC_SIGN_ABSENT);
    NEAR(f->bits, 0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_joint_sign_needs_another_kind_beside_it)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    company_say(&c, 0, "virtual_camera_meetings", 9);
    company_say(&c, 0, "camera_off_share", 1); /* the same family */
    NEAR(company_finding(&c, company_weigh(&c, 0), "virtual-camera")->bits, 0);
    company_say(&c, 0, "remote_tools", 1);
    assert_true(
        company_finding(&c, company_weigh(&c, 0), "virtual-camera")->bits > 1);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(the_range_holds_the_value)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (size_t i = 0; i < 60; i++)
        for (size_t s = 0; s < pack->sign_count; s++)
            company_say(&c, i, pack->signs[s].measure,
                        (i * 7 + s * 5) % 11 < 3 ? 2 : 0);
    company_weigh(&c, 0);
    for (size_t i = 0; i < 60; i++) {
        const struct rc_ledger *l = &c.ledger[i];

        assert_true(l->lo <= l->probability && l->probability <= l->hi);
        for (size_t k = 0; k < l->finding_count; k++)
            assert_true(l->findings[k].lo <= l->findings[k].bits &&
                        l->findings[k].bits <= l->findings[k].hi);
    }
    company_close(&c);
    rc_pack_free(pack);
}

TEST(the_counted_bits_and_the_families_are_the_sum)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (size_t i = 0; i < 60; i++)
        for (size_t s = 0; s < pack->sign_count; s++)
            company_say(&c, i, pack->signs[s].measure,
                        (i * 7 + s * 5) % 11 < 4 ? 2 : 0);
    company_weigh(&c, 0);
    for (size_t i = 0; i < 60; i++) {
        double counted = 0, families = 0;

        for (size_t k = 0; k < c.ledger[i].finding_count; k++)
            counted += c.ledger[i].findings[k].counted_bits;
        for (size_t k = 0; k < c.ledger[i].family_count; k++)
            families += c.ledger[i].families[k].bits;
        NEAR(counted, c.ledger[i].bits);
        NEAR(families, c.ledger[i].bits);
    }
    company_close(&c);
    rc_pack_free(pack);
}

TEST(findings_come_strongest_first_then_absent_then_unseen)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    company_operated(&c, 0);
    company_measure(&c, 0, "hours_off_claim")->seen = false;
    const struct rc_ledger *l = company_weigh(&c, 0);

    for (size_t i = 1; i < l->finding_count; i++) {
        double a = fabs(l->findings[i - 1].counted_bits);
        double b = fabs(l->findings[i].counted_bits);

        assert_true(a >= b);
        if (!(a > b))
            assert_true(l->findings[i - 1].state >= l->findings[i].state);
    }
    assert_int_equal(l->findings[l->finding_count - 1].state, RC_SIGN_UNSEEN);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_person_is_no_peer_of_themselves)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    const struct rc_finding *f;

    company_open(&c, pack, 1);
    company_say(&c, 0, "remote_tools", 1);
    f = company_finding(&c, company_weigh(&c, 0), "remote-tool-unsanctioned");
    NEAR(f->rate, pack->signs[f->sign].rate);
    NEAR(f->bits, log2(pack->signs[f->sign].lr_present));
    company_close(&c);
    rc_pack_free(pack);
}

TEST(people_are_compared_with_people_who_work_like_them)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 40);
    for (size_t i = 0; i < 9; i++)
        c.person[i].is_contractor = true;
    company_weigh(&c, 0);
    assert_string_equal(c.ledger[0].peer_group, "remote contractors");
    assert_int_equal(c.ledger[0].peers, 8);
    assert_string_equal(c.ledger[39].peer_group, "remote employees");
    c.person[8].is_remote = false; /* seven remote peers are too few */
    company_weigh(&c, 0);
    assert_string_equal(c.ledger[0].peer_group, "contractors");
    c.person[0].kind = RC_APPLICANT; /* nobody else applies */
    company_weigh(&c, 0);
    assert_string_equal(c.ledger[0].peer_group, "everybody");
    assert_int_equal(c.ledger[0].peers, 39);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(nobody_at_all_is_fine)
{
    struct rc_pack *pack = company_pack();
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    rc_weigh(pack, NULL, 0, NULL, &arena, NULL);
    rc_arena_done(&arena);
    rc_pack_free(pack);
}

TEST(odds_are_said_as_people_say_them)
{
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    assert_slice(rc_weigh_words(0.025, 0.17, &arena), "1 in 40 to 1 in 6");
    assert_slice(rc_weigh_words(0.124, 0.66, &arena), "1 in 8 to 2 in 3");
    assert_slice(rc_weigh_words(1.0 / 300, 1.0 / 298, &arena), "1 in 300");
    assert_slice(rc_weigh_words(0.000001, 0.999, &arena),
                 "less than 1 in 10000 to more than 99 in 100");
    assert_string_equal(rc_weigh_word(0.01), "unlikely");
    assert_string_equal(rc_weigh_word(0.3), "possible");
    assert_string_equal(rc_weigh_word(0.6), "more likely than not");
    assert_string_equal(rc_weigh_word(0.9), "likely");
    rc_arena_done(&arena);
}

TEST_MAIN
