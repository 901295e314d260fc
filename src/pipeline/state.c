/*
 * state.c -- an account's bytes as they are kept.
 *
 *     "RCA1"  oldest_us  newest_us  kinds  then for each detector with bytes:
 *     u64 hash of its name, u32 version, u32 bytes, then runs:
 *         u16 zero words skipped, u16 words that follow, those words
 *     until `bytes` are told.
 */
#include "pipeline/engine.h"

static void
put(struct rc_buf *to, const void *bytes, size_t len)
{
    rc_buf_put(to, (struct rc_slice){bytes, len});
}

static void
save_words(struct rc_buf *to, const uint64_t *words, size_t count)
{
    size_t at = 0;

    while (at < count) {
        uint16_t zeros = 0, told = 0;

        while (at + zeros < count && zeros < UINT16_MAX && !words[at + zeros])
            zeros++;
        at += zeros;
        while (at + told < count && told < UINT16_MAX && words[at + told])
            told++;
        put(to, &zeros, sizeof zeros);
        put(to, &told, sizeof told);
        put(to, words + at, told * sizeof *words);
        at += told;
    }
}

void
rc_account_save(const struct rc_account *account, struct rc_buf *to)
{
    rc_buf_put(to, RC_S("RCA1"));
    put(to, &account->oldest_us, sizeof account->oldest_us);
    put(to, &account->newest_us, sizeof account->newest_us);
    put(to, &account->kinds, sizeof account->kinds);
    for (size_t d = 0; d < rc_detector_count; d++) {
        const struct rc_detector *detector = rc_detectors[d];
        uint64_t name = rc_hash(rc_slice_of(detector->name));
        uint32_t bytes = (uint32_t)detector->memory_bytes;

        if (!account->memory[d])
            continue;
        put(to, &name, sizeof name);
        put(to, &detector->version, sizeof detector->version);
        put(to, &bytes, sizeof bytes);
        save_words(to, account->memory[d], (bytes + 7) / 8);
    }
}

static bool
get(struct rc_slice *from, void *to, size_t len)
{
    if (from->len < len)
        return false;
    memcpy(to, from->p, len);
    from->p += len;
    from->len -= len;
    return true;
}

static bool
load_words(struct rc_slice *from, uint64_t *words, size_t count)
{
    size_t at = 0;

    while (at < count) {
        uint16_t zeros, told;

        if (!get(from, &zeros, sizeof zeros) || !get(from, &told, sizeof told))
            return false;
        if ((size_t)zeros + told > count - at || !(zeros + told))
            return false;
        at += zeros;
        if (!get(from, words + at, told * sizeof *words))
            return false;
        at += told;
    }
    return true;
}

static size_t
detector_of(uint64_t name, uint32_t version, uint32_t bytes)
{
    for (size_t d = 0; d < rc_detector_count; d++)
        if (rc_hash(rc_slice_of(rc_detectors[d]->name)) == name &&
            rc_detectors[d]->version == version &&
            rc_detectors[d]->memory_bytes == bytes)
            return d;
    return SIZE_MAX;
}

enum rc_status
rc_account_load(struct rc_engine *engine, struct rc_slice name,
                struct rc_slice bytes, struct rc_err *err)
{
    struct rc_account *account = rc_engine_account(engine, name);
    uint32_t version, size;
    uint64_t detector;

    if (!rc_slice_starts(bytes, RC_S("RCA1")))
        goto damaged;
    bytes.p += 4;
    bytes.len -= 4;
    if (!get(&bytes, &account->oldest_us, sizeof account->oldest_us) ||
        !get(&bytes, &account->newest_us, sizeof account->newest_us) ||
        !get(&bytes, &account->kinds, sizeof account->kinds))
        goto damaged;
    while (bytes.len) {
        if (!get(&bytes, &detector, sizeof detector) ||
            !get(&bytes, &version, sizeof version) ||
            !get(&bytes, &size, sizeof size))
            goto damaged;
        size_t d = detector_of(detector, version, size);

        if (d == SIZE_MAX)
            return rc_fail(err, RC_INTEGRITY,
                           "the saved state is of another version");
        if (!load_words(&bytes, rc_engine_memory(engine, account, d),
                        (size + 7) / 8))
            goto damaged;
    }
    return RC_OK;
damaged:
    return rc_fail(err, RC_INTEGRITY, "an account's saved state is damaged");
}
