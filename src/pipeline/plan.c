/*
 * plan.c -- listing files, naming them, taking up where a run left off.
 *
 * A file is known by the name it is shown under: its path below the folder
 * that was given, without .gz or .zst.  So the same export, packed or not, in
 * this folder or a copy of it, gives the same result to the byte.  Where two
 * files would get one name, both keep more of theirs.
 */
#include "pipeline/plan.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEPTH_MAX = 32, SEAL_BYTES = 64 * 1024, HEAD_BYTES = 256 * 1024 };

static struct rc_plan_file *
add_file(struct rc_plan *plan, struct rc_slice name, struct rc_slice path)
{
    if (plan->count == plan->cap) {
        plan->cap = plan->cap ? plan->cap * 2 : 64;
        plan->files = rc_realloc(plan->files, plan->cap * sizeof *plan->files);
    }
    plan->files[plan->count] = (struct rc_plan_file){
        .name = rc_arena_copy(&plan->arena, name),
        .path = rc_arena_copy(&plan->arena, path).p,
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
        struct rc_slice name = whole.len > root_len
                                   ? (struct rc_slice){path + root_len,
                                                       whole.len - root_len}
                                   : whole;

        add_file(plan, name, whole)->note =
            rc_arena_print(&plan->arena, "cannot be listed: %s",
                           strerror(errno)).p;
        return;
    }
    bool store = is_store(entries, count);

    for (int i = 0; i < count; i++) {
        struct rc_slice child = rc_arena_print(&plan->arena, "%s/%s", path,
                                               entries[i]->d_name);
        struct stat st, link;

        free(entries[i]);
        if (store || stat(child.p, &st) != 0 || lstat(child.p, &link) != 0)
            continue; /* gone meanwhile, or a link to nothing */
        struct rc_slice name = {child.p + root_len, child.len - root_len};

        if (!S_ISDIR(st.st_mode))
            add_file(plan, name, child);
        else if (!S_ISLNK(link.st_mode) && depth < DEPTH_MAX)
            list_folder(plan, child.p, root_len, depth + 1);
    }
    free(entries);
}

/* name without a packing's ending. */
static struct rc_slice
unpacked_name(struct rc_slice name)
{
    static const struct rc_slice endings[] = {
        {".gz", 3}, {".zst", 4}, {".zstd", 5}};

    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (rc_slice_ends(name, endings[i]))
            return (struct rc_slice){name.p, name.len - endings[i].len};
    return name;
}

static int
by_name(const void *a, const void *b)
{
    const struct rc_plan_file *x = a, *y = b;
    int order = rc_slice_cmp(x->name, y->name);

    return order ? order : strcmp(x->path, y->path);
}

/* Sorts by name; where names meet, widen(file) gives each a longer one. */
static bool
widen_clashes(struct rc_plan *plan,
              struct rc_slice (*widen)(const struct rc_plan_file *))
{
    bool clash = false;

    if (plan->count)
        qsort(plan->files, plan->count, sizeof *plan->files, by_name);
    for (size_t i = 0; i < plan->count;) {
        size_t end = i + 1;

        while (end < plan->count &&
               rc_slice_eq(plan->files[i].name, plan->files[end].name))
            end++;
        for (size_t k = i; end - i > 1 && k < end; k++) {
            plan->files[k].name = widen(&plan->files[k]);
            clash = true;
        }
        i = end;
    }
    return clash;
}

static struct rc_slice
with_ending(const struct rc_plan_file *file)
{
    struct rc_slice path = rc_slice_of(file->path);
    struct rc_slice plain = unpacked_name(path);

    return (struct rc_slice){path.p + plain.len - file->name.len,
                             file->name.len + path.len - plain.len};
}

/* With the folder above it in front. */
static struct rc_slice
with_folder(const struct rc_plan_file *file)
{
    const char *end = file->path + strlen(file->path);
    const char *at = end - file->name.len - 1;

    while (at > file->path && at[-1] != '/')
        at--;
    return (struct rc_slice){at, (size_t)(end - at)};
}

static struct rc_slice
with_path(const struct rc_plan_file *file)
{
    return rc_slice_of(file->path);
}

static void
name_files(struct rc_plan *plan)
{
    for (size_t i = 0; i < plan->count; i++)
        plan->files[i].name = unpacked_name(plan->files[i].name);
    if (widen_clashes(plan, with_ending) && widen_clashes(plan, with_folder))
        widen_clashes(plan, with_path);
    size_t kept = 0;

    for (size_t i = 0; i < plan->count; i++) { /* named twice is once */
        if (kept &&
            rc_slice_eq(plan->files[kept - 1].name, plan->files[i].name))
            continue;
        plan->files[kept] = plan->files[i];
        plan->files[kept].hash = rc_hash(plan->files[kept].name);
        kept++;
    }
    plan->count = kept;
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
             struct rc_err *err)
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
            return rc_fail(err, RC_PERMIT, "%s: %s", paths[i],
                           strerror(errno));
        while (path.len > 1 && path.p[path.len - 1] == '/')
            path.len--;
        if (!S_ISDIR(st.st_mode)) {
            add_file(plan, rc_slice_of(base ? base + 1 : paths[i]), path);
            continue;
        }
        list_folder(plan, rc_arena_copy(&plan->arena, path).p, path.len + 1,
                    0);
    }
    if (path_count > 1)
        drop_same_files(plan);
    name_files(plan);
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
    enum rc_status st = rc_reader_open(file->path, &reader, err);

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
        plan->restart_why = rc_arena_print(&plan->arena, "%.*s %s",
                                           RC_FMT(name), why).p;
    plan->restart = true;
}

