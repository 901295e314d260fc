/*
 * account.c -- which account a record is about.
 *
 * HR's number wins where it is stated, then the applicant number, then what
 * signed in.  Endpoint records name a login that only that machine knows
 * ("tsg"), so there the machine is the account and the directory says whose.
 */
#include "subjects/account.h"

static size_t
name_account(const char *class_, struct rc_slice name, char out[RC_ACCOUNT_MAX])
{
    size_t n = strlen(class_);
    struct rc_slice s = rc_slice_trim(name);

    if (!s.len)
        return 0;
    memcpy(out, class_, n);
    size_t room = RC_ACCOUNT_MAX - n - 1;
    bool cut = s.len > room;
    size_t keep = cut ? room - 17 : s.len;

    for (size_t i = 0; i < keep; i++) {
        char c = s.p[i];

        out[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    if (cut) {
        static const char hex[] = "0123456789abcdef";
        uint64_t hash = rc_hash(s);

        out[n++] = '~';
        for (int i = 60; i >= 0; i -= 4)
            out[n++] = hex[hash >> i & 15];
    }
    return n;
}

static bool
has_at(struct rc_slice s)
{
    return s.len && memchr(s.p, '@', s.len);
}

/* 8-4-4-4-12 hexadecimal digits. */
static bool
is_guid(struct rc_slice s)
{
    return s.len == 36 && s.p[8] == '-' && s.p[13] == '-' && s.p[18] == '-' &&
           s.p[23] == '-';
}

size_t
rc_account_named(struct rc_slice user, char out[RC_ACCOUNT_MAX])
{
    return name_account(has_at(user)    ? "mail:"
                        : is_guid(user) ? "uid:"
                                        : "login:",
                        user, out);
}

static size_t
machine(const struct rc_obs *obs, char out[RC_ACCOUNT_MAX])
{
    if (obs->device_serial.len)
        return name_account("serial:", obs->device_serial, out);
    if (obs->device.len)
        return name_account("host:", obs->device, out);
    return name_account("dev:", obs->device_uid, out);
}

size_t
rc_account_of(const struct rc_obs *obs, char out[RC_ACCOUNT_MAX])
{
    if (obs->employee_number.len)
        return name_account("emp:", obs->employee_number, out);
    if (obs->candidate_uid.len)
        return name_account("cand:", obs->candidate_uid, out);
    switch (obs->kind) {
    case RC_OBS_SOFTWARE:
    case RC_OBS_PERIPHERAL:
    case RC_OBS_PROCESS:
    case RC_OBS_DEVICE:
        if (has_at(obs->user))
            return name_account("mail:", obs->user, out);
        return machine(obs, out);
    default:
        break;
    }
    if (obs->kind == RC_OBS_MEETING && !has_at(obs->user) &&
        !has_at(obs->email)) {
        /* a name typed on joining ("Victor (guest)") names nobody */
        if (is_guid(obs->user))
            return name_account("uid:", obs->user, out);
        return is_guid(obs->user_uid) ? name_account("uid:", obs->user_uid, out)
                                      : machine(obs, out);
    }
    if (has_at(obs->user) || !has_at(obs->email)) {
        size_t n = rc_account_named(obs->user, out);

        if (n)
            return n;
    }
    if (obs->email.len)
        return name_account("mail:", obs->email, out);
    if (obs->user_uid.len)
        return name_account("uid:", obs->user_uid, out);
    return machine(obs, out);
}

size_t
rc_account_text(const char *class_, struct rc_slice name,
                char out[RC_ACCOUNT_MAX])
{
    return name_account(class_, name, out);
}
