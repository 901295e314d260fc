/*
 * crowdstrike.c -- CrowdStrike Falcon, of which four forms leave the cloud:
 *
 *   data replicator  {"event_simpleName": "UserLogon", "timestamp": ms,
 *                     "aid": the sensor, "aip": the address the cloud saw,
 *                     "ComputerName|event.ComputerName|NeighborName",
 * "UserName", "CommandLine", ...} event streams    {"metadata": {"eventType",
 * "eventCreationTime"}, "event": {"UserId", "UserIp", "OperationName"}} alerts
 * {"composite_id", "cmdline", "device": {"hostname", "external_ip"},
 * "user_name", "timestamp"} hosts            {"device_id", "hostname",
 * "serial_number", "external_ip", "last_seen", "system_manufacturer"}
 *
 * The replicator's records are the sensor's own, half of them about the sensor.
 * A connection's own address goes before aip, which is the office's or home's.
 */
#include "sources/table.h"

#define PROCESSES                                                              \
    "*ProcessRollup2*|EndOfProcess|CommandHistory|CreateProcessArgs|"          \
    "TerminateProcess|*ScriptControl*"
#define NETWORKS                                                               \
    "Network*|RawBind*|*DnsRequest|LocalIpAddress*|NeighborList*|HttpRequest*"
#define FILES                                                                  \
    "*Written|*Deleted|*Renamed|DirectoryCreate|*FileAccessed|*FileModified|"  \
    "AsepFileChange|*OpenFile|*FileOpened|FileOpenInfo"
#define PERIPHERALS                                                            \
    "DcUsb*|DcIOUsb*|Dc*Device*|IOServiceRegister|*RemovableMedia*|"           \
    "*VolumeMounted|*VolumeUnmounted|Usb*"
#define SOFTWARES                                                              \
    "InstalledApplication|InstalledUpdates|KextLoad|*ServiceStarted|"          \
    "ServiceStopped|HostedServiceStopped|DriverLoad|ClassifiedModuleLoad|"     \
    "InstalledBrowserExtension|BrowserExtension*"
#define DEVICES                                                                \
    "AgentOnline|AgentConnect|OsVersionInfo|HostInfo|SystemCapacity|"          \
    "SensorHeartbeat|BillingInfo|aidmaster|managedassets"

