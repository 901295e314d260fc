/* observation.c -- what an observation is made of: its words, the order of
 * records, and the one way to write an address; see observation.h. */
#include "observations/observation.h"

#include <arpa/inet.h>
#include <math.h>

void
rc_obs_init(struct rc_obs *obs)
{
    *obs = (struct rc_obs){.kind = RC_OBS_OTHER, .vendor = "", .stream = ""};
#define RC_TEXT(name, number, says)
#define RC_MOMENT(name, number, says) obs->name = RC_TIME_NONE;
#define RC_NUMBER(name, number, says) obs->name = (double)NAN;
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
}

int
rc_ref_cmp(const struct rc_ref *a, const struct rc_ref *b)
{
    if (a->at_us != b->at_us)
        return a->at_us < b->at_us ? -1 : 1;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    if (a->offset != b->offset)
        return a->offset < b->offset ? -1 : 1;
    return 0;
}

const char *
rc_obs_kind_word(enum rc_obs_kind kind)
{
    static const char *const words[RC_OBS_KINDS] = {
#define RC_KIND(name, number, word, class_uid, says) [number] = word,
#include "observations/kinds.def"
#undef RC_KIND
    };
    const char *word = (unsigned)kind < RC_OBS_KINDS ? words[kind] : NULL;

    return word ? word : "other"; /* a later version's kind, read by this one */
}

const char *
rc_outcome_word(enum rc_outcome outcome)
{
    switch (outcome) {
    case RC_SUCCESS:
        return "success";
    case RC_FAILURE:
        return "failure";
    case RC_UNKNOWN:
        break;
    }
    return "unknown";
}

/* Four decimal octets without leading zeros, as most addresses come. */
static bool
is_dotted(struct rc_slice s)
{
    int octets = 1, digits = 0, value = 0;

    if (s.len < 7 || s.len > 15)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned digit = (unsigned)(unsigned char)s.p[i] - '0';

        if (digit <= 9) {
            if (digits && value == 0)
                return false;
            value = value * 10 + (int)digit;
            if (value > 255)
                return false;
            digits++;
        } else {
            if (s.p[i] != '.' || !digits || octets == 4)
                return false;
            octets++;
            digits = value = 0;
        }
    }
    return octets == 4 && digits;
}

/* Without brackets, port and the interface's name: "[fe80::1%en0]:443". */
static struct rc_slice
bare_address(struct rc_slice s)
{
    const char *end;

    if (s.len && s.p[0] == '[') {
        end = memchr(s.p, ']', s.len);
        if (!end)
            return s;
        s = (struct rc_slice){s.p + 1, (size_t)(end - s.p - 1)};
    } else {
        const char *colon = s.len ? memchr(s.p, ':', s.len) : NULL;

        /* one colon is a port's; IPv6 has two at least */
        if (colon && !memchr(colon + 1, ':', (size_t)(s.p + s.len - colon - 1)))
            s.len = (size_t)(colon - s.p);
    }
    end = s.len ? memchr(s.p, '%', s.len) : NULL;
    if (end)
        s.len = (size_t)(end - s.p);
    return s;
}

struct rc_slice
rc_ip_text(struct rc_slice text, char room[RC_IP_TEXT])
{
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    unsigned char address[16];
    char written[RC_IP_TEXT];
    struct rc_slice bare;

    if (is_dotted(text))
        return text;
    bare = bare_address(rc_slice_trim(text));
    if (is_dotted(bare))
        return bare;
    if (bare.len == 0 || bare.len >= sizeof written)
        return text;
    memcpy(written, bare.p, bare.len);
    written[bare.len] = '\0';
    if (strlen(written) != bare.len || !inet_pton(AF_INET6, written, address))
        return text;
    if (memcmp(address, mapped, sizeof mapped) == 0)
        inet_ntop(AF_INET, address + sizeof mapped, room, RC_IP_TEXT);
    else
        inet_ntop(AF_INET6, address, room, RC_IP_TEXT);
    return rc_slice_of(room);
}
