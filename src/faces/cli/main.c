/*
 * main.c -- rollcall COMMAND ...: finds the command, runs it, ends with its
 * exit code.
 *
 *     0 done            3 usage or settings       5 permission or key missing
 *     2 pack is wrong   4 nothing readable, I/O   6 what was kept is damaged
 */
#include <locale.h>
#include <signal.h>
#include <stdlib.h>

#include "faces/cli/cli.h"

const struct rc_command rc_commands[] = {
#define RC_COMMAND(name, arguments, says, options, examples)                   \
    {#name, arguments, says, options, examples, rc_cmd_##name},
#include "faces/cli/commands.def"
#undef RC_COMMAND
};
const size_t rc_command_count = sizeof rc_commands / sizeof *rc_commands;

static int
exit_code(enum rc_status st)
{
    static const int codes[] = {
        [RC_OK] = 0, [RC_USAGE] = 3,  [RC_INPUT] = 4, [RC_LIMIT] = 4,
        [RC_IO] = 4, [RC_PERMIT] = 5, [RC_PACK] = 2,  [RC_INTEGRITY] = 6,
    };

    return codes[st];
}

static const struct rc_command *
find(const char *name)
{
    if (!strcmp(name, "--help") || !strcmp(name, "-h"))
        name = "help";
    if (!strcmp(name, "--version") || !strcmp(name, "-V"))
        name = "version";
    for (size_t i = 0; i < rc_command_count; i++)
        if (!strcmp(rc_commands[i].name, name))
            return &rc_commands[i];
    return NULL;
}

static int
unknown(const char *name)
{
    const char *names[64];
    const char *near;

    for (size_t i = 0; i < rc_command_count; i++)
        names[i] = rc_commands[i].name;
    near = rc_nearest(name, names, rc_command_count);
    fprintf(stderr, "rollcall: there is no command %s", name);
    if (near)
        fprintf(stderr, "; did you mean %s?", near);
    fprintf(stderr, "\nrollcall: `rollcall help` lists them\n");
    return 3;
}

/* `rollcall scan --help` is `rollcall help scan`. */
static bool
wants_help(int argc, char **argv)
{
    for (int i = 0; i < argc && strcmp(argv[i], "--"); i++)
        if (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))
            return true;
    return false;
}

int
main(int argc, char **argv)
{
    struct rc_err err = {RC_OK, ""};
    struct rc_cli cli = {0};
    const struct rc_command *command;
    enum rc_status st;

    signal(SIGXFSZ, SIG_IGN); /* a full disk is an error, not an end */
    if (argc < 2) {
        const struct rc_cli none = {.command = "help"};

        rc_cmd_help(&none, &err);
        return 3;
    }
    command = find(argv[1]);
    if (!command)
        return unknown(argv[1]);
    if (wants_help(argc - 2, argv + 2)) {
        const char *about[] = {command->name};
        const struct rc_cli help = {
            .command = "help", .args = about, .arg_count = 1};

        return exit_code(rc_cmd_help(&help, &err));
    }
    st = rc_cli_read(command, argc - 2, argv + 2, &cli, &err);
    if (st == RC_OK) {
        rc_paint_init(&cli);
        st = command->run(&cli, &err);
    }
    free((void *)cli.args);
    if (st != RC_OK)
        fprintf(stderr, "rollcall: %s\n", err.text);
    return exit_code(st);
}
