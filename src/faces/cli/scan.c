/* scan.c -- rollcall scan: progress, summary, queue, files; see cli.h. */
#include <errno.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "faces/answers/answer.h"
#include "faces/cli/cli.h"
#include "faces/reports/report.h"

struct progress {
    struct timespec began;
    bool shown;
};

static double
seconds_since(const struct timespec *began)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - began->tv_sec) +
           (double)(now.tv_nsec - began->tv_nsec) / 1e9;
}

/* [##########----------]  48 %  512 of 1,024 MB  640 MB/s  0.9 M records  ETA 1
 * s */
static void
show_progress(void *with, uint64_t done, uint64_t total, uint64_t records)
{
    struct progress *progress = with;
    double seconds = seconds_since(&progress->began);
    double part = total ? (double)done / (double)total : 0;
    double rate = seconds > 0 ? (double)done / seconds : 0;
    char bar[25];

    if (seconds < 0.3)
        return; /* over before anybody could read it */
    part = part > 1 ? 1 : part;
    for (size_t i = 0; i < sizeof bar - 1; i++)
        bar[i] = (double)i < part * (double)(sizeof bar - 1) ? '#' : '-';
    bar[sizeof bar - 1] = 0;
    fprintf(stderr,
            "\r[%s] %3.0f %%  %.0f of %.0f MB  %.0f MB/s  %.0f k records", bar,
            part * 100, (double)done / 1e6, (double)total / 1e6, rate / 1e6,
            (double)records / 1e3);
    if (rate > 0 && total > done)
        fprintf(stderr, "  ETA %.0f s", (double)(total - done) / rate);
    fputs("\033[K", stderr);
    progress->shown = true;
}

static void
summarise(const struct rc_result *result, const struct progress *progress,
          const char *folder)
{
    size_t cases = 0;

    for (size_t p = 0; p < result->count; p++)
        cases += result->ledgers[p].is_case;
    fprintf(stderr,
            "%zu files, %.1f MB, %llu records, %llu observations in %.2f s\n",
            result->file_count, (double)result->byte_total / 1e6,
            (unsigned long long)result->record_total,
            (unsigned long long)result->observation_total,
            seconds_since(&progress->began));
    if (result->reject_total)
        fprintf(stderr, "%llu rejected: kept with file, offset and reason\n",
                (unsigned long long)result->reject_total);
    for (size_t i = 0; i < result->reject_count && i < 5; i++)
        fprintf(stderr, "  %.*s:%llu: %.*s\n", RC_FMT(result->rejects[i].file),
                (unsigned long long)result->rejects[i].offset,
                RC_FMT(result->rejects[i].why));
    if (result->reject_total > 5)
        fprintf(stderr, "  and %llu more (--json lists them)\n",
                (unsigned long long)result->reject_total - 5);
    for (size_t i = 0; i < result->file_count; i++)
        if (result->files[i].note)
            fprintf(stderr, "  %.*s: %s\n", RC_FMT(result->files[i].name),
                    result->files[i].note);
    if (result->people->conflict_count)
        fprintf(stderr, "%zu accounts are stated for two people\n",
                result->people->conflict_count);
    fprintf(stderr,
            "%zu people, %zu accounts that join nobody, %zu rings, "
            "%zu cases for review; store: %s\n",
            result->count, result->orphan_accounts, result->links->ring_count,
            cases, folder);
}

static enum rc_status
write_json(const struct rc_cli *cli, const struct rc_result *result,
           struct rc_err *err)
{
    struct rc_buf text = {0};
    enum rc_status st;

    if (!cli->value[RC_OPT_json])
        return RC_OK;
    rc_scan_document(result, &text);
    rc_buf_char(&text, '\n');
    st = rc_file_write(cli->value[RC_OPT_json], rc_buf_slice(&text), err);
    rc_buf_done(&text);
    return st;
}

static bool
json_on_stdout(const struct rc_cli *cli)
{
    return cli->value[RC_OPT_json] && !strcmp(cli->value[RC_OPT_json], "-");
}

