/*
 * status.h -- how a function says that it failed, and why.
 *
 * What can fail returns enum rc_status, takes struct rc_err *err last (never
 * NULL) and is RC_MUST_CHECK.  Whoever first knows the reason writes it, in
 * words for the person at the keyboard; callers add nothing but context.
 * Out-parameters are written on RC_OK only.
 */
#ifndef RC_BASE_STATUS_H
#define RC_BASE_STATUS_H

#define RC_MUST_CHECK __attribute__((warn_unused_result))

enum rc_status {
    RC_OK,
    RC_USAGE,     /* the call, a flag or a setting is wrong */
    RC_INPUT,     /* bytes from outside are not what they should be */
    RC_LIMIT,     /* a stated limit was met */
    RC_IO,        /* the machine said no: errno is in the text */
    RC_PERMIT,    /* permission or a key is missing */
    RC_PACK,      /* a rule or the pack is wrong */
    RC_INTEGRITY, /* what was stored is not what was written */
};

struct rc_err {
    enum rc_status status;
    char text[512];
};

/* Writes the reason and returns status, so that it can be returned at once. */
enum rc_status rc_fail(struct rc_err *err, enum rc_status status,
                       const char *format, ...)
    __attribute__((format(printf, 3, 4), cold));

/* One lower-case word for a status: "usage", "input", ... */
const char *rc_status_name(enum rc_status status);

#endif
