/*
 * names.c -- what people, jobs, machines and banks are called.
 *
 * First and last names are drawn apart from each other and from everything
 * else: a name tells nothing, of the honest as of the planted.
 */
#include "demo/company.h"

#include <stdio.h>

const char *const rc_demo_first[] = {
    "Aaron",   "Abena",   "Adriana", "Aisha",   "Akira",   "Alejandro",
    "Alice",   "Amara",   "Amit",    "Ana",     "Andrzej", "Anita",
    "Anouk",   "Arjun",   "Astrid",  "Beatriz", "Ben",     "Bianca",
    "Bogdan",  "Brenda",  "Bruno",   "Caleb",   "Camila",  "Carmen",
    "Chidi",   "Chloe",   "Clara",   "Colin",   "Damian",  "Daniela",
    "Darius",  "Dawit",   "Deepa",   "Diego",   "Dmitri",  "Donna",
    "Elena",   "Elias",   "Emeka",   "Emma",    "Erik",    "Esther",
    "Fatima",  "Felix",   "Fiona",   "Francis", "Gabriel", "Gita",
    "Grace",   "Hana",    "Hassan",  "Heidi",   "Henry",   "Hugo",
    "Ibrahim", "Ines",    "Irina",   "Isaac",   "Ivy",     "Jamal",
    "Jan",     "Jasmine", "Jin",     "Joao",    "Jonas",   "Joy",
    "Julia",   "Kamal",   "Karen",   "Kenji",   "Kofi",    "Lara",
    "Laszlo",  "Leila",   "Liam",    "Linh",    "Lucas",   "Mai",
    "Marcus",  "Maria",   "Mateusz", "Maya",    "Mei",     "Mehmet",
    "Miguel",  "Min",     "Mona",    "Nadia",   "Naveen",  "Nia",
    "Nikolai", "Noor",    "Olga",    "Omar",    "Oscar",   "Paolo",
    "Parisa",  "Paul",    "Petra",   "Priya",   "Rachel",  "Rafael",
    "Ravi",    "Renata",  "Rosa",    "Ruth",    "Samir",   "Sandra",
    "Sean",    "Selma",   "Seung",   "Simone",  "Sofia",   "Stefan",
    "Sunita",  "Tara",    "Thabo",   "Thomas",  "Tomas",   "Uma",
    "Vera",    "Victor",  "Wei",     "Wendy",   "Xavier",  "Yara",
    "Yusuf",   "Zoe",     "Zuzana",  "Tyler",   "Megan",   "Brandon",
    "Ashley"};
const unsigned rc_demo_first_count =
    sizeof(rc_demo_first) / sizeof(rc_demo_first[0]);

const char *const rc_demo_last[] = {
    "Abbott",   "Adeyemi",  "Ahmed",    "Almeida",  "Andersen",  "Aziz",
    "Baker",    "Banerjee", "Bauer",    "Becker",   "Bennett",   "Bianchi",
    "Brooks",   "Cardoso",  "Carter",   "Castillo", "Chang",     "Chen",
    "Cohen",    "Collins",  "Costa",    "Cruz",     "Dang",      "Davies",
    "Diaz",     "Dubois",   "Duarte",   "Edwards",  "Eriksen",   "Farouk",
    "Ferrari",  "Fischer",  "Fofana",   "Foster",   "Garcia",    "Gill",
    "Gomez",    "Gupta",    "Haddad",   "Hansen",   "Hayes",     "Hoffmann",
    "Horvath",  "Hughes",   "Ibarra",   "Ivanov",   "Jackson",   "Jansen",
    "Johnson",  "Joshi",    "Kamara",   "Kaplan",   "Kaur",      "Keller",
    "Kim",      "Kowalski", "Kumar",    "Lam",      "Larsen",    "Lee",
    "Lewis",    "Lindgren", "Lopez",    "Malik",    "Martin",    "Mbeki",
    "Mendes",   "Meyer",    "Mitchell", "Molina",   "Moreau",    "Morris",
    "Murphy",   "Nakamura", "Navarro",  "Nguyen",   "Novak",     "Nowak",
    "Oduya",    "Okafor",   "Oliveira", "Ortiz",    "Osei",      "Park",
    "Patel",    "Pereira",  "Perry",    "Petrov",   "Pham",      "Price",
    "Rahman",   "Ramirez",  "Reddy",    "Reyes",    "Richter",   "Rossi",
    "Russo",    "Said",     "Santos",   "Sato",     "Schmidt",   "Sharma",
    "Silva",    "Singh",    "Smith",    "Soto",     "Suzuki",    "Szabo",
    "Tanaka",   "Taylor",   "Tran",     "Turner",   "Uddin",     "Vargas",
    "Virtanen", "Vogel",    "Walker",   "Wang",     "Ward",      "Watson",
    "Weber",    "Williams", "Wilson",   "Wojcik",   "Wright",    "Xu",
    "Yamamoto", "Yilmaz",   "Young",    "Zhang",    "Zielinski", "Zimmermann"};
