/*
 * docusign.c -- who signed what, and from where.
 *
 * Connect webhooks (JSON SIM):
 *
 *     {"event": "recipient-completed", "apiVersion", "configurationId",
 *      "generatedDateTime", "retryCount", "uri",
 *      "data": {"accountId", "userId", "envelopeId", "recipientId", "email",
 *               "senderEmail", "name", "method": "SMS", "phoneNumber",
 *               "envelopeSummary": {"status", "emailSubject",
 *                   "sender": {"email"},
 *                   "recipients": {"signers": [{"email", "name",
 *                                               "recipientId"}]}}}}
 *
 * An event of an envelope is the sender's doing, one of a recipient theirs.
 *
 * Envelope history (GET .../envelopes/{id}/audit_events), name and value:
 *
 *     {"auditEvents": [{"eventFields": [{"name": "logTime", "value"},
 *         {"name": "UserName"}, {"name": "Action"},
 *         {"name": "ClientIPAddress"}, {"name": "GeoLocation"}]}]}
 */
#include "sources/table.h"

#define S "data.envelopeSummary."

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "generatedDateTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event"),
    RC_ROW_KIND(CHECK, "event", "recipient-auth*|recipient-identity*"),
    RC_ROW_WHEN("event", "recipient-*"),
    RC_ROW_TEXT(user, "data.email|" S "recipients.signers[0].email|"
                      "data.recipientId"),
    RC_ROW_TEXT(user_name, "data.name|" S "recipients.signers[0].name"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user, "data.senderEmail|" S "sender.email|data.userId|"
                      "data.email"),
    RC_ROW_TEXT(user_uid, "data.userId"),
    RC_ROW_TEXT(user_name, S "sender.userName"),
    RC_ROW_IP(src_ip, S "sender.ipAddress"),
    RC_ROW_TEXT(recipient, "data.email|" S "recipients.signers[0].email"),
    RC_ROW_TEXT(session_uid, "data.envelopeId|" S "envelopeId|"
                             "data.templateId"),
    RC_ROW_TEXT(document_name, "data.envelopeDocuments[0].name|" S
                               "envelopeDocuments[0].name|" S "emailSubject"),
    RC_ROW_TEXT(phone, "data.phoneNumber"),
    RC_ROW_TEXT(app, "data.method"),
    RC_ROW_TEXT(reason, "data.errorReason|data.terminationReason|" S
                        "voidedReason|" S "status"),
    RC_ROW_OUTCOME("event", "*-success|*-completed|recipient-signed",
                   "*-failure|*-failed|*-voided|*-declined|*-autoresponded"),
    RC_ROW_OUTCOME("data.authenticationStatus", "passed|success", "failed"),
};

static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {"event",
                                    "data.envelopeId|data.envelopeSummary|"
                                    "data.templateId|data.accountId",
                                    "generatedDateTime", NULL};

const struct rc_source rc_source_docusign_connect = {
    .name = "docusign-connect",
    .vendor = "docusign",
    .stream = "connect",
    .title = "DocuSign Connect",
    .how = "DocuSign Admin > Connect > Add configuration, JSON, with envelope "
           "and recipient events; each body stored as received, one a line.",
    .needs = "a plan with Connect; an administrator.",
    .feeds = "offer-sign-infra identity-checks-conflict",
    .kind = RC_OBS_FILE,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};

#define FIELD(name) "eventFields{name=" name "}.value"

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, FIELD("logTime") "|" FIELD("LogTime"), RC_CLOCK_UTC_US),
    RC_ROW_TEXT(action, FIELD("Action")),
    RC_ROW_TEXT(user,
                FIELD("UserEmail") "|" FIELD("UserId") "|" FIELD("UserName")),
    RC_ROW_TEXT(user_name, FIELD("UserName")),
    RC_ROW_TEXT(user_uid, FIELD("UserId")),
    RC_ROW_IP(src_ip, FIELD("ClientIPAddress")),
    RC_ROW_TEXT(city, FIELD("GeoLocation")),
    RC_ROW_TEXT(session_uid, FIELD("EnvelopeId") "|" FIELD("EnvelopeID")),
    RC_ROW_TEXT(reason, FIELD("Message") "|" FIELD("EnvelopeStatus")),
    RC_ROW_OUTCOME(":action", "signed|*success*|completed",
                   "*fail*|declined|voided"),
};

static struct rc_table audit_table = RC_TABLE(audit_rows);

static const char *const audit_marks[] = {"eventFields", NULL};

const struct rc_source rc_source_docusign_history = {
    .name = "docusign-history",
    .vendor = "docusign",
    .stream = "history",
    .title = "DocuSign envelope history",
    .how = "GET /restapi/v2.1/accounts/{id}/envelopes/{id}/audit_events, each "
           "answer saved as it comes.",
    .needs = "a user who may see the envelopes.",
    .feeds = "claimed-vs-network-location odd-hours",
    .kind = RC_OBS_FILE,
    .marks = audit_marks,
    .wants_kind = "auditEvents[]",
    .table = &audit_table,
    .fill = rc_fill_by_table,
};
