/* cases.c -- rollcall cases and explain, and how a case is printed. */
#include <stdlib.h>

#include "faces/answers/answer.h"
#include "faces/cli/cli.h"

static const char *
text_of(const json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));

    return text ? text : "";
}

static double
number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* The name where the vault gives it, else the pseudonym. */
static const char *
called(const json_t *document)
{
    const json_t *identity = json_object_get(document, "identity");
    const char *name = text_of(identity, "name");

    if (!*name)
        name = text_of(identity, "id");
    return *name ? name : text_of(document, "pseudonym");
}

static void
pad(const char *text, size_t columns)
{
    size_t used = rc_columns(text);

    printf("%s%*s", text, used < columns ? (int)(columns - used) : 0, "");
}

/* The families that add at least one bit, as words. */
static void
families_of(const json_t *document, char *out, size_t cap)
{
    const json_t *family;
    size_t i, len = 0;

    out[0] = 0;
    json_array_foreach (json_object_get(document, "families"), i, family)
        if (number_of(family, "bits") >= 1 && len + 32 < cap)
            len += (size_t)snprintf(out + len, cap - len, "%s%.28s",
                                    len ? ", " : "", text_of(family, "family"));
}

void
rc_print_queue(const json_t *cases)
{
    const json_t *list = json_object_get(cases, "cases"), *document;
    size_t i, wide = 8, odds_wide = 6;

    if (!json_array_size(list)) {
        puts("No case for review.");
        return;
    }
    json_array_foreach (list, i, document)
        if (rc_columns(called(document)) > wide)
            wide = rc_columns(called(document));
    json_array_foreach (list, i, document)
        if (rc_columns(text_of(document, "odds")) + 2 > odds_wide)
            odds_wide = rc_columns(text_of(document, "odds")) + 2;
    wide = wide > 28 ? 28 : wide;
    printf("%s", rc_paint(RC_BOLD));
    pad("CASE", wide + 2);
    pad("KIND", 11);
    pad("ODDS", odds_wide);
    puts("RECORDS CONFLICT IN");
    printf("%s", rc_paint(RC_PLAIN_TEXT));
    json_array_foreach (list, i, document) {
        char families[160], odds[64];

        families_of(document, families, sizeof families);
        snprintf(odds, sizeof odds, "%s", text_of(document, "odds"));
        printf("%s", rc_paint(RC_BOLD));
        pad(called(document), wide + 2);
        printf("%s", rc_paint(RC_PLAIN_TEXT));
        pad(text_of(document, "kind"), 11);
        pad(odds, odds_wide);
        puts(families);
    }
}

static void
print_finding(const json_t *finding)
{
    double bits = number_of(finding, "counted");
    const json_t *cause, *record;
    size_t i;

    printf("\n  %s%+5.1f%s  %s%s%s  %s(%s)%s\n",
           rc_paint(bits > 0 ? RC_YELLOW : RC_GREEN), bits,
           rc_paint(RC_PLAIN_TEXT), rc_paint(RC_BOLD),
           text_of(finding, "title"), rc_paint(RC_PLAIN_TEXT), rc_paint(RC_DIM),
           text_of(finding, "family"), rc_paint(RC_PLAIN_TEXT));
    printf("         ");
    rc_print_wrapped(text_of(finding, "why"), 9, 9);
    json_array_foreach (json_object_get(finding, "innocent"), i, cause) {
        printf("         %s ", i ? "        " : "innocent");
        rc_print_wrapped(
            json_string_value(cause) ? json_string_value(cause) : "", 18, 18);
    }
    printf("         clear by ");
    rc_print_wrapped(text_of(finding, "clear_by"), 18, 18);
    json_array_foreach (json_object_get(finding, "records"), i, record)
        if (i < 3)
            printf("         %srecord   %s at byte %lld%s%s%s\n",
                   rc_paint(RC_DIM), text_of(record, "file"),
                   (long long)json_integer_value(
                       json_object_get(record, "offset")),
                   *text_of(record, "at") ? ", " : "", text_of(record, "at"),
                   rc_paint(RC_PLAIN_TEXT));
}

