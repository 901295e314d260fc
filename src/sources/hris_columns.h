/*
 * hris_columns.h -- what is read of a worker, and what HR systems call it.
 *
 * Every column has the names that Workday, BambooHR, ADP, Rippling, HiBob,
 * Personio, Deel and SuccessFactors give it in their exports; rank is order,
 * so the surest name stands first.  The same names are looked for among the
 * keys of JSON reports, whose fields are the tenant's own too
 * (hris_report.c).
 */
#ifndef RC_SOURCES_HRIS_COLUMNS_H
#define RC_SOURCES_HRIS_COLUMNS_H

#include "sources/fill.h"

/* FIELD(slot, BambooHR path, column names) */
#define RC_HRIS_FIELDS                                                         \
    FIELD(EMPLOYEE, "employeeNumber",                                          \
          "employee_number|Employee ID|Worker ID|Employee Number|"             \
          "Employee #|Employee No|Employee Code|Emp ID|Emp No|"                \
          "Personnel Number|Personnel No|Associate ID|File Number|Staff ID|"   \
          "Staff Number|Person Number|Workday ID|Worker Number|"               \
          "Person ID External|User/Employee ID|Person ID|"                     \
          "Employee Identifier|Payroll ID|Payroll Number|"                     \
          "Employee Reference|Wd Employee ID")                                 \
    FIELD(ID, "id", "")                                                        \
    FIELD(NAME, "displayName",                                                 \
          "user_name|Worker|Worker Name|Employee Name|Employee|Full Name|"     \
          "Display Name|Preferred Name|Name|Legal Name|Legal Full Name|"       \
          "Payroll Name|Employee Full Name|Preferred Full Name|"               \
          "Formatted Name|Legal Worker Name|Worker Full Name")                 \
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
          "Email Address|E-mail|Primary Email|User Name|Login|"                \
          "Business Email Address|Company Email Address|Worker Email|"         \
          "Employee Email|Work Mail|Primary Work Email Address")               \
    FIELD(EMAIL_OTHER, "homeEmail",                                            \
          "email_other|Email - Home|Home Email|Personal Email|"                \
          "Private Email|Email - Primary Home|Personal Email Address|"         \
          "Personal Contact: Personal Email|Secondary Email|"                  \
          "Private Email Address")                                             \
    FIELD(PHONE, "mobilePhone",                                                \
          "phone|Mobile Phone|Phone - Mobile|Phone - Home|Home Phone|"         \
          "Personal Phone|Primary Home Phone|Personal Mobile|Phone Number|"    \
          "Mobile|Mobile Number|Cell Phone|Telephone|Phone - Work|"            \
          "Work Phone|Personal Phone Number|Private Phone|"                    \
          "Home Phone Number|Personal Mobile Phone|Work Mobile")               \
    FIELD(ADDRESS_1, "address1",                                               \
          "address|Address Line 1|Home Address Line 1|Home Address|"           \
          "Home Address - Line 1|Street Address|Street|Street and Number|"     \
          "Primary Address: Address Line 1|Legal Address|Address 1|"           \
          "Street Name|Home Address Street|Residential Address|"               \
          "Address Street")                                                    \
    FIELD(ADDRESS_2, "address2",                                               \
          "address_2|Address Line 2|Home Address Line 2|"                      \
          "Home Address - Line 2|Primary Address: Address Line 2|Apartment|"   \
          "Unit|Street 2")                                                     \
    FIELD(CITY, "city",                                                        \
          "city|Home City|Home Address - City|Municipality|Town|City/Town|"    \
          "Primary Address: City|Residence City|Address City|"                 \
          "Residential City")                                                  \
    FIELD(REGION, "state",                                                     \
          "region|State|Province|State/Province/Region|State/Province|"        \
          "State or Province|Home State|Home Address - State|County|"          \
          "Primary Address: State / Territory Code|State/Region|"              \
          "Residence State|Address State|Home Address Region")                 \
    FIELD(POSTCODE, "zipcode",                                                 \
          "postcode|Postal Code|Zip|Zip Code|Zip/Postal Code|Home Zip|"        \
          "Home Postal Code|Post Code|Primary Address: Zip / Postal Code|"     \
          "Home Address Postal Code|Home Address Zip Code|"                    \
          "Address Postal Code|Address Zip Code")                              \
    FIELD(COUNTRY, "country",                                                  \
          "country|Home Country|Country of Residence|Residence Country|"       \
          "Country/Region|Country Code|Address Country|Work Country|"          \
          "Primary Address: Country|Home Address Country|"                     \
          "Residential Country|Country of Employment|Employment Country")      \
    FIELD(ZONE, "",                                                            \
          "zone|Time Zone|Timezone|Work Time Zone|Time Zone Name|TZ")          \
    FIELD(HOURS, "",                                                           \
          "work_hours|Work Schedule|Working Hours|Work Hours|"                 \
          "Scheduled Hours|Schedule|Shift|Work Shift|Core Hours")              \
    FIELD(OFFICE, "location",                                                  \
          "office|Location|Office|Work Location|Office Location|"              \
          "Primary Work Location|Work Location Name|Site|Work Site|"           \
          "Location Name|Office Name|Business Site|Location Description|"      \
          "Work Location Description")                                         \
    FIELD(REMOTE, "",                                                          \
          "is_remote|Work Arrangement|Remote|Remote Worker|Work Model|"        \
          "Workplace Type|Work Space|Workplace|Work Mode|Work From Home|"      \
          "Remote Status|Location Type")                                       \
    FIELD(CONTRACT, "employmentHistoryStatus",                                 \
          "contract|Worker Type|Employment Type|Employee Type|"                \
          "Worker Sub-Type|Contract Type|Worker Category|"                     \
          "Worker Category Description|Employment Class|Type of Employment|"   \
          "Hiring Type|Employment Contract|Employment Contract Type|"          \
          "Worker Class|Contractor Type")                                      \
    FIELD(CONTRACTOR, "", "is_contractor|Contractor|Contingent")               \
    FIELD(TITLE, "jobTitle",                                                   \
          "title|Job Title|Business Title|Position|Position Title|"            \
          "Job Title Description|Job Profile|Role|Job|Position Name|"          \
          "Job Name|Internal Job Title|Position Description")                  \
    FIELD(DEPARTMENT, "department",                                            \
          "department|Department Name|Supervisory Organization|Team|"          \
          "Home Department|Home Department Description|Business Unit|"         \
          "Division|Cost Center|Department Description|Organization|"          \
          "Organisation")                                                      \
    FIELD(MANAGER, "supervisor",                                               \
          "manager|Manager ID|Manager Employee ID|Manager Email|Reports To|"   \
          "Manager Name|Worker's Manager|Supervisor|Supervisor Name|"          \
          "Line Manager|Reports To Name|Reporting To|Direct Manager|"          \
          "Manager Email Address|Supervisor Email|Manager Employee Number|"    \
          "Direct Manager Email")                                              \
    FIELD(HIRED, "hireDate",                                                   \
          "hired|Hire Date|Original Hire Date|Date of Hire|Start Date|"        \
          "Most Recent Hire Date|Employment Start Date|Joining Date|"          \
          "Hired On|Contract Start Date|Employment Start|Contract Start|"      \
          "Continuous Service Date|Company Entry Date|Effective Hire Date|"    \
          "Hire/Rehire Date|Hire Dt")                                          \
    FIELD(LEFT, "terminationDate",                                             \
          "left|Termination Date|Last Day of Work|Last Day|Leaving Date|"      \
          "Employment End Date|Exit Date|Last Working Day|"                    \
          "Contract End Date|Contract Ends|Contract End|Employment End|"       \
          "Last Day Worked|Separation Date|Termination Effective Date|"        \
          "Date of Termination|End of Employment|Offboarding Date")            \
    FIELD(STATUS, "status",                                                    \
          "is_current|Status|Employee Status|Worker Status|"                   \
          "Employment Status|Position Status|Active Status|Active|"            \
          "Currently Active|Lifecycle Status|Contract Status|Work Status|"     \
          "Employment State")                                                  \
    FIELD(FROM, "",                                                            \
          "valid_from|Effective Date|Valid From|From|From Date|"               \
          "Effective From|Address Effective Date|Begin Date|Travel Start|"     \
          "Effective")                                                         \
    FIELD(TO, "",                                                              \
          "valid_to|Valid To|To|To Date|Until|Effective To|Travel End|"        \
          "End Date|Valid Until")                                              \
    FIELD(RECORD, "",                                                          \
          "action|Record Type|Row Type|Entry Type|Event Type|Type")            \
    FIELD(HOUSEHOLD, "",                                                       \
          "household|Household Member|Household Members|Declared Household|"   \
          "Household Employee ID|Household Employee Number")

enum rc_hris_slot {
#define FIELD(slot, path, names) RC_HRIS_##slot,
    RC_HRIS_FIELDS
#undef FIELD
        RC_HRIS_SLOTS
};

/* hris.c: a worker from slots or columns in the order above; the observation
 * is fill->source's. */
bool rc_hris_fill(const struct rc_fill *fill);

#endif
