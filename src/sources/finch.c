/*
 * finch.c -- workers as Finch hands them on from payroll and HR systems.
 *
 * GET /employer/directory, one person a record:
 *
 *     {"paging", "individuals": [{"id", "first_name", "last_name",
 *          "department": {"name"}, "manager": {"id"}, "is_active"}]}
 *
 * POST /employer/individual and /employer/employment, one answer a person:
 *
 *     {"responses": [{"individual_id", "code": 200, "body": {"id",
 *          "emails": [{"data", "type": "work"}], "phone_numbers": [{"data"}],
 *          "residence": {"line1", "city", "state", "country",
 *                        "postal_code"}}}]}
 *     {"responses": [{"individual_id", "code": 200, "body": {"id", "title",
 *          "employment": {"type", "subtype"}, "start_date", "end_date",
 *          "is_active", "manager": {"id"}, "department": {"name"}}}]}
 *
 * Finch's ids are its own: they are the account, and never taken for the
 * employee number.
 */
#include "sources/table.h"

#define FEEDS                                                                  \
    "claimed-vs-network-location payroll-change-new-hire shared-phone "        \
    "ship-state-mismatch post-termination-access"
#define HOW "Finch API (api.tryfinch.com), each answer saved as it comes: "

static const struct rc_row directory_rows[] = {
    RC_ROW_SAY(action, "directory"),
    RC_ROW_TEXT(user_uid, "id"),
    RC_ROW_JOIN(user_name, "first_name|middle_name|last_name", " "),
    RC_ROW_TEXT(department, "department.name"),
    RC_ROW_TEXT(manager, "manager.id"),
    RC_ROW_FLAG(RC_IS_CURRENT, "is_active", NULL, NULL),
};

static struct rc_table directory_table = {
    .rows = directory_rows,
    .row_count = sizeof directory_rows / sizeof *directory_rows,
    .timeless = true,
};

static const char *const directory_marks[] = {"id",
                                              "is_active",
                                              "first_name|last_name",
                                              "department|manager",
                                              "!email",
                                              "!emails",
                                              NULL};

const struct rc_source rc_source_finch_directory = {
    .name = "finch-directory",
    .vendor = "finch",
    .stream = "directory",
    .title = "Finch directory",
    .how = HOW "GET /employer/directory, all pages.",
    .needs = "scope directory.",
    .feeds = FEEDS,
    .kind = RC_OBS_DIRECTORY,
    .marks = directory_marks,
    .wants_kind = "individuals[]",
    .table = &directory_table,
    .fill = rc_fill_by_table,
};

/* The answer of one person, or the person alone. */
#define OF(path) "body." path "|" path

static const struct rc_row individual_rows[] = {
    RC_ROW_SAY(action, "individual"),
    RC_ROW_TEXT(user_uid, "individual_id|" OF("id")),
    RC_ROW_TEXT(email, "body.emails{type=work}.data|emails{type=work}.data|"
                       "body.emails[0].data|emails[0].data"),
    RC_ROW_TEXT(email_other, "body.emails{type=personal}.data|"
                             "emails{type=personal}.data"),
    RC_ROW_JOIN(user_name, "body.preferred_name|preferred_name", " "),
    RC_ROW_JOIN(user_name,
                "body.first_name|first_name|body.last_name|last_name", " "),
    RC_ROW_TEXT(phone, "body.phone_numbers{type=personal}.data|"
                       "phone_numbers{type=personal}.data|"
                       "body.phone_numbers[0].data|phone_numbers[0].data"),
    RC_ROW_JOIN(address,
                "body.residence.line1|residence.line1|body.residence.line2|"
                "residence.line2",
                ", "),
    RC_ROW_TEXT(city, OF("residence.city")),
    RC_ROW_TEXT(region, OF("residence.state")),
    RC_ROW_TEXT(postcode, OF("residence.postal_code")),
    RC_ROW_TEXT(country, OF("residence.country")),
    RC_ROW_KEEP(0, "code"),
};

/* An answer may be Finch's word that it has none. */
static const char *
refused_answer(const struct rc_fill *fill, const struct rc_slice *kept,
               struct rc_obs *obs)
{
    (void)fill;
    if (kept[0].len && kept[0].p[0] != '2')
        return "Finch has no answer (code)";
    return obs->user.len ? NULL : "no person (individual_id)";
}

static struct rc_table individual_table = {
    .rows = individual_rows,
    .row_count = sizeof individual_rows / sizeof *individual_rows,
    .timeless = true,
    .more = refused_answer,
};

static const char *const individual_marks[] = {
    "individual_id|id", "body.residence|body.emails|residence|body.code",
    "body.first_name|first_name|body.code", NULL};

const struct rc_source rc_source_finch_individuals = {
    .name = "finch-individuals",
    .vendor = "finch",
    .stream = "individual",
    .title = "Finch individuals",
    .how = HOW "POST /employer/individual with the ids of the directory.",
    .needs = "scope individual; ssn is not needed, and not read.",
    .feeds = FEEDS,
    .kind = RC_OBS_WORKER,
    .marks = individual_marks,
    .wants_kind = "responses[]",
    .table = &individual_table,
    .fill = rc_fill_by_table,
};

static const struct rc_row employment_rows[] = {
    RC_ROW_TIME(at_us, OF("start_date"), RC_CLOCK_UTC),
    RC_ROW_TIME(hired_us, OF("start_date"), RC_CLOCK_UTC),
    RC_ROW_TIME(left_us, OF("end_date"), RC_CLOCK_UTC),
    RC_ROW_SAY(action, "employment"),
    RC_ROW_TEXT(user_uid, "individual_id|" OF("id")),
    RC_ROW_JOIN(user_name,
                "body.first_name|first_name|body.last_name|last_name", " "),
    RC_ROW_TEXT(title, OF("title")),
    RC_ROW_TEXT(department, OF("department.name")),
    RC_ROW_TEXT(manager, OF("manager.id")),
    RC_ROW_TEXT(contract, OF("employment.type")),
    RC_ROW_FLAG(RC_IS_CONTRACTOR, OF("employment.type"), "contractor",
                "employee"),
    RC_ROW_FLAG(RC_IS_CURRENT, OF("is_active"), NULL, NULL),
    RC_ROW_JOIN(office,
                "body.location.line1|location.line1|body.location.city|"
                "location.city|body.location.state|location.state",
                ", "),
    RC_ROW_KEEP(0, "code"),
};

static struct rc_table employment_table = {
    .rows = employment_rows,
    .row_count = sizeof employment_rows / sizeof *employment_rows,
    .timeless = true,
    .more = refused_answer,
};

static const char *const employment_marks[] = {
    "individual_id|id", "body.employment|employment",
    "body.start_date|start_date", NULL};

const struct rc_source rc_source_finch_employments = {
    .name = "finch-employments",
    .vendor = "finch",
    .stream = "employment",
    .title = "Finch employments",
    .how = HOW "POST /employer/employment with the ids of the directory.",
    .needs = "scope employment; income is not needed, and not read.",
    .feeds = FEEDS,
    .kind = RC_OBS_WORKER,
    .marks = employment_marks,
    .wants_kind = "responses[]",
    .table = &employment_table,
    .fill = rc_fill_by_table,
};
