/*
 * onelogin.c -- OneLogin events, one a record:
 *
 *     {"id", "created_at": "2026-01-31T10:15:30.250Z",
 *      "event_type_id": 5,                  a number, at times as a string
 *      "user_id", "user_name",              whom it happened to
 *      "actor_user_id", "actor_user_name",  who did it, when somebody else
 *      "ipaddr", "app_name", "otp_device_name", "risk_score",
 *      "error_description", "notes"}
 *
 * A broadcaster (webhook) names the time event_timestamp.  The numbers that we
 * are sure of are written as words, others stay numbers.
 */
#include "sources/table.h"

static const struct rc_code types[] = {
    {"3", "assumed_user"},
    {"5", "user_logged_into_onelogin"},
    {"6", "user_failed_onelogin_login"},
    {"8", "user_logged_into_app"},
    {"11", "user_changed_password"},
    {"13", "created_user"},
    {"14", "updated_user"},
    {"17", "deleted_user"},
    {"24", "removed_otp_device"},
    {"240", "user_accessed_password"},
    {NULL, NULL},
};

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "created_at|event_timestamp|p_event_time", RC_CLOCK_UTC),
    RC_ROW_CODE(action, "event_type_id", types),
    RC_ROW_TEXT(user, "actor_user_name|user_name|login_name|actor_user_id|"
                      "user_id"),
    RC_ROW_TEXT(user_uid, "actor_user_id|user_id"),
    RC_ROW_TEXT(user_name, ":user"),
    RC_ROW_IP(src_ip, "ipaddr"),
    RC_ROW_TEXT(recipient, "user_name|user_id"),
    RC_ROW_TEXT(app, "app_name"),
    RC_ROW_TEXT(device, "otp_device_name"),
    RC_ROW_TEXT(user_agent, "user_agent|browser_fingerprint"),
    RC_ROW_TEXT(reason, "error_description|risk_reasons|notes"),
    RC_ROW_KIND(SIGN_IN, "event_type_id", "5|6|7|9"),
    RC_ROW_KIND(ACCESS, "event_type_id", "8|240"),
    RC_ROW_OUTCOME("event_type_id", "5|8", "6|9"),
    RC_ROW_OUTCOME("error_description", NULL, "*"),
    RC_ROW_TEXT(record_uid, "id|uuid"),
};
static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
};

static const char *const marks[] = {
    "event_type_id", "user_id|user_name|actor_user_id",
    "account_id|ipaddr|actor_user_name|notes", NULL};

const struct rc_source rc_source_onelogin_events = {
    .name = "onelogin-events",
    .vendor = "onelogin",
    .stream = "events",
    .title = "OneLogin events",
    .how = "API: GET /api/1/events, each page saved as it comes (or one event "
           "a line); or a SIEM broadcaster (Developers > Webhooks).",
    .needs = "a OneLogin plan with API access; credentials with Read All.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "mfa-device-shared post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
