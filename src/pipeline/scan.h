/*
 * scan.h -- a scan while it runs; private to pipeline/.
 */
#ifndef RC_PIPELINE_SCAN_H
#define RC_PIPELINE_SCAN_H

#include "pipeline/evaluate.h"
#include "pipeline/work.h"

struct rc_scan_state {
    const struct rc_scan_setting *setting;
    struct rc_store *store;
    struct rc_plan plan;
    struct rc_engine main; /* what all rounds and runs know together */
    struct rc_engine *engines;
    unsigned threads;
    uint64_t total_bytes, done_bytes, done_records;
    struct rc_buf scratch;
};

/* Adds what a thread counted to what the files counted before. */
void rc_scan_counts(struct rc_scan_state *scan, const struct rc_engine *engine);
/* Writes a thread's rejects; inside a transaction. */
enum rc_status rc_scan_rejects(struct rc_scan_state *scan,
                               const struct rc_engine *engine,
                               struct rc_err *err) RC_MUST_CHECK;
/* After the last round: reads the tails, weighs everybody, commits the
 * results. */
enum rc_status rc_scan_finish(struct rc_scan_state *scan,
                              struct rc_result **result,
                              struct rc_err *err) RC_MUST_CHECK;

#endif
