/*
 * stream.h -- what the framings share; behind source.h, for stream*.c alone.
 *
 * The law that all of this keeps: observations, rejects and offsets are a
 * function of the stream's bytes, never of how they were cut into calls.  So
 * nothing is decided by where a buffer ends, but by fixed lengths: a record is
 * looked at within RC_RECORD_MAX bytes, a reject shows RC_SHOWN of them.
 */
#ifndef RC_SOURCES_STREAM_H
#define RC_SOURCES_STREAM_H

#include "sources/columns.h"
#include "sources/page.h"
#include "sources/shape.h"

enum {
    RC_SHOWN = 1024, /* bytes of something damaged or too long */
    RC_WINDOW = RC_RECORD_MAX + 1,
};

/* Where the reader of nested JSON is (stream_json.c draws it). */
enum rc_place { RC_AT_TOP, RC_IN_LIST, RC_IN_PAGE, RC_PASSING, RC_LOST };

struct rc_walk {
    enum rc_place place, back; /* back: where to go on after PASSING, LOST */
    unsigned depth;            /* of lists in lists */
    bool paged;                /* the list belongs to a page */
    bool inner;                /* this page stands inside another list */
    size_t indent;             /* of the line where the damage began */
    size_t braces;             /* PASSING: open ones; and are we in a string */
    bool quoted, escaped;
    struct rc_slice outer;
};

struct rc_stream {
    const struct rc_source *source;
    enum rc_framing framing;
    char delimiter;
    struct rc_source_setting setting;

    struct rc_arena record; /* emptied after each */
    struct rc_json_scanner *scanner, *other_scanner, *part_scanner;
    struct rc_shape own;
    struct rc_json_value slots[RC_JSON_SLOTS];

    bool counts;
    uint64_t lines, counted_to; /* newlines before that offset */

    bool passing;    /* in a line too long, or a row: on to its end */
    bool dead;       /* nothing more is read of this stream */
    uint64_t looked; /* no newline before this offset */
    uint64_t want;   /* no use to look again before this one is there */
    unsigned caution, next_caution;

    struct rc_walk walk;
    unsigned unclosed; /* records that never ended, so far */
    struct rc_buf outer;
    size_t indent;    /* of the line that `used` stands in */
    bool indent_open; /* only blanks of it were seen yet */

    struct rc_buf header; /* CSV: all up to and with the header row */
    struct rc_slice header_row, preamble; /* in header */
    bool has_header;
    struct rc_columns columns;
};

/* One rc_stream_read. */
struct rc_call {
    struct rc_stream *stream;
    struct rc_slice bytes;
    uint64_t offset; /* of bytes.p */
    bool last;
    struct rc_obs_sink *to;
    size_t at;     /* what was read of bytes */
    size_t marked; /* up to there: */
    size_t indent; /* of the line that this byte stands in */
    bool indent_open;
};

static inline struct rc_slice
rc_call_rest(const struct rc_call *call)
{
    return (struct rc_slice){call->bytes.p + call->at,
                             call->bytes.len - call->at};
}

/* The record in which raw (a part of the call's bytes) stands. */
struct rc_record rc_call_record(struct rc_call *call, struct rc_slice raw);
/* Rejects at most RC_SHOWN of raw. */
void rc_call_reject(struct rc_call *call, struct rc_slice raw, const char *why);
/* Hands the record to the source whose slots were just projected: true when
 * it was that source's. */
bool rc_call_own(struct rc_call *call, const struct rc_record *record);
/* The same for all others. */
bool rc_call_others(struct rc_call *call, const struct rc_record *record);
/* Nobody's: why, in words. */
void rc_call_foreign(struct rc_call *call, const struct rc_record *record);
/* Projects the object at raw.p for the stream's own source. */
enum rc_json_result rc_call_project(struct rc_call *call, struct rc_slice raw,
                                    size_t *used, const char **why);
/* CSV: the source's own columns. */
bool rc_call_columns(struct rc_call *call, const struct rc_record *record,
                     const struct rc_slice *columns);

/* A line of text. */
bool rc_call_text(struct rc_call *call, const struct rc_record *record,
                  const struct rc_source *source);
/* The whole line, trimmed and not empty; stream_text.c. */
void rc_text_line(struct rc_call *call, struct rc_slice line);

void rc_read_lines(struct rc_call *call);
void rc_read_json(struct rc_call *call);
void rc_read_csv(struct rc_call *call);
void rc_read_ach(struct rc_call *call);
void rc_csv_take_header(struct rc_stream *stream, struct rc_slice bytes);

/* stream_damage.c.  false from one of these: more bytes are needed. */

static inline bool
rc_json_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What of the rest may be looked at. */
static inline struct rc_slice
rc_json_window(const struct rc_call *call)
{
    struct rc_slice rest = rc_call_rest(call);

    if (rest.len > RC_WINDOW)
        rest.len = RC_WINDOW;
    return rest;
}

/* Could more bytes change what is made of these? */
static inline bool
rc_json_may_grow(const struct rc_call *call, struct rc_slice seen)
{
    return !call->last && seen.len < RC_WINDOW;
}

/* The indent of the line in which the byte at call->at stands. */
size_t rc_json_indent(struct rc_call *call);
/* Waits for twice of what there is: always false. */
bool rc_json_wait(struct rc_call *call);
/* Rejects what stands at call->at and reads on length bytes behind it. */
void rc_json_reject(struct rc_call *call, size_t length, const char *why);
/* Leaves what cannot be read at call->at behind. */
bool rc_json_leave(struct rc_call *call, const char *why);
/* Does a line begin in bytes (from call->at on) as a record's does? */
bool rc_json_line_within(struct rc_call *call, struct rc_slice bytes);
/* Rejects the record at call->at for its length; PASSING goes on from it. */
bool rc_json_pass_long(struct rc_call *call);
/* One step of PASSING, and of LOST. */
bool rc_json_pass(struct rc_call *call);
bool rc_json_find_again(struct rc_call *call);

#endif
