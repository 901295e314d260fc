/*
 * write_pay.c -- what payroll and the stockroom know: where wages go, and
 * where laptops went.
 */
#include "demo/company.h"

#include <stdio.h>

/* --- direct deposit ---------------------------------------------------- */

/* The address a form was filled in from: that of the nearest working day. */
static void
form_ip(struct demo_company *co, const struct demo_person *p, int day,
        char out[16])
{
    struct demo_day today = {0};

    for (int at = day; at < day + 10 && !today.works; at++)
        rc_demo_day(co, p, at, &today);
    if (!today.works)
        today.site = (struct demo_site){DEMO_NET_HOME, p->city, p->home_key};
    struct demo_link link = rc_demo_link(&today.site, day);

    memcpy(out, link.ip, sizeof(link.ip));
}

static void
put_deposit(struct demo_company *co, struct rc_buf *buf,
            const struct demo_person *p, unsigned nth)
{
    const struct demo_payout *pay = &p->payout[nth];
    struct demo_bank bank = rc_demo_bank(pay->account, p->home.city);
    char text[96], ip[16];

    snprintf(text, sizeof(text), "%u", rc_demo_employee_number(p));
    rc_demo_cell(buf, true, text);
    rc_demo_mail(p, text);
    rc_demo_cell(buf, false, text);
    rc_demo_date(pay->day, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, nth ? "Change" : "Add");
    rc_demo_cell(buf, false, bank.routing);
    rc_demo_cell(buf, false, bank.account);
    rc_demo_cell(buf, false, bank.name);
    rc_demo_mail(p, text);
    rc_demo_cell(buf, false,
                 pay->migration ? "payroll-migration@" DEMO_DOMAIN : text);
    form_ip(co, p, pay->day, ip);
    rc_demo_cell(buf, false, pay->migration ? "" : ip);
    rc_buf_char(buf, '\n');
}

enum rc_status
rc_demo_write_pay(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st = rc_demo_file_open(
        co, "payroll/direct-deposit-changes.csv", DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    rc_buf_print(buf, "Employee ID,Email,Change Date,Action,Routing Number,"
                      "Account Number,Bank Name,Changed By,IP Address\n");
    for (uint32_t i = 0; i < co->workers; i++) {
        const struct demo_person *p = &co->people[i];

        for (unsigned k = 0; k < p->payouts; k++)
            if (p->payout[k].day < p->left)
                put_deposit(co, buf, p, k);
        rc_demo_file_turn(file);
    }
    return rc_demo_file_close(file, err);
}

/* --- shipments --------------------------------------------------------- */

struct parcel {
    const struct demo_person *p;
    const struct demo_address *to;
    const char *recipient, *line2; /* line2 NULL: the address's own */
    char serial[16], tag[16], tracking[32];
    const char *carrier;
};

static void
put_stop(struct rc_buf *buf, const struct parcel *parcel, const char *event,
         int day, const char *received_by)
{
    const struct demo_city *city = &rc_demo_city[parcel->to->city];
    char text[64], line2[32];

    rc_demo_cell(buf, true, parcel->tag);
    rc_demo_cell(buf, false, parcel->serial);
    rc_demo_cell(buf, false, parcel->tracking);
    rc_demo_cell(buf, false, parcel->carrier);
    snprintf(text, sizeof(text), "%u", rc_demo_employee_number(parcel->p));
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, parcel->recipient);
    rc_demo_address_line1(parcel->to, text);
    rc_demo_cell(buf, false, text);
    rc_demo_address_line2(parcel->to, line2);
    rc_demo_cell(buf, false, parcel->line2 ? parcel->line2 : line2);
    rc_demo_cell(buf, false, city->name);
    rc_demo_cell(buf, false, city->code);
    rc_demo_address_zip(parcel->to, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, city->iso);
    rc_demo_cell(buf, false, event);
    rc_demo_date(day, text);
    rc_demo_cell(buf, false, text);
    rc_demo_cell(buf, false, received_by);
    rc_buf_char(buf, '\n');
}

/* Who is on the label and who signs, by where it went. */
static void
name_hands(const struct demo_company *co, const struct demo_person *p,
           struct demo_rng *rng, char recipient[64], char hand[64])
{
    const struct demo_ring *ring = p->ring >= 0 ? &co->rings[p->ring] : NULL;

