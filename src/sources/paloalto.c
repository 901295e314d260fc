/*
 * paloalto.c -- PAN-OS logs: CSV without a header behind a syslog one.
 *
 *     1,2026/01/31 10:15:30,0123456789,TRAFFIC,end,2561,2026/01/31 10:15:29,...
 *       |                   serial     type    sub      when it was generated
 *       when it was received
 *
 * What the fields from the eighth on are goes by the type (PAN-OS 9.1 to 11,
 * "Syslog Field Descriptions").  Times are the firewall's own, without a zone;
 * where a record ends with a high-resolution time that states one, it counts
 * (the cloud's log forwarding writes all times as ISO, with Z).
 * In GlobalProtect's the public address is where the user is, the private one
 * what the tunnel gave.
 */
#include "sources/text.h"

enum { FUTURE, RECEIVED, SERIAL, TYPE, SUBTYPE, VERSION, GENERATED, FIRST };
enum { FIELDS_MIN = 8, KEPT_FIELDS = 128 };

struct line {
    const struct rc_fill *fill;
    struct rc_slice field[KEPT_FIELDS];
    size_t count;
};

static bool
looks_like_time(struct rc_slice text)
{
    return text.len >= 19 && (text.p[4] == '/' || text.p[4] == '-') &&
           text.p[7] == text.p[4] && text.p[13] == ':' && text.p[16] == ':';
}

/* Where the CSV begins: the word, or text behind a header, with a time as its
 * second field. */
static bool
find_fields(struct rc_slice line, struct rc_slice *csv)
{
    const char *p = line.p, *end = line.p + line.len;

    for (int commas = 0; p < end && commas < 4; commas++) {
        const char *comma = memchr(p, ',', (size_t)(end - p)), *start;

        if (!comma)
            return false;
        if (looks_like_time(
                (struct rc_slice){comma + 1, (size_t)(end - comma - 1)})) {
            for (start = comma; start > line.p && start[-1] != ' ' &&
                                start[-1] != ':' && start[-1] != ',';
                 start--)
                ;
            *csv = (struct rc_slice){start, (size_t)(end - start)};
            return csv->p < comma;
        }
        p = comma + 1;
    }
    return false;
}

static const char *const types[] = {
    "TRAFFIC",     "THREAT",     "SYSTEM",    "CONFIG",         "GLOBALPROTECT",
    "USERID",      "HIPMATCH",   "HIP-MATCH", "AUTHENTICATION", "AUTH",
    "IPTAG",       "DECRYPTION", "URL",       "DATA",           "WILDFIRE",
    "CORRELATION", "SCTP",       "GTP",       "START",          "END",
    "TUNNEL",      "audit"};

static bool
panos_knows(struct rc_slice line)
{
    struct rc_slice csv, field;

    if (!find_fields(line, &csv))
        return false;
    for (int i = 0; i < 4 && rc_slice_cut(&csv, ',', &field); i++)
        for (size_t t = 0; t < sizeof types / sizeof *types; t++)
            if (i >= 2 && rc_slice_eq(field, rc_slice_of(types[t])))
                return true;
    return false;
}

static struct rc_slice
at(const struct line *line, size_t i)
{
    struct rc_slice text = RC_SLICE_NONE;

    if (i < line->count)
        text = rc_slice_trim(rc_csv_text(line->field[i], line->fill->arena));
    return text;
}

/* An address that says something. */
static struct rc_slice
address(const struct line *line, size_t i)
{
    struct rc_slice text = at(line, i);

    return rc_slice_eq(text, RC_S("0.0.0.0")) || rc_slice_eq(text, RC_S("::"))
               ? RC_SLICE_NONE
               : text;
}

/* A country; a block of private addresses is none. */
static struct rc_slice
region(const struct line *line, size_t i)
{
    struct rc_slice text = at(line, i);

    return text.len && memchr(text.p, '.', text.len) ? RC_SLICE_NONE : text;
}

static enum rc_outcome
outcome_of(struct rc_slice word)
{
    if (rc_text_among(word, "success|succeeded|allow|alert|continue|login"))
        return RC_SUCCESS;
    if (rc_text_among(word, "failure|failed|fail|deny|drop|drop-icmp|"
                            "reset-client|reset-server|reset-both|block|"
                            "block-url|block-ip|block-continue|unauthorized|"
                            "sinkhole"))
        return RC_FAILURE;
    return RC_UNKNOWN;
}

