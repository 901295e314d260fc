/*
 * archive.c -- members of tar and zip, by libarchive, front to back.
 *
 * Nothing is held but libarchive's windows: a member is a stream.  What an
 * archive says of a member is a label: no path of it is opened, and nothing is
 * written.
 *
 * A bomb is told before it goes off: sizes that an archive states are counted
 * as its headers are read, what it does not state is counted as it is read, and
 * a member that grows beyond its statement is refused there.
 */
#include "readers/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <stdlib.h>

enum { FEED_BYTES = 64 * 1024, LABEL_MAX = 4096, RETRIES = 16 };

/* --- libarchive's side ---------------------------------------------------- */

struct feed {
    struct rc_input *input;
    struct rc_err broken; /* what the input said, which is the better reason */
    char bytes[FEED_BYTES];
};

static la_ssize_t
feed_read(struct archive *archive, void *with, const void **bytes)
{
    struct feed *feed = with;
    size_t got;

    *bytes = feed->bytes;
    if (rc_input_read(feed->input, feed->bytes, FEED_BYTES, &got,
                      &feed->broken) == RC_OK)
        return (la_ssize_t)got;
    archive_set_error(archive, EIO, "%s", feed->broken.text);
    return ARCHIVE_FATAL;
}

static la_int64_t
feed_seek(struct archive *archive, void *with, la_int64_t offset, int whence)
{
    (void)archive;
    struct feed *feed = with;
    struct rc_input *input = feed->input;
    int64_t from = whence == SEEK_SET   ? 0
                   : whence == SEEK_END ? (int64_t)input->size_bytes
                                        : (int64_t)input->at;

    if (offset < -from || offset > INT64_MAX - from)
        return ARCHIVE_FATAL;
    rc_input_seek(input, (uint64_t)(from + offset));
    return from + offset;
}

static struct archive *
open_archive(struct feed *feed, enum rc_archive kind)
{
    struct archive *archive = archive_read_new();

    if (!archive)
        abort(); /* out of memory */
    if (kind == RC_TAR)
        archive_read_support_format_tar(archive);
    else
        archive_read_support_format_zip(archive);
    archive_read_set_callback_data(archive, feed);
    archive_read_set_read_callback(archive, feed_read);
    if (feed->input->seek) {
        rc_input_seek(feed->input, 0);
        archive_read_set_seek_callback(archive, feed_seek);
    }
    return archive;
}

/* Why libarchive gave up. */
static enum rc_status
fail_archive(struct archive *archive, const struct feed *feed,
             enum rc_archive kind, struct rc_err *err)
{
    const char *why = archive_error_string(archive);

    if (feed->broken.status != RC_OK) {
        *err = feed->broken;
        return err->status;
    }
    return rc_fail(err, RC_INPUT, "%s: %s", kind == RC_TAR ? "tar" : "zip",
                   why && *why ? why : "is cut short");
}

/* --- a member's bytes ----------------------------------------------------- */

struct member {
    struct rc_input input; /* first */
    struct archive *archive;
    const struct feed *feed;
    enum rc_archive kind;
    struct rc_budget *budget;
    int layer;
    bool stated; /* its size is, and counted already */
    uint64_t size_bytes, given_bytes;
    const char *block; /* libarchive's, with a hole before it perhaps */
    size_t block_len;
    uint64_t block_at;
};

/* The next block; its length is 0 at the end. */
static enum rc_status
next_block(struct member *member, struct rc_err *err)
{
    const void *block = NULL;
    la_int64_t at = 0;
    size_t len = 0;

    for (int tries = 0; tries < RETRIES; tries++) {
        int did = archive_read_data_block(member->archive, &block, &len, &at);

        if (did == ARCHIVE_EOF)
            len = 0;
        else if (did != ARCHIVE_OK && did != ARCHIVE_RETRY)
            return fail_archive(member->archive, member->feed, member->kind,
                                err);
        else if (!len)
            continue;
        member->block = block;
        member->block_len = len;
        member->block_at = at < 0 ? member->given_bytes : (uint64_t)at;
        return RC_OK;
    }
    return rc_fail(err, RC_INPUT, "does not go on");
}

static enum rc_status
member_read(struct rc_input *input, char *to, size_t cap, size_t *got,
            struct rc_err *err)
{
    struct member *member = (struct member *)(void *)input;
    enum rc_status st;

