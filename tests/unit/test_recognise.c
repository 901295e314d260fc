/* test_recognise.c -- whose records a file holds, told by content alone. */
#include "test.h"

#include "sources/source.h"

#define OKTA(type)                                                             \
    "{\"eventType\":\"" type "\",\"published\":\"2026-01-31T10:15:30.250Z\","  \
    "\"actor\":{\"id\":\"00u1\",\"alternateId\":\"ann@example.com\"},"         \
    "\"uuid\":\"1\"}"

static struct rc_arena arena;

static struct rc_recognition
recognise_slice(struct rc_slice text, bool whole)
{
    struct rc_recognition found;
    char *bytes = malloc(text.len + RC_PAD);

    if (!arena.block_bytes)
        rc_arena_init(&arena, 0);
    rc_arena_reset(&arena);
    memcpy(bytes, text.p, text.len);
    memset(bytes + text.len, '"', RC_PAD);
    found = rc_source_recognise((struct rc_slice){bytes, text.len}, whole, NULL,
                                &arena);
    free(bytes); /* nothing that was found may point there */
    assert_non_null(found.why);
    assert_true(strlen(found.why) > 0);
    return found;
}

#define assert_okta(text, frame)                                               \
    do {                                                                       \
        struct rc_recognition found_ = recognise_slice(RC_S(text), true);      \
        assert_non_null(found_.source);                                        \
        assert_string_equal(found_.source->name, "okta-system-log");           \
        assert_int_equal(found_.framing, frame);                               \
    } while (0)

#define assert_unknown(text, says)                                             \
    do {                                                                       \
        struct rc_recognition found_ = recognise_slice(RC_S(text), true);      \
        assert_null(found_.source);                                            \
        assert_non_null(strstr(found_.why, says));                             \
    } while (0)

TEST(json_is_recognised_however_its_records_stand)
{
    assert_okta(OKTA("a"), RC_FRAME_LINES);
    assert_okta(OKTA("a") "\n" OKTA("b") "\r\n\n" OKTA("c") "\n",
                RC_FRAME_LINES);
    assert_okta("\xef\xbb\xbf \n" OKTA("a") "\n", RC_FRAME_LINES);
    assert_okta("[" OKTA("a") "," OKTA("b") "]", RC_FRAME_ARRAY);
    assert_okta("[\n  " OKTA("a") ",\n  " OKTA("b") "\n]\n", RC_FRAME_ARRAY);
    assert_okta("[[" OKTA("a") "]]", RC_FRAME_ARRAY);
    assert_okta("{\"a\":{\"b\":[1]},\"value\":[" OKTA("a") "]}", RC_FRAME_PAGE);
    assert_okta("{\"items\":[]}\n{\"items\":[\n" OKTA("a") "]}\n",
                RC_FRAME_PAGE);
    assert_okta("[{\"value\":[" OKTA("a") "]},{\"value\":[]}]", RC_FRAME_ARRAY);
    assert_okta("{ \"eventType\": \"x\",\n \"published\": \"2026\",\n"
                " \"actor\": {\n  \"id\": \"1\"\n }\n}\n",
                RC_FRAME_OBJECT);
    assert_okta(OKTA("a") OKTA("b"), RC_FRAME_OBJECT);
}

TEST(most_records_decide_and_the_rest_is_counted)
{
    struct rc_recognition found = recognise_slice(
        RC_S(OKTA("a") "\n{\"x\":1}\n" OKTA("b") "\noops\n" OKTA("c") "\n"),
        true);

    assert_string_equal(found.source->name, "okta-system-log");
    assert_non_null(strstr(found.why, "3 of 4 records have "));
}