static void
fill_traffic(const struct line *line, struct rc_obs *obs)
{
    static const char *const words[][2] = {{"start", "flow_started"},
                                           {"end", "flow_terminated"},
                                           {"drop", "flow_dropped"},
                                           {"deny", "flow_denied"}};
    struct rc_slice subtype = at(line, SUBTYPE);

    obs->src_ip = at(line, 7);
    obs->user = at(line, 12);
    obs->app = at(line, 14);
    obs->session_uid = at(line, 22);
    obs->outcome = outcome_of(at(line, 30));
    if (rc_slice_eq(at(line, TYPE), RC_S("THREAT"))) {
        obs->kind = RC_OBS_FINDING;
        obs->path = at(line, 31);
        obs->reason = at(line, 32);
        if (rc_slice_eq(subtype, RC_S("url")))
            obs->kind = RC_OBS_ACCESS;
    } else {
        obs->reason = at(line, 46); /* session end reason */
        obs->country = region(line, 41);
    }
    obs->action = subtype;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (rc_slice_eq(subtype, rc_slice_of(words[i][0])))
            obs->action = rc_slice_of(words[i][1]);
}

static void
fill_globalprotect(const struct line *line, struct rc_obs *obs)
{
    obs->kind = RC_OBS_SIGN_IN;
    obs->action = at(line, 8);
    obs->user = at(line, 12);
    obs->country = region(line, 13);
    obs->device = at(line, 14);
    obs->src_ip = rc_text_or(address(line, 15), address(line, 16));
    obs->src_ip = rc_text_or(obs->src_ip,
                             rc_text_or(address(line, 17), address(line, 18)));
    obs->device_uid = at(line, 19);
    obs->device_serial = at(line, 20);
    obs->app_version = at(line, 21);
    obs->os = rc_text_or(at(line, 23), at(line, 22));
    obs->reason = rc_text_or(at(line, 26), at(line, 25));
    obs->outcome = outcome_of(at(line, 28));
    obs->app = rc_text_or(at(line, 33), at(line, 29));
}

/* failed authentication for user 'ann'. ... From: 192.0.2.7.
 * User ann logged in via Web from 192.0.2.7 using https */
static void
fill_system(const struct line *line, struct rc_obs *obs)
{
    struct rc_slice event = at(line, 8), text = at(line, 14), from, user;

    obs->kind = RC_OBS_OTHER;
    obs->action = event;
    obs->reason = text;
    user = rc_text_behind(text, "user '", "'");
    if (!user.len)
        user = rc_text_behind(text, "User name: ", ",. ");
    if (!user.len && rc_slice_starts(text, RC_S("User ")))
        user = rc_text_behind(text, "User ", " ");
    from = rc_text_behind(text, "From: ", " ,");
    if (!from.len)
        from = rc_text_behind(text, " from ", " ,");
    if (!from.len)
        from = rc_text_behind(text, "Login from: ", " ,");
    while (from.len && from.p[from.len - 1] == '.')
        from.len--;
    if (rc_text_is_address(from))
        obs->src_ip = from;
    if (!user.len)
        return;
    obs->user = user;
    obs->kind = RC_OBS_SIGN_IN;
    if (rc_text_has(text, "fail") || rc_text_has(text, "Fail") ||
        rc_text_has(event, "fail"))
        obs->outcome = RC_FAILURE;
    else if (rc_text_has(text, "success") || rc_text_has(text, "ucceed") ||
             rc_text_has(text, "logged in") || rc_text_has(event, "succ") ||
             rc_text_has(text, "authenticated"))
        obs->outcome = RC_SUCCESS;
}

static void
fill_config(const struct line *line, struct rc_obs *obs)
{
    obs->kind = RC_OBS_ACCOUNT_CHANGE;
    obs->src_ip = address(line, 7);
    obs->action =
        rc_arena_print(line->fill->arena, "cmd-%.*s", RC_FMT(at(line, 9)));
    obs->user = at(line, 10);
    obs->app = at(line, 11);
    obs->outcome = outcome_of(at(line, 12));
    obs->path = at(line, 13);
}