const unsigned rc_demo_last_count =
    sizeof(rc_demo_last) / sizeof(rc_demo_last[0]);

const struct demo_department rc_demo_department[] = {
    {"Engineering",
     {"Software Engineer", "Senior Software Engineer", "Staff Engineer",
      "QA Engineer"},
     30},
    {"Data",
     {"Data Engineer", "Data Analyst", "ML Engineer", "Analytics Lead"},
     9},
    {"Product",
     {"Product Manager", "Senior Product Manager", "Product Analyst",
      "Program Manager"},
     7},
    {"Design",
     {"Product Designer", "UX Researcher", "Brand Designer", "Design Lead"},
     5},
    {"Support",
     {"Support Specialist", "Support Engineer", "Customer Success Manager",
      "Support Lead"},
     13},
    {"Sales",
     {"Account Executive", "Sales Engineer", "Sales Development Rep",
      "Regional Sales Manager"},
     12},
    {"Marketing",
     {"Content Strategist", "Growth Marketer", "Event Manager",
      "Marketing Lead"},
     6},
    {"Finance",
     {"Accountant", "Financial Analyst", "Payroll Specialist", "Controller"},
     5},
    {"People",
     {"HR Business Partner", "Recruiter", "People Analyst",
      "Benefits Specialist"},
     4},
    {"IT",
     {"IT Support Engineer", "Systems Administrator", "Security Analyst",
      "IT Manager"},
     4},
    {"Operations",
     {"Operations Analyst", "Logistics Coordinator", "Office Manager",
      "Vendor Manager"},
     5},
};
const unsigned rc_demo_department_count =
    sizeof(rc_demo_department) / sizeof(rc_demo_department[0]);

unsigned
rc_demo_department_draw(struct demo_rng *rng)
{
    int at = (int)demo_below(rng, 100);

    for (unsigned i = 0; i < rc_demo_department_count; i++) {
        at -= rc_demo_department[i].weight;
        if (at < 0)
            return i;
    }
    return 0;
}

static const char *const banks[] = {
    "First Prairie Bank",     "Harbor Federal Credit Union",
    "Summit Trust",           "Old Mill Savings",
    "Great Basin Bank",       "Keystone National",
    "Riverside Community CU", "Union of the Lakes Bank",
    "Capital & Coast",        "Meridian Bank",
    "Pine State Bank",        "Bluewater Bank"};
static const char *const neobanks[] = {"Kestrel Money", "Pebble Pay",
                                       "Novo Nest", "Hopscotch Cash",
                                       "Orbit Account"};

/* The ninth digit of a routing number makes 3-7-1 sums end in 0. */
static void
routing_of(unsigned bank, char out[12])
{
    unsigned digits = 3100000 + bank * 170071; /* eight digits with the 0 */
    char text[9];
    static const int times[] = {3, 7, 1, 3, 7, 1, 3, 7};
    int sum = 0;

    snprintf(text, sizeof(text), "%08u", digits % 100000000u);
    for (int i = 0; i < 8; i++)
        sum += times[i] * (text[i] - '0');
    snprintf(out, 12, "%s%d", text, (10 - sum % 10) % 10);
}

struct demo_bank
rc_demo_bank(uint64_t account, unsigned city)
{
    enum { BANKS = sizeof(banks) / sizeof(banks[0]), NEO = 5 };
    bool neo = account & 1;
    unsigned at = (unsigned)(account >> 1 & 0xffff) % (neo ? NEO : BANKS);
    struct demo_bank bank = {.name = neo ? neobanks[at] : banks[at]};
    uint64_t number = demo_mix(account) % UINT64_C(100000000000);

    if (account & DEMO_SHARED_ACCOUNT || rc_demo_in_us(city))
        routing_of(neo ? 40 + at : at, bank.routing);
    else
        snprintf(bank.routing, sizeof(bank.routing), "%06u",
                 (city * 7919u + at * 313u) % 1000000u);
    snprintf(bank.account, sizeof(bank.account), "%011llu",
             (unsigned long long)number);
    return bank;
}

