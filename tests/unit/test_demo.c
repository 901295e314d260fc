/* test_demo.c -- the made-up company: the same seed is the same company. */
#include "test.h"

#include <errno.h>
#include <ftw.h>
#include <sys/stat.h>
#include <unistd.h>

#include <jansson.h>
#include <zlib.h>

#include "demo/company.h"

/* --- folders ----------------------------------------------------------- */

static uint64_t sum;
static unsigned files;

static int
add_up(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)ftw;
    if (kind != FTW_F)
        return 0;
    char *bytes = rc_alloc((size_t)st->st_size + RC_PAD);
    FILE *from = fopen(path, "rb");

    assert_non_null(from);
    size_t len = fread(bytes, 1, (size_t)st->st_size, from);

    fclose(from);
    /* order of folders is not told: a sum does not mind */
    sum += rc_hash((struct rc_slice){bytes, len});
    files++;
    free(bytes);
    return 0;
}

static int
drop(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
    (void)st;
    (void)kind;
    (void)ftw;
    return remove(path);
}

static struct rc_demo_count
written(const char *folder, uint64_t seed, unsigned workers)
{
    struct rc_demo_setting setting = {folder, seed, workers};
    struct rc_demo_count count;
    struct rc_err err;

    if (rc_demo_write(&setting, &count, &err) != RC_OK)
        fail_msg("%s", err.text);
    return count;
}

static uint64_t
summed(const char *folder)
{
    sum = files = 0;
    assert_int_equal(nftw(folder, add_up, 16, FTW_PHYS), 0);
    return sum;
}

static char *
new_folder(char name[32])
{
    strcpy(name, "/tmp/rc-demo-XXXXXX");
    assert_non_null(mkdtemp(name));
    return name;
}

static void
gone(const char *folder)
{
    nftw(folder, drop, 16, FTW_DEPTH | FTW_PHYS);
}

static json_t *
truth_of(const char *folder)
{
    struct rc_buf text = {0};
    struct rc_err err;
    json_error_t why;

    if (rc_demo_truth(folder, &text, &err) != RC_OK)
        fail_msg("%s", err.text);
    json_t *truth = json_loadb(text.p, text.len, 0, &why);

    rc_buf_done(&text);
    if (!truth)
        fail_msg("%s at %d", why.text, why.line);
    return truth;
}

/* Every line of a file, plain or gzip'd, is an object. */
static unsigned
objects_in(const char *folder, const char *name)
{
    enum { LINE = 1 << 20 };
    char path[256], *line = rc_alloc(LINE);
    unsigned count = 0;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    gzFile from = gzopen(path, "rb");

    assert_non_null(from);
    while (gzgets(from, line, LINE)) {
        json_error_t why;
        json_t *one = json_loads(line, 0, &why);

        if (!one)
            fail_msg("%s line %u: %s", name, count + 1, why.text);
        assert_true(json_is_object(one));
        json_decref(one);
        count++;
    }
    gzclose(from);
    free(line);
    return count;
}

static json_t *
whole(const char *folder, const char *name)
{
    char path[256];
    json_error_t why;

    snprintf(path, sizeof(path), "%s/%s", folder, name);
    json_t *all = json_load_file(path, 0, &why);

    if (!all)
        fail_msg("%s line %d: %s", name, why.line, why.text);
    return all;
}

/* --- what is promised -------------------------------------------------- */

TEST(the_same_seed_is_the_same_bytes_and_another_seed_is_another_company)
{
    char a[32], b[32], c[32];
    struct rc_demo_count count = written(new_folder(a), 7, 20);

    written(new_folder(b), 7, 20);
    written(new_folder(c), 8, 20);
    uint64_t first = summed(a);

    assert_int_equal(files, count.files);
    assert_true(first == summed(b));
    assert_true(first != summed(c));
    gone(a);
    gone(b);
    gone(c);
}

TEST(a_folder_is_written_over)
{
    char a[32], b[32];

    written(new_folder(a), 3, 40);
    written(a, 4, 25);
    written(new_folder(b), 4, 25);
    assert_true(summed(a) == summed(b));
    gone(a);
    gone(b);
}

TEST(the_truth_opens_and_counts_the_planted)
{
    char folder[32];
    struct rc_demo_count count = written(new_folder(folder), 11, 120);
    json_t *truth = truth_of(folder), *person;
    unsigned planted = 0, workers = 0;
    size_t i;

    assert_string_equal(json_string_value(json_object_get(truth, "schema")),
                        "rollcall.truth/1");
    json_array_foreach (json_object_get(truth, "people"), i, person) {
        planted += json_is_true(json_object_get(person, "planted"));
        workers += json_is_true(json_object_get(person, "worker"));
        assert_true(json_array_size(json_object_get(person, "emails")) > 0);
    }
    assert_int_equal(workers, 120);
    assert_int_equal(i, count.workers + count.applicants);
    assert_int_equal(planted, count.planted);
    assert_true(planted >= rc_demo_planted_of(120));
    json_decref(truth);
    gone(folder);
}

