/*
 * google_workspace.c -- Google Workspace audit events (Reports API, activities
 * list), one activity a record, whatever application it is of:
 *
 *     {"kind": "admin#reports#activity",
 *      "id": {"time", "uniqueQualifier", "applicationName": "login"},
 *      "actor": {"email", "profileId", "callerType"}, "ipAddress",
 *      "networkInfo": {"ipAsn": [], "regionCode", "subdivisionCode"},
 *      "events": [{"type", "name",
 *                  "parameters": [{"name", "value" | "intValue" |
 *                                  "boolValue" | "multiValue"}]}]}
 *
 * Every event is an observation.  Collectors keep one event under `events` or
 * `event` as an object; Panther lifts it to the top, its parameters an object.
 * The application's name decides what an event is about.
 */
#include "sources/table.h"

/* A parameter in every shape; its value is a string unless said otherwise. */
#define OF(name, value)                                                        \
    "events[].parameters{name=" name "}." value "|parameters." name            \
    "|event.parameters{name=" name "}." value
#define PARAM(name) "events[].parameters{name=" name "}.value|parameters." name
#define APPLICATION "id.applicationName"

static const struct rc_row rows[] = {
    RC_ROW_WHEN(APPLICATION, "meet"),
    RC_ROW_TIME(at_us, OF("start_timestamp_seconds", "intValue"), RC_CLOCK_S),
    RC_ROW_TIME(end_us, "id.time", RC_CLOCK_UTC),
    RC_ROW_TEXT(session_uid, PARAM("conference_id") "|" PARAM("meeting_code")),
    RC_ROW_TEXT(user_name, PARAM("display_name")),
    RC_ROW_IP(src_ip, PARAM("ip_address")),
    RC_ROW_TEXT(os, PARAM("device_type")),
    RC_ROW_TEXT(country, PARAM("location_country")),
    RC_ROW_TEXT(region, PARAM("location_region")),
    RC_ROW_FLAG(RC_VIDEO_SENT, OF("video_send_seconds", "intValue"), "*", "0"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, OF("is_external", "boolValue"), NULL, NULL),
    RC_ROW_ALWAYS,

    RC_ROW_TIME(at_us, "id.time|p_event_time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "events[].name|event.name|name|events[].type|type"),
    RC_ROW_TEXT(user, "actor.email|" PARAM("identifier") "|actor.profileId|"
                                                         "actor.key|" PARAM(
                                                             "email_address")),
    RC_ROW_TEXT(user_uid, "actor.profileId"),
    RC_ROW_IP(src_ip, "ipAddress"),
    RC_ROW_NUMBER(asn, "networkInfo.ipAsn[0]"),
    RC_ROW_TEXT(country, "networkInfo.regionCode"),
    RC_ROW_TEXT(region, "networkInfo.subdivisionCode"),
    RC_ROW_TEXT(record_uid, "id.uniqueQualifier"),

    RC_ROW_KIND(MEETING, ":action", "call_ended"),
    RC_ROW_KIND(FINDING, "events[].type|event.type|type",
                "account_warning|attack_warning"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "login_*|logout|*_login*|2sv_disable_challenge"),
    RC_ROW_KIND(SIGN_IN, APPLICATION, "login|saml"),
    RC_ROW_KIND(ACCOUNT_CHANGE, APPLICATION,
                "user_accounts|groups|groups_enterprise"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "events[].type|event.type|type",
                "USER_SETTINGS|GROUP_SETTINGS|DELEGATED_ADMIN_SETTINGS|"
                "SECURITY_SETTINGS"),
    RC_ROW_KIND(ACCESS, APPLICATION,
                "token|context_aware_access|gcp|vault|"
                "access_transparency|data_studio"),
    RC_ROW_KIND(FILE, APPLICATION, "drive"),
    RC_ROW_KIND(MESSAGE, APPLICATION, "chat|gmail"),
    RC_ROW_KIND(DEVICE, APPLICATION, "mobile"),
    RC_ROW_KIND(DEVICE, "events[].type|type", "device_*"),
    RC_ROW_KIND(FINDING, APPLICATION, "rules|alerts"),

    RC_ROW_OUTCOME(OF("login_challenge_status", "value"), "*passed*", "*"),
    RC_ROW_OUTCOME(":action", "login_success",
                   "login_failure|access_deny_event|*_denied"),
    RC_ROW_TEXT(reason,
                OF("login_failure_type", "value") "|" PARAM("failure_type")),
    RC_ROW_FLAG(RC_IS_MFA, OF("is_second_factor", "boolValue"), NULL, NULL),
    RC_ROW_TEXT(app, PARAM("application_name") "|" PARAM("app_name") "|" PARAM(
                         "APPLICATION_NAME")),
    RC_ROW_TEXT(session_uid, PARAM("dusi")),
    RC_ROW_TEXT(recipient,
                PARAM("USER_EMAIL") "|" PARAM("target_user") "|" PARAM(
                    "affected_email_address") "|" PARAM("target")),
    RC_ROW_TEXT(old_value, PARAM("OLD_VALUE") "|" PARAM("old_value") "|" PARAM(
                               "old_visibility")),
    RC_ROW_TEXT(new_value, PARAM("NEW_VALUE") "|" PARAM("new_value") "|" PARAM(
                               "visibility")),
    RC_ROW_TEXT(document_name, PARAM("doc_title")),
    RC_ROW_TEXT(user_agent, PARAM("user_agent")),

    RC_ROW_TEXT(device_uid,
                PARAM("DEVICE_ID") "|" PARAM("CAA_ACCESS_DEVICE_ID")),
    RC_ROW_TEXT(device_serial,
                PARAM("SERIAL_NUMBER") "|" PARAM("DEVICE_SERIAL_NUMBER")),
    RC_ROW_TEXT(device_model, PARAM("DEVICE_MODEL")),
    RC_ROW_JOIN(os, PARAM("DEVICE_TYPE") "|" PARAM("OS_VERSION"), " "),
    RC_ROW_FLAG(RC_IS_PERSONAL, PARAM("DEVICE_OWNERSHIP"), "*user*|*byod*",
                "company*"),
    RC_ROW_FLAG(RC_IS_COMPLIANT, PARAM("DEVICE_COMPLIANCE"), "compliant",
                "non_compliant|noncompliant"),
};

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .each = "events",
};

