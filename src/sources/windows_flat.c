/*
 * windows_flat.c -- Windows event records as other collectors write them:
 *
 *   NXLog, Log Analytics  {"EventTime" or "TimeGenerated", "EventID": 4624,
 *     (SecurityEvent)      "Channel": "Security", "Hostname" or "Computer",
 *                          "TargetUserName", "IpAddress", ...}
 *   evtx_dump             {"Event": {"System": {"EventID", "Channel",
 *                          "TimeCreated": {"#attributes": {"SystemTime"}}},
 *                          "EventData": {"TargetUserName", ...}}}
 *
 * The same fields as in windows.c, the Target being who signed in.
 */
#include "sources/table.h"

#define SIGN_INS                                                               \
    "4624|4625|4634|4647|4649|4768|4769|4770|4771|4776|4778|4779|4800|4801"
#define PLUGS "6416|6419|6420|6421|6422|6423|6424"

/* d stands before a field of the event's data */
#define DATA_ROWS(d)                                                           \
    RC_ROW_WHEN(":action", SIGN_INS),                                          \
        RC_ROW_TEXT(user,                                                      \
                    d "TargetUserName|" d "AccountName|" d "TargetAccount"),   \
        RC_ROW_TEXT(user_uid, d "TargetUserSid|" d "TargetSid"),               \
        RC_ROW_ALWAYS,                                                         \
        RC_ROW_TEXT(user, d "SubjectUserName|" d "User|" d "TargetUserName|" d \
                            "AccountName|" d "SubjectAccount"),                \
        RC_ROW_TEXT(user_uid, d "SubjectUserSid|" d "UserID"),                 \
        RC_ROW_IP(src_ip, d "IpAddress|" d "ClientAddress|" d                  \
                            "SourceAddress|" d "SourceIp"),                    \
        RC_ROW_TEXT(session_uid, d "TargetLogonId|" d "SubjectLogonId"),       \
        RC_ROW_TEXT(reason, d "SubStatus|" d "Status"),                        \
        RC_ROW_KIND(SIGN_IN, ":action", SIGN_INS "|4648|4672"),                \
        RC_ROW_KIND(PERIPHERAL, ":action", PLUGS),                             \
        RC_ROW_KIND(PROCESS, ":action", "4688|4689"),                          \
        RC_ROW_KIND(SOFTWARE, ":action", "4697|7045"),                         \
        RC_ROW_KIND(FILE, ":action", "4656|4658|4660|4663|5140|5145"),         \
        RC_ROW_KIND(NETWORK, ":action", "5152|5156|5157|5158"),                \
        RC_ROW_KIND(ACCOUNT_CHANGE, ":action",                                 \
                    "472*|473*|474*|475*|476*|4781|1102"),                     \
        RC_ROW_OUTCOME(":action", NULL, "4625|4771"),                          \
        RC_ROW_WHEN(":action", "4648|472*|473*|474*|475*|476*"),               \
        RC_ROW_TEXT(recipient, d "TargetUserName"),                            \
        RC_ROW_WHEN(":action", PLUGS),                                         \
        RC_ROW_TEXT(device_model, d "DeviceDescription"),                      \
        RC_ROW_TEXT(path, d "DeviceId"),                                       \
        RC_ROW_WHEN(d "ClassName", "camera|image"),                            \
        RC_ROW_TEXT(camera, d "DeviceDescription"),                            \
        RC_ROW_WHEN(d "ClassName", "audioendpoint|media"),                     \
        RC_ROW_TEXT(microphone, d "DeviceDescription"), RC_ROW_ALWAYS,         \
        RC_ROW_TEXT(app, d "NewProcessName|" d "ServiceName|" d "Image|" d     \
                           "ProcessName"),                                     \
        RC_ROW_TEXT(path, d "CommandLine|" d "ImagePath|" d                    \
                            "ServiceFileName|" d "ObjectName")

static const struct rc_row flat_rows[] = {
    RC_ROW_TIME(at_us,
                "EventTimeUtc|TimeGenerated|EventTime|TimeCreated|@timestamp",
                RC_CLOCK_STATED),
    RC_ROW_TEXT(action, "EventID|EventId"),
    RC_ROW_TEXT(device, "Hostname|Computer|MachineName|host"),
    RC_ROW_TEXT(record_uid, "RecordNumber|EventRecordId|RecordId"),
    RC_ROW_OUTCOME("EventType|Keywords|Activity", "AUDIT_SUCCESS|Audit Success",
                   "AUDIT_FAILURE|Audit Failure"),
    DATA_ROWS(""),
    RC_ROW_OUTCOME(":action", SIGN_INS, NULL),
};
static struct rc_table flat = {
    .rows = flat_rows,
    .row_count = sizeof flat_rows / sizeof *flat_rows,
    .nothing = "-",
};
static const char *const flat_marks[] = {
    "EventID|EventId",
    "Channel|SourceName|EventSourceName|ProviderName|LogName",
    "Hostname|Computer|MachineName|host",
    "EventTime|EventTimeUtc|TimeGenerated|TimeCreated|@timestamp",
    "!winlog",
    NULL};

const struct rc_source rc_source_windows_flat = {
    .name = "windows-flat",
    .vendor = "windows",
    .stream = "flat",
    .title = "Windows event logs (NXLog, Log Analytics)",
    .how = "NXLog: im_msvistalog with to_json(); Log Analytics: SecurityEvent "
           "exported as JSON; one event a line.",
    .needs = "audit policy: Logon/Logoff for 4624, Process Creation with the "
             "command line for 4688, PNP Activity for 6416.",
    .feeds = "odd-hours ip-kvm-usb virtual-camera remote-tool-unsanctioned "
             "egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .marks = flat_marks,
    .table = &flat,
    .fill = rc_fill_by_table,
};

#define SYSTEM(f) "Event.System." f

static const struct rc_row dump_rows[] = {
    RC_ROW_TIME(
        at_us,
        SYSTEM("TimeCreated.#attributes.SystemTime") "|" SYSTEM(
            "TimeCreated.SystemTime") "|" SYSTEM("TimeCreated_attributes."
                                                 "SystemTime"),
        RC_CLOCK_UTC),
    RC_ROW_TEXT(action, SYSTEM("EventID.#text") "|" SYSTEM("EventID")),
    RC_ROW_TEXT(device, SYSTEM("Computer")),
    RC_ROW_TEXT(record_uid, SYSTEM("EventRecordID")),
    RC_ROW_OUTCOME(SYSTEM("Keywords"), "0x802*", "0x801*"),
    DATA_ROWS("Event.EventData."),
    RC_ROW_OUTCOME(":action", SIGN_INS, NULL),
};
static struct rc_table dump = {
    .rows = dump_rows,
    .row_count = sizeof dump_rows / sizeof *dump_rows,
    .nothing = "-",
};
static const char *const dump_marks[] = {"Event.System.EventID",
                                         "Event.System.Channel", NULL};

const struct rc_source rc_source_windows_evtx = {
    .name = "windows-evtx",
    .vendor = "windows",
    .stream = "evtx",
    .title = "Windows event logs (evtx_dump)",
    .how = "evtx_dump -o jsonl Security.evtx.",
    .needs = "as for the event log itself.",
    .feeds = "odd-hours ip-kvm-usb virtual-camera remote-tool-unsanctioned "
             "egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .marks = dump_marks,
    .table = &dump,
    .fill = rc_fill_by_table,
};
