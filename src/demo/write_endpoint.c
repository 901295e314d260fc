/*
 * write_endpoint.c -- what is known of the laptops: Windows in Intune, Macs in
 * osquery, some in both.
 */
#include "demo/company.h"

#include <stdio.h>

struct app {
    const char *name, *version;
    int permille;
};
static const struct app common[] = {
    {"Google Chrome", "143.0.7499.110", 940},
    {"Slack", "4.43.51", 970},
    {"Zoom Workplace", "6.3.11", 990},
    {"Visual Studio Code", "1.97", 420},
    {"Microsoft Teams", "25044.2208", 600},
    {"Figma", "125.1.5", 150},
    {"Docker Desktop", "4.38.0", 260},
    {"Spotify", "1.2.57", 350},
    {"Microsoft Office 365", "16.0.18429", 640},
    {"1Password", "8.10.64", 900},
    {"Mozilla Firefox", "135.0", 330},
    {"Microsoft Remote Desktop", "10.9.10", 120},
    {"Notion", "4.4.0", 380},
    {"VLC media player", "3.0.21", 200},
};
enum { COMMON = sizeof(common) / sizeof(common[0]) };

static bool
has_app(const struct demo_company *co, const struct demo_person *p, unsigned i)
{
    return (int)(demo_hash(co->seed, p->index, 500 + i) % 1000) <
           common[i].permille;
}

/* Windows in Intune; one Mac in six as well, enrolled for e-mail. */
static bool
in_intune(const struct demo_person *p)
{
    return p->os == DEMO_WINDOWS || p->index % 6 == 0;
}

static bool
in_osquery(const struct demo_person *p)
{
    return p->os == DEMO_MAC || p->index % 5 == 0;
}

/* --- Intune ------------------------------------------------------------ */

static void
put_detected(struct demo_company *co, struct rc_buf *buf,
             const struct demo_person *p)
{
    bool first = true;
    const struct demo_tool *tool = &rc_demo_tool[p->tool];

    rc_buf_print(buf, "\"detectedApps\":[");
    for (unsigned i = 0; i < COMMON; i++) {
        if (!has_app(co, p, i))
            continue;
        rc_buf_print(buf,
                     "%s{\"id\":\"%016llx\",\"displayName\":\"%s\","
                     "\"version\":\"%s\",\"sizeInByte\":0,\"deviceCount\":1,"
                     "\"publisher\":\"\",\"platform\":\"windows\"}",
                     first ? "" : ",", (unsigned long long)demo_mix(i + 900),
                     common[i].name, common[i].version);
        first = false;
    }
    if (p->tool && p->tool_to >= DEMO_DAYS) /* the page shows the last day */
        rc_buf_print(buf,
                     ",{\"id\":\"%016llx\",\"displayName\":\"%s\",\"version\":"
                     "\"%s\",\"sizeInByte\":0,\"deviceCount\":1,\"publisher\":"
                     "\"\",\"platform\":\"windows\"}",
                     (unsigned long long)demo_mix(p->tool + 950u), tool->app,
                     tool->version);
    if (p->virtual_camera)
        rc_buf_print(buf,
                     ",{\"id\":\"%016llx\",\"displayName\":\"%s\",\"version\":"
                     "\"\",\"sizeInByte\":0,\"deviceCount\":1,\"publisher\":"
                     "\"\",\"platform\":\"windows\"}",
                     (unsigned long long)demo_mix(p->virtual_camera + 970u),
                     rc_demo_virtual_app(p));
    rc_buf_print(buf, "]}");
}

