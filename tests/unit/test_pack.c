/* test_pack.c -- the pack: what is read, and what is refused with its line. */
#include "rules/rule.h"

#include <math.h>

#include "test.h"

#include "sign.h"

static enum rc_sign_state
state_at(const char *condition, double value)
{
    char sign[4096];
    struct rc_measure measure = {
        .name = "changes", .value = value, .seen = true};
    const struct rc_measure *found;
    struct rc_pack *pack;
    enum rc_sign_state state;

    snprintf(sign, sizeof sign,
             HEAD "detection:\n"
                  "    two: {measure: changes, value|gte: 2}\n"
                  "    many: {measure: changes, value|gt: 9}\n"
                  "    three: {measure: changes, value: 3}\n"
                  "    condition: %s\n" MIDDLE ATTRIBUTES,
             condition);
    pack = loaded(sign);
    state = rc_sign_match(pack, 0, &measure, 1, &found);
    assert_ptr_equal(found, &measure);
    rc_pack_free(pack);
    return state;
}

TEST(the_pack_of_this_binary_is_read_whole)
{
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    if (rc_pack_load(rc_pack_builtin, rc_pack_builtin_count, &pack, &err) !=
        RC_OK)
        fail_msg("%s", err.text);
    assert_true(pack->sign_count >= 12);
    assert_true(pack->prior_worker < pack->prior_applicant);
    assert_int_equal(pack->case_families, 3);
    for (size_t i = 1; i < pack->sign_count; i++)
        assert_true(strcmp(pack->signs[i - 1].id, pack->signs[i].id) < 0);
    assert_true(rc_pack_text(pack, "notice").len > 0);
    assert_int_equal(rc_pack_text(pack, "no-such").len, 0);
    rc_pack_free(pack);
}

TEST(every_shipped_sign_says_what_else_could_explain_it)
{
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    assert_int_equal(
        rc_pack_load(rc_pack_builtin, rc_pack_builtin_count, &pack, &err),
        RC_OK);
    for (size_t i = 0; i < pack->sign_count; i++) {
        assert_non_null(pack->signs[i].innocent[0]);
        assert_non_null(pack->signs[i].innocent[1]);
        assert_non_null(pack->signs[i].innocent[2]);
        assert_true(strlen(pack->signs[i].clear_by) > 10);
        assert_true(strlen(pack->signs[i].harm_note) > 10);
    }
    rc_pack_free(pack);
}

TEST(a_sign_is_read_with_all_it_is_worth)
{
    struct rc_pack *pack = loaded(SIGN);
    const struct rc_sign *sign = &pack->signs[0];

    assert_string_equal(sign->id, "a-sign");
    assert_string_equal(sign->measure, "changes");
    assert_true(fabs(sign->lr_present - 3) < 1e-12);
    assert_true(fabs(sign->lr_absent - 1) < 1e-12);
    assert_true(fabs(sign->half_life_days - 90) < 1e-12);
    assert_true(fabs(pack->prior_worker - 1.0 / 300) < 1e-12);
    assert_int_equal(sign->scores, RC_ALONE);
    assert_false(sign->is_link);
    rc_pack_free(pack);
}

TEST(a_measure_that_was_not_seen_makes_the_sign_unseen)
{
    struct rc_pack *pack = loaded(SIGN);
    struct rc_measure measure = {.name = "changes", .value = 9};
    const struct rc_measure *found;

    assert_int_equal(rc_sign_match(pack, 0, &measure, 1, &found),
                     RC_SIGN_UNSEEN);
    assert_int_equal(rc_sign_match(pack, 0, NULL, 0, &found), RC_SIGN_UNSEEN);
    assert_null(found);
    measure.seen = true;
    assert_int_equal(rc_sign_match(pack, 0, &measure, 1, &found),
                     RC_SIGN_PRESENT);
    measure.value = NAN;
    assert_int_equal(rc_sign_match(pack, 0, &measure, 1, &found),
                     RC_SIGN_UNSEEN);
    rc_pack_free(pack);
}

TEST(a_bound_holds_its_own_value)
{
    assert_int_equal(state_at("two", 2), RC_SIGN_PRESENT);
    assert_int_equal(state_at("two", 1.999), RC_SIGN_ABSENT);
    assert_int_equal(state_at("many", 9), RC_SIGN_ABSENT);
    assert_int_equal(state_at("three", 3), RC_SIGN_PRESENT);
}

TEST(not_binds_before_and_and_and_before_or)
{
    assert_int_equal(state_at("two and not many", 5), RC_SIGN_PRESENT);
    assert_int_equal(state_at("two and not many", 12), RC_SIGN_ABSENT);
    assert_int_equal(state_at("three or two and many", 3), RC_SIGN_PRESENT);
    assert_int_equal(state_at("(three or two) and many", 3), RC_SIGN_ABSENT);
    assert_int_equal(state_at("not not two", 2), RC_SIGN_PRESENT);
}

