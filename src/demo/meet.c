/*
 * meet.c -- who met whom: team rounds, talks of two, reviews of two teams.
 *
 * A team meets on its lead's clock, and people come to it whatever their own
 * hours are, or do not: that blurs everybody's rhythm, as it does in life.
 */
#include "demo/company.h"

enum { SEATS = 40 };

struct room {
    struct demo_meeting meeting;
    struct demo_participant seat[SEATS];
    struct demo_rng rng;
};

static void
open_room(const struct demo_company *co, struct room *room, int day,
          uint64_t id, uint32_t host, int local_min, int minutes)
{
    unsigned city = co->people[host].city;
    int64_t at_min = (DEMO_DAY0 + (int64_t)day) * 1440 + local_min -
                     rc_demo_offset(city, day);

    room->rng = demo_rng_of(co->seed, id, (uint64_t)day + 7000, DEMO_S_MEETING);
    room->meeting = (struct demo_meeting){
        .day = day,
        .id = id,
        .start_us = at_min * 60 * RC_US_PER_SECOND,
        .end_us = (at_min + minutes) * 60 * RC_US_PER_SECOND,
        .teams = demo_chance(&room->rng, 60),
        .who = room->seat,
    };
}

static void
join(const struct demo_company *co, struct room *room, uint32_t who)
{
    const struct demo_person *p = &co->people[who];
    struct demo_meeting *m = &room->meeting;
    struct demo_day day;

    rc_demo_day(co, p, m->day, &day);
    if (!day.works || m->count == SEATS)
        return;
    bool at_work = m->start_us > day.start_us - RC_US_PER_HOUR &&
                   m->end_us < day.end_us + RC_US_PER_HOUR;

    if (!demo_chance(&room->rng, at_work ? 920 : p->planted ? 750 : 550))
        return;
    struct demo_participant *in = &room->seat[m->count++];
    int64_t length = m->end_us - m->start_us;

    *in = (struct demo_participant){
        .person = who,
        .join_us = m->start_us +
                   demo_between(&room->rng, -120, 200) * RC_US_PER_SECOND,
        .leave_us = m->start_us + length -
                    demo_between(&room->rng, -60, 240) * RC_US_PER_SECOND,
        .video = demo_chance(&room->rng, p->camera_on) && p->camera != 255,
        .is_virtual =
            p->virtual_camera && demo_chance(&room->rng, p->virtual_share),
        .own_pc =
            demo_chance(&room->rng, p->mode == DEMO_MODE_DIRECT ? 200 : 30),
        .site = day.site,
    };
}

static void
invite_guest(struct room *room)
{
    struct demo_meeting *m = &room->meeting;

    if (m->count == SEATS)
        return;
    room->seat[m->count++] = (struct demo_participant){
        .person = UINT32_MAX,
        .join_us = m->start_us + 40 * RC_US_PER_SECOND,
        .leave_us = m->end_us,
        .video = demo_chance(&room->rng, 600),
        .site = {DEMO_NET_HOME, 0, demo_next(&room->rng)},
    };
}

static void
close_room(struct room *room, struct demo_meeting_sink *to)
{
    if (room->meeting.count >= 2)
        to->take(to, &room->meeting);
}

static void
team_round(const struct demo_company *co, uint32_t team, int day,
           struct demo_meeting_sink *to)
{
    uint32_t first = team * DEMO_TEAM, end = first + DEMO_TEAM;
    uint64_t h = demo_hash(co->seed, team, 61);
    struct room room;

    end = end < co->workers ? end : co->workers;
    open_room(co, &room, day, 1000 + team, co->order[first],
              570 + (int)(h % 6) * 15, 25);
    for (uint32_t i = first; i < end; i++)
        join(co, &room, co->order[i]);
    close_room(&room, to);
}

/* Weekly, each with the next in the team, on a day of their own. */
static void
talks(const struct demo_company *co, uint32_t team, int day, int weekday,
      struct demo_meeting_sink *to)
{
    uint32_t first = team * DEMO_TEAM, end = first + DEMO_TEAM;
    struct room room;

    end = end < co->workers ? end : co->workers;
    for (uint32_t i = first; i + 1 < end; i++) {
        uint64_t h = demo_hash(co->seed, i, 62);

        if ((int)(h % 5) != weekday)
            continue;
        open_room(co, &room, day, 2000000 + i, co->order[i],
                  780 + (int)(h / 5 % 12) * 15, 30);
        join(co, &room, co->order[i]);
        join(co, &room, co->order[i + 1]);
        if (demo_chance(&room.rng, 120))
            invite_guest(&room);
        close_room(&room, to);
    }
}

static void
review(const struct demo_company *co, uint32_t team, int day,
       struct demo_meeting_sink *to)
{
    uint32_t first = team * DEMO_TEAM, end = first + 2 * DEMO_TEAM;
    struct room room;

    end = end < co->workers ? end : co->workers;
    open_room(co, &room, day, 4000000 + team, co->order[first], 660, 50);
    for (uint32_t i = first; i < end; i++)
        if (demo_chance(&room.rng, 700))
            join(co, &room, co->order[i]);
    close_room(&room, to);
}

void
rc_demo_meetings(const struct demo_company *co, int day,
                 struct demo_meeting_sink *to)
{
    uint32_t teams = (co->workers + DEMO_TEAM - 1) / DEMO_TEAM;
    int weekday = ((day + 7000) % 7 + 3) % 7;

    if (weekday >= 5)
        return;
    for (uint32_t team = 0; team < teams; team++) {
        uint64_t h = demo_hash(co->seed, team, 63);

        if (weekday < 4 || h & 1)
            team_round(co, team, day, to);
        talks(co, team, day, weekday, to);
        if (team % 2 == 0 && (int)(h / 2 % 5) == weekday)
            review(co, team, day, to);
    }
}
