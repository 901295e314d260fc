/*
 * teleport.c -- Teleport audit log, one event a line:
 *
 *     {"event": "user.login", "code": "T1000I",   I done, W refused, E failed
 *      "time", "uid", "sid", "cluster_name", "user", "login": "root",
 *      "success": true, "addr.remote": "203.0.113.7:50332",   a dot in the key
 *      "method": "oidc", "mfa_device": {"mfa_device_name", ...}, "user_agent",
 *      "server_hostname", "db_service", "app_name", "error"}
 *
 * `user` is the person at Teleport, `login` the account on the machine that
 * they entered.  Commands and their files are told by enhanced recording.
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "time|p_event_time", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "session_stop", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event"),
    RC_ROW_TEXT(user, "user|user.user|identity.user|username|updated_by|"
                      "attributes.email|login|db_user|name"),
    RC_ROW_IP(src_ip, "addr\\.remote|addr.remote|identity.client_ip|"
                      "client_ip|src_addr"),
    RC_ROW_WHEN(":action", "windows.desktop.*"),
    RC_ROW_IP(src_ip, "desktop_addr"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(record_uid, "uid"),
    RC_ROW_TEXT(session_uid, "sid"),

    RC_ROW_KIND(PROCESS, ":action", "session.command|session.exec|exec"),
    RC_ROW_KIND(FILE, ":action",
                "session.disk|scp|sftp*|*.shared_directory.*|"
                "desktop.directory.*"),
    RC_ROW_KIND(NETWORK, ":action", "session.network|port"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "user.login|auth|bot.join|instance.join|"
                "*.headless*|device.authenticate*"),
    RC_ROW_KIND(DEVICE, ":action", "device.*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "user.*|role.*|mfa.*|recovery_code.*|reset_password_token.*|"
                "access_request.*|access_list.*|github.*|oidc.*|saml.*|lock.*|"
                "bot.*|privilege_token.*|trusted_cluster*|join_token.*|"
                "okta.*"),
    RC_ROW_KIND(ACCESS, ":action",
                "session.*|app.*|db.*|kube.*|windows.*|"
                "cert.*|ssm.*|spiffe.*|client.*|"
                "subsystem|x11-forward"),

    RC_ROW_OUTCOME("code", NULL, "T1000W|T1001W|T1013W"),
    RC_ROW_OUTCOME("success|status.success", "true", "false"),
    RC_ROW_OUTCOME("status|exitCode|exit_code|return_code", "success|0",
                   "failure|failed|1*|2*"),
    RC_ROW_OUTCOME("code", NULL, "*W|*E"),
    RC_ROW_OUTCOME("error|exitError", NULL, "*"),
    RC_ROW_TEXT(reason, "error|message|status.error|exitError"),
    RC_ROW_FLAG(RC_IS_MFA, "mfa_device.mfa_device_type|mfa_device_type", "*",
                NULL),

    RC_ROW_TEXT(user_agent, "user_agent|headers.User-Agent[0]"),
    RC_ROW_TEXT(device_uid, "device.device_id"),
    RC_ROW_TEXT(device_serial, "device.asset_tag"),
    RC_ROW_TEXT(device, "server_hostname|desktop_name|node_name"),
    RC_ROW_TEXT(app, "app_name|db_service|kubernetes_cluster|program"),
    RC_ROW_TEXT(path, "command|path|file_path|request_path"),
    RC_ROW_TEXT(recipient, "name|target"),
};
static struct rc_table table = RC_TABLE(rows);
static const char *const marks[] = {"event", "code=T*|code=S*", "time",
                                    "!eventType", NULL};

const struct rc_source rc_source_teleport_audit = {
    .name = "teleport-audit",
    .vendor = "teleport",
    .stream = "audit",
    .title = "Teleport audit log",
    .how = "the files of /var/lib/teleport/log on the Auth Service, or the "
           "Event Handler's JSON output, one event a line.",
    .needs = "any edition; session.command, session.disk and session.network "
             "take enhanced session recording.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
