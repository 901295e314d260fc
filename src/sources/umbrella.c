/*
 * umbrella.c -- Cisco Umbrella's log export to S3: CSV without a header.
 *
 * Which log a row is of is told by its shape: the quoted time first (an audit
 * row has its number before), then the field that only this log has there.
 *
 *     dns    0 time 1 identity 2 identities 3 internal 4 external 5 action ...
 *     proxy  0 time 1 identity 2 internal 3 external 4 destination 6 verdict
 *     cloud firewall  0 time 1 [origin] 2 identity 4 direction 7 source ...
 *     ip     0 time 1 identity 2 source 3 port 4 destination 5 port
 *     audit  0 id 1 time 2 mail 3 name 4 type 5 action 6 address ...
 *
 * Times are UTC.  An identity is a user where the row says so ("AD Users", or
 * a mail address), else a network or a computer.  Of a roaming computer the
 * external address is where it is; at an office's network it is the office's,
 * and the internal one tells who.
 */
#include "sources/text.h"

enum { FIELDS = 64 };

struct row {
    const struct rc_fill *fill;
    struct rc_slice field[FIELDS];
    size_t count;
};

enum log { NO_LOG, DNS, PROXY, FIREWALL, IPS, DLP, IP, AUDIT };

/* "2026-01-31 10:15:30", with or without quotes */
static bool
is_time(struct rc_slice text)
{
    return text.len == 19 && text.p[4] == '-' && text.p[7] == '-' &&
           text.p[10] == ' ' && text.p[13] == ':' && text.p[16] == ':';
}

/* The field at the beginning of *rest; blanks may stand before its quote.
 * Doubled quotes are left: they stand in free text only, which is not read. */
static struct rc_slice
take_field(struct rc_slice *rest)
{
    size_t i = 0, start;
    struct rc_slice field;

    while (i < rest->len && rest->p[i] == ' ')
        i++;
    start = i;
    if (i < rest->len && rest->p[i] == '"') {
        for (i++; i < rest->len; i++) {
            if (rest->p[i] != '"')
                continue;
            if (i + 1 == rest->len || rest->p[i + 1] != '"')
                break;
            i++;
        }
    }
    while (i < rest->len && rest->p[i] != ',')
        i++;
    if (i > rest->len)
        i = rest->len;
    field = rc_slice_trim((struct rc_slice){rest->p + start, i - start});
    if (field.len >= 2 && field.p[0] == '"' && field.p[field.len - 1] == '"')
        field = rc_slice_trim((struct rc_slice){field.p + 1, field.len - 2});
    rest->p += i;
    rest->len -= i;
    return field;
}

static bool
split(struct rc_slice line, struct rc_slice *fields, size_t *count)
{
    *count = 0;
    while (*count < FIELDS) {
        fields[(*count)++] = take_field(&line);
        if (!line.len)
            break;
        line.p++; /* the comma */
        line.len--;
    }
    return *count > 1;
}

static bool
is_address_or_empty(struct rc_slice text)
{
    return !text.len || rc_text_is_address(text);
}

static enum log
log_of(const struct rc_slice *f, size_t count)
{
    int64_t number;

    if (count < 7)
        return NO_LOG;
    if (is_time(f[1]) && rc_slice_int(f[0], &number))
        return AUDIT;
    if (!is_time(f[0]))
        return NO_LOG;
    if (count >= 9 && rc_text_among(f[5], "Allowed|Blocked|Proxied") &&
        is_address_or_empty(f[3]) && is_address_or_empty(f[4]))
        return DNS;
    if (count >= 11 && rc_text_among(f[6], "ALLOWED|BLOCKED|PROXIED|WARNED") &&
        is_address_or_empty(f[2]))
        return PROXY;
    if (count >= 14 && rc_text_among(f[4], "OUTBOUND|INBOUND"))
        return FIREWALL;
    if (count >= 16 && rc_text_is_address(f[12]) && rc_text_is_address(f[14]))
        return IPS;
    if (count >= 10 && rc_text_among(f[1], "Real Time|SaaS API|Inline"))
        return DLP;
    if (rc_text_is_address(f[2]) && rc_text_is_address(f[4]))
        return IP;
    return NO_LOG;
}

static bool
umbrella_knows(struct rc_slice line)
{
    struct rc_slice fields[FIELDS];
    size_t count;

    if (line.len < 21 || (line.p[0] != '"' && line.p[0] != '2'))
        return false;
    return split(line, fields, &count) && log_of(fields, count) != NO_LOG;
}

/* The identity: a user ("ann", "Example, Ann (ann@example.com)"), else the
 * device or network it names; types say which, of the first identity first. */
static void
fill_identity(struct rc_slice identity, struct rc_slice types,
              struct rc_obs *obs)
{
    bool mail = identity.len && memchr(identity.p, '@', identity.len);
    const char *open = mail ? memrchr(identity.p, '(', identity.len) : NULL;

    if (open && identity.p[identity.len - 1] == ')') {
        obs->user_name = rc_slice_trim(
            (struct rc_slice){identity.p, (size_t)(open - identity.p)});
        identity.len -= (size_t)(open + 2 - identity.p);
        identity.p = open + 1;
    }
    if (mail || rc_slice_starts(types, RC_S("AD Users")))
        obs->user = identity;
    else if (rc_text_has(types, "Roaming") || rc_text_has(types, "AnyConnect"))
        obs->device = identity;
    else
        obs->office = identity;
}

