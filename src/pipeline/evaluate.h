/* evaluate.h -- from what an engine knows to a result; private to pipeline/. */
#ifndef RC_PIPELINE_EVALUATE_H
#define RC_PIPELINE_EVALUATE_H

#include "pipeline/engine.h"
#include "pipeline/plan.h"

/* Joins, measures, links and weighs everybody.  The caller adds what only the
 * reading knows (files, rejects, names) and frees the result. */
struct rc_result *rc_evaluate(const struct rc_engine *engine,
                              const struct rc_pack *pack);

#endif
