/*
 * onfido.c -- identity checks by Onfido (Entrust).
 *
 * Webhooks, and checks and reports as the API answers them:
 *
 *     {"payload": {"resource_type": "check", "action": "check.completed",
 *          "object": {"id", "status", "completed_at_iso8601", "href"},
 *          "resource": {"id", "result": "clear", "applicant_id", ...}}}
 *     {"id", "created_at", "status": "complete", "result": "consider",
 *      "applicant_id", "report_ids", "check_id", "name": "document"}
 *
 * "complete" says that the check is done, not that it was passed: only a
 * result tells an outcome.
 *
 * The dashboard's audit log, CSV without a header, a line of
 *
 *     2026-03-02 10:15:21 UTC,Bo Ek,bo@example.com,203.0.113.7,Checks,
 *     View record,"{""check_id""=>""...""}"
 *
 * is the work of the company's own people there.
 */
#include "sources/text.h"

#define IN(path) "payload.resource." path "|payload.object." path "|" path

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us,
                "payload.object.completed_at_iso8601|"
                "payload.object.completed_at|payload.resource.completed_at|"
                "payload.resource.created_at|payload.object.created_at|"
                "completed_at_iso8601|completed_at|created_at",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "payload.action"),
    RC_ROW_TEXT(action, "name"),
    RC_ROW_SAY(action, "check"),
    RC_ROW_TEXT(candidate_uid, IN("applicant_id")),
    RC_ROW_TEXT(user, ":candidate_uid"),
    RC_ROW_TEXT(record_uid, "payload.object.id|payload.resource.id|id"),
    RC_ROW_TEXT(session_uid, IN("check_id")),
    RC_ROW_JOIN(user_name,
                "payload.resource.properties.first_name|properties.first_name|"
                "payload.resource.properties.last_name|properties.last_name",
                " "),
    RC_ROW_TEXT(country, "payload.resource.properties.issuing_country|"
                         "properties.issuing_country"),
    RC_ROW_OUTCOME("payload.resource.result|payload.object.result|result",
                   "clear", "consider|unidentified"),
    RC_ROW_TEXT(reason, "payload.resource.sub_result|sub_result|"
                        "payload.resource.result|payload.object.result|"
                        "result|payload.object.status|status"),
};

/* The name on a document is no account. */
static const char *
name_is_no_account(const struct rc_fill *fill, const struct rc_slice *kept,
                   struct rc_obs *obs)
{
    (void)fill;
    (void)kept;
    if (!obs->candidate_uid.len)
        obs->user = RC_SLICE_NONE;
    return NULL;
}

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .more = name_is_no_account,
};

static const char *const marks[] = {
    "payload.action|applicant_id|check_id",
    "payload.resource_type|report_ids|sub_result|breakdown",
    "payload.object.href|payload.object.id|status|result", NULL};

const struct rc_source rc_source_onfido_checks = {
    .name = "onfido-checks",
    .vendor = "onfido",
    .stream = "checks",
    .title = "Onfido checks and reports",
    .how = "Onfido dashboard > Developers > Webhooks, events check.completed "
           "and report.completed, each body stored as received; or GET /v3.6/"
           "checks and /v3.6/reports.",
    .needs = "an API token.  Webhooks of version 2 have ids only: fetch the "
             "check to see its result.",
    .feeds = "identity-checks-conflict identity-doc-anomaly",
    .kind = RC_OBS_CHECK,
    .marks = marks,
    .wants_kind = "checks[]|reports[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

enum { AT, NAME, MAIL, IP, CATEGORY, ACTION, DETAILS, COLUMNS };

static const struct rc_column columns[COLUMNS] = {
    [AT] = {"at", true},
    [NAME] = {"name", false},
    [MAIL] = {"mail", false},
    [IP] = {"ip", false},
    [CATEGORY] = {"category", true},
    [ACTION] = {"action", true},
    [DETAILS] = {"details", false},
};

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(email, "mail"),
    RC_ROW_TEXT(user, "mail|name"),
    RC_ROW_TEXT(user_name, "name"),
    RC_ROW_IP(src_ip, "ip"),
    RC_ROW_KIND(SIGN_IN, ":action", "*login*|*log in*|*logout*|*sign in*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "category", "*user*|*permission*|*setting*"),
    RC_ROW_OUTCOME(":action", "successful *", "failed *|*unsuccessful*"),
    RC_ROW_TEXT(app, "category"),
    RC_ROW_TEXT(path, "details"),
};

static struct rc_table audit_table = RC_TABLE(audit_rows);

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* "2026-03-02 10:15:21 UTC," and five commas more */
static bool
audit_knows(struct rc_slice line)
{
    static const char form[] = "dddd-dd-dd dd:dd:dd UTC,";
    size_t commas = 0;

    if (line.len < sizeof form - 1)
        return false;
    for (size_t i = 0; form[i]; i++)
        if (form[i] == 'd' ? !is_digit(line.p[i]) : line.p[i] != form[i])
            return false;
    for (size_t i = 0; i < line.len; i++)
        commas += line.p[i] == ',';
    return commas >= COLUMNS - 2;
}

static bool
audit_fill(const struct rc_fill *fill)
{
    struct rc_slice fields[RC_CSV_FIELDS], values[COLUMNS] = {{0}};
    size_t count, used;
    const char *why;

    if (rc_csv_row(fill->record->raw, ',', true, fields, &count, &used, &why) !=
        RC_CSV_ROW_READ)
        return rc_fill_reject(fill, why);
    if (count < COLUMNS - 1 || count > COLUMNS)
        return rc_fill_reject(fill, "not the six or seven fields of an audit "
                                    "line");
    for (size_t i = 0; i < count; i++)
        values[i] = rc_slice_trim(rc_csv_text(fields[i], fill->arena));
    return rc_text_fill(fill, values);
}

const struct rc_source rc_source_onfido_audit = {
    .name = "onfido-audit",
    .vendor = "onfido",
    .stream = "audit",
    .title = "Onfido dashboard audit log",
    .how = "Onfido dashboard > Audit logs > Export, CSV without a header.",
    .needs = "an Onfido account with audit logs; an administrator exports.",
    .feeds = "odd-hours claimed-vs-network-location",
    .kind = RC_OBS_OTHER,
    .columns = columns,
    .column_count = COLUMNS,
    .table = &audit_table,
    .knows = audit_knows,
    .fill = audit_fill,
};
