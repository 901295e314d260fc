/*
 * gen_okta.c -- a made-up Okta System Log, an event a line, for benchmarks.
 *
 *     gen_okta BYTES [SEED [WORKERS]] >okta.ndjson
 *
 * Whole records until BYTES are written.  The same arguments give the same
 * bytes on every machine: integers only, and no clock.  What it must have so
 * that a reader is not flattered:
 *
 *   - every group the real log has, nested, most of it never asked for;
 *   - JSON escaped inside strings, \u escapes, and UTF-8;
 *   - records of several shapes: a device or none, one to three targets, an
 *     ipChain of one or two;
 *   - a few workers who do much and many who do little, each from their own
 *     address and device, some with a second of either, awake by their own day;
 *   - six failures in a hundred.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The dice are rolled one statement at a time: compilers may take arguments and
 * initialisers in any order. */
enum { BUFFER = 1 << 20, RECORD_MAX = 8192, HOUR_MS = 3600000 };
static const int64_t first_ms = INT64_C(1772409600000); /* 2026-03-02, Monday */

#define COUNT(a)   (sizeof(a) / sizeof *(a))
#define PICK(a, n) ((a)[(n) % COUNT(a)])

static const char *const given[] = {
    "Ada",   "Bjarne", "Chlo\\u00e9", "Dilip", "Eun-ji",     "Farid",
    "Grace", "Hyun",   "Imani",       "João",  "Karin",      "Leïla",
    "Mateo", "Nadia",  "Oluwaseun",   "Petra", "Ra\\u00fal", "Saoirse",
    "Tariq", "Ursula", "Vihaan",      "Wanda", "Z\\u00f6hre"};
static const char *const family[] = {
    "Abara",   "Bergström", "Cohen",  "Díaz",   "Engel",
    "Fofana",  "Grant",     "Hassan", "Ito",    "Jansen",
    "Kaur",    "Lindqvist", "Mbeki",  "Novák",  "Okafor",
    "Pereira", "Qureshi",   "Reyes",  "Sato",   "Tran",
    "Usman",   "Vogel",     "Walsh",  "Yılmaz", "Zieli\\u0144ski"};
static const char *const apps[] = {"Notion \\ud83d\\udcd3",
                                   "Slack",
                                   "GitHub Enterprise Cloud",
                                   "Figma",
                                   "Zendesk",
                                   "Snowflake",
                                   "PagerDuty",
                                   "Zoom",
                                   "Ramp",
                                   "1Password B2B",
                                   "Okta Dashboard"};

static const struct place {
    const char *city, *state, *country, *postcode, *lat, *lon, *org, *isp;
    unsigned asn, hours_east; /* of UTC, modulo 24 */
} places[] = {
    {"Denver", "Colorado", "United States", "80202", "39.7525", "-104.9995",
     "qwest communications", "centurylink", 209, 17},
    {"Raleigh", "North Carolina", "United States", "27601", "35.7721",
     "-78.6386", "charter communications inc", "spectrum", 11426, 19},
    {"Portland", "Oregon", "United States", "97205", "45.5207", "-122.6895",
     "comcast cable communications llc", "comcast cable", 33490, 16},
    {"Montréal", "Quebec", "Canada", "H2Y", "45.5088", "-73.5540",
     "bell canada", "bell canada", 577, 19},
    {"Leeds", "England", "United Kingdom", "LS1", "53.7965", "-1.5478",
     "virgin media limited", "virgin media", 5089, 0},
    {"M\\u00fcnchen", "Bayern", "Germany", "80331", "48.1374", "11.5755",
     "deutsche telekom ag", "deutsche telekom ag", 3320, 1},
    {"Pune", "Maharashtra", "India", "411001", "18.5196", "73.8553",
     "reliance jio infocomm limited", "jio", 55836, 5},
    {"Ashburn", "Virginia", "United States", "20147", "39.0469", "-77.4903",
     "m247 europe srl", "m247 \\\"hosting\\\" \\/ vpn", 9009, 19}};
enum { HOMES = COUNT(places) - 1, TUNNEL = HOMES };

static const struct device {
    const char *agent, *os, *browser, *kind, *platform, *version;
} devices[] = {
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
     "like Gecko) Chrome/133.0.0.0 Safari/537.36",
     "Windows 11", "CHROME", "Computer", "WINDOWS", "10.0.26100.3194"},
    {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "
     "like Gecko) Chrome/133.0.0.0 Safari/537.36 Edg/133.0.3065.69",
     "Windows 11", "EDGE", "Computer", "WINDOWS", "10.0.22631.4890"},
    {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 "
     "(KHTML, like Gecko) Version/18.3 Safari/605.1.15",
     "Mac OS 15.3.1 (Sequoia)", "SAFARI", "Computer", "MACOS", "15.3.1"},
    {"Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:135.0) Gecko/20100101 "
     "Firefox/135.0",
     "Linux", "FIREFOX", "Computer", NULL, NULL},
    {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_3_1 like Mac OS X) "
     "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile/15E148 "
     "Safari/604.1",
     "iOS 18.3.1 (iPhone)", "SAFARI", "Mobile", "IOS", "18.3.1"}};

