/*
 * sign.h -- a pack of one sign, for tests: read, or refused with its line.
 */
#ifndef RC_TEST_SIGN_H
#define RC_TEST_SIGN_H

#include "rules/rule.h"

#include "test.h"

static const char sign_weights[] =
    "version: \"1\"\n"
    "prior:\n"
    "    worker: 1/300\n"
    "    applicant: 0.005\n"
    "case_probability: 0.25\n"
    "case_families: 3\n"
    "peer_group_least: 8\n"
    "families:\n"
    "    payout: {title: Pay, cap_bits: 4, step: 0.3}\n";

/* A sign in two halves, so that a test can say what stands between them. */
#define HEAD                                                                   \
    "title: A sign\n"                                                          \
    "id: 2b92a9a5-f262-5d6c-9e13-0ca8984882b6\n"                               \
    "status: experimental\n"                                                   \
    "description: What it is.\n"                                               \
    "author: Rollcall\n"                                                       \
    "date: 2026-11-24\n"                                                       \
    "logsource: {product: rollcall, category: measure}\n"
#define DETECTION                                                              \
    "detection:\n"                                                             \
    "    selection:\n"                                                         \
    "        measure: changes\n"                                               \
    "        value|gte: 2\n"                                                   \
    "    condition: selection\n"
#define MIDDLE                                                                 \
    "fields: [a.b]\n"                                                          \
    "falsepositives: [It happens]\n"                                           \
    "level: low\n"                                                             \
    "tags: [rollcall.payout]\n"
#define ATTRIBUTES                                                             \
    "custom_attributes:\n"                                                     \
    "    rollcall.sign: a-sign\n"                                              \
    "    rollcall.subject: person\n"                                           \
    "    rollcall.family: payout\n"                                            \
    "    rollcall.lr_present: 3.0\n"                                           \
    "    rollcall.lr_present_range: [1.5, 6.0]\n"                              \
    "    rollcall.rate: 0.04\n"                                                \
    "    rollcall.rate_weight: 30\n"                                           \
    "    rollcall.half_life: 90d\n"                                            \
    "    rollcall.basis: expert\n"                                             \
    "    rollcall.clear_by: Ask\n"                                             \
    "    rollcall.burden: none\n"                                              \
    "    rollcall.harm_note: Somebody\n"                                       \
    "    rollcall.default: alone\n"
#define SIGN HEAD DETECTION MIDDLE ATTRIBUTES

static inline enum rc_status
load(const char *sign, struct rc_pack **pack, struct rc_err *err)
{
    struct rc_pack_file files[] = {
        {"signs/a-sign.yml", {sign, strlen(sign)}},
        {"weights.yml", {sign_weights, strlen(sign_weights)}},
    };

    return rc_pack_load(files, 2, pack, err);
}

static inline struct rc_pack *
loaded(const char *sign)
{
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    if (load(sign, &pack, &err) != RC_OK)
        fail_msg("%s", err.text);
    return pack;
}

/* Refused as RC_PACK, at the place and with the words given. */
static inline void
refused(const char *sign, const char *at, const char *words)
{
    struct rc_pack *pack = NULL;
    struct rc_err err = {0};

    assert_int_equal(load(sign, &pack, &err), RC_PACK);
    assert_null(pack);
    if (strncmp(err.text, at, strlen(at)) != 0 || !strstr(err.text, words))
        fail_msg("%s", err.text);
}

#endif
