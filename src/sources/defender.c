/*
 * defender.c -- Microsoft Defender XDR and Defender for Endpoint:
 *
 *   hunting    {"category": "AdvancedHunting-DeviceEvents", "time",
 *               "tenantId", "properties": {"Timestamp", "ActionType",
 *               "DeviceName", "AccountUpn", "InitiatingProcessAccountName",
 *               "AdditionalFields": "{\"ClassName\":\"Camera\", ...}"}}; the
 *               query API gives the properties alone
 *   incidents  Graph: {"id", "incidentWebUrl", "alerts": [{"evidence": [...]}]}
 *   alerts     Graph: {"providerAlertId", "evidence": [...]}; the older
 *               Defender for Endpoint API: {"machineId", "computerDnsName",
 *               "relatedUser": {"userName"}}
 *
 * AdditionalFields is JSON inside a string.  A device event of the action
 * PnpDeviceConnected tells there what was plugged in, and of which class.
 */
#include "sources/table.h"

#define MORE(p, f) p "AdditionalFields!" f
#define PLUGGED    "PnpDeviceConnected|UsbDrive*|*RemovableStorage*"

#define HUNTING(p)                                                             \
    RC_ROW_TIME(at_us, p "Timestamp|" p "TimeGenerated|time", RC_CLOCK_UTC),   \
        RC_ROW_TEXT(action, p "ActionType|category"),                          \
        RC_ROW_SAY(action, "hunting"),                                         \
        RC_ROW_TEXT(user, p                                                    \
                    "AccountUpn|" p "AccountName|" p "SenderFromAddress|" p    \
                    "InitiatingProcessAccountUpn|" p                           \
                    "InitiatingProcessAccountName|" p "AccountDisplayName|" p  \
                    "AccountSid|" p "AccountObjectId|" p "AccountId"),         \
        RC_ROW_TEXT(user_uid, p "AccountObjectId|" p "AccountSid|" p           \
                                "InitiatingProcessAccountSid"),                \
        RC_ROW_TEXT(user_name, p "AccountDisplayName"),                        \
        RC_ROW_WHEN(":action", "Logon*|*AuthenticationInspected"),             \
        RC_ROW_IP(src_ip, p "RemoteIP"),                                       \
        RC_ROW_WHEN(MORE(p, "direction"), "In"),                               \
        RC_ROW_IP(src_ip, p "RemoteIP"), RC_ROW_ALWAYS,                        \
        RC_ROW_IP(src_ip, p "LocalIP|" p "IPAddress|" p "SenderIPv4|" p        \
                            "SenderIPv6|" p "PublicIP|" p "RemoteIP"),         \
        RC_ROW_TEXT(country, p "CountryCode|" p "Location|" p "Country"),      \
        RC_ROW_TEXT(city, p "City"), RC_ROW_TEXT(as_org, p "ISP|" p "Isp"),    \
        RC_ROW_TEXT(user_agent, p "UserAgent"),                                \
        RC_ROW_TEXT(device, p "DeviceName"),                                   \
        RC_ROW_TEXT(device_uid, p "DeviceId"),                                 \
        RC_ROW_TEXT(os, p "OSPlatform"),                                       \
        RC_ROW_JOIN(device_model, p "Vendor|" p "Model", " "),                 \
        RC_ROW_TEXT(record_uid, p "ReportId|" p "AlertId"),                    \
        RC_ROW_OUTCOME(":action", "LogonSuccess", "LogonFailed|*LogonFailed"), \
        RC_ROW_TEXT(reason, p "FailureReason|" p "Title"),                     \
        RC_ROW_KIND(PERIPHERAL, ":action", PLUGGED),                           \
        RC_ROW_KIND(SIGN_IN, ":action", "Logon*|*Logon|LogonAttempted"),       \
        RC_ROW_KIND(PROCESS, ":action",                                        \
                    "ProcessCreated|PowerShellCommand|"                        \
                    "OpenProcessApiCall"),                                     \
        RC_ROW_KIND(NETWORK, ":action",                                        \
                    "Connection*|*Inspected|Inbound*|"                         \
                    "ListeningConnectionCreated|"                              \
                    "NetworkInfo*"),                                           \
        RC_ROW_KIND(FILE, ":action", "File*|ScreenshotTaken"),                 \
        RC_ROW_KIND(SOFTWARE, ":action",                                       \
                    "ServiceInstalled|DriverLoad|"                             \
                    "BrowserLaunchedToOpenUrl"),                               \
        RC_ROW_KIND(FINDING, ":action",                                        \
                    "Antivirus*|Asr*|Exploit*|SmartScreen*"),                  \
        RC_ROW_KIND(SIGN_IN, "category", "*LogonEvents|*SignInEvents*"),       \
        RC_ROW_KIND(FINDING, "category", "*AlertInfo|*AlertEvidence"),         \
        RC_ROW_KIND(MESSAGE, "category", "*Email*|*UrlClickEvents"),           \
        RC_ROW_KIND(ACCESS, "category", "*CloudAppEvents"),                    \
        RC_ROW_KIND(ACCOUNT_CHANGE, "category", "*IdentityDirectoryEvents"),   \
        RC_ROW_KIND(DIRECTORY, "category", "*IdentityInfo"),                   \
        RC_ROW_KIND(DEVICE, "category", "*DeviceInfo|*DeviceNetworkInfo"),     \
        RC_ROW_KIND(SOFTWARE, "category", "*TvmSoftware*"),                    \
        RC_ROW_KIND(PROCESS, "category", "*DeviceProcessEvents"),              \
        RC_ROW_KIND(NETWORK, "category", "*DeviceNetworkEvents"),              \
        RC_ROW_KIND(FILE, "category", "*DeviceFileEvents"),                    \
        RC_ROW_WHEN(":action", PLUGGED),                                       \
        RC_ROW_TEXT(device_model, MORE(p, "DeviceDescription") "|" MORE(       \
                                      p, "ProductName") "|" MORE(p, "Model")), \
        RC_ROW_TEXT(path, MORE(p, "DeviceId")),                                \
        RC_ROW_WHEN(MORE(p, "ClassName"), "camera|image"),                     \
        RC_ROW_TEXT(camera, MORE(p, "DeviceDescription")),                     \
        RC_ROW_WHEN(MORE(p, "ClassName"), "audioendpoint|media"),              \
        RC_ROW_TEXT(microphone, MORE(p, "DeviceDescription")), RC_ROW_ALWAYS,  \
        RC_ROW_TEXT(app, p "Application|" p "SoftwareName|" p "FileName|" p    \
                           "InitiatingProcessFileName"),                       \
        RC_ROW_TEXT(app_version, p "SoftwareVersion"),                         \
        RC_ROW_TEXT(path,                                                      \
                    p "ProcessCommandLine|" p "FolderPath|" p "RegistryKey"),  \
        RC_ROW_TEXT(recipient, p "RecipientEmailAddress|" p                    \
                                 "TargetAccountUpn|" p "RemoteUrl")

