/*
 * serial.c -- the serial form of an observation, version 1.
 *
 *     01 | tag value | tag value | ...      tag: varint of number * 4 + type
 *             |
 *             +-- integer: zigzag varint    moments, kind, outcome, flags
 *                 double:  8 bytes, little-endian
 *                 text:    varint length, bytes
 *
 * Numbers 1 to 6 are the fields that fields.def does not list; the others are
 * its own.  They rise strictly, and what is unknown is left out, so equal
 * observations have equal bytes.  The bytes come back from a store that may be
 * damaged: every length is checked against what is left before it is used.
 */
#include "observations/observation.h"

#include <math.h>

enum { VERSION = 1 };
enum type { INTEGER, DOUBLE, TEXT };
enum { KIND = 1, VENDOR, STREAM, OUTCOME, FLAGS, FLAGS_TOLD };

struct field {
    uint16_t number, offset;
    uint8_t type;
};

static const struct field fields[] = {
#define RC_TEXT(name, number, says)                                            \
    {number, offsetof(struct rc_obs, name), TEXT},
#define RC_MOMENT(name, number, says)                                          \
    {number, offsetof(struct rc_obs, name), INTEGER},
#define RC_NUMBER(name, number, says)                                          \
    {number, offsetof(struct rc_obs, name), DOUBLE},
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
};
enum { FIELDS = sizeof fields / sizeof *fields };

static void
put_varint(struct rc_buf *to, uint64_t value)
{
    rc_buf_reserve(to, 10);
    while (value >= 0x80) {
        to->p[to->len++] = (char)(value | 0x80);
        value >>= 7;
    }
    to->p[to->len++] = (char)value;
}

static void
put_integer(struct rc_buf *to, unsigned number, int64_t value)
{
    put_varint(to, number * 4 + INTEGER);
    put_varint(to, ((uint64_t)value << 1) ^ (uint64_t)(value >> 63));
}

static void
put_double(struct rc_buf *to, unsigned number, double value)
{
    uint64_t bits;

    value += 0.0; /* minus nought is nought */
    memcpy(&bits, &value, sizeof bits);
    put_varint(to, number * 4 + DOUBLE);
    rc_buf_reserve(to, 8);
    for (int i = 0; i < 8; i++)
        to->p[to->len++] = (char)(bits >> (8 * i));
}

static void
put_text(struct rc_buf *to, unsigned number, struct rc_slice text)
{
    if (!text.len)
        return;
    put_varint(to, number * 4 + TEXT);
    put_varint(to, text.len);
    rc_buf_put(to, text);
}

void
rc_obs_encode(const struct rc_obs *obs, struct rc_buf *to)
{
    rc_buf_char(to, VERSION);
    put_integer(to, KIND, obs->kind);
    put_text(to, VENDOR, rc_slice_of(obs->vendor));
    put_text(to, STREAM, rc_slice_of(obs->stream));
    if (obs->outcome != RC_UNKNOWN)
        put_integer(to, OUTCOME, obs->outcome);
    if (obs->flags)
        put_integer(to, FLAGS, obs->flags);
    if (obs->flags_told)
        put_integer(to, FLAGS_TOLD, obs->flags_told);
    for (size_t i = 0; i < FIELDS; i++) {
        const void *at = (const char *)obs + fields[i].offset;
        int64_t moment;
        double number;
        struct rc_slice text;

        switch ((enum type)fields[i].type) {
        case INTEGER:
            memcpy(&moment, at, sizeof moment);
            if (moment != RC_TIME_NONE)
                put_integer(to, fields[i].number, moment);
            break;
        case DOUBLE:
            memcpy(&number, at, sizeof number);
            if (isfinite(number))
                put_double(to, fields[i].number, number);
            break;
        case TEXT:
            memcpy(&text, at, sizeof text);
            put_text(to, fields[i].number, text);
            break;
        }
    }
}

static bool
get_varint(struct rc_slice *rest, uint64_t *value)
{
    uint64_t sum = 0;

    for (unsigned shift = 0; rest->len && shift < 64; shift += 7) {
        unsigned char byte = (unsigned char)*rest->p;

        rest->p++;
        rest->len--;
        if (shift == 63 && byte > 1)
            return false;
        sum |= (uint64_t)(byte & 0x7f) << shift;
        if (byte < 0x80) {
            *value = sum;
            return true;
        }
    }
    return false;
}

