/*
 * payout.c -- reading payout accounts.
 */
#include "signals/payout.h"

enum { TEXT = 64, WHOLE = 6 };

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters and digits of s, upper case, or the digits alone. */
static size_t
plain(struct rc_slice s, bool letters, char *out, size_t cap)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len && n < cap; i++) {
        char c = s.p[i];
        char up = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;

        if (is_digit(c) || (letters && up >= 'A' && up <= 'Z'))
            out[n++] = up;
    }
    return n;
}

uint64_t
rc_payout_key(const struct rc_obs *obs)
{
    char account[TEXT], routing[TEXT];
    size_t a = plain(obs->payout_account, true, account, TEXT);
    size_t r = plain(obs->payout_routing, false, routing, TEXT);

    if (!a)
        return 0;
    bool iban = a >= 15 && !is_digit(account[0]) && !is_digit(account[1]) &&
                is_digit(account[2]) && is_digit(account[3]);
    uint64_t key = rc_hash((struct rc_slice){account, a});

    return iban ? key
                : rc_hash_mix(rc_hash((struct rc_slice){routing, r}), key);
}

bool
rc_payout_whole(const struct rc_obs *obs)
{
    struct rc_slice s = obs->payout_account;
    char account[TEXT];

    for (size_t i = 0; i < s.len; i++)
        if (s.p[i] == '*' || (unsigned char)s.p[i] >= 0x80)
            return false; /* masked with stars or bullets */
    if (rc_slice_starts(s, RC_S("XX")) || rc_slice_starts(s, RC_S("xx")))
        return false;
    return plain(s, true, account, TEXT) >= WHOLE;
}