TEST(a_file_cut_short_is_recognised_by_what_is_there)
{
    struct rc_slice text = RC_S("{\"eventType\":\"x\",\"published\":\"2026\","
                                "\"actor\":{\"id\":\"1\",\"alternateId\":"
                                "\"a\"},\"client\":{\"ip\":\"");

    for (size_t len = text.len; len > text.len - 12; len--) {
        struct rc_recognition found =
            recognise_slice((struct rc_slice){text.p, len}, true);

        assert_non_null(found.source);
        assert_string_equal(found.source->name, "okta-system-log");
        assert_int_equal(found.framing, RC_FRAME_LINES);
    }
    assert_okta("[" OKTA("a") ",{\"eventType\":", RC_FRAME_ARRAY);
    assert_okta("{\"value\":[" OKTA("a") ",{\"eventType\":", RC_FRAME_PAGE);
}

TEST(one_giant_line_is_recognised_by_its_head)
{
    struct rc_buf text = {0};
    struct rc_recognition found;

    rc_buf_put(&text, RC_S("{\"eventType\":\"x\",\"published\":\"2026\","
                           "\"actor\":{\"id\":\"1\"},\"debug\":[\""));
    for (int i = 0; i < 400000; i++)
        rc_buf_put(&text, RC_S("\",\""));
    found = recognise_slice(rc_buf_slice(&text), false);
    assert_non_null(found.source);
    assert_string_equal(found.source->name, "okta-system-log");
    assert_int_equal(found.framing, RC_FRAME_LINES);
    rc_buf_done(&text);
}

TEST(csv_is_recognised_by_its_header)
{
    struct rc_recognition found =
        recognise_slice(RC_S("\xef\xbb\xbf"
                             "Employee ID;Worker Name;Work Email;Hire Date\r\n"
                             "7;Ann;ann@example.com;2026-01-05\r\n"),
                        true);

    assert_non_null(found.source);
    assert_string_equal(found.source->name, "hris-workers");
    assert_int_equal(found.framing, RC_FRAME_CSV);
    assert_int_equal(found.delimiter, ';');
    assert_non_null(strstr(found.why, "employee_number"));
}

TEST(a_csv_header_below_a_summary_is_found)
{
    struct rc_recognition found = recognise_slice(
        RC_S("All workers|May\n\nEmployee ID,Worker Name,Work Email,Hire Date\n"
             "7,Ann,ann@example.com,2026-01-05\n"),
        true);

    assert_non_null(found.source);
    assert_int_equal(found.delimiter, ',');
}

TEST(what_nobody_knows_is_said_in_words)
{
    assert_unknown("", "empty");
    assert_unknown(" \r\n\t", "empty");
    assert_unknown("\xef\xbb\xbf", "empty");
    assert_unknown("{\"a\":1,\"b\":{},\"c\":\"x\"}\n", "(keys: a, b, c)");
    assert_unknown("{\"a\":1,\"b\"", "(keys: a)");
    assert_unknown("[1,2,3]", "without a record");
    assert_unknown("[", "without a record");
    assert_unknown("{", "JSON");
    assert_unknown("{\"value\":[]}", "page without records");
    assert_unknown("\0\1\2\3\4\5\6\7", "binary");
    assert_unknown("\x7f"
                   "ELF\x02\x01\x01\0\0\0\0\0\0",
                   "binary");
    assert_unknown("\xff\xfe{\0\"\0a\0", "UTF-16");
    assert_unknown("{\0\"\0a\0\"\0:\0"
                   "1\0}\0\n\0",
                   "UTF-16");
    assert_unknown("hello there\n", "neither JSON nor CSV");
    assert_unknown("x,y,z\n1,2,3\n", "(x, y, z)");
}

#define assert_source(text, named, frame)                                      \
    do {                                                                       \
        struct rc_recognition found_ = recognise_slice(RC_S(text), true);      \
        assert_non_null(found_.source);                                        \
        assert_string_equal(found_.source->name, named);                       \
        assert_int_equal(found_.framing, frame);                               \
    } while (0)

#define ASA                                                                    \
    "Jan 31 2026 10:15:30 fw : %ASA-6-113039: Group <VPN> User <ann> IP "      \
    "<192.0.2.7> AnyConnect parent session started.\n"

