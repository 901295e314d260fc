/*
 * pack.c -- a pack's files as one pack.
 *
 *     weights.yml     priors, families, the bar
 *     signs/ID.yml    one rule a sign
 *     lists/NAME.tsv  lists, read by signals/ (.txt too)
 *     texts/NAME.txt  sentences a person reads
 *
 * Anything else in a pack is refused: a file that does nothing was put there
 * to do something.
 */
#include "rules/pack_parts.h"

#include <stdlib.h>

/* A probability, or a ratio as people write it: 1/300. */
static bool
want_probability(const struct rc_reading *in, const struct rc_yaml *map,
                 const char *key, double *to)
{
    const char *text;
    struct rc_slice rest, over;
    int64_t a, b;

    if (!rc_want_text(in, map, key, &text))
        return false;
    rest = rc_slice_of(text);
    if (!rc_slice_cut(&rest, '/', &over))
        return rc_want_number(in, map, key, 1e-6, 0.5, to);
    if (!rc_slice_int(over, &a) || !rc_slice_int(rest, &b) || a < 1 ||
        b < 2 * a || b > 1000000)
        return rc_reading_refuse(in, rc_yaml_get(map, key)->line,
                                 "%s must be a ratio, as 1/300", key);
    *to = (double)a / (double)b;
    return true;
}

static int
by_family(const void *a, const void *b)
{
    const struct rc_family *x = a, *y = b;

    return strcmp(x->name, y->name);
}

static bool
read_families(const struct rc_reading *in, const struct rc_yaml *top,
              struct rc_pack *pack)
{
    static const char *const keys[] = {"title", "cap_bits", "step", NULL};
    const struct rc_yaml *map;
    struct rc_family *families;
    size_t count = 0;

    if (!rc_want_map(in, top, "families", &map))
        return false;
    for (const struct rc_yaml *at = map->first; at; at = at->next)
        count++;
    families = rc_arena_zero(in->arena, (count + 1) * sizeof *families);
    count = 0;
    for (const struct rc_yaml *at = map->first; at; at = at->next) {
        struct rc_family *family = &families[count++];

        family->name = at->key;
        if (at->kind != RC_YAML_MAP || !rc_is_slug(at->key))
            return rc_reading_refuse(in, at->line, "%s is no family", at->key);
        if (!rc_known_keys(in, at, keys) ||
            !rc_want_text(in, at, "title", &family->title) ||
            !rc_want_number(in, at, "cap_bits", 0.1, 20, &family->cap_bits) ||
            !rc_want_number(in, at, "step", 0, 1, &family->step))
            return false;
    }
    qsort(families, count, sizeof *families, by_family);
    pack->families = families;
    pack->family_count = count;
    return true;
}

bool
rc_weights_read(const struct rc_reading *in, struct rc_pack *pack)
{
    static const char *const keys[] = {"version",
                                       "prior",
                                       "case_probability",
                                       "case_families",
                                       "peer_group_least",
                                       "families",
                                       NULL};
    static const char *const stages[] = {"worker", "applicant", NULL};
    const struct rc_yaml *top, *prior;
    double families, least;

    if (!rc_yaml_read(in, &top) || !rc_known_keys(in, top, keys) ||
        !rc_want_text(in, top, "version", &pack->version) ||
        !rc_want_map(in, top, "prior", &prior) ||
        !rc_known_keys(in, prior, stages) ||
        !want_probability(in, prior, "worker", &pack->prior_worker) ||
        !want_probability(in, prior, "applicant", &pack->prior_applicant) ||
        !rc_want_number(in, top, "case_probability", 0.01, 0.99,
                        &pack->case_probability) ||
        !rc_want_number(in, top, "case_families", 2, 20, &families) ||
        !rc_want_number(in, top, "peer_group_least", 2, 10000, &least) ||
        !read_families(in, top, pack))
        return false;
    pack->case_families = (unsigned)families;
    pack->peer_group_least = (size_t)least;
    return true;
}

static bool
read_sign(const struct rc_reading *in, struct rc_pack_whole *whole)
{
    struct rc_sign *signs = (struct rc_sign *)whole->pack.signs;
    size_t at = whole->pack.sign_count;

    if (!rc_sigma_read(in, &signs[at], &whole->rules[at]))
        return false;
    for (size_t i = 0; i < at; i++) {
        if (strcmp(signs[i].id, signs[at].id) == 0)
            return rc_reading_refuse(in, 1, "sign %s is there twice",
                                     signs[at].id);
        if (strcasecmp(whole->rules[i].uuid, whole->rules[at].uuid) == 0)
            return rc_reading_refuse(in, 1, "id %s is sign %s's",
                                     whole->rules[at].uuid, signs[i].id);
    }
    whole->pack.sign_count++;
    return true;
}

static bool
read_text(const struct rc_reading *in, struct rc_pack_whole *whole)
{
    struct rc_slice name = rc_slice_of(in->file->name);
    struct rc_pack_text *text = &whole->texts[whole->text_count++];

    name.p += 6, name.len -= 10; /* "texts/" and ".txt" */
    text->name = rc_arena_copy(in->arena, name).p;
    text->text = rc_arena_copy(in->arena, rc_slice_trim(in->file->bytes));
    return true;
}

static bool
is_at(struct rc_slice name, struct rc_slice folder, struct rc_slice end)
{
    return rc_slice_starts(name, folder) && rc_slice_ends(name, end) &&
           name.len > folder.len + end.len &&
           !memchr(name.p + folder.len, '/', name.len - folder.len);
}

