/*
 * keycloak.c -- Keycloak events as its REST API and event listeners write them:
 *
 *     user   {"time": 1767225600000, "type": "LOGIN", "realmId", "clientId",
 *             "userId", "sessionId", "ipAddress", "error",
 *             "details": {"username", "auth_method"}}
 *     admin  {"time", "realmId", "authDetails": {"userId", "ipAddress"},
 *             "operationType": "CREATE", "resourceType": "USER",
 *             "resourcePath", "representation": "{...}"}
 *
 * A type that ends in _ERROR failed; so did what has an error.
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "time|@timestamp", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "type"),
    RC_ROW_JOIN(action, "operationType|resourceType", " "),
    RC_ROW_TEXT(user, "details.email|details.username|userId|"
                      "authDetails.username|authDetails.userId"),
    RC_ROW_TEXT(user_uid, "userId|authDetails.userId"),
    RC_ROW_IP(src_ip, "ipAddress|authDetails.ipAddress"),
    RC_ROW_TEXT(session_uid, "sessionId|details.code_id"),
    RC_ROW_TEXT(app, "clientId|authDetails.clientId"),
    RC_ROW_TEXT(user_agent, "details.user_agent"),
    RC_ROW_TEXT(reason, "error"),
    RC_ROW_TEXT(recipient, "representation!email|representation!username|"
                           "details.updated_email"),
    RC_ROW_TEXT(old_value, "details.previous_email"),
    RC_ROW_TEXT(new_value, "details.updated_email"),
    RC_ROW_OUTCOME("error", NULL, "*"),
    RC_ROW_OUTCOME(":action", NULL, "*_error"),
    RC_ROW_OUTCOME(":action", "*", NULL),
    RC_ROW_FLAG(RC_IS_MFA, "details.credential_type", "otp|webauthn*",
                "password"),
    RC_ROW_KIND(SIGN_IN, "type",
                "login*|logout*|impersonate*|"
                "identity_provider_login*|"
                "federated_identity_link*"),
    RC_ROW_KIND(ACCESS, "type",
                "code_to_token*|refresh_token*|client_login*|"
                "introspect_token*|user_info_request*|"
                "token_exchange*|permission_token*"),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {"realmId", "type|operationType",
                                    "time|@timestamp",
                                    "ipAddress|authDetails|clientId", NULL};

const struct rc_source rc_source_keycloak_events = {
    .name = "keycloak-events",
    .vendor = "keycloak",
    .stream = "events",
    .title = "Keycloak events",
    .how = "Admin REST API: GET /admin/realms/REALM/events and /admin-events, "
           "saved as they come (or one event a line); or a listener that "
           "writes JSON.",
    .needs = "Realm settings > Events: save user events and admin events.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
