/*
 * directory.c -- the users that identity providers keep: Okta, Microsoft Entra,
 * SCIM 2.0; and the devices that Okta and Entra know.
 *
 * A user object ties accounts to each other (mail, login, employee number, id,
 * phone) and is no claim of a person's: its kind is DIRECTORY, not WORKER.
 * Collectors wrap it ({"@timestamp", "okta": {...}}, {"azure_ad": {...}}) and
 * give the time at which it was seen; without one it has no time, or that of
 * its last change.
 */
#include "sources/table.h"

#define OKTA(path) "okta." path "|" path

static const struct rc_row okta_rows[] = {
    RC_ROW_TIME(at_us, "@timestamp|" OKTA("lastUpdated"), RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event.action"),
    RC_ROW_TEXT(email, OKTA("profile.email")),
    RC_ROW_TEXT(user, OKTA("profile.login") "|" OKTA("profile.email")),
    RC_ROW_TEXT(user_uid, OKTA("id")),
    RC_ROW_TEXT(user_name, OKTA("profile.displayName")),
    RC_ROW_JOIN(user_name,
                OKTA("profile.firstName") "|" OKTA("profile.lastName"), " "),
    RC_ROW_TEXT(email_other, OKTA("profile.secondEmail")),
    RC_ROW_TEXT(employee_number, OKTA("profile.employeeNumber")),
    RC_ROW_TEXT(phone,
                OKTA("profile.mobilePhone") "|" OKTA("profile.primaryPhone")),
    RC_ROW_TEXT(address, OKTA("profile.streetAddress")),
    RC_ROW_TEXT(city, OKTA("profile.city")),
    RC_ROW_TEXT(region, OKTA("profile.state")),
    RC_ROW_TEXT(postcode, OKTA("profile.zipCode")),
    RC_ROW_TEXT(country, OKTA("profile.countryCode")),
    RC_ROW_TEXT(zone, OKTA("profile.timezone")),
    RC_ROW_TEXT(title, OKTA("profile.title")),
    RC_ROW_TEXT(department, OKTA("profile.department")),
    RC_ROW_TEXT(manager, OKTA("profile.managerId") "|" OKTA("profile.manager")),
    RC_ROW_TEXT(contract, OKTA("profile.userType")),
    RC_ROW_FLAG(RC_IS_CURRENT, OKTA("status"),
                "active|staged|provisioned|recovery|password_expired|"
                "locked_out",
                "suspended|deprovisioned"),
};
static struct rc_table okta = {
    .rows = okta_rows,
    .row_count = sizeof okta_rows / sizeof *okta_rows,
    .timeless = true,
};
static const char *const okta_marks[] = {
    "profile.login|okta.profile.login", "status|okta.status", "id|okta.id",
    "created|okta.created|lastUpdated|okta.lastUpdated", NULL};

const struct rc_source rc_source_okta_users = {
    .name = "okta-users",
    .vendor = "okta",
    .stream = "user",
    .title = "Okta users",
    .how = "API: GET /api/v1/users following the `next` links, each page saved "
           "as it comes (or one user a line).",
    .needs = "any Okta plan; a token or service app with okta.users.read.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = okta_marks,
    .table = &okta,
    .fill = rc_fill_by_table,
};

#define OKTA_USER(path) "_embedded.users[*].user." path

static const struct rc_row okta_device_rows[] = {
    RC_ROW_TIME(at_us, "lastUpdated|created", RC_CLOCK_UTC),
    RC_ROW_TEXT(device_uid, "id"),
    RC_ROW_TEXT(device, "profile.displayName"),
    RC_ROW_TEXT(device_serial, "profile.serialNumber"),
    RC_ROW_JOIN(device_model, "profile.manufacturer|profile.model", " "),
    RC_ROW_JOIN(os, "profile.platform|profile.osVersion", " "),
    RC_ROW_TEXT(user,
                OKTA_USER("profile.email") "|" OKTA_USER("profile.login")),
    RC_ROW_TEXT(user_uid, OKTA_USER("id")),
    RC_ROW_FLAG(RC_IS_MANAGED, "_embedded.users[*].managementStatus", "managed",
                "not_managed"),
    RC_ROW_FLAG(RC_IS_CURRENT, "status", "active|created",
                "suspended|deactivated"),
};
static struct rc_table okta_device = RC_TABLE(okta_device_rows);
static const char *const okta_device_marks[] = {
    "id",
    "profile.platform",
    "profile.displayName",
    "status",
    "profile.registered|resourceType|profile.serialNumber",
    NULL};

const struct rc_source rc_source_okta_devices = {
    .name = "okta-devices",
    .vendor = "okta",
    .stream = "device",
    .title = "Okta devices",
    .how = "API: GET /api/v1/devices?expand=user following the `next` links, "
           "each page saved as it comes (or one device a line).",
    .needs = "Okta Identity Engine; a token or service app with "
             "okta.devices.read.",
    .feeds = "laptop-farm-colocation",
    .kind = RC_OBS_DEVICE,
    .marks = okta_device_marks,
    .table = &okta_device,
    .fill = rc_fill_by_table,
};

#define ENTRA(path) "azure_ad." path "|" path

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "@timestamp|createdDateTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event.action"),
    RC_ROW_TEXT(email, ENTRA("mail")),
    RC_ROW_TEXT(user, ENTRA("mail") "|" ENTRA("userPrincipalName")),
    RC_ROW_TEXT(user_uid, "user.id|" ENTRA("id")),
    RC_ROW_TEXT(user_name, ENTRA("displayName")),
    RC_ROW_TEXT(email_other, ENTRA("otherMails[*]")),
    RC_ROW_TEXT(employee_number, ENTRA("employeeId")),
    RC_ROW_TEXT(phone, ENTRA("mobilePhone") "|" ENTRA("businessPhones[*]")),
    RC_ROW_TEXT(office, ENTRA("officeLocation")),
    RC_ROW_TEXT(address, ENTRA("streetAddress")),
    RC_ROW_TEXT(city, ENTRA("city")),
    RC_ROW_TEXT(region, ENTRA("state")),
    RC_ROW_TEXT(postcode, ENTRA("postalCode")),
    RC_ROW_TEXT(country, ENTRA("country") "|" ENTRA("usageLocation")),
    RC_ROW_TEXT(title, ENTRA("jobTitle")),
    RC_ROW_TEXT(department, ENTRA("department")),
    RC_ROW_TEXT(contract, ENTRA("employeeType")),
    RC_ROW_TEXT(manager, ENTRA("manager.userPrincipalName")),
    RC_ROW_FLAG(RC_IS_CURRENT, ENTRA("accountEnabled"), NULL, NULL),
    RC_ROW_FLAG(RC_IS_EXTERNAL, ENTRA("userType"), "guest", "member"),
};
static struct rc_table user = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};
static const char *const user_marks[] = {
    "userPrincipalName|azure_ad.userPrincipalName",
    "displayName|azure_ad.displayName",
    "mail|azure_ad.mail|businessPhones|mobilePhone|accountEnabled",
    "id|user.id",
    "!deviceName",
    "!createdBy",
    NULL};

