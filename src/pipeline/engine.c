/*
 * engine.c -- an observation's way to the detectors.
 *
 * The hot path of a scan: at the million records a second that are aimed for,
 * all that happens here for one record may cost a few hundred nanoseconds.  So
 * names, addresses and places are worked out once for each distinct text and
 * looked up by its hash, and a detector is called only for its kinds.
 */
#include "pipeline/engine.h"

#include <stdlib.h>

#include "pipeline/memo.h"

enum {
    MEMO_MAX = 1 << 20,  /* distinct texts before a memo starts anew */
    EXCERPTS_MAX = 1000, /* rejects of one engine that keep their first bytes */
    EXCERPT_BYTES = 512,
};

struct by_kind {
    uint8_t detector[RC_DETECTORS_MAX];
    size_t count;
};

static struct by_kind wants[RC_OBS_KINDS];

__attribute__((constructor)) static void
index_detectors(void)
{
    for (size_t d = 0; d < rc_detector_count; d++)
        for (unsigned kind = 0; kind < RC_OBS_KINDS; kind++)
            if (rc_detectors[d]->kinds >> kind & 1)
                wants[kind].detector[wants[kind].count++] = (uint8_t)d;
}

struct rc_account *
rc_engine_account(struct rc_engine *engine, struct rc_slice name)
{
    bool added;
    uint32_t id = rc_intern_put(&engine->names, name, &added);

    if (id >= engine->account_cap) {
        engine->account_cap =
            engine->account_cap ? engine->account_cap * 2 : 1024;
        engine->accounts = rc_realloc(
            engine->accounts, engine->account_cap * sizeof *engine->accounts);
    }
    if (added) {
        struct rc_account *account =
            rc_arena_zero(&engine->arena,
                          sizeof *account + rc_detector_count * sizeof(void *));

        account->oldest_us = INT64_MAX;
        account->newest_us = INT64_MIN;
        account->id = id;
        engine->accounts[id] = account;
    }
    return engine->accounts[id];
}

void *
rc_engine_memory(struct rc_engine *engine, struct rc_account *account,
                 size_t detector)
{
    void **slot = &account->memory[detector];

    if (!*slot)
        *slot =
            rc_arena_zero(&engine->arena, rc_detectors[detector]->memory_bytes);
    return *slot;
}

static struct rc_account *
account_of(struct rc_engine *engine, const struct rc_obs *obs)
{
    char text[RC_ACCOUNT_MAX];
    size_t len;

    /* a mail that signs in is its own account, whatever else is stated */
    bool plain = obs->user.len && !obs->employee_number.len &&
                 !obs->candidate_uid.len &&
                 memchr(obs->user.p, '@', obs->user.len);

    if (plain) {
        uint64_t hash = rc_hash(obs->user);
        uint32_t id = rc_memo_find(&engine->users, hash);

        if (id != UINT32_MAX)
            return engine->accounts[id];
        len = rc_account_of(obs, text);
        struct rc_account *account =
            rc_engine_account(engine, (struct rc_slice){text, len});

        if (engine->users.count >= MEMO_MAX)
            rc_memo_clear(&engine->users);
        rc_memo_put(&engine->users, hash, account->id);
        return account;
    }
    len = rc_account_of(obs, text);
    return len ? rc_engine_account(engine, (struct rc_slice){text, len}) : NULL;
}

static struct rc_ip
ip_of(struct rc_engine *engine, struct rc_slice text)
{
    if (!text.len)
        return (struct rc_ip){0};
    uint64_t hash = rc_hash(text);
    uint32_t id = rc_memo_find(&engine->ips, hash);

    if (id != UINT32_MAX)
        return engine->ip_values[id];
    if (engine->ips.count >= MEMO_MAX)
        rc_memo_clear(&engine->ips);
    id = engine->ips.count;
    if (id >= engine->ip_cap) {
        engine->ip_cap = engine->ip_cap ? engine->ip_cap * 2 : 1024;
        engine->ip_values = rc_realloc(
            engine->ip_values, engine->ip_cap * sizeof *engine->ip_values);
    }
    engine->ip_values[id] = rc_ip_read(text);
    rc_memo_put(&engine->ips, hash, id);
    return engine->ip_values[id];
}

