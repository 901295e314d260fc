/*
 * cloudflare.c -- Cloudflare Logpush, a record a line.  Keys of a data set:
 *
 *   access_requests   CreatedAt, Email, IPAddress, Action, Allowed, AppDomain
 *   audit_logs        When, ActorEmail, ActorIP, ActionType, ActionResult
 *   device_posture    Timestamp, Email, DeviceSerialNumber, PostureCheckName
 *   gateway_dns       Datetime, Email, SrcIP, QueryName, ResolverDecision
 *   gateway_http      Datetime, Email, SourceIP, HTTPHost, Action
 *   gateway_network   Datetime, Email, SourceIP, SNI, Action
 *   zero_trust_network_sessions  SessionStartTime, Email, SourceIP, SessionID
 *
 * Moments are RFC 3339, seconds or nanoseconds as the job was set up.
 */
#include "sources/table.h"

#define LOGPUSH(set)                                                           \
    "Analytics & Logs > Logpush, data set " set                                \
    "; the files as they come, gunzipped or not."
#define FEEDS                                                                  \
    "claimed-vs-network-location multi-country-logins "                        \
    "egress-ip-shared-personas odd-hours remote-tool-unsanctioned"

static const struct rc_row access_rows[] = {
    RC_ROW_TIME(at_us, "CreatedAt|created_at", RC_CLOCK_S),
    RC_ROW_TEXT(action, "Action|action"),
    RC_ROW_TEXT(user, "Email|user_email|UserUID|user_uid"),
    RC_ROW_TEXT(user_uid, "UserUID|user_uid"),
    RC_ROW_IP(src_ip, "IPAddress|ip_address"),
    RC_ROW_TEXT(country, "Country|country"),
    RC_ROW_TEXT(app, "AppDomain|app_domain"),
    RC_ROW_TEXT(reason, "PurposeJustificationResponse|Connection|connection"),
    RC_ROW_TEXT(record_uid, "RayID|ray_id"),
    RC_ROW_OUTCOME("Allowed|allowed", "true", "false"),
};
static struct rc_table access = RC_TABLE(access_rows);
static const char *const access_marks[] = {
    "CreatedAt|created_at", "IPAddress|ip_address", "Allowed|allowed",
    "AppDomain|AppUUID|app_domain|app_uid", NULL};

const struct rc_source rc_source_cloudflare_access = {
    .name = "cloudflare-access",
    .vendor = "cloudflare_logpush",
    .stream = "access_request",
    .title = "Cloudflare Access requests",
    .how = LOGPUSH(
        "access_requests") "  Or API: GET /accounts/ID/access/"
                           "logs/access_requests, answers saved as they come.",
    .needs = "Zero Trust Enterprise.",
    .feeds = FEEDS,
    .kind = RC_OBS_SIGN_IN,
    .marks = access_marks,
    .wants_kind = "result[]",
    .table = &access,
    .fill = rc_fill_by_table,
};

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "When|when", RC_CLOCK_S),
    RC_ROW_TEXT(action, "ActionType|action.type"),
    RC_ROW_TEXT(user, "ActorEmail|actor.email|ActorID|actor.id"),
    RC_ROW_TEXT(user_uid, "ActorID|actor.id"),
    RC_ROW_IP(src_ip, "ActorIP|actor.ip"),
    RC_ROW_TEXT(record_uid, "ID|id"),
    RC_ROW_TEXT(recipient, "ResourceID|resource.id"),
    RC_ROW_TEXT(app, "ResourceType|resource.type"),
    RC_ROW_KIND(SIGN_IN, ":action", "login*|logout*"),
    RC_ROW_OUTCOME("ActionResult|action.result", "true", "false"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "ActionType|action.type", "When|when",
    "ActorEmail|ActorID|ActorIP|actor.id|actor.email",
    "ActionResult|ResourceType|action.result", NULL};

