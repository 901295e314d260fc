/*
 * engine.h -- what one thread knows: accounts and their detectors' bytes.
 * Private to pipeline/.
 *
 * An engine takes observations and keeps, for each account, the plain bytes of
 * the detectors that had something to see.  Engines of several threads are
 * merged into one; the merge is order-free because the detectors are.
 */
#ifndef RC_PIPELINE_ENGINE_H
#define RC_PIPELINE_ENGINE_H

#include "rules/rule.h"
#include "sources/source.h"

struct rc_account {
    int64_t oldest_us, newest_us; /* INT64_MAX, INT64_MIN: none dated */
    uint32_t kinds;               /* 1u << kind of its observations */
    uint32_t id;                  /* its number among the engine's names */
    bool dirty;                   /* touched since it was loaded or saved */
    void *memory[];               /* by detector; NULL: nothing seen yet */
};

/* 64-bit keys to small values, for what is worked out once a distinct text. */
struct rc_memo {
    uint64_t *keys; /* 0 is an empty slot */
    uint32_t *ids;
    uint32_t mask, count;
};

struct rc_file_count {
    uint64_t records, observations, rejects, skipped;
    uint64_t done; /* how far the stream has been read, at the most */
};

struct rc_reject_note {
    uint64_t offset, length;
    uint32_t file;    /* index of the plan */
    uint32_t why;     /* in the engine's reasons */
    uint32_t excerpt; /* in the engine's excerpts, UINT32_MAX: none kept */
};

struct rc_engine {
    struct rc_obs_sink sink; /* first: the sink is the engine */
    const struct rc_lists *lists;
    struct rc_arena arena; /* detectors' bytes, as long as the engine */
    struct rc_intern names;
    struct rc_account **accounts; /* by number in names; in the arena */
    uint32_t account_cap;
    struct rc_roster *roster;

    /* The file being read. */
    uint32_t file;
    uint64_t file_hash;
    uint64_t record;              /* offset of the last record heard of, + 1 */
    struct rc_file_count *counts; /* by file, of the whole plan */

    struct rc_reject_note *rejects;
    size_t reject_count, reject_cap;
    struct rc_intern reasons;
    struct rc_intern excerpts;

    struct rc_memo users, ips, places, tools, cameras;
    struct rc_ip *ip_values;
    struct rc_place *place_values;
    uint32_t ip_cap, place_cap;
};

void rc_engine_init(struct rc_engine *engine, const struct rc_lists *lists,
                    size_t file_count);
void rc_engine_done(struct rc_engine *engine);
/* What comes next is of this file. */
void rc_engine_file(struct rc_engine *engine, uint32_t index, uint64_t hash);
/* The account of that name, made when new. */
struct rc_account *rc_engine_account(struct rc_engine *engine,
                                     struct rc_slice name);
/* The bytes of a detector for an account, zeroed when new. */
void *rc_engine_memory(struct rc_engine *engine, struct rc_account *account,
                       size_t detector);
/* Adds what from knows.  from gives up its accounts and their bytes, and may
 * only be asked for its counts and rejects, and ended, from then on. */
void rc_engine_merge(struct rc_engine *into, struct rc_engine *from);

/* An account's bytes for the store, and back into an engine.  Runs of zero
 * words are counted, not written.  A detector that is gone or has another
 * layout: RC_INTEGRITY, and the caller reads everything again. */
void rc_account_save(const struct rc_account *account, struct rc_buf *to);
enum rc_status rc_account_load(struct rc_engine *engine, struct rc_slice name,
                               struct rc_slice bytes,
                               struct rc_err *err) RC_MUST_CHECK;

#endif
