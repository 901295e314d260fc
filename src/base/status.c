/* status.c -- see status.h. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum rc_status
rc_fail(struct rc_err *err, enum rc_status status, const char *format, ...)
{
    char text[sizeof err->text];
    va_list args;

    /* Not straight into err: a caller that adds context prints err->text. */
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    /* One line for a terminal, whatever a file's name or content put into it.
     */
    for (char *p = text; *p; p++)
        if ((unsigned char)*p < ' ' || *p == 0x7f)
            *p = '?';
    memcpy(err->text, text, sizeof text);
    err->status = status;
    return status;
}

const char *
rc_status_name(enum rc_status status)
{
    static const char *const names[] = {"ok", "usage",  "input", "limit",
                                        "io", "permit", "pack",  "integrity"};

    return names[status];
}