TEST(one_of_and_all_of_stand_for_or_and_and)
{
    assert_int_equal(state_at("1 of t*", 3), RC_SIGN_PRESENT);
    assert_int_equal(state_at("all of t*", 2), RC_SIGN_ABSENT);
    assert_int_equal(state_at("all of t* and not any of m*", 3),
                     RC_SIGN_PRESENT);
    assert_int_equal(state_at("1 of them", 1), RC_SIGN_ABSENT);
}

TEST(a_condition_that_is_not_understood_is_refused)
{
    static const char *const wrong[] = {"selection | count() > 3",
                                        "other",
                                        "selection and",
                                        "(selection",
                                        "selection)",
                                        "1 of x*",
                                        "2 of selection",
                                        "not",
                                        "selection selection",
                                        NULL};

    for (size_t i = 0; wrong[i]; i++) {
        char sign[4096];

        snprintf(sign, sizeof sign,
                 HEAD "detection:\n"
                      "    selection: {measure: changes, value|gte: 2}\n"
                      "    condition: \"%s\"\n" MIDDLE ATTRIBUTES,
                 wrong[i]);
        refused(sign, "signs/a-sign.yml:10:", "condition");
    }
}

TEST(a_condition_too_deep_is_refused_and_does_not_fall_over)
{
    char *sign = malloc(20000);
    size_t len = (size_t)snprintf(
        sign, 20000,
        HEAD "detection:\n"
             "    selection: {measure: changes, value|gte: 2}\n"
             "    condition: \"");

    memset(sign + len, '(', 5000);
    snprintf(sign + len + 5000, 14000, "selection\"\n" MIDDLE ATTRIBUTES);
    refused(sign, "signs/a-sign.yml:10:", "too deep");
    free(sign);
}

TEST(nationality_is_refused_with_its_line)
{
    refused(HEAD "detection:\n"
                 "    selection:\n"
                 "        person.nationality: XX\n"
                 "        value|gte: 2\n"
                 "    condition: selection\n" MIDDLE ATTRIBUTES,
            "signs/a-sign.yml:10:", "nationality");
}

TEST(a_measure_or_field_about_what_is_protected_is_refused)
{
    static const char *const words[] = {"religion",   "accent_score",
                                        "person_age", "gender",
                                        "sick_leave", "union_member",
                                        "first_name", "country_of_birth",
                                        "health",     NULL};

    for (size_t i = 0; words[i]; i++) {
        char sign[4096];

        snprintf(sign, sizeof sign,
                 HEAD "detection:\n"
                      "    selection: {measure: %s, value|gte: 2}\n"
                      "    condition: selection\n" MIDDLE ATTRIBUTES,
                 words[i]);
        refused(sign, "signs/a-sign.yml:9:", "may not look at");
    }
    refused(HEAD DETECTION "fields: [person.ethnicity]\n"
                           "falsepositives: [It happens]\n"
                           "level: low\n"
                           "tags: [rollcall.payout]\n" ATTRIBUTES,
            "signs/a-sign.yml:13:", "ethnicity");
}

TEST(words_that_only_hold_a_protected_one_are_fine)
{
    /* "coverage" holds age, "unionised" is no word of ours either way */
    rc_pack_free(loaded(HEAD "detection:\n"
                             "    selection: {measure: coverage, value: 2}\n"
                             "    condition: selection\n" MIDDLE ATTRIBUTES));
}

TEST(an_unknown_modifier_is_refused)
{
    refused(HEAD "detection:\n"
                 "    selection:\n"
                 "        measure: changes\n"
                 "        value|re: .*\n"
                 "    condition: selection\n" MIDDLE ATTRIBUTES,
            "signs/a-sign.yml:11:", "value|re");
    refused(HEAD "detection:\n"
                 "    selection:\n"
                 "        measure|startswith: change\n"
                 "        value|gte: 2\n"
                 "    condition: selection\n" MIDDLE ATTRIBUTES,
            "signs/a-sign.yml:10:", "measure|startswith");
}

TEST(an_unknown_field_or_key_is_refused)
{
    refused(HEAD "detection:\n"
                 "    selection: {measure: changes, value: 1, other: 2}\n"
                 "    condition: selection\n" MIDDLE ATTRIBUTES,
            "signs/a-sign.yml:9:", "other");
    refused(SIGN "    rollcall.colour: red\n",
            "signs/a-sign.yml:", "rollcall.colour");
    refused(SIGN "weight: 3\n", "signs/a-sign.yml:", "weight");
}

TEST(keys_of_other_tools_are_theirs)
{
    rc_pack_free(loaded(SIGN "    rsigma.index: people\n"));
}

TEST(no_is_a_word)
{
    struct rc_pack *pack =
        loaded(HEAD DETECTION "fields: [a.b]\n"
                              "falsepositives: [NO, off, 'null', yes]\n"
                              "level: low\n"
                              "tags: [rollcall.payout]\n" ATTRIBUTES);

    assert_string_equal(pack->signs[0].innocent[0], "NO");
    assert_string_equal(pack->signs[0].innocent[1], "off");
    rc_pack_free(pack);
    refused(SIGN "    rollcall.conflict: no\n",
            "signs/a-sign.yml:", "must be one of");
}

