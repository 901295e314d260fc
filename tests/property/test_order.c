/*
 * The laws of a detector's memory, over many seeds, for all detectors:
 * any order, any partition that is merged, and records seen twice give the
 * same bytes.  The seed is printed when a law is broken.
 */
#include "pack_lists.h"
#include "signals_kit.h"

enum { RECORDS = 3000, SEEDS = 16, PARTS = 4 };

static uint64_t chance;

static uint64_t
draw(uint64_t below)
{
    chance += UINT64_C(0x9e3779b97f4a7c15);
    uint64_t x = chance;

    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (x ^ (x >> 31)) % below;
}

struct record {
    struct rc_obs obs;
    struct rc_seen seen;
    char text[8][48];
    char document[400];
};

static struct rc_slice
some(struct record *record, int slot, const char *format, uint64_t below)
{
    snprintf(record->text[slot], sizeof record->text[slot], format,
             (unsigned)draw(below));
    return rc_slice_of(record->text[slot]);
}

/* wide: more distinct values than any detector keeps. */
static void
make(struct record *record, uint64_t wide)
{
    static const char *const apps[] = {"AnyDesk", "TeamViewer", "RustDesk",
                                       "ManyCam", "Notes",      "OBS Studio"};
    static const char *const cameras[] = {"", "OBS Virtual Camera", "None",
                                          "Integrated Camera", "Thing"};
    struct rc_obs *obs = &record->obs;

    *obs = kit_obs((enum rc_obs_kind)draw(19), 0);
    obs->at_us =
        draw(50) ? day_us(2024, 1, 1) +
                       (int64_t)draw(900 * UINT64_C(86400)) * RC_US_PER_SECOND
                 : RC_TIME_NONE;
    obs->outcome = (enum rc_outcome)draw(3);
    obs->flags_told = (uint32_t)draw(1 << 13);
    obs->flags = obs->flags_told & (uint32_t)draw(1 << 13);
    obs->src_ip = some(record, 0, "8.8.4.%u", wide);
    obs->country = RC_S("US");
    obs->region = draw(9) ? some(record, 1, "region %u", wide) : RC_SLICE_NONE;
    obs->address = some(record, 2, "%u Oak Street, Austin, 78701", wide);
    if (!draw(3))
        obs->new_value = some(record, 3, "%u Pine Ave, Austin, 78701", wide);
    obs->action = draw(4) ? RC_S("redirected") : RC_S("returned");
    obs->payout_account =
        draw(5) ? some(record, 4, "9000%06u", wide) : RC_SLICE_NONE;
    obs->session_uid =
        draw(6) ? some(record, 5, "meeting-%u", wide * 2) : RC_SLICE_NONE;
    obs->app = rc_slice_of(apps[draw(6)]);
    obs->camera = rc_slice_of(cameras[draw(5)]);
    size_t at = 0;

    record->document[0] = '\0';
    for (int i = 0; i < 30; i++)
        at += (size_t)snprintf(record->document + at,
                               sizeof record->document - at, "w%u ",
                               (unsigned)draw(wide));
    obs->document = rc_slice_of(record->document);
}

static void
shuffle(uint32_t *order, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t j = (size_t)draw(i);
        uint32_t swap = order[i - 1];

        order[i - 1] = order[j];
        order[j] = swap;
    }
}

static void
observe(const struct rc_detector *detector, void *memory,
        const struct record *records, uint32_t i)
{
    if (detector->kinds >> records[i].obs.kind & 1)
        detector->observe(memory, &records[i].seen);
}

static void
same(const struct rc_detector *detector, const void *a, const void *b,
     const char *law, uint64_t seed)
{
    if (memcmp(a, b, detector->memory_bytes) == 0)
        return;
    print_error("%s: %s changes the bytes, seed %llu\n", detector->name, law,
                (unsigned long long)seed);
    fail();
}

static void
laws(const struct rc_detector *detector, const struct record *records,
     uint64_t seed)
{
    size_t bytes = detector->memory_bytes;
    char *plain = calloc(1, bytes), *other = calloc(1, bytes);
    char *part[PARTS];
    uint32_t order[2 * RECORDS];

    for (uint32_t i = 0; i < RECORDS; i++) {
        order[i] = order[i + RECORDS] = i;
        observe(detector, plain, records, i);
    }
    shuffle(order, RECORDS);
    for (uint32_t i = 0; i < RECORDS; i++)
        observe(detector, other, records, order[i]);
    same(detector, plain, other, "order", seed);

    shuffle(order, 2 * RECORDS); /* not each just twice: any order */
    memset(other, 0, bytes);
    for (uint32_t i = 0; i < 2 * RECORDS; i++)
        observe(detector, other, records, order[i]);
    same(detector, plain, other, "seeing twice", seed);

    memset(other, 0, bytes);
    for (int p = 0; p < PARTS; p++)
        part[p] = calloc(1, bytes);
    for (uint32_t i = 0; i < 2 * RECORDS; i++) /* parts overlap */
        observe(detector, part[draw(PARTS)], records, order[i]);
    for (int p = 0; p < PARTS; p++)
        detector->merge(other, part[p]);
    same(detector, plain, other, "partition", seed);
    detector->merge(other, part[draw(PARTS)]);
    detector->merge(other, plain);
    same(detector, plain, other, "merging again", seed);
    for (int p = 0; p < PARTS; p++)
        free(part[p]);
    free(plain);
    free(other);
}

TEST(any_order_any_partition_and_any_repetition_give_the_same_bytes)
{
    struct record *records = calloc(RECORDS, sizeof *records);
    struct rc_lists *lists = pack_lists("");

    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        chance = seed;
        uint64_t wide = seed % 2 ? 6 : 250;

        for (uint32_t i = 0; i < RECORDS; i++)
            make(&records[i], wide);
        for (uint32_t i = 0; i < RECORDS; i++)
            records[i].seen = kit_seen(&records[i].obs, lists, i + 1);
        for (size_t d = 0; d < rc_detector_count; d++)
            laws(rc_detectors[d], records, seed);
    }
    rc_lists_free(lists);
    free(records);
}

TEST(all_detectors_together_stay_small)
{
    size_t bytes = 0, hot = 0;

    for (size_t d = 0; d < rc_detector_count; d++) {
        bytes += rc_detectors[d]->memory_bytes;
        if (rc_detectors[d]->kinds >> RC_OBS_SIGN_IN & 1)
            hot += rc_detectors[d]->memory_bytes;
        assert_int_equal(rc_detectors[d]->memory_bytes % 8, 0);
        print_message("# %-28s %5zu bytes\n", rc_detectors[d]->name,
                      rc_detectors[d]->memory_bytes);
    }
    assert_int_equal(rc_detector_count, 12);
    assert_true(bytes <= 24 * 1024);
    assert_true(hot <= 6 * 1024);
}

TEST_MAIN