static void
put_managed(struct demo_company *co, struct rc_buf *buf,
            const struct demo_person *p)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    char id[37], user[37], host[32], serial[16], mail[96], from[32], to[32];
    int last = p->left < DEMO_DAYS ? p->left : DEMO_DAYS - 1;

    rc_demo_guid(demo_mix(co->seed), 3000000 + p->index, id);
    rc_demo_guid(co->seed, p->index, user);
    rc_demo_host(co, p, host);
    rc_demo_serial(co, p, serial);
    rc_demo_mail(p, mail);
    rc_demo_date(p->hired > DEMO_SHIP_FROM ? p->hired : DEMO_SHIP_FROM, from);
    rc_demo_date(last, to);
    rc_buf_print(
        buf,
        "{\"id\":\"%s\",\"userId\":\"%s\",\"deviceName\":\"%s\","
        "\"managedDeviceOwnerType\":\"company\",\"enrolledDateTime\":"
        "\"%sT15:02:11Z\",\"lastSyncDateTime\":\"%sT14:40:02Z\","
        "\"operatingSystem\":\"%s\",\"complianceState\":\"%s\",\"jailBroken\":"
        "\"Unknown\",\"managementAgent\":\"mdm\",\"osVersion\":\"%s\","
        "\"deviceEnrollmentType\":\"windowsAzureADJoin\",\"emailAddress\":"
        "\"%s\",\"azureADRegistered\":true,\"azureADDeviceId\":\"%s\",",
        id, user, host, from, to, model->kind == DEMO_MAC ? "macOS" : "Windows",
        p->index % 19 ? "compliant" : "noncompliant", model->version, mail, id);
    rc_buf_print(
        buf,
        "\"deviceRegistrationState\":\"registered\",\"isSupervised\":false,"
        "\"isEncrypted\":true,\"userPrincipalName\":\"%s\",\"model\":\"%s\","
        "\"manufacturer\":\"%s\",\"imei\":\"\",\"serialNumber\":\"%s\","
        "\"phoneNumber\":\"\",\"userDisplayName\":\"%s %s\","
        "\"wiFiMacAddress\":\"F8%010llX\",\"subscriberCarrier\":\"\","
        "\"totalStorageSpaceInBytes\":510770802688,"
        "\"freeStorageSpaceInBytes\":312018141184,\"managedDeviceName\":"
        "\"%s\",\"partnerReportedThreatState\":\"unknown\","
        "\"usersLoggedOn\":[{\"userId\":\"%s\",\"lastLogOnDateTime\":"
        "\"%sT13:58:41Z\"}],",
        mail, model->model, model->maker, serial, rc_demo_first_of(p),
        rc_demo_last_of(p),
        (unsigned long long)(demo_hash(co->seed, p->index, 83) >> 24), host,
        user, to);
    put_detected(co, buf, p);
}

enum rc_status
rc_demo_write_intune(struct demo_company *co, struct rc_err *err)
{
    for (uint32_t page = 0; page < 2; page++) {
        struct demo_file *file;
        enum rc_status st = rc_demo_file_open(
            co,
            page ? "it/managed-devices-2.json" : "it/managed-devices-1.json",
            DEMO_PLAIN, &file, err);
        bool first = true;

        if (st != RC_OK)
            return st;
        struct rc_buf *buf = rc_demo_file_buf(file);

        rc_buf_print(buf, "{\"@odata.context\":\"https://graph.microsoft.com/"
                          "beta/$metadata#deviceManagement/managedDevices\","
                          "\"value\":[");
        for (uint32_t i = page; i < co->workers; i += 2) {
            if (!in_intune(&co->people[i]))
                continue;
            rc_buf_print(buf, first ? "\n" : ",\n");
            put_managed(co, buf, &co->people[i]);
            first = false;
            rc_demo_file_turn(file);
        }
        rc_buf_print(buf, "\n]}\n");
        st = rc_demo_file_close(file, err);
        if (st != RC_OK)
            return st;
    }
    return RC_OK;
}

/* --- osquery ----------------------------------------------------------- */

