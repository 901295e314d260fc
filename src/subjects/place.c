/*
 * place.c -- places and network addresses in one form.
 *
 * Regions are compared only in countries whose divisions we know by name and
 * by code: elsewhere one vendor writes Bayern, another Bavaria, a third BY, and
 * a difference of spelling must not become a difference of place.
 */
#include "subjects/subject.h"

#include <arpa/inet.h>

#include "subjects/fold.h"

enum { FOLDED = 96 };

struct rc_place
rc_place_read(struct rc_slice country, struct rc_slice region,
              struct rc_slice city)
{
    struct rc_place place = {0};
    char text[FOLDED], code[2], division[4];
    struct rc_slice folded = {text, rc_fold(country, text, sizeof text)};

    if (!folded.len)
        return place;
    bool known = rc_country_code(folded, code);

    place.country =
        known ? rc_hash((struct rc_slice){code, 2}) : rc_hash(folded);
    folded.len = rc_fold(region, text, sizeof text);
    if (known && folded.len && rc_region_code(code, folded, division))
        place.region =
            rc_hash_mix(place.country, rc_hash((struct rc_slice){division, 4}));
    folded.len = rc_fold(city, text, sizeof text);
    if (folded.len)
        place.city = rc_hash_mix(place.region ? place.region : place.country,
                                 rc_hash(folded));
    return place;
}

enum rc_agreement
rc_place_compare(const struct rc_place *claimed, const struct rc_place *seen)
{
    if (!claimed->country || !seen->country)
        return RC_PLACE_UNKNOWN;
    if (claimed->country != seen->country)
        return RC_PLACE_DIFFERS;
    if (claimed->region && seen->region && claimed->region != seen->region)
        return RC_PLACE_DIFFERS;
    return RC_PLACE_AGREES;
}

/* The 16 bytes of an address (IPv4 as ::ffff:a.b.c.d); false when none. */
static bool
parse(struct rc_slice text, unsigned char bytes[16], bool *v4)
{
    char room[RC_IP_TEXT], terminated[RC_IP_TEXT];
    struct rc_slice s = rc_ip_text(text, room);

    if (!s.len || s.len >= sizeof terminated)
        return false;
    memcpy(terminated, s.p, s.len);
    terminated[s.len] = 0;
    memset(bytes, 0, 16);
    bytes[10] = bytes[11] = 0xff;
    *v4 = inet_pton(AF_INET, terminated, bytes + 12) == 1;
    return *v4 || inet_pton(AF_INET6, terminated, bytes) == 1;
}

static bool
is_public_v4(const unsigned char *b)
{
    return !(
        b[0] == 0 || b[0] == 10 || b[0] == 127 || b[0] >= 224 ||
        (b[0] == 100 && (b[1] & 0xc0) == 64) || (b[0] == 169 && b[1] == 254) ||
        (b[0] == 172 && (b[1] & 0xf0) == 16) || (b[0] == 192 && b[1] == 168) ||
        (b[0] == 198 && (b[1] & 0xfe) == 18));
}

static bool
is_public_v6(const unsigned char *b)
{
    return (b[0] & 0xe0) == 0x20; /* 2000::/3, RFC 4291 */
}

struct rc_ip
rc_ip_read(struct rc_slice text)
{
    unsigned char bytes[16];
    bool v4;

    if (!parse(text, bytes, &v4))
        return (struct rc_ip){0};
    uint64_t key = rc_hash((struct rc_slice){(char *)bytes, sizeof bytes});

    return (struct rc_ip){key ? key : 1,
                          v4 ? is_public_v4(bytes + 12) : is_public_v6(bytes)};
}