static const struct event {
    unsigned per_mille; /* of all events */
    const char *type, *legacy, *says, *credential;
} events[] = {{430, "user.authentication.sso", "app.auth.sso",
               "User single sign on to app", NULL},
              {190, "user.session.start", "core.user_auth.login_success",
               "User login to Okta", "PASSWORD"},
              {160, "user.authentication.auth_via_mfa",
               "core.user.factor.attempt", "Authentication of user via MFA",
               "SIGNED_NONCE"},
              {140, "policy.evaluate_sign_on", "policy.evaluate_sign_on",
               "Evaluation of sign-on policy", NULL},
              {60, "user.session.end", "core.user_auth.logout_success",
               "User logout from Okta", NULL},
              {17, "user.mfa.factor.activate", "core.user.factor.activate",
               "Enroll user in authenticator", "OTP"},
              {3, "device.enrollment.create", "device.enrollment.create",
               "Enroll device", "CERTIFICATE"}};

struct moment {
    uint64_t dice; /* where the generator of chance stands */
    int64_t at_ms;
    unsigned workers;
};

struct record {
    const struct place *place;
    const struct device *device;
    const struct event *event;
    uint64_t who; /* the worker's own number: all that lasts is made of it */
    unsigned worker, ip, pc; /* pc: which of the worker's devices */
    bool failed, tunnel;
};

/* SplitMix64's last step: every bit of n stirs every bit of the answer. */
static uint64_t
stir(uint64_t n)
{
    n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
    return n ^ n >> 31;
}

static uint64_t
roll(struct moment *now)
{
    return stir(now->dice += UINT64_C(0x9e3779b97f4a7c15));
}

static unsigned
below(struct moment *now, unsigned n)
{
    return (unsigned)((roll(now) >> 32) * n >> 32);
}

/* Three dice one inside the other: of 5,000 workers the busiest tenth has two
 * events in three, and the busiest of all has one in seventy. */
static unsigned
somebody(struct moment *now)
{
    return below(now, below(now, below(now, now->workers) + 1) + 1);
}

static const struct event *
some_event(struct moment *now)
{
    unsigned at = below(now, 1000), e = 0;

    while (at >= events[e].per_mille)
        at -= events[e++].per_mille;
    return &events[e];
}

/* Who does what next, and from where.  Somebody whose night it is mostly lets
 * another go first. */
static struct record
next_record(struct moment *now)
{
    struct record r = {.event = some_event(now)};

    r.failed = below(now, 100) < 6;
    now->at_ms += 1 + below(now, 1600);
    for (int asked = 0; asked < 4; asked++) {
        r.worker = somebody(now);
        r.who = stir(r.worker + UINT64_C(0x5eed0fac));
        r.place = &places[r.who % HOMES];

        int64_t hour = (now->at_ms / HOUR_MS + r.place->hours_east) % 24;

        if (hour >= 8 && hour < 19)
            break;
    }
    r.pc = r.who >> 8 & 1 && below(now, 6) == 0; /* half have a second one */
    r.device = &PICK(devices, r.pc ? (r.who >> 12) + 2 : r.who >> 16);
    r.ip = 0x18000000 + (unsigned)(r.who >> 20) % 0x3000000;
    if (r.who >> 9 & 1 && below(now, 10) == 0) /* a phone's, a cafe's */
        r.ip ^= 0x00070000 + (unsigned)(r.who & 0xff);
    r.tunnel = (r.who >> 24) % 16 == 0 && below(now, 4) == 0;
    if (r.tunnel) {
        r.place = &places[TUNNEL];
        r.ip = 0x2d540000 + (unsigned)(r.who >> 32) % 200;
    }
    return r;
}

/* Where the record being written ends; BUFFER leaves room for a whole one. */
struct out {
    char text[BUFFER + RECORD_MAX];
    size_t len;
};

__attribute__((format(printf, 2, 3))) static void
put(struct out *out, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    out->len += (size_t)vsnprintf(out->text + out->len,
                                  sizeof out->text - out->len, format, args);
    va_end(args);
}

static void
put_place(struct out *out, const struct place *at)
{
    put(out,
        "\"geographicalContext\":{\"city\":\"%s\",\"state\":\"%s\",\"country\":"
        "\"%s\",\"postalCode\":\"%s\",\"geolocation\":{\"lat\":%s,\"lon\":%s}}",
        at->city, at->state, at->country, at->postcode, at->lat, at->lon);
}

