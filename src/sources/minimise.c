/* minimise.c -- see minimise.h; the names are in minimise.def. */
#include "sources/minimise.h"

static const struct {
    const char *words;
    enum rc_obs_kind unless;
} refused_words[] = {
#define RC_REFUSED(words, unless) {words, RC_OBS_##unless},
#include "sources/minimise.def"
#undef RC_REFUSED
};

enum { DEEP = 4 };

static bool
is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_counted(char c)
{
    return is_lower(c) || is_upper(c) || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

/* The next word of a name: "legalSex" and "Legal sex" have two, "PTOBalance"
 * too. */
static bool
next_word(struct rc_slice *name, struct rc_slice *word)
{
    size_t i = 1;

    while (name->len && !is_counted(*name->p))
        name->p++, name->len--;
    if (!name->len)
        return false;
    while (i < name->len && is_counted(name->p[i])) {
        if (is_upper(name->p[i]) &&
            (!is_upper(name->p[i - 1]) ||
             (i + 1 < name->len && is_lower(name->p[i + 1]))))
            break;
        i++;
    }
    *word = (struct rc_slice){name->p, i};
    name->p += i;
    name->len -= i;
    return true;
}

static bool
word_is(struct rc_slice word, struct rc_slice wanted)
{
    if (wanted.p[wanted.len - 1] == '*') {
        wanted.len--;
        if (word.len < wanted.len)
            return false;
        word.len = wanted.len;
    }
    return rc_slice_ieq(word, wanted);
}

/* Does name go on with all the words of phrase?  It is moved behind them. */
static bool
goes_on_with(struct rc_slice *name, struct rc_slice phrase)
{
    struct rc_slice word, wanted;

    while (phrase.len) {
        if (!rc_slice_cut(&phrase, ' ', &wanted)) {
            wanted = phrase;
            phrase.len = 0;
        }
        if (!next_word(name, &word) || !word_is(word, wanted))
            return false;
    }
    return true;
}

static bool
has_phrase(struct rc_slice name, struct rc_slice phrase)
{
    struct rc_slice word;

    if (phrase.p[0] == '=') {
        phrase.p++, phrase.len--;
        return goes_on_with(&name, phrase) && !next_word(&name, &word);
    }
    do {
        struct rc_slice here = name;

        if (goes_on_with(&here, phrase))
            return true;
    } while (next_word(&name, &word));
    return false;
}

bool
rc_minimise_refuses(const struct rc_source *source, struct rc_slice name)
{
    for (size_t i = 0; i < sizeof refused_words / sizeof *refused_words; i++) {
        struct rc_slice rest = rc_slice_of(refused_words[i].words), phrase;

        if (source && refused_words[i].unless != RC_OBS_OTHER &&
            source->kind == refused_words[i].unless)
            continue;
        while (rest.len) {
            if (!rc_slice_cut(&rest, '|', &phrase)) {
                phrase = rest;
                rest.len = 0;
            }
            if (has_phrase(name, phrase))
                return true;
        }
    }
    return false;
}

void
rc_refused_note(struct rc_refused *refused, struct rc_slice name)
{
    if (!rc_minimise_refuses(refused->source, name))
        return;
    for (size_t i = 0; i < refused->count && i < RC_REFUSED_SHOWN; i++)
        if (rc_slice_ieq(refused->names[i], name))
            return;
    if (refused->count < RC_REFUSED_SHOWN)
        refused->names[refused->count] = name;
    refused->count++;
}

static void
note_deep(struct rc_refused *refused, struct rc_slice value, int deep)
{
    struct rc_slice key, inner;

    if (!value.len || deep > DEEP)
        return;
    if (value.p[0] == '{')
        while (rc_json_member(&value, &key, &inner)) {
            rc_refused_note(refused, key);
            note_deep(refused, inner, deep + 1);
        }
    else if (value.p[0] == '[')
        while (rc_json_each(&value, &inner))
            note_deep(refused, inner, deep + 1);
}

void
rc_refused_note_keys(struct rc_refused *refused, struct rc_slice object)
{
    note_deep(refused, object, 0);
}

const char *
rc_refused_text(const struct rc_refused *refused, struct rc_arena *arena)
{
    struct rc_slice text = RC_S("");
    size_t shown =
        refused->count < RC_REFUSED_SHOWN ? refused->count : RC_REFUSED_SHOWN;

    if (!refused->count)
        return NULL;
    for (size_t i = 0; i < shown; i++) {
        struct rc_slice name = refused->names[i];

        if (name.len > 40)
            name.len = 40;
        text = rc_arena_print(arena, "%.*s%s%.*s", RC_FMT(text), i ? ", " : "",
                              RC_FMT(name));
    }
    if (refused->count > shown)
        text = rc_arena_print(arena, "%.*s and %zu more", RC_FMT(text),
                              refused->count - shown);
    return text.p;
}
