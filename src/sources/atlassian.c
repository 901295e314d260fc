/*
 * atlassian.c -- Atlassian's audit records, of which every product has a form:
 *
 *   data center   {"timestamp", "author": {"name", "id"}, "source": "addr",
 *                  "type" or "auditType": {"action", "actionI18nKey",
 *                  "category"}, "affectedObjects", "changedValues"}; in the
 *                  log files timestamp is {"epochSecond", "nano"}
 *   Jira cloud    {"id", "summary", "created", "remoteAddress", "category",
 *                  "authorKey", "authorAccountId", "objectItem"}
 *   Confluence    {"author": {"displayName", "accountId"}, "remoteAddress",
 *   cloud          "creationDate": 1767261600000, "summary", "category"}
 *   organisation  {"id", "type": "events", "attributes": {"time", "action",
 *                  "actor": {"email"}, "location": {"ip"}}}
 *
 * They tell of what was done; only a sign-in can have failed.
 */
#include "sources/table.h"

#define CHANGED(list, from, to)                                                \
    RC_ROW_TEXT(old_value, list "[0]." from),                                  \
        RC_ROW_TEXT(new_value, list "[0]." to)
#define FEEDS                                                                  \
    "claimed-vs-network-location egress-ip-shared-personas odd-hours "         \
    "post-termination-access"
#define SIGN_INS                                                               \
    "*logged in*|*logged out*|*login*|*logged.in*|*logged.out*|*signed in*"
#define ACCOUNTS                                                               \
    "*user management*|*user-management*|*group management*|*security*|"       \
    "*permission*|*users and groups*"

static const struct rc_row center_rows[] = {
    RC_ROW_TIME(at_us, "timestamp.epochSecond", RC_CLOCK_S),
    RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "type.actionI18nKey|auditType.actionI18nKey|"
                        "type.action|auditType.action"),
    RC_ROW_TEXT(user, "author.name|author.id"),
    RC_ROW_TEXT(user_uid, "author.id"),
    RC_ROW_IP(src_ip, "source"),
    RC_ROW_TEXT(app, "system"),
    RC_ROW_TEXT(recipient, "affectedObjects[0].name"),
    CHANGED("changedValues", "from", "to"),
    RC_ROW_KIND(SIGN_IN, "type.action|auditType.action", SIGN_INS),
    RC_ROW_KIND(ACCOUNT_CHANGE, "type.category|auditType.category", ACCOUNTS),
    RC_ROW_OUTCOME("type.action|auditType.action", NULL, "*fail*|*denied*"),
    RC_ROW_OUTCOME("type.action|auditType.action", "*", NULL),
};
static struct rc_table center = RC_TABLE(center_rows);
static const char *const center_marks[] = {
    "author", "timestamp",
    "type.actionI18nKey|auditType.actionI18nKey|auditType.action", NULL};

const struct rc_source rc_source_atlassian_audit = {
    .name = "atlassian-audit",
    .vendor = "atlassian_jira",
    .stream = "audit",
    .title = "Atlassian Data Center audit log",
    .how = "GET /rest/auditing/1.0/events of Jira, Confluence or Bitbucket, "
           "answers saved as they come; or the files of log/audit in the "
           "shared home folder.",
    .needs = "Data Center; coverage level of System > Audit log > Settings at "
             "Advanced for sign-ins.",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = center_marks,
    .wants_kind = "entities[]",
    .table = &center,
    .fill = rc_fill_by_table,
};

