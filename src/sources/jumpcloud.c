/*
 * jumpcloud.c -- JumpCloud: its users and systems as its API gives them, and
 * Directory Insights, one event of any service:
 *
 *     {"service": "sso" | "directory" | "radius" | "systems" | "ldap" | "mdm",
 *      "event_type": "user_login_attempt", "timestamp", "id",
 *      "initiated_by": {"type", "id", "username", "email"}, "client_ip",
 *      "geoip": {"country_code", "region_name", "latitude", "longitude"},
 *      "useragent": {"name", "os"}, "success": true, "mfa": true,
 *      "resource": {...}, "application": {"name"}, "system": {"hostname"}}
 */
#include "sources/table.h"

#define KEY "any JumpCloud plan; an API key."

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_TEXT(user, "initiated_by.email|initiated_by.username|username|"
                      "initiated_by.id"),
    RC_ROW_TEXT(user_uid, "initiated_by.id"),
    RC_ROW_TEXT(user_name, "initiated_by.username|username"),
    RC_ROW_IP(src_ip, "client_ip|src_ip"),
    RC_ROW_TEXT(country, "geoip.country_code|src_geoip.country_code"),
    RC_ROW_TEXT(region, "geoip.region_name|src_geoip.region_name"),
    RC_ROW_TEXT(city, "geoip.city_name"),
    RC_ROW_NUMBER(latitude, "geoip.latitude|src_geoip.latitude"),
    RC_ROW_NUMBER(longitude, "geoip.longitude|src_geoip.longitude"),
    RC_ROW_JOIN(user_agent, "useragent.name|useragent.version", " "),
    RC_ROW_TEXT(os, "useragent.os|useragent.os_name|system.os"),
    RC_ROW_TEXT(device, "system.hostname|system.displayName|resource.hostname"),
    RC_ROW_TEXT(device_uid, "system.id|auth_context.system.id"),
    RC_ROW_TEXT(app, "application.display_label|application.name"),
    RC_ROW_TEXT(reason, "error_message|message"),
    RC_ROW_TEXT(recipient, "resource.email|resource.username"),
    RC_ROW_OUTCOME("success", "true", "false"),
    RC_ROW_FLAG(RC_IS_MFA, "mfa", "true", "false"),
    RC_ROW_KIND(SIGN_IN, "event_type",
                "*login*|*_auth*|radius_*|*sso*|*ldap*|"
                "*logout*"),
    RC_ROW_KIND(ACCESS, "service", "password_manager|software"),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {
    "service",   "event_type",
    "timestamp", "initiated_by|client_ip|organization|username",
    "!vendor",   NULL};

const struct rc_source rc_source_jumpcloud_insights = {
    .name = "jumpcloud-insights",
    .vendor = "jumpcloud",
    .stream = "directory_insights",
    .title = "JumpCloud Directory Insights",
    .how = "API: POST https://api.jumpcloud.com/insights/directory/v1/events "
           "with service [\"all\"], saved as it comes (or one event a line).",
    .needs = "a plan with Directory Insights; an API key.  Kept 90 days.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "created", RC_CLOCK_UTC),
    RC_ROW_TEXT(user, "email|username"),
    RC_ROW_TEXT(user_uid, "_id|id"),
    RC_ROW_TEXT(user_name, "displayname"),
    RC_ROW_JOIN(user_name, "firstname|lastname", " "),
    RC_ROW_TEXT(email_other, "alternateEmail|recoveryEmail.address"),
    RC_ROW_TEXT(employee_number, "employeeIdentifier"),
    RC_ROW_TEXT(phone, "phoneNumbers{type=mobile}.number|"
                       "phoneNumbers[*].number"),
    RC_ROW_TEXT(address, "addresses{type=home}.streetAddress|"
                         "addresses[*].streetAddress"),
    RC_ROW_TEXT(city, "addresses{type=home}.locality|addresses[*].locality"),
    RC_ROW_TEXT(region, "addresses{type=home}.region|addresses[*].region"),
    RC_ROW_TEXT(postcode, "addresses{type=home}.postalCode|"
                          "addresses[*].postalCode"),
    RC_ROW_TEXT(country, "addresses{type=home}.country|addresses[*].country"),
    RC_ROW_TEXT(title, "jobTitle"),
    RC_ROW_TEXT(department, "department"),
    RC_ROW_TEXT(contract, "employeeType"),
    RC_ROW_TEXT(office, "location"),
    RC_ROW_FLAG(RC_IS_CURRENT, "suspended", "false", "true"),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};
static const char *const user_marks[] = {
    "_id|id",
    "username",
    "email",
    "employeeIdentifier|activated|suspended",
    "firstname|lastname|displayname",
    NULL};

const struct rc_source rc_source_jumpcloud_users = {
    .name = "jumpcloud-users",
    .vendor = "jumpcloud",
    .stream = "user",
    .title = "JumpCloud users",
    .how = "API: GET https://console.jumpcloud.com/api/systemusers, each page "
           "saved as it comes (or one user a line).",
    .needs = KEY,
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .wants_kind = "results[]",
    .table = &user,
    .fill = rc_fill_by_table,
};

static const struct rc_row system_rows[] = {
    RC_ROW_TIME(at_us, "lastContact|created", RC_CLOCK_UTC),
    RC_ROW_TEXT(device_uid, "_id|id"),
    RC_ROW_TEXT(device, "hostname|displayName"),
    RC_ROW_TEXT(device_serial, "serialNumber"),
    RC_ROW_JOIN(device_model, "hwVendor|modelFamily|model", " "),
    RC_ROW_JOIN(os, "os|version", " "),
    RC_ROW_IP(src_ip, "remoteIP"),
    RC_ROW_TEXT(hardware_address, "networkInterfaces[*].mac"),
    RC_ROW_TEXT(user, "primarySystemUser.email|primarySystemUser.username"),
    RC_ROW_TEXT(user_uid, "primarySystemUser.id"),
    RC_ROW_TEXT(zone, "timezoneName"),
    RC_ROW_FLAG(RC_IS_MANAGED, "agentVersion", "*", NULL),
};
static struct rc_table system_table = {
    .rows = system_rows,
    .row_count = sizeof system_rows / sizeof *system_rows,
    .timeless = true,
};
static const char *const system_marks[] = {"_id|id",
                                           "serialNumber",
                                           "remoteIP|agentVersion",
                                           "hostname|displayName",
                                           "lastContact|connectionHistory",
                                           NULL};

const struct rc_source rc_source_jumpcloud_systems = {
    .name = "jumpcloud-systems",
    .vendor = "jumpcloud",
    .stream = "system",
    .title = "JumpCloud systems",
    .how = "API: GET https://console.jumpcloud.com/api/systems, each page "
           "saved as it comes (or one system a line).",
    .needs = KEY,
    .feeds = "egress-ip-shared-personas laptop-farm-colocation",
    .kind = RC_OBS_DEVICE,
    .marks = system_marks,
    .wants_kind = "results[]",
    .table = &system_table,
    .fill = rc_fill_by_table,
};
