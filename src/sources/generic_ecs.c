/*
 * generic_ecs.c -- records in the two common normal forms, of any product:
 * Elastic's ECS and the Open Cybersecurity Schema Framework, by their own
 * paths.  Asked, as all generic readers are, when no vendor's source knows.
 */
#include "sources/table.h"

static const struct rc_row ecs_rows[] = {
    RC_ROW_TIME(at_us, "@timestamp", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "event.end", RC_CLOCK_UTC),
    RC_ROW_TEXT(user, "user.email|user.name|source.user.name|"
                      "client.user.name|user.id|user\\.name|"
                      "related.user[0]"),
    RC_ROW_TEXT(user_uid, "user.id"),
    RC_ROW_TEXT(user_name, "user.full_name"),
    RC_ROW_TEXT(email, "user.email"),
    RC_ROW_IP(src_ip, "source.ip|client.ip|source\\.ip|host.ip[0]|"
                      "related.ip[0]"),
    RC_ROW_TEXT(country, "source.geo.country_iso_code|"
                         "client.geo.country_iso_code"),
    RC_ROW_TEXT(region, "source.geo.region_name"),
    RC_ROW_TEXT(city, "source.geo.city_name|client.geo.city_name"),
    RC_ROW_NUMBER(asn, "source.as.number|client.as.number"),
    RC_ROW_TEXT(as_org, "source.as.organization.name"),
    RC_ROW_TEXT(action, "event.action|event\\.action|event.code|message"),
    RC_ROW_TEXT(device, "host.name|host.hostname|device.id|host\\.name"),
    RC_ROW_TEXT(device_uid, "host.id|device.id"),
    RC_ROW_TEXT(os, "host.os.full|host.os.name|user_agent.os.full"),
    RC_ROW_TEXT(user_agent, "user_agent.original"),
    RC_ROW_TEXT(app, "service.name|event.dataset|event.module"),
    RC_ROW_TEXT(path, "process.command_line|process.executable|url.full|"
                      "file.path"),
    RC_ROW_TEXT(reason, "event.reason"),
    RC_ROW_TEXT(record_uid, "event.id"),
    RC_ROW_KIND(SIGN_IN, "event.category[0]|event.category",
                "authentication|session"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "event.category[0]|event.category", "iam"),
    RC_ROW_KIND(NETWORK, "event.category[0]|event.category", "network"),
    RC_ROW_KIND(PROCESS, "event.category[0]|event.category", "process"),
    RC_ROW_KIND(FILE, "event.category[0]|event.category", "file"),
    RC_ROW_KIND(ACCESS, "event.category[0]|event.category", "web|api|database"),
    RC_ROW_KIND(MESSAGE, "event.category[0]|event.category", "email"),
    RC_ROW_KIND(FINDING, "event.kind", "alert|signal"),
    RC_ROW_OUTCOME("event.outcome|event\\.outcome", "success", "failure"),
};

static const char *
somebody(const struct rc_fill *fill, const struct rc_slice *kept,
         struct rc_obs *obs)
{
    (void)fill;
    (void)kept;
    return obs->user.len || obs->src_ip.len || obs->device.len
               ? NULL
               : "neither a user, an address nor a device";
}

static struct rc_table ecs_table = {.rows = ecs_rows,
                                    .row_count =
                                        sizeof ecs_rows / sizeof *ecs_rows,
                                    .more = somebody};

static const char *const ecs_marks[] = {
    "@timestamp",
    "event.action|event.category|event.kind|event.outcome|ecs.version|"
    "user.name|source.ip|event\\.action|source\\.ip|user\\.name",
    NULL};

const struct rc_source rc_source_generic_ecs = {
    .name = "generic-ecs",
    .vendor = "generic",
    .stream = "ecs",
    .title = "Elastic Common Schema",
    .how = "documents of an Elasticsearch index, as NDJSON.",
    .needs = "@timestamp, and user, source, client or host.",
    .feeds = "odd-hours egress-ip-shared-personas "
             "claimed-vs-network-location",
    .kind = RC_OBS_OTHER,
    .marks = ecs_marks,
    .table = &ecs_table,
    .generic = true,
    .fill = rc_fill_by_table,
};

static const struct rc_code classes[] = {{"1001", "File System Activity"},
                                         {"1007", "Process Activity"},
                                         {"1010", "Peripheral Activity"},
                                         {"3001", "Account Change"},
                                         {"3002", "Authentication"},
                                         {"3003", "Authorize Session"},
                                         {"3004", "Entity Management"},
                                         {"3005", "User Access Management"},
                                         {"3006", "Group Management"},
                                         {"4001", "Network Activity"},
                                         {"4002", "HTTP Activity"},
                                         {"4003", "DNS Activity"},
                                         {"4005", "RDP Activity"},
                                         {"4007", "SSH Activity"},
                                         {"4014", "Tunnel Activity"},
                                         {"5001", "Device Inventory"},
                                         {"5003", "User Inventory"},
                                         {"5020", "Software Inventory"},
                                         {"6001", "Web Resources"},
                                         {"6003", "API Activity"},
                                         {NULL, NULL}};

