/*
 * cell.c -- a workbook's numbers as text.
 *
 * A date in a workbook is a number of days, and only its format tells.  Days
 * count from 1900 (1 is 1 January; 60 is a 29 February that never was, kept
 * from an older program) or from 1904.  They become ISO dates; whole seconds
 * are as far as it goes.
 */
#include "readers/workbook.h"

#include <math.h>
#include <stdlib.h>

enum { DAY_SECONDS = 86400, NEVER = 60, DAYS_END = 2958466 };

struct rc_cell_style
rc_cell_builtin(int id)
{
    bool date = (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) ||
                id == 36 || (id >= 50 && id <= 54) || id == 57 || id == 58;
    bool time = (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || id == 45 ||
                id == 47 || id == 55 || id == 56;

    return (struct rc_cell_style){.date = date, .time = time};
}

/* yyyy-mm-dd, [h]:mm, "text", \c, _c, *c, [Red]; up to the first ; */
struct rc_cell_style
rc_cell_format(const char *code)
{
    struct rc_cell_style style = {0};
    bool months = false, elapsed = false;
    size_t zeros = strspn(code, "0");

    if (zeros > 1 && zeros < 32 && !code[zeros])
        return (struct rc_cell_style){.digits = (uint8_t)zeros};
    if (!strncmp(code, "General", 7))
        return style;
    for (; *code && *code != ';'; code++) {
        if (*code == '"') {
            while (code[1] && *++code != '"')
                ;
        } else if (*code == '[') {
            elapsed |= code[1] && strchr("hHmMsS", code[1]) &&
                       strchr("hHmMsS]", code[2] ? code[2] : ' ');
            while (code[1] && *++code != ']')
                ;
        } else if (strchr("\\_*", *code)) {
            code += code[1] != 0;
        } else {
            style.date |= strchr("yYdD", *code) != NULL;
            style.time |= strchr("hHsS", *code) != NULL;
            months |= strchr("mM", *code) != NULL;
        }
    }
    if (elapsed) /* a length of time, not a moment */
        return (struct rc_cell_style){0};
    style.date |= months && !style.time;
    return style;
}

static void
put_moment(struct rc_buf *to, double days, struct rc_cell_style style,
           bool from_1904)
{
    int64_t seconds = llround(days * DAY_SECONDS);
    int64_t day = seconds / DAY_SECONDS, rest = seconds % DAY_SECONDS;
    int64_t epoch = from_1904      ? rc_days_of(1904, 1, 1)
                    : day >= NEVER ? rc_days_of(1899, 12, 30)
                                   : rc_days_of(1899, 12, 31);
    struct rc_civil civil =
        rc_civil_of((epoch + day) * DAY_SECONDS * RC_US_PER_SECOND);

    if (style.date || day)
        rc_buf_print(to, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
    if (!style.date || rest)
        rc_buf_print(to, "%s%02d:%02d:%02d", style.date || day ? "T" : "",
                     (int)(rest / 3600), (int)(rest / 60 % 60),
                     (int)(rest % 60));
}

void
rc_cell_number(struct rc_buf *to, struct rc_slice number,
               struct rc_cell_style style, bool from_1904)
{
    bool whole = number.len > 0 && number.len <= 15;
    double value;

    for (size_t i = 0; i < number.len; i++)
        whole &= number.p[i] >= '0' && number.p[i] <= '9';
    if (!rc_slice_double(number, &value)) {
        rc_buf_put(to, number);
        return;
    }
    if ((style.date || style.time) && value >= 0 && value < DAYS_END) {
        put_moment(to, value, style, from_1904);
        return;
    }
    if (style.digits && whole) {
        for (size_t i = number.len; i < style.digits; i++)
            rc_buf_char(to, '0');
        rc_buf_put(to, number);
        return;
    }
    if (whole)
        rc_buf_put(to, number);
    else /* as many digits as Excel shows: 4.5999999999999996 is 4.6 */
        rc_buf_print(to, "%.15g", value);
}
