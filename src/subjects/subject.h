/*
 * subjects -- who is who: accounts joined to people, and people's claims.
 *
 * An account is a name in one system, written "class:name" in lower case:
 *     mail:ana@example.com  emp:10042  cand:53883394  login:ana
 *     uid:00u1abvz4p  serial:c02xg2jh  host:ana-mbp
 * Directory records (HR workers, candidates, device inventories) say which
 * accounts are one person's; ordinary logs only use accounts.  A person is
 * anchored by an employee number or a candidate number; an account that no
 * directory joins stays a person of its own when it is a mail address or a
 * login, and is only counted when it is a device.
 *
 * Everything here is order-free: the same set of records gives the same people
 * with the same claims, whatever the order they came in.
 */
#ifndef RC_SUBJECTS_SUBJECT_H
#define RC_SUBJECTS_SUBJECT_H

#include "observations/observation.h"

/* A place as compared, never as judged: which place it is counts for nothing,
 * only whether two agree.  0 is unknown at that level. */
struct rc_place {
    uint64_t country; /* of the ISO 3166-1 code */
    uint64_t region;  /* of country and first-level division */
    uint64_t city;    /* of country, region where known, and city */
};

/* Reads places as vendors write them: names or codes, any case, accents and
 * punctuation ignored ("Texas", "TX", "US-TX"; "México", "MX").  A country
 * that the table does not know is its folded text.  Slow (about 1 us): keep
 * the answer per distinct text. */
struct rc_place rc_place_read(struct rc_slice country, struct rc_slice region,
                              struct rc_slice city);

enum rc_agreement { RC_PLACE_UNKNOWN, RC_PLACE_AGREES, RC_PLACE_DIFFERS };
/* Compared at country, then region level, as far as both are known. */
enum rc_agreement rc_place_compare(const struct rc_place *claimed,
                                   const struct rc_place *seen);

/* A postal address as compared: case, accents, punctuation, "Street"/"St",
 * "Apartment 4"/"#4" made equal.  unit tells whether a flat or unit number is
 * in it.  0 when there is nothing to compare. */
struct rc_address {
    uint64_t whole;    /* with the unit */
    uint64_t building; /* without */
    bool unit;
};
struct rc_address rc_address_read(struct rc_slice text);
/* Of an observation: its address, with city and postcode where the text does
 * not have them already. */
struct rc_address rc_address_of(const struct rc_obs *obs);

/* A network address in one form: IPv4 or IPv6, with port, brackets or zone
 * taken off.  key is 0 when text is none; is_public is false for private,
 * loopback, link-local, CGNAT, multicast and benchmark ranges. */
struct rc_ip {
    uint64_t key;
    bool is_public;
};
struct rc_ip rc_ip_read(struct rc_slice text);
/* The account that an observation is about, "class:name" in out; its length,
 * 0 when it names nobody.  Not more than RC_ACCOUNT_MAX bytes: longer names
 * are cut and closed with a hash. */
enum { RC_ACCOUNT_MAX = 128 };
size_t rc_account_of(const struct rc_obs *obs, char out[RC_ACCOUNT_MAX]);

/* What a person, or HR for them, says: with the days for which it holds. */
struct rc_claim {
    int64_t from_us, to_us; /* RC_TIME_NONE: without beginning, without end */
    struct rc_place home;   /* all 0: no place claimed */
    const struct rc_zone *zone; /* NULL: unknown */
    struct rc_address address;
    int start_min, end_min; /* agreed hours, minutes after midnight; -1 none */
    bool is_travel;         /* an approved stay, beside the home */
};

enum rc_person_kind { RC_WORKER, RC_APPLICANT };

struct rc_person {
    enum rc_person_kind kind;
    bool in_directory; /* HR or the applicant system knows this person */
    bool is_remote, is_contractor, has_left;
    int64_t hired_us, left_us; /* RC_TIME_NONE when not said */
    struct rc_slice id;        /* "10042", "53883394" or the account's name */
    struct rc_slice name;      /* may be empty */
    const struct rc_slice *emails;
    size_t email_count;
    const struct rc_claim *claims; /* by from_us */
    size_t claim_count;
    const uint32_t *accounts; /* indexes into the list given to resolve */
    size_t account_count;
    const uint32_t *household; /* other people declared to live with this one */
    size_t household_count;
};

/* The claim of home that holds at a moment, and any travel then: NULL none. */
const struct rc_claim *rc_person_home(const struct rc_person *person,
                                      int64_t at_us);
/* Whether a place is among those claimed for that moment.  Three days of grace
 * on both sides of a move. */
enum rc_agreement rc_person_place(const struct rc_person *person, int64_t at_us,
                                  const struct rc_place *seen);

/* The directory records, kept whole: they are few and everything hangs on
 * them.  A record seen twice is one. */
struct rc_roster;
struct rc_roster *rc_roster_new(void);
void rc_roster_free(struct rc_roster *roster);
/* Keeps obs if it is of a directory kind; false when it is not. */
bool rc_roster_add(struct rc_roster *roster, const struct rc_obs *obs);
void rc_roster_merge(struct rc_roster *into, const struct rc_roster *from);
size_t rc_roster_count(const struct rc_roster *roster);
/* The encoded observation at index, in content order after rc_roster_sort. */
void rc_roster_sort(struct rc_roster *roster);
struct rc_slice rc_roster_at(const struct rc_roster *roster, size_t index);
/* The newest time at which that record was stated. */
int64_t rc_roster_seen_us(const struct rc_roster *roster, size_t index);
/* The whole roster as bytes, the same for the same records, and back. */
void rc_roster_save(struct rc_roster *roster, struct rc_buf *to);
enum rc_status rc_roster_load(struct rc_roster *roster, struct rc_slice bytes,
                              struct rc_err *err) RC_MUST_CHECK;

struct rc_conflict {
    struct rc_slice account, what; /* "mail:a@b" "is two workers': 10, 11" */
};

struct rc_people {
    struct rc_arena arena; /* owns all that is below */
    struct rc_person *person;
    size_t count;
    uint32_t *person_of; /* by account index; UINT32_MAX: nobody's */
    const struct rc_conflict *conflicts;
    size_t conflict_count;
};

/* Joins.  accounts: all that were seen in records ("class:name").  People are
 * ordered by kind, then id, so their order is the same in every run. */
struct rc_people *rc_people_resolve(struct rc_roster *roster,
                                    const struct rc_slice *accounts,
                                    size_t account_count);
void rc_people_free(struct rc_people *people);

#endif
