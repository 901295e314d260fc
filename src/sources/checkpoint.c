/*
 * checkpoint.c -- Check Point's log exporter, in its syslog, CEF, LEEF and
 * "Fields@" forms:
 *
 *     <134>1 2026-01-31T10:15:30Z fw1 CheckPoint 7776 - [action:"Accept";
 *     origin:"192.0.2.1"; time:"1769854530"; src:"10.0.0.7"; ...]
 *
 * `time` is when it happened; the header's is when it was exported.  The same
 * exporter writes the audit log: an operation by an administrator.
 */
#include "sources/text.h"

enum column {
    AT,
    HEADER,
    ACTION,
    OPERATION,
    AUDIT_STATUS,
    USER,
    ADMIN,
    SRC,
    HOST,
    MAC,
    OS,
    PRODUCT,
    STATUS,
    REASON,
    OBJECT,
    ID,
    RESOURCE,
    SUBJECT,
    AGENT,
    COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
    [AT] = {"time|rt|start", false},
    [HEADER] = {"header_time|devTime", false},
    [ACTION] = {"action|act|rule_action", false},
    [OPERATION] = {"operation", false},
    [AUDIT_STATUS] = {"audit_status", false},
    [USER] = {"src_user_name|suser|usrName|user|identity_user|from", false},
    [ADMIN] = {"administrator", false},
    [SRC] = {"src|client_ip|office_mode_src|peer_ip", false},
    [HOST] = {"src_machine_name|host_name|shost|machine|client_name", false},
    [MAC] = {"mac_address|smac", false},
    [OS] = {"os_name|endpoint_os", false},
    [PRODUCT] = {"product|ProductName|deviceProcessName", false},
    [STATUS] = {"status|auth_status|outcome", false},
    [REASON] = {"action_reason|reason|additional_info|sys_message|"
                "operation_result_description|msg",
                false},
    [OBJECT] = {"objectname|fieldschanges", false},
    [ID] = {"loguid|externalId", false},
    [RESOURCE] = {"resource|appi_name|request", false},
    [SUBJECT] = {"subject", false},
    [AGENT] = {"user_agent|web_client_type", false},
};
static struct rc_names names = RC_NAMES(columns);

enum kept { OPERATION_KEPT, AUDIT_KEPT, REASON_KEPT, ADMIN_KEPT };

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "time", RC_CLOCK_STATED),
    RC_ROW_TIME(at_us, "header_time", RC_CLOCK_STATED),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "src_user_name|administrator"),
    RC_ROW_IP(src_ip, "src"),
    RC_ROW_TEXT(device, "src_machine_name"),
    RC_ROW_TEXT(hardware_address, "mac_address"),
    RC_ROW_TEXT(os, "os_name"),
    RC_ROW_TEXT(app, "product"),
    RC_ROW_TEXT(reason, "action_reason"),
    RC_ROW_TEXT(path, "resource"),
    RC_ROW_TEXT(new_value, "objectname"),
    RC_ROW_TEXT(record_uid, "loguid"),
    RC_ROW_TEXT(user_agent, "user_agent"),
    RC_ROW_KIND(SIGN_IN, "operation", "Log In|Log Out|Failed Log In"),
    RC_ROW_KIND(SIGN_IN, "action",
                "Log In|Log Out|Failed Log In|Authorize|"
                "Login*|Logout*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "operation", "*"),
    RC_ROW_OUTCOME("audit_status", "success*", "fail*"),
    RC_ROW_OUTCOME("action",
                   "accept|allow|decrypt|encrypt|log in|log out|authorize|"
                   "monitor|detect|bypass|inspect|update|forgot passcode|"
                   "key install|https inspect|connect|redirect",
                   "drop|block|reject|prevent|deny|failed*|"
                   "quarantine|ask user"),
    RC_ROW_OUTCOME("status", "success*", "fail*"),
    RC_ROW_KEEP(OPERATION_KEPT, "operation"),
    RC_ROW_KEEP(AUDIT_KEPT, "audit_status"),
    RC_ROW_KEEP(REASON_KEPT, "action_reason"),
    RC_ROW_KEEP(ADMIN_KEPT, "administrator"),
};

