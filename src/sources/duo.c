/*
 * duo.c -- Cisco Duo's logs, as its Admin API gives them:
 *
 *   authentication  {"txid", "isotimestamp", "timestamp", "user": {"name"},
 *                    "access_device": {"ip", "hostname", "os"},
 *                    "auth_device": {"ip", "name": "My phone (734-555-2342)"},
 *                    "application": {"name"}, "factor", "reason", "result"}
 *                   v1: {"username", "ip", "integration", "device", ...} flat
 *   administrator   {"action", "username", "object", "description": "{...}"}
 *   offline         the same with o2fa_* actions
 *   activity        {"activity_id", "action": {"name"}, "actor", "target",
 * "ts"} telephony       {"context", "phone", "type", "credits"} users
 * {"user_id", "username", "email", "phones": [{"number"}]}
 *
 * The administrator log's `description` is JSON inside a string, or plain text.
 */
#include "sources/table.h"

#define HOW(path, log)                                                         \
    "Admin API: GET " path ", the list of events of each answer saved (or "    \
    "one event a line); or Duo Log Sync.  Admin Panel > Reports > " log

/* A second factor that somebody had to use; and those that nobody did. */
#define FACTORS                                                                \
    "*push*|phone*|sms*|*passcode*|*token*|*webauthn*|u2f*|yubikey*|"          \
    "platform*|security_key|*otp*"
#define NO_FACTORS "remembered*|trusted*|bypass*|not_available|n/a"

/* The number in "My phone (734-555-2342)", or "+91 12345 12345" itself. */
static const char *
find_phone(const struct rc_fill *fill, const struct rc_slice *kept,
           struct rc_obs *obs)
{
    struct rc_slice name = kept[0];
    const char *open = name.len ? memchr(name.p, '(', name.len) : NULL;

    (void)fill;
    if (name.len && name.p[name.len - 1] == ')' && open)
        name = (struct rc_slice){open + 1,
                                 (size_t)(name.p + name.len - 1 - (open + 1))};
    for (size_t i = 0; i < name.len; i++)
        if (!strchr("0123456789+-. ()", name.p[i]))
            return NULL;
    if (name.len >= 7)
        obs->phone = name;
    return NULL;
}

