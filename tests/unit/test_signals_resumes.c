/*
 * Résumés, from text to ties: the detector and links/ together.
 */
#include "links/link.h"
#include "signals_kit.h"

enum { POOL = 40, TEXT = 8192, SHOWN_MAX = POOL * 256 };

/* Words that are this person's own: "w7x12 w7x13 ...". */
static size_t
words(char *to, size_t at, const char *mark, int count)
{
    for (int i = 0; i < count; i++)
        at += (size_t)snprintf(to + at, TEXT - at, "%s%d ", mark, i);
    return at;
}

struct pool {
    char text[POOL][TEXT];
    struct rc_person person[POOL];
    struct rc_people people;
    struct rc_shown shown[SHOWN_MAX];
    size_t count;
};

static struct rc_links *
compare(struct pool *pool)
{
    struct kit kit = kit_of("resume-text-duplicate");
    struct rc_obs obs = kit_obs(RC_OBS_CANDIDATE, day_us(2026, 3, 1));

    pool->people.person = pool->person;
    pool->people.count = POOL;
    for (int pass = 0; pass < 2; pass++)
        for (uint32_t p = 0; p < POOL; p++) {
            kit_next(&kit);
            obs.document = rc_slice_of(pool->text[p]);
            kit_see(&kit, &obs);
            if (pass == 0) {
                kit_survey(&kit, &pool->person[p]);
                continue;
            }
            kit_measure(&kit, &pool->person[p]);
            for (size_t i = 0; i < kit.shown_count; i++)
                pool->shown[pool->count++] = (struct rc_shown){p, kit.shown[i]};
        }
    kit_done(&kit);
    return rc_links_find(pool->shown, pool->count, &pool->people,
                         &rc_link_default);
}

TEST(a_copied_resume_under_another_name_is_found_and_a_template_is_not)
{
    struct pool *pool = calloc(1, sizeof *pool);
    char mark[16];

    for (int p = 0; p < POOL; p++) {
        size_t at = 0;

        if (p % 2) /* every second one used the same form */
            at = words(pool->text[p], at, "form", 150);
        snprintf(mark, sizeof mark, "own%dx", p);
        at = words(pool->text[p], at, mark, 250);
        if (p == 7 || p == 8 || p == 20) /* and three the same career */
            words(pool->text[p], at, "career", 300);
    }
    struct rc_links *links = compare(pool);

    assert_int_equal(links->tie_count, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(links->ties[i].share > 0.35);
    assert_int_equal(links->ties[0].a, 7);
    assert_int_equal(links->ties[0].b, 8);
    rc_links_free(links);
    free(pool);
}

TEST(case_and_punctuation_do_not_hide_a_copy)
{
    struct kit kit = kit_of("resume-text-duplicate");
    struct rc_person nobody = {0};
    struct rc_obs obs = kit_obs(RC_OBS_CANDIDATE, day_us(2026, 3, 1));

    obs.document = RC_S("Led the migration of the billing platform.");
    kit_see(&kit, &obs);
    obs.document = RC_S("- LED the migration,\n of the  BILLING platform");
    kit_see(&kit, &obs);
    kit_measure(&kit, &nobody);
    assert_int_equal(kit.shown_count, 3); /* of seven words */
    kit_done(&kit);
}

TEST_MAIN
