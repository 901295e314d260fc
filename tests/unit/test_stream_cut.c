/* test_stream_cut.c -- the law of the stream: how the bytes were cut into
 * calls changes nothing.  Over texts written by hand, and over many that are
 * grown from a seed and damaged; the seed of one that fails is printed. */
#include "test.h"

#include "stream_log.h"

static const struct {
    enum rc_framing framing;
    const char *text;
} texts[] = {
    {RC_FRAME_LINES, "\xef\xbb\xbf{\"card\":\"ann\"}\n\n{\"card\":\"b\\u00e9\"}"
                     " \r\n{\"card\":\n}\nx\n{\"cart\":[{}]}\n{\"card\":1.5}"},
    {RC_FRAME_ARRAY, " [ {\"card\":\"ann\"} , 17, tru, \"a\\\"]\", {\"card\":"
                     "true,\"other\":null}, [{\"card\":[]}], {\"a\":{}} ] "},
    {RC_FRAME_ARRAY, "[\n  {\"card\":\"ann\"},\n  {\"card\":\"bob\",\n  {\"card"
                     "\":\"cy\"},\n  {\"card\":nul},\n  }, {\"card\":\"dee\"}\n"
                     "]\n[{\"card\":\"eve\"}"},
    {RC_FRAME_PAGE, "{\"door\":\"n\",\"value\":[{\"card\":\"ann\"}, {\"b\":2}"
                    "],\"m\":12}\n{\"value\":[],\"a\":\"]\"} {\"items\": [{"
                    "\"card\":\"bob\"}],\"door\":7}{\"card\":\"cy\"}"},
    {RC_FRAME_PAGE, "{\"door\":\"n\",\"value\":[{\"card\":\"ann\"}, {\"b\":"},
    {RC_FRAME_PAGE, "{\"value\":[{\"card\":\"ann\"}],\"m\" 2}{\"card\":\"b\"}"},
    {RC_FRAME_OBJECT, "{\n \"card\" : \"ann\"\n}\n  junk\n \n{\"card\":\"bob\","
                      "\"at\":\"2026-01-31T10:00:00Z\"}}]{\"card\":\"cy\"} x"},
    {RC_FRAME_CSV, "Door,x\nn\n\nCard,At,\"No\"\"te\"\r\nann,,\"a\nb\"\r\n"
                   "\r\n\"b\"\"b\",soon\r\nc,,d,e\nCard,At,\"No\"\"te\"\n\"d,\n"
                   "e,,\n,,,,\nf"},
    {RC_FRAME_CSV, "a,b\n1,2\n"},
    {RC_FRAME_UNKNOWN, "nothing that we know"},
    {RC_FRAME_TEXT, "\xef\xbb\xbf"
                    "card=ann at=2026-01-31T10:00:00Z\r\n\n  \n"
                    "card=none\nfoo bar\n<134>Jan 31 10:00:00 gw x: {\"card\":"
                    "\"b\\u00e9\"}\ncard=bob at=soon\n{\"card\":1}\ncard=cy"},
    {RC_FRAME_W3C, "#Software: x\n1 2\n#Fields: at card x\n- ann 1\n- \"b c\" "
                   "2\r\n- dee\n\n#Fields: card\neve\n#x"},
};

static char *
read_cut(enum rc_framing framing, struct rc_slice text, struct cut cut)
{
    struct log log = {.lines = true};

    log_stream(&log, framing, text, cut);
    return log.text.p;
}

static void
assert_cut(enum rc_framing framing, struct rc_slice text, const char *whole,
           struct cut cut)
{
    char *log = read_cut(framing, text, cut);

    if (strcmp(log, whole) != 0) {
        print_error("framing %d, cut at %zu and every %zu\n%.*s\n--- %s+++ %s",
                    framing, cut.first, cut.step, RC_FMT(text), whole, log);
        fail();
    }
    free(log);
}

