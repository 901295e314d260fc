/*
 * text.c -- a syslog line's header; CEF, LEEF and W3C lines.
 *
 * RFC 3164 is a description of what was seen in the wild and the wild went on:
 * years, zones, fractions, ISO times, no host, a host with a colon.  So the
 * header is taken piece by piece, and a piece that does not look like one is
 * the text's beginning.
 */
#include "formats/format.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void
advance(struct rc_slice *rest, size_t by)
{
    rest->p += by;
    rest->len -= by;
}

static void
skip_blanks(struct rc_slice *rest)
{
    while (rest->len && (rest->p[0] == ' ' || rest->p[0] == '\t'))
        advance(rest, 1);
}

/* The word at the beginning, up to a blank. */
static struct rc_slice
word_of(struct rc_slice rest)
{
    size_t len = 0;

    while (len < rest.len && rest.p[len] != ' ' && rest.p[len] != '\t')
        len++;
    return (struct rc_slice){rest.p, len};
}

/* Takes the word off *rest; "-" is none. */
static struct rc_slice
take_word(struct rc_slice *rest)
{
    struct rc_slice word;

    skip_blanks(rest);
    word = word_of(*rest);
    advance(rest, word.len);
    return rc_slice_eq(word, RC_S("-")) ? RC_SLICE_NONE : word;
}

/* <134> */
static void
take_priority(struct rc_slice *rest, struct rc_syslog *to)
{
    size_t i = 1;
    int value = 0;

    if (!rest->len || rest->p[0] != '<')
        return;
    while (i < rest->len && i < 4 && is_digit(rest->p[i]))
        value = value * 10 + (rest->p[i++] - '0');
    if (i == 1 || i >= rest->len || rest->p[i] != '>')
        return;
    to->priority = value;
    advance(rest, i + 1);
}

/* Does text begin as pattern says: 9 a digit, 0 a digit or a blank, a a
 * letter, anything else itself? */
static bool
looks_like(struct rc_slice text, const char *pattern)
{
    size_t i = 0;

    for (; pattern[i]; i++) {
        char c = i < text.len ? text.p[i] : '\0';
        bool fits = pattern[i] == '9'   ? is_digit(c)
                    : pattern[i] == '0' ? is_digit(c) || c == ' '
                    : pattern[i] == 'a' ? is_letter(c)
                                        : c == pattern[i];

        if (!fits)
            return false;
    }
    return true;
}

/* Over .123 or ,123 */
static size_t
past_fraction(struct rc_slice text, size_t at)
{
    size_t i = at;

    if (i + 1 < text.len && (text.p[i] == '.' || text.p[i] == ',') &&
        is_digit(text.p[i + 1]))
        for (i++; i < text.len && is_digit(text.p[i]); i++)
            ;
    return i;
}

/* How long the time at the beginning is; 0: there is none. */
static size_t
time_length(struct rc_slice text)
{
    size_t len = 0;

    if (looks_like(text, "9999-99-99T99:99:99")) {
        len = word_of(text).len;
        while (len && (text.p[len - 1] == ':' || text.p[len - 1] == ','))
            len--;
        return len;
    }
    if (looks_like(text, "aaa 09 99:99:99"))
        len = 15;
    else if (looks_like(text, "aaa 9 99:99:99"))
        len = 14;
    else if (looks_like(text, "aaa 09 9999 99:99:99"))
        len = 20;
    else if (looks_like(text, "aaa 9 9999 99:99:99") ||
             looks_like(text, "9999-99-99 99:99:99") ||
             looks_like(text, "9999/99/99 99:99:99"))
        len = 19;
    if (!len)
        return 0;
    len = past_fraction(text, len);

    struct rc_slice behind = {text.p + len, text.len - len};

    /* a year behind the time, a zone */
    if (len < 20 && looks_like(behind, " 9999") &&
        (behind.len == 5 || behind.p[5] == ' ' || behind.p[5] == ':'))
        len += 5;
    behind = (struct rc_slice){text.p + len, text.len - len};
    if (looks_like(behind, " aaa:") || looks_like(behind, " UTC ") ||
        looks_like(behind, " GMT "))
        len += 4;
    else if (looks_like(behind, " aaaa:"))
        len += 5;
    else if (looks_like(behind, "Z"))
        len += 1;
    else if (looks_like(behind, "+99:99") || looks_like(behind, "-99:99"))
        len += 6;
    else if (looks_like(behind, " +9999") || looks_like(behind, " -9999"))
        len += 6;
    return len;
}

