/*
 * measures.c -- a person's ties as measures.
 *
 * The value is a number of people.  Which people, and whether an address has a
 * unit number, is in the ties; the sentence says the latter, for whoever reads
 * it to judge.
 */
#include "links/link_parts.h"

#include <stdlib.h>

static const struct {
    enum rc_tie_kind kind;
    const char *name, *one, *many, *nobody, *unseen;
} said[] = {
    {RC_TIE_PAYOUT, "payout_account_shared_with",
     "The same payout account was set by %u other person%s.",
     "The same payout account was set by %u other people%s.",
     "No other person set the same payout account.",
     "No whole payout account was seen."},
    {RC_TIE_ADDRESS, "ship_address_shared_with",
     "The same delivery or home address is held for %u other person%s.",
     "The same delivery or home address is held for %u other people%s.",
     "No other person has the same delivery or home address.",
     "No delivery or home address was seen."},
    {RC_TIE_EGRESS, "egress_address_shared_with",
     "%u other person also connects, day after day, from the same public "
     "network address%s.",
     "%u other people also connect, day after day, from the same public "
     "network address%s.",
     "No other person connects, day after day, from the same public network "
     "address.",
     "No public network address was used on ten days."},
    {RC_TIE_RESUME, "resume_text_shared_with",
     "Rare passages are also in the résumé of %u other person%s.",
     "Rare passages are also in the résumés of %u other people%s.",
     "No other résumé has the same rare passages.", "No résumé text was seen."},
};

static int
by_ref(const void *a, const void *b)
{
    return rc_ref_cmp(a, b);
}

static void
add_ref(struct rc_measure *measure, const struct rc_ref *ref)
{
    if (!ref->file || measure->ref_count == RC_MEASURE_REFS)
        return;
    for (size_t i = 0; i < measure->ref_count; i++)
        if (rc_ref_cmp(&measure->refs[i], ref) == 0)
            return;
    measure->refs[measure->ref_count++] = *ref;
}

void
rc_links_measures(const struct rc_links *links, uint32_t person,
                  const struct rc_shown *shown, size_t shown_count,
                  struct rc_measure_sink *to)
{
    (void)shown; /* find() noted who shows what */
    (void)shown_count;
    for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
        struct rc_measure measure = {.name = said[k].name, .unit = "people"};
        unsigned others = 0, coarse = 0;
        double share = 0;

        for (uint32_t i = links->tie_from[person];
             i < links->tie_from[person + 1]; i++) {
            const struct rc_tie *tie = &links->ties[links->tie_of[i]];

            if (tie->kind != said[k].kind)
                continue;
            others++;
            coarse += tie->coarse;
            share = tie->share > share ? tie->share : share;
            add_ref(&measure, tie->a == person ? &tie->ref_a : &tie->ref_b);
            add_ref(&measure, tie->a == person ? &tie->ref_b : &tie->ref_a);
        }
        measure.value = others;
        measure.seen = links->shows[person] >> said[k].kind & 1;
        qsort(measure.refs, measure.ref_count, sizeof *measure.refs, by_ref);

        struct rc_slice more = RC_SLICE_NONE;

        if (said[k].kind == RC_TIE_RESUME)
            more = rc_arena_print(to->arena,
                                  ", up to %.0f in a hundred words of it",
                                  100 * share);
        else if (others && coarse == others)
            more = RC_S(", without a unit number");
        if (!measure.seen)
            measure.why = rc_slice_of(said[k].unseen);
        else if (!others)
            measure.why = rc_slice_of(said[k].nobody);
        else
            measure.why = rc_arena_print(
                to->arena, others == 1 ? said[k].one : said[k].many, others,
                more.p ? more.p : "");
        to->take(to, &measure);
    }
}
