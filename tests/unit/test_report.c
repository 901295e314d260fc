/* test_report.c -- the report: whole, safe, and the same every time. */
#include "test.h"

#include "faces/reports/report.h"

/* Written with ' for ", so that it can be read. */
static const char run_text[] =
    "{'pack':'2026.1','notice':'Let two people decide.','records':75599,"
    "'people':160,'orphan_accounts':15,'from':'2019-07-15T00:00:00.000Z',"
    "'as_of':'2026-07-01T02:05:36.649Z','cases':2,'hubs':3,"
    "'prior':{'worker':'1 in 300','applicant':'1 in 200'},"
    "'coverage':[{'file':'it/a.csv','source':'shipments','records':9,"
    "'observations':8,'rejects':1,'skipped':0,'note':'cut short'}],"
    "'rejects':{'total':1,'by_reason':{'no JSON object':1}},"
    "'rings':[{'members':['gezoni-8311','nivesa-3527'],'bits':12.2,"
    "'kinds':['payout account'],'why':'2 people share an account.'}]}";

static const char case_text[] =
    "{'pseudonym':'gezoni-8311','kind':'worker','case':true,"
    "'probability':0.9,'range':[0.42,0.99],'odds':'1 in 2 to 99 in 100',"
    "'bits':4.2,'prior_bits':-8.2,'prior':'1 in 300','peers':101,"
    "'peer_group':'remote employees','claimed_zone':'Europe/Warsaw',"
    "'identity':{'id':'E-17','name':'Maria Joshi','emails':['mj@a.example']},"
    "'families':[{'family':'payout','title':'Where pay goes','bits':3.8},"
    "{'family':'link','title':'What is known of others','bits':0.7},"
    "{'family':'network','title':'Where connections come from',"
    "'bits':-0.3}],"
    "'findings':[{'signal':'shared-bank-account','title':'One account, two',"
    "'family':'payout','state':'present','llr':3.8,'range':[0.7,3.8],"
    "'counted':3.8,'rate':0.0028,'why':'Set by 1 other person.',"
    "'innocent':['A couple'],'clear_by':'Payroll looks','burden':'person',"
    "'harm_note':'Couples','basis':'expert','conflict':true,'link':true,"
    "'value':1,'unit':'people','records':[{'file':'it/a.csv','offset':5123,"
    "'at':'2025-07-21T00:00:00.000Z'}],'hours':[0,4,9,0,0,0,0,0,0,0,0,0,0,0,"
    "0,0,0,0,0,0,0,0,0,0]},"
    "{'signal':'elsewhere','title':'Connections from elsewhere',"
    "'family':'network','state':'absent','llr':-0.3,'range':[-0.3,-0.2],"
    "'counted':-0.3,'rate':0.03,'why':'On 0 of 114 days.'}],"
    "'not_seen':['elsewhere','camera-on-hardware'],"
    "'could_not_see':[{'signal':'odd-hours','needs_source':'sign_in'}],"
    "'next_checks':[{'signal':'shared-bank-account','clear_by':'Payroll "
    "looks','burden':'person'}],"
    "'timeline':[{'at':'2025-07-21T00:00:00.000Z','claimed':'2025-07-21 "
    "02:00','signal':'shared-bank-account','says':'One account, two',"
    "'file':'it/a.csv','offset':5123}],"
    "'ties':[{'with':'nivesa-3527','kind':'payout account','bits':5.9,"
    "'shared_by':2}],'ring':0}";

static json_t *
parsed(const char *text)
{
    size_t len = strlen(text);
    char *json = malloc(len + 1);
    json_t *value;

    for (size_t i = 0; i <= len; i++)
        json[i] = text[i] == '\'' ? '"' : text[i];
    value = json_loads(json, 0, NULL);
    free(json);
    assert_non_null(value);
    return value;
}

/* A cases answer with one document, which it takes. */
static json_t *
cases_of(json_t *document)
{
    json_t *list = json_array(), *cases = json_object();

    json_array_append_new(list, document);
    json_object_set_new(cases, "cases", list);
    return cases;
}

/* The page as text; the caller's to free. */
static char *
page_of(const json_t *run, const json_t *cases)
{
    struct rc_buf html = {0};

    rc_report_html(run, cases, &html);
    rc_buf_char(&html, 0);
    return html.p;
}

static char *
whole_page(void)
{
    json_t *run = parsed(run_text), *cases = cases_of(parsed(case_text));
    char *page = page_of(run, cases);

    json_decref(run);
    json_decref(cases);
    return page;
}

static bool
is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           (c >= '0' && c <= '9');
}

/* Behind the attributes of a tag: each is name="value", and no value has a <
 * or >; NULL if not so.  *closed: the tag ends in "/>". */
