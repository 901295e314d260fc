/*
 * payroll.c -- changes of where pay goes: a payroll system's change report.
 *
 *     Employee ID,Change Date,Action,Routing Number,Account Number,Bank Name
 *     10042,2026-03-02 09:14,Change,021000021,****4417,First Example Bank
 *
 * An account may be whole, an IBAN, or its last four digits: it is kept as it
 * is written, and compared only with others of the same kind.  The action is
 * the vendor's word, but that taking an account off is always "remove".  Who
 * made the change is kept as a reason when it was not the worker.
 */
#include "sources/fill.h"

enum slot {
    EMPLOYEE,
    EMAIL,
    NAME,
    AT,
    EFFECTIVE,
    ACTION,
    ROUTING,
    ACCOUNT,
    BANK,
    OLD_ACCOUNT,
    HOLDER,
    CHANGED_BY,
    IP,
    USER_AGENT,
    COUNTRY,
    STATUS,
    RECORD_ID,
    SLOTS
};

static const struct rc_column columns[SLOTS] = {
    [EMPLOYEE] = {"employee_number|Employee ID|Worker ID|Employee Number|"
                  "Employee #|Employee No|Emp ID|Emp No|Personnel Number|"
                  "Associate ID|File Number|Staff ID|Payee ID|Payee Number|"
                  "Vendor ID|Vendor Number|Vendor No|Vendor Code|Supplier ID|"
                  "Supplier Number|Supplier No|Contractor ID",
                  false},
    [EMAIL] = {"email|Work Email|Email - Work|Email Address|Employee Email|"
               "E-mail|User|Login|Payee Email|Vendor Email|Supplier Email|"
               "Contractor Email|Remittance Email|Recipient Email",
               false},
    [NAME] = {"user_name|Employee Name|Employee|Worker|Worker Name|Full Name|"
              "Name|Payee|Payee Name|Vendor Name|Vendor|Supplier Name|"
              "Supplier|Contractor Name|Contractor",
              false},
    [AT] = {"at_us|Change Date|Changed At|Changed On|Change Time|Timestamp|"
            "Date Changed|Change Timestamp|Last Changed|Last Updated|"
            "Updated At|Modified Date|Modified On|Event Time|Event Date|"
            "Entry Moment|Date|Time|Last Modified|Last Modified Date|"
            "Payment Date|Paid Date|Payout Date|Value Date|Effective Date|"
            "Effective",
            true},
    [EFFECTIVE] = {"valid_from|Effective Date|Effective From|Effective|"
                   "Start Date",
                   false},
    [ACTION] = {"action|Change Type|Change|Event|Event Type|Operation|"
                "Transaction Type|Transaction|Type",
                false},
    [ROUTING] = {"payout_routing|Routing Number|Routing No|Routing|"
                 "New Routing Number|ABA|ABA Number|ABA Routing Number|"
                 "Routing Transit Number|Transit Number|Bank Code|Bank ID|"
                 "Sort Code|BIC|SWIFT|SWIFT/BIC|BIC/SWIFT|SWIFT Code|BSB|IFSC|"
                 "BLZ|Branch Code|Bank Routing Number|Bank Routing|Bank Key|"
                 "Routing/ABA|Bank Number",
                 false},
    [ACCOUNT] = {"payout_account|Account Number|Account No|"
                 "New Account Number|New Account|Bank Account|"
                 "Bank Account Number|Deposit Account|IBAN|New IBAN|"
                 "Account/IBAN|Account Number/IBAN|Account Last 4|"
                 "Account Last Four|Account Number (Last 4)|Last 4|Last4|"
                 "Last Four|Masked Account|Wallet|Wallet Address|"
                 "Beneficiary Account|Beneficiary Account Number|"
                 "Vendor Bank Account|Supplier Bank Account|"
                 "Remit-to Account|New Bank Account|Payout Account",
                 true},
    [BANK] = {"payout_bank|Bank Name|Bank|Payment Service|"
              "Bank/Payment Service|Bank or Payment Service|"
              "Payment Provider|Payout Provider|Provider|"
              "Financial Institution|Institution|Institution Name|"
              "Beneficiary Bank|Payout Method|Payment Method",
              false},
    [OLD_ACCOUNT] = {"old_value|Old Account Number|Previous Account Number|"
                     "Old Account|Previous Account|Old IBAN|"
                     "Prior Account Number",
                     false},
    [HOLDER] = {"recipient|Account Holder|Account Holder Name|"
                "Name on Account|Account Name|Beneficiary|Beneficiary Name",
                false},
    [CHANGED_BY] = {"changed_by|Changed By|Modified By|Updated By|Entered By|"
                    "Initiated By|Last Updated By|Last Modified By",
                    false},
    [IP] = {"src_ip|IP Address|IP|Client IP|Source IP|Changed From IP", false},
    [USER_AGENT] = {"user_agent|User Agent|Browser", false},
    [COUNTRY] = {"country|Bank Country|Account Country|Country", false},
    [STATUS] = {"outcome|Status|Result|Approval Status|Change Status", false},
    [RECORD_ID] = {"record_uid|Record ID|Change ID|Transaction ID|Event ID",
                   false},
};

