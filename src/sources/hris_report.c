/*
 * hris_report.c -- workers in the other two ways that HR systems hand them
 * out; what is read of one is in hris_columns.h, how in hris.c.
 *
 * A CSV without employee numbers (HiBob, Personio, Deel by default): the work
 * mail stands for the worker, and a first day must be there, since a list of
 * mails alone may be anybody's.
 *
 * Workday's Report-as-a-Service and other JSON reports, whose keys are the
 * tenant's own column names:
 *
 *     {"Report_Entry": [
 *         {"Emp_ID": "10042", "Email_Address": "ana@example.com",
 *          "Hire_Date": "05/06/2024",
 *          "Home_Address_group": [{"City": "Tulsa", "State": "OK"}]}]}
 *
 * Keys are looked for among the columns' names, as a CSV header's are, and a
 * mapping file of hris-workers holds for them too; of a group the first entry
 * is read.  A nested key counts by itself, and the nearest to the top first.
 *
 * People as the newer systems' APIs tell of them, known by their mail; HiBob
 * nests, Personio and BambooHR's webhooks label each value:
 *
 *     {"displayName", "email", "work": {"startDate", "title", "site"}}
 *     {"type": "Employee", "attributes": {
 *         "email": {"label": "Email", "value": "ana@example.com"}}}
 *     {"id": "9", "action": "Updated", "changedFields": ["Hire Date"],
 *      "fields": {"Work Email": {"value": "ana@example.com"}}}
 */
#include "sources/columns.h"
#include "sources/hris_columns.h"

extern const struct rc_source rc_source_hris_workers;

#define FEEDS                                                                  \
    "claimed-vs-network-location odd-hours payroll-change-new-hire "           \
    "ship-address-change ship-state-mismatch shared-phone "                    \
    "laptop-farm-colocation impossible-travel-new-hire "                       \
    "post-termination-access rehire-or-reference-request"
#define NEEDS                                                                  \
    "a person who may export home addresses.  Leave out what is not asked "    \
    "for: birth date, gender, nationality, family, health and leave are not "  \
    "read, also when they are in the file."

