/* test_table.c -- what a table's rows and paths make of a record.  The vendors'
 * own tables are seen at work in tests/golden. */
#include "test.h"

#include <math.h>

#include "sources/table.h"

static const struct rc_code codes[] = {
    {"1", "opened"}, {"2", "shut"}, {NULL, NULL}};

static const struct rc_row rows[] = {
    RC_ROW_MINE("mine", "yes|y*"),
    RC_ROW_TIME(at_us, "seconds", RC_CLOCK_S),
    RC_ROW_TIME(at_us, "ms", RC_CLOCK_MS),
    RC_ROW_TIME(at_us, "nt", RC_CLOCK_FILETIME),
    RC_ROW_TIME(at_us, "us_order", RC_CLOCK_UTC_US),
    RC_ROW_TIME(at_us, "at", RC_CLOCK_UTC),
    RC_ROW_CODE(action, "code|each[].name", codes),
    RC_ROW_TEXT(user, "mail|login|id"),
    RC_ROW_IP(src_ip, "ip|ips"),
    RC_ROW_TEXT(city, "places{kind=home}.city|places[1].city"),
    RC_ROW_TEXT(region, "places[*].region"),
    RC_ROW_TEXT(phone, "inside!phones[1].number"),
    RC_ROW_TEXT(title, "pairs!New Job"),
    RC_ROW_TEXT(office, "we\\.ird.key"),
    RC_ROW_JOIN(os, "os|version", " "),
    RC_ROW_NUMBER(latitude, "lat"),
    RC_ROW_FLAG(RC_IS_MFA, "factor", "push*|*otp", "*"),
    RC_ROW_KIND(SIGN_IN, ":action", "opened"),
    RC_ROW_KIND(ACCESS, ":action", "*door*"),
    RC_ROW_OUTCOME("result", "0", "*"),
    RC_ROW_FLAG(RC_VIDEO_SENT, "video", "*", "0"),
    RC_ROW_WHEN(":action", "opened"),
    RC_ROW_TEXT(reason, "why"),
    RC_ROW_ALWAYS,
    RC_ROW_SAY(app, "Doors"),
    RC_ROW_TEXT(recipient, "each[].params{name=to}.value"),
};

static const char *
no_bob(const struct rc_fill *fill, const struct rc_slice *kept,
       struct rc_obs *obs)
{
    (void)fill;
    (void)kept;
    return rc_slice_eq(obs->user, RC_S("bob")) ? "bob is not read" : NULL;
}

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .each = "each",
    .nothing = "unknown|-",
    .more = no_bob,
};
static const struct rc_source doors = {
    .name = "doors",
    .vendor = "door",
    .stream = "doors",
    .title = "Doors",
    .kind = RC_OBS_OTHER,
    .table = &table,
    .fill = rc_fill_by_table,
};

/* The last observation of a record, and how many there were. */
static struct {
    struct rc_obs_sink sink;
    struct rc_obs obs;
    size_t count, rejects;
    char why[128];
} seen;

static void
seen_take(struct rc_obs_sink *sink, const struct rc_record *record,
          const struct rc_obs *obs)
{
    (void)sink;
    (void)record;
    seen.obs = *obs;
    seen.count++;
}

static void
seen_reject(struct rc_obs_sink *sink, const struct rc_record *record,
            const char *why)
{
    (void)sink;
    (void)record;
    seen.rejects++;
    snprintf(seen.why, sizeof seen.why, "%s", why);
}

/* Reads one record; what its texts point at lives until the next call. */
static const struct rc_obs *
see(const char *json)
{
    static const struct rc_source_setting plain = {
        .time = {.near_us = RC_TIME_NONE}};
    static struct rc_arena arena;
    static char bytes[4096];
    struct rc_json_scanner *scanner = rc_json_scanner_new();
    struct rc_json_value slots[RC_JSON_SLOTS];
    struct rc_json_projection *projection;
    const char *const *paths;
    const char *why;
    size_t count, used;

    snprintf(bytes, sizeof bytes, "%s", json);
    if (!arena.block_bytes)
        rc_arena_init(&arena, 0);
    rc_arena_reset(&arena);
    memset(&seen, 0, sizeof seen);
    seen.sink = (struct rc_obs_sink){seen_take, seen_reject, NULL};
    paths = rc_source_paths(&doors, &count);
    projection = rc_json_projection_new(paths, count);

    struct rc_record record = {.raw = {bytes, strlen(bytes)}};

    assert_int_equal(rc_json_project(scanner, projection, record.raw, true,
                                     &arena, slots, &used, &why),
                     RC_JSON_OK);

    struct rc_fill fill = {.source = &doors,
                           .slot = slots,
                           .record = &record,
                           .setting = &plain,
                           .arena = &arena,
                           .scanner = scanner,
                           .to = &seen.sink};

    rc_fill_by_table(&fill);
    rc_json_projection_free(projection);
    rc_json_scanner_free(scanner);
    return &seen.obs;
}

