/*
 * sources -- one file a vendor format: bytes in, observations and rejects out.
 *
 * A source is tables (what tells its records apart, which paths or columns it
 * reads) and one function that fills an observation from them.  It does no
 * I/O, keeps no clock, and is a function of its bytes and of the few that a
 * stream needs (a CSV header).  A record that it cannot read is data, not an
 * error: rejected with a reason, and the next is read.
 *
 * Sources are recognised by content, never by a file's name or folder.
 * catalog.def lists them; `rollcall sources`, the manual and docs/formats are
 * made from it.
 */
#ifndef RC_SOURCES_SOURCE_H
#define RC_SOURCES_SOURCE_H

#include "formats/format.h"
#include "observations/observation.h"

/* How records stand in a file. */
enum rc_framing {
    RC_FRAME_UNKNOWN,
    RC_FRAME_LINES, /* NDJSON: one object a line; may be split at newlines */
    RC_FRAME_ARRAY, /* [ {...}, {...} ] */
    RC_FRAME_PAGE, /* { "value": [ ... ] } and the like, or one after another */
    RC_FRAME_OBJECT, /* a single object, or pretty-printed ones in a row */
    RC_FRAME_CSV,
    RC_FRAME_TEXT, /* one line a record: syslog and the like; may be split at
                      newlines */
    RC_FRAME_W3C,  /* lines under "#Fields:" */
    RC_FRAME_ACH,  /* batches of an ACH file */
};

struct rc_record {
    struct rc_slice raw;   /* the record's bytes */
    struct rc_slice outer; /* the page around it, empty when there is none */
    uint64_t offset;       /* of raw in the decompressed stream */
    uint64_t lines;        /* newlines from the stream's resume point to raw;
                              0 unless the stream counts them */
};

/* Who hears of records.  One record may give several observations, or none
 * when it is known and says nothing of a person (then skip is called). */
struct rc_obs_sink {
    void (*take)(struct rc_obs_sink *, const struct rc_record *,
                 const struct rc_obs *);
    void (*reject)(struct rc_obs_sink *, const struct rc_record *,
                   const char *why);
    void (*skip)(struct rc_obs_sink *, const struct rc_record *);
};

/* The zone of one source's times that state none. */
struct rc_source_zone {
    const struct rc_source *source;
    const struct rc_zone *zone;
};

/* What an operator may say of sources (rollcall.toml, --zone).  zones, where
 * they name the record's source, go before time.zone. */
struct rc_source_setting {
    struct rc_time_hint time;
    const struct rc_source_zone *zones;
    size_t zone_count;
    bool strict;                      /* check every byte of JSON */
    const struct rc_mapping *mapping; /* column names of CSV; may be NULL */
};

struct rc_table; /* table.h */

/* What a fill function is given. */
struct rc_fill {
    const struct rc_source *source;
    const struct rc_json_value *slot; /* JSON: one for each path */
    const struct rc_slice *column;    /* CSV: one for each column wanted,
                                         unquoted and trimmed, empty if absent.
                                         Of a line of text there is none of
                                         both: it is record->raw (text.h) */
    const struct rc_record *record;
    const struct rc_source_setting *setting;
    struct rc_arena *arena; /* lives as long as the record */
    struct rc_json_scanner *scanner;
    struct rc_obs_sink *to;
};

struct rc_column {
    const char *names;    /* synonyms by '|': "Employee ID|Worker ID|emp no" */
    unsigned char needed; /* recognition wants it: true, or RC_ONE_OF_THESE */
};
enum { RC_ONE_OF_THESE = 2 };

