/*
 * parts.h -- what the topics of the report share: reading an answer whose keys
 * may be missing or of another type, and writing HTML that nothing inside an
 * answer can break out of.
 *
 * Two ways to write: rc_page_put is for our own markup and nothing else,
 * whatever came out of records goes through rc_page_text.  Numbers are written
 * without the C library's formats, which follow the locale.
 */
#ifndef RC_FACES_REPORT_PARTS_H
#define RC_FACES_REPORT_PARTS_H

#include <jansson.h>

#include "base/base.h"

/* The log-odds that pictures show at least: 1 in 1000 to 1000 to 1. */
#define RC_AXIS_BITS 10.0
/* From here on a family is lit: the weight that opens a case asks for. */
#define RC_LIT_BITS 1.0

struct rc_page {
    struct rc_buf *to;
    const json_t *run;
    const json_t *cases; /* an array, or NULL */
    json_t *titles;      /* a sign's id: its title, from all cases */
    json_t *places;      /* pseudonym: the case's number, from 1 */
};

/* Reading: empty, 0 or NULL where the key is missing or something else. */
struct rc_slice rc_part_text(const json_t *object, const char *key);
struct rc_slice rc_part_string(const json_t *value);
double rc_part_number(const json_t *object, const char *key);
const json_t *rc_part_list(const json_t *object, const char *key);
/* A pair's two numbers, sorted; false when it is no pair. */
bool rc_part_range(const json_t *object, const char *key, double *lo,
                   double *hi);
/* log2 of p against 1 - p, for any p. */
double rc_part_log_odds(double p);

/* Our own markup. */
void rc_page_put(struct rc_page *page, const char *html);
/* Text out of an answer: escaped, controls and overrides of direction made
 * visible, no address that a reader would make a link. */
void rc_page_text(struct rc_page *page, struct rc_slice text);
/* The same, isolated: a name or a path that may run from right to left. */
void rc_page_name(struct rc_page *page, struct rc_slice text);
/* "odd-hours" and "sign_in" as words: "odd hours", "sign in". */
void rc_page_words(struct rc_page *page, struct rc_slice id);
/* A sign's title, its id as words where no case tells it. */
void rc_page_title(struct rc_page *page, struct rc_slice id);
/* "75,599" */
void rc_page_count(struct rc_page *page, double value);
/* "+3.8", U+2212 for minus, "0" */
void rc_page_bits(struct rc_page *page, double bits);
/* A coordinate: one decimal, a plain minus. */
void rc_page_at(struct rc_page *page, double at);
/* 2026-03-01T03:10:00.000Z as "2026-03-01 03:10"; else the text. */
void rc_page_moment(struct rc_page *page, struct rc_slice moment);
/* The date of it. */
void rc_page_day(struct rc_page *page, struct rc_slice moment);
/* "+0.7 to +3.8", nothing without a range. */
void rc_page_range(struct rc_page *page, const json_t *object);
/* A pseudonym, linked to its case if it has one. */
void rc_page_person(struct rc_page *page, struct rc_slice pseudonym);
/* What a check asks of whom. */
const char *rc_page_burden(struct rc_slice word);

/* Topics, in the order of the page. */
void rc_page_queue(struct rc_page *page);
void rc_page_rings(struct rc_page *page);
void rc_page_case(struct rc_page *page, const json_t *document, size_t number);
void rc_page_signs(struct rc_page *page, const json_t *document);
void rc_page_in_favour(struct rc_page *page, const json_t *document);
/* The ledger as a picture; nothing when there is no ledger. */
void rc_page_waterfall(struct rc_page *page, const json_t *document);
/* A small bar on the axis of all cases. */
void rc_page_range_bar(struct rc_page *page, const json_t *document);
void rc_page_coverage(struct rc_page *page);
void rc_page_reading(struct rc_page *page);

#endif
