/* test_sources.c -- what the vendors' records become, and what they never do.
 * Whole records stand in tests/golden; here are the rules behind them. */
#include "test.h"

#include "sources/source.h"

/* Observations of one text, kept with their own copies of it. */
struct seen {
    struct rc_obs_sink sink;
    const struct rc_source *source;
    struct rc_arena arena;
    struct rc_obs obs[16];
    size_t count, rejects, skips;
    char why[128]; /* of the last reject */
};

static void
keep(struct seen *seen, struct rc_slice *text)
{
    if (text->len)
        *text = rc_arena_copy(&seen->arena, *text);
}

static void
seen_take(struct rc_obs_sink *sink, const struct rc_record *record,
          const struct rc_obs *obs)
{
    struct seen *seen = (struct seen *)sink;
    struct rc_obs *kept = &seen->obs[seen->count++];

    (void)record;
    assert_true(seen->count <= 16);
    *kept = *obs;
#define RC_TEXT(name, number, says) keep(seen, &kept->name);
#define RC_MOMENT(name, number, says)
#define RC_NUMBER(name, number, says)
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
}

static void
seen_reject(struct rc_obs_sink *sink, const struct rc_record *record,
            const char *why)
{
    struct seen *seen = (struct seen *)sink;

    (void)record;
    seen->rejects++;
    snprintf(seen->why, sizeof seen->why, "%s", why);
}

static void
seen_skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    (void)record;
    ((struct seen *)sink)->skips++;
}

/* Reads a text as a file of it would be; lives until the next call. */
static const struct seen *
see(const char *text)
{
    static struct seen seen;
    static const struct rc_source_setting plain = {
        .time = {.near_us = RC_TIME_NONE, .month_first = true}};
    size_t len = strlen(text), used;
    char *bytes = calloc(1, len + RC_PAD);

    memcpy(bytes, text, len);
    if (seen.sink.take)
        rc_arena_done(&seen.arena);
    memset(&seen, 0, sizeof seen);
    seen.sink = (struct rc_obs_sink){seen_take, seen_reject, seen_skip};
    rc_arena_init(&seen.arena, 0);

    struct rc_recognition found = rc_source_recognise(
        (struct rc_slice){bytes, len}, true, NULL, &seen.arena);

    seen.source = found.source;
    if (found.source) {
        struct rc_stream *stream = rc_stream_new(&found, &plain, RC_SLICE_NONE);

        rc_stream_read(stream, (struct rc_slice){bytes, len}, 0, true,
                       &seen.sink, &used);
        rc_stream_free(stream);
    }
    free(bytes);
    return &seen;
}

static bool
told(const struct rc_obs *obs, enum rc_obs_flag flag, bool value)
{
    return (obs->flags_told & flag) && !(obs->flags & flag) == !value;
}

/* An Okta event of a type, and what came of it. */
static const struct rc_obs *
okta(const char *type, const char *rest)
{
    static char text[1024];

    snprintf(text, sizeof text,
             "{\"published\":\"2026-01-31T10:15:30.250Z\",\"eventType\":\"%s\","
             "\"actor\":{\"id\":\"00u1\",\"alternateId\":\"ana@example.com\","
             "\"displayName\":\"Ana\"}%s}\n",
             type, rest);
    const struct seen *seen = see(text);

    assert_int_equal(seen->count, 1);
    return &seen->obs[0];
}

TEST(okta_event_types_become_kinds)
{
    static const struct {
        const char *type;
        enum rc_obs_kind kind;
    } all[] = {
        {"user.session.start", RC_OBS_SIGN_IN},
        {"user.authentication.sso", RC_OBS_SIGN_IN},
        {"user.authentication.auth_via_mfa", RC_OBS_SIGN_IN},
        {"policy.evaluate_sign_on", RC_OBS_SIGN_IN},
        {"user.session.end", RC_OBS_OTHER},
        {"user.session.access_admin_app", RC_OBS_ACCESS},
        {"user.mfa.factor.deactivate", RC_OBS_ACCOUNT_CHANGE},
        {"user.account.reset_password", RC_OBS_ACCOUNT_CHANGE},
        {"user.lifecycle.create", RC_OBS_ACCOUNT_CHANGE},
        {"group.user_membership.add", RC_OBS_ACCOUNT_CHANGE},
        {"app.oauth2.as.token.grant", RC_OBS_ACCESS},
        {"policy.rule.update", RC_OBS_OTHER},
        {"u", RC_OBS_OTHER},
    };

    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        assert_int_equal(okta(all[i].type, "")->kind, all[i].kind);
}

