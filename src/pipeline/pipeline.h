/*
 * pipeline -- the order: who runs when, on which thread, and what is committed
 * together.  The only room that knows all the others but the faces.
 *
 * A scan is rounds.  In a round the threads take pieces of files from one
 * counter (NDJSON in pieces of a few MiB at newlines; what cannot be split, a
 * file a piece), read them with pread into their own block, and keep state of
 * their own; nothing is shared but the counter.  Between rounds the states are
 * merged and offsets and state are committed as one transaction.  Records that
 * may still grow (a last line without a newline) are read last, counted in the
 * result, and never in the saved state, so a file that grows, a kill, and three
 * runs instead of one all give the same bytes.
 */
#ifndef RC_PIPELINE_PIPELINE_H
#define RC_PIPELINE_PIPELINE_H

#include "cases/case.h"
#include "sources/source.h"
#include "store/store.h"

struct rc_scan_setting {
    const char *const *paths; /* files and folders */
    size_t path_count;
    unsigned threads; /* 0: one a core, at most 16 */
    struct rc_source_setting source;
    const struct rc_pack *pack;
    uint64_t round_bytes; /* 0: 1 GiB */
    /* Called about ten times a second from one thread; may be NULL. */
    void (*progress)(void *with, uint64_t done_bytes, uint64_t total_bytes,
                     uint64_t records);
    void *progress_with;
};

/* Reads what is new, commits, weighs everybody, commits the results.  store is
 * open for writing.  *result is the caller's to free. */
enum rc_status rc_scan(const struct rc_scan_setting *setting,
                       struct rc_store *store, struct rc_result **result,
                       struct rc_err *err) RC_MUST_CHECK;

/* One file's observations in order, as NDJSON to out (a file descriptor). */
struct rc_observe_count {
    uint64_t records, observations, rejects, skipped;
};
enum rc_status rc_observe(const char *path, const struct rc_source_setting *,
                          int out_fd, int reject_fd,
                          struct rc_observe_count *count,
                          struct rc_err *err) RC_MUST_CHECK;

/* What one file is and why (for `sources FILE`); each member of an archive.
 * What told is given is lent for the call. */
enum rc_status rc_identify(const char *path, const struct rc_mapping *mapping,
                           void (*told)(void *with, const char *name,
                                        const struct rc_recognition *),
                           void *with, struct rc_err *err) RC_MUST_CHECK;

#endif
