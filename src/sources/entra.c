/*
 * entra.c -- Microsoft Entra sign-ins, in the two shapes they are exported in.
 *
 * Microsoft Graph (GET /auditLogs/signIns, {"value": [...]}) is flat:
 *
 *     {"id", "createdDateTime", "userPrincipalName", "userId", "ipAddress",
 *      "status": {"errorCode": 0}, "deviceDetail": {...}, "location": {...}}
 *
 * Azure Monitor (diagnostic settings to storage, Event Hub, {"records": [...]}
 * or Log Analytics) wraps the same object in an envelope of its own:
 *
 *     {"time", "operationName": "Sign-in activity", "callerIpAddress",
 *      "category": "SignInLogs", "resultType": "0",
 *      "properties": {"id", "createdDateTime", ...}}
 *
 * category is one of SignInLogs, NonInteractiveUserSignInLogs,
 * ServicePrincipalSignInLogs, ManagedIdentitySignInLogs.  Every field is a slot
 * twice, once flat and once below properties.  An error code other than 0 is a
 * failure, interrupts that the person never saw (50140) among them.  In the
 * envelope `time` counts: it is the moment others keep for the record, and
 * createdDateTime can lie minutes before it.
 */
#include "sources/fill.h"

/* FIELD(slot, path below the record or below properties) */
#define FIELDS                                                                 \
    FIELD(CREATED, "createdDateTime")                                          \
    FIELD(UPN, "userPrincipalName")                                            \
    FIELD(USER_NAME, "userDisplayName")                                        \
    FIELD(USER_ID, "userId")                                                   \
    FIELD(USER_TYPE, "userType")                                               \
    FIELD(SERVICE_NAME, "servicePrincipalName")                                \
    FIELD(SERVICE_ID, "servicePrincipalId")                                    \
    FIELD(IP, "ipAddress")                                                     \
    FIELD(AS_NUMBER, "autonomousSystemNumber")                                 \
    FIELD(USER_AGENT, "userAgent")                                             \
    FIELD(APP, "appDisplayName")                                               \
    FIELD(RESOURCE, "resourceDisplayName")                                     \
    FIELD(INTERACTIVE, "isInteractive")                                        \
    FIELD(FACTORS, "authenticationRequirement")                                \
    FIELD(RISK, "riskLevelDuringSignIn")                                       \
    FIELD(RISK_EVENTS, "riskEventTypes_v2")                                    \
    FIELD(ERROR_CODE, "status.errorCode")                                      \
    FIELD(ERROR_TEXT, "status.failureReason")                                  \
    FIELD(DEVICE_ID, "deviceDetail.deviceId")                                  \
    FIELD(DEVICE_NAME, "deviceDetail.displayName")                             \
    FIELD(DEVICE_OS, "deviceDetail.operatingSystem")                           \
    FIELD(COMPLIANT, "deviceDetail.isCompliant")                               \
    FIELD(MANAGED, "deviceDetail.isManaged")                                   \
    FIELD(CITY, "location.city")                                               \
    FIELD(STATE, "location.state")                                             \
    FIELD(COUNTRY, "location.countryOrRegion")                                 \
    FIELD(LATITUDE, "location.geoCoordinates.latitude")                        \
    FIELD(LONGITUDE, "location.geoCoordinates.longitude")                      \
    FIELD(ID, "id")

enum slot {
#define FIELD(slot, path) slot,
    FIELDS
#undef FIELD
        FLAT, /* how many; the same again below properties */
    TIME = 2 * FLAT,
    OPERATION,
    CALLER_IP,
    RESULT,
    SLOTS
};

static const char *const paths[SLOTS] = {
#define FIELD(slot, path) [slot] = path, [FLAT + slot] = "properties." path,
    FIELDS
#undef FIELD
        [TIME] = "time",
    [OPERATION] = "operationName",
    [CALLER_IP] = "callerIpAddress",
    [RESULT] = "resultType",
};

static const char *const marks[] = {
    "createdDateTime|time", "status.errorCode|properties.status.errorCode",
    "userPrincipalName|properties.userPrincipalName|servicePrincipalId|"
    "properties.servicePrincipalId",
    NULL};

static bool entra_fill(const struct rc_fill *fill);

const struct rc_source rc_source_entra_sign_in = {
    .name = "entra-sign-in",
    .vendor = "entra",
    .stream = "sign_in",
    .title = "Microsoft Entra sign-in logs",
    .how = "Entra admin center > Identity > Monitoring & health > Sign-in "
           "logs > Download (JSON), for each kind of sign-in; or Graph GET "
           "/auditLogs/signIns; or Diagnostic settings to a storage account "
           "or Event Hub.",
    .needs = "Entra ID P1 for the Graph API and for diagnostic settings; kept "
             "30 days (7 without P1).  Risk fields need P2.  Permission "
             "AuditLog.Read.All.  Network owner (autonomousSystemNumber) only "
             "comes with diagnostic settings and the beta API.",
    .feeds = "claimed-vs-network-location location-obfuscation-vpn "
             "hosting-asn-signin impossible-travel-new-hire "
             "multi-country-logins egress-ip-shared-personas "
             "corporate-laptop-unused odd-hours shift-change-output "
             "post-termination-access",
    .kind = RC_OBS_SIGN_IN,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "value[]|records[]",
    .fill = entra_fill,
};

