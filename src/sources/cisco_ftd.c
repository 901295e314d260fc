/*
 * cisco_ftd.c -- Cisco Secure Firewall (Firepower Threat Defense): ASA's
 * messages under another tag, security events as pairs, and the management
 * centre's audit log:
 *
 *     2026-01-31T10:15:30Z ftd1  %FTD-1-430003: EventPriority: Low, SrcIP: ...
 *     <14>Jan 31 2026 10:15:30 login.cgi: fmc: ann@192.0.2.7, Login, Success
 *
 * A connection's event is written when it ends; FirstPacketSecond is when it
 * began.
 */
#include "sources/cisco.h"

enum column {
    SRC,
    USER,
    FIRST,
    ACTION,
    REASON,
    DEVICE,
    CLIENT,
    PROTOCOL,
    URL,
    MESSAGE,
    AGENT,
    FILE_NAME,
    FILE_ACTION,
    SENSOR,
    COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
    [SRC] = {"SrcIP|InitiatorIP", true},
    [USER] = {"User|UserName", false},
    [FIRST] = {"FirstPacketSecond", false},
    [ACTION] = {"AccessControlRuleAction", false},
    [REASON] = {"AccessControlRuleReason", false},
    [DEVICE] = {"Endpoint Profile", false},
    [CLIENT] = {"Client", false},
    [PROTOCOL] = {"ApplicationProtocol", false},
    [URL] = {"URL|URI", false},
    [MESSAGE] = {"Message", false},
    [AGENT] = {"UserAgent", false},
    [FILE_NAME] = {"FileName", false},
    [FILE_ACTION] = {"FileAction|InlineResult", false},
    [SENSOR] = {"DeviceUUID", false},
};
static struct rc_names names = RC_NAMES(columns);

/* The audit log's "ann@192.0.2.7, Login, Success", behind ": ". */
static bool
audit(struct rc_slice line, struct rc_slice *user, struct rc_slice *address,
      struct rc_slice *rest)
{
    struct rc_slice left = line;

    while (left.len) {
        const char *at = memmem(left.p, left.len, ": ", 2), *sign, *comma;

        if (!at)
            return false;
        left.len -= (size_t)(at + 2 - left.p);
        left.p = at + 2;
        sign = memchr(left.p, '@', left.len);
        comma = memchr(left.p, ',', left.len);
        if (!sign || !comma || sign > comma ||
            memchr(left.p, ' ', (size_t)(sign - left.p)))
            continue;
        *user = (struct rc_slice){left.p, (size_t)(sign - left.p)};
        *address = (struct rc_slice){sign + 1, (size_t)(comma - sign) - 1};
        *rest = rc_slice_trim((struct rc_slice){
            comma + 1, left.len - (size_t)(comma + 1 - left.p)});
        if (user->len && (rc_text_is_address(*address) ||
                          rc_text_among(*address, "localhost|Default User IP")))
            return true;
    }
    return false;
}

/* 430001 to 430005 are security events. */
static bool
is_event(struct rc_slice number)
{
    return number.len == 6 && rc_slice_starts(number, RC_S("430"));
}

static bool
ftd_knows(struct rc_slice line)
{
    struct rc_cisco_tag tag;
    struct rc_slice user, address, rest;

    if (rc_cisco_tag(line, &tag))
        return is_event(tag.number) ||
               rc_text_among(tag.product, "FTD|FDT|NGIPS|FIREPOWER|SFIMS");
    if (rc_text_has(line, "SrcIP: ") ||
        (rc_text_has(line, "HTTPResponse: ") && rc_text_has(line, "Message: ")))
        return true;
    return line.p[0] == '<' && audit(line, &user, &address, &rest);
}

/* "No Authentication Required" and the like are nobody. */
static struct rc_slice
real_user(struct rc_slice user)
{
    return rc_text_among(user, "No Authentication Required|Unknown|"
                               "No Authentication|Guest|Pending|"
                               "Special Identities")
               ? RC_SLICE_NONE
               : user;
}

