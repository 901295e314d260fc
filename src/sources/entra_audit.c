/*
 * entra_audit.c -- what Microsoft Entra records beside sign-ins: directory
 * audit, Identity Protection, provisioning, Microsoft Graph activity.
 *
 * Each comes flat from Graph ({"value": [...]}) or below `properties` of the
 * Azure Monitor envelope ({"time", "operationName", "callerIpAddress",
 * "category", "properties": {...}}), as sign-ins do (entra.c).  Identity
 * Protection writes the envelope's time as 8/22/2022 6:11:52 PM, UTC.
 */
#include "sources/table.h"

/* Flat or in the envelope. */
#define AT(path) "properties." path "|" path

#define NEEDS_LOGS                                                             \
    "Entra ID P1 for the Graph API and for diagnostic settings; permission "   \
    "AuditLog.Read.All."

/* A property of the first thing changed. */
#define CHANGED(name)                                                          \
    "targetResources[0].modifiedProperties{displayName=" name "}"
#define CHANGED_AT(name, value)                                                \
    "properties." CHANGED(name) value "|" CHANGED(name) value

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "time|" AT("activityDateTime"), RC_CLOCK_UTC_US),
    RC_ROW_TEXT(action, "operationName|" AT("activityDisplayName")),
    RC_ROW_TEXT(
        user,
        AT("initiatedBy.user.userPrincipalName") "|" AT(
            "initiatedB"
            "y.user."
            "displayNam"
            "e") "|" AT("initiatedBy.user.id") "|" AT("initiatedBy.app."
                                                      "displayName") "|" AT("in"
                                                                            "it"
                                                                            "ia"
                                                                            "te"
                                                                            "dB"
                                                                            "y."
                                                                            "ap"
                                                                            "p."
                                                                            "se"
                                                                            "rv"
                                                                            "ic"
                                                                            "eP"
                                                                            "ri"
                                                                            "nc"
                                                                            "ip"
                                                                            "al"
                                                                            "I"
                                                                            "d") "|identity"),
    RC_ROW_TEXT(user_uid, AT("initiatedBy.user.id") "|" AT(
                              "initiatedBy.app.servicePrincipalId")),
    RC_ROW_TEXT(user_name, AT("initiatedBy.user.displayName") "|" AT(
                               "initiatedBy.app.displayName")),
    RC_ROW_IP(src_ip, "callerIpAddress|" AT("initiatedBy.user.ipAddress")),
    RC_ROW_TEXT(user_agent, AT("userAgent") "|" AT(
                                "additionalDetails{key=User-Agent}.value")),
    RC_ROW_OUTCOME(AT("result") "|resultType", "success*|0",
                   "fail*|timeout|clientError"),
    RC_ROW_TEXT(reason, AT("resultReason") "|resultDescription"),
    RC_ROW_TEXT(recipient,
                AT("targetResources{type=User}.userPrincipalName") "|" AT(
                    "targetResources[0].userPrincipalName")),
    RC_ROW_TEXT(app, AT("loggedByService")),
    RC_ROW_WHEN(AT("targetResources[0].type"), "Device"),
    RC_ROW_TEXT(device, AT("targetResources[0].displayName")),
    RC_ROW_TEXT(device_uid, AT("targetResources[0].id")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(
        phone,
        CHANGED_AT(
            "StrongAuthenticationUserDetails",
            ".newValue!PhoneNumber") "|" CHANGED_AT("StrongAuthenticationUs"
                                                    "erDetails",
                                                    ".newValue![*]."
                                                    "PhoneNumber")),
    RC_ROW_TEXT(old_value, AT("targetResources[0].modifiedProperties[0]."
                              "oldValue")),
    RC_ROW_TEXT(new_value, AT("targetResources[0].modifiedProperties[0]."
                              "newValue")),
    RC_ROW_TEXT(record_uid, AT("id")),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "activityDisplayName|properties.activityDisplayName|"
    "properties.operationType",
    "initiatedBy|properties.initiatedBy|targetResources|"
    "properties.targetResources",
    NULL};

