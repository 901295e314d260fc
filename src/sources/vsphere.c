/*
 * vsphere.c -- VMware vCenter and ESXi by syslog:
 *
 *     <14>1 2026-01-31T10:15:30.263383+00:00 vcenter vpxd 58650 - -  Event
 *         [575792] [1-1] [...] [vim.event.UserLoginSessionEvent] [info]
 *         [VSPHERE.LOCAL\ann] [] [575792] [User VSPHERE.LOCAL\ann@192.0.2.7
 *         logged in as Go-http-client/1.1]
 *
 * vCenter's events name who did it and, in their last brackets, from where.
 * The rest is the services' chatter: a time and a service, kept so that it
 * shows when the records were.
 */
#include "sources/text.h"

static const char services[] =
    "vpxd|vpxa|hostd|vmon|updatemgr|applmgmt-audit|applmgmt|ssoadminserver|"
    "vmcad|rhttpproxy|vmkernel|vmkwarning|vpxd-svcs|vpxd-svcs-main|vobd|"
    "fdm|shell|dcui|vsan-health|websso|sso|vsphere-ui|vapi-endpoint|"
    "vmafdd|vmdird|vmdir|eam|sps|content-library|pschealthd|vcha|localcli|"
    "vsphere-client|tokenservice|audit_events";

/* hostd[12]: is hostd */
static struct rc_slice
service_of(const struct rc_syslog *syslog)
{
    struct rc_slice app = syslog->app;
    const char *end = app.len ? memchr(app.p, '[', app.len) : NULL;

    if (end)
        app.len = (size_t)(end - app.p);
    while (app.len && app.p[app.len - 1] == ':')
        app.len--;
    return app;
}

/* Of the appliance's Linux; any host has these, so its name has to tell. */
static const char linux_services[] = "sshd|systemd|rsyslogd|dnsmasq|sudo|cron|"
                                     "auditd|kernel|crond";

static bool
is_linux_of_ours(const struct rc_syslog *syslog)
{
    static const char *const hosts[] = {"vcenter", "vcsa", "vsphere", "esx"};

    if (!rc_text_among(service_of(syslog), linux_services))
        return false;
    for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
        if (rc_slice_ifind(syslog->host, rc_slice_of(hosts[i])) != SIZE_MAX)
            return true;
    return false;
}

static bool
vsphere_knows(struct rc_slice line)
{
    struct rc_syslog syslog;

    if (line.p[0] != '<' && (line.p[0] < '0' || line.p[0] > '9'))
        return false;
    return rc_syslog_read(line, &syslog) &&
           (rc_text_has(syslog.text, "[vim.event.") ||
            rc_text_among(service_of(&syslog), services) ||
            is_linux_of_ours(&syslog));
}

/* vim.event.UserLoginSessionEvent: who stands in the third brackets behind. */
static void
fill_event(struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice rest = text, part;
    const char *said;

    obs->action = rc_text_behind(text, "[vim.event.", "]");
    rest.p = obs->action.p + obs->action.len;
    rest.len -= (size_t)(rest.p - text.p);
    rc_slice_cut(&rest, '[', &part); /* level */
    rc_slice_cut(&rest, '[', &part);
    if (rc_slice_cut(&rest, ']', &part))
        obs->user = part;
    said = memrchr(text.p, '[', text.len);
    obs->reason = rest;
    if (said)
        obs->reason =
            (struct rc_slice){said + 1, text.len - (size_t)(said + 1 - text.p)};
    if (obs->reason.len && obs->reason.p[obs->reason.len - 1] == ']')
        obs->reason.len--;
    obs->user_agent = rc_text_behind(obs->reason, "user agent: ", ")");
    if (!obs->user_agent.len)
        obs->user_agent = rc_text_behind(obs->reason, "logged in as ", "]");
}

/* An address behind one of a few words. */
static struct rc_slice
address_in(struct rc_slice text)
{
    static const char *const ways[] = {"initiated from '", "@", " from ",
                                       "client=", "rhost="};
    struct rc_slice found;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        found = rc_text_behind(text, ways[i], " ,;'])");
        if (rc_text_is_address(found))
            return found;
    }
    return RC_SLICE_NONE;
}

static void
fill_words(struct rc_slice text, struct rc_obs *obs)
{
    static const struct {
        const char *words, *action;
        enum rc_outcome outcome;
    } says[] = {
        {"Failed login ", "login", RC_FAILURE},
        {"Cannot login ", "login", RC_FAILURE},
        {"ailed to authenticate", "login", RC_FAILURE},
        {" logged in", "login", RC_SUCCESS},
        {" logged out", "logout", RC_SUCCESS},
        {"Login session", "login", RC_SUCCESS},
        {"authorized=True", NULL, RC_SUCCESS},
        {"authorized=False", NULL, RC_FAILURE},
        {"status 'Success'", NULL, RC_SUCCESS},
        {"status 'Failure'", NULL, RC_FAILURE},
    };

    for (size_t i = 0; i < sizeof says / sizeof *says; i++) {
        if (!rc_text_has(text, says[i].words))
            continue;
        obs->outcome = says[i].outcome;
        if (says[i].action) {
            obs->action = rc_slice_of(says[i].action);
            obs->kind = RC_OBS_SIGN_IN;
        }
        break;
    }
    if (!obs->user.len)
        obs->user = rc_text_behind(text, "User {Name: ", ",}");
    if (!obs->user.len && obs->kind == RC_OBS_SIGN_IN)
        obs->user = rc_text_behind(text, "Failed login ", " ");
    if (!obs->user.len && obs->kind == RC_OBS_SIGN_IN)
        obs->user = rc_text_behind(text, "User ", "@ ");
}

static bool
vsphere_fill(const struct rc_fill *fill)
{
    struct rc_syslog syslog;
    struct rc_obs obs;
    const char *slash;

    rc_syslog_read(fill->record->raw, &syslog);
    rc_fill_begin(fill, fill->source, &obs);
    if (!rc_text_time(fill, syslog.time, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time in the syslog header");
    obs.app = service_of(&syslog);
    if (rc_text_has(syslog.text, "[vim.event."))
        fill_event(syslog.text, &obs);
    fill_words(syslog.text, &obs);
    obs.src_ip = address_in(syslog.text);
    slash = obs.user.len ? memrchr(obs.user.p, '\\', obs.user.len) : NULL;
    if (slash && slash + 1 == obs.user.p + obs.user.len)
        obs.user = RC_SLICE_NONE;
    return rc_fill_take(fill, &obs);
}

const struct rc_source rc_source_vsphere = {
    .name = "vsphere",
    .vendor = "vsphere",
    .stream = "log",
    .title = "VMware vSphere syslog",
    .how = "vCenter: appliance management > syslog, and vpxd.event.syslog."
           "enabled; ESXi: Syslog.global.logHost; the server's files.",
    .needs = "events streamed to syslog (vCenter 6.7 or later).",
    .feeds = "odd-hours egress-ip-shared-personas",
    .kind = RC_OBS_OTHER,
    .knows = vsphere_knows,
    .fill = vsphere_fill,
};
