/*
 * greenhouse.c -- applicants, as Greenhouse Recruiting tells of them.
 *
 * Harvest API (GET /v1/candidates, a list; /v1/candidates/{id}, one):
 *
 *     {"id": 53883, "first_name", "last_name", "created_at", "last_activity",
 *      "email_addresses": [{"value", "type"}], "phone_numbers": [...],
 *      "addresses": [{"value": "1 Main St\nTulsa, OK 74103"}],
 *      "social_media_addresses": [...], "website_addresses": [...],
 *      "applications": [{"id", "applied_at", "status",
 *                        "location": {"address"},
 *                        "source": {"public_name"}}],
 *      "attachments": [{"filename", "type": "resume", "content"}]}
 *
 * Webhooks wrap the same candidate: {"action", "payload": {"candidate"}} or
 * {"action", "payload": {"application": {"candidate", ...}}}.
 *
 * A resume's text is read when the export has it: "resume_text", or
 * "resume": {"text"}, or an attachment's "content" as text or in base64.
 * Greenhouse itself gives links to files; the exporter has to follow them.
 * Files that are no text (PDF, DOCX) only leave their name here: documents
 * have readers of their own.
 */
#include "sources/fill.h"

enum slot { ACTION, ID, CANDIDATE, APPLICATION, APPLICANT, SLOTS };

static const char *const paths[SLOTS] = {
    [ACTION] = "action",
    [ID] = "id",
    [CANDIDATE] = "payload.candidate",
    [APPLICATION] = "payload.application",
    [APPLICANT] = "payload.application.candidate",
};

static const char *const marks[] = {
    "id|payload.candidate.id|payload.application.candidate.id",
    "email_addresses|payload.candidate.email_addresses|"
    "payload.application.candidate.email_addresses",
    "phone_numbers|payload.candidate.phone_numbers|"
    "payload.application.candidate.phone_numbers",
    NULL};

static bool greenhouse_fill(const struct rc_fill *fill);

const struct rc_source rc_source_greenhouse_candidates = {
    .name = "greenhouse-candidates",
    .vendor = "greenhouse",
    .stream = "candidates",
    .title = "Greenhouse candidates",
    .how = "Harvest API: GET /v1/candidates?created_after=... following the "
           "`next` links, pages saved as they come; or webhooks (Configure > "
           "Dev Center > Web Hooks) stored as received.  To have resumes "
           "compared, fetch each attachment of type resume and add its text "
           "as \"resume_text\" or its bytes in base64 as the attachment's "
           "\"content\".",
    .needs = "a Harvest API key with GET rights on candidates.  Links to "
             "attachments end after some days.",
    .feeds = "shared-phone email-pattern-similarity resume-text-duplicate "
             "resume-template-similarity jd-mirroring contact-churn "
             "email-disposable-or-new phone-voip-or-invalid "
             "application-burst referral-chain",
    .kind = RC_OBS_CANDIDATE,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "candidates[]",
    .fill = greenhouse_fill,
};

enum {
    C_ID,
    C_FIRST,
    C_LAST,
    C_NAME,
    C_TITLE,
    C_EMAIL,
    C_EMAILS,
    C_PHONE,
    C_ADDRESS,
    C_SOCIAL,
    C_WEB,
    C_CREATED,
    C_ACTIVE,
    C_APPLICATION,
    C_ATTACHMENTS,
    C_RESUME_TEXT,
    C_RESUME_NESTED,
    C_RESUME_NAME
};
static const char *const CANDIDATE_PATHS[] = {
    [C_ID] = "id",
    [C_FIRST] = "first_name",
    [C_LAST] = "last_name",
    [C_NAME] = "name",
    [C_TITLE] = "title",
    [C_EMAIL] = "email_addresses[0].value",
    [C_EMAILS] = "email_addresses",
    [C_PHONE] = "phone_numbers[0].value",
    [C_ADDRESS] = "addresses[0].value",
    [C_SOCIAL] = "social_media_addresses",
    [C_WEB] = "website_addresses",
    [C_CREATED] = "created_at",
    [C_ACTIVE] = "last_activity",
    [C_APPLICATION] = "applications[0]",
    [C_ATTACHMENTS] = "attachments",
    [C_RESUME_TEXT] = "resume_text",
    [C_RESUME_NESTED] = "resume.text",
    [C_RESUME_NAME] = "resume.filename",
};
static struct rc_part candidate_part = RC_PART(CANDIDATE_PATHS);

/* The values of a list of {"value", "type"}: the one at `wanted`, or all of
 * them joined when that is SIZE_MAX. */