/* [id k="v"][id2 ...]: all groups; none when a bracket does not close. */
static struct rc_slice
take_data(struct rc_slice *rest)
{
    size_t i = 0, end = 0;
    struct rc_slice data;

    skip_blanks(rest);
    if (rest->len && rest->p[0] == '-' &&
        (rest->len == 1 || rest->p[1] == ' ')) {
        advance(rest, 1);
        return RC_SLICE_NONE;
    }
    while (i < rest->len && rest->p[i] == '[') {
        bool quoted = false;

        for (i++; i < rest->len && (quoted || rest->p[i] != ']'); i++) {
            if (rest->p[i] == '\\')
                i++;
            else if (rest->p[i] == '"')
                quoted = !quoted;
        }
        if (i >= rest->len)
            break;
        end = ++i;
    }
    data = (struct rc_slice){rest->p, end};
    advance(rest, end);
    return end ? data : RC_SLICE_NONE;
}

/* app, app[pid] */
static void
set_app(struct rc_slice word, struct rc_syslog *to)
{
    const char *open = memchr(word.p, '[', word.len);

    to->app = word;
    if (!open || word.p[word.len - 1] != ']')
        return;
    to->app.len = (size_t)(open - word.p);
    to->pid = (struct rc_slice){open + 1, word.len - to->app.len - 2};
}

static bool
has_any(struct rc_slice word, const char *chars)
{
    for (; *chars; chars++)
        if (memchr(word.p, *chars, word.len))
            return true;
    return false;
}

/* host app[pid]: */
static void
take_names(struct rc_slice *rest, struct rc_syslog *to)
{
    struct rc_slice word;

    skip_blanks(rest);
    if (rest->len && rest->p[0] == ':')
        advance(rest, 1);
    skip_blanks(rest);
    word = word_of(*rest);
    if (!word.len || has_any(word, "%,={\"|(<") || word.p[0] == '[')
        return;
    if (word.p[word.len - 1] == ':') {
        advance(rest, word.len--);
        skip_blanks(rest);
        if (rest->len && rest->p[0] == '%')
            to->host = word; /* 192.0.2.1: %ASA-... */
        else
            set_app(word, to);
        return;
    }
    to->host = word;
    advance(rest, word.len);
    skip_blanks(rest);
    word = word_of(*rest);
    if (word.len == 1 && word.p[0] == ':') {
        advance(rest, 1);
    } else if (word.len > 1 && word.p[word.len - 1] == ':' &&
               !has_any(word, "%,={\"|(<")) {
        advance(rest, word.len--);
        set_app(word, to);
    }
    skip_blanks(rest);
}

bool
rc_syslog_read(struct rc_slice line, struct rc_syslog *to)
{
    struct rc_slice rest = rc_slice_trim(line);
    size_t len;

    *to = (struct rc_syslog){.priority = -1, .text = rest};
    take_priority(&rest, to);
    if (to->priority >= 0 && looks_like(rest, "9 ")) {
        to->rfc5424 = true;
        advance(&rest, 2);
        to->time = take_word(&rest);
        to->host = take_word(&rest);
        to->app = take_word(&rest);
        to->pid = take_word(&rest);
        to->message_id = take_word(&rest);
        to->data = take_data(&rest);
        to->text = rc_slice_trim(rest);
        return true;
    }
    while (to->priority >= 0 && rest.len &&
           (rest.p[0] == ':' || rest.p[0] == ' ' || rest.p[0] == '*'))
        advance(&rest, 1);
    len = time_length(rest);
    to->time = (struct rc_slice){rest.p, len};
    advance(&rest, len);
    if (len || to->priority >= 0)
        take_names(&rest, to);
    to->text = rc_slice_trim(rest);
    return len || to->priority >= 0;
}

