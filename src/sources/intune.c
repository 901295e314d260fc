/*
 * intune.c -- Microsoft Intune managedDevices, with what runs on them:
 *
 *     {"id", "deviceName", "serialNumber", "userPrincipalName",
 *      "manufacturer", "model", "operatingSystem", "osVersion",
 *      "managedDeviceOwnerType": "company",    or "personal"
 *      "complianceState": "compliant", "lastSyncDateTime",
 *      "wiFiMacAddress", "azureADDeviceId",
 *      "detectedApps": [{"displayName": "AnyDesk", "version": "8.0.9"}]}
 *
 * One observation of the device and one of each detected application, all with
 * the same user and device.  The list of devices has no detectedApps: those
 * come with one device at a time ($expand).  Intune writes year 1 and 9999 for
 * "never", and an identifier of zeros for "nobody".
 */
#include "sources/fill.h"

enum slot {
    ID,
    NAME,
    SERIAL,
    HARDWARE_SERIAL,
    UPN,
    EMAIL,
    USER_NAME,
    USER_ID,
    PHONE,
    MAKER,
    MODEL,
    OS,
    OS_VERSION,
    WIFI_MAC,
    ETHERNET_MAC,
    AAD_ID,
    SYNCED,
    OWNER,
    OWNER_BETA,
    COMPLIANCE,
    APPS,
    SLOTS
};

static const char *const paths[SLOTS] = {
    [ID] = "id",
    [NAME] = "deviceName",
    [SERIAL] = "serialNumber",
    [HARDWARE_SERIAL] = "hardwareInformation.serialNumber",
    [UPN] = "userPrincipalName",
    [EMAIL] = "emailAddress",
    [USER_NAME] = "userDisplayName",
    [USER_ID] = "userId",
    [PHONE] = "phoneNumber",
    [MAKER] = "manufacturer",
    [MODEL] = "model",
    [OS] = "operatingSystem",
    [OS_VERSION] = "osVersion",
    [WIFI_MAC] = "wiFiMacAddress",
    [ETHERNET_MAC] = "ethernetMacAddress",
    [AAD_ID] = "azureADDeviceId",
    [SYNCED] = "lastSyncDateTime",
    [OWNER] = "managedDeviceOwnerType",
    [OWNER_BETA] = "ownerType",
    [COMPLIANCE] = "complianceState",
    [APPS] = "detectedApps",
};

static const char *const marks[] = {
    "deviceName", "serialNumber|azureADDeviceId",
    "managedDeviceOwnerType|ownerType|managementAgent|complianceState",
    "lastSyncDateTime|enrolledDateTime", NULL};

static bool intune_fill(const struct rc_fill *fill);

const struct rc_source rc_source_intune_devices = {
    .name = "intune-devices",
    .vendor = "intune",
    .stream = "managed_devices",
    .title = "Microsoft Intune managed devices",
    .how = "Graph: GET /deviceManagement/managedDevices, and for software "
           "GET /deviceManagement/managedDevices/{id}?$expand=detectedApps "
           "(beta); answers saved as they come.",
    .needs = "an Intune licence for the user; permission "
             "DeviceManagementManagedDevices.Read.All.  Application inventory "
             "of personal devices covers managed applications only.",
    .feeds = "asset-serial-mismatch corporate-laptop-unused "
             "remote-tool-unsanctioned second-remote-tool virtual-camera "
             "mouse-jiggler shared-phone",
    .kind = RC_OBS_DEVICE,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "value[]",
    .fill = intune_fill,
};

static struct rc_slice
not_zeros(struct rc_slice id)
{
    for (size_t i = 0; i < id.len; i++)
        if (id.p[i] != '0' && id.p[i] != '-')
            return id;
    return RC_SLICE_NONE;
}

