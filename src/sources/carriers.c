/*
 * carriers.c -- parcels as UPS and FedEx themselves tell of them (JSON).
 *
 * UPS, GET /api/track/v1/details/{number}:
 *
 *     {"trackResponse": {"shipment": [{"inquiryNumber", "package": [{
 *         "trackingNumber",
 *         "packageAddress": [{"type": "DESTINATION", "attentionName",
 *                             "address": {"city", "stateProvince", ...}}],
 *         "deliveryInformation": {"receivedBy", "location": "Front Door"},
 *         "activity": [{"location": {"address": {...}},
 *                       "status": {"type": "D", "description"},
 *                       "date": "20260302", "time": "101500",
 *                       "gmtDate": "20260302", "gmtTime": "15:15:00"}]}]}]}}
 *
 * FedEx, POST /track/v1/trackingnumbers:
 *
 *     {"output": {"completeTrackResults": [{"trackResults": [{
 *         "trackingNumberInfo": {"trackingNumber"},
 *         "recipientInformation": {"address": {...}},
 *         "lastUpdatedDestinationAddress": {...},
 *         "deliveryDetails": {"receivedByName", "actualDeliveryAddress"},
 *         "scanEvents": [{"date": "2026-03-02T10:15:00-05:00",
 *                         "eventDescription", "scanLocation": {...}}]}]}]}}
 *
 * Every scan is an observation; the place is where the parcel goes, and of a
 * delivery where it was handed over and who signed.
 */
#include "sources/fill.h"

enum slot { SHIPMENTS, RESULTS, SLOTS };

static const char *const paths[SLOTS] = {
    [SHIPMENTS] = "trackResponse.shipment",
    [RESULTS] = "output.completeTrackResults",
};

static const char *const ups_marks[] = {"trackResponse.shipment", NULL};
static const char *const fedex_marks[] = {"output.completeTrackResults", NULL};

static bool ups_fill(const struct rc_fill *fill);
static bool fedex_fill(const struct rc_fill *fill);

#define NEEDS                                                                  \
    "an API client of the account that ships.  The tracking number ties a "    \
    "parcel to a worker: the asset desk's list (shipments) has both."
#define FEEDS                                                                  \
    "ship-address-change ship-state-mismatch third-party-pickup "              \
    "shared-ship-address device-geo-vs-ship"

const struct rc_source rc_source_ups_tracking = {
    .name = "ups-tracking",
    .vendor = "ups",
    .stream = "tracking",
    .title = "UPS tracking",
    .how = "GET https://onlinetools.ups.com/api/track/v1/details/NUMBER?"
           "returnSignature=false, each answer saved as it comes.",
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_SHIPMENT,
    .paths = paths,
    .path_count = SLOTS,
    .marks = ups_marks,
    .fill = ups_fill,
};

const struct rc_source rc_source_fedex_tracking = {
    .name = "fedex-tracking",
    .vendor = "fedex",
    .stream = "tracking",
    .title = "FedEx tracking",
    .how = "POST https://apis.fedex.com/track/v1/trackingnumbers with "
           "includeDetailedScans, each answer saved as it comes.",
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_SHIPMENT,
    .paths = paths,
    .path_count = SLOTS,
    .marks = fedex_marks,
    .fill = fedex_fill,
};

/* An address, as either carrier writes one. */
struct place {
    struct rc_slice street, city, region, postcode, country;
};

static bool
read_place(const struct rc_fill *fill, struct rc_slice raw, struct place *to)
{
    static const char *const PATHS[] = {
        "city",         "stateProvince", "stateOrProvinceCode",
        "postalCode",   "countryCode",   "country",
        "addressLine1", "streetLines[0]"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];

    if (!rc_fill_part(fill, &part, raw, v))
        return false;
    *to = (struct place){
        .street = rc_text_or(rc_value_text(&v[6]), rc_value_text(&v[7])),
        .city = rc_value_text(&v[0]),
        .region = rc_text_or(rc_value_text(&v[1]), rc_value_text(&v[2])),
        .postcode = rc_value_text(&v[3]),
        .country = rc_text_or(rc_value_text(&v[4]), rc_value_text(&v[5])),
    };
    return to->city.len || to->postcode.len || to->street.len;
}

static void
put_place(const struct place *place, struct rc_obs *obs)
{
    obs->address = place->street;
    obs->city = place->city;
    obs->region = place->region;
    obs->postcode = place->postcode;
    obs->country = place->country;
}

