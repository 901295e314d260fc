/*
 * write_zoom.c -- Zoom's dashboard: a page of participants a meeting, a page a
 * line, a file a week.
 *
 * `camera` is the device chosen, on or off; what tells that video was sent is
 * video_quality, which is empty when none was.
 */
#include "demo/company.h"

#include <stdio.h>

struct zoom {
    struct demo_meeting_sink sink; /* first: the sink is the writer */
    struct demo_company *co;
    struct demo_file *file;
};

static void
put_host(struct rc_buf *buf, const struct zoom *zoom,
         const struct demo_person *p, const struct demo_participant *in)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    char host[32];
    uint64_t h = demo_hash(zoom->co->seed, p->index, in->own_pc ? 82 : 81);

    rc_demo_host(zoom->co, p, host);
    if (in->own_pc)
        snprintf(host, sizeof(host), "DESKTOP-%07llX",
                 (unsigned long long)(h >> 36));
    rc_buf_print(
        buf,
        "\"device\":\"%s\",\"os\":\"%s\",\"os_version\":\"%s\",\"version\":"
        "\"6.3.%llu\",\"client\":\"Zoom Workplace\",\"pc_name\":\"%s\","
        "\"harddisk_id\":\"%08llx-%04llx\",\"mac_addr\":\"%02x%02x-%02x%02x-"
        "%02x%02x\",\"internal_ip_addresses\":[\"192.168.%u.%u\"],",
        in->own_pc || model->kind == DEMO_WINDOWS ? "Windows" : "Mac",
        in->own_pc || model->kind == DEMO_WINDOWS ? "Windows 11" : "macOS",
        in->own_pc ? "10.0.26100" : model->version,
        (unsigned long long)(h % 7) + 10, host,
        (unsigned long long)(h & 0xffffffff),
        (unsigned long long)(h >> 40 & 0xffff), 0xf8u,
        (unsigned)(h >> 8 & 0xff), (unsigned)(h >> 16 & 0xff),
        (unsigned)(h >> 24 & 0xff), (unsigned)(h >> 32 & 0xff),
        (unsigned)(h >> 40 & 0xff), (unsigned)(in->site.key % 3),
        (unsigned)(2 + h % 200));
}

static void
put_participant(struct rc_buf *buf, const struct zoom *zoom,
                const struct demo_participant *in, int day, bool host)
{
    const struct demo_person *p = &zoom->co->people[in->person];
    const struct demo_model *model = &rc_demo_model[p->model];
    struct demo_link link = rc_demo_link(&in->site, day);
    char mail[96], id[37], join[RC_TIME_TEXT], leave[RC_TIME_TEXT];
    const char *video = !in->video ? "" : in->join_us % 9 ? "good" : "fair";

    rc_demo_mail(p, mail);
    rc_demo_guid(zoom->co->seed, 4000000 + p->index, id);
    rc_demo_stamp(in->join_us, join);
    rc_demo_stamp(in->leave_us, leave);
    rc_buf_print(
        buf,
        "{\"id\":\"%.22s\",\"user_id\":\"%u\",\"user_name\":\"%s %s\","
        "\"email\":\"%s\",\"role\":\"%s\",\"status\":\"in_meeting\","
        "\"ip_address\":\"%s\",\"location\":\"%s\",\"network_type\":\"%s\","
        "\"data_center\":\"United States (VA)\",\"connection_type\":\"UDP\",",
        id, 16778240 + p->index * 1024, rc_demo_first_of(p), rc_demo_last_of(p),
        mail, host ? "host" : "attendee", link.ip,
        rc_demo_city[link.city].country, in->site.key % 3 ? "Wifi" : "Wired");
    put_host(buf, zoom, p, in);
    rc_buf_print(
        buf,
        "\"camera\":\"%s\",\"microphone\":\"%s\",\"speaker\":\"%s\","
        "\"join_time\":\"%s\",\"leave_time\":\"%s\",\"leave_reason\":"
        "\"%s\",\"share_application\":false,\"share_desktop\":%s,"
        "\"share_whiteboard\":false,\"recording\":false,\"audio_quality\":"
        "\"good\",\"video_quality\":\"%s\",\"screen_share_quality\":\"\"}",
        rc_demo_camera(p, in->is_virtual), model->microphone, model->speaker,
        join, leave, host ? "Host ended the meeting." : "left the meeting.",
        in->join_us % 6 ? "false" : "true", video);
}

