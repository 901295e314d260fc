/*
 * ping.c -- Ping Identity: PingOne audit activities and PingID events.
 *
 *     PingOne  {"id", "recordedAt", "action": {"type":
 * "AUTHENTICATION.CREATED", "description"}, "actors": {"user": {"id", "name"},
 * "client"}, "source": {"ipAddress", "userAgent"}, "resources": [{"type", "id",
 * "name"}], "result": {"status": "SUCCESS", "description"}} PingID   {"id",
 * "source": "PINGID", "recorded", "actors": [{"type": "user", "name"}],
 *               "resources": [{"ipaddress", "websession"}],
 *               "result": {"status", "message": "Device Paired ..."}}
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "recordedAt|createdAt|recorded|p_event_time",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action.type|result.message|source"),
    RC_ROW_TEXT(user, "actors.user.name|actors.user.username|actors.user.id|"
                      "actors{type=user}.name|actors[*].name|"
                      "actors.client.name"),
    RC_ROW_TEXT(user_uid, "actors.user.id|actors{type=user}.id"),
    RC_ROW_IP(src_ip, "source.ipAddress|resources[*].ipaddress|"
                      "internalCorrelation.sourceIp"),
    RC_ROW_TEXT(user_agent, "source.userAgent"),
    RC_ROW_TEXT(session_uid, "internalCorrelation.sessionId|"
                             "resources[*].websession"),
    RC_ROW_TEXT(app, "actors.client.name|resources{type=APPLICATION}.name"),
    RC_ROW_TEXT(recipient, "resources{type=USER}.name"),
    RC_ROW_TEXT(device_uid, "resources{type=DEVICE}.id"),
    RC_ROW_TEXT(reason, "result.description|result.message"),
    RC_ROW_OUTCOME("result.status", "success*", "fail*|error*|denied"),
    RC_ROW_KIND(SIGN_IN, "action.type|result.message",
                "authentication*|session.*|user.access_*|otp.*|"
                "password.check_*|flow.*|*authenticat*"),
    RC_ROW_FLAG(RC_IS_MFA, "action.type|source", "otp.*|mfa*|pingid", NULL),
    RC_ROW_TEXT(record_uid, "id"),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {"recordedAt|createdAt|recorded", "actors",
                                    "result.status",
                                    "action.type|source=PINGID", NULL};

const struct rc_source rc_source_ping_activities = {
    .name = "ping-activities",
    .vendor = "ping",
    .stream = "activities",
    .title = "PingOne and PingID activities",
    .how = "PingOne: a webhook (Settings > Webhooks, format Ping Activity "
           "Format) to your own storage, or GET /environments/ID/activities, "
           "the list "
           "of each answer; "
           "PingID: Reports > export, or its log stream.",
    .needs = "any PingOne plan.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "mfa-device-shared post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = marks,
    .wants_kind = "activities[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
