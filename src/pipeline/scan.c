/*
 * scan.c -- a scan from the first file to the committed result.
 *
 *   list, compare with the store, recognise
 *   rounds: threads read pieces -> merge -> save state, offsets, rejects:
 * commit tails:  last lines that may still grow: into memory, not into the
 * state weigh:  people, measures, links, ledgers -> save results: commit
 */
#include "pipeline/pipeline.h"

#include <stdlib.h>
#include <unistd.h>

#include "pipeline/scan.h"

enum { THREADS_MAX = 16 };
#define PIECE_BYTES (UINT64_C(4) << 20)
#define ROUND_BYTES (UINT64_C(1) << 30)

static unsigned
thread_count(const struct rc_scan_setting *setting)
{
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    unsigned count = setting->threads ? setting->threads
                     : cores > 0      ? (unsigned)cores
                                      : 1;

    return count > THREADS_MAX ? THREADS_MAX : count;
}

/* --- what is kept from earlier runs ------------------------------------- */

struct loading {
    struct rc_scan_state *scan;
    enum rc_status st;
    struct rc_err *err;
};

static void
load_account(void *with, struct rc_slice account, struct rc_slice state)
{
    struct loading *loading = with;

    if (loading->st == RC_OK)
        loading->st =
            rc_account_load(&loading->scan->main, account, state, loading->err);
}

static enum rc_status
load(struct rc_scan_state *scan, struct rc_err *err)
{
    struct loading loading = {scan, RC_OK, err};
    enum rc_status st =
        rc_store_state_each(scan->store, load_account, &loading, err);

    if (st == RC_OK)
        st = loading.st;
    scan->scratch.len = 0;
    if (st == RC_OK)
        st = rc_store_blob_get(scan->store, "roster", &scan->scratch, err);
    if (st == RC_OK && scan->scratch.len)
        st = rc_roster_load(scan->main.roster, rc_buf_slice(&scan->scratch),
                            err);
    return st;
}

/* Everything from the start: a file was rewritten, or the state is of another
 * version of the detectors. */
static enum rc_status
start_over(struct rc_scan_state *scan, struct rc_err *err)
{
    enum rc_status st = rc_store_reset(scan->store, err);

    if (st != RC_OK)
        return st;
    rc_plan_done(&scan->plan);
    rc_engine_done(&scan->main);
    st = rc_plan_list(&scan->plan, scan->setting->paths,
                      scan->setting->path_count, scan->setting->source.mapping,
                      err);
    rc_engine_init(&scan->main, scan->setting->pack->lists, scan->plan.count);
    return st;
}

static enum rc_status
prepare(struct rc_scan_state *scan, struct rc_err *err)
{
    const struct rc_scan_setting *setting = scan->setting;
    enum rc_status st =
        rc_plan_list(&scan->plan, setting->paths, setting->path_count,
                     setting->source.mapping, err);

    if (st == RC_OK)
        st = rc_plan_resume(&scan->plan, scan->store, err);
    rc_engine_init(&scan->main, setting->pack->lists, scan->plan.count);
    if (st == RC_OK && scan->plan.restart)
        st = start_over(scan, err);
    else if (st == RC_OK && (st = load(scan, err)) == RC_INTEGRITY)
        st = start_over(scan, err);
    if (st != RC_OK)
        return st;
    rc_plan_recognise(&scan->plan, setting->source.mapping);
    scan->threads = thread_count(setting);
    scan->engines = rc_alloc(scan->threads * sizeof *scan->engines);
    for (unsigned t = 0; t < scan->threads; t++)
        rc_engine_init(&scan->engines[t], setting->pack->lists,
                       scan->plan.count);
    return RC_OK;
}

/* --- rounds --------------------------------------------------------------- */

static bool
has_more(const struct rc_plan_file *file)
{
    if (!file->recognition.source || file->gone || !file->path[0])
        return false;
    return rc_plan_grows(file) ? file->start < file->size : !file->read_once;
}

static void
add_piece(struct rc_round *round, size_t *cap, struct rc_piece piece)
{
    if (round->count == *cap) {
        *cap = *cap ? *cap * 2 : 64;
        round->pieces = rc_realloc(round->pieces, *cap * sizeof *round->pieces);
    }
    round->pieces[round->count++] = piece;
}

