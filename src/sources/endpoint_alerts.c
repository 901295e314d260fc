/*
 * endpoint_alerts.c -- endpoint products whose records are few fields long:
 *
 *   Carbon Black Cloud  {"type": "watchlist.hit", "create_time", "org_key",
 *                        "device_name", "device_external_ip",
 *                        "process_username", "process_cmdline"}
 *   Sophos Central      {"type": "Event::Endpoint::UserAutoCreated",
 *                        "created_at", "when", "source": "DOMAIN\\name",
 *                        "source_info": {"ip"}, "endpoint_id", "name"}
 *   Tanium              {"timestamp", "action", "user": {"user_id"}}, and the
 *                        client status {"HostName", "LastRegistration"}
 */
#include "sources/table.h"

static const struct rc_row carbon_rows[] = {
    RC_ROW_TIME(at_us,
                "create_time|device_timestamp|backend_timestamp|"
                "eventTime|backend_update_timestamp",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type"),
    RC_ROW_TEXT(user, "process_username|device_username|childproc_username|"
                      "device_email|loginName"),
    RC_ROW_IP(src_ip, "device_external_ip|device_internal_ip|clientIp"),
    RC_ROW_TEXT(device, "device_name"),
    RC_ROW_TEXT(device_uid, "device_id"),
    RC_ROW_TEXT(os, "device_os_version|device_os"),
    RC_ROW_TEXT(app, "process_path|process_name"),
    RC_ROW_TEXT(path, "process_cmdline|target_cmdline"),
    RC_ROW_TEXT(reason, "report_name|reason"),
    RC_ROW_TEXT(record_uid, "id|event_id|ioc_id"),
    RC_ROW_TEXT(recipient, "netconn_domain|remote_ip"),
    RC_ROW_TEXT(device_model, "external_device_friendly_name|product_name"),
    RC_ROW_KIND(PERIPHERAL, "external_device_friendly_name|product_name", "*"),
    RC_ROW_KIND(PROCESS, ":action",
                "endpoint.event.procstart|"
                "endpoint.event.procend|"
                "endpoint.event.crossproc"),
    RC_ROW_KIND(NETWORK, ":action", "endpoint.event.netconn*"),
    RC_ROW_KIND(FILE, ":action", "endpoint.event.filemod"),
    RC_ROW_KIND(SOFTWARE, ":action", "endpoint.event.moduleload"),
};
static struct rc_table carbon = {
    .rows = carbon_rows,
    .row_count = sizeof carbon_rows / sizeof *carbon_rows,
    .nothing = "null",
};
static const char *const carbon_marks[] = {"org_key", "device_id",
                                           "device_name", "type", NULL};

const struct rc_source rc_source_carbon_black_cloud = {
    .name = "carbon-black-cloud",
    .vendor = "carbon_black_cloud",
    .stream = "watchlist_hit",
    .title = "Carbon Black Cloud",
    .how = "Settings > Data Forwarders: alerts, watchlist hits or endpoint "
           "events, the files in the bucket as they come.",
    .needs = "Enterprise EDR for watchlist hits; USB device control for "
             "external devices.",
    .feeds = "remote-tool-unsanctioned second-remote-tool ip-kvm-usb",
    .kind = RC_OBS_FINDING,
    .marks = carbon_marks,
    .wants_kind = "results[]",
    .table = &carbon,
    .fill = rc_fill_by_table,
};

static const struct rc_row sophos_rows[] = {
    RC_ROW_TIME(at_us, "when|created_at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type"),
    RC_ROW_TEXT(user, "source|user_id"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_IP(src_ip, "source_info.ip|data.source_info.ip"),
    RC_ROW_TEXT(device, "location"),
    RC_ROW_TEXT(device_uid, "endpoint_id|data.endpoint_id"),
    RC_ROW_TEXT(os, "data.endpoint_platform"),
    RC_ROW_TEXT(reason, "description|name"),
    RC_ROW_TEXT(path, "data.hmpa_exploit.process_path"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action", "*User*Created|*::User*"),
    RC_ROW_KIND(DEVICE, ":action",
                "*::Registered|*ReRegistered|*UpdateSuccess"),
    RC_ROW_KIND(PERIPHERAL, ":action", "*Device*|*Peripheral*"),
    RC_ROW_KIND(SOFTWARE, ":action", "*ApplicationDetected|*AppControl*"),
};
static struct rc_table sophos = RC_TABLE(sophos_rows);
static const char *const sophos_marks[] = {
    "type=Event::*|customer_id", "when|created_at", "severity", "id", NULL};

const struct rc_source rc_source_sophos_central = {
    .name = "sophos-central",
    .vendor = "sophos_central",
    .stream = "event",
    .title = "Sophos Central events and alerts",
    .how = "API: GET /siem/v1/events or /siem/v1/alerts, each page saved as it "
           "comes; or Sophos-Central-SIEM-Integration's result.txt.",
    .needs = "any edition; peripheral events take Peripheral Control.",
    .feeds = "remote-tool-unsanctioned ip-kvm-usb",
    .kind = RC_OBS_FINDING,
    .marks = sophos_marks,
    .wants_kind = "items[]",
    .table = &sophos,
    .fill = rc_fill_by_table,
};

static const struct rc_row tanium_rows[] = {
    RC_ROW_TIME(at_us, "timestamp|creation_time|LastRegistration",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action|type_name|Status"),
    RC_ROW_SAY(action, "audit"),
    RC_ROW_TEXT(user, "user.user_name|user.name|mod_user.name|audit_user_name|"
                      "user.user_id"),
    RC_ROW_TEXT(user_uid, "user.user_id"),
    RC_ROW_IP(src_ip, "ClientNetworkLocation|client_network_location"),
    RC_ROW_TEXT(device, "HostName|host_name"),
    RC_ROW_TEXT(device_uid, "ComputerId|computer_id"),
    RC_ROW_TEXT(recipient, "config_item.description|object_name"),
    RC_ROW_KIND(DEVICE, "ComputerId", "*"),
};
static struct rc_table tanium = RC_TABLE(tanium_rows);
static const char *const tanium_marks[] = {
    "module.solution_id|ComputerId",
    "config_item|manifest|LastRegistration|ClientNetworkLocation",
    "timestamp|LastRegistration", NULL};

const struct rc_source rc_source_tanium = {
    .name = "tanium",
    .vendor = "tanium",
    .stream = "endpoint_config",
    .title = "Tanium endpoint configuration and client status",
    .how = "Tanium Connect: sources Tanium Audit, Endpoint Configuration and "
           "Client Status, destination file or HTTP, format JSON.",
    .needs = "Tanium Connect.",
    .feeds = "corporate-laptop-unused claimed-vs-network-location",
    .kind = RC_OBS_OTHER,
    .marks = tanium_marks,
    .table = &tanium,
    .fill = rc_fill_by_table,
};

static const struct rc_row carbon_audit_rows[] = {
    RC_ROW_TIME(at_us, "eventTime|create_time", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "description"),
    RC_ROW_TEXT(user, "loginName|actor"),
    RC_ROW_IP(src_ip, "clientIp|actor_ip"),
    RC_ROW_TEXT(path, "requestUrl|request_url"),
    RC_ROW_TEXT(record_uid, "eventId"),
    RC_ROW_KIND(SIGN_IN, ":action", "*logged in*|*login*|*log in*"),
    RC_ROW_OUTCOME(":action", NULL, "*fail*"),
    RC_ROW_OUTCOME(":action", "*logged in*", NULL),
};
static struct rc_table carbon_audit = RC_TABLE(carbon_audit_rows);
static const char *const carbon_audit_marks[] = {
    "loginName|actor_ip", "clientIp|actor_ip", "description", "orgName|org_key",
    NULL};

const struct rc_source rc_source_carbon_black_audit = {
    .name = "carbon-black-audit",
    .vendor = "carbon_black_cloud",
    .stream = "audit",
    .title = "Carbon Black Cloud audit log",
    .how = "API: GET /integrationServices/v3/auditlogs or POST /audit_log/v1/"
           "orgs/KEY/logs/_search, answers saved as they come.",
    .needs = "an API key of the kind API or with org.audits: READ.",
    .feeds = "egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = carbon_audit_marks,
    .wants_kind = "notifications[]|results[]",
    .table = &carbon_audit,
    .fill = rc_fill_by_table,
};
