/*
 * jamf_computers.c -- Jamf Pro's inventory, and what is installed:
 *
 *   {"id", "udid", "general": {"name", "lastContactTime", "lastIpAddress"},
 *    "hardware": {"serialNumber", "model"}, "userAndLocation": {"email"},
 *    "applications": [{"name": "AnyDesk.app", "version", "path"}]}
 *
 *   {"computer": {"general": {"serial_number", "udid", "mac_address"},
 *    "location": {"username", "email_address"}, "hardware": {"model"},
 *    "software": {"applications": [...]}}}      the classic API
 *
 *   {"name", "udid", "serial_number", "username"}  its list of all computers
 *
 * An observation of the computer, and one of each application beside it.
 */
#include "sources/table.h"

/* The computer itself goes before its first application. */
static const char *
take_computer(const struct rc_fill *fill, const struct rc_slice *kept,
              struct rc_obs *obs)
{
    struct rc_obs computer = *obs;

    if (!kept[1].len)
        return NULL;
    if (rc_slice_eq(kept[0], kept[1])) {
        computer.kind = RC_OBS_DEVICE;
        computer.action = RC_S("computer");
        computer.app = computer.app_version = computer.path = RC_SLICE_NONE;
        rc_fill_take(fill, &computer);
    }
    obs->phone = obs->title = RC_SLICE_NONE;
    return NULL;
}

#define APPLICATIONS(list)                                                     \
    RC_ROW_KEEP(0, list "[0].name"), RC_ROW_KEEP(1, list "[].name"),           \
        RC_ROW_WHEN(list "[].name", "*"), RC_ROW_SAY(action, "application"),   \
        RC_ROW_KIND(SOFTWARE, list "[].name", "*"),                            \
        RC_ROW_TEXT(app, list "[].name"),                                      \
        RC_ROW_TEXT(app_version, list "[].version"),                           \
        RC_ROW_TEXT(path, list "[].path"), RC_ROW_ALWAYS,                      \
        RC_ROW_SAY(action, "computer")

#define HOW                                                                    \
    "API: GET /api/v1/computers-inventory-detail (all sections), or of the "   \
    "classic API /JSSResource/computers/id/ID and /subset/basic as JSON; "     \
    "answers saved as they come."
#define FEEDS                                                                  \
    "asset-serial-mismatch corporate-laptop-unused remote-tool-unsanctioned "  \
    "second-remote-tool virtual-camera mouse-jiggler shared-phone "            \
    "claimed-vs-network-location"

static const struct rc_row rows[] = {
    APPLICATIONS("applications"),
    RC_ROW_TIME(at_us,
                "general.lastContactTime|general.reportDate|report_date_utc",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(email, "userAndLocation.email"),
    RC_ROW_TEXT(user, "userAndLocation.email|userAndLocation.username|"
                      "username"),
    RC_ROW_TEXT(user_name, "userAndLocation.realname"),
    RC_ROW_TEXT(phone, "userAndLocation.phone"),
    RC_ROW_TEXT(title, "userAndLocation.position"),
    RC_ROW_TEXT(department, "department"),
    RC_ROW_TEXT(office, "building"),
    RC_ROW_TEXT(device, "general.name|name"),
    RC_ROW_TEXT(device_uid, "udid"),
    RC_ROW_TEXT(device_serial, "hardware.serialNumber|serial_number"),
    RC_ROW_TEXT(device_model, "hardware.model|model"),
    RC_ROW_JOIN(os, "operatingSystem.name|operatingSystem.version", " "),
    RC_ROW_TEXT(hardware_address, "hardware.macAddress|mac_address"),
    RC_ROW_IP(src_ip, "general.lastIpAddress|general.lastReportedIp"),
    RC_ROW_FLAG(RC_IS_MANAGED, "general.remoteManagement.managed|managed", NULL,
                NULL),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .each = "applications",
    .timeless = true,
    .more = take_computer,
};
static const char *const marks[] = {"udid", "general.name|serial_number",
                                    "hardware|userAndLocation|report_date_utc",
                                    NULL};

const struct rc_source rc_source_jamf_computers = {
    .name = "jamf-computers",
    .vendor = "jamf",
    .stream = "computers",
    .title = "Jamf Pro computers",
    .how = HOW,
    .needs = "Jamf Pro; an API role with Read Computers.",
    .feeds = FEEDS,
    .kind = RC_OBS_DEVICE,
    .marks = marks,
    .wants_kind = "results[]|computers[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

#define GENERAL(f) "computer.general." f
#define PLACE(f)   "computer.location." f

static const struct rc_row classic_rows[] = {
    APPLICATIONS("computer.software.applications"),
    RC_ROW_TIME(at_us, GENERAL("last_contact_time_utc"), RC_CLOCK_UTC),
    RC_ROW_TIME(at_us, GENERAL("report_date_utc"), RC_CLOCK_UTC),
    RC_ROW_TEXT(email, PLACE("email_address")),
    RC_ROW_TEXT(user, PLACE("email_address")),
    RC_ROW_TEXT(user, PLACE("username")),
    RC_ROW_TEXT(user_name, PLACE("real_name")),
    RC_ROW_TEXT(user_name, PLACE("realname")),
    RC_ROW_TEXT(phone, PLACE("phone_number")),
    RC_ROW_TEXT(phone, PLACE("phone")),
    RC_ROW_TEXT(title, PLACE("position")),
    RC_ROW_TEXT(department, PLACE("department")),
    RC_ROW_TEXT(office, PLACE("building")),
    RC_ROW_TEXT(device, GENERAL("name")),
    RC_ROW_TEXT(device_uid, GENERAL("udid")),
    RC_ROW_TEXT(device_serial, GENERAL("serial_number")),
    RC_ROW_TEXT(device_model, "computer.hardware.model"),
    RC_ROW_JOIN(os, "computer.hardware.os_name|computer.hardware.os_version",
                " "),
    RC_ROW_TEXT(hardware_address, GENERAL("mac_address")),
    RC_ROW_IP(src_ip, GENERAL("ip_address")),
    RC_ROW_FLAG(RC_IS_MANAGED, GENERAL("remote_management.managed"), NULL,
                NULL),
    RC_ROW_TEXT(record_uid, GENERAL("id")),
};
static struct rc_table classic = {
    .rows = classic_rows,
    .row_count = sizeof classic_rows / sizeof *classic_rows,
    .each = "computer.software.applications",
    .timeless = true,
    .more = take_computer,
};
static const char *const classic_marks[] = {"computer.general.udid",
                                            "computer.general.name", NULL};

const struct rc_source rc_source_jamf_computer = {
    .name = "jamf-computer",
    .vendor = "jamf",
    .stream = "computer",
    .title = "Jamf Pro computer (classic API)",
    .how = HOW,
    .needs = "Jamf Pro; an account with Read Computers.",
    .feeds = FEEDS,
    .kind = RC_OBS_DEVICE,
    .marks = classic_marks,
    .table = &classic,
    .fill = rc_fill_by_table,
};
