/*
 * easypost.c -- parcels as EasyPost follows them, whichever carrier has them.
 *
 *     {"id": "trk_...", "object": "Tracker", "tracking_code", "carrier",
 *      "status", "signed_by", "updated_at",
 *      "tracking_details": [{"message", "status": "delivered", "datetime",
 *          "tracking_location": {"city", "state", "country", "zip"}}],
 *      "carrier_detail": {"destination_location": "CHARLESTON SC, 29401",
 *          "destination_tracking_location": {...}}}
 *
 * Webhooks wrap it: {"object": "Event", "description": "tracker.updated",
 * "result": TRACKER}.
 *
 * Every scan is an observation.  The address is where the parcel goes; of the
 * last scan, the delivery, it is where it was handed over.
 */
#include "sources/table.h"

#define SCAN(T, path)  T "tracking_details[]." path
#define PLACE(T, path) T "carrier_detail.destination_tracking_location." path

#define ROWS(T)                                                                \
    RC_ROW_TIME(at_us, SCAN(T, "datetime") "|" T "updated_at|" T "created_at", \
                RC_CLOCK_UTC),                                                 \
        RC_ROW_TEXT(action, SCAN(T, "status") "|" T "status"),                 \
        RC_ROW_WHEN(":action", "delivered|available_for_pickup"),              \
        RC_ROW_TEXT(city, SCAN(T, "tracking_location.city")),                  \
        RC_ROW_TEXT(region, SCAN(T, "tracking_location.state")),               \
        RC_ROW_TEXT(postcode, SCAN(T, "tracking_location.zip")),               \
        RC_ROW_TEXT(country, SCAN(T, "tracking_location.country")),            \
        RC_ROW_TEXT(recipient, T "signed_by"),                                 \
        RC_ROW_WHEN(":action", "unknown|pre_transit|in_transit|"               \
                               "out_for_delivery|return_to_sender|failure|"    \
                               "cancelled|error"),                             \
        RC_ROW_TEXT(address, T "carrier_detail.destination_location"),         \
        RC_ROW_TEXT(city, PLACE(T, "city")),                                   \
        RC_ROW_TEXT(region, PLACE(T, "state")),                                \
        RC_ROW_TEXT(postcode, PLACE(T, "zip")),                                \
        RC_ROW_TEXT(country, PLACE(T, "country")), RC_ROW_ALWAYS,              \
        RC_ROW_TEXT(tracking, T "tracking_code"),                              \
        RC_ROW_TEXT(app, T "carrier"), RC_ROW_TEXT(record_uid, T "id"),        \
        RC_ROW_JOIN(                                                           \
            reason,                                                            \
            SCAN(T, "message") "|" SCAN(T, "tracking_location.city") "|" SCAN( \
                T, "tracking_location.state"),                                 \
            ", ")

#define HOW                                                                    \
    "GET https://api.easypost.com/v2/trackers, pages saved as they come; or "  \
    "Account Settings > Webhooks, event tracker.updated, each body stored as " \
    "received."
#define NEEDS                                                                  \
    "an API key.  The tracking number ties a parcel to a worker: the asset "   \
    "desk's shipment list (shipments) has both."
#define FEEDS                                                                  \
    "ship-address-change ship-state-mismatch third-party-pickup "              \
    "shared-ship-address device-geo-vs-ship"

static const struct rc_row rows[] = {ROWS("")};
static const struct rc_row event_rows[] = {ROWS("result.")};

static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .each = "tracking_details",
};
static struct rc_table event_table = {
    .rows = event_rows,
    .row_count = sizeof event_rows / sizeof *event_rows,
    .each = "result.tracking_details",
};

static const char *const marks[] = {"tracking_code", "tracking_details",
                                    "carrier|carrier_detail", NULL};
static const char *const event_marks[] = {
    "result.tracking_code", "result.tracking_details", "description", NULL};

const struct rc_source rc_source_easypost_trackers = {
    .name = "easypost-trackers",
    .vendor = "easypost",
    .stream = "tracker",
    .title = "EasyPost trackers",
    .how = HOW,
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_SHIPMENT,
    .marks = marks,
    .wants_kind = "trackers[]",
    .table = &table,
    .fill = rc_fill_by_table,
};

const struct rc_source rc_source_easypost_events = {
    .name = "easypost-events",
    .vendor = "easypost",
    .stream = "event",
    .title = "EasyPost tracker webhooks",
    .how = HOW,
    .needs = NEEDS,
    .feeds = FEEDS,
    .kind = RC_OBS_SHIPMENT,
    .marks = event_marks,
    .table = &event_table,
    .fill = rc_fill_by_table,
};
