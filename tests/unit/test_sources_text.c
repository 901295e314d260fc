/* test_sources_text.c -- what lines of text become: the rules behind the
 * goldens, a line a case. */
#include "test.h"

#include "sources/source.h"

/* What the last observation of a line was, as "user|ip|outcome|action",
 * the outcome + or -. */
struct seen {
    struct rc_obs_sink sink;
    char text[512];
    int64_t at_us;
    size_t count, rejects;
};

static void
seen_take(struct rc_obs_sink *sink, const struct rc_record *record,
          const struct rc_obs *obs)
{
    struct seen *seen = (struct seen *)sink;

    (void)record;
    seen->count++;
    seen->at_us = obs->at_us;
    snprintf(seen->text, sizeof seen->text, "%.*s|%.*s|%s|%.*s",
             RC_FMT(obs->user), RC_FMT(obs->src_ip),
             obs->outcome == RC_SUCCESS   ? "+"
             : obs->outcome == RC_FAILURE ? "-"
                                          : "",
             RC_FMT(obs->action));
}

static void
seen_reject(struct rc_obs_sink *sink, const struct rc_record *record,
            const char *why)
{
    (void)record;
    (void)why;
    ((struct seen *)sink)->rejects++;
}

static void
seen_skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    (void)sink;
    (void)record;
}

/* Reads text as a file of it would be; lives until the next call. */
static const struct seen *
see(const char *text)
{
    static struct seen seen;
    static const struct rc_source_setting plain = {
        .time = {.near_us = RC_TIME_NONE}};
    struct rc_arena arena;
    size_t len = strlen(text), used;
    char *bytes = calloc(1, len + RC_PAD);

    memcpy(bytes, text, len);
    rc_arena_init(&arena, 0);
    seen = (struct seen){.sink = {seen_take, seen_reject, seen_skip}};

    struct rc_recognition found =
        rc_source_recognise((struct rc_slice){bytes, len}, true, NULL, &arena);

    assert_non_null(found.source);

    struct rc_stream *stream = rc_stream_new(&found, &plain, RC_SLICE_NONE);

    rc_stream_read(stream, (struct rc_slice){bytes, len}, 0, true, &seen.sink,
                   &used);
    rc_stream_free(stream);
    rc_arena_done(&arena);
    free(bytes);
    return &seen;
}

#define assert_seen(line, expected)                                            \
    assert_string_equal(see(line)->text, expected)
#define AT "Jan 31 2026 10:15:30 fw : "

TEST(who_opened_a_connection_is_who_came)
{
    assert_seen(AT "%ASA-6-302013: Built outbound TCP connection 1 for "
                   "out:203.0.113.9/443 (203.0.113.9/443) to in:10.0.0.7/5 "
                   "(198.51.100.1/5)",
                "|10.0.0.7|+|flow-creation");
    assert_seen(AT "%ASA-6-302013: Built inbound TCP connection 1 for "
                   "out:203.0.113.9/443 (203.0.113.9/443)(LOCAL\\ann, 9) to "
                   "in:10.0.0.7/5 (198.51.100.1/5) (bob)",
                "ann|203.0.113.9|+|flow-creation");
    assert_seen(AT "%FTD-4-106023: Deny tcp src out:2001:db8::7/5 dst "
                   "in:10.0.0.7/80 by access-group \"x\" [0x0, 0x0]",
                "|2001:db8::7|-|firewall-rule");
    assert_seen(AT "%ASA-6-302021: Teardown ICMP connection for faddr "
                   "203.0.113.9/0 gaddr 198.51.100.1/0 laddr 10.0.0.7/0",
                "|10.0.0.7|+|flow-expiration");
}

TEST(a_host_by_name_lends_nobody_elses_address)
{
    assert_seen(AT "%ASA-4-106023: Deny tcp src in:printer/5 dst "
                   "out:203.0.113.9/80 by access-group \"x\" [0x0, 0x0]",
                "||-|firewall-rule");
    assert_seen(AT "%ASA-6-113012: AAA user authentication Successful : server "
                   "= 10.0.0.9 : user = ann",
                "ann||+|logged-in");
}

