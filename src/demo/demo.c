/*
 * demo.c -- the company's exports, one after another, and what lies beside
 * them in every real folder: notes, somebody's list, an empty file, a log that
 * was cut short.
 */
#include "demo/company.h"

#include <stdio.h>

enum { WORKERS_MIN = 20, WORKERS_MAX = 100000 };

static enum rc_status
write_text(struct demo_company *co, const char *name, const char *text,
           struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st = rc_demo_file_open(co, name, DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    rc_buf_put(rc_demo_file_buf(file), rc_slice_of(text));
    return rc_demo_file_close(file, err);
}

/* A file of a collector that crashed: lines cut, mixed up, and no end. */
static enum rc_status
write_damaged(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st =
        rc_demo_file_open(co, "identity/old/entra-signinlogs-2025-12.ndjson",
                          DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    for (uint32_t i = 0; i < 12 && i < co->workers; i++) {
        const struct demo_person *p = &co->people[i];
        struct demo_site home = {DEMO_NET_HOME, p->city, p->home_key};
        struct demo_link link = rc_demo_link(&home, -10);
        char mail[96], id[37];
        size_t from = buf->len;

        rc_demo_mail(p, mail);
        rc_demo_guid(co->seed, i + 6000000, id);
        rc_buf_print(
            buf,
            "{\"time\":\"2025-12-2%uT16:0%u:11.2210000Z\",\"resourceId\":"
            "\"/tenants/" DEMO_TENANT "/providers/Microsoft.aadiam\","
            "\"operationName\":\"Sign-in activity\",\"category\":"
            "\"SignInLogs\",\"resultType\":\"0\",\"callerIpAddress\":\"%s\","
            "\"properties\":{\"id\":\"%s\",\"createdDateTime\":"
            "\"2025-12-2%uT16:0%u:11.2210000Z\",\"userPrincipalName\":\"%s\","
            "\"appDisplayName\":\"Office 365\",\"ipAddress\":\"%s\","
            "\"isInteractive\":true,\"status\":{\"errorCode\":0},\"location\":{"
            "\"city\":\"%s\",\"state\":\"%s\",\"countryOrRegion\":\"%s\"}}}",
            i % 9, i % 10, link.ip, id, i % 9, i % 10, mail, link.ip,
            rc_demo_city[link.city].name, rc_demo_city[link.city].state,
            rc_demo_city[link.city].iso);
        if (i == 3) /* half a line, and the next one begins */
            buf->len = from + (buf->len - from) / 2;
        if (i == 7)
            rc_buf_print(buf, "\n\x01\x02 disk full, retrying\n{\"time\":");
        if (i == 11)
            buf->len -= 40; /* the crash */
        else
            rc_buf_char(buf, '\n');
    }
    return rc_demo_file_close(file, err);
}

enum rc_status
rc_demo_write_junk(struct demo_company *co, struct rc_err *err)
{
    enum rc_status st = write_text(
        co, "README.txt",
        "Larkfield, a company that does not exist: exports of January to June\n"
        "2026 in the formats of the systems that a company like it would use.\n"
        "People, addresses, accounts and networks are invented.\n\n"
        "truth.sealed says who was made up to be what.  It is no source.\n",
        err);

    if (st == RC_OK)
        st = write_text(co, "hr/seating-plan.csv",
                        "Desk,Floor,Monitor,Plant\nA1,3,27in,fern\n"
                        "A2,3,24in,\nB1,4,27in,\"cactus, small\"\n",
                        err);
    if (st == RC_OK)
        st = write_text(co, "meetings/zoom-participants-new.json", "", err);
    return st == RC_OK ? write_damaged(co, err) : st;
}

enum rc_status
rc_demo_write(const struct rc_demo_setting *setting,
              struct rc_demo_count *count, struct rc_err *err)
{
    static rc_demo_writer *const writers[] = {
        rc_demo_write_okta,       rc_demo_write_entra,  rc_demo_write_zoom,
        rc_demo_write_teams,      rc_demo_write_hris,   rc_demo_write_pay,
        rc_demo_write_ship,       rc_demo_write_intune, rc_demo_write_osquery,
        rc_demo_write_greenhouse, rc_demo_write_junk,   rc_demo_write_truth};
    struct demo_company co;
    enum rc_status st = RC_OK;

    if (!setting->folder || !setting->folder[0])
        return rc_fail(err, RC_USAGE, "demo: no folder named");
    if (setting->workers < WORKERS_MIN || setting->workers > WORKERS_MAX)
        return rc_fail(err, RC_USAGE, "demo: %u workers, not %d to %d",
                       setting->workers, WORKERS_MIN, WORKERS_MAX);
    rc_demo_company_make(&co, setting);
    for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
        st = writers[i](&co, err);
        if (st != RC_OK)
            goto out;
    }
    *count = (struct rc_demo_count){
        .workers = co.workers,
        .applicants = co.applicants,
        .planted = co.planted_workers + co.planted_applicants,
        .files = co.files,
        .bytes = co.bytes,
    };
out:
    rc_demo_company_done(&co);
    return st;
}
