/*
 * intune_logs.c -- Microsoft Intune's diagnostic logs (Azure Monitor):
 *
 *     {"time", "category": "AuditLogs", "operationName", "identity",
 *      "resultType": "Success",
 *      "properties": {"ActivityDate", "Actor": {"UPN", "ObjectId"},
 *                     "TargetDisplayNames": [], "AuditEventId"}}
 *     {"time", "category": "OperationalLogs", "operationName": "Enrollment",
 *      "properties": {"UserName", "UPNSuffix", "DeviceHostName",
 *                     "IntuneDeviceId", "AADDeviceId"}}
 *     {"category": "Devices", "properties": {"DeviceName", "UPN",
 *                     "SerialNumber", "Ownership", "CompliantState"}}
 */
#include "sources/table.h"

#define P(f) "properties." f

/* A user's name and the suffix of the mail address stand apart. */
static const char *
join_name(const struct rc_fill *fill, const struct rc_slice *kept,
          struct rc_obs *obs)
{
    if (kept[0].len && kept[1].len && !memchr(kept[0].p, '@', kept[0].len)) {
        obs->user =
            rc_text_join(fill, "@", (struct rc_slice[]){kept[0], kept[1]}, 2);
        obs->email = obs->user;
    }
    return NULL;
}

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us,
                "time|" P("ActivityDate") "|" P("StartTimeUtc") "|" P(
                    "EnrollmentTimeUTC"),
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "operationName"),
    RC_ROW_TEXT(user,
                P("Actor.UPN") "|" P("UPN") "|" P("UserEmail") "|identity|" P(
                    "UserName") "|" P("IntuneUserId")),
    RC_ROW_TEXT(user_uid,
                P("Actor.ObjectId") "|" P("IntuneUserId") "|" P("UserId")),
    RC_ROW_TEXT(user_name, P("UserDisplayName")),
    RC_ROW_KEEP(0, P("UserName")),
    RC_ROW_KEEP(1, P("UPNSuffix")),
    RC_ROW_TEXT(device, P("DeviceHostName") "|" P("DeviceName")),
    RC_ROW_TEXT(device_uid,
                P("AADDeviceId") "|" P("IntuneDeviceId") "|" P("ReferenceId")),
    RC_ROW_TEXT(device_serial, P("SerialNumber")),
    RC_ROW_JOIN(device_model, P("Manufacturer") "|" P("Model"), " "),
    RC_ROW_TEXT(os, P("DeviceOperatingSystem")),
    RC_ROW_JOIN(os, P("Os") "|" P("OS") "|" P("OsVersion"), " "),
    RC_ROW_TEXT(app, P("Actor.ApplicationName")),
    RC_ROW_TEXT(recipient,
                P("TargetDisplayNames[0]") "|" P("TargetObjectIds[0]")),
    RC_ROW_TEXT(reason,
                P("AlertType") "|" P("FailureReason") "|"
                                                      "resultDescription"),
    RC_ROW_TEXT(record_uid,
                P("AuditEventId") "|" P("MessageId") "|"
                                                     "correlationId"),
    RC_ROW_FLAG(RC_IS_PERSONAL, P("Ownership"), "personal",
                "company|corporate"),
    RC_ROW_FLAG(RC_IS_COMPLIANT, P("CompliantState"), "compliant",
                "noncompliant|not compliant"),
    RC_ROW_WHEN(P("OperationalLogCategory"), "DeviceCompliance"),
    RC_ROW_FLAG(RC_IS_COMPLIANT, P("AlertType"), NULL, "*Not Compliant"),
    RC_ROW_ALWAYS,
    RC_ROW_OUTCOME("resultType", "success|succeeded", "fail*"),
    RC_ROW_KIND(DEVICE, "category",
                "OperationalLogs|Devices|DeviceCompliance*"),
};
static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .nothing = "None|<null>|Unknown",
    .more = join_name,
};
static const char *const marks[] = {
    "category=AuditLogs|category=OperationalLogs|category=Devices|"
    "category=DeviceComplianceOrg",
    "properties.AuditEventId|properties.IntuneAccountId|properties.DeviceId|"
    "properties.OperationalLogCategory|properties.CompliantState|"
    "properties.Actor.UPN",
    NULL};

const struct rc_source rc_source_intune_logs = {
    .name = "intune-logs",
    .vendor = "intune",
    .stream = "logs",
    .title = "Microsoft Intune audit and operational logs",
    .how = "Intune admin center > Reports > Diagnostic settings, to a storage "
           "account or event hub; blobs as they come.",
    .needs = "Intune and an Azure subscription.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused odd-hours",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .wants_kind = "records[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "activityDateTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "activityType|displayName|activity"),
    RC_ROW_TEXT(user, "actor.userPrincipalName|actor.servicePrincipalName|"
                      "actor.applicationDisplayName|actor.userId"),
    RC_ROW_TEXT(user_uid, "actor.userId"),
    RC_ROW_IP(src_ip, "actor.ipAddress"),
    RC_ROW_TEXT(app, "actor.applicationDisplayName"),
    RC_ROW_TEXT(recipient, "resources[0].displayName|resources[0].resourceId"),
    RC_ROW_TEXT(old_value, "resources[0].modifiedProperties[*].oldValue"),
    RC_ROW_TEXT(new_value, "resources[0].modifiedProperties[*].newValue"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_OUTCOME("activityResult", "success", "fail*"),
};
static struct rc_table audit = {
    .rows = audit_rows,
    .row_count = sizeof audit_rows / sizeof *audit_rows,
    .nothing = "<null>",
};
static const char *const audit_marks[] = {"activityDateTime",
                                          "activityOperationType|componentName",
                                          "actor", "!initiatedBy", NULL};

const struct rc_source rc_source_intune_audit = {
    .name = "intune-audit",
    .vendor = "intune",
    .stream = "audit",
    .title = "Microsoft Intune audit events",
    .how = "Graph: GET /deviceManagement/auditEvents, answers saved as they "
           "come.",
    .needs = "permission DeviceManagementApps.Read.All.",
    .feeds = "odd-hours",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "value[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};
