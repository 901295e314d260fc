/*
 * input.h -- bytes from the front, layer over layer; private to readers/.
 *
 *     file or memory -> gzip ... -> member of an archive -> gzip ... -> UTF-8
 *
 * A layer owns the one below.  It is asked through rc_input_read, which keeps
 * the law of all of them: what came before a damage is given first, and the
 * reason is kept for the next call and all after it.  Reasons name no file.
 */
#ifndef RC_READERS_INPUT_H
#define RC_READERS_INPUT_H

#include "base/base.h"

struct rc_input {
    /* Up to cap (> 0) bytes; *got 0 at the end.  May give bytes and fail. */
    enum rc_status (*read)(struct rc_input *, char *to, size_t cap, size_t *got,
                           struct rc_err *);
    void (*close)(struct rc_input *); /* and what is below */
    /* The next byte read is that at offset; NULL where there is no way back. */
    void (*seek)(struct rc_input *, uint64_t offset);
    uint64_t size_bytes, at; /* of what can seek */
    /* What follows is rc_input_*'s own. */
    char *head; /* looked at, and not read yet */
    size_t head_len, head_used;
    struct rc_err broken;
    bool ended;
};

/* What a packed file may come to, in all: a counter for each of its layers. */
enum { RC_LAYERS = 16 };
struct rc_budget {
    uint64_t limit_bytes;
    uint64_t given_bytes[RC_LAYERS];
    bool over;
};

/* For a file of so many packed bytes. */
struct rc_budget rc_budget_of(uint64_t size_bytes);
/* How many of cap bytes may be made, and one more to see that there are. */
size_t rc_budget_cap(const struct rc_budget *budget, int layer, size_t cap);
/* Takes *made bytes off; cuts them, and fails, when they are too many. */
enum rc_status rc_budget_take(struct rc_budget *budget, int layer, size_t *made,
                              struct rc_err *err) RC_MUST_CHECK;
/* RC_LIMIT, in words. */
enum rc_status rc_budget_over(const struct rc_budget *budget,
                              struct rc_err *err) RC_MUST_CHECK;

enum rc_status rc_input_read(struct rc_input *input, char *to, size_t cap,
                             size_t *got, struct rc_err *err) RC_MUST_CHECK;
/* The next bytes, up to want, without reading them: fewer only at the end or
 * before a damage. */
struct rc_slice rc_input_peek(struct rc_input *input, size_t want);
void rc_input_seek(struct rc_input *input, uint64_t offset);
void rc_input_close(struct rc_input *input); /* NULL is fine */

/* A file that stays the caller's to close. */
struct rc_input *rc_input_file(int fd, uint64_t size_bytes);
/* Up to cap (<= SSIZE_MAX) bytes of fd from offset; fewer only at the end. */
enum rc_status rc_input_pread(int fd, uint64_t offset, char *to, size_t cap,
                              size_t *got, struct rc_err *err) RC_MUST_CHECK;
/* Bytes that are handed over: freed by close. */
struct rc_input *rc_input_memory(struct rc_buf bytes);

/* packed.c: what unpacker makes of from. */
struct rc_unpacker;
struct rc_input *rc_input_packed(struct rc_input *from,
                                 const struct rc_unpacker *unpacker,
                                 struct rc_budget *budget, int layer);

#endif
