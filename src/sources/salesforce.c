/*
 * salesforce.c -- Salesforce: logins and the setup audit trail.
 *
 * A login comes in three shapes: an EventLogFile row (upper case, CSV or made
 * into JSON), a LoginEvent object of real-time monitoring, and a LoginHistory
 * row.  EventLogFile writes TIMESTAMP as 20260131101530.250, UTC; browsers may
 * be percent-encoded.
 *
 *     {"EVENT_TYPE": "Login", "TIMESTAMP_DERIVED", "USER_NAME", "USER_ID",
 *      "SOURCE_IP", "LOGIN_STATUS": "LOGIN_NO_ERROR", "BROWSER_TYPE"}
 *     {"EventDate", "Username", "UserId", "SourceIp", "Status": "Success"}
 *     {"LoginTime", "UserId", "SourceIp", "Status", "Browser", "Platform"}
 *
 * The setup audit trail is {"Action", "Section", "CreatedDate", "CreatedById",
 * "Display", "DelegateUser"}; the person's name is only in Display, if there.
 */
#include "sources/table.h"

enum {
    WHEN,
    WHEN_RAW,
    LOGIN,
    USER_ID,
    SOURCE_IP,
    CLIENT_IP,
    STATUS,
    EVENT,
    BROWSER,
    SESSION,
    REQUEST,
    COLUMNS
};

static const struct rc_column columns[COLUMNS] = {
    [WHEN] = {"TIMESTAMP_DERIVED|TIMESTAMP|Login Time|LoginTime", true},
    [WHEN_RAW] = {"TIMESTAMP_RAW", false},
    [LOGIN] = {"USER_NAME|USERNAME|Username", true},
    [USER_ID] = {"USER_ID_DERIVED|USER_ID|User ID", false},
    [SOURCE_IP] = {"SOURCE_IP|Source IP|SourceIp", false},
    [CLIENT_IP] = {"CLIENT_IP", false},
    [STATUS] = {"LOGIN_STATUS|Status", true},
    [EVENT] = {"EVENT_TYPE", false},
    [BROWSER] = {"BROWSER_TYPE|Browser", false},
    [SESSION] = {"SESSION_KEY|Session ID", false},
    [REQUEST] = {"REQUEST_ID", false},
};

