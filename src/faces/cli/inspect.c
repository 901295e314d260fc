/* inspect.c -- rollcall observe, sources, signs, demo. */
#include <stdlib.h>
#include <unistd.h>

#include "demo/demo.h"
#include "faces/cli/cli.h"

enum rc_status
rc_cmd_observe(const struct rc_cli *cli, struct rc_err *err)
{
    struct rc_cli_source source = {0};
    struct rc_observe_count total = {0};
    enum rc_status st, worst = RC_OK;

    if (!cli->arg_count)
        return rc_fail(err, RC_USAGE,
                       "observe what? rollcall observe FILE (rollcall help "
                       "observe)");
    st = rc_cli_source(cli, &source, err);
    for (size_t i = 0; st == RC_OK && i < cli->arg_count; i++) {
        struct rc_err one = {RC_OK, ""};

        /* one file that cannot be read does not stop the others */
        if (rc_observe(cli->args[i], &source.setting, STDOUT_FILENO,
                       cli->value[RC_OPT_quiet] ? -1 : STDERR_FILENO, &total,
                       &one) == RC_OK)
            continue;
        if (worst != RC_OK)
            fprintf(stderr, "rollcall: %s\n", err->text);
        worst = one.status;
        *err = one;
    }
    if (st == RC_OK && !cli->value[RC_OPT_quiet])
        fprintf(stderr,
                "%llu records, %llu observations, %llu rejected, %llu known "
                "and of nobody\n",
                (unsigned long long)total.records,
                (unsigned long long)total.observations,
                (unsigned long long)total.rejects,
                (unsigned long long)total.skipped);
    rc_mapping_free(source.mapping);
    return st == RC_OK ? worst : st;
}

static bool
is_sign(struct rc_slice word)
{
    char name[96];

    snprintf(name, sizeof name, "signs/%.*s.yml", RC_FMT(word));
    for (size_t i = 0; i < rc_pack_builtin_count; i++)
        if (!strcmp(rc_pack_builtin[i].name, name))
            return true;
    return false;
}

/* The signs of the pack that a source feeds; a source may name others, that
 * wait for their detectors. */
static void
feeds_of(const struct rc_source *source, char *out, size_t cap)
{
    struct rc_slice rest = rc_slice_of(source->feeds), word;
    size_t len = 0;

    out[0] = 0;
    while (rest.len) {
        if (!rc_slice_cut(&rest, ' ', &word)) {
            word = rest;
            rest = RC_SLICE_NONE;
        }
        if (word.len && is_sign(word) && len + word.len + 2 < cap)
            len += (size_t)snprintf(out + len, cap - len, "%s%.*s",
                                    len ? " " : "", RC_FMT(word));
    }
}

static json_t *
rows_json(const struct rc_source *source)
{
    json_t *rows = json_array();
    struct rc_source_row row;

    for (size_t i = 0; rc_source_row(source, i, &row); i++)
        json_array_append_new(rows,
                              json_pack("{s:s, s:s?, s:s?}", "field", row.field,
                                        "from", row.from, "words", row.words));
    return rows;
}

static json_t *
source_json(const struct rc_source *source)
{
    char feeds[1024];

    json_t *reads = json_array(), *marks = json_array();
    size_t count;
    const char *const *paths = rc_source_paths(source, &count);

    for (size_t i = 0; i < count; i++)
        json_array_append_new(reads, json_string(paths[i]));
    for (size_t i = 0; source->marks && source->marks[i]; i++)
        json_array_append_new(marks, json_string(source->marks[i]));
    for (size_t i = 0; i < source->column_count; i++)
        json_array_append_new(reads, json_string(source->columns[i].names));
    feeds_of(source, feeds, sizeof feeds);
    return json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:s, s:o, s:o, s:o}",
                     "name", source->name, "title", source->title, "vendor",
                     source->vendor, "stream", source->stream, "kind",
                     rc_obs_kind_word(source->kind), "how", source->how,
                     "needs", source->needs, "feeds", feeds, "reads", reads,
                     "marks", marks, "rows", rows_json(source));
}

