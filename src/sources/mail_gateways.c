/*
 * mail_gateways.c -- Proofpoint and Mimecast, a mail a record:
 *
 *   Proofpoint on Demand  {"ts", "guid", "connection": {"ip", "country"},
 *                          "envelope": {"from", "rcpts": []},
 *                          "filter": {"disposition"}, "msg": {"header"}}
 *   Proofpoint TAP        {"clickIP", "clickTime", "sender", "recipient",
 *                          "url"} and {"messageTime", "sender", "senderIP"}
 *   Mimecast SIEM         {"acc", "datetime", "IP", "Sender", "Rcpt", "Act",
 *                          "Subject", "Dir"}, keys by kind of log
 *   Mimecast DLP          {"eventTime", "senderAddress", "recipientAddress",
 *                          "policy", "action"}
 *   Mimecast audit        {"auditType", "user", "eventTime", "eventInfo"}
 *
 * The sender is the account; of a click, who clicked.
 */
#include "sources/table.h"

/* of an address inside */
static const struct rc_code no_country[] = {{"**", ""}, {NULL, NULL}};

static const struct rc_row pod_rows[] = {
    RC_ROW_TIME(at_us, "ts", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "filter.disposition"),
    RC_ROW_SAY(action, "message"),
    RC_ROW_TEXT(user, "envelope.from|msg.normalizedHeader.from[0]|"
                      "msg.header.from[0]|sm.from"),
    RC_ROW_IP(src_ip, "connection.ip"),
    RC_ROW_CODE(country, "connection.country", no_country),
    RC_ROW_TEXT(device, "connection.host"),
    RC_ROW_TEXT(recipient, "envelope.rcpts[0]|sm.to[0]"),
    RC_ROW_TEXT(session_uid, "connection.sid"),
    RC_ROW_TEXT(record_uid, "guid|id"),
    RC_ROW_TEXT(reason, "filter.actions[0].rule|sm.stat"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "filter.routeDirection", "inbound",
                "outbound|internal"),
};
static struct rc_table pod = RC_TABLE(pod_rows);
static const char *const pod_marks[] = {"ts", "guid|id", "envelope|sm",
                                        "connection|filter|sm", NULL};

const struct rc_source rc_source_proofpoint_messages = {
    .name = "proofpoint-messages",
    .vendor = "proofpoint_on_demand",
    .stream = "message",
    .title = "Proofpoint on Demand messages",
    .how = "Log service: wss://logstream.proofpoint.com/v1/stream, types "
           "message and maillog, one record a line.",
    .needs = "Proofpoint on Demand with the Remote Syslog licence.",
    .feeds = "mail-forwarding odd-hours",
    .kind = RC_OBS_MESSAGE,
    .marks = pod_marks,
    .table = &pod,
    .fill = rc_fill_by_table,
};

static const struct rc_row tap_rows[] = {
    RC_ROW_TIME(at_us, "clickTime|messageTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "classification"),
    RC_ROW_SAY(action, "threat"),
    RC_ROW_WHEN("clickTime", "*"),
    RC_ROW_TEXT(user, "recipient[0]|recipient"),
    RC_ROW_TEXT(recipient, "sender"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user, "sender|fromAddress[0]"),
    RC_ROW_TEXT(recipient, "recipient[0]|recipient"),
    RC_ROW_IP(src_ip, "clickIP|senderIP"),
    RC_ROW_TEXT(user_agent, "userAgent"),
    RC_ROW_TEXT(path, "url"),
    RC_ROW_TEXT(record_uid, "GUID|id"),
};
static struct rc_table tap = RC_TABLE(tap_rows);
static const char *const tap_marks[] = {"clickTime|messageTime", "GUID|id",
                                        "sender", "senderIP|clickIP", NULL};

const struct rc_source rc_source_proofpoint_tap = {
    .name = "proofpoint-tap",
    .vendor = "proofpoint_tap",
    .stream = "siem",
    .title = "Proofpoint Targeted Attack Protection",
    .how = "API: GET tap-api-v2.proofpoint.com/v2/siem/all?format=json, "
           "answers saved as they come.",
    .needs = "Proofpoint TAP; a service credential.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas",
    .kind = RC_OBS_FINDING,
    .marks = tap_marks,
    .wants_kind = "clicksPermitted[]|clicksBlocked[]|messagesDelivered[]|"
                  "messagesBlocked[]",
    .table = &tap,
    .fill = rc_fill_by_table,
};

static const struct rc_row siem_rows[] = {
    RC_ROW_TIME(at_us, "datetime", RC_CLOCK_UTC),
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "Act|Action|action|eventType"),
    RC_ROW_SAY(action, "message"),
    RC_ROW_TEXT(user, "Sender|sender|senderEnvelope|headerFrom|SenderDomain"),
    RC_ROW_IP(src_ip, "IP|SourceIP|sourceIp|senderIp"),
    RC_ROW_TEXT(recipient, "Rcpt|Recipient|recipient|recipients"),
    RC_ROW_TEXT(reason, "reason|Hld|RejType|ScanResultInfo|Virus|Definition"),
    RC_ROW_TEXT(document_name, "fileName|AttNames"),
    RC_ROW_TEXT(path, "URL|url"),
    RC_ROW_TEXT(record_uid, "MsgId|messageId|aCode|processingId"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "Dir|direction", "inbound",
                "internal|outbound"),
    RC_ROW_OUTCOME("Delivered|delivered", "true", "false"),
    RC_ROW_KIND(FINDING, "Virus|ScanResultInfo|Definition|UrlCategory|reason",
                "*"),
};
static struct rc_table siem = RC_TABLE(siem_rows);
static const char *const siem_marks[] = {
    "acc|accountId|aCode", "datetime|timestamp",
    "aCode|MsgId|Sender|SourceIP|sourceIp|senderEnvelope|messageId|sender|"
    "Recipient|IP",
    "!eventSource", NULL};

