/*
 * resume_text_duplicate.c -- passages of résumés, for links/ to compare.
 *
 *     "Led the migration of the billing platform to ..."
 *      led the migration of the         -> a shingle of WORDS words, hashed
 *          the migration of the billing -> the next
 *
 * Lower-case words of letters and digits; bytes beyond ASCII are letters.  Of
 * all shingles the SHINGLES smallest hashes are kept (a bottom-k sketch), so
 * the shares of two people's sketches that agree estimate the shares of their
 * texts: the standard error at 256 is 3 points of a hundred.
 *
 * Phrases of templates, job advertisements and trades are everybody's.  A
 * shingle counts as one when TEMPLATE_PEOPLE people or a fiftieth of the pool
 * have it, whichever is more.  Not fewer than eight: reused texts come in
 * small sets, and a smaller floor would call the set itself a template; a
 * phrase of seven people in a small pool gives each pair three shingles of the
 * many that link.h asks for.
 */
#include "signals/detectors.h"
#include "signals/keep.h"
#include "signals/tally.h"

enum {
    SHINGLES = 256,
    WORDS = 5,
    TEMPLATE_PEOPLE = 8,
    TEMPLATE_PART = 50, /* one in */
    WIDTH = 65536,
    TEXT_MAX = 1 << 20, /* bytes of a document that are read */
};

struct sketch {
    struct rc_keep_set set;
    uint64_t keys[SHINGLES];
    uint64_t any;
    struct rc_ref first;
};
struct company {
    uint32_t people;
    uint32_t have[2 * WIDTH]; /* people, by shingle */
};

/* Letters and digits; lower case; 0 for what stands between words. */
static unsigned char
folded(char c)
{
    if (c >= 'A' && c <= 'Z')
        return (unsigned char)(c + 32);
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
        (unsigned char)c >= 0x80)
        return (unsigned char)c;
    return 0;
}

static void
add_word(struct sketch *sketch, uint64_t words[WORDS], size_t nth,
         uint64_t word)
{
    uint64_t shingle = 0;
    bool fresh;

    memmove(words, words + 1, (WORDS - 1) * sizeof *words);
    words[WORDS - 1] = word;
    if (nth < WORDS)
        return;
    for (int i = 0; i < WORDS; i++)
        shingle = rc_hash_mix(shingle, words[i]);
    /* the k smallest are compared: the value has to be spread evenly */
    shingle = rc_hash((struct rc_slice){(const char *)&shingle, 8});
    rc_keep_put(&sketch->set, sketch->keys, NULL, 0, SHINGLES, shingle, &fresh);
}

static void
sketch_observe(void *memory, const struct rc_seen *seen)
{
    struct sketch *sketch = memory;
    struct rc_slice text = seen->obs->document;
    uint64_t words[WORDS] = {0}, word = 0;
    size_t nth = 0;

    if (!text.len)
        return;
    if (text.len > TEXT_MAX)
        text.len = TEXT_MAX;
    for (size_t i = 0; i <= text.len; i++) {
        unsigned char c = i < text.len ? folded(text.p[i]) : 0;

        if (c)
            word = rc_hash_mix(word, c);
        else if (word) {
            add_word(sketch, words, ++nth, word);
            word = 0;
        }
    }
    rc_keep_first(&sketch->first, &seen->ref, !sketch->any);
    sketch->any = 1;
}

static void
sketch_merge(void *into, const void *from)
{
    struct sketch *a = into;
    const struct sketch *b = from;
    bool fresh;

    for (uint32_t i = 0; i < b->set.count; i++)
        rc_keep_put(&a->set, a->keys, NULL, 0, SHINGLES, b->keys[i], &fresh);
    a->set.more |= b->set.more;
    if (b->any)
        rc_keep_first(&a->first, &b->first, !a->any);
    a->any |= b->any;
}

static void
sketch_survey(const void *memory, const struct rc_person *person, void *company)
{
    const struct sketch *sketch = memory;
    struct company *all = company;

    if (!sketch || !sketch->any)
        return;
    all->people++;
    for (uint32_t i = 0; i < sketch->set.count; i++)
        rc_tally_add(all->have, WIDTH, sketch->keys[i]);
}

static bool
is_template(const struct company *all, uint64_t shingle)
{
    uint32_t have = all ? rc_tally_of(all->have, WIDTH, shingle) : 0;

    return have >= TEMPLATE_PEOPLE && have >= all->people / TEMPLATE_PART;
}

static void
sketch_measure(const void *memory, const struct rc_measure_call *call,
               struct rc_measure_sink *to)
{
    const struct sketch *sketch = memory;

    for (uint32_t i = 0; sketch && i < sketch->set.count; i++)
        if (!is_template(call->company, sketch->keys[i]))
            to->indicate(to, &(struct rc_indicator){.kind = RC_TIE_RESUME,
                                                    .value = sketch->keys[i],
                                                    .days = 1,
                                                    .ref = sketch->first});
}

const struct rc_detector rc_detector_resume_text_duplicate = {
    .name = "resume-text-duplicate",
    .says = "passages of résumés, to be compared between people",
    .kinds = RC_KIND_BIT(CANDIDATE) | RC_KIND_BIT(WORKER),
    .version = 1,
    .memory_bytes = sizeof(struct sketch),
    .observe = sketch_observe,
    .merge = sketch_merge,
    .company_bytes = sizeof(struct company),
    .survey = sketch_survey,
    .measure = sketch_measure,
};