static void
print_labelled(const char *label, const char *text)
{
    printf("%s%-10s%s", rc_paint(RC_BOLD), label, rc_paint(RC_PLAIN_TEXT));
    rc_print_wrapped(text, 10, 10);
}

static enum rc_status
show_source(const struct rc_cli *cli, const struct rc_source *source,
            struct rc_err *err)
{
    size_t count;
    const char *const *paths = rc_source_paths(source, &count);
    char feeds[1024];

    if (cli->value[RC_OPT_json]) {
        json_t *one = source_json(source);
        enum rc_status st = rc_print_json(one, err);

        json_decref(one);
        return st;
    }
    printf("%s%s%s  %s\n\n", rc_paint(RC_BOLD), source->title,
           rc_paint(RC_PLAIN_TEXT), source->name);
    print_labelled("export", source->how);
    print_labelled("needs", source->needs);
    feeds_of(source, feeds, sizeof feeds);
    print_labelled("feeds", *feeds ? feeds : "no sign of the pack yet");
    printf("%sreads%s\n", rc_paint(RC_BOLD), rc_paint(RC_PLAIN_TEXT));
    for (size_t i = 0; i < count; i++)
        printf("        %s\n", paths[i]);
    for (size_t i = 0; i < source->column_count; i++) {
        printf("        ");
        rc_print_wrapped(source->columns[i].names, 8, 8);
    }
    return rc_print_end(err);
}

static enum rc_status
list_sources(const struct rc_cli *cli, struct rc_err *err)
{
    json_t *list = json_array();
    enum rc_status st;

    for (size_t i = 0; i < rc_source_count; i++) {
        if (!cli->value[RC_OPT_json])
            printf("%-24s %-14s %s\n", rc_sources[i]->name,
                   rc_obs_kind_word(rc_sources[i]->kind), rc_sources[i]->title);
        json_array_append_new(list, source_json(rc_sources[i]));
    }
    st = cli->value[RC_OPT_json] ? rc_print_json(list, err) : rc_print_end(err);
    json_decref(list);
    return st;
}

static const char *
framing_word(enum rc_framing framing)
{
    static const char *const words[] = {
        [RC_FRAME_UNKNOWN] = "unknown",     [RC_FRAME_LINES] = "lines of JSON",
        [RC_FRAME_ARRAY] = "JSON array",    [RC_FRAME_PAGE] = "JSON pages",
        [RC_FRAME_OBJECT] = "JSON objects", [RC_FRAME_CSV] = "CSV",
        [RC_FRAME_TEXT] = "lines of text",  [RC_FRAME_W3C] = "W3C log",
        [RC_FRAME_ACH] = "ACH batches",
    };

    return words[framing];
}

struct identifying {
    bool json;
    json_t *list;
};

/* What one file, or one member of an archive, is. */
static void
tell_identity(void *with, const char *path, const struct rc_recognition *found)
{
    const struct identifying *in = with;
    const char *name = found->source ? found->source->name : "";

    json_array_append_new(in->list,
                          json_pack("{s:s, s:s?, s:s, s:s, s:s*}", "file", path,
                                    "source", *name ? name : NULL, "framing",
                                    framing_word(found->framing), "why",
                                    found->why ? found->why : "", "refused",
                                    found->refused));
    if (in->json)
        return;
    printf("%s: %s%s%s (%s): %s\n", path,
           rc_paint(found->source ? RC_GREEN : RC_YELLOW),
           *name ? name : "not recognised", rc_paint(RC_PLAIN_TEXT),
           framing_word(found->framing), found->why ? found->why : "");
    if (found->refused)
        printf("%s: in the file, and never read (refused): %s\n", path,
               found->refused);
}

