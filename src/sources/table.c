/* table.c -- a record read by its source's table; see table.h. */
#include "sources/table_made.h"

#include <math.h>

/* A record, or an element of one, being read. */
struct reading {
    const struct rc_fill *fill;
    const struct rc_table_made *made;
    struct rc_walker walker;
    const struct rc_json_value *element; /* its slots, NULL without one */
    struct rc_obs *obs;
    struct rc_slice kept[RC_KEPT];
    bool has_kind, passing; /* passing: a WHEN did not hold */
};

#define AT(obs, place, type) ((type *)(void *)((char *)(obs) + (place)))

/* What one alternative says. */
static struct rc_slice
text_at(struct reading *r, const struct rc_way *way)
{
    const struct rc_json_value *value = NULL;
    struct rc_slice text;

    if (way->root == RC_ROOT_FIELD)
        return *AT(r->obs, way->at, struct rc_slice);
    if (RC_FILL_CSV(r->fill)) {
        text = way->column < 0 ? RC_SLICE_NONE : r->fill->column[way->column];
    } else if (way->root == RC_ROOT_PAGE) {
        text = rc_fill_outer(r->fill, way->path);
    } else {
        if (way->root == RC_ROOT_RECORD)
            value = &r->fill->slot[way->at];
        else if (r->element)
            value = &r->element[way->at];
        if (!value || value->type <= RC_JSON_NULL)
            return RC_SLICE_NONE;
        text = way->count ? rc_walk(&r->walker, *value, way->steps, way->count)
                          : rc_value_text(value);
    }
    return rc_words_have(text, r->made->nothing) ? RC_SLICE_NONE : text;
}

static struct rc_slice
first_text(struct reading *r, const struct rc_row_made *row)
{
    struct rc_slice text = RC_SLICE_NONE;

    for (unsigned i = 0; i < row->way_count && !text.len; i++)
        text = text_at(r, &row->ways[i]);
    return text;
}

static bool
any_among(struct reading *r, const struct rc_row_made *row)
{
    for (unsigned i = 0; i < row->way_count; i++)
        if (rc_words_have(text_at(r, &row->ways[i]), row->yes))
            return true;
    return false;
}

static struct rc_slice
joined(struct reading *r, const struct rc_row_made *row)
{
    struct rc_slice pieces[8];
    size_t count = 0;

    for (unsigned i = 0; i < row->way_count && count < 8; i++)
        pieces[count++] = text_at(r, &row->ways[i]);
    return rc_text_join(r->fill, row->row->yes, pieces, count);
}

static struct rc_slice
word_for(const struct rc_code *codes, struct rc_slice text)
{
    for (; text.len && codes->code; codes++)
        if (codes->code[0] == text.p[0] &&
            rc_slice_eq(rc_slice_of(codes->code), text))
            return rc_slice_of(codes->word);
    return text;
}

static struct rc_slice
first_address(struct reading *r, const struct rc_row_made *row)
{
    struct rc_slice text = RC_SLICE_NONE;

    for (unsigned i = 0; i < row->way_count && !text.len; i++)
        text = rc_address_in(text_at(r, &row->ways[i]));
    return text;
}

static bool
read_time(struct reading *r, struct rc_slice text, enum rc_clock clock,
          int64_t *at_us)
{
    struct rc_time_hint hint = {.near_us = RC_TIME_NONE,
                                .month_first = clock == RC_CLOCK_UTC_US};
    struct rc_time time;

    if (!text.len)
        return false;
    if (clock == RC_CLOCK_STATED)
        return rc_text_time(r->fill, text, at_us, r->obs);
    if (clock >= RC_CLOCK_S && rc_counted_time(text, clock, at_us))
        return true;
    time = rc_time_read(text, &hint);
    if (time.at_us == RC_TIME_NONE)
        return false;
    *at_us = time.at_us;
    return true;
}

