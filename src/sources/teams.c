/*
 * teams.c -- Microsoft Graph callRecords, one a call or meeting:
 *
 *     {"id", "modalities": ["audio", "video"], "startDateTime", "endDateTime",
 *      "organizer_v2", "participants_v2": [{"identity": {"user": {...}}}],
 *      "sessions": [
 *        {"caller": {"name": "LT-7",               the computer
 *                    "cpuName", "associatedIdentity": {"userPrincipalName"}},
 *         "callee": {...}, "modalities", "failureInfo",
 *         "segments": [
 *           {"media": [
 *              {"label": "main-video",             -audio, -video or sharing
 *               "callerNetwork": {"ipAddress", "reflexiveIPAddress"},
 *               "callerDevice": {"captureDeviceName", "renderDeviceName"},
 *               "streams": [{"streamDirection": "callerToCallee", ...}]}]}]}]}
 *
 * A session has two ends, and either may be a person or the service's own
 * media server.  Each end that is a person becomes one observation.  Devices
 * and networks stand apart for each kind of media: the capture device of
 * main-audio is a microphone, that of main-video a camera.  Screen sharing is
 * video too, and says nothing of a camera.  A call fetched without $expand has
 * no sessions: then each participant becomes one observation.
 */
#include "sources/fill.h"

enum slot {
    ID,
    TYPE,
    MODALITIES,
    START,
    END,
    ORGANIZER,
    ORGANIZER_V2,
    PARTICIPANTS,
    PARTICIPANTS_V2,
    SESSIONS,
    SLOTS
};

static const char *const paths[SLOTS] = {
    [ID] = "id",
    [TYPE] = "type",
    [MODALITIES] = "modalities",
    [START] = "startDateTime",
    [END] = "endDateTime",
    [ORGANIZER] = "organizer",
    [ORGANIZER_V2] = "organizer_v2",
    [PARTICIPANTS] = "participants",
    [PARTICIPANTS_V2] = "participants_v2",
    [SESSIONS] = "sessions",
};

static const char *const marks[] = {
    "id", "modalities|participants_v2",
    "sessions|participants_v2|organizer_v2|organizer", NULL};

static bool teams_fill(const struct rc_fill *fill);

const struct rc_source rc_source_teams_call_records = {
    .name = "teams-call-records",
    .vendor = "teams",
    .stream = "call_records",
    .title = "Microsoft Teams call records",
    .how = "Graph: GET /communications/callRecords/{id}"
           "?$expand=sessions($expand=segments), ids from a change "
           "notification or from the list of the last 30 days; answers saved "
           "as they come.",
    .needs = "an application with CallRecords.Read.All (there is no delegated "
             "permission).  Records are kept 30 days.  Device names are there "
             "only for Teams clients, camera names only in video calls.",
    .feeds = "camera-off-persistent camera-on-hardware virtual-camera "
             "claimed-vs-network-location egress-ip-shared-personas "
             "asset-serial-mismatch corporate-laptop-unused odd-hours",
    .kind = RC_OBS_MEETING,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "value[]",
    .fill = teams_fill,
};

/* What is read of one end of a session. */
enum {
    E_NAME,
    E_CPU,
    E_PLATFORM,
    E_UPN,
    E_ID,
    E_SHOWN,
    E_UPN2,
    E_ID2,
    E_SHOWN2
};
static const char *const END_PATHS[] = {
    [E_NAME] = "name",
    [E_CPU] = "cpuName",
    [E_PLATFORM] = "userAgent.platform",
    [E_UPN] = "associatedIdentity.userPrincipalName",
    [E_ID] = "associatedIdentity.id",
    [E_SHOWN] = "associatedIdentity.displayName",
    [E_UPN2] = "identity.user.userPrincipalName",
    [E_ID2] = "identity.user.id",
    [E_SHOWN2] = "identity.user.displayName",
};
static struct rc_part end_part = RC_PART(END_PATHS);

/* A session; its two ends stand in the order of enum side. */
enum {
    S_ID,
    S_MODALITIES,
    S_START,
    S_END,
    S_FAILURE,
    S_REASON,
    S_SEGMENTS,
    S_CALLER,
    S_CALLEE
};
static const char *const SESSION_PATHS[] = {
    [S_ID] = "id",
    [S_MODALITIES] = "modalities",
    [S_START] = "startDateTime",
    [S_END] = "endDateTime",
    [S_FAILURE] = "failureInfo",
    [S_REASON] = "failureInfo.reason",
    [S_SEGMENTS] = "segments",
    [S_CALLER] = "caller",
    [S_CALLEE] = "callee",
};
static struct rc_part session_part = RC_PART(SESSION_PATHS);

/* A media's two sides lie in this order: a caller's, then a callee's. */
enum { M_LABEL, M_STREAMS, M_NETWORK, M_DEVICE = M_NETWORK + 2 };
static const char *const MEDIA_PATHS[] = {
    [M_LABEL] = "label",           [M_STREAMS] = "streams",
    [M_NETWORK] = "callerNetwork", [M_NETWORK + 1] = "calleeNetwork",
    [M_DEVICE] = "callerDevice",   [M_DEVICE + 1] = "calleeDevice",
};
static struct rc_part media_part = RC_PART(MEDIA_PATHS);

