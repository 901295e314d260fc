/* cisco.h -- the line that ASA and FTD share; for cisco*.c alone. */
#ifndef RC_SOURCES_CISCO_H
#define RC_SOURCES_CISCO_H

#include "sources/text.h"

/* %ASA-6-302013: Built outbound TCP connection ... */
struct rc_cisco_tag {
    struct rc_slice product; /* ASA, FTD, NGIPS ... */
    struct rc_slice number;  /* 302013 */
    struct rc_slice text;    /* behind the colon */
    size_t at;               /* of the % */
};
bool rc_cisco_tag(struct rc_slice line, struct rc_cisco_tag *tag);

/* Time, and the firewall's name, from what stands before the tag.  The name is
 * an app: a firewall is no device of the person's. */
void rc_cisco_header(const struct rc_fill *fill, size_t end,
                     struct rc_obs *obs);
/* Fills what the message says: action, kind, outcome, user, address. */
void rc_cisco_message(const struct rc_cisco_tag *tag, struct rc_obs *obs);

#endif
