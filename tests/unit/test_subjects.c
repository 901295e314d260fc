/* test_subjects.c -- places, addresses, accounts and the joining of people. */
#include "test.h"

#include "subjects/subject.h"

static struct rc_place
place(const char *country, const char *region, const char *city)
{
    return rc_place_read(rc_slice_of(country), rc_slice_of(region),
                         rc_slice_of(city));
}

static bool
same_place(struct rc_place a, struct rc_place b)
{
    return rc_place_compare(&a, &b) == RC_PLACE_AGREES;
}

static uint64_t
whole(const char *address)
{
    return rc_address_read(rc_slice_of(address)).whole;
}

TEST(a_state_is_the_same_by_name_and_by_code)
{
    assert_true(same_place(place("United States", "Texas", "Austin"),
                           place("US", "TX", "")));
    assert_true(
        same_place(place("USA", "US-TX", ""), place("us", "texas", "")));
}

TEST(another_state_differs_and_another_spelling_abroad_does_not)
{
    struct rc_place texas = place("US", "TX", ""), ohio = place("US", "OH", "");
    struct rc_place bayern = place("Germany", "Bayern", "");
    struct rc_place bavaria = place("DE", "Bavaria", "");

    assert_int_equal(rc_place_compare(&texas, &ohio), RC_PLACE_DIFFERS);
    assert_int_equal(rc_place_compare(&bayern, &bavaria), RC_PLACE_AGREES);
}

TEST(an_accent_or_a_case_makes_no_other_country)
{
    assert_true(same_place(place("México", "", ""), place("MEXICO", "", "")));
    assert_true(
        same_place(place("Côte d'Ivoire", "", ""), place("CI", "", "")));
}

TEST(a_place_that_is_not_said_agrees_and_differs_with_nothing)
{
    struct rc_place none = place("", "", ""), here = place("US", "TX", "");

    assert_int_equal(rc_place_compare(&none, &here), RC_PLACE_UNKNOWN);
}

TEST(the_country_no_is_a_country)
{
    assert_true(same_place(place("NO", "", ""), place("Norway", "", "")));
}

TEST(an_address_is_the_same_however_it_is_written)
{
    uint64_t first = whole("12 North Oak Street, Apt 4, Austin, TX 78701");

    assert_true(first != 0);
    assert_true(first == whole("12 N. OAK ST Apartment 4, Austin, Texas, "
                               "78701-1234, United States"));
    assert_true(first == whole("12 North Oak St #4\nAustin TX 78701"));
    assert_true(first == whole("Apt 4, 12 North Oak Street, 78701 Austin"));
}

TEST(another_flat_is_another_address_in_the_same_building)
{
    struct rc_address four =
        rc_address_read(RC_S("12 Oak Street, Apt 4, Austin, TX 78701"));
    struct rc_address five =
        rc_address_read(RC_S("12 Oak Street, Apt 5, Austin, TX 78701"));

    assert_true(four.whole != five.whole);
    assert_true(four.building == five.building);
    assert_true(four.unit);
}

TEST(the_same_street_in_another_town_is_another_address)
{
    assert_true(whole("1 Main St, Springfield, IL 62701") !=
                whole("1 Main St, Springfield, MO 65801"));
    assert_true(whole("1 Main St, Dover") != whole("1 Main St, Troy"));
}

TEST(a_text_without_a_house_is_no_address)
{
    assert_true(whole("Austin, Texas") == 0);
    assert_true(whole("") == 0);
}

TEST(an_ip_address_has_one_form_with_or_without_a_port)
{
    uint64_t plain = rc_ip_read(RC_S("192.0.2.7")).key;

    assert_true(plain != 0);
    assert_true(rc_ip_read(RC_S("192.0.2.7:443")).key == plain);
    assert_true(rc_ip_read(RC_S("::ffff:192.0.2.7")).key == plain);
    assert_true(rc_ip_read(RC_S("[2001:DB8::1]:443")).key ==
                rc_ip_read(RC_S("2001:db8:0::1")).key);
    assert_true(rc_ip_read(RC_S("pod-7")).key == 0);
}

TEST(private_and_carrier_addresses_are_not_public)
{
    static const char *const inside[] = {
        "10.1.2.3",   "192.168.0.1", "127.0.0.1",  "172.20.1.1",
        "100.64.1.1", "fe80::1",     "169.254.1.1"};

    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++)
        assert_false(rc_ip_read(rc_slice_of(inside[i])).is_public);
    assert_true(rc_ip_read(RC_S("8.8.8.8")).is_public);
    assert_true(rc_ip_read(RC_S("2001:db8::1")).is_public);
}