static void
fill_by_type(const struct line *line, struct rc_obs *obs)
{
    struct rc_slice type = at(line, TYPE);

    obs->kind = RC_OBS_NETWORK;
    obs->action = at(line, SUBTYPE);
    if (rc_slice_eq(type, RC_S("GLOBALPROTECT"))) {
        fill_globalprotect(line, obs);
    } else if (rc_slice_eq(type, RC_S("SYSTEM"))) {
        fill_system(line, obs);
    } else if (rc_slice_eq(type, RC_S("CONFIG"))) {
        fill_config(line, obs);
    } else if (rc_slice_eq(type, RC_S("USERID"))) {
        obs->src_ip = at(line, 8);
        obs->user = at(line, 9);
        obs->app = at(line, 10);
    } else if (rc_slice_starts(type, RC_S("HIP"))) {
        obs->user = at(line, 7);
        obs->device = at(line, 9);
        obs->os = at(line, 10);
        obs->src_ip = at(line, 11);
        obs->reason = at(line, 12);
        obs->action = RC_S("hip-match");
    } else if (rc_slice_starts(type, RC_S("AUTH"))) {
        obs->kind = RC_OBS_SIGN_IN;
        obs->src_ip = at(line, 8);
        obs->user = at(line, 9);
        obs->reason = at(line, 18);
        obs->action = at(line, 20);
        obs->outcome =
            rc_text_has(obs->action, "fail") || rc_text_has(obs->reason, "fail")
                ? RC_FAILURE
            : rc_text_has(obs->action, "succ") ||
                    rc_text_has(obs->reason, "ucce")
                ? RC_SUCCESS
                : RC_UNKNOWN;
    } else if (rc_slice_eq(type, RC_S("IPTAG"))) {
        obs->src_ip = at(line, 8);
    } else {
        fill_traffic(line, obs);
    }
}

/* The generated time, and a better one at the end. */
static void
fill_time(const struct line *line, struct rc_obs *obs)
{
    struct rc_slice time = at(line, GENERATED);

    for (size_t i = line->count; i > FIRST && line->count - i < 30; i--) {
        struct rc_slice text = at(line, i - 1);

        if (text.len >= 25 && text.p[4] == '-' && text.p[10] == 'T' &&
            text.p[text.len - 3] == ':' && !rc_slice_starts(text, RC_S("19"))) {
            time = text;
            break;
        }
    }
    if (!rc_text_time(line->fill, time, &obs->at_us, obs))
        rc_text_time(line->fill, at(line, RECEIVED), &obs->at_us, obs);
}

static bool
panos_fill(const struct rc_fill *fill)
{
    struct rc_slice fields[RC_CSV_FIELDS], csv;
    struct line line = {.fill = fill};
    struct rc_obs obs;
    size_t used;
    const char *why;

    if (!find_fields(fill->record->raw, &csv))
        return false;
    if (rc_csv_row(csv, ',', true, fields, &line.count, &used, &why) !=
        RC_CSV_ROW_READ)
        return rc_fill_reject(fill, why);
    if (line.count < FIELDS_MIN)
        return rc_fill_reject(fill, "the line is cut short");
    if (line.count > KEPT_FIELDS)
        line.count = KEPT_FIELDS;
    memcpy(line.field, fields, line.count * sizeof *fields);
    rc_fill_begin(fill, fill->source, &obs);
    if (rc_slice_eq(at(&line, 2), RC_S("audit"))) {
        obs.kind = RC_OBS_ACCOUNT_CHANGE;
        rc_text_time(fill, at(&line, RECEIVED), &obs.at_us, &obs);
        obs.action = at(&line, 4);
        obs.user = at(&line, 5);
        obs.path = at(&line, 6);
        obs.outcome = outcome_of(at(&line, 7));
    } else {
        fill_time(&line, &obs);
        fill_by_type(&line, &obs);
    }
    if (obs.at_us == RC_TIME_NONE)
        return rc_fill_reject(fill, "no time (generated, received)");
    return rc_fill_take(fill, &obs);
}

const struct rc_source rc_source_panw_panos = {
    .name = "panw-panos",
    .vendor = "panw",
    .stream = "panos",
    .title = "Palo Alto Networks PAN-OS logs",
    .how = "device > server profiles > syslog (BSD or IETF, default format), "
           "with log forwarding for traffic, threat, GlobalProtect, system "
           "and config; the files of the syslog server.",
    .needs = "the default log format.  Times are the firewall's own: give its "
             "zone with --zone.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_NETWORK,
    .knows = panos_knows,
    .fill = panos_fill,
};
