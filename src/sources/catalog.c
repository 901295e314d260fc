/* catalog.c -- every source there is, from catalog.def. */
#include "sources/source.h"

#define RC_SOURCE(symbol) extern const struct rc_source rc_source_##symbol;
#include "sources/catalog.def"
#undef RC_SOURCE

const struct rc_source *const rc_sources[] = {
#define RC_SOURCE(symbol) &rc_source_##symbol,
#include "sources/catalog.def"
#undef RC_SOURCE
};
const size_t rc_source_count = sizeof rc_sources / sizeof *rc_sources;

const struct rc_source *
rc_source_named(struct rc_slice name)
{
    for (size_t i = 0; i < rc_source_count; i++)
        if (rc_slice_eq(name, rc_slice_of(rc_sources[i]->name)))
            return rc_sources[i];
    return NULL;
}

const char *
rc_source_word(struct rc_slice text)
{
    for (size_t i = 0; i < rc_source_count; i++) {
        if (rc_slice_eq(text, rc_slice_of(rc_sources[i]->vendor)))
            return rc_sources[i]->vendor;
        if (rc_slice_eq(text, rc_slice_of(rc_sources[i]->stream)))
            return rc_sources[i]->stream;
    }
    return NULL;
}
