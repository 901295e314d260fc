/* settings.c -- packs, zones and mappings from the command line; see cli.h. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "faces/cli/cli.h"

enum {
    PACK_FILES_MAX = 2048,
    PACK_FILE_BYTES = 256 * 1024,
    MAPPING_BYTES = 256 * 1024
};

static int
pack_file(const struct dirent *entry)
{
    struct rc_slice name = rc_slice_of(entry->d_name);

    return rc_slice_ends(name, RC_S(".yml")) ||
           rc_slice_ends(name, RC_S(".yaml")) ||
           rc_slice_ends(name, RC_S(".tsv")) ||
           rc_slice_ends(name, RC_S(".txt"));
}

static enum rc_status
read_pack_folder(const char *root, const char *below, struct rc_arena *hold,
                 struct rc_pack_file *files, size_t *count, struct rc_err *err)
{
    struct rc_slice path = rc_arena_print(hold, "%s/%s", root, below);
    struct dirent **entries;
    int found = scandir(path.p, &entries, pack_file, alphasort);
    enum rc_status st = RC_OK;

    if (found < 0 && *below && errno == ENOENT)
        return RC_OK; /* a pack without lists or texts */
    if (found < 0)
        return rc_fail(err, RC_PACK, "%s: %s", path.p, strerror(errno));
    for (int i = 0; i < found; i++) {
        struct rc_slice name = rc_arena_print(
            hold, "%s%s%s", below, *below ? "/" : "", entries[i]->d_name);
        struct rc_slice file = rc_arena_print(hold, "%s/%s", root, name.p);
        struct rc_buf bytes = {0};

        free(entries[i]);
        if (st == RC_OK && *count == PACK_FILES_MAX)
            st = rc_fail(err, RC_PACK, "%s: more than %d files", root,
                         PACK_FILES_MAX);
        if (st == RC_OK)
            st = rc_file_read(file.p, PACK_FILE_BYTES, &bytes, err);
        if (st == RC_OK)
            files[(*count)++] = (struct rc_pack_file){
                name.p, rc_arena_copy(hold, rc_buf_slice(&bytes))};
        rc_buf_done(&bytes);
    }
    free(entries);
    return st;
}

enum rc_status
rc_cli_pack(const struct rc_cli *cli, struct rc_arena *hold,
            struct rc_pack **pack, struct rc_err *err)
{
    static const char *const folders[] = {"", "signs", "lists", "texts"};
    const char *root = cli->value[RC_OPT_pack];
    struct rc_pack_file *files;
    size_t count = 0;
    enum rc_status st = RC_OK;

    if (!root)
        return rc_pack_load(rc_pack_builtin, rc_pack_builtin_count, pack, err);
    files = rc_arena_take(hold, PACK_FILES_MAX * sizeof *files);
    for (size_t i = 0; st == RC_OK && i < sizeof folders / sizeof *folders; i++)
        st = read_pack_folder(root, folders[i], hold, files, &count, err);
    return st == RC_OK ? rc_pack_load(files, count, pack, err) : st;
}

/* "America/Chicago" for all, "pan-os=Europe/Berlin" for one source. */
static enum rc_status
add_zone(struct rc_cli_source *source, const char *text, struct rc_err *err)
{
    const char *equals = strchr(text, '=');
    const struct rc_source *whose = NULL;
    const struct rc_zone *zone;
    enum rc_status st =
        rc_zone_open(rc_slice_of(equals ? equals + 1 : text), &zone, err);

    if (st != RC_OK) {
        err->status = RC_USAGE;
        return RC_USAGE;
    }
    if (!equals) {
        source->setting.time.zone = zone;
        return RC_OK;
    }
    whose = rc_source_named((struct rc_slice){text, (size_t)(equals - text)});
    if (!whose)
        return rc_fail(err, RC_USAGE,
                       "--zone %s: no such source (rollcall sources)", text);
    source->zones[source->zone_count++] = (struct rc_source_zone){whose, zone};
    return RC_OK;
}

enum rc_status
rc_cli_source(const struct rc_cli *cli, struct rc_cli_source *source,
              struct rc_err *err)
{
    struct rc_buf yaml = {0};
    enum rc_status st = RC_OK;

    *source = (struct rc_cli_source){
        .setting = {.time = {.near_us = RC_TIME_NONE},
                    .strict = cli->value[RC_OPT_strict] != NULL}};
    /* 03/04/2026: United States exports write the month first, and HR systems
     * are where such dates come from */
    source->setting.time.month_first = true;
    for (size_t i = 0; st == RC_OK && i < cli->zone_count; i++)
        st = add_zone(source, cli->zones[i], err);
    source->setting.zones = source->zones;
    source->setting.zone_count = source->zone_count;
    if (st == RC_OK && cli->value[RC_OPT_map])
        st = rc_file_read(cli->value[RC_OPT_map], MAPPING_BYTES, &yaml, err);
    if (st == RC_OK && cli->value[RC_OPT_map])
        st = rc_mapping_read(rc_buf_slice(&yaml), &source->mapping, err);
    source->setting.mapping = source->mapping;
    rc_buf_done(&yaml);
    return st;
}
