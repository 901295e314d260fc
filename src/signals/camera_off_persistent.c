/*
 * camera_off_persistent.c -- in what share of meetings did somebody's camera
 * send nothing?
 *
 * Only meetings count in which the vendor told of video at all, and if any
 * record of the company tells whether a meeting asked everybody for video,
 * only those that did.  External meetings follow another house's habits and
 * are out.  NEEDED: below eight one bad week of a connection is most of it.
 *
 * The share of the whole company is in the sentence, since a camera that is
 * off where most are off says nothing; the weight of that is for weighing/.
 */
#include "signals/detectors.h"
#include "signals/meetings.h"

struct company {
    uint64_t people, meetings, off; /* those with enough meetings */
    uint64_t asked_meetings, asked_off;
    uint32_t asked_told; /* 1: some record tells who was asked for video */
};

struct count {
    uint32_t meetings, off;
};

static struct count
count_off(const struct meetings *meetings, bool only_asked)
{
    struct count count = {0};

    for (uint32_t i = 0; i < meetings->set.count; i++) {
        uint8_t told = meetings->told[i];

        if (!(told & MEETING_VIDEO_TOLD) ||
            (only_asked && !(told & MEETING_ASKED)))
            continue;
        count.meetings++;
        count.off += !(told & MEETING_VIDEO);
    }
    return count;
}

static void
off_survey(const void *memory, const struct rc_person *person, void *company)
{
    const struct meetings *meetings = memory;
    struct company *all = company;

    if (!meetings)
        return;
    struct count any = count_off(meetings, false);
    struct count asked = count_off(meetings, true);

    for (uint32_t i = 0; i < meetings->set.count; i++)
        all->asked_told |= (meetings->told[i] & MEETING_ASKED_TOLD) != 0;
    all->people++;
    all->meetings += any.meetings;
    all->off += any.off;
    all->asked_meetings += asked.meetings;
    all->asked_off += asked.off;
}

static void
off_measure(const void *memory, const struct rc_measure_call *call,
            struct rc_measure_sink *to)
{
    const struct meetings *meetings = memory;
    const struct company *all = call->company;
    struct rc_measure measure = {.name = "camera_off_share",
                                 .unit = "share of meetings"};
    bool asked = all && all->asked_told;
    struct count count = {0};

    if (meetings)
        count = count_off(meetings, asked);
    measure.seen = count.meetings >= MEETINGS_NEEDED;
    if (!measure.seen) {
        measure.why = rc_arena_print(
            to->arena,
            "Too few meetings told whether video was sent (%u of %d needed).",
            count.meetings, MEETINGS_NEEDED);
        to->take(to, &measure);
        return;
    }
    measure.value = (double)count.off / count.meetings;
    rc_keep_show(&measure, &meetings->refs);

    uint64_t of = all ? (asked ? all->asked_meetings : all->meetings) : 0;
    uint64_t off = all ? (asked ? all->asked_off : all->off) : 0;

    measure.why =
        of ? rc_arena_print(to->arena,
                            "No video was sent in %u of %u meetings%s; in the "
                            "whole company it is %u in a hundred.",
                            count.off, count.meetings,
                            asked ? " that asked for it" : "",
                            (unsigned)(100 * off / of))
           : rc_arena_print(to->arena,
                            "No video was sent in %u of %u meetings.",
                            count.off, count.meetings);
    to->take(to, &measure);
}

const struct rc_detector rc_detector_camera_off_persistent = {
    .name = "camera-off-persistent",
    .says = "share of meetings in which no video was sent",
    .kinds = RC_KIND_BIT(MEETING),
    .version = 1,
    .memory_bytes = sizeof(struct meetings),
    .observe = rc_meetings_observe,
    .merge = rc_meetings_merge,
    .company_bytes = sizeof(struct company),
    .survey = off_survey,
    .measure = off_measure,
};