static void
resume_file(void *with, const struct rc_store_file *was)
{
    struct resume *resume = with;
    struct rc_plan *plan = resume->plan;
    struct rc_plan_file *file = find(plan, was->name);
    struct rc_plan_file known = {
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
        .before = {was->records, was->observations, was->rejects,
                   was->skipped, 0},
    };
    struct stat st;
    struct rc_err ignored;
    uint64_t seal;

    if (!known.recognition.source) /* was nobody's: looked at afresh */
        return;
    if (!file) {
        keep_gone(resume, was, &known);
        return;
    }
    known.name = file->name;
    known.path = file->path;
    known.hash = file->hash;
    if (stat(file->path, &st) != 0 || !S_ISREG(st.st_mode)) {
        known.note = "read earlier, cannot be read now: its records still "
                     "count";
        *file = known;
        return;
    }
    int64_t modified_us = (int64_t)st.st_mtim.tv_sec * RC_US_PER_SECOND +
                          st.st_mtim.tv_nsec / 1000;

    if ((uint64_t)st.st_size != known.size ||
        modified_us != known.modified_us) {
        if (!rc_plan_grows(&known) || (uint64_t)st.st_size < known.start ||
            rc_plan_seal(file, known.start, &seal, &ignored) != RC_OK ||
            seal != known.seal) {
            restart(plan, file->name, "was rewritten since it was read");
            return;
        }
        known.size = (uint64_t)st.st_size;
        known.modified_us = modified_us;
    }
    *file = known;
}

enum rc_status
rc_plan_resume(struct rc_plan *plan, struct rc_store *store,
               struct rc_err *err)
{
    struct resume resume = {.plan = plan};
    enum rc_status st = rc_store_file_each(store, resume_file, &resume, err);

    for (size_t i = 0; st == RC_OK && !plan->restart && i < resume.gone_count;
         i++)
        *add_file(plan, resume.gone[i].name, RC_S("")) = resume.gone[i];
    free(resume.gone);
    if (plan->count)
        qsort(plan->files, plan->count, sizeof *plan->files, by_name);
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

enum rc_status
rc_plan_look(const char *path, const struct rc_mapping *mapping,
             struct rc_arena *arena, enum rc_packing *packing,
             struct rc_recognition *recognition, struct rc_err *err)
{
    struct rc_reader *reader = NULL;
    char *head = rc_alloc(HEAD_BYTES + RC_PAD);
    size_t len = 0, got = 1;
    enum rc_status st = rc_reader_open(path, &reader, err);

    while (st == RC_OK && got && len < HEAD_BYTES) {
        st = rc_reader_next(reader, head + len, HEAD_BYTES - len, &got, err);
        len += st == RC_OK ? got : 0;
    }
    if (st == RC_OK || (len && st == RC_INPUT)) { /* damaged further on */
        struct rc_slice copy;

        memset(head + len, 0, RC_PAD);
        copy = rc_arena_copy(arena, (struct rc_slice){head, len});
        *packing = rc_reader_packing(reader);
        *recognition =
            rc_source_recognise(copy, len < HEAD_BYTES, mapping, arena);
        st = RC_OK;
    }
    rc_reader_close(reader);
    free(head);
    return st;
}

void
rc_plan_recognise(struct rc_plan *plan, const struct rc_mapping *mapping)
{
    for (size_t i = 0; i < plan->count; i++) {
        struct rc_plan_file *file = &plan->files[i];
        struct rc_arena scratch;
        struct rc_err err;
        struct stat st;

        if (file->recognition.source || file->note || file->gone)
            continue;
        if (stat(file->path, &st) == 0) {
            file->size = (uint64_t)st.st_size;
            file->modified_us = (int64_t)st.st_mtim.tv_sec * RC_US_PER_SECOND +
                                st.st_mtim.tv_nsec / 1000;
        }
        rc_arena_init(&scratch, 1 << 20);
        if (rc_plan_look(file->path, mapping, &scratch, &file->packing,
                         &file->recognition, &err) != RC_OK)
            file->note =
                rc_arena_copy(&plan->arena, rc_slice_of(err.text)).p;
        else if (!file->recognition.source)
            file->note = rc_arena_print(&plan->arena, "not recognised: %s",
                                        file->recognition.why).p;
        file->recognition.why = file->recognition.refused = NULL;
        rc_arena_done(&scratch);
    }
}