static const char *
past_attributes(const char *p, bool *closed)
{
    *closed = false;
    while (*p == ' ') {
        const char *from = ++p;

        while (is_name(*p))
            p++;
        if (p == from || strncmp(p, "=\"", 2) != 0)
            return NULL;
        for (p += 2; *p != '"'; p++)
            if (!*p || *p == '<' || *p == '>')
                return NULL;
        p++;
    }
    if (*p == '/') {
        *closed = true;
        p++;
    }
    return *p == '>' ? p + 1 : NULL;
}

enum { DEPTH = 64, NAME = 16 };

/* Whether tags are nested, closed and quoted; where not is said in *at. */
static bool
is_nested(const char *page, const char **at)
{
    char open[DEPTH][NAME];
    size_t depth = 0;
    const char *p = strstr(page, "<html");

    while ((p = strchr(p, '<'))) {
        const char *from = *at = ++p;
        char name[NAME] = "";
        bool ends = *p == '/', closed;

        from += ends;
        for (p = from; is_name(*p); p++)
            if (p - from < NAME - 1)
                name[p - from] = *p;
        if (p == from || !(p = past_attributes(p, &closed)))
            return false;
        if (ends) {
            if (!depth || strcmp(open[--depth], name) != 0)
                return false;
        } else if (!closed && strcmp(name, "meta") && strcmp(name, "br")) {
            if (depth == DEPTH)
                return false;
            strcpy(open[depth++], name);
            if (!strcmp(name, "style") && !(p = strstr(p, "</style>")))
                return false;
        }
    }
    return depth == 0;
}

static void
assert_sound(const char *page)
{
    const char *at = page;

    if (!is_nested(page, &at))
        fail_msg("not well formed at: %.80s", at);
    assert_null(strstr(page, "<script"));
    assert_null(strstr(page, "http:"));
    assert_null(strstr(page, "https:"));
    assert_null(strstr(page, "\xe2\x80\xae")); /* right-to-left override */
    assert_null(strstr(page, "=\"nan"));
    assert_null(strstr(page, "=\"-nan"));
    assert_null(strstr(page, "=\"inf"));
}

TEST(a_page_is_well_formed_and_fetches_nothing)
{
    char *page = whole_page();

    assert_sound(page);
    assert_non_null(strstr(page, "content=\"default-src 'none'; style-src "
                                 "'unsafe-inline'"));
    assert_null(strstr(page, " src="));
    assert_null(strstr(page, "@import"));
    free(page);
}

TEST(a_run_without_cases_is_still_a_page)
{
    json_t *run = parsed("{}"), *cases = parsed("{'cases':[]}");
    char *page = page_of(run, cases);

    assert_sound(page);
    assert_non_null(strstr(page, "No case for review."));
    free(page);
    page = page_of(NULL, NULL);
    assert_sound(page);
    free(page);
    json_decref(run);
    json_decref(cases);
}

TEST(what_matters_of_a_case_is_on_the_page)
{
    static const char *const told[] = {
        "Maria Joshi",
        "gezoni-8311",
        "1 in 2 to 99 in 100",
        "75,599",
        "about 1 in 357 comparable people",
        "Payroll looks",
        "A couple",
        "Couples",
        "Asks the person",
        "+3.8 bits",
        "2025-07-21 02:00",
        "Europe/Warsaw",
        "it/a.csv",
        "camera on hardware",
        "needs records of: sign in",
        "Let two people decide.",
        "cut short",
        "no JSON object",
        "href=\"#ring-1\"",
        "mj@a.example",
    };
    char *page = whole_page();

    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (!strstr(page, told[i]))
            fail_msg("not told: %s", told[i]);
    free(page);
}

static size_t
count_of(const char *page, const char *what)
{
    size_t count = 0;

    for (; (page = strstr(page, what)); page++)
        count++;
    return count;
}

TEST(the_waterfall_has_a_bar_a_finding_and_one_for_what_others_say)
{
    char *page = whole_page();

    /* drawn twice: for wide and for narrow screens */
    assert_int_equal(count_of(page, "<rect class=\"up\""), 2 * 2);
    assert_int_equal(count_of(page, "<rect class=\"down\""), 2 * 1);
    assert_int_equal(count_of(page, "<rect class=\"start\""), 2);
    assert_int_equal(count_of(page, "<rect class=\"hour"), 24);
    free(page);
}

static void
assert_links(const char *page)
{
    const char *p = page;

    while ((p = strstr(p, "href=\"#"))) {
        char id[64];
        size_t len = strcspn(p += 7, "\"");

        snprintf(id, sizeof id, " id=\"%.*s\"", (int)len, p);
        if (count_of(page, id) != 1)
            fail_msg("%zu times:%s", count_of(page, id), id);
    }
}

TEST(every_link_leads_somewhere_and_no_id_is_there_twice)
{
    char *page = whole_page();

    assert_links(page);
    free(page);
    page = page_of(NULL, NULL);
    assert_links(page);
    free(page);
}

