/*
 * test_archives.c -- tar and zip, in one another, whole, damaged and hostile.
 * The archives are made here, by libarchive or by hand.
 */
#include "test.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "readers/reader.h"

static char path[] = "/tmp/rollcall-archives-XXXXXX";

static const char *
file_of(struct rc_slice s)
{
    static bool made;
    int fd = made ? open(path, O_WRONLY | O_TRUNC) : mkstemp(path);

    assert_true(fd >= 0);
    made = true;
    assert_int_equal(write(fd, s.p, s.len), s.len);
    close(fd);
    return path;
}

/* --- making them ---------------------------------------------------------- */

struct made {
    const char *name;
    struct rc_slice bytes;
    int type; /* AE_IFREG when 0 */
};

static la_ssize_t
put(struct archive *archive, void *with, const void *bytes, size_t len)
{
    (void)archive;
    rc_buf_put(with, (struct rc_slice){bytes, len});
    return (la_ssize_t)len;
}

static struct rc_buf
make(bool zip, const char *filter, const struct made *members, size_t count)
{
    struct rc_buf buf = {0};
    struct archive *archive = archive_write_new();

    if (zip)
        archive_write_set_format_zip(archive);
    else
        archive_write_set_format_gnutar(archive);
    if (filter)
        assert_int_equal(archive_write_add_filter_by_name(archive, filter),
                         ARCHIVE_OK);
    archive_write_set_bytes_in_last_block(archive, 1);
    assert_int_equal(archive_write_open(archive, &buf, NULL, put, NULL),
                     ARCHIVE_OK);
    for (size_t i = 0; i < count; i++) {
        struct archive_entry *entry = archive_entry_new();

        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_filetype(
            entry, members[i].type ? (unsigned)members[i].type : AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)members[i].bytes.len);
        if (members[i].type == AE_IFLNK)
            archive_entry_set_symlink(entry, "/etc/passwd");
        assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
        if (members[i].bytes.len)
            assert_int_equal(archive_write_data(archive, members[i].bytes.p,
                                                members[i].bytes.len),
                             members[i].bytes.len);
        archive_entry_free(entry);
    }
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
    return buf;
}

static struct rc_buf
make_one(bool zip, const char *name, struct rc_slice bytes)
{
    return make(zip, NULL, &(struct made){name, bytes, 0}, 1);
}

/* --- reading them --------------------------------------------------------- */

struct heard {
    struct rc_member_visitor visitor; /* first */
    struct rc_buf text;               /* "path|name|bytes\n", "path|note\n" */
    uint64_t next;
    uint64_t total;
    uint64_t only; /* wanted, when some_only */
    bool some_only, quiet;
    struct rc_err err, member_err;
    enum rc_status st;
};

static void
visit(struct rc_member_visitor *visitor, const struct rc_member *member,
      struct rc_reader *reader)
{
    struct heard *heard = (struct heard *)(void *)visitor;
    enum rc_status st = RC_OK;
    size_t got = 1;
    char bytes[1000];

    if (!heard->some_only)
        assert_int_equal(member->index, heard->next++);
    rc_buf_print(&heard->text, "%.*s|", RC_FMT(member->path));
    if (!rc_slice_eq(member->path, member->name))
        rc_buf_print(&heard->text, "%.*s|", RC_FMT(member->name));
    if (!reader)
        rc_buf_print(&heard->text, "(%s)", member->note);
    while (reader && st == RC_OK && got) {
        st = rc_reader_next(reader, bytes, sizeof bytes, &got,
                            &heard->member_err);
        heard->total += st == RC_OK ? got : 0;
        if (st == RC_OK && !heard->quiet)
            rc_buf_put(&heard->text, (struct rc_slice){bytes, got});
    }
    if (st != RC_OK)
        rc_buf_print(&heard->text, "(%s)", rc_status_name(st));
    rc_buf_char(&heard->text, '\n');
}

