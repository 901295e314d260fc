/*
 * Ties and rings.  People are numbers 0, 1, 2, ...; most of a company shows a
 * value of its own, so that one that is shared is rare.
 */
#include "links/link.h"
#include "signals_kit.h"

enum { CROWD = 600, ALL_MAX = 20000 };

struct town {
    struct rc_people people;
    struct rc_person person[CROWD];
    struct rc_shown shown[ALL_MAX];
    size_t count;
    struct rc_links *links;
};

static struct town *
town_of(size_t people)
{
    struct town *town = calloc(1, sizeof *town);

    assert_true(people <= CROWD);
    town->people.person = town->person;
    town->people.count = people;
    return town;
}

static void
town_free(struct town *town)
{
    rc_links_free(town->links);
    free(town);
}

static void
show(struct town *town, uint32_t person, enum rc_tie_kind kind, uint64_t value,
     uint32_t days)
{
    assert_true(town->count < ALL_MAX);
    town->shown[town->count] = (struct rc_shown){
        person,
        {.kind = kind,
         .value = value,
         .days = days,
         .ref = {1 + person, town->count, day_us(2026, 1, 5)}}};
    town->count++;
}

/* Everybody has an account, a home and a line of their own. */
static void
settle(struct town *town)
{
    for (uint32_t p = 0; p < town->people.count; p++) {
        show(town, p, RC_TIE_PAYOUT, 1000 + p, 1);
        show(town, p, RC_TIE_ADDRESS, 1000 + p, 1);
        show(town, p, RC_TIE_EGRESS, 1000 + p, 30);
    }
}

static struct rc_links *
find(struct town *town)
{
    rc_links_free(town->links);
    town->links = rc_links_find(town->shown, town->count, &town->people,
                                &rc_link_default);
    return town->links;
}

TEST(two_who_share_an_account_are_tied_by_its_rarity)
{
    struct town *town = town_of(512);

    settle(town);
    show(town, 3, RC_TIE_PAYOUT, 7, 1);
    show(town, 9, RC_TIE_PAYOUT, 7, 1);
    struct rc_links *links = find(town);

    assert_int_equal(links->tie_count, 1);
    assert_int_equal(links->ties[0].a, 3);
    assert_int_equal(links->ties[0].b, 9);
    assert_float_equal(links->ties[0].bits, 8, 1e-9); /* log2(512 / 2) */
    assert_int_equal(links->ring_count, 0);           /* one kind alone */
    town_free(town);
}

TEST(two_kinds_of_tie_make_a_ring)
{
    struct town *town = town_of(200);

    settle(town);
    for (uint32_t p = 10; p < 14; p++) {
        show(town, p, RC_TIE_PAYOUT, 7, 1);
        show(town, p, RC_TIE_ADDRESS, 8, 1);
    }
    struct rc_links *links = find(town);

    assert_int_equal(links->ring_count, 1);
    assert_int_equal(links->rings[0].member_count, 4);
    assert_int_equal(links->rings[0].members[0], 10);
    assert_slice(links->rings[0].why,
                 "4 people are held together by the same payout account and "
                 "delivery address.");
    town_free(town);
}

TEST(a_couple_that_declared_its_household_is_not_tied)
{
    struct town *town = town_of(200);
    static const uint32_t spouse[] = {9};

    settle(town);
    town->person[3].household = spouse;
    town->person[3].household_count = 1;
    for (int kind = RC_TIE_PAYOUT; kind <= RC_TIE_EGRESS; kind++) {
        show(town, 3, (enum rc_tie_kind)kind, 7, 40);
        show(town, 9, (enum rc_tie_kind)kind, 7, 40);
    }
    assert_int_equal(find(town)->tie_count, 0);
    town_free(town);
}

TEST(an_applicant_who_was_hired_is_not_tied_to_the_worker)
{
    struct town *town = town_of(200);
    struct rc_slice mail[] = {RC_S("ana@example.com"), RC_S("Ana@Example.com")};

    settle(town);
    town->person[3].emails = &mail[0];
    town->person[9].emails = &mail[1];
    town->person[3].email_count = town->person[9].email_count = 1;
    town->person[9].kind = RC_APPLICANT;
    show(town, 3, RC_TIE_ADDRESS, 7, 1);
    show(town, 9, RC_TIE_ADDRESS, 7, 1);
    assert_int_equal(find(town)->tie_count, 0);
    town_free(town);
}

