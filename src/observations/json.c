/*
 * json.c -- an observation as one line of `rollcall observe`.
 *
 * This is what a scan without a store spends its time on, so keys are string
 * literals with their comma, quotes and colon, and nothing is formatted by
 * printf but what is rare.
 */
#include "observations/observation.h"

#include <math.h>
#include <stdio.h>

static const struct {
    enum rc_obs_flag flag;
    struct rc_slice key;
} flags[] = {
#define FLAG(flag, word)                                                       \
    {                                                                          \
        flag,                                                                  \
        {                                                                      \
            ",\"" word "\":", sizeof(",\"" word "\":") - 1                     \
        }                                                                      \
    }
    FLAG(RC_IS_PROXY, "is_proxy"),
    FLAG(RC_IS_MANAGED, "is_managed"),
    FLAG(RC_IS_COMPLIANT, "is_compliant"),
    FLAG(RC_IS_PERSONAL, "is_personal"),
    FLAG(RC_VIDEO_SENT, "video_sent"),
    FLAG(RC_IS_EXTERNAL, "is_external"),
    FLAG(RC_IS_MFA, "is_mfa"),
    FLAG(RC_IS_INTERACTIVE, "is_interactive"),
    FLAG(RC_IS_REMOTE, "is_remote"),
    FLAG(RC_IS_CONTRACTOR, "is_contractor"),
    FLAG(RC_IS_CURRENT, "is_current"),
    FLAG(RC_TIME_AMBIGUOUS, "time_ambiguous"),
    FLAG(RC_VIDEO_ASKED, "video_asked"),
#undef FLAG
};

static void
put_number(struct rc_buf *to, uint64_t value)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + value % 10);
    while (value /= 10);
    rc_buf_put(to, (struct rc_slice){digits + at, sizeof digits - at});
}

/* Is any of eight bytes below 0x20, above 0x7e, a quote or a backslash?  (Of
 * 0x7f and more it says yes too: those are looked at one by one then.) */
static bool
wants_escape(uint64_t bytes)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones << 7;
    uint64_t quote = bytes ^ ones * '"', slash = bytes ^ ones * '\\';

    return ((bytes | (bytes - ones * 0x20) | (quote - ones) | (slash - ones) |
             (bytes + ones)) &
            tops) != 0;
}

/* s as a JSON string: copied at once when nothing in it wants an escape. */
static void
put_string(struct rc_buf *to, struct rc_slice s)
{
    char *out;
    size_t i = 0;
    uint64_t eight;

    rc_buf_reserve(to, s.len + 2);
    out = to->p + to->len + 1;
    for (; i + 8 <= s.len; i += 8) {
        memcpy(&eight, s.p + i, 8);
        if (wants_escape(eight))
            break;
        memcpy(out + i, &eight, 8);
    }
    for (; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < 0x20 || c >= 0x7f || c == '"' || c == '\\') {
            rc_buf_json(to, s);
            return;
        }
        out[i] = s.p[i];
    }
    to->p[to->len] = '"';
    out[s.len] = '"';
    to->len += s.len + 2;
}

static void
put_text(struct rc_buf *to, struct rc_slice key, struct rc_slice text)
{
    if (!text.len)
        return;
    rc_buf_put(to, key);
    put_string(to, text);
}

static void
put_text_or_null(struct rc_buf *to, struct rc_slice key, struct rc_slice text)
{
    if (text.len) {
        put_text(to, key, text);
    } else {
        rc_buf_put(to, key);
        rc_buf_put(to, RC_S("null"));
    }
}

static void
put_moment(struct rc_buf *to, struct rc_slice key, int64_t at_us)
{
    char text[RC_TIME_TEXT];

    if (at_us == RC_TIME_NONE)
        return;
    rc_time_write(at_us, text);
    rc_buf_put(to, key);
    rc_buf_char(to, '"');
    rc_buf_put(to, rc_slice_of(text));
    rc_buf_char(to, '"');
}

/* hired_us is written as "hired": the unit is the field's, not the text's. */
static void
put_named_moment(struct rc_buf *to, const char *name, int64_t at_us)
{
    char key[32];

    if (at_us == RC_TIME_NONE)
        return;
    int len =
        snprintf(key, sizeof key, ",\"%.*s\":", (int)strlen(name) - 3, name);

    put_moment(to, (struct rc_slice){key, (size_t)len}, at_us);
}

