/*
 * sigma.c -- one sign: a Sigma v2.1 rule over measures.
 *
 *     detection:
 *         selection:
 *             measure: bank_account_changes
 *             value|gte: 2
 *         condition: selection
 *
 * Everything that Sigma has and this does not understand is refused: a rule
 * that were read by half would say something else than its author.
 */
#include "rules/pack_parts.h"

#include <ctype.h>

static const char *const top_keys[] = {
    "title",
    "id",
    "name",
    "taxonomy",
    "status",
    "description",
    "license",
    "author",
    "references",
    "date",
    "modified",
    "logsource",
    "detection",
    "fields",
    "falsepositives",
    "level",
    "tags",
    "scope",
    "related",
    "simulation",
    "regression_tests_path",
    "custom_attributes",
    NULL,
};
static const char *const statuses[] = {
    "stable", "test", "experimental", "deprecated", "unsupported", NULL};
static const char *const levels[] = {"informational", "low", NULL};

/* What a rule must never look at (the law, and DESIGN: protected attributes
 * are no input).  Whole words of a field, measure or category. */
static const char *const forbidden[] = {
    "nationality", "nationalities", "citizenship",  "citizen",  "ethnicity",
    "ethnic",      "race",          "racial",       "religion", "religious",
    "accent",      "appearance",    "gender",       "sex",      "age",
    "birth",       "birthday",      "birthdate",    "dob",      "health",
    "medical",     "disability",    "disabilities", "disabled", "leave",
    "pregnancy",   "pregnant",      "maternity",    "union",    "unions",
    "origin",      "skin",          "name",         "surname",  "firstname",
    "lastname",    "username",      NULL,
};

bool
rc_word_allowed(const struct rc_reading *in, int line, const char *word)
{
    for (const char *at = word; *at;) {
        size_t len = 0;

        while (at[len] && isalpha((unsigned char)at[len]))
            len++;
        for (size_t i = 0; len && forbidden[i]; i++)
            if (rc_slice_ieq((struct rc_slice){at, len},
                             rc_slice_of(forbidden[i])))
                return rc_reading_refuse(in, line,
                                         "%s: a rule may not look at %s", word,
                                         forbidden[i]);
        at += len ? len : 1;
    }
    return true;
}

static bool
is_uuid(const char *s)
{
    if (strlen(s) != 36)
        return false;
    for (size_t i = 0; i < 36; i++) {
        bool dash = i == 8 || i == 13 || i == 18 || i == 23;

        if (dash ? s[i] != '-' : !isxdigit((unsigned char)s[i]))
            return false;
    }
    return true;
}

/* "value|gte: 2" */
static bool
value_test(const struct rc_reading *in, const struct rc_yaml *node,
           struct rc_selection *selection)
{
    static const struct {
        const char *key;
        enum rc_test_op op;
    } known[] = {
        {"value", RC_TEST_EQ},      {"value|gt", RC_TEST_GT},
        {"value|gte", RC_TEST_GTE}, {"value|lt", RC_TEST_LT},
        {"value|lte", RC_TEST_LTE},
    };
    size_t i = 0;
    struct rc_test *test;

    while (i < sizeof known / sizeof *known &&
           strcmp(known[i].key, node->key) != 0)
        i++;
    if (i == sizeof known / sizeof *known)
        return rc_reading_refuse(in, node->line, "modifier of %s is not known",
                                 node->key);
    if (selection->test_count == RULE_TESTS)
        return rc_reading_refuse(in, node->line, "too many tests");
    test = &selection->tests[selection->test_count++];
    test->op = known[i].op;
    if (node->kind != RC_YAML_TEXT ||
        !rc_slice_double(rc_slice_of(node->text), &test->value))
        return rc_reading_refuse(in, node->line, "%s must be one number",
                                 node->key);
    return true;
}

/* The measure a selection names; all of a rule's name the same. */
static bool
name_measure(const struct rc_reading *in, const struct rc_yaml *node,
             struct rc_sign *sign)
{
    if (node->kind != RC_YAML_TEXT || !rc_is_slug(node->text))
        return rc_reading_refuse(in, node->line,
                                 "measure must be one measure's name");
    if (!rc_word_allowed(in, node->line, node->text))
        return false;
    if (sign->measure && strcmp(sign->measure, node->text) != 0)
        return rc_reading_refuse(in, node->line,
                                 "a rule looks at one measure, not at %s too",
                                 node->text);
    sign->measure = node->text;
    return true;
}

static bool
read_selection(const struct rc_reading *in, const struct rc_yaml *node,
               struct rc_sign *sign, struct rc_selection *selection)
{
    bool named = false;

    if (node->kind != RC_YAML_MAP)
        return rc_reading_refuse(in, node->line, "%s must hold fields",
                                 node->key);
    selection->name = node->key;
    for (const struct rc_yaml *at = node->first; at; at = at->next) {
        if (!rc_word_allowed(in, at->line, at->key))
            return false;
        if (strcmp(at->key, "measure") == 0) {
            named = true;
            if (!name_measure(in, at, sign))
                return false;
        } else if (strcmp(at->key, "value") == 0 ||
                   strncmp(at->key, "value|", 6) == 0) {
            if (!value_test(in, at, selection))
                return false;
        } else if (strncmp(at->key, "measure|", 8) == 0) {
            return rc_reading_refuse(in, at->line,
                                     "modifier of %s is not known", at->key);
        } else {
            return rc_reading_refuse(in, at->line, "field %s is not known",
                                     at->key);
        }
    }
    if (!named || selection->test_count == 0)
        return rc_reading_refuse(in, node->line,
                                 "%s needs a measure and a value", node->key);
    return true;
}

