/*
 * netskope.c -- Netskope alerts and events, REST API v2:
 *
 *     {"_id", "timestamp": seconds, "type": "nspolicy", "alert": "yes",
 *      "alert_type": "DLP", "user": "ann@example.com", "srcip", "userip",
 *      "src_country": "US", "hostname", "os", "app", "activity", "object"}
 *
 * srcip is the address seen from outside, userip the device's own.
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "timestamp|_insertion_epoch_timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "activity|alert_type|audit_log_event|type"),
    RC_ROW_TEXT(user, "user|userkey|ur_normalized|from_user"),
    RC_ROW_TEXT(user_uid, "userkey"),
    RC_ROW_IP(src_ip, "srcip|src_ip|userip"),
    RC_ROW_TEXT(country, "src_country"),
    RC_ROW_TEXT(region, "src_region"),
    RC_ROW_TEXT(city, "src_location"),
    RC_ROW_TEXT(postcode, "src_zipcode"),
    RC_ROW_NUMBER(latitude, "src_latitude"),
    RC_ROW_NUMBER(longitude, "src_longitude"),
    RC_ROW_TEXT(zone, "src_timezone"),
    RC_ROW_TEXT(device, "hostname"),
    RC_ROW_TEXT(device_uid, "nsdeviceuid|device_uid|managementID"),
    RC_ROW_JOIN(os, "os|os_version", " "),
    RC_ROW_TEXT(user_agent, "user_agent|useragent|browser"),
    RC_ROW_FLAG(RC_IS_MANAGED, "managed_app|device_classification", "managed",
                "unmanaged"),
    RC_ROW_TEXT(app, "app"),
    RC_ROW_TEXT(document_name, "object|file_name"),
    RC_ROW_TEXT(path, "url|file_path"),
    RC_ROW_TEXT(recipient, "to_user|dsthost|domain|instance_id"),
    RC_ROW_TEXT(reason, "alert_name|policy|dlp_rule"),
    RC_ROW_TEXT(session_uid, "app_session_id|browser_session_id"),
    RC_ROW_TEXT(record_uid, "_id"),
    RC_ROW_OUTCOME("action", "allow|alert|bypass", "block*|quarantine"),
    RC_ROW_KIND(FINDING, "alert", "yes|true"),
    RC_ROW_KIND(SIGN_IN, ":action", "Login*|Log in*|Logout"),
    RC_ROW_KIND(FILE, ":action",
                "Download|Upload|Share|View|Delete|Create|"
                "Edit|Copy"),
    RC_ROW_KIND(NETWORK, "type", "network|page|connection"),
};
static struct rc_table table = RC_TABLE(rows);
static const char *const marks[] = {
    "timestamp", "type",
    "alert_type|access_method|ccl|organization_unit|ur_normalized",
    "user|userkey|srcip|audit_log_event", NULL};

const struct rc_source rc_source_netskope_alerts = {
    .name = "netskope-alerts",
    .vendor = "netskope",
    .stream = "alerts",
    .title = "Netskope alerts and events",
    .how = "API: GET /api/v2/events/data/alert, application, page, network or "
           "audit, each page saved as it comes; or Cloud Exchange.",
    .needs = "Netskope One; an API token of the endpoint.",
    .feeds = "claimed-vs-network-location multi-country-logins "
             "egress-ip-shared-personas odd-hours mass-download",
    .kind = RC_OBS_ACCESS,
    .marks = marks,
    .wants_kind = "result[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
