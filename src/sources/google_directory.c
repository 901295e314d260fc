/*
 * google_directory.c -- what Google Workspace keeps of users and devices
 * (Admin SDK Directory API, Cloud Identity devices):
 *
 *     user      {"kind": "admin#directory#user", "id", "primaryEmail",
 *                "name": {"fullName"}, "recoveryEmail", "recoveryPhone",
 *                "phones": [{"value", "type"}], "emails": [{"address"}],
 *                "externalIds": [{"value", "type": "organization"}],
 *                "organizations": [{"title", "department"}], "suspended"}
 *     Chrome    {"kind": "admin#directory#chromeosdevice", "deviceId",
 *                "serialNumber", "annotatedUser", "recentUsers": [{"email"}],
 *                "lastKnownNetwork": [{"wanIpAddress"}], "lastSync"}
 *     endpoint  {"name": "devices/...", "deviceType", "ownerType": "BYOD",
 *                "serialNumber", "lastSyncTime"}
 */
#include "sources/table.h"

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "lastLoginTime|creationTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(user, "primaryEmail"),
    RC_ROW_TEXT(user_uid, "id"),
    RC_ROW_TEXT(user_name, "name.fullName"),
    RC_ROW_JOIN(user_name, "name.givenName|name.familyName", " "),
    RC_ROW_TEXT(email_other, "recoveryEmail|emails{type=home}.address"),
    RC_ROW_TEXT(phone, "recoveryPhone|phones{primary=true}.value|"
                       "phones[*].value"),
    RC_ROW_TEXT(employee_number, "externalIds{type=organization}.value|"
                                 "externalIds[*].value"),
    RC_ROW_TEXT(title, "organizations[*].title"),
    RC_ROW_TEXT(department, "organizations[*].department"),
    RC_ROW_TEXT(contract, "organizations[*].description"),
    RC_ROW_TEXT(manager, "relations{type=manager}.value"),
    RC_ROW_TEXT(address, "addresses[*].formatted|addresses[*].streetAddress"),
    RC_ROW_TEXT(city, "addresses[*].locality"),
    RC_ROW_TEXT(region, "addresses[*].region"),
    RC_ROW_TEXT(postcode, "addresses[*].postalCode"),
    RC_ROW_TEXT(country, "addresses[*].countryCode|addresses[*].country"),
    RC_ROW_TEXT(office, "locations[*].buildingId"),
    RC_ROW_FLAG(RC_IS_CURRENT, "suspended", "false", "true"),
    RC_ROW_FLAG(RC_IS_MFA, "isEnrolledIn2Sv", NULL, NULL),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .nothing = "1970-01-01T00:00:00.000Z", /* never signed in */
    .timeless = true,
};
static const char *const user_marks[] = {
    "primaryEmail", "id|kind=admin#directory#user",
    "name.fullName|name.givenName|orgUnitPath|isAdmin", NULL};

const struct rc_source rc_source_google_users = {
    .name = "google-users",
    .vendor = "google_workspace",
    .stream = "user",
    .title = "Google Workspace users",
    .how = "API: GET admin.googleapis.com/admin/directory/v1/users?customer="
           "my_customer&projection=full, each page saved as it comes.",
    .needs = "any Workspace edition; scope admin.directory.user.readonly.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .wants_kind = "users[]",
    .table = &user,
    .fill = rc_fill_by_table,
};

static const struct rc_row chrome_rows[] = {
    RC_ROW_TIME(at_us, "lastSync|lastEnrollmentTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(user, "recentUsers[*].email|annotatedUser"),
    RC_ROW_TEXT(device_uid, "deviceId"),
    RC_ROW_TEXT(device_serial, "serialNumber"),
    RC_ROW_TEXT(device_model, "model"),
    RC_ROW_TEXT(device, "hostname|annotatedAssetId"),
    RC_ROW_JOIN(os, "osType|osVersion", " "),
    RC_ROW_TEXT(hardware_address, "macAddress|ethernetMacAddress"),
    RC_ROW_IP(src_ip, "lastKnownNetwork[*].wanIpAddress"),
    RC_ROW_TEXT(office, "annotatedLocation"),
    RC_ROW_FLAG(RC_IS_CURRENT, "status", "active", "deprovisioned|disabled"),
    RC_ROW_FLAG(RC_IS_MANAGED, "serialNumber", "*", NULL),
};
static struct rc_table chrome = {
    .rows = chrome_rows,
    .row_count = sizeof chrome_rows / sizeof *chrome_rows,
    .timeless = true,
};
static const char *const chrome_marks[] = {
    "serialNumber", "deviceId", "kind=admin#directory#chromeosdevice|bootMode",
    NULL};

const struct rc_source rc_source_google_chrome_devices = {
    .name = "google-chrome-devices",
    .vendor = "google_workspace",
    .stream = "chrome_os_devices",
    .title = "Google Chrome OS devices",
    .how = "API: GET admin.googleapis.com/admin/directory/v1/customer/"
           "my_customer/devices/chromeos?projection=FULL, each page saved as "
           "it comes.",
    .needs = "Chrome Enterprise or Education Upgrade; scope "
             "admin.directory.device.chromeos.readonly.",
    .feeds = "laptop-farm-colocation egress-ip-shared-personas",
    .kind = RC_OBS_DEVICE,
    .marks = chrome_marks,
    .wants_kind = "chromeosdevices[]",
    .table = &chrome,
    .fill = rc_fill_by_table,
};

static const struct rc_row endpoint_rows[] = {
    RC_ROW_TIME(at_us, "lastSyncTime|createTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(device_uid, "deviceId|name"),
    RC_ROW_TEXT(device_serial, "serialNumber"),
    RC_ROW_TEXT(device, "hostname"),
    RC_ROW_JOIN(device_model, "manufacturer|model", " "),
    RC_ROW_TEXT(os, "osVersion|deviceType"),
    RC_ROW_TEXT(hardware_address, "wifiMacAddresses[*]"),
    RC_ROW_FLAG(RC_IS_PERSONAL, "ownerType", "byod", "company"),
    RC_ROW_FLAG(RC_IS_MANAGED, "ownerType", "company", "byod"),
};
static struct rc_table endpoint = {
    .rows = endpoint_rows,
    .row_count = sizeof endpoint_rows / sizeof *endpoint_rows,
    .timeless = true,
};
static const char *const endpoint_marks[] = {"name=devices/*", "deviceType",
                                             "ownerType|lastSyncTime", NULL};

const struct rc_source rc_source_google_endpoint_devices = {
    .name = "google-endpoint-devices",
    .vendor = "google_workspace",
    .stream = "endpoint_devices",
    .title = "Google endpoint devices",
    .how = "Cloud Identity API: GET cloudidentity.googleapis.com/v1/devices, "
           "each page saved as it comes.  It names no user; "
           "devices/-/deviceUsers does.",
    .needs = "Cloud Identity or Workspace with endpoint management; scope "
             "cloud-identity.devices.readonly.",
    .feeds = "laptop-farm-colocation",
    .kind = RC_OBS_DEVICE,
    .marks = endpoint_marks,
    .wants_kind = "devices[]",
    .table = &endpoint,
    .fill = rc_fill_by_table,
};