static void
print_list(const char *label, const json_t *list, const char *key)
{
    const json_t *item;
    size_t i;

    if (!json_array_size(list))
        return;
    printf("\n%s%s%s\n", rc_paint(RC_BOLD), label, rc_paint(RC_PLAIN_TEXT));
    json_array_foreach (list, i, item) {
        const char *text =
            json_is_string(item) ? json_string_value(item) : text_of(item, key);

        printf("  ");
        rc_print_wrapped(text, 2, 2);
    }
}

static void
print_head(const json_t *document)
{
    const json_t *identity = json_object_get(document, "identity"), *mail;
    size_t i;

    printf("%s%s%s  %s, %s\n", rc_paint(RC_BOLD), called(document),
           rc_paint(RC_PLAIN_TEXT), text_of(document, "kind"),
           json_is_true(json_object_get(document, "case"))
               ? "records conflict: for review by a person"
               : "no case");
    if (identity) {
        printf("%s, %s", text_of(document, "pseudonym"),
               text_of(identity, "id"));
        json_array_foreach (json_object_get(identity, "emails"), i, mail)
            printf(", %s", json_string_value(mail));
        putchar('\n');
    }
    printf("%s (%s), starting from %s; compared with %lld %s\n",
           text_of(document, "odds"), text_of(document, "word"),
           text_of(document, "prior"),
           (long long)json_integer_value(json_object_get(document, "peers")),
           text_of(document, "peer_group"));
    printf("evidence %+.1f bits (each bit doubles the odds)\n",
           number_of(document, "bits"));
}

void
rc_print_case(const json_t *document)
{
    const json_t *finding;
    size_t i;

    print_head(document);
    json_array_foreach (json_object_get(document, "findings"), i, finding)
        if (!strcmp(text_of(finding, "state"), "present"))
            print_finding(finding);
    print_list("Looked for, and not there",
               json_object_get(document, "not_seen"), "signal");
    print_list("Could not be seen", json_object_get(document, "could_not_see"),
               "signal");
    print_list("Next checks, the most telling for the least burden first",
               json_object_get(document, "next_checks"), "clear_by");
}

static enum rc_status
open_answers(const struct rc_cli *cli, struct rc_store **store,
             struct rc_answers **answers, struct rc_err *err)
{
    char *folder = NULL;
    enum rc_status st = rc_cli_store_folder(cli, &folder, err);

    if (st == RC_OK)
        st = rc_store_open(folder, cli->value[RC_OPT_key], RC_STORE_READ, store,
                           err);
    if (st == RC_OK)
        st = rc_answers_open(*store, cli->value[RC_OPT_names] != NULL, answers,
                             err);
    free(folder);
    return st;
}

enum rc_status
rc_cmd_cases(const struct rc_cli *cli, struct rc_err *err)
{
    struct rc_store *store = NULL;
    struct rc_answers *answers = NULL;
    json_t *cases = NULL;
    enum rc_status st;

    if (cli->arg_count)
        return rc_fail(err, RC_USAGE,
                       "cases takes no argument; rollcall explain %s shows "
                       "one",
                       cli->args[0]);
    st = open_answers(cli, &store, &answers, err);
    if (st == RC_OK)
        st = rc_answers_cases(answers, cli->value[RC_OPT_all] != NULL, &cases,
                              err);
    if (st == RC_OK && cli->value[RC_OPT_json])
        st = rc_print_json(cases, err);
    else if (st == RC_OK) {
        rc_print_queue(cases);
        st = rc_print_end(err);
    }
    json_decref(cases);
    rc_answers_close(answers);
    rc_store_close(store);
    return st;
}

enum rc_status
rc_cmd_explain(const struct rc_cli *cli, struct rc_err *err)
{
    struct rc_store *store = NULL;
    struct rc_answers *answers = NULL;
    json_t *document = NULL;
    enum rc_status st;

    if (cli->arg_count != 1)
        return rc_fail(err, RC_USAGE,
                       "explain takes one subject: a name from rollcall "
                       "cases, a mail address or an employee number");
    st = open_answers(cli, &store, &answers, err);
    if (st == RC_OK)
        st = rc_answers_subject(answers, cli->args[0], &document, err);
    if (st == RC_OK && cli->value[RC_OPT_json])
        st = rc_print_json(document, err);
    else if (st == RC_OK) {
        rc_print_case(document);
        st = rc_print_end(err);
    }
    json_decref(document);
    rc_answers_close(answers);
    rc_store_close(store);
    return st;
}
