/*
 * cisco.c -- the messages of Cisco's firewalls, one a line:
 *
 *     <166>Jan 31 2026 10:15:30 fw1 : %ASA-6-113039: Group <VPN> User <ann>
 *         IP <192.0.2.7> AnyConnect parent session started.
 *
 * There are some two thousand messages.  Their numbers fall into classes (the
 * table says what a class is about), and their texts are written by a few
 * habits: "for A to B", "src A dst B", "A -> B", "IP <A>", "user = x".  The
 * habits are tried in an order that is the same for all; where a message has a
 * marker and no address behind it (a host by name) nobody else's is taken.
 *
 * Who came: the side that opened the connection.  "Built outbound" lists the
 * outer side first, so the inner one is taken; a teardown does not say.
 * A denied or dropped connection is a failure of whoever tried.
 */
#include "sources/cisco.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* The tag at p, a %: product, an optional word, severity, number. */
static bool
read_tag(struct rc_slice line, size_t at, struct rc_cisco_tag *tag)
{
    size_t i = at + 1, start = i;

    while (i < line.len && (is_upper(line.p[i]) || is_digit(line.p[i])))
        i++;
    tag->product = (struct rc_slice){line.p + start, i - start};
    if (i < line.len && line.p[i] == '<') /* %FTD<Up>-4-313005 */
        while (i < line.len && line.p[i++] != '>')
            ;
    if (tag->product.len < 2 || i == line.len || line.p[i] != '-')
        return false;
    for (int part = 0; part < 4 && i < line.len && line.p[i] == '-'; part++) {
        start = ++i;
        while (i < line.len &&
               (is_digit(line.p[i]) || (line.p[i] >= 'a' && line.p[i] <= 'z')))
            i++;
    }
    tag->number = (struct rc_slice){line.p + start, i - start};
    if (tag->number.len < 5 || tag->number.len > 7 ||
        !is_digit(tag->number.p[0]))
        return false;
    if (i < line.len && line.p[i] == ':')
        i++;
    tag->text = rc_slice_trim((struct rc_slice){line.p + i, line.len - i});
    tag->at = at;
    return true;
}

bool
rc_cisco_tag(struct rc_slice line, struct rc_cisco_tag *tag)
{
    const char *p = line.p, *end = line.p + line.len;

    for (int tries = 0; tries < 4 && p < end; tries++, p++) {
        p = memchr(p, '%', (size_t)(end - p));
        if (!p)
            return false;
        if (read_tag(line, (size_t)(p - line.p), tag))
            return true;
    }
    return false;
}

void
rc_cisco_header(const struct rc_fill *fill, size_t end, struct rc_obs *obs)
{
    struct rc_slice head = {fill->record->raw.p, end};
    struct rc_syslog syslog;

    rc_syslog_read(head, &syslog);
    rc_text_time(fill, syslog.time, &obs->at_us, obs);
    obs->app = rc_text_or(syslog.host, syslog.app); /* what was used */
}

