/*
 * workday_signon.c -- Workday sign-ons (Get_Workday_Account_Signons, and the
 * reports made of it):
 *
 *     {"Workday_Account_Signon": {
 *          "Signon_DateTime": "2026-01-31T10:15:30.250-08:00",
 *          "Signoff_DateTime", "User_Name", "Successful": 1,
 *          "Signon_IP_Address": "203.0.113.7" or "Workday Internal",
 *          "Authentication_Type", "Device_is_Trusted": 0,
 *          "Workday_Account_Reference": {"ID": {"WID", "System_User_ID"}}}}
 *
 * The wrapper is not always there; ID is at times a list of {"type",
 * "_value_1"} pairs.
 */
#include "sources/table.h"

#define AT(path) "Workday_Account_Signon." path "|" path
#define ID(name)                                                               \
    AT("Workday_Account_Reference.ID." name)                                   \
    "|" AT("Workday_Account_Reference.ID{type=" name "}._value_1")

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, AT("Signon_DateTime"), RC_CLOCK_STATED),
    RC_ROW_TIME(end_us, AT("Signoff_DateTime"), RC_CLOCK_STATED),
    RC_ROW_SAY(action, "signon"),
    RC_ROW_TEXT(user, AT("User_Name") "|" ID("WorkdayUserName") "|" ID(
                          "System_User_ID")),
    RC_ROW_TEXT(user_uid, ID("WID")),
    RC_ROW_TEXT(employee_number, ID("Employee_ID")),
    RC_ROW_IP(src_ip, AT("Signon_IP_Address")),
    RC_ROW_TEXT(session_uid, AT("Short_Session_ID")),
    RC_ROW_TEXT(device, AT("Device_Type")),
    RC_ROW_TEXT(os, AT("Operating_System")),
    RC_ROW_TEXT(user_agent, AT("Browser_Type")),
    RC_ROW_OUTCOME(AT("Successful"), "1|true", "0|false"),
    RC_ROW_OUTCOME(AT("Failed_Signon") "|" AT("Invalid_Credentials"), "0",
                   "1|true"),
    RC_ROW_FLAG(RC_IS_MANAGED, AT("Device_is_Trusted"), "1|true", NULL),
    RC_ROW_FLAG(RC_IS_MFA, AT("Multi_Factor_Type"), "*", NULL),
    RC_ROW_TEXT(reason, AT("Authentication_Failure_Message") "|" AT(
                            "Authentication_Type")),
};
static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {
    "Workday_Account_Signon.Signon_DateTime|Signon_DateTime",
    "Workday_Account_Signon.Successful|Successful|"
    "Workday_Account_Signon.Authentication_Type|Authentication_Type",
    NULL};

const struct rc_source rc_source_workday_sign_on = {
    .name = "workday-sign-on",
    .vendor = "workday",
    .stream = "signon",
    .title = "Workday sign-ons",
    .how = "Web service Get_Workday_Account_Signons, made into JSON, one "
           "sign-on a line; or the report `Signons and Attempted Signons` as a "
           "web service in JSON.",
    .needs = "a Workday integration user with the System Auditing domain.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_SIGN_IN,
    .marks = marks,
    .wants_kind = "Report_Entry[]|Workday_Account_Signon[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
