/*
 * Payout accounts and delivery addresses.  A payout is written as a day of 2026
 * and a letter for the account: "01-05 A, 03-01 B".
 */
#include "signals_kit.h"

static void
pay(struct kit *kit, int month, int day, const char *account)
{
    struct rc_obs obs = kit_obs(RC_OBS_PAYOUT_CHANGE, day_us(2026, month, day));

    obs.payout_routing = RC_S("021000021");
    obs.payout_account = rc_slice_of(account);
    kit_see(kit, &obs);
}

static const struct rc_person nobody;

TEST(the_first_account_is_a_set_up_and_no_change)
{
    struct kit kit = kit_of("bank-account-churn");

    pay(&kit, 1, 5, "1111111");
    kit_measure(&kit, &nobody);
    assert_string_equal(kit.measure[0].name, "bank_account_changes");
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(going_back_to_an_old_account_is_not_another_change)
{
    struct kit kit = kit_of("bank-account-churn");

    pay(&kit, 1, 5, "1111111");
    pay(&kit, 2, 1, "222 2222");
    pay(&kit, 3, 1, "1111111");
    pay(&kit, 4, 1, "3333333");
    pay(&kit, 4, 2, "333-3333");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 2, 0);
    assert_int_equal(kit.measure[0].ref_count, 2);
    assert_slice(kit.measure[0].why,
                 "The payout account was replaced 2 times in a year after it "
                 "was first set up.");
    kit_done(&kit);
}

TEST(a_change_more_than_a_year_ago_is_forgotten)
{
    struct kit kit = kit_of("bank-account-churn");

    kit.as_of_us = day_us(2027, 3, 1);
    pay(&kit, 1, 5, "1111111");
    pay(&kit, 2, 1, "2222222");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(a_payroll_migration_is_nobodys_change)
{
    struct kit kit = kit_of("bank-account-churn");
    char account[16];

    for (int person = 0; person < 20; person++) {
        kit_next(&kit);
        snprintf(account, sizeof account, "1000%03d", person);
        pay(&kit, 1, 5, account);
        if (person < 6) { /* of twenty, within a week */
            snprintf(account, sizeof account, "2000%03d", person);
            pay(&kit, 3, 1 + person, account);
        }
        kit_survey(&kit, &nobody);
    }
    kit_next(&kit);
    pay(&kit, 1, 5, "7777777");
    pay(&kit, 3, 4, "8888888"); /* with the others */
    pay(&kit, 5, 4, "9999999"); /* alone */
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 1, 0);
    kit_done(&kit);
}

TEST(four_people_in_one_week_are_no_migration)
{
    struct kit kit = kit_of("bank-account-churn");
    char account[16];

    for (int person = 0; person < 4; person++) {
        kit_next(&kit);
        pay(&kit, 1, 5, "1111111");
        snprintf(account, sizeof account, "2000%03d", person);
        pay(&kit, 3, 1, account);
        kit_survey(&kit, &nobody);
    }
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 1, 0);
    kit_done(&kit);
}

TEST(a_change_that_names_no_account_is_not_counted_beside_the_one_that_does)
{
    struct kit kit = kit_of("bank-account-churn");

    pay(&kit, 1, 5, "1111111");
    pay(&kit, 3, 1, "2222222");
    pay(&kit, 3, 2, "");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 1, 0);
    pay(&kit, 5, 2, "");
    kit_measure(&kit, &nobody);
    assert_float_equal(kit.measure[0].value, 2, 0);
    kit_done(&kit);
}