static void
put_result(struct demo_company *co, struct rc_buf *buf,
           const struct demo_person *p, const char *query, const char *action,
           int day, const char *columns)
{
    char uuid[37], host[32], serial[16], user[96];
    int64_t at =
        (DEMO_DAY0 + (int64_t)day) * 86400 + 57600 +
        (int64_t)(demo_hash(p->index, (uint64_t)day + 7000, 84) % 9000);
    struct rc_civil c = rc_civil_of(at * RC_US_PER_SECOND);
    static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
    static const char days[] = "MonTueWedThuFriSatSun";

    rc_demo_guid(co->seed, 5000000 + p->index, uuid);
    rc_demo_host(co, p, host);
    rc_demo_serial(co, p, serial);
    rc_demo_mail(p, user);
    strchr(user, '@')[0] = '\0';
    rc_buf_print(buf,
                 "{\"name\":\"pack_it_%s\",\"hostIdentifier\":\"%s\","
                 "\"calendarTime\":\"%.3s %.3s %2d %02d:%02d:%02d %d UTC\","
                 "\"unixTime\":%lld,\"epoch\":0,\"counter\":%d,\"numerics\":"
                 "false,\"decorations\":{\"host_uuid\":\"%s\","
                 "\"hardware_serial\":\"%s\",\"hostname\":\"%s\",\"username\":"
                 "\"%s\"},\"columns\":{%s},\"action\":\"%s\"}\n",
                 query, uuid, days + 3 * c.weekday, months + 3 * (c.month - 1),
                 c.day, c.hour, c.minute, c.second, c.year, (long long)at,
                 (day + 400) / 7, uuid, serial, host, user, columns, action);
}

static void
put_app(struct demo_company *co, struct rc_buf *buf,
        const struct demo_person *p, const char *action, int day,
        const char *name, const char *version)
{
    char columns[512];

    if (p->os == DEMO_MAC)
        snprintf(columns, sizeof(columns),
                 "\"name\":\"%s.app\",\"path\":\"/Applications/%s.app\","
                 "\"bundle_short_version\":\"%s\",\"bundle_name\":\"%s\","
                 "\"last_opened_time\":\"%lld\"",
                 name, name, version, name,
                 (long long)(DEMO_DAY0 + day) * 86400);
    else
        snprintf(columns, sizeof(columns),
                 "\"name\":\"%s\",\"version\":\"%s\",\"install_location\":"
                 "\"\",\"publisher\":\"\",\"install_date\":\"\"",
                 name, version);
    put_result(co, buf, p, p->os == DEMO_MAC ? "apps" : "programs", action, day,
               columns);
}

static void
put_usb(struct demo_company *co, struct rc_buf *buf,
        const struct demo_person *p, int day)
{
    static const char *const things[][4] = {
        {"046d", "085e", "Logitech", "Logitech BRIO"},
        {"046d", "082d", "Logitech", "HD Pro Webcam C920"},
        {"0fd9", "0078", "Elgato Systems", "Elgato Facecam"},
        {"2e1a", "4c01", "Insta360", "Insta360 Link"},
        {"1050", "0407", "Yubico", "YubiKey OTP+FIDO+CCID"},
        {"046d", "c548", "Logitech", "USB Receiver"}};
    char columns[256];
    unsigned at =
        p->camera && p->camera != 255 ? (p->camera - 1u) % 4 : 4 + p->index % 2;

    snprintf(columns, sizeof(columns),
             "\"vendor_id\":\"%s\",\"model_id\":\"%s\",\"vendor\":\"%s\","
             "\"model\":\"%s\",\"removable\":\"-1\",\"serial\":\"%06u\","
             "\"usb_address\":\"3\",\"usb_port\":\"1\",\"class\":\"0\"",
             things[at][0], things[at][1], things[at][2], things[at][3],
             (unsigned)(demo_hash(co->seed, p->index, 85) % 1000000));
    put_result(co, buf, p, "usb_devices", "added", day, columns);
}