/* internal, external: see above. */
static struct rc_slice
place_of(struct rc_slice internal, struct rc_slice external,
         struct rc_slice types)
{
    if (rc_text_has(types, "Roaming") || rc_text_has(types, "AnyConnect"))
        return rc_text_or(external, internal);
    return rc_text_or(internal, external);
}

static struct rc_slice
named(const struct row *row, const char *log, struct rc_slice word)
{
    return rc_arena_print(row->fill->arena, "%s-%.*s", log, RC_FMT(word));
}

static enum rc_outcome
verdict(struct rc_slice word)
{
    if (rc_text_among(word, "Allowed|Proxied|ALLOW|WARNED"))
        return RC_SUCCESS;
    return rc_text_among(word, "Blocked|BLOCK") ? RC_FAILURE : RC_UNKNOWN;
}

static void
fill_dns(const struct row *row, struct rc_obs *obs)
{
    const struct rc_slice *f = row->field;
    struct rc_slice types = row->count > 11   ? f[11]
                            : row->count > 10 ? f[10]
                                              : RC_SLICE_NONE;

    fill_identity(f[1], types, obs);
    obs->src_ip = place_of(f[3], f[4], types);
    obs->action = named(row, "dns-request", f[5]);
    obs->outcome = verdict(f[5]);
    obs->path = f[8];
    if (row->count > 12)
        obs->reason = f[12];
}

static void
fill_proxy(const struct row *row, struct rc_obs *obs)
{
    const struct rc_slice *f = row->field;
    struct rc_slice types = row->count > 22 ? f[22] : RC_SLICE_NONE;

    if (row->count > 21 && !types.len)
        types = f[21];
    fill_identity(f[1], types, obs);
    obs->src_ip = place_of(f[2], f[3], types);
    obs->outcome = verdict(f[6]);
    obs->path = f[7];
    obs->user_agent = f[9];
    obs->action = f[6];
    for (size_t i = 20; i < row->count && i < 30; i++)
        if (rc_text_among(f[i], "GET|POST|HEAD|PUT|CONNECT|DELETE|OPTIONS"))
            obs->action = named(row, "proxy-request", f[i]);
}

static void
fill_row(const struct row *row, enum log log, struct rc_obs *obs)
{
    const struct rc_slice *f = row->field;

    switch (log) {
    case DNS:
        fill_dns(row, obs);
        break;
    case PROXY:
        fill_proxy(row, obs);
        break;
    case FIREWALL:
        obs->kind = RC_OBS_NETWORK;
        fill_identity(f[2], f[3], obs);
        obs->src_ip = f[7];
        obs->action = named(row, "fw-connection", f[13]);
        obs->outcome = verdict(f[13]);
        break;
    case IPS:
        obs->kind = RC_OBS_FINDING;
        fill_identity(f[1], f[2], obs);
        obs->src_ip = f[12];
        obs->reason = f[5];
        obs->action = row->count > 16 ? named(row, "ips", f[16]) : f[5];
        break;
    case DLP:
        obs->kind = RC_OBS_FINDING;
        fill_identity(f[4], RC_SLICE_NONE, obs);
        obs->record_uid = f[2];
        obs->document_name = f[6];
        obs->app = f[7];
        obs->path = f[8];
        obs->action = named(row, "dlp", f[9]);
        obs->outcome = verdict(f[9]);
        break;
    case IP:
        obs->kind = RC_OBS_NETWORK;
        fill_identity(f[1], RC_SLICE_NONE, obs);
        obs->src_ip = f[2];
        break;
    case AUDIT:
        obs->kind = RC_OBS_ACCOUNT_CHANGE;
        obs->record_uid = f[0];
        obs->user = f[2];
        obs->user_name = f[3];
        obs->app = f[4];
        obs->action = f[5];
        obs->src_ip = f[6];
        if (rc_text_among(obs->user, "null"))
            obs->user = obs->user_name = RC_SLICE_NONE;
        break;
    case NO_LOG:
        break;
    }
}

static bool
umbrella_fill(const struct rc_fill *fill)
{
    struct rc_source_setting utc = *fill->setting;
    struct rc_fill own = *fill;
    struct row row = {.fill = &own};
    struct rc_obs obs;
    enum log log;

    own.setting = &utc;
    utc.time.zone = NULL;
    if (!split(fill->record->raw, row.field, &row.count))
        return false;
    log = log_of(row.field, row.count);
    if (log == NO_LOG)
        return false;
    rc_fill_begin(fill, fill->source, &obs);
    if (!rc_text_time(&own, row.field[log == AUDIT], &obs.at_us, &obs))
        return rc_fill_reject(fill, "the time is none");
    fill_row(&row, log, &obs);
    if (obs.user.len && memchr(obs.user.p, '@', obs.user.len))
        obs.email = obs.user;
    return rc_fill_take(fill, &obs);
}

const struct rc_source rc_source_cisco_umbrella = {
    .name = "cisco-umbrella",
    .vendor = "cisco_umbrella",
    .stream = "log",
    .title = "Cisco Umbrella logs",
    .how = "admin > log management: the files of the S3 bucket (dnslogs, "
           "proxylogs, firewalllogs, iplogs, auditlogs, intrusionlogs, "
           "dlplogs).",
    .needs = "log export to S3.  Users need the roaming client, an Active "
             "Directory connector or SAML.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_ACCESS,
    .knows = umbrella_knows,
    .fill = umbrella_fill,
};
