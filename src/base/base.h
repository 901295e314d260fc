/*
 * base -- what C lacks: slices, arenas, buffers, status, time and zones,
 * hashes and interning.  It knows nothing of Rollcall.
 */
#ifndef RC_BASE_BASE_H
#define RC_BASE_BASE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "base/intern.h"
#include "base/slice.h"
#include "base/status.h"
#include "base/time.h"

#endif
