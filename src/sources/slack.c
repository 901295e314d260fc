/*
 * slack.c -- Slack:
 *
 *   audit    {"id", "date_create", "action", "actor": {"user": {"email"}},
 *             "entity", "context": {"ip_address", "ua", "session_id"},
 *             "details": {"previous_ip_address", "location"}}
 *   access   {"user_id", "username", "date_first", "date_last", "count", "ip",
 *             "user_agent", "isp", "country", "region"}
 *   users    {"id", "team_id", "name", "tz": "America/Chicago",
 *             "profile": {"email", "real_name", "phone", "title"}, "has_2fa"}
 *   export   {"type": "message", "user", "text", "ts": "1452837352.000006"},
 *             a file a day and channel
 *
 * An access log's row is a run of sessions from one address, first to last.
 * `tz` is where the person's own device says that it is.  A message's text is
 * not read: only that it was sent, by whom, and when.
 */
#include "sources/table.h"

static const struct rc_row audit_rows[] = {
    RC_ROW_TEXT(action, "action"),
    RC_ROW_WHEN(":action", "anomaly"), /* told later than it happened */
    RC_ROW_TIME(at_us, "details.action_timestamp", RC_CLOCK_MS),
    RC_ROW_ALWAYS,
    RC_ROW_TIME(at_us, "date_create|p_event_time", RC_CLOCK_S),
    RC_ROW_TEXT(user, "actor.user.email|actor.user.name|actor.user.id"),
    RC_ROW_TEXT(user_uid, "actor.user.id"),
    RC_ROW_TEXT(user_name, "actor.user.name"),
    RC_ROW_IP(src_ip, "context.ip_address"),
    RC_ROW_TEXT(user_agent, "context.ua"),
    RC_ROW_TEXT(session_uid, "context.session_id"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(app, "entity.app.name|context.location.domain"),
    RC_ROW_TEXT(city, "details.location"),
    RC_ROW_TEXT(recipient, "entity.user.email|entity.channel.name|"
                           "entity.user.name"),
    RC_ROW_TEXT(document_name, "entity.file.name"),
    RC_ROW_TEXT(old_value, "details.previous_ip_address|"
                           "details.old_email|details.previous_value"),
    RC_ROW_TEXT(new_value, "details.new_email|details.new_value"),
    RC_ROW_TEXT(reason, "details.reason[0]|details.reason"),
    RC_ROW_KIND(FINDING, ":action", "anomaly"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "user_login*|user_logout*|"
                "user_session_*|*_login_failed"),
    RC_ROW_KIND(FILE, ":action", "file_*"),
    RC_ROW_KIND(MESSAGE, ":action", "message_*"),
    RC_ROW_KIND(MEETING, ":action", "huddle_*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "user_*|role_*|guest_*|owner_*|pref.*|*2fa*|*mfa*|"
                "*session_settings*|*_sso_*"),
    RC_ROW_KIND(ACCESS, ":action",
                "app_*|public_channel_*|private_channel_*|"
                "workspace_*|channel_*|*channel*"),
    RC_ROW_OUTCOME(":action", "user_login|user_logout", "*failed*|*denied*"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {"action", "actor.type|actor.user",
                                          "context|entity",
                                          "date_create|context."
                                          "location|p_event_time",
                                          NULL};

const struct rc_source rc_source_slack_audit = {
    .name = "slack-audit",
    .vendor = "slack",
    .stream = "audit",
    .title = "Slack audit log",
    .how = "API: GET api.slack.com/audit/v1/logs, each page saved as it comes.",
    .needs = "Enterprise Grid; scope auditlogs:read.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = audit_marks,
    .wants_kind = "entries[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row access_rows[] = {
    RC_ROW_TIME(at_us, "date_first", RC_CLOCK_S),
    RC_ROW_TIME(end_us, "date_last", RC_CLOCK_S),
    RC_ROW_SAY(action, "access"),
    RC_ROW_TEXT(user, "username|user_id"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_IP(src_ip, "ip"),
    RC_ROW_TEXT(user_agent, "user_agent"),
    RC_ROW_TEXT(as_org, "isp"),
    RC_ROW_TEXT(country, "country"),
    RC_ROW_TEXT(region, "region"),
};
static struct rc_table access = RC_TABLE(access_rows);
static const char *const access_marks[] = {"user_id", "date_first", "date_last",
                                           "ip", NULL};

const struct rc_source rc_source_slack_access = {
    .name = "slack-access",
    .vendor = "slack",
    .stream = "access",
    .title = "Slack access logs",
    .how = "API: GET team.accessLogs, each page saved as it comes; or "
           "Administration > Access logs.",
    .needs = "a paid plan; scope admin.",
    .feeds = "claimed-vs-network-location multi-country-logins "
             "egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_SIGN_IN,
    .marks = access_marks,
    .wants_kind = "logins[]",
    .table = &access,
    .fill = rc_fill_by_table,
};

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "updated", RC_CLOCK_S),
    RC_ROW_SAY(action, "user"),
    RC_ROW_TEXT(email, "profile.email"),
    RC_ROW_TEXT(user, "profile.email|name|id"),
    RC_ROW_TEXT(user_uid, "id"),
    RC_ROW_TEXT(user_name, "profile.real_name|real_name"),
    RC_ROW_TEXT(phone, "profile.phone"),
    RC_ROW_TEXT(title, "profile.title"),
    RC_ROW_TEXT(zone, "tz"),
    RC_ROW_TIME(hired_us, "profile.start_date", RC_CLOCK_UTC),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "is_stranger|is_ultra_restricted", NULL, NULL),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};
static const char *const user_marks[] = {"id=U*|id=W*", "name", "profile",
                                         "team_id|tz|deleted", NULL};

const struct rc_source rc_source_slack_users = {
    .name = "slack-users",
    .vendor = "slack",
    .stream = "users",
    .title = "Slack users",
    .how = "API: GET users.list, each page saved as it comes; or users.json of "
           "an export.",
    .needs = "any plan; scopes users:read and users:read.email.",
    .feeds = "claimed-vs-network-location shared-phone",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .wants_kind = "members[]",
    .table = &user,
    .fill = rc_fill_by_table,
};

static const struct rc_row message_rows[] = {
    RC_ROW_TIME(at_us, "ts", RC_CLOCK_S),
    RC_ROW_TEXT(action, "subtype|type"),
    RC_ROW_TEXT(user, "user|user_profile.name|bot_id|username"),
    RC_ROW_TEXT(user_uid, "user"),
    RC_ROW_TEXT(user_name, "user_profile.real_name"),
    RC_ROW_TEXT(record_uid, "client_msg_id|ts"),
    RC_ROW_TEXT(document_name, "files[0].name|file.name"),
};
static struct rc_table message = RC_TABLE(message_rows);
static const char *const message_marks[] = {"type=message", "ts",
                                            "text|user|subtype", NULL};

const struct rc_source rc_source_slack_messages = {
    .name = "slack-messages",
    .vendor = "slack",
    .stream = "export",
    .title = "Slack export messages",
    .how =
        "Administration > Workspace settings > Import/export data: the files "
        "of each channel.  Names of users come with users.json.",
    .needs = "any plan for public channels.",
    .feeds = "odd-hours shift-change-output",
    .kind = RC_OBS_MESSAGE,
    .marks = message_marks,
    .wants_kind = "messages[]",
    .table = &message,
    .fill = rc_fill_by_table,
};

static const struct rc_row integration_rows[] = {
    RC_ROW_TIME(at_us, "date", RC_CLOCK_S),
    RC_ROW_JOIN(action, "change_type|app_type|service_type", " "),
    RC_ROW_TEXT(user, "user_name|user_id"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_TEXT(app, "app_type|service_type|app_id|service_id"),
    RC_ROW_TEXT(recipient, "channel"),
    RC_ROW_TEXT(new_value, "scope"),
    RC_ROW_TEXT(reason, "reason"),
};
static struct rc_table integration = RC_TABLE(integration_rows);
static const char *const integration_marks[] = {
    "change_type", "user_id|user_name", "date", "service_type|app_type|app_id",
    NULL};

const struct rc_source rc_source_slack_integrations = {
    .name = "slack-integrations",
    .vendor = "slack",
    .stream = "integrations",
    .title = "Slack integration logs",
    .how = "API: GET team.integrationLogs, each page saved as it comes; or "
           "integration_logs.json of an export.",
    .needs = "any plan; scope admin.",
    .feeds = "odd-hours",
    .kind = RC_OBS_ACCESS,
    .marks = integration_marks,
    .wants_kind = "logs[]",
    .table = &integration,
    .fill = rc_fill_by_table,
};
