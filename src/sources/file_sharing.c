/*
 * file_sharing.c -- Box and Dropbox, what their teams did:
 *
 *   Box      {"type": "event", "event_id", "event_type": "DOWNLOAD",
 *             "created_at", "created_by": {"login", "name", "id"},
 *             "ip_address", "source": {"item_name"}, "session_id"}
 *   Dropbox  {"timestamp", "event_type": {".tag": "login_success"},
 *             "actor": {"user": {"email", "display_name"}},
 *             "origin": {"geo_location": {"ip_address", "city"}},
 *             "assets": [{"display_name", "path": {"contextual"}}]}
 *
 * Panther writes Dropbox's .tag as _tag.
 */
#include "sources/table.h"

static const struct rc_row box_rows[] = {
    RC_ROW_TIME(at_us, "created_at|p_event_time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_TEXT(user, "created_by.login|created_by.id"),
    RC_ROW_TEXT(user_uid, "created_by.id"),
    RC_ROW_TEXT(user_name, "created_by.name"),
    RC_ROW_IP(src_ip, "ip_address"),
    RC_ROW_TEXT(session_uid, "session_id"),
    RC_ROW_TEXT(record_uid, "event_id"),
    RC_ROW_TEXT(document_name, "source.item_name|source.file_name|source.name"),
    RC_ROW_TEXT(recipient, "accessible_by.login|source.login"),
    RC_ROW_TEXT(reason, "additional_details!shield_alert.rule_category|"
                        "additional_details!shield_alert.rule_name"),
    RC_ROW_TEXT(app, "additional_details!service_name"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "LOGIN|FAILED_LOGIN|*_LOGIN|ADMIN_LOGIN|"
                "MULTI_FACTOR_*"),
    RC_ROW_KIND(FINDING, ":action", "SHIELD_*|*MALICIOUS*"),
    RC_ROW_KIND(DEVICE, ":action", "*DEVICE*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "*USER*|*GROUP*|*ROLE*|EMAIL_ALIAS*|*PASSWORD*|CHANGE_ADMIN*"),
    RC_ROW_OUTCOME(":action", NULL, "FAILED*|*FAILURE*|*DENIED*"),
    RC_ROW_OUTCOME(":action", "LOGIN|*_LOGIN", NULL),
};
static struct rc_table box = RC_TABLE(box_rows);
static const char *const box_marks[] = {"type=event", "event_type",
                                        "created_by|source", NULL};

const struct rc_source rc_source_box_events = {
    .name = "box-events",
    .vendor = "box",
    .stream = "event",
    .title = "Box enterprise events",
    .how = "API: GET /2.0/events?stream_type=admin_logs, each page saved as it "
           "comes.",
    .needs = "Business or above; scope Manage enterprise properties.",
    .feeds = "egress-ip-shared-personas odd-hours mass-download "
             "post-termination-access",
    .kind = RC_OBS_FILE,
    .marks = box_marks,
    .wants_kind = "entries[]",
    .table = &box,
    .fill = rc_fill_by_table,
};

#define TAG(p)   p ".\\.tag|" p "._tag"
#define ACTOR(f) "actor.user." f "|actor.admin." f "|actor.reseller." f

static const struct rc_row dropbox_rows[] = {
    RC_ROW_TIME(at_us, "timestamp|p_event_time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, TAG("event_type")),
    RC_ROW_TEXT(user, ACTOR("email") "|context.email|actor.app.display_name"),
    RC_ROW_TEXT(user_uid, ACTOR("team_member_id") "|" ACTOR("account_id")),
    RC_ROW_TEXT(user_name, ACTOR("display_name")),
    RC_ROW_IP(src_ip, "origin.geo_location.ip_address"),
    RC_ROW_TEXT(city, "origin.geo_location.city"),
    RC_ROW_TEXT(region, "origin.geo_location.region"),
    RC_ROW_TEXT(country, "origin.geo_location.country"),
    RC_ROW_TEXT(session_uid, "origin.access_method.end_user.session_id"),
    RC_ROW_TEXT(document_name, "assets[0].display_name"),
    RC_ROW_TEXT(path, "assets[0].path.contextual"),
    RC_ROW_TEXT(recipient, "participants[0].user.email|context.email"),
    RC_ROW_TEXT(device, "details.device_info.display_name|"
                        "details.device_session_info.host_name"),
    RC_ROW_TEXT(os, "details.device_session_info.platform"),
    RC_ROW_TEXT(reason, "details.error_details.user_friendly_message|"
                        "event_type.description"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "involve_non_team_member", NULL, NULL),
    RC_ROW_KIND(SIGN_IN, TAG("event_category"), "logins"),
    RC_ROW_KIND(DEVICE, TAG("event_category"), "devices"),
    RC_ROW_KIND(ACCOUNT_CHANGE, TAG("event_category"),
                "members|tfa|passwords|sso|groups|trusted_teams"),
    RC_ROW_KIND(ACCESS, TAG("event_category"), "apps"),
    RC_ROW_OUTCOME(":action", "login_success|sso_login_success|*_success",
                   "*_fail|*_failed"),
};
static struct rc_table dropbox = RC_TABLE(dropbox_rows);
static const char *const dropbox_marks[] = {
    "event_type.\\.tag|event_type._tag", "actor",
    "timestamp|p_event_time|involve_non_team_member", NULL};

const struct rc_source rc_source_dropbox_events = {
    .name = "dropbox-events",
    .vendor = "dropbox",
    .stream = "team_event",
    .title = "Dropbox team events",
    .how = "API: POST /2/team_log/get_events, each page saved as it comes.",
    .needs = "Dropbox Business; scope events.read.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "mass-download post-termination-access",
    .kind = RC_OBS_FILE,
    .marks = dropbox_marks,
    .wants_kind = "events[]",
    .table = &dropbox,
    .fill = rc_fill_by_table,
};
