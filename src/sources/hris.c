/*
 * hris.c -- what HR says of its workers: a CSV report, or BambooHR's JSON.
 *
 *     Employee ID,Worker,Email - Work,City,State,Country,Time Zone,Hire Date
 *     10042,Ana Ruiz,ana@example.com,Tulsa,OK,US,America/Chicago,2024-05-06
 *
 * The names of columns are each company's own, so every column has the names
 * that Workday, BambooHR, ADP, Rippling and Personio give it by default, and a
 * mapping file adds others.  BambooHR's reports and directory come as JSON
 * ({"employees": [{"employeeNumber", "displayName", ...}]}); the two tables
 * below are in one order, so that one function reads both.
 *
 * A row with an effective date is a claim from that day on; a company that
 * exports its history gives several rows a worker.  Rows whose Record Type is
 * Travel or Assignment are approved stays, from one day to another.
 *
 * Not read, and without a column here: gender, birth date, nationality and
 * citizenship, ethnicity, religion, marital status, health, union membership,
 * the reason of a leave.  Of the status only "has left" is kept: that somebody
 * is on leave is nobody's business.
 */
#include "sources/hris_columns.h"

static const char *const paths[RC_HRIS_SLOTS] = {
#define FIELD(slot, path, names) [RC_HRIS_##slot] = path,
    RC_HRIS_FIELDS
#undef FIELD
};

