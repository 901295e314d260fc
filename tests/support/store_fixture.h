/*
 * store_fixture.h -- a store in a folder of its own, and what is in it as one
 * line of text: what its tests put and look at.
 */
#ifndef RC_TEST_STORE_FIXTURE_H
#define RC_TEST_STORE_FIXTURE_H

#include "folder.h"
#include "store/store.h"
#include "test.h"

struct fixture {
    struct test_folder folder;
    struct rc_store *store;
    struct rc_err err;
    struct rc_buf seen; /* what each told, as text */
};

static inline void
show(void *with, const char *format, struct rc_slice a, struct rc_slice b)
{
    struct fixture *f = with;

    rc_buf_print(&f->seen, format, (int)a.len, a.p, (int)b.len, b.p);
}

static inline enum rc_status
opens(struct fixture *f, enum rc_store_mode mode)
{
    rc_store_close(f->store);
    f->store = NULL;
    return rc_store_open(f->folder.path, NULL, mode, &f->store, &f->err);
}

static inline struct fixture
new_store(void)
{
    struct fixture f = {.folder = test_folder_make()};

    assert_int_equal(opens(&f, RC_STORE_WRITE), RC_OK);
    return f;
}

static inline void
drop(struct fixture *f)
{
    rc_store_close(f->store);
    rc_buf_done(&f->seen);
    test_folder_drop(&f->folder);
}

#define ok(f, call)                                                            \
    do {                                                                       \
        enum rc_status st_ = (call);                                           \
        if (st_ != RC_OK)                                                      \
            print_error("%s\n", (f)->err.text);                                \
        assert_int_equal(st_, RC_OK);                                          \
    } while (0)

static inline void
put_state(struct fixture *f, const char *account, const char *state)
{
    ok(f, rc_store_state_put(f->store, rc_slice_of(account), rc_slice_of(state),
                             &f->err));
}

static inline void
put_subject(struct fixture *f, const char *pseudonym, double probability,
            bool is_case, const char *identity)
{
    const struct rc_store_subject subject = {.pseudonym =
                                                 rc_slice_of(pseudonym),
                                             .document = RC_S("{\"bits\":3}"),
                                             .identity = rc_slice_of(identity),
                                             .probability = probability,
                                             .is_case = is_case};

    ok(f, rc_store_subject_put(f->store, &subject, &f->err));
}

static inline int
by_line(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static inline void
show_state(void *with, struct rc_slice account, struct rc_slice state)
{
    show(with, "%.*s=%.*s\n", account, state);
}

/* All states, "account=state" a line, in order. */
static inline const char *
states(struct fixture *f)
{
    static char text[4096];
    char *lines[64], *at, *save = NULL;
    size_t count = 0;

    f->seen.len = 0;
    ok(f, rc_store_state_each(f->store, show_state, f, &f->err));
    rc_buf_char(&f->seen, '\0');
    for (at = strtok_r(f->seen.p, "\n", &save); at && count < 64;
         at = strtok_r(NULL, "\n", &save))
        lines[count++] = at;
    qsort(lines, count, sizeof *lines, by_line);
    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        strcat(text, lines[i]);
        strcat(text, ";");
    }
    return text;
}

static inline void
show_subject(void *with, const struct rc_store_subject *subject)
{
    show(with, "%.*s:%.*s;", subject->pseudonym, subject->identity);
}

static inline const char *
subjects(struct fixture *f, bool cases_only)
{
    f->seen.len = 0;
    ok(f,
       rc_store_subject_each(f->store, cases_only, show_subject, f, &f->err));
    rc_buf_char(&f->seen, '\0');
    return f->seen.p;
}

static inline void
show_file(void *with, const struct rc_store_file *file)
{
    show(with, "%.*s[%.*s];", file->name, file->header);
}

static inline const char *
files(struct fixture *f)
{
    f->seen.len = 0;
    ok(f, rc_store_file_each(f->store, show_file, f, &f->err));
    rc_buf_char(&f->seen, '\0');
    return f->seen.p;
}

