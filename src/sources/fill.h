/*
 * fill.h -- what the vendor files share: from slots to an observation.
 *
 * A source's fill function reads its slots by number.  In a JSON record slot i
 * is paths[i], in a CSV row it is columns[i]: every function here that takes a
 * slot looks at whichever the record has, so a source that keeps both tables
 * in one order needs one fill function only (RC_FILL_CSV tells them apart
 * where it matters).
 *
 *     static bool
 *     badge_fill(const struct rc_fill *fill)
 *     {
 *         struct rc_obs obs;
 *
 *         rc_fill_begin(fill, &rc_source_badge, &obs);
 *         if (!rc_fill_time(fill, AT, &obs.at_us, &obs))
 *             return rc_fill_reject(fill, "no time (at)");
 *         obs.user = rc_fill_text(fill, CARD);
 *         return rc_fill_take(fill, &obs);
 *     }
 *
 * Column names: the first synonym of a column is the name in fields.def of
 * what it fills ("employee_number|Employee ID|Worker ID"), or the lower-case
 * word of a flag ("is_remote|Remote"), since a company's mapping file names
 * its columns by these.
 */
#ifndef RC_SOURCES_FILL_H
#define RC_SOURCES_FILL_H

#include "sources/source.h"

/* An observation of this source's vendor, stream and kind, nothing known. */
void rc_fill_begin(const struct rc_fill *fill, const struct rc_source *source,
                   struct rc_obs *obs);

/* Hands the observation on; src_ip is made canonical first.  Always true, so
 * that fill can return it. */
bool rc_fill_take(const struct rc_fill *fill, struct rc_obs *obs);
/* why is static or lives in the record's arena.  Always true. */
bool rc_fill_reject(const struct rc_fill *fill, const char *why);
/* The record is known and says nothing of a person.  Always true. */
bool rc_fill_skip(const struct rc_fill *fill);

/* Is this record a CSV row? */
#define RC_FILL_CSV(fill) ((fill)->slot == NULL)

/*
 * A slot as text, white space trimmed: a string's characters, a number or a
 * boolean as written; empty when null, absent, an object or an array.
 */
struct rc_slice rc_fill_text(const struct rc_fill *fill, size_t slot);
/* A moment: false and *at_us unchanged when the slot is empty or no time.
 * *obs is told RC_TIME_AMBIGUOUS when the hour was; it may be NULL. */
bool rc_fill_time(const struct rc_fill *fill, size_t slot, int64_t *at_us,
                  struct rc_obs *obs);
/* A number, also one written as a string; NAN when it is none. */
double rc_fill_number(const struct rc_fill *fill, size_t slot);
/* A flag: booleans and true/false, yes/no, y/n, 1/0, on/off in any case;
 * anything else leaves it untold.  Returns whether it was told. */
bool rc_fill_flag(const struct rc_fill *fill, struct rc_obs *obs,
                  enum rc_obs_flag flag, size_t slot);

/* The same for values that are not slots of the record (parts of a list). */
struct rc_slice rc_value_text(const struct rc_json_value *value);
bool rc_text_time(const struct rc_fill *fill, struct rc_slice text,
                  int64_t *at_us, struct rc_obs *obs);
double rc_text_number(struct rc_slice text);
bool rc_text_flag(struct rc_slice text, struct rc_obs *obs,
                  enum rc_obs_flag flag);
/* States a flag outright. */
static inline void
rc_obs_tell(struct rc_obs *obs, enum rc_obs_flag flag, bool value)
{
    obs->flags_told |= flag;
    obs->flags = value ? obs->flags | flag : obs->flags & ~(uint32_t)flag;
}

/* a, or b when a is empty. */
static inline struct rc_slice
rc_text_or(struct rc_slice a, struct rc_slice b)
{
    return a.len ? a : b;
}
/* Is text one of the words of list ("SUCCESS|ALLOW"), case ignored? */
bool rc_text_among(struct rc_slice text, const char *list);
/* The pieces that are not empty, joined by between; in the record's arena. */
struct rc_slice rc_text_join(const struct rc_fill *fill, const char *between,
                             const struct rc_slice *pieces, size_t count);
/* What the page around the record says at a path (a meeting's id beside its
 * participants), trimmed; empty when there is no page.  Not for every field
 * of every record: it walks the page's own members. */
struct rc_slice rc_fill_outer(const struct rc_fill *fill, const char *path);

/*
 * Objects of a list inside a record (a call's sessions, a worker's addresses):
 * a projection of their own, made at the first use and kept for the life of
 * the process; any thread may come first.
 *
 *     static const char *const SESSION[] = {"startDateTime", "caller.name"};
 *     static struct rc_part session = RC_PART(SESSION);
 *     ...
 *     struct rc_slice rest = fill->slot[SESSIONS].text, element;
 *     while (rc_json_each(&rest, &element)) {
 *         struct rc_json_value v[RC_PART_COUNT(SESSION)];
 *         if (rc_fill_part(fill, &session, element, v))
 *             ...
 */
struct rc_part {
    const char *const *paths;
    size_t count;
    _Atomic(struct rc_json_projection *) made;
};
#define RC_PART_COUNT(paths) (sizeof(paths) / sizeof((paths)[0]))
#define RC_PART(paths)                                                         \
    {                                                                          \
        (paths), RC_PART_COUNT(paths), NULL                                    \
    }
/* false when element is no object, or no JSON. */
bool rc_fill_part(const struct rc_fill *fill, struct rc_part *part,
                  struct rc_slice element, struct rc_json_value *values);

#endif