static bool
wants(struct rc_member_visitor *visitor, uint64_t index)
{
    struct heard *heard = (struct heard *)(void *)visitor;

    return !heard->some_only || index == heard->only;
}

static void
walk(struct heard *heard, struct rc_slice bytes)
{
    struct rc_reader *reader;

    heard->visitor = (struct rc_member_visitor){wants, visit};
    heard->next = 0;
    heard->text.len = 0;
    assert_int_equal(rc_reader_open(file_of(bytes), &reader, &heard->err),
                     RC_OK);
    assert_int_equal(rc_reader_packing(reader), RC_ARCHIVE);
    heard->st = rc_reader_walk(reader, &heard->visitor, &heard->err);
    rc_reader_close(reader);
}

static void
gives(struct rc_buf *archive, const char *want)
{
    struct heard heard = {0};

    walk(&heard, rc_buf_slice(archive));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text), want);
    rc_buf_done(&heard.text);
    rc_buf_done(archive);
}

TEST(each_member_of_a_zip_or_tar_is_a_stream)
{
    static const struct made two[] = {{"b/one.json", {"{}\n", 3}, 0},
                                      {"a.csv", {"x,y\n1,2\n", 8}, 0}};
    static const char *const filters[] = {NULL, "gzip", "bzip2", "xz", "zstd"};

    for (size_t i = 0; i < 5; i++) {
        struct rc_buf tar = make(false, filters[i], two, 2);

        gives(&tar, "b/one.json|{}\n\na.csv|x,y\n1,2\n\n");
    }
    struct rc_buf zip = make(true, NULL, two, 2);

    gives(&zip, "b/one.json|{}\n\na.csv|x,y\n1,2\n\n");
}

TEST(names_are_labels_and_what_is_no_file_is_passed_over)
{
    static const struct made odd[] = {
        {"./a", {"1", 1}, 0},
        {"/etc/passwd", {"2", 1}, 0},
        {"../../up", {"3", 1}, 0},
        {"link", {"", 0}, AE_IFLNK},
        {"folder", {"", 0}, AE_IFDIR},
        {".hidden", {"4", 1}, 0},
        {"x/.git/config", {"5", 1}, 0},
        {"M\xc3\xbcller.csv", {"6", 1}, 0},
        {"a", {"7", 1}, 0},
    };
    struct rc_buf tar = make(false, NULL, odd, 9);

    gives(&tar, "a|1\n/etc/passwd|2\n../../up|3\nM\xc3\xbcller.csv|6\na|7\n");
}

TEST(members_are_unpacked_and_archives_in_archives_walked)
{
    static const struct made leaf[] = {{"leaf.csv", {"a,b\n", 4}, 0}};
    struct rc_buf gz = make(false, "gzip", leaf, 1);
    struct rc_buf zip = make_one(true, "in.tar.gz", rc_buf_slice(&gz));
    struct rc_buf tar = make_one(false, "mid.zip", rc_buf_slice(&zip));

    gives(&tar, "mid.zip/in.tar.gz/leaf.csv|mid.zip/in.tar/leaf.csv|a,b\n\n");
    rc_buf_done(&gz);
    rc_buf_done(&zip);
}

TEST(more_than_four_archives_deep_is_a_note)
{
    struct rc_buf in = make_one(true, "leaf", RC_S("deep")), out;

    for (int depth = 2; depth <= 5; depth++) {
        out = make_one(depth & 1, "in", rc_buf_slice(&in));
        rc_buf_done(&in);
        in = out;
        if (depth == 4) {
            struct heard heard = {0};

            walk(&heard, rc_buf_slice(&in));
            assert_slice(rc_buf_slice(&heard.text), "in/in/in/leaf|deep\n");
            rc_buf_done(&heard.text);
        }
    }
    gives(&in, "in/in/in/in|(an archive too many archives deep)\n");
}

