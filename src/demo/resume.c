/*
 * resume.c -- resumes that read like resumes.
 *
 * A line of work is made of parts that are drawn apart and holds a project's
 * invented name and numbers, so that two people seldom have the same ten words
 * by chance.  What is the same in several is so on purpose: a popular template,
 * a project that two worked on, a text that a ring passes round.
 */
#include "demo/company.h"

#include <stdio.h>

static const char *const verbs[] = {
    "Led",      "Rebuilt",  "Designed",  "Introduced", "Migrated", "Maintained",
    "Launched", "Improved", "Automated", "Reworked",   "Owned",    "Planned",
    "Shipped",  "Scaled",   "Replaced",  "Documented"};
static const char *const kinds[] = {
    "nightly",  "customer-facing", "internal", "event-driven", "regional",
    "legacy",   "multi-tenant",    "mobile",   "self-service", "partner",
    "weekly",   "real-time",       "offline",  "seasonal",     "bilingual",
    "low-cost", "audited",         "shared",   "quarterly",    "paperless"};
static const char *const things[] = {
    "billing service", "order intake",     "reporting pipeline",
    "support portal",  "search index",     "hiring plan",
    "pricing model",   "ledger close",     "onboarding flow",
    "mail campaign",   "data warehouse",   "design library",
    "help centre",     "route planner",    "inventory count",
    "release train",   "alerting rules",   "sales playbook",
    "vendor review",   "survey programme", "payments gateway",
    "test harness",    "claims workflow",  "content calendar"};
static const char *const clients[] = {
    "hospital groups", "school districts", "freight brokers", "city libraries",
    "farm suppliers",  "credit unions",    "hotel chains",    "dental clinics",
    "insurers",        "museums",          "grocers",         "utilities",
    "law firms",       "charities",        "game studios",    "airlines",
    "bike shops",      "theatres",         "wineries",        "laboratories"};
static const char *const means[] = {
    "Python and Airflow", "Go services",     "TypeScript and React",
    "SQL and dbt",        "Kafka",           "Terraform",
    "Salesforce reports", "Figma",           "Java 17",
    "Excel models",       "Zendesk macros",  "Rust",
    "Kubernetes",         "a small team",    "two contractors",
    "user interviews",    "Looker",          "plain Postgres",
    "Ruby on Rails",      "paper prototypes"};
static const char *const ends[] = {"cutting waits by %d%%",
                                   "saving %d hours a month",
                                   "for %d sites",
                                   "with %d fewer tickets a week",
                                   "lifting renewals by %d points",
                                   "at %d requests a second",
                                   "over %d releases",
                                   "for %d colleagues",
                                   "bringing errors down by %d%%",
                                   "within %d weeks"};
static const char *const shapes[] = {"Systems",   "Works", "Labs",
                                     "Partners",  "Group", "Digital",
                                     "Logistics", "Health"};
#define COUNT(list)     (sizeof(list) / sizeof((list)[0]))
#define PICK(rng, list) ((list)[demo_below(rng, (uint32_t)COUNT(list))])

static const char *const templates[] = {
    "Results-driven professional with a proven track record of delivering "
    "high-quality solutions on time and within budget. Adept at working with "
    "cross-functional teams, translating business needs into clear "
    "requirements, and communicating with stakeholders at all levels. "
    "Passionate "
    "about continuous learning and committed to exceeding expectations in "
    "fast-paced environments.",
    "Detail-oriented team player who thrives under pressure and enjoys solving "
    "complex problems. Strong communicator with excellent organizational and "
    "time management skills, able to prioritize multiple projects while "
    "keeping "
    "a positive attitude. Seeking a challenging role where I can grow and add "
    "value to a forward-thinking company.",
    "Dynamic and motivated self-starter with hands-on experience across the "
    "full "
    "project life cycle. Recognized for building lasting relationships, "
    "streamlining processes, and bringing fresh ideas to the table. Eager to "
    "contribute to team success through hard work, attention to detail and "
    "excellent organizational skills."};

/* An invented name: two or three syllables. */
static void
name_of(struct demo_rng *rng, char out[16])
{
    static const char *const syllables[] = {
        "ta",  "ri",  "vo",  "lum", "ke",  "dra", "sel", "nor", "qua", "fi",
        "mer", "ost", "pel", "gra", "hin", "zu",  "bra", "wen", "tol", "cy"};
    int n = demo_between(rng, 2, 3);

    out[0] = '\0';
    for (int i = 0; i < n; i++)
        strcat(out, PICK(rng, syllables));
    out[0] = (char)(out[0] - 'a' + 'A');
}

