/*
 * pack_lists.h -- the pack's lists as they are shipped, read from the source
 * tree: beside this file, as the compiler was told of it.  Tests run where they
 * were compiled, in the build folder.
 */
#ifndef RC_PACK_LISTS_H
#define RC_PACK_LISTS_H

#include "test.h"

#include "signals/signal.h"

static inline struct rc_lists *
pack_lists(const char *allowed)
{
    static const char *const names[] = {
        "remote-tools.tsv", "virtual-cameras.txt", "hardware-cameras.txt",
        "allowed-tools.txt"};
    struct rc_lists *lists = rc_lists_new();
    struct rc_err err;

    for (size_t i = 0; i < 4; i++) {
        static char text[65536];
        static const char here[] = __FILE__;
        char path[1024];
        FILE *file;
        int folder = (int)(strrchr(here, '/') + 1 - here);

        snprintf(path, sizeof path, "%.*s../../pack/lists/%s", folder, here,
                 names[i]);
        file = fopen(path, "rb");
        assert_non_null(file);
        size_t len = fread(text, 1, sizeof text, file);

        fclose(file);
        assert_int_equal(rc_lists_add(lists, rc_slice_of(names[i]),
                                      (struct rc_slice){text, len}, &err),
                         RC_OK);
    }
    assert_int_equal(rc_lists_add(lists, RC_S("lists/allowed-tools.txt"),
                                  rc_slice_of(allowed), &err),
                     RC_OK);
    return lists;
}

#endif
