/* options.c -- reading the command line; see cli.h. */
#include <stdlib.h>

#include "faces/cli/cli.h"

static const struct option {
    const char *name, *value;
} options[] = {
#define RC_OPTION(name, value, says) {#name, value},
#include "faces/cli/options.def"
#undef RC_OPTION
};

/* Whether the command's list names the option. */
static bool
takes(const struct rc_command *command, const char *name, size_t len)
{
    struct rc_slice rest = rc_slice_of(command->options), word;
    struct rc_slice wanted = {name, len};

    while (rc_slice_cut(&rest, ' ', &word))
        if (rc_slice_eq(word, wanted))
            return true;
    return rc_slice_eq(rest, wanted);
}

static enum rc_status
no_option(const struct rc_command *command, const char *given,
          struct rc_err *err)
{
    const char *names[RC_OPTIONS];
    size_t count = 0;
    const char *near;

    for (size_t i = 0; i < RC_OPTIONS; i++)
        if (takes(command, options[i].name, strlen(options[i].name)))
            names[count++] = options[i].name;
    near = rc_nearest(given, names, count);
    if (near)
        return rc_fail(err, RC_USAGE,
                       "%s takes no option --%s; did you mean --%s?",
                       command->name, given, near);
    return rc_fail(err, RC_USAGE, "%s takes no option --%s (rollcall help %s)",
                   command->name, given, command->name);
}

/* Only scan's --json takes a file, and may stand without one. */
static bool
needs_value(const struct rc_command *command, size_t option)
{
    return options[option].value &&
           !(option == RC_OPT_json && strcmp(command->name, "scan"));
}

static enum rc_status
read_option(const struct rc_command *command, int argc, char **argv, int *at,
            struct rc_cli *cli, struct rc_err *err)
{
    const char *name = argv[*at] + 2;
    const char *equals = strchr(name, '=');
    size_t len = equals ? (size_t)(equals - name) : strlen(name);
    const char *value = equals ? equals + 1 : NULL;
    size_t option = 0;

    while (option < RC_OPTIONS && (strlen(options[option].name) != len ||
                                   memcmp(options[option].name, name, len)))
        option++;
    if (option == RC_OPTIONS || !takes(command, name, len))
        return no_option(command, name, err);
    if (!needs_value(command, option)) {
        if (value)
            return rc_fail(err, RC_USAGE, "--%s takes no value",
                           options[option].name);
        value = "";
    } else if (!value) {
        bool there = *at + 1 < argc &&
                     (argv[*at + 1][0] != '-' || !strcmp(argv[*at + 1], "-"));

        if (there)
            value = argv[++*at];
        else if (option == RC_OPT_json)
            value = "-";
        else
            return rc_fail(err, RC_USAGE, "--%s needs a value: %s",
                           options[option].name, options[option].value);
    }
    if (option == RC_OPT_zone) {
        if (cli->zone_count == RC_ZONES_MAX)
            return rc_fail(err, RC_USAGE, "more than %d --zone", RC_ZONES_MAX);
        cli->zones[cli->zone_count++] = value;
    }
    cli->value[option] = value;
    return RC_OK;
}

enum rc_status
rc_cli_read(const struct rc_command *command, int argc, char **argv,
            struct rc_cli *cli, struct rc_err *err)
{
    const char **args = rc_alloc(((size_t)argc + 1) * sizeof *args);
    bool ended = false;

    *cli = (struct rc_cli){.command = command->name, .args = args};
    for (int i = 0; i < argc; i++) {
        enum rc_status st;

        if (ended || strncmp(argv[i], "--", 2)) {
            if (!ended && argv[i][0] == '-' && argv[i][1])
                return rc_fail(err, RC_USAGE,
                               "%s: options are written --name (rollcall "
                               "help %s)",
                               argv[i], command->name);
            args[cli->arg_count++] = argv[i];
            continue;
        }
        if (!argv[i][2]) {
            ended = true;
            continue;
        }
        st = read_option(command, argc, argv, &i, cli, err);
        if (st != RC_OK)
            return st;
    }
    return RC_OK;
}

enum rc_status
rc_cli_number(const struct rc_cli *cli, enum rc_option option, int64_t lo,
              int64_t hi, int64_t *value, struct rc_err *err)
{
    const char *text = cli->value[option];
    int64_t number;

    if (!text)
        return RC_OK;
    if (!rc_slice_int(rc_slice_of(text), &number) || number < lo || number > hi)
        return rc_fail(
            err, RC_USAGE, "--%s %s is no whole number from %lld to %lld",
            options[option].name, text, (long long)lo, (long long)hi);
    *value = number;
    return RC_OK;
}

enum { NEAR_MAX = 48 };

/* Optimal string alignment distance (Damerau-Levenshtein without repeats). */
static size_t
edits(const char *a, const char *b)
{
    size_t rows = strlen(a), cols = strlen(b);
    size_t d[NEAR_MAX + 1][NEAR_MAX + 1];

    if (rows > NEAR_MAX || cols > NEAR_MAX)
        return SIZE_MAX;
    for (size_t i = 0; i <= rows; i++)
        d[i][0] = i;
    for (size_t k = 0; k <= cols; k++)
        d[0][k] = k;
    for (size_t i = 1; i <= rows; i++)
        for (size_t k = 1; k <= cols; k++) {
            size_t best = d[i - 1][k - 1] + (a[i - 1] != b[k - 1]);

            if (d[i - 1][k] + 1 < best)
                best = d[i - 1][k] + 1;
            if (d[i][k - 1] + 1 < best)
                best = d[i][k - 1] + 1;
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
                a[i - 2] == b[k - 1] && d[i - 2][k - 2] + 1 < best)
                best = d[i - 2][k - 2] + 1;
            d[i][k] = best;
        }
    return d[rows][cols];
}

const char *
rc_nearest(const char *text, const char *const *names, size_t count)
{
    const char *nearest = NULL;
    size_t least = strlen(text) / 3 + 2; /* further away is no typo */

    for (size_t i = 0; i < count; i++) {
        size_t distance = edits(text, names[i]);

        if (distance < least) {
            least = distance;
            nearest = names[i];
        }
    }
    return nearest;
}
