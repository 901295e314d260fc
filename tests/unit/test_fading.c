/* test_fading.c -- what age takes away from a sign, and what it leaves. */
#include "weighing/weigh.h"

#include "test.h"

#include "company.h"

TEST(a_sign_is_worth_half_after_its_half_life)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    struct rc_measure *m;
    double fresh, old;

    company_open(&c, pack, 60);
    for (size_t i = 1; i < 60; i++) { /* the records reach to day 1000 */
        m = company_measure(&c, i, "hours_off_claim");
        m->ref_count = 1;
        m->refs[0].at_us = 1000 * RC_US_PER_DAY;
    }
    company_say(&c, 0, "bank_account_changes", 2);
    m = company_measure(&c, 0, "bank_account_changes");
    m->ref_count = 1;
    m->refs[0].at_us = 1000 * RC_US_PER_DAY;
    fresh =
        company_finding(&c, company_weigh(&c, 0), "bank-account-churn")->bits;
    m->refs[0].at_us = (1000 - 365) * RC_US_PER_DAY;
    old = company_finding(&c, company_weigh(&c, 0), "bank-account-churn")->bits;
    NEAR(old, fresh / 2);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(one_wrong_clock_ages_nobody_else)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double before;

    company_open(&c, pack, 60);
    for (size_t i = 0; i < 60; i++) {
        struct rc_measure *m = company_measure(&c, i, "bank_account_changes");

        m->ref_count = 1;
        m->refs[0].at_us = 1000 * RC_US_PER_DAY;
    }
    company_say(&c, 0, "bank_account_changes", 2);
    before = company_weigh(&c, 0)->bits;
    company_measure(&c, 7, "bank_account_changes")->refs[0].at_us =
        40000 * RC_US_PER_DAY;
    NEAR(company_weigh(&c, 0)->bits, before);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(where_equipment_went_is_still_known_a_year_later)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    struct rc_measure *m;

    company_open(&c, pack, 60);
    for (size_t i = 1; i < 60; i++) { /* the records reach to day 1000 */
        m = company_measure(&c, i, "bank_account_changes");
        m->ref_count = 1;
        m->refs[0].at_us = 1000 * RC_US_PER_DAY;
    }
    company_say(&c, 0, "ship_address_shared_with", 1);
    m = company_measure(&c, 0, "ship_address_shared_with");
    double fresh =
        company_finding(&c, company_weigh(&c, 0), "shared-ship-address")->bits;

    m->ref_count = 1;
    m->refs[0].at_us = (1000 - 365) * RC_US_PER_DAY;
    double old =
        company_finding(&c, company_weigh(&c, 0), "shared-ship-address")->bits;

    NEAR(old, fresh * sqrt(0.5));
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_share_of_recent_days_is_not_as_old_as_the_first_of_them)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    struct rc_measure *m;

    company_open(&c, pack, 60);
    company_say(&c, 0, "days_outside_claim_share", 0.9);
    double without = company_weigh(&c, 0)->bits;

    for (size_t i = 1; i < 60; i++) {
        m = company_measure(&c, i, "bank_account_changes");
        m->ref_count = 1;
        m->refs[0].at_us = 1000 * RC_US_PER_DAY;
    }
    m = company_measure(&c, 0, "days_outside_claim_share");
    m->ref_count = 1;
    m->refs[0].at_us = 750 * RC_US_PER_DAY;
    NEAR(company_weigh(&c, 0)->bits, without);
    company_close(&c);
    rc_pack_free(pack);
}

TEST_MAIN
