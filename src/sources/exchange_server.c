/*
 * exchange_server.c -- logs of an Exchange server of one's own: CSV whose
 * header stands behind "#Fields: ", and which forwarders ship without it.
 *
 * Message tracking (TransportRoles\Logs\MessageTracking), one event of one
 * message a line:
 *
 *     date-time,client-ip,client-hostname,server-ip,server-hostname,
 *     source-context,connector-id,source,event-id,internal-message-id,
 *     message-id,network-message-id,recipient-address,recipient-status,
 *     total-bytes,recipient-count,related-recipient-address,reference,
 *     message-subject,sender-address,return-path,message-info,directionality,
 *     tenant-id,original-client-ip,original-server-ip,custom-data,...
 *
 * SMTP protocol logs (ProtocolLog\SmtpReceive, SmtpSend), one command a line:
 *
 *     date-time,connector-id,session-id,sequence-number,local-endpoint,
 *     remote-endpoint,event,data,context
 *
 * Lines without a header are known by their place: a UTC time with
 * milliseconds, and what stands behind.  Subjects and SMTP's data are not
 * read.
 */
#include "sources/text.h"

#define HOW                                                                    \
    "copy the files from the server's TransportRoles\\Logs folder as they "    \
    "are; or have a log shipper send the lines."
#define NEEDS "an administrator of the Exchange server."

/* Names as in the header; COLUMN(place, name, needed). */
#define TRACKING                                                               \
    COLUMN(0, "date-time|#Fields: date-time", true)                            \
    COLUMN(1, "client-ip", true)                                               \
    COLUMN(2, "client-hostname", true)                                         \
    COLUMN(3, "server-ip", false)                                              \
    COLUMN(4, "server-hostname", false)                                        \
    COLUMN(5, "source-context", false)                                         \
    COLUMN(6, "connector-id", false)                                           \
    COLUMN(7, "source", false)                                                 \
    COLUMN(8, "event-id", true)                                                \
    COLUMN(9, "internal-message-id", false)                                    \
    COLUMN(10, "message-id", true)                                             \
    COLUMN(11, "network-message-id", false)                                    \
    COLUMN(12, "recipient-address", true)                                      \
    COLUMN(13, "recipient-status", false)                                      \
    COLUMN(19, "sender-address", true)                                         \
    COLUMN(22, "directionality", false)                                        \
    COLUMN(24, "original-client-ip", false)

enum { FIELDS_LEAST = 20 };

static const struct rc_column columns[] = {
#define COLUMN(place, name, needed) {name, needed},
    TRACKING
#undef COLUMN
};

static const unsigned char places[] = {
#define COLUMN(place, name, needed) place,
    TRACKING
#undef COLUMN
};

enum { COLUMNS = sizeof places };

#define TRACKING_ROWS                                                          \
    RC_ROW_TIME(at_us, "date-time", RC_CLOCK_UTC),                             \
        RC_ROW_TEXT(action, "event-id"), RC_ROW_TEXT(user, "sender-address"),  \
        RC_ROW_TEXT(recipient, "recipient-address"),                           \
        RC_ROW_IP(src_ip, "client-ip|original-client-ip"),                     \
        RC_ROW_TEXT(device, "client-hostname"), RC_ROW_TEXT(app, "source"),    \
        RC_ROW_TEXT(session_uid, "message-id"),                                \
        RC_ROW_TEXT(record_uid, "network-message-id"),                         \
        RC_ROW_TEXT(reason, "recipient-status|directionality"),                \
        RC_ROW_OUTCOME(":action", "deliver|send|submit",                       \
                       "fail|dsn|badmail|poisonmessage|haredirectfail")

static const struct rc_row rows[] = {TRACKING_ROWS};
static struct rc_table table = RC_TABLE(rows), line_table = RC_TABLE(rows);

const struct rc_source rc_source_exchange_tracking = {
    .name = "exchange-tracking",
    .vendor = "microsoft_exchange_server",
    .stream = "messagetracking",
    .title = "Exchange Server message tracking",
    .how = HOW,
    .needs = NEEDS,
    .feeds = "vdi-data-exfil",
    .kind = RC_OBS_MESSAGE,
    .table = &table,
    .columns = columns,
    .column_count = COLUMNS,
    .fill = rc_fill_by_table,
};

/* Cuts a line; 0 fields when it is none. */
static size_t
cut_line(struct rc_slice line, struct rc_slice *fields)
{
    size_t count = 0, used;
    const char *why;

    return rc_csv_row(line, ',', true, fields, &count, &used, &why) ==
                   RC_CSV_ROW_READ
               ? count
               : 0;
}

/* "2026-03-02T10:15:30.123Z," */
static bool
begins_with_time(struct rc_slice line)
{
    static const char form[] = "dddd-dd-ddTdd:dd:dd.dddZ,";

    if (line.len < sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? line.p[i] < '0' || line.p[i] > '9'
                           : line.p[i] != form[i])
            return false;
    return true;
}