TEST(okta_outcomes_are_success_failure_or_unknown)
{
    assert_int_equal(okta("x", ",\"outcome\":{\"result\":\"ALLOW\"}")->outcome,
                     RC_SUCCESS);
    assert_int_equal(okta("x", ",\"outcome\":{\"result\":\"DENY\"}")->outcome,
                     RC_FAILURE);
    assert_int_equal(
        okta("x", ",\"outcome\":{\"result\":\"CHALLENGE\"}")->outcome,
        RC_UNKNOWN);
    assert_int_equal(okta("x", ",\"outcome\":null")->outcome, RC_UNKNOWN);
}

TEST(okta_takes_the_nearest_hop_when_the_client_has_no_address)
{
    assert_slice(okta("x", ",\"client\":{\"ipAddress\":\"192.0.2.1\"},"
                           "\"request\":{\"ipChain\":[{\"ip\":\"192.0.2.2\"}]}")
                     ->src_ip,
                 "192.0.2.1");
    assert_slice(okta("x", ",\"client\":{\"ipAddress\":null},"
                           "\"request\":{\"ipChain\":[{\"ip\":\"192.0.2.2\"}]}")
                     ->src_ip,
                 "192.0.2.2");
    assert_int_equal(
        okta("x", ",\"client\":{\"ipAddress\":\"null\"}")->src_ip.len, 0);
}

TEST(an_application_of_okta_is_never_a_persons_name)
{
    const char *target = ",\"target\":[{\"displayName\":\"Theo\"}]";

    assert_int_equal(okta("group.user_membership.add", target)->app.len, 0);
    assert_slice(okta("user.authentication.sso", target)->app, "Theo");
}

TEST(entra_counts_every_code_but_zero_as_failure)
{
    const char *text =
        "{\"createdDateTime\":\"2026-01-31T10:00:00Z\",\"id\":\"1\","
        "\"userPrincipalName\":\"a@example.com\",\"status\":{\"errorCode\":%s}}"
        "\n";
    char record[256];

    snprintf(record, sizeof record, text, "0");
    assert_int_equal(see(record)->obs[0].outcome, RC_SUCCESS);
    snprintf(record, sizeof record, text, "50140");
    assert_int_equal(see(record)->obs[0].outcome, RC_FAILURE);
    assert_slice(see(record)->obs[0].reason, "50140");
}

TEST(zoom_says_nothing_of_video_when_the_record_does_not)
{
    const char *text =
        "{\"meeting_uuid\":\"m\",\"email\":\"a@example.com\","
        "\"join_time\":\"2026-01-31T10:00:00Z\",\"leave_time\":null%s}\n";
    static const struct {
        const char *rest;
        bool is_told, sent;
    } all[] = {
        {"", false, false},
        {",\"camera\":\"FaceTime HD\"", false, false},
        {",\"camera\":\"\"", true, false},
        {",\"camera\":\"FaceTime HD\",\"video_quality\":\"good\"", true, true},
        {",\"camera\":\"FaceTime HD\",\"video_quality\":null", true, false},
        {",\"user_qos\":[]", false, false},
        {",\"user_qos\":[{\"video_output\":{\"bitrate\":\"0 kbps\"}}]", true,
         false},
        {",\"user_qos\":[{},{\"video_output\":{\"bitrate\":\"90 kbps\"}}]",
         true, true},
    };
    char record[512];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        snprintf(record, sizeof record, text, all[i].rest);
        const struct seen *seen = see(record);

        assert_int_equal(seen->count, 1);
        assert_int_equal(!!(seen->obs[0].flags_told & RC_VIDEO_SENT),
                         all[i].is_told);
        assert_int_equal(!!(seen->obs[0].flags & RC_VIDEO_SENT), all[i].sent);
    }
}

TEST(zoom_locations_are_taken_apart)
{
    static const char *const all[][4] = {
        {"United States", "", "", "United States"},
        {"Chicago (US )", "Chicago", "", "US"},
        {"Boise, Idaho (US )", "Boise", "Idaho", "US"},
        {"Oslo, Oslo, Norway", "Oslo", "Oslo", "Norway"},
        {"(US)", "", "", "US"},
        {"", "", "", ""},
    };
    char record[256];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        snprintf(record, sizeof record,
                 "{\"meeting_uuid\":\"m\",\"email\":\"a@example.com\","
                 "\"join_time\":\"2026-01-31T10:00:00Z\",\"camera\":\"x\","
                 "\"location\":\"%s\"}\n",
                 all[i][0]);
        const struct rc_obs *obs = &see(record)->obs[0];

        assert_slice(obs->city, all[i][1]);
        assert_slice(obs->region, all[i][2]);
        assert_slice(obs->country, all[i][3]);
    }
}

