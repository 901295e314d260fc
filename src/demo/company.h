/*
 * company.h -- the made-up company as its writers see it; private to demo/.
 *
 * Everything is settled once, in people.c, odd.c and ring.c, and kept as plain
 * bytes, about 300 a person.  What happens on a day is not kept: life.c works
 * it out again, the same each time, for whichever writer asks.  Days are
 * counted from 2026-01-01; those before it are negative.
 */
#ifndef RC_DEMO_COMPANY_H
#define RC_DEMO_COMPANY_H

#include "base/base.h"
#include "demo/demo.h"
#include "demo/rng.h"

enum {
    DEMO_DAY0 = 20454,    /* 2026-01-01, days since 1970; a Thursday */
    DEMO_DAYS = 181,      /* to 2026-06-30 */
    DEMO_NEVER = 30000,   /* a day that does not come */
    DEMO_ATS_FROM = -365, /* the applicant system's export begins 2025-01-01 */
    DEMO_SHIP_FROM = -365,
    DEMO_PAY_FROM = -1094, /* payroll's history begins 2023-01-02 */
};
#define DEMO_DOMAIN "larkfield.example"
#define DEMO_TENANT "5b0c2c1e-7a43-4d8e-9f26-3f1d7e60ab54"

/* Streams of chance, so that two questions never share an answer. */
enum demo_stream {
    DEMO_S_PEOPLE = 1,
    DEMO_S_ODD,
    DEMO_S_RING,
    DEMO_S_DAY,
    DEMO_S_SIGN_IN,
    DEMO_S_MEETING,
    DEMO_S_JOIN,
    DEMO_S_NET,
    DEMO_S_WEEK,
    DEMO_S_PAY,
    DEMO_S_SHIP,
    DEMO_S_RESUME,
    DEMO_S_ID,
    DEMO_S_APPS,
    DEMO_S_PROJECT,
    DEMO_S_TEAM,
    DEMO_S_LEAVE,
};

enum demo_kind {
#define KIND(name, permille, says) DEMO_##name,
#include "demo/kinds.def"
#undef KIND
    DEMO_KINDS
};
#define DEMO_BIT(kind) (UINT32_C(1) << DEMO_##kind)
const char *rc_demo_kind_says(enum demo_kind kind);

/* What an operated persona may show; a persona shows some of it. */
enum demo_trait {
    DEMO_T_FARM_SHIP,
    DEMO_T_SHIP_CHANGE,
    DEMO_T_PAY_SHARED,
    DEMO_T_PAY_CHURN,
    DEMO_T_ELSEWHERE,
    DEMO_T_EGRESS,
    DEMO_T_ODD_HOURS,
    DEMO_T_CAM_OFF,
    DEMO_T_CAM_VIRTUAL,
    DEMO_T_TOOL,
    DEMO_T_RESUME,
    DEMO_TRAITS
};
#define DEMO_HAS(person, trait) ((person)->traits >> DEMO_T_##trait & 1)

/* --- places.c ---------------------------------------------------------- */

enum demo_dst { DEMO_DST_NONE, DEMO_DST_US, DEMO_DST_EU };
struct demo_city {
    const char *name, *state, *code, *country, *iso, *zip, *zone, *dial;
    int lat, lon; /* hundredths of a degree */
    int std_min;  /* standard time, minutes east of UTC */
    enum demo_dst dst;
    int weight; /* how many claim to live there */
};
extern const struct demo_city rc_demo_city[];
extern const unsigned rc_demo_city_count;
bool rc_demo_in_us(unsigned city);
/* Minutes to add to UTC on a day. */
int rc_demo_offset(unsigned city, int day);
/* By weight; then among those of the same country, another than it. */
unsigned rc_demo_city_draw(struct demo_rng *rng);
unsigned rc_demo_city_near(struct demo_rng *rng, unsigned city);
/* A city at least so many hours away on the clock. */
unsigned rc_demo_city_far(struct demo_rng *rng, unsigned city, int hours);