static const struct rc_row stream_rows[] = {HUNTING("properties.")};
static struct rc_table stream = {
    .rows = stream_rows,
    .row_count = sizeof stream_rows / sizeof *stream_rows,
    .nothing = "null",
};
static const char *const stream_marks[] = {"category=AdvancedHunting-*",
                                           "properties", NULL};

#define FEEDS                                                                  \
    "virtual-camera ip-kvm-usb remote-tool-unsanctioned second-remote-tool "   \
    "mouse-jiggler odd-hours claimed-vs-network-location"

const struct rc_source rc_source_defender_hunting = {
    .name = "defender-hunting",
    .vendor = "m365_defender",
    .stream = "event",
    .title = "Microsoft Defender XDR streaming",
    .how = "Defender portal > Settings > Microsoft Defender XDR > Streaming "
           "API, to a storage account or event hub; blobs as they come.",
    .needs =
        "Defender for Endpoint plan 2 or Defender XDR.  PnpDeviceConnected "
        "comes with DeviceEvents.",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = stream_marks,
    .wants_kind = "records[]",
    .table = &stream,
    .fill = rc_fill_by_table,
};

static const struct rc_row query_rows[] = {HUNTING("")};
static struct rc_table query = {
    .rows = query_rows,
    .row_count = sizeof query_rows / sizeof *query_rows,
    .nothing = "null",
};
static const char *const query_marks[] = {
    "Timestamp|TimeGenerated",
    "DeviceId|AccountObjectId|NetworkMessageId",
    "ActionType|ReportId",
    "!properties",
    "!winlog",
    NULL};

const struct rc_source rc_source_defender_query = {
    .name = "defender-query",
    .vendor = "m365_defender",
    .stream = "query",
    .title = "Microsoft Defender advanced hunting answers",
    .how = "Graph: POST /security/runHuntingQuery, e.g. `DeviceEvents | where "
           "ActionType == \"PnpDeviceConnected\"`; answers as they come.",
    .needs = "Defender for Endpoint plan 2 or Defender XDR; permission "
             "ThreatHunting.Read.All.",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = query_marks,
    .wants_kind = "results[]|Results[]",
    .table = &query,
    .fill = rc_fill_by_table,
};

/* an alert's evidence, or that of the alerts of an incident */
#define EVIDENCE(f)                                                            \
    "evidence[*]." f "|alerts[*].evidence[*]." f "|alerts.evidence[*]." f

