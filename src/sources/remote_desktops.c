/*
 * remote_desktops.c -- desktops in a cloud, and where they were entered from:
 *
 *   AWS WorkSpaces   EventBridge {"detail-type": "WorkSpaces Access", "time",
 *                    "detail": {"clientIpAddress", "clientPlatform",
 *                    "loginTime", "workspaceId", "actionType"}}
 *   Virtual Desktop  Log Analytics WVDConnections {"TimeGenerated",
 *                    "UserName", "ClientSideIPAddress", "ClientOS",
 *                    "ClientType", "ClientVersion", "State",
 *                    "SessionHostName", "CorrelationId"}
 *
 * WorkSpaces names no user: the workspace is the account, and an inventory
 * says whose it is.
 */
#include "sources/table.h"

static const struct rc_row aws_rows[] = {
    RC_ROW_TIME(at_us, "detail.loginTime|time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "detail.actionType|detail-type"),
    RC_ROW_TEXT(user, "detail.userName|detail.workspaceId"),
    RC_ROW_TEXT(user_uid, "detail.workspaceId"),
    RC_ROW_IP(src_ip, "detail.clientIpAddress"),
    RC_ROW_TEXT(os, "detail.clientPlatform"),
    RC_ROW_TEXT(user_agent, "detail.workspacesClientProductName"),
    RC_ROW_SAY(app, "Amazon WorkSpaces"),
    RC_ROW_TEXT(device_uid, "detail.workspaceId"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_OUTCOME(":action", "success*", "fail*"),
};
static struct rc_table aws = RC_TABLE(aws_rows);
static const char *const aws_marks[] = {"detail-type=WorkSpaces Access",
                                        "detail", NULL};

const struct rc_source rc_source_aws_workspaces = {
    .name = "aws-workspaces",
    .vendor = "aws",
    .stream = "workspaces",
    .title = "Amazon WorkSpaces access events",
    .how = "an EventBridge rule for detail type WorkSpaces Access with a log "
           "group or a bucket as target; one event a line.",
    .needs = "any account.  Successful sign-ins only.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_SIGN_IN,
    .marks = aws_marks,
    .table = &aws,
    .fill = rc_fill_by_table,
};

#define AVD(f) f "|properties." f

static const struct rc_row avd_rows[] = {
    RC_ROW_TIME(at_us, AVD("TimeGenerated") "|time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, AVD("State")),
    RC_ROW_SAY(action, "connection"),
    RC_ROW_TEXT(user, AVD("UserName")),
    RC_ROW_IP(src_ip, AVD("ClientSideIPAddress")),
    RC_ROW_TEXT(os, AVD("ClientOS")),
    RC_ROW_JOIN(user_agent,
                "ClientType|properties.ClientType|ClientVersion|"
                "properties.ClientVersion",
                " "),
    RC_ROW_TEXT(device, AVD("SessionHostName")),
    RC_ROW_TEXT(app, AVD("ResourceAlias")),
    RC_ROW_SAY(app, "Azure Virtual Desktop"),
    RC_ROW_TEXT(session_uid, AVD("CorrelationId")),
    RC_ROW_OUTCOME(":action", "Connected|Completed", NULL),
};
static struct rc_table avd = RC_TABLE(avd_rows);
static const char *const avd_marks[] = {
    "ClientSideIPAddress|properties.ClientSideIPAddress",
    "UserName|properties.UserName",
    "ClientType|properties.ClientType|ClientOS|properties.ClientOS", NULL};

const struct rc_source rc_source_azure_virtual_desktop = {
    .name = "azure-virtual-desktop",
    .vendor = "azure",
    .stream = "virtual_desktop",
    .title = "Azure Virtual Desktop connections",
    .how = "Log Analytics: WVDConnections or WVDFeeds exported as JSON; or a "
           "diagnostic setting to storage, blobs as they come.",
    .needs = "diagnostic settings of the host pool: Connection, Feed.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "multi-country-logins",
    .kind = RC_OBS_SIGN_IN,
    .marks = avd_marks,
    .wants_kind = "records[]",
    .table = &avd,
    .fill = rc_fill_by_table,
};