/* The words for signing in and out; "Ann Example (ann)" is ann. */
static const char *
checkpoint_more(const struct rc_fill *fill, const struct rc_slice *kept,
                struct rc_obs *obs)
{
    struct rc_slice operation = rc_text_or(kept[OPERATION_KEPT], obs->action);
    struct rc_slice login = rc_text_behind(obs->user, "(", ")");

    (void)fill;
    if (rc_text_among(operation, "Failed Log In") ||
        (rc_text_among(operation, "Log In") &&
         (obs->outcome == RC_FAILURE ||
          rc_text_has(kept[REASON_KEPT], "failed to log in")))) {
        obs->action = RC_S("logon-failed");
        obs->outcome = RC_FAILURE;
    } else if (rc_text_among(operation, "Log In")) {
        obs->action = RC_S("logged-in");
        obs->outcome = RC_SUCCESS;
    } else if (rc_text_among(operation, "Log Out")) {
        obs->action = RC_S("logged-out");
    } else {
        obs->action = rc_text_or(obs->action, operation);
    }
    if (login.len && !kept[ADMIN_KEPT].len &&
        obs->user.p[obs->user.len - 1] == ')') {
        obs->user_name = rc_slice_trim((struct rc_slice){
            obs->user.p, (size_t)(login.p - obs->user.p) - 1});
        obs->user = login;
    }
    return NULL;
}

static struct rc_table table = {.rows = rows,
                                .row_count = sizeof rows / sizeof *rows,
                                .more = checkpoint_more};

static bool
checkpoint_knows(struct rc_slice line)
{
    return rc_text_has(line, " CheckPoint ") ||
           rc_text_has(line, "Fields@1.3.6.1.4.1.2620") ||
           rc_text_has(line, "|Check Point|") ||
           (rc_text_has(line, "loguid:\"") && rc_text_has(line, "origin:\""));
}

/* 2026-01-31T10:10:16--5:00: the exporter writes some zones badly. */
static struct rc_slice
mended(const struct rc_fill *fill, struct rc_slice time)
{
    const char *twice = time.len ? memmem(time.p, time.len, "--", 2) : NULL;

    if (!twice || time.len < 6)
        return time;
    return rc_arena_print(fill->arena, "%.*s-%s%.*s", (int)(twice - time.p),
                          time.p,
                          time.p + time.len - (twice + 2) == 4 ? "0" : "",
                          (int)(time.p + time.len - (twice + 2)), twice + 2);
}

static bool
checkpoint_fill(const struct rc_fill *fill)
{
    struct rc_slice v[COLUMNS] = {{0}}, line = fill->record->raw;
    struct rc_event_header header;
    struct rc_syslog syslog;
    struct rc_pairs pairs;

    rc_syslog_read(line, &syslog);
    if (rc_cef_read(line, &header) || rc_leef_read(line, &header))
        pairs = header.pairs;
    else if (rc_text_has(line, "Fields@"))
        pairs = (struct rc_pairs){.rest = rc_text_or(syslog.data, syslog.text),
                                  .assign = '=',
                                  .between = ' '};
    else
        pairs = (struct rc_pairs){.rest = rc_text_or(syslog.data, syslog.text),
                                  .assign = ':',
                                  .between = ';'};
    rc_text_values(fill, &names, pairs, v);
    if (!v[HEADER].len)
        v[HEADER] = mended(fill, syslog.time);
    return rc_text_fill(fill, v);
}

const struct rc_source rc_source_checkpoint_firewall = {
    .name = "checkpoint-firewall",
    .vendor = "checkpoint",
    .stream = "firewall",
    .title = "Check Point firewall and audit logs",
    .how = "cp_log_export on the management server, format syslog, CEF or "
           "LEEF, to a syslog server; its files.",
    .needs = "Log Exporter (R80.20 or later).  Users need Identity Awareness.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_NETWORK,
    .columns = columns,
    .column_count = COLUMNS,
    .table = &table,
    .knows = checkpoint_knows,
    .fill = checkpoint_fill,
};
