/*
 * places.c -- cities, postal addresses, network lines.
 *
 * Streets, providers and network addresses are made up: the first byte of an
 * address belongs to a made-up provider, the rest is a hash of the line.  A
 * phone network puts hundreds of people behind a few addresses, and geography
 * bases put those where the gateway stands, often in another state: so here.
 *
 * Clocks: the two daylight rules of 2026's first half, kept here and not read
 * from the machine, so that the same seed gives the same bytes anywhere.
 */
#include "demo/company.h"

#include <stdio.h>

#define US(name, state, code, zip, zone, dial, lat, lon, min, weight)          \
    {                                                                          \
        name, state, code, "United States", "US", zip, "America/" zone, dial,  \
            lat, lon, min, DEMO_DST_US, weight                                 \
    }

const struct demo_city rc_demo_city[] = {
    US("New York", "New York", "NY", "100", "New_York", "212", 4071, -7401,
       -300, 60),
    US("Austin", "Texas", "TX", "787", "Chicago", "512", 3027, -9774, -360, 80),
    US("Chicago", "Illinois", "IL", "606", "Chicago", "312", 4188, -8763, -360,
       60),
    US("Denver", "Colorado", "CO", "802", "Denver", "303", 3974, -10499, -420,
       40),
    US("Seattle", "Washington", "WA", "981", "Los_Angeles", "206", 4761, -12233,
       -480, 45),
    US("Portland", "Oregon", "OR", "972", "Los_Angeles", "503", 4552, -12268,
       -480, 25),
    US("Atlanta", "Georgia", "GA", "303", "New_York", "404", 3375, -8439, -300,
       40),
    US("Miami", "Florida", "FL", "331", "New_York", "305", 2576, -8019, -300,
       30),
    US("Boston", "Massachusetts", "MA", "021", "New_York", "617", 4236, -7106,
       -300, 35),
    US("Nashville", "Tennessee", "TN", "372", "Chicago", "615", 3616, -8678,
       -360, 25),
    US("Raleigh", "North Carolina", "NC", "276", "New_York", "919", 3578, -7864,
       -300, 30),
    US("Columbus", "Ohio", "OH", "432", "New_York", "614", 3996, -8300, -300,
       25),
    US("Minneapolis", "Minnesota", "MN", "554", "Chicago", "612", 4498, -9327,
       -360, 25),
    US("San Diego", "California", "CA", "921", "Los_Angeles", "619", 3272,
       -11716, -480, 35),
    US("Sacramento", "California", "CA", "958", "Los_Angeles", "916", 3858,
       -12149, -480, 25),
    US("Philadelphia", "Pennsylvania", "PA", "191", "New_York", "215", 3995,
       -7517, -300, 30),
    US("Kansas City", "Missouri", "MO", "641", "Chicago", "816", 3910, -9458,
       -360, 20),
    US("Salt Lake City", "Utah", "UT", "841", "Denver", "801", 4076, -11189,
       -420, 25),
    {"Phoenix", "Arizona", "AZ", "United States", "US", "850",
     "America/Phoenix", "602", 3345, -11207, -420, DEMO_DST_NONE, 25},
    {"Toronto", "Ontario", "ON", "Canada", "CA", "M5V", "America/Toronto",
     "416", 4365, -7938, -300, DEMO_DST_US, 30},
    {"Vancouver", "British Columbia", "BC", "Canada", "CA", "V6B",
     "America/Vancouver", "604", 4928, -12312, -480, DEMO_DST_US, 20},
    {"London", "England", "ENG", "United Kingdom", "GB", "E1", "Europe/London",
     "+44", 5151, -13, 0, DEMO_DST_EU, 45},
    {"Manchester", "England", "ENG", "United Kingdom", "GB", "M4",
     "Europe/London", "+44", 5348, -224, 0, DEMO_DST_EU, 15},
    {"Berlin", "Berlin", "BE", "Germany", "DE", "10", "Europe/Berlin", "+49",
     5252, 1341, 60, DEMO_DST_EU, 25},
    {"Munich", "Bavaria", "BY", "Germany", "DE", "80", "Europe/Berlin", "+49",
     4814, 1158, 60, DEMO_DST_EU, 15},
    {"Warsaw", "Mazovia", "MZ", "Poland", "PL", "02", "Europe/Warsaw", "+48",
     5223, 2101, 60, DEMO_DST_EU, 25},
    {"Krakow", "Lesser Poland", "MA", "Poland", "PL", "30", "Europe/Warsaw",
     "+48", 5006, 1994, 60, DEMO_DST_EU, 15},
    {"Lisbon", "Lisbon", "11", "Portugal", "PT", "1", "Europe/Lisbon", "+351",
     3872, -914, 0, DEMO_DST_EU, 15},
    {"Valencia", "Valencia", "VC", "Spain", "ES", "46", "Europe/Madrid", "+34",
     3947, -38, 60, DEMO_DST_EU, 12},
    {"Bengaluru", "Karnataka", "KA", "India", "IN", "560", "Asia/Kolkata",
     "+91", 1297, 7759, 330, DEMO_DST_NONE, 40},
    {"Pune", "Maharashtra", "MH", "India", "IN", "411", "Asia/Kolkata", "+91",
     1852, 7386, 330, DEMO_DST_NONE, 25},
    {"Sao Paulo", "Sao Paulo", "SP", "Brazil", "BR", "01", "America/Sao_Paulo",
     "+55", -2355, -4663, -180, DEMO_DST_NONE, 25},
    {"Recife", "Pernambuco", "PE", "Brazil", "BR", "50", "America/Recife",
     "+55", -805, -3488, -180, DEMO_DST_NONE, 10},
    {"Guadalajara", "Jalisco", "JA", "Mexico", "MX", "44",
     "America/Mexico_City", "+52", 2066, -10335, -360, DEMO_DST_NONE, 20},
    {"Mexico City", "Mexico City", "MEX", "Mexico", "MX", "06",
     "America/Mexico_City", "+52", 1943, -9913, -360, DEMO_DST_NONE, 15},
    {"Medellin", "Antioquia", "ANT", "Colombia", "CO", "05", "America/Bogota",
     "+57", 625, -7556, -300, DEMO_DST_NONE, 12},
    {"Nairobi", "Nairobi", "30", "Kenya", "KE", "00", "Africa/Nairobi", "+254",
     -129, 3682, 180, DEMO_DST_NONE, 10},
    {"Tbilisi", "Tbilisi", "TB", "Georgia", "GE", "01", "Asia/Tbilisi", "+995",
     4172, 4483, 240, DEMO_DST_NONE, 4},
    {"Dubai", "Dubai", "DU", "United Arab Emirates", "AE", "00", "Asia/Dubai",
     "+971", 2520, 5527, 240, DEMO_DST_NONE, 4},
    {"Cebu City", "Central Visayas", "07", "Philippines", "PH", "60",
     "Asia/Manila", "+63", 1032, 12389, 480, DEMO_DST_NONE, 14},
    {"Da Nang", "Da Nang", "DN", "Vietnam", "VN", "55", "Asia/Ho_Chi_Minh",
     "+84", 1605, 10820, 420, DEMO_DST_NONE, 8},
    {"Kuala Lumpur", "Kuala Lumpur", "14", "Malaysia", "MY", "50",
     "Asia/Kuala_Lumpur", "+60", 314, 10169, 480, DEMO_DST_NONE, 8},
    {"Osaka", "Osaka", "27", "Japan", "JP", "53", "Asia/Tokyo", "+81", 3469,
     13550, 540, DEMO_DST_NONE, 8},
    {"Brisbane", "Queensland", "QLD", "Australia", "AU", "40",
     "Australia/Brisbane", "+61", -2747, 15303, 600, DEMO_DST_NONE, 10},
};
const unsigned rc_demo_city_count =
    sizeof(rc_demo_city) / sizeof(rc_demo_city[0]);

