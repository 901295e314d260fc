/*
 * json_resume.c -- a resume in the JSON Resume form (jsonresume.org).
 *
 *     {"basics": {"name", "label", "email", "phone", "url", "summary",
 *                 "location": {"address", "postalCode", "city", "region",
 *                              "countryCode"},
 *                 "profiles": [{"network", "username", "url"}]},
 *      "work": [{"name", "position", "startDate", "summary", "highlights"}],
 *      "education": [...], "skills": [{"name", "keywords"}],
 *      "meta": {"lastModified"}}
 *
 * The document's text is the words of the sections below, a line each, in the
 * order in which they stand: enough to see the same resume under two names.
 * Interests, volunteering and references are left out: they tell of faith and
 * family, and of third persons.
 */
#include "sources/minimise.h"
#include "sources/table.h"

static const char *const sections[] = {
    "work",         "education", "projects",    "skills",
    "certificates", "awards",    "publications"};
enum { DEEP = 5, DOCUMENT_MAX = 256 << 10 };

static const struct rc_row rows[] = {
    RC_ROW_SAY(action, "resume"),
    RC_ROW_TIME(at_us, "meta.lastModified", RC_CLOCK_UTC),
    RC_ROW_TEXT(user_name, "basics.name"),
    RC_ROW_TEXT(email, "basics.email"),
    RC_ROW_TEXT(phone, "basics.phone"),
    RC_ROW_TEXT(title, "basics.label"),
    RC_ROW_TEXT(address, "basics.location.address"),
    RC_ROW_TEXT(postcode, "basics.location.postalCode"),
    RC_ROW_TEXT(city, "basics.location.city"),
    RC_ROW_TEXT(region, "basics.location.region"),
    RC_ROW_TEXT(country, "basics.location.countryCode"),
    RC_ROW_JOIN(path,
                "basics.url|basics.website|basics.profiles[0].url|"
                "basics.profiles[1].url|basics.profiles[2].url|"
                "basics.profiles[3].url",
                " "),
    RC_ROW_TEXT(record_uid, "meta.canonical"),
    RC_ROW_KEEP(0, "basics.summary"),
};

static void
add_line(struct rc_buf *text, struct rc_slice line)
{
    if (!line.len || text->len + line.len >= DOCUMENT_MAX)
        return;
    if (text->len)
        rc_buf_put(text, RC_S("\n"));
    rc_buf_put(text, line);
}

/* Appends all texts of a value, a line each. */
static void
add_texts(const struct rc_fill *fill, struct rc_slice raw, int deep,
          struct rc_buf *text)
{
    struct rc_slice key, inner;
    struct rc_json_value value;

    if (!raw.len || deep > DEEP)
        return;
    if (raw.p[0] == '{') {
        while (rc_json_member(&raw, &key, &inner))
            if (!rc_minimise_refuses(fill->source, key))
                add_texts(fill, inner, deep + 1, text);
    } else if (raw.p[0] == '[') {
        while (rc_json_each(&raw, &inner))
            add_texts(fill, inner, deep + 1, text);
    } else {
        value = rc_json_value_of(raw, fill->arena);
        if (value.type == RC_JSON_STRING)
            add_line(text, rc_value_text(&value));
    }
}

static const char *
read_document(const struct rc_fill *fill, const struct rc_slice *kept,
              struct rc_obs *obs)
{
    struct rc_buf text = {0};

    add_line(&text, obs->title);
    add_line(&text, kept[0]);
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        add_texts(fill,
                  rc_json_get(fill->record->raw, sections[i], fill->arena).text,
                  0, &text);
    obs->document = rc_arena_copy(fill->arena, rc_buf_slice(&text));
    rc_buf_done(&text);
    return obs->user.len ? NULL : "nobody's resume (basics.name, basics.email)";
}

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .timeless = true,
    .more = read_document,
};

static const char *const marks[] = {"basics", "work|education|skills|projects",
                                    NULL};

const struct rc_source rc_source_json_resume = {
    .name = "json-resume",
    .vendor = "resume",
    .stream = "json_resume",
    .title = "JSON Resume",
    .how = "a resume that an applicant hands in as JSON, or that a resume "
           "parser makes of one (jsonresume.org/schema).",
    .needs = "nothing.",
    .feeds = "resume-text-duplicate resume-template-similarity jd-mirroring "
             "shared-phone email-pattern-similarity",
    .kind = RC_OBS_CANDIDATE,
    .marks = marks,
    .table = &table,
    .fill = rc_fill_by_table,
};
