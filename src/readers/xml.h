/*
 * xml.h -- XML by expat, a chunk at a time; private to readers/.
 *
 * No document type (so no entities but the five of XML), nothing outside is
 * opened, and no deeper than any workbook goes.
 */
#ifndef RC_READERS_XML_H
#define RC_READERS_XML_H

#include "readers/input.h"

struct rc_xml;

/* Names come without their prefix: "x:row" is "row".  text comes in any number
 * of pieces.  A handler that fails writes why and returns its status: the rest
 * is not read.  Any may be NULL. */
struct rc_xml_handler {
    enum rc_status (*start)(struct rc_xml_handler *, const char *name,
                            const char *const *attributes, struct rc_err *);
    enum rc_status (*end)(struct rc_xml_handler *, const char *name,
                          struct rc_err *);
    enum rc_status (*text)(struct rc_xml_handler *, struct rc_slice text,
                           struct rc_err *);
};

struct rc_xml *rc_xml_new(struct rc_xml_handler *handler);
void rc_xml_free(struct rc_xml *xml); /* NULL is fine */
/* last: nothing comes behind these bytes. */
enum rc_status rc_xml_push(struct rc_xml *xml, struct rc_slice bytes, bool last,
                           struct rc_err *err) RC_MUST_CHECK;
/* All of input. */
enum rc_status rc_xml_read(struct rc_xml_handler *handler,
                           struct rc_input *input,
                           struct rc_err *err) RC_MUST_CHECK;
/* The value of an attribute, whatever its prefix; NULL when it is not there. */
const char *rc_xml_attribute(const char *const *attributes, const char *name);

#endif