enum rc_status
rc_cmd_sources(const struct rc_cli *cli, struct rc_err *err)
{
    const struct rc_source *named;
    struct rc_cli_source source = {0};
    json_t *list;
    enum rc_status st, worst = RC_OK;

    if (!cli->arg_count)
        return list_sources(cli, err);
    named = rc_source_named(rc_slice_of(cli->args[0]));
    if (named && cli->arg_count == 1)
        return show_source(cli, named, err);
    if (access(cli->args[0], F_OK) != 0 && !strchr(cli->args[0], '/') &&
        !strchr(cli->args[0], '.')) {
        const char *names[256];
        const char *near;

        for (size_t i = 0; i < rc_source_count && i < 256; i++)
            names[i] = rc_sources[i]->name;
        near = rc_nearest(cli->args[0], names, rc_source_count);
        return rc_fail(err, RC_USAGE, "no source and no file is called %s%s%s",
                       cli->args[0], near ? "; did you mean " : "",
                       near ? near : "");
    }
    list = json_array();
    st = rc_cli_source(cli, &source, err);
    for (size_t i = 0; st == RC_OK && i < cli->arg_count; i++)
        if (rc_identify(
                cli->args[i], source.mapping, tell_identity,
                &(struct identifying){cli->value[RC_OPT_json] != NULL, list},
                err) != RC_OK) {
            fprintf(stderr, "rollcall: %s\n", err->text);
            worst = err->status;
        }
    if (st == RC_OK)
        st = cli->value[RC_OPT_json] ? rc_print_json(list, err)
                                     : rc_print_end(err);
    if (st == RC_OK && worst != RC_OK)
        st = rc_fail(err, worst, "not every file could be read");
    rc_mapping_free(source.mapping);
    json_decref(list);
    return st;
}

static const char *
default_word(enum rc_sign_default scores)
{
    static const char *const words[] = {
        [RC_ALONE] = "alone",
        [RC_JOINT] = "only beside another",
        [RC_DISABLED] = "off",
        [RC_CONTEXT] = "for the order of review only",
    };

    return words[scores];
}

/* What it is worth further out; the first step is lr_present itself. */
static json_t *
steps_json(const struct rc_sign *sign)
{
    json_t *steps = json_array();

    for (size_t i = 1; i < sign->step_count; i++) {
        const struct rc_step *step = &sign->steps[i];

        json_array_append_new(
            steps, json_pack("{s:f, s:f, s:[f,f], s:f}", "gte", step->gte, "lr",
                             step->lr, "range", step->lr_lo, step->lr_hi,
                             "rate", step->rate));
    }
    return steps;
}

static json_t *
sign_json(const struct rc_sign *sign)
{
    json_t *innocent = json_array();

    for (size_t i = 0; sign->innocent[i]; i++)
        json_array_append_new(innocent, json_string(sign->innocent[i]));
    return json_pack(
        "{s:s, s:s, s:s, s:s, s:s, s:f, s:[f,f], s:f, s:f, s:o, s:s, s:s, "
        "s:o, s:s, s:s, s:b, s:b}",
        "signal", sign->id, "title", sign->title, "description", sign->text,
        "family", sign->family, "measure", sign->measure, "lr_present",
        sign->lr_present, "lr_present_range", sign->lr_present_lo,
        sign->lr_present_hi, "lr_absent", sign->lr_absent, "rate", sign->rate,
        "steps", steps_json(sign), "scores", default_word(sign->scores),
        "needs_source", sign->needs_source, "innocent", innocent, "clear_by",
        sign->clear_by, "harm_note", sign->harm_note, "link", sign->is_link,
        "conflict", sign->is_conflict);
}

static void
print_sign(const struct rc_sign *sign)
{
    printf("%s%s%s  %s\n\n", rc_paint(RC_BOLD), sign->title,
           rc_paint(RC_PLAIN_TEXT), sign->id);
    print_labelled("says", sign->text);
    printf("%s%-10s%s%s; measure %s\n", rc_paint(RC_BOLD), "family",
           rc_paint(RC_PLAIN_TEXT), sign->family, sign->measure);
    printf("%s%-10s%s%.3g to 1 (%.3g to %.3g) when seen, %.3g when looked for "
           "and not there; scores %s\n",
           rc_paint(RC_BOLD), "odds", rc_paint(RC_PLAIN_TEXT), sign->lr_present,
           sign->lr_present_lo, sign->lr_present_hi, sign->lr_absent,
           default_word(sign->scores));
    for (size_t i = 1; i < sign->step_count; i++)
        printf("%8s%.3g to 1 (%.3g to %.3g) from %g on\n", "",
               sign->steps[i].lr, sign->steps[i].lr_lo, sign->steps[i].lr_hi,
               sign->steps[i].gte);
    for (size_t i = 0; sign->innocent[i]; i++)
        print_labelled(i ? "" : "innocent", sign->innocent[i]);
    print_labelled("clear by", sign->clear_by);
    print_labelled("harm", sign->harm_note);
}

