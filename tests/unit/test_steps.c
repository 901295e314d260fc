/*
 * test_steps.c -- signs that are worth more the further their measure goes: as
 * the pack says it, and as it weighs.
 */
#include "weighing/weigh.h"

#include <math.h>

#include "test.h"

#include "company.h"
#include "sign.h"

#define STEPS(list) SIGN "    rollcall.steps:\n" list

TEST(a_sign_without_steps_has_its_rule_for_the_only_one)
{
    struct rc_pack *pack = loaded(SIGN);
    const struct rc_sign *sign = &pack->signs[0];

    assert_int_equal(sign->step_count, 1);
    assert_true(fabs(sign->steps[0].lr - 3) < 1e-12);
    assert_true(fabs(sign->steps[0].rate - 0.04) < 1e-12);
    assert_int_equal(rc_sign_reaches(sign, 1e6), 1);
    rc_pack_free(pack);
}

TEST(steps_are_read_with_ranges_scaled_or_their_own)
{
    struct rc_pack *pack = loaded(
        STEPS("        - {gte: 3, lr: 6, rate: 0.015}\n"
              "        - {gte: 5, lr: 9, rate: 0.004, range: [2, 30]}\n"));
    const struct rc_sign *sign = &pack->signs[0];

    assert_int_equal(sign->step_count, 3);
    assert_true(fabs(sign->steps[1].lr_lo - 3) < 1e-12);
    assert_true(fabs(sign->steps[1].lr_hi - 12) < 1e-12);
    assert_true(fabs(sign->steps[2].lr_hi - 30) < 1e-12);
    assert_int_equal(rc_sign_reaches(sign, 2), 1);
    assert_int_equal(rc_sign_reaches(sign, 2.999), 1);
    assert_int_equal(rc_sign_reaches(sign, 3), 2);
    assert_int_equal(rc_sign_reaches(sign, 400), 3);
    rc_pack_free(pack);
}

TEST(steps_that_contradict_the_rule_or_each_other_are_refused)
{
    static const struct {
        const char *step, *why;
    } wrong[] = {
        {"{gte: 2, lr: 5, rate: 0.01}", "where the rule begins"},
        {"{gte: 1, lr: 5, rate: 0.01}", "where the rule begins"},
        {"{gte: 3, lr: 3, rate: 0.01}", "lr must rise"},
        {"{gte: 3, lr: 5, rate: 0.04}", "rate must fall"},
        {"{gte: 3, lr: 9, rate: 0.03}", "lr * rate must not rise"},
        {"{gte: 3, lr: 5}", "rate is missing"},
        {"{gte: 3, lr: 5, rate: often}", "rate must be a number"},
        {"{gte: 3, lr: 5, rate: 0.01, range: [6, 9]}", "does not hold"},
        {"{gte: 3, lr: 5, rate: 0.01, odds: 2}", "odds"},
        {"3", "a step is"},
    };

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char sign[4096];

        snprintf(sign, sizeof sign, STEPS("        - %s\n"), wrong[i].step);
        refused(sign, "signs/a-sign.yml:", wrong[i].why);
    }
    refused(SIGN "    rollcall.steps: many\n",
            "signs/a-sign.yml:", "list of steps");
}

TEST(a_step_that_goes_back_is_refused_with_its_line)
{
    static const char sign[] =
        STEPS("        - {gte: 5, lr: 5, rate: 0.01}\n"
              "        - {gte: 4, lr: 6, rate: 0.005}\n");
    char at[32];
    int line = 0;

    for (const char *c = sign; *c; c++)
        line += *c == '\n';
    snprintf(at, sizeof at, "signs/a-sign.yml:%d:", line);
    refused(sign, at, "gte must rise: 4 after 5");
}

TEST(more_steps_than_anybody_could_tell_apart_are_refused)
{
    char sign[4096];
    size_t len = (size_t)snprintf(sign, sizeof sign, "%s", STEPS(""));
    double rate = 0.03;

    for (int i = 0; i < RC_SIGN_STEPS; i++, rate /= 2)
        len += (size_t)snprintf(sign + len, sizeof sign - len,
                                "        - {gte: %d, lr: %g, rate: %g}\n",
                                i + 3, 3.1 + i / 10.0, rate);
    refused(sign, "signs/a-sign.yml:", "more than 7 steps");
}