    snprintf(recipient, 64, "%s %s", rc_demo_first_of(p), rc_demo_last_of(p));
    snprintf(hand, 64, "%s", recipient);
    if (p->ship_how == DEMO_SHIP_SHOP)
        snprintf(hand, 64, "PARCEL SHOP");
    else if (p->ship_how == DEMO_SHIP_FARM && ring)
        snprintf(hand, 64, "%c. %s", rc_demo_first[ring->farm_first][0],
                 rc_demo_last[ring->farm_last]);
    else if (p->ship_how == DEMO_SHIP_PARENTS)
        snprintf(hand, 64, "%c. %s",
                 rc_demo_first[demo_below(rng, rc_demo_first_count)][0],
                 rc_demo_last_of(p));
    else if (p->ship_how == DEMO_SHIP_OTHER && demo_chance(rng, 500))
        snprintf(hand, 64, "%s",
                 rc_demo_last[demo_below(rng, rc_demo_last_count)]);
    else if (demo_chance(rng, 250)) /* a neighbour or the front desk */
        snprintf(hand, 64, "%s",
                 demo_chance(rng, 500) ? "Front desk" : "Left at door");
}

static void
put_parcel(struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p)
{
    static const char *const carriers[] = {"UPS", "FedEx", "DHL"};
    struct demo_rng rng = demo_rng_of(co->seed, p->index, 0, DEMO_S_SHIP);
    struct parcel parcel = {.p = p, .to = &p->home};
    char recipient[64], hand[64], shop[32];
    unsigned carrier = demo_below(&rng, 3);
    int day = p->ship_day;

    rc_demo_serial(co, p, parcel.serial);
    snprintf(parcel.tag, sizeof(parcel.tag), "LF-%05u", 20000 + p->index);
    parcel.carrier = carriers[carrier];
    snprintf(parcel.tracking, sizeof(parcel.tracking),
             carrier == 0 ? "1Z%016llu" : "%012llu",
             (unsigned long long)(demo_next(&rng) % UINT64_C(1000000000000)));
    name_hands(co, p, &rng, recipient, hand);
    parcel.recipient = recipient;
    if (!p->ship_redirected) {
        parcel.to = &p->ship_to;
        if (p->ship_to.city == p->home.city && p->ship_how == DEMO_SHIP_HOME)
            parcel.to = rc_demo_home_on(p, day);
    }
    snprintf(shop, sizeof(shop), "ParcelPoint %u", 400 + p->city * 3u);
    if (p->ship_how == DEMO_SHIP_SHOP && !p->ship_redirected)
        parcel.line2 = shop;
    put_stop(buf, &parcel, "Ordered", day - 3, "");
    put_stop(buf, &parcel, "Shipped", day, "");
    if (p->ship_redirected) {
        parcel.to = &p->ship_to;
        parcel.line2 = p->ship_how == DEMO_SHIP_SHOP ? shop : NULL;
        put_stop(buf, &parcel, "Redirected", day + 1, "");
    }
    put_stop(buf, &parcel, "Delivered", day + demo_between(&rng, 2, 4), hand);
    if (p->left != DEMO_NEVER && demo_chance(&rng, 800)) {
        struct parcel back = parcel;
        static const struct demo_address depot = {
            .city = 1, .street = 4, .number = 4100, .zip = 44};

        back.to = &depot;
        back.line2 = "Dock 3";
        back.recipient = "Larkfield IT";
        put_stop(buf, &back, "Returned", p->left + demo_between(&rng, 4, 25),
                 "IT stockroom");
    }
}

enum rc_status
rc_demo_write_ship(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st =
        rc_demo_file_open(co, "it/shipments.csv", DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    rc_buf_print(buf,
                 "Asset Tag,Serial Number,Tracking Number,Carrier,Employee ID,"
                 "Recipient,Ship To Address 1,Ship To Address 2,Ship To City,"
                 "Ship To State,Ship To Zip,Ship To Country,Event,Event Date,"
                 "Received By\n");
    for (uint32_t i = 0; i < co->workers; i++) {
        if (co->people[i].ship_day != DEMO_NEVER)
            put_parcel(co, buf, &co->people[i]);
        rc_demo_file_turn(file);
    }
    return rc_demo_file_close(file, err);
}
