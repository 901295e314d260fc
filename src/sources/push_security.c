/*
 * push_security.c -- Push Security webhooks: what the browser extension saw.
 *
 *     {"id", "object": "LOGIN", "timestamp": seconds,
 *      "new": {"email", "employeeId", "appType": "DROPBOX", "browser", "os",
 *              "sourceIpAddress", "userAgent", "loginType",
 *              "identityProvider", "loginTimestamp"}}
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "new.loginTimestamp|timestamp", RC_CLOCK_S),
    RC_ROW_JOIN(action, "object|new.action|type", " "),
    RC_ROW_TEXT(user, "new.email|new.employee.email|new.employeeId|"
                      "new.employee.id"),
    RC_ROW_TEXT(email, "new.email|new.employee.email"),
    RC_ROW_TEXT(user_uid, "new.employeeId|new.employee.id"),
    RC_ROW_JOIN(user_name,
                "new.employee.firstName|new.employee.lastName|"
                "new.firstName|new.lastName",
                " "),
    RC_ROW_IP(src_ip, "new.sourceIpAddress"),
    RC_ROW_TEXT(user_agent, "new.userAgent"),
    RC_ROW_TEXT(os, "new.os"),
    RC_ROW_TEXT(app, "new.appType|new.appId"),
    RC_ROW_TEXT(reason, "new.loginType|new.appBanner.title"),
    RC_ROW_TEXT(department, "new.department"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_KIND(SIGN_IN, "object", "LOGIN"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "object", "ACCOUNT|EMPLOYEE|MFA*"),
    RC_ROW_KIND(FINDING, "object", "FINDING|*PHISH*|*DETECTION*"),
    RC_ROW_KIND(SOFTWARE, "object", "BROWSER*|APP"),
    RC_ROW_KIND(ACCESS, "object", "*BANNER*"),
    RC_ROW_OUTCOME("object", "LOGIN", NULL),
};
static struct rc_table table = RC_TABLE(rows);
static const char *const marks[] = {"object", "new", "timestamp", "version",
                                    NULL};

const struct rc_source rc_source_push_security = {
    .name = "push-security",
    .vendor = "push_security",
    .stream = "activity",
    .title = "Push Security webhooks",
    .how = "Settings > Webhooks; the bodies saved as they come or one a line.",
    .needs = "any plan; the browser extension on the devices.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "multi-country-logins",
    .kind = RC_OBS_OTHER,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
