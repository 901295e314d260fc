/*
 * work.h -- pieces of files, and the threads that read them.
 * Private to pipeline/.
 */
#ifndef RC_PIPELINE_WORK_H
#define RC_PIPELINE_WORK_H

#include <pthread.h>
#include <stdatomic.h>

#include "pipeline/engine.h"
#include "pipeline/plan.h"

/* Records that start in [from, to) of a file's stream are this piece's. */
struct rc_piece {
    uint32_t file;
    uint64_t from, to;
    bool whole; /* from the front to the end, in one pass, whatever it is */
    bool ends;  /* the stream ends with it: a last record is a record */
};

struct rc_round {
    struct rc_plan *plan;
    const struct rc_scan_setting *setting;
    struct rc_piece *pieces;
    size_t count;
    atomic_size_t next;
    atomic_uint_fast64_t done_bytes, done_records;
    atomic_uint running;
};

/* Runs a round on threads engines, each with its own thread, and waits;
 * meanwhile tells progress.  What a file's reader says (damage) becomes the
 * file's note. */
void rc_round_run(struct rc_round *round, struct rc_engine *engines,
                  unsigned threads, uint64_t total_bytes);

/* Reads one piece into an engine on the calling thread. */
void rc_piece_read(struct rc_round *round, const struct rc_piece *piece,
                   struct rc_engine *engine);

#endif