TEST(screen_sharing_is_no_camera)
{
    const struct rc_obs *obs =
        &see("{\"id\":\"c\",\"modalities\":[\"audio\"],"
             "\"startDateTime\":\"2026-01-31T10:00:00Z\",\"sessions\":["
             "{\"modalities\":[\"audio\",\"videoBasedScreenSharing\"],"
             "\"caller\":{\"associatedIdentity\":{\"id\":\"u\"}},"
             "\"segments\":[{\"media\":[{\"label\":\"applicationsharing-"
             "video\","
             "\"callerDevice\":{\"captureDeviceName\":\"screen\"},\"streams\":"
             "[{\"streamDirection\":\"callerToCallee\"}]}]}]}]}\n")
             ->obs[0];

    assert_int_equal(obs->camera.len, 0);
    assert_false(obs->flags_told & RC_VIDEO_SENT);
}

TEST(an_intune_device_and_each_of_its_applications_are_told)
{
    const struct seen *seen =
        see("{\"id\":\"d\",\"deviceName\":\"lt\",\"serialNumber\":\"S1\","
            "\"managedDeviceOwnerType\":\"company\","
            "\"lastSyncDateTime\":\"0001-01-01T00:00:00Z\",\"detectedApps\":"
            "[{\"displayName\":\"AnyDesk\",\"version\":\"8\"},"
            "{\"displayName\":\"OBS\"}]}\n");

    assert_int_equal(seen->count, 3);
    assert_int_equal(seen->obs[0].at_us, RC_TIME_NONE); /* never synced */
    assert_int_equal(seen->obs[0].kind, RC_OBS_DEVICE);
    assert_true(told(&seen->obs[0], RC_IS_MANAGED, true));
    assert_int_equal(seen->obs[1].kind, RC_OBS_SOFTWARE);
    assert_slice(seen->obs[1].app, "AnyDesk");
    assert_slice(seen->obs[2].device_serial, "S1");
}

TEST(the_serial_of_a_peripheral_is_not_the_computers)
{
    const struct rc_obs *obs =
        &see("{\"name\":\"usb_devices\",\"action\":\"added\",\"unixTime\":1,"
             "\"decorations\":{\"hardware_serial\":\"PC1\"},"
             "\"columns\":{\"model\":\"stick\",\"serial\":\"0000\"}}\n")
             ->obs[0];

    assert_int_equal(obs->kind, RC_OBS_PERIPHERAL);
    assert_slice(obs->device_serial, "PC1");
    assert_slice(obs->record_uid, "0000");
}

TEST(a_snapshot_gives_an_observation_a_row)
{
    assert_int_equal(see("{\"name\":\"programs\",\"action\":\"snapshot\","
                         "\"unixTime\":\"1\",\"snapshot\":[{\"name\":\"a\"},"
                         "{\"name\":\"b\"}]}\n")
                         ->count,
                     2);
}

TEST(a_resume_in_base64_is_text_and_a_pdf_is_not)
{
    const char *text =
        "{\"id\":1,\"email_addresses\":[],\"phone_numbers\":[],"
        "\"attachments\":[{\"type\":\"resume\",\"filename\":\"f\","
        "\"content\":\"%s\"}]}\n";
    static const char *const all[][2] = {
        {"aGVsbG8gd29ybGQ=", "hello world"},
        {"aGVsbG8gd29ybGQh", "hello world!"},
        {"aGVsbG8gd29ybA==", "hello worl"},
        {"JVBERi0xLjcKAAE=", ""}, /* %PDF */
        {"hello, in plain", "hello, in plain"},
        {"aGVsbG8=gd29ybGQ", "aGVsbG8=gd29ybGQ"}, /* not base64 after all */
        {"", ""},
    };
    char record[256];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        snprintf(record, sizeof record, text, all[i][0]);
        assert_slice(see(record)->obs[0].document, all[i][1]);
        assert_slice(see(record)->obs[0].document_name, "f");
    }
}

TEST(working_hours_are_written_one_way)
{
    static const char *const all[][2] = {
        {"09:00-17:00", "09:00-17:00"},
        {"9am-5pm", "09:00-17:00"},
        {"9:30 AM - 6 PM", "09:30-18:00"},
        {"Mon-Fri 08.15 to 16.45", "08:15-16:45"},
        {"0900-1730", "09:00-17:30"},
        {"22-6", "22:00-06:00"},
        {"12am-12pm", "00:00-12:00"},
        {"40 hours", "40 hours"},
        {"flexible", "flexible"},
    };
    char file[256];

    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        snprintf(file, sizeof file,
                 "Employee ID,Hire Date,Work Schedule\n1,2024-01-01,%s\n",
                 all[i][0]);
        assert_slice(see(file)->obs[0].work_hours, all[i][1]);
    }
}