static void
fill_user(const struct rc_fill *fill, size_t base, struct rc_obs *obs)
{
    struct rc_slice upn = rc_fill_text(fill, base + UPN);

    obs->user_uid = rc_fill_text(fill, base + USER_ID);
    obs->user_name = rc_fill_text(fill, base + USER_NAME);
    obs->user = rc_text_or(upn, obs->user_uid);
    if (upn.len && memchr(upn.p, '@', upn.len))
        obs->email = upn;
    if (!obs->user.len) { /* a program's own sign-in */
        obs->user_uid = rc_fill_text(fill, base + SERVICE_ID);
        obs->user =
            rc_text_or(rc_fill_text(fill, base + SERVICE_NAME), obs->user_uid);
    }
    if (rc_slice_ieq(rc_fill_text(fill, base + USER_TYPE), RC_S("guest")))
        rc_obs_tell(obs, RC_IS_EXTERNAL, true);
    else if (rc_slice_ieq(rc_fill_text(fill, base + USER_TYPE), RC_S("member")))
        rc_obs_tell(obs, RC_IS_EXTERNAL, false);
}

static void
fill_place(const struct rc_fill *fill, size_t base, struct rc_obs *obs)
{
    double latitude = rc_fill_number(fill, base + LATITUDE);
    double longitude = rc_fill_number(fill, base + LONGITUDE);

    obs->city = rc_fill_text(fill, base + CITY);
    obs->region = rc_fill_text(fill, base + STATE);
    obs->country = rc_fill_text(fill, base + COUNTRY);
    if (obs->country.len || latitude < 0 || latitude > 0 || longitude < 0 ||
        longitude > 0) { /* 0, 0 without a country is no place */
        obs->latitude = latitude;
        obs->longitude = longitude;
    }
}

static void
fill_device(const struct rc_fill *fill, size_t base, struct rc_obs *obs)
{
    obs->user_agent = rc_fill_text(fill, base + USER_AGENT);
    obs->device_uid = rc_fill_text(fill, base + DEVICE_ID);
    obs->device = rc_fill_text(fill, base + DEVICE_NAME);
    obs->os = rc_fill_text(fill, base + DEVICE_OS);
    rc_fill_flag(fill, obs, RC_IS_COMPLIANT, base + COMPLIANT);
    rc_fill_flag(fill, obs, RC_IS_MANAGED, base + MANAGED);
}

/* What Identity Protection held of the sign-in, where it is licensed. */
static void
fill_risk(const struct rc_fill *fill, size_t base, struct rc_obs *obs)
{
    const struct rc_json_value *events = &fill->slot[base + RISK_EVENTS];
    struct rc_slice level = rc_fill_text(fill, base + RISK);

    if (events->type == RC_JSON_ARRAY &&
        rc_slice_ifind(events->text, RC_S("anonymizedIPAddress")) != SIZE_MAX)
        rc_obs_tell(obs, RC_IS_PROXY, true);
    if (!obs->reason.len && rc_text_among(level, "medium|high"))
        obs->reason = rc_text_join(fill, " ",
                                   (struct rc_slice[]){RC_S("risk"), level}, 2);
}

static bool
entra_fill(const struct rc_fill *fill)
{
    /* which of the two shapes this is: the code is always told */
    size_t base = fill->slot[FLAT + ERROR_CODE].type != RC_JSON_NONE ? FLAT : 0;
    struct rc_slice code = rc_fill_text(fill, base + ERROR_CODE);
    struct rc_slice factors = rc_fill_text(fill, base + FACTORS);
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_entra_sign_in, &obs);
    if (!rc_fill_time(fill, TIME, &obs.at_us, &obs) &&
        !rc_fill_time(fill, base + CREATED, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time (time, createdDateTime)");

    obs.action =
        rc_text_or(rc_fill_text(fill, OPERATION), RC_S("Sign-in activity"));
    code = rc_text_or(code, rc_fill_text(fill, RESULT));
    if (code.len)
        obs.outcome = rc_slice_eq(code, RC_S("0")) ? RC_SUCCESS : RC_FAILURE;
    if (obs.outcome == RC_FAILURE)
        obs.reason = rc_text_or(rc_fill_text(fill, base + ERROR_TEXT), code);

    fill_user(fill, base, &obs);
    fill_place(fill, base, &obs);
    fill_device(fill, base, &obs);
    fill_risk(fill, base, &obs);
    obs.src_ip = rc_text_or(rc_fill_text(fill, CALLER_IP),
                            rc_fill_text(fill, base + IP));
    obs.asn = rc_fill_number(fill, base + AS_NUMBER);
    obs.app = rc_text_or(rc_fill_text(fill, base + APP),
                         rc_fill_text(fill, base + RESOURCE));
    obs.record_uid = rc_fill_text(fill, base + ID);
    rc_fill_flag(fill, &obs, RC_IS_INTERACTIVE, base + INTERACTIVE);
    if (rc_slice_eq(factors, RC_S("multiFactorAuthentication")))
        rc_obs_tell(&obs, RC_IS_MFA, true);
    else if (rc_slice_eq(factors, RC_S("singleFactorAuthentication")))
        rc_obs_tell(&obs, RC_IS_MFA, false);
    return rc_fill_take(fill, &obs);
}
