/*
 * finish.c -- the end of a scan: tails, people, ledgers, and what is kept of
 * them.
 */
#include "pipeline/scan.h"

#include <stdlib.h>

/* Reads what is left at the ends of files that may grow, as if they ended
 * here.  It goes into the result, and not into what is kept. */
static void
read_tails(struct rc_scan_state *scan, struct rc_engine *tails)
{
    struct rc_round round = {.plan = &scan->plan, .setting = scan->setting};

    for (uint32_t i = 0; i < scan->plan.count; i++) {
        struct rc_plan_file *file = &scan->plan.files[i];

        if (file->gone || !file->path[0] || !file->recognition.source ||
            !rc_plan_grows(file) || file->done >= file->size)
            continue;
        struct rc_piece piece = {i, file->done, file->size, true, true};

        file->start = file->done; /* where the piece begins is a start */
        rc_piece_read(&round, &piece, tails);
    }
}

struct listing {
    struct rc_result *result;
    struct rc_reject *rows;
    size_t count, cap;
};

static void
list_reject(void *with, const struct rc_store_reject *row)
{
    struct listing *list = with;
    struct rc_arena *arena = &list->result->arena;

    if (list->count == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 256;
        list->rows = rc_realloc(list->rows, list->cap * sizeof *list->rows);
    }
    list->rows[list->count++] = (struct rc_reject){
        .file = rc_arena_copy(arena, row->file),
        .offset = row->offset,
        .length = row->length,
        .why = rc_arena_copy(arena, row->why),
    };
}

static int
by_file_and_offset(const void *a, const void *b)
{
    const struct rc_reject *x = a, *y = b;
    int order = rc_slice_cmp(x->file, y->file);

    if (order)
        return order;
    return x->offset < y->offset ? -1 : x->offset > y->offset;
}

static enum rc_status
list_rejects(struct rc_scan_state *scan, struct rc_result *result,
             struct rc_err *err)
{
    struct listing list = {.result = result};
    enum rc_status st =
        rc_store_reject_each(scan->store, list_reject, &list, err);

    if (list.count)
        qsort(list.rows, list.count, sizeof *list.rows, by_file_and_offset);
    struct rc_reject *kept =
        rc_arena_take(&result->arena, (list.count + 1) * sizeof *kept);

    if (list.count)
        memcpy(kept, list.rows, list.count * sizeof *kept);
    free(list.rows);
    result->rejects = kept;
    result->reject_count = list.count;
    rc_result_reasons(result);
    return st;
}

static int
by_hash(const void *a, const void *b)
{
    const struct rc_file_name *x = a, *y = b;

    return x->file < y->file ? -1 : x->file > y->file;
}

/* What only the reading knows: files, names, totals. */
static void
add_coverage(struct rc_scan_state *scan, struct rc_result *result)
{
    struct rc_arena *arena = &result->arena;
    struct rc_coverage_file *files =
        rc_arena_zero(arena, (scan->plan.count + 1) * sizeof *files);
    struct rc_file_name *names =
        rc_arena_zero(arena, (scan->plan.count + 1) * sizeof *names);

    for (size_t i = 0; i < scan->plan.count; i++) {
        const struct rc_plan_file *file = &scan->plan.files[i];
        const struct rc_source *source = file->recognition.source;

        files[i] = (struct rc_coverage_file){
            .name = rc_arena_copy(arena, file->name),
            .source = rc_slice_of(source ? source->name : ""),
            .bytes =
                source && file->packing != RC_PLAIN ? file->done : file->size,
            .records = file->before.records,
            .observations = file->before.observations,
            .rejects = file->before.rejects,
            .skipped = file->before.skipped,
            .note = file->note ? rc_arena_copy(arena, rc_slice_of(file->note)).p
                               : NULL,
        };
        names[i] = (struct rc_file_name){file->hash, files[i].name};
        result->record_total += file->before.records;
        result->observation_total += file->before.observations;
        result->byte_total += files[i].bytes;
    }
    qsort(names, scan->plan.count, sizeof *names, by_hash);
    result->files = files;
    result->file_count = scan->plan.count;
    result->names = names;
    result->name_count = scan->plan.count;
}