/* The queue on stdout and the report, both out of the store. */
static enum rc_status
show(const struct rc_cli *cli, struct rc_store *store, struct rc_err *err)
{
    struct rc_answers *answers = NULL;
    json_t *cases = NULL;
    struct rc_buf html = {0};
    enum rc_status st =
        rc_answers_open(store, cli->value[RC_OPT_names] != NULL, &answers, err);

    if (st == RC_OK)
        st = rc_answers_cases(answers, false, &cases, err);
    if (st == RC_OK && !json_on_stdout(cli))
        rc_print_queue(cases);
    if (st == RC_OK && cli->value[RC_OPT_report]) {
        rc_report_html(rc_answers_run(answers), cases, &html);
        st = rc_file_write(cli->value[RC_OPT_report], rc_buf_slice(&html), err);
        if (st == RC_OK && strcmp(cli->value[RC_OPT_report], "-"))
            fprintf(stderr, "report: %s\n", cli->value[RC_OPT_report]);
    }
    if (st == RC_OK)
        st = rc_print_end(err);
    json_decref(cases);
    rc_buf_done(&html);
    rc_answers_close(answers);
    return st;
}

/* Files that nobody knows are listed, and are no error; that there was nothing
 * to look at is one. */
static enum rc_status
nothing_read(const struct rc_result *result, struct rc_err *err)
{
    size_t unknown = 0;

    for (size_t i = 0; i < result->file_count; i++) {
        const struct rc_coverage_file *file = &result->files[i];

        if (file->source.len)
            return RC_OK;
        unknown += file->note && rc_slice_starts(rc_slice_of(file->note),
                                                 RC_S("not recognised"));
    }
    if (unknown) {
        fprintf(stderr,
                "none of the %zu files is one that Rollcall knows (rollcall "
                "sources FILE says why)\n",
                result->file_count);
        return RC_OK;
    }
    return rc_fail(err, RC_INPUT,
                   result->file_count ? "none of the %zu files can be read"
                                      : "there is no file to read",
                   result->file_count);
}

static enum rc_status
scan_into(const struct rc_cli *cli, const struct rc_scan_setting *setting,
          const char *folder, struct progress *progress, struct rc_err *err)
{
    struct rc_store *store = NULL;
    struct rc_result *result = NULL;
    bool quiet = cli->value[RC_OPT_quiet] != NULL;
    enum rc_status st = rc_store_open(folder, cli->value[RC_OPT_key],
                                      RC_STORE_WRITE, &store, err);

    if (st == RC_OK)
        st = rc_scan(setting, store, &result, err);
    if (progress->shown)
        fputs("\r\033[K", stderr);
    if (st == RC_OK) {
        rc_cli_store_remember(folder);
        if (!quiet)
            summarise(result, progress, folder);
        st = write_json(cli, result, err);
    }
    if (st == RC_OK)
        st = show(cli, store, err);
    if (st == RC_OK)
        st = nothing_read(result, err);
    rc_result_free(result);
    rc_store_close(store);
    return st;
}

enum rc_status
rc_cmd_scan(const struct rc_cli *cli, struct rc_err *err)
{
    struct progress progress = {0};
    struct rc_cli_source source = {0};
    struct rc_arena hold;
    struct rc_pack *pack = NULL;
    char *folder = NULL;
    int64_t threads = 0;
    enum rc_status st;

    if (!cli->arg_count)
        return rc_fail(err, RC_USAGE,
                       "scan what? rollcall scan DIR (rollcall help scan)");
    rc_arena_init(&hold, 0);
    clock_gettime(CLOCK_MONOTONIC, &progress.began);
    st = rc_cli_number(cli, RC_OPT_threads, 1, 16, &threads, err);
    if (st == RC_OK)
        st = rc_cli_source(cli, &source, err);
    if (st == RC_OK)
        st = rc_cli_pack(cli, &hold, &pack, err);
    if (st == RC_OK)
        st = rc_cli_store_folder(cli, &folder, err);
    for (size_t i = 0; st == RC_OK && i < cli->arg_count; i++)
        if (access(cli->args[i], R_OK) != 0) /* before a store is made */
            st = rc_fail(err, errno == EACCES ? RC_PERMIT : RC_INPUT, "%s: %s",
                         cli->args[i], strerror(errno));
    if (st == RC_OK) {
        struct rc_scan_setting setting = {
            .paths = cli->args,
            .path_count = cli->arg_count,
            .threads = (unsigned)threads,
            .source = source.setting,
            .pack = pack,
            .progress_with = &progress,
        };

        if (isatty(STDERR_FILENO) && !cli->value[RC_OPT_quiet])
            setting.progress = show_progress;
        st = scan_into(cli, &setting, folder, &progress, err);
    }
    free(folder);
    rc_pack_free(pack);
    rc_mapping_free(source.mapping);
    rc_arena_done(&hold);
    return st;
}
