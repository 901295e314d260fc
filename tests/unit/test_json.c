/* test_json.c -- the projection scanner and what walks raw JSON. */
#include <jansson.h>

#include "each_kernel.h"

static const char *const pads[] = {
    "\"",      "}", "{",           "\\", "]",
    ",\"a\":", " ", "\",\"a\":1}", "0",  "\n{\"a\":7}\n",
    "\xff"};
enum { PADS = sizeof pads / sizeof *pads };

/* A scanner, an arena and what the last record gave. */
struct desk {
    struct rc_json_projection *projection;
    struct rc_json_scanner *scanner;
    struct rc_arena arena;
    struct rc_json_value slots[RC_JSON_SLOTS];
    size_t used;
    const char *why;
};

static void
desk_init(struct desk *desk, const char *const *paths, size_t count)
{
    *desk = (struct desk){.projection = rc_json_projection_new(paths, count),
                          .scanner = rc_json_scanner_new()};
    rc_arena_init(&desk->arena, 0);
}

static void
desk_done(struct desk *desk)
{
    rc_arena_done(&desk->arena);
    rc_json_scanner_free(desk->scanner);
    rc_json_projection_free(desk->projection);
}

static enum rc_json_result
desk_read(struct desk *desk, struct rc_slice bytes, bool strict)
{
    rc_arena_reset(&desk->arena);
    return rc_json_project(desk->scanner, desk->projection, bytes, strict,
                           &desk->arena, desk->slots, &desk->used, &desk->why);
}

#define PATHS(...)                                                             \
    (const char *const[]){__VA_ARGS__},                                        \
        sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)

/* Projects text with one path, in both modes, and hands value to the checks
 * while it is alive. */
#define WITH_VALUE(path, text, value)                                          \
    for (struct one one_ = one_begin(path, text); one_.strict < 2;             \
         one_next(&one_))                                                      \
        for (struct rc_json_value value = one_.desk.slots[0], *once_ = &value; \
             once_; once_ = NULL)

struct one {
    struct desk desk;
    struct rc_slice bytes;
    int strict;
};

static void
one_read(struct one *one)
{
    assert_int_equal(desk_read(&one->desk, one->bytes, one->strict),
                     RC_JSON_OK);
}

static struct one
one_begin(const char *path, const char *text)
{
    struct one one = {.bytes = guarded_text(text, "\"")};

    desk_init(&one.desk, &path, 1);
    one_read(&one);
    return one;
}

static void
one_next(struct one *one)
{
    if (++one->strict < 2) {
        one_read(one);
        return;
    }
    desk_done(&one->desk);
    guarded_free(one->bytes);
}

/* also: a second path; what is wanted and not there keeps the scanner from
 * skipping the rest. */
static enum rc_json_result
result_of(const char *path, const char *also, const char *text, bool strict)
{
    struct desk desk;
    struct rc_slice bytes = guarded_text(text, "\"}");

    desk_init(&desk, PATHS(path, also));
    enum rc_json_result result = desk_read(&desk, bytes, strict);

    desk_done(&desk);
    guarded_free(bytes);
    return result;
}

TEST(a_string_is_its_characters)
{
    WITH_VALUE("a", "{\"a\":\"text\"}", v)
    {
        assert_int_equal(v.type, RC_JSON_STRING);
        assert_slice(v.text, "text");
    }
}

TEST(a_value_of_each_type_is_told)
{
    static const struct {
        const char *text;
        enum rc_json_type type;
    } cases[] = {
        {"null", RC_JSON_NULL},          {"true", RC_JSON_TRUE},
        {"false", RC_JSON_FALSE},        {"-1.5e+3", RC_JSON_NUMBER},
        {"{\"b\":[1]}", RC_JSON_OBJECT}, {"[{},2]", RC_JSON_ARRAY},
        {"0", RC_JSON_NUMBER},           {"{}", RC_JSON_OBJECT},
        {"[ ]", RC_JSON_ARRAY},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];

        snprintf(text, sizeof text, "{ \"x\" : 1 , \"a\" : %s }",
                 cases[i].text);
        WITH_VALUE("a", text, v)
        {
            assert_int_equal(v.type, cases[i].type);
            assert_slice(v.text, cases[i].text);
        }
    }
}