static const struct rc_row graph_rows[] = {
    RC_ROW_TEXT(action, "category"),
    RC_ROW_SAY(action, "incident"),
    RC_ROW_TIME(at_us, "lastUpdateDateTime|createdDateTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(reason, "title|displayName|alerts[0].title|alerts.title"),
    RC_ROW_TEXT(user, EVIDENCE("userAccount.userPrincipalName")),
    RC_ROW_TEXT(user, EVIDENCE("primaryAddress")),
    RC_ROW_TEXT(user, EVIDENCE("recipientEmailAddress")),
    RC_ROW_TEXT(user, EVIDENCE("userAccount.accountName")),
    RC_ROW_TEXT(user, EVIDENCE("loggedOnUsers[0].accountName")),
    RC_ROW_TEXT(user_name, EVIDENCE("userAccount.displayName")),
    RC_ROW_IP(src_ip, EVIDENCE("ipAddress")),
    RC_ROW_IP(src_ip, EVIDENCE("lastExternalIpAddress")),
    RC_ROW_TEXT(device, EVIDENCE("deviceDnsName")),
    RC_ROW_TEXT(device_uid, EVIDENCE("azureAdDeviceId")),
    RC_ROW_TEXT(device_uid, EVIDENCE("mdeDeviceId")),
    RC_ROW_TEXT(os, EVIDENCE("osPlatform")),
    RC_ROW_TEXT(path, EVIDENCE("processCommandLine")),
    RC_ROW_TEXT(path, EVIDENCE("fileDetails.filePath")),
    RC_ROW_TEXT(user, "assignedTo"),
};
static struct rc_table graph = RC_TABLE(graph_rows);
static const char *const graph_marks[] = {"providerAlertId|incidentWebUrl",
                                          "severity", "createdDateTime",
                                          "status", NULL};

const struct rc_source rc_source_defender_alerts = {
    .name = "defender-alerts",
    .vendor = "m365_defender",
    .stream = "alert",
    .title = "Microsoft Defender XDR alerts and incidents",
    .how = "Graph: GET /security/alerts_v2 or /security/incidents?$expand="
           "alerts, answers saved as they come.",
    .needs = "Defender XDR; permission SecurityAlert.Read.All or "
             "SecurityIncident.Read.All.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_FINDING,
    .marks = graph_marks,
    .wants_kind = "value[]",
    .table = &graph,
    .fill = rc_fill_by_table,
};

static const struct rc_row endpoint_rows[] = {
    RC_ROW_TIME(at_us, "firstEventTime|alertCreationTime|lastUpdateTime",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "category"),
    RC_ROW_SAY(action, "alert"),
    RC_ROW_TEXT(user, "relatedUser.userName|evidence[*].userPrincipalName|"
                      "evidence.userPrincipalName|evidence[*].accountName|"
                      "evidence.accountName"),
    RC_ROW_IP(src_ip, "evidence[*].ipAddress|evidence.ipAddress"),
    RC_ROW_TEXT(device, "computerDnsName"),
    RC_ROW_TEXT(device_uid, "machineId"),
    RC_ROW_TEXT(reason, "title"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(path, "evidence[*].processCommandLine|"
                      "evidence.processCommandLine|evidence.filePath"),
};
static struct rc_table endpoint = RC_TABLE(endpoint_rows);
static const char *const endpoint_marks[] = {
    "machineId", "severity", "alertCreationTime|firstEventTime", NULL};

const struct rc_source rc_source_defender_endpoint_alerts = {
    .name = "defender-endpoint-alerts",
    .vendor = "microsoft_defender_endpoint",
    .stream = "log",
    .title = "Microsoft Defender for Endpoint alerts",
    .how = "API: GET api.securitycenter.microsoft.com/api/alerts?$expand="
           "evidence, answers saved as they come.",
    .needs = "Defender for Endpoint; permission Alert.Read.All.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_FINDING,
    .marks = endpoint_marks,
    .wants_kind = "value[]",
    .table = &endpoint,
    .fill = rc_fill_by_table,
};

static const struct rc_row machine_rows[] = {
    RC_ROW_TIME(at_us, "lastSeen|firstSeen", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "machine"),
    RC_ROW_TEXT(device, "computerDnsName"),
    RC_ROW_TEXT(device_uid, "aadDeviceId|id"),
    RC_ROW_IP(src_ip, "lastExternalIpAddress|lastIpAddress"),
    RC_ROW_JOIN(os, "osPlatform|version", " "),
    RC_ROW_TEXT(hardware_address, "ipAddresses[0].macAddress"),
    RC_ROW_FLAG(RC_IS_MANAGED, "onboardingStatus|managedBy",
                "onboarded|*MDM*|"
                "Intune|MicrosoftDefenderForEndpoint",
                "unsupported"),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table machine = RC_TABLE(machine_rows);
static const char *const machine_marks[] = {
    "computerDnsName", "lastSeen", "osPlatform",
    "healthStatus|onboardingStatus", NULL};

const struct rc_source rc_source_defender_machines = {
    .name = "defender-machines",
    .vendor = "microsoft_defender_endpoint",
    .stream = "machines",
    .title = "Microsoft Defender for Endpoint machines",
    .how = "API: GET api.securitycenter.microsoft.com/api/machines, answers "
           "saved as they come.",
    .needs = "Defender for Endpoint; permission Machine.Read.All.",
    .feeds = "claimed-vs-network-location corporate-laptop-unused "
             "egress-ip-shared-personas",
    .kind = RC_OBS_DEVICE,
    .marks = machine_marks,
    .wants_kind = "value[]",
    .table = &machine,
    .fill = rc_fill_by_table,
};
