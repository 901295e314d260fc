/*
 * formats -- the text that records are written in: JSON, CSV, lines of text.
 *
 * The hot path.  A JSON record is never made into a tree: a projection, built
 * once from a list of paths, walks the keys, keeps the values asked for and
 * skips the rest by bitmaps of quotes and braces.  Three builds of the same
 * scanner (AVX2, SSE2, plain C) give the same answers; the best one that the
 * machine has is chosen at the first call, ROLLCALL_CPU=avx2|sse2|scalar
 * overrides it.  Every buffer has RC_PAD readable bytes behind it.
 *
 * What a projection promises.  The record it accepts begins with { and its
 * braces, strings and wanted values are well formed; what it skips is checked
 * for balance only, and inside a skipped object only braces are counted, inside
 * a skipped array only square brackets ({"a":[} passes for an object).  Its
 * strings may hold any bytes, control characters and bad UTF-8 too.  Strict
 * mode checks every byte (RFC 8259 grammar, UTF-8, escapes, depth of at most
 * RC_JSON_DEPTH).  A key that occurs twice in one object: the first counts, in
 * both modes, and strict mode rejects the record when the key is a wanted one.
 */
#ifndef RC_FORMATS_FORMAT_H
#define RC_FORMATS_FORMAT_H

#include "base/base.h"

enum { RC_JSON_DEPTH = 128, RC_JSON_SLOTS = 64 };

enum rc_json_type {
    RC_JSON_NONE, /* the path was not there */
    RC_JSON_NULL,
    RC_JSON_STRING,
    RC_JSON_NUMBER,
    RC_JSON_TRUE,
    RC_JSON_FALSE,
    RC_JSON_OBJECT,
    RC_JSON_ARRAY,
};

/* text: of a string, its characters with escapes undone (into the arena given
 * when there were any, else in place); of anything else, its bytes as they
 * stand, braces included.  Lone surrogates become U+FFFD. */
struct rc_json_value {
    struct rc_slice text;
    enum rc_json_type type;
};

struct rc_json_projection;

/* paths[i] fills slot i: "actor.alternateId", "target[0].displayName" (the
 * first element, the only one that can be asked for), "" is no path; the slot
 * of what is no path stays RC_JSON_NONE.  A key that holds a dot, a bracket or
 * a backslash is written with a backslash before it.  The same key may be
 * wanted whole and inside: "actor" and "actor.id".  count <= RC_JSON_SLOTS. The
 * projection is immutable and may be shared by threads; free with _free. */
struct rc_json_projection *rc_json_projection_new(const char *const *paths,
                                                  size_t count);
void rc_json_projection_free(struct rc_json_projection *projection);

/* What one thread needs to run projections: the shape cache (the key texts
 * that the last record had at each place) and scratch.  Not shared. */
struct rc_json_scanner;
struct rc_json_scanner *rc_json_scanner_new(void);
void rc_json_scanner_free(struct rc_json_scanner *scanner);

enum rc_json_result {
    RC_JSON_OK,
    RC_JSON_BAD,   /* not JSON; *why says what */
    RC_JSON_SHORT, /* the bytes end inside the record */
};

/*
 * Projects the object that starts at bytes.p (white space before it is
 * skipped).  On RC_JSON_OK slots[0..count) are filled and *used is the number
 * of bytes up to and with the closing brace.  Never reads further than
 * bytes.len + RC_PAD, never reports a value beyond bytes.len.
 * arena receives unescaped strings only.  strict as above.
 * A newline inside the object is white space like any other: one record a line
 * is the caller's business.
 */
enum rc_json_result rc_json_project(struct rc_json_scanner *scanner,
                                    const struct rc_json_projection *projection,
                                    struct rc_slice bytes, bool strict,
                                    struct rc_arena *arena,
                                    struct rc_json_value *slots, size_t *used,
                                    const char **why);

/* The bytes of the value (any type) that starts at bytes.p after white space:
 * RC_JSON_OK and *value, *used; balance is checked as in a projection, grammar
 * is not.  A number that reaches the end of the bytes is taken to end there. */
enum rc_json_result rc_json_skip(struct rc_slice bytes, struct rc_slice *value,
                                 size_t *used);

/* Walks an array's raw text ("[...]") element by element.
 *     struct rc_slice rest = value.text, element;
 *     while (rc_json_each(&rest, &element)) ...
 * element is raw bytes (a string keeps its quotes).  Ends at the first thing
 * that is not well balanced. */
bool rc_json_each(struct rc_slice *rest, struct rc_slice *element);
/* The same over an object's members; key is raw, without quotes. */
bool rc_json_member(struct rc_slice *rest, struct rc_slice *key,
                    struct rc_slice *value);
/* One value out of raw JSON by path (slow, for recognition and tests); of a
 * raw array a path may begin with [0]. */
struct rc_json_value rc_json_get(struct rc_slice raw, const char *path,
                                 struct rc_arena *arena);
