/*
 * time_zone.c -- the zones that are open, and what a zone answers.
 *
 * Zones live in one process-wide table under a mutex and are never freed or
 * changed, so that a pointer to one may be used by any thread without a lock.
 * Names come from outside (a record may say which zone its user chose): the
 * table is keyed by the canonical name, and a name that opens nothing is not
 * kept, so that it cannot grow beyond the files that exist.
 */
#include "base/time_zone.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/intern.h"

static struct {
    pthread_mutex_t lock;
    bool ready;
    struct rc_intern names;
    const struct rc_zone **zones; /* by the name's number */
    uint32_t count, cap;
} open_zones = {.lock = PTHREAD_MUTEX_INITIALIZER};

const char *
rc_zone_name(const struct rc_zone *zone)
{
    return zone->name;
}

/* How many transitions are at or before t. */
static size_t
transitions_until(const struct rc_zone *zone, int64_t t)
{
    const int64_t *base = zone->at_s;
    size_t n = zone->count;

    if (!n)
        return 0;
    /* Without branches that depend on the data: they would be mispredicted. */
    while (n > 1) {
        size_t half = n / 2;

        base = base[half - 1] <= t ? base + half : base;
        n -= half;
    }
    return (size_t)(base - zone->at_s) + (*base <= t);
}

/* The seconds that moving t into the table's cycle takes away. */
static int64_t
whole_cycles(const struct rc_zone *zone, int64_t t)
{
    if (t >= zone->cycle_s)
        return (t - zone->cycle_s) / RC_ZONE_CYCLE_S * RC_ZONE_CYCLE_S;
    if (zone->rule_only && zone->cycle_s != INT64_MAX)
        return -((zone->cycle_s - t + RC_ZONE_CYCLE_S - 1) / RC_ZONE_CYCLE_S *
                 RC_ZONE_CYCLE_S);
    return 0;
}

int32_t
rc_zone_offset(const struct rc_zone *zone, int64_t at_us)
{
    int64_t t = at_us / RC_US_PER_SECOND - (at_us % RC_US_PER_SECOND < 0);

    return zone->offset[transitions_until(zone, t - whole_cycles(zone, t))];
}

/*
 * Between two transitions local time is UTC and a constant.  We try every
 * stretch that can hold the moment and see whether it does: one fits, as a
 * rule; two in the hour that happens twice; none in the hour that never was.
 */
struct rc_time
rc_zone_local(const struct rc_zone *zone, const struct rc_civil *local)
{
    int64_t local_us = rc_civil_us(local);
    int64_t local_s =
        local_us / RC_US_PER_SECOND - (local_us % RC_US_PER_SECOND < 0);
    int64_t cycles = whole_cycles(zone, local_s - RC_ZONE_OFFSET_MAX);
    int64_t want = local_s - cycles;
    size_t first = transitions_until(zone, want - RC_ZONE_OFFSET_MAX);
    size_t last = transitions_until(zone, want - RC_ZONE_OFFSET_MIN);
    int32_t offset = zone->offset[first];
    struct rc_time out = {.zone = RC_ZONE_ABSENT};
    int fits = 0;

    for (size_t i = first; i <= last; i++) {
        int64_t t = want - zone->offset[i];

        if (i < zone->count && t >= zone->at_s[i])
            continue; /* a later stretch's */
        if (i > 0 && t < zone->at_s[i - 1])
            continue; /* an earlier stretch's */
        if (fits++ == 0)
            offset = zone->offset[i];
    }
    if (!fits) {
        /* In a gap: the stretch that ends before it would have gone on, and
         * what its clock shows is the time "moved on by the gap". */
        for (size_t i = first; i < last; i++)
            if (want - zone->offset[i] >= zone->at_s[i])
                offset = zone->offset[i];
        out.skipped = true;
    }
    out.ambiguous = fits > 1;
    out.at_us = local_us - offset * RC_US_PER_SECOND;
    return out;
}

