/*
 * texts.c -- how a person is written: mail, phone, serial, host, dates.
 */
#include "demo/company.h"

#include <ctype.h>
#include <stdio.h>

const char *
rc_demo_first_of(const struct demo_person *p)
{
    return rc_demo_first[p->first];
}

const char *
rc_demo_last_of(const struct demo_person *p)
{
    return rc_demo_last[p->last];
}

static void
lower(char *text)
{
    for (; *text; text++)
        *text = (char)tolower((unsigned char)*text);
}

void
rc_demo_mail(const struct demo_person *p, char out[96])
{
    char more[8] = "";

    if (p->same_name)
        snprintf(more, sizeof(more), "%u", p->same_name + 1u);
    snprintf(out, 96, "%s.%s%s@" DEMO_DOMAIN, rc_demo_first_of(p),
             rc_demo_last_of(p), more);
    lower(out);
}

void
rc_demo_home_mail(const struct demo_person *p, char out[96])
{
    static const char *const hosts[] = {"postbox.example", "quickmail.example",
                                        "inboxly.example"};
    uint64_t h = demo_hash(p->index, p->first, p->last);

    snprintf(out, 96, h % 3 ? "%s%s%u@%s" : "%s.%s.%u@%s", rc_demo_first_of(p),
             rc_demo_last_of(p), (unsigned)(70 + p->index), hosts[h / 3 % 3]);
    lower(out);
}

void
rc_demo_phone(const struct demo_person *p, char out[32])
{
    const char *dial = rc_demo_city[p->city].dial;
    unsigned line = p->index % 10000;

    line = (line * 7919u + 137u) % 10000u;
    if (p->phone_of)
        snprintf(out, 32, "(307) 555-%04u", 9999u - p->phone_of);
    else if (dial[0] == '+')
        snprintf(out, 32, "%s 555 %02u%04u", dial, 10 + p->index / 10000, line);
    else
        snprintf(out, 32, "(%s) %u-%04u", dial, 555 + p->index / 10000, line);
}

void
rc_demo_serial(const struct demo_company *co, const struct demo_person *p,
               char out[16])
{
    static const char digits[] = "0123456789BCDFGHJKLMNPQRTVWXYZ";
    uint64_t h = demo_hash(co->seed, p->index, DEMO_S_ID);
    int len = p->os == DEMO_MAC ? 10 : 8;

    for (int i = 0; i < len; i++, h /= 30)
        out[i] = digits[h % 30];
    out[len] = '\0';
}

void
rc_demo_host(const struct demo_company *co, const struct demo_person *p,
             char out[32])
{
    char serial[16];

    rc_demo_serial(co, p, serial);
    snprintf(out, 32, "LF-%s-%s", rc_demo_model[p->model].host, serial);
}

const char *
rc_demo_title(const struct demo_person *p)
{
    return rc_demo_department[p->department].titles[p->title];
}

void
rc_demo_guid(uint64_t a, uint64_t b, char out[37])
{
    uint64_t h = demo_hash(a, b, 0x61), g = demo_hash(a, b, 0x62);

    snprintf(out, 37, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(h >> 32),
             (unsigned)(h >> 16 & 0xffff), (unsigned)(h & 0xfff),
             (unsigned)(0x8000 | (g >> 48 & 0x3fff)),
             (unsigned long long)(g & UINT64_C(0xffffffffffff)));
}

unsigned
rc_demo_employee_number(const struct demo_person *p)
{
    return 10001 + p->index;
}

unsigned
rc_demo_candidate_number(const struct demo_person *p)
{
    return 53800117 + p->index * 61;
}

uint32_t
rc_demo_manager(const struct demo_company *co, const struct demo_person *p)
{
    uint32_t lead = co->order[co->seat[p->index] / DEMO_TEAM * DEMO_TEAM];

    return lead == p->index ? co->order[0] : lead;
}

const struct demo_address *
rc_demo_home_on(const struct demo_person *p, int day)
{
    return day >= p->move_day ? &p->next_home : &p->home;
}

void
rc_demo_date(int day, char out[32])
{
    struct rc_civil at =
        rc_civil_of((DEMO_DAY0 + (int64_t)day) * RC_US_PER_DAY);

    snprintf(out, 32, "%04d-%02d-%02d", at.year, at.month, at.day);
}

void
rc_demo_stamp(int64_t at_us, char out[RC_TIME_TEXT])
{
    rc_time_write(at_us, out);
}