TEST(a_range_must_hold_its_value)
{
    refused(HEAD DETECTION MIDDLE "custom_attributes:\n"
                                  "    rollcall.sign: a-sign\n"
                                  "    rollcall.subject: person\n"
                                  "    rollcall.family: payout\n"
                                  "    rollcall.lr_present: 9.0\n"
                                  "    rollcall.lr_present_range: [1.5, 6.0]\n"
                                  "    rollcall.basis: expert\n"
                                  "    rollcall.clear_by: Ask\n"
                                  "    rollcall.burden: none\n"
                                  "    rollcall.harm_note: Somebody\n"
                                  "    rollcall.default: alone\n",
            "signs/a-sign.yml:22:", "does not hold");
}

TEST(what_a_sign_must_say_cannot_be_left_out)
{
    refused(HEAD DETECTION "fields: [a.b]\n"
                           "level: low\n"
                           "tags: [rollcall.payout]\n" ATTRIBUTES,
            "signs/a-sign.yml:1:", "falsepositives is missing");
    refused(HEAD DETECTION MIDDLE "custom_attributes:\n"
                                  "    rollcall.sign: a-sign\n"
                                  "    rollcall.family: payout\n",
            "signs/a-sign.yml:", "rollcall.clear_by is missing");
}

TEST(absence_needs_the_source_that_could_have_shown_it)
{
    refused(SIGN "    rollcall.lr_absent: 0.9\n",
            "signs/a-sign.yml:", "go together");
    refused(SIGN "    rollcall.lr_absent: 0.9\n"
                 "    rollcall.needs_source: telepathy\n",
            "signs/a-sign.yml:", "needs_source must be one of");
    rc_pack_free(loaded(SIGN "    rollcall.lr_absent: 0.9\n"
                             "    rollcall.needs_source: payout_change\n"));
}

TEST(a_level_above_low_is_refused)
{
    refused(HEAD DETECTION "fields: [a.b]\n"
                           "falsepositives: [It happens]\n"
                           "level: high\n"
                           "tags: [rollcall.payout]\n" ATTRIBUTES,
            "signs/a-sign.yml:15:", "level must be one of");
}

TEST(only_rules_of_a_pair_have_a_link)
{
    refused(SIGN "    rollcall.link: payout_account\n",
            "signs/a-sign.yml:", "pair");
}

TEST(yaml_that_is_broken_or_clever_is_refused)
{
    refused("title: [1, 2\n", "signs/a-sign.yml:", "no YAML");
    refused("", "signs/a-sign.yml:1:", "empty");
    refused("a: 1\na: 2\n", "signs/a-sign.yml:2:", "twice");
    refused("a: &x 1\nb: *x\n", "signs/a-sign.yml:1:", "anchors");
    refused("a: !!str 1\n", "signs/a-sign.yml:1:", "tags");
    refused(SIGN "---\n" SIGN, "signs/a-sign.yml:", "more than one document");
    refused("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
            "signs/a-sign.yml:1:", "deep");
    refused("- a\n", "signs/a-sign.yml:1:", "holds no keys");
}

TEST(a_directive_is_refused_before_anybody_waits_for_it)
{
    refused("%", "signs/a-sign.yml:1:", "directives");
    refused("a: 1\n%YAML", "signs/a-sign.yml:2:", "directives");
    refused("\xef\xbb\xbf%TAG ", "signs/a-sign.yml:1:", "directives");
    refused("a: \x01\n", "signs/a-sign.yml:1:", "control");
    rc_pack_free(loaded("# 5 % of 100\n" SIGN));
}

TEST(a_pack_without_weights_or_with_a_stranger_is_refused)
{
    struct rc_pack_file files[] = {
        {"signs/a-sign.yml", RC_S(SIGN)},
        {"run.sh", RC_S("true\n")},
    };
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    assert_int_equal(rc_pack_load(files, 1, &pack, &err), RC_PACK);
    assert_non_null(strstr(err.text, "weights.yml"));
    assert_int_equal(rc_pack_load(files, 2, &pack, &err), RC_PACK);
    assert_non_null(strstr(err.text, "run.sh"));
}

TEST(a_file_larger_than_the_limit_is_refused)
{
    size_t size = 300 * 1024;
    char *big = malloc(size + 1);

    memset(big, '#', size);
    big[size] = 0;
    refused(big, "signs/a-sign.yml:1:", "larger");
    free(big);
}

TEST(a_sign_twice_or_in_another_signs_file_is_refused)
{
    struct rc_pack_file files[] = {
        {"signs/a-sign.yml", RC_S(SIGN)},
        {"signs/a-sign.yml", RC_S(SIGN)},
    };
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    assert_int_equal(rc_pack_load(files, 2, &pack, &err), RC_PACK);
    assert_non_null(strstr(err.text, "twice"));
    files[0].name = "signs/b-sign.yml";
    assert_int_equal(rc_pack_load(files, 1, &pack, &err), RC_PACK);
    assert_non_null(strstr(err.text, "signs/a-sign.yml"));
}

TEST_MAIN