/* People of other companies: nothing but a name and a place is shown. */
static void
put_guest(struct rc_buf *buf, const struct demo_participant *in, int day)
{
    char join[RC_TIME_TEXT], leave[RC_TIME_TEXT];

    (void)day;
    rc_demo_stamp(in->join_us, join);
    rc_demo_stamp(in->leave_us, leave);
    rc_buf_print(buf,
                 "{\"id\":\"\",\"user_id\":\"%u\",\"user_name\":\"%s (guest)\","
                 "\"email\":\"\",\"role\":\"attendee\",\"status\":"
                 "\"in_meeting\",\"ip_address\":\"\",\"location\":\"\","
                 "\"device\":\"Windows\",\"pc_name\":\"\",\"harddisk_id\":\"\","
                 "\"camera\":\"\",\"microphone\":\"\",\"speaker\":\"\","
                 "\"join_time\":\"%s\",\"leave_time\":\"%s\",\"video_quality\":"
                 "\"%s\"}",
                 (unsigned)(in->site.key % 90000000),
                 rc_demo_first[in->site.key % rc_demo_first_count], join, leave,
                 in->video ? "good" : "");
}

static void
take(struct demo_meeting_sink *sink, const struct demo_meeting *m)
{
    struct zoom *zoom = (struct zoom *)sink;
    struct rc_buf *buf = rc_demo_file_buf(zoom->file);
    uint64_t h = demo_hash(zoom->co->seed, m->id, (uint64_t)m->day + 7000);
    static const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    char uuid[25] = "";

    if (m->teams)
        return;
    for (int i = 0; i < 22; i++)
        uuid[i] = digits[demo_mix(h + (uint64_t)i) % 62];
    uuid[22] = uuid[23] = '=';
    rc_buf_print(buf,
                 "{\"page_count\":1,\"page_size\":300,\"total_records\":%zu,"
                 "\"next_page_token\":\"\",\"meeting_number\":\"%llu\","
                 "\"uuid\":\"%s\",\"participants\":[",
                 m->count,
                 (unsigned long long)(81000000000u + m->id * 997 % 8999999999u),
                 uuid);
    for (size_t i = 0; i < m->count; i++) {
        if (i)
            rc_buf_char(buf, ',');
        if (m->who[i].person == UINT32_MAX)
            put_guest(buf, &m->who[i], m->day);
        else
            put_participant(buf, zoom, &m->who[i], m->day, i == 0);
    }
    rc_buf_print(buf, "]}\n");
    rc_demo_file_turn(zoom->file);
}

enum rc_status
rc_demo_write_zoom(struct demo_company *co, struct rc_err *err)
{
    enum { WEEKS = 26 };

    for (int week = 0; week < WEEKS; week++) {
        struct zoom zoom = {.sink = {take}, .co = co};
        int from = week * 7 - 3, to = from + 7; /* Mondays */
        char name[64], date[32];

        from = from < 0 ? 0 : from;
        to = to > DEMO_DAYS || week + 1 == WEEKS ? DEMO_DAYS : to;
        rc_demo_date(from, date);
        snprintf(name, sizeof(name), "meetings/zoom-participants-%s.json",
                 date);
        enum rc_status st =
            rc_demo_file_open(co, name, DEMO_PLAIN, &zoom.file, err);

        if (st != RC_OK)
            return st;
        for (int day = from; day < to; day++)
            rc_demo_meetings(co, day, &zoom.sink);
        st = rc_demo_file_close(zoom.file, err);
        if (st != RC_OK)
            return st;
    }
    return RC_OK;
}
