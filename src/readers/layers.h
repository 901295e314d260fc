/*
 * layers.h -- what a stream is packed with, told by its first bytes alone, and
 * the layers that undo it; private to readers/.
 */
#ifndef RC_READERS_LAYERS_H
#define RC_READERS_LAYERS_H

#include "readers/input.h"
#include "readers/reader.h"

enum rc_archive { RC_NO_ARCHIVE, RC_TAR, RC_ZIP };

struct rc_layers {
    enum rc_packing packing; /* RC_ARCHIVE for a tar.gz too */
    enum rc_archive archive;
    int next; /* the layer that is counted next */
};

/* Puts over *input what its bytes ask for, counted from layer on, and says
 * what that was.  *input is the caller's still. */
struct rc_layers rc_layers_put(struct rc_input **input,
                               struct rc_budget *budget, int layer);

/* reader.c: a reader of input (lent: not closed with it), a member of archive;
 * label is shown behind the archive's path. */
struct rc_reader *rc_reader_of_member(const struct rc_reader *archive,
                                      struct rc_slice label,
                                      struct rc_input *input,
                                      uint64_t size_bytes);

#endif
