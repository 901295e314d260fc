/*
 * fold.h -- text as compared: case, accents and punctuation made equal.
 * Private to subjects/.
 */
#ifndef RC_SUBJECTS_FOLD_H
#define RC_SUBJECTS_FOLD_H

#include "base/base.h"

/* Writes s folded into out (at most cap bytes, cut there): ASCII letters in
 * lower case, Latin letters without their accents, digits; every run of other
 * ASCII is one blank, none at the ends.  Other scripts stay as they are. */
size_t rc_fold(struct rc_slice s, char *out, size_t cap);

/* The ISO 3166-1 code of a folded country name or code, as two letters in
 * code, or false. */
bool rc_country_code(struct rc_slice folded, char code[2]);
/* The code of a first-level division of a country whose divisions we know
 * (US, CA, AU): folded name or code; false when unknown. */
bool rc_region_code(const char country[2], struct rc_slice folded,
                    char code[4]);
/* Whether that country's divisions are in the table at all. */
bool rc_region_known(const char country[2]);

#endif