static bool payroll_fill(const struct rc_fill *fill);

const struct rc_source rc_source_payroll_deposits = {
    .name = "payroll-deposits",
    .vendor = "payroll",
    .stream = "deposits",
    .title = "Payroll direct-deposit changes",
    .how = "the payroll system's report of direct-deposit or payment-election "
           "changes, as CSV, with the history and not only the present "
           "accounts.",
    .needs = "a person who may export bank details.  The last four digits of "
             "an account are enough to see changes, whole numbers or IBANs "
             "are needed to see an account that two workers share.  The IP "
             "address comes with some systems' audit reports only.",
    .feeds = "bank-account-churn payment-service-churn shared-bank-account "
             "payroll-change-new-hire account-holder-name-mismatch "
             "payment-redirect-third-party digital-payment-payout",
    .kind = RC_OBS_PAYOUT_CHANGE,
    .columns = columns,
    .column_count = SLOTS,
    .fill = payroll_fill,
};

static struct rc_slice
read_action(const struct rc_fill *fill)
{
    struct rc_slice word = rc_fill_text(fill, ACTION);

    if (rc_text_among(word, "remove|removed|delete|deleted|deactivate|"
                            "deactivated|inactivate|inactivated|close|closed|"
                            "end|ended|stop|stopped|cancel|cancelled"))
        return RC_S("remove");
    return rc_text_or(word, RC_S("direct_deposit_change"));
}

static enum rc_outcome
read_outcome(struct rc_slice word)
{
    if (rc_text_among(word, "success|successful|approved|completed|complete|"
                            "active|processed|confirmed|verified"))
        return RC_SUCCESS;
    if (rc_text_among(word, "failure|failed|rejected|denied|returned|"
                            "declined|cancelled|canceled"))
        return RC_FAILURE;
    return RC_UNKNOWN;
}

static void
fill_changer(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice by = rc_fill_text(fill, CHANGED_BY);

    if (!by.len || rc_text_among(by, "self|employee|worker|self service|ess") ||
        rc_slice_ieq(by, obs->email) || rc_slice_ieq(by, obs->user_name) ||
        rc_slice_ieq(by, obs->employee_number))
        return;
    obs->reason =
        rc_text_join(fill, " ", (struct rc_slice[]){RC_S("changed by"), by}, 2);
}

static bool
payroll_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_payroll_deposits, &obs);
    obs.employee_number = rc_fill_text(fill, EMPLOYEE);
    obs.email = rc_fill_text(fill, EMAIL);
    obs.user = rc_text_or(obs.email, obs.employee_number);
    if (!obs.user.len)
        return rc_fill_reject(fill, "no worker (Employee ID, Email)");
    rc_fill_time(fill, EFFECTIVE, &obs.valid_from_us, NULL);
    if (!rc_fill_time(fill, AT, &obs.at_us, &obs)) {
        if (obs.valid_from_us == RC_TIME_NONE)
            return rc_fill_reject(fill, "no time (Change Date)");
        obs.at_us = obs.valid_from_us;
    }

    obs.action = read_action(fill);
    obs.outcome = read_outcome(rc_fill_text(fill, STATUS));
    obs.user_name = rc_fill_text(fill, NAME);
    obs.payout_routing = rc_fill_text(fill, ROUTING);
    obs.payout_account = rc_fill_text(fill, ACCOUNT);
    obs.payout_bank = rc_fill_text(fill, BANK);
    obs.old_value = rc_fill_text(fill, OLD_ACCOUNT);
    obs.recipient = rc_fill_text(fill, HOLDER);
    obs.country = rc_fill_text(fill, COUNTRY);
    obs.src_ip = rc_fill_text(fill, IP);
    obs.user_agent = rc_fill_text(fill, USER_AGENT);
    obs.record_uid = rc_fill_text(fill, RECORD_ID);
    fill_changer(fill, &obs);
    return rc_fill_take(fill, &obs);
}
