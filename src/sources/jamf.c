/*
 * jamf.c -- Jamf, of which every product has a form (what Jamf Pro lists of
 * computers: jamf_computers.c):
 *
 *   telemetry       Compliance Reporter and Protect before 2024: {"header":
 *                    {"event_name", "time_seconds_epoch"}, "host_info",
 *                    "subject": {"user_name", "process_name"}, "return"}
 *   Protect alerts  {"caid", "input": {"host", "match": {"event", "facts"},
 *                    "related": {"users"}}}
 *   Protect events  {"event_type_name", "host", "process": {"audit_token":
 *                    {"e_username"}}, "action_type_name"}
 *   web threats     {"event": {"alertId", "eventType", "device", "user"}}
 *
 * The audit tells of cameras and microphones that come and go
 * (audio_video_device_info), also of those that are software.
 */
#include "sources/table.h"

#define HOST(f) "host_info." f
#define AV(f)   "audio_video_device_info." f

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "header.time_seconds_epoch", RC_CLOCK_S),
    RC_ROW_TEXT(action, "header.event_name"),
    RC_ROW_TEXT(user, "subject.user_name|subject.effective_user_name|"
                      "event_attributes.user_name|process.user_name"),
    RC_ROW_TEXT(user_uid, "subject.user_id"),
    RC_ROW_TEXT(device, HOST("host_name")),
    RC_ROW_TEXT(device_uid, HOST("host_uuid")),
    RC_ROW_TEXT(device_serial, HOST("serial_number")),
    RC_ROW_TEXT(hardware_address, HOST("primary_mac_address")),
    RC_ROW_TEXT(os, HOST("osversion")),
    RC_ROW_WHEN("subject.terminal_id.ip_address", "*.*|*:*"),
    RC_ROW_IP(src_ip, "subject.terminal_id.ip_address"),
    RC_ROW_ALWAYS,
    RC_ROW_OUTCOME("return.description", "success*", "failure*"),
    RC_ROW_TEXT(reason, "return.description|texts[0]"),
    RC_ROW_KIND(PERIPHERAL,
                AV("audio_device_id") "|" AV(
                    "device_status") "|hardware_event_info.device_"
                                     "class|usb_event_info",
                "*"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "AUE_lw_login|AUE_logout|AUE_ssauth*|AUE_auth_user|"
                "AUE_openssh|AUE_screensharing|AUE_SESSION_*|AUE_loginwindow*|"
                "AUE_remote*"),
    RC_ROW_KIND(PROCESS, ":action",
                "AUE_EXEC*|AUE_POSIX_SPAWN|AUE_FORK*|"
                "AUE_VFORK|AUE_EXIT|AUE_KILL|APP_METRICS"),
    RC_ROW_KIND(NETWORK, ":action",
                "AUE_CONNECT|AUE_BIND|AUE_ACCEPT|"
                "AUE_LISTEN|AUE_SENDTO|AUE_SOCKET*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "AUE_create_user|AUE_delete_user|AUE_modify_*|AUE_passwd|"
                "AUE_create_group|AUE_delete_group|AUE_enable_user|"
                "AUE_disable_user"),
    RC_ROW_KIND(FILE, ":action",
                "AUE_OPEN*|AUE_UNLINK*|AUE_RENAME*|"
                "AUE_MKDIR*|AUE_CHMOD|AUE_MOUNT|AUE_UNMOUNT|"
                "AUE_CLOSE|FILE_*"),
    RC_ROW_WHEN(AV("audio_device_id"), "*"),
    RC_ROW_TEXT(microphone, AV("audio_device_uuid")),
    RC_ROW_TEXT(device_model, AV("audio_device_manufacturer")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(camera, AV("camera_device_uuid") "|" AV("video_device_uuid")),
    RC_ROW_TEXT(app, "subject.process_name|process.process_name"),
    RC_ROW_TEXT(path, "exec_args.args_compiled|path[0]"),
    RC_ROW_TEXT(recipient, "socket_inet.ip_address"),
    RC_ROW_TEXT(record_uid, "key"),
};
static struct rc_table audit = {
    .rows = audit_rows,
    .row_count = sizeof audit_rows / sizeof *audit_rows,
    .nothing = "0.0.0.0|-1",
};
static const char *const audit_marks[] = {
    "header.event_name", "header.time_seconds_epoch", "host_info", NULL};

