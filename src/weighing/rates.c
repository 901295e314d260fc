/*
 * rates.c -- how common a sign is among comparable honest people.
 *
 * P(sign | honest) is not the pack's alone: where half the company uses a VPN,
 * a VPN says nothing.  The pack's rate is a Beta prior worth `rate_weight`
 * pseudo-people, and every peer who was looked at adds one (conjugate update:
 * Gelman et al., Bayesian Data Analysis, 3rd ed., section 2.4):
 *
 *     a = rate * weight + k        k of n peers show it
 *     b = (1 - rate) * weight + n - k
 *
 * What is counted is people, never events, so one busy person is one.  Left out
 * are the person, who would explain themselves away, and whoever the links put
 * into a ring with them: if they have one operator they are one case, and in a
 * small company a ring of five would else make its own habits look ordinary.
 * Who could not be looked at (unseen) is in neither k nor n.
 *
 * Each step of a sign has a rate of its own, from its own k: whoever reaches
 * five changes of account reaches two as well, so rates fall step by step.
 */
#include "weighing/weigh_parts.h"

unsigned
rc_peer_cell(const struct rc_person *person)
{
    return (person->kind == RC_APPLICANT ? 4u : 0u) +
           (person->is_contractor ? 2u : 0u) + (person->is_remote ? 1u : 0u);
}

static void
count_person(const struct weighing *w, size_t dossier, struct tally *tallies)
{
    size_t signs = w->pack->sign_count;
    const uint8_t *states = w->states + dossier * signs;

    for (size_t s = 0; s < signs; s++)
        for (size_t k = 0; k < w->pack->signs[s].step_count; k++) {
            struct tally *tally = &tallies[w->column_of[s] + k];

            tally->shown += w->reached[dossier * signs + s] > k;
            tally->looked += states[s] != RC_SIGN_UNSEEN;
        }
}

void
rc_peers_count(struct weighing *w)
{
    size_t columns = w->columns;
    size_t rings = w->links ? w->links->ring_count : 0;

    w->tallies =
        rc_arena_zero(&w->arena, PEER_CELLS * columns * sizeof *w->tallies);
    w->ring_tallies =
        rc_arena_zero(&w->arena, (rings * PEER_CELLS * columns + 1) *
                                     sizeof *w->ring_tallies);
    for (size_t i = 0; i < w->count; i++) {
        unsigned cell = rc_peer_cell(w->dossiers[i].person);
        uint32_t ring = w->ring_of[w->dossiers[i].index];

        w->cell_people[cell]++;
        count_person(w, i, w->tallies + cell * columns);
        if (ring != UINT32_MAX)
            count_person(
                w, i, w->ring_tallies + (ring * PEER_CELLS + cell) * columns);
    }
}

/* From the closest group to everybody; names by cell. */
struct peers
rc_peers_of(const struct weighing *w, size_t dossier)
{
    static const char *const closest[PEER_CELLS] = {
        "office employees",
        "remote employees",
        "office contractors",
        "remote contractors",
        "applicants for office work",
        "applicants for remote work",
        "applicants for office contracts",
        "applicants for remote contracts",
    };
    static const char *const wider[PEER_CELLS / 2] = {
        "employees", "contractors", "applicants for employment",
        "applicants for contracts"};
    unsigned cell = rc_peer_cell(w->dossiers[dossier].person);
    struct peers steps[] = {
        {closest[cell], (uint8_t)(1u << cell), 0},
        {wider[cell / 2], (uint8_t)(3u << (cell & ~1u)), 0},
        {cell & 4 ? "applicants" : "workers", (uint8_t)(cell & 4 ? 0xf0 : 0x0f),
         0},
        {"everybody", 0xff, 0},
    };
    size_t last = sizeof steps / sizeof *steps - 1;

    for (size_t i = 0;; i++) {
        size_t people = 0;

        for (unsigned c = 0; c < PEER_CELLS; c++)
            if (steps[i].cells & (1u << c))
                people += w->cell_people[c];
        steps[i].count = people - 1; /* without this person */
        if (i == last || steps[i].count >= w->pack->peer_group_least)
            return steps[i];
    }
}

/* One person's own part, in the peers' cells or not. */
static struct tally
own_tally(const struct weighing *w, const struct peers *peers, size_t dossier,
          size_t sign, size_t step)
{
    unsigned cell = rc_peer_cell(w->dossiers[dossier].person);
    size_t at = dossier * w->pack->sign_count + sign;
    bool in = peers->cells & (1u << cell);

    return (struct tally){in && w->reached[at] > step,
                          in && w->states[at] != RC_SIGN_UNSEEN};
}

static struct tally
sum_cells(const struct weighing *w, const struct tally *tallies,
          const struct peers *peers, size_t column)
{
    struct tally sum = {0, 0};

    for (unsigned c = 0; c < PEER_CELLS; c++)
        if (peers->cells & (1u << c)) {
            sum.shown += tallies[c * w->columns + column].shown;
            sum.looked += tallies[c * w->columns + column].looked;
        }
    return sum;
}

struct rate
rc_peers_rate(const struct weighing *w, const struct peers *peers,
              size_t dossier, size_t sign, size_t step)
{
    const struct rc_sign *of = &w->pack->signs[sign];
    double rate = of->steps[step].rate;
    size_t column = w->column_of[sign] + step;
    uint32_t ring = w->ring_of[w->dossiers[dossier].index];
    struct tally all = sum_cells(w, w->tallies, peers, column);
    struct tally out =
        ring == UINT32_MAX
            ? own_tally(w, peers, dossier, sign, step)
            : sum_cells(w, w->ring_tallies + ring * PEER_CELLS * w->columns,
                        peers, column);
    double k = all.shown - out.shown, n = all.looked - out.looked;

    return (struct rate){rate * of->rate_weight + k,
                         (1 - rate) * of->rate_weight + n - k};
}
