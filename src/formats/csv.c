/*
 * csv.c -- rows that csv_scan.h leaves, byte by byte, and fields' characters.
 *
 *     at a field's start --"--> quoted --"--> behind --"--> quoted
 *            |                                  |
 *            +------- any other --> plain <-----+-- any other
 *
 * Delimiters and newlines count everywhere but in quoted.  What stands behind a
 * closing quote is taken as plain text, as spreadsheets do.
 */
#include "formats/kernel.h"

enum place { START, PLAIN, QUOTED, BEHIND };

static enum place
next_place(enum place place, char c)
{
    switch (place) {
    case START:
        return c == '"' ? QUOTED : PLAIN;
    case QUOTED:
        return c == '"' ? BEHIND : QUOTED;
    case BEHIND:
        return c == '"' ? QUOTED : PLAIN;
    case PLAIN:
        break;
    }
    return PLAIN;
}

/* A row that is given up: reading goes on behind the next newline, whether it
 * was quoted or not. */
static enum rc_csv_result
bad_row(struct rc_slice bytes, const char *reason, size_t *used,
        const char **why)
{
    const char *newline = memchr(bytes.p, '\n', bytes.len);

    *used = newline ? (size_t)(newline - bytes.p) + 1 : bytes.len;
    *why = reason;
    return RC_CSV_BAD;
}

static enum rc_csv_result
row_by_bytes(struct rc_slice bytes, char delimiter, bool last,
             struct rc_slice fields[RC_CSV_FIELDS], size_t *count, size_t *used,
             const char **why)
{
    size_t limit = bytes.len < RC_CSV_ROW ? bytes.len : RC_CSV_ROW;
    size_t start = 0, at, n = 0;
    enum place place = START;
    bool newline = false;

    for (at = 0; at < limit && !newline; at++) {
        char c = bytes.p[at];

        if (place == QUOTED || (c != delimiter && c != '\n')) {
            place = next_place(place, c);
            continue;
        }
        newline = c == '\n';

        size_t end = at - (newline && at > start && bytes.p[at - 1] == '\r');

        if (n < RC_CSV_FIELDS)
            fields[n] = (struct rc_slice){bytes.p + start, end - start};
        n++;
        start = at + 1;
        place = START;
    }
    if (!newline) {
        if (bytes.len >= RC_CSV_ROW)
            return bad_row(bytes, "a row is too long", used, why);
        if (!last || !bytes.len)
            return RC_CSV_SHORT;
        if (place == QUOTED)
            return bad_row(bytes, "a quoted field never ends", used, why);
        if (n < RC_CSV_FIELDS)
            fields[n] = (struct rc_slice){bytes.p + start, at - start};
        n++;
    }
    *used = at;
    if (n > RC_CSV_FIELDS) {
        *why = "a row has too many fields";
        return RC_CSV_BAD;
    }
    *count = n;
    return RC_CSV_ROW_READ;
}

enum rc_csv_result
rc_csv_row(struct rc_slice bytes, char delimiter, bool last,
           struct rc_slice fields[RC_CSV_FIELDS], size_t *count, size_t *used,
           const char **why)
{
    if (rc_formats_kernel()->csv_row(bytes, delimiter, fields, count, used))
        return RC_CSV_ROW_READ;
    return row_by_bytes(bytes, delimiter, last, fields, count, used, why);
}

struct rc_slice
rc_csv_text(struct rc_slice raw, struct rc_arena *arena)
{
    if (!raw.len || raw.p[0] != '"')
        return raw;

    const char *p = raw.p + 1, *end = raw.p + raw.len;
    const char *quote = memchr(p, '"', (size_t)(end - p));

    if (!quote || quote + 1 == end) /* as it nearly always is: in place */
        return (struct rc_slice){p, (size_t)((quote ? quote : end) - p)};

    char *start = rc_arena_take(arena, raw.len + RC_PAD), *out = start;
    enum place place = QUOTED;

    for (; p < end; p++) {
        enum place next = next_place(place, *p);

        /* of quotes the closing one is left out, and so of two the first */
        if (next != BEHIND)
            *out++ = *p;
        place = next;
    }
    memset(out, 0, RC_PAD);
    return (struct rc_slice){start, (size_t)(out - start)};
}

char
rc_csv_delimiter(struct rc_slice header)
{
    static const char candidates[] = ",;\t|"; /* the first of equals wins */
    size_t counts[sizeof candidates - 1] = {0}, best = 0;
    bool quoted = false;

    for (size_t i = 0; i < header.len; i++) {
        const char *candidate;

        if (header.p[i] == '"')
            quoted = !quoted;
        if (quoted || !header.p[i])
            continue;
        if (header.p[i] == '\n')
            break;
        candidate = strchr(candidates, header.p[i]);
        if (candidate)
            counts[candidate - candidates]++;
    }
    for (size_t i = 1; i < sizeof candidates - 1; i++)
        if (counts[i] > counts[best])
            best = i;
    return counts[best] ? candidates[best] : 0;
}
