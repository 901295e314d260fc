/*
 * meetings.h -- a sample of somebody's meetings, and what was told of the
 * camera in each; private to signals/, kept by the two camera detectors.
 *
 * A meeting is the vendor's id on a day: a weekly meeting keeps its id, and who
 * drops out and joins again was in one meeting.  All that is told of it in any
 * record is ORed, so video sent for a minute is video sent.  Beyond MEETINGS
 * the smallest hashes are kept: a fair sample.
 */
#ifndef RC_SIGNALS_MEETINGS_H
#define RC_SIGNALS_MEETINGS_H

#include "signals/keep.h"

enum { MEETINGS = 96, MEETINGS_NEEDED = 8 };

enum {
    MEETING_VIDEO_TOLD = 1,
    MEETING_VIDEO = 2,
    MEETING_ASKED_TOLD = 4,
    MEETING_ASKED = 8,
    MEETING_HARDWARE = 16,
    MEETING_NOT_HARDWARE = 32, /* virtual, unclear or none */
};

struct meetings {
    struct rc_keep_set set;
    uint64_t keys[MEETINGS];
    uint8_t told[MEETINGS];
    struct rc_keep_refs refs;
};

uint64_t rc_meeting_key(const struct rc_seen *seen);
/* Nothing is kept of a meeting joined as somebody else's guest. */
void rc_meetings_observe(void *memory, const struct rc_seen *seen);
void rc_meetings_merge(void *into, const void *from);

#endif
