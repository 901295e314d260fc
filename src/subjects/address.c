/*
 * address.c -- postal addresses as compared.
 *
 *     "12 North Oak Street, Apt 4, Austin, TX 78701, USA"
 *      |            |        |                |
 *      |            |        |                +-- postcode: kept when found
 *      |            |        +------------------- unit: in `whole` only
 *      +------------+---------------------------- street line: the first part
 *                                                 that holds a digit
 *
 * City, region and country are left out: vendors write them in too many ways,
 * and house number, street and postcode tell a building from any other.  Where
 * no postcode is written the part behind the street stands in for it.
 */
#include "subjects/subject.h"

#include "subjects/fold.h"

enum { FOLDED = 256 };

static const char *const same[][2] = {
    {"street", "st"},      {"avenue", "ave"},   {"av", "ave"},
    {"road", "rd"},        {"drive", "dr"},     {"lane", "ln"},
    {"boulevard", "blvd"}, {"court", "ct"},     {"place", "pl"},
    {"terrace", "ter"},    {"circle", "cir"},   {"highway", "hwy"},
    {"parkway", "pkwy"},   {"square", "sq"},    {"trail", "trl"},
    {"north", "n"},        {"south", "s"},      {"east", "e"},
    {"west", "w"},         {"northeast", "ne"}, {"northwest", "nw"},
    {"southeast", "se"},   {"southwest", "sw"}, {"strasse", "str"},
    {"straße", "str"},     {"saint", "st"},     {"mount", "mt"},
};

static const char *const unit_words[] = {
    "apt", "apartment", "unit", "suite", "ste", "flat", "room",
    "rm",  "no",        "nr",   "lok",   "whg", "m",    "floor",
};

static struct rc_slice
same_word(struct rc_slice word)
{
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (rc_slice_eq(word, rc_slice_of(same[i][0])))
            return rc_slice_of(same[i][1]);
    return word;
}

static bool
is_unit_word(struct rc_slice word)
{
    for (size_t i = 0; i < sizeof unit_words / sizeof *unit_words; i++)
        if (rc_slice_eq(word, rc_slice_of(unit_words[i])))
            return true;
    return false;
}

static size_t
digits_in(struct rc_slice s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.p[i] >= '0' && s.p[i] <= '9';
    return n;
}

struct reading {
    uint64_t street, unit, postcode, rest;
    bool has_street;
};

/* One folded word after another; rest is what is left. */
static bool
next_word(struct rc_slice *rest, struct rc_slice *word)
{
    if (!rest->len)
        return false;
    if (!rc_slice_cut(rest, ' ', word)) {
        *word = *rest;
        *rest = RC_SLICE_NONE;
    }
    return true;
}

/* A street line: its words, with "Apt 4" or "#4" taken out as the unit. */
static void
read_street(struct reading *to, struct rc_slice folded)
{
    struct rc_slice word;
    size_t at = 0;

    while (next_word(&folded, &word)) {
        if (at && is_unit_word(word) && digits_in(folded)) {
            to->unit = rc_hash(folded);
            break;
        }
        to->street = rc_hash_mix(to->street, rc_hash(same_word(word)));
        at++;
    }
    to->has_street = true;
}

/* Five digits or more, or letters and digits as in "SW1A 1AA" or "K1A 0B1",
 * at the end of a part behind the street. */
static void
read_behind(struct reading *to, struct rc_slice folded)
{
    struct rc_slice word, rest = folded, first = RC_SLICE_NONE;
    bool lone = !memchr(folded.p, ' ', folded.len);

    if (next_word(&rest, &first) && is_unit_word(first)) {
        to->unit = rc_hash(rest);
        return;
    }
    if (!to->unit && lone && digits_in(folded) && folded.len <= 4) {
        to->unit = rc_hash(folded); /* "#4B" on a line of its own */
        return;
    }
    if (!to->rest && !digits_in(folded))
        to->rest = rc_hash(folded);
    rest = folded;
    while (next_word(&rest, &word)) {
        size_t digits = digits_in(word);

        if (digits >= 5) {
            word.len = 5; /* 78701-1234 folds to "78701 1234" or one word */
            to->postcode = rc_hash(word);
            return;
        }
        if (digits && rest.len && digits_in(rest) && word.len <= 4 &&
            rest.len <= 4) {
            to->postcode = rc_hash_mix(rc_hash(word), rc_hash(rest));
            return;
        }
    }
}

/* "#4" becomes "unit 4" before folding takes the sign away. */
static size_t
fold_part(struct rc_slice part, char *out)
{
    const char *sign = part.len ? memchr(part.p, '#', part.len) : NULL;

    if (!sign)
        return rc_fold(part, out, FOLDED);
    struct rc_slice before = {part.p, (size_t)(sign - part.p)};
    struct rc_slice after = {sign + 1, part.len - before.len - 1};
    size_t n = rc_fold(before, out, FOLDED - 8);

    if (n)
        out[n++] = ' ';
    memcpy(out + n, "unit ", 5);
    n += 5;
    return n + rc_fold(after, out + n, FOLDED - n);
}

struct rc_address
rc_address_read(struct rc_slice text)
{
    struct reading reading = {0};
    struct rc_slice part;
    char folded[FOLDED];

    while (text.len) {
        size_t end = 0;

        while (end < text.len && text.p[end] != ',' && text.p[end] != '\n' &&
               text.p[end] != ';')
            end++;
        part = (struct rc_slice){text.p, end};
        text.p += end < text.len ? end + 1 : end;
        text.len -= end < text.len ? end + 1 : end;

        struct rc_slice line = {folded, fold_part(part, folded)};

        if (!line.len)
            continue;
        struct rc_slice rest = line, first = RC_SLICE_NONE;

        next_word(&rest, &first);
        if (!reading.has_street && is_unit_word(first))
            reading.unit = rc_hash(rest); /* "Apt 4, 12 Oak Street" */
        else if (!reading.has_street && digits_in(line))
            read_street(&reading, line);
        else if (reading.has_street)
            read_behind(&reading, line);
    }
    if (!reading.has_street)
        return (struct rc_address){0};
    uint64_t where = reading.postcode ? reading.postcode : reading.rest;
    uint64_t building = rc_hash_mix(reading.street, where);

    return (struct rc_address){
        .building = building ? building : 1,
        .whole = reading.unit ? rc_hash_mix(building, reading.unit)
                              : (building ? building : 1),
        .unit = reading.unit != 0,
    };
}

struct rc_address
rc_address_of(const struct rc_obs *obs)
{
    char text[512];
    size_t n = 0;
    const struct rc_slice parts[] = {obs->address, obs->city, obs->postcode};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        struct rc_slice part = parts[i];

        if (!part.len ||
            (i && rc_slice_ifind((struct rc_slice){text, n}, part) != SIZE_MAX))
            continue;
        if (n && n < sizeof text)
            text[n++] = ',';
        if (part.len > sizeof text - n)
            part.len = sizeof text - n;
        memcpy(text + n, part.p, part.len);
        n += part.len;
    }
    return obs->address.len ? rc_address_read((struct rc_slice){text, n})
                            : (struct rc_address){0};
}