static void
put_inventory(struct demo_company *co, struct rc_buf *buf,
              const struct demo_person *p)
{
    const struct demo_model *model = &rc_demo_model[p->model];
    const struct demo_tool *tool = &rc_demo_tool[p->tool];
    char columns[512], host[32], serial[16];
    int day = p->hired > 0 ? p->hired : 1;

    rc_demo_host(co, p, host);
    rc_demo_serial(co, p, serial);
    snprintf(columns, sizeof(columns),
             "\"hostname\":\"%s\",\"computer_name\":\"%s\","
             "\"hardware_vendor\":\"%s\",\"hardware_model\":\"%s\","
             "\"hardware_serial\":\"%s\",\"cpu_brand\":\"%s\","
             "\"physical_memory\":\"17179869184\"",
             host, host, model->maker, model->model, serial, model->cpu);
    put_result(co, buf, p, "system_info", "added", day, columns);
    for (unsigned i = 0; i < COMMON; i++)
        if (has_app(co, p, i))
            put_app(co, buf, p, "added", day, common[i].name,
                    common[i].version);
    put_usb(co, buf, p, day);
    if (p->virtual_camera)
        put_app(co, buf, p, "added", day + 2, rc_demo_virtual_app(p), "31.0");
    if (!p->tool)
        return;
    put_app(co, buf, p, "added", p->tool_from > day ? p->tool_from : day,
            tool->app, tool->version);
    if (p->tool_to < DEMO_DAYS)
        put_app(co, buf, p, "removed", p->tool_to, tool->app, tool->version);
}

/* A remote tool runs on the days it is used; other processes always. */
static void
put_processes(struct demo_company *co, struct rc_buf *buf,
              const struct demo_person *p, int day)
{
    const struct demo_tool *tool = &rc_demo_tool[p->tool];
    bool mac = p->os == DEMO_MAC;
    char columns[512];

    if (day < p->hired || day >= p->left)
        return;
    snprintf(columns, sizeof(columns),
             "\"name\":\"%s\",\"path\":\"%s\",\"cmdline\":\"\",\"pid\":\"%u\","
             "\"state\":\"R\",\"on_disk\":\"1\"",
             mac ? "zoom.us" : "Zoom.exe",
             mac ? "/Applications/zoom.us.app/Contents/MacOS/zoom.us"
                 : "C:\\\\Program Files\\\\Zoom\\\\bin\\\\Zoom.exe",
             400 + p->index % 900);
    put_result(co, buf, p, "processes", "added", day, columns);
    if (!p->tool || day < p->tool_from || day > p->tool_to)
        return;
    char path[256];
    size_t n = 0;

    for (const char *c = mac ? tool->mac_path : tool->win_path; *c; c++) {
        if (*c == '\\')
            path[n++] = '\\';
        path[n++] = *c;
    }
    path[n] = '\0';
    snprintf(columns, sizeof(columns),
             "\"name\":\"%s%s\",\"path\":\"%s%s%s\",\"cmdline\":\"\",\"pid\":"
             "\"%u\",\"state\":\"R\",\"on_disk\":\"1\"",
             tool->process, mac ? "" : ".exe", path,
             mac ? "/Contents/MacOS/" : "", mac ? tool->process : "",
             1400 + p->index % 900);
    put_result(co, buf, p, "processes", "added", day, columns);
}

enum rc_status
rc_demo_write_osquery(struct demo_company *co, struct rc_err *err)
{
    struct demo_file *file;
    enum rc_status st = rc_demo_file_open(co, "it/osqueryd.results.log",
                                          DEMO_PLAIN, &file, err);

    if (st != RC_OK)
        return st;
    for (uint32_t i = 0; i < co->workers; i++) {
        if (in_osquery(&co->people[i]))
            put_inventory(co, rc_demo_file_buf(file), &co->people[i]);
        rc_demo_file_turn(file);
    }
    st = rc_demo_file_close(file, err);
    if (st == RC_OK)
        st = rc_demo_file_open(co, "it/osqueryd.processes.log.zst", DEMO_ZSTD,
                               &file, err);
    if (st != RC_OK)
        return st;
    for (int day = 4; day < DEMO_DAYS; day += 7)
        for (uint32_t i = 0; i < co->workers; i++) {
            const struct demo_person *p = &co->people[i];

            /* once a week, and when a tool was used for a day or two */
            if (in_osquery(p))
                put_processes(co, rc_demo_file_buf(file), p,
                              p->tool && p->tool_from > day - 7 &&
                                      p->tool_from <= day
                                  ? p->tool_from
                                  : day);
            rc_demo_file_turn(file);
        }
    return rc_demo_file_close(file, err);
}
