/*
 * osquery.c -- results of scheduled queries, as osqueryd and Fleet log them:
 *
 *     {"name": "pack_hardware_usb_devices",    the query, pack before it
 *      "action": "added",                      or removed, or snapshot
 *      "hostIdentifier": "lt-7", "unixTime": 1768231200 or "1768231200",
 *      "decorations": {"host_uuid", "hardware_serial", "username"},
 *      "columns": {"vendor": "...", "model": "...", "serial": "..."}}
 *
 * A snapshot has all its rows at once, {"snapshot": [{...}, {...}]}, or one row
 * a line under "columns".  The table that a query reads is not in the record:
 * the query's name has to say it, which with the packs that people use it does
 * (usb_devices, programs, processes, ...).  Columns are read by name, whatever
 * the table.  A removed row keeps the word as its reason: it says that the
 * thing went away, not that it is there.
 */
#include "sources/fill.h"

enum slot {
    NAME,
    ACTION,
    HOST,
    UNIX_TIME,
    CALENDAR_TIME,
    COLUMNS,
    SNAPSHOT,
    HOST_UUID,
    HOST_NAME,
    SERIAL,
    USERNAME,
    SLOTS
};

static const char *const paths[SLOTS] = {
    [NAME] = "name",
    [ACTION] = "action",
    [HOST] = "hostIdentifier",
    [UNIX_TIME] = "unixTime",
    [CALENDAR_TIME] = "calendarTime",
    [COLUMNS] = "columns",
    [SNAPSHOT] = "snapshot",
    [HOST_UUID] = "decorations.host_uuid",
    [HOST_NAME] = "decorations.hostname",
    [SERIAL] = "decorations.hardware_serial",
    [USERNAME] = "decorations.username",
};

static const char *const marks[] = {"name", "columns|snapshot",
                                    "hostIdentifier|unixTime|action", NULL};

static bool osquery_fill(const struct rc_fill *fill);

const struct rc_source rc_source_osquery_results = {
    .name = "osquery-results",
    .vendor = "osquery",
    .stream = "results",
    .title = "osquery results",
    .how = "osqueryd's filesystem logger (osqueryd.results.log, "
           "osqueryd.snapshots.log), or Fleet's result log destination.",
    .needs = "osquery on the devices, and scheduled queries whose names say "
             "their table: usb_devices, programs, apps, chrome_extensions, "
             "processes, system_info.  Decorations host_uuid, "
             "hardware_serial and username make the join.",
    .feeds = "ip-kvm-usb virtual-camera remote-tool-unsanctioned "
             "second-remote-tool remote-tool-first-days unattended-crd-setup "
             "mouse-jiggler asset-serial-mismatch",
    .kind = RC_OBS_OTHER,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .fill = osquery_fill,
};

/* The first part of a query's name that is known decides. */
static enum rc_obs_kind
kind_of(struct rc_slice query)
{
    static const struct {
        struct rc_slice part;
        enum rc_obs_kind kind;
    } known[] = {
        {{"usb", 3}, RC_OBS_PERIPHERAL},
        {{"video", 5}, RC_OBS_PERIPHERAL},
        {{"camera", 6}, RC_OBS_PERIPHERAL},
        {{"pci_devices", 11}, RC_OBS_PERIPHERAL},
        {{"system_info", 11}, RC_OBS_DEVICE},
        {{"process", 7}, RC_OBS_PROCESS},
        {{"programs", 8}, RC_OBS_SOFTWARE},
        {{"application", 11}, RC_OBS_SOFTWARE},
        {{"apps", 4}, RC_OBS_SOFTWARE},
        {{"package", 7}, RC_OBS_SOFTWARE},
        {{"homebrew", 8}, RC_OBS_SOFTWARE},
        {{"extension", 9}, RC_OBS_SOFTWARE},
        {{"addons", 6}, RC_OBS_SOFTWARE},
        {{"plugins", 7}, RC_OBS_SOFTWARE},
        {{"software", 8}, RC_OBS_SOFTWARE},
    };

    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (rc_slice_ifind(query, known[i].part) != SIZE_MAX)
            return known[i].kind;
    return RC_OBS_OTHER;
}

enum {
    C_NAME,
    C_VERSION,
    C_SHORT_VERSION,
    C_PATH,
    C_LOCATION,
    C_COMMAND,
    C_VENDOR,
    C_VENDOR_ID,
    C_MODEL,
    C_MODEL_ID,
    C_SERIAL,
    C_USERNAME,
    C_COMPUTER,
    C_HOST,
    C_HW_VENDOR,
    C_HW_MODEL,
    C_HW_SERIAL,
    C_UUID
};
static const char *const COLUMN_PATHS[] = {
    [C_NAME] = "name",
    [C_VERSION] = "version",
    [C_SHORT_VERSION] = "bundle_short_version",
    [C_PATH] = "path",
    [C_LOCATION] = "install_location",
    [C_COMMAND] = "cmdline",
    [C_VENDOR] = "vendor",
    [C_VENDOR_ID] = "vendor_id",
    [C_MODEL] = "model",
    [C_MODEL_ID] = "model_id",
    [C_SERIAL] = "serial",
    [C_USERNAME] = "username",
    [C_COMPUTER] = "computer_name",
    [C_HOST] = "hostname",
    [C_HW_VENDOR] = "hardware_vendor",
    [C_HW_MODEL] = "hardware_model",
    [C_HW_SERIAL] = "hardware_serial",
    [C_UUID] = "uuid",
};
static struct rc_part columns_part = RC_PART(COLUMN_PATHS);