const struct rc_source rc_source_mimecast_siem = {
    .name = "mimecast-siem",
    .vendor = "mimecast",
    .stream = "siem_logs",
    .title = "Mimecast SIEM logs",
    .how = "API: POST /api/audit/get-siem-logs with compress or "
           "GET /siem/v1/batch/events/cg, file format JSON, as they come.",
    .needs = "Mimecast Secure Email; Enhanced Logging switched on.",
    .feeds = "mail-forwarding odd-hours",
    .kind = RC_OBS_MESSAGE,
    .marks = siem_marks,
    .wants_kind = "data[]",
    .table = &siem,
    .fill = rc_fill_by_table,
};

/* the API's answer has a list of lists */
#define DLP(f) "dlpLogs[]." f "|" f

static const struct rc_row dlp_rows[] = {
    RC_ROW_TIME(at_us, DLP("eventTime"), RC_CLOCK_UTC),
    RC_ROW_TEXT(action, DLP("action")),
    RC_ROW_TEXT(user, DLP("senderAddress")),
    RC_ROW_TEXT(recipient, DLP("recipientAddress")),
    RC_ROW_TEXT(reason, DLP("policy")),
    RC_ROW_TEXT(record_uid, DLP("messageId")),
    RC_ROW_FLAG(RC_IS_EXTERNAL, DLP("route"), "inbound", "outbound|internal"),
};
static struct rc_table dlp = {
    .rows = dlp_rows,
    .row_count = sizeof dlp_rows / sizeof *dlp_rows,
    .each = "dlpLogs",
    .nothing = "<>",
};
static const char *const dlp_marks[] = {
    "dlpLogs|senderAddress", "dlpLogs|recipientAddress", "dlpLogs|eventTime",
    "dlpLogs|policy", NULL};

const struct rc_source rc_source_mimecast_dlp = {
    .name = "mimecast-dlp",
    .vendor = "mimecast",
    .stream = "dlp_logs",
    .title = "Mimecast DLP logs",
    .how = "API: POST /api/dlp/get-logs, answers saved as they come.",
    .needs = "Mimecast Secure Email with content policies.",
    .feeds = "mail-forwarding",
    .kind = RC_OBS_FINDING,
    .marks = dlp_marks,
    .wants_kind = "dlpLogs[]",
    .table = &dlp,
    .fill = rc_fill_by_table,
};

/* "..., IP: 203.0.113.7, Application: ..." */
static const char *
find_address(const struct rc_fill *fill, const struct rc_slice *kept,
             struct rc_obs *obs)
{
    size_t at = rc_slice_ifind(kept[0], RC_S("IP: ")), end;

    (void)fill;
    if (at == SIZE_MAX)
        return NULL;
    at += 4;
    for (end = at; end < kept[0].len && !strchr(", )", kept[0].p[end]);)
        end++;
    obs->src_ip = (struct rc_slice){kept[0].p + at, end - at};
    return NULL;
}

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "eventTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "auditType"),
    RC_ROW_TEXT(user, "user"),
    RC_ROW_KEEP(0, "eventInfo"),
    RC_ROW_TEXT(reason, "eventInfo"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "*Log On*|*Logged On*|*Logon*|*Login*|*Authentication*"),
    RC_ROW_OUTCOME(":action|:reason", NULL, "*fail*"),
    RC_ROW_OUTCOME(":action", "*Log On*|*Logged On*|*Logon*", NULL),
};
static struct rc_table audit = {
    .rows = audit_rows,
    .row_count = sizeof audit_rows / sizeof *audit_rows,
    .more = find_address,
};
static const char *const audit_marks[] = {"auditType", "user", "eventTime",
                                          "eventInfo", NULL};

const struct rc_source rc_source_mimecast_audit = {
    .name = "mimecast-audit",
    .vendor = "mimecast",
    .stream = "audit_events",
    .title = "Mimecast audit events",
    .how = "API: POST /api/audit/get-audit-events, answers saved as they come.",
    .needs = "Mimecast; permission Logs: read.",
    .feeds = "egress-ip-shared-personas odd-hours mail-forwarding",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "data[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};