/* Classes of messages, narrow ones first. */
static const struct {
    unsigned first, last;
    const char *action;
    enum rc_obs_kind kind;
    enum rc_outcome outcome; /* UNKNOWN: the text says */
} classes[] = {
    {106000, 106999, "firewall-rule", RC_OBS_NETWORK, RC_UNKNOWN},
    {109001, 109099, "user-authentication", RC_OBS_SIGN_IN, RC_UNKNOWN},
    {111001, 111999, "configuration", RC_OBS_ACCOUNT_CHANGE, RC_SUCCESS},
    {113004, 113004, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {113005, 113006, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {113008, 113008, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {113012, 113012, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {113013, 113017, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {113019, 113019, "client-vpn-disconnected", RC_OBS_NETWORK, RC_UNKNOWN},
    {113020, 113021, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {113022, 113022, "server-failed", RC_OBS_OTHER, RC_FAILURE},
    {113023, 113023, "server-active", RC_OBS_OTHER, RC_SUCCESS},
    {113028, 113038, "client-vpn-error", RC_OBS_SIGN_IN, RC_FAILURE},
    {113039, 113039, "client-vpn-connected", RC_OBS_SIGN_IN, RC_SUCCESS},
    {113040, 113041, "client-vpn-error", RC_OBS_SIGN_IN, RC_FAILURE},
    {302013, 302013, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {302015, 302015, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {302017, 302017, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {302020, 302020, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {302303, 302303, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {302014, 302399, "flow-expiration", RC_OBS_NETWORK, RC_SUCCESS},
    {304001, 304001, "url-access", RC_OBS_ACCESS, RC_SUCCESS},
    {304002, 304002, "url-access", RC_OBS_ACCESS, RC_FAILURE},
    {305006, 305006, "nat-slot", RC_OBS_NETWORK, RC_FAILURE},
    {305009, 305012, "nat-slot", RC_OBS_NETWORK, RC_SUCCESS},
    {305013, 305013, "nat-slot", RC_OBS_NETWORK, RC_FAILURE},
    {308001, 308001, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {313000, 313999, "firewall-rule", RC_OBS_NETWORK, RC_FAILURE},
    {338000, 338999, "dynamic-filter", RC_OBS_NETWORK, RC_UNKNOWN},
    {401004, 401004, "firewall-rule", RC_OBS_NETWORK, RC_FAILURE},
    {425005, 425006, "interface-switchover", RC_OBS_OTHER, RC_UNKNOWN},
    {500004, 500004, "firewall-rule", RC_OBS_NETWORK, RC_FAILURE},
    {502101, 502103, "user-change", RC_OBS_ACCOUNT_CHANGE, RC_SUCCESS},
    {602303, 602303, "sa-created", RC_OBS_NETWORK, RC_SUCCESS},
    {602304, 602304, "sa-deleted", RC_OBS_NETWORK, RC_SUCCESS},
    {605004, 605004, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {605005, 605005, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {607001, 607003, "firewall-rule", RC_OBS_NETWORK, RC_SUCCESS},
    {609001, 609001, "flow-creation", RC_OBS_NETWORK, RC_SUCCESS},
    {609002, 609002, "flow-expiration", RC_OBS_NETWORK, RC_SUCCESS},
    {611101, 611101, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {611102, 611102, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {611103, 611103, "logged-out", RC_OBS_SIGN_IN, RC_SUCCESS},
    {713000, 713999, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
    {716001, 716001, "client-vpn-connected", RC_OBS_SIGN_IN, RC_SUCCESS},
    {716002, 716002, "client-vpn-disconnected", RC_OBS_NETWORK, RC_UNKNOWN},
    {716038, 716038, "logged-in", RC_OBS_SIGN_IN, RC_SUCCESS},
    {716039, 716040, "logon-failed", RC_OBS_SIGN_IN, RC_FAILURE},
    {716000, 716999, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
    {722022, 722022, "client-vpn-connected", RC_OBS_NETWORK, RC_SUCCESS},
    {722023, 722023, "client-vpn-disconnected", RC_OBS_NETWORK, RC_UNKNOWN},
    {722033, 722034, "client-vpn-connected", RC_OBS_NETWORK, RC_SUCCESS},
    {722037, 722037, "client-vpn-disconnected", RC_OBS_NETWORK, RC_UNKNOWN},
    {722051, 722051, "client-vpn-address", RC_OBS_NETWORK, RC_SUCCESS},
    {722000, 722999, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
    {725001, 725999, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
    {734001, 734004, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
    {750001, 751999, NULL, RC_OBS_NETWORK, RC_UNKNOWN},
};

static enum rc_outcome
outcome_of(struct rc_slice text)
{
    static const char *const failed[] = {
        "denied", "Denied", "Deny",   "deny",    "dropped", "rejected",
        "Reject", "failed", "Failed", "refused", "discard", "FAILED"};
    static const char *const passed[] = {
        "permitted",  "monitored",  "allowed",    "succeeded",
        "successful", "Successful", "established"};

    for (size_t i = 0; i < sizeof failed / sizeof *failed; i++)
        if (rc_text_has(text, failed[i]))
            return RC_FAILURE;
    for (size_t i = 0; i < sizeof passed / sizeof *passed; i++)
        if (rc_text_has(text, passed[i]))
            return RC_SUCCESS;
    return RC_UNKNOWN;
}

static void
classify(const struct rc_cisco_tag *tag, struct rc_obs *obs)
{
    int64_t number = 0;

    obs->action = tag->number;
    if (!rc_slice_int(tag->number, &number))
        return;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
        if (number < classes[i].first || number > classes[i].last)
            continue;
        if (classes[i].action)
            obs->action = rc_slice_of(classes[i].action);
        obs->kind = classes[i].kind;
        obs->outcome = classes[i].outcome;
        if (!obs->outcome && number / 1000 != 425)
            obs->outcome = outcome_of(tag->text);
        return;
    }
}

/* The address at the beginning of text, behind an interface's name, brackets,
 * a user: outside:192.0.2.1/80, dmz/192.0.2.1(80), ann@192.0.2.1, <192.0.2.1>
 */
static struct rc_slice
address_at(struct rc_slice text)
{
    size_t len = 0;
    struct rc_slice token;

    while (text.len && strchr(" <(", text.p[0])) {
        text.p++;
        text.len--;
    }
    while (len < text.len && !strchr(" ,;>()", text.p[len]))
        len++;
    token = (struct rc_slice){text.p, len};
    for (;;) {
        struct rc_slice part = token;
        const char *slash = memchr(part.p, '/', part.len);

        if (slash)
            part.len = (size_t)(slash - part.p);
        while (part.len && strchr(":.", part.p[part.len - 1]))
            part.len--;
        if (rc_text_is_address(part))
            return part;
        for (len = 0; len < token.len && !strchr(":/@", token.p[len]); len++)
            ;
        if (len == token.len)
            return RC_SLICE_NONE;
        token.p += len + 1;
        token.len -= len + 1;
    }
}

/* What follows marker; false when it is not there. */
static bool
behind(struct rc_slice text, const char *marker, struct rc_slice *rest)
{
    size_t len = strlen(marker);
    const char *at = text.len ? memmem(text.p, text.len, marker, len) : NULL;

    if (!at)
        return false;
    rest->p = at + len;
    rest->len = text.len - (size_t)(rest->p - text.p);
    return true;
}

/* The user beside an endpoint: (LOCAL\ann), (LOCAL\ann, 9:tag), and of old
 * versions a word: outside:192.0.2.1/53 ann to ... */
static struct rc_slice
user_beside(struct rc_slice side)
{
    const char *blank = side.len ? memchr(side.p, ' ', side.len) : NULL;

    if (blank && !memchr(side.p, '(', side.len) &&
        memchr(side.p, '/', (size_t)(blank - side.p)))
        return rc_slice_trim(
            (struct rc_slice){blank, side.len - (size_t)(blank - side.p)});
    while (side.len) {
        struct rc_slice group = RC_SLICE_NONE;
        const char *slash;

        if (!behind(side, "(", &side))
            return RC_SLICE_NONE;
        while (group.len < side.len && side.p[group.len] != ')' &&
               side.p[group.len] != ',')
            group.len++;
        group.p = side.p;
        slash = memrchr(group.p, '\\', group.len);
        if (slash)
            return (struct rc_slice){slash + 1,
                                     group.len - (size_t)(slash + 1 - group.p)};
    }
    return RC_SLICE_NONE;
}

/* The name in brackets that ends a connection's message. */
static struct rc_slice
user_at_end(struct rc_slice text)
{
    const char *open;
    struct rc_slice name;

    if (text.len < 3 || text.p[text.len - 1] != ')')
        return RC_SLICE_NONE;
    open = memrchr(text.p, '(', text.len);
    if (!open)
        return RC_SLICE_NONE;
    name =
        (struct rc_slice){open + 1, text.len - (size_t)(open + 1 - text.p) - 1};
    if (memchr(name.p, '/', name.len) || memchr(name.p, ':', name.len))
        return RC_SLICE_NONE; /* an address, a security group */
    return name;
}

/* A user by words. */
static struct rc_slice
user_named(struct rc_slice text)
{
    static const struct {
        const char *marker, *ends;
    } ways[] = {
        {"User <", ">"},     {"User '", "'"},      {"for user \"", "\""},
        {"for user '", "'"}, {"Username = ", ","}, {"Username:", " ,"},
        {"user = ", " :,)"}, {"(user= ", ")"},     {"user: ", " ,"},
        {"Uname: ", " ,"},   {"for user ", " ,"},  {"from user ", " ,"},
        {"by user ", " ,"},  {"user '", "'"},      {"DAP: User ", ","},
        {"User: ", ",;"},
    };
    struct rc_slice rest, user;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        user = rc_text_behind(text, ways[i].marker, ways[i].ends);
        if (user.len)
            return user;
    }
    /* Group VPN_USERS User ann IP 192.0.2.7 ... */
    if (behind(text, " User ", &rest)) {
        const char *ip = memmem(rest.p, rest.len, " IP ", 4);

        if (ip)
            return (struct rc_slice){rest.p, (size_t)(ip - rest.p)};
    }
    return RC_SLICE_NONE;
}

static struct rc_slice
cut_before(struct rc_slice text, const char *marker)
{
    const char *at =
        text.len ? memmem(text.p, text.len, marker, strlen(marker)) : NULL;

    if (at)
        text.len = (size_t)(at - text.p);
    return text;
}

/* for A to B, faddr A laddr B: the two sides of a connection. */
static bool
connection(struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice outer, inner, near;
    bool icmp =
        behind(text, " faddr ", &outer) && behind(text, " laddr ", &inner);

    if (icmp) {
        outer = cut_before(outer, " gaddr ");
    } else {
        if (!behind(text, " for ", &outer) || !behind(outer, " to ", &inner))
            return false;
        outer = cut_before(outer, " to ");
        inner = cut_before(inner, " duration ");
    }
    near = icmp || rc_slice_starts(text, RC_S("Built outbound")) ||
                   rc_slice_starts(text, RC_S("Pre-allocate"))
               ? inner
               : outer;
    obs->user = user_beside(near);
    if (!obs->user.len) {
        obs->user = user_beside(near.p == inner.p ? outer : inner);
        if (obs->user.len && icmp)
            near = outer; /* where the user is */
    }
    obs->src_ip = address_at(near);
    if (!obs->user.len)
        obs->user = user_at_end(text);
    return true;
}

/* A -> B: the word before the arrow, which has no blanks inside. */
static bool
arrow(struct rc_slice text, struct rc_obs *obs)
{
    struct rc_slice left = cut_before(text, " -> "), token;
    const char *blank;

    if (left.len == text.len)
        return false;
    blank = memrchr(left.p, ' ', left.len);
    token = left;
    if (blank) {
        token.p = blank + 1;
        token.len = left.len - (size_t)(token.p - left.p);
    }
    obs->src_ip = address_at(token);
    obs->user = user_beside(token);
    return true;
}

/* The address by words. */
static void
address_named(struct rc_slice text, struct rc_obs *obs)
{
    static const char *const ways[] = {
        "user IP = ", "IP <",         "IP = ",    " from IP ", " IP ",
        "Addr ",      "IP address: ", " IP, ",    "Remote:",   " SRC ",
        "src ",       " from ",       "between ", "faddr ",    "peer "};
    struct rc_slice rest, side = RC_SLICE_NONE;

    if (behind(text, "Original IP payload: ", &rest) &&
        behind(rest, " src ", &rest)) {
        obs->src_ip = address_at(rest);
        obs->user = user_beside(cut_before(text, " dst "));
        return;
    }
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        if (!behind(text, ways[i], &side))
            continue;
        if (rc_slice_starts(side, RC_S("laddr ")))
            behind(side, "laddr ", &side);
        obs->src_ip = address_at(side);
        if (obs->src_ip.len || i + 6 > sizeof ways / sizeof *ways)
            break;
    }
    side = cut_before(cut_before(side, " dst "), " to ");
    obs->user = user_beside(side);
}

void
rc_cisco_message(const struct rc_cisco_tag *tag, struct rc_obs *obs)
{
    struct rc_slice text = tag->text, named = user_named(text);

    classify(tag, obs);
    obs->reason = text;
    if (!arrow(text, obs) &&
        !(rc_slice_starts(tag->number, RC_S("302")) && connection(text, obs)) &&
        !(rc_slice_starts(text, RC_S("Pre-allocate")) && connection(text, obs)))
        address_named(text, obs);
    /* 192.0.2.1 Accessed URL ..., Begin configuration: 192.0.2.1 reading */
    if (!obs->src_ip.len &&
        (rc_text_has(text, " Accessed ") || rc_text_has(text, " ==> ") ||
         rc_slice_starts(tag->number, RC_S("111")))) {
        struct rc_slice rest = text;

        if (rc_text_has(text, ": "))
            behind(text, ": ", &rest);
        obs->src_ip = address_at(rc_text_has(text, " Accessed ") ? text : rest);
        if (!obs->user.len)
            obs->user = user_beside(cut_before(text, " Accessed "));
    }
    if (!obs->src_ip.len && behind(text, " for ", &text))
        obs->src_ip = address_at(text);
    obs->user = rc_text_or(named, obs->user);
    if (obs->user.len && memchr(obs->user.p, '*', obs->user.len) == obs->user.p)
        obs->user = RC_SLICE_NONE; /* hidden: user = ***** */
    else if (obs->user.len && obs->user.p[obs->user.len - 1] == '$')
        obs->user.len--; /* a domain's mark of a computer's account */
}

static bool
asa_knows(struct rc_slice line)
{
    struct rc_cisco_tag tag;

    return rc_cisco_tag(line, &tag) &&
           !rc_slice_starts(tag.number, RC_S("430")) &&
           rc_text_among(tag.product, "ASA|PIX|FWSM|ASASM");
}

static bool
asa_fill(const struct rc_fill *fill)
{
    struct rc_cisco_tag tag;
    struct rc_obs obs;

    if (!rc_cisco_tag(fill->record->raw, &tag))
        return false;
    rc_fill_begin(fill, fill->source, &obs);
    rc_cisco_header(fill, tag.at, &obs);
    rc_cisco_message(&tag, &obs);
    if (obs.at_us == RC_TIME_NONE)
        return rc_fill_reject(fill, "no time before the message (logging "
                                    "timestamp)");
    return rc_fill_take(fill, &obs);
}

const struct rc_source rc_source_cisco_asa = {
    .name = "cisco-asa",
    .vendor = "cisco_asa",
    .stream = "log",
    .title = "Cisco ASA syslog",
    .how = "logging host and logging timestamp on the ASA; the files that the "
           "syslog server keeps.",
    .needs = "logging timestamp, or a server that writes the time; level "
             "informational (6) for AnyConnect and connection messages.  A "
             "time without a zone is in the firewall's own: give it with "
             "--zone.",
    .feeds = "egress-ip-shared-personas claimed-vs-network-location odd-hours",
    .kind = RC_OBS_NETWORK,
    .knows = asa_knows,
    .fill = asa_fill,
};
