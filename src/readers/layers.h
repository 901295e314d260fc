/*
 * layers.h -- what a stream is packed with, told by its first bytes alone, and
 * the layers that undo it; private to readers/.
 */
#ifndef RC_READERS_LAYERS_H
#define RC_READERS_LAYERS_H

#include "readers/input.h"
#include "readers/reader.h"

/* Puts over *input what its bytes ask for, layer counting its budget, and
 * says what that was.  *input is the caller's still. */
enum rc_packing rc_layers_put(struct rc_input **input, struct rc_budget *budget,
                              int layer);

#endif
