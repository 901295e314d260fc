/*
 * github.c -- what GitHub tells of people:
 *
 *   audit log   {"@timestamp": ms, "created_at": ms, "action":
 *                "org.invite_member", "actor", "actor_ip", "user",
 *                "actor_location": {"country_code"}, "org", "repo"}
 *   push        {"ref", "pusher": {"name", "email"}, "sender": {"login"},
 *                "commits": [{"id", "timestamp": "2026-01-05T09:12:00-08:00",
 *                             "author": {"name", "email", "username"}}]}
 *   commits     {"sha", "commit": {"author": {"name", "email", "date"}}}
 *   webhook     {"action", "sender": {"login"}, "repository", and one object
 *                named for what it is of: "pull_request", "review", ...}
 *
 * A push gives one observation a commit, at the author's time: that is set by
 * the author's own machine, and its offset is that machine's time zone.  Other
 * webhooks keep their time in the object; those without one are kept too.  What
 * is written in them is not read.
 */
#include "sources/table.h"

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "created_at|@timestamp|at_sign_timestamp|p_event_time",
                RC_CLOCK_MS),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "actor|actor_id|user"),
    RC_ROW_TEXT(user_uid, "actor_id"),
    RC_ROW_IP(src_ip, "actor_ip"),
    RC_ROW_TEXT(country, "actor_location.country_code"),
    RC_ROW_TEXT(user_agent, "user_agent"),
    RC_ROW_TEXT(email, "external_identity_nameid"),
    RC_ROW_TEXT(record_uid, "_document_id"),
    RC_ROW_TEXT(app, "repo|repository|org|business"),
    RC_ROW_TEXT(recipient, "user|invitee|email"),
    RC_ROW_TEXT(reason, "message|reason|explanation"),
    RC_ROW_KIND(CODE, ":action",
                "git.*|pull_request.*|pull_request_review.*|workflows.*|"
                "commit_comment.*|protected_branch.policy_override"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "*.sso_response|*user_session*|user.login|"
                "user.failed_login|org.sso_*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "org.*|team.*|user.*|business.*|*two_factor*|public_key.*|"
                "external_identity.*|oauth_*|personal_access_token.*|"
                "repo.add_member|repo.remove_member|repo.update_member|"
                "integration_installation.*|role.*"),
    RC_ROW_KIND(ACCESS, ":action", "repo.*|hook.*|api.*|integration.*"),
    RC_ROW_OUTCOME("conclusion", "success", "failure|cancelled"),
    RC_ROW_OUTCOME(":action", NULL, "*failed*|*denied*"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "action",
    "created_at|@timestamp|at_sign_timestamp|p_event_time",
    "org|business|repo|repository|_document_id|topic|actor_location|user",
    "!actor.id",
    "!actor.name",
    "!repository.full_name",
    "!organization.login",
    "!entity",
    "!winlog",
    NULL};

const struct rc_source rc_source_github_audit = {
    .name = "github-audit",
    .vendor = "github",
    .stream = "audit",
    .title = "GitHub audit log",
    .how = "API: GET /orgs/ORG/audit-log?include=all or /enterprises/NAME/"
           "audit-log, answers saved as they come; audit log streaming; or "
           "Settings > Audit log > Export (JSON).",
    .needs = "GitHub Enterprise Cloud.  actor_ip takes Settings > Audit log > "
             "Source IP disclosure; git.clone and git.push take include=all "
             "or streaming.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "commit-hours post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = audit_marks,
    .table = &audit,
    .fill = rc_fill_by_table,
};

/* The offset at the end of the author's time, if there is one: "-08:00". */
static const char *
keep_offset(const struct rc_fill *fill, const struct rc_slice *kept,
            struct rc_obs *obs)
{
    enum { OFFSET = 6 };
    struct rc_slice time = kept[0];

    (void)fill;
    if (time.len > OFFSET) {
        struct rc_slice end = {time.p + time.len - OFFSET, OFFSET};

        if ((end.p[0] == '+' || end.p[0] == '-') && end.p[3] == ':')
            obs->zone = end;
    }
    return NULL;
}

static const struct rc_row push_rows[] = {
    RC_ROW_TIME(at_us, "commits[].timestamp|head_commit.timestamp",
                RC_CLOCK_UTC),
    RC_ROW_TIME(at_us, "repository.pushed_at", RC_CLOCK_S),
    RC_ROW_KEEP(0, "commits[].timestamp|head_commit.timestamp"),
    RC_ROW_WHEN("commits[].id", "*"),
    RC_ROW_SAY(action, "commit"),
    RC_ROW_ALWAYS,
    RC_ROW_SAY(action, "push"),
    RC_ROW_TEXT(email, "commits[].author.email"),
    RC_ROW_TEXT(user, "commits[].author.username|commits[].author.email|"
                      "commits[].author.name|sender.login|pusher.name"),
    RC_ROW_TEXT(user_name, "commits[].author.name"),
    RC_ROW_TEXT(record_uid, "commits[].id|after"),
    RC_ROW_TEXT(app, "repository.full_name"),
    RC_ROW_TEXT(path, "ref"),
    RC_ROW_TEXT(recipient, "sender.login|pusher.name"),
};
static struct rc_table push = {
    .rows = push_rows,
    .row_count = sizeof push_rows / sizeof *push_rows,
    .each = "commits",
    .timeless = true,
    .more = keep_offset,
};
static const char *const push_marks[] = {"commits", "ref",
                                         "pusher|head_commit|after|repository",
                                         "!object_kind", NULL};

