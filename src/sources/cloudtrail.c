/*
 * cloudtrail.c -- AWS CloudTrail:
 *
 *     {"eventTime", "eventSource": "signin.amazonaws.com",
 *      "eventName": "ConsoleLogin", "sourceIPAddress", "userAgent",
 *      "userIdentity": {"type": "AssumedRole", "userName",
 *        "principalId": "AROAEXAMPLE:ann@example.com", "arn"},
 *      "errorCode", "responseElements": {"ConsoleLogin": "Success"},
 *      "additionalEventData": {"MFAUsed": "Yes"}}
 *
 * Who came through a role is told by the session's name, which single sign-on
 * makes the mail address: what stands behind the colon of principalId.  A
 * source address that is the name of an AWS service is nobody's.
 */
#include "sources/table.h"

static struct rc_slice
behind(struct rc_slice text, char mark)
{
    for (size_t i = text.len; i > 0; i--)
        if (text.p[i - 1] == mark)
            return (struct rc_slice){text.p + i, text.len - i};
    return RC_SLICE_NONE;
}

static const char *
name_session(const struct rc_fill *fill, const struct rc_slice *kept,
             struct rc_obs *obs)
{
    struct rc_slice session = behind(kept[0], ':');

    (void)fill;
    if (session.len && memchr(session.p, '@', session.len)) {
        obs->user = session;
        obs->email = session;
    } else if (!obs->user.len || rc_slice_eq(obs->user, obs->user_uid)) {
        obs->user = rc_text_or(session, behind(kept[1], '/'));
    }
    obs->user = rc_text_or(obs->user, rc_text_or(obs->user_uid, kept[1]));
    return NULL;
}

static const struct rc_row rows[] = {
    RC_ROW_TIME(at_us, "eventTime", RC_CLOCK_UTC),
    RC_ROW_TEXT(action, "eventName"),
    RC_ROW_KEEP(0, "userIdentity.principalId"),
    RC_ROW_KEEP(1, "userIdentity.arn"),
    RC_ROW_WHEN(":action", "AssumeRoleWith*"),
    RC_ROW_TEXT(user, "requestParameters.roleSessionName|"
                      "userIdentity.userName"),
    RC_ROW_WHEN("userIdentity.type", "Root"),
    RC_ROW_SAY(user, "root"),
    RC_ROW_ALWAYS,
    RC_ROW_TEXT(user, "userIdentity.userName|userIdentity.onBehalfOf.userId|"
                      "additionalEventData.UserName"),
    RC_ROW_TEXT(user_uid, "userIdentity.principalId|userIdentity.accountId|"
                          "userIdentity.invokedBy"),
    RC_ROW_IP(src_ip, "sourceIPAddress"),
    RC_ROW_TEXT(user_agent, "userAgent"),
    RC_ROW_TEXT(app, "eventSource"),
    RC_ROW_TEXT(record_uid, "eventID"),
    RC_ROW_TEXT(region, "additionalEventData.region"),
    RC_ROW_TEXT(reason, "errorCode|errorMessage"),
    RC_ROW_TEXT(recipient, "requestParameters.userName|"
                           "requestParameters.roleArn"),
    RC_ROW_KIND(SIGN_IN, ":action",
                "ConsoleLogin|AssumeRole*|GetSigninToken|SwitchRole|"
                "Authenticate|UserAuthentication|GetSessionToken|"
                "GetFederationToken|CheckMfa|Federate|CredentialVerification|"
                "CredentialChallenge"),
    RC_ROW_KIND(ACCOUNT_CHANGE, ":app",
                "iam.*|sso-directory.*|identitystore.*|organizations.*"),
    RC_ROW_KIND(CODE, ":app", "codecommit.*"),
    RC_ROW_FLAG(RC_IS_MFA,
                "additionalEventData.MFAUsed|"
                "userIdentity.sessionContext.attributes.mfaAuthenticated",
                NULL, NULL),
    RC_ROW_OUTCOME("responseElements.ConsoleLogin|"
                   "responseElements.CredentialVerification|"
                   "responseElements.CheckMfa",
                   "Success", "Failure"),
    RC_ROW_OUTCOME("errorCode|errorMessage", NULL, "*"),
    RC_ROW_OUTCOME(":action", "*", NULL),
};
static struct rc_table table = {
    .rows = rows,
    .row_count = sizeof rows / sizeof *rows,
    .more = name_session,
};
static const char *const marks[] = {"eventSource", "eventName", "eventTime",
                                    "userIdentity|awsRegion", NULL};

const struct rc_source rc_source_aws_cloudtrail = {
    .name = "aws-cloudtrail",
    .vendor = "aws",
    .stream = "cloudtrail",
    .title = "AWS CloudTrail",
    .how = "the files of a trail in S3 as they come (gzip), or aws cloudtrail "
           "lookup-events.",
    .needs = "any account; a trail for more than 90 days.",
    .feeds = "claimed-vs-network-location impossible-travel-new-hire "
             "egress-ip-shared-personas odd-hours post-termination-access",
    .kind = RC_OBS_ACCESS,
    .marks = marks,
    .wants_kind = "Records[]",
    .table = &table,
    .fill = rc_fill_by_table,
};
