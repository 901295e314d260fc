/* recognise.h -- behind source.h, for recognise*.c alone. */
#ifndef RC_SOURCES_RECOGNISE_H
#define RC_SOURCES_RECOGNISE_H

#include "sources/source.h"

enum { RC_NAMES_SHOWN = 8 };
/* text, and one name of the file's behind it. */
struct rc_slice rc_recognise_name(struct rc_slice text, struct rc_slice name,
                                  struct rc_arena *arena);

/* CSV (recognise_csv.c) of a named or a generic source. */
struct rc_recognition rc_recognise_csv(struct rc_slice head, bool whole,
                                       bool generic,
                                       const struct rc_mapping *mapping,
                                       struct rc_arena *arena);

/* Lines of text (recognise_text.c): W3C logs, then each source is asked for
 * how many of the first lines it knows.  source is NULL: nobody does. */
struct rc_recognition rc_recognise_text(struct rc_slice head, bool whole,
                                        const struct rc_mapping *mapping,
                                        struct rc_arena *arena);

/* Reads the head with the generic source that was found: do most records have
 * what it takes?  A named source is believed; when false, *found is nobody's
 * and says so. */
bool rc_recognise_believe(struct rc_recognition *found, struct rc_slice head,
                          bool whole, const struct rc_mapping *mapping);

/* stream_ach.c: is this the first line of an ACH file? */
bool rc_ach_begins(struct rc_slice head);

/* Cuts the next line that is not blank, trimmed; the head's last line counts
 * only when it is whole. */
bool rc_recognise_line(struct rc_slice *rest, bool whole,
                       struct rc_slice *line);

#endif