static void
take_time(struct reading *r, const struct rc_row_made *row)
{
    int64_t *at_us = AT(r->obs, row->row->to, int64_t);

    for (unsigned i = 0; i < row->way_count && *at_us == RC_TIME_NONE; i++)
        read_time(r, text_at(r, &row->ways[i]), (enum rc_clock)row->row->clock,
                  at_us);
}

static void
take_number(struct reading *r, const struct rc_row_made *row)
{
    double *number = AT(r->obs, row->row->to, double);

    for (unsigned i = 0; i < row->way_count && isnan(*number); i++)
        *number = rc_text_number(text_at(r, &row->ways[i]));
}

/* Which of a row's words text is among: 1 yes, 0 no, -1 neither.  A * alone is
 * whatever the other words do not name. */
static int
decide(struct rc_slice text, const struct rc_row_made *row)
{
    bool yes = rc_words_have(text, row->yes);

    if (yes && row->row->yes[0] == '*' && !row->row->yes[1])
        return !rc_words_have(text, row->no);
    return yes ? 1 : rc_words_have(text, row->no) ? 0 : -1;
}

static void
take_flag(struct reading *r, const struct rc_row_made *row)
{
    enum rc_obs_flag flag = (enum rc_obs_flag)row->row->to;

    for (unsigned i = 0; i < row->way_count; i++) {
        struct rc_slice text;
        int told;

        if (r->obs->flags_told & flag)
            return;
        text = text_at(r, &row->ways[i]);
        if (!row->row->yes && !row->row->no) {
            rc_text_flag(text, r->obs, flag);
            continue;
        }
        told = decide(text, row);
        if (told >= 0)
            rc_obs_tell(r->obs, flag, told);
    }
}

static void
take_outcome(struct reading *r, const struct rc_row_made *row)
{
    for (unsigned i = 0; i < row->way_count; i++) {
        int told;

        if (r->obs->outcome != RC_UNKNOWN)
            return;
        told = decide(text_at(r, &row->ways[i]), row);
        if (told >= 0)
            r->obs->outcome = told ? RC_SUCCESS : RC_FAILURE;
    }
}

static void
take_text(struct reading *r, const struct rc_row_made *row)
{
    struct rc_slice *text = AT(r->obs, row->row->to, struct rc_slice);

    if (text->len)
        return;
    switch (row->row->how) {
    case RC_HOW_JOIN:
        *text = joined(r, row);
        break;
    case RC_HOW_SAY:
        *text = rc_slice_of(row->row->from);
        break;
    case RC_HOW_CODE:
        *text = word_for(row->row->codes, first_text(r, row));
        break;
    case RC_HOW_IP:
        *text = first_address(r, row);
        break;
    default:
        *text = first_text(r, row);
        break;
    }
}

/* One row; false: the record is another source's. */
static bool
take_row(struct reading *r, const struct rc_row_made *row)
{
    switch (row->row->how) {
    case RC_HOW_TEXT:
    case RC_HOW_JOIN:
    case RC_HOW_SAY:
    case RC_HOW_CODE:
    case RC_HOW_IP:
        take_text(r, row);
        break;
    case RC_HOW_TIME:
        take_time(r, row);
        break;
    case RC_HOW_NUMBER:
        take_number(r, row);
        break;
    case RC_HOW_FLAG:
        take_flag(r, row);
        break;
    case RC_HOW_OUTCOME:
        take_outcome(r, row);
        break;
    case RC_HOW_KIND:
        if (!r->has_kind && any_among(r, row)) {
            r->obs->kind = (enum rc_obs_kind)row->row->to;
            r->has_kind = true;
        }
        break;
    case RC_HOW_KEEP:
        if (!r->kept[row->row->to].len)
            r->kept[row->row->to] = first_text(r, row);
        break;
    case RC_HOW_MINE:
        return any_among(r, row);
    case RC_HOW_WHEN:
    case RC_HOW_ALWAYS:
        break; /* read_rows */
    }
    return true;
}