#define MAC_UA                                                                 \
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 "      \
    "(KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36"
#define WIN_UA                                                                 \
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, "    \
    "like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0"

const struct demo_model rc_demo_model[] = {
    {"Apple Inc.", "MacBookPro18,3", "MBP", "CHROME", MAC_UA, "Mac OS X",
     "15.3.1", DEMO_MAC, "FaceTime HD Camera", "MacBook Pro Microphone",
     "MacBook Pro Speakers", "Apple M1 Pro"},
    {"Apple Inc.", "Mac15,12", "MBA", "CHROME", MAC_UA, "Mac OS X", "15.4",
     DEMO_MAC, "FaceTime HD Camera", "MacBook Air Microphone",
     "MacBook Air Speakers", "Apple M3"},
    {"LENOVO", "ThinkPad T14 Gen 4", "TP", "EDGE", WIN_UA, "Windows 10",
     "10.0.22631.4890", DEMO_WINDOWS, "Integrated Camera",
     "Microphone Array (Realtek(R) Audio)", "Speakers (Realtek(R) Audio)",
     "13th Gen Intel(R) Core(TM) i7-1355U"},
    {"Dell Inc.", "Latitude 7440", "LAT", "EDGE", WIN_UA, "Windows 10",
     "10.0.26100.3194", DEMO_WINDOWS, "Integrated Webcam",
     "Microphone Array (Intel Smart Sound)", "Speakers (Realtek(R) Audio)",
     "13th Gen Intel(R) Core(TM) i5-1345U"},
    {"HP", "HP EliteBook 840 14 inch G10", "EB", "CHROME", WIN_UA, "Windows 10",
     "10.0.22631.4890", DEMO_WINDOWS, "HP 5MP Camera",
     "Microphone Array (Realtek(R) Audio)", "Speakers (Realtek(R) Audio)",
     "13th Gen Intel(R) Core(TM) i7-1365U"},
};
const unsigned rc_demo_model_count =
    sizeof(rc_demo_model) / sizeof(rc_demo_model[0]);

static const char *const virtual_cameras[] = {
    "", "OBS Virtual Camera", "NVIDIA Broadcast", "ManyCam Virtual Webcam",
    "XSplit VCam"};
static const char *const virtual_apps[] = {"", "OBS Studio", "NVIDIA Broadcast",
                                           "ManyCam", "XSplit VCam"};
static const char *const outer_cameras[] = {
    "Logitech BRIO", "HD Pro Webcam C920", "Elgato Facecam", "Insta360 Link"};

const char *
rc_demo_camera(const struct demo_person *p, bool is_virtual)
{
    if (is_virtual && p->virtual_camera)
        return virtual_cameras[p->virtual_camera];
    if (p->camera == 255)
        return "";
    return p->camera ? outer_cameras[(p->camera - 1) % 4]
                     : rc_demo_model[p->model].camera;
}

const char *
rc_demo_virtual_app(const struct demo_person *p)
{
    return virtual_apps[p->virtual_camera];
}

const struct demo_tool rc_demo_tool[] = {
    {"", "", "", "", ""},
    {"AnyDesk", "/Applications/AnyDesk.app",
     "C:\\Program Files (x86)\\AnyDesk\\AnyDesk.exe", "AnyDesk", "9.0.4"},
    {"RustDesk", "/Applications/RustDesk.app",
     "C:\\Program Files\\RustDesk\\rustdesk.exe", "rustdesk", "1.3.7"},
    {"Chrome Remote Desktop Host",
     "/Library/PrivilegedHelperTools/ChromeRemoteDesktopHost.app",
     "C:\\Program Files (x86)\\Google\\Chrome Remote "
     "Desktop\\132.0\\remoting_host.exe",
     "remoting_host", "132.0.6834.20"},
    {"TeamViewer", "/Applications/TeamViewer.app",
     "C:\\Program Files\\TeamViewer\\TeamViewer.exe", "TeamViewer", "15.62.4"},
    {"Splashtop Streamer", "/Applications/Splashtop Streamer.app",
     "C:\\Program Files (x86)\\Splashtop\\Splashtop Remote\\Server\\SRServer."
     "exe",
     "SRServer", "3.7.2.0"},
};
const unsigned rc_demo_tool_count =
    sizeof(rc_demo_tool) / sizeof(rc_demo_tool[0]);

static const char *const says[] = {
#define KIND(name, permille, text) text,
#include "demo/kinds.def"
#undef KIND
};

const char *
rc_demo_kind_says(enum demo_kind kind)
{
    return says[kind];
}