/* The same of everybody who signs in and of the app's user they become. */
static void
put_person(struct out *out, const char *prefix, const char *type,
           const struct record *r)
{
    put(out,
        "{\"id\":\"%s%017" PRIx64 "\",\"type\":\"%s\",\"alternateId\":"
        "\"w%05u@northwind.example\",\"displayName\":\"%s %s\","
        "\"detailEntry\":null}",
        prefix, r->who & UINT64_C(0xffffffffffffff), type, r->worker,
        PICK(given, r->who >> 32), PICK(family, r->who >> 40));
}

static void
put_client(struct out *out, const struct record *r)
{
    const struct device *on = r->device;

    put(out, "{\"actor\":");
    put_person(out, "00u", "User", r);
    put(out,
        ",\"client\":{\"userAgent\":{\"rawUserAgent\":\"%s\",\"os\":\"%s\","
        "\"browser\":\"%s\"},\"zone\":\"%s\",\"device\":\"%s\",\"id\":null,"
        "\"ipAddress\":\"%u.%u.%u.%u\",",
        on->agent, on->os, on->browser, r->tunnel ? "Anonymizers" : "null",
        on->kind, r->ip >> 24, r->ip >> 16 & 255, r->ip >> 8 & 255,
        r->ip & 255);
    put_place(out, r->place);
    if (!on->platform || r->failed || r->who >> 10 & 1) {
        put(out, "},\"device\":null,");
        return;
    }
    put(out,
        "},\"device\":{\"id\":\"guo%017" PRIx64 "\",\"name\":\"NW-%05u-%u\","
        "\"os_platform\":\"%s\",\"os_version\":\"%s\",\"managed\":%s,"
        "\"registered\":true,\"device_integrator\":null,"
        "\"disk_encryption_type\":\"ALL_INTERNAL_VOLUMES\","
        "\"screen_lock_type\":\"BIOMETRIC\",\"jailbreak\":%s,"
        "\"secure_hardware_present\":true},",
        stir(r->who + r->pc) & UINT64_C(0xffffffffffffff), r->worker, r->pc,
        on->platform, on->version, r->pc ? "false" : "true",
        *on->kind == 'M' ? "false" : "null");
}

static void
put_event(struct out *out, const struct record *r, int64_t at_ms,
          uint64_t session)
{
    const char *step = r->event->credential;
    time_t at = (time_t)(at_ms / 1000);
    struct tm tm;

    gmtime_r(&at, &tm);
    put(out,
        "\"authenticationContext\":{\"authenticationProvider\":%s,"
        "\"credentialProvider\":%s,\"credentialType\":%s%s%s,\"issuer\":null,"
        "\"interface\":null,\"authenticationStep\":%d,\"rootSessionId\":"
        "\"idx%017" PRIx64 "\",\"externalSessionId\":\"idx%017" PRIx64 "\"},",
        step ? "\"FACTOR_PROVIDER\"" : "null",
        step ? "\"OKTA_CREDENTIAL_PROVIDER\"" : "null", step ? "\"" : "",
        step ? step : "null", step ? "\"" : "", step ? 1 : 0, session, session);
    put(out,
        "\"displayMessage\":\"%s\",\"eventType\":\"%s\",\"outcome\":{"
        "\"result\":"
        "\"%s\",\"reason\":%s},\"published\":\"%04d-%02d-%02dT%02d:%02d:%02d."
        "%03dZ\",\"securityContext\":{\"asNumber\":%u,\"asOrg\":\"%s\",\"isp\":"
        "\"%s\",\"domain\":\"%s\",\"isProxy\":%s},\"severity\":\"%s\",",
        r->event->says, r->event->type, r->failed ? "FAILURE" : "SUCCESS",
        !r->failed ? "null"
        : step     ? "\"INVALID_CREDENTIALS\""
                   : "\"Sign-on policy evaluation resulted in \\\"DENY\\\"\"",
        tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
        tm.tm_sec, (int)(at_ms % 1000), r->place->asn, r->place->org,
        r->place->isp, r->tunnel ? "m247.ro" : ".",
        r->tunnel ? "true" : "false", r->failed ? "WARN" : "INFO");
}