TEST(lines_of_text_are_recognised_by_what_they_are)
{
    assert_source(ASA, "cisco-asa", RC_FRAME_TEXT);
    assert_source(ASA "cron said hello\ncron said hello\n", "cisco-asa",
                  RC_FRAME_TEXT);
    assert_source("date=2026-01-31 time=10:15:30 logid=\"1\" type=\"event\" "
                  "user=\"ann\"\n",
                  "fortinet-fortigate", RC_FRAME_TEXT);
    assert_source("<134>1 2026-01-31T10:15:30Z gw x - - - " OKTA("a") "\n",
                  "okta-system-log", RC_FRAME_TEXT);
}

TEST(well_known_names_are_enough_when_nobody_knows_a_file)
{
    struct rc_recognition found = recognise_slice(
        RC_S("{\"timestamp\":\"2026-01-31T10:15:30Z\",\"user\":\"ann\"}\n"),
        true);

    assert_string_equal(found.source->name, "generic-json");
    assert_non_null(strstr(found.why, "low confidence"));
    assert_non_null(strstr(found.why, "names like timestamp, user"));
    assert_source("Event Time,User,IP Address\n2026-01-31 10:15:30,ann,"
                  "192.0.2.7\n",
                  "generic-csv", RC_FRAME_CSV);
    assert_source("#Software: x\n#Fields: date time c-ip cs-username\n"
                  "2026-01-31 10:15:30 192.0.2.7 ann\n",
                  "generic-csv", RC_FRAME_W3C);
    assert_source("time=2026-01-31T10:15:30Z user=ann action=login\n",
                  "generic-text", RC_FRAME_TEXT);
    assert_source("{\"@timestamp\":\"2026-01-31T10:15:30Z\",\"user\":{\"name\":"
                  "\"ann\"},\"event\":{\"action\":\"x\"}}\n",
                  "generic-ecs", RC_FRAME_LINES);
    assert_source(
        "{\"class_uid\":3002,\"activity_id\":1,\"time\":1769853600000,"
        "\"user\":{\"name\":\"ann\"}}\n",
        "generic-ocsf", RC_FRAME_LINES);
}

TEST(names_alone_are_not_enough)
{
    assert_unknown("Desk,Floor,Name\nA1,3,Ann\n", "(Desk, Floor, Name)");
    assert_unknown("Day,User,Desk\nMonday,ann,A1\nTuesday,bob,A2\n",
                   "no time that can be read");
    assert_unknown("date,user,desk\n2026-01-30,ann,A1\n2026-01-31,bob,A2\n",
                   "no time that can be read");
    assert_unknown("{\"time\":\"late\",\"user\":\"ann\"}\n",
                   "no time that can be read");
    assert_unknown("{\"timestamp\":\"2026-01-31T10:15:30Z\",\"user\":{}}\n",
                   "nobody beside it");
    assert_unknown("Read me first. The user=ann of this is from 1 January.\n",
                   "neither JSON nor CSV");
}

TEST(no_junk_breaks_recognition)
{
    static const char marks[] = "{}[]\",:\\n\t ,;1ae\n\r\xef\xbb\xbf";
    uint32_t seed = 1;

    for (int round = 0; round < 3000; round++) {
        char junk[60];
        size_t len = 1 + (seed >> 8) % (sizeof junk - 1);

        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525 + 1013904223;
            junk[i] = marks[(seed >> 16) % (sizeof marks - 1)];
        }
        junk[0] = "{[x\""[(seed >> 5) % 4];
        recognise_slice((struct rc_slice){junk, len}, round & 1);
    }
    rc_arena_done(&arena);
    arena = (struct rc_arena){0};
}

TEST(deep_nesting_does_not_break_recognition)
{
    char deep[4000];

    memset(deep, '[', sizeof deep);
    recognise_slice((struct rc_slice){deep, sizeof deep}, true);
    for (size_t i = 0; i + 10 < sizeof deep; i += 10)
        memcpy(deep + i, "{\"value\":[", 10);
    recognise_slice((struct rc_slice){deep, sizeof deep}, true);
    rc_arena_done(&arena);
    arena = (struct rc_arena){0};
}

TEST_MAIN
