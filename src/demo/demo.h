/*
 * demo -- a made-up company with known truth.
 *
 * Exports in the vendors' own formats, deterministic by seed: honest people of
 * many odd kinds beside planted rings.  The truth goes into a sealed file that
 * a scan never reads (truth.sealed: gzip'd JSON behind a header that no source
 * takes for its own).
 */
#ifndef RC_DEMO_DEMO_H
#define RC_DEMO_DEMO_H

#include "base/base.h"

struct rc_demo_setting {
    const char *folder; /* made when missing; files in it are replaced */
    uint64_t seed;
    unsigned workers; /* 20 .. 100000 */
};
struct rc_demo_count {
    unsigned workers, applicants, planted, files;
    uint64_t bytes;
};
enum rc_status rc_demo_write(const struct rc_demo_setting *setting,
                             struct rc_demo_count *count,
                             struct rc_err *err) RC_MUST_CHECK;
/* Opens the seal: the truth as JSON
 *     {"schema":"rollcall.truth/1","people":[{"id":...,"emails":[...],
 *      "planted":bool,"ring":n|null,"why":"night owl"}...]} */
enum rc_status rc_demo_truth(const char *folder, struct rc_buf *json,
                             struct rc_err *err) RC_MUST_CHECK;

#endif
