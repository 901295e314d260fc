/*
 * rules -- the pack: which measure makes which sign, and what each is worth.
 *
 * A pack is data: pack/signs/NAME.yml, one Sigma v2.1 rule a sign with
 * `custom_attributes: rollcall.*` (docs/decisions/ says which keys), weights,
 * lists, texts.  What is shipped is built into the binary; --pack DIR reads
 * another.  This reader takes the part of Sigma that measures need: one or more
 * named selections of `measure: NAME` and `value|gt, |gte, |lt, |lte` (or
 * `value`), and a condition of names, and, or, not, parentheses.  What it does
 * not understand is refused, never ignored.  YAML 1.2 core (NO is a word).
 *
 * A sign may be worth more the further its measure goes (rollcall.steps): six
 * changes of account are not two.  The rule itself is the first step; steps.c
 * says what the next ones must keep to.
 */
#ifndef RC_RULES_RULE_H
#define RC_RULES_RULE_H

#include "signals/signal.h"

enum rc_sign_default { RC_ALONE, RC_JOINT, RC_DISABLED, RC_CONTEXT };
enum rc_burden {
    RC_BURDEN_NONE,
    RC_BURDEN_COLLEAGUE,
    RC_BURDEN_PERSON,
    RC_BURDEN_DOCUMENT
};

/* What a sign is worth from a value of its measure on. */
struct rc_step {
    double gte; /* -HUGE_VAL for the first: wherever the rule holds */
    double lr, lr_lo, lr_hi;
    double rate; /* P(measure >= gte | honest) before the company is known */
};
enum { RC_SIGN_STEPS = 8 };

struct rc_sign {
    const char *id;      /* "bank-account-churn": rollcall.sign */
    const char *title;   /* plain words */
    const char *text;    /* description */
    const char *family;  /* rollcall.family */
    const char *measure; /* the measure its selection names */
    bool is_link;        /* rollcall.link: ties two people */
    bool is_conflict;    /* rollcall.conflict: record against record or claim */
    enum rc_sign_default scores;
    double lr_present, lr_present_lo, lr_present_hi;
    double lr_absent;   /* 1 when absence says nothing */
    double rate;        /* P(sign | honest) before the company is known */
    double rate_weight; /* pseudo-people behind that rate */
    const struct rc_step *steps; /* by gte; the first says what is said above */
    size_t step_count;           /* 1 to RC_SIGN_STEPS */
    const char *needs_source; /* rc_obs_kind word that must have been seen for
                                 absence to count; "" none */
    double half_life_days;    /* 0: does not fade */
    const char *const *innocent; /* falsepositives; NULL ends */
    const char *clear_by;
    enum rc_burden burden;
    const char *harm_note;
    const char *basis;
};

struct rc_family {
    const char *name;
    const char *title;
    double cap_bits; /* a family never adds more */
    double step;     /* what the next strongest sign keeps: 0.3 */
};

struct rc_pack {
    const char *version;
    const struct rc_sign *signs; /* by id */
    size_t sign_count;
    const struct rc_family *families;
    size_t family_count;
    double prior_worker, prior_applicant; /* probabilities */
    double case_probability;              /* shown for review from here on */
    unsigned case_families;               /* of at least one bit each: 3 */
    size_t peer_group_least;              /* 8 */
    struct rc_lists *lists;
};

/* A file of a pack: name relative to it ("signs/odd-hours.yml") and bytes. */
struct rc_pack_file {
    const char *name;
    struct rc_slice bytes;
};
/* The pack built into this binary. */
extern const struct rc_pack_file rc_pack_builtin[];
extern const size_t rc_pack_builtin_count;

/* RC_PACK with file, line and reason. */
enum rc_status rc_pack_load(const struct rc_pack_file *files, size_t count,
                            struct rc_pack **pack,
                            struct rc_err *err) RC_MUST_CHECK;
void rc_pack_free(struct rc_pack *pack);
/* A text of the pack, "notice" for texts/notice.txt; the empty slice if none.
 */
struct rc_slice rc_pack_text(const struct rc_pack *pack, const char *name);

enum rc_sign_state { RC_SIGN_UNSEEN, RC_SIGN_ABSENT, RC_SIGN_PRESENT };
/* What a sign says of a set of measures.  UNSEEN: its measure is not there or
 * could not be seen. *measure is the one it looked at, or NULL. */
enum rc_sign_state rc_sign_match(const struct rc_pack *pack, size_t sign,
                                 const struct rc_measure *measures,
                                 size_t measure_count,
                                 const struct rc_measure **measure);
const char *rc_sign_state_word(enum rc_sign_state state);
/* How many of its steps a value reaches; at least one when it is present. */
size_t rc_sign_reaches(const struct rc_sign *sign, double value);

#endif