static struct rc_obs
obs_of(enum rc_obs_kind kind)
{
    struct rc_obs obs;

    rc_obs_init(&obs);
    obs.kind = kind;
    return obs;
}

static void
assert_account(const struct rc_obs *obs, const char *name)
{
    char text[RC_ACCOUNT_MAX];
    size_t len = rc_account_of(obs, text);

    assert_slice(((struct rc_slice){text, len}), name);
}

TEST(an_account_is_named_by_the_best_that_is_stated)
{
    struct rc_obs obs = obs_of(RC_OBS_SIGN_IN);

    obs.user = RC_S("Ana@Example.com");
    assert_account(&obs, "mail:ana@example.com");
    obs.employee_number = RC_S("10042");
    assert_account(&obs, "emp:10042");
}

TEST(a_login_of_a_machine_is_the_machine)
{
    struct rc_obs obs = obs_of(RC_OBS_SOFTWARE);

    obs.user = RC_S("tsg");
    obs.device = RC_S("TSG-MBP");
    assert_account(&obs, "host:tsg-mbp");
    obs.device_serial = RC_S("C02XG");
    assert_account(&obs, "serial:c02xg");
}

TEST(a_name_typed_on_joining_a_meeting_names_nobody)
{
    struct rc_obs obs = obs_of(RC_OBS_MEETING);

    obs.user = RC_S("Victor (guest)");
    assert_account(&obs, "");
}

TEST(a_very_long_name_is_cut_and_stays_itself)
{
    struct rc_obs obs = obs_of(RC_OBS_SIGN_IN);
    char longer[400], a[RC_ACCOUNT_MAX], b[RC_ACCOUNT_MAX];

    memset(longer, 'x', sizeof longer);
    longer[1] = '@';
    obs.user = (struct rc_slice){longer, 399};
    assert_true(rc_account_of(&obs, a) <= RC_ACCOUNT_MAX);
    obs.user.len = 398;
    rc_account_of(&obs, b);
    assert_memory_not_equal(a, b, RC_ACCOUNT_MAX - 1);
}

static struct rc_obs
worker(const char *number, const char *mail, const char *home_mail)
{
    struct rc_obs obs = obs_of(RC_OBS_WORKER);

    obs.action = RC_S("worker");
    obs.employee_number = rc_slice_of(number);
    obs.email = rc_slice_of(mail);
    obs.email_other = rc_slice_of(home_mail);
    return obs;
}

static const struct rc_person *
person_of(const struct rc_people *people, size_t account)
{
    assert_true(people->person_of[account] != UINT32_MAX);
    return &people->person[people->person_of[account]];
}

