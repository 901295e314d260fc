/* input.c -- what all layers share, and the two at the bottom; see input.h. */
#include "readers/input.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "readers/reader.h"

struct rc_budget
rc_budget_of(uint64_t size_bytes)
{
    struct rc_budget budget = {.limit_bytes =
                                   size_bytes > RC_UNPACKED_MAX / RC_RATIO_MAX
                                       ? RC_UNPACKED_MAX
                                       : size_bytes * RC_RATIO_MAX};

    if (budget.limit_bytes < RC_UNPACKED_FREE)
        budget.limit_bytes = RC_UNPACKED_FREE;
    return budget;
}

size_t
rc_budget_cap(const struct rc_budget *budget, int layer, size_t cap)
{
    uint64_t room = budget->limit_bytes - budget->given_bytes[layer];

    return cap > room ? (size_t)room + 1 : cap;
}

enum rc_status
rc_budget_take(struct rc_budget *budget, int layer, size_t *made,
               struct rc_err *err)
{
    uint64_t room = budget->limit_bytes - budget->given_bytes[layer];

    if (*made <= room) {
        budget->given_bytes[layer] += *made;
        return RC_OK;
    }
    *made = (size_t)room;
    budget->given_bytes[layer] += room;
    budget->over = true;
    return rc_budget_over(budget, err);
}

enum rc_status
rc_budget_over(const struct rc_budget *budget, struct rc_err *err)
{
    if (budget->limit_bytes == RC_UNPACKED_MAX)
        return rc_fail(err, RC_LIMIT, "unpacks to more than %llu GiB",
                       (unsigned long long)(RC_UNPACKED_MAX >> 30));
    return rc_fail(err, RC_LIMIT, "unpacks to more than %d times its size",
                   RC_RATIO_MAX);
}

/* What read has to say beneath the head. */
static enum rc_status
read_below(struct rc_input *input, char *to, size_t cap, size_t *got,
           struct rc_err *err)
{
    enum rc_status st;

    *got = 0;
    if (input->broken.status != RC_OK) {
        *err = input->broken;
        return err->status;
    }
    if (input->ended || !cap)
        return RC_OK;
    st = input->read(input, to, cap, got, err);
    if (st != RC_OK)
        input->broken = *err;
    else if (!*got)
        input->ended = true;
    return *got ? RC_OK : st;
}

enum rc_status
rc_input_read(struct rc_input *input, char *to, size_t cap, size_t *got,
              struct rc_err *err)
{
    size_t left = input->head_len - input->head_used;

    if (!left)
        return read_below(input, to, cap, got, err);
    *got = left < cap ? left : cap;
    memcpy(to, input->head + input->head_used, *got);
    input->head_used += *got;
    if (input->head_used == input->head_len) {
        free(input->head);
        input->head = NULL;
        input->head_len = input->head_used = 0;
    }
    return RC_OK;
}

struct rc_slice
rc_input_peek(struct rc_input *input, size_t want)
{
    size_t left = input->head_len - input->head_used, got = 1;
    struct rc_err kept_for_later;

    if (left < want) {
        input->head = rc_realloc(input->head, input->head_used + want);
        while (left < want && got) {
            if (read_below(input, input->head + input->head_len, want - left,
                           &got, &kept_for_later) != RC_OK)
                break;
            input->head_len += got;
            left += got;
        }
    }
    return (struct rc_slice){input->head + input->head_used,
                             left < want ? left : want};
}

void
rc_input_seek(struct rc_input *input, uint64_t offset)
{
    free(input->head);
    input->head = NULL;
    input->head_len = input->head_used = 0;
    input->ended = false;
    input->seek(input, offset);
}

void
rc_input_close(struct rc_input *input)
{
    if (!input)
        return;
    free(input->head);
    input->head = NULL;
    input->head_len = input->head_used = 0;
    input->close(input);
}

/* --- a file --------------------------------------------------------------- */

struct file {
    struct rc_input input; /* first */
    int fd;
};

enum rc_status
rc_input_pread(int fd, uint64_t offset, char *to, size_t cap, size_t *got,
               struct rc_err *err)
{
    size_t have = 0;

    while (have < cap) {
        ssize_t n = pread(fd, to + have, cap - have, (off_t)(offset + have));

        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return rc_fail(
                err, errno == EACCES || errno == EPERM ? RC_PERMIT : RC_IO,
                "%s", strerror(errno));
        if (n == 0)
            break;
        have += (size_t)n;
    }
    *got = have;
    return RC_OK;
}

static enum rc_status
file_read(struct rc_input *input, char *to, size_t cap, size_t *got,
          struct rc_err *err)
{
    struct file *file = (struct file *)(void *)input;
    enum rc_status st = rc_input_pread(
        file->fd, input->at, to,
        cap > (size_t)SSIZE_MAX ? (size_t)SSIZE_MAX : cap, got, err);

    if (st == RC_OK)
        input->at += *got;
    return st;
}

static void
file_seek(struct rc_input *input, uint64_t offset)
{
    input->at = offset;
}

static void
file_close(struct rc_input *input)
{
    free(input);
}

struct rc_input *
rc_input_file(int fd, uint64_t size_bytes)
{
    struct file *file = rc_alloc(sizeof *file);

    *file = (struct file){.input = {.read = file_read,
                                    .close = file_close,
                                    .seek = file_seek,
                                    .size_bytes = size_bytes},
                          .fd = fd};
    return &file->input;
}

/* --- memory --------------------------------------------------------------- */

struct memory {
    struct rc_input input; /* first */
    struct rc_buf bytes;
};

static enum rc_status
memory_read(struct rc_input *input, char *to, size_t cap, size_t *got,
            struct rc_err *err)
{
    (void)err; /* cannot fail */
    struct memory *memory = (struct memory *)(void *)input;
    uint64_t left =
        input->at < memory->bytes.len ? memory->bytes.len - input->at : 0;

    *got = cap < left ? cap : (size_t)left;
    if (*got)
        memcpy(to, memory->bytes.p + input->at, *got);
    input->at += *got;
    return RC_OK;
}

static void
memory_close(struct rc_input *input)
{
    struct memory *memory = (struct memory *)(void *)input;

    rc_buf_done(&memory->bytes);
    free(memory);
}

struct rc_input *
rc_input_memory(struct rc_buf bytes)
{
    struct memory *memory = rc_alloc(sizeof *memory);

    *memory = (struct memory){.input = {.read = memory_read,
                                        .close = memory_close,
                                        .seek = file_seek,
                                        .size_bytes = bytes.len},
                              .bytes = bytes};
    return &memory->input;
}
