/* test_text.c -- syslog headers, pairs, CEF, LEEF, W3C. */
#include "test.h"

#include "formats/format.h"

#define assert_syslog(line, time_, host_, app_, pid_, text_)                   \
    do {                                                                       \
        struct rc_syslog s_;                                                   \
        assert_true(rc_syslog_read(RC_S(line), &s_));                          \
        assert_slice(s_.time, time_);                                          \
        assert_slice(s_.host, host_);                                          \
        assert_slice(s_.app, app_);                                            \
        assert_slice(s_.pid, pid_);                                            \
        assert_slice(s_.text, text_);                                          \
    } while (0)

TEST(rfc_5424_headers_are_taken_apart)
{
    struct rc_syslog s;

    assert_syslog("<134>1 2026-01-31T10:15:30.25Z gw sshd 71 ID1 - hello there",
                  "2026-01-31T10:15:30.25Z", "gw", "sshd", "71", "hello there");
    assert_true(rc_syslog_read(
        RC_S("<134>1 2026-01-31T10:15:30Z - - - - [x@1 k=\"a ] \\\" b\"][y] t"),
        &s));
    assert_int_equal(s.priority, 134);
    assert_true(s.rfc5424);
    assert_slice(s.host, "");
    assert_slice(s.data, "[x@1 k=\"a ] \\\" b\"][y]");
    assert_slice(s.text, "t");
    assert_true(rc_syslog_read(RC_S("<1>1 t h a p m [open k=\"v"), &s));
    assert_slice(s.data, "");
    assert_slice(s.text, "[open k=\"v");
}

TEST(rfc_3164_headers_are_read_as_they_are_written)
{
    assert_syslog("<13>Jan 31 10:15:30 gw sshd[71]: hello", "Jan 31 10:15:30",
                  "gw", "sshd", "71", "hello");
    assert_syslog("Jan  1 2026 10:15:30 gw su: hello", "Jan  1 2026 10:15:30",
                  "gw", "su", "", "hello");
    assert_syslog("Jan 1 10:15:30.123 gw su: hello", "Jan 1 10:15:30.123", "gw",
                  "su", "", "hello");
    assert_syslog("<13>Jan 31 2026 10:15:30 EST: %X-1-1: hello",
                  "Jan 31 2026 10:15:30 EST", "", "", "", "%X-1-1: hello");
    assert_syslog("Jan 31 10:15:30 192.0.2.1: %X-1-1: hello", "Jan 31 10:15:30",
                  "192.0.2.1", "", "", "%X-1-1: hello");
    assert_syslog("Jan 31 10:15:30 gw : %X-1-1: hello", "Jan 31 10:15:30", "gw",
                  "", "", "%X-1-1: hello");
    assert_syslog("2026-01-31 10:15:30,123 gw hello", "2026-01-31 10:15:30,123",
                  "gw", "", "", "hello");
    assert_syslog("2026-01-31T10:15:30+01:00 gw app: a: b",
                  "2026-01-31T10:15:30+01:00", "gw", "app", "", "a: b");
    assert_syslog("Jan 31 10:15:30 1,2026/01/31,x", "Jan 31 10:15:30", "", "",
                  "", "1,2026/01/31,x");
    assert_syslog("<188>date=2026-01-31 time=10:15:30", "", "", "", "",
                  "date=2026-01-31 time=10:15:30");
}

TEST(what_has_no_header_is_all_text)
{
    struct rc_syslog s;

    assert_false(rc_syslog_read(RC_S("hello there"), &s));
    assert_slice(s.text, "hello there");
    assert_int_equal(s.priority, -1);
    assert_false(rc_syslog_read(RC_S(""), &s));
    assert_false(rc_syslog_read(RC_S("<>x"), &s));
    assert_false(rc_syslog_read(RC_S("<1234>x"), &s));
}

/* "key=value|" of all pairs. */
static const char *
pairs_of(struct rc_pairs pairs)
{
    static char out[1024];
    struct rc_slice key, value;
    size_t at = 0;

    out[0] = '\0';
    while (rc_pairs_next(&pairs, &key, &value))
        at += (size_t)snprintf(out + at, sizeof out - at, "%.*s=%.*s|",
                               RC_FMT(key), RC_FMT(value));
    return out;
}