/* What the next round reads: whole files first (they cannot be shared out at
 * the end), then pieces of lines, up to round_bytes. */
static void
fill_round(struct rc_scan_state *scan, struct rc_round *round)
{
    uint64_t limit =
        scan->setting->round_bytes ? scan->setting->round_bytes : ROUND_BYTES;
    uint64_t bytes = 0;
    size_t cap = 0;

    for (int lines = 0; lines < 2; lines++)
        for (uint32_t i = 0; i < scan->plan.count; i++) {
            struct rc_plan_file *file = &scan->plan.files[i];

            /* a round more is a pass more over the archive: whole, then */
            if (bytes >= limit && !(i && rc_plan_same(file, file - 1)))
                break;
            bool grows = rc_plan_grows(file);
            bool shared = grows && file->recognition.framing != RC_FRAME_CSV;

            if (shared != (lines == 1) || !has_more(file))
                continue;
            if (!shared) {
                add_piece(round, &cap,
                          (struct rc_piece){i, file->start, file->size, true,
                                            !grows});
                bytes += file->size - file->start;
                file->taken = file->size;
                continue;
            }
            file->taken = file->start;
            while (file->taken < file->size && bytes < limit) {
                uint64_t to = file->taken + PIECE_BYTES;

                if (to > file->size)
                    to = file->size;
                add_piece(round, &cap,
                          (struct rc_piece){i, file->taken, to, false, false});
                bytes += to - file->taken;
                file->taken = to;
            }
        }
}

/* Adds what the threads counted to what the file counted before. */
void
rc_scan_counts(struct rc_scan_state *scan, const struct rc_engine *engine)
{
    for (size_t i = 0; i < scan->plan.count; i++) {
        struct rc_plan_file *file = &scan->plan.files[i];
        const struct rc_file_count *count = &engine->counts[i];

        file->before.records += count->records;
        file->before.observations += count->observations;
        file->before.rejects += count->rejects;
        file->before.skipped += count->skipped;
        if (count->done > file->done)
            file->done = count->done;
    }
}

enum rc_status
rc_scan_rejects(struct rc_scan_state *scan, const struct rc_engine *engine,
                struct rc_err *err)
{
    enum rc_status st = RC_OK;

    for (size_t i = 0; st == RC_OK && i < engine->reject_count; i++) {
        const struct rc_reject_note *note = &engine->rejects[i];
        struct rc_store_reject row = {
            .file = scan->plan.files[note->file].name,
            .offset = note->offset,
            .length = note->length,
            .why = engine->reasons.entries[note->why].text,
        };

        if (note->excerpt != UINT32_MAX)
            row.excerpt = engine->excerpts.entries[note->excerpt].text;
        st = rc_store_reject_put(scan->store, &row, err);
    }
    return st;
}

static enum rc_status
save_file(struct rc_scan_state *scan, struct rc_plan_file *file,
          struct rc_err *err)
{
    struct rc_store_file row = {
        .name = file->name,
        .size = file->size,
        .read = file->done,
        .modified_us = file->modified_us,
        .packing = (uint8_t)file->packing,
        .framing = (uint8_t)file->recognition.framing,
        .delimiter = (uint8_t)file->recognition.delimiter,
        .source = rc_slice_of(file->recognition.source->name),
        .header = file->header,
        .records = file->before.records,
        .observations = file->before.observations,
        .rejects = file->before.rejects,
        .skipped = file->before.skipped,
    };
    enum rc_status st = RC_OK;

    if (rc_plan_grows(file))
        st = rc_plan_seal(file, file->done, &row.head_hash, err);
    if (st == RC_OK)
        st = rc_store_file_put(scan->store, &row, err);
    return st;
}

