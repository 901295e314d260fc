/*
 * okta.c -- Okta System Log, one LogEvent a record:
 *
 *     {"published": "2026-01-31T10:15:30.250Z",
 *      "eventType": "user.session.start",        what happened
 *      "actor":   {"id", "type", "alternateId",  who: the login, mostly a mail
 *                  "displayName"},
 *      "client":  {"ipAddress", "userAgent": {"rawUserAgent"},
 *                  "geographicalContext": {"country", "state", "city",
 *                                          "postalCode", "geolocation"}},
 *      "request": {"ipChain": [{"ip"}]},         from the nearest hop on
 *      "securityContext": {"asNumber", "asOrg", "isProxy"},
 *      "debugContext": {"debugData": {"deviceFingerprint", "dtHash"}},
 *      "device":  {"id", "name", "managed"},     only with Okta Verify
 *      "outcome": {"result": "SUCCESS", "reason"},
 *      "authenticationContext": {"externalSessionId"},
 *      "target":  [{"type", "displayName"}], "uuid"}
 *
 * Panther keeps the same record with top-level keys in lower case and
 * `published` as "2026-01-31 10:15:30.250" (UTC).  Missing values are null,
 * "null" or "unknown".
 *
 * This is the record that companies have most of: everything common is read by
 * the projection, and only the rare shapes go back to the raw bytes.
 */
#include "sources/fill.h"

enum slot {
    PUBLISHED,
    EVENT_TYPE,
    ACTOR_LOGIN,
    ACTOR_ID,
    ACTOR_NAME,
    IP,
    USER_AGENT,
    COUNTRY,
    STATE,
    CITY,
    POSTCODE,
    LATITUDE,
    LONGITUDE,
    AS_NUMBER,
    AS_ORG,
    IS_PROXY,
    FINGERPRINT,
    DT_HASH,
    RESULT,
    REASON,
    SESSION,
    UUID,
    TARGET_NAME,
    DEVICE,
    SLOTS
};

static const char *const paths[SLOTS] = {
    [PUBLISHED] = "published",
    [EVENT_TYPE] = "eventType",
    [ACTOR_LOGIN] = "actor.alternateId",
    [ACTOR_ID] = "actor.id",
    [ACTOR_NAME] = "actor.displayName",
    [IP] = "client.ipAddress",
    [USER_AGENT] = "client.userAgent.rawUserAgent",
    [COUNTRY] = "client.geographicalContext.country",
    [STATE] = "client.geographicalContext.state",
    [CITY] = "client.geographicalContext.city",
    [POSTCODE] = "client.geographicalContext.postalCode",
    [LATITUDE] = "client.geographicalContext.geolocation.lat",
    [LONGITUDE] = "client.geographicalContext.geolocation.lon",
    [AS_NUMBER] = "securityContext.asNumber",
    [AS_ORG] = "securityContext.asOrg",
    [IS_PROXY] = "securityContext.isProxy",
    [FINGERPRINT] = "debugContext.debugData.deviceFingerprint",
    [DT_HASH] = "debugContext.debugData.dtHash",
    [RESULT] = "outcome.result",
    [REASON] = "outcome.reason",
    [SESSION] = "authenticationContext.externalSessionId",
    [UUID] = "uuid",
    [TARGET_NAME] = "target[0].displayName",
    [DEVICE] = "device",
};

static const char *const marks[] = {"eventType|eventtype", "published",
                                    "actor.alternateId|actor.id", NULL};

static bool okta_fill(const struct rc_fill *fill);

const struct rc_source rc_source_okta_system_log = {
    .name = "okta-system-log",
    .vendor = "okta",
    .stream = "system",
    .title = "Okta System Log",
    .how = "API: GET /api/v1/logs?since=...&until=... following the `next` "
           "links, each page saved as it comes (or one event a line); or a "
           "log stream to your own storage.  Admin Console > Reports > "
           "System Log shows the same events.",
    .needs = "any Okta plan; a token or service app with okta.logs.read.  "
             "Okta keeps 90 days.  device.* needs Okta Verify on the device, "
             "isProxy and asNumber may be empty.",
    .feeds = "claimed-vs-network-location location-obfuscation-vpn "
             "hosting-asn-signin impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas "
             "mfa-device-shared odd-hours shift-change-output "
             "laptop-farm-colocation post-termination-access",
    .kind = RC_OBS_SIGN_IN,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .fill = okta_fill,
};

