/* vault.c -- see vault.h. */
#include "store/vault.h"

#include <assert.h>
#include <stdio.h>

#include <sodium.h>

enum {
    FORMAT = 1,
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};
static_assert(1 + NONCE + TAG == RC_SEAL_EXTRA, "see vault.h");
static_assert(RC_KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES &&
                  RC_KEY_BYTES == crypto_kdf_KEYBYTES,
              "one size of key");

struct rc_keys *
rc_keys_new(const unsigned char master[RC_KEY_BYTES])
{
    static const char context[crypto_kdf_CONTEXTBYTES] = {'r', 'o', 'l', 'l',
                                                          'c', 'a', 'l', 'l'};
    struct rc_keys *keys = sodium_malloc(sizeof *keys);

    if (keys == NULL)
        return NULL;
    crypto_kdf_derive_from_key(keys->site, RC_KEY_BYTES, 1, context, master);
    crypto_kdf_derive_from_key(keys->wrap, RC_KEY_BYTES, 2, context, master);
    crypto_kdf_derive_from_key(keys->token, RC_KEY_BYTES, 3, context, master);
    sodium_mprotect_readonly(keys);
    return keys;
}

void
rc_keys_free(struct rc_keys *keys)
{
    sodium_free(keys); /* zeroes; NULL is fine */
}

/* The associated data: format byte, what, NUL, whose. */
static size_t
associate(const char *what, const char *whose,
          unsigned char ad[3 + 2 * RC_SEAL_NAME])
{
    size_t a = strlen(what), b = strlen(whose);

    assert(a <= RC_SEAL_NAME && b <= RC_SEAL_NAME);
    ad[0] = FORMAT;
    memcpy(ad + 1, what, a + 1);
    memcpy(ad + 2 + a, whose, b);
    return 2 + a + b;
}

static void
seal_to(const unsigned char key[RC_KEY_BYTES], const char *what,
        const char *whose, struct rc_slice clear, unsigned char *to)
{
    unsigned char ad[3 + 2 * RC_SEAL_NAME];
    size_t ad_len = associate(what, whose, ad);

    to[0] = FORMAT;
    randombytes_buf(to + 1, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        to + 1 + NONCE, NULL, (const unsigned char *)(clear.p ? clear.p : ""),
        clear.len, ad, ad_len, NULL, to + 1, key);
}

void
rc_seal(const unsigned char key[RC_KEY_BYTES], const char *what,
        const char *whose, struct rc_slice clear, struct rc_buf *to)
{
    to->len = 0;
    rc_buf_reserve(to, clear.len + RC_SEAL_EXTRA);
    seal_to(key, what, whose, clear, (unsigned char *)to->p);
    to->len = clear.len + RC_SEAL_EXTRA;
}

static bool
unseal_to(const unsigned char key[RC_KEY_BYTES], const char *what,
          const char *whose, struct rc_slice sealed, unsigned char *to)
{
    unsigned char ad[3 + 2 * RC_SEAL_NAME];
    size_t ad_len = associate(what, whose, ad);
    const unsigned char *p = (const unsigned char *)sealed.p;

    return sealed.len >= RC_SEAL_EXTRA && p[0] == FORMAT &&
           crypto_aead_xchacha20poly1305_ietf_decrypt(
               to, NULL, NULL, p + 1 + NONCE, sealed.len - 1 - NONCE, ad,
               ad_len, p + 1, key) == 0;
}

bool
rc_unseal(const unsigned char key[RC_KEY_BYTES], const char *what,
          const char *whose, struct rc_slice sealed, struct rc_buf *to)
{
    to->len = 0;
    rc_buf_reserve(to, sealed.len);
    if (!unseal_to(key, what, whose, sealed, (unsigned char *)to->p))
        return false;
    to->len = sealed.len - RC_SEAL_EXTRA;
    to->p[to->len] = '\0'; /* RC_PAD is there */
    return true;
}

void
rc_wrap_new(const struct rc_keys *keys, const char *what, const char *whose,
            unsigned char key[RC_KEY_BYTES],
            unsigned char wrapped[RC_WRAPPED_BYTES])
{
    randombytes_buf(key, RC_KEY_BYTES);
    seal_to(keys->wrap, what, whose,
            (struct rc_slice){(const char *)key, RC_KEY_BYTES}, wrapped);
}

