/*
 * bank_account_churn.c -- how often the account that pay goes to is replaced.
 *
 *     set-up      change        change back    change
 *     A           B             A              C          -> 2: B and C
 *
 * Distinct accounts count, not events: one account re-entered, or typed again
 * after an error, is one.  The first account is a set-up and never counts.
 *
 * A payroll migration rewrites everybody's account in a week.  A change is left
 * out when at least MOVED_PEOPLE people, and a fifth of those with payout
 * records, changed within the same seven days: nobody chooses to change banks
 * together with a fifth of their colleagues, and in a company below 25 people
 * five at once is still no coincidence.
 *
 * Some sources tell that an account was changed and not to which.  Such a
 * change counts once a day, unless a named account shows up within a week of
 * it: that is the same change, seen from the other side.
 */
#include "signals/detectors.h"
#include "signals/keep.h"
#include "signals/payout.h"

enum {
    ACCOUNTS = 24,
    WINDOW_DAYS = 365,
    WEEK = 7,
    MOVED_PEOPLE = 5,
    MOVED_PART = 5, /* one in */
    DAYS = UINT16_MAX + 1,
};

struct account {
    struct rc_ref first;
    uint64_t named;
};
struct churn {
    struct rc_keep_set set;
    uint64_t keys[ACCOUNTS];
    struct account accounts[ACCOUNTS];
};
struct company {
    uint32_t people;        /* with payout records */
    uint32_t changed[DAYS]; /* people who changed, by day since 1970 */
};

static void
churn_observe(void *memory, const struct rc_seen *seen)
{
    struct churn *churn = memory;
    uint64_t key = rc_payout_key(seen->obs);
    bool named = key != 0, fresh;

    if (seen->obs->outcome == RC_FAILURE)
        return;
    if (!named)
        key = rc_hash_mix(RC_OBS_PAYOUT_CHANGE, (uint64_t)seen->day);
    struct account *account =
        rc_keep_put(&churn->set, churn->keys, churn->accounts, sizeof *account,
                    ACCOUNTS, key, &fresh);

    if (!account)
        return;
    rc_keep_first(&account->first, &seen->ref, fresh);
    account->named |= named;
}

static void
churn_merge(void *into, const void *from)
{
    struct churn *a = into;
    const struct churn *b = from;
    bool fresh;

    for (uint32_t i = 0; i < b->set.count; i++) {
        struct account *account =
            rc_keep_put(&a->set, a->keys, a->accounts, sizeof *account,
                        ACCOUNTS, b->keys[i], &fresh);

        if (!account)
            continue;
        rc_keep_first(&account->first, &b->accounts[i].first, fresh);
        account->named |= b->accounts[i].named;
    }
    a->set.more |= b->set.more;
}

static bool
told_elsewhere(const struct churn *churn, const struct account *unnamed)
{
    for (uint32_t i = 0; i < churn->set.count; i++) {
        const struct account *other = &churn->accounts[i];
        int64_t apart = other->first.at_us - unnamed->first.at_us;

        if (other->named && other->first.at_us != RC_TIME_NONE &&
            apart <= WEEK * RC_US_PER_DAY && apart >= -WEEK * RC_US_PER_DAY)
            return true;
    }
    return false;
}

/* The changes after the set-up, ascending; undated ones cannot be placed. */
static uint32_t
changes_of(const struct churn *churn, struct rc_ref changes[ACCOUNTS])
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < churn->set.count; i++) {
        const struct account *account = &churn->accounts[i];
        uint32_t at = count;

        if (!account->named && (account->first.at_us == RC_TIME_NONE ||
                                told_elsewhere(churn, account)))
            continue;
        while (at && rc_keep_before(&account->first, &changes[at - 1])) {
            changes[at] = changes[at - 1];
            at--;
        }
        changes[at] = account->first;
        count++;
    }
    if (count)
        memmove(changes, changes + 1, --count * sizeof *changes);
    uint32_t undated = 0;

    while (undated < count && changes[undated].at_us == RC_TIME_NONE)
        undated++;
    memmove(changes, changes + undated, (count - undated) * sizeof *changes);
    return count - undated;
}

static void
churn_survey(const void *memory, const struct rc_person *person, void *company)
{
    struct company *all = company;
    struct rc_ref changes[ACCOUNTS];
    int64_t last = -WEEK;

    if (!memory)
        return;
    uint32_t count = changes_of(memory, changes);

    all->people++;
    for (uint32_t i = 0; i < count; i++) {
        int64_t day = rc_day_of(changes[i].at_us);

        /* once per person and week: it is people that are counted */
        if (!rc_keep_dated(day) || day < last + WEEK)
            continue;
        all->changed[day]++;
        last = day;
    }
}

static bool
is_migration(const struct company *all, int64_t day)
{
    uint32_t needed = (all->people + MOVED_PART - 1) / MOVED_PART;

    if (!rc_keep_dated(day))
        return false;
    if (needed < MOVED_PEOPLE)
        needed = MOVED_PEOPLE;
    for (int64_t from = day - WEEK + 1; from <= day; from++) {
        uint32_t people = 0;

        for (int64_t d = from; d < from + WEEK; d++)
            people += rc_keep_dated(d) ? all->changed[d] : 0;
        if (people >= needed)
            return true;
    }
    return false;
}

static void
churn_measure(const void *memory, const struct rc_measure_call *call,
              struct rc_measure_sink *to)
{
    struct rc_measure measure = {.name = "bank_account_changes",
                                 .unit = "changes"};
    struct rc_keep_refs refs = {0};
    struct rc_ref changes[ACCOUNTS];
    uint32_t counted = 0, moved = 0;
    uint32_t count = memory ? changes_of(memory, changes) : 0;

    for (uint32_t i = 0; i < count; i++) {
        if (changes[i].at_us <= call->as_of_us - WINDOW_DAYS * RC_US_PER_DAY)
            continue;
        if (call->company &&
            is_migration(call->company, rc_day_of(changes[i].at_us))) {
            moved++;
            continue;
        }
        counted++;
        rc_keep_refs_put(&refs, &changes[i]);
    }
    measure.value = counted;
    measure.seen = memory && ((const struct churn *)memory)->set.count;
    rc_keep_show(&measure, &refs);
    measure.why =
        !measure.seen ? RC_S("No record of a payout account was seen.")
        : moved
            ? rc_arena_print(to->arena,
                             "The payout account was replaced %u time%s in a "
                             "year after it was first set up; %u more came "
                             "with a company-wide move and do not count.",
                             counted, counted == 1 ? "" : "s", moved)
            : rc_arena_print(to->arena,
                             "The payout account was replaced %u time%s in a "
                             "year after it was first set up.",
                             counted, counted == 1 ? "" : "s");
    to->take(to, &measure);
}

const struct rc_detector rc_detector_bank_account_churn = {
    .name = "bank-account-churn",
    .says = "how often the payout account was replaced within a year",
    .kinds = RC_KIND_BIT(PAYOUT_CHANGE),
    .version = 1,
    .memory_bytes = sizeof(struct churn),
    .observe = churn_observe,
    .merge = churn_merge,
    .company_bytes = sizeof(struct company),
    .survey = churn_survey,
    .measure = churn_measure,
};