bool
rc_demo_in_us(unsigned city)
{
    return strcmp(rc_demo_city[city].iso, "US") == 0;
}

int
rc_demo_offset(unsigned city, int day)
{
    enum { US_SPRING = 66, EU_SPRING = 87 }; /* 8 March, 29 March */
    const struct demo_city *at = &rc_demo_city[city];
    bool summer = (at->dst == DEMO_DST_US && day >= US_SPRING) ||
                  (at->dst == DEMO_DST_EU && day >= EU_SPRING);

    return at->std_min + (summer ? 60 : 0);
}

unsigned
rc_demo_city_draw(struct demo_rng *rng)
{
    int sum = 0;

    for (unsigned i = 0; i < rc_demo_city_count; i++)
        sum += rc_demo_city[i].weight;
    int at = (int)demo_below(rng, (uint32_t)sum);

    for (unsigned i = 0; i < rc_demo_city_count; i++) {
        at -= rc_demo_city[i].weight;
        if (at < 0)
            return i;
    }
    return 0;
}

unsigned
rc_demo_city_near(struct demo_rng *rng, unsigned city)
{
    for (int tries = 0; tries < 200; tries++) {
        unsigned other = rc_demo_city_draw(rng);

        if (other != city &&
            strcmp(rc_demo_city[other].iso, rc_demo_city[city].iso) == 0)
            return other;
    }
    return (city + 1) % rc_demo_city_count; /* a country with one city */
}