bool
rc_zone_offset_read(struct rc_slice text, int32_t *offset)
{
    size_t at = 1, digits = 0;
    int number[2] = {0}; /* hours, minutes */
    bool minus = text.len && text.p[0] == '-';

    if (!minus && !(text.len && text.p[0] == '+'))
        return false;
    while (at < text.len && digits < 4 && text.p[at] >= '0' &&
           text.p[at] <= '9') {
        int *n = &number[digits++ / 2];

        *n = *n * 10 + (text.p[at++] - '0');
    }
    if ((digits == 1 || digits == 2) && at + 3 == text.len &&
        text.p[at] == ':' && text.p[at + 1] >= '0' && text.p[at + 1] <= '9' &&
        text.p[at + 2] >= '0' && text.p[at + 2] <= '9') {
        number[1] = (text.p[at + 1] - '0') * 10 + (text.p[at + 2] - '0');
        at += 3;
    }
    if (at != text.len || digits == 0 || digits == 3 || number[0] > 23 ||
        number[1] > 59)
        return false;
    *offset = (number[0] * 60 + number[1]) * (minus ? -60 : 60);
    return true;
}

/* UTC, GMT, Z, +09:00, UTC-5, GMT+05:30: false when it is none of them. */
static bool
fixed_offset(struct rc_slice name, int32_t *offset)
{
    *offset = 0;
    if (rc_slice_ieq(name, RC_S("UTC")) || rc_slice_ieq(name, RC_S("GMT")) ||
        rc_slice_ieq(name, RC_S("Z")))
        return true;
    if (rc_slice_starts(name, RC_S("UTC")) ||
        rc_slice_starts(name, RC_S("GMT"))) {
        /* GMT+0 and GMT-0 are files as well, and mean the same. */
        name.p += 3;
        name.len -= 3;
    }
    return rc_zone_offset_read(name, offset);
}

static void
fixed_name(int32_t offset, char name[RC_ZONE_NAME_MAX + 1])
{
    int minutes = offset / 60;

    if (offset == 0)
        memcpy(name, "UTC", 4);
    else
        snprintf(name, RC_ZONE_NAME_MAX + 1, "%c%02d:%02d",
                 offset < 0 ? '-' : '+', abs(minutes) / 60, abs(minutes) % 60);
}

/* Letters, digits, _ + - and single slashes inside: nothing that could leave
 * the folder, and no dot, which no zone has. */
static bool
is_name(struct rc_slice name)
{
    if (!name.len || name.len > RC_ZONE_NAME_MAX || name.p[0] == '/' ||
        name.p[name.len - 1] == '/')
        return false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.p[i];

        if (!((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
              (c >= '0' && c <= '9') || c == '_' || c == '+' || c == '-' ||
              (c == '/' && name.p[i + 1] != '/')))
            return false;
    }
    return true;
}

/* The whole file, which the caller frees. */
static enum rc_status
load(const char *path, const char *name, char **bytes, size_t *len,
     struct rc_err *err)
{
    enum rc_status st = RC_OK;
    struct stat info;
    char *got = NULL;
    size_t have = 0;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return rc_fail(err, RC_INPUT, "time zone %s: there is no %s", name,
                       path);
    if (fd < 0)
        return rc_fail(err, errno == EACCES ? RC_PERMIT : RC_IO,
                       "time zone %s: %s: %s", name, path, strerror(errno));
    if (fstat(fd, &info) != 0) {
        st = rc_fail(err, RC_IO, "time zone %s: %s: %s", name, path,
                     strerror(errno));
        goto out;
    }
    if (!S_ISREG(info.st_mode) || info.st_size > RC_ZONE_FILE_MAX) {
        st = rc_fail(err, RC_INPUT, "time zone %s: %s is %s", name, path,
                     S_ISREG(info.st_mode) ? "over 1 MiB" : "no file");
        goto out;
    }
    got = rc_alloc((size_t)info.st_size + 1);
    while (have < (size_t)info.st_size) {
        ssize_t n = read(fd, got + have, (size_t)info.st_size - have);

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            st = rc_fail(err, RC_IO, "time zone %s: %s: %s", name, path,
                         strerror(errno));
            goto out;
        }
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *bytes = got;
    *len = have;
    got = NULL; /* handed over */
out:
    free(got);
    close(fd);
    return st;
}

