/*
 * write_teams.c -- the few meetings held in Teams: call records with their
 * sessions, segments and media, one JSON array.
 *
 * A caller who sent video has a stream of label main-video with a capture
 * device; one who did not has audio only.
 */
#include "demo/company.h"

struct teams {
    struct demo_meeting_sink sink; /* first: the sink is the writer */
    struct demo_company *co;
    struct demo_file *file;
    bool any;
};

static void
put_identity(struct demo_company *co, struct rc_buf *buf, const char *key,
             const struct demo_person *p, bool associated)
{
    char id[37], mail[96];

    rc_demo_guid(co->seed, p->index, id);
    rc_demo_mail(p, mail);
    if (associated)
        rc_buf_print(buf,
                     "\"%s\":{\"id\":\"%s\",\"displayName\":\"%s %s\","
                     "\"tenantId\":\"" DEMO_TENANT
                     "\",\"userPrincipalName\":\"%s\"}",
                     key, id, rc_demo_first_of(p), rc_demo_last_of(p), mail);
    else
        rc_buf_print(buf,
                     "\"%s\":{\"acsUser\":null,\"phone\":null,\"guest\":null,"
                     "\"application\":null,\"device\":null,\"user\":{\"id\":"
                     "\"%s\",\"displayName\":\"%s %s\",\"tenantId\":"
                     "\"" DEMO_TENANT "\"}}",
                     key, id, rc_demo_first_of(p), rc_demo_last_of(p));
}

static void
put_caller(struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    char host[32];

    rc_demo_host(co, p, host);
    rc_buf_print(buf,
                 "\"caller\":{\"name\":\"%s\",\"cpuName\":\"%s\","
                 "\"cpuCoresCount\":10,\"cpuProcessorSpeedInMhz\":1900,"
                 "\"userAgent\":{\"headerValue\":\"releases/CL2026.R04\","
                 "\"applicationVersion\":null,\"platform\":\"%s\","
                 "\"productFamily\":\"teams\",\"communicationServiceId\":null,"
                 "\"azureADAppId\":null},",
                 host, model->cpu,
                 model->kind == DEMO_MAC ? "macOS" : "windows");
    put_identity(co, buf, "identity", p, false);
    rc_buf_char(buf, ',');
    put_identity(co, buf, "associatedIdentity", p, true);
    rc_buf_print(buf, ",\"feedback\":{\"text\":null,\"rating\":\"notRated\","
                      "\"tokens\":{}}},");
}

static void
put_media(struct rc_buf *buf, const struct demo_person *p,
          const struct demo_participant *in, int day, bool video)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    struct demo_link link = rc_demo_link(&in->site, day);

    rc_buf_print(
        buf,
        "{\"label\":\"%s\",\"callerNetwork\":{\"ipAddress\":\"192.168.%u.%u\","
        "\"subnet\":\"192.168.%u.0\",\"linkSpeed\":526500000,"
        "\"connectionType\":\"wifi\",\"port\":50048,\"reflexiveIPAddress\":"
        "\"%s\",\"relayIPAddress\":\"\",\"relayPort\":3481,\"macAddress\":\"\","
        "\"wifiBand\":\"frequency50GHz\",\"basicServiceSetIdentifier\":\"\","
        "\"networkTransportProtocol\":\"udp\",\"traceRouteHops\":[]},",
        video ? "main-video" : "main-audio", (unsigned)(in->site.key % 3),
        2 + p->index % 200, (unsigned)(in->site.key % 3), link.ip);
    rc_buf_print(buf,
                 "\"callerDevice\":{\"captureDeviceName\":\"%s\","
                 "\"captureDeviceDriver\":\"%s\",\"renderDeviceName\":\"%s\","
                 "\"renderDeviceDriver\":\"%s\",\"sentSignalLevel\":-18,"
                 "\"receivedSignalLevel\":-21},",
                 video ? rc_demo_camera(p, in->is_virtual) : model->microphone,
                 model->kind == DEMO_MAC ? "" : "Microsoft: 10.0.22621.1",
                 video ? "" : model->speaker,
                 model->kind == DEMO_MAC ? "" : "Realtek: 6.0.9700.1");
    rc_buf_print(buf,
                 "\"streams\":[{\"streamId\":\"%u\",\"streamDirection\":"
                 "\"callerToCallee\",\"averageJitter\":\"PT0.004S\","
                 "\"averagePacketLossRate\":0,\"packetUtilization\":41210,"
                 "\"wasMediaBypassed\":false,\"averageVideoFrameRate\":%s,"
                 "\"audioCodec\":\"%s\",\"videoCodec\":\"%s\"}]}",
                 1200 + p->index, video ? "28.4" : "null",
                 video ? "unknown" : "satin", video ? "h264" : "unknown");
}

