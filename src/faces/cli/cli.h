/*
 * cli -- the command line: options in, answers out.
 *
 * Data goes to stdout, all else to stderr.  Colour and progress only on a
 * terminal, colour never with NO_COLOR.  A command returns a status; main turns
 * it into the exit code and prints the reason.
 */
#ifndef RC_FACES_CLI_H
#define RC_FACES_CLI_H

#include <jansson.h>
#include <stdio.h>

#include "pipeline/pipeline.h"

enum { RC_ZONES_MAX = 64 };

enum rc_option {
#define RC_OPTION(name, value, says) RC_OPT_##name,
#include "faces/cli/options.def"
#undef RC_OPTION
    RC_OPTIONS,
};

struct rc_cli {
    const char *command;
    const char *const *args; /* what is no option */
    size_t arg_count;
    const char *value[RC_OPTIONS]; /* NULL: not given; "" for a switch */
    const char *zones[RC_ZONES_MAX];
    size_t zone_count;
};

struct rc_command {
    const char *name, *arguments, *says, *options, *examples;
    enum rc_status (*run)(const struct rc_cli *, struct rc_err *);
};
extern const struct rc_command rc_commands[];
extern const size_t rc_command_count;

/* Reads argv behind the command's name; RC_USAGE with the nearest option. */
enum rc_status rc_cli_read(const struct rc_command *command, int argc,
                           char **argv, struct rc_cli *cli,
                           struct rc_err *err) RC_MUST_CHECK;
/* A whole number option between lo and hi, or otherwise. */
enum rc_status rc_cli_number(const struct rc_cli *cli, enum rc_option option,
                             int64_t lo, int64_t hi, int64_t *value,
                             struct rc_err *err) RC_MUST_CHECK;

enum rc_status rc_cmd_scan(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_cases(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_explain(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_observe(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_sources(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_signs(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_demo(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_doctor(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_version(const struct rc_cli *, struct rc_err *);
enum rc_status rc_cmd_help(const struct rc_cli *, struct rc_err *);

/* The name among names that is fewest edits from text (Damerau-Levenshtein),
 * NULL when none is near. */
const char *rc_nearest(const char *text, const char *const *names,
                       size_t count);

/* The store's folder: --store, else for scan one of its own for these paths,
 * else the one scanned last.  The caller frees. */
enum rc_status rc_cli_store_folder(const struct rc_cli *cli, char **folder,
                                   struct rc_err *err) RC_MUST_CHECK;
/* Remembers a folder as the one scanned last. */
void rc_cli_store_remember(const char *folder);
/* The pack of --pack, or the built-in one.  Text files stay mapped in *hold. */
enum rc_status rc_cli_pack(const struct rc_cli *cli, struct rc_arena *hold,
                           struct rc_pack **pack,
                           struct rc_err *err) RC_MUST_CHECK;
/* zone, map, strict as a source's settings; zones by source in *zones. */
struct rc_cli_source {
    struct rc_source_setting setting;
    struct rc_source_zone zones[RC_ZONES_MAX];
    size_t zone_count;
    struct rc_mapping *mapping; /* rc_mapping_free */
};
enum rc_status rc_cli_source(const struct rc_cli *cli,
                             struct rc_cli_source *source,
                             struct rc_err *err) RC_MUST_CHECK;

/* A whole file; the caller's buffer.  limit bytes at most. */
enum rc_status rc_file_read(const char *path, size_t limit, struct rc_buf *to,
                            struct rc_err *err) RC_MUST_CHECK;
/* Writes a file beside itself and renames it: whole or not at all.  "-" is
 * stdout. */
enum rc_status rc_file_write(const char *path, struct rc_slice bytes,
                             struct rc_err *err) RC_MUST_CHECK;

/* Paint: escape codes when colour is on, else "". */
enum rc_paint {
    RC_PLAIN_TEXT,
    RC_BOLD,
    RC_DIM,
    RC_RED,
    RC_GREEN,
    RC_YELLOW,
    RC_BLUE
};
void rc_paint_init(const struct rc_cli *cli);
const char *rc_paint(enum rc_paint paint);
/* Text to stdout, wrapped at the terminal's width (80 when none) behind
 * indent blanks; the first line continues one of used columns. */
void rc_print_wrapped(const char *text, size_t indent, size_t used);
/* JSON to stdout: indented on a terminal, else one line. */
enum rc_status rc_print_json(const json_t *value, struct rc_err *err);
/* Flushes stdout; RC_IO when what was printed did not arrive. */
enum rc_status rc_print_end(struct rc_err *err) RC_MUST_CHECK;
/* Columns a text takes on a terminal (UTF-8 code points). */
size_t rc_columns(const char *text);

/* The queue as a table, and one case in full. */
void rc_print_queue(const json_t *cases);
void rc_print_case(const json_t *document);

#endif
