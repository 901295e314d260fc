/*
 * zeek.c -- Zeek's logs as JSON, a connection or what was seen of it a line:
 *
 *     {"ts": 1547688736.805088 or ISO text, "uid": "CAOvs1BMFCX2Eh0Y3",
 *      "id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p",     dots in the keys
 *      then the columns of the log: ssl "server_name", rdp "cookie", radius
 *      "username", ssh "auth_success", dhcp "host_name", software "name"}
 *
 * The log's name is in the file's name only, if "_path" was not switched on:
 * the columns tell.  A search exported from Splunk has the line in result._raw.
 */
#include "sources/table.h"

#define F(key) key "|result._raw!" key

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, F("ts"), RC_CLOCK_S),
    RC_ROW_TEXT(action, F("_path") "|" F("method") "|" F("action") "|" F(
                            "software_type")),
    RC_ROW_WHEN(F("auth_attempts"), "*"),
    RC_ROW_SAY(action, "ssh"),
    RC_ROW_WHEN(F("security_protocol"), "*"),
    RC_ROW_SAY(action, "rdp"),
    RC_ROW_WHEN(F("authentication_method"), "*"),
    RC_ROW_SAY(action, "rfb"),
    RC_ROW_WHEN(F("assigned_addr"), "*"),
    RC_ROW_SAY(action, "dhcp"),
    RC_ROW_WHEN(F("established"), "*"),
    RC_ROW_SAY(action, "ssl"),
    RC_ROW_WHEN(F("username"), "*"),
    RC_ROW_SAY(action, "radius"),
    RC_ROW_WHEN(F("conn_state"), "*"),
    RC_ROW_SAY(action, "conn"),
    RC_ROW_ALWAYS,
    RC_ROW_SAY(action, "log"),
    RC_ROW_KIND(SOFTWARE, F("software_type"), "*"),
    RC_ROW_KIND(SIGN_IN, ":action", "radius"),

    RC_ROW_IP(src_ip, F("id\\.orig_h") "|id.orig_h|" F("client_addr") "|" F(
                          "assigned_addr") "|" F("requested_addr") "|host"),
    RC_ROW_TEXT(session_uid, F("uid") "|" F("uids") "[0]"),
    RC_ROW_TEXT(user, F("username") "|" F("cookie") "|" F("user")),
    RC_ROW_TEXT(device,
                F("host_name") "|" F("client_name") "|" F("desktop_name")),
    RC_ROW_TEXT(hardware_address, F("mac")),
    RC_ROW_TEXT(user_agent, F("user_agent") "|client|result._raw!client"),
    RC_ROW_TEXT(app, F("name") "|" F("service") "|" F("security_protocol")),
    RC_ROW_TEXT(app_version, F("unparsed_version")),
    RC_ROW_TEXT(recipient, F("server_name") "|" F("query") "|" F(
                               "request_to") "|" F("id\\.resp_h") "|id.resp_h"),
    RC_ROW_OUTCOME(F("auth_success"), "true", "false"),
    RC_ROW_OUTCOME(F("result"), "success|succeeded", "fail*|reject*"),
    RC_ROW_WHEN(F("request_from"), "*"),
    RC_ROW_OUTCOME(F("status_code"), "1*|2*|3*", "4*|5*|6*"),
};
static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .nothing = "-|(empty)",
};
static const char *const marks[] = {"ts|result._raw",
                                    "id\\.orig_h|id.orig_h|uids|assigned_addr|"
                                    "software_type|result._raw={\"ts\"*",
                                    "!eventType", NULL};

const struct rc_source rc_source_zeek = {
    .name = "zeek",
    .vendor = "zeek",
    .stream = "log",
    .title = "Zeek logs (JSON)",
    .how = "the logs folder of Zeek, conn.log, rdp.log, ssl.log and so on.",
    .needs = "LogAscii::use_json=T, or the package json-streaming-logs.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_NETWORK,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