bool
rc_unwrap(const struct rc_keys *keys, const char *what, const char *whose,
          struct rc_slice wrapped, unsigned char key[RC_KEY_BYTES])
{
    return wrapped.len == RC_WRAPPED_BYTES &&
           unseal_to(keys->wrap, what, whose, wrapped, key);
}

/* Bits in letters, five at a time, the highest first (RFC 4648, no case). */
static void
base32(const unsigned char *bytes, size_t len, char *out)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz234567";
    uint32_t bits = 0;
    int held = 0;

    for (size_t i = 0; i < len; i++) {
        bits = bits << 8 | bytes[i];
        held += 8;
        while (held >= 5) {
            held -= 5;
            *out++ = letters[bits >> held & 31];
        }
    }
    if (held > 0)
        *out++ = letters[bits << (5 - held) & 31];
    *out = '\0';
}

void
rc_token(const struct rc_keys *keys, const char *class_, struct rc_slice value,
         char out[RC_TOKEN_TEXT])
{
    unsigned char own[RC_KEY_BYTES], hash[crypto_generichash_BYTES_MIN];

    static_assert(sizeof hash == 16, "128 bits are 26 letters");
    crypto_generichash(own, sizeof own, (const unsigned char *)class_,
                       strlen(class_), keys->token, RC_KEY_BYTES);
    crypto_generichash(hash, sizeof hash,
                       (const unsigned char *)(value.p ? value.p : ""),
                       value.len, own, sizeof own);
    base32(hash, sizeof hash, out);
    sodium_memzero(own, sizeof own);
}

/*
 * Three syllables of a consonant and a vowel, and four digits.  The letters
 * that make most rude words and most doubts of spelling (c h j q w x y) are
 * left out; what can still be said badly in some language is listed, and the
 * hash is asked again.  No syllable is said twice in a row.
 */
static bool
sounds_bad(const char *word)
{
    static const char *const bad[] = {
        "nig", "neg", "naz", "fag", "fuk", "fud", "kik", "kak", "kok", "kaf",
        "dag", "dik", "ped", "pen", "put", "pus", "pup", "pip", "pis", "pop",
        "rap", "rud", "nud", "sad", "sod", "sat", "tit", "tet", "tut", "bub",
        "bob", "bit", "bas", "bum", "gad", "gud", "kun", "kul", "kur", "kil",
        "lol", "let", "lam", "lus", "mor", "mon", "mer", "mad", "zor", "zab",
        "vag", "vom", "fel", "fat", "fet", "fot", "sem", "sak", "suk", "sik",
        "sot", "sut", "dem", "dum", "det", "ren", "ret", "rut", "ser", "sin",
        "gor", "got", "gob", "gon", "gim", "tar", "tor", "ter", "pot", "pat",
    };

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (strstr(word, bad[i]) != NULL)
            return true;
    return memcmp(word, word + 2, 2) == 0 || memcmp(word + 2, word + 4, 2) == 0;
}

void
rc_store_pseudonym(const char *token, char out[RC_PSEUDONYM_TEXT])
{
    static const char consonants[] = "bdfgklmnprstvz", vowels[] = "aeiou";
    unsigned char hash[32];
    char word[7] = "";

    crypto_generichash(hash, sizeof hash, (const unsigned char *)token,
                       strlen(token), (const unsigned char *)"pseudonym-token!",
                       16);
    for (;;) {
        uint64_t bits = 0;

        for (int i = 0; i < 8; i++)
            bits = bits << 8 | hash[i];
        for (int i = 0; i < 6; i += 2) {
            word[i] = consonants[bits % (sizeof consonants - 1)];
            bits /= sizeof consonants - 1;
            word[i + 1] = vowels[bits % (sizeof vowels - 1)];
            bits /= sizeof vowels - 1;
        }
        if (!sounds_bad(word)) {
            snprintf(out, RC_PSEUDONYM_TEXT, "%s-%04u", word,
                     (unsigned)(bits % 10000));
            return;
        }
        crypto_generichash(hash, sizeof hash, hash, sizeof hash, NULL, 0);
    }
}