/* A record of ours with a time and these members. */
#define OURS(members)            "{\"mine\":\"yes\",\"seconds\":1," members "}"
#define assert_text(slice, text) assert_slice(slice, text)

TEST(the_first_alternative_that_says_something_counts)
{
    assert_text(see(OURS("\"mail\":\"a@b.c\",\"login\":\"ann\""))->user,
                "a@b.c");
    assert_text(seen.obs.email, "a@b.c");
    assert_text(see(OURS("\"mail\":\" \",\"login\":\"ann\""))->user, "ann");
    assert_text(see(OURS("\"mail\":\"Unknown\",\"id\":7"))->user, "7");
    assert_int_equal(see(OURS("\"mail\":null"))->user.len, 0);
    assert_int_equal(see(OURS("\"mail\":\"x#EXT#@b.c\""))->email.len, 0);
}

TEST(times_are_read_in_the_units_that_a_vendor_writes)
{
    const int64_t at = INT64_C(1767225600250000);

    assert_int_equal(see("{\"mine\":\"y\",\"seconds\":1767225600.25}")->at_us,
                     at);
    assert_int_equal(see("{\"mine\":\"y\",\"ms\":1767225600250}")->at_us, at);
    assert_int_equal(see("{\"mine\":\"y\",\"ms\":\"1767225600250\"}")->at_us,
                     at);
    assert_int_equal(see("{\"mine\":\"y\",\"nt\":134116992002500000}")->at_us,
                     at);
    assert_int_equal(
        see("{\"mine\":\"y\",\"us_order\":\"1/2/2026 1:00:00 AM\"}")->at_us,
        INT64_C(1767315600000000));
    assert_int_equal(
        see("{\"mine\":\"y\",\"at\":\"2026-01-01 00:00:00.25\"}")->at_us, at);
    assert_int_equal(
        see("{\"mine\":\"y\",\"seconds\":\"2026-01-01T00:00:00.25Z\"}")->at_us,
        at);
}

TEST(a_record_without_a_time_is_rejected_and_told_why)
{
    see("{\"mine\":\"yes\",\"seconds\":-5,\"at\":\"soon\"}");
    assert_int_equal(seen.count, 0);
    assert_string_equal(seen.why, "no time (at)");
}

TEST(a_record_that_is_not_ours_is_left_alone)
{
    see("{\"mine\":\"no\",\"seconds\":1}");
    see("{\"seconds\":1}");
    assert_int_equal(seen.count + seen.rejects, 0);
}

TEST(more_may_reject_what_the_rows_read)
{
    see(OURS("\"login\":\"bob\""));
    assert_int_equal(seen.count, 0);
    assert_string_equal(seen.why, "bob is not read");
}

TEST(an_address_is_one_or_is_passed_over)
{
    assert_text(see(OURS("\"ip\":\"Internal\",\"ips\":\"203.0.113.7, "
                         "10.0.0.1\""))
                    ->src_ip,
                "203.0.113.7");
    assert_text(see(OURS("\"ip\":\"[2001:DB8::7]:443\""))->src_ip,
                "2001:db8::7");
    assert_text(see(OURS("\"ip\":\"2001:db8:1:2:3:4:5:6:443\""))->src_ip,
                "2001:db8:1:2:3:4:5:6");
    assert_text(see(OURS("\"ip\":\"2001:db8:1:2:3:4:5:6p443\""))->src_ip,
                "2001:db8:1:2:3:4:5:6");
    assert_text(see(OURS("\"ip\":\"fe80::1%eth0\""))->src_ip, "fe80::1");
    assert_int_equal(see(OURS("\"ip\":\"a.b.c.d.e\""))->src_ip.len, 0);
}

TEST(a_path_picks_from_a_list_by_key_by_number_or_the_first_that_has_it)
{
    static const char *const places =
        OURS("\"places\":[{\"kind\":\"work\",\"city\":\"Oslo\"},"
             "{\"kind\":\"home\",\"city\":\"Rome\",\"region\":\"RM\"}]");

    assert_text(see(places)->city, "Rome");
    assert_text(seen.obs.region, "RM");
    assert_text(see(OURS("\"places\":[1,{\"city\":\"Bonn\"}]"))->city, "Bonn");
    assert_text(
        see(OURS("\"places\":{\"kind\":\"home\",\"city\":\"Ulm\"}"))->city,
        "Ulm");
    assert_int_equal(see(OURS("\"places\":\"none\""))->city.len, 0);
}

