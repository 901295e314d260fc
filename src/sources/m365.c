/*
 * m365.c -- Microsoft 365 unified audit log (Office 365 Management Activity
 * API, Purview export), one audit record each:
 *
 *     {"CreationTime": "2026-01-31T10:15:30", UTC without a zone
 *      "Id", "Operation": "UserLoggedIn", "RecordType": 15, "Workload",
 *      "UserId": "ann@example.com", "UserKey", "ResultStatus": "Success",
 *      "ClientIP": "203.0.113.7:50123" or "[2001:db8::1]:443",
 *      "ExtendedProperties": [{"Name", "Value"}],  lists of pairs, as are
 *      "DeviceProperties", "Parameters", "ModifiedProperties"}
 *
 * A Purview CSV has the same record in its AuditData column, and that one is
 * read.  A record tells of something done: without a word of failure it
 * succeeded.
 */
#include "sources/table.h"

#define PAIR(list, name) list "{Name=" name "}.Value"
#define DEVICE(name)     PAIR("DeviceProperties", name)
#define EXTENDED(name)   PAIR("ExtendedProperties", name)
#define GIVEN(name)      PAIR("Parameters", name) "|" PAIR("parameters", name)

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "CreationTime|creationtime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "Operation|operation"),
    RC_ROW_TEXT(user, "UserId|userid"),
    RC_ROW_TEXT(user_uid, "UserKey|userkey"),
    RC_ROW_IP(src_ip, "ClientIPAddress|ClientIP|ActorIpAddress|clientip"),
    RC_ROW_TEXT(record_uid, "Id|id"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, ":user", "*#ext#*", NULL),

    RC_ROW_KIND(SIGN_IN, ":action",
                "UserLoggedIn|UserLoginFailed|TeamsSessionStarted|"
                "MailboxLogin|SignInEvent"),
    RC_ROW_KIND(FINDING, ":action", "dlp*|Alert*|TIMailData*|AtpDetection"),
    RC_ROW_KIND(FINDING, "RecordType", "40|41|28|47"),
    RC_ROW_KIND(MESSAGE, ":action",
                "Send|SendAs|SendOnBehalf|MessageSent|MessageUpdated|"
                "ChatCreated|MessageCreatedHasLink"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "RecordType|recordtype", "8|1"),
    RC_ROW_KIND(FILE, "Workload|workload", "SharePoint|OneDrive*"),
    RC_ROW_KIND(ACCESS, ":action", "MailItemsAccessed|*Access*|View*|Get*"),

    RC_ROW_WHEN(":action", "DlpRuleMatch"),
    /* overridden by the person: it went out */
    RC_ROW_OUTCOME("ExceptionInfo|ExceptionInfo.Justification|"
                   "ExceptionInfo.Reason|ExceptionInfo.FalsePositive",
                   "*", NULL),
    RC_ROW_OUTCOME("PolicyDetails[*].Rules[*].Actions[*]", NULL, "BlockAccess"),
    RC_ROW_ALWAYS,
    RC_ROW_OUTCOME("LogonError", NULL, "*"),
    RC_ROW_OUTCOME("ResultStatus|resultstatus", "success*|true|partially*",
                   "fail*|false|denied|error"),
    RC_ROW_OUTCOME(":action", NULL, "*failed"),
    RC_ROW_OUTCOME(":action", "*", NULL),
    RC_ROW_TEXT(reason, "LogonError|" EXTENDED("ResultStatusDetail")),

    RC_ROW_TEXT(user_agent,
                "UserAgent|" EXTENDED("UserAgent") "|" EXTENDED(
                    "additionalDetails") "!User-Agent|ClientInfoString"),
    RC_ROW_TEXT(session_uid, "AppAccessContext.AADSessionId|" DEVICE(
                                 "SessionId") "|SessionId"),
    RC_ROW_TEXT(device, DEVICE("DisplayName")),
    RC_ROW_TEXT(device_uid, DEVICE("Id") "|MachineId|DeviceId"),
    RC_ROW_TEXT(os, DEVICE("OS") "|Platform"),
    RC_ROW_FLAG(RC_IS_COMPLIANT,
                DEVICE("IsCompliant") "|" DEVICE("IsCompliantAndManaged"), NULL,
                NULL),
    RC_ROW_FLAG(RC_IS_MANAGED,
                DEVICE("IsManaged") "|" DEVICE("IsCompliantAndManaged"), NULL,
                NULL),
    RC_ROW_TEXT(app, "ApplicationDisplayName|Workload|workload"),
    RC_ROW_TEXT(document_name, "SourceFileName|SharePointMetaData.FileName"),
    RC_ROW_TEXT(path, "ObjectId|objectid"),

    /* where mail is forwarded to; else whom a thing was shared with or who
     * was changed */
    RC_ROW_TEXT(
        new_value,
        GIVEN("ForwardingSmtpAddress") "|" GIVEN("ForwardingAddress") "|" GIVEN(
            "ForwardTo") "|" GIVEN("RedirectTo") "|" GIVEN("ForwardAsAttachment"
                                                           "To") "|"
                                                                 "ModifiedPrope"
                                                                 "rties[0]."
                                                                 "NewValue"),
    RC_ROW_TEXT(old_value, "ModifiedProperties[0].OldValue"),
    RC_ROW_TEXT(recipient,
                "TargetUserOrGroupName|Target{Type=5}.ID|"
                "MailboxOwnerUPN|" GIVEN("Mailbox") "|" GIVEN("Identity")),
};

static const struct rc_column columns[] = {
    {"AuditData", true},
    {"Operation|Operations", true},
    {"CreationDate", true},
};

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .nothing = "Not Available|<null>",
    .json_column = "AuditData",
};

static const char *const marks[] = {
    "CreationTime|creationtime", "Operation|operation",
    "OrganizationId|organizationid|UserKey|userkey|RecordType|recordtype",
    "UserId|userid", NULL};

const struct rc_source rc_source_m365_audit = {
    .name = "m365-audit",
    .vendor = "o365",
    .stream = "audit",
    .title = "Microsoft 365 unified audit log",
    .how = "Office 365 Management Activity API: the blobs of Audit."
           "AzureActiveDirectory, Audit.Exchange, Audit.SharePoint and Audit."
           "General as they come (or one record a line); or PowerShell "
           "Search-UnifiedAuditLog ... | Select -Expand AuditData; or Purview "
           "> Audit > Export (CSV).",
    .needs = "auditing switched on (Purview > Audit); permission "
             "ActivityFeed.Read.  Kept 180 days, with E5 a year.  "
             "MailItemsAccessed and DeviceProperties come with newer plans.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "shift-change-output post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = marks,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .table = &table,
    .fill = rc_fill_by_table,
};
