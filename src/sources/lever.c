/*
 * lever.c -- applicants, as Lever tells of them: opportunities.
 *
 *     {"data": [{"id", "contact", "name", "headline",
 *                "emails": ["ana@example.com"],
 *                "phones": [{"type": "mobile", "value"}],
 *                "links": ["https://..."], "location": "Tulsa, OK",
 *                "origin": "applied", "sources": ["LinkedIn"], "stage",
 *                "createdAt": 1772500000000, "archived": {"archivedAt"},
 *                "isAnonymized": false}]}
 *
 * A person with two opportunities is one contact: that is the candidate.
 * Webhooks hold ids only:
 *
 *     {"id", "event": "candidateHired", "triggeredAt",
 *      "data": {"opportunityId", "contactId", "toStageId"}}
 */
#include "sources/table.h"

static const struct rc_row rows[] = {
    RC_ROW_SAY(action, "opportunity"),
    RC_ROW_TIME(at_us, "createdAt", RC_CLOCK_MS),
    RC_ROW_TIME(end_us, "archived.archivedAt|archivedAt", RC_CLOCK_MS),
    RC_ROW_TEXT(candidate_uid, "contact.id|contact|id"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(user_name, "name|contact.name"),
    RC_ROW_TEXT(email, "emails[0]|contact.emails[0]"),
    RC_ROW_TEXT(email_other, "emails[1]"),
    RC_ROW_TEXT(user, ":email|:candidate_uid"),
    RC_ROW_TEXT(phone, "phones[0].value|contact.phones[0].value"),
    RC_ROW_TEXT(address, "location.name|location"),
    RC_ROW_JOIN(path, "links[0]|links[1]|links[2]", " "),
    RC_ROW_TEXT(title, "applications[0].posting.text|headline"),
    RC_ROW_TEXT(reason, "sources[0]|origin"),
    RC_ROW_TEXT(document, "resume_text"),
    RC_ROW_TEXT(document_name, "resume.file.name"),
    RC_ROW_FLAG(RC_IS_CURRENT, "archived.archivedAt|archivedAt", NULL, "*"),
    RC_ROW_FLAG(RC_IS_CURRENT, "id", "*", NULL),
};

static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {"emails",        "phones",
                                    "createdAt",     "stage|origin|contact",
                                    "links|sources", NULL};

const struct rc_source rc_source_lever_opportunities = {
    .name = "lever-opportunities",
    .vendor = "lever",
    .stream = "opportunities",
    .title = "Lever opportunities",
    .how = "GET https://api.lever.co/v1/opportunities?expand=applications, "
           "following `next`, answers saved as they come.  To have resumes "
           "compared, add a resume's text as \"resume_text\".",
    .needs = "an API key with opportunities:read; confidential opportunities "
             "need a scope of their own.",
    .feeds = "shared-phone email-pattern-similarity resume-text-duplicate "
             "contact-churn email-disposable-or-new phone-voip-or-invalid "
             "application-burst",
    .kind = RC_OBS_CANDIDATE,
    .marks = marks,
    .wants_kind = "data[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

static const struct rc_row event_rows[] = {
    RC_ROW_TIME(at_us, "triggeredAt", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "event"),
    RC_ROW_TEXT(candidate_uid, "data.contactId|data.opportunityId|"
                               "data.candidateId"),
    RC_ROW_TEXT(user, ":candidate_uid"),
    RC_ROW_TEXT(session_uid, "data.opportunityId"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(old_value, "data.fromStageId"),
    RC_ROW_TEXT(new_value, "data.toStageId|data.toArchived.reason"),
};

static struct rc_table event_table = RC_TABLE(event_rows);

static const char *const event_marks[] = {
    "event", "triggeredAt",
    "data.opportunityId|data.contactId|data.candidateId", NULL};

const struct rc_source rc_source_lever_events = {
    .name = "lever-events",
    .vendor = "lever",
    .stream = "events",
    .title = "Lever webhooks",
    .how = "Settings > Integrations and API > Webhooks, each body stored as "
           "received, one a line.",
    .needs = "lever-opportunities says whose the ids are.",
    .feeds = "application-burst contact-churn",
    .kind = RC_OBS_OTHER,
    .marks = event_marks,
    .table = &event_table,
    .fill = rc_fill_by_table,
};
