/* xml.c -- XML by expat; see xml.h. */
#include "readers/xml.h"

#include <expat.h>
#include <stdlib.h>

enum { DEPTH_MAX = 64, CHUNK_BYTES = 16 * 1024 };

struct rc_xml {
    XML_Parser parser;
    struct rc_xml_handler *handler;
    struct rc_err why; /* of a handler, or of ours */
    int depth;
};

static const char *
local(const char *name)
{
    const char *colon = strrchr(name, ':');

    return colon ? colon + 1 : name;
}

/* Whether all is well still; stops the parser when it is not. */
static void
carry_on(struct rc_xml *xml, enum rc_status st)
{
    if (st != RC_OK)
        XML_StopParser(xml->parser, XML_FALSE);
}

static void XMLCALL
on_start(void *with, const XML_Char *name, const XML_Char **attributes)
{
    struct rc_xml *xml = with;
    const char *const *given = (const char *const *)attributes;

    if (xml->why.status != RC_OK)
        return;
    if (++xml->depth > DEPTH_MAX)
        carry_on(xml, rc_fail(&xml->why, RC_LIMIT, "XML of more than %d levels",
                              DEPTH_MAX));
    else if (xml->handler->start)
        carry_on(xml, xml->handler->start(xml->handler, local(name), given,
                                          &xml->why));
}

static void XMLCALL
on_end(void *with, const XML_Char *name)
{
    struct rc_xml *xml = with;

    xml->depth--;
    if (xml->why.status == RC_OK && xml->handler->end)
        carry_on(xml, xml->handler->end(xml->handler, local(name), &xml->why));
}

static void XMLCALL
on_text(void *with, const XML_Char *text, int len)
{
    struct rc_xml *xml = with;

    if (xml->why.status == RC_OK && xml->handler->text)
        carry_on(xml, xml->handler->text(xml->handler,
                                         (struct rc_slice){text, (size_t)len},
                                         &xml->why));
}

static void XMLCALL
on_doctype(void *with, const XML_Char *name, const XML_Char *system,
           const XML_Char *public, int internal)
{
    struct rc_xml *xml = with;

    (void)name, (void)system, (void)public, (void)internal;
    carry_on(xml, rc_fail(&xml->why, RC_INPUT,
                          "XML with a document type, which no workbook has"));
}

struct rc_xml *
rc_xml_new(struct rc_xml_handler *handler)
{
    struct rc_xml *xml = rc_alloc(sizeof *xml);

    *xml =
        (struct rc_xml){.parser = XML_ParserCreate(NULL), .handler = handler};
    if (!xml->parser)
        abort(); /* out of memory */
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_start, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    return xml;
}

void
rc_xml_free(struct rc_xml *xml)
{
    if (!xml)
        return;
    XML_ParserFree(xml->parser);
    free(xml);
}

enum rc_status
rc_xml_push(struct rc_xml *xml, struct rc_slice bytes, bool last,
            struct rc_err *err)
{
    enum XML_Status did = XML_Parse(xml->parser, bytes.p, (int)bytes.len,
                                    last ? XML_TRUE : XML_FALSE);

    if (xml->why.status != RC_OK) {
        *err = xml->why;
        return err->status;
    }
    if (did == XML_STATUS_OK)
        return RC_OK;
    if (XML_GetErrorCode(xml->parser) == XML_ERROR_NO_MEMORY)
        abort();
    return rc_fail(err, RC_INPUT, "XML: %s",
                   XML_ErrorString(XML_GetErrorCode(xml->parser)));
}

enum rc_status
rc_xml_read(struct rc_xml_handler *handler, struct rc_input *input,
            struct rc_err *err)
{
    struct rc_xml *xml = rc_xml_new(handler);
    char *chunk = rc_alloc(CHUNK_BYTES);
    enum rc_status st = RC_OK;
    size_t got = 1;

    while (st == RC_OK && got) {
        st = rc_input_read(input, chunk, CHUNK_BYTES, &got, err);
        if (st == RC_OK)
            st = rc_xml_push(xml, (struct rc_slice){chunk, got}, !got, err);
    }
    free(chunk);
    rc_xml_free(xml);
    return st;
}

const char *
rc_xml_attribute(const char *const *attributes, const char *name)
{
    for (; *attributes; attributes += 2)
        if (!strcmp(local(attributes[0]), name))
            return attributes[1];
    return NULL;
}