static const struct rc_row cloud_rows[] = {
    RC_ROW_TIME(at_us, "created", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "summary"),
    RC_ROW_TEXT(user, "authorAccountId|authorKey"),
    RC_ROW_TEXT(user_uid, "authorAccountId"),
    RC_ROW_IP(src_ip, "remoteAddress"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_SAY(app, "Jira"),
    RC_ROW_TEXT(recipient, "objectItem.name"),
    CHANGED("changedValues", "changedFrom", "changedTo"),
    RC_ROW_KIND(SIGN_IN, ":action", SIGN_INS),
    RC_ROW_KIND(ACCOUNT_CHANGE, "category", ACCOUNTS),
    RC_ROW_OUTCOME(":action", NULL, "*fail*|*denied*"),
    RC_ROW_OUTCOME(":action", "*", NULL),
};
static struct rc_table cloud = RC_TABLE(cloud_rows);
static const char *const cloud_marks[] = {
    "id",
    "summary",
    "created",
    "category",
    "objectItem|eventSource|authorKey|authorAccountId|remoteAddress",
    "!author",
    NULL};

const struct rc_source rc_source_jira_cloud_audit = {
    .name = "jira-cloud-audit",
    .vendor = "atlassian_jira",
    .stream = "audit_cloud",
    .title = "Jira Cloud audit records",
    .how = "API: GET /rest/api/3/auditing/record, answers saved as they come.",
    .needs = "permission Administer Jira.",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = cloud_marks,
    .wants_kind = "records[]",
    .table = &cloud,
    .fill = rc_fill_by_table,
};

static const struct rc_row wiki_rows[] = {
    RC_ROW_TIME(at_us, "creationDate", RC_CLOCK_MS),
    RC_ROW_TEXT(action, "summary"),
    RC_ROW_TEXT(user, "author.email|author.username|author.accountId|"
                      "author.userKey|author.displayName"),
    RC_ROW_TEXT(user_uid, "author.accountId|author.userKey"),
    RC_ROW_TEXT(user_name, "author.displayName"),
    RC_ROW_IP(src_ip, "remoteAddress"),
    RC_ROW_SAY(app, "Confluence"),
    RC_ROW_TEXT(recipient, "affectedObject.name"),
    CHANGED("changedValues", "oldValue", "newValue"),
    RC_ROW_FLAG(RC_IS_EXTERNAL, "author.isExternalCollaborator", NULL, NULL),
    RC_ROW_KIND(SIGN_IN, ":action", SIGN_INS),
    RC_ROW_KIND(ACCOUNT_CHANGE, "category", ACCOUNTS),
    RC_ROW_OUTCOME(":action", NULL, "*fail*|*denied*"),
    RC_ROW_OUTCOME(":action", "*", NULL),
};
static struct rc_table wiki = RC_TABLE(wiki_rows);
static const char *const wiki_marks[] = {
    "author", "creationDate", "summary",
    "remoteAddress|affectedObject|sysAdmin", NULL};

const struct rc_source rc_source_confluence_audit = {
    .name = "confluence-audit",
    .vendor = "atlassian_confluence",
    .stream = "audit",
    .title = "Confluence audit records",
    .how = "API: GET /wiki/rest/api/audit (cloud) or /rest/api/audit, answers "
           "saved as they come.",
    .needs = "permission Confluence administrator.",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = wiki_marks,
    .wants_kind = "results[]",
    .table = &wiki,
    .fill = rc_fill_by_table,
};

static const struct rc_row org_rows[] = {
    RC_ROW_TIME(at_us, "attributes.time|attributes.processedAt", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "attributes.action"),
    RC_ROW_TEXT(user, "attributes.actor.email|attributes.actor.id|"
                      "attributes.actor.name"),
    RC_ROW_TEXT(user_uid, "attributes.actor.id"),
    RC_ROW_TEXT(user_name, "attributes.actor.name"),
    RC_ROW_IP(src_ip, "attributes.location.ip"),
    RC_ROW_TEXT(city, "attributes.location.city"),
    RC_ROW_TEXT(region, "attributes.location.regionName"),
    RC_ROW_TEXT(country, "attributes.location.countryName"),
    RC_ROW_TEXT(record_uid, "id"),
    RC_ROW_TEXT(recipient, "attributes.context[*].attributes.email|"
                           "attributes.context[*].attributes.name"),
    RC_ROW_KIND(SIGN_IN, ":action", "*login*|*signin*|*sign_in*|*logout*"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":action",
                "user_*|group_*|*_invite*|*role*|api_token*|*_mfa*"),
    RC_ROW_OUTCOME(":action", NULL, "*fail*"),
    RC_ROW_OUTCOME(":action", "*", NULL),
};
static struct rc_table org = RC_TABLE(org_rows);
static const char *const org_marks[] = {"attributes.action", "attributes.actor",
                                        "attributes.time", NULL};

const struct rc_source rc_source_atlassian_org_events = {
    .name = "atlassian-org-events",
    .vendor = "atlassian",
    .stream = "org_events",
    .title = "Atlassian organisation audit log",
    .how = "API: GET api.atlassian.com/admin/v1/orgs/ORG/events, answers saved "
           "as they come.",
    .needs = "Atlassian Guard (Access).",
    .feeds = FEEDS,
    .kind = RC_OBS_OTHER,
    .marks = org_marks,
    .wants_kind = "data[]",
    .table = &org,
    .fill = rc_fill_by_table,
};
