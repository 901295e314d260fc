/*
 * table.h -- a vendor's JSON format as a table: which path fills which field.
 *
 * Most formats need no code of their own.  A source states rows, and one
 * function for all (rc_fill_by_table) reads a record by them:
 *
 *     static const struct rc_row rows[] = {
 *         RC_ROW_TIME(at_us, "timestamp", RC_CLOCK_MS),
 *         RC_ROW_TEXT(action, "event.name|event"),
 *         RC_ROW_TEXT(user, "actor.email|actor.login|actor.id"),
 *         RC_ROW_IP(src_ip, "context.ip"),
 *         RC_ROW_KIND(SIGN_IN, ":action", "login*|logout"),
 *         RC_ROW_OUTCOME("result.code", "0", "*"),
 *         RC_ROW_FLAG(RC_IS_MFA, "factor", "push|totp", "password"),
 *         RC_ROW_WHEN(":action", "login*"),
 *         RC_ROW_TEXT(app, "targets{type=app}.name"),
 *         RC_ROW_ALWAYS,
 *         RC_ROW_SAY(app, "Badge portal"),
 *     };
 *     static struct rc_table table = RC_TABLE(rows);
 *
 *     const struct rc_source rc_source_badge_events = {
 *         .name = "badge-events", ...,
 *         .kind = RC_OBS_OTHER,       the kind when no KIND row says another
 *         .marks = marks,
 *         .table = &table,
 *         .fill = rc_fill_by_table,
 *     };
 *
 * Rows are read in order, and the first that has something to say of a field
 * counts: a later row for it is a fallback.  At the end a user that is still
 * empty becomes the mail address, else the id, else the display name; a user
 * with an @ that no row gave as the mail address is one.
 *
 * Paths.  Alternatives stand by '|'; the first that is there and not empty
 * counts.  One is made of
 *
 *     a.b         a key in an object; \. \| \! \{ \[ are the characters
 *     a[0]        the first element; a[1] and on too, but slower
 *     a[*].b      the first element that has something there
 *     a{k=v}.b    of a list of objects, the one whose k is v: the name/value
 *                 pairs of Google, Microsoft 365 and others.  An object in
 *                 place of the list is looked at as a list of one
 *     a!b         a is a string that holds JSON, or "{b=c, d=e}"; an object is
 *                 taken as it is
 *     each[].b    below an element of the table's `each` list (see there)
 *     :field      what an earlier row filled: ":action"
 *     ^b          of the page around the record ("^meta.id"); slow
 *
 * Up to the first {, ! or [*] a path is read by the projection and costs next
 * to nothing; what follows is walked at each use (lists of pairs are indexed
 * once a record).  In a CSV row a path is the first name of a column in the
 * source's columns; both may stand in one row: "actor.mail|email".
 *
 * Words stand by '|' too, case is ignored, and * stands for any rest at either
 * end: "login*|*_failed|*denied*"; "*" alone is whatever is not empty and not
 * among the words of the other answer.
 */
#ifndef RC_SOURCES_TABLE_H
#define RC_SOURCES_TABLE_H

#include <stddef.h>

#include "sources/fill.h"

/* How a moment is written.  What the unit does not fit is read as by
 * RC_CLOCK_UTC: vendors change their minds. */
enum rc_clock {
    RC_CLOCK_STATED, /* all that rc_time_read knows; a time without a zone is
                        in the zone that the operator set for the source */
    RC_CLOCK_UTC,    /* the same, but without a zone it is UTC, always */
    RC_CLOCK_UTC_US, /* the same, and 3/4/2026 is 4 March */
    RC_CLOCK_S,      /* since 1970, a fraction allowed */
    RC_CLOCK_MS,
    RC_CLOCK_US,
    RC_CLOCK_NS,
    RC_CLOCK_FILETIME, /* 100 ns since 1601 */
};

/* A code of the vendor's and the word for it; {NULL, NULL} ends a list.  A
 * code that is not listed is left as it is. */
struct rc_code {
    const char *code, *word;
};

enum rc_row_how {
    RC_HOW_TEXT,
    RC_HOW_JOIN,
    RC_HOW_SAY,
    RC_HOW_CODE,
    RC_HOW_IP,
    RC_HOW_TIME,
    RC_HOW_NUMBER,
    RC_HOW_FLAG,
    RC_HOW_OUTCOME,
    RC_HOW_KIND,
    RC_HOW_WHEN,
    RC_HOW_ALWAYS,
    RC_HOW_KEEP,
    RC_HOW_MINE,
};

struct rc_row {
    enum rc_row_how how;
    unsigned to;      /* the field's place in struct rc_obs; the flag, kind or
                         number kept */
    unsigned clock;   /* enum rc_clock */
    const char *from; /* paths; of SAY the text */
    const char *yes, *no; /* words; of JOIN what stands between */
    const struct rc_code *codes;
};

