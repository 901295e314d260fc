/*
 * signals -- measures of one person, a detector a file.
 *
 * A detector keeps plain bytes for each account: zeroed by the engine, saved
 * and loaded as they are, merged when accounts turn out to be one person's.
 * observe() and merge() must be order-free and idempotent: the same set of
 * records gives the same bytes in any order, in any number of runs, and with
 * a record seen twice.  (So: sets, minima, maxima, ORed bitmaps and bottom-k
 * samples by hash; never a running count or "the last one seen".)
 * It allocates nothing, locks nothing, cannot fail, reads no clock.
 *
 * measure() tells what the bytes mean once everything is known: the person's
 * claims, the moment as_of, the company.  It never thresholds and never scores:
 * what a measure is worth is for rules/ and weighing/ to say.
 */
#ifndef RC_SIGNALS_SIGNAL_H
#define RC_SIGNALS_SIGNAL_H

#include "observations/observation.h"
#include "subjects/subject.h"

/* An observation as detectors get it: with what the engine worked out once for
 * each distinct text. */
struct rc_seen {
    const struct rc_obs *obs;
    struct rc_ref ref;
    int64_t day;           /* rc_day_of(obs->at_us); INT64_MIN when unknown */
    struct rc_place place; /* of country, region, city */
    struct rc_ip ip;       /* of src_ip */
    struct rc_address address; /* rc_address_of(obs), for SHIPMENT, CANDIDATE
                                  and WORKER; else all 0 */
    uint32_t tool;   /* lists: app, path or process is this entry of the
                        remote-tool list, +1; 0 none */
    uint32_t camera; /* enum rc_camera of obs->camera; for SOFTWARE,
                        PERIPHERAL and PROCESS without one, of app */
};

enum rc_camera {
    RC_CAMERA_UNSAID,
    RC_CAMERA_NONE,
    RC_CAMERA_HARDWARE,
    RC_CAMERA_VIRTUAL,
    RC_CAMERA_UNCLEAR
};

/* Named lists of the pack, as detectors need them; see pack/lists. */
struct rc_lists;
/* Reads the pack's list files (bytes, as shipped; the name with or without its
 * folder); unknown names are fine. */
struct rc_lists *rc_lists_new(void);
void rc_lists_free(struct rc_lists *lists);
enum rc_status rc_lists_add(struct rc_lists *lists, struct rc_slice name,
                            struct rc_slice text,
                            struct rc_err *err) RC_MUST_CHECK;
/* Which remote tool a software, process or path name is: index + 1, or 0.
 * Slow (scans the list): the engine keeps the answer per distinct text. */
uint32_t rc_lists_tool(const struct rc_lists *lists, struct rc_slice name);
const char *rc_lists_tool_name(const struct rc_lists *lists, uint32_t tool);
enum rc_camera rc_lists_camera(const struct rc_lists *lists,
                               struct rc_slice name);
/* Tools that this company allows (settings): no sign is made of them. */
bool rc_lists_tool_allowed(const struct rc_lists *lists, uint32_t tool);

enum { RC_MEASURE_REFS = 8 };

struct rc_measure {
    const char *name; /* "bank_account_changes": what the pack's rules name */
    double value;
    const char *unit; /* "changes", "share of days" */
    bool seen;        /* enough was seen to tell; else it could not be seen */
    struct rc_slice
        why; /* one plain sentence, no person's name, no place name */
    struct rc_ref refs[RC_MEASURE_REFS]; /* by rc_ref_cmp */
    size_t ref_count;
    bool has_hours;     /* hours is filled: for a measure of the time of day */
    uint16_t hours[24]; /* days active in each hour of the claimed clock */
};

/* A value that may tie people.  What it is stays out: only its hash. */
enum rc_tie_kind {
    RC_TIE_PAYOUT,
    RC_TIE_ADDRESS,
    RC_TIE_EGRESS,
    RC_TIE_RESUME,
    RC_TIE_PHONE,
    RC_TIE_DEVICE,
    RC_TIE_KINDS
};

struct rc_indicator {
    enum rc_tie_kind kind;
    uint64_t value;
    uint32_t days; /* distinct days on which it was seen; at least 1 */
    bool coarse;   /* an address without a unit in a building that has units,
                      and the like: weighs less */
    struct rc_ref ref; /* the earliest record that shows it */
};

struct rc_measure_sink {
    void (*take)(struct rc_measure_sink *, const struct rc_measure *);
    void (*indicate)(struct rc_measure_sink *, const struct rc_indicator *);
    struct rc_arena *arena; /* for sentences; lives as long as the run */
};

struct rc_measure_call {
    const struct rc_person *person;
    const struct rc_lists *lists;
    int64_t as_of_us;    /* the newest moment seen in any record */
    const void *company; /* the detector's survey of everybody */
};

struct rc_detector {
    const char *name; /* "bank-account-churn" */
    const char *says; /* what it measures, one line */
    uint32_t kinds;   /* 1u << enum rc_obs_kind for each kind it wants */
    uint32_t version; /* of memory's layout: another version is not loaded */
    size_t memory_bytes;
    void (*observe)(void *memory, const struct rc_seen *seen);
    void (*merge)(void *into, const void *from);
    /* First pass over everybody, for what only the company shows (a payroll
     * migration that moves all accounts in a week).  May be NULL. */
    size_t company_bytes;
    void (*survey)(const void *memory, const struct rc_person *person,
                   void *company);
    /* memory is NULL when no record of its kinds was seen for the person. */
    void (*measure)(const void *memory, const struct rc_measure_call *call,
                    struct rc_measure_sink *to);
};

extern const struct rc_detector *const rc_detectors[];
extern const size_t rc_detector_count;
enum { RC_DETECTORS_MAX = 64 };

#endif
