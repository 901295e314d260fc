/* test_stream.c -- framing: where records begin and end, what damage costs,
 * and that it does not matter how the bytes were cut. */
#include "test.h"

#include "stream_log.h"

#define assert_log(framing, text, expected)                                    \
    assert_string_equal(log_of(framing, text), expected)

TEST(lines_are_records_and_empty_ones_are_nothing)
{
    assert_log(RC_FRAME_LINES,
               "{\"card\":\"ann\"}\n\n \t\r\n{\"card\":\"bob\"}\r\n"
               "  {\"card\":\"cy\"}",
               "take 0 ann\ntake 20 bob\ntake 38 cy\n");
}

TEST(a_damaged_line_costs_itself_only)
{
    assert_log(
        RC_FRAME_LINES,
        "{\"card\":\"ann\"}\n"
        "{\"card\":\"bob\"\n"
        "oops\n"
        "{\"card\":\"cy\"} x\n"
        "[1]\n"
        "{\"card\":\"dee\"}{\"card\":\"eve\"}\n"
        "{\"card\":\"fay\"}\n",
        "take 0 ann\n"
        "reject 15+13 {\"card\":\"bob : the line ends inside its object\n"
        "reject 29+4 oops : the line is no JSON object\n"
        "reject 34+15 {\"card\":\"cy\" : more than one object on the line\n"
        "reject 50+3 [1] : the line is no JSON object\n"
        "reject 54+28 {\"card\":\"dee : more than one object on the line\n"
        "take 83 fay\n");
}

TEST(an_object_over_two_lines_is_no_line)
{
    struct log log = {0};

    log_stream(&log, RC_FRAME_LINES,
               RC_S("{\"card\":\n\"ann\"}\n{\"card\":\"bob\"}\n"),
               (struct cut){100, 1});
    assert_int_equal(log.takes, 1);
    assert_int_equal(log.rejects, 2);
    rc_buf_done(&log.text);
}

TEST(the_last_line_may_end_with_the_file_or_inside_its_object)
{
    assert_log(
        RC_FRAME_LINES, "{\"card\":\"ann\"}\n{\"card\":\"b",
        "take 0 ann\n"
        "reject 15+10 {\"card\":\"b : the line ends inside its object\n");
}

TEST(marks_of_byte_order_are_passed_over)
{
    assert_log(RC_FRAME_LINES, "\xef\xbb\xbf{\"card\":\"ann\"}\n",
               "take 3 ann\n");
    assert_log(RC_FRAME_ARRAY, "\xef\xbb\xbf[{\"card\":\"ann\"}]",
               "take 4 ann\n");
    assert_log(RC_FRAME_CSV,
               "\xef\xbb\xbf"
               "Card,At\nann,\n",
               "take 11 ann\n");
}

TEST(what_a_source_skips_or_rejects_is_told)
{
    assert_log(RC_FRAME_LINES,
               "{\"card\":\"none\"}\n{\"card\":\"ann\",\"at\":\"soon\"}\n",
               "skip 0\nreject 16+26 {\"card\":\"ann : no time\n");
}

TEST(a_record_of_nobody_is_rejected_by_name)
{
    assert_log(RC_FRAME_LINES,
               "{\"cart\":\"ann\"}\n{\"card\":\"bob\",\"other\":true}\n",
               "reject 0+14 {\"cart\":\"ann : not a record of Door readers, "
               "nor of any other known source\n"
               "reject 15+27 {\"card\":\"bob : not a record of Door readers, "
               "nor of any other known source\n");
}

TEST(of_a_key_that_occurs_twice_the_first_counts)
{
    assert_log(RC_FRAME_LINES, "{\"card\":\"ann\",\"card\":\"bob\"}\n",
               "take 0 ann\n");
}

TEST(binary_junk_is_rejected_and_ends)
{
    struct log log = {0};
    char junk[5000];
    uint32_t seed = 7;

    for (size_t i = 0; i < sizeof junk; i++) {
        seed = seed * 1664525 + 1013904223;
        junk[i] = (char)(seed >> 24);
    }
    for (int framing = RC_FRAME_UNKNOWN; framing <= RC_FRAME_W3C; framing++)
        log_stream(&log, (enum rc_framing)framing,
                   (struct rc_slice){junk, sizeof junk},
                   (struct cut){sizeof junk, 1});
    assert_int_equal(log.takes, 0);
    assert_true(log.rejects >= 6);
    rc_buf_done(&log.text);
}