const struct rc_source rc_source_jamf_telemetry = {
    .name = "jamf-telemetry",
    .vendor = "jamf_compliance_reporter",
    .stream = "log",
    .title = "Jamf Compliance Reporter and Protect telemetry",
    .how = "Compliance Reporter's log file or remote endpoint; Protect: a "
           "telemetry configuration that sends to your collector.",
    .needs = "Jamf Compliance Reporter or Jamf Protect.",
    .feeds = "virtual-camera remote-tool-unsanctioned second-remote-tool "
             "mouse-jiggler odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = audit_marks,
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row alert_rows[] = {
    RC_ROW_TIME(at_us, "input.match.event.timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "input.match.facts[0].name"),
    RC_ROW_TEXT(user, "input.related.users[0].name|input.match.event.username"),
    RC_ROW_IP(src_ip, "input.host.ips[0]"),
    RC_ROW_TEXT(device, "input.host.hostname"),
    RC_ROW_TEXT(device_uid, "input.host.provisioningUDID"),
    RC_ROW_TEXT(device_serial, "input.host.serial"),
    RC_ROW_TEXT(os, "input.host.os"),
    RC_ROW_TEXT(reason, "input.match.facts[0].human"),
    RC_ROW_TEXT(record_uid, "input.match.uuid"),
    RC_ROW_TEXT(app, "input.related.processes[0].name"),
    RC_ROW_TEXT(path, "input.match.event.path|input.related.processes[0].path"),
    RC_ROW_TEXT(device_model, "input.match.event.device.productName|"
                              "input.match.event.device.vendorName"),
    RC_ROW_KIND(PERIPHERAL, "input.eventType", "GPUSBEvent"),
    RC_ROW_OUTCOME("input.match.actions[*].name", NULL, "Prevented*|*Prevent"),
};
static struct rc_table alert = RC_TABLE(alert_rows);
static const char *const alert_marks[] = {"input.match.event", "input.host",
                                          NULL};

const struct rc_source rc_source_jamf_protect_alerts = {
    .name = "jamf-protect-alerts",
    .vendor = "jamf_protect",
    .stream = "alerts",
    .title = "Jamf Protect alerts",
    .how = "an action configuration that sends alerts and unified logs to your "
           "collector.",
    .needs = "Jamf Protect; USB events take a removable storage control set.",
    .feeds = "remote-tool-unsanctioned ip-kvm-usb",
    .kind = RC_OBS_FINDING,
    .marks = alert_marks,
    .table = &alert,
    .fill = rc_fill_by_table,
};

static const struct rc_row event_rows[] = {
    RC_ROW_TIME(at_us, "time|event.exec.target.start_time|timestamp",
                RC_CLOCK_MS),
    RC_ROW_TEXT(action, "event_type_name"),
    RC_ROW_TEXT(user,
                "process.audit_token.e_username|process.audit_token.euid"),
    RC_ROW_IP(src_ip, "host.ips[0]"),
    RC_ROW_TEXT(device, "host.hostname"),
    RC_ROW_TEXT(device_uid, "host.provisioningUDID"),
    RC_ROW_TEXT(device_serial, "host.serial"),
    RC_ROW_TEXT(os, "host.os"),
    RC_ROW_TEXT(app, "event.exec.target.executable.path|"
                     "process.executable.path"),
    RC_ROW_TEXT(path, "event.exec.args[0]"),
    RC_ROW_TEXT(record_uid, "uuid"),
    RC_ROW_TEXT(recipient, "event.screensharing_attach.source_address"),
    RC_ROW_KIND(SIGN_IN, ":action", "*login*|*logout*|screensharing*|*auth*"),
    RC_ROW_KIND(PROCESS, ":action", "exec|fork|exit|signal"),
    RC_ROW_KIND(SOFTWARE, ":action", "btm*|kextload|*xp_malware*"),
    RC_ROW_KIND(FILE, ":action", "*mount*|create|unlink|rename|close|open"),
    RC_ROW_OUTCOME("action.result.result.auth", "allow|0", "deny|1"),
    RC_ROW_OUTCOME("action_type_name", "notify", "auth"),
};
static struct rc_table event = RC_TABLE(event_rows);
static const char *const event_marks[] = {"event_type_name", "host.serial",
                                          "process.audit_token", NULL};

const struct rc_source rc_source_jamf_protect_events = {
    .name = "jamf-protect-events",
    .vendor = "jamf_protect",
    .stream = "v2",
    .title = "Jamf Protect endpoint telemetry",
    .how = "a telemetry configuration that sends to your collector.",
    .needs = "Jamf Protect 6 or later.",
    .feeds = "remote-tool-unsanctioned second-remote-tool mouse-jiggler "
             "odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = event_marks,
    .table = &event,
    .fill = rc_fill_by_table,
};

static const struct rc_row web_rows[] = {
    RC_ROW_TIME(at_us, "event.timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event.eventType.name"),
    RC_ROW_TEXT(user, "event.user.email|event.user.name"),
    RC_ROW_TEXT(user_name, "event.user.name"),
    RC_ROW_IP(src_ip, "event.source.ip"),
    RC_ROW_TEXT(country, "event.location"),
    RC_ROW_TEXT(device, "event.device.userDeviceName|event.device.deviceName"),
    RC_ROW_TEXT(device_uid, "event.device.externalId|event.device.deviceId"),
    RC_ROW_TEXT(os, "event.device.os"),
    RC_ROW_TEXT(app, "event.app.name"),
    RC_ROW_TEXT(app_version, "event.app.version"),
    RC_ROW_TEXT(recipient, "event.destination.name"),
    RC_ROW_TEXT(reason, "event.eventType.description"),
    RC_ROW_TEXT(record_uid, "event.alertId"),
    RC_ROW_OUTCOME("event.action", NULL, "blocked"),
};
static struct rc_table web = {
    .rows = web_rows,
    .row_count = sizeof web_rows / sizeof *web_rows,
    .nothing = "None",
};
static const char *const web_marks[] = {"event.alertId", "event.eventType",
                                        "event.device", NULL};

const struct rc_source rc_source_jamf_web_threats = {
    .name = "jamf-web-threats",
    .vendor = "jamf_protect",
    .stream = "web_threat_events",
    .title = "Jamf threat events stream",
    .how = "Jamf Security Cloud > Integrations > Data streams: threat events.",
    .needs = "Jamf Protect or Jamf Safe Internet.",
    .feeds = "claimed-vs-network-location remote-tool-unsanctioned",
    .kind = RC_OBS_FINDING,
    .marks = web_marks,
    .table = &web,
    .fill = rc_fill_by_table,
};

static const struct rc_row hook_rows[] = {
    RC_ROW_TIME(at_us, "webhook.eventTimestamp", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "webhook.webhookEvent"),
    RC_ROW_TEXT(email, "event.emailAddress|event.computer.emailAddress"),
    RC_ROW_TEXT(user, "event.emailAddress|event.computer.emailAddress|"
                      "event.username|event.computer.username|"
                      "event.authorizedUsername"),
    RC_ROW_TEXT(user_name, "event.realName|event.computer.realName"),
    RC_ROW_IP(src_ip, "event.ipAddress|event.computer.ipAddress"),
    RC_ROW_TEXT(device, "event.deviceName|event.computer.deviceName"),
    RC_ROW_TEXT(device_uid, "event.udid|event.computer.udid"),
    RC_ROW_TEXT(device_serial,
                "event.serialNumber|event.computer.serialNumber"),
    RC_ROW_TEXT(device_model, "event.model|event.computer.model"),
    RC_ROW_TEXT(os, "event.osVersion|event.computer.osVersion"),
    RC_ROW_TEXT(hardware_address, "event.macAddress|event.computer.macAddress|"
                                  "event.wifiMacAddress"),
    RC_ROW_TEXT(phone, "event.phone|event.computer.phone"),
    RC_ROW_TEXT(title, "event.position"),
    RC_ROW_TEXT(department, "event.department|event.computer.department"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action", "RestAPIOperation"),
};
static struct rc_table hook = RC_TABLE(hook_rows);
static const char *const hook_marks[] = {"webhook.webhookEvent", "event", NULL};

const struct rc_source rc_source_jamf_webhooks = {
    .name = "jamf-webhooks",
    .vendor = "jamf",
    .stream = "webhooks",
    .title = "Jamf Pro webhooks",
    .how = "Settings > Webhooks, content type JSON, events ComputerCheckIn, "
           "ComputerAdded, ComputerInventoryCompleted; the bodies saved as "
           "they come or one a line.",
    .needs = "Jamf Pro.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused "
             "claimed-vs-network-location odd-hours",
    .kind = RC_OBS_DEVICE,
    .marks = hook_marks,
    .table = &hook,
    .fill = rc_fill_by_table,
};