/* The place of a field that has this type: another does not compile. */
#define RC_FIELD(field, type)                                                  \
    (unsigned)(offsetof(struct rc_obs, field) +                                \
               0 * sizeof(_Generic(((struct rc_obs *)0)->field, type : 0)))

/* A text. */
#define RC_ROW_TEXT(field, paths)                                              \
    {                                                                          \
        .how = RC_HOW_TEXT, .to = RC_FIELD(field, struct rc_slice),            \
        .from = paths                                                          \
    }
/* All alternatives that are there, `text` between them. */
#define RC_ROW_JOIN(field, paths, text)                                        \
    {                                                                          \
        .how = RC_HOW_JOIN, .to = RC_FIELD(field, struct rc_slice),            \
        .from = paths, .yes = text                                             \
    }
/* The same for every record. */
#define RC_ROW_SAY(field, text)                                                \
    {                                                                          \
        .how = RC_HOW_SAY, .to = RC_FIELD(field, struct rc_slice),             \
        .from = text                                                           \
    }
/* A text, by a list of codes. */
#define RC_ROW_CODE(field, paths, list)                                        \
    {                                                                          \
        .how = RC_HOW_CODE, .to = RC_FIELD(field, struct rc_slice),            \
        .from = paths, .codes = list                                           \
    }
/* An address: what is none is passed over, of "a, b" the first is taken. */
#define RC_ROW_IP(field, paths)                                                \
    {                                                                          \
        .how = RC_HOW_IP, .to = RC_FIELD(field, struct rc_slice),              \
        .from = paths                                                          \
    }
/* A moment.  A record without at_us is rejected, unless the table is timeless.
 */
#define RC_ROW_TIME(field, paths, unit)                                        \
    {                                                                          \
        .how = RC_HOW_TIME, .to = RC_FIELD(field, int64_t), .from = paths,     \
        .clock = unit                                                          \
    }
#define RC_ROW_NUMBER(field, paths)                                            \
    {                                                                          \
        .how = RC_HOW_NUMBER, .to = RC_FIELD(field, double), .from = paths     \
    }
/* A flag by words; NULL, NULL: as rc_text_flag reads it. */
#define RC_ROW_FLAG(flag, paths, yes_words, no_words)                          \
    {                                                                          \
        .how = RC_HOW_FLAG, .to = flag, .from = paths, .yes = yes_words,       \
        .no = no_words                                                         \
    }
/* Of the alternatives the first that is among either words decides. */
#define RC_ROW_OUTCOME(paths, success, failure)                                \
    {                                                                          \
        .how = RC_HOW_OUTCOME, .from = paths, .yes = success, .no = failure    \
    }
/* The kind RC_OBS_<name> when a path's text is among the words. */
#define RC_ROW_KIND(name, paths, words)                                        \
    {                                                                          \
        .how = RC_HOW_KIND, .to = RC_OBS_##name, .from = paths, .yes = words   \
    }
/* The rows up to the next WHEN or ALWAYS count only if a path's text is among
 * the words. */
#define RC_ROW_WHEN(paths, words)                                              \
    {                                                                          \
        .how = RC_HOW_WHEN, .from = paths, .yes = words                        \
    }
#define RC_ROW_ALWAYS                                                          \
    {                                                                          \
        .how = RC_HOW_ALWAYS                                                   \
    }
/* A text for the table's own function `more`, as its kept[index]. */
enum { RC_KEPT = 8 };
#define RC_ROW_KEEP(index, paths)                                              \
    {                                                                          \
        .how = RC_HOW_KEEP, .to = index, .from = paths                         \
    }
/* The record is this source's only if a path's text is among the words (other
 * sources are asked otherwise): for what marks cannot say.  Stands first. */
#define RC_ROW_MINE(paths, words)                                              \
    {                                                                          \
        .how = RC_HOW_MINE, .from = paths, .yes = words                        \
    }

struct rc_table_made;

struct rc_table {
    const struct rc_row *rows;
    size_t row_count;
    /* A list in the record of which every element is an observation of its
     * own ("events"): paths that begin with its name and [] are read below the
     * element.  An object in place of the list is one element; when there is
     * neither, the record is read once without one. */
    const char *each;
    const char *nothing;     /* words that stand for "not known" */
    const char *json_column; /* CSV: the column (its first name) that holds the
                                record as JSON; the others are not read */
    bool timeless;           /* a record may be without a time */
    /* What rows cannot say: called for each observation before it is handed
     * on.  Returns why the record is rejected, or NULL. */
    const char *(*more)(const struct rc_fill *fill, const struct rc_slice *kept,
                        struct rc_obs *obs);
    _Atomic(struct rc_table_made *) made; /* at the first use, for good */
};

#define RC_TABLE(list)                                                         \
    {                                                                          \
        .rows = (list), .row_count = sizeof(list) / sizeof *(list)             \
    }

/* The fill function of a source that has a table. */
bool rc_fill_by_table(const struct rc_fill *fill);

#endif