const struct rc_source rc_source_github_push = {
    .name = "github-push",
    .vendor = "github",
    .stream = "push",
    .title = "GitHub push webhook",
    .how = "Settings > Webhooks: content type application/json, event Pushes; "
           "the bodies saved as they come or one a line.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours shift-change-output",
    .kind = RC_OBS_CODE,
    .marks = push_marks,
    .table = &push,
    .fill = rc_fill_by_table,
};

static const struct rc_row hook_rows[] = {
    RC_ROW_TIME(at_us,
                "review.submitted_at|comment.updated_at|comment.created_at|"
                "pull_request.updated_at|pull_request.created_at|"
                "issue.updated_at|issue.created_at|release.published_at|"
                "deployment.created_at|workflow_run.updated_at|"
                "workflow_run.run_started_at|check_run.started_at|"
                "alert.created_at|key.created_at|forkee.created_at|"
                "workflow_job.started_at|"
                "repository.updated_at",
                RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_SAY(action, "webhook"),
    RC_ROW_TEXT(user, "sender.login|review.user.login|comment.user.login|"
                      "pull_request.user.login|workflow_run.actor.login|"
                      "issue.user.login"),
    RC_ROW_TEXT(user_uid, "sender.id"),
    RC_ROW_TEXT(app, "repository.full_name|organization.login"),
    RC_ROW_TEXT(recipient, "member.login|membership.user.login|"
                           "requested_reviewer.login|assignee.login"),
    RC_ROW_TEXT(reason, "review.state|workflow_run.conclusion|"
                        "check_run.conclusion"),
    RC_ROW_TEXT(record_uid, "review.id|comment.id|pull_request.id|issue.id|"
                            "workflow_run.id|check_run.id"),
    RC_ROW_KIND(CODE,
                "review.id|comment.id|pull_request.number|issue.number|"
                "workflow_run.id|workflow_job.id|check_run.id|release.id|"
                "deployment.id|ref",
                "*"),
    RC_ROW_KIND(ACCOUNT_CHANGE,
                "member.login|membership.user.login|team.id|"
                "key.id|installation.account.login",
                "*"),
    RC_ROW_KIND(FINDING, "alert.number", "*"),
    RC_ROW_OUTCOME("workflow_run.conclusion|check_run.conclusion|"
                   "workflow_job.conclusion",
                   "success", "failure|cancelled|timed_out"),
};
static struct rc_table hook = {
    .rows = hook_rows,
    .row_count = sizeof hook_rows / sizeof *hook_rows,
    .timeless = true,
};
static const char *const hook_marks[] = {
    "repository.full_name|organization.login|sender.login",
    "sender.login|pull_request.number|workflow_run.id|issue.number|review.id|"
    "workflow_job.id",
    "!commits",
    "!object_kind",
    "!created_at",
    NULL};

const struct rc_source rc_source_github_webhook = {
    .name = "github-webhook",
    .vendor = "github",
    .stream = "webhooks",
    .title = "GitHub webhooks",
    .how = "Settings > Webhooks: content type application/json; the bodies "
           "saved as they come or one a line.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours shift-change-output",
    .kind = RC_OBS_OTHER,
    .marks = hook_marks,
    .table = &hook,
    .fill = rc_fill_by_table,
};

static const struct rc_row commit_rows[] = {
    RC_ROW_TIME(at_us, "commit.author.date|commit.committer.date",
                RC_CLOCK_UTC),
    RC_ROW_KEEP(0, "commit.author.date"),
    RC_ROW_SAY(action, "commit"),
    RC_ROW_TEXT(email, "commit.author.email"),
    RC_ROW_TEXT(user, "author.login|commit.author.email|commit.author.name"),
    RC_ROW_TEXT(user_uid, "author.id"),
    RC_ROW_TEXT(user_name, "commit.author.name"),
    RC_ROW_TEXT(record_uid, "sha"),
    RC_ROW_TEXT(app, "repository.full_name"),
    RC_ROW_TEXT(path, "html_url|url"),
    RC_ROW_TEXT(recipient, "committer.login"),
};
static struct rc_table commit = {
    .rows = commit_rows,
    .row_count = sizeof commit_rows / sizeof *commit_rows,
    .more = keep_offset,
};
static const char *const commit_marks[] = {"sha", "commit.author.date",
                                           "commit.author", NULL};

const struct rc_source rc_source_github_commits = {
    .name = "github-commits",
    .vendor = "github",
    .stream = "commits",
    .title = "GitHub commits",
    .how = "API: GET /repos/OWNER/REPO/commits, each page saved as it comes; "
           "or /search/commits?q=author:NAME.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours shift-change-output",
    .kind = RC_OBS_CODE,
    .marks = commit_marks,
    .wants_kind = "items[]",
    .table = &commit,
    .fill = rc_fill_by_table,
};
