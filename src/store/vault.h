/*
 * vault.h -- sealing, tokens and pseudonyms: bytes in, bytes out, no files.
 *
 * A sealed value is
 *
 *     | 01 | nonce, 24 random bytes | XChaCha20-Poly1305 | tag, 16 |
 *
 * Its associated data is the format byte, what it is ("state", "name") and
 * whose (an account's token): a sealed value moved to another row, column or
 * table does not open.  An older value put back in its own place does; whoever
 * can write the file can do that.
 *
 * From the key file's 32 bytes come three keys (crypto_kdf): one seals what is
 * the site's, one wraps the accounts' own keys, one makes tokens.
 */
#ifndef RC_STORE_VAULT_H
#define RC_STORE_VAULT_H

#include "base/buf.h"
#include "store/store.h"

enum {
    RC_KEY_BYTES = 32,
    RC_SEAL_EXTRA = 1 + 24 + 16, /* what sealing adds */
    RC_WRAPPED_BYTES = RC_KEY_BYTES + RC_SEAL_EXTRA,
    RC_SEAL_NAME = 64, /* what and whose, longest */
};

/* Kept in guarded, locked memory of its own. */
struct rc_keys {
    unsigned char site[RC_KEY_BYTES], wrap[RC_KEY_BYTES], token[RC_KEY_BYTES];
};

/* The keys made from a key file's bytes.  NULL when memory cannot be had. */
struct rc_keys *rc_keys_new(const unsigned char master[RC_KEY_BYTES]);
void rc_keys_free(struct rc_keys *keys); /* NULL is fine */

/* Replaces what is in to. */
void rc_seal(const unsigned char key[RC_KEY_BYTES], const char *what,
             const char *whose, struct rc_slice clear, struct rc_buf *to);
/* The same backwards.  false: not sealed so, not with this key, or changed. */
bool rc_unseal(const unsigned char key[RC_KEY_BYTES], const char *what,
               const char *whose, struct rc_slice sealed,
               struct rc_buf *to) RC_MUST_CHECK;

/* A new random key, and itself wrapped for keeping. */
void rc_wrap_new(const struct rc_keys *keys, const char *what,
                 const char *whose, unsigned char key[RC_KEY_BYTES],
                 unsigned char wrapped[RC_WRAPPED_BYTES]);
bool rc_unwrap(const struct rc_keys *keys, const char *what, const char *whose,
               struct rc_slice wrapped,
               unsigned char key[RC_KEY_BYTES]) RC_MUST_CHECK;

void rc_token(const struct rc_keys *keys, const char *class_,
              struct rc_slice value, char out[RC_TOKEN_TEXT]);

#endif