TEST(without_payout_records_nothing_could_be_seen)
{
    struct kit kit = kit_of("bank-account-churn");

    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(an_account_written_in_two_ways_is_one_value)
{
    struct kit kit = kit_of("shared-bank-account");
    struct rc_obs obs = kit_obs(RC_OBS_PAYOUT_CHANGE, day_us(2026, 1, 5));

    pay(&kit, 1, 5, "00-1234 56789");
    pay(&kit, 2, 5, "00123456789");
    obs.payout_account = RC_S("DE89 3704 0044 0532 0130 00");
    kit_see(&kit, &obs);
    obs.payout_account = RC_S("de89370400440532013000");
    obs.payout_routing = RC_S("37040044"); /* the IBAN says it already */
    kit_see(&kit, &obs);
    kit_measure(&kit, &nobody);
    assert_int_equal(kit.shown_count, 2);
    assert_int_equal(kit.shown[0].kind, RC_TIE_PAYOUT);
    kit_done(&kit);
}

TEST(the_last_four_digits_tie_nobody)
{
    struct kit kit = kit_of("shared-bank-account");

    pay(&kit, 1, 5, "****1234");
    pay(&kit, 1, 6, "1234");
    kit_measure(&kit, &nobody);
    assert_int_equal(kit.shown_count, 0);
    kit_done(&kit);
}

/* --- parcels ------------------------------------------------------------ */

static void
ship(struct kit *kit, int month, int day, const char *action,
     const char *address)
{
    struct rc_obs obs = kit_obs(RC_OBS_SHIPMENT, day_us(2026, month, day));

    obs.action = rc_slice_of(action);
    obs.address = rc_slice_of(address);
    obs.tracking = RC_S("1Z999");
    kit_see(kit, &obs);
}

#define OLD "12 North Oak Street, Apt 4, Austin, TX 78701"
#define NEW "900 Pine Ave, Denver, CO 80203"
#define FAR "77 Cedar Lane, Litchfield Park, AZ 85340"

/* Lived at OLD, moved to NEW on 1 May. */
static struct rc_claim homes[2];
static struct rc_person
mover(void)
{
    homes[0] = kit_claim();
    homes[0].to_us = day_us(2026, 5, 1);
    homes[0].address = rc_address_read(RC_S(OLD));
    homes[1] = kit_claim();
    homes[1].from_us = day_us(2026, 5, 1);
    homes[1].address = rc_address_read(RC_S(NEW));
    return (struct rc_person){.claims = homes, .claim_count = 2};
}

TEST(a_parcel_to_the_address_that_hr_holds_is_no_change)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    ship(&kit, 2, 1, "delivered", "12 N Oak St #4, Austin, Texas 78701");
    kit_measure(&kit, &person);
    assert_true(kit.measure[0].seen);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(a_mover_who_tells_hr_is_explained_some_weeks_early)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    ship(&kit, 4, 15, "redirected", NEW);
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(a_parcel_sent_on_to_where_nobody_lives_is_a_change)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    ship(&kit, 2, 1, "shipped", OLD);
    ship(&kit, 2, 2, "redirected", FAR);
    ship(&kit, 2, 4, "delivered", FAR);
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 1, 0);
    assert_int_equal(kit.measure[0].ref_count, 1);
    kit_done(&kit);
}

TEST(a_redirect_without_an_address_counts_unless_hr_had_a_new_one)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    ship(&kit, 1, 20, "delivery address changed", "");
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 1, 0);
    kit_next(&kit);
    ship(&kit, 4, 20, "delivery address changed", "");
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(an_office_that_takes_parcels_for_many_is_no_change)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    for (int colleague = 0; colleague < 9; colleague++) {
        kit_next(&kit);
        ship(&kit, 2, 1, "delivered", FAR);
        kit_survey(&kit, &person);
    }
    kit_measure(&kit, &person);
    assert_float_equal(kit.measure[0].value, 0, 0);
    kit_done(&kit);
}

TEST(a_parcel_going_back_is_not_a_delivery)
{
    struct kit kit = kit_of("ship-address-change");
    struct rc_person person = mover();

    ship(&kit, 2, 1, "returned", FAR);
    kit_measure(&kit, &person);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(where_hr_holds_no_address_there_is_nothing_to_compare)
{
    struct kit kit = kit_of("ship-address-change");

    ship(&kit, 2, 1, "delivered", FAR);
    kit_measure(&kit, &nobody);
    assert_false(kit.measure[0].seen);
    kit_done(&kit);
}

TEST(an_address_without_a_unit_is_coarse)
{
    struct kit kit = kit_of("shared-ship-address");

    ship(&kit, 2, 1, "delivered", OLD);
    ship(&kit, 2, 1, "delivered", FAR);
    kit_measure(&kit, &nobody);
    assert_int_equal(kit.shown_count, 2);
    assert_true(kit.shown[0].coarse != kit.shown[1].coarse);
    kit_done(&kit);
}

TEST(a_claimed_home_that_is_in_no_record_is_shown_too)
{
    struct kit kit = kit_of("shared-ship-address");
    struct rc_person person = mover();

    ship(&kit, 2, 1, "delivered", OLD);
    kit_measure(&kit, &person);
    assert_int_equal(kit.shown_count, 2);
    kit_done(&kit);
}

TEST_MAIN
