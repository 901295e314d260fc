/*
 * fortigate.c -- FortiGate's logs: pairs, one record a line, behind a syslog
 * header or not; as CEF; or the same keys in JSON:
 *
 *     date=2026-01-31 time=10:15:30 eventtime=1769854530123456789 tz="+0100"
 *     logid="0000000013" type="traffic" subtype="forward" srcip=10.0.0.7 ...
 *
 * date and time are the device's own, with tz from 6.2 on; eventtime is UTC
 * (seconds, later nanoseconds).  So without tz eventtime goes first, and
 * without both the source's zone decides.  FortiManager and FortiAnalyzer
 * write their own events alike (log_id, desc, userfrom).
 */
#include "sources/text.h"

enum column {
    EVENT_TIME,
    LOCAL,
    DATE,
    TIME,
    TZ,
    TYPE,
    SUBTYPE,
    EVENT_TYPE,
    ACTION,
    STATUS,
    USER,
    GROUP,
    SRC_IP,
    SRC_NAME,
    SRC_MAC,
    OS,
    COUNTRY,
    AGENT,
    APP,
    URL,
    MESSAGE,
    REASON,
    SESSION,
    ID,
    DESCRIPTION,
    FROM,
    COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
    [EVENT_TIME] = {"eventtime|FTNTFGTeventtime", false},
    [LOCAL] = {"local_time", false},
    [DATE] = {"date|FTNTFGTdate", false},
    [TIME] = {"time|FTNTFGTtime", false},
    [TZ] = {"tz|FTNTFGTtz", false},
    [TYPE] = {"type|FTNTFGTtype", false},
    [SUBTYPE] = {"subtype|FTNTFGTsubtype", false},
    [EVENT_TYPE] = {"eventtype|FTNTFGTeventtype", false},
    [ACTION] = {"action|act|FTNTFGTaction", false},
    [STATUS] = {"status|FTNTFGTstatus", false},
    [USER] = {"user|unauthuser|xauthuser|suser|duser|FTNTFGTuser", false},
    [GROUP] = {"group|FTNTFGTgroup", false},
    [SRC_IP] = {"srcip|remip|remote_ip|ip|src|FTNTFGTremip", false},
    [SRC_NAME] = {"srcname|shost|hostname_client", false},
    [SRC_MAC] = {"srcmac|mastersrcmac|smac", false},
    [OS] = {"osname|FTNTFGTosname", false},
    [COUNTRY] = {"srccountry|FTNTFGTsrccountry", false},
    [AGENT] = {"agent|useragent|requestClientApplication", false},
    [APP] = {"app|service|FTNTFGTapp", false},
    [URL] = {"url|request|qname", false},
    [MESSAGE] = {"msg", false},
    [REASON] = {"reason|FTNTFGTreason", false},
    [SESSION] = {"sessionid|tunnelid|externalId", false},
    [ID] = {"logid|log_id|FTNTFGTlogid", false},
    [FROM] = {"ui|userfrom|FTNTFGTui", false},
    [DESCRIPTION] = {"logdesc|desc|FTNTFGTlogdesc", false},
};
static struct rc_names names = RC_NAMES(columns);