const struct rc_source rc_source_entra_audit = {
    .name = "entra-audit",
    .vendor = "azure",
    .stream = "auditlogs",
    .title = "Microsoft Entra audit logs",
    .how = "Entra admin center > Identity > Monitoring & health > Audit logs > "
           "Download (JSON); or Graph GET /auditLogs/directoryAudits; or "
           "Diagnostic settings to a storage account or Event Hub.",
    .needs = NEEDS_LOGS "  Kept 30 days (7 without P1).",
    .feeds = "mfa-device-shared egress-ip-shared-personas "
             "post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "value[]|records[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row risk_rows[] = {
    RC_ROW_TIME(at_us,
                AT("riskLastUpdatedDateTime") "|time|" AT(
                    "activityDateTime") "|" AT("detectedDateTime"),
                RC_CLOCK_UTC_US),
    RC_ROW_TEXT(action, "operationName|" AT("activity")),
    RC_ROW_SAY(action, "Risk detection"),
    RC_ROW_TEXT(user, AT("userPrincipalName") "|" AT(
                          "servicePrincipalDisplayName") "|" AT("userId")),
    RC_ROW_TEXT(user_uid, AT("userId") "|" AT("servicePrincipalId")),
    RC_ROW_TEXT(user_name, AT("userDisplayName")),
    RC_ROW_IP(src_ip, "callerIpAddress|" AT("ipAddress")),
    RC_ROW_TEXT(city, AT("location.city")),
    RC_ROW_TEXT(region, AT("location.state")),
    RC_ROW_TEXT(country, AT("location.countryOrRegion")),
    RC_ROW_NUMBER(latitude, AT("location.geoCoordinates.latitude")),
    RC_ROW_NUMBER(longitude, AT("location.geoCoordinates.longitude")),
    RC_ROW_TEXT(user_agent, AT("additionalInfo!{Key=userAgent}.Value")),
    RC_ROW_FLAG(RC_IS_PROXY, AT("riskEventType") "|" AT("riskType"),
                "anonymizedIPAddress|riskyIPAddress|nationStateIP", NULL),
    RC_ROW_TEXT(reason,
                AT("riskEventType") "|" AT("riskType") "|" AT("riskLevel")),
    RC_ROW_TEXT(record_uid, AT("id")),
};
static struct rc_table risk = {
    .rows = risk_rows,
    .row_count = sizeof risk_rows / sizeof *risk_rows,
    .nothing = "none|hidden",
};
static const char *const risk_marks[] = {
    "riskLevel|properties.riskLevel", "riskState|properties.riskState",
    "userPrincipalName|properties.userPrincipalName|servicePrincipalId|"
    "properties.servicePrincipalId",
    "!status", NULL};

const struct rc_source rc_source_entra_risk = {
    .name = "entra-risk",
    .vendor = "azure",
    .stream = "identity_protection",
    .title = "Microsoft Entra Identity Protection",
    .how = "Graph GET /identityProtection/riskDetections and "
           "/identityProtection/riskyUsers; or Diagnostic settings "
           "(RiskyUsers, UserRiskEvents) to a storage account or Event Hub.",
    .needs = "Entra ID P2; permission IdentityRiskEvent.Read.All.  Kept 90 "
             "days.",
    .feeds = "location-obfuscation-vpn impossible-travel-new-hire "
             "claimed-vs-network-location",
    .kind = RC_OBS_FINDING,
    .marks = risk_marks,
    .wants_kind = "value[]|records[]",
    .table = &risk,
    .fill = rc_fill_by_table,
};

static const struct rc_row provisioning_rows[] = {
    RC_ROW_TIME(at_us, "time|" AT("activityDateTime"), RC_CLOCK_UTC_US),
    RC_ROW_TEXT(action, "operationName|" AT("provisioningAction")),
    RC_ROW_TEXT(
        user,
        AT("initiatedBy.user.displayName") "|" AT(
            "initiatedBy."
            "displayName") "|" AT("initiatedBy.Name") "|" AT("initiatedBy.id")),
    RC_ROW_TEXT(
        recipient,
        AT("sourceIdentity.details.userPrincipalName") "|" AT(
            "sourceIdentity."
            "details."
            "UserPrincipalNam"
            "e") "|" AT("sourceIdentity.displayName") "|" AT("sourceIdentity."
                                                             "Name")),
    RC_ROW_TEXT(
        app, AT("servicePrincipal.displayName") "|" AT(
                 "servicePrincipal."
                 "Name") "|" AT("targetSystem.displayName") "|" AT("targetSyste"
                                                                   "m.Name")),
    RC_ROW_TEXT(new_value, AT("modifiedProperties[0].newValue")),
    RC_ROW_TEXT(old_value, AT("modifiedProperties[0].oldValue")),
    RC_ROW_OUTCOME("resultType|" AT("provisioningStatusInfo.status") "|" AT(
                       "provisioningStatusInfo.Status"),
                   "success", "fail*"),
    RC_ROW_TEXT(reason, AT("provisioningStatusInfo.errorInformation.reason")),
    RC_ROW_TEXT(record_uid, AT("id")),
};
static struct rc_table provisioning = RC_TABLE(provisioning_rows);
static const char *const provisioning_marks[] = {
    "provisioningAction|properties.provisioningAction",
    "sourceIdentity|properties.sourceIdentity|targetIdentity|"
    "properties.targetIdentity",
    NULL};

const struct rc_source rc_source_entra_provisioning = {
    .name = "entra-provisioning",
    .vendor = "azure",
    .stream = "provisioning",
    .title = "Microsoft Entra provisioning logs",
    .how = "Entra admin center > Identity > Monitoring & health > Provisioning "
           "logs > Download (JSON); or Graph GET /auditLogs/provisioning; or "
           "Diagnostic settings.",
    .needs = NEEDS_LOGS,
    .feeds = "post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = provisioning_marks,
    .wants_kind = "value[]|records[]",
    .table = &provisioning,
    .fill = rc_fill_by_table,
};

static const struct rc_row graph_rows[] = {
    RC_ROW_TIME(at_us, AT("timeGenerated") "|time|TimeGenerated",
                RC_CLOCK_UTC_US),
    RC_ROW_TEXT(action, "operationName"),
    RC_ROW_SAY(action, "Microsoft Graph Activity"),
    RC_ROW_TEXT(user, "properties.userId|UserId|properties.servicePrincipalId|"
                      "ServicePrincipalId|properties.appId|AppId"),
    RC_ROW_TEXT(user_uid, ":user"),
    RC_ROW_IP(src_ip, "callerIpAddress|properties.ipAddress|IPAddress"),
    RC_ROW_TEXT(user_agent, "properties.userAgent|UserAgent"),
    RC_ROW_TEXT(path, "properties.requestUri|RequestUri"),
    RC_ROW_TEXT(app, "properties.appId|AppId"),
    RC_ROW_TEXT(session_uid, "properties.sessionId|SessionId|"
                             "properties.signInActivityId|SignInActivityId"),
    RC_ROW_TEXT(device_uid, "properties.deviceId|DeviceId"),
    RC_ROW_OUTCOME("properties.responseStatusCode|ResponseStatusCode", "2*|3*",
                   "4*|5*"),
    RC_ROW_TEXT(record_uid, "properties.requestId|RequestId"),
};
static struct rc_table graph = RC_TABLE(graph_rows);
static const char *const graph_marks[] = {
    "properties.requestUri|RequestUri",
    "properties.requestMethod|RequestMethod", "properties.appId|AppId", NULL};

const struct rc_source rc_source_entra_graph_activity = {
    .name = "entra-graph-activity",
    .vendor = "azure",
    .stream = "graphactivitylogs",
    .title = "Microsoft Graph activity logs",
    .how = "Entra admin center > Diagnostic settings > "
           "MicrosoftGraphActivityLogs to a storage account, Event Hub or Log "
           "Analytics.",
    .needs = "Entra ID P1 and an Azure subscription.",
    .feeds = "odd-hours shift-change-output egress-ip-shared-personas",
    .kind = RC_OBS_ACCESS,
    .marks = graph_marks,
    .wants_kind = "value[]|records[]",
    .table = &graph,
    .fill = rc_fill_by_table,
};
