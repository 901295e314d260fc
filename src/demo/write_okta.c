/*
 * write_okta.c -- the Okta System Log, an event a line, a file a month; all
 * but the first month gzip'd, as a log archive keeps them.
 */
#include "demo/company.h"

#include <stdio.h>

struct event {
    const struct demo_person *p;
    const struct demo_sign_in *in;
    const char *type, *says, *legacy, *credential, *reason;
    const char *app;
    bool failed;
};

static const char *const apps[] = {
    "Slack", "GitHub Enterprise Cloud", "Zoom",    "Google Workspace",
    "Jira",  "Salesforce.com",          "Workday", "Figma"};

/* Okta's ids: a prefix and seventeen letters and digits. */
static void
okta_id(const char *prefix, uint64_t h, uint64_t salt, char out[24])
{
    static const char digits[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    uint64_t g = demo_hash(h, salt, 71);
    int len = snprintf(out, 24, "%s", prefix);

    for (int i = len; i < 20; i++) {
        out[i] = digits[g % 62];
        g = i == 11 ? demo_mix(g + h) : g / 62;
    }
    out[20] = '\0';
}

static void
put_geo(struct rc_buf *buf, unsigned city)
{
    const struct demo_city *at = &rc_demo_city[city];

    rc_buf_print(buf,
                 "{\"city\":\"%s\",\"country\":\"%s\",\"geolocation\":{"
                 "\"lat\":%.2f,\"lon\":%.2f},\"postalCode\":\"%s%s\",\"state\":"
                 "\"%s\"}",
                 at->name, at->country, at->lat / 100.0, at->lon / 100.0,
                 at->zip, strlen(at->zip) == 3 ? "01" : "001", at->state);
}

static void
put_actor(struct demo_company *co, struct rc_buf *buf,
          const struct demo_person *p)
{
    char id[24], mail[96];

    okta_id("00u", co->seed, p->index, id);
    rc_demo_mail(p, mail);
    rc_buf_print(buf,
                 "{\"actor\":{\"id\":\"%s\",\"type\":\"User\",\"alternateId\":"
                 "\"%s\",\"displayName\":\"%s %s\",\"detailEntry\":null},",
                 id, mail, rc_demo_first_of(p), rc_demo_last_of(p));
}

static void
put_client(struct rc_buf *buf, const struct event *e,
           const struct demo_link *link)
{
    const struct demo_model *model = &rc_demo_model[e->p->model];

    rc_buf_print(
        buf,
        "\"client\":{\"userAgent\":{\"rawUserAgent\":\"%s\",\"os\":\"%s\","
        "\"browser\":\"%s\"},\"zone\":\"null\",\"device\":\"%s\",\"id\":null,"
        "\"ipAddress\":\"%s\",\"geographicalContext\":",
        e->in->phone ? "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) "
                       "AppleWebKit/605.1.15 (KHTML, like Gecko) "
                       "Version/18.3 Mobile/15E148 Safari/604.1"
                     : model->agent,
        e->in->phone ? "iOS (iPhone)" : model->os,
        e->in->phone ? "SAFARI" : model->browser,
        e->in->phone ? "Mobile" : "Computer", link->ip);
    put_geo(buf, link->city);
    rc_buf_print(buf, "},");
}

static void
put_device(struct demo_company *co, struct rc_buf *buf, const struct event *e)
{
    const struct demo_model *model = &rc_demo_model[e->p->model];
    char id[24], host[32];

    if (e->in->phone || e->failed) {
        rc_buf_print(buf, "\"device\":null,");
        return;
    }
    okta_id("guo", co->seed, e->p->index, id);
    rc_demo_host(co, e->p, host);
    rc_buf_print(
        buf,
        "\"device\":{\"id\":\"%s\",\"name\":\"%s\",\"os_platform\":"
        "\"%s\",\"os_version\":\"%s\",\"managed\":true,\"registered\":"
        "true,\"device_integrator\":null,\"disk_encryption_type\":"
        "\"FULL\",\"screen_lock_type\":\"PASSCODE\",\"jailbreak\":null,"
        "\"secure_hardware_present\":true},",
        id, host, model->kind == DEMO_MAC ? "OSX" : "WINDOWS", model->version);
}

static void
put_context(struct demo_company *co, struct rc_buf *buf, const struct event *e,
            uint64_t h, const struct demo_link *link)
{
    char session[24], request[24];

    okta_id("102", h / 3, e->p->index, session);
    okta_id("aX", h, 4, request);
    rc_buf_print(
        buf,
        "\"authenticationContext\":{\"authenticationProvider\":null,"
        "\"credentialProvider\":null,\"credentialType\":%s%s%s,\"issuer\":null,"
        "\"interface\":null,\"authenticationStep\":0,\"externalSessionId\":"
        "\"%s\"},\"displayMessage\":\"%s\",\"eventType\":\"%s\",\"outcome\":{"
        "\"result\":\"%s\",\"reason\":%s%s%s},",
        e->credential ? "\"" : "", e->credential ? e->credential : "null",
        e->credential ? "\"" : "", session, e->says, e->type,
        e->failed ? "FAILURE" : "SUCCESS", e->reason ? "\"" : "",
        e->reason ? e->reason : "null", e->reason ? "\"" : "");
    rc_buf_print(
        buf,
        "\"securityContext\":{\"asNumber\":%u,\"asOrg\":\"%s\",\"isp\":\"%s\","
        "\"domain\":\"%s\",\"isProxy\":%s},\"severity\":\"%s\","
        "\"debugContext\":"
        "{\"debugData\":{\"requestId\":\"%s\",\"dtHash\":\"%016llx%016llx\","
        "\"requestUri\":\"/idp/idx/identify\",\"threatSuspected\":\"false\","
        "\"url\":\"/idp/idx/identify?\",\"deviceFingerprint\":\"%016llx\","
        "\"behaviors\":\"{New Geo-Location=%s, New Device=NEGATIVE, New "
        "IP=%s, New State=%s, New Country=NEGATIVE, Velocity=NEGATIVE, New "
        "City=%s}\",\"risk\":\"{level=LOW}\"}},",
        link->asn, link->org, link->org, link->domain,
        link->proxy ? "true" : "false", e->failed ? "WARN" : "INFO", request,
        (unsigned long long)demo_mix(h), (unsigned long long)demo_mix(h + 1),
        (unsigned long long)demo_hash(co->seed, e->p->index, 72 + e->in->phone),
        h % 29 ? "NEGATIVE" : "POSITIVE", h % 11 ? "NEGATIVE" : "POSITIVE",
        h % 37 ? "NEGATIVE" : "POSITIVE", h % 29 ? "NEGATIVE" : "POSITIVE");
}

static void
put_tail(struct demo_company *co, struct rc_buf *buf, const struct event *e,
         uint64_t h, const struct demo_link *link)
{
    char at[RC_TIME_TEXT], uuid[37], request[24], app[24];

    rc_demo_stamp(e->in->at_us, at);
    rc_demo_guid(h, 9, uuid);
    okta_id("aX", h, 4, request);
    rc_buf_print(
        buf,
        "\"legacyEventType\":\"%s\",\"transaction\":{\"type\":\"WEB\","
        "\"id\":\"%s\",\"detail\":{}},\"uuid\":\"%s\",\"version\":\"0\""
        ",\"published\":\"%s\",\"request\":{\"ipChain\":[{\"ip\":"
        "\"%s\",\"geographicalContext\":",
        e->legacy, request, uuid, at, link->ip);
    put_geo(buf, link->city);
    rc_buf_print(buf, ",\"version\":\"V4\",\"source\":null}]},\"target\":");
    if (e->app) {
        okta_id("0oa", demo_mix(co->seed), (uint64_t)e->app[0], app);
        rc_buf_print(buf,
                     "[{\"id\":\"%s\",\"type\":\"AppInstance\",\"alternateId\":"
                     "\"%s\",\"displayName\":\"%s\",\"detailEntry\":{"
                     "\"signOnModeType\":\"SAML_2_0\"}}]}\n",
                     app, e->app, e->app);
    } else {
        rc_buf_print(buf, "null}\n");
    }
}

static void
put_event(struct demo_company *co, struct rc_buf *buf, const struct event *e,
          const struct demo_link *link)
{
    uint64_t h = demo_hash((uint64_t)e->in->at_us, e->p->index,
                           (uint64_t)e->type[5] + (e->failed ? 100 : 0));

    put_actor(co, buf, e->p);
    put_client(buf, e, link);
    put_device(co, buf, e);
    put_context(co, buf, e, h, link);
    put_tail(co, buf, e, h, link);
}

static void
put_sign_in(struct demo_company *co, struct rc_buf *buf,
            const struct demo_sign_in *in, int day)
{
    const struct demo_person *p = &co->people[in->person];
    struct demo_day today;
    uint64_t h = demo_hash((uint64_t)in->at_us, in->person, 73);
    struct event e = {.p = p,
                      .in = in,
                      .type = "user.authentication.sso",
                      .says = "User single sign on to app",
                      .legacy = "app.auth.sso",
                      .app = apps[h % 8]};
    struct demo_sign_in before = *in;

    rc_demo_day(co, p, day, &today);
    struct demo_link link =
        rc_demo_link(in->phone ? &today.phone : &today.site, day);

    if (in->nth == 0) {
        e.type = "user.session.start";
        e.says = "User login to Okta";
        e.legacy = "core.user_auth.login_success";
        e.app = NULL;
        e.credential = "PASSWORD";
    } else if (in->phone || h % 4 == 1) {
        e.type = "user.authentication.auth_via_mfa";
        e.says = "Authentication of user via MFA";
        e.legacy = "core.user.factor.attempt_success";
        e.app = NULL;
        e.credential = h & 64 ? "OTP" : "OKTA_VERIFY";
    }
    if (in->nth == 0 && h % 31 == 0) { /* mistyped at first */
        struct event wrong = e;

        before.at_us -= 9 * RC_US_PER_SECOND + (int64_t)(h % 5000000);
        wrong.in = &before;
        wrong.failed = true;
        wrong.reason = "INVALID_CREDENTIALS";
        wrong.legacy = "core.user_auth.login_failed";
        put_event(co, buf, &wrong, &link);
    }
    put_event(co, buf, &e, &link);
}

enum rc_status
rc_demo_write_okta(struct demo_company *co, struct rc_err *err)
{
    static const int16_t month[] = {0, 31, 59, 90, 120, 151, DEMO_DAYS};

    for (int m = 0; m < 6; m++) {
        struct demo_file *file;
        char name[64];

        if (m)
            snprintf(name, sizeof(name),
                     "identity/okta-system-log-2026-%02d.ndjson.gz", m + 1);
        enum rc_status st =
            rc_demo_file_open(co, m ? name : "identity/okta-system-log.ndjson",
                              m ? DEMO_GZIP : DEMO_PLAIN, &file, err);

        if (st != RC_OK)
            return st;
        for (int day = month[m]; day < month[m + 1]; day++) {
            size_t count;
            struct demo_sign_in *all =
                rc_demo_sign_ins_of_day(co, day, false, &count);

            for (size_t i = 0; i < count; i++) {
                put_sign_in(co, rc_demo_file_buf(file), &all[i], day);
                rc_demo_file_turn(file);
            }
            rc_demo_sign_ins_free(all);
        }
        st = rc_demo_file_close(file, err);
        if (st != RC_OK)
            return st;
    }
    return RC_OK;
}
