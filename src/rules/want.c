/*
 * want.c -- keys that a pack's file must have, as what they must be.
 *
 * Each function refuses with the line, so that whoever writes a pack reads one
 * sentence and knows where to look.
 */
#include "rules/pack_parts.h"

#include <math.h>

static const struct rc_yaml *
want(const struct rc_reading *in, const struct rc_yaml *map, const char *key)
{
    const struct rc_yaml *found = rc_yaml_get(map, key);

    if (!found)
        (void)rc_reading_refuse(in, map->line, "%s is missing", key);
    return found;
}

bool
rc_want_map(const struct rc_reading *in, const struct rc_yaml *map,
            const char *key, const struct rc_yaml **to)
{
    const struct rc_yaml *found = want(in, map, key);

    if (!found)
        return false;
    if (found->kind != RC_YAML_MAP)
        return rc_reading_refuse(in, found->line, "%s must hold keys", key);
    *to = found;
    return true;
}

bool
rc_want_text(const struct rc_reading *in, const struct rc_yaml *map,
             const char *key, const char **to)
{
    const struct rc_yaml *found = want(in, map, key);

    if (!found)
        return false;
    if (found->kind != RC_YAML_TEXT || !found->text[0])
        return rc_reading_refuse(in, found->line, "%s must be a text", key);
    *to = found->text;
    return true;
}

bool
rc_want_number(const struct rc_reading *in, const struct rc_yaml *map,
               const char *key, double least, double most, double *to)
{
    const struct rc_yaml *found = want(in, map, key);
    double value;

    if (!found)
        return false;
    if (found->kind != RC_YAML_TEXT || !found->plain ||
        !rc_slice_double(rc_slice_of(found->text), &value))
        return rc_reading_refuse(in, found->line, "%s must be a number", key);
    if (!(value >= least && value <= most))
        return rc_reading_refuse(
            in, found->line, "%s must be between %g and %g", key, least, most);
    *to = value;
    return true;
}

bool
rc_want_range(const struct rc_reading *in, const struct rc_yaml *map,
              const char *key, double value, double *lo, double *hi)
{
    const struct rc_yaml *list = want(in, map, key), *first, *second;

    if (!list)
        return false;
    first = list->first;
    second = first ? first->next : NULL;
    if (list->kind != RC_YAML_LIST || !second || second->next ||
        first->kind != RC_YAML_TEXT || second->kind != RC_YAML_TEXT ||
        !rc_slice_double(rc_slice_of(first->text), lo) ||
        !rc_slice_double(rc_slice_of(second->text), hi))
        return rc_reading_refuse(in, list->line, "%s must be two numbers", key);
    if (!(*lo > 0 && *hi <= 10000))
        return rc_reading_refuse(in, list->line,
                                 "%s must be above 0, up to 10000", key);
    if (!(*lo <= value && value <= *hi))
        return rc_reading_refuse(in, list->line, "%s does not hold %g", key,
                                 value);
    return true;
}

bool
rc_want_texts(const struct rc_reading *in, const struct rc_yaml *map,
              const char *key, const char *const **to)
{
    const struct rc_yaml *found = want(in, map, key);
    size_t count = 0;

    if (!found)
        return false;
    if (found->kind != RC_YAML_LIST || !found->first)
        return rc_reading_refuse(in, found->line, "%s must be a list of texts",
                                 key);
    for (const struct rc_yaml *at = found->first; at; at = at->next) {
        if (at->kind != RC_YAML_TEXT || !at->text[0])
            return rc_reading_refuse(in, at->line, "%s must hold texts", key);
        count++;
    }

    const char **texts = rc_arena_take(in->arena, (count + 1) * sizeof *texts);

    count = 0;
    for (const struct rc_yaml *at = found->first; at; at = at->next)
        texts[count++] = at->text;
    texts[count] = NULL;
    *to = texts;
    return true;
}

bool
rc_want_word(const struct rc_reading *in, const struct rc_yaml *map,
             const char *key, const char *const *words, unsigned *to)
{
    const struct rc_yaml *found = want(in, map, key);

    if (!found)
        return false;
    for (unsigned i = 0; words[i]; i++)
        if (found->kind == RC_YAML_TEXT && strcmp(found->text, words[i]) == 0) {
            *to = i;
            return true;
        }

    struct rc_slice list = RC_S("");

    for (unsigned i = 0; words[i]; i++)
        list = rc_arena_print(in->arena, "%.*s%s%s", RC_FMT(list),
                              i ? ", " : "", words[i]);
    return rc_reading_refuse(in, found->line, "%s must be one of: %.*s", key,
                             RC_FMT(list));
}

bool
rc_known_keys(const struct rc_reading *in, const struct rc_yaml *map,
              const char *const *keys)
{
    for (const struct rc_yaml *at = map->first; at; at = at->next) {
        const char *const *known = keys;

        while (*known && strcmp(*known, at->key) != 0)
            known++;
        if (!*known)
            return rc_reading_refuse(in, at->line, "key %s is not known",
                                     at->key);
    }
    return true;
}

bool
rc_is_slug(const char *s)
{
    size_t len = strlen(s);

    return len >= 1 && len <= 64 &&
           strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789-_") == len;
}