/* Checks every byte of one JSON text (strict mode's check, alone). */
bool rc_json_valid(struct rc_slice text, const char **why);
/* A raw value as a value: type and, for a string, its characters.  What is not
 * just one value is RC_JSON_NONE. */
struct rc_json_value rc_json_value_of(struct rc_slice raw,
                                      struct rc_arena *arena);

/*
 * CSV (RFC 4180) split by bitmaps of quotes, delimiters and newlines.
 *
 * Rows end at \n or \r\n outside quotes.  A field that starts with a quote is
 * quoted; its doubled quotes are undone by rc_csv_text.  A quote inside an
 * unquoted field is an ordinary character, and so is all that stands between a
 * closing quote and the next delimiter.  A row longer than RC_CSV_ROW, or a
 * quoted field that never ends, is reported as bad and reading goes on at the
 * next newline after its start, so that one stray quote costs one row (where
 * there is no newline in the bytes, behind them).
 */
enum { RC_CSV_ROW = 1 << 20, RC_CSV_FIELDS = 512 };

enum rc_csv_result {
    RC_CSV_ROW_READ,
    RC_CSV_BAD,   /* *why; *used is how far to go on */
    RC_CSV_SHORT, /* no whole row in these bytes: bring more, or it is the end
                   */
};

/* Reads the row at bytes.p.  Fields are raw (quotes kept); *count is how many
 * there were (at most RC_CSV_FIELDS are kept, further ones make the row bad).
 * last says that no bytes follow these: the end is then a row's end too. */
enum rc_csv_result rc_csv_row(struct rc_slice bytes, char delimiter, bool last,
                              struct rc_slice fields[RC_CSV_FIELDS],
                              size_t *count, size_t *used, const char **why);
/* A raw field's characters: quotes off, doubled quotes undone in the arena. */
struct rc_slice rc_csv_text(struct rc_slice raw, struct rc_arena *arena);
/* The delimiter of a header line: the commonest of , ; tab | outside quotes;
 * 0 when there is none. */
char rc_csv_delimiter(struct rc_slice header);

/*
 * Lines of text: syslog and what stands inside.  Nothing here allocates or
 * fails: what a line does not have is the empty slice.
 *
 * A syslog header, RFC 3164 or 5424, as senders really write it:
 *
 *     <134>1 2026-01-31T10:15:30Z gw1 sshd 4711 ID1 [x@1 k="v"] text
 *     <134>Jan 31 2026 10:15:30 gw1 sshd[4711]: text
 *     Jan 31 10:15:30 gw1 : text           2026-01-31 10:15:30 gw1 text
 *
 * time is for rc_time_read (a year and a zone may be missing); a host that is
 * left out is told by what follows (%TAG, a comma, an equals sign).
 */
struct rc_syslog {
    int priority; /* -1: none */
    bool rfc5424;
    struct rc_slice time, host, app, pid, message_id;
    struct rc_slice data; /* [structured data], its brackets included */
    struct rc_slice text; /* the rest */
};
/* false: neither a priority nor a time; text is the whole line then. */
bool rc_syslog_read(struct rc_slice line, struct rc_syslog *to);

/*
 * Pairs of a key and a value, of all that write them:
 *
 *     key=value key="quoted \"value\""     assign =  between blank
 *     key:"value"; key:"value"             assign :  between ;
 *     {key=value, key=value}               assign =  between ,
 *     Key: some text, Other Key: more      assign :  between ,  loose
 *     act=some text suser=ann              assign =  between blank  loose
 *
 * A value that is not quoted ends at `between`; a loose one ends only where
 * another key follows.  What is no pair is passed over.
 */
struct rc_pairs {
    struct rc_slice rest;
    char assign, between;
    bool loose;
    bool escaped; /* of the last value: rc_pairs_text has something to undo */
};
bool rc_pairs_next(struct rc_pairs *pairs, struct rc_slice *key,
                   struct rc_slice *value);
/* value with backslashes before " \ = | ] undone, in the arena. */
struct rc_slice rc_pairs_text(struct rc_slice value, struct rc_arena *arena);

/* ArcSight's CEF and QRadar's LEEF, the latter 1.0 and 2.0: a header by | and
 * pairs behind it. */
struct rc_event_header {
    struct rc_slice vendor, product, version, id;
    struct rc_slice name, severity; /* CEF only */
    struct rc_pairs pairs;          /* ready to be walked */
};
/* text may begin with something else (a syslog header): it is looked for. */
bool rc_cef_read(struct rc_slice text, struct rc_event_header *to);
bool rc_leef_read(struct rc_slice text, struct rc_event_header *to);

/* The next word of a W3C extended log's line (a row, or the names behind
 * "#Fields:"): by blanks or tabs, quotes taken off, "-" is empty. */
bool rc_w3c_next(struct rc_slice *rest, struct rc_slice *word);

/* "avx2", "sse2" or "scalar": what this process runs. */
const char *rc_formats_cpu(void);

#endif
