/*
 * seal.c -- the truth, kept where no scan reads it.
 *
 *     rollcall demo truth, sealed: no records here\n
 *     <gzip of the JSON, every byte XORed with 0x5a>
 *
 * The first line is no format that a source knows, and the bytes behind it
 * have lost gzip's mark: neither recognition by content nor an unpacker that
 * looks for archives inside files will open it by accident.
 */
#include "demo/company.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include <zlib.h>

static const char head[] = "rollcall demo truth, sealed: no records here\n";
enum { MASK = 0x5a, TRUTH_MAX = 1 << 28, STEP = 1 << 16 };

static const char *const trait_says[DEMO_TRAITS] = {
    [DEMO_T_FARM_SHIP] = "laptop sent to a farm",
    [DEMO_T_SHIP_CHANGE] = "delivery redirected",
    [DEMO_T_PAY_SHARED] = "payout account shared",
    [DEMO_T_PAY_CHURN] = "payout account changed often",
    [DEMO_T_ELSEWHERE] = "signs in from elsewhere",
    [DEMO_T_EGRESS] = "egress address shared",
    [DEMO_T_ODD_HOURS] = "hours of another place",
    [DEMO_T_CAM_OFF] = "camera off",
    [DEMO_T_CAM_VIRTUAL] = "virtual camera",
    [DEMO_T_TOOL] = "remote tool on the laptop",
    [DEMO_T_RESUME] = "resume text shared",
};

/* Words joined by "; ": what is odd of the honest, what shows of the planted.
 */
static void
put_why(struct rc_buf *buf, const struct demo_person *p)
{
    bool any = false;

    if (p->planted)
        rc_buf_print(buf, "%s%s: ", p->ring >= 0 ? "ring" : "lone operator",
                     p->careful ? ", careful" : "");
    for (unsigned i = 0; p->planted && i < DEMO_TRAITS; i++)
        if (p->traits >> i & 1) {
            rc_buf_print(buf, "%s%s", any ? "; " : "", trait_says[i]);
            any = true;
        }
    for (unsigned i = 0; !p->planted && i < DEMO_KINDS; i++)
        if (p->kinds >> i & 1) {
            rc_buf_print(buf, "%s%s", any ? "; " : "",
                         rc_demo_kind_says((enum demo_kind)i));
            any = true;
        }
    if (!any && !p->planted)
        rc_buf_print(buf, "ordinary");
}

static void
put_truth(struct demo_company *co, struct rc_buf *buf)
{
    rc_buf_print(buf, "{\"schema\":\"rollcall.truth/1\",\"people\":[");
    for (uint32_t i = 0; i < co->workers + co->applicants; i++) {
        const struct demo_person *p = &co->people[i];
        char work[96], home[96];

        rc_demo_mail(p, work);
        rc_demo_home_mail(p, home);
        rc_buf_print(
            buf,
            "%s\n{\"id\":\"%u\",\"worker\":%s,\"emails\":[%s%s%s\"%s\"]"
            ",\"planted\":%s,\"ring\":",
            i ? "," : "",
            p->applicant ? rc_demo_candidate_number(p)
                         : rc_demo_employee_number(p),
            p->applicant ? "false" : "true", p->applicant ? "" : "\"",
            p->applicant ? "" : work, p->applicant ? "" : "\",", home,
            p->planted ? "true" : "false");
        if (p->ring >= 0)
            rc_buf_print(buf, "%d,\"why\":\"", p->ring + 1);
        else
            rc_buf_print(buf, "null,\"why\":\"");
        put_why(buf, p);
        rc_buf_print(buf, "\"}");
    }
    rc_buf_print(buf, "\n]}\n");
}

enum rc_status
rc_demo_write_truth(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    struct rc_buf json = {0};
    z_stream zip = {0};
    enum rc_status st =
        rc_demo_file_open(co, "truth.sealed", DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    put_truth(co, &json);
    if (deflateInit2(&zip, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) !=
        Z_OK)
        abort(); /* out of memory */
    struct rc_buf *buf = rc_demo_file_buf(file);
    size_t room = deflateBound(&zip, json.len);

    rc_buf_print(buf, "%s", head);
    rc_buf_reserve(buf, room);
    zip.next_in = (Bytef *)json.p;
    zip.avail_in = (uInt)json.len;
    zip.next_out = (Bytef *)buf->p + buf->len;
    zip.avail_out = (uInt)room;
    deflate(&zip, Z_FINISH);
    for (size_t i = 0; i < zip.total_out; i++)
        buf->p[buf->len + i] = (char)(buf->p[buf->len + i] ^ MASK);
    buf->len += zip.total_out;
    deflateEnd(&zip);
    rc_buf_done(&json);
    return rc_demo_file_close(file, err);
}

static enum rc_status
read_sealed(const char *name, struct rc_buf *bytes, struct rc_err *err)
{
    FILE *from = fopen(name, "rb");
    size_t got;

    if (!from)
        return rc_fail(err, RC_IO, "%s: %s", name, strerror(errno));
    do {
        rc_buf_reserve(bytes, STEP);
        got = fread(bytes->p + bytes->len, 1, STEP, from);
        bytes->len += got;
    } while (got && bytes->len < TRUTH_MAX);
    fclose(from);
    if (bytes->len < sizeof(head) - 1 ||
        memcmp(bytes->p, head, sizeof(head) - 1) != 0)
        return rc_fail(err, RC_INPUT, "%s: not a demo's truth", name);
    return RC_OK;
}

enum rc_status
rc_demo_truth(const char *folder, struct rc_buf *json, struct rc_err *err)
{
    struct rc_buf sealed = {0}, opened = {0};
    z_stream zip = {0};
    char name[4096];
    int rc = Z_OK;

    snprintf(name, sizeof(name), "%s/truth.sealed", folder);
    enum rc_status st = read_sealed(name, &sealed, err);

    if (st != RC_OK)
        goto out;
    for (size_t i = sizeof(head) - 1; i < sealed.len; i++)
        sealed.p[i] = (char)(sealed.p[i] ^ MASK);
    if (inflateInit2(&zip, 15 + 16) != Z_OK)
        abort(); /* out of memory */
    zip.next_in = (Bytef *)sealed.p + sizeof(head) - 1;
    zip.avail_in = (uInt)(sealed.len - (sizeof(head) - 1));
    while (rc == Z_OK && opened.len < TRUTH_MAX) {
        rc_buf_reserve(&opened, STEP);
        zip.next_out = (Bytef *)opened.p + opened.len;
        zip.avail_out = STEP;
        rc = inflate(&zip, Z_NO_FLUSH);
        opened.len += STEP - zip.avail_out;
    }
    inflateEnd(&zip);
    if (rc != Z_STREAM_END) {
        st = rc_fail(err, RC_INTEGRITY, "%s: broken seal", name);
        goto out;
    }
    rc_buf_put(json, rc_buf_slice(&opened));
out:
    rc_buf_done(&sealed);
    rc_buf_done(&opened);
    return st;
}