TEST(leave_cannot_be_told_from_work)
{
    const struct seen *seen =
        see("Employee ID,Status,Hire Date\n1,Active,2024-01-01\n"
            "1,On Leave,2024-01-01\n2,Terminated,2024-01-01\n");
    struct rc_buf active = {0}, leave = {0};

    rc_obs_encode(&seen->obs[0], &active);
    rc_obs_encode(&seen->obs[1], &leave);
    assert_true(rc_slice_eq(rc_buf_slice(&active), rc_buf_slice(&leave)));
    assert_true(told(&seen->obs[2], RC_IS_CURRENT, false));
    rc_buf_done(&active);
    rc_buf_done(&leave);
}

TEST(protected_columns_change_nothing)
{
    const char *plain = "Employee ID,Worker,Hire Date\n1,Ana,2024-01-01\n";
    const char *loaded =
        "Employee ID,Worker,Gender,Birth Date,Date of Birth,Nationality,"
        "Citizenship,Country of Birth,Ethnicity,Religion,Marital Status,"
        "Leave Reason,Health,Union Membership,Pronouns,Hire Date\n"
        "1,Ana,F,1990-01-02,1990-01-02,XX,XX,XX,e,r,m,l,h,u,p,2024-01-01\n";
    struct rc_buf a = {0}, b = {0};

    rc_obs_encode(&see(plain)->obs[0], &a);
    rc_obs_encode(&see(loaded)->obs[0], &b);
    assert_true(rc_slice_eq(rc_buf_slice(&a), rc_buf_slice(&b)));
    rc_buf_done(&a);
    rc_buf_done(&b);
}

TEST(travel_rows_are_travel)
{
    const struct seen *seen =
        see("Employee ID,Record Type,From,To,City,Country\n"
            "1,Travel,2026-03-01,2026-03-09,Lisbon,Portugal\n"
            "1,Residence,2026-03-01,,Tulsa,US\n");

    assert_slice(seen->obs[0].action, "travel");
    assert_int_equal(seen->obs[0].valid_to_us - seen->obs[0].valid_from_us,
                     8 * RC_US_PER_DAY);
    assert_slice(seen->obs[1].action, "worker");
}

TEST(taking_an_account_off_is_remove_whatever_it_is_called)
{
    const struct seen *seen =
        see("Employee ID,Change Date,Action,Account Number\n"
            "1,2026-03-01,Deleted,1\n1,2026-03-01,Add,2\n"
            "1,2026-03-01,,3\n");

    assert_slice(seen->obs[0].action, "remove");
    assert_slice(seen->obs[1].action, "Add");
    assert_slice(seen->obs[2].action, "direct_deposit_change");
}

TEST(who_signed_stands_before_who_it_was_sent_to)
{
    const struct seen *seen =
        see("Tracking Number,Status,Event Date,Recipient,Received By\n"
            "T1,Shipped,2026-03-01,Ana,\nT1,Delivered,2026-03-02,Ana,R. Doe\n");

    assert_slice(seen->obs[0].recipient, "Ana");
    assert_slice(seen->obs[1].recipient, "R. Doe");
    assert_slice(seen->obs[1].user_name, "Ana");
}

TEST(three_kinds_of_csv_are_told_apart_by_their_columns)
{
    assert_string_equal(
        see("Employee ID,Name,Email,Hire Date,Status\n")->source->name,
        "hris-workers");
    assert_string_equal(
        see("Employee ID,Name,Email,Date,Routing Number,Account Number\n")
            ->source->name,
        "payroll-deposits");
    assert_string_equal(
        see("Employee ID,Name,Email,Status,Tracking Number,Date,City\n")
            ->source->name,
        "shipments");
    assert_null(see("Card,Door,Time\n1,2,3\n")->source);
}

TEST(every_source_says_how_it_is_had)
{
    for (size_t i = 0; i < rc_source_count; i++) {
        const struct rc_source *source = rc_sources[i];

        assert_non_null(source->fill);
        assert_true(source->title[0] && source->how[0] && source->needs[0] &&
                    source->feeds[0]);
        assert_true(source->path_count || source->column_count ||
                    source->table || source->knows);
        assert_ptr_equal(rc_source_named(rc_slice_of(source->name)), source);
    }
}

TEST_MAIN
