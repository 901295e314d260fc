/*
 * write_entra.c -- Entra sign-ins of those who have an account there: the
 * first three months as Graph pages, the last three as Azure Monitor lines.
 */
#include "demo/company.h"

#include <stdio.h>

static const struct {
    const char *name, *id;
} apps[] = {
    {"Office 365 Exchange Online", "00000002-0000-0ff1-ce00-4c41524b0000"},
    {"Microsoft Teams", "1fec8e78-bce4-4aaf-ab1b-4c41524b0001"},
    {"Azure Portal", "c44b4083-3bb0-49c1-b47d-4c41524b0002"},
    {"SharePoint Online", "00000003-0000-0ff1-ce00-4c41524b0003"}};

static void
put_device(struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p, bool phone)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    char id[37], host[32];

    rc_demo_guid(demo_mix(co->seed), 3000000 + p->index, id);
    rc_demo_host(co, p, host);
    if (phone)
        rc_buf_print(buf, "\"deviceDetail\":{\"deviceId\":\"\",\"displayName\":"
                          "\"\",\"operatingSystem\":\"Ios 18.3\",\"browser\":"
                          "\"Mobile Safari 18.3\",\"isCompliant\":false,"
                          "\"isManaged\":false,\"trustType\":\"\"},");
    else
        rc_buf_print(buf,
                     "\"deviceDetail\":{\"deviceId\":\"%s\",\"displayName\":"
                     "\"%s\",\"operatingSystem\":\"%s\",\"browser\":\"%s\","
                     "\"isCompliant\":true,\"isManaged\":true,\"trustType\":"
                     "\"%s\"},",
                     id, host, model->kind == DEMO_MAC ? "MacOs" : model->os,
                     strcmp(model->browser, "EDGE") == 0 ? "Edge 143.0.0"
                                                         : "Chrome 143.0.0",
                     model->kind == DEMO_MAC ? "Azure AD registered"
                                             : "Azure AD joined");
}

static void
put_place(struct rc_buf *buf, unsigned city)
{
    const struct demo_city *at = &rc_demo_city[city];

    rc_buf_print(buf,
                 "\"location\":{\"city\":\"%s\",\"state\":\"%s\","
                 "\"countryOrRegion\":\"%s\",\"geoCoordinates\":{\"latitude\":"
                 "%.2f,\"longitude\":%.2f}}",
                 at->name, at->state, at->iso, at->lat / 100.0,
                 at->lon / 100.0);
}

/* What Graph gives, and Azure Monitor under "properties". */
static void
put_properties(struct demo_company *co, struct rc_buf *buf,
               const struct demo_sign_in *in, const struct demo_link *link)
{
    const struct demo_person *p = &co->people[in->person];
    uint64_t h = demo_hash((uint64_t)in->at_us, in->person, 74);
    char id[37], user[37], mail[96], at[RC_TIME_TEXT];
    bool failed = h % 47 == 0;

    rc_demo_guid(h, 1, id);
    rc_demo_guid(co->seed, p->index, user);
    rc_demo_mail(p, mail);
    rc_demo_stamp(in->at_us, at);
    rc_buf_print(
        buf,
        "{\"id\":\"%s\",\"createdDateTime\":\"%s\",\"userDisplayName\":\"%s "
        "%s\",\"userPrincipalName\":\"%s\",\"userId\":\"%s\",\"appId\":\"%s\","
        "\"appDisplayName\":\"%s\",\"ipAddress\":\"%s\",\"clientAppUsed\":"
        "\"%s\",\"userAgent\":\"%s\",\"correlationId\":\"%s\","
        "\"conditionalAccessStatus\":\"success\",\"isInteractive\":true,"
        "\"riskDetail\":\"none\",\"riskLevelAggregated\":\"none\","
        "\"riskLevelDuringSignIn\":\"none\",\"riskState\":\"none\","
        "\"riskEventTypes\":[],\"riskEventTypes_v2\":[],",
        id, at, rc_demo_first_of(p), rc_demo_last_of(p), mail, user,
        apps[h % 4].id, apps[h % 4].name, link->ip,
        h % 3 ? "Browser" : "Mobile Apps and Desktop clients",
        in->phone ? "Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X)"
                  : rc_demo_model[p->model].agent,
        id);
    rc_buf_print(
        buf,
        "\"resourceDisplayName\":\"Microsoft Graph\",\"resourceId\":"
        "\"00000003-0000-0000-c000-000000000000\",\"autonomousSystemNumber\":"
        "%u,\"userType\":\"Member\",\"authenticationRequirement\":\"%s\","
        "\"status\":{\"errorCode\":%d,\"failureReason\":\"%s\","
        "\"additionalDetails\":\"%s\"},",
        link->asn,
        h & 16 ? "multiFactorAuthentication" : "singleFactorAuthentication",
        failed ? 50126 : 0,
        failed ? "Error validating credentials due to invalid username or "
                 "password."
               : "Other.",
        h & 16 ? "MFA requirement satisfied by claim in the token" : "");
    put_device(co, buf, p, in->phone);
    put_place(buf, link->city);
    rc_buf_print(buf, ",\"appliedConditionalAccessPolicies\":[],"
                      "\"networkLocationDetails\":[]}");
}