static bool
is_capitals(struct rc_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!(text.p[i] >= 'A' && text.p[i] <= 'Z'))
            return false;
    return text.len > 0;
}

static bool
tracking_knows(struct rc_slice line)
{
    struct rc_slice fields[RC_CSV_FIELDS];

    return begins_with_time(line) && cut_line(line, fields) >= FIELDS_LEAST &&
           is_capitals(fields[7]) && is_capitals(fields[8]);
}

static bool
tracking_fill(const struct rc_fill *fill)
{
    struct rc_slice fields[RC_CSV_FIELDS], values[COLUMNS] = {{0}};
    size_t count = cut_line(fill->record->raw, fields);

    if (count < FIELDS_LEAST)
        return rc_fill_reject(fill, "fewer fields than a tracked event has");
    for (size_t c = 0; c < COLUMNS; c++)
        if (places[c] < count)
            values[c] =
                rc_slice_trim(rc_csv_text(fields[places[c]], fill->arena));
    return rc_text_fill(fill, values);
}

const struct rc_source rc_source_exchange_tracking_lines = {
    .name = "exchange-tracking-lines",
    .vendor = "microsoft_exchange_server",
    .stream = "messagetracking",
    .title = "Exchange Server message tracking, lines without a header",
    .how = HOW,
    .needs = NEEDS,
    .feeds = "vdi-data-exfil",
    .kind = RC_OBS_MESSAGE,
    .table = &line_table,
    .columns = columns,
    .column_count = COLUMNS,
    .knows = tracking_knows,
    .fill = tracking_fill,
};

enum { AT, CONNECTOR, SESSION, SEQUENCE, LOCAL, REMOTE, EVENT, SMTP_COLUMNS };

static const struct rc_column smtp_columns[SMTP_COLUMNS] = {
    [AT] = {"date-time|#Fields: date-time", true},
    [CONNECTOR] = {"connector-id", true},
    [SESSION] = {"session-id", true},
    [SEQUENCE] = {"sequence-number", true},
    [LOCAL] = {"local-endpoint", true},
    [REMOTE] = {"remote-endpoint", true},
    [EVENT] = {"event", true},
};

static const struct rc_code smtp_events[] = {
    {"+", "connect"}, {"-", "disconnect"},  {">", "send"},
    {"<", "receive"}, {"*", "information"}, {NULL, NULL},
};

static const struct rc_row smtp_rows[] = {
    RC_ROW_TIME(at_us, "date-time", RC_CLOCK_UTC),
    RC_ROW_CODE(action, "event", smtp_events),
    RC_ROW_TEXT(session_uid, "session-id"),
    RC_ROW_TEXT(app, "connector-id"),
    RC_ROW_IP(src_ip, "remote-endpoint"),
};

static struct rc_table smtp_table = RC_TABLE(smtp_rows),
                       smtp_line_table = RC_TABLE(smtp_rows);

const struct rc_source rc_source_exchange_smtp = {
    .name = "exchange-smtp",
    .vendor = "microsoft_exchange_server",
    .stream = "smtp",
    .title = "Exchange Server SMTP protocol log",
    .how = HOW,
    .needs = NEEDS,
    .feeds = "long-lived-session",
    .kind = RC_OBS_NETWORK,
    .table = &smtp_table,
    .columns = smtp_columns,
    .column_count = SMTP_COLUMNS,
    .fill = rc_fill_by_table,
};

/* The session is 16 digits in base 16, the event one sign. */
static bool
smtp_knows(struct rc_slice line)
{
    struct rc_slice fields[RC_CSV_FIELDS];
    int64_t number;

    if (!begins_with_time(line) || cut_line(line, fields) < SMTP_COLUMNS ||
        fields[SESSION].len != 16 || !rc_slice_int(fields[SEQUENCE], &number))
        return false;
    return fields[EVENT].len == 1 && fields[EVENT].p[0] &&
           strchr("+-<>*", fields[EVENT].p[0]) != NULL;
}

static bool
smtp_fill(const struct rc_fill *fill)
{
    struct rc_slice fields[RC_CSV_FIELDS], values[SMTP_COLUMNS] = {{0}};

    if (cut_line(fill->record->raw, fields) < SMTP_COLUMNS)
        return rc_fill_reject(fill, "fewer fields than a protocol line has");
    for (size_t c = 0; c < SMTP_COLUMNS; c++)
        values[c] = rc_slice_trim(rc_csv_text(fields[c], fill->arena));
    return rc_text_fill(fill, values);
}

const struct rc_source rc_source_exchange_smtp_lines = {
    .name = "exchange-smtp-lines",
    .vendor = "microsoft_exchange_server",
    .stream = "smtp",
    .title = "Exchange Server SMTP protocol log, lines without a header",
    .how = HOW,
    .needs = NEEDS,
    .feeds = "long-lived-session",
    .kind = RC_OBS_NETWORK,
    .table = &smtp_line_table,
    .columns = smtp_columns,
    .column_count = SMTP_COLUMNS,
    .knows = smtp_knows,
    .fill = smtp_fill,
};