static void
put_debug(struct out *out, struct moment *now, const struct record *r)
{
    const char *place = r->tunnel ? "POSITIVE" : "NEGATIVE";
    const char *device = r->pc ? "POSITIVE" : "NEGATIVE";
    const char *level = r->tunnel ? "HIGH" : r->failed ? "MEDIUM" : "LOW";
    uint64_t mark = stir(r->who + 3 + r->pc), token = roll(now);

    put(out,
        "\"debugContext\":{\"debugData\":{\"deviceFingerprint\":\"%016" PRIx64
        "%016" PRIx64 "\",\"dtHash\":\"%016" PRIx64 "%016" PRIx64 "%016" PRIx64
        "%016" PRIx64 "\",\"requestId\":\"%032" PRIx64
        "\",\"requestUri\":\"/idp/idx/challenge/answer\",\"url\":"
        "\"/idp/idx/challenge/answer?stateHandle=02.id.%016" PRIx64
        "~c.%016" PRIx64 "\\u0026rememberMe=false\",\"threatSuspected\":"
        "\"%s\",",
        mark, stir(mark), roll(now), token, stir(token), mark, token,
        stir(token + 1), mark, r->tunnel ? "true" : "false");
    put(out,
        "\"behaviors\":\"{New Geo-Location=%s, New Device=%s, New IP=%s, New "
        "State=%s, New Country=NEGATIVE, Velocity=%s, New City=%s}\",\"risk\":"
        "\"{reasons=%s, level=%s}\",\"logOnlySecurityData\":"
        "\"{\\\"risk\\\":{\\\"level\\\":\\\"%s\\\",\\\"detail\\\":"
        "\\\"a \\\\\\\"new\\\\\\\" device\\\"},\\\"behaviors\\\":{"
        "\\\"New Geo-Location\\\":\\\"%s\\\",\\\"New Device\\\":"
        "\\\"%s\\\",\\\"Velocity\\\":\\\"%s\\\"}}\",",
        place, device, place, place, place, place,
        r->tunnel ? "Anomalous Location, Anonymizer" : "", level, level, place,
        device, place);
    put(out,
        "\"authnRequestId\":\"a%031" PRIx64 "\",\"factor\":\"%s\","
        "\"signOnMode\":\"OpenID Connect\"}},\"legacyEventType\":\"%s\",",
        stir(token + 2), r->event->credential ? r->event->credential : "none",
        r->event->legacy);
}

static void
put_rest(struct out *out, struct moment *now, const struct record *r)
{
    uint64_t id = roll(now), more = roll(now);
    unsigned app = (unsigned)(r->who >> 48) + below(now, 4);

    put(out,
        "\"transaction\":{\"type\":\"WEB\",\"id\":\"%032" PRIx64
        "\",\"detail\":{}},\"uuid\":\"%08x-%04x-11f1-"
        "%04x-%012" PRIx64 "\",\"version\":\"0\",\"request\":{\"ipChain\":[",
        more, (unsigned)(id >> 32), (unsigned)(id >> 16 & 0xffff),
        (unsigned)(id & 0x3fff) | 0x8000, more & UINT64_C(0xffffffffffff));
    for (int hop = 0; hop <= (r->worker % 8 == 0); hop++) {
        put(out, "%s{\"ip\":\"%u.%u.%u.%u\",", hop ? "," : "", r->ip >> 24,
            r->ip >> 16 & 255, r->ip >> 8 & 255, (r->ip + hop) & 255);
        put_place(out, r->place);
        put(out, ",\"version\":\"V4\",\"source\":null}");
    }
    put(out, "]},\"target\":[");
    for (unsigned n = below(now, 5) / 2; n > 0; n--)
        put(out,
            "{\"id\":\"0oa%017x\",\"type\":\"AppInstance\","
            "\"alternateId\":\"%s\",\"displayName\":\"%s\","
            "\"detailEntry\":{\"signOnModeType\":\"OPENID_CONNECT\"}},",
            (unsigned)((app + n) % COUNT(apps)), PICK(apps, app + n),
            PICK(apps, app + n));
    put_person(out, "0ua", "AppUser", r);
    put(out, "]}\n");
}

int
main(int argc, char **argv)
{
    static struct out out;
    struct moment now = {.at_ms = first_ms, .workers = 5000};
    uint64_t bytes, done = 0;

    if (argc < 2 || argc > 4) {
        fprintf(stderr, "usage: gen_okta BYTES [SEED [WORKERS]]\n");
        return 2;
    }
    bytes = strtoull(argv[1], NULL, 10);
    if (argc > 2)
        now.dice = stir(strtoull(argv[2], NULL, 10));
    if (argc > 3 && atoi(argv[3]) > 0)
        now.workers = (unsigned)atoi(argv[3]);

    while (done + out.len < bytes) {
        struct record r = next_record(&now);

        put_client(&out, &r);
        put_event(&out, &r, now.at_ms,
                  stir(r.who + (uint64_t)now.at_ms / HOUR_MS));
        put_debug(&out, &now, &r);
        put_rest(&out, &now, &r);
        if (out.len < BUFFER && done + out.len < bytes)
            continue;
        if (fwrite(out.text, 1, out.len, stdout) != out.len)
            break; /* said below */
        done += out.len;
        out.len = 0;
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        perror("gen_okta");
        return 1;
    }
    return 0;
}