static enum rc_status
open_file(const char *name, struct rc_zone **zone, struct rc_err *err)
{
    const char *folder = secure_getenv("TZDIR"), *why = NULL;
    char path[4096], *bytes = NULL;
    size_t len = 0;
    enum rc_status st;

    if (!folder || !*folder)
        folder = "/usr/share/zoneinfo";
    if ((size_t)snprintf(path, sizeof path, "%s/%s", folder, name) >=
        sizeof path)
        return rc_fail(err, RC_USAGE, "TZDIR is too long");
    if (access(folder, X_OK) != 0)
        return rc_fail(err, errno == EACCES ? RC_PERMIT : RC_IO,
                       "time zones: %s: %s (install tzdata or set TZDIR)",
                       folder, strerror(errno));
    st = load(path, name, &bytes, &len, err);
    if (st != RC_OK)
        return st;
    *zone = rc_zone_parse((struct rc_slice){bytes, len}, &why);
    free(bytes);
    if (!*zone)
        return rc_fail(err, RC_INPUT, "time zone %s: %s %s", name, path, why);
    return RC_OK;
}

/* The zone of a canonical name, opened when it is new.  Under the lock. */
static enum rc_status
find_or_open(const char *name, bool fixed, int32_t offset,
             const struct rc_zone **zone, struct rc_err *err)
{
    struct rc_zone *opened = NULL;
    enum rc_status st = RC_OK;

    if (!open_zones.ready) {
        rc_intern_init(&open_zones.names);
        open_zones.ready = true;
    }
    uint32_t id = rc_intern_find(&open_zones.names, rc_slice_of(name));

    if (id != UINT32_MAX) {
        *zone = open_zones.zones[id];
        return RC_OK;
    }
    if (fixed)
        opened = rc_zone_fixed(offset);
    else
        st = open_file(name, &opened, err);
    if (st != RC_OK)
        return st;
    snprintf(opened->name, sizeof opened->name, "%s", name);
    if (open_zones.count == open_zones.cap) {
        open_zones.cap = open_zones.cap ? open_zones.cap * 2 : 16;
        open_zones.zones = rc_realloc(
            open_zones.zones, open_zones.cap * sizeof *open_zones.zones);
    }
    (void)rc_intern_put(&open_zones.names, rc_slice_of(name), NULL);
    open_zones.zones[open_zones.count++] = opened;
    *zone = opened;
    return RC_OK;
}

enum rc_status
rc_zone_open(struct rc_slice name, const struct rc_zone **zone,
             struct rc_err *err)
{
    char canonical[RC_ZONE_NAME_MAX + 1];
    int32_t offset = 0;
    bool fixed = fixed_offset(name, &offset);
    const char *iana = fixed ? NULL : rc_zone_of_windows(name);

    if (iana)
        name = rc_slice_of(iana);
    if (fixed) {
        fixed_name(offset, canonical);
    } else {
        if (!is_name(name))
            return rc_fail(err, RC_INPUT, "\"%.*s\" names no time zone",
                           (int)(name.len < 64 ? name.len : 64),
                           name.p ? name.p : "");
        memcpy(canonical, name.p, name.len);
        canonical[name.len] = '\0';
    }
    pthread_mutex_lock(&open_zones.lock);
    enum rc_status st = find_or_open(canonical, fixed, offset, zone, err);

    pthread_mutex_unlock(&open_zones.lock);
    return st;
}
