/*
 * ach.c -- NACHA files: what the American clearing house says of payments.
 *
 * Lines of 94 characters by position; of a batch (stream_ach.c) we read
 *
 *     5  header    company 5-20, kind 51-53 (PPD, COR, ...), day 70-75
 *     6  entry     what 2-3, bank 4-12, account 13-29, number 40-54, name
 *                  55-76, trace 80-94
 *     7  addenda   kind 2-3: 98 a correction, 99 a return
 *                  code 4-6; 98: corrected data 36-64; 99: words 36-79
 *
 * A correction ("notification of change") is the bank's word that an account
 * is another one now, or its holder: a change of payout.  Entries and returns
 * are kept as what they are.  Amounts are not read.  The individual's number
 * is the company's own: most put the employee number there.
 *
 * The day is the batch's, and the file's own day where that is left empty;
 * neither has an hour.
 */
#include "sources/fill.h"

static bool ach_fill(const struct rc_fill *fill);

/* A batch has many lines: none alone is ours. */
static bool
ach_knows(struct rc_slice line)
{
    (void)line;
    return false;
}

const struct rc_source rc_source_ach_files = {
    .name = "ach-files",
    .vendor = "ach",
    .stream = "nacha",
    .title = "ACH (NACHA) files",
    .how = "the files that payroll sends to the bank, and above all those that "
           "the bank sends back: returns and notifications of change (COR), "
           "from its treasury portal or SFTP folder, as they are.",
    .needs = "a person who may see bank details.",
    .feeds = "bank-account-churn shared-bank-account "
             "account-holder-name-mismatch",
    .kind = RC_OBS_OTHER,
    .knows = ach_knows,
    .fill = ach_fill,
};

/* The characters from..to of a line, counted from 1, trimmed. */
static struct rc_slice
at(struct rc_slice line, size_t from, size_t to)
{
    if (line.len < from)
        return RC_SLICE_NONE;
    if (to > line.len)
        to = line.len;
    return rc_slice_trim((struct rc_slice){line.p + from - 1, to - from + 1});
}

/* YYMMDD, which the clearing house uses since 1974. */
static bool
read_day(const struct rc_fill *fill, struct rc_slice text, int64_t *day_us)
{
    if (text.len != 6)
        return false;
    for (size_t i = 0; i < text.len; i++)
        if (text.p[i] < '0' || text.p[i] > '9')
            return false;
    return rc_text_time(fill,
                        rc_arena_print(fill->arena, "%s%.2s-%.2s-%.2s",
                                       text.p[0] < '7' ? "20" : "19", text.p,
                                       text.p + 2, text.p + 4),
                        day_us, NULL);
}

/* What the header, the day and the kind of the batch say of each entry. */
static void
read_batch(const struct rc_fill *fill, struct rc_slice header,
           struct rc_obs *obs)
{
    struct rc_slice day = at(header, 70, 75);

    obs->app = at(header, 5, 20);
    if (rc_slice_eq(day, RC_S("000000")) || !read_day(fill, day, &obs->at_us))
        read_day(fill, at(fill->record->outer, 24, 29), &obs->at_us);
}

static bool
is_kind(struct rc_slice header, const char *kind)
{
    return rc_slice_eq(at(header, 51, 53), rc_slice_of(kind));
}

static void
read_entry(struct rc_slice header, struct rc_slice entry, struct rc_obs *obs)
{
    bool iat = is_kind(header, "IAT") ||
               rc_slice_eq(at(header, 5, 10), RC_S("IATCOR"));
    char what = entry.len > 2 ? entry.p[2] : 0;

    obs->payout_routing = at(entry, 4, 12);
    obs->payout_account = iat ? at(entry, 40, 74) : at(entry, 13, 29);
    if (!iat) {
        obs->employee_number = at(entry, 40, 54);
        obs->user_name =
            is_kind(header, "CTX") ? at(entry, 59, 74) : at(entry, 55, 76);
    }
    obs->user = obs->employee_number;
    obs->record_uid = at(entry, 80, 94);
    obs->action = what == '2'   ? RC_S("credit")
                  : what == '7' ? RC_S("debit")
                  : what == '3' || what == '8'
                      ? RC_S("prenote") /* an account is tried first */
                      : RC_S("entry");
}