unsigned
rc_demo_city_far(struct demo_rng *rng, unsigned city, int hours)
{
    for (;;) {
        unsigned other = demo_below(rng, rc_demo_city_count);
        int gap = rc_demo_city[other].std_min - rc_demo_city[city].std_min;

        gap = gap < 0 ? -gap : gap;
        if (gap > 720)
            gap = 1440 - gap;
        if (gap >= hours * 60)
            return other;
    }
}

static const char *const streets[] = {
    "Maple",       "Oakwood",  "Cedar",   "Lakeview",  "Juniper",  "Willow",
    "Hawthorne",   "Ridge",    "Meadow",  "Fairfield", "Linden",   "Chestnut",
    "Harbor",      "Sunset",   "Prairie", "Birchwood", "Alder",    "Foxglove",
    "Quarry",      "Orchard",  "Canal",   "Summit",    "Larkspur", "Magnolia",
    "Garnet",      "Mill",     "Heron",   "Clover",    "Bellevue", "Sycamore",
    "Aspen",       "Rosewood", "Cobalt",  "Laurel",    "Pioneer",  "Kestrel",
    "Thistle",     "Granite",  "Cypress", "Wren",      "Sage",     "Marigold",
    "Old Station", "Elder",    "Bluff",   "Marsh",     "Violet",   "Tanner"};
static const char *const ways[] = {"St",    "Street", "Ave", "Avenue",
                                   "Drive", "Lane",   "Rd",  "Court"};
enum { STREETS = sizeof(streets) / sizeof(streets[0]), WAYS = 8 };

struct demo_address
rc_demo_address_draw(struct demo_rng *rng, unsigned city)
{
    struct demo_address at = {.city = (uint8_t)city};

    at.zip = (uint16_t)demo_below(rng, 100);
    at.form = (uint8_t)demo_below(rng, 3);
    if (demo_chance(rng, 90)) { /* one of the city's two large buildings */
        unsigned tower = demo_below(rng, 2);

        at.street = (uint8_t)((city * 7 + tower * 11) % (STREETS * 4));
        at.number = (uint16_t)(100 + city * 10 + tower);
        at.unit = (uint16_t)demo_between(rng, 101, 2499);
        at.zip = (uint16_t)(city % 100);
        return at;
    }
    at.street = (uint8_t)demo_below(rng, STREETS * 4);
    at.number = (uint16_t)demo_between(rng, 2, 9899);
    if (demo_chance(rng, 380))
        at.unit = (uint16_t)demo_between(rng, 1, 48);
    return at;
}

void
rc_demo_address_line1(const struct demo_address *at, char out[64])
{
    const char *name = streets[at->street % STREETS];
    const char *iso = rc_demo_city[at->city].iso;

    if (strcmp(iso, "DE") == 0)
        snprintf(out, 64,
                 "%sstra\xc3\x9f"
                 "e %u",
                 name, at->number % 200 + 1u);
    else if (strcmp(iso, "PL") == 0)
        snprintf(out, 64, "ul. %sowa %u", name, at->number % 200 + 1u);
    else if (strcmp(iso, "BR") == 0 || strcmp(iso, "PT") == 0)
        snprintf(out, 64, "Rua %s, %u", name, at->number);
    else if (strcmp(iso, "MX") == 0 || strcmp(iso, "ES") == 0 ||
             strcmp(iso, "CO") == 0)
        snprintf(out, 64, "Calle %s %u", name, at->number);
    else
        snprintf(out, 64, "%u %s %s", at->number, name,
                 ways[(at->street / STREETS + at->number) % WAYS]);
}

void
rc_demo_address_line2(const struct demo_address *at, char out[32])
{
    static const char *const forms[] = {"Apt %u", "Unit %u", "#%u"};

    out[0] = '\0';
    if (at->unit)
        snprintf(out, 32, forms[at->form % 3], at->unit);
}

void
rc_demo_address_zip(const struct demo_address *at, char out[16])
{
    const char *zip = rc_demo_city[at->city].zip;
    size_t len = strlen(zip);

    if (strcmp(rc_demo_city[at->city].iso, "CA") == 0)
        snprintf(out, 16, "%s %uK%u", zip, at->zip / 10u, at->zip % 10u);
    else if (strcmp(rc_demo_city[at->city].iso, "GB") == 0)
        snprintf(out, 16, "%s %uQT", zip, at->zip % 10u);
    else if (len >= 3)
        snprintf(out, 16, "%s%02u", zip, at->zip);
    else
        snprintf(out, 16, "%s%03u", zip, at->zip);
}

