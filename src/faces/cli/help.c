/* help.c -- rollcall help, version, doctor. */
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <sodium.h>
#include <sqlite3.h>

#include "faces/cli/cli.h"

static const struct {
    const char *name, *value, *says;
} options[] = {
#define RC_OPTION(name, value, says) {#name, value, says},
#include "faces/cli/options.def"
#undef RC_OPTION
};

static void
print_overview(void)
{
    puts("Rollcall reads the records a company already has and shows a person\n"
         "whose records conflict, and why.  It never decides.\n\n"
         "    rollcall demo company/ && rollcall scan company/\n");
    for (size_t i = 0; i < rc_command_count; i++)
        printf("  %-8s %-18s %s\n", rc_commands[i].name,
               rc_commands[i].arguments, rc_commands[i].says);
    puts("\nrollcall help COMMAND shows a command's options and examples; the\n"
         "manual is rollcall(1).");
}

static void
print_command(const struct rc_command *command)
{
    struct rc_slice rest = rc_slice_of(command->options), word;

    printf("%s\n", command->examples);
    printf("rollcall %s %s%s\n    %s\n", command->name, command->arguments,
           *command->options ? " [options]" : "", command->says);
    while (rest.len) {
        if (!rc_slice_cut(&rest, ' ', &word)) {
            word = rest;
            rest = RC_SLICE_NONE;
        }
        for (size_t i = 0; i < RC_OPTIONS; i++) {
            char left[64];
            bool scan_json = i == RC_OPT_json && strcmp(command->name, "scan");

            if (!rc_slice_eq(word, rc_slice_of(options[i].name)))
                continue;
            snprintf(left, sizeof left, "--%s %s", options[i].name,
                     options[i].value && !scan_json ? options[i].value : "");
            printf("    %-22s %s\n", left,
                   scan_json ? "as JSON on stdout" : options[i].says);
        }
    }
}

/* The commands, or the one that is asked about, as a program reads them. */
static enum rc_status
print_commands_json(const char *only, struct rc_err *err)
{
    json_t *list = json_array();
    enum rc_status st;

    for (size_t i = 0; i < rc_command_count; i++) {
        const struct rc_command *command = &rc_commands[i];

        if (!only || !strcmp(only, command->name))
            json_array_append_new(
                list,
                json_pack("{s:s, s:s, s:s, s:s}", "command", command->name,
                          "arguments", command->arguments, "says",
                          command->says, "options", command->options));
    }
    st = rc_print_json(list, err);
    json_decref(list);
    return st;
}

enum rc_status
rc_cmd_help(const struct rc_cli *cli, struct rc_err *err)
{
    bool json = cli->value[RC_OPT_json] != NULL;

    if (!cli->arg_count && json)
        return print_commands_json(NULL, err);
    if (!cli->arg_count) {
        print_overview();
        return rc_print_end(err);
    }
    const char *names[64];

    for (size_t i = 0; i < rc_command_count; i++) {
        names[i] = rc_commands[i].name;
        if (!strcmp(cli->args[0], names[i])) {
            if (json)
                return print_commands_json(names[i], err);
            print_command(&rc_commands[i]);
            return rc_print_end(err);
        }
    }
    const char *near = rc_nearest(cli->args[0], names, rc_command_count);

    return near
               ? rc_fail(err, RC_USAGE,
                         "there is no command %s; did you mean %s?",
                         cli->args[0], near)
               : rc_fail(err, RC_USAGE, "there is no command %s", cli->args[0]);
}

enum rc_status
rc_cmd_version(const struct rc_cli *cli, struct rc_err *err)
{
    if (cli->value[RC_OPT_json])
        printf("{\"version\":\"" RC_VERSION "\",\"scanner\":\"%s\","
               "\"sqlite\":\"%s\",\"libsodium\":\"%s\",\"sources\":%zu,"
               "\"detectors\":%zu}\n",
               rc_formats_cpu(), sqlite3_libversion(), sodium_version_string(),
               rc_source_count, rc_detector_count);
    else
        printf("rollcall " RC_VERSION " (scanner %s, SQLite %s, libsodium %s; "
               "%zu sources, %zu detectors)\n",
               rc_formats_cpu(), sqlite3_libversion(), sodium_version_string(),
               rc_source_count, rc_detector_count);
    return rc_print_end(err);
}

struct doctor {
    json_t *checks;
    struct rc_err worst;
};

static void
check(struct doctor *doctor, const char *name, enum rc_status st,
      const char *says)
{
    json_array_append_new(doctor->checks,
                          json_pack("{s:s, s:b, s:s}", "check", name, "ok",
                                    st == RC_OK, "says", says));
    if (st != RC_OK && doctor->worst.status == RC_OK)
        doctor->worst.status = st;
}

