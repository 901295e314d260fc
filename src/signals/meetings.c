/*
 * meetings.c -- keeping the sample of meetings.
 */
#include "signals/meetings.h"

uint64_t
rc_meeting_key(const struct rc_seen *seen)
{
    const struct rc_obs *obs = seen->obs;

    /* without an id, the moment at which it began for this person */
    return obs->session_uid.len
               ? rc_hash_mix(rc_hash(obs->session_uid), (uint64_t)seen->day)
               : rc_hash_mix(RC_OBS_MEETING, (uint64_t)obs->at_us);
}

static uint8_t
told_of(const struct rc_seen *seen)
{
    uint32_t told = seen->obs->flags_told, is = seen->obs->flags;
    uint8_t bits = 0;

    if (told & RC_VIDEO_SENT)
        bits |= MEETING_VIDEO_TOLD | (is & RC_VIDEO_SENT ? MEETING_VIDEO : 0);
    if (told & RC_VIDEO_ASKED)
        bits |= MEETING_ASKED_TOLD | (is & RC_VIDEO_ASKED ? MEETING_ASKED : 0);
    if (seen->camera == RC_CAMERA_HARDWARE)
        bits |= MEETING_HARDWARE;
    else if (seen->camera != RC_CAMERA_UNSAID)
        bits |= MEETING_NOT_HARDWARE;
    return bits;
}

void
rc_meetings_observe(void *memory, const struct rc_seen *seen)
{
    struct meetings *meetings = memory;
    uint8_t bits = told_of(seen);
    bool fresh;

    if (!bits || seen->obs->flags & RC_IS_EXTERNAL)
        return;
    uint8_t *told = rc_keep_put(&meetings->set, meetings->keys, meetings->told,
                                1, MEETINGS, rc_meeting_key(seen), &fresh);

    if (told)
        *told |= bits;
    /* also of a meeting that is not in the sample: it may have been before */
    rc_keep_refs_put(&meetings->refs, &seen->ref);
}

void
rc_meetings_merge(void *into, const void *from)
{
    struct meetings *a = into;
    const struct meetings *b = from;
    bool fresh;

    for (uint32_t i = 0; i < b->set.count; i++) {
        uint8_t *told = rc_keep_put(&a->set, a->keys, a->told, 1, MEETINGS,
                                    b->keys[i], &fresh);

        if (told)
            *told |= b->told[i];
    }
    a->set.more |= b->set.more;
    rc_keep_refs_merge(&a->refs, &b->refs);
}