struct demo_address {
    uint8_t city, street, form; /* form: how the unit is written */
    uint16_t number, unit;      /* unit 0: a house */
    uint16_t zip;
};
struct demo_address rc_demo_address_draw(struct demo_rng *rng, unsigned city);
void rc_demo_address_line1(const struct demo_address *at, char out[64]);
void rc_demo_address_line2(const struct demo_address *at, char out[32]);
void rc_demo_address_zip(const struct demo_address *at, char out[16]);

enum demo_net {
    DEMO_NET_HOME,
    DEMO_NET_MOBILE,
    DEMO_NET_CAFE,
    DEMO_NET_OFFICE,
    DEMO_NET_COWORK,
    DEMO_NET_VPN,
    DEMO_NET_HOTEL
};
/* Where bytes leave from: the same key is the same line. */
struct demo_site {
    enum demo_net net;
    unsigned city;
    uint64_t key;
};
struct demo_link {
    char ip[16];
    uint32_t asn;
    const char *org, *domain;
    bool proxy;
    unsigned city; /* where a geography base puts it */
};
struct demo_link rc_demo_link(const struct demo_site *site, int day);

/* --- names.c ----------------------------------------------------------- */

extern const char *const rc_demo_first[];
extern const char *const rc_demo_last[];
extern const unsigned rc_demo_first_count, rc_demo_last_count;
struct demo_department {
    const char *name;
    const char *titles[4];
    int weight;
};
extern const struct demo_department rc_demo_department[];
extern const unsigned rc_demo_department_count;
unsigned rc_demo_department_draw(struct demo_rng *rng);
enum { DEMO_DEPT_SALES = 5, DEMO_DEPT_IT = 9 };

struct demo_bank {
    char routing[12], account[20];
    const char *name;
};
/* What an account key reads as; the lowest bit is set for a neobank, and the
 * highest for an account in the United States whoever is paid into it. */
#define DEMO_SHARED_ACCOUNT (UINT64_C(1) << 63)
#define DEMO_ACCOUNT_BITS   (DEMO_SHARED_ACCOUNT | 1)
struct demo_bank rc_demo_bank(uint64_t account, unsigned city);

/* --- people ------------------------------------------------------------ */

enum demo_os { DEMO_MAC, DEMO_WINDOWS };
struct demo_stay { /* away from home, working */
    int16_t from, to;
    uint8_t city;
    bool told; /* has a travel row */
};
struct demo_payout {
    int16_t day; /* from when */
    bool migration;
    uint64_t account;
};
enum { DEMO_STAYS = 4, DEMO_PAYOUTS = 8 };

enum demo_mode { /* how an operated persona reaches us */
                 DEMO_MODE_HONEST,
                 DEMO_MODE_FARM,
                 DEMO_MODE_DIRECT,
                 DEMO_MODE_PROXY
};
enum demo_resume {
    DEMO_RESUME_OWN,
    DEMO_RESUME_TEMPLATE,
    DEMO_RESUME_PROJECT,
    DEMO_RESUME_RING
};

enum demo_ship {
    DEMO_SHIP_HOME,
    DEMO_SHIP_SHOP,
    DEMO_SHIP_PARENTS,
    DEMO_SHIP_FARM,
    DEMO_SHIP_OTHER
};

