/*
 * key.h -- the key file: 32 random bytes in hex, that only its owner reads.
 *
 *     # Rollcall vault key 1 -- keep it secret; without it names are lost
 *     6f0c...64 hex digits...91 1f2e3d4c
 *                               +-- the start of the key's hash: a digit lost
 *                                   in copying by hand is told from a wrong key
 */
#ifndef RC_STORE_KEY_H
#define RC_STORE_KEY_H

#include "base/status.h"
#include "store/vault.h"

/* Reads the key at path.  *found is false, with RC_OK, when there is no file
 * or, *denied, none that we may read. */
enum rc_status rc_key_read(const char *path, unsigned char key[RC_KEY_BYTES],
                           bool *found, bool *denied,
                           struct rc_err *err) RC_MUST_CHECK;
/* Makes a key at path, where nothing may be yet.  A kill leaves either the
 * whole key there or nothing. */
enum rc_status rc_key_make(const char *path, unsigned char key[RC_KEY_BYTES],
                           struct rc_err *err) RC_MUST_CHECK;

#endif