static const struct rc_row auth_rows[] = {
    RC_ROW_TIME(at_us, "isotimestamp|timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_SAY(action, "authentication"),
    RC_ROW_TEXT(user, "email|user.name|username|alias|user.key"),
    RC_ROW_TEXT(user_uid, "user.key"),
    RC_ROW_TEXT(user_name, "user.name|username"),
    RC_ROW_IP(src_ip, "access_device.ip|ip"),
    RC_ROW_TEXT(city, "access_device.location.city|location.city"),
    RC_ROW_TEXT(region, "access_device.location.state|location.state"),
    RC_ROW_TEXT(country, "access_device.location.country|location.country"),
    RC_ROW_TEXT(device, "access_device.hostname"),
    RC_ROW_TEXT(device_uid, "access_device.epkey"),
    RC_ROW_JOIN(os, "access_device.os|access_device.os_version", " "),
    RC_ROW_JOIN(user_agent,
                "access_device.browser|"
                "access_device.browser_version",
                " "),
    RC_ROW_TEXT(app, "application.name|integration"),
    RC_ROW_TEXT(reason, "reason"),
    RC_ROW_OUTCOME("result", "success|allow", "*"),
    RC_ROW_FLAG(RC_IS_MFA, "factor", FACTORS, NO_FACTORS),
    RC_ROW_FLAG(RC_IS_MANAGED, "trusted_endpoint_status", "trusted",
                "not trusted"),
    RC_ROW_TEXT(record_uid, "txid"),
    RC_ROW_KEEP(0, "auth_device.name|device"),
};
static struct rc_table auth = {
    .rows = auth_rows,
    .row_count = sizeof auth_rows / sizeof *auth_rows,
    .nothing = "unknown",
    .more = find_phone,
};
static const char *const auth_marks[] = {
    "factor|reason", "result", "access_device|access_device.ip|integration",
    "user.name|user.key|username|event_type=authentication", NULL};

const struct rc_source rc_source_duo_authentication = {
    .name = "duo-authentication",
    .vendor = "cisco_duo",
    .stream = "auth",
    .title = "Cisco Duo authentication log",
    .how = HOW("/admin/v2/logs/authentication", "Authentication Log."),
    .needs = "any paid Duo edition; an Admin API application with `Grant read "
             "log`.  trusted_endpoint_status takes Duo Advantage or Premier.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas "
             "mfa-device-shared odd-hours post-termination-access",
    .kind = RC_OBS_SIGN_IN,
    .marks = auth_marks,
    .wants_kind = "authlogs[]|response[]",
    .table = &auth,
    .fill = rc_fill_by_table,
};

static const struct rc_row admin_rows[] = {
    RC_ROW_TIME(at_us, "timestamp|isotimestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "username|description!admin_email|description!email"),
    RC_ROW_TEXT(user_name, "username"),
    RC_ROW_IP(src_ip, "description!ip_address"),
    RC_ROW_KIND(SIGN_IN, ":action", "admin_login*|admin_2fa*"),
    RC_ROW_OUTCOME(":action", NULL,
                   "*_error|*_fail|*_failed|*_failure|*lockout"),
    RC_ROW_OUTCOME(":action", "*", NULL),
    RC_ROW_TEXT(reason, "description!error"),
    RC_ROW_TEXT(recipient, "object"),
    RC_ROW_TEXT(phone, "description!number|description!phone|"
                       "description!device"),
    RC_ROW_JOIN(device_model, "description!manufacturer|description!model",
                " "),
    RC_ROW_TEXT(app, "description!saml_idp"),
    RC_ROW_WHEN(":action", "admin_login*"),
    RC_ROW_FLAG(RC_IS_MFA, "description!factor", "*", NULL),
};
static struct rc_table admin = RC_TABLE(admin_rows);
static const char *const admin_marks[] = {"action",
                                          "username",
                                          "timestamp|isotimestamp",
                                          "object|description",
                                          "isotimestamp|host",
                                          "!id",
                                          "!eventType",
                                          NULL};

const struct rc_source rc_source_duo_administrator = {
    .name = "duo-administrator",
    .vendor = "cisco_duo",
    .stream = "admin",
    .title = "Cisco Duo administrator log",
    .how = HOW("/admin/v1/logs/administrator", "Administrator Actions."),
    .needs = "any paid Duo edition; an Admin API application with `Grant read "
             "log`.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = admin_marks,
    .wants_kind = "response[]",
    .table = &admin,
    .fill = rc_fill_by_table,
};

static const struct rc_row offline_rows[] = {
    RC_ROW_TIME(at_us, "timestamp|isotimestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "username"),
    RC_ROW_TEXT(app, "object"),
    RC_ROW_TEXT(device, "description!hostname"),
    RC_ROW_TEXT(user_agent, "description!user_agent"),
};
static struct rc_table offline = RC_TABLE(offline_rows);
static const char *const offline_marks[] = {
    "action=o2fa_*", "username", "timestamp|isotimestamp", "object", NULL};

const struct rc_source rc_source_duo_offline_enrollment = {
    .name = "duo-offline-enrollment",
    .vendor = "cisco_duo",
    .stream = "offline_enrollment",
    .title = "Cisco Duo offline enrolment log",
    .how = HOW("/admin/v1/logs/offline_enrollment", "Offline Enrollment."),
    .needs = "any paid Duo edition with Duo for Windows Logon; an Admin API "
             "application with `Grant read log`.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = offline_marks,
    .wants_kind = "response[]",
    .table = &offline,
    .fill = rc_fill_by_table,
};

static const struct rc_row activity_rows[] = {
    RC_ROW_TIME(at_us, "ts", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action.name"),
    RC_ROW_TEXT(user, "actor.details!email|actor.name|actor.key"),
    RC_ROW_TEXT(user_uid, "actor.key"),
    RC_ROW_TEXT(user_name, "actor.name"),
    RC_ROW_IP(src_ip, "access_device.ip.address|access_device.ip"),
    RC_ROW_TEXT(city, "access_device.location.city"),
    RC_ROW_TEXT(region, "access_device.location.state"),
    RC_ROW_TEXT(country, "access_device.location.country"),
    RC_ROW_TEXT(device, "access_device.hostname"),
    RC_ROW_TEXT(device_uid, "access_device.epkey"),
    RC_ROW_JOIN(os, "access_device.os|access_device.os_version", " "),
    RC_ROW_JOIN(user_agent,
                "access_device.browser|"
                "access_device.browser_version",
                " "),
    RC_ROW_TEXT(app, "application.name"),
    RC_ROW_TEXT(recipient, "target.name"),
    RC_ROW_WHEN("target.type", "*phone*|*device*"),
    RC_ROW_TEXT(phone, "target.details!number|target.name"),
    RC_ROW_ALWAYS,
    RC_ROW_OUTCOME("outcome.result|outcome|:action", "success",
                   "failure|*_error|*_failed"),
    RC_ROW_KIND(SIGN_IN, ":action", "*login*"),
    RC_ROW_TEXT(record_uid, "activity_id"),
};
static struct rc_table activity = RC_TABLE(activity_rows);
static const char *const activity_marks[] = {
    "activity_id", "action.name", "actor.key|actor.name", "ts", NULL};

const struct rc_source rc_source_duo_activity = {
    .name = "duo-activity",
    .vendor = "cisco_duo",
    .stream = "activity",
    .title = "Cisco Duo activity log",
    .how = HOW("/admin/v2/logs/activity", "Activity Log."),
    .needs = "any paid Duo edition; an Admin API application with `Grant read "
             "log`.",
    .feeds = "mfa-device-shared egress-ip-shared-personas",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = activity_marks,
    .wants_kind = "items[]",
    .table = &activity,
    .fill = rc_fill_by_table,
};

static const struct rc_row telephony_rows[] = {
    RC_ROW_TIME(at_us, "ts|isotimestamp|timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "context"),
    RC_ROW_TEXT(phone, "phone"),
    RC_ROW_TEXT(reason, "type"),
    RC_ROW_TEXT(record_uid, "telephony_id|txid"),
};
static struct rc_table telephony = RC_TABLE(telephony_rows);
static const char *const telephony_marks[] = {"context", "phone", "credits",
                                              "type", NULL};

const struct rc_source rc_source_duo_telephony = {
    .name = "duo-telephony",
    .vendor = "cisco_duo",
    .stream = "telephony",
    .title = "Cisco Duo telephony log",
    .how = HOW("/admin/v2/logs/telephony", "Telephony Log."),
    .needs = "any paid Duo edition; an Admin API application with `Grant read "
             "log`.  It names no user, only the number.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_OTHER,
    .marks = telephony_marks,
    .wants_kind = "items[]|response[]",
    .table = &telephony,
    .fill = rc_fill_by_table,
};

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "last_login|created", RC_CLOCK_S),
    RC_ROW_TEXT(user, "email|username"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_TEXT(user_name, "realname"),
    RC_ROW_TEXT(phone, "phones[*].number"),
    RC_ROW_JOIN(device_model, "phones[0].platform|phones[0].model", " "),
    RC_ROW_FLAG(RC_IS_CURRENT, "status", "active|bypass",
                "disabled|pending deletion|locked out"),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};
static const char *const user_marks[] = {"user_id", "username", "phones|tokens",
                                         "realname|is_enrolled|aliases", NULL};

const struct rc_source rc_source_duo_users = {
    .name = "duo-users",
    .vendor = "cisco_duo",
    .stream = "user",
    .title = "Cisco Duo users",
    .how = "Admin API: GET /admin/v1/users, each page saved as it comes (or "
           "one user a line).",
    .needs = "any paid Duo edition; an Admin API application with `Grant read "
             "resource`.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .wants_kind = "response[]",
    .table = &user,
    .fill = rc_fill_by_table,
};