struct provider {
    const char *org, *domain;
    uint32_t asn;
    unsigned first; /* byte of its addresses */
};
static const struct provider cable[] = {
    {"lakeshore cable communications", "lakeshorecable.example", 64701, 24},
    {"unity fiber llc", "unityfiber.example", 64733, 67},
    {"western telephone broadband", "wtbroadband.example", 64790, 71},
    {"metronet residential", "metroresidential.example", 64811, 98},
};
static const struct provider abroad[] = {
    {"national telecom broadband", "ntb.example", 64904, 82},
    {"city fibre networks", "cityfibre-net.example", 64911, 89},
    {"home dsl services", "homedsl.example", 64923, 113},
};
static const struct provider mobile[] = {
    {"tri-state wireless", "tristatewireless.example", 65010, 172},
    {"continental mobile", "continentalmobile.example", 65022, 107},
};
static const struct provider business = {"keystone business internet",
                                         "keystonebiz.example", 65102, 12};
static const struct provider hosting[] = {
    {"blue ridge hosting inc", "blueridgehosting.example", 65201, 146},
    {"northern datacenter ab", "northerndc.example", 65214, 185},
    {"packetworks cloud", "packetworks.example", 65233, 45},
};

static const struct provider *
provider_of(const struct demo_site *site)
{
    switch (site->net) {
    case DEMO_NET_MOBILE:
        return &mobile[site->key % 2];
    case DEMO_NET_OFFICE:
    case DEMO_NET_COWORK:
    case DEMO_NET_HOTEL:
        return &business;
    case DEMO_NET_VPN:
        return &hosting[site->key % 3];
    case DEMO_NET_HOME:
    case DEMO_NET_CAFE:
        break;
    }
    return rc_demo_in_us(site->city) ? &cable[site->key % 4]
                                     : &abroad[site->key % 3];
}

/* Phones leave the network at a gateway: near, or where the region has one. */
static unsigned
gateway_of(const struct demo_site *site)
{
    static const uint8_t hubs[] = {0, 2, 6, 13}; /* four US cities */

    if (!rc_demo_in_us(site->city) || site->key % 5 < 3)
        return site->city;
    return hubs[site->key / 7 % 4];
}

struct demo_link
rc_demo_link(const struct demo_site *site, int day)
{
    const struct provider *by = provider_of(site);
    struct demo_link link = {.asn = by->asn,
                             .org = by->org,
                             .domain = by->domain,
                             .city = site->city};
    uint64_t h = demo_hash(site->key, (uint64_t)site->net, DEMO_S_NET);

    /* A private line gets another address now and then, or never. */
    if (site->net == DEMO_NET_HOME && h % 5 < 3) {
        int lease = 20 + (int)(h / 5 % 90);

        h = demo_hash(h, (uint64_t)((day + 5000) / lease), 1);
    }
    if (site->net == DEMO_NET_MOBILE) /* six addresses a city and carrier */
        h = demo_hash(site->city, site->key % 2,
                      100 +
                          demo_hash(site->key, (uint64_t)(day + 5000), 2) % 6);
    if (site->net == DEMO_NET_MOBILE)
        link.city = gateway_of(site);
    else if (site->net == DEMO_NET_HOME && site->key % 41 == 0)
        link.city = site->city ^ (site->city < rc_demo_city_count / 2 * 2);
    if (link.city >= rc_demo_city_count)
        link.city = site->city;
    if (strcmp(rc_demo_city[link.city].iso, rc_demo_city[site->city].iso) != 0)
        link.city = site->city; /* bases err, seldom by a country */
    link.proxy = site->net == DEMO_NET_VPN;
    snprintf(link.ip, sizeof(link.ip), "%u.%u.%u.%u", by->first,
             (unsigned)(h >> 8 & 0xff), (unsigned)(h >> 16 & 0xff),
             (unsigned)(1 + (h >> 24 & 0xffff) % 254));
    if (by->first == 172) /* keep clear of 172.16.0.0/12 */
        snprintf(link.ip, sizeof(link.ip), "172.%u.%u.%u",
                 (unsigned)(56 + (h >> 8) % 8), (unsigned)(h >> 16 & 0xff),
                 (unsigned)(1 + (h >> 24 & 0xffff) % 254));
    return link;
}