/* The scan's own words and place: "Arrived at Facility, Tulsa, OK". */
static void
put_reason(const struct rc_fill *fill, struct rc_slice words,
           const struct place *here, struct rc_obs *obs)
{
    obs->reason = rc_text_join(
        fill, ", ", (struct rc_slice[]){words, here->city, here->region}, 3);
}

/* UPS: digits and colons, as 20260302 and 101500 or 10:15:00. */
static struct rc_slice
moment_of(const struct rc_fill *fill, struct rc_slice date,
          struct rc_slice time, const char *zone)
{
    char clock[6];
    size_t digits = 0;

    for (size_t i = 0; i < time.len && digits < sizeof clock; i++)
        if (time.p[i] >= '0' && time.p[i] <= '9')
            clock[digits++] = time.p[i];
    if (date.len != 8 || digits < sizeof clock)
        return RC_SLICE_NONE;
    return rc_arena_print(fill->arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s",
                          date.p, date.p + 4, date.p + 6, clock, clock + 2,
                          clock + 4, zone);
}

static bool
take_activity(const struct rc_fill *fill, const struct rc_obs *parcel,
              struct rc_slice receiver, struct rc_slice activity)
{
    enum { TYPE, SAYS, DATE, TIME, GMT_DATE, GMT_TIME, HERE, CODE };
    static const char *const PATHS[] = {[TYPE] = "status.type",
                                        [SAYS] = "status.description",
                                        [DATE] = "date",
                                        [TIME] = "time",
                                        [GMT_DATE] = "gmtDate",
                                        [GMT_TIME] = "gmtTime",
                                        [HERE] = "location.address",
                                        [CODE] = "status.code"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_obs obs = *parcel;
    struct place here = {0};

    if (!rc_fill_part(fill, &part, activity, v))
        return false;
    if (!rc_text_time(fill,
                      moment_of(fill, rc_value_text(&v[GMT_DATE]),
                                rc_value_text(&v[GMT_TIME]), "Z"),
                      &obs.at_us, &obs) &&
        !rc_text_time(fill,
                      moment_of(fill, rc_value_text(&v[DATE]),
                                rc_value_text(&v[TIME]), ""),
                      &obs.at_us, &obs))
        return false;
    obs.action = rc_text_or(rc_value_text(&v[SAYS]), rc_value_text(&v[TYPE]));
    if (read_place(fill, v[HERE].text, &here) &&
        rc_slice_eq(rc_value_text(&v[TYPE]), RC_S("D")))
        put_place(&here, &obs);
    if (rc_slice_eq(rc_value_text(&v[TYPE]), RC_S("D")))
        obs.recipient = rc_text_or(receiver, obs.recipient);
    put_reason(fill, rc_value_text(&v[SAYS]), &here, &obs);
    return rc_fill_take(fill, &obs);
}

static bool
take_package(const struct rc_fill *fill, struct rc_slice inquiry,
             struct rc_slice package)
{
    enum { NUMBER, ADDRESSES, RECEIVER, ACTIVITY };
    static const char *const PATHS[] = {[NUMBER] = "trackingNumber",
                                        [ADDRESSES] = "packageAddress",
                                        [RECEIVER] =
                                            "deliveryInformation.receivedBy",
                                        [ACTIVITY] = "activity"};
    static const char *const ADDRESS[] = {"type", "attentionName", "name",
                                          "address"};
    static struct rc_part part = RC_PART(PATHS), address = RC_PART(ADDRESS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)], a[RC_PART_COUNT(ADDRESS)];
    struct rc_slice rest, element;
    struct rc_obs obs;
    bool any = false;

    if (!rc_fill_part(fill, &part, package, v))
        return false;
    rc_fill_begin(fill, fill->source, &obs);
    obs.app = RC_S("UPS");
    obs.tracking = rc_text_or(rc_value_text(&v[NUMBER]), inquiry);
    rest = v[ADDRESSES].text;
    while (v[ADDRESSES].type == RC_JSON_ARRAY &&
           rc_json_each(&rest, &element)) {
        struct place to;

        if (!rc_fill_part(fill, &address, element, a) ||
            !rc_slice_ieq(rc_value_text(&a[0]), RC_S("DESTINATION")))
            continue;
        obs.recipient = rc_text_or(rc_value_text(&a[1]), rc_value_text(&a[2]));
        if (read_place(fill, a[3].text, &to))
            put_place(&to, &obs);
    }
    rest = v[ACTIVITY].text;
    while (v[ACTIVITY].type == RC_JSON_ARRAY && rc_json_each(&rest, &element))
        any |= take_activity(fill, &obs, rc_value_text(&v[RECEIVER]), element);
    return any;
}