static void
assert_law(enum rc_framing framing, struct rc_slice text)
{
    char *whole = read_cut(framing, text, (struct cut){text.len, 1});

    for (size_t at = 0; at <= text.len; at++)
        assert_cut(framing, text, whole, (struct cut){at, text.len + 1});
    for (size_t step = 1; step < 10; step++)
        assert_cut(framing, text, whole, (struct cut){step, step});
    free(whole);
}

TEST(where_a_stream_is_cut_changes_nothing)
{
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_law(texts[i].framing, rc_slice_of(texts[i].text));
}

TEST(a_page_too_long_to_wait_for_is_read_the_same_however_cut)
{
    static const size_t steps[] = {4096, 99991, 1 << 20, (1 << 20) + 1,
                                   5 << 20};
    struct rc_buf text = {0};
    struct rc_slice page;
    char *whole;

    rc_buf_put(&text, RC_S("{\"door\":\"north\",\"value\":["));
    for (int i = 0; text.len < 3 << 19; i++)
        rc_buf_print(&text, "%s{\"card\":\"%d\",\"pad\":\"%0500d\"}",
                     i ? ",\n" : "", i, i);
    rc_buf_put(&text, RC_S("],\"door\":\"late\"}\n{\"door\":\"east\","
                           "\"value\":[{\"card\":\"ann\"}]}"));
    page = rc_buf_slice(&text);
    whole = read_cut(RC_FRAME_PAGE, page, (struct cut){page.len, 1});
    assert_non_null(strstr(whole, "take 25/0 0 at north\n"));
    assert_non_null(strstr(whole, " ann at east\n"));
    assert_null(strstr(whole, "reject"));
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        assert_cut(RC_FRAME_PAGE, page, whole,
                   (struct cut){steps[i], steps[i]});
    free(whole);
    rc_buf_done(&text);
}

static uint32_t
next_random(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (uint32_t)(((uint64_t)*seed * below) >> 32);
}

/* A text of pieces that matter to the framings, in any order. */
static struct rc_slice
grow(uint32_t seed, struct rc_buf *to)
{
    static const char *const pieces[] = {
        "{\"card\":\"ann\"}",
        "{\"card\":\"bob\",\"in\":[{\"a\":1}]}",
        "{\"value\":[",
        "{\"door\":\"n\",\"items\":[",
        "]",
        "}",
        "{",
        "[",
        ",",
        "\n",
        "\n  ",
        "\n",
        " ",
        "\"",
        "\\",
        "],\"n\":3}",
        "{\"card\":12}",
        ":",
        "tru",
        "1",
        "\"x\"",
        "\r\n",
        "Card,At\n",
        "ann,\n",
        "\"q\"\"\",",
        "{\n  \"card\": \"cy\"\n}",
        "\xef\xbb\xbf",
        "card=ann",
        "#Fields: card at\n",
    };
    uint32_t count = 1 + next_random(&seed, 14);

    to->len = 0;
    for (uint32_t i = 0; i < count; i++)
        rc_buf_put(
            to,
            rc_slice_of(
                pieces[next_random(&seed, sizeof pieces / sizeof *pieces)]));
    return rc_buf_slice(to);
}

TEST(where_a_damaged_stream_is_cut_changes_nothing)
{
    struct rc_buf text = {0};
    uint32_t seeds = getenv("ROLLCALL_SEEDS")
                         ? (uint32_t)atoi(getenv("ROLLCALL_SEEDS"))
                         : 1500;

    for (uint32_t seed = 1; seed <= seeds; seed++) {
        struct rc_slice grown = grow(seed, &text);

        for (int f = RC_FRAME_LINES; f <= RC_FRAME_W3C; f++) {
            char *whole =
                read_cut((enum rc_framing)f, grown, (struct cut){grown.len, 1});
            uint32_t at = seed;

            for (size_t step = 1; step < 4; step++)
                assert_cut((enum rc_framing)f, grown, whole,
                           (struct cut){step, step});
            for (int i = 0; i < 6; i++)
                assert_cut((enum rc_framing)f, grown, whole,
                           (struct cut){next_random(&at, (uint32_t)grown.len),
                                        1 + next_random(&at, 20)});
            free(whole);
        }
    }
    rc_buf_done(&text);
}

TEST_MAIN
