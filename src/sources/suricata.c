/*
 * suricata.c -- Suricata's EVE log, one event a line:
 *
 *     {"timestamp": "2026-01-27T01:28:11.488362+0100", "event_type": "tls",
 *      "src_ip", "dest_ip", "dest_port", "proto", "flow_id",
 *      "tls": {"sni"}, "dns": {"rrname"}, "http": {"hostname"},
 *      "alert": {"signature", "category"}}
 *
 * It knows no people: an address and where it went.  Names of remote desktop
 * services show in sni, rrname and hostname.
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_IP(src_ip, "src_ip"),
    RC_ROW_TEXT(session_uid, "flow_id"),
    RC_ROW_TEXT(recipient, "tls.sni|http.hostname|dns.rrname|"
                           "dns.query[0].rrname|dest_ip"),
    RC_ROW_TEXT(user, "ssh.client.username|smb.ntlmssp.user|krb5.cname|"
                      "rdp.cookie"),
    RC_ROW_TEXT(user_agent, "http.http_user_agent|"
                            "ssh.client.software_version"),
    RC_ROW_TEXT(device, "dhcp.hostname|rdp.client.client_name"),
    RC_ROW_TEXT(hardware_address, "dhcp.client_mac|ether.src_mac"),
    RC_ROW_TEXT(app, "app_proto|proto"),
    RC_ROW_TEXT(path, "http.url|fileinfo.filename"),
    RC_ROW_TEXT(reason, "alert.signature|anomaly.event"),
    RC_ROW_KIND(FINDING, ":action", "alert|anomaly"),
    RC_ROW_KIND(OTHER, ":action", "stats"),
    RC_ROW_WHEN(":action", "http"),
    RC_ROW_OUTCOME("http.status", "1*|2*|3*", "4*|5*"),
};
static struct rc_table table = RC_TABLE(rows);
static const char *const marks[] = {"event_type", "timestamp",
                                    "flow_id|stats.uptime|src_ip|engine", NULL};

const struct rc_source rc_source_suricata_eve = {
    .name = "suricata-eve",
    .vendor = "suricata",
    .stream = "eve",
    .title = "Suricata EVE",
    .how = "eve-log of suricata.yaml: eve.json.",
    .needs = "the types tls, dns, http, rdp and dhcp switched on in eve-log.",
    .feeds = "remote-tool-unsanctioned",
    .kind = RC_OBS_NETWORK,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
