/*
 * slack.c -- Slack: audit logs of an Enterprise organisation, access logs of a
 * workspace.
 *
 *     audit   {"id", "date_create": 1767225600, "action": "user_login",
 *              "actor": {"user": {"id", "name", "email"}},
 *              "entity": {"type", "user" | "file" | "channel": {...}},
 *              "context": {"ua", "ip_address", "session_id",
 *                          "location": {"domain"}}, "details": {...}}
 *     access  {"user_id", "username", "date_first", "date_last", "count",
 *              "ip", "user_agent", "isp", "country", "region"}
 *
 * An anomaly is dated by what it is about (details.action_timestamp, ms or us).
 */
#include "sources/table.h"

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "details.action_timestamp|date_create", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "actor.user.email|actor.user.name|actor.user.id"),
    RC_ROW_TEXT(user_uid, "actor.user.id"),
    RC_ROW_TEXT(user_name, "actor.user.name"),
    RC_ROW_IP(src_ip, "context.ip_address"),
    RC_ROW_TEXT(user_agent, "context.ua"),
    RC_ROW_TEXT(session_uid, "context.session_id"),
    RC_ROW_TEXT(app, "context.app.name|entity.app.name"),
    RC_ROW_TEXT(document_name, "entity.file.name|entity.file.title"),
    RC_ROW_TEXT(recipient, "entity.user.email|entity.user.name"),
    RC_ROW_TEXT(reason, "details.reason[*]|details.reason|details.type"),
    RC_ROW_TEXT(new_value, "details.new_value"),
    RC_ROW_TEXT(old_value, "details.previous_value"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_OUTCOME(":action", "user_login", "user_login_failed"),
    RC_ROW_KIND(SIGN_IN, ":action", "user_log*|user_session*"),
    RC_ROW_KIND(FINDING, ":action", "anomaly|*malicious*"),
    RC_ROW_KIND(FILE, ":action", "file_*"),
    RC_ROW_KIND(MESSAGE, ":action", "message_*|*_dm_*"),
    RC_ROW_KIND(ACCESS, ":action", "app_*|export*|*export_*"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "action", "date_create", "actor.user.id|actor.user.email|actor.type",
    "context.location|context.ua|context.ip_address|entity", NULL};

const struct rc_source rc_source_slack_audit = {
    .name = "slack-audit",
    .vendor = "slack",
    .stream = "audit",
    .title = "Slack audit logs",
    .how = "Audit Logs API: GET https://api.slack.com/audit/v1/logs, each page "
           "saved as it comes (or one entry a line).",
    .needs = "Slack Enterprise Grid; scope auditlogs:read.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "shift-change-output post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "entries[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row access_rows[] = {
    RC_ROW_TIME(at_us, "date_first", RC_CLOCK_S),
    RC_ROW_TIME(end_us, "date_last", RC_CLOCK_S),
    RC_ROW_TIME(at_us, "date_last", RC_CLOCK_S),
    RC_ROW_SAY(action, "access"),
    RC_ROW_TEXT(user, "email|username|user_id"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_TEXT(user_name, "username"),
    RC_ROW_IP(src_ip, "ip"),
    RC_ROW_TEXT(user_agent, "user_agent"),
    RC_ROW_TEXT(as_org, "isp"),
    RC_ROW_TEXT(country, "country"),
    RC_ROW_TEXT(region, "region"),
};
static struct rc_table access_log = RC_TABLE(access_rows);
static const char *const access_marks[] = {"date_first", "date_last",
                                           "user_id|username",
                                           "ip|user_agent", NULL};

const struct rc_source rc_source_slack_access = {
    .name = "slack-access",
    .vendor = "slack",
    .stream = "access",
    .title = "Slack access logs",
    .how = "Web API: team.accessLogs, each page saved as it comes (or one "
           "entry a line).",
    .needs = "a paid Slack plan; scope admin.  isp, country and region are "
             "filled by Slack where it knows them.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_SIGN_IN,
    .marks = access_marks,
    .wants_kind = "logins[]",
    .table = &access_log,
    .fill = rc_fill_by_table,
};