static struct rc_place
place_of(struct rc_engine *engine, const struct rc_obs *obs)
{
    if (!obs->country.len)
        return (struct rc_place){0};
    uint64_t hash =
        rc_hash_mix(rc_hash_mix(rc_hash(obs->country), rc_hash(obs->region)),
                    rc_hash(obs->city));
    uint32_t id = rc_memo_find(&engine->places, hash);

    if (id != UINT32_MAX)
        return engine->place_values[id];
    if (engine->places.count >= MEMO_MAX)
        rc_memo_clear(&engine->places);
    id = engine->places.count;
    if (id >= engine->place_cap) {
        engine->place_cap = engine->place_cap ? engine->place_cap * 2 : 256;
        engine->place_values =
            rc_realloc(engine->place_values,
                       engine->place_cap * sizeof *engine->place_values);
    }
    engine->place_values[id] =
        rc_place_read(obs->country, obs->region, obs->city);
    rc_memo_put(&engine->places, hash, id);
    return engine->place_values[id];
}

static uint32_t
tool_of(struct rc_engine *engine, struct rc_slice name)
{
    if (!name.len)
        return 0;
    uint64_t hash = rc_hash(name);
    uint32_t tool = rc_memo_find(&engine->tools, hash);

    if (tool == UINT32_MAX) {
        tool = rc_lists_tool(engine->lists, name);
        if (engine->tools.count >= MEMO_MAX)
            rc_memo_clear(&engine->tools);
        rc_memo_put(&engine->tools, hash, tool);
    }
    return tool;
}

static uint32_t
camera_of(struct rc_engine *engine, struct rc_slice name)
{
    if (!name.p)
        return RC_CAMERA_UNSAID;
    uint64_t hash = rc_hash(name);
    uint32_t camera = rc_memo_find(&engine->cameras, hash);

    if (camera == UINT32_MAX) {
        camera = rc_lists_camera(engine->lists, name);
        if (engine->cameras.count >= MEMO_MAX)
            rc_memo_clear(&engine->cameras);
        rc_memo_put(&engine->cameras, hash, camera);
    }
    return camera;
}

/* What the engine works out for the detectors, as far as the kind needs it. */
static void
look(struct rc_engine *engine, const struct rc_record *record,
     const struct rc_obs *obs, struct rc_seen *seen)
{
    *seen = (struct rc_seen){
        .obs = obs,
        .ref = {engine->file_hash, record->offset, obs->at_us},
        .day = obs->at_us == RC_TIME_NONE ? INT64_MIN : rc_day_of(obs->at_us),
        .ip = ip_of(engine, obs->src_ip),
        .place = place_of(engine, obs),
    };
    switch (obs->kind) {
    case RC_OBS_SHIPMENT:
    case RC_OBS_CANDIDATE:
    case RC_OBS_WORKER:
        seen->address = rc_address_of(obs);
        break;
    case RC_OBS_SOFTWARE:
    case RC_OBS_PERIPHERAL:
    case RC_OBS_PROCESS:
        seen->tool = tool_of(engine, obs->app);
        if (!seen->tool)
            seen->tool = tool_of(engine, obs->path);
        seen->camera =
            camera_of(engine, obs->camera.len ? obs->camera : obs->app);
        break;
    case RC_OBS_MEETING:
        seen->camera = camera_of(engine, obs->camera);
        break;
    default:
        break;
    }
}

/* One record may be told in several observations: it counts once. */
static struct rc_file_count *
count_of(struct rc_engine *engine, const struct rc_record *record)
{
    struct rc_file_count *count = &engine->counts[engine->file];

    count->records += record->offset + 1 != engine->record;
    engine->record = record->offset + 1;
    return count;
}

static void
take(struct rc_obs_sink *sink, const struct rc_record *record,
     const struct rc_obs *obs)
{
    struct rc_engine *engine = (struct rc_engine *)(void *)sink;

    count_of(engine, record)->observations++;
    rc_roster_add(engine->roster, obs);

    struct rc_account *account = account_of(engine, obs);

    if (!account)
        return;
    account->kinds |= 1u << obs->kind;
    account->dirty = true;
    if (obs->at_us != RC_TIME_NONE) {
        if (obs->at_us < account->oldest_us)
            account->oldest_us = obs->at_us;
        if (obs->at_us > account->newest_us)
            account->newest_us = obs->at_us;
    }
    const struct by_kind *who = &wants[obs->kind];

    if (!who->count)
        return;
    /* fetched while addresses and places are looked up */
    for (size_t i = 0; i < who->count; i++)
        __builtin_prefetch(account->memory[who->detector[i]], 1);
    struct rc_seen seen;

    look(engine, record, obs, &seen);
    for (size_t i = 0; i < who->count; i++) {
        size_t d = who->detector[i];

        rc_detectors[d]->observe(rc_engine_memory(engine, account, d), &seen);
    }
}