const struct rc_source rc_source_cloudflare_audit = {
    .name = "cloudflare-audit",
    .vendor = "cloudflare_logpush",
    .stream = "audit",
    .title = "Cloudflare audit logs",
    .how = LOGPUSH("audit_logs") "  Or API: GET /accounts/ID/audit_logs, "
                                 "answers saved as they come.",
    .needs = "Enterprise.",
    .feeds = "egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = audit_marks,
    .wants_kind = "result[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row posture_rows[] = {
    RC_ROW_TIME(at_us, "Timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "PostureCheckType"),
    RC_ROW_TEXT(user, "Email|UserUID"),
    RC_ROW_TEXT(user_uid, "UserUID"),
    RC_ROW_TEXT(device, "DeviceName"),
    RC_ROW_TEXT(device_uid, "DeviceID"),
    RC_ROW_TEXT(device_serial, "DeviceSerialNumber"),
    RC_ROW_JOIN(device_model, "DeviceManufacturer|DeviceModel", " "),
    RC_ROW_JOIN(os, "DeviceType|OSVersion", " "),
    RC_ROW_TEXT(reason, "PostureCheckName"),
    RC_ROW_OUTCOME("PostureEvaluatedResult", "true", "false"),
    RC_ROW_FLAG(RC_IS_COMPLIANT, "PostureEvaluatedResult", NULL, NULL),
};
static struct rc_table posture = RC_TABLE(posture_rows);
static const char *const posture_marks[] = {"PostureCheckType", "Timestamp",
                                            "DeviceID", NULL};

const struct rc_source rc_source_cloudflare_posture = {
    .name = "cloudflare-posture",
    .vendor = "cloudflare_logpush",
    .stream = "device_posture",
    .title = "Cloudflare device posture results",
    .how = LOGPUSH("device_posture_results"),
    .needs = "Zero Trust Enterprise and WARP on the devices.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused",
    .kind = RC_OBS_DEVICE,
    .marks = posture_marks,
    .table = &posture,
    .fill = rc_fill_by_table,
};

static const struct rc_row gateway_rows[] = {
    RC_ROW_TIME(at_us, "Datetime|SessionStartTime", RC_CLOCK_S),
    RC_ROW_TIME(end_us, "SessionEndTime", RC_CLOCK_S),
    RC_ROW_TEXT(action, "Action|ResolverDecision"),
    RC_ROW_SAY(action, "session"),
    RC_ROW_TEXT(user, "Email|UserID"),
    RC_ROW_TEXT(user_uid, "UserID"),
    RC_ROW_IP(src_ip, "SrcIP|SourceIP"),
    RC_ROW_TEXT(device, "DeviceName"),
    RC_ROW_TEXT(device_uid, "DeviceID"),
    RC_ROW_TEXT(session_uid, "SessionID|RequestID"),
    RC_ROW_TEXT(recipient, "QueryName|HTTPHost|SNI|OriginIP|DestinationIP"),
    RC_ROW_TEXT(path, "URL"),
    RC_ROW_TEXT(user_agent, "UserAgent"),
    RC_ROW_TEXT(zone, "TimeZone"),
    RC_ROW_TEXT(app, "ApplicationName"),
    RC_ROW_TEXT(reason, "PolicyName|ConnectionCloseReason"),
    RC_ROW_OUTCOME("Action|ResolverDecision", "allowed*|allow|bypass|none",
                   "block*"),
};
static struct rc_table gateway = RC_TABLE(gateway_rows);
static const char *const gateway_marks[] = {
    "Datetime|SessionStartTime", "SrcIP|SourceIP",
    "ResolverDecision|DeviceID|PolicyID|VirtualNetworkID|RayID|AccountID",
    "!LogTimestamp", NULL};

const struct rc_source rc_source_cloudflare_gateway = {
    .name = "cloudflare-gateway",
    .vendor = "cloudflare_logpush",
    .stream = "gateway",
    .title = "Cloudflare Gateway and network sessions",
    .how = LOGPUSH("gateway_dns, gateway_http, gateway_network or "
                   "zero_trust_network_sessions"),
    .needs = "Zero Trust Enterprise and WARP on the devices.",
    .feeds = FEEDS,
    .kind = RC_OBS_NETWORK,
    .marks = gateway_marks,
    .table = &gateway,
    .fill = rc_fill_by_table,
};
