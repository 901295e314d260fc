/*
 * work_tools.c -- audit logs of tools people work in, each a few fields long:
 *
 *   Notion    {"timestamp", "type": "user.login", "ip_address", "platform",
 *              "actor": {"person": {"email"}}}, bare or under "event"
 *   Asana     {"gid", "created_at", "event_type": "user_login_succeeded",
 *              "actor": {"email"}, "context": {"client_ip_address"}}
 *   CircleCI  {"action": "user.logged_in", "occurred_at", "actor": {"name"},
 *              "success"}; and a build: {"build_num", "vcs": {"commit_time"},
 *              "author_name"}
 */
#include "sources/table.h"

#define NOTION(f) f "|event." f

static const struct rc_row notion_rows[] = {
    RC_ROW_TIME(at_us, NOTION("timestamp") "|p_event_time", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, NOTION("type")),
    RC_ROW_TEXT(user, NOTION("actor.person.email") "|" NOTION("actor.id")),
    RC_ROW_TEXT(user_uid, NOTION("actor.id")),
    RC_ROW_IP(src_ip, NOTION("ip_address")),
    RC_ROW_TEXT(os, NOTION("platform")),
    RC_ROW_TEXT(record_uid, NOTION("id")),
    RC_ROW_SAY(app, "Notion"),
    RC_ROW_TEXT(
        recipient,
        NOTION("details.entity.person.email") "|" NOTION(
            "details.member.person.email") "|" NOTION("details.target.name")),
    RC_ROW_TEXT(old_value, NOTION("details.old_permission") "|" NOTION(
                               "details.old_role")),
    RC_ROW_TEXT(new_value, NOTION("details.new_permission") "|" NOTION(
                               "details.new_role") "|" NOTION("details.state")),
    RC_ROW_KIND(SIGN_IN, ":action", "user.login|user.logout"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action", "user.*|workspace.*|teamspace.*"),
    RC_ROW_KIND(FILE, ":action", "page.*|database.*"),
    RC_ROW_OUTCOME(":action", "user.login|user.logout", NULL),
};
static struct rc_table notion = RC_TABLE(notion_rows);
static const char *const notion_marks[] = {"actor.person|event.actor.person",
                                           "workspace_id|event.workspace_id",
                                           "type|event.type", NULL};

const struct rc_source rc_source_notion_audit = {
    .name = "notion-audit",
    .vendor = "notion",
    .stream = "audit",
    .title = "Notion audit log",
    .how = "Settings > Audit log > Export, or a SIEM connection; one event a "
           "line.",
    .needs = "Enterprise.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = notion_marks,
    .table = &notion,
    .fill = rc_fill_by_table,
};

static const struct rc_row asana_rows[] = {
    RC_ROW_TIME(at_us, "created_at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "event_type"),
    RC_ROW_TEXT(user, "actor.email|actor.name|actor.gid"),
    RC_ROW_TEXT(user_uid, "actor.gid"),
    RC_ROW_TEXT(user_name, "actor.name"),
    RC_ROW_IP(src_ip, "context.client_ip_address"),
    RC_ROW_TEXT(user_agent, "context.user_agent"),
    RC_ROW_TEXT(record_uid, "gid"),
    RC_ROW_TEXT(app, "context.oauth_app_name"),
    RC_ROW_SAY(app, "Asana"),
    RC_ROW_TEXT(recipient, "resource.email|resource.name"),
    RC_ROW_TEXT(old_value, "details.old_value"),
    RC_ROW_TEXT(new_value, "details.new_value"),
    RC_ROW_KIND(SIGN_IN, "event_category", "logins"),
    RC_ROW_KIND(ACCOUNT_CHANGE, "event_category",
                "admin_settings|user_updates|roles|access_control|"
                "team_settings"),
    RC_ROW_KIND(FILE, "event_category", "content_export|deletion|creation"),
    RC_ROW_KIND(ACCESS, "event_category", "apps"),
    RC_ROW_OUTCOME(":action", "*_succeeded|user_logged_out", "*_failed"),
};
static struct rc_table asana = RC_TABLE(asana_rows);
static const char *const asana_marks[] = {"gid", "event_type", "event_category",
                                          "actor", NULL};

const struct rc_source rc_source_asana_audit = {
    .name = "asana-audit",
    .vendor = "asana",
    .stream = "audit",
    .title = "Asana audit log",
    .how = "API: GET /api/1.0/workspaces/GID/audit_log_events, each page saved "
           "as it comes.",
    .needs = "Enterprise+; a service account.",
    .feeds = "claimed-vs-network-location egress-ip-shared-personas odd-hours "
             "post-termination-access",
    .kind = RC_OBS_OTHER,
    .marks = asana_marks,
    .wants_kind = "data[]",
    .table = &asana,
    .fill = rc_fill_by_table,
};

static const struct rc_row circle_rows[] = {
    RC_ROW_TIME(at_us, "occurred_at|sent_at", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "action"),
    RC_ROW_TEXT(user, "actor.name|actor.id"),
    RC_ROW_TEXT(user_uid, "actor.id"),
    RC_ROW_IP(src_ip, "request.ip_address|metadata.ip_address|"
                      "payload.ip_address"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(app, "scope.name"),
    RC_ROW_TEXT(recipient, "target.name"),
    RC_ROW_KIND(SIGN_IN, ":action", "user.logged_in|user.logged_out"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "user.*|context.*|project.ssh_key*|"
                "project.api_token*"),
    RC_ROW_OUTCOME("success", "true", "false"),
};
static struct rc_table circle = RC_TABLE(circle_rows);
static const char *const circle_marks[] = {
    "action", "actor.type", "occurred_at|sent_at", "success", NULL};

const struct rc_source rc_source_circleci_audit = {
    .name = "circleci-audit",
    .vendor = "circleci",
    .stream = "audit",
    .title = "CircleCI audit log",
    .how = "Organization settings > Security > Audit log: stream to S3, the "
           "files as they come; or Request report.",
    .needs = "Scale plan for streaming.",
    .feeds = "odd-hours egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .marks = circle_marks,
    .table = &circle,
    .fill = rc_fill_by_table,
};

static const struct rc_row build_rows[] = {
    RC_ROW_TIME(at_us, "vcs.commit_time|committer_date|start_time|queued_time",
                RC_CLOCK_UTC),
    RC_ROW_TIME(end_us, "stop_time", RC_CLOCK_UTC),
    RC_ROW_SAY(action, "build"),
    RC_ROW_TEXT(user, "author_email|author_name|vcs.committer_name|"
                      "committer_name"),
    RC_ROW_TEXT(user_name, "author_name"),
    RC_ROW_TEXT(record_uid, "vcs.revision|vcs_revision|build_num"),
    RC_ROW_TEXT(app, "project_slug|reponame"),
    RC_ROW_TEXT(path, "branch|vcs.branch"),
    RC_ROW_TEXT(reason, "vcs.subject|subject"),
    RC_ROW_OUTCOME("status|outcome", "success|fixed",
                   "failed|timedout|"
                   "infrastructure_fail"),
};
static struct rc_table build = RC_TABLE(build_rows);
static const char *const build_marks[] = {"build_num", "reponame",
                                          "vcs|vcs_revision", NULL};

const struct rc_source rc_source_circleci_builds = {
    .name = "circleci-builds",
    .vendor = "circleci",
    .stream = "builds",
    .title = "CircleCI builds",
    .how = "API: GET /api/v1.1/project/gh/ORG/REPO, each page saved as it "
           "comes.",
    .needs = "any plan.",
    .feeds = "commit-hours odd-hours",
    .kind = RC_OBS_CODE,
    .marks = build_marks,
    .table = &build,
    .fill = rc_fill_by_table,
};