TEST(what_is_not_there_has_no_type)
{
    WITH_VALUE("a.b", "{\"a\":{\"c\":1},\"b\":2}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
    WITH_VALUE("a.b", "{\"a\":\"text\"}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
    WITH_VALUE("a[0]", "{\"a\":[]}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
    WITH_VALUE("a[0]", "{\"a\":{\"0\":1}}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
    WITH_VALUE("", "{\"\":1}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
    WITH_VALUE("a[1]", "{\"a\":[1,2]}", v)
    assert_int_equal(v.type, RC_JSON_NONE);
}

TEST(the_first_element_of_an_array_is_found)
{
    WITH_VALUE("a[0].b",
               "{\"a\":[ {\"x\":[1,2],\"b\":\"one\"},{\"b\":\"two\"}]}", v)
    assert_slice(v.text, "one");
    WITH_VALUE("a[0]", "{\"a\":[[1,2],3]}", v)
    assert_slice(v.text, "[1,2]");
    WITH_VALUE("a[0][0].b", "{\"a\":[[{\"b\":true}]]}", v)
    assert_int_equal(v.type, RC_JSON_TRUE);
}

TEST(escapes_are_undone)
{
    WITH_VALUE("a", "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"}", v)
    assert_slice(v.text, "\"\\/\b\f\n\r\tA\xc3\xa9");
    WITH_VALUE("a", "{\"a\":\"x\\uD83D\\uDE00y\"}", v)
    assert_slice(v.text, "x\xf0\x9f\x98\x80y");
}

TEST(half_a_surrogate_pair_becomes_the_replacement_character)
{
    WITH_VALUE("a", "{\"a\":\"\\ud83d\"}", v)
    assert_slice(v.text, "\xef\xbf\xbd");
    WITH_VALUE("a", "{\"a\":\"\\ude00!\"}", v)
    assert_slice(v.text, "\xef\xbf\xbd!");
    WITH_VALUE("a", "{\"a\":\"\\ud83d\\u0041\"}", v)
    assert_slice(v.text, "\xef\xbf\xbd"
                         "A");
    WITH_VALUE("a", "{\"a\":\"\\ud83d\\ud83d\\ude00\"}", v)
    assert_slice(v.text, "\xef\xbf\xbd\xf0\x9f\x98\x80");
    WITH_VALUE("a", "{\"a\":\"\\ud83d\\n\"}", v)
    assert_slice(v.text, "\xef\xbf\xbd\n");
}

TEST(an_escaped_nul_is_a_character)
{
    WITH_VALUE("a", "{\"a\":\"x\\u0000y\"}", v)
    {
        assert_int_equal(v.text.len, 3);
        assert_memory_equal(v.text.p, "x\0y", 3);
    }
}

TEST(an_escaped_key_is_the_key_that_it_spells)
{
    WITH_VALUE("actor.id", "{\"acto\\u0072\":{\"\\u0069d\":\"me\"}}", v)
    assert_slice(v.text, "me");
}

TEST(a_key_may_hold_dots_brackets_and_backslashes)
{
    WITH_VALUE("a\\.b\\[0]\\\\", "{\"a.b[0]\\\\\":1}", v)
    assert_slice(v.text, "1");
    WITH_VALUE("a.", "{\"a\":{\"\":\"empty key\"}}", v)
    assert_slice(v.text, "empty key");
}

TEST(a_key_is_wanted_whole_and_inside_and_twice)
{
    struct desk desk;
    struct rc_slice bytes =
        guarded_text("{\"a\":{\"b\":\"c\"},\"d\":[[5]]}", "}");

    desk_init(&desk,
              PATHS("a", "a.b", "a.b", "a", "d[0]", "d", "d[0][0]", "d"));
    assert_int_equal(desk_read(&desk, bytes, false), RC_JSON_OK);
    assert_slice(desk.slots[0].text, "{\"b\":\"c\"}");
    assert_slice(desk.slots[1].text, "c");
    assert_slice(desk.slots[2].text, "c");
    assert_slice(desk.slots[3].text, "{\"b\":\"c\"}");
    assert_slice(desk.slots[4].text, "[5]");
    assert_slice(desk.slots[5].text, "[[5]]");
    assert_slice(desk.slots[6].text, "5");
    assert_int_equal(desk.slots[7].type, RC_JSON_ARRAY);
    desk_done(&desk);
    guarded_free(bytes);
}

TEST(of_a_key_that_comes_twice_the_first_counts)
{
    const char *texts[] = {"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}",
                           "{\"a\":{\"b\":1},\"a\":{\"b\":2}}"};

    for (int i = 0; i < 3; i++) {
        struct desk desk;
        struct rc_slice bytes = guarded_text(texts[i], " ");

        desk_init(&desk, PATHS(i < 2 ? "a" : "a.b", "z"));
        assert_int_equal(desk_read(&desk, bytes, false), RC_JSON_OK);
        assert_slice(desk.slots[0].text, "1");
        assert_int_equal(desk_read(&desk, bytes, true), RC_JSON_BAD);
        desk_done(&desk);
        guarded_free(bytes);
    }
    /* the first is no object: what a later one holds is not looked at */
    assert_int_equal(result_of("a.b", "", "{\"a\":0,\"a\":{\"b\":2}}", false),
                     RC_JSON_OK);
    assert_int_equal(result_of("a", "", "{\"z\":0,\"z\":1}", true), RC_JSON_OK);
}

TEST(the_record_ends_at_its_brace)
{
    struct desk desk;
    const char *text = " \n{\"a\":\"x\",\"b\":{\"c\":\"}\"}}  {\"a\":2}";
    struct rc_slice bytes = guarded_text(text, "}");

    desk_init(&desk, PATHS("a"));
    for (int strict = 0; strict < 2; strict++) {
        assert_int_equal(desk_read(&desk, bytes, strict), RC_JSON_OK);
        assert_int_equal(desk.used, 25);
    }
    desk_done(&desk);
    guarded_free(bytes);
}

TEST(a_record_without_wanted_keys_is_measured)
{
    struct desk desk;
    struct rc_slice bytes = guarded_text("{\"a\":\"}\"}}", "}");

    desk_init(&desk, NULL, 0);
    assert_int_equal(desk_read(&desk, bytes, false), RC_JSON_OK);
    assert_int_equal(desk.used, 9);
    desk_done(&desk);
    guarded_free(bytes);
}

TEST(what_is_malformed_where_it_is_read_is_bad)
{
    static const char *const texts[] = {
        "[]",
        "1",
        "x",
        "{a:1}",
        "{\"a\" 1}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{,}",
        "{\"a\":01}",
        "{\"a\":1.}",
        "{\"a\":+1}",
        "{\"a\":-}",
        "{\"a\":1e}",
        "{\"a\":nulL}",
        "{\"a\":tru}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u12g4\"}",
        "{\"a\":\"\\u123\"}",
        "{\"\\q\":1}",
        "{\"a\":'1'}",
        "{\"z\":1]",
        "{\"z\":nil}",
        "{\"z\":--\x01}",
        "{\"a\":1]",
        "{\"z\":\x01}",
        "{\"a\"=1}",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        for (int strict = 0; strict < 2; strict++)
            if (result_of("a", "absent", texts[i], strict) == RC_JSON_OK)
                fail_msg("accepted: %s", texts[i]);
}

TEST(strict_mode_checks_what_is_skipped)
{
    static const char *const texts[] = {
        "{\"a\":1,\"z\":[1,]}",
        "{\"a\":1,\"z\":{\"y\":tru}}",
        "{\"a\":1,\"z\":\"\x80\"}",
        "{\"a\":1,\"z\":\"\t\"}",
        "{\"a\":1,\"z\":\"\\x\"}",
        "{\"a\":1,\"z\":{[}]}",
        "{\"a\":1,\"z\":{\"\xed\xa0\x80\":1}}",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(result_of("a", "", texts[i], false), RC_JSON_OK);
        assert_int_equal(result_of("a", "", texts[i], true), RC_JSON_BAD);
    }
}

TEST(a_hundred_thousand_brackets_do_not_exhaust_the_stack)
{
    size_t n = 100000;
    char *text = rc_alloc(2 * n + 32);

    memcpy(text, "{\"z\":", 5);
    memset(text + 5, '[', n);
    memset(text + 5 + n, ']', n);
    strcpy(text + 5 + 2 * n, ",\"a\":1}");
    assert_int_equal(result_of("a", "", text, false), RC_JSON_OK);
    assert_int_equal(result_of("z[0][0]", "", text, false), RC_JSON_OK);
    assert_int_equal(result_of("a", "", text, true), RC_JSON_BAD);
    free(text);
}

TEST(brackets_may_be_nested_as_deep_as_the_limit)
{
    for (int more = 0; more < 2; more++) {
        char text[2 * RC_JSON_DEPTH + 3] = {0};
        int depth = RC_JSON_DEPTH + more;
        const char *why;

        memset(text, '[', (size_t)depth);
        memset(text + depth, ']', (size_t)depth);
        struct rc_slice bytes = guarded_text(text, "]");

        assert_int_equal(rc_json_valid(bytes, &why), !more);
        guarded_free(bytes);
    }
}

TEST(a_string_of_any_length_ends_where_it_ends)
{
    static const char *const inside[] = {"x", "\\\\", "\\\"", "{", "\xc3\xa9"};

    for (size_t kind = 0; kind < 5; kind++)
        for (size_t n = 0; n < 150; n++) {
            char text[1024] = "{\"s\":\"";

            for (size_t i = 0; i < n; i++)
                strcat(text, inside[kind]);
            strcat(text, "\",\"o\":{\"k\":\"");
            for (size_t i = 0; i < n; i++)
                strcat(text, inside[kind]);
            strcat(text, "\"},\"a\":\"end\"}");
            WITH_VALUE("a", text, v)
            assert_slice(v.text, "end");
        }
}

TEST(a_value_is_walked_element_by_element)
{
    struct rc_slice raw = guarded_text(" [1, \"a,]\" ,{\"x\":[2]},[] ] ", "]");
    struct rc_slice rest = raw, element;

    assert_true(rc_json_each(&rest, &element));
    assert_slice(element, "1");
    assert_true(rc_json_each(&rest, &element));
    assert_slice(element, "\"a,]\"");
    assert_true(rc_json_each(&rest, &element));
    assert_slice(element, "{\"x\":[2]}");
    assert_true(rc_json_each(&rest, &element));
    assert_slice(element, "[]");
    assert_false(rc_json_each(&rest, &element));
    assert_false(rc_json_each(&rest, &element));
    guarded_free(raw);
}

TEST(an_object_is_walked_member_by_member)
{
    struct rc_slice raw =
        guarded_text("{\"a\" : 1,\"b\\n\":\"x\", \"c\":{}}", "}");
    struct rc_slice rest = raw, key, value;

    assert_true(rc_json_member(&rest, &key, &value));
    assert_slice(key, "a");
    assert_slice(value, "1");
    assert_true(rc_json_member(&rest, &key, &value));
    assert_slice(key, "b\\n");
    assert_slice(value, "\"x\"");
    assert_true(rc_json_member(&rest, &key, &value));
    assert_slice(value, "{}");
    assert_false(rc_json_member(&rest, &key, &value));
    guarded_free(raw);
}

TEST(walking_ends_at_what_is_not_balanced)
{
    static const char *const texts[] = {
        "", " ", "[", "[]", "[,", "[[1]", "{\"a\":1}", "1", "[\"", "[nul"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct rc_slice raw = guarded_text(texts[i], "1]");
        struct rc_slice rest = raw, element = RC_SLICE_NONE;

        if (rc_json_each(&rest, &element) && strcmp(texts[i], "[[1]") != 0)
            fail_msg("walked: %s", texts[i]);
        guarded_free(raw);
    }
}

TEST(one_value_is_got_by_its_path)
{
    const char *text =
        "{\"a\":[{\"b\":\"\\u00e9\"}],\"\\u0063\":{\"d\":false}}";
    struct rc_slice raw = guarded_text(text, "}");
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    assert_slice(rc_json_get(raw, "a[0].b", &arena).text, "\xc3\xa9");
    assert_int_equal(rc_json_get(raw, "c.d", &arena).type, RC_JSON_FALSE);
    assert_int_equal(rc_json_get(raw, "c.e", &arena).type, RC_JSON_NONE);
    assert_int_equal(rc_json_get(raw, "a.b", &arena).type, RC_JSON_NONE);
    assert_int_equal(rc_json_get(raw, "", &arena).type, RC_JSON_NONE);
    assert_int_equal(rc_json_get(RC_SLICE_NONE, "a", &arena).type,
                     RC_JSON_NONE);
    assert_slice(
        rc_json_get((struct rc_slice){raw.p + 5, 18}, "[0].b", &arena).text,
        "\xc3\xa9");
    rc_arena_done(&arena);
    guarded_free(raw);
}

TEST(only_a_whole_raw_value_is_a_value)
{
    static const char *const bad[] = {"",    "1.",    "nul",   "\"",
                                      "1 2", "{",     "x",     "\"\\q\"",
                                      "01",  "truex", "\"a\"b"};
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct rc_slice raw = guarded_text(bad[i], "\"");

        if (rc_json_value_of(raw, &arena).type != RC_JSON_NONE)
            fail_msg("a value: %s", bad[i]);
        guarded_free(raw);
    }
    struct rc_slice raw = guarded_text(" 12 ", "0");

    assert_int_equal(rc_json_value_of(raw, &arena).type, RC_JSON_NUMBER);
    assert_slice(rc_json_value_of(raw, &arena).text, "12");
    guarded_free(raw);
    rc_arena_done(&arena);
}

TEST(more_projections_than_caches_take_turns)
{
    enum { MANY = 70 };
    struct rc_json_scanner *scanner = rc_json_scanner_new();
    struct rc_json_projection *projections[MANY];
    struct rc_slice bytes = guarded_text("{\"k0\":\"v\",\"k1\":\"w\"}", " ");
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    for (int i = 0; i < MANY; i++)
        projections[i] = rc_json_projection_new(PATHS(i % 2 ? "k1" : "k0"));
    for (int turn = 0; turn < 3; turn++)
        for (int i = 0; i < MANY; i++) {
            struct rc_json_value slot;
            size_t used;
            const char *why;

            assert_int_equal(rc_json_project(scanner, projections[i], bytes,
                                             false, &arena, &slot, &used, &why),
                             RC_JSON_OK);
            assert_slice(slot.text, i % 2 ? "w" : "v");
        }
    for (int i = 0; i < MANY; i++)
        rc_json_projection_free(projections[i]);
    rc_json_scanner_free(scanner);
    rc_arena_done(&arena);
    guarded_free(bytes);
}

/* Laws, over documents made at random. */

static uint64_t seed;

static unsigned
below(unsigned n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)((seed >> 33) % n);
}

static void
write_space(struct rc_buf *out)
{
    static const char *const spaces[] = {"", "",  "",   "",
                                         "", " ", "\n", "\t \r"};

    rc_buf_put(out, rc_slice_of(spaces[below(8)]));
}

static void
write_string(struct rc_buf *out)
{
    static const char *const pieces[] = {
        "a",   "plain text ", "\\\"",     "\\\\",
        "\\n", "\\u00e9",     "\xc3\xa9", "\\ud83d\\ude00",
        "{",   "}",           "[",        "]",
        ",",   ":",           "\\u0000",  "\\/"};

    rc_buf_char(out, '"');
    for (unsigned n = below(8) ? below(6) : below(90); n; n--)
        rc_buf_put(out, rc_slice_of(pieces[below(16)]));
    rc_buf_char(out, '"');
}

/* Keys of few letters, so that wanted ones are met; each once an object. */
static const char *const keys[][2] = {
    {"a", "\\u0061"},
    {"b", "\\u0062"},
    {"c", "c"},
    {"d.e", "d.\\u0065"},
    {"a key that is longer than one shape holds", NULL},
    {"", ""},
    {"\\\"q", "\\u0022q"}};
enum { KEYS = sizeof keys / sizeof *keys };

static void write_value(struct rc_buf *out, int depth);

static void
write_object(struct rc_buf *out, int depth)
{
    bool first = true;
    /* mostly in one order, as records are */
    unsigned from = below(4) ? 0 : below(KEYS);

    rc_buf_char(out, '{');
    write_space(out);
    for (unsigned i = 0; i < KEYS; i++) {
        const char *const *key = keys[(from + i) % KEYS];

        if (below(2))
            continue;
        if (!first) {
            rc_buf_char(out, ',');
            write_space(out);
        }
        first = false;
        rc_buf_print(out, "\"%s\"", !below(8) && key[1] ? key[1] : key[0]);
        write_space(out);
        rc_buf_char(out, ':');
        write_space(out);
        write_value(out, depth - 1);
        write_space(out);
    }
    rc_buf_char(out, '}');
}

static void
write_value(struct rc_buf *out, int depth)
{
    static const char *const plain[] = {
        "null", "true", "false", "0", "-12.5", "1e3", "123456789", "-0.0E-2"};

    switch (below(depth > 0 ? 6 : 3)) {
    case 0:
        rc_buf_put(out, rc_slice_of(plain[below(8)]));
        break;
    case 1:
    case 2:
        write_string(out);
        break;
    case 3:
        rc_buf_char(out, '[');
        write_space(out);
        for (unsigned n = below(4), i = 0; i < n; i++) {
            if (i)
                rc_buf_char(out, ',');
            write_space(out);
            write_value(out, depth - 1);
            write_space(out);
        }
        rc_buf_char(out, ']');
        break;
    default:
        write_object(out, depth);
    }
}

static const char *const wanted[] = {
    "a",
    "a.b",
    "a.b.c",
    "b[0]",
    "b[0].a",
    "c[0][0]",
    "d\\.e",
    "d\\.e.a",
    "c",
    "a.b",
    "\"q.a",
    "b.a key that is longer than one shape holds",
    "a key that is longer than one shape holds",
    "a."};
enum { WANTED = sizeof wanted / sizeof *wanted };

/* What jansson finds along a path, by the same rules; NULL: nothing. */
static json_t *
tree_get(json_t *tree, const char *path)
{
    struct rc_json_step steps[RC_JSON_DEPTH];
    struct rc_arena arena;

    rc_arena_init(&arena, 0);
    for (size_t i = 0, n = rc_json_steps(path, &arena, steps); i < n; i++)
        tree = steps[i].key.p ? json_object_get(tree, steps[i].key.p)
                              : json_array_get(tree, 0);
    rc_arena_done(&arena);
    return tree;
}

static bool
same_as_tree(struct rc_json_value value, json_t *tree)
{
    if (!tree || value.type == RC_JSON_NONE)
        return !tree && value.type == RC_JSON_NONE;
    if (json_is_string(tree) || value.type == RC_JSON_STRING)
        return json_is_string(tree) && value.type == RC_JSON_STRING &&
               rc_slice_eq(value.text,
                           (struct rc_slice){json_string_value(tree),
                                             json_string_length(tree)});
    json_t *read = json_loadb(value.text.p, value.text.len,
                              JSON_DECODE_ANY | JSON_ALLOW_NUL, NULL);
    bool same = read && json_equal(read, tree);

    json_decref(read);
    return same;
}

TEST(random_records_are_read_as_jansson_reads_them)
{
    struct desk desk;

    desk_init(&desk, wanted, WANTED);
    for (unsigned round = 1; round <= 4000; round++) {
        struct rc_buf text = {0};

        seed = round * UINT64_C(0x9e3779b97f4a7c15);
        write_object(&text, 5);
        struct rc_slice bytes = guarded(text.p, text.len, pads[round % PADS]);
        json_t *tree = json_loadb(
            text.p, text.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);

        assert_non_null(tree);
        for (int strict = 0; strict < 2; strict++) {
            assert_int_equal(desk_read(&desk, bytes, strict), RC_JSON_OK);
            assert_int_equal(desk.used, bytes.len);
            for (size_t i = 0; i < WANTED; i++)
                if (!same_as_tree(desk.slots[i], tree_get(tree, wanted[i])))
                    fail_msg("seed %u, %s in %.*s", round, wanted[i],
                             RC_FMT(bytes));
        }
        json_decref(tree);
        guarded_free(bytes);
        rc_buf_done(&text);
    }
    desk_done(&desk);
}

TEST(every_beginning_of_a_record_is_short)
{
    struct desk desk;

    desk_init(&desk, wanted, WANTED);
    for (unsigned round = 1; round <= 60; round++) {
        struct rc_buf text = {0};

        seed = round * UINT64_C(0x9e3779b97f4a7c15);
        write_object(&text, 4);
        for (size_t len = 0; len < text.len; len++) {
            struct rc_slice bytes =
                guarded(text.p, len, pads[(round + len) % PADS]);

            for (int strict = 0; strict < 2; strict++)
                if (desk_read(&desk, bytes, strict) != RC_JSON_SHORT)
                    fail_msg("seed %u: %.*s", round, RC_FMT(bytes));
            guarded_free(bytes);
        }
        rc_buf_done(&text);
    }
    desk_done(&desk);
}

TEST(what_stands_behind_the_bytes_never_matters)
{
    struct desk desk;

    desk_init(&desk, wanted, WANTED);
    for (unsigned round = 1; round <= 3000; round++) {
        struct rc_buf text = {0};
        enum rc_json_result first = RC_JSON_OK;

        seed = round * UINT64_C(0x9e3779b97f4a7c15);
        write_object(&text, 4);
        for (unsigned flips = below(4); flips; flips--)
            text.p[below((unsigned)text.len)] = "\"\\{}[],:x 0n"[below(12)];
        size_t len = below((unsigned)text.len + 1);

        for (size_t pad = 0; pad < PADS; pad++) {
            struct rc_slice bytes = guarded(text.p, len, pads[pad]);
            enum rc_json_result result = desk_read(&desk, bytes, round % 2);

            if (pad == 0)
                first = result;
            if (result != first)
                fail_msg("seed %u, pad %zu: %.*s", round, pad, RC_FMT(bytes));
            for (size_t i = 0; result == RC_JSON_OK && i < WANTED; i++) {
                struct rc_slice value = desk.slots[i].text;

                if (value.p >= bytes.p && value.p <= bytes.p + len)
                    assert_true(value.p + value.len <= bytes.p + len);
            }
            guarded_free(bytes);
        }
        rc_buf_done(&text);
    }
    desk_done(&desk);
}

TEST(the_grammar_is_checked_to_the_letter)
{
    static const struct {
        const char *text;
        bool valid;
    } cases[] = {
        {"1", true},
        {" null ", true},
        {"\"\"", true},
        {"[]", true},
        {"[1,[2],{}]", true},
        {"{\"a\":{}}", true},
        {"-0", true},
        {"1E+2", true},
        {"\"\xf0\x9f\x98\x80\"", true},
        {"\"\\ud800\"", true},
        {"\"\x7f\"", true},
        {"", false},
        {"1.", false},
        {".5", false},
        {"-", false},
        {"[1 2]", false},
        {"[1,]", false},
        {"{\"a\"}", false},
        {"{1:2}", false},
        {"nullx", false},
        {"[}", false},
        {"\"\xc0\x80\"", false},
        {"\"\xed\xa0\x80\"", false},
        {"\"\xf4\x90\x80\x80\"", false},
        {"\"\xe2\x82\"", false},
        {"\xef\xbb\xbf{}", false},
        {"\"\n\"", false},
        {"'a'", false},
        {"0x1", false},
        {"[1]]", false},
        {"\v1", false},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct rc_slice text = guarded_text(cases[i].text, "\"");
        const char *why;

        if (rc_json_valid(text, &why) != cases[i].valid)
            fail_msg("%s", cases[i].text);
        guarded_free(text);
    }
}

EACH_KERNEL_MAIN
