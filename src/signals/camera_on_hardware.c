/*
 * camera_on_hardware.c -- in what share of meetings did a real camera show
 * somebody?  This one speaks for the person.
 *
 *     video told    camera          the meeting is
 *     sent          hardware only   counted, and for the person
 *     sent          virtual, other  counted
 *     sent          not named       neither: left out
 *     not sent      any             counted
 *     not told      any             left out: vendors name the camera that is
 *                                   plugged in, on or off
 */
#include "signals/detectors.h"
#include "signals/meetings.h"

static void
hardware_measure(const void *memory, const struct rc_measure_call *call,
                 struct rc_measure_sink *to)
{
    const struct meetings *meetings = memory;
    struct rc_measure measure = {.name = "hardware_camera_share",
                                 .unit = "share of meetings"};
    uint32_t count = 0, shown = 0;

    for (uint32_t i = 0; meetings && i < meetings->set.count; i++) {
        uint8_t told = meetings->told[i];
        bool sent = told & MEETING_VIDEO;
        bool hardware = told & MEETING_HARDWARE;
        bool other = told & MEETING_NOT_HARDWARE;

        if (!(told & MEETING_VIDEO_TOLD) || (sent && !hardware && !other))
            continue;
        count++;
        shown += sent && hardware && !other;
    }
    measure.seen = count >= MEETINGS_NEEDED;
    if (measure.seen) {
        measure.value = (double)shown / count;
        rc_keep_show(&measure, &meetings->refs);
        measure.why = rc_arena_print(
            to->arena, "A hardware camera sent video in %u of %u meetings.",
            shown, count);
    } else {
        measure.why = rc_arena_print(
            to->arena,
            "Too few meetings told of video and camera (%u of %d needed).",
            count, MEETINGS_NEEDED);
    }
    to->take(to, &measure);
}

const struct rc_detector rc_detector_camera_on_hardware = {
    .name = "camera-on-hardware",
    .says = "share of meetings in which a hardware camera sent video",
    .kinds = RC_KIND_BIT(MEETING),
    .version = 1,
    .memory_bytes = sizeof(struct meetings),
    .observe = rc_meetings_observe,
    .merge = rc_meetings_merge,
    .measure = hardware_measure,
};
