/* paint.c -- colour, width, wrapping; see cli.h. */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "faces/cli/cli.h"

static bool colour;

void
rc_paint_init(const struct rc_cli *cli)
{
    const char *when = cli->value[RC_OPT_color];
    const char *no = getenv("NO_COLOR");

    colour = when && !strcmp(when, "always");
    if (!when || !strcmp(when, "auto"))
        colour = isatty(STDOUT_FILENO);
    if (no && *no)
        colour = false;
}

const char *
rc_paint(enum rc_paint paint)
{
    static const char *const codes[] = {
        [RC_PLAIN_TEXT] = "\033[0m", [RC_BOLD] = "\033[1m",
        [RC_DIM] = "\033[2m",        [RC_RED] = "\033[31m",
        [RC_GREEN] = "\033[32m",     [RC_YELLOW] = "\033[33m",
        [RC_BLUE] = "\033[34m",
    };

    return colour ? codes[paint] : "";
}

size_t
rc_columns(const char *text)
{
    size_t columns = 0;

    for (; *text; text++)
        columns += ((unsigned char)*text & 0xc0) != 0x80;
    return columns;
}

static size_t
width(void)
{
    struct winsize size;

    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 &&
        size.ws_col >= 40)
        return size.ws_col > 120 ? 120 : size.ws_col;
    return 80;
}

void
rc_print_wrapped(const char *text, size_t indent, size_t used)
{
    size_t right = width(), column = used;
    struct rc_slice rest = rc_slice_trim(rc_slice_of(text)), word;

    for (bool first = true; rest.len; first = false) {
        char piece[256];

        if (!rc_slice_cut(&rest, ' ', &word)) {
            word = rest;
            rest = RC_SLICE_NONE;
        }
        if (!word.len)
            continue;
        snprintf(piece, sizeof piece, "%.*s", RC_FMT(word));
        size_t columns = rc_columns(piece);

        if (!first && column + 1 + columns > right) {
            printf("\n%*s", (int)indent, "");
            column = indent;
        } else if (!first) {
            putchar(' ');
            column++;
        }
        fwrite(word.p, 1, word.len, stdout);
        column += columns;
    }
    putchar('\n');
}

enum rc_status
rc_print_json(const json_t *value, struct rc_err *err)
{
    size_t flags = JSON_ENCODE_ANY |
                   (isatty(STDOUT_FILENO) ? JSON_INDENT(2) : JSON_COMPACT);

    json_dumpf(value, stdout, flags);
    putchar('\n');
    return rc_print_end(err);
}

enum rc_status
rc_print_end(struct rc_err *err)
{
    if (fflush(stdout) != 0 || ferror(stdout))
        return rc_fail(err, RC_IO, "cannot write to standard output");
    return RC_OK;
}