static enum rc_status
show_signs(const struct rc_cli *cli, const struct rc_pack *pack,
           struct rc_err *err)
{
    json_t *list = json_array();
    bool json = cli->value[RC_OPT_json] != NULL, found = false;
    enum rc_status st = RC_OK;

    for (size_t i = 0; i < pack->sign_count; i++) {
        const struct rc_sign *sign = &pack->signs[i];

        if (cli->arg_count && strcmp(cli->args[0], sign->id))
            continue;
        found = true;
        if (json)
            json_array_append_new(list, sign_json(sign));
        else if (cli->arg_count)
            print_sign(sign);
        else
            printf("%-30s %-16s %+5.1f bits  %s\n", sign->id, sign->family,
                   __builtin_log2(sign->lr_present), sign->title);
    }
    if (!found)
        st = rc_fail(err, RC_USAGE, "the pack has no sign %s",
                     cli->arg_count ? cli->args[0] : "");
    if (st == RC_OK)
        st = json ? rc_print_json(list, err) : rc_print_end(err);
    json_decref(list);
    return st;
}

enum rc_status
rc_cmd_signs(const struct rc_cli *cli, struct rc_err *err)
{
    struct rc_arena hold;
    struct rc_pack *pack = NULL;
    enum rc_status st;

    rc_arena_init(&hold, 0);
    st = rc_cli_pack(cli, &hold, &pack, err);
    if (st == RC_OK)
        st = show_signs(cli, pack, err);
    rc_pack_free(pack);
    rc_arena_done(&hold);
    return st;
}

static enum rc_status
show_truth(const char *folder, struct rc_err *err)
{
    struct rc_buf truth = {0};
    enum rc_status st = rc_demo_truth(folder, &truth, err);

    if (st == RC_OK) {
        fwrite(truth.p, 1, truth.len, stdout);
        st = rc_print_end(err);
    }
    rc_buf_done(&truth);
    return st;
}

enum rc_status
rc_cmd_demo(const struct rc_cli *cli, struct rc_err *err)
{
    int64_t seed = 1, workers = 120;
    struct rc_demo_setting setting;
    struct rc_demo_count count;
    enum rc_status st;

    if (cli->arg_count != 1)
        return rc_fail(err, RC_USAGE,
                       "demo takes one folder: rollcall demo DIR");
    if (cli->value[RC_OPT_truth])
        return show_truth(cli->args[0], err);
    st = rc_cli_number(cli, RC_OPT_seed, 0, INT64_MAX, &seed, err);
    if (st == RC_OK)
        st = rc_cli_number(cli, RC_OPT_workers, 20, 100000, &workers, err);
    if (st != RC_OK)
        return st;
    setting = (struct rc_demo_setting){cli->args[0], (uint64_t)seed,
                                       (unsigned)workers};
    st = rc_demo_write(&setting, &count, err);
    if (st != RC_OK)
        return st;
    if (cli->value[RC_OPT_json])
        printf(
            "{\"folder\":\"%s\",\"seed\":%lld,\"workers\":%u,"
            "\"applicants\":%u,\"planted\":%u,\"files\":%u,\"bytes\":%llu}\n",
            cli->args[0], (long long)seed, count.workers, count.applicants,
            count.planted, count.files, (unsigned long long)count.bytes);
    else
        printf("%u workers and %u applicants, %u of them planted, in %u files "
               "(%.1f MB) below %s\n",
               count.workers, count.applicants, count.planted, count.files,
               (double)count.bytes / 1e6, cli->args[0]);
    return rc_print_end(err);
}