static enum rc_status
save_accounts(struct rc_scan_state *scan, struct rc_err *err)
{
    enum rc_status st = RC_OK;

    for (uint32_t id = 0; st == RC_OK && id < scan->main.names.count; id++) {
        struct rc_account *account = scan->main.accounts[id];

        if (!account->dirty)
            continue;
        scan->scratch.len = 0;
        rc_account_save(account, &scan->scratch);
        st = rc_store_state_put(scan->store, scan->main.names.entries[id].text,
                                rc_buf_slice(&scan->scratch), err);
        account->dirty = false;
    }
    scan->scratch.len = 0;
    if (st == RC_OK) {
        rc_roster_save(scan->main.roster, &scan->scratch);
        st = rc_store_blob_put(scan->store, "roster",
                               rc_buf_slice(&scan->scratch), err);
    }
    return st;
}

/* One transaction: offsets, state, rejects of a round. */
static enum rc_status
commit_round(struct rc_scan_state *scan, const struct rc_round *round,
             struct rc_err *err)
{
    enum rc_status st = rc_store_begin(scan->store, err);

    for (size_t i = 0; st == RC_OK && i < scan->plan.count; i++)
        if (has_more(&scan->plan.files[i]))
            st = rc_store_reject_drop(scan->store, scan->plan.files[i].name,
                                      scan->plan.files[i].start, err);
    for (unsigned t = 0; t < scan->threads; t++) {
        rc_scan_counts(scan, &scan->engines[t]);
        if (st == RC_OK)
            st = rc_scan_rejects(scan, &scan->engines[t], err);
        rc_engine_merge(&scan->main, &scan->engines[t]);
    }
    if (st == RC_OK)
        st = save_accounts(scan, err);
    for (size_t i = 0; st == RC_OK && i < round->count; i++) {
        struct rc_plan_file *file = &scan->plan.files[round->pieces[i].file];

        if (i && round->pieces[i - 1].file == round->pieces[i].file)
            continue;
        if (file->done < file->start)
            file->done = file->start;
        st = save_file(scan, file, err);
    }
    if (st == RC_OK)
        st = rc_store_commit(scan->store, err);
    return st;
}

static enum rc_status
run_rounds(struct rc_scan_state *scan, struct rc_err *err)
{
    enum rc_status st = RC_OK;

    for (size_t i = 0; i < scan->plan.count; i++)
        if (has_more(&scan->plan.files[i]))
            scan->total_bytes +=
                scan->plan.files[i].size - scan->plan.files[i].start;
    while (st == RC_OK) {
        struct rc_round round = {.plan = &scan->plan, .setting = scan->setting};

        fill_round(scan, &round);
        if (!round.count) {
            free(round.pieces);
            break;
        }
        atomic_store(&round.done_bytes, scan->done_bytes);
        atomic_store(&round.done_records, scan->done_records);
        rc_round_run(&round, scan->engines, scan->threads, scan->total_bytes);
        scan->done_bytes = atomic_load(&round.done_bytes);
        scan->done_records = atomic_load(&round.done_records);
        st = commit_round(scan, &round, err);
        for (size_t i = 0; i < round.count; i++) {
            struct rc_plan_file *file = &scan->plan.files[round.pieces[i].file];

            /* a whole file's tail stays for the tails; lines go on */
            file->start = file->taken >= file->size ? file->size : file->done;
            file->read_once |= file->taken >= file->size;
        }
        free(round.pieces);
        for (unsigned t = 0; t < scan->threads; t++) {
            rc_engine_done(&scan->engines[t]);
            rc_engine_init(&scan->engines[t], scan->setting->pack->lists,
                           scan->plan.count);
        }
    }
    return st;
}

enum rc_status
rc_scan(const struct rc_scan_setting *setting, struct rc_store *store,
        struct rc_result **result, struct rc_err *err)
{
    struct rc_scan_state scan = {.setting = setting, .store = store};
    enum rc_status st = prepare(&scan, err);

    if (st == RC_OK)
        st = run_rounds(&scan, err);
    if (st == RC_OK)
        st = rc_scan_finish(&scan, result, err);
    for (unsigned t = 0; scan.engines && t < scan.threads; t++)
        rc_engine_done(&scan.engines[t]);
    free(scan.engines);
    rc_engine_done(&scan.main);
    rc_plan_done(&scan.plan);
    rc_buf_done(&scan.scratch);
    return st;
}