static double
bits_at(struct company *c, const char *sign, double value)
{
    const char *measure = NULL;

    for (size_t s = 0; s < c->pack->sign_count; s++)
        if (strcmp(c->pack->signs[s].id, sign) == 0)
            measure = c->pack->signs[s].measure;
    company_say(c, 0, measure, value);
    return company_finding(c, company_weigh(c, 0), sign)->bits;
}

TEST(a_step_further_out_weighs_more)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    double two = bits_at(&c, "bank-account-churn", 2);
    double four = bits_at(&c, "bank-account-churn", 4);
    double six = bits_at(&c, "bank-account-churn", 6);

    assert_true(two > 0 && four > two + 0.5 && six > four + 0.5);
    NEAR(bits_at(&c, "bank-account-churn", 3), four);
    NEAR(bits_at(&c, "bank-account-churn", 50), six);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_step_that_speaks_for_the_person_does_so_more)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (size_t i = 1; i < 60; i++)
        company_say(&c, i, "hardware_camera_share", i % 10 / 10.0);
    double half = bits_at(&c, "camera-on-hardware", 0.6);
    double nearly_all = bits_at(&c, "camera-on-hardware", 0.9);

    assert_true(half < -1 && nearly_all < half);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(each_step_has_this_companys_own_rate)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    const struct rc_finding *f;
    const struct rc_sign *sign;

    company_open(&c, pack, 61);
    for (size_t i = 1; i <= 30; i++)
        company_say(&c, i, "bank_account_changes", i <= 6 ? 3 : 2);
    company_say(&c, 0, "bank_account_changes", 4);
    f = company_finding(&c, company_weigh(&c, 0), "bank-account-churn");
    sign = &pack->signs[f->sign];
    /* half of the company has two changes, six of sixty have three */
    assert_int_equal(f->step, 1);
    NEAR(f->rate, (sign->steps[1].rate * sign->rate_weight + 6) /
                      (sign->rate_weight + 60));
    NEAR(f->bits, log2(sign->steps[1].lr * sign->steps[1].rate / f->rate));
    company_say(&c, 0, "bank_account_changes", 2);
    f = company_finding(&c, company_weigh(&c, 0), "bank-account-churn");
    NEAR(f->rate,
         (sign->rate * sign->rate_weight + 30) / (sign->rate_weight + 60));
    NEAR(f->bits, 0);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_step_that_everybody_reaches_says_nothing_and_never_the_opposite)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 100);
    for (size_t s = 0; s < pack->sign_count; s++)
        for (size_t i = 1; i < 100; i++)
            company_say(&c, i, pack->signs[s].measure, 9);
    for (size_t s = 0; s < pack->sign_count; s++)
        for (size_t k = 0; k < pack->signs[s].step_count; k++) {
            double bits = bits_at(&c, pack->signs[s].id,
                                  k ? pack->signs[s].steps[k].gte : 9);

            if (pack->signs[s].lr_present >= 1)
                NEAR(bits, 0);
            else
                assert_true(bits <= 0);
        }
    company_close(&c);
    rc_pack_free(pack);
}

TEST(more_is_never_worth_less_whatever_the_company_does)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    for (unsigned round = 0; round < 20; round++) {
        company_open(&c, pack, 40);
        for (size_t i = 1; i < 40; i++)
            for (size_t s = 0; s < pack->sign_count; s++)
                company_say(&c, i, pack->signs[s].measure,
                            (i * 7 + s * 5 + round * 3) % 11 < round / 2
                                ? (i + round) % 9 * 0.5 + 0.3
                                : 0);
        for (size_t s = 0; s < pack->sign_count; s++) {
            double sign = pack->signs[s].lr_present >= 1 ? 1 : -1, last = 0;

            if (pack->signs[s].scores != RC_ALONE)
                continue;
            for (size_t k = 1; k < pack->signs[s].step_count; k++) {
                double bits = sign * bits_at(&c, pack->signs[s].id,
                                             pack->signs[s].steps[k].gte);

                assert_true(bits >= last);
                last = bits;
            }
        }
        company_close(&c);
    }
    rc_pack_free(pack);
}

TEST_MAIN
