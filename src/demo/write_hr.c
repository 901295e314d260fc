/*
 * write_hr.c -- the HR system's report of workers: a row a worker, a second
 * row from the day a move holds, and a row for each approved travel.
 */
#include "demo/company.h"

#include <stdio.h>

static const char header[] =
    "Employee ID,Worker,Email - Work,Email - Home,Phone,Address Line 1,"
    "Address Line 2,City,State,Postal Code,Country,Time Zone,Work Schedule,"
    "Work Arrangement,Worker Type,Job Title,Department,Manager ID,Hire Date,"
    "Termination Date,Status,Effective Date,Record Type,From,To,"
    "Household Member\n";

static const char *
country_of(const struct demo_city *city)
{
    return strcmp(city->iso, "US") == 0 ? "United States of America"
                                        : city->country;
}

static void
put_who(struct rc_buf *buf, const struct demo_person *p)
{
    char text[96];

    snprintf(text, sizeof(text), "%u", rc_demo_employee_number(p));
    rc_demo_cell(buf, true, text);
    snprintf(text, sizeof(text), "%s %s", rc_demo_first_of(p),
             rc_demo_last_of(p));
    rc_demo_cell(buf, false, text);
    rc_demo_mail(p, text);
    rc_demo_cell(buf, false, text);
}

static void
put_address(struct rc_buf *buf, const struct demo_address *home)
{
    const struct demo_city *city = &rc_demo_city[home->city];
    char line1[64], line2[32], zip[16];

    rc_demo_address_line1(home, line1);
    rc_demo_address_line2(home, line2);
    rc_demo_address_zip(home, zip);
    rc_demo_cell(buf, false, line1);
    rc_demo_cell(buf, false, line2);
    rc_demo_cell(buf, false, city->name);
    rc_demo_cell(buf, false, city->state);
    rc_demo_cell(buf, false, zip);
    rc_demo_cell(buf, false, country_of(city));
    rc_demo_cell(buf, false, city->zone);
}

static void
put_job(const struct demo_company *co, struct rc_buf *buf,
        const struct demo_person *p)
{
    char text[32];

    snprintf(text, sizeof(text), "%02d:%02d-%02d:%02d", p->agreed_start / 60,
             p->agreed_start % 60, p->agreed_end / 60, p->agreed_end % 60);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, p->hybrid ? "Hybrid" : "Remote");
    rc_demo_cell(buf, false,
                 p->contractor                    ? "Contractor"
                 : p->kinds & DEMO_BIT(PART_TIME) ? "Employee - Part Time"
                                                  : "Employee");
    rc_demo_cell(buf, false, rc_demo_title(p));
    rc_demo_cell(buf, false, rc_demo_department[p->department].name);
    snprintf(text, sizeof(text), "%u", 10001 + rc_demo_manager(co, p));
    rc_demo_cell(buf, false, text);
    rc_demo_date(p->hired, text);
    rc_demo_cell(buf, false, text);
    text[0] = '\0';
    if (p->left != DEMO_NEVER)
        rc_demo_date(p->left, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, p->left != DEMO_NEVER ? "Terminated" : "Active");
}

static void
put_worker(const struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p, const struct demo_address *home,
           int effective)
{
    char text[96], mate[16] = "";

    put_who(buf, p);
    rc_demo_home_mail(p, text);
    rc_demo_cell(buf, false, text);
    rc_demo_phone(p, text);
    rc_demo_cell(buf, false, text);
    put_address(buf, home);
    put_job(co, buf, p);
    rc_demo_date(effective, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, "Worker");
    if (p->declared)
        snprintf(mate, sizeof(mate), "%u", 10000 + p->mate);
    rc_demo_cell(buf, false, "");
    rc_demo_cell(buf, false, "");
    rc_demo_cell(buf, false, mate);
    rc_buf_char(buf, '\n');
}

static void
put_travel(struct rc_buf *buf, const struct demo_person *p,
           const struct demo_stay *stay)
{
    const struct demo_city *city = &rc_demo_city[stay->city];
    char text[32];

    put_who(buf, p);
    for (int i = 0; i < 4; i++)
        rc_demo_cell(buf, false, "");
    rc_demo_cell(buf, false, city->name);
    rc_demo_cell(buf, false, city->state);
    rc_demo_cell(buf, false, "");
    rc_demo_cell(buf, false, country_of(city));
    rc_demo_cell(buf, false, p->clock ? "" : city->zone);
    for (int i = 0; i < 8; i++)
        rc_demo_cell(buf, false, "");
    rc_demo_cell(buf, false, "Approved");
    rc_demo_date(stay->from, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, "Travel");
    rc_demo_cell(buf, false, text);
    rc_demo_date(stay->to, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, "");
    rc_buf_char(buf, '\n');
}

enum rc_status
rc_demo_write_hris(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st =
        rc_demo_file_open(co, "hr/hris-workers.csv", DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    rc_buf_put(buf, rc_slice_of(header));
    for (uint32_t i = 0; i < co->workers; i++) {
        const struct demo_person *p = &co->people[i];

        put_worker(co, buf, p, &p->home, p->hired);
        if (p->report_day != DEMO_NEVER && p->report_day > p->hired)
            put_worker(co, buf, p, &p->next_home, p->report_day);
        for (unsigned k = 0; k < p->stays; k++)
            if (p->stay[k].told)
                put_travel(buf, p, &p->stay[k]);
        rc_demo_file_turn(file);
    }
    return rc_demo_file_close(file, err);
}
