/* people.h -- the parts of joining; private to subjects/. */
#ifndef RC_SUBJECTS_PEOPLE_H
#define RC_SUBJECTS_PEOPLE_H

#include "subjects/subject.h"

/* A row's claim, not yet closed against its neighbours. */
struct rc_claim rc_claim_of(const struct rc_obs *row);
/* Reads "09:00-17:00", "Mon-Fri 9am to 5pm" into start_min and end_min. */
void rc_claim_hours(struct rc_slice text, struct rc_claim *claim);
/* Sorts, and ends each home where the next begins. */
void rc_claims_close(struct rc_claim *claims, size_t count);

#endif