/*
 * Most numbers are whole, or coordinates of at most six decimals: where the
 * millionths make fifteen digits at most and give the value back, their
 * decimals are the shortest that do, and need no search.
 */
static bool
put_short_double(struct rc_buf *to, double value)
{
    double millionths = nearbyint(fabs(value) * 1e6);
    uint64_t digits, fraction;

    if (!(millionths < 1e15) || millionths / 1e6 != fabs(value))
        return false;
    digits = (uint64_t)millionths;
    fraction = digits % 1000000;
    if (value < 0)
        rc_buf_char(to, '-');
    put_number(to, digits / 1000000);
    for (uint64_t unit = 100000; fraction; unit /= 10) {
        if (unit == 100000)
            rc_buf_char(to, '.');
        rc_buf_char(to, (char)('0' + fraction / unit));
        fraction %= unit;
    }
    return true;
}

static void
put_double(struct rc_buf *to, struct rc_slice key, double value)
{
    if (!isfinite(value))
        return;
    rc_buf_put(to, key);
    if (!put_short_double(to, value))
        rc_buf_json_double(to, value);
}

/* What every line has, in the order that a reader's eye wants it. */
static void
put_head(struct rc_buf *to, const struct rc_obs *obs)
{
    char room[RC_IP_TEXT];

    put_text_or_null(to, RC_S(",\"vendor\":"), rc_slice_of(obs->vendor));
    put_text_or_null(to, RC_S(",\"stream\":"), rc_slice_of(obs->stream));
    put_text(to, RC_S(",\"kind\":"), rc_slice_of(rc_obs_kind_word(obs->kind)));
    if (obs->at_us == RC_TIME_NONE)
        rc_buf_put(to, RC_S(",\"timestamp\":null"));
    put_moment(to, RC_S(",\"timestamp\":"), obs->at_us);
    put_text_or_null(to, RC_S(",\"user\":"), obs->user);
    put_text_or_null(to, RC_S(",\"ip\":"), rc_ip_text(obs->src_ip, room));
    put_text_or_null(to, RC_S(",\"action\":"), obs->action);
    if (obs->outcome == RC_UNKNOWN)
        rc_buf_put(to, RC_S(",\"outcome\":null"));
    else
        put_text(to, RC_S(",\"outcome\":"),
                 rc_slice_of(rc_outcome_word(obs->outcome)));
}

/* put_head has written these. */
#define IS_HEAD(name)                                                          \
    (SAME(name, at_us) || SAME(name, user) || SAME(name, src_ip) ||            \
     SAME(name, action))
#define SAME(name, other)                                                      \
    (offsetof(struct rc_obs, name) == offsetof(struct rc_obs, other))
#define KEY(name) RC_S(",\"" #name "\":")

void
rc_obs_json(const struct rc_obs *obs, struct rc_slice file, uint64_t line,
            uint64_t offset, struct rc_buf *to)
{
    rc_buf_put(to, RC_S("{\"file\":"));
    put_string(to, file);
    rc_buf_put(to, RC_S(",\"line\":"));
    if (line)
        put_number(to, line);
    else
        rc_buf_put(to, RC_S("null")); /* lines count from 1: not counted */
    rc_buf_put(to, RC_S(",\"offset\":"));
    put_number(to, offset);
    put_head(to, obs);
#define RC_TEXT(name, number, says)                                            \
    if (!IS_HEAD(name))                                                        \
        put_text(to, KEY(name), obs->name);
#define RC_MOMENT(name, number, says)                                          \
    if (!IS_HEAD(name))                                                        \
        put_named_moment(to, #name, obs->name);
#define RC_NUMBER(name, number, says) put_double(to, KEY(name), obs->name);
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
    if (obs->flags_told)
        for (size_t i = 0; i < sizeof flags / sizeof *flags; i++)
            if (obs->flags_told & flags[i].flag) {
                rc_buf_put(to, flags[i].key);
                rc_buf_put(to, obs->flags & flags[i].flag ? RC_S("true")
                                                          : RC_S("false"));
            }
    rc_buf_char(to, '}');
}