static struct rc_slice
values_of(const struct rc_fill *fill, const struct rc_json_value *list,
          size_t wanted, struct rc_slice joined)
{
    static const char *const VALUE[] = {"value"};
    static struct rc_part part = RC_PART(VALUE);
    struct rc_slice rest = list->text, element;
    struct rc_json_value v[1];

    if (list->type != RC_JSON_ARRAY)
        return joined;
    for (size_t i = 0; rc_json_each(&rest, &element); i++) {
        if ((wanted != SIZE_MAX && i != wanted) ||
            !rc_fill_part(fill, &part, element, v))
            continue;
        joined = rc_text_join(
            fill, " ", (struct rc_slice[]){joined, rc_value_text(&v[0])}, 2);
    }
    return joined;
}

/* Lines joined by commas. */
static struct rc_slice
one_line(const struct rc_fill *fill, struct rc_slice text)
{
    struct rc_slice joined = RC_SLICE_NONE, line;

    while (rc_slice_cut(&text, '\n', &line))
        joined = rc_text_join(
            fill, ", ", (struct rc_slice[]){joined, rc_slice_trim(line)}, 2);
    return rc_text_join(fill, ", ",
                        (struct rc_slice[]){joined, rc_slice_trim(text)}, 2);
}

/* "Tulsa, Oklahoma, United States"; of two parts the second is left a region,
 * which may be a country: that cannot be told. */
static void
read_location(struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice part, rest = text;

    if (!rc_slice_cut(&rest, ',', &part))
        return;
    obs->city = rc_slice_trim(part);
    if (rc_slice_cut(&rest, ',', &part)) {
        obs->region = rc_slice_trim(part);
        obs->country = rc_slice_trim(rest);
    } else {
        obs->region = rc_slice_trim(rest);
    }
}

static int
base64_digit(char c)
{
    if (c >= 'A' && c <= 'Z')
        return c - 'A';
    if (c >= 'a' && c <= 'z')
        return c - 'a' + 26;
    if (c >= '0' && c <= '9')
        return c - '0' + 52;
    return c == '+' || c == '-' ? 62 : c == '/' || c == '_' ? 63 : -1;
}

/* Undoes base64 (line ends allowed); false when text is not that. */
static bool
read_base64(struct rc_arena *arena, struct rc_slice text, struct rc_slice *to)
{
    char *out = rc_arena_zero(arena, text.len / 4 * 3 + 3 + RC_PAD);
    uint32_t bits = 0;
    size_t n = 0, digits = 0;

    for (size_t i = 0; i < text.len; i++) {
        int digit = base64_digit(text.p[i]);

        if (text.p[i] == '\n' || text.p[i] == '\r')
            continue;
        if (text.p[i] == '=') { /* padding: nothing but more of it follows */
            for (; i < text.len; i++)
                if (text.p[i] != '=' && text.p[i] != '\n' && text.p[i] != '\r')
                    return false;
            break;
        }
        if (digit < 0)
            return false;
        bits = bits << 6 | (uint32_t)digit;
        if (++digits % 4 == 0) {
            out[n++] = (char)(bits >> 16);
            out[n++] = (char)(bits >> 8);
            out[n++] = (char)bits;
        }
    }
    if (digits < 8 || digits % 4 == 1)
        return false;
    if (digits % 4 >= 2)
        out[n++] = (char)(bits >> (digits % 4 == 2 ? 4 : 10));
    if (digits % 4 == 3)
        out[n++] = (char)(bits >> 2);
    *to = (struct rc_slice){out, n};
    return true;
}

/* Text, or the bytes of some file?  Text has no controls but white space. */
static bool
is_text(struct rc_slice bytes)
{
    if (rc_slice_starts(bytes, RC_S("%PDF")) ||
        rc_slice_starts(bytes, RC_S("{\\rtf")))
        return false;
    for (size_t i = 0; i < bytes.len; i++) {
        unsigned char c = (unsigned char)bytes.p[i];

        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f')
            return false;
    }
    return bytes.len > 0;
}

static void
read_resume(const struct rc_fill *fill, const struct rc_json_value *list,
            struct rc_obs *obs)
{
    static const char *const ATTACHMENT[] = {"type", "filename", "content"};
    static struct rc_part part = RC_PART(ATTACHMENT);
    struct rc_slice rest = list->text, element;
    struct rc_json_value v[RC_PART_COUNT(ATTACHMENT)];

