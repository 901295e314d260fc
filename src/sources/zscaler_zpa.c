/*
 * zscaler_zpa.c -- Zscaler Private Access, JSON of the log streaming service:
 *
 *     {"LogTimestamp": "Fri May 31 17:34:48 2019", UTC
 *      "Customer", "SessionID", "Username",
 *      user status    "SessionStatus", "PublicIP", "Hostname", "Platform"
 *      user activity  "ConnectionStatus", "ClientPublicIP", "Application"
 *      browser access "NameID", "ClientPublicIp", "Host", "UserAgent"}
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "LogTimestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action,
                "SessionStatus|ConnectionStatus|Method|AuditOperationType"),
    RC_ROW_SAY(action, "session"),
    RC_ROW_TEXT(user, "Username|NameID|User"),
    RC_ROW_IP(src_ip, "PublicIP|ClientPublicIP|ClientPublicIp"),
    RC_ROW_TEXT(country, "CountryCode|ClientCountryCode"),
    RC_ROW_TEXT(city, "City|ClientCity"),
    RC_ROW_NUMBER(latitude, "Latitude|ClientLatitude"),
    RC_ROW_NUMBER(longitude, "Longitude|ClientLongitude"),
    RC_ROW_TEXT(session_uid, "SessionID|ConnectionID"),
    RC_ROW_TEXT(device, "Hostname"),
    RC_ROW_TEXT(os, "Platform"),
    RC_ROW_TEXT(user_agent, "UserAgent"),
    RC_ROW_TEXT(app, "Application|Host"),
    RC_ROW_TEXT(app_version, "Version"),
    RC_ROW_TEXT(recipient, "Host|ServerIP"),
    RC_ROW_TEXT(path, "URL"),
    RC_ROW_TEXT(reason, "InternalReason|ConnectionReason"),
    RC_ROW_OUTCOME("SessionStatus", "*_AUTHENTICATED|*_DISCONNECTED",
                   "*_AUTHENTICATION_FAILED|*FAIL*"),
    RC_ROW_KIND(SIGN_IN, "SessionStatus", "*"),
    RC_ROW_KIND(NETWORK, "ConnectionStatus|ClientPublicIP", "*"),
    RC_ROW_KIND(ACCESS, "NameID", "*"),
};
static struct rc_table table = RC_TABLE(rows);
static const char *const marks[] = {
    "LogTimestamp", "Customer",
    "SessionStatus|ConnectionID|ClientPublicIp|NameID|SessionID", NULL};

const struct rc_source rc_source_zscaler_zpa = {
    .name = "zscaler-zpa",
    .vendor = "zscaler_zpa",
    .stream = "log",
    .title = "Zscaler Private Access",
    .how = "Configuration > Log Receivers: User Status, User Activity, Web "
           "Browser; template JSON.",
    .needs = "Zscaler Private Access with a log receiver.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_NETWORK,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
