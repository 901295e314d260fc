/*
 * fuzz_json.c -- the JSON scanner against jansson, and its builds against each
 * other.
 *
 *     clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
 *         -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all \
 *         tests/fuzz/fuzz_json.c src/formats/?*.c \
 *         src/base/arena.c src/base/slice.c -ljansson -lm -o fuzz_json
 *     ./fuzz_json -max_len=4096 corpus/
 *
 * What is held to be true of any bytes:
 *
 *  1. Strict mode and jansson agree on what is JSON, but for
 *       - depth: RC_JSON_DEPTH here, 2048 there;
 *       - numbers: any that the grammar has here; there no integer beyond 64
 *         bits and no real beyond a double;
 *       - half a surrogate pair, and \u0000 in a key: the grammar has both,
 *         jansson does not;
 *       - a NUL outside strings, which jansson takes for the end or drops.
 *     jansson says which of the first it was in its error's code or text.
 *  2. Of a record that jansson reads, every path gives what its tree holds,
 *     fast and strict, with a cold and a warm shape cache.  Records with a key
 *     twice are left out: the first counts here, the last there.
 *  3. All builds of the scanner give the same, whatever the bytes, and what
 *     stands behind the bytes makes no difference.
 *  4. Of a record that is read, no shorter beginning is.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "formats/kernel.h"

#define CHECK(truth)                                                           \
    do {                                                                       \
        if (!(truth)) {                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__,       \
                    #truth);                                                   \
            abort();                                                           \
        }                                                                      \
    } while (0)

static const char *const paths[] = {
    "a",     "a.b", "a.a.a", "b[0]", "b[0].a", "b[0][0]",  "a[0].b",
    "d\\.e", "\"",  "a.",    "id",   "a.b",    "actor.id", "b",
};
enum { PATHS = sizeof paths / sizeof *paths };

static const char *const kernels[] = {"scalar", "sse2", "avx2"};
enum { KERNELS = sizeof kernels / sizeof *kernels };

struct answer {
    enum rc_json_result result;
    size_t used;
    const char *why;
    struct rc_json_value slots[PATHS];
};

static struct rc_json_projection *projection;
static struct rc_arena arena;

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc;
    (void)argv;
    projection = rc_json_projection_new(paths, PATHS);
    rc_arena_init(&arena, 0);
    return 0;
}

static struct answer
ask(struct rc_json_scanner *scanner, struct rc_slice bytes, bool strict)
{
    struct answer answer = {.why = ""};

    answer.result = rc_json_project(scanner, projection, bytes, strict, &arena,
                                    answer.slots, &answer.used, &answer.why);
    return answer;
}

static void
check_same(const struct answer *a, const struct answer *b)
{
    CHECK(a->result == b->result);
    if (a->result != RC_JSON_OK) {
        CHECK(a->why == b->why || strcmp(a->why, b->why) == 0);
        return;
    }
    CHECK(a->used == b->used);
    for (size_t i = 0; i < PATHS; i++) {
        CHECK(a->slots[i].type == b->slots[i].type);
        CHECK(rc_slice_eq(a->slots[i].text, b->slots[i].text));
    }
}

static json_t *
tree_get(json_t *tree, const char *path)
{
    struct rc_json_step steps[RC_JSON_DEPTH];

    for (size_t i = 0, n = rc_json_steps(path, &arena, steps); i < n; i++)
        tree = steps[i].key.p ? json_object_get(tree, steps[i].key.p)
                              : json_array_get(tree, 0);
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

/* Whether jansson refused what the grammar has. */
static bool
known_difference(const json_error_t *error)
{
    return json_error_code(error) == json_error_numeric_overflow ||
           json_error_code(error) == json_error_null_byte_in_key ||
           strstr(error->text, "invalid Unicode '\\u") != NULL;
}