struct demo_person {
    uint32_t index;
    uint32_t kinds;                  /* DEMO_BIT */
    uint16_t first, last, same_name; /* same_name: how many had it before */
    uint16_t phone_of;               /* 0, or a ring's shared number */
    uint8_t city, department, title;
    uint8_t real_city; /* where the operator sits; city when honest */
    bool contractor, hybrid, entra, applicant, declared;
    struct demo_address home, next_home, ship_to;
    int16_t move_day, report_day;     /* DEMO_NEVER */
    int16_t hired, left;              /* days; left may be DEMO_NEVER */
    int16_t agreed_start, agreed_end; /* minutes, as HR has them */
    int16_t start, length, wobble;    /* minutes, as lived */
    uint8_t clock; /* 0 the city they are in; 1 home's; 2 the operator's */
    uint64_t home_key;
    uint16_t lease; /* days until the line gets another address; 0 never */
    uint16_t mobile, cafe, cowork, vpn; /* permille of sign-ins, of days */
    uint8_t vpn_service, vpn_city, office_days; /* bit a weekday */
    uint8_t other_city;
    uint64_t other_key;                        /* a second home; 0 none */
    uint8_t os, model, camera, virtual_camera; /* virtual_camera 0: none */
    uint16_t camera_on, virtual_share;         /* permille of meetings */
    uint8_t tool;                              /* remote tool, 0 none */
    int16_t tool_from, tool_to;
    int16_t ship_day; /* DEMO_NEVER when before the export */
    bool ship_redirected;
    uint8_t ship_how; /* enum demo_ship */
    uint32_t mate;    /* index + 1 of the other of a pair */
    uint64_t group;   /* of a shared project paragraph */
    uint8_t resume;
    struct demo_stay stay[DEMO_STAYS];
    uint8_t stays, payouts;
    struct demo_payout payout[DEMO_PAYOUTS];
    /* planted */
    bool planted, careful;
    uint16_t traits, real_days; /* real_days: permille seen from real_city */
    uint8_t mode;
    int32_t ring; /* -1 none */
};

enum { DEMO_TEAM = 8 }; /* people of a team, their lead first */

struct demo_ring {
    uint32_t id;
    unsigned size;
    unsigned farm_city, real_city;
    struct demo_address farm;
    uint16_t farm_first, farm_last; /* who signs for the parcels */
    uint64_t farm_key, house_key, exit_key, account, text;
    uint8_t tool, phone;
};

struct demo_company {
    uint64_t seed;
    uint32_t workers, applicants; /* people: workers first */
    uint32_t planted_workers, planted_applicants;
    struct demo_person *people;
    struct demo_ring *rings;
    uint32_t ring_count;
    uint32_t *order; /* workers as they sit in teams */
    uint32_t *seat;  /* a worker's place in order */
    unsigned migrated_department;
    int migration_day;
    uint32_t files;
    uint64_t bytes;
    const char *folder;
};

void rc_demo_company_make(struct demo_company *co,
                          const struct rc_demo_setting *setting);
void rc_demo_company_done(struct demo_company *co);
void rc_demo_person_ordinary(const struct demo_company *co,
                             struct demo_person *p, struct demo_rng *rng);
/* Places a person in a city with an address and a line of their own. */
void rc_demo_person_settle(struct demo_person *p, unsigned city,
                           struct demo_rng *rng);
void rc_demo_pay(struct demo_person *p, int day, uint64_t account);
void rc_demo_odd(struct demo_company *co);
void rc_demo_rings(struct demo_company *co);
void rc_demo_ring_applicants(struct demo_company *co);
/* How many workers are planted among so many. */
uint32_t rc_demo_planted_of(uint32_t workers);

/* Texts about a person. */
const char *rc_demo_first_of(const struct demo_person *p);
const char *rc_demo_last_of(const struct demo_person *p);
void rc_demo_mail(const struct demo_person *p, char out[96]);
void rc_demo_home_mail(const struct demo_person *p, char out[96]);
void rc_demo_phone(const struct demo_person *p, char out[32]);
void rc_demo_serial(const struct demo_company *co, const struct demo_person *p,
                    char out[16]);
void rc_demo_host(const struct demo_company *co, const struct demo_person *p,
                  char out[32]);
const char *rc_demo_title(const struct demo_person *p);
/* A GUID that stands for two numbers. */
void rc_demo_guid(uint64_t a, uint64_t b, char out[37]);
unsigned rc_demo_employee_number(const struct demo_person *p);
unsigned rc_demo_candidate_number(const struct demo_person *p);
uint32_t rc_demo_manager(const struct demo_company *co,
                         const struct demo_person *p);
/* Which address is home on a day. */
const struct demo_address *rc_demo_home_on(const struct demo_person *p,
                                           int day);