TEST(mail_number_and_machine_are_one_person)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs ana = worker("10042", "ana@corp.com", "ana@home.net");
    struct rc_obs laptop = obs_of(RC_OBS_DEVICE);
    struct rc_slice accounts[] = {
        RC_S("mail:ana@corp.com"), RC_S("emp:10042"),
        RC_S("serial:c02"),        RC_S("host:ana-mbp"),
        RC_S("mail:ana@home.net"), RC_S("host:other")};
    struct rc_people *people;

    laptop.user = RC_S("ANA@corp.com");
    laptop.device_serial = RC_S("C02");
    laptop.device = RC_S("ana-mbp");
    assert_true(rc_roster_add(roster, &laptop));
    assert_true(rc_roster_add(roster, &ana));
    people = rc_people_resolve(roster, accounts, 6);
    assert_int_equal(people->count, 1);
    for (size_t i = 0; i < 5; i++)
        assert_slice(person_of(people, i)->id, "10042");
    assert_true(people->person_of[5] == UINT32_MAX);
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_list_without_numbers_tells_of_the_same_workers)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs ana = worker("10042", "ana@corp.com", "");
    struct rc_obs by_mail = worker("", "ana@corp.com", "");
    struct rc_obs by_id = worker("", "", ""),
                  bo = worker("", "bo@corp.com", "");
    struct rc_slice accounts[] = {RC_S("mail:ana@corp.com"), RC_S("uid:i-1"),
                                  RC_S("mail:bo@corp.com")};
    struct rc_people *people;

    by_mail.user_uid = RC_S("i-1");
    by_id.user_uid = RC_S("i-1");
    rc_roster_add(roster, &by_id);
    rc_roster_add(roster, &bo);
    rc_roster_add(roster, &by_mail);
    rc_roster_add(roster, &ana);
    people = rc_people_resolve(roster, accounts, 3);
    assert_int_equal(people->count, 2);
    assert_int_equal(people->conflict_count, 0);
    assert_slice(person_of(people, 0)->id, "10042");
    assert_slice(person_of(people, 1)->id, "10042");
    assert_slice(person_of(people, 2)->id, "bo@corp.com");
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(an_identity_provider_adds_its_login_to_the_worker)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs ana = worker("10042", "ana@corp.com", "");
    struct rc_obs user = obs_of(RC_OBS_DIRECTORY);
    struct rc_slice accounts[] = {RC_S("login:asmith"), RC_S("uid:00u1")};
    struct rc_people *people;

    user.user = RC_S("asmith");
    user.email = RC_S("ana@corp.com");
    user.user_uid = RC_S("00u1");
    rc_roster_add(roster, &user);
    rc_roster_add(roster, &ana);
    people = rc_people_resolve(roster, accounts, 2);
    assert_int_equal(people->count, 1);
    assert_slice(person_of(people, 0)->id, "10042");
    assert_slice(person_of(people, 1)->id, "10042");
    assert_false(people->person[0].claim_count > 0);
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_candidate_who_was_hired_is_the_worker)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs ana = worker("10042", "ana@corp.com", "ana@home.net");
    struct rc_obs candidate = obs_of(RC_OBS_CANDIDATE);
    struct rc_slice accounts[] = {RC_S("cand:77"), RC_S("cand:78")};
    struct rc_people *people;

    candidate.candidate_uid = RC_S("77");
    candidate.email = RC_S("Ana@Home.net");
    rc_roster_add(roster, &candidate);
    candidate.candidate_uid = RC_S("78");
    candidate.email = RC_S("somebody@else.org");
    rc_roster_add(roster, &candidate);
    rc_roster_add(roster, &ana);
    people = rc_people_resolve(roster, accounts, 2);
    assert_int_equal(people->count, 2);
    assert_slice(person_of(people, 0)->id, "10042");
    assert_int_equal(person_of(people, 1)->kind, RC_APPLICANT);
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_mail_of_two_workers_is_a_conflict_and_no_merge)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs a = worker("10", "pat@corp.com", "");
    struct rc_obs b = worker("11", "pat@corp.com", "");
    struct rc_slice account = RC_S("mail:pat@corp.com");
    struct rc_people *people;

    rc_roster_add(roster, &b);
    rc_roster_add(roster, &a);
    people = rc_people_resolve(roster, &account, 1);
    assert_int_equal(people->count, 2);
    assert_int_equal(people->conflict_count, 1);
    assert_slice(people->conflicts[0].account, "mail:pat@corp.com");
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_machine_that_changed_hands_is_the_newer_ones)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs a = worker("10", "a@corp.com", "");
    struct rc_obs b = worker("11", "b@corp.com", "");
    struct rc_obs laptop = obs_of(RC_OBS_DEVICE);
    struct rc_slice account = RC_S("serial:c02");
    struct rc_people *people;

    rc_roster_add(roster, &a);
    rc_roster_add(roster, &b);
    laptop.device_serial = RC_S("C02");
    laptop.user = RC_S("b@corp.com");
    laptop.at_us = 200;
    rc_roster_add(roster, &laptop);
    laptop.user = RC_S("a@corp.com");
    laptop.at_us = 100;
    rc_roster_add(roster, &laptop);
    people = rc_people_resolve(roster, &account, 1);
    assert_slice(person_of(people, 0)->id, "11");
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_mail_that_no_directory_knows_is_a_person_and_a_machine_is_not)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_slice accounts[] = {RC_S("mail:x@corp.com"), RC_S("host:y")};
    struct rc_people *people = rc_people_resolve(roster, accounts, 2);

    assert_int_equal(people->count, 1);
    assert_slice(people->person[0].id, "x@corp.com");
    assert_false(people->person[0].in_directory);
    assert_slice(people->person[0].emails[0], "x@corp.com");
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_reported_move_changes_what_is_claimed_from_that_day)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs before = worker("10", "a@corp.com", "");
    struct rc_obs after = worker("10", "a@corp.com", "");
    struct rc_slice account = RC_S("emp:10");
    struct rc_place texas = place("US", "TX", ""), ohio = place("US", "OH", "");
    const int64_t move_us = 100 * RC_US_PER_DAY;
    struct rc_people *people;
    const struct rc_person *person;

    before.country = after.country = RC_S("US");
    before.region = RC_S("TX");
    after.region = RC_S("OH");
    after.valid_from_us = move_us;
    rc_roster_add(roster, &after);
    rc_roster_add(roster, &before);
    people = rc_people_resolve(roster, &account, 1);
    person = person_of(people, 0);
    assert_int_equal(
        rc_person_place(person, move_us - 10 * RC_US_PER_DAY, &texas),
        RC_PLACE_AGREES);
    assert_int_equal(
        rc_person_place(person, move_us + 10 * RC_US_PER_DAY, &ohio),
        RC_PLACE_AGREES);
    assert_int_equal(
        rc_person_place(person, move_us + 10 * RC_US_PER_DAY, &texas),
        RC_PLACE_DIFFERS);
    assert_int_equal(
        rc_person_place(person, move_us + 2 * RC_US_PER_DAY, &texas),
        RC_PLACE_AGREES); /* the days of moving */
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(approved_travel_is_a_place_beside_home_while_it_lasts)
{
    struct rc_roster *roster = rc_roster_new();
    struct rc_obs home = worker("10", "a@corp.com", "");
    struct rc_obs trip = worker("10", "a@corp.com", "");
    struct rc_slice account = RC_S("emp:10");
    struct rc_place there = place("PT", "", ""), here = place("US", "TX", "");
    struct rc_people *people;
    const struct rc_person *person;

    home.country = RC_S("US");
    home.region = RC_S("TX");
    trip.action = RC_S("travel");
    trip.country = RC_S("Portugal");
    trip.valid_from_us = 50 * RC_US_PER_DAY;
    trip.valid_to_us = 60 * RC_US_PER_DAY;
    rc_roster_add(roster, &home);
    rc_roster_add(roster, &trip);
    people = rc_people_resolve(roster, &account, 1);
    person = person_of(people, 0);
    assert_int_equal(rc_person_place(person, 55 * RC_US_PER_DAY, &there),
                     RC_PLACE_AGREES);
    assert_int_equal(rc_person_place(person, 55 * RC_US_PER_DAY, &here),
                     RC_PLACE_AGREES);
    assert_int_equal(rc_person_place(person, 80 * RC_US_PER_DAY, &there),
                     RC_PLACE_DIFFERS);
    rc_people_free(people);
    rc_roster_free(roster);
}

