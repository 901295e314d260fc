/*
 * zoom.c -- who was in a Zoom meeting, one participant a record.
 *
 * Dashboard pages carry the meeting once, around its participants; reports and
 * quality-of-service pages have the same frame:
 *
 *     {"meeting_number": "811...", "uuid": "...", "participants": [
 *        {"user_name", "email", "join_time", "leave_time", "status",
 *         "ip_address": "198.51.100.80",        or a list of such
 *         "location": "Boise, Idaho (US )",     as Zoom looked it up
 *         "camera", "microphone", "speaker",    device names; virtual ones too
 *         "pc_name", "harddisk_id", "mac_addr", the machine
 *         "video_quality": "good",              empty: sent no pictures
 *         "user_qos": [{"video_output": {"bitrate": "412 kbps"}}]}]}
 *
 * or the meeting's id stands in each record ("meeting_uuid"), one a line.  The
 * report form says `name`, `user_email`, `internal_user`.
 *
 * Whether the camera sent pictures is told when the record has video_quality
 * or user_qos, or an empty camera; otherwise it is unknown, which is not "no".
 * "video_required": true, in the record or in the page, is an annotation that
 * an exporter may add for meetings that ask everybody for video: Zoom itself
 * keeps no such thing.
 */
#include "sources/fill.h"

enum slot {
    JOIN,
    LEAVE,
    STATUS,
    EMAIL,
    EMAIL_REPORT,
    NAME,
    NAME_REPORT,
    ID,
    USER_UID,
    IP,
    LOCATION,
    CAMERA,
    MICROPHONE,
    SPEAKER,
    VIDEO_QUALITY,
    QOS,
    VIDEO_REQUIRED,
    PC_NAME,
    DEVICE_NAME,
    DEVICE_KIND,
    DISK,
    HARDWARE,
    OS,
    OS_VERSION,
    VERSION,
    INTERNAL,
    LEAVE_REASON,
    MEETING_UUID,
    MEETING_ID,
    MEETING_NUMBER,
    PARTICIPANT_UUID,
    SLOTS
};

static const char *const paths[SLOTS] = {
    [JOIN] = "join_time",
    [LEAVE] = "leave_time",
    [STATUS] = "status",
    [EMAIL] = "email",
    [EMAIL_REPORT] = "user_email",
    [NAME] = "user_name",
    [NAME_REPORT] = "name",
    [ID] = "id",
    [USER_UID] = "participant_user_id",
    [IP] = "ip_address",
    [LOCATION] = "location",
    [CAMERA] = "camera",
    [MICROPHONE] = "microphone",
    [SPEAKER] = "speaker",
    [VIDEO_QUALITY] = "video_quality",
    [QOS] = "user_qos",
    [VIDEO_REQUIRED] = "video_required",
    [PC_NAME] = "pc_name",
    [DEVICE_NAME] = "device_name",
    [DEVICE_KIND] = "device",
    [DISK] = "harddisk_id",
    [HARDWARE] = "mac_addr",
    [OS] = "os",
    [OS_VERSION] = "os_version",
    [VERSION] = "version",
    [INTERNAL] = "internal_user",
    [LEAVE_REASON] = "leave_reason",
    [MEETING_UUID] = "meeting_uuid",
    [MEETING_ID] = "meeting_id",
    [MEETING_NUMBER] = "meeting_number",
    [PARTICIPANT_UUID] = "participant_uuid",
};

static const char *const marks[] = {
    "join_time", "user_name|name|email|user_email",
    "user_id|participant_user_id|meeting_uuid|meeting_id",
    "leave_time|camera|microphone|pc_name", NULL};

static bool zoom_fill(const struct rc_fill *fill);

const struct rc_source rc_source_zoom_participants = {
    .name = "zoom-participants",
    .vendor = "zoom",
    .stream = "participants",
    .title = "Zoom meeting participants",
    .how = "API: GET /v2/metrics/meetings/{id}/participants?type=past (and "
           ".../participants/qos), or /v2/report/meetings/{id}/participants; "
           "pages saved as they come, the meeting's uuid beside the "
           "participants.  \"video_required\": true may be added to a page "
           "whose meeting asks everybody for video.",
    .needs = "Business plan or higher for the dashboard (device names, "
             "addresses, quality), Pro for reports.  The dashboard goes back "
             "six months, a month a query.  Some values are empty for outside "
             "users.",
    .feeds = "camera-off-persistent camera-on-hardware virtual-camera "
             "claimed-vs-network-location asset-serial-mismatch "
             "corporate-laptop-unused egress-ip-shared-personas odd-hours",
    .kind = RC_OBS_MEETING,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "participants[]",
    .fill = zoom_fill,
};

/*
 * "United States"; "Chicago (US )"; "Boise, Idaho (US )"; "Oslo, Norway".
 * In brackets stands the country, before them the city and, behind a comma,
 * the region.  Of two words without brackets the second is left a region:
 * which of the two it is cannot be told.
 */
static void
read_location(struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice city, rest = text;

    if (rc_slice_ends(text, RC_S(")")) && rc_slice_cut(&rest, '(', &text)) {
        rest.len--;
        obs->country = rc_slice_trim(rest);
        text = rc_slice_trim(text);
        if (!text.len)
            return;
        rest = text;
        obs->city = text;
    }
    if (rc_slice_cut(&rest, ',', &city)) {
        struct rc_slice region;

        obs->city = rc_slice_trim(city);
        if (!obs->country.len && rc_slice_cut(&rest, ',', &region)) {
            obs->country = rc_slice_trim(rest);
            rest = region;
        }
        obs->region = rc_slice_trim(rest);
    } else if (!obs->country.len) {
        obs->country = text;
    }
}