static const struct rc_row ocsf_rows[] = {
    RC_ROW_TIME(at_us, "time|time_dt", RC_CLOCK_MS),
    RC_ROW_TIME(end_us, "end_time", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "metadata.event_code|api.operation|activity_name|"
                        "type_name|class_name"),
    RC_ROW_CODE(action, "class_uid", classes),
    /* Authentication and Account Change name the user itself */
    RC_ROW_WHEN("class_uid", "3002|3003|5003"),
    RC_ROW_TEXT(user, "user.email_addr|user.name|user.uid"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user, "actor.user.email_addr|actor.user.name|actor.user.uid|"
                      "user.email_addr|user.name|user.uid"),
    RC_ROW_TEXT(email, "actor.user.email_addr|user.email_addr"),
    RC_ROW_TEXT(user_uid, "actor.user.uid|user.uid"),
    RC_ROW_IP(src_ip, "src_endpoint.ip|device.ip"),
    RC_ROW_TEXT(country, "src_endpoint.location.country"),
    RC_ROW_TEXT(city, "src_endpoint.location.city"),
    RC_ROW_NUMBER(asn, "src_endpoint.autonomous_system.number"),
    RC_ROW_TEXT(as_org, "src_endpoint.autonomous_system.name"),
    RC_ROW_TEXT(user_agent, "http_request.user_agent"),
    RC_ROW_TEXT(device, "device.hostname|device.name|src_endpoint.hostname"),
    RC_ROW_TEXT(device_uid, "device.uid"),
    RC_ROW_TEXT(device_serial, "device.hw_info.serial_number|"
                               "peripheral_device.serial_number"),
    RC_ROW_TEXT(device_model, "peripheral_device.name"),
    RC_ROW_TEXT(os, "device.os.name"),
    RC_ROW_TEXT(app, "dst_endpoint.svc_name|service.name|product.name|"
                     "metadata.product.name"),
    RC_ROW_TEXT(path, "process.cmd_line|process.file.path|file.path"),
    RC_ROW_TEXT(reason, "status_detail|message"),
    RC_ROW_TEXT(session_uid, "session.uid|actor.session.uid"),
    RC_ROW_TEXT(record_uid, "metadata.uid"),
    RC_ROW_FLAG(RC_IS_MFA, "is_mfa", NULL, NULL),
    RC_ROW_FLAG(RC_IS_MANAGED, "device.is_managed", NULL, NULL),
    RC_ROW_KIND(FILE, "class_uid", "1001"),
    RC_ROW_KIND(PROCESS, "class_uid", "1007"),
    RC_ROW_KIND(PERIPHERAL, "class_uid", "1010"),
    RC_ROW_KIND(FINDING, "class_uid", "2001|2002|2003|2004|2005|2006|2007"),
    RC_ROW_KIND(SIGN_IN, "class_uid", "3002|3003"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "class_uid", "3001|3004|3005|3006"),
    RC_ROW_KIND(MESSAGE, "class_uid", "4009"),
    RC_ROW_KIND(NETWORK, "class_uid", "40*"),
    RC_ROW_KIND(DEVICE, "class_uid", "5001"),
    RC_ROW_KIND(DIRECTORY, "class_uid", "5003"),
    RC_ROW_KIND(SOFTWARE, "class_uid", "5020|5011"),
    RC_ROW_KIND(ACCESS, "class_uid", "60*"),
    RC_ROW_OUTCOME("status_id", "1", "2"),
    RC_ROW_OUTCOME("status", "success", "failure"),
};
static struct rc_table ocsf_table = {.rows = ocsf_rows,
                                     .row_count =
                                         sizeof ocsf_rows / sizeof *ocsf_rows,
                                     .more = somebody};

static const char *const ocsf_marks[] = {
    "class_uid", "time|time_dt", "activity_id|category_uid|metadata|type_uid",
    NULL};

const struct rc_source rc_source_generic_ocsf = {
    .name = "generic-ocsf",
    .vendor = "generic",
    .stream = "ocsf",
    .title = "Open Cybersecurity Schema Framework events",
    .how = "a security lake's events, as JSON or NDJSON.",
    .needs = "class_uid and time, and actor, user, src_endpoint or device.",
    .feeds = "odd-hours egress-ip-shared-personas "
             "claimed-vs-network-location",
    .kind = RC_OBS_OTHER,
    .marks = ocsf_marks,
    .table = &ocsf_table,
    .generic = true,
    .fill = rc_fill_by_table,
};
