/*
 * plan.c -- listing files, taking up where a run left off.
 *
 * An archive is not a file of the plan: its members are.
 */
#include "pipeline/plan.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32, SEAL_BYTES = 64 * 1024 };

struct rc_plan_file *
rc_plan_add(struct rc_plan *plan, struct rc_slice path, size_t shown_at)
{
    struct rc_slice kept = rc_arena_copy(&plan->arena, path);

    if (plan->count == plan->cap) {
        plan->cap = plan->cap ? plan->cap * 2 : 64;
        plan->files = rc_realloc(plan->files, plan->cap * sizeof *plan->files);
    }
    plan->files[plan->count] = (struct rc_plan_file){
        .name = {kept.p + shown_at, kept.len - shown_at},
        .path = kept.p,
        .disk = kept.p,
        .shown_at = shown_at,
    };
    return &plan->files[plan->count++];
}

static int
visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

/* A store of ours may stand among the exports; it is none of them. */
static bool
is_store(struct dirent **entries, int count)
{
    int parts = 0;

    for (int i = 0; i < count; i++)
        parts += !strcmp(entries[i]->d_name, "cases.db") ||
                 !strcmp(entries[i]->d_name, "vault.db");
    return parts == 2;
}

/* Everything below path; root_len bytes of it are not shown. */
static void
list_folder(struct rc_plan *plan, const char *path, size_t root_len, int depth)
{
    struct dirent **entries;
    int count = scandir(path, &entries, visible, alphasort);

    if (count < 0) {
        struct rc_slice whole = rc_slice_of(path);

        rc_plan_add(plan, whole, whole.len > root_len ? root_len : 0)->note =
            rc_arena_print(&plan->arena, "cannot be listed: %s",
                           strerror(errno))
                .p;
        return;
    }
    bool store = is_store(entries, count);

    for (int i = 0; i < count; i++) {
        struct rc_slice child =
            rc_arena_print(&plan->arena, "%s/%s", path, entries[i]->d_name);
        struct stat st, link;

        free(entries[i]);
        if (store || stat(child.p, &st) != 0 || lstat(child.p, &link) != 0)
            continue; /* gone meanwhile, or a link to nothing */
        if (!S_ISDIR(st.st_mode))
            rc_plan_add(plan, child, root_len);
        else if (!S_ISLNK(link.st_mode) && depth < DEPTH_MAX)
            list_folder(plan, child.p, root_len, depth + 1);
    }
    free(entries);
}

/* A path named twice, or a folder and a file in it, would be read twice. */
static void
drop_same_files(struct rc_plan *plan)
{
    size_t kept = 0;

    for (size_t i = 0; i < plan->count; i++) {
        bool twice = false;

        for (size_t k = 0; k < kept && !twice; k++)
            twice = !strcmp(plan->files[k].path, plan->files[i].path);
        if (!twice)
            plan->files[kept++] = plan->files[i];
    }
    plan->count = kept;
}

enum rc_status
rc_plan_list(struct rc_plan *plan, const char *const *paths, size_t path_count,
             const struct rc_mapping *mapping, struct rc_err *err)
{
    *plan = (struct rc_plan){0};
    rc_arena_init(&plan->arena, 0);
    for (size_t i = 0; i < path_count; i++) {
        struct stat st;
        struct rc_slice path = rc_slice_of(paths[i]);
        const char *base = strrchr(paths[i], '/');

        if (stat(paths[i], &st) != 0)
            return rc_fail(err,
                           errno == EACCES   ? RC_PERMIT
                           : errno == ENOENT ? RC_INPUT
                                             : RC_IO,
                           "%s: %s", paths[i], strerror(errno));
        if (access(paths[i], S_ISDIR(st.st_mode) ? R_OK | X_OK : R_OK) != 0)
            return rc_fail(err, RC_PERMIT, "%s: %s", paths[i], strerror(errno));
        while (path.len > 1 && path.p[path.len - 1] == '/')
            path.len--;
        if (!S_ISDIR(st.st_mode)) {
            rc_plan_add(plan, path, base ? (size_t)(base + 1 - paths[i]) : 0);
            continue;
        }
        list_folder(plan, rc_arena_copy(&plan->arena, path).p, path.len + 1, 0);
    }
    if (path_count > 1)
        drop_same_files(plan);
    rc_plan_open_archives(plan, mapping);
    rc_plan_name(plan);
    return RC_OK;
}

void
rc_plan_done(struct rc_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        if (plan->files[i].header_owned)
            free((char *)plan->files[i].header.p);
    free(plan->files);
    rc_arena_done(&plan->arena);
}

bool
rc_plan_grows(const struct rc_plan_file *file)
{
    return file->packing == RC_PLAIN &&
           (file->recognition.framing == RC_FRAME_LINES ||
            file->recognition.framing == RC_FRAME_TEXT ||
            file->recognition.framing == RC_FRAME_CSV);
}

static enum rc_status
hash_part(const struct rc_reader *reader, uint64_t from, size_t len,
          uint64_t *hash, struct rc_err *err)
{
    char *bytes = rc_alloc(len + 1);
    size_t got = 0, n = 1;
    enum rc_status st = RC_OK;

    while (st == RC_OK && n && got < len) {
        st = rc_reader_at(reader, from + got, bytes + got, len - got, &n, err);
        got += st == RC_OK ? n : 0;
    }
    if (st == RC_OK)
        *hash = rc_hash_mix(*hash, rc_hash((struct rc_slice){bytes, got}));
    free(bytes);
    return st;
}

