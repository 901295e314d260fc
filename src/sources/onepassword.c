/*
 * onepassword.c -- 1Password Events API: sign-in attempts, item usage, audit.
 *
 *     sign-in     {"uuid", "session_uuid", "timestamp", "category": "success",
 *                  "type", "country", "target_user": {"email"}, "client"}
 *     item usage  {"uuid", "timestamp", "vault_uuid", "item_uuid", "action",
 *                  "user": {"email"}, "client"}
 *     audit       {"uuid", "timestamp", "actor_details": {"email"}, "action",
 *                  "object_type", "session": {"ip", "device_uuid"}}
 *
 * client is {"app_name", "platform_name", "os_name", "os_version",
 * "ip_address"}; location, where it comes, {"country", "region", "city",
 * "latitude", "longitude"}.
 */
#include "sources/table.h"

#define NEEDS                                                                  \
    "1Password Business or Enterprise; a bearer token of an Events Reporting " \
    "integration (Integrations > Directory > Other)."

#define PLACE                                                                  \
    RC_ROW_TEXT(country, "location.country|country"),                          \
        RC_ROW_TEXT(region, "location.region"),                                \
        RC_ROW_TEXT(city, "location.city"),                                    \
        RC_ROW_NUMBER(latitude, "location.latitude"),                          \
        RC_ROW_NUMBER(longitude, "location.longitude")

#define CLIENT                                                                 \
    RC_ROW_IP(src_ip, "client.ip_address"),                                    \
        RC_ROW_JOIN(os, "client.os_name|client.os_version", " "),              \
        RC_ROW_TEXT(app, "client.app_name"),                                   \
        RC_ROW_TEXT(app_version, "client.app_version"),                        \
        RC_ROW_JOIN(user_agent,                                                \
                    "client.platform_name|client.platform_version", " ")

static const struct rc_row signin_rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "category"),
    RC_ROW_TEXT(user, "target_user.email|target_user.name|target_user.uuid"),
    RC_ROW_TEXT(user_uid, "target_user.uuid"),
    RC_ROW_TEXT(user_name, "target_user.name"),
    CLIENT,
    PLACE,
    RC_ROW_OUTCOME("category", "success|firewall_reported_success", "*"),
    RC_ROW_TEXT(reason, "type"),
    RC_ROW_FLAG(RC_IS_MFA, "type", "mfa_ok", NULL),
    RC_ROW_TEXT(session_uid, "session_uuid"),
    RC_ROW_TEXT(record_uid, "uuid"),
};
static struct rc_table signin = RC_TABLE(signin_rows);
static const char *const signin_marks[] = {
    "target_user.uuid|target_user.email", "category", "type",
    "client.ip_address|session_uuid", NULL};

const struct rc_source rc_source_onepassword_sign_in = {
    .name = "1password-sign-in",
    .vendor = "1password",
    .stream = "signin_attempts",
    .title = "1Password sign-in attempts",
    .how = "Events API: POST /api/v2/signinattempts, each page saved as it "
           "comes (or one event a line).",
    .needs = NEEDS,
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_SIGN_IN,
    .marks = signin_marks,
    .wants_kind = "items[]",
    .table = &signin,
    .fill = rc_fill_by_table,
};

static const struct rc_row usage_rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_SAY(action, "item_usage"),
    RC_ROW_TEXT(user, "user.email|user.name|user.uuid"),
    RC_ROW_TEXT(user_uid, "user.uuid"),
    RC_ROW_TEXT(user_name, "user.name"),
    CLIENT,
    PLACE,
    RC_ROW_TEXT(record_uid, "uuid"),
};
static struct rc_table usage = RC_TABLE(usage_rows);
static const char *const usage_marks[] = {"item_uuid", "vault_uuid",
                                          "user.uuid|user.email", NULL};

const struct rc_source rc_source_onepassword_item_usage = {
    .name = "1password-item-usage",
    .vendor = "1password",
    .stream = "item_usages",
    .title = "1Password item usage",
    .how = "Events API: POST /api/v2/itemusages, each page saved as it comes "
           "(or one event a line).",
    .needs = NEEDS,
    .feeds = "odd-hours shift-change-output egress-ip-shared-personas",
    .kind = RC_OBS_ACCESS,
    .marks = usage_marks,
    .wants_kind = "items[]",
    .table = &usage,
    .fill = rc_fill_by_table,
};

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "actor_details.email|actor_details.name|actor_uuid"),
    RC_ROW_TEXT(user_uid, "actor_details.uuid|actor_uuid"),
    RC_ROW_TEXT(user_name, "actor_details.name"),
    RC_ROW_IP(src_ip, "session.ip"),
    RC_ROW_TEXT(device_uid, "session.device_uuid"),
    RC_ROW_TEXT(session_uid, "session.uuid"),
    PLACE,
    RC_ROW_TEXT(recipient, "object_details.email|aux_details.email"),
    RC_ROW_TEXT(record_uid, "uuid"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "actor_uuid", "object_type", "object_uuid|session.uuid", "action", NULL};

const struct rc_source rc_source_onepassword_audit = {
    .name = "1password-audit",
    .vendor = "1password",
    .stream = "audit_events",
    .title = "1Password audit events",
    .how = "Events API: POST /api/v2/auditevents, each page saved as it comes "
           "(or one event a line).",
    .needs = NEEDS,
    .feeds = "egress-ip-shared-personas post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "items[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};
