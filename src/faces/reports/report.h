/*
 * reports -- a run as one HTML file that needs nothing else: no script, no
 * font, no request; made to be read on paper too.
 */
#ifndef RC_FACES_REPORT_H
#define RC_FACES_REPORT_H

#include <jansson.h>

#include "base/base.h"

/* The queue, a page a case (ledger as a waterfall, timeline with the claimed
 * clock and UTC, innocent causes and next checks beside each sign, what could
 * not be seen), coverage and rejects.  run is rc_answers_run's, cases is
 * rc_answers_cases'.  Pure: the same answers give the same bytes. */
void rc_report_html(const json_t *run, const json_t *cases, struct rc_buf *to);

#endif
