/*
 * attributes.c -- what a sign is worth: custom_attributes, rollcall.*.
 *
 * Keys of other tools' name spaces are theirs and are left alone; one of ours
 * that is not known is a slip of the pen and is refused.
 */
#include "rules/pack_parts.h"

static const char *const known[] = {
    "rollcall.sign",
    "rollcall.subject",
    "rollcall.family",
    "rollcall.lr_present",
    "rollcall.lr_present_range",
    "rollcall.lr_absent",
    "rollcall.needs_source",
    "rollcall.rate",
    "rollcall.rate_weight",
    "rollcall.steps",
    "rollcall.half_life",
    "rollcall.basis",
    "rollcall.clear_by",
    "rollcall.burden",
    "rollcall.harm_note",
    "rollcall.default",
    "rollcall.conflict",
    "rollcall.link",
    NULL,
};
static const char *const subjects[] = {"person", "pair", NULL};
static const char *const bases[] = {"expert", "published", "measured", NULL};
static const char *const burdens[] = {"none", "colleague", "person", "document",
                                      NULL};
static const char *const defaults[] = {"alone", "joint", "disabled", "context",
                                       NULL};
static const char *const links[] = {
    "payout_account", "address", "egress", "resume_text",
    "phone",          "device",  NULL};
static const char *const truths[] = {"false", "true", NULL};
static const char *const kinds[] = {
#define RC_KIND(name, number, word, class_uid, says) word,
#include "observations/kinds.def"
#undef RC_KIND
    NULL,
};

static bool
known_keys(const struct rc_reading *in, const struct rc_yaml *map)
{
    for (const struct rc_yaml *at = map->first; at; at = at->next) {
        const char *const *k = known;

        if (strncmp(at->key, "rollcall.", 9) != 0) {
            if (strchr(at->key, '.'))
                continue;
            return rc_reading_refuse(in, at->line, "key %s has no name space",
                                     at->key);
        }
        while (*k && strcmp(*k, at->key) != 0)
            k++;
        if (!*k)
            return rc_reading_refuse(in, at->line, "key %s is not known",
                                     at->key);
    }
    return true;
}

/* lr_absent and needs_source: both, or neither. */
static bool
read_absence(const struct rc_reading *in, const struct rc_yaml *map,
             struct rc_sign *sign)
{
    const struct rc_yaml *lr = rc_yaml_get(map, "rollcall.lr_absent");
    const struct rc_yaml *source = rc_yaml_get(map, "rollcall.needs_source");
    unsigned which;

    sign->lr_absent = 1;
    sign->needs_source = "";
    if (!lr && !source)
        return true;
    if (!lr || !source)
        return rc_reading_refuse(in, (lr ? lr : source)->line,
                                 "lr_absent and needs_source go together");
    if (!rc_want_number(in, map, lr->key, 0.01, 100, &sign->lr_absent) ||
        !rc_want_word(in, map, source->key, kinds, &which))
        return false;
    sign->needs_source = kinds[which];
    if ((sign->lr_present > 1 && sign->lr_absent > 1) ||
        (sign->lr_present < 1 && sign->lr_absent < 1))
        return rc_reading_refuse(in, lr->line,
                                 "presence and absence point the same way");
    return true;
}

/* "180d"; "0d" does not fade. */
static bool
read_half_life(const struct rc_reading *in, const struct rc_yaml *map,
               struct rc_sign *sign)
{
    const char *text;
    int64_t days;

    if (!rc_want_text(in, map, "rollcall.half_life", &text))
        return false;

    size_t len = strlen(text);

    if (text[len - 1] != 'd' ||
        !rc_slice_int((struct rc_slice){text, len - 1}, &days) || days < 0 ||
        days > 36500)
        return rc_reading_refuse(in,
                                 rc_yaml_get(map, "rollcall.half_life")->line,
                                 "rollcall.half_life must be days, as 180d");
    sign->half_life_days = (double)days;
    return true;
}

/* link for pairs and for nobody else; conflict is false when not said. */
static bool
read_nature(const struct rc_reading *in, const struct rc_yaml *map,
            struct rc_sign *sign)
{
    const struct rc_yaml *link = rc_yaml_get(map, "rollcall.link");
    unsigned subject, which;

    if (!rc_want_word(in, map, "rollcall.subject", subjects, &subject))
        return false;
    sign->is_link = link != NULL;
    if (link && !rc_want_word(in, map, link->key, links, &which))
        return false;
    if (sign->is_link != (subject == 1))
        return rc_reading_refuse(in, (link ? link : map)->line,
                                 "rules of a pair, and only they, have a link");
    which = 0;
    if (rc_yaml_get(map, "rollcall.conflict") &&
        !rc_want_word(in, map, "rollcall.conflict", truths, &which))
        return false;
    sign->is_conflict = which == 1;
    return true;
}

static bool
read_words(const struct rc_reading *in, const struct rc_yaml *map,
           struct rc_sign *sign)
{
    unsigned burden, scores, basis;

    if (!rc_want_text(in, map, "rollcall.sign", &sign->id) ||
        !rc_want_text(in, map, "rollcall.family", &sign->family) ||
        !rc_want_text(in, map, "rollcall.clear_by", &sign->clear_by) ||
        !rc_want_text(in, map, "rollcall.harm_note", &sign->harm_note) ||
        !rc_want_word(in, map, "rollcall.basis", bases, &basis) ||
        !rc_want_word(in, map, "rollcall.burden", burdens, &burden) ||
        !rc_want_word(in, map, "rollcall.default", defaults, &scores))
        return false;
    sign->basis = bases[basis];
    sign->burden = (enum rc_burden)burden;
    sign->scores = (enum rc_sign_default)scores;

    int line = rc_yaml_get(map, "rollcall.sign")->line;

    if (!rc_is_slug(sign->id) || !rc_is_slug(sign->family))
        return rc_reading_refuse(in, line,
                                 "sign and family are lower-case words");
    return rc_word_allowed(in, line, sign->id) &&
           rc_word_allowed(in, line, sign->family);
}

bool
rc_attributes_read(const struct rc_reading *in, const struct rc_yaml *map,
                   struct rc_sign *sign)
{
    return known_keys(in, map) && read_words(in, map, sign) &&
           read_nature(in, map, sign) &&
           rc_want_number(in, map, "rollcall.lr_present", 0.001, 1000,
                          &sign->lr_present) &&
           rc_want_range(in, map, "rollcall.lr_present_range", sign->lr_present,
                         &sign->lr_present_lo, &sign->lr_present_hi) &&
           read_absence(in, map, sign) &&
           rc_want_number(in, map, "rollcall.rate", 0.0001, 0.99,
                          &sign->rate) &&
           rc_want_number(in, map, "rollcall.rate_weight", 1, 10000,
                          &sign->rate_weight) &&
           read_half_life(in, map, sign);
}
