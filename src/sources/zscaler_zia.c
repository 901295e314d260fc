/*
 * zscaler_zia.c -- Zscaler Internet Access: the NSS feeds for web, firewall,
 * DNS, tunnels and endpoint DLP, and the admin audit log.  JSON, one object a
 * line, or tab-separated pairs:
 *
 *     {"sourcetype": "zscalernss-web", "event": {"datetime" | "time":
 *      "Sat Jan 31 10:15:30 2026", "tz" | "timezone": "GMT+03:30",
 *      "user" | "login", "cltip" | "csip" | "sourceip", ...}}
 *     2026-01-31 10:15:30<TAB>reason=Allowed<TAB>action=Allowed<TAB>user=ann
 * ...
 *
 * A feed's fields are the customer's choice; the names here are those of the
 * documented feeds.  A time without a zone is in the feed's, GMT by default.
 */
#include "sources/text.h"

enum { ZONE_KEPT };

static const struct rc_column columns[] = {
    {"event.datetime|datetime|time", false},
    {"event.tz|timezone|tz", false},
    {"event.user|user|login|suser", false},
    {"event.cltip|ClientIP|cltip|clientpublicIP|csip|sip|src", false},
    {"event.action|action|act|reqaction", false},
    {"event.reason|reason", false},
    {"event.devicehostname|devicehostname|dhost|devicename", false},
    {"event.deviceowner|deviceowner", false},
    {"event.useragent|useragent|ua", false},
    {"event.appname|appname|nwapp|dnsapp", false},
    {"event.url|url|dns_req|eurl", false},
    {"event.recordid|recordid|event_id", false},
    {"event.department|department|dept", false},
    {"event.devicemodel|devicemodel", false},
    {"event.deviceostype|deviceostype", false},
    {"event.location|location|locationname", false},
};
enum { COLUMNS = sizeof columns / sizeof *columns };
static struct rc_names names = RC_NAMES(columns);

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "event.datetime|event.time|event.eventtime",
                RC_CLOCK_UTC),
    RC_ROW_TIME(at_us, "event.epochtime", RC_CLOCK_S),
    RC_ROW_KEEP(ZONE_KEPT, "event.tz|event.timezone"),
    RC_ROW_TEXT(user, "event.user|event.login|event.adminid"),
    RC_ROW_IP(src_ip, "event.cltip|event.csip|event.clt_sip|event.sourceip|"
                      "event.clientip|event.ClientIP"),
    RC_ROW_TEXT(action, "event.action|event.actiontaken|event.event"),
    RC_ROW_TEXT(reason, "event.reason|event.eventreason"),
    RC_ROW_TEXT(device, "event.devicehostname|event.devicename"),
    RC_ROW_TEXT(device_model, "event.devicemodel"),
    RC_ROW_TEXT(os, "event.deviceosversion|event.deviceostype"),
    RC_ROW_TEXT(user_agent, "event.useragent"),
    RC_ROW_TEXT(app, "event.appname|event.nwapp|event.dnsapp|event.category"),
    RC_ROW_TEXT(path, "event.url|event.dns_req|event.eurl|event.filesrcpath"),
    RC_ROW_TEXT(department, "event.department|event.dept"),
    RC_ROW_TEXT(office, "event.location|event.locationname"),
    RC_ROW_TEXT(record_uid, "event.recordid"),
    RC_ROW_KIND(NETWORK, "sourcetype", "*-fw|*-firewall|*-tunnel|*-dns"),
    RC_ROW_KIND(FINDING, "sourcetype", "*dlp*"),
    RC_ROW_KIND(SIGN_IN, "event.action", "SIGN_IN|SIGN_OUT"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "event.auditlogtype", "*"),
    RC_ROW_OUTCOME("event.result|event.action|event.actiontaken",
                   "allow*|success|cautioned", "block*|drop*|failure|reset*"),
};

/* GMT+03:30: seconds; 0 for GMT itself and whatever is none. */
static int64_t
offset_of(struct rc_slice zone)
{
    struct rc_slice hours, rest = zone;
    int64_t hour = 0, minute = 0;
    bool west;

    if (!rc_slice_starts(zone, RC_S("GMT")) || zone.len < 5)
        return 0;
    west = zone.p[3] == '-';
    rest.p += 4;
    rest.len -= 4;
    if (!rc_slice_cut(&rest, ':', &hours)) {
        hours = rest;
        rest = RC_S("0");
    }
    if (!rc_slice_int(hours, &hour) || !rc_slice_int(rest, &minute) ||
        hour < 0 || hour > 14 || minute < 0 || minute > 59)
        return 0;
    return (west ? -1 : 1) * (hour * 3600 + minute * 60);
}

static const char *
zia_more(const struct rc_fill *fill, const struct rc_slice *kept,
         struct rc_obs *obs)
{
    (void)fill;
    obs->at_us -= offset_of(kept[ZONE_KEPT]) * RC_US_PER_SECOND;
    if (rc_text_is_address(obs->user)) /* a tunnel's end */
        obs->user = RC_SLICE_NONE;
    return NULL;
}

static struct rc_table table = {.rows = rows,
                                .row_count = sizeof rows / sizeof *rows,
                                .more = zia_more,
                                .nothing = "NA|None|Unknown|N/A|"
                                           "NotAvailable"};

static bool
zia_knows(struct rc_slice line)
{
    return line.p[0] != '{' && rc_text_has(line, "\t") &&
           rc_text_has(line, "reason=") && rc_text_has(line, "action=") &&
           (rc_text_has(line, "ClientIP=") || rc_text_has(line, "csip=") ||
            rc_text_has(line, "cltip="));
}

static bool
zia_fill(const struct rc_fill *fill)
{
    struct rc_slice v[COLUMNS] = {{0}}, line = fill->record->raw;
    struct rc_syslog syslog;

    if (fill->slot)
        return rc_fill_by_table(fill);
    rc_syslog_read(line, &syslog);
    rc_text_values(
        fill, &names,
        (struct rc_pairs){.rest = line, .assign = '=', .between = '\t'}, v);
    if (!v[0].len)
        v[0] = syslog.time;
    return rc_text_fill(fill, v);
}

static const char *const marks[] = {
    "sourcetype=zscalernss-*|event.auditlogtype",
    "event.datetime|event.time|event.recordid", NULL};

const struct rc_source rc_source_zscaler_zia = {
    .name = "zscaler-zia",
    .vendor = "zscaler_zia",
    .stream = "log",
    .title = "Zscaler Internet Access",
    .how = "administration > nanolog streaming service > NSS feeds (or cloud "
           "NSS to HTTP), output JSON or tab-separated pairs.",
    .needs = "a Nanolog Streaming Service subscription.  The feed's time zone "
             "as a field (tz), else GMT.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours "
             "remote-tool-unsanctioned",
    .kind = RC_OBS_ACCESS,
    .columns = columns,
    .column_count = COLUMNS,
    .marks = marks,
    .table = &table,
    .knows = zia_knows,
    .fill = zia_fill,
};