/* Cuts at the next | that no backslash stands before. */
static bool
cut_bar(struct rc_slice *rest, struct rc_slice *piece)
{
    for (size_t i = 0; i < rest->len; i++) {
        if (rest->p[i] == '\\')
            i++;
        else if (rest->p[i] == '|') {
            *piece = (struct rc_slice){rest->p, i};
            advance(rest, i + 1);
            return true;
        }
    }
    return false;
}

/* Behind "CEF:0|" in text. */
static bool
find_header(struct rc_slice text, struct rc_slice word, struct rc_slice *rest,
            struct rc_slice *version)
{
    size_t at = rc_slice_ifind(text, word);

    if (at == SIZE_MAX)
        return false;
    *rest = text;
    advance(rest, at + word.len);
    return rest->len && (is_digit(rest->p[0]) || rest->p[0] == ' ') &&
           cut_bar(rest, version);
}

bool
rc_cef_read(struct rc_slice text, struct rc_event_header *to)
{
    struct rc_slice rest, version;

    *to = (struct rc_event_header){.vendor = RC_SLICE_NONE};
    if (!find_header(text, RC_S("CEF:"), &rest, &version) ||
        !cut_bar(&rest, &to->vendor) || !cut_bar(&rest, &to->product) ||
        !cut_bar(&rest, &to->version) || !cut_bar(&rest, &to->id) ||
        !cut_bar(&rest, &to->name))
        return false;
    if (!cut_bar(&rest, &to->severity)) {
        to->severity = rest;
        rest.len = 0;
    }
    to->pairs = (struct rc_pairs){
        .rest = rest, .assign = '=', .between = ' ', .loose = true};
    return true;
}

/* The delimiter that LEEF 2.0 names: a character, or its code as x09. */
static char
leef_delimiter(struct rc_slice text)
{
    unsigned value = 0;

    if (text.len == 1)
        return text.p[0];
    if (text.len > 2 && text.p[0] == '0')
        advance(&text, 1);
    if (text.len < 2 || text.len > 3 || (text.p[0] != 'x' && text.p[0] != 'X'))
        return '\t';
    for (size_t i = 1; i < text.len; i++) {
        char c = text.p[i];

        if (!is_digit(c) && !is_letter(c))
            return '\t';
        value = value * 16 +
                (unsigned)(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value > 0 && value < 128 ? (char)value : '\t';
}

bool
rc_leef_read(struct rc_slice text, struct rc_event_header *to)
{
    struct rc_slice rest, version, delimiter;
    char between = '\t';

    *to = (struct rc_event_header){.vendor = RC_SLICE_NONE};
    if (!find_header(text, RC_S("LEEF:"), &rest, &version) ||
        !cut_bar(&rest, &to->vendor) || !cut_bar(&rest, &to->product) ||
        !cut_bar(&rest, &to->version) || !cut_bar(&rest, &to->id))
        return false;
    if (rc_slice_starts(version, RC_S("2"))) {
        const char *bar = memchr(rest.p, '|', rest.len < 5 ? rest.len : 5);

        if (bar && cut_bar(&rest, &delimiter))
            between = leef_delimiter(delimiter);
    }
    to->pairs = (struct rc_pairs){.rest = rest,
                                  .assign = '=',
                                  .between = between,
                                  .loose = between == ' '};
    return true;
}

bool
rc_w3c_next(struct rc_slice *rest, struct rc_slice *word)
{
    skip_blanks(rest);
    if (!rest->len)
        return false;
    if (rest->p[0] == '"') {
        const char *end = memchr(rest->p + 1, '"', rest->len - 1);

        if (end) {
            *word = (struct rc_slice){rest->p + 1, (size_t)(end - rest->p) - 1};
            advance(rest, word->len + 2);
            return true;
        }
    }
    *word = word_of(*rest);
    advance(rest, word->len);
    if (rc_slice_eq(*word, RC_S("-")))
        word->len = 0;
    return true;
}