/* "Dell Inc. Latitude 5440"; the maker is not said twice. */
static struct rc_slice
model_of(const struct rc_fill *fill)
{
    struct rc_slice maker = rc_fill_text(fill, MAKER);
    struct rc_slice model = rc_fill_text(fill, MODEL);

    if (maker.len && rc_slice_ifind(model, maker) == 0)
        return model;
    return rc_text_join(fill, " ", (struct rc_slice[]){maker, model}, 2);
}

static void
fill_state(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice owner =
        rc_text_or(rc_fill_text(fill, OWNER), rc_fill_text(fill, OWNER_BETA));
    struct rc_slice state = rc_fill_text(fill, COMPLIANCE);
    bool company = rc_slice_ieq(owner, RC_S("company"));

    if (company || rc_slice_ieq(owner, RC_S("personal"))) {
        rc_obs_tell(obs, RC_IS_MANAGED, company);
        rc_obs_tell(obs, RC_IS_PERSONAL, !company);
    }
    if (rc_slice_ieq(state, RC_S("compliant")))
        rc_obs_tell(obs, RC_IS_COMPLIANT, true);
    else if (rc_slice_ieq(state, RC_S("noncompliant")))
        rc_obs_tell(obs, RC_IS_COMPLIANT, false);
}

/* The applications, each beside a copy of what is known of the device. */
static void
take_apps(const struct rc_fill *fill, const struct rc_obs *device)
{
    static const char *const APP[] = {"displayName", "version", "id"};
    static struct rc_part app = RC_PART(APP);
    struct rc_slice rest = fill->slot[APPS].text, element;
    struct rc_json_value v[RC_PART_COUNT(APP)];

    while (rc_json_each(&rest, &element)) {
        struct rc_obs obs = *device;

        if (!rc_fill_part(fill, &app, element, v))
            continue;
        obs.kind = RC_OBS_SOFTWARE;
        obs.action = RC_S("detected_app");
        obs.app = rc_value_text(&v[0]);
        obs.app_version = rc_value_text(&v[1]);
        obs.record_uid = rc_value_text(&v[2]);
        obs.phone = RC_SLICE_NONE;
        if (obs.app.len)
            rc_fill_take(fill, &obs);
    }
}

static bool
intune_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_intune_devices, &obs);
    obs.action = RC_S("managed_device");
    rc_fill_time(fill, SYNCED, &obs.at_us, &obs);
    if (obs.at_us != RC_TIME_NONE) {
        int year = rc_civil_of(obs.at_us).year;

        if (year <= 1 || year >= 9999)
            obs.at_us = RC_TIME_NONE; /* never */
    }
    obs.record_uid = rc_fill_text(fill, ID);
    obs.user_uid = not_zeros(rc_fill_text(fill, USER_ID));
    obs.user_name = rc_fill_text(fill, USER_NAME);
    obs.email = rc_fill_text(fill, EMAIL);
    obs.user = rc_text_or(rc_fill_text(fill, UPN),
                          rc_text_or(obs.email, obs.user_uid));
    obs.phone = rc_fill_text(fill, PHONE);
    obs.device = rc_fill_text(fill, NAME);
    obs.device_uid =
        rc_text_or(not_zeros(rc_fill_text(fill, AAD_ID)), obs.record_uid);
    obs.device_serial = rc_text_or(rc_fill_text(fill, SERIAL),
                                   rc_fill_text(fill, HARDWARE_SERIAL));
    obs.device_model = model_of(fill);
    obs.os = rc_text_join(fill, " ",
                          (struct rc_slice[]){rc_fill_text(fill, OS),
                                              rc_fill_text(fill, OS_VERSION)},
                          2);
    obs.hardware_address = rc_text_or(rc_fill_text(fill, WIFI_MAC),
                                      rc_fill_text(fill, ETHERNET_MAC));
    fill_state(fill, &obs);
    if (!obs.device.len && !obs.device_serial.len && !obs.record_uid.len)
        return rc_fill_reject(fill, "no device (deviceName, serialNumber, id)");
    rc_fill_take(fill, &obs);
    if (fill->slot[APPS].type == RC_JSON_ARRAY)
        take_apps(fill, &obs);
    return true;
}
