/*
 * fuzz_pack.c -- any bytes for a file of a pack.  Stood in the place of each
 * kind of file beside the smallest rest of a pack that is right, it is taken,
 * or refused with RC_PACK and a reason; a pack that is taken answers for its
 * signs.
 */
#include <stdlib.h>

#include "rules/rule.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct rc_pack_file *
builtin(const char *name)
{
    for (size_t i = 0; i < rc_pack_builtin_count; i++)
        if (!strcmp(rc_pack_builtin[i].name, name))
            return &rc_pack_builtin[i];
    abort();
}

static void
match_all(const struct rc_pack *pack)
{
    const struct rc_measure *which;

    for (size_t i = 0; i < pack->sign_count; i++)
        (void)rc_sign_match(pack, i, NULL, 0, &which);
}

/* name: the part that bytes play. */
static void
load(const char *name, struct rc_slice bytes)
{
    struct rc_pack_file files[] = {*builtin("weights.yml"),
                                   *builtin("signs/odd-hours.yml"),
                                   {name, bytes}};
    size_t count = sizeof files / sizeof *files;
    struct rc_pack *pack = NULL;
    struct rc_err err = {RC_OK, ""};

    for (size_t i = 0; i + 1 < count; i++)
        if (!strcmp(files[i].name, name)) {
            files[i].bytes = bytes;
            count--;
        }
    if (rc_pack_load(files, count, &pack, &err) == RC_OK)
        match_all(pack);
    else if (pack || !*err.text)
        abort();
    rc_pack_free(pack);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rc_arena arena;
    struct rc_slice bytes;

    rc_arena_init(&arena, 0);
    bytes = rc_arena_copy(&arena, (struct rc_slice){(const char *)data, size});
    load("signs/odd-hours.yml", bytes);
    load("weights.yml", bytes);
    load("lists/remote-tools.tsv", bytes);
    load("lists/virtual-cameras.txt", bytes);
    load("texts/notice.txt", bytes);
    rc_arena_done(&arena);
    return 0;
}