static void
put_session(const struct teams *teams, struct rc_buf *buf,
            const struct demo_participant *in, const struct demo_meeting *m)
{
    const struct demo_person *p = &teams->co->people[in->person];
    char id[37], join[RC_TIME_TEXT], leave[RC_TIME_TEXT];

    rc_demo_guid(m->id, (uint64_t)in->join_us, id);
    rc_demo_stamp(in->join_us, join);
    rc_demo_stamp(in->leave_us, leave);
    rc_buf_print(buf,
                 "{\"id\":\"%s\",\"modalities\":[\"audio\"%s],"
                 "\"startDateTime\":\"%s\",\"endDateTime\":\"%s\",\"isTest\":"
                 "false,\"failureInfo\":null,",
                 id, in->video ? ",\"video\"" : "", join, leave);
    put_caller(teams->co, buf, p);
    rc_buf_print(buf,
                 "\"callee\":{\"userAgent\":{\"headerValue\":null,\"platform\":"
                 "\"unknown\",\"productFamily\":\"unknown\"}},\"segments\":[{"
                 "\"id\":\"%s\",\"startDateTime\":\"%s\",\"endDateTime\":"
                 "\"%s\",\"failureInfo\":null,",
                 id, join, leave);
    put_caller(teams->co, buf, p);
    rc_buf_print(buf, "\"media\":[");
    put_media(buf, p, in, m->day, false);
    if (in->video) {
        rc_buf_char(buf, ',');
        put_media(buf, p, in, m->day, true);
    }
    rc_buf_print(buf, "]}]}");
}

static void
take(struct demo_meeting_sink *sink, const struct demo_meeting *m)
{
    struct teams *teams = (struct teams *)sink;
    struct rc_buf *buf = rc_demo_file_buf(teams->file);
    char id[37], start[RC_TIME_TEXT], end[RC_TIME_TEXT];
    bool first = true;

    if (!m->teams || m->who[0].person == UINT32_MAX)
        return;
    rc_demo_guid(m->id, (uint64_t)m->day + 7000, id);
    rc_demo_stamp(m->start_us, start);
    rc_demo_stamp(m->end_us, end);
    rc_buf_print(buf,
                 "%s{\"id\":\"%s\",\"version\":1,\"type\":\"groupCall\","
                 "\"modalities\":[\"audio\",\"video\"],"
                 "\"lastModifiedDateTime\":\"%s\",\"startDateTime\":\"%s\","
                 "\"endDateTime\":\"%s\",\"joinWebUrl\":"
                 "\"https://teams.microsoft.com/l/meetup-join/19%%3ameeting_%s"
                 "%%40thread.v2/0\",",
                 teams->any ? ",\n" : "\n", id, end, start, end, id);
    put_identity(teams->co, buf, "organizer",
                 &teams->co->people[m->who[0].person], false);
    rc_buf_print(buf, ",\"participants\":[],\"sessions\":[");
    for (size_t i = 0; i < m->count; i++) {
        if (m->who[i].person == UINT32_MAX)
            continue;
        if (!first)
            rc_buf_char(buf, ',');
        first = false;
        put_session(teams, buf, &m->who[i], m);
    }
    rc_buf_print(buf, "]}");
    teams->any = true;
    rc_demo_file_turn(teams->file);
}

enum rc_status
rc_demo_write_teams(struct demo_company *co, struct rc_err *err)
{
    struct teams teams = {.sink = {take}, .co = co};
    enum rc_status st = rc_demo_file_open(
        co, "meetings/teams-call-records.json", DEMO_PLAIN, &teams.file, err);

    if (st != RC_OK)
        return st;
    rc_buf_char(rc_demo_file_buf(teams.file), '[');
    for (int day = 0; day < DEMO_DAYS; day++)
        rc_demo_meetings(co, day, &teams.sink);
    rc_buf_print(rc_demo_file_buf(teams.file), "\n]\n");
    return rc_demo_file_close(teams.file, err);
}
