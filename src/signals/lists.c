/*
 * lists.c -- the pack's lists of tools and cameras, and how names match them.
 *
 *     remote-tools.tsv      tool <TAB> files <TAB> names <TAB> not these
 *     allowed-tools.txt     a tool a line, as it is called in the first
 *     virtual-cameras.txt   a pattern a line; "? pattern" leaves it open
 *     hardware-cameras.txt  a pattern a line
 *
 * '#' begins a comment line; alternatives in a cell are split by ';'; case does
 * not matter.  A pattern is words in which '*' is anything; it has to begin and
 * end at the edge of a word.  So "jump desktop" is not in "jumping desktops",
 * and "camo" not in "camouflage".
 *
 *     files   the last part of a path, ".exe" or ".app" left off on both sides;
 *             with a slash in it, the whole path
 *     names   the beginning of a software's display name
 *     not     anywhere in it: a product of the same maker that is something
 *             else ("TeamViewer Meeting")
 */
#include "signals/signal.h"

#include <stdlib.h>

enum { NAME_MAX_BYTES = 512, ROWS_MAX = 4096 };

struct tool {
    struct rc_slice name, files, names, except;
    bool allowed;
};
struct pattern {
    struct rc_slice text;
    enum rc_camera camera;
};

struct rc_lists {
    struct rc_arena arena;
    struct tool *tools;
    size_t tool_count;
    struct pattern *cameras;
    size_t camera_count;
    struct rc_slice *allowed;
    size_t allowed_count;
};

struct rc_lists *
rc_lists_new(void)
{
    struct rc_lists *lists = rc_alloc(sizeof *lists);

    *lists = (struct rc_lists){0};
    rc_arena_init(&lists->arena, 0);
    return lists;
}

void
rc_lists_free(struct rc_lists *lists)
{
    if (!lists)
        return;
    rc_arena_done(&lists->arena);
    free(lists->tools);
    free(lists->cameras);
    free(lists->allowed);
    free(lists);
}

/* --- matching ----------------------------------------------------------- */

