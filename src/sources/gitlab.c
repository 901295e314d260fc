/*
 * gitlab.c -- GitLab:
 *
 *   audit    {"id", "author_id", "entity_type", "created_at", "details":
 *             {"author_name", "custom_message", "target_details",
 *              "ip_address"}}; streamed events have the same and "event_type"
 *   push     {"object_kind": "push", "user_username", "user_email",
 *             "project": {"path_with_namespace"}, "commits": [{"id",
 *             "timestamp": "2026-01-05T09:12:00-08:00", "author": {...}}]}
 *   commits  {"id", "short_id", "author_name", "author_email",
 *             "authored_date", "committed_date"}
 *
 * A commit's time is the author's own machine's, and its offset that machine's
 * time zone.  What was committed is not read, nor what is said of it.
 */
#include "sources/table.h"

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

static const struct rc_row audit_rows[] = {
    RC_ROW_TIME(at_us, "created_at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event_type|event_name|details.event_name|"
                        "details.custom_message|details.change|details.with|"
                        "details.add|details.remove"),
    RC_ROW_SAY(action, "audit"),
    RC_ROW_TEXT(user, "author_email|details.author_email|author_name|"
                      "details.author_name|author_id"),
    RC_ROW_TEXT(user_uid, "author_id"),
    RC_ROW_TEXT(user_name, "author_name|details.author_name"),
    RC_ROW_IP(src_ip, "ip_address|details.ip_address"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(app, "entity_path|details.entity_path"),
    RC_ROW_TEXT(recipient, "target_details|details.target_details"),
    RC_ROW_TEXT(reason, "details.custom_message"),
    RC_ROW_TEXT(old_value, "details.from"),
    RC_ROW_TEXT(new_value, "details.to|details.as"),
    RC_ROW_KIND(SIGN_IN, "details.with", "*"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "*authenticat*|*login*|*sign_in*|"
                "*signed in*|*log in*"),
    RC_ROW_KIND(CODE, ":action", "*repository_git_operation*|*push*|*merge*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action", "*"),
    RC_ROW_OUTCOME(":action", NULL, "*fail*|*denied*"),
    RC_ROW_OUTCOME("details.failed_login", NULL, "*"),
};
static struct rc_table audit = RC_TABLE(audit_rows);
static const char *const audit_marks[] = {
    "author_id", "entity_type", "entity_id", "details", "created_at", NULL};

const struct rc_source rc_source_gitlab_audit = {
    .name = "gitlab-audit",
    .vendor = "gitlab",
    .stream = "audit",
    .title = "GitLab audit events",
    .how = "API: GET /api/v4/audit_events or /groups/ID/audit_events, each "
           "page saved as it comes; or audit event streaming over HTTP.",
    .needs = "Premium; streaming takes Ultimate.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = audit_marks,
    .table = &audit,
    .fill = rc_fill_by_table,
};

static const struct rc_row push_rows[] = {
    RC_ROW_TIME(at_us, "commits[].timestamp", RC_CLOCK_UTC),
    RC_ROW_KEEP(0, "commits[].timestamp"),
    RC_ROW_WHEN("commits[].id", "*"),
    RC_ROW_SAY(action, "commit"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(action, "event_name|object_kind"),
    RC_ROW_TEXT(email, "commits[].author.email"),
    RC_ROW_TEXT(user, "commits[].author.email|commits[].author.name|"
                      "user_email|user_username|user_name"),
    RC_ROW_TEXT(user_name, "commits[].author.name|user_name"),
    RC_ROW_TEXT(user_uid, "user_id"),
    RC_ROW_TEXT(record_uid, "commits[].id|checkout_sha"),
    RC_ROW_TEXT(app, "project.path_with_namespace"),
    RC_ROW_TEXT(path, "ref"),
    RC_ROW_TEXT(recipient, "user_username"),
};
static struct rc_table push = {
    .rows = push_rows,
    .row_count = sizeof push_rows / sizeof *push_rows,
    .each = "commits",
    .timeless = true,
    .more = keep_offset,
};
static const char *const push_marks[] = {"object_kind", "project|project_id",
                                         "commits", NULL};

const struct rc_source rc_source_gitlab_push = {
    .name = "gitlab-push",
    .vendor = "gitlab",
    .stream = "push",
    .title = "GitLab push webhook",
    .how = "Settings > Webhooks, trigger Push events; the bodies saved as they "
           "come or one a line.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours shift-change-output",
    .kind = RC_OBS_CODE,
    .marks = push_marks,
    .table = &push,
    .fill = rc_fill_by_table,
};

static const struct rc_row commit_rows[] = {
    RC_ROW_TIME(at_us, "authored_date|created_at|committed_date", RC_CLOCK_UTC),
    RC_ROW_KEEP(0, "authored_date|created_at"),
    RC_ROW_SAY(action, "commit"),
    RC_ROW_TEXT(email, "author_email"),
    RC_ROW_TEXT(user, "author_email|author_name"),
    RC_ROW_TEXT(user_name, "author_name"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(path, "web_url"),
    RC_ROW_TEXT(recipient, "committer_email"),
};
static struct rc_table commit = {
    .rows = commit_rows,
    .row_count = sizeof commit_rows / sizeof *commit_rows,
    .more = keep_offset,
};
static const char *const commit_marks[] = {
    "short_id", "author_email", "authored_date|committed_date", NULL};

const struct rc_source rc_source_gitlab_commits = {
    .name = "gitlab-commits",
    .vendor = "gitlab",
    .stream = "commits",
    .title = "GitLab commits",
    .how = "API: GET /api/v4/projects/ID/repository/commits?all=true, each "
           "page saved as it comes.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours shift-change-output",
    .kind = RC_OBS_CODE,
    .marks = commit_marks,
    .table = &commit,
    .fill = rc_fill_by_table,
};
