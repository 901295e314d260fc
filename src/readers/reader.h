/*
 * readers -- containers around records: gzip, zstd, bzip2, xz; tar and zip, in
 * one another; mbox, PDF to come, in a sandboxed child.
 *
 * A reader turns a file into a stream of bytes.  Plain files can be read at
 * any place (pread) by any thread; packed ones, and text in UTF-16 or
 * Windows-1252, which is made UTF-8 as it is read, from the front, in one pass,
 * with limits on ratio and size so that a bomb is refused by name.  Archives
 * are walked: each member is a stream in its turn, for as long as it is
 * visited.
 */
#ifndef RC_READERS_READER_H
#define RC_READERS_READER_H

#include "base/base.h"

enum rc_packing {
    RC_PLAIN, /* may be read at any place */
    RC_GZIP,
    RC_ZSTD,
    RC_BZIP2,
    RC_XZ,
    RC_TEXT,    /* of another encoding, read as UTF-8 */
    RC_ARCHIVE, /* packed or not: to be walked, not read */
    RC_MEMBER,  /* of an archive */
};

struct rc_reader;

/* Opens a regular file.  Never follows what is no regular file (a FIFO would
 * hang): RC_INPUT.  RC_IO, RC_PERMIT with the reason. */
enum rc_status rc_reader_open(const char *path, struct rc_reader **reader,
                              struct rc_err *err) RC_MUST_CHECK;
/* The same, for a file that is known to be plain: its bytes are not looked at
 * and given as they are. */
enum rc_status rc_reader_open_plain(const char *path, struct rc_reader **reader,
                                    struct rc_err *err) RC_MUST_CHECK;
void rc_reader_close(struct rc_reader *reader); /* NULL is fine */
enum rc_packing rc_reader_packing(const struct rc_reader *reader);
/* How the stream was taken, where that is a guess to be told; or NULL. */
const char *rc_reader_note(const struct rc_reader *reader);
/* Bytes on disk, as they were at opening. */
uint64_t rc_reader_size(const struct rc_reader *reader);
int64_t rc_reader_modified_us(const struct rc_reader *reader);
/* Plain files: up to cap bytes from offset; *got 0 at the end.  Thread-safe. */
enum rc_status rc_reader_at(const struct rc_reader *reader, uint64_t offset,
                            char *to, size_t cap, size_t *got,
                            struct rc_err *err) RC_MUST_CHECK;
/* Any file: the next bytes of the unpacked stream; *got 0 at the end.
 * RC_INPUT: damaged (what came before it stands); RC_LIMIT: over RC_RATIO_MAX
 * times the packed size and RC_UNPACKED_FREE, or over RC_UNPACKED_MAX. */
enum rc_status rc_reader_next(struct rc_reader *reader, char *to, size_t cap,
                              size_t *got, struct rc_err *err) RC_MUST_CHECK;
enum { RC_RATIO_MAX = 200 };
#define RC_UNPACKED_FREE (UINT64_C(64) << 20)
#define RC_UNPACKED_MAX  (UINT64_C(4) << 40)

/*
 * A member of an archive, or of an archive in it.  What it is called is what
 * the archive says: a label, absolute or with "..", and never a path.
 */
struct rc_member {
    struct rc_slice path; /* "in.tar.gz/b.json.gz" */
    struct rc_slice name; /* without packings' endings: "in.tar/b.json" */
    uint64_t index;       /* the same in every pass */
    uint64_t size_bytes;  /* as it says; 0 when it does not */
    const char *note;     /* why it cannot be read; or NULL */
};

struct rc_member_visitor {
    /* Whether there is interest in that member; NULL: in all of them. */
    bool (*wants)(struct rc_member_visitor *, uint64_t index);
    /* All is lent for the call.  reader is NULL where there is a note. */
    void (*visit)(struct rc_member_visitor *, const struct rc_member *,
                  struct rc_reader *reader);
};

/* Visits the members of an RC_ARCHIVE, once, in its order.  RC_INPUT: damaged
 * (what came before it stands); RC_LIMIT: a bomb, or too many members. */
enum rc_status rc_reader_walk(struct rc_reader *reader,
                              struct rc_member_visitor *visitor,
                              struct rc_err *err) RC_MUST_CHECK;
enum {
    RC_MEMBERS_MAX = 100000, /* and folders, in all archives of a file */
    RC_DEPTH_MAX = 4,        /* archives in archives, the first counted */
};

/* name without a packing's ending. */
struct rc_slice rc_unpacked_name(struct rc_slice name);

#endif