static bool
read_rows(struct reading *r, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct rc_row_made *row = &r->made->rows[i];

        if (row->row->how == RC_HOW_WHEN)
            r->passing = !any_among(r, row);
        else if (row->row->how == RC_HOW_ALWAYS)
            r->passing = false;
        else if (!r->passing && !take_row(r, row))
            return false;
    }
    return true;
}

/* Who did it, where no row said so outright. */
static void
complete_user(struct rc_obs *obs)
{
    if (!obs->user.len)
        obs->user =
            rc_text_or(obs->email, rc_text_or(obs->user_uid, obs->user_name));
    else if (!obs->email.len && memchr(obs->user.p, '@', obs->user.len) &&
             !memchr(obs->user.p, '#', obs->user.len)) /* not x#EXT#@y */
        obs->email = obs->user;
}

/* Reads the record, with an element or without, and hands it on. */
static bool
read_one(const struct rc_fill *fill, const struct rc_table_made *made,
         const struct rc_json_value *element)
{
    const struct rc_table *table = fill->source->table;
    struct rc_obs obs;
    struct reading r = {.fill = fill,
                        .made = made,
                        .walker = {.arena = fill->arena},
                        .element = element,
                        .obs = &obs};
    const char *why = NULL;

    rc_fill_begin(fill, fill->source, &obs);
    if (!read_rows(&r, table->row_count))
        return false;
    complete_user(&obs);
    if (obs.at_us == RC_TIME_NONE && !table->timeless)
        return rc_fill_reject(fill, made->no_time);
    if (table->more)
        why = table->more(fill, r.kept, &obs);
    return why ? rc_fill_reject(fill, why) : rc_fill_take(fill, &obs);
}

/* The same with an element's slots; what is no object has none. */
static bool
read_element(const struct rc_fill *fill, const struct rc_table_made *made,
             struct rc_slice element)
{
    struct rc_json_value values[RC_JSON_SLOTS];
    const char *why;
    size_t used;

    if (!made->element || !element.len || element.p[0] != '{' ||
        rc_json_project(fill->scanner, made->element, element,
                        fill->setting->strict, fill->arena, values, &used,
                        &why) != RC_JSON_OK)
        return read_one(fill, made, NULL);
    return read_one(fill, made, values);
}

/* A record with its slots filled. */
static bool
read_record(const struct rc_fill *fill, const struct rc_table_made *made)
{
    const struct rc_json_value *each;
    struct rc_slice rest, element;
    bool any = false;

    if (made->each < 0)
        return read_one(fill, made, NULL);
    each = &fill->slot[made->each];
    if (each->type == RC_JSON_OBJECT)
        return read_element(fill, made, each->text);
    if (each->type == RC_JSON_ARRAY) {
        rest = each->text;
        while (rc_json_each(&rest, &element)) {
            if (!read_element(fill, made, element))
                return any;
            any = true;
        }
    }
    return any || read_one(fill, made, NULL);
}

/* A CSV row that has the record as JSON in one of its columns. */
static bool
read_json_column(const struct rc_fill *fill, const struct rc_table_made *made)
{
    struct rc_json_value slots[RC_JSON_SLOTS];
    struct rc_fill inner = *fill;
    const char *why;
    size_t used;

    if (rc_json_project(fill->scanner, made->record,
                        fill->column[made->json_column], fill->setting->strict,
                        fill->arena, slots, &used, &why) != RC_JSON_OK)
        return rc_fill_reject(fill, "the JSON in its column cannot be read");
    inner.slot = slots;
    inner.column = NULL;
    return read_record(&inner, made);
}

bool
rc_fill_by_table(const struct rc_fill *fill)
{
    const struct rc_table_made *made = rc_table_make(fill->source);

    if (!RC_FILL_CSV(fill))
        return read_record(fill, made);
    return made->json_column < 0 ? read_one(fill, made, NULL)
                                 : read_json_column(fill, made);
}
