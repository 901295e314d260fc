/*
 * minimise.h -- what is never read, whoever hands it in.
 *
 * HR's files hold more than Rollcall has any business with: leave, health,
 * disability, religion, union, ethnicity, gender, birth, marital status,
 * citizenship.  minimise.def names them.  A column with such a name fills
 * nothing, also when a mapping file says that it should; no source has such a
 * path (a test asks all of them); and `rollcall sources FILE` says which were
 * there and left alone, so that whoever exports the file can leave them out.
 */
#ifndef RC_SOURCES_MINIMISE_H
#define RC_SOURCES_MINIMISE_H

#include "sources/source.h"

/* Is this name of a column, or path of keys, one that a source does not read?
 * source may be NULL: then by the names alone. */
bool rc_minimise_refuses(const struct rc_source *source, struct rc_slice name);

/* Names that were refused, each once, as they stand in the file. */
enum { RC_REFUSED_SHOWN = 24 };
struct rc_refused {
    const struct rc_source *source;
    struct rc_slice names[RC_REFUSED_SHOWN];
    size_t count; /* also of those that are not kept */
};

/* Notes the name if it is refused. */
void rc_refused_note(struct rc_refused *refused, struct rc_slice name);
/* Notes the keys of an object, and of objects and lists inside it. */
void rc_refused_note_keys(struct rc_refused *refused, struct rc_slice object);
/* "Gender, Leave Reason", or NULL when there are none. */
const char *rc_refused_text(const struct rc_refused *refused,
                            struct rc_arena *arena);

#endif
