/*
 * buf.h -- bytes that grow: what is being written, before it is written.
 *
 * The buffer owns its bytes.  JSON text is written here too, since the log,
 * `observe` and the answers all need strings that are escaped the same way.
 */
#ifndef RC_BASE_BUF_H
#define RC_BASE_BUF_H

#include "base/slice.h"

struct rc_buf {
    char *p;
    size_t len, cap;
};

void rc_buf_done(struct rc_buf *buf);
/* Room for more bytes behind len, and RC_PAD readable ones behind those. */
void rc_buf_reserve(struct rc_buf *buf, size_t more);
void rc_buf_put(struct rc_buf *buf, struct rc_slice s);
void rc_buf_char(struct rc_buf *buf, char c);
void rc_buf_print(struct rc_buf *buf, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* s as a JSON string with its quotes; bytes that are no UTF-8 become U+FFFD. */
void rc_buf_json(struct rc_buf *buf, struct rc_slice s);
/* s with & < > " ' written as HTML entities. */
void rc_buf_html(struct rc_buf *buf, struct rc_slice s);
/* The shortest decimal that reads back as value; null when not finite. */
void rc_buf_json_double(struct rc_buf *buf, double value);

static inline struct rc_slice
rc_buf_slice(const struct rc_buf *buf)
{
    return (struct rc_slice){buf->p, buf->len};
}

#endif
