/*
 * generic.c -- JSON and CSV of anybody, by well-known names.
 *
 * Asked only for files that no source of a vendor's knows, and believed only
 * when most of the first records then have a time and a user, an address or a
 * device: `rollcall sources FILE` calls that a low confidence.  What was taken
 * for what is the table of names (generic_names.h).
 */
#include "sources/generic.h"

const struct rc_column rc_generic_columns[RC_GENERIC_COLUMNS] = {
    [RC_GENERIC_TIME] = {NAMES_TIME "|" NAMES_TIME_MORE, RC_ONE_OF_THESE},
    [RC_GENERIC_DATE] = {"date|day", RC_ONE_OF_THESE},
    [RC_GENERIC_USER] = {NAMES_USER "|" NAMES_USER_MORE, false},
    [RC_GENERIC_EMAIL] = {NAMES_EMAIL, false},
    [RC_GENERIC_IP] = {NAMES_IP "|" NAMES_IP_MORE, false},
    [RC_GENERIC_ACTION] = {NAMES_ACTION "|" NAMES_ACTION_MORE, false},
    [RC_GENERIC_OUTCOME] = {NAMES_OUTCOME "|" NAMES_OUTCOME_MORE, false},
    [RC_GENERIC_DEVICE] = {NAMES_DEVICE "|" NAMES_DEVICE_MORE, false},
    [RC_GENERIC_AGENT] = {"user_agent|userAgent|cs(User-Agent)|user agent|"
                          "requestClientApplication|browser|agent",
                          false},
    [RC_GENERIC_APP] = {"app|application|service|product|app name|appname|"
                        "sourceServiceName|deviceProcessName",
                        false},
    [RC_GENERIC_REASON] = {"reason|message|msg|description|details|error",
                           false},
    [RC_GENERIC_SESSION] = {"session_id|sessionId|session|sid|externalId",
                            false},
    [RC_GENERIC_COUNTRY] = {"country|country_code|countryCode", false},
    [RC_GENERIC_PATH] = {"url|path|uri|cs-uri-stem|request|resource|file",
                         false},
    [RC_GENERIC_MAC] = {"mac|smac|mac_address|srcmac|mac address", false},
};

enum { TIME_KEPT };

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, NAMES_TIME "|date", RC_CLOCK_STATED),
    RC_ROW_KEEP(TIME_KEPT, NAMES_TIME "|date"),
    RC_ROW_TEXT(user, NAMES_USER "|user.email|actor.email|email"),
    RC_ROW_TEXT(email, "email|userEmail|user_email|user.email|actor.email"),
    RC_ROW_IP(src_ip, NAMES_IP),
    RC_ROW_TEXT(action, NAMES_ACTION),
    RC_ROW_TEXT(device, NAMES_DEVICE),
    RC_ROW_TEXT(user_agent, "user_agent|userAgent"),
    RC_ROW_TEXT(app, "app"),
    RC_ROW_TEXT(reason, "reason|message"),
    RC_ROW_TEXT(session_uid, "session_id"),
    RC_ROW_TEXT(country, "country"),
    RC_ROW_TEXT(path, "url"),
    RC_ROW_TEXT(hardware_address, "mac"),
    RC_ROW_KIND(
        SIGN_IN, ":action",
        "login*|logon*|sign*in*|logged out|signin*|log in|logged in|logout*|"
        "logoff*|sign*out|*login|*logon|*authentication*|auth|"
        "session_start*|session.start*"),
    RC_ROW_OUTCOME(NAMES_OUTCOME,
                   "success*|succeeded|ok|true|allow*|accept*|pass*|grant*|"
                   "permit*|200|201|204|301|302|304|0",
                   "fail*|denied|deny|error*|false|block*|reject*|refused|"
                   "drop*|invalid*|unauthorized|forbidden|400|401|403|404|"
                   "407|500"),
};

/* A claim needs somebody, and a moment: a list with dates is no log. */
static const char *
generic_more(const struct rc_fill *fill, const struct rc_slice *kept,
             struct rc_obs *obs)
{
    if (rc_time_read(kept[TIME_KEPT], &fill->setting->time).date_only)
        return "a date without a time of day";
    if (!obs->user.len && !obs->src_ip.len && !obs->device.len)
        return "neither a user, an address nor a device by a known name";
    return NULL;
}

static struct rc_table table = {.rows = rows,
                                .row_count = sizeof rows / sizeof *rows,
                                .more = generic_more,
                                .nothing = "-|null|N/A|unknown|(empty)"};
static struct rc_table csv_table = {.rows = rows,
                                    .row_count = sizeof rows / sizeof *rows,
                                    .more = generic_more,
                                    .nothing = "-|null|N/A|unknown|(empty)"};
struct rc_table rc_generic_text_table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .more = generic_more,
    .nothing = "-|null|N/A|unknown|(empty)"};

bool
rc_generic_fill(const struct rc_fill *fill, struct rc_slice *v)
{
    struct rc_slice time = v[RC_GENERIC_TIME], date = v[RC_GENERIC_DATE];
    int64_t ignored;

    /* a date and a time of day in columns of their own */
    if (date.len && (!time.len || !rc_text_time(fill, time, &ignored, NULL)))
        v[RC_GENERIC_TIME] = rc_text_join(
            fill, " ", (struct rc_slice[]){date, time}, time.len ? 2 : 1);
    if (v[RC_GENERIC_USER].len && !v[RC_GENERIC_EMAIL].len &&
        memchr(v[RC_GENERIC_USER].p, '@', v[RC_GENERIC_USER].len))
        v[RC_GENERIC_EMAIL] = v[RC_GENERIC_USER];
    return rc_text_fill(fill, v);
}

static bool
csv_fill(const struct rc_fill *fill)
{
    struct rc_slice v[RC_GENERIC_COLUMNS];

    memcpy(v, fill->column, sizeof v);
    return rc_generic_fill(fill, v);
}

static const char *const json_marks[] = {
    NAMES_TIME, NAMES_USER "|" NAMES_DEVICE "|" NAMES_IP "|email", NULL};

const struct rc_source rc_source_generic_json = {
    .name = "generic-json",
    .vendor = "generic",
    .stream = "json",
    .title = "JSON with well-known names",
    .how = "any product's export as JSON or NDJSON.",
    .needs = "a time, and a user, an address or a device, under a usual name.",
    .feeds = "odd-hours egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .marks = json_marks,
    .table = &table,
    .generic = true,
    .fill = rc_fill_by_table,
};

const struct rc_source rc_source_generic_csv = {
    .name = "generic-csv",
    .vendor = "generic",
    .stream = "csv",
    .title = "CSV or W3C log with well-known columns",
    .how = "any product's export as CSV with a header, or a W3C extended log "
           "(#Fields).",
    .needs = "a time, and a user, an address or a device, under a usual name; "
             "a mapping file tells other names.",
    .feeds = "odd-hours egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .columns = rc_generic_columns,
    .column_count = RC_GENERIC_COLUMNS,
    .table = &csv_table,
    .generic = true,
    .fill = csv_fill,
};