TEST(a_hidden_user_is_not_known)
{
    assert_seen(AT "%ASA-6-113015: AAA user authentication Rejected : reason = "
                   "Invalid password : local database : user = ***** : user IP "
                   "= 192.0.2.7",
                "|192.0.2.7|-|logon-failed");
}

TEST(an_asa_message_without_a_class_keeps_its_number)
{
    assert_seen(AT "%ASA-6-725007: SSL session with client "
                   "out:192.0.2.7/443 terminated",
                "|||725007");
}

TEST(fortigates_own_zone_or_its_event_time_decides)
{
    const int64_t at_us = see("date=2026-01-31 time=10:15:30 tz=\"+0100\" "
                              "logid=\"1\" type=\"traffic\" action=\"deny\" "
                              "srcip=10.0.0.7")
                              ->at_us;

    assert_true(at_us == INT64_C(1769850930) * RC_US_PER_SECOND);
    assert_true(
        see("date=2026-01-31 time=03:00:00 eventtime=1769850930000000000"
            " logid=\"1\" type=\"traffic\" srcip=10.0.0.7")
            ->at_us == at_us);
}

TEST(globalprotects_public_address_is_where_a_person_is)
{
    assert_seen("1,2026/01/31 10:15:30,1,GLOBALPROTECT,0,2305,2026/01/31 "
                "10:15:30,vsys1,gateway-connected,connected,,IPSec,ann,DE,PC,"
                "198.51.100.7,0.0.0.0,10.9.0.4,0.0.0.0,,,,,,1,,,,success\n",
                "ann|198.51.100.7|+|gateway-connected");
    assert_seen("1,2026/01/31 10:15:30,1,GLOBALPROTECT,0,2305,2026/01/31 "
                "10:15:30,vsys1,gateway-connected,connected,,IPSec,ann,DE,PC,"
                "0.0.0.0,0.0.0.0,10.9.0.4,0.0.0.0,,,,,,1,,,,failure\n",
                "ann|10.9.0.4|-|gateway-connected");
}

TEST(a_roaming_computer_is_where_its_external_address_is)
{
    assert_seen("\"2026-01-31 10:15:30\",\"PC\",\"PC\",\"192.168.1.7\","
                "\"198.51.100.7\",\"Allowed\",\"1 (A)\",\"NOERROR\",\"a.\","
                "\"\",\"Roaming Computers\",\"Roaming Computers\",\"\"\n",
                "|198.51.100.7|+|dns-request-Allowed");
    assert_seen("\"2026-01-31 10:15:30\",\"HQ\",\"HQ\",\"10.0.0.7\","
                "\"198.51.100.7\",\"Blocked\",\"1 (A)\",\"NOERROR\",\"a.\","
                "\"\",\"Networks\",\"Networks\",\"\"\n",
                "|10.0.0.7|-|dns-request-Blocked");
}

TEST(check_points_administrators_keep_their_brackets)
{
    assert_seen("<134>1 2026-01-31T10:15:30Z m CheckPoint 1 - "
                "[action:\"Accept\"; loguid:\"x\"; origin:\"y\"; "
                "administrator:\"Ann (Ops)\"; operation:\"Log In\"]",
                "Ann (Ops)||+|logged-in");
    assert_seen("<134>1 2026-01-31T10:15:30Z m CheckPoint 1 - "
                "[action:\"Accept\"; loguid:\"x\"; origin:\"y\"; "
                "src_user_name:\"Example, Ann (ann)\"; src:\"10.0.0.7\"]",
                "ann|10.0.0.7|+|Accept");
}

TEST(a_collectors_mixed_file_is_read_by_all)
{
    const struct seen *seen = see(
        AT "%ASA-6-611101: User authentication succeeded: IP address: "
           "192.0.2.7, Uname: ann\n" AT
           "%FTD-6-611103: User logged out: Uname: ann\n"
           "2026-01-31T10:15:31Z gw sshd[7]: Accepted password for bob from "
           "192.0.2.8 port 22 ssh2\n"
           "nothing at all\n");

    assert_int_equal(seen->count, 3);
    assert_int_equal(seen->rejects, 1);
    assert_string_equal(seen->text, "bob|192.0.2.8|+|login");
}

TEST_MAIN