TEST(a_line_of_text_is_a_record)
{
    assert_log(RC_FRAME_TEXT,
               "card=ann\n\n  card=bob other=true\r\ncard=none\ncard=cy",
               "take 0 ann\n"
               "reject 12+19 card=bob oth : not a record of Door readers, nor "
               "of any other known source\n"
               "skip 33\n"
               "take 43 cy\n");
}

TEST(the_object_that_ends_a_line_of_text_is_read_as_json)
{
    assert_log(RC_FRAME_TEXT,
               "<134>Jan 31 10:00:00 gw x: {\"card\":\"ann\"}\n"
               "{\"card\":\"bob\"}\n"
               "<134>Jan 31 10:00:00 gw x: {\"card\":\n",
               "take 27 ann\n"
               "take 42 bob\n"
               "reject 57+35 <134>Jan 31  : not a record of Door readers, nor "
               "of any other known source\n");
}

TEST(a_line_of_text_of_another_source_is_that_sources)
{
    struct log log = {0};

    log_stream(&log, RC_FRAME_TEXT,
               RC_S("card=ann\nJan 31 2026 10:15:30 fw : %ASA-6-113039: Group "
                    "<VPN> User <bob> IP <192.0.2.7> AnyConnect parent session "
                    "started.\n"),
               (struct cut){8, 3});
    assert_non_null(strstr(log.text.p, "take 9 bob\n"));
    assert_int_equal(log.rejects, 0);
    rc_buf_done(&log.text);
}

TEST(a_w3c_logs_rows_stand_under_its_latest_fields)
{
    assert_log(RC_FRAME_W3C,
               "#Version: 1.0\n#Fields: at card\n- ann\n-\n"
               "#Fields: card\n\"b c\"\n",
               "take 31 ann\n"
               "reject 37+1 - : 1 fields under a header of 2\n"
               "take 53 b c\n");
    assert_log(RC_FRAME_W3C, "1 ann\n",
               "reject 0+5 1 ann : no #Fields line with the columns needed\n");
}

TEST(arrays_are_read_however_they_are_printed)
{
    assert_log(RC_FRAME_ARRAY, "[{\"card\":\"ann\"},{\"card\":\"bob\"}]\n",
               "take 1 ann\ntake 16 bob\n");
    assert_log(RC_FRAME_ARRAY,
               "[\n  {\n    \"card\": \"ann\"\n  },\n  {\n"
               "    \"card\": \"bob\"\n  }\n]\n",
               "take 4 ann\ntake 31 bob\n");
    assert_log(RC_FRAME_ARRAY, "[]", "");
    assert_log(RC_FRAME_ARRAY, "[[{\"card\":\"ann\"}],[{\"card\":\"bob\"}]]",
               "take 2 ann\ntake 19 bob\n");
}

TEST(elements_that_are_no_objects_are_rejected_one_by_one)
{
    assert_log(RC_FRAME_ARRAY, "[1, \"x, {\", null, {\"card\":\"ann\"}, -2e3]",
               "reject 1+1 1 : an element that is no object\n"
               "reject 4+6 \"x, {\" : an element that is no object\n"
               "reject 12+4 null : an element that is no object\n"
               "take 18 ann\n"
               "reject 34+4 -2e3 : an element that is no object\n");
}

TEST(a_damaged_element_that_closes_costs_itself_only)
{
    struct log log = {0};

    log_stream(&log, RC_FRAME_ARRAY,
               RC_S("[{\"card\":ann},{\"card\":\"bob\"},{\"card\" \"x\"},"
                    "{\"card\":\"cy\"}]"),
               (struct cut){100, 1});
    assert_int_equal(log.takes, 2);
    assert_int_equal(log.rejects, 2);
    rc_buf_done(&log.text);
}

TEST(an_element_that_never_closes_costs_up_to_the_next_records_line)
{
    assert_log(RC_FRAME_ARRAY,
               "[\n  {\n    \"card\": \"ann\",\n    \"in\": [\n      {\n"
               "        \"a\": 1\n      }\n"
               "  {\n    \"card\": \"bob\"\n  },\n  {\n    \"card\": \"cy\"\n"
               "  }\n]\n",
               "reject 4+63 {\n    \"card\" : the file ends inside the record\n"
               "take 70 bob\ntake 97 cy\n");
}

TEST(many_elements_that_never_close_cost_one_reject_each)
{
    struct rc_buf text = {0};
    struct log log = {0};

    rc_buf_put(&text, RC_S("[{\"card\":\"ann\"}\n"));
    for (int i = 0; i < 20000; i++)
        rc_buf_put(&text, RC_S(",{\"x\":{\n"));
    rc_buf_put(&text, RC_S(",{\"card\":\"bob\"}\n]"));
    log_stream(&log, RC_FRAME_ARRAY, rc_buf_slice(&text),
               (struct cut){text.len, 1});
    assert_int_equal(log.takes, 2);
    assert_int_equal(log.rejects, 20000);
    rc_buf_done(&log.text);
    rc_buf_done(&text);
}