TEST(an_office_is_a_hub_and_ties_nobody)
{
    struct town *town = town_of(200);

    settle(town);
    for (uint32_t p = 0; p < 60; p++)
        show(town, p, RC_TIE_EGRESS, 7, 50);
    struct rc_links *links = find(town);

    assert_int_equal(links->tie_count, 0);
    assert_int_equal(links->hub_count, 1);
    assert_int_equal(links->hubs[0].shared_by, 60);
    town_free(town);
}

TEST(two_are_tied_by_an_address_only_where_both_live)
{
    struct town *town = town_of(200);

    settle(town); /* thirty days at home */
    show(town, 1, RC_TIE_EGRESS, 5, 2);
    show(town, 2, RC_TIE_EGRESS, 5, 30);
    show(town, 3, RC_TIE_EGRESS, 6, 9);
    show(town, 4, RC_TIE_EGRESS, 6, 9);
    show(town, 5, RC_TIE_EGRESS, 7, 10);
    show(town, 6, RC_TIE_EGRESS, 7, 40);
    struct rc_links *links = find(town);

    assert_int_equal(links->tie_count, 1);
    assert_int_equal(links->ties[0].a, 5);
    assert_int_equal(links->ties[0].b, 6);
    town_free(town);
}

TEST(ten_days_on_the_road_are_not_where_somebody_lives)
{
    struct town *town = town_of(200);

    settle(town);
    for (uint32_t p = 1; p < 3; p++) {
        show(town, p, RC_TIE_EGRESS, 5, 11);
        show(town, p, RC_TIE_EGRESS, 500 + p, 60); /* a fifth is twelve */
    }
    assert_int_equal(find(town)->tie_count, 0);
    town_free(town);
}

TEST(a_phone_network_that_many_meet_now_and_then_ties_nobody)
{
    struct town *town = town_of(200);

    settle(town);
    for (uint32_t p = 0; p < 200; p++)
        show(town, p, RC_TIE_EGRESS, 5 + p / 8, 2 + p % 8);
    assert_int_equal(find(town)->tie_count, 0);
    town_free(town);
}

TEST(visitors_make_a_hub_of_what_few_live_behind)
{
    struct town *town = town_of(200);

    settle(town);
    for (uint32_t p = 0; p < 12; p++)
        show(town, p, RC_TIE_EGRESS, 7, p < 3 ? 40 : 3);
    struct rc_links *links = find(town);

    assert_int_equal(links->tie_count, 0);
    assert_int_equal(links->hub_count, 1);
    assert_int_equal(links->hubs[0].shared_by, 12);
    town_free(town);
}

TEST(somebody_without_a_line_of_their_own_was_not_looked_at)
{
    struct town *town = town_of(3);

    show(town, 0, RC_TIE_EGRESS, 7, 9);
    show(town, 1, RC_TIE_EGRESS, 8, 10);
    struct rc_links *links = find(town);

    assert_int_equal(links->shows[0] >> RC_TIE_EGRESS & 1, 0);
    assert_int_equal(links->shows[1] >> RC_TIE_EGRESS & 1, 1);
    town_free(town);
}

TEST(a_building_without_unit_numbers_weighs_three_bits_less)
{
    struct town *town = town_of(512);

    settle(town);
    show(town, 1, RC_TIE_ADDRESS, 5, 1);
    show(town, 2, RC_TIE_ADDRESS, 5, 1);
    town->shown[town->count - 1].indicator.coarse = true;
    assert_float_equal(find(town)->ties[0].bits, 5, 1e-9);
    town_free(town);
}

/* A text: shingles from `from` on, spread over the numbers as hashes are. */
static void
text(struct town *town, uint32_t person, uint64_t from, uint64_t count)
{
    for (uint64_t i = from; i < from + count; i++)
        show(town, person, RC_TIE_RESUME, rc_hash_mix(i, 1), 1);
}

