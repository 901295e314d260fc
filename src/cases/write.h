/*
 * write.h -- JSON as this room writes it: keys in a fixed order, numbers with
 * four decimals so that nothing hangs on a last bit.
 *
 * A comma is put where the text before needs one, so whoever writes a member
 * need not know whether it is the first.
 */
#ifndef RC_CASES_WRITE_H
#define RC_CASES_WRITE_H

#include "cases/case.h"

void rc_json_item(struct rc_buf *to); /* the comma, if one is due */
void rc_json_key(struct rc_buf *to, const char *key);
void rc_json_text(struct rc_buf *to, const char *key, struct rc_slice value);
/* NULL is null. */
void rc_json_word(struct rc_buf *to, const char *key, const char *value);
void rc_doc_number(struct rc_buf *to, const char *key, double value);
void rc_json_count(struct rc_buf *to, const char *key, uint64_t value);
void rc_json_bool(struct rc_buf *to, const char *key, bool value);
void rc_json_range(struct rc_buf *to, const char *key, double lo, double hi);
/* A moment as text, null when unknown. */
void rc_json_moment(struct rc_buf *to, const char *key, int64_t at_us);
/* A file by the hash of its name: names may hold people's names. */
void rc_json_file(struct rc_buf *to, uint64_t file);
void rc_json_emails(struct rc_buf *to, const struct rc_person *person);
/* "by_reason": {reason: how many, of all}. */
void rc_json_reasons(struct rc_buf *to, const struct rc_result *result);
/* Coverage's totals, the same in all documents. */
void rc_json_totals(struct rc_buf *to, const struct rc_result *result);

enum { RC_PRIOR_TEXT = 32 };
/* "1 in 300" */
void rc_prior_text(double prior, char text[RC_PRIOR_TEXT]);

#endif