TEST(a_roster_saved_and_loaded_is_the_same)
{
    struct rc_roster *roster = rc_roster_new(), *loaded = rc_roster_new();
    struct rc_obs a = worker("10", "a@corp.com", "");
    struct rc_buf saved = {0}, again = {0};
    struct rc_err err;

    a.at_us = 5;
    rc_roster_add(roster, &a);
    a.at_us = 9;
    rc_roster_add(roster, &a); /* the same row, stated again later */
    assert_int_equal(rc_roster_count(roster), 1);
    rc_roster_save(roster, &saved);
    assert_int_equal(rc_roster_load(loaded, rc_buf_slice(&saved), &err), RC_OK);
    rc_roster_save(loaded, &again);
    assert_int_equal(saved.len, again.len);
    assert_memory_equal(saved.p, again.p, saved.len);
    saved.len -= 3;
    assert_int_equal(rc_roster_load(loaded, rc_buf_slice(&saved), &err),
                     RC_INTEGRITY);
    rc_buf_done(&saved);
    rc_buf_done(&again);
    rc_roster_free(roster);
    rc_roster_free(loaded);
}

TEST(agreed_hours_are_read_as_people_write_them)
{
    static const struct {
        const char *text;
        int start, end;
    } cases[] = {{"09:00-17:00", 540, 1020},
                 {"Mon-Fri 9am to 5:30 pm", 540, 1050},
                 {"20:00 - 04:00", 1200, 240},
                 {"flexible", -1, -1}};

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rc_roster *roster = rc_roster_new();
        struct rc_obs row = worker("10", "a@corp.com", "");
        struct rc_slice account = RC_S("emp:10");
        struct rc_people *people;

        row.country = RC_S("US");
        row.work_hours = rc_slice_of(cases[i].text);
        rc_roster_add(roster, &row);
        people = rc_people_resolve(roster, &account, 1);
        assert_int_equal(people->person[0].claims[0].start_min, cases[i].start);
        assert_int_equal(people->person[0].claims[0].end_min, cases[i].end);
        rc_people_free(people);
        rc_roster_free(roster);
    }
}

TEST_MAIN
