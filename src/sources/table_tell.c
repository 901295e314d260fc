/* table_tell.c -- what a table reads, in words: for `rollcall sources NAME` and
 * the pages made from it. */
#include "sources/table_made.h"

/* The name in `observe` of the field at a place of struct rc_obs. */
static const char *
field_name(unsigned at)
{
    static const struct {
        const char *name;
        unsigned at;
    } fields[] = {
        {"timestamp", offsetof(struct rc_obs, at_us)},
        {"end", offsetof(struct rc_obs, end_us)},
        {"ip", offsetof(struct rc_obs, src_ip)},
#define RC_FIELD_ROW(name, number, says) {#name, offsetof(struct rc_obs, name)},
#define RC_TEXT                          RC_FIELD_ROW
#define RC_MOMENT                        RC_FIELD_ROW
#define RC_NUMBER                        RC_FIELD_ROW
#include "observations/fields.def"
#undef RC_TEXT
#undef RC_MOMENT
#undef RC_NUMBER
    };

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].at == at)
            return fields[i].name;
    return "";
}

static const char *
flag_name(unsigned flag)
{
    switch ((enum rc_obs_flag)flag) {
    case RC_IS_PROXY:
        return "is_proxy";
    case RC_IS_MANAGED:
        return "is_managed";
    case RC_IS_COMPLIANT:
        return "is_compliant";
    case RC_IS_PERSONAL:
        return "is_personal";
    case RC_VIDEO_SENT:
        return "video_sent";
    case RC_IS_EXTERNAL:
        return "is_external";
    case RC_IS_MFA:
        return "is_mfa";
    case RC_IS_INTERACTIVE:
        return "is_interactive";
    case RC_IS_REMOTE:
        return "is_remote";
    case RC_IS_CONTRACTOR:
        return "is_contractor";
    case RC_IS_CURRENT:
        return "is_current";
    case RC_TIME_AMBIGUOUS:
        return "time_ambiguous";
    case RC_VIDEO_ASKED:
        return "video_asked";
    }
    return "";
}

bool
rc_source_row(const struct rc_source *source, size_t i,
              struct rc_source_row *to)
{
    const struct rc_row *row;

    if (!source->table || i >= source->table->row_count)
        return false;
    row = &source->table->rows[i];
    *to = (struct rc_source_row){.field = "", .from = row->from};
    switch (row->how) {
    case RC_HOW_TEXT:
    case RC_HOW_JOIN:
    case RC_HOW_SAY:
    case RC_HOW_CODE:
    case RC_HOW_IP:
    case RC_HOW_TIME:
    case RC_HOW_NUMBER:
        to->field = field_name(row->to);
        break;
    case RC_HOW_FLAG:
        to->field = flag_name(row->to);
        break;
    case RC_HOW_OUTCOME:
        to->field = "outcome";
        to->words = row->yes;
        break;
    case RC_HOW_KIND:
        to->field = "kind";
        to->words = rc_obs_kind_word((enum rc_obs_kind)row->to);
        break;
    case RC_HOW_WHEN:
    case RC_HOW_ALWAYS:
    case RC_HOW_KEEP:
    case RC_HOW_MINE:
        break;
    }
    return true;
}