TEST(only_the_members_that_are_wanted_are_read)
{
    static const struct made three[] = {
        {"a", {"1", 1}, 0}, {"b", {"2", 1}, 0}, {"c", {"3", 1}, 0}};

    for (int zip = 0; zip < 2; zip++) {
        struct rc_buf archive = make(zip, NULL, three, 3);
        struct heard heard = {.only = 1, .some_only = true};

        walk(&heard, rc_buf_slice(&archive));
        assert_slice(rc_buf_slice(&heard.text), "b|2\n");
        rc_buf_done(&heard.text);
        rc_buf_done(&archive);
    }
}

/* Text that hardly packs. */
static struct rc_buf
noise(size_t len)
{
    struct rc_buf buf = {0};
    uint32_t seed = 5;

    while (buf.len < len) {
        seed = seed * 1664525 + 1013904223;
        rc_buf_print(&buf, "%08x\n", seed);
    }
    return buf;
}

TEST(an_archive_cut_anywhere_gives_what_came_before_and_says_so)
{
    struct rc_buf text = noise(3000);
    const struct made two[] = {{"a", rc_buf_slice(&text), 0},
                               {"b", rc_buf_slice(&text), 0}};
    static const char *const filters[] = {NULL, "gzip", NULL};

    for (int kind = 0; kind < 3; kind++) {
        struct rc_buf archive = make(kind == 2, filters[kind], two, 2);
        struct heard whole = {0}, heard = {0};

        walk(&whole, rc_buf_slice(&archive));
        for (size_t cut = 600; cut < archive.len; cut += 7) {
            heard.member_err.status = RC_OK;
            walk(&heard, (struct rc_slice){archive.p, cut});
            if (heard.st != RC_OK)
                assert_non_null(strstr(heard.err.text, path));
            else if (heard.member_err.status == RC_OK)
                /* a tar's zeros are gone, or a zip's directory */
                assert_true(rc_slice_eq(rc_buf_slice(&heard.text),
                                        rc_buf_slice(&whole.text)));
            assert_true(rc_slice_starts(rc_buf_slice(&heard.text), RC_S("a|")));
        }
        rc_buf_done(&whole.text);
        rc_buf_done(&heard.text);
        rc_buf_done(&archive);
    }
    rc_buf_done(&text);
}

TEST(a_damaged_member_is_told_and_the_next_is_read)
{
    struct rc_buf text = noise(3000);
    const struct made two[] = {{"a", rc_buf_slice(&text), 0},
                               {"b", {"fine", 4}, 0}};
    struct rc_buf zip = make(true, NULL, two, 2);
    struct heard heard = {.quiet = true};

    zip.p[1000] ^= 0x55;
    walk(&heard, rc_buf_slice(&zip));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text), "a|(input)\nb|\n");
    assert_int_equal(heard.member_err.status, RC_INPUT);
    rc_buf_done(&heard.text);
    rc_buf_done(&zip);
    rc_buf_done(&text);
}

TEST(an_archive_in_an_archive_that_is_damaged_is_a_note)
{
    struct rc_buf text = noise(3000);
    struct rc_buf in = make_one(false, "leaf", rc_buf_slice(&text));
    const struct made two[] = {{"in.tar", {in.p, 2000}, 0},
                               {"b", {"fine", 4}, 0}};
    struct rc_buf zip = make(true, NULL, two, 2);
    struct heard heard = {.quiet = true};

    walk(&heard, rc_buf_slice(&zip));
    assert_int_equal(heard.st, RC_OK);
    assert_slice(rc_buf_slice(&heard.text),
                 "in.tar/leaf|(input)\nin.tar|(tar: Truncated input file "
                 "(needed 1584 bytes, only 0 available))\nb|\n");
    rc_buf_done(&heard.text);
    rc_buf_done(&zip);
    rc_buf_done(&in);
    rc_buf_done(&text);
}

/* --- bombs ---------------------------------------------------------------- */

static void
is_refused(struct rc_buf *archive, uint64_t most, const char *why)
{
    struct heard heard = {.quiet = true};

    walk(&heard, rc_buf_slice(archive));
    assert_int_equal(heard.st, RC_LIMIT);
    assert_non_null(strstr(heard.err.text, path));
    assert_non_null(strstr(heard.err.text, why));
    assert_true(heard.total <= most);
    rc_buf_done(&heard.text);
    rc_buf_done(archive);
}