static const struct rc_column columns[RC_HRIS_SLOTS] = {
#define FIELD(slot, path, names)                                               \
    [RC_HRIS_##slot] = {names, RC_HRIS_##slot == RC_HRIS_EMPLOYEE},
    RC_HRIS_FIELDS
#undef FIELD
};

static const char *const marks[] = {
    "id|employeeNumber", "workEmail|employeeNumber", "displayName|firstName",
    "jobTitle|hireDate|department|location", NULL};

const struct rc_source rc_source_hris_workers = {
    .name = "hris-workers",
    .vendor = "hris",
    .stream = "workers",
    .title = "HR workers report",
    .how = "a report of all workers as CSV: Workday > custom report > Export; "
           "BambooHR > Reports > Export, or POST /v1/reports/custom?format="
           "JSON; ADP, Rippling, Personio likewise.  Former workers and "
           "contractors included.  Approved travel and declared households as "
           "rows of their own (Record Type: Travel; Household Member).",
    .needs = "a person who may export home addresses.  Leave out what is not "
             "asked for: Rollcall reads no birth date, gender, nationality, "
             "family, health or leave reason, also when it is in the file.",
    .feeds = "claimed-vs-network-location odd-hours payroll-change-new-hire "
             "ship-address-change ship-state-mismatch shared-phone "
             "laptop-farm-colocation impossible-travel-new-hire "
             "post-termination-access rehire-or-reference-request",
    .kind = RC_OBS_WORKER,
    .paths = paths,
    .path_count = RC_HRIS_SLOTS,
    .marks = marks,
    .wants_kind = "employees[]",
    .columns = columns,
    .column_count = RC_HRIS_SLOTS,
    .fill = rc_hris_fill,
};

/* A day, or none: 9999 stands for a day that never comes.  Midnight with an
 * offset is still that day. */
static void
read_day(const struct rc_fill *fill, size_t slot, int64_t *day_us)
{
    struct rc_slice text = rc_fill_text(fill, slot);

    if (text.len > 19 && memcmp(text.p + 10, "T00:00:00", 9) == 0)
        text.len = 10;
    if (rc_text_time(fill, text, day_us, NULL) &&
        rc_civil_of(*day_us).year >= 9999)
        *day_us = RC_TIME_NONE;
}

/* "Employee #" is the name "Employee" to a column. */
static struct rc_slice
read_name(const struct rc_fill *fill, struct rc_slice number)
{
    struct rc_slice name = rc_fill_text(fill, RC_HRIS_NAME);

    if (name.len && !rc_slice_eq(name, number))
        return name;
    return rc_text_join(fill, " ",
                        (struct rc_slice[]){rc_fill_text(fill, RC_HRIS_FIRST),
                                            rc_fill_text(fill, RC_HRIS_LAST)},
                        2);
}

static bool
holds(struct rc_slice text, const char *word)
{
    return rc_slice_ifind(text, rc_slice_of(word)) != SIZE_MAX;
}

/* Cuts "9", "09:00", "0900", "9:30 am" off the front of *rest. */
static bool
read_clock(struct rc_slice *rest, int *minutes)
{
    int digits = 0, number = 0, minute = 0;

    while (rest->len && (rest->p[0] < '0' || rest->p[0] > '9'))
        rest->p++, rest->len--;
    while (rest->len && rest->p[0] >= '0' && rest->p[0] <= '9' && digits < 4) {
        number = number * 10 + (rest->p[0] - '0');
        rest->p++, rest->len--, digits++;
    }
    if (digits > 2) {
        minute = number % 100;
        number /= 100;
    } else if (rest->len >= 3 && (rest->p[0] == ':' || rest->p[0] == '.') &&
               rest->p[1] >= '0' && rest->p[1] <= '5' && rest->p[2] >= '0' &&
               rest->p[2] <= '9') {
        minute = (rest->p[1] - '0') * 10 + rest->p[2] - '0';
        rest->p += 3, rest->len -= 3;
    }
    *rest = rc_slice_trim(*rest);
    if (rest->len >= 2 &&
        (rest->p[1] == 'm' || rest->p[1] == 'M' || rest->p[1] == '.')) {
        char half = rest->p[0] | 0x20;

        if (half == 'a' || half == 'p')
            number = number % 12 + (half == 'p' ? 12 : 0);
    }
    *minutes = number * 60 + minute;
    return digits && number <= 24 && minute < 60;
}

/* "Mon-Fri 9am - 5:30pm" becomes "09:00-17:30"; what is not understood stays
 * as it is written. */
static struct rc_slice
read_hours(const struct rc_fill *fill, struct rc_slice text)
{
    struct rc_slice rest = text;
    int from, to;

    if (!text.len || !read_clock(&rest, &from) || !read_clock(&rest, &to) ||
        from == to)
        return text;
    return rc_arena_print(fill->arena, "%02d:%02d-%02d:%02d", from / 60,
                          from % 60, to / 60, to % 60);
}

static void
tell_arrangement(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice text = rc_fill_text(fill, RC_HRIS_REMOTE);

    if (rc_fill_flag(fill, obs, RC_IS_REMOTE, RC_HRIS_REMOTE))
        return;
    if (holds(text, "remote") || holds(text, "home") || holds(text, "hybrid") ||
        holds(text, "virtual"))
        rc_obs_tell(obs, RC_IS_REMOTE, !holds(text, "not remote"));
    else if (holds(text, "site") || holds(text, "office"))
        rc_obs_tell(obs, RC_IS_REMOTE, false);
    else if (!text.len && holds(obs->office, "remote"))
        rc_obs_tell(obs, RC_IS_REMOTE, true); /* "Remote - US" as a location */
}

static void
tell_contract(const struct rc_fill *fill, struct rc_obs *obs)
{
    static const char *const words[] = {"conting",  "contract", "consult",
                                        "freelanc", "agency",   "temporary",
                                        "vendor",   "1099",     "external"};

    obs->contract = rc_fill_text(fill, RC_HRIS_CONTRACT);
    if (rc_fill_flag(fill, obs, RC_IS_CONTRACTOR, RC_HRIS_CONTRACTOR) ||
        !obs->contract.len)
        return;
    rc_obs_tell(obs, RC_IS_CONTRACTOR, false);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (holds(obs->contract, words[i]))
            rc_obs_tell(obs, RC_IS_CONTRACTOR, true);
}

/* Left, or not: nothing else of a status is looked at. */
static void
tell_current(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice text = rc_fill_text(fill, RC_HRIS_STATUS);

    if (text.len)
        rc_obs_tell(obs, RC_IS_CURRENT,
                    !rc_text_among(text, "terminated|inactive|left|former|"
                                         "former employee|resigned|retired|"
                                         "separated|ended|offboarded|completed|"
                                         "cancelled|deceased|no|"
                                         "false|0|n|t"));
}

static void
fill_claims(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice record = rc_fill_text(fill, RC_HRIS_RECORD);

    obs->address =
        rc_text_join(fill, ", ",
                     (struct rc_slice[]){rc_fill_text(fill, RC_HRIS_ADDRESS_1),
                                         rc_fill_text(fill, RC_HRIS_ADDRESS_2)},
                     2);
    obs->city = rc_fill_text(fill, RC_HRIS_CITY);
    obs->region = rc_fill_text(fill, RC_HRIS_REGION);
    obs->postcode = rc_fill_text(fill, RC_HRIS_POSTCODE);
    obs->country = rc_fill_text(fill, RC_HRIS_COUNTRY);
    obs->zone = rc_fill_text(fill, RC_HRIS_ZONE);
    obs->work_hours = read_hours(fill, rc_fill_text(fill, RC_HRIS_HOURS));
    read_day(fill, RC_HRIS_FROM, &obs->valid_from_us);
    read_day(fill, RC_HRIS_TO, &obs->valid_to_us);
    obs->action = holds(record, "travel") || holds(record, "assignment") ||
                          holds(record, "abroad")
                      ? RC_S("travel")
                      : RC_S("worker");
}

bool
rc_hris_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, fill->source, &obs);
    obs.employee_number = rc_fill_text(fill, RC_HRIS_EMPLOYEE);
    if (!RC_FILL_CSV(fill)) /* BambooHR's directory has only its own number */
        obs.employee_number =
            rc_text_or(obs.employee_number, rc_fill_text(fill, RC_HRIS_ID));
    obs.email = rc_fill_text(fill, RC_HRIS_EMAIL);
    if (!obs.employee_number.len && !obs.email.len)
        return rc_fill_reject(fill, "no worker (Employee ID, work e-mail)");

    obs.user = rc_text_or(obs.email, obs.employee_number);
    obs.email_other = rc_fill_text(fill, RC_HRIS_EMAIL_OTHER);
    obs.user_name = read_name(fill, obs.employee_number);
    obs.phone = rc_fill_text(fill, RC_HRIS_PHONE);
    obs.office = rc_fill_text(fill, RC_HRIS_OFFICE);
    obs.title = rc_fill_text(fill, RC_HRIS_TITLE);
    obs.department = rc_fill_text(fill, RC_HRIS_DEPARTMENT);
    obs.manager = rc_fill_text(fill, RC_HRIS_MANAGER);
    obs.household = rc_fill_text(fill, RC_HRIS_HOUSEHOLD);
    read_day(fill, RC_HRIS_HIRED, &obs.hired_us);
    read_day(fill, RC_HRIS_LEFT, &obs.left_us);
    fill_claims(fill, &obs);
    tell_arrangement(fill, &obs);
    tell_contract(fill, &obs);
    tell_current(fill, &obs);
    obs.at_us =
        obs.valid_from_us != RC_TIME_NONE ? obs.valid_from_us : obs.hired_us;
    return rc_fill_take(fill, &obs);
}
