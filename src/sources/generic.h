/* generic.h -- for generic*.c alone. */
#ifndef RC_SOURCES_GENERIC_H
#define RC_SOURCES_GENERIC_H

#include "sources/generic_names.h"
#include "sources/text.h"

enum {
    RC_GENERIC_TIME,
    RC_GENERIC_DATE,
    RC_GENERIC_USER,
    RC_GENERIC_EMAIL,
    RC_GENERIC_IP,
    RC_GENERIC_ACTION,
    RC_GENERIC_OUTCOME,
    RC_GENERIC_DEVICE,
    RC_GENERIC_AGENT,
    RC_GENERIC_APP,
    RC_GENERIC_REASON,
    RC_GENERIC_SESSION,
    RC_GENERIC_COUNTRY,
    RC_GENERIC_PATH,
    RC_GENERIC_MAC,
    RC_GENERIC_COLUMNS
};
extern const struct rc_column rc_generic_columns[RC_GENERIC_COLUMNS];

extern struct rc_table rc_generic_text_table;

/* Reads the source's table over values. */
bool rc_generic_fill(const struct rc_fill *fill, struct rc_slice *values);

#endif
