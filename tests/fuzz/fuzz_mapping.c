/*
 * fuzz_mapping.c -- any bytes for a mapping file.  It is read or refused with a
 * reason of one line, and a header with it is recognised or not; nothing leaks.
 */
#include <stdlib.h>

#include "sources/source.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char header[] = "Emp_ID,Name,Work Mail,Start\n"
                                 "7,Ann,ann@example.com,2024-01-31\n";
    struct rc_mapping *mapping = NULL;
    struct rc_err err = {RC_OK, ""};
    struct rc_arena arena;
    struct rc_slice head;

    if (rc_mapping_read((struct rc_slice){(const char *)data, size}, &mapping,
                        &err) != RC_OK) {
        if (mapping || !*err.text || strchr(err.text, '\n'))
            abort();
        return 0;
    }
    rc_arena_init(&arena, 0);
    head = rc_arena_copy(&arena, rc_slice_of(header));
    (void)rc_source_recognise(head, true, mapping, &arena);
    rc_arena_done(&arena);
    rc_mapping_free(mapping);
    return 0;
}