static char
lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool
is_word(char c)
{
    c = lower(c);
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* The pattern against the beginning of text.  whole: against all of it; else
 * it may end wherever a word does.  Steps back to the last '*' only, which is
 * enough, and linear in practice. */
static bool
glob(struct rc_slice pattern, struct rc_slice text, bool whole)
{
    size_t p = 0, t = 0, star = SIZE_MAX, from = 0;

    for (;;) {
        if (p == pattern.len) {
            bool edge = t == text.len || t == 0 || !is_word(text.p[t]) ||
                        !is_word(text.p[t - 1]);

            if (whole ? t == text.len : edge)
                return true;
        } else if (pattern.p[p] == '*') {
            star = ++p;
            from = t;
            continue;
        } else if (t < text.len && lower(pattern.p[p]) == lower(text.p[t])) {
            p++, t++;
            continue;
        }
        if (star == SIZE_MAX || from >= text.len)
            return false;
        p = star;
        t = ++from;
    }
}

/* At the edge of any word of text. */
static bool
found_in(struct rc_slice pattern, struct rc_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((i == 0 || !is_word(text.p[i - 1]) || !is_word(text.p[i])) &&
            glob(pattern, (struct rc_slice){text.p + i, text.len - i}, false))
            return true;
    return false;
}

/* The next of the alternatives of a cell. */
static bool
next_of(struct rc_slice *cell, struct rc_slice *one)
{
    while (cell->len) {
        if (!rc_slice_cut(cell, ';', one)) {
            *one = *cell;
            *cell = RC_SLICE_NONE;
        }
        *one = rc_slice_trim(*one);
        if (one->len)
            return true;
    }
    return false;
}

static struct rc_slice
without_ending(struct rc_slice s)
{
    static const char *const endings[] = {".exe", ".app"};

    for (size_t i = 0; i < 2; i++)
        if (s.len > 4 && rc_slice_ieq((struct rc_slice){s.p + s.len - 4, 4},
                                      rc_slice_of(endings[i])))
            s.len -= 4;
    return s;
}

/* A command line without its arguments and quotes, where that can be told:
 * it ends after the first ".exe" or ".app" that ends a word. */
static struct rc_slice
program(struct rc_slice s)
{
    if (s.len && s.p[0] == '"')
        s.p++, s.len--;
    for (size_t i = 1; i + 4 <= s.len; i++) {
        struct rc_slice at = {s.p + i, 4};

        if ((rc_slice_ieq(at, RC_S(".exe")) ||
             rc_slice_ieq(at, RC_S(".app"))) &&
            (i + 4 == s.len || s.p[i + 4] == ' ' || s.p[i + 4] == '"'))
            return (struct rc_slice){s.p, i + 4};
    }
    return s;
}

static struct rc_slice
last_part(struct rc_slice path)
{
    size_t from = path.len;

    while (from && path.p[from - 1] != '/' && path.p[from - 1] != '\\')
        from--;
    return (struct rc_slice){path.p + from, path.len - from};
}

static bool
file_matches(struct rc_slice cell, struct rc_slice path)
{
    struct rc_slice base = without_ending(last_part(path)), one;

    while (next_of(&cell, &one)) {
        if (memchr(one.p, '\\', one.len) || memchr(one.p, '/', one.len)) {
            if (glob(one, path, true))
                return true;
        } else if (glob(without_ending(one), base, true)) {
            return true;
        }
    }
    return false;
}

static bool
is_tool(const struct tool *tool, struct rc_slice name)
{
    struct rc_slice cell = tool->except, one;

    while (next_of(&cell, &one))
        if (found_in(one, name))
            return false;
    if (file_matches(tool->files, program(name)))
        return true;
    cell = tool->names;
    while (next_of(&cell, &one))
        if (glob(one, name, false))
            return true;
    return false;
}

uint32_t
rc_lists_tool(const struct rc_lists *lists, struct rc_slice name)
{
    name = rc_slice_trim(name);
    if (!name.len)
        return 0;
    if (name.len > NAME_MAX_BYTES)
        name.len = NAME_MAX_BYTES; /* arguments of a command line */
    for (size_t i = 0; i < lists->tool_count; i++)
        if (is_tool(&lists->tools[i], name))
            return (uint32_t)i + 1;
    return 0;
}

const char *
rc_lists_tool_name(const struct rc_lists *lists, uint32_t tool)
{
    return tool && tool <= lists->tool_count ? lists->tools[tool - 1].name.p
                                             : NULL;
}

bool
rc_lists_tool_allowed(const struct rc_lists *lists, uint32_t tool)
{
    if (!tool || tool > lists->tool_count)
        return false;
    for (size_t i = 0; i < lists->allowed_count; i++)
        if (rc_slice_ieq(lists->allowed[i], lists->tools[tool - 1].name))
            return true;
    return false;
}

enum rc_camera
rc_lists_camera(const struct rc_lists *lists, struct rc_slice name)
{
    static const enum rc_camera order[] = {RC_CAMERA_UNCLEAR, RC_CAMERA_VIRTUAL,
                                           RC_CAMERA_HARDWARE};
    static const char *const none[] = {"none", "no camera", "off",
                                       "-",    "null",      "n/a"};

    name = rc_slice_trim(name);
    if (!name.len)
        return RC_CAMERA_UNSAID;
    if (name.len > NAME_MAX_BYTES)
        name.len = NAME_MAX_BYTES;
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (rc_slice_ieq(name, rc_slice_of(none[i])))
            return RC_CAMERA_NONE;
    /* what is left open wins, then what is virtual: "Iriun Webcam" is both */
    for (size_t o = 0; o < sizeof order / sizeof *order; o++)
        for (size_t i = 0; i < lists->camera_count; i++)
            if (lists->cameras[i].camera == order[o] &&
                found_in(lists->cameras[i].text, name))
                return order[o];
    return RC_CAMERA_UNCLEAR;
}

/* --- reading ------------------------------------------------------------ */

/* The next line that says something; it ends with a NUL in the arena. */
static bool
next_line(struct rc_lists *lists, struct rc_slice *text, struct rc_slice *line)
{
    while (text->len) {
        if (!rc_slice_cut(text, '\n', line)) {
            *line = *text;
            *text = RC_SLICE_NONE;
        }
        while (line->len && line->p[line->len - 1] == '\r')
            line->len--;
        struct rc_slice said = rc_slice_trim(*line);

        if (said.len && said.p[0] != '#') {
            *line = rc_arena_copy(&lists->arena, *line);
            return true;
        }
    }
    return false;
}

static struct rc_slice
next_cell(struct rc_slice *line)
{
    struct rc_slice cell;

    if (!rc_slice_cut(line, '\t', &cell)) {
        cell = *line;
        *line = RC_SLICE_NONE;
    }
    return rc_slice_trim(cell);
}

static enum rc_status
add_tools(struct rc_lists *lists, struct rc_slice text, struct rc_err *err)
{
    struct rc_slice line;

    while (next_line(lists, &text, &line)) {
        struct tool tool = {0};

        tool.name = rc_arena_copy(&lists->arena, next_cell(&line));
        tool.files = next_cell(&line);
        tool.names = next_cell(&line);
        tool.except = next_cell(&line);
        if (!tool.name.len || (!tool.files.len && !tool.names.len))
            return rc_fail(err, RC_PACK,
                           "remote-tools.tsv: row %zu: needs a tool and a "
                           "file or a name, split by tabs",
                           lists->tool_count + 1);
        if (lists->tool_count == ROWS_MAX)
            return rc_fail(err, RC_LIMIT, "remote-tools.tsv: over %d rows",
                           ROWS_MAX);
        lists->tools = rc_realloc(lists->tools, (lists->tool_count + 1) *
                                                    sizeof *lists->tools);
        lists->tools[lists->tool_count++] = tool;
    }
    return RC_OK;
}

static enum rc_status
add_cameras(struct rc_lists *lists, struct rc_slice text, enum rc_camera camera,
            struct rc_err *err)
{
    struct rc_slice line;

    while (next_line(lists, &text, &line)) {
        struct pattern pattern = {rc_slice_trim(line), camera};

        if (pattern.text.p[0] == '?') {
            pattern.text.p++, pattern.text.len--;
            pattern.text = rc_slice_trim(pattern.text);
            pattern.camera = RC_CAMERA_UNCLEAR;
        }
        if (!pattern.text.len)
            return rc_fail(err, RC_PACK, "camera list: '?' and no pattern");
        if (lists->camera_count == ROWS_MAX)
            return rc_fail(err, RC_LIMIT, "camera list: over %d rows",
                           ROWS_MAX);
        lists->cameras = rc_realloc(lists->cameras, (lists->camera_count + 1) *
                                                        sizeof *lists->cameras);
        lists->cameras[lists->camera_count++] = pattern;
    }
    return RC_OK;
}

static enum rc_status
add_allowed(struct rc_lists *lists, struct rc_slice text, struct rc_err *err)
{
    struct rc_slice line;

    while (next_line(lists, &text, &line)) {
        if (lists->allowed_count == ROWS_MAX)
            return rc_fail(err, RC_LIMIT, "allowed-tools.txt: over %d rows",
                           ROWS_MAX);
        lists->allowed = rc_realloc(lists->allowed, (lists->allowed_count + 1) *
                                                        sizeof *lists->allowed);
        lists->allowed[lists->allowed_count++] = rc_slice_trim(line);
    }
    return RC_OK;
}

enum rc_status
rc_lists_add(struct rc_lists *lists, struct rc_slice name, struct rc_slice text,
             struct rc_err *err)
{
    name = last_part(name);
    if (rc_slice_eq(name, RC_S("remote-tools.tsv")))
        return add_tools(lists, text, err);
    if (rc_slice_eq(name, RC_S("virtual-cameras.txt")))
        return add_cameras(lists, text, RC_CAMERA_VIRTUAL, err);
    if (rc_slice_eq(name, RC_S("hardware-cameras.txt")))
        return add_cameras(lists, text, RC_CAMERA_HARDWARE, err);
    if (rc_slice_eq(name, RC_S("allowed-tools.txt")))
        return add_allowed(lists, text, err);
    return RC_OK;
}