TEST(a_resume_that_is_half_anothers_is_tied)
{
    struct town *town = town_of(64);

    for (uint32_t p = 0; p < 64; p++)
        text(town, p, 1000 * p, 100);
    text(town, 5, 90000, 100);
    text(town, 6, 90000, 100);
    struct rc_links *links = find(town);

    assert_int_equal(links->tie_count, 1);
    assert_true(links->ties[0].share > 0.4 && links->ties[0].share < 0.6);
    assert_true(links->ties[0].bits > 4);
    town_free(town);
}

TEST(a_sentence_in_common_ties_no_resumes)
{
    struct town *town = town_of(64);

    for (uint32_t p = 0; p < 64; p++)
        text(town, p, 1000 * p, 200);
    text(town, 5, 90000, 11); /* eleven shingles */
    text(town, 6, 90000, 11);
    text(town, 7, 91000, 30); /* many, and a small part */
    text(town, 8, 91000, 30);
    assert_int_equal(find(town)->tie_count, 0);
    town_free(town);
}

TEST(a_chain_of_more_than_fifty_falls_apart_at_its_weakest)
{
    struct town *town = town_of(600);

    settle(town);
    /* two tight groups of thirty, chained by one weaker join */
    for (uint32_t p = 0; p + 1 < 60; p++) {
        show(town, p, RC_TIE_ADDRESS, 5000 + p, 1);
        show(town, p + 1, RC_TIE_ADDRESS, 5000 + p, 1);
        show(town, p, RC_TIE_EGRESS, 6000 + p, p == 29 ? 2 : 30);
        show(town, p + 1, RC_TIE_EGRESS, 6000 + p, 30);
    }
    struct rc_links *links = find(town);

    assert_int_equal(links->ring_count, 2);
    assert_int_equal(links->rings[0].member_count, 30);
    assert_int_equal(links->rings[1].member_count, 30);
    town_free(town);
}

TEST(the_order_of_what_is_shown_changes_nothing)
{
    struct town *town = town_of(100), *other = town_of(100);

    settle(town);
    for (uint32_t p = 10; p < 14; p++) {
        show(town, p, RC_TIE_PAYOUT, 7, 1);
        show(town, p, RC_TIE_ADDRESS, 8, 1);
        show(town, p, RC_TIE_EGRESS, 9 + p % 2, 12);
    }
    for (size_t i = 0; i < town->count; i++)
        other->shown[i] = town->shown[town->count - 1 - i];
    other->count = town->count;
    struct rc_links *a = find(town), *b = find(other);

    assert_int_equal(a->tie_count, b->tie_count);
    for (size_t i = 0; i < a->tie_count; i++) {
        assert_true(a->ties[i].a == b->ties[i].a);
        assert_true(a->ties[i].value == b->ties[i].value);
        assert_memory_equal(&a->ties[i].bits, &b->ties[i].bits, sizeof(double));
        assert_int_equal(rc_ref_cmp(&a->ties[i].ref_a, &b->ties[i].ref_a), 0);
    }
    assert_int_equal(a->ring_count, b->ring_count);
    town_free(town);
    town_free(other);
}

TEST(nobody_and_nothing_is_fine)
{
    struct town *town = town_of(0);

    assert_int_equal(find(town)->ring_count, 0);
    town_free(town);
}

TEST(a_tie_is_a_measure_of_how_many_others)
{
    struct town *town = town_of(200);
    struct kit kit = kit_of("shared-bank-account");

    settle(town);
    for (uint32_t p = 10; p < 13; p++)
        show(town, p, RC_TIE_PAYOUT, 7, 1);
    struct rc_links *links = find(town);

    kit.sink.arena = &kit.arena;
    rc_links_measures(links, 11, town->shown, town->count, &kit.sink);
    assert_int_equal(kit.measures, 4);
    assert_string_equal(kit.measure[0].name, "payout_account_shared_with");
    assert_float_equal(kit.measure[0].value, 2, 0);
    assert_int_equal(kit.measure[0].ref_count, 3);
    assert_slice(kit.measure[0].why,
                 "The same payout account was set by 2 other people.");
    assert_string_equal(kit.measure[3].name, "resume_text_shared_with");
    assert_false(kit.measure[3].seen);
    assert_true(kit.measure[1].seen);
    assert_float_equal(kit.measure[1].value, 0, 0);
    kit_done(&kit);
    town_free(town);
}

TEST_MAIN
