/*
 * checkr.c -- background checks by Checkr.
 *
 * Webhooks wrap what the API answers:
 *
 *     {"id", "object": "event", "type": "report.completed", "created_at",
 *      "data": {"object": REPORT}}
 *
 *     REPORT = {"id", "object": "report", "status": "clear", "result",
 *               "created_at", "completed_at", "package", "candidate_id"}
 *     {"id", "object": "candidate", "first_name", "last_name", "email",
 *      "phone", "zipcode", "created_at"}
 *     {"id", "object": "ssn_trace", "status", "addresses": [
 *          {"street", "unit", "city", "state", "zipcode", "from_date",
 *           "to_date"}]}
 *
 * A trace is an observation an address: where the credit world knew the
 * person to live.  SSN and driver's licence are not read.
 */
#include "sources/table.h"

#define D        "data.object."
#define OF(path) D path "|" path

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, D "completed_at|completed_at|created_at|" D "created_at",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type|" D "object|object"),
    RC_ROW_WHEN(D "object|object", "candidate"),
    RC_ROW_TEXT(candidate_uid, OF("id")),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(candidate_uid, OF("candidate_id")),
    RC_ROW_TEXT(email, OF("email")),
    RC_ROW_TEXT(user, ":email|:candidate_uid"),
    RC_ROW_JOIN(user_name, D "first_name|first_name|" D "last_name|last_name",
                " "),
    RC_ROW_TEXT(phone, OF("phone")),
    RC_ROW_JOIN(address, "addresses[].street|addresses[].unit", ", "),
    RC_ROW_TEXT(city, "addresses[].city|work_locations[0].city|" D
                      "work_locations[0].city"),
    RC_ROW_TEXT(region, "addresses[].state|work_locations[0].state|" D
                        "work_locations[0].state"),
    RC_ROW_TEXT(postcode, "addresses[].zipcode|" OF("zipcode")),
    RC_ROW_TEXT(country,
                "work_locations[0].country|" D "work_locations[0].country"),
    RC_ROW_TIME(valid_from_us, "addresses[].from_date", RC_CLOCK_UTC),
    RC_ROW_TIME(valid_to_us, "addresses[].to_date", RC_CLOCK_UTC),
    RC_ROW_TEXT(record_uid, OF("id")),
    RC_ROW_OUTCOME(D "result|result|" D "status|status", "clear",
                   "consider|suspended|dispute|canceled"),
    RC_ROW_TEXT(reason, D "result|result|" D "status|status"),
    RC_ROW_TEXT(app, OF("package")),
};

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .each = "addresses",
    .timeless = true, /* a trace has none of its own */
};

static const char *const marks[] = {
    "id",
    "object=report|object=candidate|object=ssn_trace|object=event|"
    "object=invitation|object=national_criminal_search",
    "candidate_id|data.object.candidate_id|addresses|data.object.email|email|"
    "data.object.status|package",
    "!mode",
    "!tracking_code",
    NULL};

const struct rc_source rc_source_checkr_reports = {
    .name = "checkr-reports",
    .vendor = "checkr",
    .stream = "reports",
    .title = "Checkr reports, traces and webhooks",
    .how = "Checkr dashboard > Account > Webhooks, each body stored as "
           "received; or GET https://api.checkr.com/v1/reports?include="
           "candidate,ssn_trace, pages saved as they come.",
    .needs = "an API key; only what the applicant agreed to have checked.",
    .feeds = "identity-checks-conflict education-residence-mismatch "
             "ship-address-not-on-id",
    .kind = RC_OBS_CHECK,
    .marks = marks,
    .wants_kind = "data[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