static const struct rc_row rows[] = {
    RC_ROW_WHEN("tz", "*"),
    RC_ROW_TIME(at_us, "local_time", RC_CLOCK_STATED),
    RC_ROW_ALWAYS,
    RC_ROW_TIME(at_us, "eventtime", RC_CLOCK_STATED),
    RC_ROW_TIME(at_us, "local_time", RC_CLOCK_STATED),
    RC_ROW_WHEN("type", "utm"),
    RC_ROW_TEXT(action, "eventtype"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(action, "action|eventtype"),
    RC_ROW_WHEN("logdesc", "user login*"),
    RC_ROW_SAY(action, "login"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(action, "subtype|type"),
    RC_ROW_TEXT(user, "user"),
    RC_ROW_IP(src_ip, "srcip"),
    RC_ROW_TEXT(device, "srcname"),
    RC_ROW_TEXT(hardware_address, "srcmac"),
    RC_ROW_TEXT(os, "osname"),
    RC_ROW_TEXT(country, "srccountry"),
    RC_ROW_TEXT(user_agent, "agent"),
    RC_ROW_TEXT(department, "group"),
    RC_ROW_TEXT(app, "app"),
    RC_ROW_TEXT(path, "url"),
    RC_ROW_TEXT(reason, "reason|msg|logdesc"),
    RC_ROW_TEXT(session_uid, "sessionid"),
    RC_ROW_TEXT(record_uid, "logid"),
    RC_ROW_KIND(SIGN_IN, "action",
                "login|logon|auth*|ssl-new-con|logout|"
                "logoff|ssl-login*|admin-login*"),
    RC_ROW_KIND(SIGN_IN, "logdesc",
                "*login*|*logged*|*authentication*|*log off*"),
    RC_ROW_KIND(FINDING, "subtype", "virus|ips|anomaly|dlp|infected"),
    RC_ROW_KIND(ACCESS, "subtype", "webfilter|app-ctrl|ssh|dns"),
    RC_ROW_OUTCOME("status", "succ*|ok|up|logon|logoff",
                   "fail*|den*|*error*|down"),
    RC_ROW_OUTCOME("action",
                   "accept|close|pass*|allow*|permit*|timeout|client-rst|"
                   "server-rst|ip-conn|dns|tunnel-*|start|monitor*|detect*|"
                   "log*|exempt*|success|fsso-log*|auth-log*",
                   "den*|block*|drop*|reject*|reset*|clear_session*|fail*|"
                   "quarantine*|*-fail|violation*"),
    RC_ROW_OUTCOME("logdesc", "*successful*|*succeeded*", "*fail*"),
};
static struct rc_table table = {.rows = rows,
                                .row_count = sizeof rows / sizeof *rows,
                                .nothing = "N/A|n/a|Reserved|none"};

static bool
fortigate_knows(struct rc_slice line)
{
    if (rc_text_has(line, "CEF:0|Fortinet|Forti"))
        return true;
    return (rc_text_has(line, "logid=") || rc_text_has(line, "log_id=")) &&
           rc_text_has(line, "type=") && rc_text_has(line, "time=");
}

static bool
fortigate_fill(const struct rc_fill *fill)
{
    struct rc_slice v[COLUMNS] = {{0}}, line = fill->record->raw;
    struct rc_event_header cef;
    struct rc_pairs pairs = {.rest = line, .assign = '=', .between = ' '};

    if (fill->slot)
        return rc_fill_by_table(fill);
    /* behind <188>, which touches the first key */
    if (line.p[0] == '<' && memchr(line.p, '>', line.len < 6 ? line.len : 6)) {
        const char *end = memchr(line.p, '>', line.len);

        pairs.rest.p = end + 1;
        pairs.rest.len = line.len - (size_t)(end + 1 - line.p);
    }
    if (rc_cef_read(line, &cef))
        pairs = cef.pairs;
    /* collectors that keep commas between pairs */
    else if (rc_text_has(line, ",type=") || rc_text_has(line, ",logid="))
        pairs.between = ',';
    rc_text_values(fill, &names, pairs, v);
    if (v[DATE].len && v[TIME].len)
        v[LOCAL] = rc_text_join(
            fill, " ", (struct rc_slice[]){v[DATE], v[TIME], v[TZ]}, 3);
    if (!v[SRC_IP].len) /* ui="https(192.0.2.7)" */
        v[SRC_IP] = rc_text_behind(v[FROM], "(", ")");
    return rc_text_fill(fill, v);
}

static const char *const marks[] = {"logid", "type", "vd|devid|devname",
                                    "eventtime", NULL};

const struct rc_source rc_source_fortinet_fortigate = {
    .name = "fortinet-fortigate",
    .vendor = "fortinet_fortigate",
    .stream = "log",
    .title = "FortiGate logs",
    .how = "log & report > log settings > syslog (default, CSV or CEF format), "
           "or logs downloaded from FortiAnalyzer.",
    .needs = "traffic and event logging on; users need authentication in the "
             "policy.  Devices older than 6.0 state no eventtime: give their "
             "zone with --zone.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_NETWORK,
    .columns = columns,
    .column_count = COLUMNS,
    .marks = marks,
    .table = &table,
    .knows = fortigate_knows,
    .fill = fortigate_fill,
};
