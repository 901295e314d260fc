/*
 * zoom_events.c -- Zoom's webhooks, and the reports that are not of meetings:
 *
 *   webhook     {"event": "meeting.participant_joined", "event_ts": ms,
 *                "payload": {"account_id", "operator": "mail",
 *                  "object": {"id", "uuid", "host_id", "topic", "participant":
 *                    {"user_name", "email", "join_time", "leave_time"}}}}
 *   operation   {"time", "operator", "category_type", "action",
 *                "operation_detail"}
 *   activity    {"email", "time", "type": "Sign in", "ip_address",
 *                "client_type", "version"}
 *
 * Older webhooks have no event_ts; then the object's own time counts, and one
 * that has none (an account was created) is kept without.
 */
#include "sources/table.h"

#define OBJECT(f) "payload.object." f
#define PERSON(f) "payload.object.participant." f

static const struct rc_row hook_rows[] = {
    RC_ROW_TEXT(action, "event"),
    RC_ROW_WHEN(":action", "*.participant_joined*|*.participant_left*"),
    RC_ROW_TIME(
        at_us,
        PERSON("join_time") "|" PERSON("date_time") "|" PERSON("leave_time"),
        RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, PERSON("leave_time"), RC_CLOCK_UTC),
    RC_ROW_KIND(MEETING, ":action", "*"),
    RC_ROW_TEXT(user, PERSON("email") "|" PERSON("id") "|" PERSON("user_name")),
    RC_ROW_ALWAYS,
    RC_ROW_TIME(at_us, "event_ts|payload.time_stamp", RC_CLOCK_MS),
    RC_ROW_TIME(at_us,
                "payload.object.date_time|payload.object.answer_start_time|"
                "payload.object.ringing_start_time|"
                "payload.object.call_logs[0].date_time|"
                "payload.object.participant.sharing_details.date_time|"
                "payload.object.participant.date_time|"
                "payload.object.start_time|payload.object.created_at",
                RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, OBJECT("end_time") "|" OBJECT("call_end_time"),
                RC_CLOCK_UTC),
    RC_ROW_TEXT(email, PERSON("email") "|" OBJECT("email")),
    RC_ROW_TEXT(user,
                "payload.operator|payload.object.participant.email|"
                "payload.object.email|payload.object.participant.user_name|"
                "payload.object.registrant.email|payload.object.host_email|"
                "payload.object.caller.user_id|payload.object.owner_email|"
                "payload.operator_id|payload.object.host_id|"
                "payload.object.user_id|payload.object.id"),
    RC_ROW_TEXT(user_uid, "payload.object.participant.participant_user_id|"
                          "payload.object.participant.id|payload.operator_id|"
                          "payload.object.host_id"),
    RC_ROW_TEXT(user_name, PERSON("user_name") "|" OBJECT("display_name")),
    RC_ROW_IP(src_ip, PERSON("public_ip") "|" PERSON("ip_address")),
    RC_ROW_TEXT(session_uid,
                OBJECT("uuid") "|" OBJECT("call_id") "|" OBJECT("session_id")),
    RC_ROW_TEXT(device, OBJECT("caller.device_type") "|" OBJECT("client_type")),
    RC_ROW_TEXT(app_version, OBJECT("version")),
    RC_ROW_TEXT(zone, OBJECT("caller.timezone")),
    RC_ROW_TEXT(phone,
                OBJECT("caller.phone_number") "|" PERSON("phone_number")),
    RC_ROW_TEXT(reason, PERSON("leave_reason")),
    RC_ROW_KIND(SIGN_IN, ":action", "user.signed_*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action", "user.*|account.*"),
    RC_ROW_KIND(MESSAGE, ":action", "chat_message.*|team_chat.*"),
    RC_ROW_KIND(OTHER, ":action", "*"),
};
static struct rc_table hook = {
    .rows = hook_rows,
    .row_count = sizeof hook_rows / sizeof *hook_rows,
    .timeless = true,
};
static const char *const hook_marks[] = {
    "event",
    "payload|account_id",
    "payload.account_id|payload.object|account_id|payload.operator_id|"
    "payload.webinar_uuid|payload.meeting_uuid|payload.rtms_stream_id",
    "!eventType",
    "!code",
    "!event_type",
    NULL};

