/*
 * fuzz_readers.c -- any bytes for a file, by way of one that is in memory
 * only.  The first byte says what size to read by.  Whatever is in the file,
 * reading ends, gives no more than it says, and fails the same way twice.
 *
 *     clang -std=c17 -D_GNU_SOURCE -g -O1 -Isrc \
 *         -fsanitize=fuzzer,address,undefined \
 *         tests/fuzz/fuzz_readers.c src/readers/[a-z]*.c src/base/[a-z]*.c \
 *         -lz -lzstd -lm -o fuzz_readers
 *     ./fuzz_readers -max_len=4096
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "readers/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A bomb is told by its size alone; there is no need to unpack all of it. */
enum { ENOUGH_BYTES = 1 << 20 };

static void
read_all(struct rc_reader *reader, size_t cap)
{
    static char to[65536];
    size_t got = 1, sum = 0;
    struct rc_err err, again;
    enum rc_status st = RC_OK;

    while (st == RC_OK && got && sum < ENOUGH_BYTES) {
        st = rc_reader_next(reader, to, cap, &got, &err);
        if (st != RC_OK)
            break;
        if (got > cap)
            abort();
        sum += got;
    }
    if (st != RC_OK && (rc_reader_next(reader, to, cap, &got, &again) != st ||
                        strcmp(err.text, again.text) != 0))
        abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rc_reader *reader;
    struct rc_err err;
    char path[64];
    int fd;

    if (!size)
        return 0;
    fd = memfd_create("fuzz", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data + 1, size - 1) != (ssize_t)(size - 1))
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    if (rc_reader_open(path, &reader, &err) != RC_OK)
        abort();
    read_all(reader, data[0] < 128 ? 65536 : (size_t)(data[0] - 127) * 16);
    rc_reader_close(reader);
    close(fd);
    return 0;
}
