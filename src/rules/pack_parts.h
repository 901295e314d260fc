/*
 * pack_parts.h -- what the files of this room share and nobody else sees.
 *
 * A YAML file becomes a small tree of our own, with the line of every node, so
 * that each refusal can say where.  Everything lives in the pack's arena.
 */
#ifndef RC_RULES_PACK_PARTS_H
#define RC_RULES_PACK_PARTS_H

#include "rules/rule.h"

enum {
    PACK_FILE_BYTES = 256 * 1024,
    PACK_SIGNS = 1000,
    PACK_YAML_DEPTH = 16,
    PACK_YAML_NODES = 20000,
    RULE_SELECTIONS = 32,
    RULE_TESTS = 16,
    RULE_OPS = 256,
    RULE_DEPTH = 32,
};

enum rc_yaml_kind { RC_YAML_TEXT, RC_YAML_LIST, RC_YAML_MAP };

struct rc_yaml {
    enum rc_yaml_kind kind;
    bool plain;       /* a scalar without quotes */
    int line;         /* from 1 */
    const char *key;  /* of a map's child, else NULL; NUL-terminated */
    const char *text; /* of a scalar; NUL-terminated, no NUL inside */
    struct rc_yaml *first, *next; /* children in the order written */
};

/* A file being read, and where its refusals go. */
struct rc_reading {
    struct rc_arena *arena;
    const struct rc_pack_file *file;
    struct rc_err *err;
};

/* Writes "file:line: reason" as RC_PACK; false, to be returned at once. */
bool rc_reading_refuse(const struct rc_reading *in, int line,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));

/* One YAML 1.2 document without anchors, aliases, tags or repeated keys. */
bool rc_yaml_read(const struct rc_reading *in, const struct rc_yaml **root);
const struct rc_yaml *rc_yaml_get(const struct rc_yaml *map, const char *key);

/* A key of a map, required: its text, its number, its list of texts. */
bool rc_want_map(const struct rc_reading *in, const struct rc_yaml *map,
                 const char *key, const struct rc_yaml **to);
bool rc_want_text(const struct rc_reading *in, const struct rc_yaml *map,
                  const char *key, const char **to);
bool rc_want_number(const struct rc_reading *in, const struct rc_yaml *map,
                    const char *key, double least, double most, double *to);
bool rc_want_texts(const struct rc_reading *in, const struct rc_yaml *map,
                   const char *key, const char *const **to);
/* [lo, hi] above 0 that holds value. */
bool rc_want_range(const struct rc_reading *in, const struct rc_yaml *map,
                   const char *key, double value, double *lo, double *hi);
/* One of words (NULL ends): its index. */
bool rc_want_word(const struct rc_reading *in, const struct rc_yaml *map,
                  const char *key, const char *const *words, unsigned *to);
/* Refuses a key of map that is not in keys (NULL ends). */
bool rc_known_keys(const struct rc_reading *in, const struct rc_yaml *map,
                   const char *const *keys);
/* Whether s is lower-case words joined by - or _, 1 to 64 bytes. */
bool rc_is_slug(const char *s);

enum rc_test_op {
    RC_TEST_EQ,
    RC_TEST_GT,
    RC_TEST_GTE,
    RC_TEST_LT,
    RC_TEST_LTE
};
struct rc_test {
    enum rc_test_op op;
    double value;
};
struct rc_selection { /* all of its tests */
    const char *name;
    struct rc_test tests[RULE_TESTS];
    size_t test_count;
};

/* A condition in postfix: below RULE_SELECTIONS it is that selection. */
enum { OP_NOT = RULE_SELECTIONS, OP_AND, OP_OR };
struct rc_rule {
    struct rc_selection *selections;
    size_t selection_count;
    uint8_t *ops;
    size_t op_count;
    const char *uuid;
};

/* Compiles text, whose names are rule's selections, into rule's ops. */
bool rc_condition_read(const struct rc_reading *in, const char *text, int line,
                       struct rc_rule *rule);
/* One sign file, whole. */
bool rc_sigma_read(const struct rc_reading *in, struct rc_sign *sign,
                   struct rc_rule *rule);
bool rc_attributes_read(const struct rc_reading *in,
                        const struct rc_yaml *attributes, struct rc_sign *sign);
/* rollcall.steps of the attributes, which are read, as is the rule. */
bool rc_steps_read(const struct rc_reading *in,
                   const struct rc_yaml *attributes, const struct rc_rule *rule,
                   struct rc_sign *sign);
bool rc_rule_holds(const struct rc_rule *rule, double value);
/* weights.yml */
bool rc_weights_read(const struct rc_reading *in, struct rc_pack *pack);
/* Refuses a field, measure or category about what must never be an input. */
bool rc_word_allowed(const struct rc_reading *in, int line, const char *word);

struct rc_pack_text {
    const char *name; /* "notice" */
    struct rc_slice text;
};

/* What rc_pack_load gives out is the first member of this. */
struct rc_pack_whole {
    struct rc_pack pack;
    struct rc_arena arena;
    struct rc_rule *rules; /* by sign */
    struct rc_pack_text *texts;
    size_t text_count;
};

#endif