TEST(headings_go_down_one_level_at_a_time)
{
    char *page = whole_page(), *p = page, last = '0';

    while ((p = strstr(p, "<h"))) {
        char level = p[2];

        p += 2;
        if (level < '1' || level > '6')
            continue; /* html, head, header */
        assert_true(level <= last + 1);
        last = level;
    }
    free(page);
}

TEST(the_same_answers_give_the_same_bytes)
{
    char *one = whole_page(), *two = whole_page();

    assert_string_equal(one, two);
    free(one);
    free(two);
}

TEST(without_an_identity_there_is_the_pseudonym_only)
{
    json_t *run = parsed(run_text), *document = parsed(case_text);
    json_t *cases = cases_of(document);
    char *page;

    json_object_del(document, "identity");
    page = page_of(run, cases);
    assert_sound(page);
    assert_null(strstr(page, "Maria"));
    assert_non_null(strstr(page, ">gezoni-8311<"));
    free(page);
    json_decref(run);
    json_decref(cases);
}

/* Every string inside value becomes text; keys stay. */
static void
fill(json_t *value, const char *text)
{
    const char *key;
    json_t *child;
    size_t i;

    if (json_is_array(value))
        json_array_foreach (value, i, child)
            fill(child, text);
    if (json_is_object(value))
        json_object_foreach (value, key, child)
            fill(child, text);
    if (json_is_string(value))
        json_string_set(value, text);
}

TEST(hostile_text_stays_text)
{
    static const char *const hostile[] = {
        "<script>alert(1)</script>",
        "\"><img onerror='x' title=\"",
        "</style></svg></title></desc><script src=//evil.example>",
        "https://evil.example/?a=1&b=2",
        "http://evil.example",
        "\xe2\x80\xaegpj.exe \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d \xe2\x81\xa6",
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb \xf0\x9f\x87\xa6",
        "<!-- ]]> &amp; &#60;script> %s%n",
        "\x01\x02\x1b[31m\n\r\t\x7f\xc2\x85",
        "",
    };

    for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
        json_t *run = parsed(run_text), *document = parsed(case_text);
        json_t *cases = cases_of(document), *reasons = json_object();
        char *page;

        fill(run, hostile[i]);
        fill(document, hostile[i]);
        if (*hostile[i])
            json_object_set_new(reasons, hostile[i], json_integer(1));
        json_object_set_new(json_object_get(run, "rejects"), "by_reason",
                            reasons);
        page = page_of(run, cases);
        assert_sound(page);
        assert_null(strstr(page, "<img"));
        assert_null(strchr(page, 0x1b));
        free(page);
        json_decref(run);
        json_decref(cases);
    }
}

TEST(a_very_long_title_does_not_leave_its_two_lines)
{
    json_t *run = parsed(run_text), *document = parsed(case_text);
    json_t *cases = cases_of(document);
    char text[2001];
    char *page;

    for (size_t i = 0; i + 1 < sizeof text; i += 2)
        memcpy(text + i, "\xc3\xa9", 2);
    text[2000] = 0;
    fill(document, text);
    page = page_of(run, cases);
    assert_sound(page);
    assert_true(count_of(page, "\xe2\x80\xa6</text>") >= 6);
    free(page);
    json_decref(run);
    json_decref(cases);
}

/* Puts other in the place of every value below root, one at a time. */
static void
replace_each(json_t *root, json_t *at, json_t *other,
             void (*then)(const json_t *root))
{
    json_t *child, *kept;
    const char *key;
    void *next;
    size_t i;

    if (json_is_array(at))
        json_array_foreach (at, i, child) {
            kept = json_incref(child);
            json_array_set(at, i, other);
            then(root);
            json_array_set_new(at, i, kept);
            replace_each(root, kept, other, then);
        }
    if (json_is_object(at))
        json_object_foreach_safe(at, next, key, child)
        {
            kept = json_incref(child);
            json_object_set(at, key, other);
            then(root);
            json_object_set_new(at, key, kept);
            replace_each(root, kept, other, then);
        }
}

static void
as_page(const json_t *root)
{
    char *page =
        page_of(json_object_get(root, "run"), json_object_get(root, "cases"));

    assert_sound(page);
    free(page);
}

TEST(any_value_may_be_of_another_type)
{
    static const char *const others[] = {
        "[null]",
        "[[]]",
        "[{}]",
        "['x']",
        "[true]",
        "[-1]",
        "[1e308]",
        "[-1e308]",
        "[0]",
        "[[1,'a']]",
        "[[9,-9]]",
        "[[1e300,-1e300]]",
        "[9223372036854775807]",
    };

    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        json_t *root = json_object(), *other = parsed(others[i]);

        json_object_set_new(root, "run", parsed(run_text));
        json_object_set_new(root, "cases", cases_of(parsed(case_text)));
        replace_each(root, root, json_array_get(other, 0), as_page);
        json_decref(other);
        json_decref(root);
    }
}

TEST_MAIN