static const char *const marks[] = {"id.applicationName",
                                    "kind|id.time|actor.email|actor.callerType",
                                    "!operationName", NULL};

const struct rc_source rc_source_google_workspace_activity = {
    .name = "google-workspace-activity",
    .vendor = "google_workspace",
    .stream = "activity",
    .title = "Google Workspace audit events",
    .how = "API: GET admin.googleapis.com/admin/reports/v1/activity/users/all/"
           "applications/APPLICATION for login, admin, user_accounts, saml, "
           "token, groups, drive, calendar, context_aware_access, mobile, "
           "meet and so on, each page saved as it comes (or one activity a "
           "line).",
    .needs = "any Workspace edition for most applications; drive and "
             "context_aware_access take Business Standard or Enterprise.  "
             "Scope admin.reports.audit.readonly.  Kept 180 days.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas "
             "mfa-device-shared odd-hours shift-change-output "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = marks,
    .wants_kind = "items[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

/* The alert centre's own, of any of its kinds. */
static const struct rc_row alert_rows[] = {
    RC_ROW_TIME(at_us, "startTime|createTime", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "endTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type"),
    RC_ROW_TEXT(user, "data.email|data.actorEmail|data.maliciousEntity."
                      "fromHeader|data.ruleViolationInfo.triggeringUserEmail"),
    RC_ROW_IP(src_ip, "data.loginDetails.ipAddress|data.ipAddress"),
    RC_ROW_TEXT(reason, "source"),
    RC_ROW_TEXT(device_uid, "data.events[*].deviceId"),
    RC_ROW_TEXT(device_serial, "data.events[*].serialNumber"),
    RC_ROW_TEXT(device_model, "data.events[*].deviceModel"),
    RC_ROW_TEXT(record_uid, "alertId"),
};
static struct rc_table alert = RC_TABLE(alert_rows);
static const char *const alert_marks[] = {
    "alertId", "customerId", "type", "createTime|startTime", "source", NULL};

const struct rc_source rc_source_google_alerts = {
    .name = "google-alerts",
    .vendor = "google_workspace",
    .stream = "alert",
    .title = "Google Workspace alert center",
    .how = "API: GET alertcenter.googleapis.com/v1beta1/alerts, each page "
           "saved as it comes (or one alert a line).",
    .needs = "any Workspace edition; scope apps.alerts.",
    .feeds = "location-obfuscation-vpn",
    .kind = RC_OBS_FINDING,
    .marks = alert_marks,
    .wants_kind = "alerts[]",
    .table = &alert,
    .fill = rc_fill_by_table,
};

/* Rows that went through BigQuery or an add-on: flat. */
static const struct rc_row export_rows[] = {
    RC_ROW_TIME(at_us, "time_usec|timestamp", RC_CLOCK_US),
    RC_ROW_TEXT(action, "event_name|name"),
    RC_ROW_TEXT(user, "email"),
    RC_ROW_IP(src_ip, "ip_address"),
    RC_ROW_TEXT(record_uid, "unique_identifier|unique_id"),
    RC_ROW_TEXT(document_name, "parameters.doc_title|drive.doc_title"),
    RC_ROW_TEXT(recipient, "parameters.target_user|drive.target_user|"
                           "admin.user_email"),
    RC_ROW_TEXT(app, "token.app_name|saml.application_name"),
    RC_ROW_TEXT(reason, "login.login_failure_type|saml.failure_type"),
    RC_ROW_FLAG(RC_IS_MFA, "login.is_second_factor", NULL, NULL),
    RC_ROW_OUTCOME(":action", "login_success", "login_failure"),
    RC_ROW_KIND(SIGN_IN, "record_type", "login|saml"),
    RC_ROW_KIND(SIGN_IN, ":action", "login_*|logout"),
    RC_ROW_KIND(FILE, "record_type", "drive"),
    RC_ROW_KIND(FILE, "parameters.doc_id|parameters.doc_title", "*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "record_type", "admin|user_accounts|groups"),
    RC_ROW_KIND(ACCESS, "record_type", "token|context_aware_access"),
};
static struct rc_table exported = RC_TABLE(export_rows);
static const char *const export_marks[] = {
    "email",
    "event_name|name",
    "time_usec|unique_id",
    "record_type|parameters.doc_id|parameters.doc_title",
    "event_type|type",
    NULL};

const struct rc_source rc_source_google_workspace_export = {
    .name = "google-workspace-export",
    .vendor = "google_workspace",
    .stream = "export",
    .title = "Google Workspace logs exported to BigQuery",
    .how = "Admin console > Reporting > Data integrations > BigQuery export; "
           "the table `activity` saved as JSON, a row a line.",
    .needs = "Workspace Enterprise or Education Standard.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = export_marks,
    .table = &exported,
    .fill = rc_fill_by_table,
};