enum rc_status
rc_plan_seal(const struct rc_plan_file *file, uint64_t upto, uint64_t *seal,
             struct rc_err *err)
{
    struct rc_reader *reader = NULL;
    size_t len = upto < SEAL_BYTES ? (size_t)upto : SEAL_BYTES;
    uint64_t hash = 0;
    enum rc_status st = rc_reader_open_plain(file->path, &reader, err);

    if (st == RC_OK)
        st = hash_part(reader, 0, len, &hash, err);
    if (st == RC_OK)
        st = hash_part(reader, upto - len, len, &hash, err);
    rc_reader_close(reader);
    if (st == RC_OK)
        *seal = hash;
    return st;
}

static struct rc_plan_file *
find(struct rc_plan *plan, struct rc_slice name)
{
    size_t lo = 0, hi = plan->count;

    while (lo < hi) {
        size_t mid = (lo + hi) / 2;
        int order = rc_slice_cmp(plan->files[mid].name, name);

        if (order == 0)
            return &plan->files[mid];
        if (order < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return NULL;
}

struct resume {
    struct rc_plan *plan;
    struct rc_plan_file *gone; /* collected apart: the list stays sorted */
    size_t gone_count, gone_cap;
};

/* A file of an earlier run that is not here now: its records still count. */
static void
keep_gone(struct resume *resume, const struct rc_store_file *was,
          const struct rc_plan_file *file)
{
    struct rc_arena *arena = &resume->plan->arena;

    if (resume->gone_count == resume->gone_cap) {
        resume->gone_cap = resume->gone_cap ? resume->gone_cap * 2 : 16;
        resume->gone =
            rc_realloc(resume->gone, resume->gone_cap * sizeof *resume->gone);
    }
    struct rc_plan_file kept = *file;

    kept.name = rc_arena_copy(arena, was->name);
    kept.hash = rc_hash(kept.name);
    kept.gone = true;
    kept.note = "read earlier, not here any more: its records still count";
    resume->gone[resume->gone_count++] = kept;
}

static void
restart(struct rc_plan *plan, struct rc_slice name, const char *why)
{
    if (!plan->restart)
        plan->restart_why =
            rc_arena_print(&plan->arena, "%.*s %s", RC_FMT(name), why).p;
    plan->restart = true;
}

static struct rc_plan_file
as_it_was(struct rc_plan *plan, const struct rc_store_file *was)
{
    return (struct rc_plan_file){
        .packing = (enum rc_packing)was->packing,
        .size = was->size,
        .start = was->read,
        .done = was->read,
        .modified_us = was->modified_us,
        .recognition = {.source = rc_source_named(was->source),
                        .framing = (enum rc_framing)was->framing,
                        .delimiter = (char)was->delimiter},
        .header = rc_arena_copy(&plan->arena, was->header),
        .read_once = true,
        .seal = was->head_hash,
        .before = {was->records, was->observations, was->rejects, was->skipped,
                   0},
    };
}

/* Whether the file is still what was read, or that and more behind it: then
 * its size and time are brought up to date in *known. */
static bool
goes_on(const struct rc_plan_file *file, const struct stat *st,
        struct rc_plan_file *known)
{
    int64_t modified_us = (int64_t)st->st_mtim.tv_sec * RC_US_PER_SECOND +
                          st->st_mtim.tv_nsec / 1000;
    uint64_t size =
        known->packing == RC_MEMBER ? file->size : (uint64_t)st->st_size;
    struct rc_err ignored;
    uint64_t seal;

    if (file->looked && known->packing != file->packing)
        return false;
    if (size == known->size && modified_us == known->modified_us)
        return true;
    if (!rc_plan_grows(known) || (uint64_t)st->st_size < known->start ||
        rc_plan_seal(file, known->start, &seal, &ignored) != RC_OK ||
        seal != known->seal)
        return false;
    known->size = (uint64_t)st->st_size;
    known->modified_us = modified_us;
    return true;
}

static void
resume_file(void *with, const struct rc_store_file *was)
{
    struct resume *resume = with;
    struct rc_plan *plan = resume->plan;
    struct rc_plan_file *file = find(plan, was->name);
    struct rc_plan_file known = as_it_was(plan, was);
    struct stat st;

    if (!known.recognition.source) /* was nobody's: looked at afresh */
        return;
    if (!file) {
        keep_gone(resume, was, &known);
        return;
    }
    known.name = file->name;
    known.path = file->path;
    known.disk = file->disk;
    known.shown_at = file->shown_at;
    known.member = file->member;
    known.looked = file->looked;
    known.taken_as = known.note = file->taken_as;
    known.hash = file->hash;
    if (stat(file->disk, &st) != 0 || !S_ISREG(st.st_mode))
        known.note = "read earlier, cannot be read now: its records still "
                     "count";
    else if (!goes_on(file, &st, &known)) {
        restart(plan, file->name, "was rewritten since it was read");
        return;
    }
    *file = known;
}

enum rc_status
rc_plan_resume(struct rc_plan *plan, struct rc_store *store, struct rc_err *err)
{
    struct resume resume = {.plan = plan};
    enum rc_status st = rc_store_file_each(store, resume_file, &resume, err);

    for (size_t i = 0; st == RC_OK && !plan->restart && i < resume.gone_count;
         i++)
        *rc_plan_add(plan, RC_S(""), 0) = resume.gone[i];
    free(resume.gone);
    if (plan->count)
        rc_plan_sort(plan);
    return st;
}

struct rc_source_setting
rc_plan_setting(const struct rc_source_setting *setting, int64_t modified_us)
{
    struct rc_source_setting own = *setting;

    if (own.time.near_us == RC_TIME_NONE)
        own.time.near_us = modified_us;
    return own;
}