#define STARTS(s, at, literal)                                                 \
    ((s).len >= (at) + sizeof(literal) - 1 &&                                  \
     memcmp((s).p + (at), literal, sizeof(literal) - 1) == 0)

/* Event types are "user.session.start" and the like: what follows "user." or
 * the first letters decide. */
static enum rc_obs_kind
kind_of(struct rc_slice type)
{
    if (STARTS(type, 0, "user.")) {
        if (STARTS(type, 5, "authentication.") ||
            STARTS(type, 5, "session.start"))
            return RC_OBS_SIGN_IN;
        if (STARTS(type, 5, "session.end") || STARTS(type, 5, "session.clear"))
            return RC_OBS_OTHER; /* a clock's doing as often as a person's */
        return STARTS(type, 5, "session.") ? RC_OBS_ACCESS
                                           : RC_OBS_ACCOUNT_CHANGE;
    }
    if (STARTS(type, 0, "policy.evaluate_sign_on"))
        return RC_OBS_SIGN_IN;
    if (STARTS(type, 0, "app."))
        return RC_OBS_ACCESS;
    if (STARTS(type, 0, "group.") || STARTS(type, 0, "device.") ||
        STARTS(type, 0, "application.user_membership."))
        return RC_OBS_ACCOUNT_CHANGE;
    return RC_OBS_OTHER;
}

static enum rc_outcome
outcome_of(struct rc_slice result)
{
    if (rc_slice_eq(result, RC_S("SUCCESS")) ||
        rc_slice_eq(result, RC_S("ALLOW")))
        return RC_SUCCESS;
    if (rc_slice_eq(result, RC_S("FAILURE")) ||
        rc_slice_eq(result, RC_S("DENY")))
        return RC_FAILURE;
    return RC_UNKNOWN; /* CHALLENGE, SKIPPED, UNANSWERED, ... */
}

/* Okta writes "null" and "unknown" where it has nothing to say. */
static struct rc_slice
known(struct rc_slice text)
{
    if (text.len == 4 && memcmp(text.p, "null", 4) == 0)
        return RC_SLICE_NONE;
    if (text.len == 7 && memcmp(text.p, "unknown", 7) == 0)
        return RC_SLICE_NONE;
    return text;
}

static struct rc_slice
raw_text(const struct rc_fill *fill, const char *path)
{
    struct rc_json_value value =
        rc_json_get(fill->record->raw, path, fill->arena);

    return rc_value_text(&value);
}

/* The Panther form: what hangs below lower-case keys is not in the slots. */
static void
fill_lower_case(const struct rc_fill *fill, struct rc_obs *obs)
{
    obs->action = raw_text(fill, "eventtype");
    obs->session_uid =
        raw_text(fill, "authenticationcontext.externalSessionId");
    obs->device_uid =
        rc_text_or(raw_text(fill, "debugcontext.debugData.deviceFingerprint"),
                   raw_text(fill, "debugcontext.debugData.dtHash"));
    obs->asn = rc_text_number(raw_text(fill, "securitycontext.asNumber"));
    obs->as_org = raw_text(fill, "securitycontext.asOrg");
    rc_text_flag(raw_text(fill, "securitycontext.isProxy"), obs, RC_IS_PROXY);
}

/* The device that Okta Verify speaks for. */
static void
fill_device(const struct rc_fill *fill, struct rc_obs *obs)
{
    static const char *const DEVICE_PATHS[] = {"id", "name", "managed",
                                               "os_platform", "os_version"};
    static struct rc_part device = RC_PART(DEVICE_PATHS);
    struct rc_json_value v[RC_PART_COUNT(DEVICE_PATHS)];

    if (!rc_fill_part(fill, &device, fill->slot[DEVICE].text, v))
        return;
    obs->device_uid = rc_text_or(obs->device_uid, rc_value_text(&v[0]));
    obs->device = rc_value_text(&v[1]);
    rc_text_flag(rc_value_text(&v[2]), obs, RC_IS_MANAGED);
    obs->os = rc_text_join(
        fill, " ",
        (struct rc_slice[]){rc_value_text(&v[3]), rc_value_text(&v[4])}, 2);
}