static const struct rc_row login_rows[] = {
    RC_ROW_TIME(at_us,
                "TIMESTAMP_DERIVED|EventDate|LoginTime|TIMESTAMP|"
                "CreatedDate",
                RC_CLOCK_UTC),
    RC_ROW_WHEN("EVENT_TYPE", "login|*loginas*"),
    RC_ROW_SAY(action, "login-attempt"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(action, "EVENT_TYPE"),
    RC_ROW_WHEN("LOGIN_STATUS|Status|LoginType|LoginHistoryId", "*"),
    RC_ROW_SAY(action, "login-attempt"),
    RC_ROW_ALWAYS,
    RC_ROW_SAY(action, "logout"), /* the other event with a LoginKey */
    RC_ROW_TEXT(user, "USER_NAME|USERNAME|Username|USER_ID_DERIVED|UserId|"
                      "USER_ID"),
    RC_ROW_TEXT(user_uid, "USER_ID_DERIVED|UserId|USER_ID"),
    RC_ROW_IP(src_ip, "SOURCE_IP|SourceIp|CLIENT_IP"),
    RC_ROW_TEXT(country, "CountryIso|Country|LoginGeo.Country"),
    RC_ROW_TEXT(region, "Subdivision"),
    RC_ROW_TEXT(city, "City"),
    RC_ROW_TEXT(postcode, "PostalCode"),
    RC_ROW_NUMBER(latitude, "LoginLatitude"),
    RC_ROW_NUMBER(longitude, "LoginLongitude"),
    RC_ROW_TEXT(user_agent, "BROWSER_TYPE|UserAgent|Browser"),
    RC_ROW_TEXT(os, "Platform"),
    RC_ROW_TEXT(app, "Application|CONNECTED_APP_NAME"),
    RC_ROW_TEXT(session_uid, "SESSION_KEY|SessionKey|LoginKey|LOGIN_KEY"),
    RC_ROW_TEXT(record_uid, "EventIdentifier|REQUEST_ID|Id"),
    RC_ROW_OUTCOME("LOGIN_STATUS|Status", "login_no_error|success*", "*"),
    RC_ROW_OUTCOME("REQUEST_STATUS", "success|s", "*"),
    RC_ROW_WHEN("LOGIN_STATUS|Status", "login_error*|fail*|invalid*"),
    RC_ROW_TEXT(reason, "LOGIN_STATUS|Status"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(reason, "SUMMARY"),
    RC_ROW_KIND(SIGN_IN, ":action", "login-attempt|login*|logout"),
    RC_ROW_KIND(FINDING, ":action", "*Anomaly*|*Threat*|Credential*|*Hijack*"),
};
static struct rc_table login = {
    .rows = login_rows,
    .row_count = sizeof login_rows / sizeof *login_rows,
    .nothing = "N/A|Unknown",
};
static const char *const login_marks[] = {
    "EVENT_TYPE|EventDate|LoginTime",
    "USER_ID|UserId|USER_ID_DERIVED|USER_NAME|USERNAME",
    "TIMESTAMP|TIMESTAMP_DERIVED|LoginKey|LoginHistoryId|LoginType", NULL};

const struct rc_source rc_source_salesforce_login = {
    .name = "salesforce-login",
    .vendor = "salesforce",
    .stream = "login",
    .title = "Salesforce logins and event log files",
    .how = "Setup > Login History > Download (CSV); or SOQL SELECT FIELDS(ALL) "
           "FROM LoginHistory; or EventLogFile of EventType Login (CSV or "
           "JSON).",
    .needs = "Login History: any edition, 6 months.  EventLogFile: Event "
             "Monitoring, or the free daily Login file kept one day.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_ACCESS,
    .marks = login_marks,
    .columns = columns,
    .column_count = COLUMNS,
    .wants_kind = "records[]",
    .table = &login,
    .fill = rc_fill_by_table,
};

/* "For user ann@example.com, ...": the mail in it, where there is no name. */
static const char *
find_mail(const struct rc_fill *fill, const struct rc_slice *kept,
          struct rc_obs *obs)
{
    struct rc_slice text = kept[0];
    const char *at = text.len ? memchr(text.p, '@', text.len) : NULL, *from,
               *to;

    (void)fill;
    if (!at || obs->email.len)
        return NULL;
    for (from = at; from > text.p && !strchr(" ,;:()<>\"'", from[-1]);)
        from--;
    for (to = at; to < text.p + text.len && !strchr(" ,;:()<>\"'", *to);)
        to++;
    if (from < at && to > at + 1) {
        obs->recipient = (struct rc_slice){from, (size_t)(to - from)};
        if (rc_slice_eq(obs->user, obs->user_uid))
            obs->user = obs->recipient; /* nobody else is named */
    }
    return NULL;
}

static const struct rc_row setup_rows[] = {
    RC_ROW_TIME(at_us, "CreatedDate", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "Action"),
    RC_ROW_TEXT(user, "CreatedBy.Username|CreatedBy.Name|CreatedById"),
    RC_ROW_TEXT(user_uid, "CreatedById"),
    RC_ROW_TEXT(user_name, "CreatedBy.Name"),
    RC_ROW_TEXT(app, "Section"),
    RC_ROW_TEXT(reason, "Display"),
    RC_ROW_TEXT(record_uid, "Id"),
    RC_ROW_KEEP(0, "Display"),
};
static struct rc_table setup = {
    .rows = setup_rows,
    .row_count = sizeof setup_rows / sizeof *setup_rows,
    .more = find_mail,
};
static const char *const setup_marks[] = {
    "Action", "CreatedById", "CreatedDate", "Section|Display", NULL};

const struct rc_source rc_source_salesforce_setup = {
    .name = "salesforce-setup",
    .vendor = "salesforce",
    .stream = "setupaudittrail",
    .title = "Salesforce setup audit trail",
    .how = "SOQL: SELECT Action, Section, Display, CreatedDate, CreatedById, "
           "CreatedBy.Username, DelegateUser, Id FROM SetupAuditTrail (REST, "
           "JSON).",
    .needs = "any edition; permission View Setup and Configuration.  Kept 180 "
             "days.",
    .feeds = "post-termination-access",
    .kind = RC_OBS_ACCOUNT_CHANGE,
    .marks = setup_marks,
    .wants_kind = "records[]",
    .table = &setup,
    .fill = rc_fill_by_table,
};
