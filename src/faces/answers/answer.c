/*
 * answer.c -- kept documents made readable; see answer.h.
 *
 * With names, a document gains "identity": {"id", "name", "emails"}.
 */
#include "faces/answers/answer.h"

#include <stdlib.h>

struct file_name {
    char hash[17];
    char *name;
};

struct rc_answers {
    struct rc_store *store;
    bool names;
    json_t *run;
    struct file_name *files;
    size_t file_count, file_cap;
};

static void
take_file(void *with, const struct rc_store_file *file)
{
    struct rc_answers *answers = with;
    struct file_name *known;

    if (!file->name.len)
        return; /* sealed, and no key */
    if (answers->file_count == answers->file_cap) {
        answers->file_cap = answers->file_cap ? answers->file_cap * 2 : 32;
        answers->files = rc_realloc(answers->files,
                                    answers->file_cap * sizeof *answers->files);
    }
    known = &answers->files[answers->file_count++];
    snprintf(known->hash, sizeof known->hash, "%016llx",
             (unsigned long long)rc_hash(file->name));
    known->name = strndup(file->name.p, file->name.len);
}

static const char *
file_name(const struct rc_answers *answers, const char *hash)
{
    for (size_t i = 0; hash && i < answers->file_count; i++)
        if (!strcmp(answers->files[i].hash, hash))
            return answers->files[i].name;
    return NULL;
}

/* Makes "file": hash into "file": name, wherever it stands. */
static void
name_files(const struct rc_answers *answers, json_t *value)
{
    const char *key;
    json_t *child;
    size_t i;

    if (json_is_array(value))
        json_array_foreach (value, i, child)
            name_files(answers, child);
    if (!json_is_object(value))
        return;
    const char *name =
        file_name(answers, json_string_value(json_object_get(value, "file")));

    if (name)
        json_object_set_new(value, "file", json_string(name));
    json_object_foreach (value, key, child)
        name_files(answers, child);
}

enum rc_status
rc_answers_open(struct rc_store *store, bool names, struct rc_answers **answers,
                struct rc_err *err)
{
    struct rc_answers *made;
    struct rc_buf document = {0};
    enum rc_status st = rc_store_run_get(store, &document, err);

    if (st != RC_OK)
        return st;
    if (names && !rc_store_has_key(store)) {
        rc_buf_done(&document);
        return rc_fail(err, RC_PERMIT,
                       "names are sealed: the vault's key is not at hand "
                       "(--key FILE)");
    }
    if (!document.len)
        return rc_fail(err, RC_USAGE,
                       "nothing was scanned into this store yet: rollcall "
                       "scan DIR");
    made = rc_alloc(sizeof *made);
    *made = (struct rc_answers){.store = store, .names = names};
    made->run = json_loadb(document.p, document.len, 0, NULL);
    rc_buf_done(&document);
    st = made->run ? rc_store_file_each(store, take_file, made, err)
                   : rc_fail(err, RC_INTEGRITY, "the kept result is damaged");
    if (st != RC_OK) {
        rc_answers_close(made);
        return st;
    }
    name_files(made, made->run);
    *answers = made;
    return RC_OK;
}

void
rc_answers_close(struct rc_answers *answers)
{
    if (!answers)
        return;
    for (size_t i = 0; i < answers->file_count; i++)
        free(answers->files[i].name);
    free(answers->files);
    json_decref(answers->run);
    free(answers);
}

const json_t *
rc_answers_run(const struct rc_answers *answers)
{
    return answers->run;
}

static json_t *
parse(struct rc_slice text)
{
    return text.len ? json_loadb(text.p, text.len, 0, NULL) : NULL;
}

static json_t *
document_of(const struct rc_answers *answers,
            const struct rc_store_subject *row)
{
    json_t *document = parse(row->document);

    name_files(answers, document);
    if (answers->names && document && row->identity.len)
        json_object_set_new(document, "identity", parse(row->identity));
    return document;
}

struct collecting {
    const struct rc_answers *answers;
    json_t *list;
};

static void
collect(void *with, const struct rc_store_subject *row)
{
    struct collecting *into = with;

    json_array_append_new(into->list, document_of(into->answers, row));
}

enum rc_status
rc_answers_cases(struct rc_answers *answers, bool everybody, json_t **cases,
                 struct rc_err *err)
{
    struct collecting into = {answers, json_array()};
    enum rc_status st =
        rc_store_subject_each(answers->store, !everybody, collect, &into, err);

    if (st != RC_OK) {
        json_decref(into.list);
        return st;
    }
    *cases = json_pack("{s:s, s:o}", "schema", "rollcall.cases/1", "cases",
                       into.list);
    return RC_OK;
}

struct searching {
    const struct rc_answers *answers;
    struct rc_slice wanted;
    json_t *found;
    char nearest[RC_PSEUDONYM_TEXT];
    size_t nearest_len; /* letters in common at the front */
};

/* Whether the identity's id or one of its mails is what is looked for. */
static bool
identity_is(const struct rc_store_subject *row, struct rc_slice wanted)
{
    json_t *identity = parse(row->identity), *mail;
    const char *id = json_string_value(json_object_get(identity, "id"));
    bool is = id && rc_slice_ieq(rc_slice_of(id), wanted);
    size_t i;

    json_array_foreach (json_object_get(identity, "emails"), i, mail)
        is |= json_is_string(mail) &&
              rc_slice_ieq(rc_slice_of(json_string_value(mail)), wanted);
    json_decref(identity);
    return is;
}

static void
search(void *with, const struct rc_store_subject *row)
{
    struct searching *in = with;
    size_t same = 0;

    while (same < row->pseudonym.len && same < in->wanted.len &&
           row->pseudonym.p[same] == in->wanted.p[same])
        same++;
    if (same > in->nearest_len && row->pseudonym.len < sizeof in->nearest) {
        in->nearest_len = same;
        memcpy(in->nearest, row->pseudonym.p, row->pseudonym.len);
        in->nearest[row->pseudonym.len] = 0;
    }
    if (!in->found && (rc_slice_ieq(row->pseudonym, in->wanted) ||
                       (row->identity.len && identity_is(row, in->wanted))))
        in->found = document_of(in->answers, row);
}

enum rc_status
rc_answers_subject(struct rc_answers *answers, const char *subject,
                   json_t **found, struct rc_err *err)
{
    struct searching in = {.answers = answers, .wanted = rc_slice_of(subject)};
    enum rc_status st =
        rc_store_subject_each(answers->store, false, search, &in, err);

    if (st != RC_OK)
        return st;
    if (!in.found)
        return in.nearest_len > 1
                   ? rc_fail(err, RC_USAGE,
                             "no subject is called %s; did you mean %s?",
                             subject, in.nearest)
                   : rc_fail(err, RC_USAGE, "no subject is called %s", subject);
    *found = in.found;
    return RC_OK;
}