/* device.* events name the device among their targets, with its serial. */
static void
fill_target_device(const struct rc_fill *fill, struct rc_obs *obs)
{
    static const char *const TARGET_PATHS[] = {
        "displayName", "detailEntry.oktaDeviceId", "detailEntry.serialNumber",
        "detailEntry.osPlatform", "detailEntry.osVersion"};
    static struct rc_part target = RC_PART(TARGET_PATHS);
    struct rc_json_value v[RC_PART_COUNT(TARGET_PATHS)];
    struct rc_slice rest =
        rc_json_get(fill->record->raw, "target", fill->arena).text;
    struct rc_slice element;

    while (rc_json_each(&rest, &element)) {
        if (!rc_fill_part(fill, &target, element, v) ||
            !rc_value_text(&v[1]).len)
            continue;
        obs->device = rc_value_text(&v[0]);
        obs->device_uid = rc_value_text(&v[1]);
        obs->device_serial = rc_value_text(&v[2]);
        obs->os = rc_text_join(
            fill, " ",
            (struct rc_slice[]){rc_value_text(&v[3]), rc_value_text(&v[4])}, 2);
        return;
    }
}

static void
fill_actor(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice login = known(rc_fill_text(fill, ACTOR_LOGIN));

    obs->user_uid = known(rc_fill_text(fill, ACTOR_ID));
    obs->user_name = known(rc_fill_text(fill, ACTOR_NAME));
    if (login.len) {
        obs->user = login;
        if (memchr(login.p, '@', login.len))
            obs->email = login;
    } else if (!rc_slice_eq(obs->user_name, obs->user_uid)) {
        obs->user = rc_text_or(obs->user_name, obs->user_uid);
    } else {
        /* nobody who is known: Okta puts the address in name and id alike */
        obs->user_name = obs->user_uid = RC_SLICE_NONE;
    }
}

static bool
okta_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_okta_system_log, &obs);
    if (!rc_fill_time(fill, PUBLISHED, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time (published)");

    obs.action = rc_fill_text(fill, EVENT_TYPE);
    obs.device_uid = rc_text_or(rc_fill_text(fill, FINGERPRINT),
                                rc_fill_text(fill, DT_HASH));
    obs.session_uid = known(rc_fill_text(fill, SESSION));
    obs.asn = rc_fill_number(fill, AS_NUMBER);
    obs.as_org = rc_fill_text(fill, AS_ORG);
    rc_fill_flag(fill, &obs, RC_IS_PROXY, IS_PROXY);
    if (!obs.action.len)
        fill_lower_case(fill, &obs);
    obs.kind = kind_of(obs.action);

    fill_actor(fill, &obs);
    obs.src_ip = known(rc_fill_text(fill, IP));
    if (!obs.src_ip.len)
        obs.src_ip = known(raw_text(fill, "request.ipChain[0].ip"));
    obs.user_agent = rc_fill_text(fill, USER_AGENT);
    obs.country = rc_fill_text(fill, COUNTRY);
    obs.region = rc_fill_text(fill, STATE);
    obs.city = rc_fill_text(fill, CITY);
    obs.postcode = rc_fill_text(fill, POSTCODE);
    obs.latitude = rc_fill_number(fill, LATITUDE);
    obs.longitude = rc_fill_number(fill, LONGITUDE);
    obs.outcome = outcome_of(rc_fill_text(fill, RESULT));
    obs.reason = rc_fill_text(fill, REASON);
    obs.record_uid = rc_fill_text(fill, UUID);

    if (STARTS(obs.action, 0, "user.authentication.sso") ||
        STARTS(obs.action, 0, "app"))
        obs.app = rc_fill_text(fill, TARGET_NAME); /* elsewhere: a person */
    if (STARTS(obs.action, 0, "user.authentication.auth_via_mfa"))
        rc_obs_tell(&obs, RC_IS_MFA, true);
    if (STARTS(obs.action, 0, "device."))
        fill_target_device(fill, &obs);
    if (fill->slot[DEVICE].type == RC_JSON_OBJECT)
        fill_device(fill, &obs);
    return rc_fill_take(fill, &obs);
}
