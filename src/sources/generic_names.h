/*
 * generic_names.h -- the names under which records of anybody say who, when
 * and from where: one table, for the generic readers (generic*.c).
 *
 * As columns (CSV, W3C logs) and keys (pairs, CEF, LEEF) they are compared
 * without case; the first of each is also the path under which generic.c's
 * table looks for it.  Those with dots are paths of JSON.
 */
#ifndef RC_SOURCES_GENERIC_NAMES_H
#define RC_SOURCES_GENERIC_NAMES_H

#define NAMES_TIME                                                             \
    "timestamp|@timestamp|time|event_time|eventTime|datetime|date_time|"       \
    "created_at|createdAt|ts"
/* of CSV and pairs alone */
#define NAMES_TIME_MORE                                                        \
    "rt|devTime|event time|time stamp|date/time|date and time|"                \
    "time (utc)|timestamp (utc)|logged at|event date|when|_time|"              \
    "event_timestamp|occurred_at|login time|sign-in time|activity date"
#define NAMES_USER                                                             \
    "user|username|user_name|userName|user.name|login|account|actor|"          \
    "actor.name|userId|user_id"
#define NAMES_USER_MORE                                                        \
    "suser|usrName|cs-username|duser|account name|accountName|user id|"        \
    "principal|login name|member|employee|user principal "                     \
    "name|userprincipalname|"                                                  \
    "identSrc|srcuser|src_user|unauthuser|logon name|uname"
#define NAMES_EMAIL                                                            \
    "email|mail|userEmail|user_email|user.email|actor.email|email address|"    \
    "user email|e-mail"
#define NAMES_IP                                                               \
    "src_ip|ip|ip_address|ipAddress|client_ip|clientIp|source_ip|"             \
    "sourceIPAddress|remote_ip|client.ip|source.ip"
#define NAMES_IP_MORE                                                          \
    "src|c-ip|srcip|remote_addr|client|source address|source|client "          \
    "address|ip address|"                                                      \
    "source ip|client ip|remote address|remip|from_ip|address|srcaddr|"        \
    "rhost|remote_host|public ip|public_ip|ipaddr|sourceip|x-forwarded-for"
#define NAMES_ACTION                                                           \
    "action|event_type|eventType|eventName|event|activity|operation|type"
#define NAMES_ACTION_MORE                                                      \
    "act|cs-method|event_name|event name|event type|cat|eventid|event "        \
    "id|activity type|"                                                        \
    "operation name|msgid|command|verb"
#define NAMES_OUTCOME "outcome|result|status|success"
#define NAMES_OUTCOME_MORE                                                     \
    "sc-status|eventoutcome|disposition|decision|verdict|login status|res|"    \
    "result status|response"
#define NAMES_DEVICE "device|hostname|host|device_name|device.name"
#define NAMES_DEVICE_MORE                                                      \
    "shost|computer|devicename|computer name|computername|device "             \
    "name|workstation|machine|"                                                \
    "machine name|host name|client name|s-computername|endpoint|devname|asset"

#endif
