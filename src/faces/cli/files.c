/* files.c -- whole files, and where a store is; see cli.h. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "faces/cli/cli.h"

enum rc_status
rc_file_read(const char *path, size_t limit, struct rc_buf *to,
             struct rc_err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    ssize_t got = 1;

    if (fd < 0)
        return rc_fail(err, errno == EACCES ? RC_PERMIT : RC_INPUT, "%s: %s",
                       path, strerror(errno));
    to->len = 0;
    while (got > 0 && to->len <= limit) {
        rc_buf_reserve(to, 64 * 1024);
        got = read(fd, to->p + to->len, 64 * 1024);
        if (got > 0)
            to->len += (size_t)got;
    }
    int failed = got < 0 ? errno : 0;

    close(fd);
    if (failed)
        return rc_fail(err, RC_IO, "%s: %s", path, strerror(failed));
    if (to->len > limit)
        return rc_fail(err, RC_LIMIT, "%s: larger than %zu bytes", path, limit);
    rc_buf_reserve(to, 1);
    memset(to->p + to->len, 0, RC_PAD);
    return RC_OK;
}

static bool
write_all(int fd, struct rc_slice bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.p, bytes.len);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        bytes.p += n;
        bytes.len -= (size_t)n;
    }
    return true;
}

enum rc_status
rc_file_write(const char *path, struct rc_slice bytes, struct rc_err *err)
{
    char beside[PATH_MAX];
    struct stat st;

    if (!strcmp(path, "-")) {
        fwrite(bytes.p, 1, bytes.len, stdout);
        return rc_print_end(err);
    }
    /* /dev/stdout, a pipe: nothing to rename over */
    bool in_place = stat(path, &st) == 0 && !S_ISREG(st.st_mode);

    if ((size_t)snprintf(beside, sizeof beside, in_place ? "%s" : "%s.part",
                         path) >= sizeof beside)
        return rc_fail(err, RC_USAGE, "%s: the path is too long", path);
    int fd =
        open(beside, O_WRONLY | O_CREAT | O_CLOEXEC | (in_place ? 0 : O_TRUNC),
             0600);
    bool ok = fd >= 0 && write_all(fd, bytes);
    int failed = errno;

    if (fd >= 0 && close(fd) != 0 && ok) {
        ok = false;
        failed = errno;
    }
    if (ok && !in_place && rename(beside, path) != 0) {
        ok = false;
        failed = errno;
    }
    if (!ok) {
        if (fd >= 0 && !in_place)
            unlink(beside);
        return rc_fail(err, failed == EACCES ? RC_PERMIT : RC_IO,
                       "%s cannot be written: %s", path, strerror(failed));
    }
    return RC_OK;
}

/* $XDG_STATE_HOME/rollcall or ~/.local/state/rollcall, made when missing. */
static bool
state_home(char out[PATH_MAX])
{
    const char *xdg = getenv("XDG_STATE_HOME");
    const char *home = getenv("HOME");
    int len;

    if (xdg && xdg[0] == '/')
        len = snprintf(out, PATH_MAX, "%s/rollcall", xdg);
    else if (home && home[0] == '/')
        len = snprintf(out, PATH_MAX, "%s/.local/state/rollcall", home);
    else
        return false;
    if (len < 0 || len >= PATH_MAX)
        return false;
    for (char *at = out + 1; *at; at++)
        if (*at == '/') {
            *at = 0;
            mkdir(out, 0700);
            *at = '/';
        }
    mkdir(out, 0700);
    return true;
}

static int
by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* One name for a set of paths: the first one's last part and a hash of all. */
static enum rc_status
folder_of(const struct rc_cli *cli, const char *home, char **folder,
          struct rc_err *err)
{
    char **real = rc_alloc((cli->arg_count + 1) * sizeof *real);
    size_t count = 0;
    uint64_t hash = 0;
    enum rc_status st = RC_OK;

    for (size_t i = 0; st == RC_OK && i < cli->arg_count; i++) {
        real[count] = realpath(cli->args[i], NULL);
        if (!real[count])
            st = rc_fail(err, errno == EACCES ? RC_PERMIT : RC_INPUT, "%s: %s",
                         cli->args[i], strerror(errno));
        else
            count++;
    }
    qsort(real, count, sizeof *real, by_text);
    for (size_t i = 0; i < count; i++)
        hash = rc_hash_mix(hash, rc_hash(rc_slice_of(real[i])));
    if (st == RC_OK) {
        const char *base = count ? strrchr(real[0], '/') + 1 : "";
        int len = asprintf(folder, "%s/%.40s-%08x", home, *base ? base : "root",
                           (unsigned)(hash >> 32));

        if (len < 0)
            abort();
    }
    for (size_t i = 0; i < count; i++)
        free(real[i]);
    free(real);
    return st;
}

enum rc_status
rc_cli_store_folder(const struct rc_cli *cli, char **folder, struct rc_err *err)
{
    char home[PATH_MAX], pointer[PATH_MAX + 16];
    struct rc_buf text = {0};
    struct rc_slice line;

    if (cli->value[RC_OPT_store]) {
        *folder = strdup(cli->value[RC_OPT_store]);
        return RC_OK;
    }
    if (!state_home(home))
        return rc_fail(err, RC_USAGE,
                       "no home folder to keep a store in: use --store DIR");
    if (!strcmp(cli->command, "scan"))
        return folder_of(cli, home, folder, err);
    snprintf(pointer, sizeof pointer, "%s/last", home);
    if (rc_file_read(pointer, PATH_MAX, &text, err) != RC_OK) {
        rc_buf_done(&text);
        return rc_fail(err, RC_USAGE,
                       "nothing was scanned yet: rollcall scan DIR (or "
                       "--store DIR)");
    }
    line = rc_slice_trim(rc_buf_slice(&text));
    *folder = strndup(line.p, line.len);
    rc_buf_done(&text);
    return RC_OK;
}

void
rc_cli_store_remember(const char *folder)
{
    char home[PATH_MAX], pointer[PATH_MAX + 16];
    char *real = realpath(folder, NULL);
    struct rc_err ignored;

    if (real && state_home(home)) {
        snprintf(pointer, sizeof pointer, "%s/last", home);
        /* only a convenience: a scan does not fail for it */
        if (rc_file_write(pointer, rc_slice_of(real), &ignored) != RC_OK)
            fprintf(stderr, "rollcall: %s\n", ignored.text);
    }
    free(real);
}
