/*
 * auth0.c -- Auth0 tenant logs, one event a record:
 *
 *     {"log_id", "data": {"date", "type": "s",      a code: s, f, seacft, ...
 *                         "user_name", "user_id", "ip", "user_agent",
 *                         "client_name", "connection", "hostname",
 *                         "details": {...}}}
 *
 * The Management API gives the inner object alone, log streams the whole.  The
 * action is the code's meaning; codes that begin with f fail, those with s
 * succeed, but for a handful.
 */
#include "sources/table.h"

#define AT(path) "data." path "|" path

static const struct rc_code types[] = {
    {"s", "successful-login"},
    {"f", "failed-login"},
    {"fp", "incorrect-password"},
    {"fu", "invalid-username-or-email"},
    {"sapi", "success-mgmt-api-op"},
    {"mgmt_api_read", "success-mgmt-api-op-secrets-returned"},
    {"fapi", "failed-mgmt-api-op"},
    {"seacft", "success-exchange-auth-code-for-access-token"},
    {"feacft", "failed-exchange-auth-code-for-access-token"},
    {"seccft", "success-exchange-access-token-for-client-cred-grant"},
    {"feccft", "failed-exchange-access-token-for-client-cred-grant"},
    {"sepft", "success-exchange-password-for-access-token"},
    {"fepft", "failed-exchange-password-for-access-token"},
    {"sertft", "success-exchange-refresh-token-for-access-token"},
    {"fertft", "failed-exchange-refresh-token-for-access-token"},
    {"sede", "success-exchange-device-code-for-access-token"},
    {"fede", "failed-exchange-device-code-for-access-token"},
    {"sens", "success-native-social-login"},
    {"fens", "failed-native-social-login"},
    {"ssa", "success-silent-auth"},
    {"fsa", "failed-silent-auth"},
    {"slo", "user-logout-successful"},
    {"flo", "user-logout-failed"},
    {"ss", "success-signup"},
    {"fs", "user-signup-failed"},
    {"sv", "sent-verification-email"},
    {"svr", "success-verification-email-request"},
    {"fv", "failed-to-send-verification-email"},
    {"fvr", "failed-verification-email-request"},
    {"fn", "failed-to-send-email-notification"},
    {"scp", "success-change-password"},
    {"fcp", "failed-change-password"},
    {"scpr", "success-change-password-request"},
    {"fcpr", "failed-change-password-request"},
    {"sce", "success-change-email"},
    {"fce", "failed-change-email"},
    {"scpn", "success-change-phone-number"},
    {"fcpn", "failed-change-phone-number"},
    {"scu", "success-change-username"},
    {"fcu", "failed-change-username"},
    {"sdu", "successful-user-deletion"},
    {"fdu", "failed-user-deletion"},
    {"limit_wc", "blocked-account"},
    {"limit_mu", "blocked-ip-address"},
    {"limit_sul", "blocked-user-login"},
    {"pwd_leak", "breached-password"},
    {"gd_auth_succeed", "guardian-mfa-success"},
    {"gd_auth_failed", "guardian-mfa-failed"},
    {"gd_auth_rejected", "guardian-mfa-rejected"},
    {"gd_enrollment_complete", "guardian-mfa-enrollment-complete"},
    {"gd_unenroll", "guardian-mfa-unenrolled"},
    {"gd_tenant_update", "guardian-tenant-update"},
    {NULL, NULL},
};

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, AT("date"), RC_CLOCK_UTC),
    RC_ROW_CODE(action, AT("type"), types),
    RC_ROW_TEXT(
        user,
        AT("user_name") "|" AT("user_id") "|" AT(
            "details.request.auth.user."
            "email") "|" AT("details.body.email") "|" AT("client_name") "|" AT("client_id")),
    RC_ROW_TEXT(user_uid,
                AT("user_id") "|" AT("details.request.auth.user.user_id")),
    RC_ROW_TEXT(email, AT("details.request.auth.user.email")),
    RC_ROW_TEXT(user_name, AT("details.request.auth.user.name")),
    RC_ROW_IP(src_ip, AT("ip") "|" AT("details.request.ip")),
    RC_ROW_TEXT(user_agent,
                AT("user_agent") "|" AT("details.request.userAgent")),
    RC_ROW_TEXT(app, AT("client_name")),
    RC_ROW_TEXT(country, AT("location_info.country_code") "|" AT(
                             "location_info.country_name")),
    RC_ROW_TEXT(city, AT("location_info.city_name")),
    RC_ROW_NUMBER(latitude, AT("location_info.latitude")),
    RC_ROW_NUMBER(longitude, AT("location_info.longitude")),
    RC_ROW_TEXT(session_uid, AT("session_id") "|" AT("details.session_id")),
    RC_ROW_TEXT(record_uid, "log_id|data.log_id|data._id|_id"),

    RC_ROW_KIND(SIGN_IN, AT("type"),
                "s|f|fp|fu|ssa|fsa|sepft|fepft|sens|fens|"
                "scoa|fcoa|gd_auth_*|limit_*|pwd_leak|"
                "fc|fco|slo|flo|w|signup_pwd_leak"),
    RC_ROW_KIND(ACCOUNT_CHANGE, AT("type"),
                "ss|fs|sc*|fc*|sdu|fdu|sv|svr|fv*|gd_*|sui|fui|fn|du|ublkdu|"
                "sapi|fapi|resource_cleanup"),
    RC_ROW_KIND(ACCESS, AT("type"), "se*|fe*|mgmt_api_read|api_limit"),
    RC_ROW_OUTCOME(AT("type"),
                   "s*|mgmt_api_read|gd_auth_succeed|gd_enrollment_complete|"
                   "gd_send_*|ublkdu",
                   "f*|limit_*|pwd_leak|signup_pwd_leak|gd_auth_failed|"
                   "gd_auth_rejected|gd_otp_rate_limit_exceed|"
                   "gd_recovery_failed|cls_failure|w|depnote|api_limit"),
    RC_ROW_FLAG(RC_IS_MFA, AT("type"), "gd_auth_*", NULL),
    RC_ROW_TEXT(reason, AT("description") "|" AT("details.error.message")),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {
    "log_id|data.log_id|_id", "data.type|type", "data.date|date",
    "data.client_id|client_id|data.tenant_name|tenant_name|data.ip|ip|"
    "data.description|data.hostname",
    NULL};

const struct rc_source rc_source_auth0_logs = {
    .name = "auth0-logs",
    .vendor = "auth0",
    .stream = "logs",
    .title = "Auth0 tenant logs",
    .how = "Management API: GET /api/v2/logs, each page saved as it comes; or "
           "a log stream (Monitoring > Streams) to your own storage.",
    .needs = "any Auth0 plan; a token with read:logs.  Kept 1 to 30 days by "
             "plan.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