TEST(a_bomb_is_refused_before_a_byte_of_it_is_read)
{
    char *zeros = calloc(80 << 20, 1);
    struct rc_slice big = {zeros, 80 << 20};
    const struct made two[] = {{"a", {"fine", 4}, 0}, {"b", big, 0}};
    struct rc_buf zip = make(true, NULL, two, 2);
    struct rc_buf gz = make(false, "gzip", two, 2);

    is_refused(&zip, 4, "200 times");
    is_refused(&gz, 4, "200 times");
    free(zeros);
}

TEST(so_is_one_in_an_archive_or_in_many_members)
{
    char *zeros = calloc(30 << 20, 1);
    struct rc_slice big = {zeros, 30 << 20};
    const struct made many[] = {{"a", big, 0}, {"b", big, 0}, {"c", big, 0}};
    struct rc_buf in = make(true, NULL, many, 3);
    struct rc_buf out = make_one(false, "in.zip", rc_buf_slice(&in));

    is_refused(&in, 60 << 20, "200 times");
    is_refused(&out, 90 << 20, "200 times");
    free(zeros);
}

TEST(more_members_than_the_limit_are_refused)
{
    struct made *many = calloc(RC_MEMBERS_MAX + 1, sizeof *many);

    for (size_t i = 0; i <= RC_MEMBERS_MAX; i++)
        many[i] = (struct made){"d", {"", 0}, AE_IFDIR};
    struct rc_buf tar = make(false, "gzip", many, RC_MEMBERS_MAX + 1);

    is_refused(&tar, 0, "more than 100000 members");
    free(many);
}

TEST(encrypted_members_are_a_note)
{
    /* Local header: flag 1, stored, 12 + 4 bytes; then the central one. */
    static const char local[] =
        "PK\3\4\24\0\1\0\0\0\0\0\0\0\0\0\0\0\20\0\0\0\4\0\0\0\1\0\0\0x"
        "0123456789abcdef";
    static const char central[] =
        "PK\1\2\24\0\24\0\1\0\0\0\0\0\0\0\0\0\0\0\20\0\0\0\4\0\0\0\1\0\0\0\0\0"
        "\0\0\0\0\0\0\0\0\0\0\0\0x"
        "PK\5\6\0\0\0\0\1\0\1\0\57\0\0\0\57\0\0\0\0\0";
    struct rc_buf zip = {0};

    rc_buf_put(&zip, ((struct rc_slice){local, sizeof local - 1}));
    rc_buf_put(&zip, ((struct rc_slice){central, sizeof central - 1}));
    gives(&zip, "x|(is encrypted)\n");
}

TEST(packings_that_take_what_memory_they_please_are_a_note)
{
    static const struct made one[] = {
        {"a", {"aaaaaaaaaaaaaaaaaaaaaaaa", 24}, 0}};
    struct rc_buf zip = make(true, NULL, one, 1);
    size_t central = 0;

    for (size_t i = 0; i + 4 < zip.len; i++)
        if (!memcmp(zip.p + i, "PK\1\2", 4))
            central = i;
    zip.p[8] = zip.p[central + 10] = 14; /* LZMA */
    gives(&zip, "a|(is packed neither by deflate nor by bzip2)\n");
}

TEST(what_is_no_archive_cannot_be_walked)
{
    struct heard heard = {0};
    struct rc_reader *reader;

    assert_int_equal(rc_reader_open(file_of(RC_S("text")), &reader, &heard.err),
                     RC_OK);
    assert_int_equal(rc_reader_walk(reader, &heard.visitor, &heard.err),
                     RC_USAGE);
    rc_reader_close(reader);
}

TEST(the_archives_leave_no_file_behind)
{
    assert_int_equal(unlink(path), 0);
}

TEST_MAIN
