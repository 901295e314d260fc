/*
 * ashby.c -- applicants, as Ashby tells of them.
 *
 * API (POST /candidate.list, /candidate.info) and webhooks hold the same
 * candidate:
 *
 *     {"success": true, "results": CANDIDATE or [CANDIDATE]}
 *     {"action": "applicationSubmit", "data": {"application": {
 *         "id", "createdAt", "status", "job": {"title"}, "source": {"title"},
 *         "candidate": CANDIDATE}}}
 *
 *     CANDIDATE = {"id", "createdAt", "name",
 *         "primaryEmailAddress": {"value", "type"},
 *         "emailAddresses": [{"value"}], "primaryPhoneNumber": {"value"},
 *         "socialLinks": [{"type": "LinkedIn", "url"}],
 *         "position", "company", "source": {"title"},
 *         "primaryLocation": {"locationSummary"},
 *         "resumeFileHandle": {"name"}, "fraudCheck"}
 *
 * Ashby can check candidates for fraud itself; its word is kept as it stands,
 * as another product's opinion.  A resume's text is read when the export adds
 * it as "resume_text".
 */
#include "sources/table.h"

/* A candidate at the top, in an answer, in a webhook of either kind. */
#define C(path)                                                                \
    path "|results." path "|data.application.candidate." path                  \
         "|data.candidate." path
#define A(path) "data.application." path

static const struct rc_row rows[] = {
    RC_ROW_TEXT(action, "action"),
    RC_ROW_SAY(action, "candidate"),
    RC_ROW_TIME(at_us, A("createdAt") "|" C("createdAt"), RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, A("archivedAt"), RC_CLOCK_UTC),
    RC_ROW_TEXT(candidate_uid, A("candidate.id") "|data.candidate.id|"
                                                 "results.id|id"),
    RC_ROW_TEXT(record_uid, A("id")),
    RC_ROW_TEXT(user_name, C("name")),
    RC_ROW_TEXT(email, C("primaryEmailAddress.value")),
    RC_ROW_TEXT(email_other, C("emailAddresses[1].value")),
    RC_ROW_TEXT(user, ":email|:candidate_uid"),
    RC_ROW_TEXT(phone, C("primaryPhoneNumber.value")),
    RC_ROW_TEXT(address,
                "primaryLocation.locationSummary|"
                "results.primaryLocation.locationSummary|"
                "data.application.candidate.primaryLocation.locationSummary|"
                "location.locationSummary|results.location.locationSummary"),
    RC_ROW_JOIN(path,
                "socialLinks[0].url|results.socialLinks[0].url|"
                "data.application.candidate.socialLinks[0].url|"
                "socialLinks[1].url|results.socialLinks[1].url|"
                "data.application.candidate.socialLinks[1].url",
                " "),
    RC_ROW_TEXT(title, A("job.title") "|position|results.position"),
    RC_ROW_TEXT(reason, A("source.title") "|source.title|results.source.title"),
    RC_ROW_TEXT(document_name,
                "resumeFileHandle.name|results.resumeFileHandle.name|"
                "data.application.candidate.resumeFileHandle.name"),
    RC_ROW_TEXT(document, "resume_text|results.resume_text"),
    RC_ROW_TEXT(new_value, "fraudCheck.status|results.fraudCheck.status|"
                           "fraudCheck|results.fraudCheck"),
    RC_ROW_FLAG(RC_IS_CURRENT, A("status"), "active|lead", "archived|hired"),
};

static struct rc_table table = RC_TABLE(rows);

static const char *const marks[] = {
    "primaryEmailAddress|results.primaryEmailAddress|"
    "data.application.candidate.primaryEmailAddress|"
    "data.candidate.primaryEmailAddress|data.application.candidate.id",
    "id|results.id|data.application.candidate.id|data.candidate.id",
    "name|results.name|data.application.candidate.name|data.candidate.name",
    NULL};

const struct rc_source rc_source_ashby_candidates = {
    .name = "ashby-candidates",
    .vendor = "ashby",
    .stream = "candidates",
    .title = "Ashby candidates",
    .how = "POST https://api.ashbyhq.com/candidate.list following nextCursor, "
           "answers saved as they come; or webhooks (Admin > Integrations > "
           "Webhooks) applicationSubmit, candidateStageChange, candidateHire, "
           "stored as received.",
    .needs = "an API key with candidatesRead.",
    .feeds = "shared-phone email-pattern-similarity resume-text-duplicate "
             "contact-churn email-disposable-or-new phone-voip-or-invalid "
             "application-burst",
    .kind = RC_OBS_CANDIDATE,
    .marks = marks,
    .wants_kind = "results[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