static const char *
event_action(struct rc_slice number, const struct rc_slice *v)
{
    static const char *const actions[] = {
        "intrusion-detected", "connection-started", "connection-finished",
        "file-detected", "malware-detected"};

    if (number.len == 6 && number.p[5] >= '1' && number.p[5] <= '5')
        return actions[number.p[5] - '1'];
    return v[FILE_NAME].len ? "file-detected"
           : v[MESSAGE].len ? "intrusion-detected"
                            : "connection-started";
}

/* Pairs: connections, intrusions, files, malware.  false: none were there. */
static bool
fill_event(const struct rc_fill *fill, struct rc_slice number,
           struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice v[RC_COLUMNS] = {{0}};
    int64_t written = obs->at_us;

    rc_text_values(
        fill, &names,
        (struct rc_pairs){
            .rest = text, .assign = ':', .between = ',', .loose = true},
        v);
    obs->kind = RC_OBS_NETWORK;
    obs->action = rc_slice_of(event_action(number, v));
    if (rc_text_time(fill, v[FIRST], &obs->at_us, obs) &&
        written > obs->at_us &&
        rc_slice_eq(obs->action, RC_S("connection-finished")))
        obs->end_us = written;
    obs->src_ip = v[SRC];
    obs->user = real_user(v[USER]);
    obs->user_agent = v[AGENT];
    obs->os = v[DEVICE];
    obs->app = rc_text_or(rc_text_or(v[CLIENT], v[PROTOCOL]), obs->app);
    obs->path = rc_text_or(v[URL], v[FILE_NAME]);
    obs->reason = rc_text_or(v[MESSAGE], v[REASON]);
    if (rc_text_among(v[ACTION], "Allow|Trust|Monitor|Fastpath|Default Action"))
        obs->outcome = RC_SUCCESS;
    else if (rc_slice_starts(v[ACTION], RC_S("Block")) ||
             rc_slice_starts(v[FILE_ACTION], RC_S("Block")))
        obs->outcome = RC_FAILURE;
    if (number.len && (number.p[5] == '1' || number.p[5] == '5'))
        obs->kind = RC_OBS_FINDING;
    return v[SRC].len || v[MESSAGE].len || v[USER].len || v[FIRST].len;
}

static bool
ftd_fill(const struct rc_fill *fill)
{
    struct rc_slice line = fill->record->raw, user, address, rest;
    struct rc_cisco_tag tag = {.at = 0};
    struct rc_obs obs;
    bool tagged = rc_cisco_tag(line, &tag);

    rc_fill_begin(fill, fill->source, &obs);
    if (tagged) {
        rc_cisco_header(fill, tag.at, &obs);
    } else {
        struct rc_syslog syslog;

        rc_syslog_read(line, &syslog);
        rc_text_time(fill, syslog.time, &obs.at_us, &obs);
        obs.app = syslog.host;
        tag.text = syslog.text;
    }
    if (tagged && !is_event(tag.number)) {
        rc_cisco_message(&tag, &obs);
    } else if (!tagged && audit(line, &user, &address, &rest)) {
        obs.kind = RC_OBS_ACCESS;
        obs.user = user;
        if (rc_text_is_address(address))
            obs.src_ip = address;
        obs.action = rc_text_behind(rest, ", ", "\r\n");
        if (rc_slice_starts(rest, RC_S("Login,"))) {
            obs.kind = RC_OBS_SIGN_IN;
            if (rc_text_has(rest, "Success"))
                obs.outcome = RC_SUCCESS;
            else if (rc_text_has(rest, "Fail"))
                obs.outcome = RC_FAILURE;
        }
        obs.path = rest;
    } else if (!fill_event(fill, tag.number, tag.text, &obs)) {
        return rc_fill_reject(fill, "an event without its fields (SrcIP ...)");
    }
    return rc_fill_take(fill, &obs); /* a sensor may send no time */
}

const struct rc_source rc_source_cisco_ftd = {
    .name = "cisco-ftd",
    .vendor = "cisco_ftd",
    .stream = "log",
    .title = "Cisco Secure Firewall (FTD) syslog",
    .how = "platform settings > syslog, and the access policy's logging of "
           "connections at their end; the audit log of the management centre "
           "by system > configuration > audit log.",
    .needs = "timestamps switched on.  Users need an identity policy.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_NETWORK,
    .knows = ftd_knows,
    .fill = ftd_fill,
};