#define assert_pairs(text, a, b, l, expected)                                  \
    assert_string_equal(                                                       \
        pairs_of((struct rc_pairs){                                            \
            .rest = RC_S(text), .assign = a, .between = b, .loose = l}),       \
        expected)

TEST(pairs_are_read_in_all_the_ways_they_are_written)
{
    assert_pairs("a=1 b=\"two words\"  c= d=x=y", '=', ' ', false,
                 "a=1|b=two words|c=|d=x=y|");
    assert_pairs("a=\"say \\\"hi\\\"\" b=\"\" c=\"open", '=', ' ', false,
                 "a=say \\\"hi\\\"|b=|c=\"open|");
    assert_pairs("junk a=1 more junk, b=2", '=', ' ', false, "a=1|b=2|");
    assert_pairs("[action:\"Accept\"; a::\"x;y\"; b:\"\"]", ':', ';', false,
                 "action=Accept|a=x;y|b=|");
    assert_pairs("{a=1, b=two words, c=3}", '=', ',', false,
                 "a=1|b=two words|c=3|");
    assert_pairs("SrcIP: 192.0.2.1, URL: http://x/?a, b, Prefilter Policy: "
                 "Def, ault, Last: ",
                 ':', ',', true,
                 "SrcIP=192.0.2.1|URL=http://x/?a, b|Prefilter Policy=Def, "
                 "ault|Last=|");
    assert_pairs("act=some text suser=ann msg=a \\= b", '=', ' ', true,
                 "act=some text|suser=ann|msg=a \\= b|");
    assert_pairs("a=1|b=two words", '=', '|', false, "a=1|b=two words|");
}

TEST(backslashes_are_undone_only_where_they_mean_something)
{
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    assert_slice(rc_pairs_text(RC_S("a\\\"b\\\\c\\=d"), &arena), "a\"b\\c=d");
    assert_slice(rc_pairs_text(RC_S("LOCAL\\ann\\"), &arena), "LOCAL\\ann\\");
    assert_slice(rc_pairs_text(RC_S("plain"), &arena), "plain");
    rc_arena_done(&arena);
}

TEST(cef_is_a_header_and_pairs)
{
    struct rc_event_header h;

    assert_true(rc_cef_read(
        RC_S("<1>Jan 31 gw CEF:0|Ac\\|me|VPN|1|100|User in|3|src=192.0.2.7 "
             "msg=all is well suser=ann"),
        &h));
    assert_slice(h.vendor, "Ac\\|me");
    assert_slice(h.product, "VPN");
    assert_slice(h.id, "100");
    assert_slice(h.name, "User in");
    assert_slice(h.severity, "3");
    assert_string_equal(pairs_of(h.pairs),
                        "src=192.0.2.7|msg=all is well|suser=ann|");
    assert_false(rc_cef_read(RC_S("CEF:0|a|b"), &h));
    assert_false(rc_cef_read(RC_S("nothing"), &h));
}

TEST(leef_names_its_delimiter_in_version_two)
{
    struct rc_event_header h;

    assert_true(
        rc_leef_read(RC_S("LEEF:1.0|Acme|VPN|1|login|src=1\tusrName=a b"), &h));
    assert_slice(h.id, "login");
    assert_string_equal(pairs_of(h.pairs), "src=1|usrName=a b|");
    assert_true(rc_leef_read(RC_S("LEEF:2.0|A|V|1|in|^|a=1^b=2 3"), &h));
    assert_string_equal(pairs_of(h.pairs), "a=1|b=2 3|");
    assert_true(rc_leef_read(RC_S("LEEF:2.0|A|V|1|in|x7C|a=1|b=2"), &h));
    assert_string_equal(pairs_of(h.pairs), "a=1|b=2|");
    assert_false(rc_leef_read(RC_S("LEEF:2.0|A|V"), &h));
}

TEST(w3c_words_have_quotes_and_dashes)
{
    struct rc_slice rest = RC_S("2026-01-31 - \"a b\"\tx "), word;

    assert_true(rc_w3c_next(&rest, &word));
    assert_slice(word, "2026-01-31");
    assert_true(rc_w3c_next(&rest, &word));
    assert_slice(word, "");
    assert_true(rc_w3c_next(&rest, &word));
    assert_slice(word, "a b");
    assert_true(rc_w3c_next(&rest, &word));
    assert_slice(word, "x");
    assert_false(rc_w3c_next(&rest, &word));
}

TEST_MAIN