enum side { CALLER, CALLEE };

static bool
names_video(const struct rc_json_value *modalities)
{
    return modalities->type == RC_JSON_ARRAY &&
           rc_slice_ifind(modalities->text, RC_S("\"video\"")) != SIZE_MAX;
}

/* Do a video media's streams carry pictures away from this side?  A stream
 * that tells no numbers counts as one; zeros do not. */
static bool
sends_video(const struct rc_fill *fill, struct rc_slice streams, enum side side)
{
    static const char *const STREAM_PATHS[] = {
        "streamDirection", "averageVideoFrameRate", "packetUtilization"};
    static struct rc_part part = RC_PART(STREAM_PATHS);
    struct rc_slice away =
        side == CALLER ? RC_S("callerToCallee") : RC_S("calleeToCaller");
    struct rc_json_value v[RC_PART_COUNT(STREAM_PATHS)];
    struct rc_slice element;

    while (rc_json_each(&streams, &element)) {
        if (!rc_fill_part(fill, &part, element, v) ||
            !rc_slice_ieq(rc_value_text(&v[0]), away))
            continue;
        struct rc_slice rate = rc_value_text(&v[1]);
        struct rc_slice packets = rc_value_text(&v[2]);

        if ((!rate.len && !packets.len) || rc_text_number(rate) > 0 ||
            rc_text_number(packets) > 0)
            return true;
    }
    return false;
}

static void
fill_network(const struct rc_fill *fill, struct rc_slice network,
             struct rc_obs *obs)
{
    static const char *const NETWORK_PATHS[] = {"reflexiveIPAddress",
                                                "ipAddress", "macAddress"};
    static struct rc_part part = RC_PART(NETWORK_PATHS);
    struct rc_json_value v[RC_PART_COUNT(NETWORK_PATHS)];

    if (!rc_fill_part(fill, &part, network, v))
        return;
    /* the reflexive address is the one that the service saw */
    struct rc_slice reflexive = rc_value_text(&v[0]);

    if (reflexive.len)
        obs->src_ip = reflexive;
    else
        obs->src_ip = rc_text_or(obs->src_ip, rc_value_text(&v[1]));
    obs->hardware_address =
        rc_text_or(obs->hardware_address, rc_value_text(&v[2]));
}

static void
fill_media(const struct rc_fill *fill, struct rc_slice media, enum side side,
           struct rc_obs *obs)
{
    static const char *const DEVICE_PATHS[] = {"captureDeviceName",
                                               "renderDeviceName"};
    static struct rc_part part = RC_PART(DEVICE_PATHS);
    struct rc_json_value v[RC_PART_COUNT(MEDIA_PATHS)];
    struct rc_json_value device[RC_PART_COUNT(DEVICE_PATHS)];

    if (!rc_fill_part(fill, &media_part, media, v))
        return;
    struct rc_slice label = rc_value_text(&v[M_LABEL]);

    fill_network(fill, v[M_NETWORK + side].text, obs);
    if (!rc_fill_part(fill, &part, v[M_DEVICE + side].text, device))
        memset(device, 0, sizeof device); /* RC_JSON_NONE */
    if (rc_slice_ifind(label, RC_S("audio")) != SIZE_MAX) {
        obs->microphone =
            rc_text_or(obs->microphone, rc_value_text(&device[0]));
        obs->speaker = rc_text_or(obs->speaker, rc_value_text(&device[1]));
    } else if (rc_slice_ifind(label, RC_S("video")) != SIZE_MAX &&
               rc_slice_ifind(label, RC_S("sharing")) == SIZE_MAX) {
        bool sent = (obs->flags & RC_VIDEO_SENT) ||
                    sends_video(fill, v[M_STREAMS].text, side);

        obs->camera = rc_text_or(obs->camera, rc_value_text(&device[0]));
        rc_obs_tell(obs, RC_VIDEO_SENT, sent);
    }
}

static void
fill_segments(const struct rc_fill *fill, struct rc_slice segments,
              enum side side, struct rc_obs *obs)
{
    static const char *const SEGMENT_PATHS[] = {"media", "failureInfo.reason"};
    static struct rc_part part = RC_PART(SEGMENT_PATHS);
    struct rc_json_value v[RC_PART_COUNT(SEGMENT_PATHS)];
    struct rc_slice segment, element;

    while (rc_json_each(&segments, &segment)) {
        if (!rc_fill_part(fill, &part, segment, v))
            continue;
        struct rc_slice media = v[0].text;

        while (rc_json_each(&media, &element))
            fill_media(fill, element, side, obs);
        if (rc_value_text(&v[1]).len) {
            obs->outcome = RC_FAILURE;
            obs->reason = rc_text_or(obs->reason, rc_value_text(&v[1]));
        }
    }
}