/* An address, or the first one of a list in JSON or behind commas. */
static struct rc_slice
read_address(const struct rc_fill *fill)
{
    const struct rc_json_value *value = &fill->slot[IP];
    struct rc_slice text = rc_value_text(value), first, element;

    if (value->type == RC_JSON_ARRAY) {
        struct rc_slice rest = value->text;

        if (rc_json_each(&rest, &element)) {
            struct rc_json_value one = rc_json_value_of(element, fill->arena);

            text = rc_value_text(&one);
        }
    }
    return rc_slice_cut(&text, ',', &first) ? rc_slice_trim(first) : text;
}

/* Did any sample of the quality data send pictures?  Bit rates are texts with
 * a unit, "412 kbps": what counts is a digit other than 0. */
static bool
sent_bits(const struct rc_fill *fill)
{
    static const char *const SAMPLE[] = {"video_output.bitrate"};
    static struct rc_part sample = RC_PART(SAMPLE);
    struct rc_slice rest = fill->slot[QOS].text, element;
    struct rc_json_value v[RC_PART_COUNT(SAMPLE)];

    while (rc_json_each(&rest, &element)) {
        if (!rc_fill_part(fill, &sample, element, v))
            continue;
        struct rc_slice rate = rc_value_text(&v[0]);

        for (size_t i = 0; i < rate.len && rate.p[i] != ' '; i++)
            if (rate.p[i] >= '1' && rate.p[i] <= '9')
                return true;
    }
    return false;
}

static void
tell_video(const struct rc_fill *fill, struct rc_obs *obs)
{
    enum rc_json_type quality = fill->slot[VIDEO_QUALITY].type;
    bool measured =
        fill->slot[QOS].type == RC_JSON_ARRAY && fill->slot[QOS].text.len > 2;

    if (quality != RC_JSON_NONE || measured)
        rc_obs_tell(obs, RC_VIDEO_SENT,
                    rc_fill_text(fill, VIDEO_QUALITY).len ||
                        (measured && sent_bits(fill)));
    else if (fill->slot[CAMERA].type == RC_JSON_STRING && !obs->camera.len)
        rc_obs_tell(obs, RC_VIDEO_SENT, false);

    if (!rc_fill_flag(fill, obs, RC_VIDEO_ASKED, VIDEO_REQUIRED))
        rc_text_flag(rc_fill_outer(fill, "video_required"), obs,
                     RC_VIDEO_ASKED);
}

static struct rc_slice
meeting_of(const struct rc_fill *fill)
{
    static const char *const outer[] = {"uuid", "meeting_uuid",
                                        "meeting_number", "meeting_id", "id"};
    struct rc_slice found = rc_fill_text(fill, MEETING_UUID);

    found = rc_text_or(found, rc_fill_text(fill, MEETING_ID));
    found = rc_text_or(found, rc_fill_text(fill, MEETING_NUMBER));
    for (size_t i = 0; !found.len && i < sizeof outer / sizeof *outer; i++)
        found = rc_fill_outer(fill, outer[i]);
    return found;
}

static bool
zoom_fill(const struct rc_fill *fill)
{
    struct rc_slice kind = rc_fill_text(fill, DEVICE_KIND);
    struct rc_slice os = rc_fill_text(fill, OS);
    bool internal;
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_zoom_participants, &obs);
    if (!rc_fill_time(fill, JOIN, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time (join_time)");
    rc_fill_time(fill, LEAVE, &obs.end_us, &obs);
    obs.action = rc_text_or(rc_fill_text(fill, STATUS), RC_S("participant"));
    obs.session_uid = meeting_of(fill);
    obs.record_uid = rc_fill_text(fill, PARTICIPANT_UUID);

    obs.email =
        rc_text_or(rc_fill_text(fill, EMAIL), rc_fill_text(fill, EMAIL_REPORT));
    obs.user_name =
        rc_text_or(rc_fill_text(fill, NAME), rc_fill_text(fill, NAME_REPORT));
    obs.user_uid =
        rc_text_or(rc_fill_text(fill, USER_UID), rc_fill_text(fill, ID));
    obs.user = rc_text_or(obs.email, rc_text_or(obs.user_uid, obs.user_name));
    internal = rc_slice_ieq(rc_fill_text(fill, INTERNAL), RC_S("true"));
    if (rc_fill_text(fill, INTERNAL).len)
        rc_obs_tell(&obs, RC_IS_EXTERNAL, !internal);

    obs.src_ip = read_address(fill);
    read_location(rc_fill_text(fill, LOCATION), &obs);
    obs.camera = rc_fill_text(fill, CAMERA);
    obs.microphone = rc_fill_text(fill, MICROPHONE);
    obs.speaker = rc_fill_text(fill, SPEAKER);
    obs.device = rc_fill_text(fill, PC_NAME);
    obs.device_model = rc_fill_text(fill, DEVICE_NAME);
    obs.device_uid = rc_fill_text(fill, DISK);
    obs.hardware_address = rc_fill_text(fill, HARDWARE);
    obs.os = rc_text_join(fill, " ",
                          (struct rc_slice[]){rc_text_or(os, kind),
                                              rc_fill_text(fill, OS_VERSION)},
                          2);
    obs.app_version = rc_fill_text(fill, VERSION);
    obs.reason = rc_fill_text(fill, LEAVE_REASON);
    tell_video(fill, &obs);
    return rc_fill_take(fill, &obs);
}
