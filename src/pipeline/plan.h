/*
 * plan.h -- which files there are, what each is, and from where it is read.
 * Private to pipeline/.
 */
#ifndef RC_PIPELINE_PLAN_H
#define RC_PIPELINE_PLAN_H

#include "pipeline/engine.h"
#include "pipeline/pipeline.h"
#include "readers/reader.h"

struct rc_plan_file {
    struct rc_slice name; /* as shown: below its folder, no .gz or .zst */
    const char *path;     /* a member's is its archive's and its label */
    const char *disk;     /* what is opened: path, or the archive's */
    size_t shown_at;      /* path from here on is what is below the folder */
    uint64_t member;      /* of an archive: its index + 1; else 0 */
    uint64_t hash;        /* of name */
    struct rc_recognition recognition;
    enum rc_packing packing;
    uint64_t size;
    int64_t modified_us;
    uint64_t start;         /* where reading begins: what was read before */
    uint64_t taken;         /* up to where the round reads */
    uint64_t done;          /* where it ended, in the stream */
    struct rc_slice header; /* CSV header of a stream taken up again */
    uint64_t seal;          /* hash over the ends of what was read */
    struct rc_file_count before; /* counts of earlier runs */
    const char *note;     /* why it was not read, or what is wrong; NULL */
    const char *taken_as; /* a guess that the reader made, to be told; NULL */
    bool looked;          /* it could be opened, and packing is what it is */
    bool header_owned;    /* malloc'd by the thread that read it */
    bool read_once;       /* read to its end, in this run or before */
    bool gone;            /* read in an earlier run, not here any more */
};

struct rc_plan {
    struct rc_arena arena;
    struct rc_plan_file *files; /* by name */
    size_t count, cap;
    bool restart; /* a file was rewritten: what is kept must be forgotten */
    const char *restart_why;
};

/* Lists the files below the paths, and the members of archives, which are
 * recognised on the way.  A path that is not there or cannot be read is an
 * error when it was named, and a note when it was found on the way. */
enum rc_status rc_plan_list(struct rc_plan *plan, const char *const *paths,
                            size_t path_count, const struct rc_mapping *mapping,
                            struct rc_err *err) RC_MUST_CHECK;
/* Compares with what the store read before: start, header, counts, restart. */
enum rc_status rc_plan_resume(struct rc_plan *plan, struct rc_store *store,
                              struct rc_err *err) RC_MUST_CHECK;
/* Opens each file that has something to read and recognises it. */
void rc_plan_recognise(struct rc_plan *plan, const struct rc_mapping *mapping);
void rc_plan_done(struct rc_plan *plan);

/* Whether the file can grow and be taken up where it was left. */
bool rc_plan_grows(const struct rc_plan_file *file);
/* Whether both are members of one archive. */
bool rc_plan_same(const struct rc_plan_file *a, const struct rc_plan_file *b);
/* The seal over what has been read: its first and last 64 KiB. */
enum rc_status rc_plan_seal(const struct rc_plan_file *file, uint64_t upto,
                            uint64_t *seal, struct rc_err *err) RC_MUST_CHECK;
/* The settings for one file: its time of writing is near to its lines without a
 * year. */
struct rc_source_setting
rc_plan_setting(const struct rc_source_setting *setting, int64_t modified_us);
/* Recognises an open file, or member, by its first bytes. */
enum rc_status rc_plan_look_at(struct rc_reader *reader,
                               const struct rc_mapping *mapping,
                               struct rc_arena *arena,
                               struct rc_recognition *recognition,
                               struct rc_err *err) RC_MUST_CHECK;
/* The reason without the path in front. */
const char *rc_plan_why(const struct rc_err *err, const char *path);

/* Between plan*.c: a file of the plan, shown from path + shown_at on; members
 * instead of archives; names and their order. */
struct rc_plan_file *rc_plan_add(struct rc_plan *plan, struct rc_slice path,
                                 size_t shown_at);
void rc_plan_open_archives(struct rc_plan *plan,
                           const struct rc_mapping *mapping);
void rc_plan_name(struct rc_plan *plan);
void rc_plan_sort(struct rc_plan *plan);

#endif
