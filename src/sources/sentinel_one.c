/*
 * sentinel_one.c -- SentinelOne's management API:
 *
 *   activity  {"activityType": 27, "primaryDescription", "createdAt",
 *              "data": {"username", "ipAddress", "role"}, "userId"}
 *   agent     {"computerName", "serialNumber", "lastLoggedInUserName",
 *              "externalIp", "lastActiveDate", "networkInterfaces": [...]}
 *   threat    {"threatInfo": {...}, "agentDetectionInfo", "agentRealtimeInfo"}
 *   alert     {"alertInfo": {...}, "agentDetectionInfo", "sourceProcessInfo"}
 */
#include "sources/table.h"

#define PATH(p) "API: GET /web/api/v2.1/" p ", each page saved as it comes."

static const struct rc_row activity_rows[] = {
    RC_ROW_TIME(at_us, "createdAt|updatedAt|createdat", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "activityType|activitytype"),
    RC_ROW_TEXT(user, "data.byUser|data.username|data.userName|"
                      "data.recoveryEmail|userId|userid"),
    RC_ROW_TEXT(user_uid, "userId"),
    RC_ROW_IP(src_ip, "data.ipAddress|data.externalIp|data.ipaddress"),
    RC_ROW_TEXT(device, "data.computerName|data.agentcomputername"),
    RC_ROW_TEXT(device_uid, "agentId"),
    RC_ROW_TEXT(reason, "primaryDescription|primarydescription"),
    RC_ROW_TEXT(path, "data.filePath"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(old_value, "data.oldValue|data.originalStatus"),
    RC_ROW_TEXT(new_value, "data.newValue|data.newStatus|data.role"),
    RC_ROW_KIND(SIGN_IN, ":reason", "*logged in*|*log in*|*logged out*"),
    RC_ROW_KIND(FINDING, "data.threatClassification", "*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "2*|37|38|39|40|41|42|67|68|69|"
                "110|114|133|134|140|3710|3711"),
    RC_ROW_WHEN(":reason", "*logged in*|*log in*"),
    RC_ROW_OUTCOME(":reason", NULL, "*fail*"),
    RC_ROW_OUTCOME(":reason", "*", NULL),
};
static struct rc_table activity = {
    .rows = activity_rows,
    .row_count = sizeof activity_rows / sizeof *activity_rows,
    .nothing = "null|N/A",
};
static const char *const activity_marks[] = {
    "activityType|activitytype", "createdAt|createdat",
    "primaryDescription|accountId|accountid", NULL};

const struct rc_source rc_source_sentinelone_activity = {
    .name = "sentinelone-activity",
    .vendor = "sentinel_one",
    .stream = "activity",
    .title = "SentinelOne activities",
    .how = PATH("activities"),
    .needs = "any edition; an API token of the role Viewer.",
    .feeds = "egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = activity_marks,
    .wants_kind = "data[]",
    .table = &activity,
    .fill = rc_fill_by_table,
};

static const struct rc_row agent_rows[] = {
    RC_ROW_TIME(at_us, "updatedAt|lastActiveDate|createdAt", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "agent"),
    RC_ROW_TEXT(user, "activeDirectory.userPrincipalName|activeDirectory.mail|"
                      "lastLoggedInUserName|lastUserDistinguishedName"),
    RC_ROW_IP(src_ip, "externalIp|lastIpToMgmt"),
    RC_ROW_TEXT(device, "computerName"),
    RC_ROW_TEXT(device_uid, "uuid|id"),
    RC_ROW_TEXT(device_serial, "serialNumber"),
    RC_ROW_TEXT(device_model, "modelName"),
    RC_ROW_JOIN(os, "osName|osRevision", " "),
    RC_ROW_TEXT(hardware_address, "networkInterfaces[0].physical"),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table agent = RC_TABLE(agent_rows);
static const char *const agent_marks[] = {"computerName", "agentVersion",
                                          "uuid", "lastActiveDate|registeredAt",
                                          NULL};

const struct rc_source rc_source_sentinelone_agents = {
    .name = "sentinelone-agents",
    .vendor = "sentinel_one",
    .stream = "agent",
    .title = "SentinelOne agents",
    .how = PATH("agents"),
    .needs = "any edition; an API token of the role Viewer.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused "
             "claimed-vs-network-location egress-ip-shared-personas",
    .kind = RC_OBS_DEVICE,
    .marks = agent_marks,
    .wants_kind = "data[]",
    .table = &agent,
    .fill = rc_fill_by_table,
};

static const struct rc_row threat_rows[] = {
    RC_ROW_TIME(at_us,
                "threatInfo.createdAt|alertInfo.createdAt|"
                "threatInfo.identifiedAt|alertInfo.reportedAt",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "alertInfo.eventType|threatInfo.classification"),
    RC_ROW_SAY(action, "threat"),
    RC_ROW_TEXT(user, "sourceProcessInfo.user|"
                      "agentDetectionInfo.agentLastLoggedInUpn|"
                      "threatInfo.processUser|"
                      "agentDetectionInfo.agentLastLoggedInUserName|"
                      "alertInfo.loginsUserName"),
    RC_ROW_IP(src_ip, "alertInfo.srcIp|agentDetectionInfo.externalIp|"
                      "agentDetectionInfo.agentIpV4"),
    RC_ROW_TEXT(device, "agentRealtimeInfo.agentComputerName|"
                        "agentDetectionInfo.name"),
    RC_ROW_TEXT(device_uid, "agentDetectionInfo.agentUuid|"
                            "agentDetectionInfo.uuid"),
    RC_ROW_TEXT(os, "agentRealtimeInfo.agentOsName|agentDetectionInfo."
                    "agentOsName|agentDetectionInfo.osName"),
    RC_ROW_TEXT(app, "threatInfo.threatName|sourceProcessInfo.name"),
    RC_ROW_TEXT(path, "sourceProcessInfo.commandline|threatInfo.filePath"),
    RC_ROW_TEXT(reason, "ruleInfo.name|threatInfo.classification"),
    RC_ROW_TEXT(record_uid, "id|alertInfo.alertId"),
};
static struct rc_table threat = {
    .rows = threat_rows,
    .row_count = sizeof threat_rows / sizeof *threat_rows,
    .nothing = "null",
};
static const char *const threat_marks[] = {"threatInfo|alertInfo",
                                           "agentDetectionInfo", NULL};

const struct rc_source rc_source_sentinelone_threats = {
    .name = "sentinelone-threats",
    .vendor = "sentinel_one",
    .stream = "threat",
    .title = "SentinelOne threats and alerts",
    .how = PATH("threats or /cloud-detection/alerts"),
    .needs = "any edition; alerts of own rules take Singularity Complete.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_FINDING,
    .marks = threat_marks,
    .wants_kind = "data[]",
    .table = &threat,
    .fill = rc_fill_by_table,
};

static const struct rc_row plug_rows[] = {
    RC_ROW_TIME(at_us, "eventTime|createdAt", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "eventType"),
    RC_ROW_TEXT(user, "lastLoggedInUserName"),
    RC_ROW_TEXT(device, "computerName"),
    RC_ROW_TEXT(device_uid, "agentUuid|agentId"),
    RC_ROW_TEXT(device_model, "deviceName"),
    RC_ROW_TEXT(reason, "deviceClass|ruleName"),
    RC_ROW_JOIN(path, "interface|vendorId|productId", " "),
    RC_ROW_TEXT(record_uid, "eventId|id"),
    RC_ROW_OUTCOME("eventType", "connected|mounted", "blocked"),
};
static struct rc_table plug = RC_TABLE(plug_rows);
static const char *const plug_marks[] = {"deviceName", "eventType", "interface",
                                         "agentId|computerName", NULL};

const struct rc_source rc_source_sentinelone_peripherals = {
    .name = "sentinelone-peripherals",
    .vendor = "sentinel_one",
    .stream = "device_control",
    .title = "SentinelOne device control events",
    .how = PATH("device-control/events"),
    .needs = "Singularity Control with Device Control reporting switched on.",
    .feeds = "ip-kvm-usb mouse-jiggler virtual-camera",
    .kind = RC_OBS_PERIPHERAL,
    .marks = plug_marks,
    .wants_kind = "data[]",
    .table = &plug,
    .fill = rc_fill_by_table,
};

static const struct rc_row app_rows[] = {
    RC_ROW_TIME(at_us, "installedDate|installedAt|createdAt", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "installed_application"),
    RC_ROW_TEXT(device, "agentComputerName|endpointName"),
    RC_ROW_TEXT(device_uid, "agentUuid|endpointUuid|agentId"),
    RC_ROW_TEXT(os, "osType|agentOsType"),
    RC_ROW_TEXT(app, "name|applicationName"),
    RC_ROW_TEXT(app_version, "version|applicationVersion"),
    RC_ROW_TEXT(reason, "publisher|applicationVendor"),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table app = {
    .rows = app_rows,
    .row_count = sizeof app_rows / sizeof *app_rows,
    .timeless = true,
};
static const char *const app_marks[] = {
    "agentComputerName|endpointName", "publisher|applicationVendor",
    "version|applicationVersion", "agentUuid|agentId|endpointUuid", NULL};

const struct rc_source rc_source_sentinelone_applications = {
    .name = "sentinelone-applications",
    .vendor = "sentinel_one",
    .stream = "applications",
    .title = "SentinelOne installed applications",
    .how = PATH("installed-applications"),
    .needs = "Singularity Complete, or Control with application inventory.",
    .feeds = "remote-tool-unsanctioned second-remote-tool virtual-camera "
             "mouse-jiggler",
    .kind = RC_OBS_SOFTWARE,
    .marks = app_marks,
    .wants_kind = "data[]",
    .table = &app,
    .fill = rc_fill_by_table,
};