const struct rc_source rc_source_zoom_webhook = {
    .name = "zoom-webhook",
    .vendor = "zoom",
    .stream = "webhook",
    .title = "Zoom webhooks",
    .how = "Marketplace > a server-to-server app > Event subscriptions: the "
           "bodies saved as they come or one a line.",
    .needs = "Pro or above.",
    .feeds = "odd-hours shift-change-output",
    .kind = RC_OBS_MEETING,
    .marks = hook_marks,
    .table = &hook,
    .fill = rc_fill_by_table,
};

static const struct rc_row operation_rows[] = {
    RC_ROW_TIME(at_us, "time|p_event_time", RC_CLOCK_UTC),
    RC_ROW_JOIN(action, "category_type|action", " "),
    RC_ROW_TEXT(user, "operator"),
    RC_ROW_TEXT(reason, "operation_detail"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "category_type",
                "*user*|*role*|*security*|*account*|*sign in*"),
};
static struct rc_table operation = {
    .rows = operation_rows,
    .row_count = sizeof operation_rows / sizeof *operation_rows,
    .timeless = true,
};
static const char *const operation_marks[] = {"operation_detail", "operator",
                                              "category_type|action", NULL};

const struct rc_source rc_source_zoom_operation = {
    .name = "zoom-operation",
    .vendor = "zoom",
    .stream = "operation",
    .title = "Zoom operation logs",
    .how = "API: GET /report/operationlogs, each page saved as it comes; or "
           "Reports > Operation Logs.",
    .needs = "Pro or above; scope report:read:operation_logs:admin.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_OTHER,
    .marks = operation_marks,
    .wants_kind = "operation_logs[]",
    .table = &operation,
    .fill = rc_fill_by_table,
};

static const struct rc_row activity_rows[] = {
    RC_ROW_TIME(at_us, "time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type"),
    RC_ROW_TEXT(user, "email"),
    RC_ROW_IP(src_ip, "ip_address"),
    RC_ROW_TEXT(device, "client_type"),
    RC_ROW_TEXT(app_version, "version"),
    RC_ROW_SAY(app, "Zoom"),
    RC_ROW_OUTCOME(":action", "sign*", NULL),
};
static struct rc_table activity = RC_TABLE(activity_rows);
static const char *const activity_marks[] = {
    "email", "time", "type", "ip_address", "client_type", NULL};

const struct rc_source rc_source_zoom_activity = {
    .name = "zoom-activity",
    .vendor = "zoom",
    .stream = "activity",
    .title = "Zoom sign-in and sign-out report",
    .how = "API: GET /report/activities, each page saved as it comes.",
    .needs = "Pro or above; scope report:read:user_activities:admin.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "multi-country-logins",
    .kind = RC_OBS_SIGN_IN,
    .marks = activity_marks,
    .wants_kind = "activity_logs[]",
    .table = &activity,
    .fill = rc_fill_by_table,
};

static const struct rc_row meeting_rows[] = {
    RC_ROW_TIME(at_us, "start_time", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "end_time", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "meeting"),
    RC_ROW_TEXT(user, "email|user_email|host_email|host_id"),
    RC_ROW_TEXT(user_uid, "host_id"),
    RC_ROW_TEXT(user_name, "host|user_name"),
    RC_ROW_TEXT(session_uid, "uuid|id"),
    RC_ROW_TEXT(department, "dept"),
    RC_ROW_TEXT(zone, "timezone"),
};
static struct rc_table meeting = RC_TABLE(meeting_rows);
static const char *const meeting_marks[] = {
    "uuid",   "start_time", "duration", "host|user_email|host_id",
    "!event", NULL};

/* A meeting is not somebody's presence in it: that is zoom-participants. */
const struct rc_source rc_source_zoom_meetings = {
    .name = "zoom-meetings",
    .vendor = "zoom",
    .stream = "meetings",
    .title = "Zoom meetings",
    .how = "API: GET /metrics/meetings, /report/users/USER/meetings or "
           "/past_meetings/ID, each page saved as it comes.",
    .needs = "Business or above for /metrics, Pro for /report.",
    .feeds = "odd-hours",
    .kind = RC_OBS_OTHER,
    .marks = meeting_marks,
    .wants_kind = "meetings[]",
    .table = &meeting,
    .fill = rc_fill_by_table,
};