/* The call's own words, in every observation of it. */
static void
begin(const struct rc_fill *fill, struct rc_obs *obs)
{
    rc_fill_begin(fill, &rc_source_teams_call_records, obs);
    obs->action = rc_text_or(rc_fill_text(fill, TYPE), RC_S("call"));
    obs->session_uid = rc_fill_text(fill, ID);
    rc_fill_time(fill, START, &obs->at_us, obs);
    rc_fill_time(fill, END, &obs->end_us, obs);
}

static void
name_user(struct rc_obs *obs, struct rc_slice upn, struct rc_slice id,
          struct rc_slice shown)
{
    obs->user = rc_text_or(upn, id);
    obs->user_uid = id;
    obs->user_name = shown;
    if (upn.len && memchr(upn.p, '@', upn.len))
        obs->email = upn;
}

/* One end of a session; whether it was a person. */
static bool
take_end(const struct rc_fill *fill, const struct rc_json_value *session,
         enum side side)
{
    struct rc_json_value v[RC_PART_COUNT(END_PATHS)];
    struct rc_obs obs;

    if (!rc_fill_part(fill, &end_part, session[S_CALLER + side].text, v))
        return false;
    struct rc_slice upn =
        rc_text_or(rc_value_text(&v[E_UPN]), rc_value_text(&v[E_UPN2]));
    struct rc_slice id =
        rc_text_or(rc_value_text(&v[E_ID]), rc_value_text(&v[E_ID2]));

    if (!upn.len && !id.len)
        return false;
    begin(fill, &obs);
    name_user(
        &obs, upn, id,
        rc_text_or(rc_value_text(&v[E_SHOWN]), rc_value_text(&v[E_SHOWN2])));
    rc_text_time(fill, rc_value_text(&session[S_START]), &obs.at_us, &obs);
    rc_text_time(fill, rc_value_text(&session[S_END]), &obs.end_us, &obs);
    obs.record_uid = rc_value_text(&session[S_ID]);
    obs.device = rc_value_text(&v[E_NAME]);
    obs.device_model = rc_value_text(&v[E_CPU]);
    obs.os = rc_value_text(&v[E_PLATFORM]);
    if (rc_slice_ieq(obs.os, RC_S("unknown")))
        obs.os = RC_SLICE_NONE;

    if (session[S_FAILURE].type == RC_JSON_OBJECT)
        obs.outcome = RC_FAILURE;
    else if (session[S_FAILURE].type == RC_JSON_NULL)
        obs.outcome = RC_SUCCESS;
    obs.reason = rc_value_text(&session[S_REASON]);
    if (names_video(&session[S_MODALITIES]))
        rc_obs_tell(&obs, RC_VIDEO_SENT, false); /* until a stream says so */
    fill_segments(fill, session[S_SEGMENTS].text, side, &obs);
    return rc_fill_take(fill, &obs);
}

/* Calls without sessions: who was there, and no more. */
static bool
take_person(const struct rc_fill *fill, struct rc_slice person)
{
    static const char *const PERSON_PATHS[] = {
        "identity.user.userPrincipalName",
        "identity.user.id",
        "identity.user.displayName",
        "user.userPrincipalName",
        "user.id",
        "user.displayName"};
    static struct rc_part part = RC_PART(PERSON_PATHS);
    struct rc_json_value v[RC_PART_COUNT(PERSON_PATHS)];
    struct rc_obs obs;

    if (!rc_fill_part(fill, &part, person, v))
        return false;
    begin(fill, &obs);
    name_user(&obs, rc_text_or(rc_value_text(&v[0]), rc_value_text(&v[3])),
              rc_text_or(rc_value_text(&v[1]), rc_value_text(&v[4])),
              rc_text_or(rc_value_text(&v[2]), rc_value_text(&v[5])));
    return obs.user.len ? rc_fill_take(fill, &obs) : false;
}

static unsigned
take_participants(const struct rc_fill *fill)
{
    const struct rc_json_value *list = &fill->slot[PARTICIPANTS_V2];
    struct rc_slice rest, person;
    unsigned taken = 0;

    if (list->type != RC_JSON_ARRAY || list->text.len <= 2)
        list = &fill->slot[PARTICIPANTS];
    rest = list->type == RC_JSON_ARRAY ? list->text : RC_SLICE_NONE;
    while (rc_json_each(&rest, &person))
        taken += take_person(fill, person);
    if (!taken)
        taken += take_person(fill, fill->slot[ORGANIZER_V2].text);
    if (!taken)
        taken += take_person(fill, fill->slot[ORGANIZER].text);
    return taken;
}

static bool
teams_fill(const struct rc_fill *fill)
{
    const struct rc_json_value *sessions = &fill->slot[SESSIONS];
    struct rc_slice rest, element;
    unsigned taken = 0;

    rest = sessions->type == RC_JSON_ARRAY ? sessions->text : RC_SLICE_NONE;
    while (rc_json_each(&rest, &element)) {
        struct rc_json_value session[RC_PART_COUNT(SESSION_PATHS)];

        if (!rc_fill_part(fill, &session_part, element, session))
            continue;
        taken += take_end(fill, session, CALLER);
        taken += take_end(fill, session, CALLEE);
    }
    if (!taken)
        taken = take_participants(fill);
    return taken ? true : rc_fill_skip(fill);
}
