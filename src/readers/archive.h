/*
 * archive.h -- a pass over an archive, and over those in it; private to
 * readers/.
 */
#ifndef RC_READERS_ARCHIVE_H
#define RC_READERS_ARCHIVE_H

#include "readers/layers.h"

struct rc_walk {
    const struct rc_reader *reader; /* the file that all of it is in */
    struct rc_member_visitor *visitor;
    struct rc_budget *budget;
    uint64_t index;           /* of the next member */
    uint64_t entries;         /* of any kind, in all archives */
    struct rc_buf path, name; /* so far: "in.tar.gz/", "in.tar/" */
};

/* Where a label stood, to go back to. */
struct rc_walk_mark {
    size_t path_len, name_len;
};
/* Adds a member's label behind those of the archives around it. */
struct rc_walk_mark rc_walk_enter(struct rc_walk *walk, struct rc_slice label);
void rc_walk_leave(struct rc_walk *walk, struct rc_walk_mark mark);

/* Tells the visitor of the member that was entered: of one that cannot be
 * read, or of one whose bytes are input's. */
void rc_walk_note(struct rc_walk *walk, const char *why);
void rc_walk_member(struct rc_walk *walk, struct rc_input *input,
                    const struct rc_layers *layers, uint64_t size_bytes);
/* Fails when there are too many. */
enum rc_status rc_walk_count(struct rc_walk *walk,
                             struct rc_err *err) RC_MUST_CHECK;

/* All members of the archive that input is, which stands depth archives deep
 * and whose members' bytes are counted on layer.  RC_INPUT: damaged further
 * on; RC_LIMIT: nothing more is to be read of the whole file. */
enum rc_status rc_archive_walk(struct rc_walk *walk, struct rc_input *input,
                               enum rc_archive kind, int depth, int layer,
                               struct rc_err *err) RC_MUST_CHECK;

/* archive.c: a member as it stands, its bytes for as long as take runs. */
struct rc_part {
    struct rc_slice label;
    struct rc_input *input;
    uint64_t size_bytes; /* 0 when it is not stated */
    const char *unread;  /* why it cannot be; or NULL */
};
typedef enum rc_status rc_part_function(void *with, const struct rc_part *,
                                        struct rc_err *);
/* Takes each file of one archive; ends early when take fails. */
enum rc_status rc_archive_each(struct rc_walk *walk, struct rc_input *input,
                               enum rc_archive kind, int layer,
                               rc_part_function *take, void *with,
                               struct rc_err *err) RC_MUST_CHECK;

/* office.c: the sheets of a workbook; other zips as zips. */
enum rc_status rc_office_walk(struct rc_walk *walk, struct rc_input *input,
                              int depth, int layer,
                              struct rc_err *err) RC_MUST_CHECK;

#endif
