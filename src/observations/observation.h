/*
 * observations -- the one record that every vendor's becomes.
 *
 * Flat, immutable, named after OCSF where OCSF has the thing, with kinds of
 * our own for what it lacks (meetings, pay, shipping, hiring, HR).  Unknown is
 * ordinary: a text not stated is the empty slice, a number NAN, a moment
 * RC_TIME_NONE.  Texts are lent: they live as long as the record's bytes and
 * its arena, so whoever keeps one copies it.
 *
 * fields.def is the table that the struct, the serial form, `observe` and the
 * format pages are made from; a field is never renumbered or reused.
 */
#ifndef RC_OBSERVATIONS_OBSERVATION_H
#define RC_OBSERVATIONS_OBSERVATION_H

#include "base/base.h"

enum rc_obs_kind {
#define RC_KIND(name, number, word, class_uid, says) RC_OBS_##name = number,
#include "observations/kinds.def"
#undef RC_KIND
    RC_OBS_KINDS = 32,
};

enum rc_outcome { RC_UNKNOWN, RC_SUCCESS, RC_FAILURE };

/* What a record says by yes or no; the mask says which of them it stated. */
enum rc_obs_flag {
    RC_IS_PROXY = 1 << 0,   /* the vendor holds the address for a proxy, VPN
                               exit or hosting network */
    RC_IS_MANAGED = 1 << 1, /* the device is the company's */
    RC_IS_COMPLIANT = 1 << 2,
    RC_IS_PERSONAL = 1 << 3,
    RC_VIDEO_SENT = 1 << 4,  /* the participant's camera sent pictures */
    RC_IS_EXTERNAL = 1 << 5, /* a guest, not of this company */
    RC_IS_MFA = 1 << 6,
    RC_IS_INTERACTIVE = 1 << 7,
    RC_IS_REMOTE = 1 << 8, /* HR: works remotely */
    RC_IS_CONTRACTOR = 1 << 9,
    RC_IS_CURRENT = 1 << 10,     /* HR: still here; hiring: still open */
    RC_TIME_AMBIGUOUS = 1 << 11, /* the local hour happened twice */
    RC_VIDEO_ASKED = 1 << 12,    /* the meeting asked everybody for video */
};

struct rc_obs {
    enum rc_obs_kind kind;
    enum rc_outcome outcome;
    uint32_t flags;              /* enum rc_obs_flag that are true */
    uint32_t flags_told;         /* those that the record stated at all */
    const char *vendor, *stream; /* of the source; static */
#define RC_TEXT(name, number, says)   struct rc_slice name;
#define RC_MOMENT(name, number, says) int64_t name;
#define RC_NUMBER(name, number, says) double name;
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
};

/* An observation in which nothing is known. */
void rc_obs_init(struct rc_obs *obs);

/*
 * An address the one way it is written here: lower case, RFC 5952, without
 * port, brackets and interface; IPv4 inside IPv6 (::ffff:192.0.2.1) as the
 * IPv4 that it is.  What is no address comes back as it was.  The result is
 * text itself, a part of it, or stands in room.
 */
enum { RC_IP_TEXT = 46 };
struct rc_slice rc_ip_text(struct rc_slice text, char room[RC_IP_TEXT]);

/* Where a record stands.  file is rc_hash of the file's name as shown. */
struct rc_ref {
    uint64_t file;
    uint64_t offset; /* in the decompressed stream */
    int64_t at_us;   /* of the observation, RC_TIME_NONE when unknown */
};

/* by time, then file, then offset: an order that no run can change. */
int rc_ref_cmp(const struct rc_ref *a, const struct rc_ref *b);

const char *rc_obs_kind_word(enum rc_obs_kind kind);
const char *rc_outcome_word(enum rc_outcome outcome);

/*
 * The serial form, version 1: one version byte, then for each known field a
 * varint of number * 4 + type (0 integer zigzag, 1 double, 2 text), then the
 * value (texts and doubles with their length or 8 bytes little-endian).
 * Fields come in number order, so equal observations have equal bytes.
 * A reader skips numbers that it does not know.
 */
void rc_obs_encode(const struct rc_obs *obs, struct rc_buf *to);
/* Texts of *obs point into bytes; vendor and stream are looked up by the
 * caller's interner `word` (NULL leaves them "").  RC_INPUT on damage. */
enum rc_status rc_obs_decode(struct rc_slice bytes, struct rc_obs *obs,
                             const char *(*word)(struct rc_slice text),
                             struct rc_err *err) RC_MUST_CHECK;

/* One JSON object (no newline), the line of `rollcall observe`: file, line,
 * offset first, then what is known.  timestamp, user, ip, action, outcome are
 * always there, null when unknown. */
void rc_obs_json(const struct rc_obs *obs, struct rc_slice file, uint64_t line,
                 uint64_t offset, struct rc_buf *to);

#endif