struct rc_source {
    const char *name;   /* "okta-system-log" */
    const char *vendor; /* "okta" */
    const char *stream; /* "system" */
    const char *title;  /* "Okta System Log" */
    const char *how;    /* where the administrator clicks or calls to export */
    const char *needs;  /* plan or switch that it takes */
    const char *feeds;  /* signs, by blanks */
    enum rc_obs_kind kind; /* what most of its records become */
    /* JSON */
    const char *const *paths; /* what is read; slot i is paths[i] */
    size_t path_count;
    const char *const *marks; /* paths that must all be there: "a|b" is either;
                                 "a=text" must equal, "a=text*" begin so; "!a"
                                 must not be there (or be null); NULL ends */
    const char *wants_kind;   /* keys of a page's list, beside the usual ones:
                                 "Report_Entry[]|workers[]"; or NULL */
    struct rc_table *table;   /* table.h: instead of paths; or NULL */
    /* CSV */
    const struct rc_column *columns;
    size_t column_count;
    /* Text: is this line one of the source's?  Asked of every line, so cheap;
     * such a source's columns are of its own use, no CSV header has them. */
    bool (*knows)(struct rc_slice line);
    /* Reads what no other source knows, by well-known names: asked last. */
    bool generic;
    /* Fills one or more observations and hands them to fill->to (take), or
     * rejects.  true when the record was one of this source's; false: it is
     * not (nothing was handed on), and others may be tried. */
    bool (*fill)(const struct rc_fill *fill);
};

extern const struct rc_source *const rc_sources[];
extern const size_t rc_source_count;
/* By name; NULL when there is none. */
const struct rc_source *rc_source_named(struct rc_slice name);
/* The paths that a source's records are projected by: its own, or those of its
 * table. */
const char *const *rc_source_paths(const struct rc_source *source,
                                   size_t *count);
/* What the i-th row of a source's table reads, for `rollcall sources` and
 * docs/formats: false behind the last one. */
struct rc_source_row {
    const char *field; /* as `observe` names it; "kind", "outcome", or "" */
    const char *from;  /* paths, or the constant text */
    const char *words; /* those that decide, or NULL */
};
bool rc_source_row(const struct rc_source *source, size_t i,
                   struct rc_source_row *row);
/* vendor and stream texts as they stand in the tables (for rc_obs_decode). */
const char *rc_source_word(struct rc_slice text);

/* What a stream's first bytes turned out to be. */
struct rc_recognition {
    const struct rc_source *source; /* NULL: nobody's */
    enum rc_framing framing;
    char delimiter;  /* CSV */
    const char *why; /* static or in the arena: for `rollcall sources FILE` */
    const char *refused; /* names of columns and keys that are there and never
                            read (minimise.h), in the arena; NULL: none */
};

/* Looks at the first bytes of a stream (64 KiB are plenty; whole tells that
 * they are all there is). */
struct rc_recognition rc_source_recognise(struct rc_slice head, bool whole,
                                          const struct rc_mapping *mapping,
                                          struct rc_arena *arena);

/*
 * A stream being read: framing, the CSV header, scratch.  Bytes are given in
 * order; what was not used comes again in front of the next ones.
 */
struct rc_stream;
/* header is the CSV header line's bytes when reading starts behind it (a
 * stream taken up again), else empty. */
struct rc_stream *rc_stream_new(const struct rc_recognition *recognition,
                                const struct rc_source_setting *setting,
                                struct rc_slice header);
void rc_stream_free(struct rc_stream *stream);
/* For NDJSON and CSV: count newlines so that rc_record.lines is right. */
void rc_stream_count_lines(struct rc_stream *stream);
/*
 * Reads the records in bytes, whose first byte stands at offset of the stream.
 * last: no bytes will follow, so what is left at the end is a record or a
 * reject.  *used bytes were read and will not come again.  Calls the sink.
 * A record longer than RC_RECORD_MAX is rejected and passed over, in any
 * number of calls.  Only RC_LIMIT and RC_INPUT for streams whose frame breaks
 * for good (an array that is no array any more): the rest is one reject.
 */
enum { RC_RECORD_MAX = 32 << 20 };
void rc_stream_read(struct rc_stream *stream, struct rc_slice bytes,
                    uint64_t offset, bool last, struct rc_obs_sink *to,
                    size_t *used);
/* The CSV header's bytes once read (to take the stream up again). */
struct rc_slice rc_stream_header(const struct rc_stream *stream);

/* Column names for CSV files whose headers are a company's own. */
struct rc_mapping;
/* Reads a mapping file: YAML `source: hris-worker`, `columns: {Emp_ID:
 * employee_number, ...}` (one or a list of such). */
enum rc_status rc_mapping_read(struct rc_slice yaml,
                               struct rc_mapping **mapping,
                               struct rc_err *err) RC_MUST_CHECK;
void rc_mapping_free(struct rc_mapping *mapping);

#endif