/* C01 account, C02 routing, C03 both, C04 name, C06 account and kind, C07 all,
 * C09 the individual's number.  The rest has nothing of ours. */
static void
read_correction(struct rc_slice addenda, struct rc_obs *obs)
{
    struct rc_slice code = at(addenda, 4, 6);

    obs->kind = RC_OBS_PAYOUT_CHANGE;
    obs->action = code;
    obs->reason = RC_S("corrected by the bank");
    obs->new_value = at(addenda, 36, 64);
    if (rc_text_among(code, "C01|C06")) {
        obs->old_value = obs->payout_account;
        obs->payout_account = at(addenda, 36, 52);
    } else if (rc_slice_eq(code, RC_S("C02"))) {
        obs->payout_routing = at(addenda, 36, 44);
    } else if (rc_slice_eq(code, RC_S("C03"))) {
        obs->old_value = obs->payout_account;
        obs->payout_routing = at(addenda, 36, 44);
        obs->payout_account = at(addenda, 48, 64);
    } else if (rc_slice_eq(code, RC_S("C07"))) {
        obs->old_value = obs->payout_account;
        obs->payout_routing = at(addenda, 36, 44);
        obs->payout_account = at(addenda, 45, 61);
    } else if (rc_slice_eq(code, RC_S("C04"))) {
        obs->recipient = obs->new_value;
    }
}

static void
read_addenda(struct rc_slice line, struct rc_obs *obs)
{
    struct rc_slice kind = at(line, 2, 3);

    if (rc_slice_eq(kind, RC_S("98"))) {
        read_correction(line, obs);
    } else if (rc_slice_eq(kind, RC_S("99"))) {
        obs->action = at(line, 4, 6);
        obs->outcome = RC_FAILURE;
        obs->reason = rc_text_or(at(line, 36, 79), RC_S("returned"));
    } else if (rc_slice_eq(kind, RC_S("10")) && !obs->user_name.len) {
        obs->user_name = at(line, 47, 81);
    }
}

/* An entry and its addenda, the lines of group. */
static void
take_group(const struct rc_fill *fill, struct rc_slice header,
           struct rc_slice group, uint64_t lines_before)
{
    struct rc_record record = *fill->record;
    struct rc_fill own = *fill;
    struct rc_slice rest = group, line;
    struct rc_obs obs;

    record.raw = rc_slice_trim(group);
    record.offset += (size_t)(group.p - fill->record->raw.p);
    record.lines += record.lines ? lines_before : 0; /* 0: nobody counts */
    own.record = &record;
    rc_fill_begin(&own, fill->source, &obs);
    read_batch(fill, header, &obs);
    for (bool more = true, first = true; more; first = false) {
        more = rc_slice_cut(&rest, '\n', &line);
        line = more ? line : rest;
        if (first && line.len < 80) {
            rc_fill_reject(&own, "an entry that is cut short");
            return;
        }
        if (first)
            read_entry(header, line, &obs);
        else
            read_addenda(line, &obs);
    }
    if (obs.at_us == RC_TIME_NONE)
        rc_fill_reject(&own, "no day, neither the batch's nor the file's");
    else
        rc_fill_take(&own, &obs);
}

static bool
ach_fill(const struct rc_fill *fill)
{
    struct rc_slice rest = fill->record->raw, header, line;
    const char *begin = NULL, *end = rest.p + rest.len;
    uint64_t lines = 0, began = 0;
    bool any = false;

    if (!rc_slice_cut(&rest, '\n', &header))
        return rc_fill_reject(fill, "a batch without entries");
    while (rest.len) {
        const char *here = rest.p;

        lines++;
        if (!rc_slice_cut(&rest, '\n', &line)) {
            line = rest;
            rest.len = 0;
        }
        if (line.len && line.p[0] == '7' && begin)
            continue;
        if (begin) {
            take_group(fill, header,
                       (struct rc_slice){begin, (size_t)(here - begin)}, began);
            any = true;
        }
        begin = line.len && line.p[0] == '6' ? here : NULL;
        began = lines;
    }
    if (begin) {
        take_group(fill, header,
                   (struct rc_slice){begin, (size_t)(end - begin)}, began);
        any = true;
    }
    return any || rc_fill_skip(fill);
}