TEST(a_path_steps_into_json_and_pairs_inside_a_string)
{
    assert_text(
        see(OURS("\"inside\":\"{\\\"phones\\\":[{},{\\\"number\\\":\\\"5\\\"}]"
                 "}\""))
            ->phone,
        "5");
    assert_text(see(OURS("\"inside\":{\"phones\":[{},{\"number\":5}]}"))->phone,
                "5");
    assert_int_equal(see(OURS("\"inside\":\"{\\\"phones\\\":[{\""))->phone.len,
                     0);
    assert_text(
        see(OURS("\"pairs\":\"{Old Job=a, b, New Job=cook, chief}\""))->title,
        "cook, chief");
    assert_int_equal(see(OURS("\"pairs\":\"{New Job\""))->title.len, 0);
    assert_text(see(OURS("\"we.ird\":{\"key\":\"x\"}"))->office, "x");
}

TEST(words_decide_kind_outcome_and_flags)
{
    see(OURS("\"code\":1,\"result\":0,\"factor\":\"PUSH_APP\",\"why\":\"w\","
             "\"os\":\"Linux\",\"version\":6,\"lat\":\"1.5\""));
    assert_text(seen.obs.action, "opened");
    assert_int_equal(seen.obs.kind, RC_OBS_SIGN_IN);
    assert_int_equal(seen.obs.outcome, RC_SUCCESS);
    assert_true(seen.obs.flags & RC_IS_MFA);
    assert_text(seen.obs.reason, "w");
    assert_text(seen.obs.os, "Linux 6");
    assert_text(seen.obs.app, "Doors");
    assert_true(seen.obs.latitude == 1.5);

    see(OURS("\"code\":\"a door shut\",\"result\":7,\"factor\":\"key\","
             "\"why\":\"w\",\"version\":6"));
    assert_int_equal(seen.obs.kind, RC_OBS_ACCESS);
    assert_int_equal(seen.obs.outcome, RC_FAILURE);
    assert_false(seen.obs.flags & RC_IS_MFA);
    assert_true(seen.obs.flags_told & RC_IS_MFA);
    assert_int_equal(seen.obs.reason.len, 0);
    assert_text(seen.obs.os, "6");
    assert_true(isnan(seen.obs.latitude));
}

TEST(a_star_alone_is_what_the_other_words_do_not_name)
{
    assert_false(see(OURS("\"video\":0"))->flags & RC_VIDEO_SENT);
    assert_true(seen.obs.flags_told & RC_VIDEO_SENT);
    assert_true(see(OURS("\"video\":30"))->flags & RC_VIDEO_SENT);
    assert_false(see(OURS("\"video\":\"\""))->flags_told & RC_VIDEO_SENT);
}

TEST(every_element_of_the_list_is_an_observation_of_its_own)
{
    see(OURS("\"login\":\"ann\",\"each\":[{\"name\":\"2\"},{\"name\":\"1\","
             "\"params\":[{\"name\":\"to\",\"value\":\"cy\"}]}]"));
    assert_int_equal(seen.count, 2);
    assert_text(seen.obs.action, "opened");
    assert_text(seen.obs.recipient, "cy");
    assert_text(seen.obs.user, "ann");
    see(OURS("\"each\":{\"name\":\"2\"}"));
    assert_int_equal(seen.count, 1);
    assert_text(seen.obs.action, "shut");
    see(OURS("\"each\":[]"));
    assert_int_equal(seen.count, 1);
    see(OURS("\"each\":[7,null]"));
    assert_int_equal(seen.count, 2);
    see(OURS("\"code\":3"));
    assert_int_equal(seen.count, 1);
    assert_text(seen.obs.action, "3");
}

TEST(a_list_may_have_more_pairs_than_the_index_starts_with)
{
    char json[4096], *to = json;

    to += sprintf(to, "{\"mine\":\"y\",\"seconds\":1,\"places\":[");
    for (int i = 0; i < 100; i++)
        to += sprintf(to, "{\"kind\":\"k%d\",\"city\":\"c%d\"},", i, i);
    sprintf(to, "{\"kind\":\"home\",\"city\":\"Rome\"}]}");
    assert_text(see(json)->city, "Rome");
}

TEST_MAIN