static void
put_monitor(struct demo_company *co, struct rc_buf *buf,
            const struct demo_sign_in *in, const struct demo_link *link)
{
    const struct demo_person *p = &co->people[in->person];
    uint64_t h = demo_hash((uint64_t)in->at_us, in->person, 74);
    char id[37], at[RC_TIME_TEXT];

    rc_demo_guid(h, 1, id);
    rc_demo_stamp(in->at_us, at);
    rc_buf_print(
        buf,
        "{\"time\":\"%s\",\"resourceId\":\"/tenants/" DEMO_TENANT
        "/providers/Microsoft.aadiam\",\"operationName\":\"Sign-in activity\","
        "\"operationVersion\":\"1.0\",\"category\":\"SignInLogs\",\"tenantId\":"
        "\"" DEMO_TENANT "\",\"resultType\":\"%d\",\"resultSignature\":"
        "\"None\",\"durationMs\":0,\"callerIpAddress\":\"%s\","
        "\"correlationId\":\"%s\",\"identity\":\"%s %s\",\"Level\":4,"
        "\"location\":\"%s\",\"properties\":",
        at, h % 47 == 0 ? 50126 : 0, link->ip, id, rc_demo_first_of(p),
        rc_demo_last_of(p), rc_demo_city[link->city].iso);
    put_properties(co, buf, in, link);
    rc_buf_print(buf, "}\n");
}

static enum rc_status
write_days(struct demo_company *co, const char *name, int from, int to,
           bool graph, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st = rc_demo_file_open(co, name, DEMO_PLAIN, &file, err);
    bool first = true;

    if (st != RC_OK)
        return st;
    struct rc_buf *buf = rc_demo_file_buf(file);

    if (graph)
        rc_buf_print(buf, "{\"@odata.context\":\"https://graph.microsoft.com/"
                          "v1.0/$metadata#auditLogs/signIns\",\"value\":[");
    for (int day = from; day < to; day++) {
        size_t count;
        struct demo_sign_in *all =
            rc_demo_sign_ins_of_day(co, day, true, &count);

        for (size_t i = 0; i < count; i++) {
            struct demo_day today;

            rc_demo_day(co, &co->people[all[i].person], day, &today);
            struct demo_link link =
                rc_demo_link(all[i].phone ? &today.phone : &today.site, day);

            if (graph) {
                rc_buf_print(buf, first ? "\n" : ",\n");
                put_properties(co, buf, &all[i], &link);
            } else {
                put_monitor(co, buf, &all[i], &link);
            }
            first = false;
            rc_demo_file_turn(file);
        }
        rc_demo_sign_ins_free(all);
    }
    if (graph)
        rc_buf_print(buf, "\n]}\n");
    return rc_demo_file_close(file, err);
}

enum rc_status
rc_demo_write_entra(struct demo_company *co, struct rc_err *err)
{
    enum rc_status st =
        write_days(co, "identity/entra-signins-graph.json", 0, 90, true, err);

    if (st == RC_OK)
        st = write_days(co, "identity/entra-signinlogs.ndjson", 90, DEMO_DAYS,
                        false, err);
    return st;
}