static void
reject(struct rc_obs_sink *sink, const struct rc_record *record,
       const char *why)
{
    struct rc_engine *engine = (struct rc_engine *)(void *)sink;
    struct rc_reject_note *note;

    if (engine->reject_count == engine->reject_cap) {
        engine->reject_cap = engine->reject_cap ? engine->reject_cap * 2 : 64;
        engine->rejects = rc_realloc(
            engine->rejects, engine->reject_cap * sizeof *engine->rejects);
    }
    note = &engine->rejects[engine->reject_count++];
    *note = (struct rc_reject_note){
        .offset = record->offset,
        .length = record->raw.len,
        .file = engine->file,
        .why = rc_intern_put(&engine->reasons, rc_slice_of(why), NULL),
        .excerpt = UINT32_MAX,
    };
    if (engine->reject_count <= EXCERPTS_MAX) {
        struct rc_slice head = record->raw;

        if (head.len > EXCERPT_BYTES)
            head.len = EXCERPT_BYTES;
        note->excerpt = rc_intern_put(&engine->excerpts, head, NULL);
    }
    count_of(engine, record)->rejects++;
}

static void
skip(struct rc_obs_sink *sink, const struct rc_record *record)
{
    count_of((struct rc_engine *)(void *)sink, record)->skipped++;
}

void
rc_engine_init(struct rc_engine *engine, const struct rc_lists *lists,
               size_t file_count)
{
    *engine = (struct rc_engine){
        .sink = {take, reject, skip},
        .lists = lists,
        .roster = rc_roster_new(),
        .counts = rc_alloc((file_count + 1) * sizeof *engine->counts),
    };
    memset(engine->counts, 0, (file_count + 1) * sizeof *engine->counts);
    rc_arena_init(&engine->arena, 1 << 20);
    rc_intern_init(&engine->names);
    rc_intern_init(&engine->reasons);
    rc_intern_init(&engine->excerpts);
}

void
rc_engine_done(struct rc_engine *engine)
{
    rc_arena_done(&engine->arena);
    rc_intern_done(&engine->names);
    rc_intern_done(&engine->reasons);
    rc_intern_done(&engine->excerpts);
    rc_roster_free(engine->roster);
    free(engine->accounts);
    free(engine->counts);
    free(engine->rejects);
    rc_memo_done(&engine->users);
    rc_memo_done(&engine->ips);
    rc_memo_done(&engine->places);
    rc_memo_done(&engine->tools);
    rc_memo_done(&engine->cameras);
    free(engine->ip_values);
    free(engine->place_values);
    *engine = (struct rc_engine){0};
}

void
rc_engine_file(struct rc_engine *engine, uint32_t index, uint64_t hash)
{
    engine->file = index;
    engine->file_hash = hash;
    engine->record = 0;
}

/* ours takes theirs: bytes that only they have change hands as they are. */
static void
merge_account(struct rc_account *ours, struct rc_account *theirs)
{
    ours->kinds |= theirs->kinds;
    ours->dirty |= theirs->dirty;
    if (theirs->oldest_us < ours->oldest_us)
        ours->oldest_us = theirs->oldest_us;
    if (theirs->newest_us > ours->newest_us)
        ours->newest_us = theirs->newest_us;
    for (size_t d = 0; d < rc_detector_count; d++) {
        if (!theirs->memory[d])
            continue;
        if (ours->memory[d])
            rc_detectors[d]->merge(ours->memory[d], theirs->memory[d]);
        else
            ours->memory[d] = theirs->memory[d];
    }
}

void
rc_engine_merge(struct rc_engine *into, struct rc_engine *from)
{
    for (uint32_t id = 0; id < from->names.count; id++)
        merge_account(rc_engine_account(into, from->names.entries[id].text),
                      from->accounts[id]);
    rc_roster_merge(into->roster, from->roster);
    rc_arena_adopt(&into->arena, &from->arena);
}
