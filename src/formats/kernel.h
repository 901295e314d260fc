/*
 * kernel.h -- what the three builds of the scanner share; behind the door.
 *
 * kernel_avx2.c, kernel_sse2.c and kernel_scalar.c each define the same few
 * vector primitives and include json_scan.h and csv_scan.h, which are written
 * over them.  Everything in those files is static; what comes out of each is
 * one table of functions, and kernel.c picks the table that runs.
 */
#ifndef RC_FORMATS_KERNEL_H
#define RC_FORMATS_KERNEL_H

#include "formats/format.h"

struct rc_json_node;

/* What is to be done with a value. */
struct rc_json_want {
    int slot;                          /* keep it whole here; -1: do not */
    const struct rc_json_node *object; /* keys wanted when it is an object */
    const struct rc_json_want *first;  /* of element 0 when it is an array */
};

/* A key that is wanted in an object. */
struct rc_json_key {
    struct rc_slice name; /* unescaped; RC_PAD readable bytes behind it */
    uint64_t bit;         /* of this key among those of its node */
    struct rc_json_want want;
    const struct rc_json_key *next;
};

/* The keys that are wanted in one object of the record. */
struct rc_json_node {
    const struct rc_json_key *keys;
    uint64_t all;     /* the bits of all keys */
    uint64_t lengths; /* bit n: some key is n bytes long; 63: or longer */
    uint32_t index;   /* which row of the shape cache is this object's */
};

struct rc_json_copy {
    uint8_t from, to;
};

struct rc_json_projection {
    struct rc_arena arena; /* holds nodes, keys and names */
    struct rc_json_node *root;
    uint64_t id; /* never given twice in a process */
    uint32_t node_count;
    size_t count;      /* slots */
    size_t copy_count; /* slots that ask for what another has */
    struct rc_json_copy copies[RC_JSON_SLOTS];
};

/*
 * The shape cache.  Records of one stream have their keys in one order, so the
 * bytes from a key's opening quote to its value are, nearly always, those that
 * the last record had there.  One compare of 32 bytes then replaces finding
 * the key's end, its colon and its place in the projection.
 *
 * text holds only what was once read as: quote, a key without escapes, quote,
 * colon, white space; so equal bytes always mean the same key.
 */
enum {
    RC_SHAPE_TEXT = 32,
    RC_SHAPE_KEYS = 32,
    RC_SHAPE_ROW = RC_SHAPE_KEYS + 1
};

struct rc_json_shape {
    char text[RC_SHAPE_TEXT];
    const struct rc_json_key *key; /* NULL: nobody wants it */
    uint32_t len;
    /* bit n: byte n of text counts.  Those that are equal, and bits, must give
     * all: the same as bits, or what bits cannot give in a place not filled. */
    uint32_t bits, all;
    char unused[12]; /* one entry, one cache line */
};

/* One run over one record. */
struct rc_json_scan {
    const char *end; /* no byte from here on is the record's */
    struct rc_json_value *slots;
    struct rc_json_shape *shapes; /* RC_SHAPE_ROW for each node */
    struct rc_arena *arena;
    const char *why;
    enum rc_json_result result;
    bool strict;
};

struct rc_formats_kernel {
    const char *name;
    /* The object whose opening brace is at p, by the nodes from root on:
     * behind its closing brace, or NULL with scan->result and why set. */
    const char *(*project)(struct rc_json_scan *scan, const char *p,
                           const struct rc_json_node *root);
    /* The value at p < scan->end, of any type: behind it, or NULL. */
    const char *(*skip)(struct rc_json_scan *scan, const char *p);
    /* A row without surprises: its end, a newline, was found and every quote
     * stands where RFC 4180 has it.  false: csv.c reads it byte by byte. */
    bool (*csv_row)(struct rc_slice bytes, char delimiter,
                    struct rc_slice fields[RC_CSV_FIELDS], size_t *count,
                    size_t *used);
};

extern const struct rc_formats_kernel rc_formats_scalar;
#if defined(__x86_64__)
extern const struct rc_formats_kernel rc_formats_sse2, rc_formats_avx2;
#endif

/* The build that runs: chosen at the first call, then kept. */
const struct rc_formats_kernel *rc_formats_kernel(void);
/* For tests: runs this build from now on; NULL chooses anew.  false when the
 * name is unknown or the machine cannot. */
bool rc_formats_use(const char *name);

/* A step of a path. */
struct rc_json_step {
    struct rc_slice key; /* backslashes undone; NULL p: the first element */
};
/* Cuts a path into at most RC_JSON_DEPTH steps; 0 when it is no path.  The
 * keys' characters are put into the arena. */
size_t rc_json_steps(const char *path, struct rc_arena *arena,
                     struct rc_json_step steps[RC_JSON_DEPTH]);

/* One byte at a time, for what is short or rare. */
const char *rc_json_space(const char *p, const char *end);
/* Behind the null, true or false at p; NULL: neither.  *type says which. */
const char *rc_json_literal(struct rc_json_scan *scan, const char *p,
                            enum rc_json_type *type);
/* Behind the number at p, its grammar checked when check is set. */
const char *rc_json_number(struct rc_json_scan *scan, const char *p,
                           bool check);
/* A string's characters out of what stands between its quotes; false when an
 * escape is none.  The copy has RC_PAD readable bytes behind it. */
bool rc_json_unescape(struct rc_slice raw, struct rc_arena *arena,
                      struct rc_slice *text);
/* The strict check of the value at bytes.p; a number or literal may end where
 * the bytes end. */
enum rc_json_result rc_json_check(struct rc_slice bytes, size_t *used,
                                  const char **why);

/* Where s ends; an absent one has no end to compute. */
static inline const char *
slice_end(struct rc_slice s)
{
    return s.len ? s.p + s.len : s.p;
}

/* Ends a scan: both return NULL, so that they can be returned at once. */
static inline const char *
rc_json_bad(struct rc_json_scan *scan, const char *why)
{
    scan->result = RC_JSON_BAD;
    scan->why = why;
    return NULL;
}

static inline const char *
rc_json_short(struct rc_json_scan *scan)
{
    scan->result = RC_JSON_SHORT;
    scan->why = "the record is cut short";
    return NULL;
}

static inline bool
rc_json_is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

#endif