/* A short name for each person.  Two may get the same one: the second is named
 * again with a letter behind its token, in the people's order. */
static enum rc_status
name_person(struct rc_scan_state *scan, const struct rc_person *person,
            struct rc_intern *given, char name[RC_PSEUDONYM_TEXT],
            struct rc_err *err)
{
    char token[RC_TOKEN_TEXT + 8];
    bool fresh = false;
    enum rc_status st = rc_store_token(
        scan->store, person->kind == RC_WORKER ? "worker" : "applicant",
        person->id, token, err);

    for (size_t len = RC_TOKEN_TEXT - 1; st == RC_OK && !fresh; len++) {
        rc_store_pseudonym(token, name);
        rc_intern_put(given, rc_slice_of(name), &fresh);
        if (!fresh && len + 2 > sizeof token)
            st = rc_fail(err, RC_LIMIT, "too many people to name apart");
        token[len] = 'a';
        token[len + (len + 1 < sizeof token)] = 0;
    }
    return st;
}

static const char **
pseudonyms_of(struct rc_scan_state *scan, struct rc_result *result,
              struct rc_err *err)
{
    const char **names =
        rc_arena_zero(&result->arena, (result->count + 1) * sizeof *names);
    struct rc_intern given;
    enum rc_status st = RC_OK;

    rc_intern_init(&given);
    for (size_t p = 0; st == RC_OK && p < result->count; p++) {
        char *name = rc_arena_zero(&result->arena, RC_PSEUDONYM_TEXT);

        st = name_person(scan, &result->people->person[p], &given, name, err);
        names[p] = name;
    }
    rc_intern_done(&given);
    return st == RC_OK ? names : NULL;
}

static enum rc_status
save_results(struct rc_scan_state *scan, struct rc_result *result,
             struct rc_err *err)
{
    const char **pseudonyms = pseudonyms_of(scan, result, err);
    struct rc_buf document = {0}, identity = {0};
    enum rc_status st =
        pseudonyms ? rc_store_subjects_clear(scan->store, err) : err->status;

    for (uint32_t p = 0; st == RC_OK && p < result->count; p++) {
        document.len = identity.len = 0;
        rc_case_document(result, p, pseudonyms, &document);
        rc_case_identity(result, p, &identity);
        struct rc_store_subject row = {
            .pseudonym = rc_slice_of(pseudonyms[p]),
            .document = rc_buf_slice(&document),
            .identity = rc_buf_slice(&identity),
            .probability = result->ledgers[p].probability,
            .is_case = result->ledgers[p].is_case,
        };

        st = rc_store_subject_put(scan->store, &row, err);
    }
    document.len = 0;
    if (st == RC_OK) {
        rc_run_document(result, pseudonyms, &document);
        st = rc_store_run_put(scan->store, rc_buf_slice(&document), err);
    }
    rc_buf_done(&document);
    rc_buf_done(&identity);
    return st;
}

enum rc_status
rc_scan_finish(struct rc_scan_state *scan, struct rc_result **result,
               struct rc_err *err)
{
    struct rc_engine tails;
    enum rc_status st;

    rc_engine_init(&tails, scan->setting->pack->lists, scan->plan.count);
    read_tails(scan, &tails);
    rc_engine_merge(&scan->main, &tails);
    rc_scan_counts(scan, &tails);

    struct rc_result *made = rc_evaluate(&scan->main, scan->setting->pack);

    add_coverage(scan, made);
    st = rc_store_begin(scan->store, err);
    if (st == RC_OK)
        st = rc_scan_rejects(scan, &tails, err);
    if (st == RC_OK)
        st = list_rejects(scan, made, err);
    made->reject_total = made->reject_count;
    if (made->reject_count > RC_REJECTS_SHOWN)
        made->reject_count = RC_REJECTS_SHOWN;
    if (st == RC_OK)
        st = save_results(scan, made, err);
    if (st == RC_OK)
        st = rc_store_commit(scan->store, err);
    rc_engine_done(&tails);
    if (st == RC_OK)
        *result = made;
    else
        rc_result_free(made);
    return st;
}