static bool
read_file(const struct rc_reading *in, struct rc_pack_whole *whole)
{
    struct rc_slice name = rc_slice_of(in->file->name);

    if (in->file->bytes.len > PACK_FILE_BYTES)
        return rc_reading_refuse(in, 1, "is larger than %d KiB",
                                 PACK_FILE_BYTES / 1024);
    if (rc_slice_eq(name, RC_S("weights.yml")))
        return rc_weights_read(in, &whole->pack);
    if (is_at(name, RC_S("signs/"), RC_S(".yml")))
        return read_sign(in, whole);
    if (is_at(name, RC_S("texts/"), RC_S(".txt")))
        return read_text(in, whole);
    if (is_at(name, RC_S("lists/"), RC_S(".tsv")) ||
        is_at(name, RC_S("lists/"), RC_S(".txt"))) {
        name.p += 6, name.len -= 6;
        return rc_lists_add(whole->pack.lists, name, in->file->bytes,
                            in->err) == RC_OK;
    }
    return rc_reading_refuse(in, 1, "is no part of a pack");
}

static int
by_id(const void *a, const void *b)
{
    const struct rc_sign *const *x = a, *const *y = b;

    return strcmp((*x)->id, (*y)->id);
}

/* Signs by id, whatever order their files came in, and their rules along. */
static void
sort_signs(struct rc_pack_whole *whole)
{
    struct rc_sign *old = (struct rc_sign *)whole->pack.signs;
    size_t count = whole->pack.sign_count;
    struct rc_sign *signs =
        rc_arena_take(&whole->arena, (count + 1) * sizeof *signs);
    struct rc_rule *rules =
        rc_arena_take(&whole->arena, (count + 1) * sizeof *rules);
    const struct rc_sign **order =
        rc_arena_take(&whole->arena, (count + 1) * sizeof *order);

    for (size_t i = 0; i < count; i++)
        order[i] = &old[i];
    qsort(order, count, sizeof *order, by_id);
    for (size_t i = 0; i < count; i++) {
        signs[i] = *order[i];
        rules[i] = whole->rules[order[i] - old];
    }
    whole->pack.signs = signs;
    whole->rules = rules;
}

/* What only the whole pack can show. */
static bool
check_whole(const struct rc_pack_whole *whole, struct rc_err *err)
{
    const struct rc_pack *pack = &whole->pack;

    if (!pack->version)
        return (void)rc_fail(err, RC_PACK, "weights.yml is missing"), false;
    if (!pack->sign_count)
        return (void)rc_fail(err, RC_PACK, "the pack has no sign"), false;
    for (size_t s = 0; s < pack->sign_count; s++) {
        size_t f = 0;

        while (f < pack->family_count &&
               strcmp(pack->families[f].name, pack->signs[s].family) != 0)
            f++;
        if (f < pack->family_count)
            continue;
        (void)rc_fail(err, RC_PACK,
                      "signs/%s.yml:1: family %s is not in weights.yml",
                      pack->signs[s].id, pack->signs[s].family);
        return false;
    }
    return true;
}

enum rc_status
rc_pack_load(const struct rc_pack_file *files, size_t count,
             struct rc_pack **pack, struct rc_err *err)
{
    struct rc_pack_whole *whole;
    size_t signs = 0, texts = 0;
    bool fine = true;

    for (size_t i = 0; i < count; i++) {
        signs += strncmp(files[i].name, "signs/", 6) == 0;
        texts += strncmp(files[i].name, "texts/", 6) == 0;
    }
    if (signs > PACK_SIGNS)
        return rc_fail(err, RC_PACK, "a pack has at most %d signs", PACK_SIGNS);
    whole = rc_alloc(sizeof *whole);
    memset(whole, 0, sizeof *whole);
    rc_arena_init(&whole->arena, 0);
    whole->pack.lists = rc_lists_new();
    whole->pack.signs =
        rc_arena_zero(&whole->arena, (signs + 1) * sizeof(struct rc_sign));
    whole->rules =
        rc_arena_zero(&whole->arena, (signs + 1) * sizeof *whole->rules);
    whole->texts =
        rc_arena_zero(&whole->arena, (texts + 1) * sizeof *whole->texts);

    for (size_t i = 0; fine && i < count; i++) {
        struct rc_reading in = {&whole->arena, &files[i], err};

        fine = read_file(&in, whole);
    }
    fine = fine && check_whole(whole, err);
    if (!fine) {
        rc_pack_free(&whole->pack);
        return err->status == RC_OK ? RC_PACK : err->status;
    }
    sort_signs(whole);
    *pack = &whole->pack;
    return RC_OK;
}

void
rc_pack_free(struct rc_pack *pack)
{
    struct rc_pack_whole *whole = (struct rc_pack_whole *)pack;

    if (!whole)
        return;
    rc_lists_free(whole->pack.lists);
    rc_arena_done(&whole->arena);
    free(whole);
}

struct rc_slice
rc_pack_text(const struct rc_pack *pack, const char *name)
{
    const struct rc_pack_whole *whole = (const struct rc_pack_whole *)pack;

    for (size_t i = 0; i < whole->text_count; i++)
        if (strcmp(whole->texts[i].name, name) == 0)
            return whole->texts[i].text;
    return RC_SLICE_NONE;
}
