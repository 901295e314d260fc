/*
 * shipment.c -- where a worker's equipment went: one event of one parcel a row.
 *
 *     Serial Number,Tracking Number,Carrier,Employee ID,Status,Event Date,...
 *     5CG0112XYZ,1Z999AA10123456784,UPS,10042,Redirected,2026-03-02 10:05,...
 *
 * The status stays as it is written (ordered, shipped, redirected, address
 * changed, delivered, picked up): detectors know the words.  The address is
 * where the parcel goes as of this event; one that changed gives two rows, or
 * one with the previous address in a column of its own.  Who signed stands in
 * `recipient`, and who it was sent to when nobody has.
 */
#include "sources/fill.h"

enum slot {
    ORDER,
    ASSET,
    SERIAL,
    MODEL,
    TRACKING,
    CARRIER,
    EMPLOYEE,
    EMAIL,
    NAME,
    SENT_TO,
    RECEIVED_BY,
    ADDRESS,
    ADDRESS_1,
    ADDRESS_2,
    CITY,
    REGION,
    POSTCODE,
    COUNTRY,
    OLD_ADDRESS,
    PHONE,
    STATUS,
    AT,
    NOTE,
    SLOTS
};

static const struct rc_column columns[SLOTS] = {
    [ORDER] = {"record_uid|Order|Order Number|Order ID|Order No|Order #|"
               "PO Number|Request ID|Shipment ID|Shipment Number|Ticket",
               false},
    [ASSET] = {"device|Asset Tag|Asset|Asset ID|Asset Name|Device Name|"
               "Hostname",
               false},
    [SERIAL] = {"device_serial|Serial Number|Serial|Serial No|Serial #|"
                "Device Serial|Device Serial Number|S/N",
                false},
    [MODEL] = {"device_model|Model|Device Model|Item Description|Item|"
               "Product|Description|Equipment",
               false},
    [TRACKING] = {"tracking|Tracking Number|Tracking No|Tracking #|"
                  "Tracking ID|Tracking Code|Waybill|AWB|Consignment",
                  true},
    [CARRIER] = {"app|Carrier|Shipping Carrier|Courier|Carrier Name|"
                 "Shipping Method|Ship Method",
                 false},
    [EMPLOYEE] = {"employee_number|Employee ID|Worker ID|Employee Number|"
                  "Employee #|Employee No|Emp ID|Emp No|Personnel Number|"
                  "Staff ID|Assigned To ID",
                  false},
    [EMAIL] = {"email|Employee Email|Email Address|Work Email|"
               "Recipient Email|Assigned To Email|E-mail|Assigned To",
               false},
    [NAME] = {"user_name|Employee Name|Worker|Worker Name|Assignee|Employee",
              false},
    [SENT_TO] = {"recipient|Recipient Name|Sent To|Ship To Name|Ship-To Name|"
                 "Deliver To|Attention|Attn|Consignee|Contact Name|Name",
                 false},
    [RECEIVED_BY] = {"received_by|Signed By|Received By Name|Signed For By|"
                     "Signature|Delivered To|Picked Up By|Collected By|"
                     "Proof of Delivery Name",
                     false},
    [ADDRESS] = {"address|Ship-to Address|Ship To Address|Shipping Address|"
                 "Delivery Address|Destination Address|Destination|Ship To|"
                 "New Address",
                 false},
    [ADDRESS_1] = {"address_1|Address Line 1|Ship To Address 1|"
                   "Ship To Address Line 1|Shipping Address 1|Ship To Street|"
                   "Street Address|Street",
                   false},
    [ADDRESS_2] = {"address_2|Address Line 2|Ship To Address 2|"
                   "Ship To Address Line 2|Shipping Address 2|Apartment|Unit",
                   false},
    [CITY] = {"city|Ship To City|Shipping City|Destination City|"
              "Delivery City|Town",
              false},
    [REGION] = {"region|State|Province|State/Province|State/Region|"
                "Ship To State|Shipping State|Destination State|"
                "Delivery State|Ship To Province",
                false},
    [POSTCODE] = {"postcode|Zip|Zip Code|Postal Code|Zip/Postal Code|"
                  "Ship To Zip|Ship To Postal Code|Shipping Zip|"
                  "Destination Zip|Delivery Zip|Post Code",
                  false},
    [COUNTRY] = {"country|Ship To Country|Shipping Country|"
                 "Destination Country|Delivery Country|Country Code",
                 false},
    [OLD_ADDRESS] = {"old_value|Previous Address|Original Address|"
                     "Old Address|Original Ship-to Address|Changed From",
                     false},
    [PHONE] = {"phone|Phone Number|Recipient Phone|Contact Phone|"
               "Ship To Phone",
               false},
    [STATUS] = {"action|Status|Event|Event Type|Shipment Status|"
                "Delivery Status|Tracking Status|Event Description|Milestone|"
                "Activity",
                true},
    [AT] = {"at_us|Event Date|Event Time|Event Date/Time|Event Timestamp|"
            "Timestamp|Date|Date/Time|Status Date|Status Time|Updated At|"
            "Last Update|Activity Date|Ship Date|Shipped Date|Delivery Date|"
            "Delivered At|Order Date",
            false},
    [NOTE] = {"reason|Notes|Note|Comment|Comments|Details|Remarks", false},
};