static void
check_store(struct doctor *doctor, const struct rc_cli *cli)
{
    struct rc_store *store = NULL;
    struct rc_err err = {RC_OK, ""};
    struct statvfs disk;
    char *folder = NULL, text[160];

    if (rc_cli_store_folder(cli, &folder, &err) != RC_OK) {
        check(doctor, "store", RC_OK, "none yet: nothing was scanned");
        return;
    }
    enum rc_status st = rc_store_open(folder, cli->value[RC_OPT_key],
                                      RC_STORE_READ, &store, &err);

    check(doctor, "store", st, st == RC_OK ? folder : err.text);
    if (st == RC_OK)
        check(doctor, "key", RC_OK,
              rc_store_has_key(store) ? "at hand: names can be shown"
                                      : "not at hand: pseudonyms only");
    if (statvfs(folder, &disk) == 0) {
        double free_bytes = (double)disk.f_bavail * (double)disk.f_frsize;

        snprintf(text, sizeof text, "%.1f GB free where the store is",
                 free_bytes / 1e9);
        check(doctor, "disk", free_bytes < 256e6 ? RC_IO : RC_OK, text);
    }
    rc_store_close(store);
    free(folder);
}

static void
check_zones(struct doctor *doctor)
{
    const char *folder = getenv("TZDIR");
    const struct rc_zone *zone;
    struct rc_err err = {RC_OK, ""};
    struct stat st;
    char path[512], text[600];
    enum rc_status opened = rc_zone_open(RC_S("America/Chicago"), &zone, &err);

    folder = folder ? folder : "/usr/share/zoneinfo";
    snprintf(path, sizeof path, "%s/America/Chicago", folder);
    if (opened == RC_OK && stat(path, &st) == 0) {
        char written[RC_TIME_TEXT];

        rc_time_write((int64_t)st.st_mtime * RC_US_PER_SECOND, written);
        snprintf(text, sizeof text, "%s, of %.10s", folder, written);
    } else {
        snprintf(text, sizeof text, "%s (install tzdata)", err.text);
    }
    check(doctor, "time zones", opened, text);
}

static void
check_pack(struct doctor *doctor, const struct rc_cli *cli)
{
    struct rc_arena hold;
    struct rc_pack *pack = NULL;
    struct rc_err err = {RC_OK, ""};
    char text[600];

    rc_arena_init(&hold, 0);
    enum rc_status st = rc_cli_pack(cli, &hold, &pack, &err);

    if (st == RC_OK)
        snprintf(text, sizeof text, "version %s, %zu signs", pack->version,
                 pack->sign_count);
    else
        snprintf(text, sizeof text, "%s", err.text);
    check(doctor, "pack", st, text);
    rc_pack_free(pack);
    rc_arena_done(&hold);
}

static void
check_clock(struct doctor *doctor)
{
    char written[RC_TIME_TEXT];
    int64_t now_us = rc_time_now();
    /* when this was written; a clock before it is a wrong clock */
    const int64_t written_us = rc_days_of(2026, 1, 1) * RC_US_PER_DAY;

    rc_time_write(now_us, written);
    check(doctor, "clock", now_us < written_us ? RC_IO : RC_OK, written);
}

enum rc_status
rc_cmd_doctor(const struct rc_cli *cli, struct rc_err *err)
{
    struct doctor doctor = {.checks = json_array(), .worst = {RC_OK, ""}};
    const json_t *one;
    size_t i;
    enum rc_status st = RC_OK;

    check_clock(&doctor);
    check_zones(&doctor);
    check_pack(&doctor, cli);
    check(&doctor, "scanner", RC_OK, rc_formats_cpu());
    check_store(&doctor, cli);
    if (cli->value[RC_OPT_json]) {
        json_t *answer = json_pack("{s:s, s:O}", "schema", "rollcall.doctor/1",
                                   "checks", doctor.checks);

        st = rc_print_json(answer, err);
        json_decref(answer);
    } else {
        json_array_foreach (doctor.checks, i, one) {
            bool ok = json_is_true(json_object_get(one, "ok"));

            printf("%s%-4s%s %-12s %s\n", rc_paint(ok ? RC_GREEN : RC_RED),
                   ok ? "ok" : "bad", rc_paint(RC_PLAIN_TEXT),
                   json_string_value(json_object_get(one, "check")),
                   json_string_value(json_object_get(one, "says")));
        }
        st = rc_print_end(err);
    }
    json_decref(doctor.checks);
    if (st == RC_OK && doctor.worst.status != RC_OK)
        return rc_fail(err, doctor.worst.status, "something above is not well");
    return st;
}
