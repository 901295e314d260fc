/*
 * bitwarden.c -- Bitwarden's Public API: events, and the members whose ids they
 * hold, one a record:
 *
 *     {"object": "event", "type": 1000, "date": "2026-01-31T10:15:30.250Z",
 *      "actingUserId", "memberId", "itemId", "device": 9, "ipAddress"}
 *
 *     {"object": "member", "id", "userId", "name", "email", "status": 2}
 *
 * Types of 1000 and on are a user's own, 1100 items, 1500 members.
 */
#include "sources/table.h"

static const struct rc_code types[] = {
    {"1000", "user_logged_in"},
    {"1001", "user_changed_password"},
    {"1002", "user_enabled_two_step"},
    {"1003", "user_disabled_two_step"},
    {"1004", "user_recovered_two_step"},
    {"1005", "user_failed_login_password"},
    {"1006", "user_failed_login_two_step"},
    {"1007", "user_exported_vault"},
    {"1500", "member_invited"},
    {"1501", "member_confirmed"},
    {"1502", "member_updated"},
    {"1503", "member_removed"},
    {NULL, NULL},
};

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "date", RC_CLOCK_UTC),
    RC_ROW_CODE(action, "type", types),
    RC_ROW_TEXT(user, "actingUserEmail|actingUserId|memberId"),
    RC_ROW_TEXT(user_uid, "actingUserId|memberId"),
    RC_ROW_TEXT(user_name, "actingUserName"),
    RC_ROW_IP(src_ip, "ipAddress"),
    RC_ROW_TEXT(recipient, "memberId"),
    RC_ROW_OUTCOME("type", "1000", "1005|1006"),
    RC_ROW_KIND(SIGN_IN, "type", "1000|1005|1006"),
    RC_ROW_KIND(ACCESS, "type", "11*|1007"),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {"object=event", "type", "date",
                                    "actingUserId|memberId|ipAddress", NULL};

const struct rc_source rc_source_bitwarden_events = {
    .name = "bitwarden-events",
    .vendor = "bitwarden",
    .stream = "events",
    .title = "Bitwarden event logs",
    .how = "Public API: GET https://api.bitwarden.com/public/events, each page "
           "saved as it comes (or one event a line).",
    .needs = "Bitwarden Teams or Enterprise; the organisation's API key.",
    .feeds = "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .wants_kind = "data[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

static const struct rc_row member_rows[] = {
    RC_ROW_TEXT(user, "email"),
    RC_ROW_TEXT(user_uid, "userId|id"),
    RC_ROW_TEXT(user_name, "name"),
    RC_ROW_FLAG(RC_IS_MFA, "twoFactorEnabled", NULL, NULL),
    RC_ROW_FLAG(RC_IS_CURRENT, "status", "0|1|2", "-1"),
};
static struct rc_table member = {
    .rows = member_rows,
    .row_count = sizeof member_rows / sizeof *member_rows,
    .timeless = true,
};
static const char *const member_marks[] = {"object=member", "id", "email",
                                           NULL};

const struct rc_source rc_source_bitwarden_members = {
    .name = "bitwarden-members",
    .vendor = "bitwarden",
    .stream = "members",
    .title = "Bitwarden members",
    .how = "Public API: GET https://api.bitwarden.com/public/members, saved as "
           "it comes (or one member a line).",
    .needs = "Bitwarden Teams or Enterprise; the organisation's API key.",
    .feeds = "egress-ip-shared-personas",
    .kind = RC_OBS_DIRECTORY,
    .marks = member_marks,
    .wants_kind = "data[]",
    .table = &member,
    .fill = rc_fill_by_table,
};
