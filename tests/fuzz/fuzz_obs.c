/*
 * fuzz_obs.c -- any bytes for a serial observation.  What is decoded encodes to
 * bytes that decode to the same and encode to themselves, and is one line of
 * JSON that jansson reads.
 */
#include <jansson.h>
#include <stdlib.h>

#include "observations/observation.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The two words that this program knows. */
static const char *
word(struct rc_slice text)
{
    return rc_slice_eq(text, RC_S("okta"))     ? "okta"
           : rc_slice_eq(text, RC_S("system")) ? "system"
                                               : "";
}

static void
check_json(const struct rc_obs *obs)
{
    struct rc_buf line = {0};
    json_t *read;

    rc_obs_json(obs, RC_S("a \"file\"\n"), 1, 2, &line);
    if (memchr(line.p, '\n', line.len))
        abort();
    read = json_loadb(line.p, line.len, JSON_ALLOW_NUL, NULL);
    if (!json_object_get(read, "timestamp") || !json_object_get(read, "user"))
        abort();
    json_decref(read);
    rc_buf_done(&line);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct rc_slice bytes = {(const char *)data, size};
    struct rc_buf once = {0}, twice = {0};
    struct rc_obs first, second;
    struct rc_err err;

    if (rc_obs_decode(bytes, &first, word, &err) != RC_OK) {
        if (!*err.text)
            abort();
        return 0;
    }
    check_json(&first);
    rc_obs_encode(&first, &once);
    if (rc_obs_decode(rc_buf_slice(&once), &second, word, &err) != RC_OK)
        abort();
    rc_obs_encode(&second, &twice);
    if (!rc_slice_eq(rc_buf_slice(&once), rc_buf_slice(&twice)))
        abort();
    rc_buf_done(&once);
    rc_buf_done(&twice);
    return 0;
}
