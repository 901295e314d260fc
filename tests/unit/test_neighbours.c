/* test_neighbours.c -- what the people tied to somebody add, and what not. */
#include "weighing/weigh.h"

#include "test.h"

#include "company.h"

TEST(a_ring_does_not_make_its_own_habits_look_ordinary)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    static const uint32_t members[] = {0, 1, 2, 3, 4};
    double alone, together;

    company_open(&c, pack, 20);
    for (size_t i = 0; i < 5; i++)
        company_say(&c, i, "remote_tools", 1);
    alone =
        company_finding(&c, company_weigh(&c, 0), "remote-tool-unsanctioned")
            ->bits;
    c.rings[0] = (struct rc_ring){.members = members, .member_count = 5};
    c.links.ring_count = 1;
    together =
        company_finding(&c, company_weigh(&c, 0), "remote-tool-unsanctioned")
            ->bits;
    assert_true(together > alone + 1);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(an_operated_neighbour_counts_through_two_kinds_of_tie)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double before;

    company_open(&c, pack, 60);
    company_operated(&c, 1);
    before = company_weigh(&c, 0)->bits;
    company_tie(&c, 0, 1, RC_TIE_ADDRESS);
    NEAR(company_weigh(&c, 0)->bits, before);
    company_tie(&c, 0, 1, RC_TIE_EGRESS);
    assert_true(company_weigh(&c, 0)->bits > before + 0.5);
    assert_true(c.ledger[0].has_conflict_or_link);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(an_ordinary_neighbour_adds_nothing_however_much_is_shared)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double before;

    company_open(&c, pack, 60);
    before = company_weigh(&c, 0)->bits;
    for (unsigned k = 0; k < RC_TIE_KINDS; k++)
        company_tie(&c, 0, 1, (enum rc_tie_kind)k);
    assert_true(fabs(company_weigh(&c, 0)->bits - before) < 0.05);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(one_payout_account_carries_only_from_a_strong_neighbour)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    double before;

    company_open(&c, pack, 60);
    before = company_weigh(&c, 0)->bits;
    company_tie(&c, 0, 1, RC_TIE_PAYOUT);
    NEAR(company_weigh(&c, 0)->bits, before);
    company_operated(&c, 1);
    assert_true(company_weigh(&c, 0)->bits > before + 0.5);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(neighbours_cannot_raise_each_other)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (uint32_t i = 0; i < 2; i++) {
        company_say(&c, i, "egress_address_shared_with", 1);
        company_say(&c, i, "ship_address_shared_with", 1);
        company_say(&c, i, "payout_account_shared_with", 1);
    }
    company_tie(&c, 0, 1, RC_TIE_ADDRESS);
    company_tie(&c, 0, 1, RC_TIE_EGRESS);
    company_tie(&c, 0, 1, RC_TIE_PAYOUT);
    const struct rc_ledger *l = company_weigh(&c, 0);

    for (size_t i = 0; i < l->family_count; i++)
        if (strcmp(l->families[i].family, "link") == 0)
            assert_true(l->families[i].bits < 0.1);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(a_couple_that_shares_everything_is_no_case)
{
    struct rc_pack *pack = company_pack();
    static struct company c;

    company_open(&c, pack, 60);
    for (uint32_t i = 0; i < 2; i++) {
        company_say(&c, i, "egress_address_shared_with", 1);
        company_say(&c, i, "ship_address_shared_with", 1);
        company_say(&c, i, "payout_account_shared_with", 1);
    }
    company_tie(&c, 0, 1, RC_TIE_ADDRESS);
    company_tie(&c, 0, 1, RC_TIE_EGRESS);
    company_tie(&c, 0, 1, RC_TIE_PAYOUT);
    assert_false(company_weigh(&c, 0)->is_case);
    company_close(&c);
    rc_pack_free(pack);
}

TEST(the_order_of_people_changes_no_bit)
{
    struct rc_pack *pack = company_pack();
    static struct company c;
    struct rc_ledger turned[60];
    struct rc_dossier dossiers[60];

    company_open(&c, pack, 60);
    company_operated(&c, 3);
    company_tie(&c, 3, 4, RC_TIE_ADDRESS);
    company_tie(&c, 3, 4, RC_TIE_EGRESS);
    company_weigh(&c, 0);
    for (size_t i = 0; i < 60; i++)
        dossiers[i] = c.dossier[59 - i];
    rc_weigh(pack, dossiers, 60, &c.links, &c.arena, turned);
    for (size_t i = 0; i < 60; i++)
        assert_memory_equal(&turned[59 - i].bits, &c.ledger[i].bits,
                            sizeof(double));
    company_close(&c);
    rc_pack_free(pack);
}

TEST_MAIN
