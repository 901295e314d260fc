/*
 * time_tzif.c -- a zone file's bytes (TZif, RFC 8536) into a table.
 *
 *     "TZif" version 15 x 0 | isutcnt isstdcnt leapcnt timecnt typecnt charcnt
 *     times (4 bytes each)  | type of each (1)  | types (6)  | names | ...
 *     from version 2 on the whole again, with 8-byte times, and a footer:
 *     "\n" POSIX TZ string "\n"
 *
 * Numbers are big-endian.  The counts come from the file, so that every size
 * is computed in 64 bits and compared with what is there before anything is
 * read.  Files that count leap seconds ("right/...") are refused: a moment
 * has none.
 */
#include "base/time_zone.h"

#include <stdlib.h>

#include "base/arena.h"

enum { HEADER_BYTES = 44, TYPE_BYTES = 6 };

struct counts {
    uint64_t isut, isstd, leap, time, type, chars;
};

/* The file being read. */
struct tzif {
    const unsigned char *p;
    size_t len;
    const char *why;
};

static uint32_t
big32(const unsigned char *p)
{
    return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 |
           p[3];
}

static int64_t
big64(const unsigned char *p)
{
    return (int64_t)((uint64_t)big32(p) << 32 | big32(p + 4));
}

static bool
refuse(struct tzif *in, const char *why)
{
    in->why = why;
    return false;
}

static bool
take_header(struct tzif *in, unsigned char *version, struct counts *n)
{
    if (in->len < HEADER_BYTES || memcmp(in->p, "TZif", 4) != 0)
        return refuse(in, "is no zone file");
    *version = in->p[4];
    *n = (struct counts){big32(in->p + 20), big32(in->p + 24),
                         big32(in->p + 28), big32(in->p + 32),
                         big32(in->p + 36), big32(in->p + 40)};
    in->p += HEADER_BYTES;
    in->len -= HEADER_BYTES;
    return true;
}

static uint64_t
block_bytes(const struct counts *n, unsigned time_bytes)
{
    return n->time * (time_bytes + 1) + n->type * TYPE_BYTES + n->chars +
           n->leap * (time_bytes + 4) + n->isstd + n->isut;
}

/* One transition behind the last; what changes nothing is left out, and so is
 * what a nonsensical rule puts before its own last edge. */
static void
add(struct rc_zone *zone, int64_t at_s, int32_t offset)
{
    if (offset == zone->offset[zone->count] ||
        (zone->count && at_s <= zone->at_s[zone->count - 1]))
        return;
    zone->at_s[zone->count++] = at_s;
    zone->offset[zone->count] = offset;
}

static struct rc_zone *
zone_new(size_t transitions)
{
    struct rc_zone *zone = rc_alloc(sizeof *zone);

    *zone = (struct rc_zone){.cycle_s = INT64_MAX};
    zone->at_s = rc_alloc((transitions + 1) * sizeof *zone->at_s);
    zone->offset = rc_alloc((transitions + 1) * sizeof *zone->offset);
    zone->offset[0] = 0;
    return zone;
}

void
rc_zone_free(struct rc_zone *zone)
{
    if (!zone)
        return;
    free(zone->at_s);
    free(zone->offset);
    free(zone);
}

struct rc_zone *
rc_zone_fixed(int32_t offset)
{
    struct rc_zone *zone = zone_new(0);

    zone->offset[0] = offset;
    return zone;
}

/* Two transitions a year, for a cycle and the year it begins in. */
enum { RULE_YEARS = 402 };
/* About 139000 years: further than any moment, and safe to multiply. */
#define FAR_S (INT64_C(1) << 42)

/* A change that the rule makes. */
struct edge {
    int64_t at_s;
    int32_t offset;
};

/* A year's changes in their order; returns how many there are.  Summer time
 * that ends only when the next one has started never ends: all-year summer
 * time is written so. */
static int
edges_of(const struct rc_zone_rule *rule, int year, struct edge edges[2])
{
    struct edge start = {
        rc_zone_edge_local(&rule->start, year) - rule->standard, rule->summer};
    struct edge end = {rc_zone_edge_local(&rule->end, year) - rule->summer,
                       rule->standard};
    int64_t next_s =
        rc_zone_edge_local(&rule->start, year + 1) - rule->standard;
    bool south = end.at_s < start.at_s; /* summer spans the new year */

    edges[0] = south ? end : start;
    edges[1] = south ? start : end;
    return !south && end.at_s >= next_s ? 1 : 2;
}

/* From last_s on the rule speaks, and says offset to begin with.  A sane file
 * says the same there already. */
static void
begin_rule(struct rc_zone *zone, int64_t last_s, int32_t offset)
{
    if (zone->rule_only)
        zone->offset[0] = offset;
    else if (zone->count && zone->at_s[zone->count - 1] == last_s)
        zone->offset[zone->count] = offset;
    else
        add(zone, last_s, offset);
}

/* Writes the rule out behind the file's last transition or, where the file
 * has none, from 1900 on. */
