/*
 * greenhouse_hiring.c -- what Greenhouse Recruiting tells beside candidates
 * (greenhouse.c): applications, interviews, offers, its users, and the
 * webhooks that hold no whole candidate.
 *
 *     application  {"id", "candidate_id", "applied_at", "last_activity_at",
 *                   "location": {"address"}, "source": {"public_name"},
 *                   "jobs": [{"name"}], "status",
 *                   "attachments": [{"filename", "type": "resume"}]}
 *     interview    {"id", "application_id", "start": {"date_time"}, "end",
 *                   "interview": {"name"}, "organizer", "interviewers"}
 *     offer        {"id", "application_id", "candidate_id", "sent_at",
 *                   "resolved_at", "starts_at", "status"}
 *     user         {"id", "primary_email_address", "emails", "employee_id"}
 *     webhook      {"action": "offer_created", "payload": {...}}
 *
 * Answers to questions, notes, scorecards and custom fields are not read: a
 * birthday is asked for there as often as anything.
 */
#include "sources/table.h"

#define HOW                                                                    \
    "Harvest API (harvest.greenhouse.io/v1), pages saved as they come, "       \
    "following the `next` links: "

static const struct rc_row application_rows[] = {
    RC_ROW_TIME(at_us, "applied_at|last_activity_at", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "rejected_at", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "application"),
    RC_ROW_TEXT(candidate_uid, "candidate_id"),
    RC_ROW_TEXT(user, "candidate_id"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(address, "location.address"),
    RC_ROW_TEXT(title, "jobs[0].name"),
    RC_ROW_TEXT(reason, "source.public_name"),
    RC_ROW_TEXT(document_name, "attachments{type=resume}.filename"),
    RC_ROW_FLAG(RC_IS_CURRENT, "status", "active", "*"),
};

static struct rc_table application_table = RC_TABLE(application_rows);

static const char *const application_marks[] = {
    "candidate_id", "applied_at", "status", "jobs|job_post_id|prospect", NULL};

const struct rc_source rc_source_greenhouse_applications = {
    .name = "greenhouse-applications",
    .vendor = "greenhouse",
    .stream = "applications",
    .title = "Greenhouse applications",
    .how = HOW "GET /applications.",
    .needs = "a Harvest API key with GET rights on applications; candidates "
             "(greenhouse-candidates) say whose they are.",
    .feeds = "application-burst referral-chain contact-churn",
    .kind = RC_OBS_CANDIDATE,
    .marks = application_marks,
    .table = &application_table,
    .fill = rc_fill_by_table,
};

static const struct rc_row interview_rows[] = {
    RC_ROW_TIME(at_us, "start.date_time|start.date|created_at", RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "end.date_time|end.date", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "scheduled_interview"),
    RC_ROW_TEXT(user, "organizer.email"),
    RC_ROW_TEXT(employee_number, "organizer.employee_id"),
    RC_ROW_TEXT(user_uid, "organizer.id"),
    RC_ROW_TEXT(user_name, "organizer.name"),
    RC_ROW_TEXT(recipient, "interviewers[0].email|interviewers[0].name"),
    RC_ROW_TEXT(session_uid, "application_id"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(title, "interview.name"),
    RC_ROW_TEXT(office, "location"),
    RC_ROW_TEXT(path, "video_conferencing_url"),
    RC_ROW_TEXT(reason, "status"),
};

static struct rc_table interview_table = RC_TABLE(interview_rows);

static const char *const interview_marks[] = {
    "application_id",    "start", "interviewers|interview",
    "external_event_id", "end",   NULL};

const struct rc_source rc_source_greenhouse_interviews = {
    .name = "greenhouse-interviews",
    .vendor = "greenhouse",
    .stream = "interviews",
    .title = "Greenhouse scheduled interviews",
    .how = HOW "GET /scheduled_interviews.",
    .needs = "a Harvest API key with GET rights on scheduled interviews.",
    .feeds = "interviewee-worker-mismatch referral-chain",
    .kind = RC_OBS_OTHER,
    .marks = interview_marks,
    .table = &interview_table,
    .fill = rc_fill_by_table,
};

static const struct rc_row offer_rows[] = {
    RC_ROW_TIME(at_us, "resolved_at|sent_at|updated_at|created_at",
                RC_CLOCK_UTC),
    RC_ROW_TIME(hired_us, "starts_at", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "offer"),
    RC_ROW_TEXT(candidate_uid, "candidate_id"),
    RC_ROW_TEXT(user, "candidate_id"),
    RC_ROW_TEXT(session_uid, "application_id"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(reason, "status"),
    RC_ROW_OUTCOME("status", "accepted", "rejected|deprecated"),
};

static struct rc_table offer_table = RC_TABLE(offer_rows);

static const char *const offer_marks[] = {
    "application_id", "sent_at|resolved_at",
    "version",        "starts_at|created_at",
    "status",         NULL};

const struct rc_source rc_source_greenhouse_offers = {
    .name = "greenhouse-offers",
    .vendor = "greenhouse",
    .stream = "offers",
    .title = "Greenhouse offers",
    .how = HOW "GET /offers.",
    .needs = "a Harvest API key with GET rights on offers.",
    .feeds = "offer-sign-infra payroll-change-new-hire",
    .kind = RC_OBS_OTHER,
    .marks = offer_marks,
    .table = &offer_table,
    .fill = rc_fill_by_table,
};

static const struct rc_row user_rows[] = {
    RC_ROW_TIME(at_us, "updated_at|created_at", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "user"),
    RC_ROW_TEXT(email, "primary_email_address"),
    RC_ROW_TEXT(user, "primary_email_address"),
    RC_ROW_TEXT(email_other, "emails[1]"),
    RC_ROW_TEXT(user_uid, "id"),
    RC_ROW_TEXT(user_name, "name"),
    RC_ROW_JOIN(user_name, "first_name|last_name", " "),
    RC_ROW_TEXT(employee_number, "employee_id"),
    RC_ROW_TEXT(department, "departments[0].name"),
    RC_ROW_TEXT(office, "offices[0].name"),
    RC_ROW_FLAG(RC_IS_CURRENT, "disabled", "false", "true"),
};

static struct rc_table user_table = {
    .rows = user_rows,
    .row_count = sizeof user_rows / sizeof *user_rows,
    .timeless = true,
};

static const char *const user_marks[] = {"primary_email_address", "id",
                                         "site_admin|disabled", NULL};

const struct rc_source rc_source_greenhouse_users = {
    .name = "greenhouse-users",
    .vendor = "greenhouse",
    .stream = "users",
    .title = "Greenhouse users",
    .how = HOW "GET /users.",
    .needs = "a Harvest API key with GET rights on users.",
    .feeds = "mfa-device-shared",
    .kind = RC_OBS_DIRECTORY,
    .marks = user_marks,
    .table = &user_table,
    .fill = rc_fill_by_table,
};

/* Webhooks: an offer, a person, an application without its candidate. */
static const struct rc_row event_rows[] = {
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TIME(at_us,
                "payload.resolved_at|payload.offer.resolved_at|"
                "payload.sent_on|payload.offer.sent_on|"
                "payload.application.last_activity_at|"
                "payload.application.rejected_at|"
                "payload.application.applied_at|"
                "payload.application.created_at|payload.person.created_at",
                RC_CLOCK_UTC_US),
    RC_ROW_TIME(hired_us, "payload.start_date|payload.offer.start_date",
                RC_CLOCK_UTC_US),
    RC_ROW_TEXT(candidate_uid,
                "payload.application.candidate.id|"
                "payload.application.candidate_id|payload.person.id|"
                "payload.candidate_id|payload.new_candidate_id"),
    RC_ROW_TEXT(user, ":candidate_uid"),
    RC_ROW_JOIN(user_name, "payload.person.first_name|payload.person.last_name",
                " "),
    RC_ROW_TEXT(title, "payload.person.title"),
    RC_ROW_TEXT(session_uid, "payload.application_id|"
                             "payload.offer.application_id|"
                             "payload.application.id"),
    RC_ROW_TEXT(record_uid, "payload.id|payload.offer.id"),
    RC_ROW_TEXT(new_value, "payload.person.new_candidate_id"),
    RC_ROW_TEXT(reason, "payload.offer_status|payload.offer.offer_status|"
                        "payload.application.status"),
    RC_ROW_OUTCOME("payload.offer_status|payload.offer.offer_status",
                   "accepted", "rejected|deprecated"),
};

static struct rc_table event_table = {
    .rows = event_rows,
    .row_count = sizeof event_rows / sizeof *event_rows,
    .timeless = true,
};

static const char *const event_marks[] = {
    "action",
    "payload.application_id|payload.offer.application_id|payload.person.id|"
    "payload.candidate_id|payload.application.candidate_id|"
    "payload.application.candidate.id",
    NULL};

const struct rc_source rc_source_greenhouse_events = {
    .name = "greenhouse-events",
    .vendor = "greenhouse",
    .stream = "events",
    .title = "Greenhouse webhooks without a whole candidate",
    .how = "Configure > Dev Center > Web Hooks, each body stored as received "
           "(one a line): offers, deleted, merged and anonymised candidates.",
    .needs = "a webhook endpoint.  The bodies have no time of their own: when "
             "none of their dates says one, the observation has none.",
    .feeds = "application-burst contact-churn",
    .kind = RC_OBS_OTHER,
    .marks = event_marks,
    .table = &event_table,
    .fill = rc_fill_by_table,
};
