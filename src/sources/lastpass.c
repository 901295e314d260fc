/*
 * lastpass.c -- LastPass Enterprise API: users and the event report.
 *
 *     user   {"username": "ann@example.com", "fullname", "created",
 *             "last_login", "linked": a personal account, "disabled"}
 *     event  {"Time": "2026-01-31 10:15:30", "Username", "IP_Address",
 *             "Action": "Failed Login Attempt", "Data"}
 *
 * Times are in the zone of the LastPass account and do not say which.
 */
#include "sources/table.h"

#define NEEDS                                                                  \
    "LastPass Business; the account number and provisioning hash (Advanced > " \
    "Enterprise API)."

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "last_login|created", RC_CLOCK_STATED),
    RC_ROW_TEXT(user, "username"),
    RC_ROW_TEXT(user_uid, "id"),
    RC_ROW_TEXT(user_name, "fullname"),
    RC_ROW_TEXT(email_other, "linked"),
    RC_ROW_FLAG(RC_IS_CURRENT, "disabled", "false", "true"),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};
static const char *const user_marks[] = {
    "username", "fullname", "mpstrength|last_pw_change|neverloggedin", NULL};

const struct rc_source rc_source_lastpass_users = {
    .name = "lastpass-users",
    .vendor = "lastpass",
    .stream = "user",
    .title = "LastPass users",
    .how = "Enterprise API: cmd getuserdata, saved one user a line.",
    .needs = NEEDS,
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .table = &user,
    .fill = rc_fill_by_table,
};

static const struct rc_row event_rows[] = {
    RC_ROW_TIME(at_us, "Time", RC_CLOCK_STATED),
    RC_ROW_TEXT(action, "Action"),
    RC_ROW_TEXT(user, "Username"),
    RC_ROW_IP(src_ip, "IP_Address"),
    RC_ROW_TEXT(reason, "Data"),
    RC_ROW_TEXT(record_uid, "ID"),
    RC_ROW_OUTCOME(":action", NULL, "*fail*|*denied*"),
    RC_ROW_OUTCOME(":action", "log in|login*", NULL),
    RC_ROW_KIND(SIGN_IN, ":action", "*log in*|*login*|*log out*|*logout*"),
    RC_ROW_KIND(ACCESS, ":action", "*site*|*secure note*|*shared folder*"),
};
static struct rc_table event = RC_TABLE(event_rows);
static const char *const event_marks[] = {"Time", "Username", "IP_Address",
                                          "Action", NULL};

const struct rc_source rc_source_lastpass_events = {
    .name = "lastpass-events",
    .vendor = "lastpass",
    .stream = "event_report",
    .title = "LastPass event report",
    .how = "Enterprise API: cmd reporting, saved one event a line.",
    .needs = NEEDS,
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = event_marks,
    .table = &event,
    .fill = rc_fill_by_table,
};