static void
add_rule(struct rc_zone *zone, const struct rc_zone_rule *rule, bool any,
         int64_t last_s)
{
    int32_t state = rule->standard;
    bool begun = false;
    int year = 1900;

    if (any && last_s > FAR_S)
        return; /* beyond any moment: the rule never comes to speak */
    if (any && last_s >= -FAR_S) {
        year = rc_civil_of(last_s * RC_US_PER_SECOND).year;
    } else { /* none, or only the "Big Bang" that some files start with */
        zone->count = 0;
        zone->rule_only = true;
        last_s = rc_days_of(year, 1, 1) * 86400;
    }
    if (!rule->has_summer) {
        begin_rule(zone, last_s, state);
        return;
    }
    zone->cycle_s = last_s;
    /* The year before gives the state that the first year begins in. */
    for (int y = year - 1; y < year - 1 + RULE_YEARS; y++) {
        struct edge edges[2];
        int count = edges_of(rule, y, edges);

        for (int i = 0; i < count; i++) {
            if (edges[i].at_s <= last_s) {
                state = edges[i].offset;
                continue;
            }
            if (!begun)
                begin_rule(zone, last_s, state);
            begun = true;
            add(zone, edges[i].at_s, edges[i].offset);
        }
    }
}

/* The data block at in->p, whose size was checked, into a zone. */
static struct rc_zone *
read_block(struct tzif *in, const struct counts *n, unsigned time_bytes,
           const struct rc_zone_rule *rule)
{
    const unsigned char *times = in->p;
    const unsigned char *kinds = times + n->time * time_bytes;
    const unsigned char *types = kinds + n->time;
    struct rc_zone *zone = zone_new((size_t)n->time + 2 * RULE_YEARS + 1);
    int64_t last_s = INT64_MIN;

    for (uint64_t i = 0; i < n->type; i++) {
        int32_t offset = (int32_t)big32(types + i * TYPE_BYTES);

        if (offset < RC_ZONE_OFFSET_MIN || offset > RC_ZONE_OFFSET_MAX) {
            in->why = "has an offset of more than a day";
            goto bad;
        }
    }
    zone->offset[0] = (int32_t)big32(types);
    for (uint64_t i = 0; i < n->time; i++) {
        int64_t at_s = time_bytes == 8 ? big64(times + i * 8)
                                       : (int32_t)big32(times + i * 4);

        if (kinds[i] >= n->type) {
            in->why = "names a type that it does not have";
            goto bad;
        }
        if (i > 0 && at_s <= last_s) {
            in->why = "has transitions out of order";
            goto bad;
        }
        last_s = at_s;
        add(zone, at_s, (int32_t)big32(types + kinds[i] * TYPE_BYTES));
    }
    if (rule)
        add_rule(zone, rule, n->time > 0, last_s);
    return zone;
bad:
    rc_zone_free(zone);
    return NULL;
}

/* "\n" rule "\n"; an empty rule means that nothing is known of later. */
static bool
take_footer(struct tzif *in, uint64_t block, struct rc_zone_rule *rule,
            bool *any)
{
    const unsigned char *p = in->p + block;
    size_t len = in->len - (size_t)block;
    const unsigned char *end = len > 1 ? memchr(p + 1, '\n', len - 1) : NULL;

    *any = false;
    if (!end || p[0] != '\n')
        return refuse(in, "has no footer");
    if (end == p + 1)
        return true;
    if (!rc_zone_rule_read(
            (struct rc_slice){(const char *)p + 1, (size_t)(end - p - 1)},
            rule))
        return refuse(in, "has a footer that is no TZ rule");
    *any = true;
    return true;
}

struct rc_zone *
rc_zone_parse(struct rc_slice bytes, const char **why)
{
    struct tzif in = {(const unsigned char *)bytes.p, bytes.len, NULL};
    struct rc_zone *zone = NULL;
    struct rc_zone_rule rule;
    struct counts n;
    unsigned char version;
    unsigned time_bytes = 4;
    bool has_rule = false;

    if (!take_header(&in, &version, &n))
        goto out;
    if (block_bytes(&n, 4) > in.len) {
        in.why = "is cut short";
        goto out;
    }
    if (version >= '2') { /* the first block was for old readers */
        size_t skip = (size_t)block_bytes(&n, 4);

        time_bytes = 8;
        in.p += skip;
        in.len -= skip;
        if (!take_header(&in, &version, &n))
            goto out;
        if (block_bytes(&n, 8) > in.len) {
            in.why = "is cut short";
            goto out;
        }
        if (!take_footer(&in, block_bytes(&n, 8), &rule, &has_rule))
            goto out;
    }
    if (n.leap) {
        in.why = "counts leap seconds";
        goto out;
    }
    if (!n.type) {
        in.why = "has no offset";
        goto out;
    }
    zone = read_block(&in, &n, time_bytes, has_rule ? &rule : NULL);
out:
    if (!zone)
        *why = in.why;
    return zone;
}
