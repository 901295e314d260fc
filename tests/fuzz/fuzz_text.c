/*
 * fuzz_text.c -- syslog, pairs, CEF, LEEF, W3C over any bytes.
 *
 * The first byte picks how pairs are written.  Whatever is found lies inside
 * the line, every step moves on, and undoing backslashes makes nothing longer.
 */
#include <stdio.h>
#include <stdlib.h>

#include "formats/format.h"

#define CHECK(truth)                                                           \
    do {                                                                       \
        if (!(truth)) {                                                        \
            fprintf(stderr, "%s:%d: not true: %s\n", __FILE__, __LINE__,       \
                    #truth);                                                   \
            abort();                                                           \
        }                                                                      \
    } while (0)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_inside(struct rc_slice part, struct rc_slice whole)
{
    CHECK(!part.len ||
          (part.p >= whole.p && part.p + part.len <= whole.p + whole.len));
}

static void
check_pairs(struct rc_pairs pairs, struct rc_slice line)
{
    struct rc_slice key, value;
    struct rc_arena arena;
    size_t left = pairs.rest.len;

    rc_arena_init(&arena, 0);
    while (rc_pairs_next(&pairs, &key, &value)) {
        CHECK(key.len && pairs.rest.len < left);
        left = pairs.rest.len;
        check_inside(key, line);
        check_inside(value, line);
        CHECK(rc_pairs_text(value, &arena).len <= value.len);
    }
    CHECK(!pairs.rest.len);
    rc_arena_done(&arena);
}

static void
check_headers(struct rc_slice line)
{
    struct rc_event_header header;
    struct rc_syslog syslog;
    struct rc_slice rest = line, word;

    rc_syslog_read(line, &syslog);
    check_inside(syslog.time, line);
    check_inside(syslog.host, line);
    check_inside(syslog.app, line);
    check_inside(syslog.pid, line);
    check_inside(syslog.message_id, line);
    check_inside(syslog.data, line);
    check_inside(syslog.text, line);
    if (rc_cef_read(line, &header)) {
        check_inside(header.name, line);
        check_pairs(header.pairs, line);
    }
    if (rc_leef_read(line, &header)) {
        check_inside(header.id, line);
        check_pairs(header.pairs, line);
    }
    for (size_t left = rest.len; rc_w3c_next(&rest, &word); left = rest.len) {
        CHECK(rest.len < left);
        check_inside(word, line);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rc_slice line;
    char *copy;

    if (!size)
        return 0;
    copy = malloc(size); /* alone in memory: reading too far is seen */
    if (!copy)
        return 0;
    memcpy(copy, data + 1, size - 1);
    line = (struct rc_slice){copy, size - 1};
    check_pairs((struct rc_pairs){.rest = line,
                                  .assign = data[0] & 1 ? '=' : ':',
                                  .between = " ,;|"[data[0] >> 1 & 3],
                                  .loose = data[0] & 8},
                line);
    check_headers(line);
    free(copy);
    return 0;
}
