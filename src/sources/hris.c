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
#include "sources/fill.h"

/* FIELD(slot, BambooHR path, column names) */
#define FIELDS                                                                 \
    FIELD(EMPLOYEE, "employeeNumber",                                          \
          "employee_number|Employee ID|Worker ID|Employee Number|Employee #|"  \
          "Employee No|Employee Code|Emp ID|Emp No|Personnel Number|"          \
          "Personnel No|Associate ID|File Number|Staff ID|Staff Number|"       \
          "Person Number|Workday ID|Worker Number")                            \
    FIELD(ID, "id", "")                                                        \
    FIELD(NAME, "displayName",                                                 \
          "user_name|Worker|Worker Name|Employee Name|Employee|Full Name|"     \
          "Display Name|Preferred Name|Name|Legal Name|Legal Full Name|"       \
          "Payroll Name")                                                      \
    FIELD(FIRST, "firstName",                                                  \
          "first_name|First Name|Preferred First Name|Legal First Name|"       \
          "Given Name|Forename")                                               \
    FIELD(LAST, "lastName",                                                    \
          "last_name|Last Name|Preferred Last Name|Legal Last Name|"           \
          "Family Name|Surname")                                               \
    FIELD(EMAIL, "workEmail",                                                  \
          "email|Email - Work|Work Email|Email - Primary Work|"                \
          "Primary Work Email|Work Email Address|Business Email|"              \
          "Company Email|Corporate Email|Work Contact: Work Email|"            \
          "Email Address|E-mail|Primary Email|User Name|Login")                \
    FIELD(EMAIL_OTHER, "homeEmail",                                            \
          "email_other|Email - Home|Home Email|Personal Email|"                \
          "Private Email|Email - Primary Home|Personal Email Address|"         \
          "Personal Contact: Personal Email|Secondary Email")                  \
    FIELD(PHONE, "mobilePhone",                                                \
          "phone|Mobile Phone|Phone - Mobile|Phone - Home|Home Phone|"         \
          "Personal Phone|Primary Home Phone|Personal Mobile|Phone Number|"    \
          "Mobile|Mobile Number|Cell Phone|Telephone|Phone - Work|Work Phone") \
    FIELD(ADDRESS_1, "address1",                                               \
          "address|Address Line 1|Home Address Line 1|Home Address|"           \
          "Home Address - Line 1|Street Address|Street|Street and Number|"     \
          "Primary Address: Address Line 1|Legal Address|Address 1")           \
    FIELD(ADDRESS_2, "address2",                                               \
          "address_2|Address Line 2|Home Address Line 2|"                      \
          "Home Address - Line 2|Primary Address: Address Line 2|Apartment|"   \
          "Unit")                                                              \
    FIELD(CITY, "city",                                                        \
          "city|Home City|Home Address - City|Municipality|Town|City/Town|"    \
          "Primary Address: City|Residence City")                              \
    FIELD(REGION, "state",                                                     \
          "region|State|Province|State/Province/Region|State/Province|"        \
          "State or Province|Home State|Home Address - State|County|"          \
          "Primary Address: State / Territory Code|State/Region|"              \
          "Residence State")                                                   \
    FIELD(POSTCODE, "zipcode",                                                 \
          "postcode|Postal Code|Zip|Zip Code|Zip/Postal Code|Home Zip|"        \
          "Home Postal Code|Post Code|Primary Address: Zip / Postal Code")     \
    FIELD(COUNTRY, "country",                                                  \
          "country|Home Country|Country of Residence|Residence Country|"       \
          "Country/Region|Country Code|Address Country|Work Country|"          \
          "Primary Address: Country")                                          \
    FIELD(ZONE, "",                                                            \
          "zone|Time Zone|Timezone|Work Time Zone|Time Zone Name|TZ")          \
    FIELD(HOURS, "",                                                           \
          "work_hours|Work Schedule|Working Hours|Work Hours|"                 \
          "Scheduled Hours|Schedule|Shift|Work Shift|Core Hours")              \
    FIELD(OFFICE, "location",                                                  \
          "office|Location|Office|Work Location|Office Location|"              \
          "Primary Work Location|Work Location Name|Site|Work Site|"           \
          "Location Name")                                                     \
    FIELD(REMOTE, "",                                                          \
          "is_remote|Work Arrangement|Remote|Remote Worker|Work Model|"        \
          "Workplace Type|Work Space|Workplace|Work Mode|Work From Home|"      \
          "Remote Status|Location Type")                                       \
    FIELD(CONTRACT, "employmentHistoryStatus",                                 \
          "contract|Worker Type|Employment Type|Employee Type|"                \
          "Worker Sub-Type|Contract Type|Worker Category|"                     \
          "Worker Category Description|"                                       \
          "Employment Class|Type of Employment")                               \
    FIELD(CONTRACTOR, "", "is_contractor|Contractor|Contingent")               \
    FIELD(TITLE, "jobTitle",                                                   \
          "title|Job Title|Business Title|Position|Position Title|"            \
          "Job Title Description|Job Profile|Role|Job")                        \
    FIELD(DEPARTMENT, "department",                                            \
          "department|Department Name|Supervisory Organization|Team|"          \
          "Home Department|Home Department Description|Business Unit|"         \
          "Division|Cost Center")                                              \
    FIELD(MANAGER, "supervisor",                                               \
          "manager|Manager ID|Manager Employee ID|Manager Email|Reports To|"   \
          "Manager Name|Worker's Manager|Supervisor|Supervisor Name|"          \
          "Line Manager|Reports To Name|Reporting To")                         \
    FIELD(HIRED, "hireDate",                                                   \
          "hired|Hire Date|Original Hire Date|Date of Hire|Start Date|"     \
          "Most Recent Hire Date|Employment Start Date|Joining Date|"          \
          "Hired On|Contract Start Date")                                      \
    FIELD(LEFT, "terminationDate",                                             \
          "left|Termination Date|Last Day of Work|Last Day|Leaving Date|"   \
          "Employment End Date|Exit Date|Last Working Day|Contract End Date")  \
    FIELD(STATUS, "status",                                                    \
          "is_current|Status|Employee Status|Worker Status|"                   \
          "Employment Status|Position Status|Active Status|Active|"            \
          "Currently Active")                                                  \
    FIELD(FROM, "",                                                            \
          "valid_from|Effective Date|Valid From|From|From Date|"            \
          "Effective From|Address Effective Date|Begin Date|Travel Start|"     \
          "Effective")                                                         \
    FIELD(TO, "",                                                              \
          "valid_to|Valid To|To|To Date|Until|Effective To|Travel End|"     \
          "End Date|Valid Until")                                              \
    FIELD(RECORD, "",                                                          \
          "action|Record Type|Row Type|Entry Type|Event Type|Type")            \
    FIELD(HOUSEHOLD, "",                                                       \
          "household|Household Member|Household Members|"                      \
          "Declared Household|Household Employee ID|"                          \
          "Household Employee Number")

