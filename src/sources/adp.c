/*
 * adp.c -- where pay goes, as ADP Workforce Now tells of it.
 *
 * Event notifications, and the same objects as the API answers:
 *
 *     {"events": [{"eventID", "eventNameCode":
 *                      {"codeValue": "worker.payDistribution.change"},
 *                  "creationDateTime", "effectiveDateTime",
 *                  "originator": {"associateOID"},
 *                  "data": {"eventContext": {"worker": {"associateOID",
 *                               "workerID": {"idValue"}}},
 *                           "output": {"payDistribution": DISTRIBUTION}}}]}
 *     {"payDistributions": [DISTRIBUTION]}
 *
 *     DISTRIBUTION = {"itemID", "associateOID",
 *         "distributionInstructions": [{
 *             "itemID", "paymentMethodCode": {"codeValue": "DD"},
 *             "depositAccount": {
 *                 "financialParty": {"nameCode": {"shortName"},
 *                                    "routingTransitID": {"idValue"}},
 *                 "financialAccount": {"accountNumber", "accountName",
 *                                      "typeCode": {"codeValue": "C"}}}}]}
 *
 * Every instruction is an observation; amounts and percentages are not read.
 * An event of another name is known and says nothing of pay.
 */
#include "sources/fill.h"

enum slot {
    EVENT_ID,
    NAME,
    CREATED,
    RECORDED,
    EFFECTIVE,
    BY,
    OID,
    WORKER,
    WORKER_OID,
    OUTPUT,
    TRANSFORM,
    OUTPUT_LIST,
    OWN,
    ITEM,
    OWN_OID,
    OWN_WORKER,
    OWN_FROM,
    SLOTS
};

#define WORKER_PATH "data.eventContext.worker."
#define LIST        "payDistribution.distributionInstructions"

static const char *const paths[SLOTS] = {
    [EVENT_ID] = "eventID",
    [NAME] = "eventNameCode.codeValue",
    [CREATED] = "creationDateTime",
    [RECORDED] = "recordDateTime",
    [EFFECTIVE] = "effectiveDateTime",
    [BY] = "originator.associateOID",
    [OID] = "data.eventContext.associateOID",
    [WORKER] = WORKER_PATH "workerID.idValue",
    [WORKER_OID] = WORKER_PATH "associateOID",
    [OUTPUT] = "data.output." LIST,
    [TRANSFORM] = "data.transform." LIST,
    [OUTPUT_LIST] = "data.output.worker.payDistributions[0]."
                    "distributionInstructions",
    [OWN] = "distributionInstructions",
    [ITEM] = "itemID",
    [OWN_OID] = "associateOID",
    [OWN_WORKER] = "workerID.idValue",
    [OWN_FROM] = "effectiveDate",
};

static const char *const marks[] = {
    "eventNameCode.codeValue=worker.*|distributionInstructions",
    "eventID|itemID|distributionInstructions", NULL};

static bool adp_fill(const struct rc_fill *fill);

const struct rc_source rc_source_adp_pay_distributions = {
    .name = "adp-pay-distributions",
    .vendor = "adp",
    .stream = "pay_distributions",
    .title = "ADP pay distribution changes",
    .how = "ADP API Central: event notifications (GET /core/v1/event-"
           "notification-messages, each message saved before it is deleted), "
           "or GET /payroll/v1/workers/{aoid}/pay-distributions.",
    .needs = "ADP API Central with the payroll data connector, and its event "
             "worker.payDistribution.change.",
    .feeds = "bank-account-churn shared-bank-account payroll-change-new-hire "
             "account-holder-name-mismatch digital-payment-payout",
    .kind = RC_OBS_PAYOUT_CHANGE,
    .paths = paths,
    .path_count = SLOTS,
    .marks = marks,
    .wants_kind = "payDistributions[]",
    .fill = adp_fill,
};

enum {
    I_ACCOUNT,
    I_HOLDER,
    I_BANK,
    I_BANK_LONG,
    I_ROUTING,
    I_SWIFT,
    I_IBAN,
    I_ITEM,
};