struct demo_model {
    const char *maker, *model, *host, *browser, *agent, *os, *version;
    enum demo_os kind;
    const char *camera, *microphone, *speaker, *cpu;
};
extern const struct demo_model rc_demo_model[];
extern const unsigned rc_demo_model_count;
const char *rc_demo_camera(const struct demo_person *p, bool is_virtual);
const char *rc_demo_virtual_app(const struct demo_person *p);
struct demo_tool {
    const char *app, *mac_path, *win_path, *process, *version;
};
extern const struct demo_tool rc_demo_tool[]; /* 0 is none */
extern const unsigned rc_demo_tool_count;

/* --- life.c ------------------------------------------------------------ */

struct demo_day {
    bool works;
    int64_t start_us, end_us;
    struct demo_site site;  /* the laptop's */
    struct demo_site phone; /* the phone's */
};
void rc_demo_day(const struct demo_company *co, const struct demo_person *p,
                 int day, struct demo_day *out);

struct demo_sign_in {
    int64_t at_us;
    uint32_t person;
    uint16_t nth;
    bool phone, entra;
};
enum { DEMO_SIGN_INS = 10 };
size_t rc_demo_sign_ins(const struct demo_company *co,
                        const struct demo_person *p, int day,
                        struct demo_sign_in out[DEMO_SIGN_INS]);
/* Everybody's of a day, by time; to be given back. */
struct demo_sign_in *rc_demo_sign_ins_of_day(const struct demo_company *co,
                                             int day, bool entra,
                                             size_t *count);
void rc_demo_sign_ins_free(struct demo_sign_in *all);

struct demo_participant {
    uint32_t person; /* UINT32_MAX: a guest */
    int64_t join_us, leave_us;
    bool video, is_virtual, own_pc;
    struct demo_site site;
};
struct demo_meeting {
    int day;
    uint64_t id;
    int64_t start_us, end_us;
    bool teams;
    const struct demo_participant *who;
    size_t count;
};
struct demo_meeting_sink {
    void (*take)(struct demo_meeting_sink *, const struct demo_meeting *);
};
void rc_demo_meetings(const struct demo_company *co, int day,
                      struct demo_meeting_sink *to);

/* --- resume.c ---------------------------------------------------------- */
void rc_demo_resume(const struct demo_company *co, const struct demo_person *p,
                    struct rc_buf *out);

/* --- file.c ------------------------------------------------------------ */

enum demo_pack { DEMO_PLAIN, DEMO_GZIP, DEMO_ZSTD };
struct demo_file; /* being written */
enum rc_status rc_demo_file_open(struct demo_company *co, const char *name,
                                 enum demo_pack pack, struct demo_file **file,
                                 struct rc_err *err) RC_MUST_CHECK;
/* What is put here is written when it is much. */
struct rc_buf *rc_demo_file_buf(struct demo_file *file);
/* To be called between records; a failure is told by close. */
void rc_demo_file_turn(struct demo_file *file);
enum rc_status rc_demo_file_close(struct demo_file *file,
                                  struct rc_err *err) RC_MUST_CHECK;
/* A CSV cell and what stands before it, quoted where it must be. */
void rc_demo_cell(struct rc_buf *buf, bool first, const char *text);
void rc_demo_date(int day, char out[32]);
/* 2026-01-31T10:15:30.250Z */
void rc_demo_stamp(int64_t at_us, char out[RC_TIME_TEXT]);

/* --- writers ----------------------------------------------------------- */
typedef enum rc_status rc_demo_writer(struct demo_company *co,
                                      struct rc_err *err);
rc_demo_writer rc_demo_write_okta, rc_demo_write_entra, rc_demo_write_zoom,
    rc_demo_write_teams, rc_demo_write_hris, rc_demo_write_pay,
    rc_demo_write_ship, rc_demo_write_intune, rc_demo_write_osquery,
    rc_demo_write_greenhouse, rc_demo_write_junk, rc_demo_write_truth;

#endif
