/*
 * fuzz_archive.c -- any bytes for an archive, by way of a file that is in
 * memory only.  Whatever is in it, a walk ends, tells members in order, gives
 * no more than it may, and does the same again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "readers/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Enough to see that it goes on; the limits are for the unit tests. */
enum { ENOUGH_BYTES = 1 << 18 };

struct walked {
    struct rc_member_visitor visitor; /* first */
    uint64_t next, hash, sum;
    bool sparing; /* reads every other member */
};

static bool
wants(struct rc_member_visitor *visitor, uint64_t index)
{
    struct walked *walked = (struct walked *)(void *)visitor;

    return !walked->sparing || index % 2;
}

static void
visit(struct rc_member_visitor *visitor, const struct rc_member *member,
      struct rc_reader *reader)
{
    struct walked *walked = (struct walked *)(void *)visitor;
    static char to[4096];
    struct rc_err err;
    size_t got = 1, sum = 0;

    if (member->index < walked->next || (!reader) != (member->note != NULL))
        abort();
    walked->next = member->index + 1;
    walked->hash = rc_hash_mix(walked->hash, rc_hash(member->path));
    while (reader && got && sum < ENOUGH_BYTES) {
        if (rc_reader_next(reader, to, sizeof to, &got, &err) != RC_OK)
            break;
        walked->hash =
            rc_hash_mix(walked->hash, rc_hash((struct rc_slice){to, got}));
        sum += got;
    }
    walked->sum += sum;
}

static struct walked
walk(const char *path, bool sparing)
{
    struct walked walked = {.visitor = {wants, visit}, .sparing = sparing};
    struct rc_reader *reader;
    struct rc_err err;

    if (rc_reader_open(path, &reader, &err) != RC_OK)
        abort();
    if (rc_reader_packing(reader) == RC_ARCHIVE)
        walked.hash += (uint64_t)rc_reader_walk(reader, &walked.visitor, &err);
    rc_reader_close(reader);
    return walked;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct walked first, again;
    char path[64];
    int fd = memfd_create("fuzz", MFD_CLOEXEC);

    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    first = walk(path, false);
    again = walk(path, false);
    if (first.hash != again.hash || first.sum != again.sum)
        abort();
    (void)walk(path, true);
    close(fd);
    return 0;
}