static bool
take_instruction(const struct rc_fill *fill, const struct rc_obs *event,
                 struct rc_slice instruction)
{
#define DEPOSIT "depositAccount."
    static const char *const PATHS[] = {
        [I_ACCOUNT] = DEPOSIT "financialAccount.accountNumber",
        [I_HOLDER] = DEPOSIT "financialAccount.accountName",
        [I_BANK] = DEPOSIT "financialParty.nameCode.shortName",
        [I_BANK_LONG] = DEPOSIT "financialParty.nameCode.longName",
        [I_ROUTING] = DEPOSIT "financialParty.routingTransitID.idValue",
        [I_SWIFT] = DEPOSIT "financialParty.SWIFTCode",
        [I_IBAN] = DEPOSIT "IBAN",
        [I_ITEM] = "itemID",
    };
    static struct rc_part part = RC_PART(PATHS);
    struct rc_json_value v[RC_PART_COUNT(PATHS)];
    struct rc_obs obs = *event;

    if (!rc_fill_part(fill, &part, instruction, v))
        return false;
    obs.payout_account =
        rc_text_or(rc_value_text(&v[I_ACCOUNT]), rc_value_text(&v[I_IBAN]));
    if (!obs.payout_account.len)
        return false; /* a cheque, or what is left goes to the last account */
    obs.payout_routing =
        rc_text_or(rc_value_text(&v[I_ROUTING]), rc_value_text(&v[I_SWIFT]));
    obs.payout_bank =
        rc_text_or(rc_value_text(&v[I_BANK]), rc_value_text(&v[I_BANK_LONG]));
    obs.recipient = rc_value_text(&v[I_HOLDER]);
    obs.record_uid = rc_text_or(obs.record_uid, rc_value_text(&v[I_ITEM]));
    return rc_fill_take(fill, &obs);
}

static const struct rc_json_value *
instructions(const struct rc_fill *fill)
{
    static const size_t places[] = {OUTPUT, TRANSFORM, OUTPUT_LIST};

    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (fill->slot[places[i]].type == RC_JSON_ARRAY)
            return &fill->slot[places[i]];
    return &fill->slot[OWN];
}

static bool
adp_fill(const struct rc_fill *fill)
{
    struct rc_slice rest, element, by;
    struct rc_obs obs;
    bool any = false;

    rc_fill_begin(fill, fill->source, &obs);
    obs.action = rc_fill_text(fill, NAME);
    if (obs.action.len &&
        rc_slice_ifind(obs.action, RC_S("payDistribution")) == SIZE_MAX)
        return rc_fill_skip(fill);
    obs.action = rc_text_or(obs.action, RC_S("pay_distribution"));
    obs.employee_number =
        rc_text_or(rc_fill_text(fill, WORKER), rc_fill_text(fill, OWN_WORKER));
    obs.user_uid = rc_text_or(
        rc_text_or(rc_fill_text(fill, WORKER_OID), rc_fill_text(fill, OID)),
        rc_fill_text(fill, OWN_OID));
    obs.user = rc_text_or(obs.employee_number, obs.user_uid);
    if (!obs.user.len)
        return rc_fill_reject(fill, "no worker (associateOID)");
    rc_fill_time(fill, EFFECTIVE, &obs.valid_from_us, NULL);
    if (obs.valid_from_us == RC_TIME_NONE)
        rc_fill_time(fill, OWN_FROM, &obs.valid_from_us, NULL);
    if (!rc_fill_time(fill, CREATED, &obs.at_us, &obs) &&
        !rc_fill_time(fill, RECORDED, &obs.at_us, &obs))
        obs.at_us = obs.valid_from_us;
    if (obs.at_us == RC_TIME_NONE)
        return rc_fill_reject(fill, "no time (creationDateTime)");
    obs.record_uid = rc_fill_text(fill, EVENT_ID);
    by = rc_fill_text(fill, BY);
    if (by.len && !rc_slice_eq(by, obs.user_uid))
        obs.reason = rc_text_join(
            fill, " ", (struct rc_slice[]){RC_S("changed by"), by}, 2);

    rest = instructions(fill)->text;
    while (instructions(fill)->type == RC_JSON_ARRAY &&
           rc_json_each(&rest, &element))
        any |= take_instruction(fill, &obs, element);
    return any || rc_fill_take(fill, &obs); /* changed, to what is not told */
}