TEST(a_broken_seal_is_told)
{
    char folder[32], name[64];
    struct rc_buf text = {0};
    struct rc_err err;

    written(new_folder(folder), 2, 20);
    snprintf(name, sizeof(name), "%s/truth.sealed", folder);
    assert_int_equal(truncate(name, 400), 0);
    assert_int_equal(rc_demo_truth(folder, &text, &err), RC_INTEGRITY);
    assert_int_equal(truncate(name, 10), 0);
    assert_int_equal(rc_demo_truth(folder, &text, &err), RC_INPUT);
    assert_int_equal(text.len, 0);
    gone(folder);
    assert_int_equal(rc_demo_truth(folder, &text, &err), RC_IO);
    rc_buf_done(&text);
}

TEST(exports_are_json_where_they_say_so)
{
    char folder[32];
    json_t *all;

    written(new_folder(folder), 5, 60);
    assert_true(objects_in(folder, "identity/okta-system-log.ndjson") > 1000);
    assert_true(
        objects_in(folder, "identity/okta-system-log-2026-02.ndjson.gz") >
        1000);
    assert_true(objects_in(folder, "identity/entra-signinlogs.ndjson") > 500);
    assert_true(objects_in(folder, "it/osqueryd.results.log") > 100);
    assert_true(
        objects_in(folder, "meetings/zoom-participants-2026-03-02.json") > 20);
    all = whole(folder, "identity/entra-signins-graph.json");
    assert_true(json_array_size(json_object_get(all, "value")) > 500);
    json_decref(all);
    all = whole(folder, "meetings/teams-call-records.json");
    assert_true(json_array_size(all) > 20);
    json_decref(all);
    all = whole(folder, "it/managed-devices-2.json");
    assert_true(json_array_size(json_object_get(all, "value")) > 5);
    json_decref(all);
    all = whole(folder, "hiring/candidates.json");
    assert_true(json_array_size(all) >= 20);
    json_decref(all);
    gone(folder);
}

TEST(a_routing_number_keeps_its_checksum)
{
    static const int times[] = {3, 7, 1, 3, 7, 1, 3, 7, 1};

    for (uint64_t account = 0; account < 500; account++) {
        struct demo_bank bank = rc_demo_bank(account * 2654435761u, 1);
        int total = 0;

        assert_int_equal(strlen(bank.routing), 9);
        for (int i = 0; i < 9; i++)
            total += times[i] * (bank.routing[i] - '0');
        assert_int_equal(total % 10, 0);
    }
}

TEST(names_and_claimed_places_tell_nothing_of_who_is_planted)
{
    unsigned us[2] = {0}, all[2] = {0}, early[2] = {0};

    for (uint64_t seed = 0; seed < 40; seed++) {
        struct rc_demo_setting setting = {"-", seed, 300};
        struct demo_company co;

        rc_demo_company_make(&co, &setting);
        for (uint32_t i = 0; i < co.workers; i++) {
            const struct demo_person *p = &co.people[i];

            if (p->kinds & DEMO_BIT(ABROAD))
                continue; /* moved on purpose */
            all[p->planted]++;
            us[p->planted] += rc_demo_in_us(p->city);
            early[p->planted] += p->first < rc_demo_first_count / 2;
        }
        rc_demo_company_done(&co);
    }
    /* about 400 planted: within four standard deviations of the honest */
    assert_true(all[1] > 350);
    assert_true(
        abs((int)(us[1] * 1000 / all[1]) - (int)(us[0] * 1000 / all[0])) < 100);
    assert_true(abs((int)(early[1] * 1000 / all[1]) -
                    (int)(early[0] * 1000 / all[0])) < 100);
}

TEST(too_small_and_too_large_companies_are_refused)
{
    struct rc_demo_setting setting = {"/nonexistent/x", 1, 19};
    struct rc_demo_count count;
    struct rc_err err;

    assert_int_equal(rc_demo_write(&setting, &count, &err), RC_USAGE);
    setting.workers = 100001;
    assert_int_equal(rc_demo_write(&setting, &count, &err), RC_USAGE);
    setting.workers = 20;
    setting.folder = "/proc/none";
    assert_int_equal(rc_demo_write(&setting, &count, &err), RC_IO);
}

TEST_MAIN
