/*
 * write_greenhouse.c -- candidates as the Harvest API lists them: everybody
 * who applied since 2025, those who were hired among them, one JSON array.
 */
#include "demo/company.h"

#include <stdio.h>

static void
put_address(struct rc_buf *buf, const struct demo_address *at)
{
    char line1[64], line2[32], zip[16];
    const struct demo_city *city = &rc_demo_city[at->city];

    rc_demo_address_line1(at, line1);
    rc_demo_address_line2(at, line2);
    rc_demo_address_zip(at, zip);
    rc_buf_print(buf,
                 "\"addresses\":[{\"value\":\"%s%s%s\\n%s, %s %s\\n%s\","
                 "\"type\":\"home\"}],",
                 line1, line2[0] ? ", " : "", line2, city->name, city->code,
                 zip, city->country);
}

static void
put_application(struct rc_buf *buf, const struct demo_person *p, int day)
{
    char at[32];
    uint64_t h = demo_hash(p->index, 91, 0);
    static const char *const from[] = {"LinkedIn", "Jobs page", "Referral",
                                       "Indeed", "Wellfound"};
    static const char *const stages[] = {"Application Review", "Phone Screen",
                                         "Take Home Test", "Face to Face"};
    const char *status = !p->applicant ? "hired"
                         : h % 3       ? "rejected"
                                       : "active";
    const struct demo_city *city = &rc_demo_city[p->home.city];

    rc_demo_date(day, at);
    rc_buf_print(
        buf,
        "\"applications\":[{\"id\":%u,\"candidate_id\":%u,\"prospect\":false,"
        "\"applied_at\":\"%sT%02d:%02d:11.402Z\",\"rejected_at\":null,"
        "\"last_activity_at\":\"%sT18:10:00.118Z\",\"location\":{\"address\":"
        "\"%s, %s, %s\"},\"source\":{\"id\":%u,\"public_name\":\"%s\"},"
        "\"credited_to\":null,\"recruiter\":null,\"coordinator\":null,"
        "\"rejection_reason\":null,\"jobs\":[{\"id\":%u,\"name\":\"%s\"}],"
        "\"job_post_id\":%u,\"status\":\"%s\",\"current_stage\":{\"id\":%u,"
        "\"name\":\"%s\"},\"answers\":[],\"attachments\":[]}],",
        69000000 + p->index * 3, rc_demo_candidate_number(p), at,
        (int)(h % 14) + 8, (int)(h / 14 % 60), at, city->name, city->state,
        city->country, (unsigned)(h % 5 + 12), from[h % 5],
        140000u + p->department * 10u + p->title, rc_demo_title(p),
        900u + p->department, status, (unsigned)(1073500 + h / 9 % 4),
        stages[h / 9 % 4]);
}

static void
put_resume(struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p, int day, struct rc_buf *text)
{
    char at[32];

    rc_demo_date(day, at);
    text->len = 0;
    rc_demo_resume(co, p, text);
    rc_buf_print(buf,
                 "\"attachments\":[{\"filename\":\"%s_%s_resume.txt\",\"url\":"
                 "\"https://files.recruiting.example/%u/resume.txt\",\"type\":"
                 "\"resume\",\"created_at\":\"%sT17:00:02.210Z\",\"content\":",
                 rc_demo_first_of(p), rc_demo_last_of(p),
                 rc_demo_candidate_number(p), at);
    rc_buf_json(buf, rc_buf_slice(text));
    rc_buf_print(buf, "}],");
}

static void
put_candidate(struct demo_company *co, struct rc_buf *buf,
              const struct demo_person *p, struct rc_buf *text)
{
    int day = p->applicant
                  ? p->hired
                  : p->hired - 25 - (int)(demo_hash(p->index, 92, 0) % 50);
    char at[32], mail[96], phone[32];

    rc_demo_date(day, at);
    rc_demo_home_mail(p, mail);
    rc_demo_phone(p, phone);
    rc_buf_print(buf,
                 "{\"id\":%u,\"first_name\":\"%s\",\"last_name\":\"%s\","
                 "\"company\":null,\"title\":null,\"created_at\":"
                 "\"%sT16:59:58.004Z\",\"updated_at\":\"%sT18:10:00.118Z\","
                 "\"last_activity\":\"%sT18:10:00.118Z\",\"is_private\":false,"
                 "\"photo_url\":null,",
                 rc_demo_candidate_number(p), rc_demo_first_of(p),
                 rc_demo_last_of(p), at, at, at);
    put_resume(co, buf, p, day, text);
    rc_buf_print(buf,
                 "\"application_ids\":[%u],\"phone_numbers\":[{\"value\":"
                 "\"%s\",\"type\":\"mobile\"}],",
                 69000000 + p->index * 3, phone);
    put_address(buf, &p->home);
    rc_buf_print(buf,
                 "\"email_addresses\":[{\"value\":\"%s\",\"type\":"
                 "\"personal\"}],\"website_addresses\":[],"
                 "\"social_media_addresses\":[],\"recruiter\":null,"
                 "\"coordinator\":null,\"can_email\":true,\"tags\":[],",
                 mail);
    put_application(buf, p, day);
    rc_buf_print(buf, "\"educations\":[],\"employments\":[],"
                      "\"linked_user_ids\":[],\"custom_fields\":{"
                      "\"work_remotely\":true},\"keyed_custom_fields\":{}}");
}

enum rc_status
rc_demo_write_greenhouse(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    struct rc_buf text = {0};
    bool first = true;
    enum rc_status st =
        rc_demo_file_open(co, "hiring/candidates.json", DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    rc_buf_char(buf, '[');
    for (uint32_t i = 0; i < co->workers + co->applicants; i++) {
        const struct demo_person *p = &co->people[i];

        if (!p->applicant && p->hired < DEMO_ATS_FROM)
            continue; /* hired before the system was bought */
        rc_buf_print(buf, first ? "\n" : ",\n");
        put_candidate(co, buf, p, &text);
        first = false;
        rc_demo_file_turn(file);
    }
    rc_buf_print(buf, "\n]\n");
    rc_buf_done(&text);
    return rc_demo_file_close(file, err);
}