static const struct rc_column by_mail[RC_HRIS_SLOTS] = {
#define FIELD(slot, path, names)                                               \
    [RC_HRIS_##slot] = {names, RC_HRIS_##slot == RC_HRIS_EMAIL ||              \
                                   RC_HRIS_##slot == RC_HRIS_HIRED},
    RC_HRIS_FIELDS
#undef FIELD
};

const struct rc_source rc_source_hris_workers_by_mail = {
    .name = "hris-workers-by-mail",
    .vendor = "hris",
    .stream = "workers",
    .title = "HR workers report without employee numbers",
    .how = "a list of all people as CSV with work mail and start date: HiBob > "
           "People > Export; Personio > Employees > Export; Deel > People > "
           "Export; Rippling > Reports.  With the employee number the file is "
           "hris-workers, which joins payroll more surely.",
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_WORKER,
    .columns = by_mail,
    .column_count = RC_HRIS_SLOTS,
    .fill = rc_hris_fill,
};

static const char *const paths[] = {"Employee_ID"};

static const char *const marks[] = {
    "Employee_ID|Emp_ID|Worker_ID|EmployeeID|employeeId|Employee_Number|"
    "employee_id|employee_number",
    "Hire_Date|HireDate|hire_date|Original_Hire_Date|hireDate|Start_Date|"
    "startDate|start_date",
    "Email_Address|Work_Email|workEmail|Primary_Work_Email|Worker|Full_Name|"
    "First_Name|work_email",
    "!employeeNumber",
    "!individual_id",
    NULL};

static bool report_fill(const struct rc_fill *fill);

const struct rc_source rc_source_hris_report = {
    .name = "hris-report",
    .vendor = "hris",
    .stream = "report",
    .title = "HR workers report as JSON (Workday Report-as-a-Service)",
    .how = "Workday: a custom report enabled as a web service, GET /ccx/"
           "service/customreport2/TENANT/OWNER/REPORT?format=json, saved as it "
           "comes.  Any report of workers as JSON objects with an employee "
           "number, a first day and a mail or name is read.",
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_WORKER,
    .paths = paths,
    .path_count = sizeof paths / sizeof *paths,
    .marks = marks,
    .wants_kind = "Report_Entry[]",
    .fill = report_fill,
};

static const char *const people_marks[] = {
    "work.startDate|attributes.hire_date|changedFields|startDate|start_date|"
    "hireDate|hire_date",
    "email|workEmail|work_email|attributes.email|fields",
    "firstName|first_name|displayName|attributes.first_name|fields|fullName",
    "!individual_id",
    "!employeeNumber",
    "!candidate_id",
    "!eventType",
    NULL};

const struct rc_source rc_source_hris_people = {
    .name = "hris-people",
    .vendor = "hris",
    .stream = "people",
    .title = "HR people as JSON, known by their mail",
    .how = "HiBob: POST /v1/people/search; Personio: GET /v1/company/"
           "employees; Rippling: GET /platform/api/employees; BambooHR: "
           "webhooks with the fields of a worker; each answer saved as it "
           "comes.",
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_WORKER,
    .paths = paths,
    .path_count = sizeof paths / sizeof *paths,
    .marks = people_marks,
    .wants_kind = "employees[]|data[]",
    .fill = report_fill,
};

enum { KEYS = 160, DEEP = 2 };

/* A record's keys and their texts, those inside groups behind them. */
struct keys {
    struct rc_slice name[KEYS], text[KEYS];
    size_t count;
};

static void
add_key(const struct rc_fill *fill, struct keys *keys, struct rc_slice key,
        struct rc_slice raw)
{
    struct rc_json_value value = rc_json_value_of(raw, fill->arena);
    struct rc_slice text = rc_value_text(&value);

    if (!text.len || keys->count == KEYS)
        return;
    keys->name[keys->count] = key;
    keys->text[keys->count++] = text;
}

/* {"label": "Hire date", "value": "2024-05-06"}: the value, raw. */
static bool
is_labelled(struct rc_slice object, struct rc_slice *value)
{
    struct rc_slice key, raw;

    while (rc_json_member(&object, &key, &raw))
        if (rc_slice_eq(key, RC_S("value"))) {
            *value = raw;
            return true;
        }
    return false;
}

static void
add_keys(const struct rc_fill *fill, struct keys *keys, struct rc_slice object,
         int deep)
{
    struct rc_slice key, raw, inner;

    while (rc_json_member(&object, &key, &raw) && keys->count < KEYS) {
        if (raw.p[0] == '[')
            raw = rc_json_each(&raw, &inner) ? inner : RC_SLICE_NONE;
        if (!raw.len)
            continue;
        if (raw.p[0] != '{')
            add_key(fill, keys, key, raw);
        else if (is_labelled(raw, &inner))
            add_key(fill, keys, key, inner);
        else if (deep < DEEP)
            add_keys(fill, keys, raw, deep + 1);
    }
}

static bool
report_fill(const struct rc_fill *fill)
{
    struct rc_slice values[RC_HRIS_SLOTS];
    struct keys *keys = rc_arena_zero(fill->arena, sizeof *keys);
    struct rc_columns columns;
    struct rc_fill row = *fill;

    add_keys(fill, keys, fill->record->raw, 0);
    rc_columns_match(&rc_source_hris_workers, fill->setting->mapping,
                     keys->name, keys->count, &columns);
    for (size_t c = 0; c < RC_HRIS_SLOTS; c++)
        values[c] =
            columns.field[c] < 0 ? RC_SLICE_NONE : keys->text[columns.field[c]];
    row.slot = NULL;
    row.column = values;
    return rc_hris_fill(&row);
}
