/*
 * gusto.c -- Gusto's webhooks and what they lead to.
 *
 *     {"uuid", "event_type": "employee.bank_account.created",
 *      "resource_type": "Company", "resource_uuid", "entity_type":
 * "BankAccount", "entity_uuid", "timestamp": 1772500000, "references":
 * {"employee_uuid": "..."}}
 *
 * A webhook holds ids only.  The account comes from the answers that it leads
 * to, which have no time of their own: an exporter that fetches one at once
 * adds the webhook's as "timestamp" (seconds) or "fetched_at".
 *
 *     {"uuid", "employee_uuid", "account_type": "Checking", "name",
 *      "routing_number", "hidden_account_number": "XXXX1207"}
 */
#include "sources/table.h"

#define FEEDS                                                                  \
    "bank-account-churn shared-bank-account payroll-change-new-hire "          \
    "payment-service-churn"

static const struct rc_row event_rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_S),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_TEXT(user_uid, "references.employee_uuid|references.contractor_uuid|"
                          "employee_uuid|contractor_uuid"),
    RC_ROW_WHEN("entity_type", "employee|contractor"),
    RC_ROW_TEXT(user_uid, "entity_uuid"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(record_uid, "uuid"),
    RC_ROW_KIND(PAYOUT_CHANGE, "event_type",
                "*.bank_account.*|*.payment_method.*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "event_type", "employee.*|contractor.*"),
};

static struct rc_table event_table = RC_TABLE(event_rows);

static const char *const event_marks[] = {
    "event_type", "entity_uuid|references.employee_uuid", "entity_type",
    "timestamp",  "resource_uuid|resource_type",          NULL};

const struct rc_source rc_source_gusto_events = {
    .name = "gusto-events",
    .vendor = "gusto",
    .stream = "events",
    .title = "Gusto webhooks",
    .how = "a webhook subscription of types Employee, Contractor and "
           "BankAccount (POST /v1/webhook_subscriptions), each body stored as "
           "received, one a line.",
    .needs = "a Gusto Embedded or app-integration account; the webhook holds "
             "ids only (gusto-bank-accounts has the accounts).",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = event_marks,
    .table = &event_table,
    .fill = rc_fill_by_table,
};

static const struct rc_row account_rows[] = {
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_S),
    RC_ROW_TIME(at_us, "fetched_at|updated_at|created_at", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "bank_account"),
    RC_ROW_TEXT(user_uid, "employee_uuid|contractor_uuid"),
    RC_ROW_TEXT(payout_account, "account_number|hidden_account_number"),
    RC_ROW_TEXT(payout_routing, "routing_number"),
    RC_ROW_TEXT(payout_bank, "bank_name|institution_name|name"),
    RC_ROW_TEXT(record_uid, "uuid"),
};

static struct rc_table account_table = RC_TABLE(account_rows);

static const char *const account_marks[] = {
    "employee_uuid|contractor_uuid", "hidden_account_number|account_number",
    "routing_number", NULL};

const struct rc_source rc_source_gusto_bank_accounts = {
    .name = "gusto-bank-accounts",
    .vendor = "gusto",
    .stream = "bank_accounts",
    .title = "Gusto bank accounts",
    .how = "GET /v1/employees/{uuid}/bank_accounts (or .../contractors/...) "
           "when a webhook tells of a change, with the webhook's \"timestamp\" "
           "added to each account.",
    .needs = "scope employee_payment_methods:read.  Gusto shows the last four "
             "digits only.",
    .feeds = FEEDS,
    .kind = RC_OBS_PAYOUT_CHANGE,
    .marks = account_marks,
    .table = &account_table,
    .fill = rc_fill_by_table,
};