static bool
ups_fill(const struct rc_fill *fill)
{
    static const char *const PATHS[] = {"inquiryNumber", "package"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_slice rest = fill->slot[SHIPMENTS].text, shipment, package;
    bool any = false;

    if (fill->slot[SHIPMENTS].type != RC_JSON_ARRAY)
        return rc_fill_reject(fill, "no shipments (trackResponse.shipment)");
    while (rc_json_each(&rest, &shipment)) {
        if (!rc_fill_part(fill, &part, shipment, v) ||
            v[1].type != RC_JSON_ARRAY)
            continue;
        struct rc_slice packages = v[1].text;

        while (rc_json_each(&packages, &package))
            any |= take_package(fill, rc_value_text(&v[0]), package);
    }
    return any || rc_fill_skip(fill); /* "not found", nothing scanned yet */
}

static bool
take_scan(const struct rc_fill *fill, const struct rc_obs *parcel,
          struct rc_slice receiver, const struct place *handed_over,
          struct rc_slice scan)
{
    enum { AT, TYPE, SAYS, HERE, WHY };
    static const char *const PATHS[] = {[AT] = "date",
                                        [TYPE] = "eventType",
                                        [SAYS] = "eventDescription",
                                        [HERE] = "scanLocation",
                                        [WHY] = "exceptionDescription"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_obs obs = *parcel;
    struct place here = {0};
    bool delivered;

    if (!rc_fill_part(fill, &part, scan, v) ||
        !rc_text_time(fill, rc_value_text(&v[AT]), &obs.at_us, &obs))
        return false;
    obs.action = rc_text_or(rc_value_text(&v[SAYS]), rc_value_text(&v[TYPE]));
    delivered = rc_slice_eq(rc_value_text(&v[TYPE]), RC_S("DL"));
    if (delivered)
        obs.recipient = rc_text_or(receiver, obs.recipient);
    read_place(fill, v[HERE].text, &here);
    if (delivered && handed_over->city.len)
        put_place(handed_over, &obs);
    else if (delivered && here.city.len)
        put_place(&here, &obs);
    put_reason(fill,
               rc_text_or(rc_value_text(&v[WHY]), rc_value_text(&v[SAYS])),
               &here, &obs);
    return rc_fill_take(fill, &obs);
}

static bool
take_result(const struct rc_fill *fill, struct rc_slice result)
{
    enum { NUMBER, TO, LAST, ACTUAL, RECEIVER, SCANS, SIGNED };
    static const char *const PATHS[] = {
        [NUMBER] = "trackingNumberInfo.trackingNumber",
        [TO] = "recipientInformation.address",
        [LAST] = "lastUpdatedDestinationAddress",
        [ACTUAL] = "deliveryDetails.actualDeliveryAddress",
        [RECEIVER] = "deliveryDetails.receivedByName",
        [SCANS] = "scanEvents",
        [SIGNED] = "deliveryDetails.signedByName"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_slice rest, scan;
    struct place to, handed_over = {0};
    struct rc_obs obs;
    bool any = false;

    if (!rc_fill_part(fill, &part, result, v))
        return false;
    read_place(fill, v[ACTUAL].text, &handed_over);
    rc_fill_begin(fill, fill->source, &obs);
    obs.app = RC_S("FedEx");
    obs.tracking = rc_value_text(&v[NUMBER]);
    if (read_place(fill, v[LAST].text, &to) ||
        read_place(fill, v[TO].text, &to))
        put_place(&to, &obs);
    rest = v[SCANS].text;
    while (v[SCANS].type == RC_JSON_ARRAY && rc_json_each(&rest, &scan))
        any |= take_scan(
            fill, &obs,
            rc_text_or(rc_value_text(&v[SIGNED]), rc_value_text(&v[RECEIVER])),
            &handed_over, scan);
    return any;
}

static bool
fedex_fill(const struct rc_fill *fill)
{
    static const char *const PATHS[] = {"trackingNumber", "trackResults"};
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_slice rest = fill->slot[RESULTS].text, one, result;
    bool any = false;

    if (fill->slot[RESULTS].type != RC_JSON_ARRAY)
        return rc_fill_reject(fill, "no results (completeTrackResults)");
    while (rc_json_each(&rest, &one)) {
        if (!rc_fill_part(fill, &part, one, v) || v[1].type != RC_JSON_ARRAY)
            continue;
        struct rc_slice results = v[1].text;

        while (rc_json_each(&results, &result))
            any |= take_result(fill, result);
    }
    return any || rc_fill_skip(fill); /* not found, or not scanned yet */
}
