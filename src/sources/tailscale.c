/*
 * tailscale.c -- Tailscale:
 *
 *   audit    {"eventGroupID", "eventTime", "action": "CREATE",
 *             "actor": {"loginName"}, "target": {"name", "type"}}; streamed,
 *             the same under "event" with "time"
 *   devices  {"nodeId", "hostname", "user", "os", "lastSeen",
 *             "clientConnectivity": {"endpoints": ["203.0.113.7:41641"]}}
 *
 * A device's endpoints are the addresses it offers to others: the first that
 * is public is where it is.
 */
#include "sources/table.h"

#define EVENT(f) f "|event." f

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, EVENT("eventTime") "|time|p_event_time", RC_CLOCK_S),
    RC_ROW_JOIN(action, "event.action|action|event.target.type|target.type",
                " "),
    RC_ROW_TEXT(user, EVENT("actor.loginName") "|" EVENT("actor.id")),
    RC_ROW_TEXT(user_uid, EVENT("actor.id")),
    RC_ROW_TEXT(user_name, EVENT("actor.displayName")),
    RC_ROW_TEXT(recipient, EVENT("target.name")),
    RC_ROW_TEXT(reason, EVENT("target.property")),
    RC_ROW_TEXT(old_value, EVENT("old")),
    RC_ROW_TEXT(new_value, EVENT("new")),
    RC_ROW_TEXT(app, EVENT("origin")),
    RC_ROW_TEXT(record_uid, EVENT("eventGroupID")),
    RC_ROW_KIND(SIGN_IN, EVENT("action"), "LOGIN|LOGOUT"),
    RC_ROW_KIND(DEVICE, EVENT("target.type"), "NODE"),
    RC_ROW_KIND(ACCOUNT_CHANGE, EVENT("target.type"), "USER|API_KEY|INVITE"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {"eventGroupID|event.eventGroupID",
                                          "actor|event.actor",
                                          "target|event.target", NULL};

const struct rc_source rc_source_tailscale_audit = {
    .name = "tailscale-audit",
    .vendor = "tailscale",
    .stream = "audit",
    .title = "Tailscale configuration audit log",
    .how = "API: GET /api/v2/tailnet/-/logging/configuration, saved as it "
           "comes; or log streaming.",
    .needs = "any plan; streaming takes Premium.",
    .feeds = "odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = audit_marks,
    .wants_kind = "logs[]",
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row device_rows[] = {
    RC_ROW_TIME(at_us, "lastSeen|created", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "device"),
    RC_ROW_TEXT(user, "user"),
    RC_ROW_TEXT(device, "hostname|name"),
    RC_ROW_TEXT(device_uid, "nodeId|id"),
    RC_ROW_TEXT(device_serial, "postureIdentity.serialNumbers[0]"),
    RC_ROW_TEXT(os, "os"),
    RC_ROW_TEXT(app_version, "clientVersion"),
    RC_ROW_IP(src_ip, "clientConnectivity.endpoints[0]"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "isExternal", NULL, NULL),
};
static struct rc_table device = RC_TABLE(device_rows);
static const char *const device_marks[] = {"nodeId|nodeKey", "clientVersion",
                                           "hostname", "user|tags", NULL};

const struct rc_source rc_source_tailscale_devices = {
    .name = "tailscale-devices",
    .vendor = "tailscale",
    .stream = "devices",
    .title = "Tailscale devices",
    .how = "API: GET /api/v2/tailnet/-/devices?fields=all, saved as it comes.",
    .needs = "any plan; serial numbers take device posture.",
    .feeds = "asset-serial-mismatch claimed-vs-network-location "
             "egress-ip-shared-personas",
    .kind = RC_OBS_DEVICE,
    .marks = device_marks,
    .wants_kind = "devices[]",
    .table = &device,
    .fill = rc_fill_by_table,
};
