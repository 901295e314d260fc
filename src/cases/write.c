/* write.c -- see write.h. */
#include "cases/write.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

void
rc_json_item(struct rc_buf *to)
{
    char last = to->len ? to->p[to->len - 1] : '[';

    if (last != '[' && last != '{' && last != ':')
        rc_buf_char(to, ',');
}

void
rc_json_key(struct rc_buf *to, const char *key)
{
    rc_json_item(to);
    rc_buf_json(to, rc_slice_of(key));
    rc_buf_char(to, ':');
}

void
rc_json_text(struct rc_buf *to, const char *key, struct rc_slice value)
{
    rc_json_key(to, key);
    rc_buf_json(to, value);
}

void
rc_json_word(struct rc_buf *to, const char *key, const char *value)
{
    rc_json_key(to, key);
    if (value)
        rc_buf_json(to, rc_slice_of(value));
    else
        rc_buf_put(to, RC_S("null"));
}

static void
number(struct rc_buf *to, double value)
{
    double rounded = round(value * 1e4) / 1e4;

    rc_buf_json_double(to, fabs(rounded) > 0 ? rounded : 0); /* no -0 */
}

void
rc_doc_number(struct rc_buf *to, const char *key, double value)
{
    rc_json_key(to, key);
    number(to, value);
}

void
rc_json_count(struct rc_buf *to, const char *key, uint64_t value)
{
    rc_json_key(to, key);
    rc_buf_print(to, "%" PRIu64, value);
}

void
rc_json_bool(struct rc_buf *to, const char *key, bool value)
{
    rc_json_key(to, key);
    rc_buf_put(to, value ? RC_S("true") : RC_S("false"));
}

void
rc_json_range(struct rc_buf *to, const char *key, double lo, double hi)
{
    rc_json_key(to, key);
    rc_buf_char(to, '[');
    number(to, lo);
    rc_buf_char(to, ',');
    number(to, hi);
    rc_buf_char(to, ']');
}

void
rc_json_moment(struct rc_buf *to, const char *key, int64_t at_us)
{
    char text[RC_TIME_TEXT];

    if (at_us == RC_TIME_NONE) {
        rc_json_word(to, key, NULL);
        return;
    }
    rc_time_write(at_us, text);
    rc_json_word(to, key, text);
}

void
rc_json_file(struct rc_buf *to, uint64_t file)
{
    rc_json_key(to, "file");
    rc_buf_print(to, "\"%016" PRIx64 "\"", file);
}

void
rc_json_emails(struct rc_buf *to, const struct rc_person *person)
{
    rc_json_key(to, "emails");
    rc_buf_char(to, '[');
    for (size_t i = 0; i < person->email_count; i++) {
        rc_json_item(to);
        rc_buf_json(to, person->emails[i]);
    }
    rc_buf_char(to, ']');
}

void
rc_json_reasons(struct rc_buf *to, const struct rc_result *result)
{
    rc_json_key(to, "by_reason");
    rc_buf_char(to, '{');
    for (size_t i = 0; i < result->reason_count; i++) {
        rc_json_item(to);
        rc_buf_json(to, result->reasons[i].why);
        rc_buf_print(to, ":%" PRIu64, result->reasons[i].count);
    }
    rc_buf_char(to, '}');
}

void
rc_json_totals(struct rc_buf *to, const struct rc_result *result)
{
    rc_json_count(to, "bytes", result->byte_total);
    rc_json_count(to, "records", result->record_total);
    rc_json_count(to, "observations", result->observation_total);
    rc_json_count(to, "people", result->count);
    rc_json_count(to, "orphan_accounts", result->orphan_accounts);
    rc_json_moment(to, "from", result->from_us);
    rc_json_moment(to, "as_of", result->as_of_us);
}

void
rc_prior_text(double prior, char text[RC_PRIOR_TEXT])
{
    snprintf(text, RC_PRIOR_TEXT, "1 in %.0f", 1 / prior);
}
