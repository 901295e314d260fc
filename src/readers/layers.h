/*
 * layers.h -- what a stream is packed with, told by its first bytes alone, and
 * the layers that undo it; private to readers/.
 */
#ifndef RC_READERS_LAYERS_H
#define RC_READERS_LAYERS_H

#include "readers/input.h"
#include "readers/reader.h"

enum rc_archive {
    RC_NO_ARCHIVE,
    RC_TAR,
    RC_ZIP,
    RC_OFFICE, /* a zip whose first member says so: xlsx, docx */
};

enum rc_encoding { RC_UTF8, RC_UTF16LE, RC_UTF16BE, RC_CP1252 };

struct rc_layers {
    enum rc_packing packing; /* RC_ARCHIVE for a tar.gz too */
    enum rc_archive archive;
    enum rc_encoding encoding;
    int next; /* the layer that is counted next */
};

/* Puts over *input what its bytes ask for, counted from layer on, and says
 * what that was.  *input is the caller's still. */
struct rc_layers rc_layers_put(struct rc_input **input,
                               struct rc_budget *budget, int layer);

/* text.c: what a head looks like; from as UTF-8. */
enum rc_encoding rc_encoding_of(struct rc_slice head);
struct rc_input *rc_input_text(struct rc_input *from,
                               enum rc_encoding encoding);

/* reader.c: a reader of input (lent: not closed with it), a member of archive;
 * label is shown behind the archive's path. */
struct rc_reader *rc_reader_of_member(const struct rc_reader *archive,
                                      struct rc_slice label,
                                      struct rc_input *input,
                                      const struct rc_layers *layers,
                                      uint64_t size_bytes);

#endif