    if (!member->block_len && (st = next_block(member, err)) != RC_OK)
        return st;
    if (!member->block_len)
        return RC_OK; /* *got is 0: the end */
    if (!member->stated)
        cap = rc_budget_cap(member->budget, member->layer, cap);
    if (member->block_at > member->given_bytes) { /* a hole: zeros */
        uint64_t hole = member->block_at - member->given_bytes;

        *got = cap < hole ? cap : (size_t)hole;
        memset(to, 0, *got);
    } else {
        *got = cap < member->block_len ? cap : member->block_len;
        memcpy(to, member->block, *got);
        member->block += *got;
        member->block_len -= *got;
        member->block_at += *got;
    }
    if (!member->stated) {
        st = rc_budget_take(member->budget, member->layer, got, err);
        member->given_bytes += *got;
        return st;
    }
    member->given_bytes += *got;
    if (member->given_bytes <= member->size_bytes)
        return RC_OK;
    *got = 0;
    return rc_fail(err, RC_LIMIT, "is larger than the archive says");
}

static void
member_close(struct rc_input *input)
{
    (void)input; /* the walk's */
}

/* What is left of one whose size is not stated must be seen to be counted. */
static void
drain(struct member *member)
{
    char scratch[4096];
    struct rc_err ignored; /* the budget knows, and libarchive */
    size_t got = 1;

    while (got && !member->budget->over)
        if (rc_input_read(&member->input, scratch, sizeof scratch, &got,
                          &ignored) != RC_OK)
            break;
}

static struct rc_slice
label_of(struct archive_entry *entry)
{
    const char *said = archive_entry_pathname(entry);
    struct rc_slice label = rc_slice_of(said ? said : "unnamed");

    while (rc_slice_starts(label, RC_S("./")) && label.len > 2) {
        label.p += 2;
        label.len -= 2;
    }
    if (label.len > LABEL_MAX)
        label.len = LABEL_MAX;
    return label;
}

/* Why it is not to be read, or NULL.  Of a zip's packings only those whose
 * memory is bounded: the header of an LZMA one may ask for four GiB, and it is
 * given.  libarchive tells it as "ZIP 2.0 (lzma)". */
static const char *
unread(struct archive *archive, struct archive_entry *entry,
       enum rc_archive kind)
{
    static const char *const fine[] = {"(uncompressed)", "(deflation)",
                                       "(bzip)"};
    const char *format = archive_format_name(archive);
    const char *packing = format ? strrchr(format, '(') : NULL;

    if (archive_entry_is_encrypted(entry))
        return "is encrypted";
    if (kind == RC_TAR)
        return NULL;
    for (size_t i = 0; packing && i < sizeof fine / sizeof *fine; i++)
        if (!strcmp(packing, fine[i]))
            return NULL;
    return "is packed neither by deflate nor by bzip2";
}

/* States, counts, and hands on one header's entry. */
static enum rc_status
take_entry(struct rc_walk *walk, struct member *member,
           struct archive_entry *entry, rc_part_function *take, void *with,
           struct rc_err *err)
{
    la_int64_t size = archive_entry_size(entry);
    enum rc_status st = rc_walk_count(walk, err);
    struct rc_part part = {.label = label_of(entry),
                           .unread =
                               unread(member->archive, entry, member->kind),
                           .input = &member->input};

    if (st != RC_OK || archive_entry_filetype(entry) != AE_IFREG)
        return st;
    member->stated = archive_entry_size_is_set(entry);
    member->size_bytes = member->stated && size > 0 ? (uint64_t)size : 0;
    part.size_bytes = member->size_bytes;
    size_t counted = (size_t)member->size_bytes;

    if (member->stated)
        st = rc_budget_take(walk->budget, member->layer, &counted, err);
    if (st == RC_OK)
        st = take(with, &part, err);
    if (!member->stated && !part.unread)
        drain(member);
    rc_input_close(&member->input); /* its head; the rest is ours */
    return st;
}

enum rc_status
rc_archive_each(struct rc_walk *walk, struct rc_input *input,
                enum rc_archive kind, int layer, rc_part_function *take,
                void *with, struct rc_err *err)
{
    struct feed *feed = rc_alloc(sizeof *feed);
    struct archive_entry *entry;
    enum rc_status st = RC_OK;

    feed->input = input;
    feed->broken.status = RC_OK;
    struct archive *archive = open_archive(feed, kind);
    int did = archive_read_open1(archive);

    while (st == RC_OK && did >= ARCHIVE_WARN) {
        struct member member = {
            .input = {.read = member_read, .close = member_close},
            .archive = archive,
            .feed = feed,
            .kind = kind,
            .budget = walk->budget,
            .layer = layer,
        };

        did = archive_read_next_header(archive, &entry);
        if (did == ARCHIVE_EOF)
            break;
        if (did >= ARCHIVE_WARN)
            st = take_entry(walk, &member, entry, take, with, err);
        if (walk->budget->over && st == RC_OK)
            st = rc_budget_over(walk->budget, err);
    }
    if (st == RC_OK && did < ARCHIVE_WARN)
        st = fail_archive(archive, feed, kind, err);
    archive_read_free(archive);
    free(feed);
    return st;
}
