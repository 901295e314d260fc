/*
 * roster.c -- the directory records, each kept once, encoded.
 *
 * A record's content without its time is what makes it the same record: a
 * device listed every day is one row, with the latest day it was listed.
 */
#include "subjects/subject.h"

#include <stdlib.h>

struct rc_roster {
    struct rc_intern rows; /* encoded without at_us */
    int64_t *at_us;        /* latest, by row number */
    uint32_t cap;
    uint32_t *sorted; /* row numbers by content; NULL until sorted */
    struct rc_buf scratch;
};

struct rc_roster *
rc_roster_new(void)
{
    struct rc_roster *roster = rc_alloc(sizeof *roster);

    *roster = (struct rc_roster){0};
    rc_intern_init(&roster->rows);
    return roster;
}

void
rc_roster_free(struct rc_roster *roster)
{
    if (!roster)
        return;
    rc_intern_done(&roster->rows);
    free(roster->at_us);
    free(roster->sorted);
    rc_buf_done(&roster->scratch);
    free(roster);
}

static void
put(struct rc_roster *roster, struct rc_slice row, int64_t at_us)
{
    bool added;
    uint32_t id = rc_intern_put(&roster->rows, row, &added);

    if (id >= roster->cap) {
        roster->cap = roster->cap ? roster->cap * 2 : 256;
        roster->at_us =
            rc_realloc(roster->at_us, roster->cap * sizeof *roster->at_us);
    }
    if (added || at_us > roster->at_us[id])
        roster->at_us[id] = at_us;
    free(roster->sorted);
    roster->sorted = NULL;
}

bool
rc_roster_add(struct rc_roster *roster, const struct rc_obs *obs)
{
    struct rc_obs row = *obs;

    switch (obs->kind) {
    case RC_OBS_WORKER:
    case RC_OBS_CANDIDATE:
    case RC_OBS_DEVICE:
    case RC_OBS_DIRECTORY:
        break;
    case RC_OBS_SHIPMENT:
        if (!obs->device_serial.len)
            return false;
        /* whose machine it is is all that is asked of a parcel here */
        rc_obs_init(&row);
        row.kind = RC_OBS_SHIPMENT;
        row.device_serial = obs->device_serial;
        row.employee_number = obs->employee_number;
        row.user = obs->user;
        row.email = obs->email;
        break;
    default:
        return false;
    }
    row.document = RC_SLICE_NONE;
    row.user_agent = RC_SLICE_NONE;
    row.at_us = RC_TIME_NONE;
    row.vendor = row.stream = "";
    roster->scratch.len = 0;
    rc_obs_encode(&row, &roster->scratch);
    put(roster, rc_buf_slice(&roster->scratch), obs->at_us);
    return true;
}

void
rc_roster_merge(struct rc_roster *into, const struct rc_roster *from)
{
    for (uint32_t id = 0; id < from->rows.count; id++)
        put(into, from->rows.entries[id].text, from->at_us[id]);
}

size_t
rc_roster_count(const struct rc_roster *roster)
{
    return roster->rows.count;
}

static int
by_text(const void *a, const void *b, void *with)
{
    const struct rc_intern_entry *entries = with;

    return rc_slice_cmp(entries[*(const uint32_t *)a].text,
                        entries[*(const uint32_t *)b].text);
}

void
rc_roster_sort(struct rc_roster *roster)
{
    if (roster->sorted)
        return;
    roster->sorted = rc_alloc(roster->rows.count * sizeof *roster->sorted);
    for (uint32_t id = 0; id < roster->rows.count; id++)
        roster->sorted[id] = id;
    qsort_r(roster->sorted, roster->rows.count, sizeof *roster->sorted, by_text,
            roster->rows.entries);
}

struct rc_slice
rc_roster_at(const struct rc_roster *roster, size_t index)
{
    return roster->rows.entries[roster->sorted[index]].text;
}

int64_t
rc_roster_seen_us(const struct rc_roster *roster, size_t index)
{
    return roster->at_us[roster->sorted[index]];
}

/* "RCR1", then for each row its latest time, its length and its bytes. */
void
rc_roster_save(struct rc_roster *roster, struct rc_buf *to)
{
    rc_roster_sort(roster);
    rc_buf_put(to, RC_S("RCR1"));
    for (size_t i = 0; i < rc_roster_count(roster); i++) {
        int64_t at_us = rc_roster_seen_us(roster, i);
        struct rc_slice row = rc_roster_at(roster, i);
        uint32_t len = (uint32_t)row.len;

        rc_buf_put(to, (struct rc_slice){(char *)&at_us, sizeof at_us});
        rc_buf_put(to, (struct rc_slice){(char *)&len, sizeof len});
        rc_buf_put(to, row);
    }
}

enum rc_status
rc_roster_load(struct rc_roster *roster, struct rc_slice bytes,
               struct rc_err *err)
{
    if (!rc_slice_starts(bytes, RC_S("RCR1")))
        return rc_fail(err, RC_INTEGRITY, "the saved directory is damaged");
    bytes.p += 4;
    bytes.len -= 4;
    while (bytes.len) {
        int64_t at_us;
        uint32_t len;

        if (bytes.len < sizeof at_us + sizeof len)
            return rc_fail(err, RC_INTEGRITY, "the saved directory is cut");
        memcpy(&at_us, bytes.p, sizeof at_us);
        memcpy(&len, bytes.p + sizeof at_us, sizeof len);
        bytes.p += sizeof at_us + sizeof len;
        bytes.len -= sizeof at_us + sizeof len;
        if (len > bytes.len)
            return rc_fail(err, RC_INTEGRITY, "the saved directory is cut");
        put(roster, (struct rc_slice){bytes.p, len}, at_us);
        bytes.p += len;
        bytes.len -= len;
    }
    return RC_OK;
}
