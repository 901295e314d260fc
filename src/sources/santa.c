/*
 * santa.c -- North Pole Security's (once Google's) Santa, on Macs:
 *
 *     [2026-01-31T10:15:30.923Z] I santad: action=EXEC|decision=ALLOW|
 *         reason=BINARY|...|uid=501|user=ann|mode=M|path=/...|args=...
 */
#include "sources/text.h"

enum column {
    AT,
    ACTION,
    DECISION,
    REASON,
    USER,
    UID,
    PATH,
    ARGS,
    PROCESS,
    SERIAL,
    VOLUME,
    MODEL,
    MACHINE,
    NEW_PATH,
    COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
    [AT] = {"at", false},
    [ACTION] = {"action", true},
    [DECISION] = {"decision", false},
    [REASON] = {"explain|reason", false},
    [USER] = {"user", false},
    [UID] = {"uid", false},
    [PATH] = {"path|mount", false},
    [ARGS] = {"args", false},
    [PROCESS] = {"process|processpath", false},
    [SERIAL] = {"serial", false},
    [VOLUME] = {"volume", false},
    [MODEL] = {"model", false},
    [MACHINE] = {"machineid", false},
    [NEW_PATH] = {"newpath", false},
};
static struct rc_names names = RC_NAMES(columns);

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "user"),
    RC_ROW_TEXT(user_uid, "uid"),
    RC_ROW_TEXT(path, "path"),
    RC_ROW_TEXT(app, "process"),
    RC_ROW_TEXT(reason, "explain"),
    RC_ROW_TEXT(device_uid, "machineid"),
    RC_ROW_TEXT(new_value, "newpath"),
    RC_ROW_KIND(PROCESS, "action", "EXEC|FORK|EXIT"),
    RC_ROW_KIND(PERIPHERAL, "action", "DISK*"),
    RC_ROW_KIND(SIGN_IN, "action", "LOGIN*|LOGOUT*|LW_SESSION*|SCREEN*"),
    RC_ROW_WHEN("action", "DISK*"),
    RC_ROW_TEXT(device_model, "model|volume"),
    RC_ROW_TEXT(device_serial, "serial"),
    RC_ROW_ALWAYS,
    RC_ROW_OUTCOME("decision", "ALLOW*", "DENY*|BLOCK*"),
};
static struct rc_table table = {
    .rows = rows, .row_count = sizeof rows / sizeof *rows, .nothing = "(null)"};

static bool
santa_knows(struct rc_slice line)
{
    return rc_text_has(line, " santad: action=");
}

static bool
santa_fill(const struct rc_fill *fill)
{
    struct rc_slice v[COLUMNS] = {{0}}, line = fill->record->raw;
    struct rc_slice pairs = rc_text_behind(line, " santad: ", "\n");

    rc_text_values(
        fill, &names,
        (struct rc_pairs){.rest = pairs, .assign = '=', .between = '|'}, v);
    v[AT] = rc_text_behind(line, "[", "]");
    return rc_text_fill(fill, v);
}

const struct rc_source rc_source_santa = {
    .name = "santa",
    .vendor = "santa",
    .stream = "log",
    .title = "Santa (macOS)",
    .how = "EventLogType filelog: /var/db/santa/santa.log of each Mac, by the "
           "log collector.",
    .needs = "Santa with file logging; EnableMachineIDDecoration names the "
             "Mac.",
    .feeds = "remote-tool-unsanctioned virtual-camera odd-hours",
    .kind = RC_OBS_FILE,
    .columns = columns,
    .column_count = COLUMNS,
    .table = &table,
    .knows = santa_knows,
    .fill = santa_fill,
};