TEST(an_array_cut_short_is_one_reject)
{
    assert_log(
        RC_FRAME_ARRAY, "[{\"card\":\"ann\"},{\"card\":\"b",
        "take 1 ann\n"
        "reject 16+10 {\"card\":\"b : the file ends inside the record\n");
    assert_log(RC_FRAME_ARRAY, "[{\"card\":\"ann\"},",
               "take 1 ann\n"
               "reject 16+0  : the file ends before its list does\n");
}

TEST(pages_give_their_records_what_stands_around_them)
{
    assert_log(RC_FRAME_PAGE,
               "{\"door\":\"north\",\"value\":[{\"card\":\"ann\"}],\"n\":1}\n"
               "{\"value\":[],\"door\":\"east\"}\n"
               "{\n  \"value\" : [\n    {\"card\":\"bob\"}, {\"card\":\"cy\"}\n"
               "  ],\n  \"door\": \"south\"\n}",
               "take 25 ann at north\ntake 95 bob at south\n"
               "take 111 cy at south\n");
}

TEST(a_page_inside_an_array_is_a_page)
{
    assert_log(RC_FRAME_ARRAY,
               "[{\"items\":[{\"card\":\"ann\"}],\"door\":\"north\"},"
               "{\"items\":[{\"card\":\"bob\"}]}]",
               "take 11 ann at north\ntake 53 bob\n");
}

TEST(a_page_cut_short_gives_the_records_that_are_whole)
{
    assert_log(RC_FRAME_PAGE,
               "{\"door\":\"north\",\"value\":[{\"card\":\"ann\"},{\"card\":",
               "take 25 ann at north\n"
               "reject 40+8 {\"card\": : the file ends inside the record\n");
}

TEST(objects_may_stand_in_a_row)
{
    assert_log(RC_FRAME_OBJECT,
               "{\n \"card\": \"ann\"\n}\n{\n \"card\": \"bob\"\n}"
               "{\"card\":\"cy\"}",
               "take 0 ann\ntake 19 bob\ntake 37 cy\n");
    assert_log(RC_FRAME_OBJECT, "{\"card\":\"ann\"}\n}\n{\"card\":\"bob\"}",
               "take 0 ann\n"
               "reject 15+1 } : a brace that closes nothing\n"
               "take 17 bob\n");
}

TEST(junk_between_objects_is_rejected_up_to_the_next)
{
    assert_log(RC_FRAME_OBJECT,
               "{\"card\":\"ann\"}\nwhat is this\n{\"card\":\"bob\"}\n",
               "take 0 ann\n"
               "reject 15+12 what is this : neither an object nor a list\n"
               "take 28 bob\n");
}

TEST(csv_rows_are_read_by_the_names_in_their_header)
{
    assert_log(RC_FRAME_CSV,
               "at,CARD_holder,Note\r\n2026-01-31T10:00:00Z,\"O\"\"Neil, A\","
               "\"two\nlines\"\r\n\r\n,bob\r\nsoon,cy,\r\n,dee,x,,\r\n"
               ",,\r\n,eve,x,y\r\n",
               "take 21 O\"Neil, A\n"
               "take 70 bob\n"
               "reject 76+8 soon,cy, : no time\n"
               "take 86 dee\n"
               "reject 100+8 ,eve,x,y : 4 fields under a header of 3\n");
}

TEST(a_summary_above_the_csv_header_is_passed_over)
{
    assert_log(RC_FRAME_CSV,
               "Door,Month\nnorth,May\n\nCard,At\nann,\nCard,At\nbob,\n",
               "take 30 ann\ntake 43 bob\n");
}

TEST(one_stray_quote_costs_one_row)
{
    struct log log = {0};

    log_stream(&log, RC_FRAME_CSV, RC_S("Card,At\nann,\n\"bob,\ncy,\ndee,\n"),
               (struct cut){100, 1});
    assert_int_equal(log.takes, 3);
    assert_int_equal(log.rejects, 1);
    rc_buf_done(&log.text);
}

TEST(csv_without_a_header_we_know_is_one_reject)
{
    struct log log = {0};

    log_stream(&log, RC_FRAME_CSV, RC_S("a,b\n1,2\n3,4\n"),
               (struct cut){100, 1});
    assert_int_equal(log.takes, 0);
    assert_int_equal(log.rejects, 1);
    rc_buf_done(&log.text);
}

