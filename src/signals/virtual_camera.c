/*
 * virtual_camera.c -- meetings joined with a camera that is a program.
 *
 * Distinct meetings count, and one more if such a program is on a device of the
 * person.  What is on the list and what is left open (background effects of
 * graphics cards) is for pack/lists; streaming studios count only by the
 * device name of their virtual camera, not for being installed.
 */
#include "signals/detectors.h"
#include "signals/keep.h"
#include "signals/meetings.h"

enum { KEPT = 64, SOFTWARE_REFS = 2 };

struct virtual
{
    struct rc_keep_set set;
    uint64_t keys[KEPT];
    uint64_t meetings_seen; /* 1: any meeting named its camera */
    struct rc_keep_refs refs;
    uint64_t software_count;
    struct rc_ref software[SOFTWARE_REFS];
};

static void
virtual_observe(void *memory, const struct rc_seen *seen)
{
    struct virtual *virtual = memory;
    bool meeting = seen->obs->kind == RC_OBS_MEETING, fresh;

    virtual->meetings_seen |= meeting && seen->camera != RC_CAMERA_UNSAID;
    if (seen->camera != RC_CAMERA_VIRTUAL)
        return;
    if (!meeting) {
        rc_keep_ref(&virtual->software_count, virtual->software, SOFTWARE_REFS,
                    &seen->ref);
        return;
    }
    rc_keep_put(&virtual->set, virtual->keys, NULL, 0, KEPT,
                rc_meeting_key(seen), &fresh);
    rc_keep_refs_put(&virtual->refs, &seen->ref);
}

static void
virtual_merge(void *into, const void *from)
{
    struct virtual *a = into;
    const struct virtual *b = from;
    bool fresh;

    for (uint32_t i = 0; i < b->set.count; i++)
        rc_keep_put(&a->set, a->keys, NULL, 0, KEPT, b->keys[i], &fresh);
    a->set.more |= b->set.more;
    a->meetings_seen |= b->meetings_seen;
    rc_keep_refs_merge(&a->refs, &b->refs);
    for (uint64_t i = 0; i < b->software_count; i++)
        rc_keep_ref(&a->software_count, a->software, SOFTWARE_REFS,
                    &b->software[i]);
}

static void
virtual_measure(const void *memory, const struct rc_measure_call *call,
                struct rc_measure_sink *to)
{
    const struct virtual *virtual = memory;
    struct rc_measure measure = {.name = "virtual_camera_meetings",
                                 .unit = "meetings"};
    struct rc_keep_refs refs = {0};
    uint32_t meetings = virtual ? virtual->set.count : 0;
    bool software = virtual && virtual->software_count;

    measure.seen = virtual && (virtual->meetings_seen || software);
    measure.value = meetings + software;
    if (measure.seen) {
        refs = virtual->refs;
        for (uint64_t i = 0; i < virtual->software_count; i++)
            rc_keep_refs_put(&refs, &virtual->software[i]);
        rc_keep_show(&measure, &refs);
        measure.why = rc_arena_print(
            to->arena, "%u meeting%s joined with a virtual camera%s.", meetings,
            meetings == 1 ? " was" : "s were",
            software ? "; virtual camera software is on a device" : "");
    } else {
        measure.why = RC_S("No meeting named its camera.");
    }
    to->take(to, &measure);
}

const struct rc_detector rc_detector_virtual_camera = {
    .name = "virtual-camera",
    .says = "meetings joined with a virtual camera",
    .kinds = RC_KIND_BIT(MEETING) | RC_KIND_BIT(SOFTWARE) |
             RC_KIND_BIT(PERIPHERAL) | RC_KIND_BIT(PROCESS),
    .version = 1,
    .memory_bytes = sizeof(struct virtual),
    .observe = virtual_observe,
    .merge = virtual_merge,
    .measure = virtual_measure,
};