static void
check_against_jansson(struct rc_json_scanner *scanner, struct rc_slice bytes)
{
    json_error_t error;
    const char *why;
    json_t *tree = json_loadb(bytes.p, bytes.len,
                              JSON_DECODE_ANY | JSON_ALLOW_NUL, &error);
    bool valid = rc_json_valid(bytes, &why);

    if (valid && !tree)
        CHECK(known_difference(&error));
    if (!valid && tree)
        CHECK(strcmp(why, "brackets are nested too deeply") == 0 ||
              memchr(bytes.p, 0, bytes.len) != NULL);
    json_decref(tree);

    tree = json_loadb(bytes.p, bytes.len,
                      JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, NULL);
    if (!tree || !valid || !json_is_object(tree)) {
        json_decref(tree);
        return;
    }
    for (int turn = 0; turn < 4; turn++) {
        struct answer answer = ask(scanner, bytes, turn % 2);

        CHECK(answer.result == RC_JSON_OK);
        for (size_t i = 0; i < PATHS; i++)
            CHECK(same_as_tree(answer.slots[i], tree_get(tree, paths[i])));
    }
    json_decref(tree);
}

/* Walks all that each and member give, some levels down. */
static size_t
walk(struct rc_slice raw, int depth)
{
    struct rc_slice rest = raw, key, value;
    const char *end = raw.p + raw.len;
    size_t n = 0;

    if (!depth)
        return 0;
    for (; rc_json_each(&rest, &value); n++) {
        CHECK(value.p >= raw.p && value.p + value.len <= end);
        n += walk(value, depth - 1);
    }
    rest = raw;
    for (; rc_json_member(&rest, &key, &value); n++) {
        CHECK(key.p >= raw.p && key.p + key.len < value.p);
        CHECK(value.p + value.len <= end);
        n += walk(value, depth - 1);
    }
    return n * 31 + (size_t)rc_json_value_of(raw, &arena).type;
}

/* data with RC_PAD bytes of pad behind it, to the byte. */
static struct rc_slice
padded(const uint8_t *data, size_t size, char pad)
{
    char *p = rc_alloc(size + RC_PAD);

    if (size)
        memcpy(p, data, size);
    memset(p + size, pad, RC_PAD);
    return (struct rc_slice){p, size};
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char pads[] = {'"', '}', ',', ' ', '\\', '0'};
    struct answer first[2] = {{0}};
    struct rc_slice kept = RC_SLICE_NONE;
    size_t walked = 0;
    bool begun = false;

    rc_arena_reset(&arena);
    for (size_t k = 0; k < KERNELS; k++) {
        if (!rc_formats_use(kernels[k]))
            continue;
        struct rc_json_scanner *scanner = rc_json_scanner_new();
        struct rc_slice bytes =
            padded(data, size, pads[(k + size) % sizeof pads]);

        for (int strict = 0; strict < 2; strict++) {
            struct answer cold = ask(scanner, bytes, strict);
            struct answer warm = ask(scanner, bytes, strict);

            check_same(&cold, &warm);
            for (size_t i = 0; cold.result == RC_JSON_OK && i < PATHS; i++) {
                struct rc_slice text = cold.slots[i].text;

                if (text.p >= bytes.p && text.p < bytes.p + size + RC_PAD)
                    CHECK(text.p + text.len <= bytes.p + cold.used);
            }
            if (begun)
                check_same(&first[strict], &cold);
            else
                first[strict] = cold;
            if (cold.result == RC_JSON_OK) {
                struct rc_slice less = padded(data, cold.used - 1, '}');

                CHECK(ask(scanner, less, strict).result != RC_JSON_OK);
                free((char *)(uintptr_t)less.p);
            }
        }

        size_t now = walk(bytes, 4);

        CHECK(!begun || now == walked);
        walked = now;
        check_against_jansson(scanner, bytes);
        rc_json_scanner_free(scanner);
        if (begun)
            free((char *)(uintptr_t)bytes.p);
        else
            kept = bytes; /* the first answers' slots point into it */
        begun = true;
    }
    free((char *)(uintptr_t)kept.p);
    return 0;
}
