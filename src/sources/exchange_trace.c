/*
 * exchange_trace.c -- Exchange Online message trace, a message to one
 * recipient a record.
 *
 *     {"Received": "2026-03-02T10:15:30.123", "SenderAddress",
 *      "RecipientAddress", "FromIP", "ToIP", "Subject", "Status", "MessageId",
 *      "MessageTraceId"}                                a time is UTC, unsaid
 *
 * The same columns as CSV (Get-MessageTraceV2 | Export-Csv), and those of the
 * admin centre's reports (date_time_utc or origin_timestamp_utc,
 * sender_address, recipient_status, message_subject, original_client_ip).
 *
 * The sender acts.  The subject is not read.
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "Received|receivedDateTime|at_us", RC_CLOCK_UTC_US),
    RC_ROW_SAY(action, "message"),
    RC_ROW_TEXT(user, "SenderAddress|senderAddress|email"),
    RC_ROW_TEXT(recipient, "RecipientAddress|recipientAddress|recipient"),
    RC_ROW_IP(src_ip, "FromIP|fromIP|src_ip"),
    RC_ROW_TEXT(record_uid, "MessageTraceId|id|record_uid|MessageId"),
    RC_ROW_TEXT(session_uid, "MessageId|messageId|session_uid"),
    RC_ROW_TEXT(reason, "Status|status|reason"),
    RC_ROW_OUTCOME("Status|status|reason", "Delivered|Expanded|Resolved",
                   "Failed|FilteredAsSpam|Quarantined|Rejected"),
};

/* Historical reports: "ana@example.com##Receive, Deliver", and more of them
 * behind a semicolon; the first recipient is taken. */
static const char *
read_recipient_status(const struct rc_fill *fill, const struct rc_slice *kept,
                      struct rc_obs *obs)
{
    size_t at = rc_slice_ifind(obs->recipient, RC_S("##"));
    struct rc_slice status = obs->recipient, first;

    (void)fill;
    (void)kept;
    if (at == SIZE_MAX)
        return NULL;
    obs->recipient.len = at;
    status.p += at + 2;
    status.len -= at + 2;
    if (rc_slice_cut(&status, ';', &first))
        status = first;
    obs->reason = status;
    if (rc_slice_ifind(status, RC_S("Fail")) != SIZE_MAX)
        obs->outcome = RC_FAILURE;
    else if (rc_slice_ifind(status, RC_S("Deliver")) != SIZE_MAX)
        obs->outcome = RC_SUCCESS;
    return NULL;
}

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .more = read_recipient_status,
};

static const char *const marks[] = {
    "SenderAddress|senderAddress", "RecipientAddress|recipientAddress",
    "Received|receivedDateTime", "MessageTraceId|MessageId|messageId", NULL};

static const struct rc_column columns[] = {
    {"at_us|Received|date_time_utc|origin_timestamp_utc|date_time", true},
    {"email|SenderAddress|sender_address", true},
    {"recipient|RecipientAddress|recipient_address|recipient_status", true},
    {"src_ip|FromIP|original_client_ip|from_ip", false},
    {"record_uid|MessageTraceId|network_message_id|message_trace_id", false},
    {"session_uid|MessageId|message_id", true},
    {"reason|Status|delivery_status", false},
};

const struct rc_source rc_source_exchange_message_trace = {
    .name = "exchange-message-trace",
    .vendor = "microsoft_exchange_online_message_trace",
    .stream = "log",
    .title = "Exchange Online message trace",
    .how = "Get-MessageTraceV2 -StartDate ... -EndDate ... | Export-Csv, or "
           "Exchange admin center > Mail flow > Message trace > Export, or GET "
           "reports.office365.com/ecp/reportingwebservice/reporting.svc/"
           "MessageTrace, or Graph GET /admin/exchange/tracing/messageTraces, "
           "pages saved as they come.",
    .needs = "a role with message trace (Security Reader); 10 days at once, 90 "
             "days by historical search.",
    .feeds = "vdi-data-exfil concurrent-employment",
    .kind = RC_OBS_MESSAGE,
    .marks = marks,
    .wants_kind = "value[]",
    .table = &table,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .fill = rc_fill_by_table,
};