static void
put_line(struct rc_buf *out, struct demo_rng *rng)
{
    char name[16], end[48];
    const char *verb = PICK(rng, verbs), *kind = PICK(rng, kinds);
    const char *thing = PICK(rng, things), *client = PICK(rng, clients);
    const char *mean = PICK(rng, means);

    name_of(rng, name);
    snprintf(end, sizeof(end), PICK(rng, ends), demo_between(rng, 3, 97));
    switch (demo_below(rng, 4)) {
    case 0:
        rc_buf_print(out, "- %s %s, a %s %s for %s, with %s, %s.\n", verb, name,
                     kind, thing, client, mean, end);
        break;
    case 1:
        rc_buf_print(out, "- %s the %s %s %s (%s) of %d %s, %s.\n", verb, kind,
                     name, thing, mean, demo_between(rng, 2, 60), client, end);
        break;
    case 2:
        rc_buf_print(out, "- For %d %s: %s %s %s \"%s\" using %s, %s.\n",
                     demo_between(rng, 2, 60), client, verb, kind, thing, name,
                     mean, end);
        break;
    default:
        rc_buf_print(out, "- %s: %s %s %s, %s; %s as users.\n", name, verb,
                     kind, thing, end, client);
        break;
    }
}

static void
put_job(struct rc_buf *out, struct demo_rng *rng, const struct demo_person *p,
        int from, int to, uint64_t passage, int lines)
{
    struct demo_rng shared = demo_rng_of(passage, 1, 0, DEMO_S_PROJECT);
    struct demo_rng *by = passage ? &shared : rng;
    char company[16];

    name_of(by, company);
    rc_buf_print(out, "\n%s, %s %s (%d - %d)\n",
                 rc_demo_department[p->department].titles[demo_below(rng, 4)],
                 company, PICK(by, shapes), from, to);
    for (int i = 0; i < lines; i++)
        put_line(out, by);
}

static void
put_summary(struct rc_buf *out, struct demo_rng *rng,
            const struct demo_person *p)
{
    uint64_t h = demo_next(rng);
    struct demo_rng shared = demo_rng_of(p->group, 2, 0, DEMO_S_PROJECT);
    bool ring = p->resume == DEMO_RESUME_RING;
    struct demo_rng *by = ring ? &shared : rng;
    char name[16];

    if (p->resume == DEMO_RESUME_TEMPLATE) {
        rc_buf_put(out, rc_slice_of(templates[h % 3]));
        rc_buf_char(out, '\n');
        return;
    }
    name_of(by, name);
    rc_buf_print(
        out,
        "%d years with %s %s for %s, lately on %s. Known for %s %s and "
        "for %s; at home with %s.\n",
        demo_between(by, 3, 14), PICK(by, kinds), PICK(by, things),
        PICK(by, clients), name, PICK(by, kinds), PICK(by, things),
        PICK(by, clients), PICK(by, means));
}

void
rc_demo_resume(const struct demo_company *co, const struct demo_person *p,
               struct rc_buf *out)
{
    struct demo_rng rng = demo_rng_of(co->seed, p->index, 0, DEMO_S_RESUME);
    const struct demo_city *city = &rc_demo_city[p->home.city];
    char mail[96], phone[32], school[16];
    int year = 2026 - demo_between(&rng, 0, 1);
    bool ring = p->resume == DEMO_RESUME_RING;
    bool project = p->resume == DEMO_RESUME_PROJECT;

    rc_demo_home_mail(p, mail);
    rc_demo_phone(p, phone);
    rc_buf_print(out, "%s %s\n%s, %s | %s | %s\n\nSUMMARY\n",
                 rc_demo_first_of(p), rc_demo_last_of(p), city->name,
                 city->code, mail, phone);
    put_summary(out, &rng, p);
    rc_buf_print(out, "\nEXPERIENCE\n");
    for (int job = 0; job < 3; job++) {
        int from = year - demo_between(&rng, 2, 4);
        /* a ring's text: two of three jobs; a former colleague's: one */
        bool same = (ring && job < 2) || (project && job == 1);

        put_job(out, &rng, p, from, year,
                same ? demo_hash(p->group, (uint64_t)job, 3) : 0,
                project && job == 1 ? 2 : 4);
        year = from;
    }
    name_of(&rng, school);
    rc_buf_print(out,
                 "\nEDUCATION\nB.Sc., University of %s, %d\n\nSKILLS\n%s, %s, "
                 "%s, %s\n",
                 school, year - 1, PICK(&rng, means), PICK(&rng, means),
                 PICK(&rng, means), PICK(&rng, means));
}