    if (list->type != RC_JSON_ARRAY)
        return;
    while (rc_json_each(&rest, &element)) {
        struct rc_slice content, plain;

        if (!rc_fill_part(fill, &part, element, v) ||
            !rc_slice_ieq(rc_value_text(&v[0]), RC_S("resume")))
            continue;
        obs->document_name =
            rc_text_or(obs->document_name, rc_value_text(&v[1]));
        content = rc_value_text(&v[2]);
        if (read_base64(fill->arena, content, &plain))
            content = plain;
        if (!obs->document.len && is_text(content))
            obs->document = content;
    }
}

/* An application: when, from where, through whom, and whether it is open. */
static void
fill_application(const struct rc_fill *fill, struct rc_slice application,
                 struct rc_obs *obs)
{
    static const char *const APPLICATION_PATHS[] = {
        "applied_at",  "location.address",   "status",
        "source.name", "source.public_name", "id",
        "attachments"};
    static struct rc_part part = RC_PART(APPLICATION_PATHS);
    struct rc_json_value v[RC_PART_COUNT(APPLICATION_PATHS)];

    if (!rc_fill_part(fill, &part, application, v))
        return;
    struct rc_slice place = rc_value_text(&v[1]);
    struct rc_slice status = rc_value_text(&v[2]);

    rc_text_time(fill, rc_value_text(&v[0]), &obs->at_us, obs);
    read_location(place, obs);
    obs->address = rc_text_or(obs->address, place);
    if (status.len)
        rc_obs_tell(obs, RC_IS_CURRENT, rc_slice_ieq(status, RC_S("active")));
    obs->reason = rc_text_or(rc_value_text(&v[4]), rc_value_text(&v[3]));
    obs->record_uid = rc_value_text(&v[5]);
    read_resume(fill, &v[6], obs);
}

static void
fill_candidate(const struct rc_fill *fill, const struct rc_json_value *v,
               struct rc_obs *obs)
{
    obs->candidate_uid = rc_value_text(&v[C_ID]);
    obs->user_name =
        rc_text_or(rc_text_join(fill, " ",
                                (struct rc_slice[]){rc_value_text(&v[C_FIRST]),
                                                    rc_value_text(&v[C_LAST])},
                                2),
                   rc_value_text(&v[C_NAME]));
    obs->email = rc_value_text(&v[C_EMAIL]);
    obs->email_other = values_of(fill, &v[C_EMAILS], 1, RC_SLICE_NONE);
    obs->user = rc_text_or(obs->email, obs->candidate_uid);
    obs->phone = rc_value_text(&v[C_PHONE]);
    obs->address = one_line(fill, rc_value_text(&v[C_ADDRESS]));
    obs->title = rc_value_text(&v[C_TITLE]);
    /* profiles and pages of their own, by blanks */
    obs->path = values_of(fill, &v[C_SOCIAL], SIZE_MAX, RC_SLICE_NONE);
    obs->path = values_of(fill, &v[C_WEB], SIZE_MAX, obs->path);
    if (!rc_text_time(fill, rc_value_text(&v[C_CREATED]), &obs->at_us, obs))
        rc_text_time(fill, rc_value_text(&v[C_ACTIVE]), &obs->at_us, obs);
    obs->document = rc_text_or(rc_value_text(&v[C_RESUME_TEXT]),
                               rc_value_text(&v[C_RESUME_NESTED]));
    obs->document_name = rc_value_text(&v[C_RESUME_NAME]);
    read_resume(fill, &v[C_ATTACHMENTS], obs);
}

static bool
greenhouse_fill(const struct rc_fill *fill)
{
    struct rc_json_value v[RC_PART_COUNT(CANDIDATE_PATHS)];
    struct rc_slice candidate = fill->record->raw;
    struct rc_slice application;
    struct rc_obs obs;

    if (fill->slot[APPLICANT].type == RC_JSON_OBJECT)
        candidate = fill->slot[APPLICANT].text;
    else if (fill->slot[CANDIDATE].type == RC_JSON_OBJECT)
        candidate = fill->slot[CANDIDATE].text;
    rc_fill_begin(fill, &rc_source_greenhouse_candidates, &obs);
    if (!rc_fill_part(fill, &candidate_part, candidate, v))
        return rc_fill_reject(fill, "the candidate cannot be read");
    obs.action = rc_text_or(rc_fill_text(fill, ACTION), RC_S("candidate"));
    fill_candidate(fill, v, &obs);
    if (!obs.candidate_uid.len)
        return rc_fill_reject(fill, "no candidate (id)");

    application = fill->slot[APPLICATION].type == RC_JSON_OBJECT
                      ? fill->slot[APPLICATION].text
                      : v[C_APPLICATION].text;
    fill_application(fill, application, &obs);
    return rc_fill_take(fill, &obs);
}