/* One value as it stood: which member is right follows from its type. */
struct value {
    int64_t integer;
    double number;
    struct rc_slice text;
};

static bool
get_value(struct rc_slice *rest, unsigned type, struct value *value)
{
    uint64_t bits = 0;

    if (type == DOUBLE) {
        if (rest->len < 8)
            return false;
        for (int i = 0; i < 8; i++)
            bits |= (uint64_t)(unsigned char)rest->p[i] << (8 * i);
        memcpy(&value->number, &bits, sizeof bits);
        rest->p += 8;
        rest->len -= 8;
        return isfinite(value->number);
    }
    if (type > TEXT || !get_varint(rest, &bits))
        return false;
    if (type == INTEGER) {
        value->integer = (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
        return true;
    }
    if (bits > rest->len)
        return false;
    value->text = (struct rc_slice){rest->p, (size_t)bits};
    rest->p += bits;
    rest->len -= (size_t)bits;
    return true;
}

static const char *
word_of(const char *(*word)(struct rc_slice text), struct rc_slice text)
{
    const char *found = word ? word(text) : NULL;

    return found ? found : "";
}

/* The numbers below fields.def's.  false when the value cannot be. */
static bool
set_head(struct rc_obs *obs, uint64_t number, unsigned type,
         const struct value *value, const char *(*word)(struct rc_slice text))
{
    bool text = number == VENDOR || number == STREAM;
    uint64_t whole = (uint64_t)value->integer;

    if (type != (text ? TEXT : INTEGER))
        return false;
    switch (number) {
    case KIND:
        obs->kind = (enum rc_obs_kind)value->integer;
        return whole < RC_OBS_KINDS;
    case VENDOR:
        obs->vendor = word_of(word, value->text);
        return true;
    case STREAM:
        obs->stream = word_of(word, value->text);
        return true;
    case OUTCOME:
        obs->outcome = (enum rc_outcome)value->integer;
        return whole <= RC_FAILURE;
    case FLAGS:
        obs->flags = (uint32_t)whole;
        return whole <= UINT32_MAX;
    default:
        obs->flags_told = (uint32_t)whole;
        return whole <= UINT32_MAX;
    }
}

static bool
set_field(struct rc_obs *obs, const struct field *field, unsigned type,
          const struct value *value)
{
    void *at = (char *)obs + field->offset;

    if (type != field->type)
        return false;
    if (type == INTEGER)
        memcpy(at, &value->integer, sizeof value->integer);
    else if (type == DOUBLE)
        memcpy(at, &value->number, sizeof value->number);
    else
        memcpy(at, &value->text, sizeof value->text);
    return true;
}

enum rc_status
rc_obs_decode(struct rc_slice bytes, struct rc_obs *obs,
              const char *(*word)(struct rc_slice text), struct rc_err *err)
{
    struct rc_slice rest = bytes;
    struct rc_obs read;
    uint64_t before = 0, tag;
    size_t next = 0; /* in fields */

    if (!bytes.len || bytes.p[0] != VERSION)
        return rc_fail(err, RC_INPUT, "observation: no version %d form",
                       VERSION);
    rest.p++;
    rest.len--;
    rc_obs_init(&read);
    while (rest.len) {
        struct value value = {0};
        bool fits = get_varint(&rest, &tag) && tag >> 2 > before &&
                    get_value(&rest, tag & 3, &value);

        if (fits) {
            before = tag >> 2;
            while (next < FIELDS && fields[next].number < before)
                next++;
            if (before <= FLAGS_TOLD)
                fits = set_head(&read, before, tag & 3, &value, word);
            else if (next < FIELDS && fields[next].number == before)
                fits = set_field(&read, &fields[next], tag & 3, &value);
        }
        if (!fits)
            return rc_fail(err, RC_INPUT,
                           "observation: damaged before byte %zu of %zu",
                           bytes.len - rest.len, bytes.len);
    }
    *obs = read;
    return RC_OK;
}