static const struct rc_row sensor_rows[] = {
    /* some sensors write 100 ns since 1601 */
    RC_ROW_WHEN("ContextTimeStamp", "133*|134*|135*"),
    RC_ROW_TIME(at_us, "ContextTimeStamp", RC_CLOCK_FILETIME),
    RC_ROW_ALWAYS,
    RC_ROW_TIME(at_us, "ContextTimeStamp", RC_CLOCK_S),
    RC_ROW_TIME(at_us, "UTCTimestamp|timestamp|event.timestamp", RC_CLOCK_MS),
    RC_ROW_TIME(at_us, "Time|_time", RC_CLOCK_S),
    RC_ROW_TEXT(action, "event_simpleName|ExternalApiType|EventType"),
    RC_ROW_SAY(action, "host"),
    RC_ROW_TEXT(user, "UserPrincipal|UserName|event.UserName|UserSid|UID"),
    RC_ROW_TEXT(user_uid, "UserSid|UID"),
    RC_ROW_TEXT(user_name, "UserName"),
    RC_ROW_IP(src_ip, "LocalAddressIP4|LocalAddressIP6|LocalIP|CurrentLocalIP|"
                      "aip"),
    RC_ROW_TEXT(device_uid, "aid|AgentIdString"),
    RC_ROW_TEXT(device, "ComputerName|event.ComputerName|NeighborName"),
    RC_ROW_TEXT(device_serial, "SystemSerialNumber"),
    RC_ROW_JOIN(device_model, "SystemManufacturer|SystemProductName", " "),
    RC_ROW_TEXT(os, "Version|event_platform"),
    RC_ROW_TEXT(hardware_address, "MAC|MACAddress"),
    RC_ROW_TEXT(city, "City"),
    RC_ROW_TEXT(country, "Country"),
    RC_ROW_TEXT(zone, "Timezone"),
    RC_ROW_TEXT(record_uid, "id"),

    RC_ROW_KIND(SIGN_IN, ":action",
                "UserLogon*|UserLogoff*|UserIdentity|"
                "SsoUserLogon|SsoApplicationAccess"),
    RC_ROW_KIND(PROCESS, ":action", PROCESSES),
    RC_ROW_KIND(NETWORK, ":action", NETWORKS),
    RC_ROW_KIND(FILE, ":action", FILES),
    RC_ROW_KIND(PERIPHERAL, ":action", PERIPHERALS),
    RC_ROW_KIND(SOFTWARE, ":action", SOFTWARES),
    RC_ROW_KIND(DEVICE, ":action", DEVICES "|host"),
    RC_ROW_KIND(FINDING, ":action", "*DetectionSummary*|*Incident*"),
    RC_ROW_OUTCOME(":action", NULL, "*Failed*|ErrorEvent"),
    RC_ROW_OUTCOME(":action",
                   "UserLogon|UserLogoff|UserIdentity|EndOfProcess|"
                   "SyntheticProcessRollup2|ProcessRollup2|RawBind*|"
                   "LocalIpAddress*|*DnsRequest|NetworkListen*|*Written|"
                   "*Deleted|*Renamed|DirectoryCreate|Fs*|IOServiceRegister|"
                   "Pty*|Config*|Kext*|Create*|Current*|*Upload*|Agent*|"
                   "Critical*|Os*|LFO*|Asep*|Terminate*|Firewall*|Firmware*|"
                   "System*|Sensor*|Register*|*ServiceSt*|*OpenFile|HostInfo",
                   NULL),
    RC_ROW_WHEN(":action", PERIPHERALS),
    RC_ROW_JOIN(device_model,
                "DeviceManufacturer|DeviceProduct|IOServiceName|"
                "VolumeDeviceModel",
                " "),
    RC_ROW_TEXT(app, "VolumeName"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(app, "AppName|ServiceDisplayName|ImageFileName|FileName"),
    RC_ROW_TEXT(app_version, "AppVersion"),
    RC_ROW_TEXT(path,
                "CommandLine|event.CommandLine|TargetFileName|ImageFileName"),
    RC_ROW_TEXT(recipient, "DomainName|RemoteAddressIP4|RemoteAddressIP6"),
};
static struct rc_table sensor = {
    .rows = sensor_rows,
    .row_count = sizeof sensor_rows / sizeof *sensor_rows,
    .nothing = "-|none",
    .timeless = true,
};
static const char *const sensor_marks[] = {
    "event_simpleName|EventType=Event_*|AgentLoadFlags|aip|LogonTime",
    "aid|AgentIdString|discoverer_aid|info.host",
    "cid|CustomerIdString|event_platform", "!Channel", NULL};

const struct rc_source rc_source_crowdstrike_fdr = {
    .name = "crowdstrike-fdr",
    .vendor = "crowdstrike",
    .stream = "fdr",
    .title = "CrowdStrike Falcon Data Replicator",
    .how = "Support > Falcon Data Replicator: the files of data/, aidmaster/ "
           "and managedassets/ in the bucket, as they come.",
    .needs =
        "Falcon Data Replicator; USB events take Device Control, installed "
        "applications Falcon Discover.",
    .feeds = "remote-tool-unsanctioned second-remote-tool virtual-camera "
             "mouse-jiggler ip-kvm-usb asset-serial-mismatch odd-hours "
             "claimed-vs-network-location corporate-laptop-unused",
    .kind = RC_OBS_OTHER,
    .marks = sensor_marks,
    .table = &sensor,
    .fill = rc_fill_by_table,
};

static const struct rc_row stream_rows[] = {
    RC_ROW_TIME(at_us, "metadata.eventCreationTime|event.UTCTimestamp",
                RC_CLOCK_MS),
    RC_ROW_TEXT(action, "event.OperationName|metadata.eventType"),
    RC_ROW_TEXT(user, "event.UserId|event.UserName"),
    RC_ROW_IP(src_ip, "event.UserIp|event.SourceEndpointIpAddress|"
                      "event.LocalIP"),
    RC_ROW_TEXT(device, "event.ComputerName|event.Hostname|"
                        "event.SourceEndpointHostName"),
    RC_ROW_TEXT(device_uid, "event.SensorId|event.AgentId"),
    RC_ROW_TEXT(hardware_address, "event.MACAddress"),
    RC_ROW_TEXT(app, "event.ServiceName|event.FileName"),
    RC_ROW_TEXT(path, "event.CommandLine|event.FilePath"),
    RC_ROW_TEXT(reason, "event.DetectDescription|event.Description|event.Name|"
                        "event.IncidentDescription"),
    RC_ROW_TEXT(recipient, "event.AuditKeyValues{Key=target_name}.ValueString"),
    RC_ROW_TEXT(record_uid, "event.CompositeId|event.DetectId|metadata.offset"),
    RC_ROW_KIND(FINDING, "metadata.eventType",
                "*Detection*|*Incident*|*Alert*|"
                "*Match*|*Violation*"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "*userAuthenticate|twoFactorAuthenticate|"
                "*login*|streamStarted|*authenticate*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "metadata.eventType",
                "AuthActivityAuditEvent|UserActivityAuditEvent"),
    RC_ROW_KIND(ACCESS, "metadata.eventType", "RemoteResponse*"),
    RC_ROW_OUTCOME("event.Success", "true", "false"),
};
static struct rc_table stream = RC_TABLE(stream_rows);
static const char *const stream_marks[] = {
    "metadata.eventType", "metadata.eventCreationTime", "event", NULL};

const struct rc_source rc_source_crowdstrike_event_streams = {
    .name = "crowdstrike-event-streams",
    .vendor = "crowdstrike",
    .stream = "event_streams",
    .title = "CrowdStrike Falcon event streams",
    .how = "Streaming API (/sensors/entities/datafeed/v2) or the SIEM "
           "Connector's JSON output.",
    .needs = "Falcon Insight; an API client with scope Event streams: read.",
    .feeds = "remote-tool-unsanctioned egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = stream_marks,
    .table = &stream,
    .fill = rc_fill_by_table,
};

static const struct rc_row alert_rows[] = {
    RC_ROW_TIME(
        at_us,
        "timestamp|behaviors[0].timestamp|created_timestamp|updated_timestamp",
        RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type|name|display_name|tactic"),
    RC_ROW_SAY(action, "alert"),
    RC_ROW_TEXT(user, "user_principal|user_name|source_account_upn|"
                      "source_account_name|user_id|"
                      "behaviors[0].user_name"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_IP(src_ip, "source_endpoint_address_ip4|device.external_ip|"
                      "device.local_ip"),
    RC_ROW_TEXT(device, "device.hostname|source_endpoint_host_name"),
    RC_ROW_TEXT(device_uid, "device.device_id|agent_id"),
    RC_ROW_TEXT(hardware_address, "device.mac_address"),
    RC_ROW_JOIN(device_model,
                "device.system_manufacturer|device.system_product_name", " "),
    RC_ROW_TEXT(os, "device.os_version"),
    RC_ROW_TEXT(app, "filename|behaviors[0].filename"),
    RC_ROW_TEXT(path, "cmdline|filepath|behaviors[0].cmdline"),
    RC_ROW_TEXT(reason, "description|behaviors[0].description"),
    RC_ROW_TEXT(record_uid, "composite_id|detection_id|id"),
};
static struct rc_table alert = RC_TABLE(alert_rows);
static const char *const alert_marks[] = {
    "composite_id|indicator_id|aggregate_id|detection_id", "cid",
    "timestamp|created_timestamp", "agent_id|device|source_account_name", NULL};

const struct rc_source rc_source_crowdstrike_alerts = {
    .name = "crowdstrike-alerts",
    .vendor = "crowdstrike",
    .stream = "alert",
    .title = "CrowdStrike Falcon alerts",
    .how = "API: POST /alerts/entities/alerts/v2, answers saved as they come.",
    .needs = "any Falcon bundle; an API client with scope Alerts: read.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_FINDING,
    .marks = alert_marks,
    .wants_kind = "resources[]",
    .table = &alert,
    .fill = rc_fill_by_table,
};

static const struct rc_row host_rows[] = {
    RC_ROW_TIME(at_us, "modified_timestamp|last_seen|first_seen", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "host"),
    RC_ROW_TEXT(user, "last_login_user_upn|last_login_user|email"),
    RC_ROW_TEXT(user_uid, "last_login_user_sid|last_login_uid"),
    RC_ROW_IP(src_ip, "external_ip|connection_ip|local_ip"),
    RC_ROW_TEXT(device, "hostname"),
    RC_ROW_TEXT(device_uid, "device_id"),
    RC_ROW_TEXT(device_serial, "serial_number"),
    RC_ROW_JOIN(device_model, "system_manufacturer|system_product_name", " "),
    RC_ROW_JOIN(os, "platform_name|os_version", " "),
    RC_ROW_TEXT(hardware_address, "mac_address"),
};
static struct rc_table host = RC_TABLE(host_rows);
static const char *const host_marks[] = {
    "device_id", "cid", "hostname", "agent_version", "!composite_id", NULL};

const struct rc_source rc_source_crowdstrike_hosts = {
    .name = "crowdstrike-hosts",
    .vendor = "crowdstrike",
    .stream = "host",
    .title = "CrowdStrike Falcon hosts",
    .how =
        "API: POST /devices/entities/devices/v2, answers saved as they come.",
    .needs = "any Falcon bundle; an API client with scope Hosts: read.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused "
             "claimed-vs-network-location egress-ip-shared-personas",
    .kind = RC_OBS_DEVICE,
    .marks = host_marks,
    .wants_kind = "resources[]",
    .table = &host,
    .fill = rc_fill_by_table,
};
