/*
 * payout.h -- a payout account as compared; private to signals/.
 */
#ifndef RC_SIGNALS_PAYOUT_H
#define RC_SIGNALS_PAYOUT_H

#include "signals/signal.h"

/* A hash of the routing number's digits and the account's letters and digits
 * in upper case; an IBAN says its bank itself, so its routing is left out.
 * 0 when no account is told.  Neither the bank nor its country is looked at. */
uint64_t rc_payout_key(const struct rc_obs *obs);

/* Whether the account is told whole.  "****1234" tells one person's accounts
 * apart, but 1 in 10,000 strangers at the same bank have those digits too. */
bool rc_payout_whole(const struct rc_obs *obs);

#endif