TEST(newlines_before_a_record_are_counted_when_asked_for)
{
    struct rc_slice text =
        RC_S("\n{\"card\":\"ann\"}\n\noops\n{\"card\":\"bob\"}\n");

    for (size_t step = 1; step < 40; step++) {
        struct log log = {.lines = true};

        log_stream(&log, RC_FRAME_LINES, text, (struct cut){step, step});
        assert_string_equal(log.text.p,
                            "take 1/1 ann\n"
                            "reject 17/3+4 oops : the line is no JSON object\n"
                            "take 22/4 bob\n");
        rc_buf_done(&log.text);
    }
}

TEST(a_csv_stream_is_taken_up_again_behind_its_header)
{
    static const struct rc_source_setting plain;
    struct rc_recognition recognition = {
        .source = &badge, .framing = RC_FRAME_CSV, .delimiter = ','};
    char head[64 + RC_PAD] = "At,Card\n,ann\n", rest[64 + RC_PAD] = ",bob\n";
    struct log log = {.sink = {log_take, log_reject, log_skip}};
    struct rc_stream *first, *second;
    size_t used;

    first = rc_stream_new(&recognition, &plain, RC_SLICE_NONE);
    assert_int_equal(rc_stream_header(first).len, 0);
    rc_stream_read(first, rc_slice_of(head), 0, false, &log.sink, &used);
    assert_int_equal(used, 13);
    assert_slice(rc_stream_header(first), "At,Card\n");
    second = rc_stream_new(&recognition, &plain, rc_stream_header(first));
    rc_stream_read(second, rc_slice_of(rest), 13, true, &log.sink, &used);
    rc_buf_char(&log.text, '\0');
    assert_string_equal(log.text.p, "take 8 ann\ntake 13 bob\n");
    rc_stream_free(first);
    rc_stream_free(second);
    rc_buf_done(&log.text);
}

/* Feeds a stream `start`, then `filling` bytes of x, then `end`. */
static void
feed_long(struct log *log, enum rc_framing framing, const char *start,
          size_t filling, const char *end)
{
    static const struct rc_source_setting plain;
    struct rc_recognition recognition = {
        .source = &badge, .framing = framing, .delimiter = ','};
    struct rc_stream *stream =
        rc_stream_new(&recognition, &plain, RC_SLICE_NONE);
    enum { PIECE = 4 << 20, ROOM = RC_RECORD_MAX + 2 * PIECE };
    size_t total = strlen(start) + filling + strlen(end), given = 0, have = 0;
    char *room = calloc(1, ROOM + RC_PAD);
    uint64_t offset = 0;

    log->sink = (struct rc_obs_sink){log_take, log_reject, log_skip};
    while (given < total) {
        size_t used;

        for (size_t i = 0; i < PIECE && given < total; i++, given++) {
            size_t into = given - strlen(start);

            assert_true(have < ROOM); /* more than a record is never kept */
            room[have++] = given < strlen(start) ? start[given]
                           : into < filling      ? 'x'
                                                 : end[into - filling];
        }
        rc_stream_read(stream, (struct rc_slice){room, have}, offset,
                       given == total, &log->sink, &used);
        memmove(room, room + used, have - used);
        have -= used;
        offset += used;
    }
    assert_int_equal(have, 0);
    rc_buf_char(&log->text, '\0');
    rc_stream_free(stream);
    free(room);
}

TEST(a_line_of_forty_mebibytes_is_one_reject_and_is_not_held)
{
    struct log log = {0};

    feed_long(&log, RC_FRAME_LINES, "{\"card\":\"ann\"}\n{\"card\":\"",
              40 << 20, "\"}\n{\"card\":\"bob\"}\n");
    assert_string_equal(log.text.p,
                        "take 0 ann\n"
                        "reject 15+1024 {\"card\":\"xxx : the line is longer "
                        "than 32 MiB\n"
                        "take 41943067 bob\n");
    rc_buf_done(&log.text);
}

TEST(an_element_of_forty_mebibytes_is_one_reject_and_is_not_held)
{
    struct log log = {0};

    feed_long(&log, RC_FRAME_ARRAY, "[{\"card\":\"ann\"},{\"card\":\"{",
              40 << 20, "\"},{\"card\":\"bob\"}]");
    assert_string_equal(log.text.p,
                        "take 1 ann\n"
                        "reject 16+1024 {\"card\":\"{xx : the record is longer "
                        "than 32 MiB\n"
                        "take 41943069 bob\n");
    rc_buf_done(&log.text);
}

TEST_MAIN
