/*
 * windows.c -- Windows event log records as Winlogbeat and the Elastic Agent
 * write them, one a line:
 *
 *     {"@timestamp", "winlog": {"channel": "Security", "event_id": "4624",
 *      "computer_name", "provider_name", "record_id", "time_created",
 *      "event_data": {"TargetUserName", "IpAddress", "LogonType": "10"},
 *      "user_data": {"Param1", ...}, "user": {"identifier", "name"}},
 *      "event": {"code", "outcome"}}
 *
 * What event_data holds depends on the event.  Mostly the Subject acted; in
 * sign-ins (4624, 4625, 4634, 47xx of Kerberos) the Target is the person and
 * the Subject the service that let them in.
 *
 *     security   4624 sign in, 4688 process, 6416 a device was plugged in
 *     sysmon     1 process, 3 connection, 11 file; of Linux as of Windows
 *     the rest   1149 and 21-25 remote desktop, 7045 service, 1033 installer,
 *                Defender's findings, PowerShell
 */
#include "sources/table.h"

#define CODE    "winlog.event_id|event.code"
#define DATA(f) "winlog.event_data." f
#define USER(f) "winlog.user_data." f
#define HOST                                                                   \
    RC_ROW_TEXT(device, "winlog.computer_name|host.name"),                     \
        RC_ROW_TEXT(record_uid, "winlog.record_id"), RC_ROW_TEXT(action, CODE)
#define WHEN RC_ROW_TIME(at_us, "winlog.time_created|@timestamp", RC_CLOCK_UTC)
#define OUTCOME                                                                \
    RC_ROW_OUTCOME("event.outcome|winlog.outcome", "success", "failure"),      \
        RC_ROW_OUTCOME("winlog.keywords[0]", "Audit Success", "Audit Failure")
#define HOW                                                                    \
    "Winlogbeat or Elastic Agent, output.file or the index exported as one "   \
    "event a line."

/* The target is who signed in or out. */
#define SIGN_INS                                                               \
    "4624|4625|4634|4647|4649|4768|4769|4770|4771|4772|4773|4774|4775|4776|"   \
    "4777|4778|4779|4800|4801|4802|4803|4964"

/* "LOCAL" stands for the machine itself. */
static const char *
local_session(const struct rc_fill *fill, const struct rc_slice *kept,
              struct rc_obs *obs)
{
    (void)fill;
    if (!obs->src_ip.len && rc_slice_ieq(kept[0], RC_S("LOCAL")))
        obs->src_ip = RC_S("127.0.0.1");
    return NULL;
}