enum slot {
#define FIELD(slot, path, names) slot,
    FIELDS
#undef FIELD
        SLOTS
};

static const char *const paths[SLOTS] = {
#define FIELD(slot, path, names) [slot] = path,
    FIELDS
#undef FIELD
};

static const struct rc_column columns[SLOTS] = {
#define FIELD(slot, path, names) [slot] = {names, slot == EMPLOYEE},
    FIELDS
#undef FIELD
};

static const char *const marks[] = {
    "id|employeeNumber", "workEmail|employeeNumber", "displayName|firstName",
    "jobTitle|hireDate|department|location", NULL};

static bool hris_fill(const struct rc_fill *fill);

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
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "employees[]",
    .columns = columns,
    .column_count = SLOTS,
    .fill = hris_fill,
};

/* A day, or none: 9999 stands for a day that never comes. */
static void
read_day(const struct rc_fill *fill, size_t slot, int64_t *day_us)
{
    if (rc_fill_time(fill, slot, day_us, NULL) &&
        rc_civil_of(*day_us).year >= 9999)
        *day_us = RC_TIME_NONE;
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
    struct rc_slice text = rc_fill_text(fill, REMOTE);

    if (rc_fill_flag(fill, obs, RC_IS_REMOTE, REMOTE))
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
                                        "vendor",   "1099"};

    obs->contract = rc_fill_text(fill, CONTRACT);
    if (rc_fill_flag(fill, obs, RC_IS_CONTRACTOR, CONTRACTOR) ||
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
    struct rc_slice text = rc_fill_text(fill, STATUS);

    if (text.len)
        rc_obs_tell(obs, RC_IS_CURRENT,
                    !rc_text_among(text, "terminated|inactive|left|former|"
                                         "former employee|resigned|retired|"
                                         "separated|ended|offboarded|no|"
                                         "false|0|n|t"));
}

static void
fill_claims(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice record = rc_fill_text(fill, RECORD);

    obs->address =
        rc_text_join(fill, ", ",
                     (struct rc_slice[]){rc_fill_text(fill, ADDRESS_1),
                                         rc_fill_text(fill, ADDRESS_2)},
                     2);
    obs->city = rc_fill_text(fill, CITY);
    obs->region = rc_fill_text(fill, REGION);
    obs->postcode = rc_fill_text(fill, POSTCODE);
    obs->country = rc_fill_text(fill, COUNTRY);
    obs->zone = rc_fill_text(fill, ZONE);
    obs->work_hours = read_hours(fill, rc_fill_text(fill, HOURS));
    read_day(fill, FROM, &obs->valid_from_us);
    read_day(fill, TO, &obs->valid_to_us);
    obs->action = holds(record, "travel") || holds(record, "assignment") ||
                          holds(record, "abroad")
                      ? RC_S("travel")
                      : RC_S("worker");
}

static bool
hris_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_hris_workers, &obs);
    obs.employee_number = rc_fill_text(fill, EMPLOYEE);
    if (!RC_FILL_CSV(fill)) /* BambooHR's directory has only its own number */
        obs.employee_number =
            rc_text_or(obs.employee_number, rc_fill_text(fill, ID));
    obs.email = rc_fill_text(fill, EMAIL);
    if (!obs.employee_number.len && !obs.email.len)
        return rc_fill_reject(fill, "no worker (Employee ID, work e-mail)");

    obs.user = rc_text_or(obs.email, obs.employee_number);
    obs.email_other = rc_fill_text(fill, EMAIL_OTHER);
    obs.user_name =
        rc_text_or(rc_fill_text(fill, NAME),
                   rc_text_join(fill, " ",
                                (struct rc_slice[]){rc_fill_text(fill, FIRST),
                                                    rc_fill_text(fill, LAST)},
                                2));
    obs.phone = rc_fill_text(fill, PHONE);
    obs.office = rc_fill_text(fill, OFFICE);
    obs.title = rc_fill_text(fill, TITLE);
    obs.department = rc_fill_text(fill, DEPARTMENT);
    obs.manager = rc_fill_text(fill, MANAGER);
    obs.household = rc_fill_text(fill, HOUSEHOLD);
    read_day(fill, HIRED, &obs.hired_us);
    read_day(fill, LEFT, &obs.left_us);
    fill_claims(fill, &obs);
    tell_arrangement(fill, &obs);
    tell_contract(fill, &obs);
    tell_current(fill, &obs);
    obs.at_us =
        obs.valid_from_us != RC_TIME_NONE ? obs.valid_from_us : obs.hired_us;
    return rc_fill_take(fill, &obs);
}