static bool
read_detection(const struct rc_reading *in, const struct rc_yaml *detection,
               struct rc_sign *sign, struct rc_rule *rule)
{
    const char *condition;

    rule->selections =
        rc_arena_zero(in->arena, RULE_SELECTIONS * sizeof *rule->selections);
    for (const struct rc_yaml *at = detection->first; at; at = at->next) {
        if (strcmp(at->key, "condition") == 0)
            continue;
        if (rule->selection_count == RULE_SELECTIONS)
            return rc_reading_refuse(in, at->line, "too many selections");
        if (!read_selection(in, at, sign,
                            &rule->selections[rule->selection_count++]))
            return false;
    }
    if (!rule->selection_count)
        return rc_reading_refuse(in, detection->line,
                                 "detection selects nothing");
    return rc_want_text(in, detection, "condition", &condition) &&
           rc_condition_read(in, condition,
                             rc_yaml_get(detection, "condition")->line, rule);
}

static bool
read_logsource(const struct rc_reading *in, const struct rc_yaml *top)
{
    static const char *const keys[] = {"product", "category", "definition",
                                       NULL};
    static const char *const product[] = {"rollcall", NULL};
    static const char *const category[] = {"measure", NULL};
    const struct rc_yaml *map;
    unsigned which;

    return rc_want_map(in, top, "logsource", &map) &&
           rc_known_keys(in, map, keys) &&
           rc_want_word(in, map, "product", product, &which) &&
           rc_want_word(in, map, "category", category, &which);
}

/* fields and tags: nothing protected, and tags of our name space. */
static bool
read_labels(const struct rc_reading *in, const struct rc_yaml *top)
{
    const char *const *texts;

    if (!rc_want_texts(in, top, "fields", &texts))
        return false;
    for (const struct rc_yaml *at = rc_yaml_get(top, "fields")->first; at;
         at = at->next)
        if (!rc_word_allowed(in, at->line, at->text))
            return false;
    if (!rc_want_texts(in, top, "tags", &texts))
        return false;
    for (const struct rc_yaml *at = rc_yaml_get(top, "tags")->first; at;
         at = at->next)
        if (strncmp(at->text, "rollcall.", 9) != 0)
            return rc_reading_refuse(in, at->line, "tag %s is not rollcall.*",
                                     at->text);
    return true;
}

static bool
read_head(const struct rc_reading *in, const struct rc_yaml *top,
          struct rc_sign *sign, struct rc_rule *rule)
{
    const char *unused;
    unsigned which;

    if (rc_yaml_get(top, "correlation"))
        return rc_reading_refuse(in, rc_yaml_get(top, "correlation")->line,
                                 "correlations are not understood");
    if (!rc_known_keys(in, top, top_keys) ||
        !rc_want_text(in, top, "title", &sign->title) ||
        !rc_want_text(in, top, "id", &rule->uuid) ||
        !rc_want_text(in, top, "description", &sign->text) ||
        !rc_want_text(in, top, "author", &unused) ||
        !rc_want_text(in, top, "date", &unused) ||
        !rc_want_word(in, top, "status", statuses, &which) ||
        !rc_want_word(in, top, "level", levels, &which) ||
        !rc_want_texts(in, top, "falsepositives", &sign->innocent))
        return false;
    if (!is_uuid(rule->uuid))
        return rc_reading_refuse(in, rc_yaml_get(top, "id")->line,
                                 "id must be a UUID");
    return read_logsource(in, top) && read_labels(in, top);
}

/* signs/ID.yml: a sign is found by its name. */
static bool
named_for_sign(const struct rc_reading *in, const struct rc_sign *sign)
{
    struct rc_slice want = rc_arena_print(in->arena, "signs/%s.yml", sign->id);

    if (!rc_slice_eq(want, rc_slice_of(in->file->name)))
        return rc_reading_refuse(in, 1, "the file of sign %s is %.*s", sign->id,
                                 RC_FMT(want));
    return true;
}

bool
rc_sigma_read(const struct rc_reading *in, struct rc_sign *sign,
              struct rc_rule *rule)
{
    const struct rc_yaml *top, *detection, *attributes, *basis;

    if (!rc_yaml_read(in, &top) || !read_head(in, top, sign, rule) ||
        !rc_want_map(in, top, "detection", &detection) ||
        !read_detection(in, detection, sign, rule) ||
        !rc_want_map(in, top, "custom_attributes", &attributes) ||
        !rc_attributes_read(in, attributes, sign) ||
        !rc_steps_read(in, attributes, rule, sign))
        return false;
    basis = rc_yaml_get(attributes, "rollcall.basis");
    if (strcmp(sign->basis, "measured") == 0 && !rc_yaml_get(top, "references"))
        return rc_reading_refuse(in, basis->line,
                                 "what is measured needs references");
    return named_for_sign(in, sign);
}