static const struct rc_row security_rows[] = {
    WHEN,
    HOST,
    OUTCOME,
    RC_ROW_WHEN(":action", SIGN_INS),
    RC_ROW_TEXT(user, DATA("TargetUserName") "|" DATA("AccountName")),
    RC_ROW_TEXT(user_uid, DATA("TargetUserSid") "|" DATA("TargetSid") "|" DATA(
                              "AccountSID")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user,
                DATA("SubjectUserName") "|" USER("SubjectUserName") "|" DATA(
                    "TargetUserName") "|" DATA("AccountName")),
    RC_ROW_TEXT(user_uid, DATA("SubjectUserSid") "|" USER("SubjectUserSid")),
    RC_ROW_IP(src_ip, DATA("IpAddress") "|" DATA("ClientAddress") "|" DATA(
                          "SourceAddress")),
    RC_ROW_KEEP(0, DATA("ClientAddress")),
    RC_ROW_TEXT(session_uid, DATA("TargetLogonId") "|" DATA("SubjectLogonId")),
    RC_ROW_TEXT(reason,
                DATA("SubStatus") "|" DATA("Status") "|" DATA("FailureReason")),

    RC_ROW_KIND(SIGN_IN, ":action", SIGN_INS "|4648|4672|5378"),
    RC_ROW_KIND(PROCESS, ":action", "4688|4689|4698|4699|4702"),
    RC_ROW_KIND(SOFTWARE, ":action", "4697"),
    RC_ROW_KIND(PERIPHERAL, ":action", "6416|6419|6420|6421|6422|6423|6424"),
    RC_ROW_KIND(FILE, ":action",
                "4656|4658|4659|4660|4661|4663|4670|5140|"
                "5142|5143|5144|5145"),
    RC_ROW_KIND(NETWORK, ":action",
                "5150|5151|5152|5153|5154|5155|5156|5157|"
                "5158|5159"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "472*|473*|474*|475*|476*|4780|4781|4782|4793|4794|1102"),

    RC_ROW_WHEN(":action", "4648|4720|472*|473*|474*|475*|476*|4781|4798"),
    RC_ROW_TEXT(recipient, DATA("TargetUserName")),
    RC_ROW_WHEN(":action", "6416|6419|6420|6421|6422|6423|6424"),
    RC_ROW_TEXT(device_model, DATA("DeviceDescription")),
    RC_ROW_TEXT(path, DATA("DeviceId")),
    RC_ROW_WHEN(DATA("ClassName"), "camera|image"),
    RC_ROW_TEXT(camera, DATA("DeviceDescription")),
    RC_ROW_WHEN(DATA("ClassName"), "audioendpoint|media"),
    RC_ROW_TEXT(microphone, DATA("DeviceDescription")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(app, DATA("NewProcessName") "|" DATA("ServiceName") "|" DATA(
                         "ProcessName")),
    RC_ROW_TEXT(path, DATA("CommandLine") "|" DATA("ServiceFileName") "|" DATA(
                          "ObjectName")),
};
static struct rc_table security = {
    .rows = security_rows,
    .row_count = sizeof security_rows / sizeof *security_rows,
    .nothing = "-",
    .more = local_session,
};
static const char *const security_marks[] = {"winlog.channel=Security", NULL};

const struct rc_source rc_source_windows_security = {
    .name = "windows-security",
    .vendor = "windows",
    .stream = "security",
    .title = "Windows security log (Winlogbeat)",
    .how = HOW,
    .needs = "audit policy: Logon/Logoff for 4624, Process Creation with the "
             "command line for 4688, PNP Activity for 6416.",
    .feeds = "odd-hours ip-kvm-usb virtual-camera remote-tool-unsanctioned "
             "egress-ip-shared-personas corporate-laptop-unused",
    .kind = RC_OBS_OTHER,
    .marks = security_marks,
    .table = &security,
    .fill = rc_fill_by_table,
};

static const struct rc_row sysmon_rows[] = {
    RC_ROW_TIME(at_us, DATA("UtcTime"), RC_CLOCK_UTC),
    WHEN,
    HOST,
    RC_ROW_TEXT(user,
                DATA("User") "|" DATA(
                    "SourceUser") "|"
                                  "winlog.user.name|winlog.user.identifier"),
    RC_ROW_TEXT(user_uid, "winlog.user.identifier"),
    RC_ROW_TEXT(app, DATA("Image") "|" DATA("SourceImage")),
    RC_ROW_KIND(PROCESS, ":action", "1|5|8|9|10|25"),
    RC_ROW_KIND(NETWORK, ":action", "3|22"),
    RC_ROW_KIND(SOFTWARE, ":action", "6|7"),
    RC_ROW_KIND(FILE, ":action", "2|11|15|23|26|27|28|29"),
    RC_ROW_WHEN(":action", "3"),
    RC_ROW_IP(src_ip, DATA("SourceIp")),
    RC_ROW_TEXT(recipient,
                DATA("DestinationHostname") "|" DATA("DestinationIp")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(recipient, DATA("QueryName")),
    RC_ROW_TEXT(path, DATA("CommandLine") "|" DATA("TargetFilename") "|" DATA(
                          "ImageLoaded") "|" DATA("TargetObject")),
    RC_ROW_TEXT(app_version, DATA("FileVersion")),
};
static struct rc_table sysmon = {
    .rows = sysmon_rows,
    .row_count = sizeof sysmon_rows / sizeof *sysmon_rows,
    .nothing = "-",
};
static const char *const sysmon_marks[] = {
    "winlog.channel=Microsoft-Windows-Sysmon/*|winlog.channel=Linux-Sysmon/*",
    NULL};

const struct rc_source rc_source_windows_sysmon = {
    .name = "windows-sysmon",
    .vendor = "windows",
    .stream = "sysmon_operational",
    .title = "Sysmon (Winlogbeat)",
    .how = HOW,
    .needs = "Sysmon installed, for Windows or for Linux, and a configuration "
             "that logs process creation and connections.",
    .feeds = "remote-tool-unsanctioned second-remote-tool mouse-jiggler "
             "virtual-camera odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = sysmon_marks,
    .table = &sysmon,
    .fill = rc_fill_by_table,
};

static const struct rc_row event_rows[] = {
    WHEN,
    HOST,
    OUTCOME,
    RC_ROW_WHEN("winlog.channel", "*RemoteConnectionManager*"),
    RC_ROW_TEXT(user, USER("Param1") "|" DATA("Param1")),
    RC_ROW_IP(src_ip, USER("Param3") "|" DATA("Param3")),
    RC_ROW_KIND(SIGN_IN, ":action", "1149"),
    RC_ROW_WHEN("winlog.channel", "*LocalSessionManager*|*RdpCoreTS*"),
    RC_ROW_TEXT(user, USER("User") "|" DATA("User")),
    RC_ROW_IP(src_ip, USER("Address") "|" DATA("Address") "|" DATA("ClientIP")),
    RC_ROW_TEXT(session_uid, USER("SessionID") "|" DATA("SessionID")),
    RC_ROW_KIND(SIGN_IN, ":action", "21|22|23|24|25|39|40|131"),
    RC_ROW_KEEP(0, USER("Address") "|" DATA("Address")),
    RC_ROW_WHEN("winlog.channel", "*Windows Defender*"),
    RC_ROW_KIND(FINDING, ":action", "100*|101*|111*"),
    RC_ROW_TEXT(user, DATA("Detection User")),
    RC_ROW_TEXT(reason, DATA("Threat Name")),
    RC_ROW_TEXT(path, DATA("Path")),
    RC_ROW_TEXT(app, DATA("Process Name")),
    RC_ROW_WHEN("winlog.channel", "*PowerShell*"),
    RC_ROW_KIND(PROCESS, ":action", "400|403|600|800|4103|4104"),
    RC_ROW_SAY(app, "PowerShell"),
    RC_ROW_TEXT(path,
                DATA("ScriptBlockText") "|" DATA("Payload") "|" DATA("param1")),
    RC_ROW_KEEP(1, DATA("param2") "|" DATA("ContextInfo")),
    RC_ROW_WHEN("winlog.provider_name|event.provider",
                "*Kernel-PnP*|*UserPnp*|*DriverFrameworks*"),
    RC_ROW_KIND(PERIPHERAL, ":action", "*"),
    RC_ROW_TEXT(device_model, DATA("DeviceInstanceId") "|" USER(
                                  "InstallDeviceID.DeviceInstanceID")),
    RC_ROW_WHEN("winlog.provider_name|event.provider", "MsiInstaller"),
    RC_ROW_KIND(SOFTWARE, ":action", "*"),
    RC_ROW_TEXT(app, DATA("param1")),
    RC_ROW_TEXT(app_version, DATA("param2")),
    RC_ROW_WHEN("winlog.provider_name|event.provider",
                "Service Control Manager"),
    RC_ROW_KIND(SOFTWARE, ":action", "7045"),
    RC_ROW_TEXT(app, DATA("ServiceName")),
    RC_ROW_TEXT(path, DATA("ImagePath")),
    RC_ROW_TEXT(user, DATA("AccountName")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user, "winlog.user.name|winlog.user.identifier"),
    RC_ROW_TEXT(user_uid, "winlog.user.identifier"),
};

/* PowerShell tells its user inside a text: "\tUserId=VAGRANT\vagrant\n". */
static const char *
more_event(const struct rc_fill *fill, const struct rc_slice *kept,
           struct rc_obs *obs)
{
    struct rc_slice text = kept[1], line;
    size_t at = text.len ? rc_slice_ifind(text, RC_S("UserId=")) : SIZE_MAX;

    if (!obs->user.len && at != SIZE_MAX) {
        text = (struct rc_slice){text.p + at + 7, text.len - at - 7};
        obs->user =
            rc_slice_trim(rc_slice_cut(&text, '\n', &line) ? line : text);
    }
    return local_session(fill, kept, obs);
}

static struct rc_table event = {
    .rows = event_rows,
    .row_count = sizeof event_rows / sizeof *event_rows,
    .nothing = "-",
    .more = more_event,
};
static const char *const event_marks[] = {"winlog.channel|winlog.provider_name",
                                          "winlog.event_id|event.code", NULL};

const struct rc_source rc_source_windows_events = {
    .name = "windows-events",
    .vendor = "windows",
    .stream = "events",
    .title = "Windows event logs (Winlogbeat)",
    .how = HOW,
    .needs = "the channels collected: System, Application, TerminalServices-"
             "RemoteConnectionManager, -LocalSessionManager, Windows Defender.",
    .feeds = "remote-tool-unsanctioned ip-kvm-usb odd-hours "
             "egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .marks = event_marks,
    .table = &event,
    .fill = rc_fill_by_table,
};