static inline void
show_reject(void *with, const struct rc_store_reject *reject)
{
    struct fixture *f = with;

    rc_buf_print(&f->seen, "%.*s@", RC_FMT(reject->file));
    rc_buf_print(&f->seen, "%d+%d ", (int)reject->offset, (int)reject->length);
    show(with, "%.*s<%.*s>;", reject->why, reject->excerpt);
}

static inline const char *
rejects(struct fixture *f)
{
    f->seen.len = 0;
    ok(f, rc_store_reject_each(f->store, show_reject, f, &f->err));
    rc_buf_char(&f->seen, '\0');
    return f->seen.p;
}

static inline void
put_reject(struct fixture *f, const char *file, uint64_t at, const char *text)
{
    const struct rc_store_reject reject = {.file = rc_slice_of(file),
                                           .offset = at,
                                           .length = 9,
                                           .why = RC_S("no JSON"),
                                           .excerpt = rc_slice_of(text)};

    ok(f, rc_store_reject_put(f->store, &reject, &f->err));
}

static inline void
put_file(struct fixture *f, const char *name, const char *header)
{
    const struct rc_store_file file = {.name = rc_slice_of(name),
                                       .size = 100,
                                       .read = 90,
                                       .modified_us = -5,
                                       .head_hash = UINT64_MAX - 1,
                                       .head_len = 64,
                                       .packing = 1,
                                       .framing = 2,
                                       .delimiter = ';',
                                       .source = RC_S("okta"),
                                       .header = rc_slice_of(header),
                                       .records = 4,
                                       .observations = 3,
                                       .rejects = 2,
                                       .skipped = 1};

    ok(f, rc_store_file_put(f->store, &file, &f->err));
}

static inline const char *
blob(struct fixture *f, const char *name)
{
    f->seen.len = 0;
    ok(f, rc_store_blob_get(f->store, name, &f->seen, &f->err));
    rc_buf_char(&f->seen, '\0');
    return f->seen.p;
}

static inline const char *
run(struct fixture *f)
{
    f->seen.len = 0;
    ok(f, rc_store_run_get(f->store, &f->seen, &f->err));
    rc_buf_char(&f->seen, '\0');
    return f->seen.p;
}

/* One of everything. */
static inline struct fixture
full_store(void)
{
    struct fixture f = new_store();

    ok(&f, rc_store_begin(f.store, &f.err));
    put_file(&f, "hr/Ann Example.csv", "name,home address");
    put_reject(&f, "hr/Ann Example.csv", 40, "Ann Example,12 Elm Street");
    put_state(&f, "mail:ann@example.com", "Ann lives at 12 Elm Street");
    put_state(&f, "mail:bob@example.com", "Bob does not");
    ok(&f,
       rc_store_blob_put(f.store, "roster", RC_S("Ann Example, Bob"), &f.err));
    put_subject(&f, "tavoko-3419", 0.75, true,
                "{\"name\":\"Ann Example\",\"emails\":[\"ann@example.com\"]}");
    put_subject(&f, "milero-0001", 0.25, false,
                "{\"name\":\"Bob\",\"emails\":[\"bob@example.com\"]}");
    ok(&f, rc_store_run_put(f.store, RC_S("{\"records\":2}"), &f.err));
    ok(&f, rc_store_commit(f.store, &f.err));
    return f;
}

static inline void
assert_full(struct fixture *f)
{
    assert_string_equal(files(f), "hr/Ann Example.csv[name,home address];");
    assert_string_equal(rejects(f), "hr/Ann Example.csv@40+9 no JSON"
                                    "<Ann Example,12 Elm Street>;");
    assert_string_equal(states(f),
                        "mail:ann@example.com=Ann lives at 12 Elm Street;"
                        "mail:bob@example.com=Bob does not;");
    assert_string_equal(blob(f, "roster"), "Ann Example, Bob");
    assert_string_equal(subjects(f, false),
                        "tavoko-3419:{\"name\":\"Ann Example\",\"emails\":"
                        "[\"ann@example.com\"]};milero-0001:{\"name\":\"Bob\","
                        "\"emails\":[\"bob@example.com\"]};");
    assert_string_equal(run(f), "{\"records\":2}");
}

#endif