static bool shipment_fill(const struct rc_fill *fill);

const struct rc_source rc_source_shipments = {
    .name = "shipments",
    .vendor = "shipping",
    .stream = "shipments",
    .title = "Equipment shipments",
    .how = "the asset desk's or reseller's shipment report as CSV, one row an "
           "event: ordered, shipped, redirected, address changed, delivered, "
           "picked up.  The carrier's own report does when the worker's "
           "number or mail is added to it.",
    .needs = "the tracking number, a status with its time, and the worker "
             "(number, mail, or the device's serial).  Who signed and where it "
             "was delivered come with the carrier's proof of delivery.",
    .feeds = "ship-address-change ship-state-mismatch "
             "ship-to-forwarder-or-pobox third-party-pickup "
             "shared-ship-address device-geo-vs-ship laptop-farm-colocation "
             "asset-serial-mismatch",
    .kind = RC_OBS_SHIPMENT,
    .columns = columns,
    .column_count = SLOTS,
    .fill = shipment_fill,
};

static bool
has_at(struct rc_slice text)
{
    return text.len && memchr(text.p, '@', text.len);
}

static void
fill_people(const struct rc_fill *fill, struct rc_obs *obs)
{
    struct rc_slice sent_to = rc_fill_text(fill, SENT_TO);

    obs->employee_number = rc_fill_text(fill, EMPLOYEE);
    obs->email = rc_fill_text(fill, EMAIL);
    if (obs->email.len && !has_at(obs->email)) { /* "Assigned To" is a name */
        obs->user_name = obs->email;
        obs->email = RC_SLICE_NONE;
    }
    if (!obs->email.len && has_at(sent_to))
        obs->email = sent_to;
    obs->user = rc_text_or(obs->email, obs->employee_number);
    obs->user_name = rc_text_or(rc_fill_text(fill, NAME),
                                rc_text_or(obs->user_name, sent_to));
    obs->recipient = rc_text_or(rc_fill_text(fill, RECEIVED_BY), sent_to);
    obs->phone = rc_fill_text(fill, PHONE);
}

static bool
shipment_fill(const struct rc_fill *fill)
{
    struct rc_obs obs;

    rc_fill_begin(fill, &rc_source_shipments, &obs);
    if (!rc_fill_time(fill, AT, &obs.at_us, &obs))
        return rc_fill_reject(fill, "no time (Event Date)");
    obs.action = rc_fill_text(fill, STATUS);
    if (!obs.action.len)
        return rc_fill_reject(fill, "no status (Status, Event)");
    fill_people(fill, &obs);
    obs.record_uid = rc_fill_text(fill, ORDER);
    obs.device = rc_fill_text(fill, ASSET);
    obs.device_serial = rc_fill_text(fill, SERIAL);
    obs.device_model = rc_fill_text(fill, MODEL);
    obs.tracking = rc_fill_text(fill, TRACKING);
    obs.app = rc_fill_text(fill, CARRIER);
    if (!obs.user.len && !obs.user_name.len && !obs.device_serial.len &&
        !obs.device.len && !obs.tracking.len)
        return rc_fill_reject(fill, "neither worker, device nor parcel");

    obs.address = rc_text_join(
        fill, ", ",
        (struct rc_slice[]){rc_text_or(rc_fill_text(fill, ADDRESS),
                                       rc_fill_text(fill, ADDRESS_1)),
                            rc_fill_text(fill, ADDRESS_2)},
        2);
    obs.city = rc_fill_text(fill, CITY);
    obs.region = rc_fill_text(fill, REGION);
    obs.postcode = rc_fill_text(fill, POSTCODE);
    obs.country = rc_fill_text(fill, COUNTRY);
    obs.old_value = rc_fill_text(fill, OLD_ADDRESS);
    obs.reason = rc_fill_text(fill, NOTE);
    return rc_fill_take(fill, &obs);
}
