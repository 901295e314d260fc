/*
 * generic_text.c -- lines of anybody: pairs, CEF, LEEF, and what sshd and its
 * like say in words, behind a syslog header or not.
 *
 *     Jan 31 10:15:30 gw sshd[71]: Failed password for ann from 192.0.2.7 ...
 *     <134>1 2026-01-31T10:15:30Z gw x - - - CEF:0|Vendor|...|src=192.0.2.7 ...
 *     time=2026-01-31T10:15:30Z user=ann src=192.0.2.7 action=login
 *
 * The syslog host is where the line was written, not where a person sits: it
 * is no device of anybody's.
 */
#include "sources/generic.h"

static struct rc_names names = {.columns = rc_generic_columns,
                                .count = RC_GENERIC_COLUMNS};

/* Which words stand before a user. */
static struct rc_slice
user_in(struct rc_slice text)
{
    static const struct {
        const char *marker, *ends;
    } ways[] = {
        {" for invalid user ", " "},
        {" for user ", " ,;:("},
        {"Invalid user ", " "},
        {" for ", " ,;:("},
        {" user '", "'"},
        {" user \"", "\""},
        {" user ", " ,;:("},
        {"User '", "'"},
        {"User ", " ,;:("},
    };
    struct rc_slice user;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        user = rc_text_behind(text, ways[i].marker, ways[i].ends);
        if (user.len && user.len <= 128)
            return user;
    }
    return RC_SLICE_NONE;
}

static struct rc_slice
address_in(struct rc_slice text)
{
    static const char *const ways[] = {" from ", "rhost=", " by ", "client "};
    struct rc_slice found;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        found = rc_text_behind(text, ways[i], " ,;:)[]");
        if (rc_text_is_address(found))
            return found;
    }
    return RC_SLICE_NONE;
}

static struct rc_slice
outcome_in(struct rc_slice text)
{
    static const char *const failed[] = {"Failed",   "failed",  "failure",
                                         "Invalid",  "invalid", "denied",
                                         "rejected", "refused"};
    static const char *const passed[] = {"Accepted", "accepted", "succeeded",
                                         "successful", "opened"};

    for (size_t i = 0; i < sizeof failed / sizeof *failed; i++)
        if (rc_text_has(text, failed[i]))
            return RC_S("failed");
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (rc_text_has(text, passed[i]))
            return RC_S("success");
    return RC_SLICE_NONE;
}

/* sshd and the like: words instead of pairs. */
static void
read_words(const struct rc_syslog *syslog, struct rc_slice *v)
{
    struct rc_slice text = syslog->text;
    struct rc_slice address = address_in(text);

    if (!address.len)
        return;
    if (!v[RC_GENERIC_IP].len)
        v[RC_GENERIC_IP] = address;
    if (!v[RC_GENERIC_USER].len)
        v[RC_GENERIC_USER] = user_in(text);
    if (!v[RC_GENERIC_OUTCOME].len)
        v[RC_GENERIC_OUTCOME] = outcome_in(text);
    if (!v[RC_GENERIC_ACTION].len &&
        (rc_text_has(text, "password") || rc_text_has(text, "publickey") ||
         rc_text_has(text, "authenticat")))
        v[RC_GENERIC_ACTION] = RC_S("login");
}

/* Keys and values of the line, by whichever form it is. */
static void
read_line(const struct rc_fill *fill, struct rc_slice *v)
{
    struct rc_slice line = fill->record->raw;
    struct rc_event_header header;
    struct rc_syslog syslog;
    struct rc_pairs pairs;

    rc_syslog_read(line, &syslog);
    if (rc_cef_read(line, &header) || rc_leef_read(line, &header)) {
        pairs = header.pairs;
    } else {
        pairs = (struct rc_pairs){
            .rest = syslog.text, .assign = '=', .between = ' '};
        if (rc_text_has(syslog.text, "\":\"") ||
            rc_text_has(syslog.text, ":\""))
            pairs.assign = ':', pairs.between = ';';
        else if (!rc_text_has(syslog.text, " ") ||
                 rc_text_has(syslog.text, ", "))
            pairs.between = ',';
        header = (struct rc_event_header){.vendor = RC_SLICE_NONE};
    }
    rc_text_values(fill, &names, pairs, v);
    if (syslog.data.len)
        rc_text_values(fill, &names,
                       (struct rc_pairs){
                           .rest = syslog.data, .assign = '=', .between = ' '},
                       v);
    if (!v[RC_GENERIC_TIME].len && !v[RC_GENERIC_DATE].len)
        v[RC_GENERIC_TIME] = syslog.time;
    if (!v[RC_GENERIC_ACTION].len)
        v[RC_GENERIC_ACTION] = rc_text_or(header.name, header.id);
    if (!v[RC_GENERIC_APP].len)
        v[RC_GENERIC_APP] = rc_text_or(header.product, syslog.app);
    if (!rc_text_is_address(v[RC_GENERIC_IP]))
        v[RC_GENERIC_IP] = RC_SLICE_NONE;
    read_words(&syslog, v);
}

/* Cheap enough for each line: no values are made, only names looked for. */
static bool
text_knows(struct rc_slice line)
{
    static const struct rc_source_setting plain;
    struct rc_record record = {.raw = line};
    struct rc_arena arena;
    struct rc_fill fill = {
        .record = &record, .setting = &plain, .arena = &arena};
    struct rc_slice v[RC_COLUMNS] = {{0}};
    bool known;

    if (line.p[0] == '{' || line.p[0] == '[' || line.len < 16)
        return false;
    rc_arena_init(&arena, 4096);
    read_line(&fill, v);
    known = (v[RC_GENERIC_TIME].len || v[RC_GENERIC_DATE].len) &&
            (v[RC_GENERIC_USER].len || v[RC_GENERIC_IP].len ||
             v[RC_GENERIC_EMAIL].len || v[RC_GENERIC_DEVICE].len);
    rc_arena_done(&arena);
    return known;
}

static bool
text_fill(const struct rc_fill *fill)
{
    struct rc_slice v[RC_COLUMNS] = {{0}};

    read_line(fill, v);
    return rc_generic_fill(fill, v);
}

const struct rc_source rc_source_generic_text = {
    .name = "generic-text",
    .vendor = "generic",
    .stream = "text",
    .title = "lines with well-known names",
    .how = "any product's syslog, key=value, CEF or LEEF lines.",
    .needs = "a time, and a user, an address or a device, under a usual name.",
    .feeds = "odd-hours egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .columns = rc_generic_columns,
    .column_count = RC_GENERIC_COLUMNS,
    .table = &rc_generic_text_table,
    .generic = true,
    .knows = text_knows,
    .fill = text_fill,
};