static struct rc_slice
words(const struct rc_fill *fill, struct rc_slice a, struct rc_slice b)
{
    return rc_text_join(fill, " ", (struct rc_slice[]){a, b}, 2);
}

/* "Generic HDMI to USB capture [1d6b:0104]": the numbers tell a thing whose
 * names are made up. */
static struct rc_slice
peripheral_of(const struct rc_fill *fill, const struct rc_slice *c)
{
    struct rc_slice name =
        words(fill, c[C_VENDOR], rc_text_or(c[C_MODEL], c[C_NAME]));

    if (!c[C_VENDOR_ID].len || !c[C_MODEL_ID].len)
        return name;
    return words(fill, name,
                 rc_arena_print(fill->arena, "[%.*s:%.*s]",
                                RC_FMT(c[C_VENDOR_ID]), RC_FMT(c[C_MODEL_ID])));
}

static void
fill_columns(const struct rc_fill *fill, const struct rc_slice *c,
             struct rc_obs *obs)
{
    switch (obs->kind) {
    case RC_OBS_PERIPHERAL:
        /* device and device_serial stay the computer's: it is whose record
         * this is, and cheap things share a serial of zeros */
        obs->device_model = peripheral_of(fill, c);
        obs->record_uid = c[C_SERIAL];
        if (rc_slice_ifind(obs->action, RC_S("video")) != SIZE_MAX ||
            rc_slice_ifind(obs->action, RC_S("camera")) != SIZE_MAX)
            obs->camera = rc_text_or(c[C_MODEL], c[C_NAME]);
        break;
    case RC_OBS_DEVICE:
        obs->device =
            rc_text_or(rc_text_or(c[C_COMPUTER], c[C_HOST]), obs->device);
        obs->device_model = words(fill, c[C_HW_VENDOR], c[C_HW_MODEL]);
        obs->device_serial = rc_text_or(c[C_HW_SERIAL], obs->device_serial);
        obs->device_uid = rc_text_or(c[C_UUID], obs->device_uid);
        break;
    case RC_OBS_PROCESS:
        obs->app = c[C_NAME];
        obs->path = rc_text_or(c[C_COMMAND], c[C_PATH]);
        break;
    case RC_OBS_SOFTWARE:
        obs->app = c[C_NAME];
        obs->app_version = rc_text_or(c[C_SHORT_VERSION], c[C_VERSION]);
        obs->path = rc_text_or(c[C_PATH], c[C_LOCATION]);
        break;
    default:
        break;
    }
    obs->user = rc_text_or(obs->user, c[C_USERNAME]);
}

static bool
take_row(const struct rc_fill *fill, const struct rc_obs *host,
         struct rc_slice row)
{
    struct rc_json_value v[RC_PART_COUNT(COLUMN_PATHS)];
    struct rc_slice c[RC_PART_COUNT(COLUMN_PATHS)];
    struct rc_obs obs = *host;

    if (!rc_fill_part(fill, &columns_part, row, v))
        return false;
    for (size_t i = 0; i < RC_PART_COUNT(COLUMN_PATHS); i++)
        c[i] = rc_value_text(&v[i]);
    fill_columns(fill, c, &obs);
    return rc_fill_take(fill, &obs);
}

static bool
osquery_fill(const struct rc_fill *fill)
{
    const struct rc_json_value *rows = &fill->slot[SNAPSHOT];
    struct rc_slice rest = rows->text, row;
    struct rc_obs obs;
    unsigned taken = 0;

    rc_fill_begin(fill, &rc_source_osquery_results, &obs);
    if (!rc_fill_time(fill, UNIX_TIME, &obs.at_us, &obs))
        rc_fill_time(fill, CALENDAR_TIME, &obs.at_us, &obs);
    obs.action = rc_fill_text(fill, NAME);
    obs.kind = kind_of(obs.action);
    obs.device =
        rc_text_or(rc_fill_text(fill, HOST), rc_fill_text(fill, HOST_NAME));
    obs.device_uid = rc_fill_text(fill, HOST_UUID);
    obs.device_serial = rc_fill_text(fill, SERIAL);
    obs.user = rc_fill_text(fill, USERNAME);
    if (rc_slice_eq(rc_fill_text(fill, ACTION), RC_S("removed")))
        obs.reason = RC_S("removed");

    if (fill->slot[COLUMNS].type == RC_JSON_OBJECT)
        return take_row(fill, &obs, fill->slot[COLUMNS].text) ||
               rc_fill_reject(fill, "columns cannot be read");
    if (rows->type == RC_JSON_OBJECT)
        return take_row(fill, &obs, rows->text) ||
               rc_fill_reject(fill, "snapshot cannot be read");
    if (rows->type != RC_JSON_ARRAY)
        return rc_fill_reject(fill, "no rows (columns, snapshot)");
    while (rc_json_each(&rest, &row))
        taken += take_row(fill, &obs, row);
    return taken ? true : rc_fill_skip(fill); /* a query that found nothing */
}