const struct rc_source rc_source_entra_users = {
    .name = "entra-users",
    .vendor = "entra_id",
    .stream = "user",
    .title = "Microsoft Entra users",
    .how = "Graph GET /users?$select=id,userPrincipalName,displayName,mail,"
           "otherMails,employeeId,mobilePhone,businessPhones,jobTitle,"
           "department,officeLocation,streetAddress,city,state,postalCode,"
           "country,accountEnabled,userType,createdDateTime",
    .needs = "any Entra plan; permission User.Read.All.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .wants_kind = "value[]",
    .table = &user,
    .fill = rc_fill_by_table,
};

#define OWNER(path)                                                            \
    "device.registered_owners[*]." path "|registeredOwners[*]." path           \
    "|device.registered_users[*]." path

static const struct rc_row device_rows[] = {
    RC_ROW_TIME(at_us,
                "@timestamp|approximateLastSignInDateTime|"
                "registrationDateTime|createdDateTime",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event.action"),
    RC_ROW_TEXT(device, ENTRA("displayName")),
    RC_ROW_TEXT(device_uid, ENTRA("deviceId") "|device.id|id"),
    RC_ROW_JOIN(
        os, ENTRA("operatingSystem") "|" ENTRA("operatingSystemVersion"), " "),
    RC_ROW_JOIN(device_model, ENTRA("manufacturer") "|" ENTRA("model"), " "),
    RC_ROW_TEXT(user, OWNER("mail") "|" OWNER("userPrincipalName")),
    RC_ROW_TEXT(user_uid, OWNER("id")),
    RC_ROW_TEXT(user_name, OWNER("displayName")),
    RC_ROW_FLAG(RC_IS_MANAGED, ENTRA("isManaged"), NULL, NULL),
    RC_ROW_FLAG(RC_IS_COMPLIANT, ENTRA("isCompliant"), NULL, NULL),
    RC_ROW_FLAG(RC_IS_PERSONAL, ENTRA("deviceOwnership"), "personal",
                "company"),
    RC_ROW_FLAG(RC_IS_PERSONAL, ENTRA("trustType"), "workplace",
                "azuread|serverad"),
};
static struct rc_table device = {
    .rows = device_rows,
    .row_count = sizeof device_rows / sizeof *device_rows,
    .timeless = true,
};
static const char *const device_marks[] = {
    "operatingSystem|azure_ad.operatingSystem",
    "operatingSystemVersion|azure_ad.operatingSystemVersion",
    "accountEnabled|azure_ad.accountEnabled|trustType", "device.id|deviceId",
    NULL};

const struct rc_source rc_source_entra_devices = {
    .name = "entra-devices",
    .vendor = "entra_id",
    .stream = "device",
    .title = "Microsoft Entra devices",
    .how = "Graph GET /devices?$expand=registeredOwners",
    .needs = "any Entra plan; permission Device.Read.All.",
    .feeds = "laptop-farm-colocation",
    .kind = RC_OBS_DEVICE,
    .marks = device_marks,
    .wants_kind = "value[]",
    .table = &device,
    .fill = rc_fill_by_table,
};

#define ENTERPRISE                                                             \
    "urn:ietf:params:scim:schemas:extension:enterprise:2\\.0:User"

static const struct rc_row scim_rows[] = {
    RC_ROW_TIME(at_us, "meta.lastModified|meta.created", RC_CLOCK_UTC),
    RC_ROW_TEXT(email, "emails{primary=true}.value|emails{type=work}.value|"
                       "emails[*].value"),
    RC_ROW_TEXT(user, "userName"),
    RC_ROW_TEXT(user_uid, "id|externalId"),
    RC_ROW_TEXT(user_name, "displayName|name.formatted"),
    RC_ROW_JOIN(user_name, "name.givenName|name.familyName", " "),
    RC_ROW_TEXT(email_other,
                "emails{type=home}.value|emails{type=other}.value"),
    RC_ROW_TEXT(employee_number, ENTERPRISE ".employeeNumber"),
    RC_ROW_TEXT(phone, "phoneNumbers{type=mobile}.value|"
                       "phoneNumbers[*].value"),
    RC_ROW_TEXT(address, "addresses[*].streetAddress|addresses[*].formatted"),
    RC_ROW_TEXT(city, "addresses[*].locality"),
    RC_ROW_TEXT(region, "addresses[*].region"),
    RC_ROW_TEXT(postcode, "addresses[*].postalCode"),
    RC_ROW_TEXT(country, "addresses[*].country"),
    RC_ROW_TEXT(zone, "timezone"),
    RC_ROW_TEXT(title, "title"),
    RC_ROW_TEXT(contract, "userType"),
    RC_ROW_TEXT(department, ENTERPRISE ".department"),
    RC_ROW_TEXT(manager,
                ENTERPRISE ".manager.displayName|" ENTERPRISE ".manager.value"),
    RC_ROW_FLAG(RC_IS_CURRENT, "active", NULL, NULL),
};
static struct rc_table scim = {
    .rows = scim_rows,
    .row_count = sizeof scim_rows / sizeof *scim_rows,
    .timeless = true,
};
static const char *const scim_marks[] = {
    "userName", "schemas[0]=urn:ietf:params:scim:*", NULL};

const struct rc_source rc_source_scim_users = {
    .name = "scim-users",
    .vendor = "scim",
    .stream = "user",
    .title = "SCIM 2.0 users",
    .how = "GET /scim/v2/Users of any product that speaks SCIM (Slack, GitHub, "
           "AWS Identity Center, Zoom), each page saved as it comes.",
    .needs = "the product's plan with SCIM provisioning, and its token.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = scim_marks,
    .wants_kind = "Resources[]",
    .table = &scim,
    .fill = rc_fill_by_table,
};
