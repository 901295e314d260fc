/* fill.c -- from slots to an observation; see fill.h. */
#include "sources/fill.h"

#include <assert.h>
#include <math.h>
#include <stdatomic.h>

#include "sources/minimise.h"

void
rc_fill_begin(const struct rc_fill *fill, const struct rc_source *source,
              struct rc_obs *obs)
{
    (void)fill;
    rc_obs_init(obs);
    obs->kind = source->kind;
    obs->vendor = source->vendor;
    obs->stream = source->stream;
}

bool
rc_fill_take(const struct rc_fill *fill, struct rc_obs *obs)
{
    char room[RC_IP_TEXT];

    if (obs->src_ip.len) {
        struct rc_slice ip = rc_ip_text(obs->src_ip, room);

        obs->src_ip = ip.p == room ? rc_arena_copy(fill->arena, ip) : ip;
    }
    fill->to->take(fill->to, fill->record, obs);
    return true;
}

bool
rc_fill_reject(const struct rc_fill *fill, const char *why)
{
    fill->to->reject(fill->to, fill->record, why);
    return true;
}

bool
rc_fill_skip(const struct rc_fill *fill)
{
    fill->to->skip(fill->to, fill->record);
    return true;
}

struct rc_slice
rc_value_text(const struct rc_json_value *value)
{
    switch (value->type) {
    case RC_JSON_STRING:
        return rc_slice_trim(value->text);
    case RC_JSON_NUMBER:
    case RC_JSON_TRUE:
    case RC_JSON_FALSE:
        return value->text;
    case RC_JSON_NONE:
    case RC_JSON_NULL:
    case RC_JSON_OBJECT:
    case RC_JSON_ARRAY:
        break;
    }
    return RC_SLICE_NONE;
}

struct rc_slice
rc_fill_text(const struct rc_fill *fill, size_t slot)
{
    return RC_FILL_CSV(fill) ? fill->column[slot]
                             : rc_value_text(&fill->slot[slot]);
}

bool
rc_text_time(const struct rc_fill *fill, struct rc_slice text, int64_t *at_us,
             struct rc_obs *obs)
{
    struct rc_time time;

    if (!text.len)
        return false;
    time = rc_time_read(text, &fill->setting->time);
    if (time.at_us == RC_TIME_NONE)
        return false;
    *at_us = time.at_us;
    if (time.ambiguous && obs)
        rc_obs_tell(obs, RC_TIME_AMBIGUOUS, true);
    return true;
}

bool
rc_fill_time(const struct rc_fill *fill, size_t slot, int64_t *at_us,
             struct rc_obs *obs)
{
    return rc_text_time(fill, rc_fill_text(fill, slot), at_us, obs);
}

double
rc_text_number(struct rc_slice text)
{
    double value;

    return rc_slice_double(text, &value) ? value : (double)NAN;
}

double
rc_fill_number(const struct rc_fill *fill, size_t slot)
{
    return rc_text_number(rc_fill_text(fill, slot));
}

bool
rc_text_among(struct rc_slice text, const char *list)
{
    struct rc_slice rest = rc_slice_of(list), word;

    while (rc_slice_cut(&rest, '|', &word))
        if (rc_slice_ieq(text, word))
            return true;
    return rc_slice_ieq(text, rest);
}

bool
rc_text_flag(struct rc_slice text, struct rc_obs *obs, enum rc_obs_flag flag)
{
    bool value;

    if (!text.len)
        return false;
    value = rc_text_among(text, "true|yes|y|1|on");
    if (!value && !rc_text_among(text, "false|no|n|0|off"))
        return false;
    rc_obs_tell(obs, flag, value);
    return true;
}

bool
rc_fill_flag(const struct rc_fill *fill, struct rc_obs *obs,
             enum rc_obs_flag flag, size_t slot)
{
    return rc_text_flag(rc_fill_text(fill, slot), obs, flag);
}

struct rc_slice
rc_text_join(const struct rc_fill *fill, const char *between,
             const struct rc_slice *pieces, size_t count)
{
    struct rc_slice joined = RC_SLICE_NONE;

    for (size_t i = 0; i < count; i++) {
        if (!pieces[i].len)
            continue;
        if (!joined.len) {
            joined = pieces[i]; /* one piece is not copied */
            continue;
        }
        size_t gap = strlen(between);
        char *to = rc_arena_take(fill->arena,
                                 joined.len + gap + pieces[i].len + RC_PAD);

        memcpy(to, joined.p, joined.len);
        memcpy(to + joined.len, between, gap);
        memcpy(to + joined.len + gap, pieces[i].p, pieces[i].len);
        to[joined.len + gap + pieces[i].len] = '\0';
        joined = (struct rc_slice){to, joined.len + gap + pieces[i].len};
    }
    return joined;
}

struct rc_slice
rc_fill_outer(const struct rc_fill *fill, const char *path)
{
    struct rc_json_value value;

    if (!fill->record->outer.len || RC_FILL_CSV(fill))
        return RC_SLICE_NONE;
    value = rc_json_get(fill->record->outer, path, fill->arena);
    return rc_value_text(&value);
}

bool
rc_fill_part(const struct rc_fill *fill, struct rc_part *part,
             struct rc_slice element, struct rc_json_value *values)
{
    struct rc_json_projection *projection = atomic_load(&part->made);
    const char *why;
    size_t used;

    if (!projection) {
        struct rc_json_projection *mine;

        for (size_t i = 0; i < part->count; i++)
            assert(!rc_minimise_refuses(fill->source,
                                        rc_slice_of(part->paths[i])));
        mine = rc_json_projection_new(part->paths, part->count);

        /* of two threads that came at once, one's is kept */
        if (atomic_compare_exchange_strong(&part->made, &projection, mine))
            projection = mine;
        else
            rc_json_projection_free(mine);
    }
    return element.len && element.p[0] == '{' &&
           rc_json_project(fill->scanner, projection, element,
                           fill->setting->strict, fill->arena, values, &used,
                           &why) == RC_JSON_OK;
}
