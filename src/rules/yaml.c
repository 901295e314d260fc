/*
 * yaml.c -- a YAML 1.2 file as a small tree, read with libfyaml's events.
 *
 * A pack is written by people, and may come from outside, so the tree is held
 * small: one document, a stated depth and number of nodes, no anchors (which
 * can blow up), no tags (which change types), no key twice.  A scalar stays
 * the text it was: NO is a word, 2026-01-01 is a text, and who wants a number
 * reads one.
 */
#include "rules/pack_parts.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#include <libfyaml.h>

bool
rc_reading_refuse(const struct rc_reading *in, int line, const char *format,
                  ...)
{
    char reason[384];
    va_list list;

    va_start(list, format);
    vsnprintf(reason, sizeof reason, format, list);
    va_end(list);
    (void)rc_fail(in->err, RC_PACK, "%s:%d: %s", in->file->name, line, reason);
    return false;
}

struct builder {
    const struct rc_reading *in;
    struct fy_parser *parser;
    struct fy_diag *diag;
    unsigned nodes;
};

/* What libfyaml collected, in our words' place. */
static bool
refuse_syntax(const struct builder *b)
{
    void *at = NULL;
    const struct fy_diag_error *e = fy_diag_errors_iterate(b->diag, &at);

    if (!e)
        return rc_reading_refuse(b->in, 1, "is no YAML");
    return rc_reading_refuse(b->in, e->line > 0 ? e->line : 1, "is no YAML: %s",
                             e->msg ? e->msg : "syntax");
}

static int
line_of(struct fy_event *event)
{
    const struct fy_mark *mark = fy_event_start_mark(event);

    return mark ? mark->line + 1 : 1;
}

static bool
scalar(struct builder *b, struct fy_event *event, struct rc_yaml *node)
{
    struct fy_token *token = event->scalar.value;
    size_t len = 0;
    const char *text = token ? fy_token_get_text(token, &len) : "";

    if (!text)
        return rc_reading_refuse(b->in, node->line, "is no YAML");
    if (memchr(text, 0, len))
        return rc_reading_refuse(b->in, node->line, "a text holds a NUL byte");
    node->kind = RC_YAML_TEXT;
    node->plain = !token || fy_scalar_token_get_style(token) == FYSS_PLAIN;
    node->text = rc_arena_copy(b->in->arena, (struct rc_slice){text, len}).p;
    return true;
}

static struct fy_event *
next_event(struct builder *b)
{
    struct fy_event *event = fy_parser_parse(b->parser);

    if (!event)
        (void)refuse_syntax(b);
    return event;
}

static bool value(struct builder *b, struct fy_event *event, unsigned depth,
                  struct rc_yaml **to);

/* A map's key, text and nothing else, and not one that was there. */
static bool
map_key(struct builder *b, struct fy_event *event, const struct rc_yaml *map,
        const char **key)
{
    struct rc_yaml node = {.line = line_of(event)};

    if (event->type != FYET_SCALAR || event->scalar.anchor || event->scalar.tag)
        return rc_reading_refuse(b->in, node.line, "a key must be plain text");
    if (!scalar(b, event, &node))
        return false;
    if (rc_yaml_get(map, node.text))
        return rc_reading_refuse(b->in, node.line, "key %s is there twice",
                                 node.text);
    *key = node.text;
    return true;
}

/* Children up to the event that ends the node. */
static bool
children(struct builder *b, struct rc_yaml *node, unsigned depth)
{
    enum fy_event_type end =
        node->kind == RC_YAML_MAP ? FYET_MAPPING_END : FYET_SEQUENCE_END;
    struct rc_yaml **tail = &node->first;

    for (;;) {
        struct fy_event *event = next_event(b);
        const char *key = NULL;
        bool fine = event != NULL;

        if (fine && event->type == end) {
            fy_parser_event_free(b->parser, event);
            return true;
        }
        if (fine && node->kind == RC_YAML_MAP) {
            fine = map_key(b, event, node, &key);
            fy_parser_event_free(b->parser, event);
            event = fine ? next_event(b) : NULL;
            fine = event != NULL;
        }
        fine = fine && value(b, event, depth + 1, tail);
        if (event)
            fy_parser_event_free(b->parser, event);
        if (!fine)
            return false;
        (*tail)->key = key;
        tail = &(*tail)->next;
    }
}

static bool
value(struct builder *b, struct fy_event *event, unsigned depth,
      struct rc_yaml **to)
{
    int line = line_of(event);
    struct fy_token *anchor = NULL, *tag = NULL;
    struct rc_yaml *node = rc_arena_zero(b->in->arena, sizeof *node);

    node->line = line;
    if (depth > PACK_YAML_DEPTH || ++b->nodes > PACK_YAML_NODES)
        return rc_reading_refuse(b->in, line, "is too deep or too large");
    switch (event->type) {
    case FYET_SCALAR:
        anchor = event->scalar.anchor, tag = event->scalar.tag;
        if (!scalar(b, event, node))
            return false;
        break;
    case FYET_MAPPING_START:
        anchor = event->mapping_start.anchor, tag = event->mapping_start.tag;
        node->kind = RC_YAML_MAP;
        break;
    case FYET_SEQUENCE_START:
        anchor = event->sequence_start.anchor;
        tag = event->sequence_start.tag;
        node->kind = RC_YAML_LIST;
        break;
    default:
        return rc_reading_refuse(b->in, line, "aliases are not understood");
    }
    if (anchor || tag)
        return rc_reading_refuse(b->in, line,
                                 "anchors and tags are not understood");
    if (node->kind != RC_YAML_TEXT && !children(b, node, depth))
        return false;
    *to = node;
    return true;
}

/* The stream: one document, then nothing. */
static bool
stream(struct builder *b, struct rc_yaml **root)
{
    struct rc_yaml *found = NULL;

    for (;;) {
        struct fy_event *event = next_event(b);
        enum fy_event_type type = event ? event->type : FYET_NONE;
        bool fine = event != NULL;

        if (type == FYET_DOCUMENT_START && found)
            fine = rc_reading_refuse(b->in, line_of(event),
                                     "holds more than one document");
        else if (fine && type != FYET_STREAM_START && type != FYET_STREAM_END &&
                 type != FYET_DOCUMENT_START && type != FYET_DOCUMENT_END)
            fine = value(b, event, 0, &found);
        if (event)
            fy_parser_event_free(b->parser, event);
        if (!fine)
            return false;
        if (type == FYET_STREAM_END)
            break;
    }
    if (!found || found->kind != RC_YAML_MAP)
        return rc_reading_refuse(b->in, 1, "holds no keys");
    *root = found;
    return true;
}

/* Bytes that no pack needs.  Control characters hide things from whoever reads
 * the file.  A directive (a line that begins with %) could ask for another
 * YAML, and libfyaml 0.7.12 never comes back from one cut short, as
 * tests/unit/test_pack.c shows. */
static bool
plain_bytes(const struct rc_reading *in)
{
    struct rc_slice s = in->file->bytes;
    bool starts = true;
    int line = 1;

    if (s.len == 0)
        return rc_reading_refuse(in, 1, "is empty");
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.p[i];

        if (c < ' ' && c != '\n' && c != '\r' && c != '\t')
            return rc_reading_refuse(in, line, "holds control characters");
        if (c == '%' && starts)
            return rc_reading_refuse(in, line, "directives are not understood");
        line += c == '\n';
        /* a byte order mark and the line breaks of Unicode are above 0x7f */
        starts = c == '\n' || c == '\r' || c >= 0x80;
    }
    return true;
}

bool
rc_yaml_read(const struct rc_reading *in, const struct rc_yaml **root)
{
    struct fy_diag_cfg quiet = {.level = FYET_ERROR, .module_mask = UINT32_MAX};
    struct builder b = {
        .in = in, .diag = plain_bytes(in) ? fy_diag_create(&quiet) : NULL};
    struct fy_parse_cfg cfg = {.flags = FYPCF_QUIET | FYPCF_COLLECT_DIAG |
                                        FYPCF_DEFAULT_VERSION_1_2 |
                                        FYPCF_JSON_NONE,
                               .diag = b.diag};
    struct rc_yaml *found = NULL;
    bool fine = false;

    if (!b.diag)
        return false;
    fy_diag_set_collect_errors(b.diag, true);
    b.parser = fy_parser_create(&cfg);
    if (b.parser && fy_parser_set_string(b.parser, in->file->bytes.p,
                                         in->file->bytes.len) == 0)
        fine = stream(&b, &found);
    else
        (void)rc_reading_refuse(in, 1, "cannot be read");
    fy_parser_destroy(b.parser);
    fy_diag_destroy(b.diag);
    if (fine)
        *root = found;
    return fine;
}

const struct rc_yaml *
rc_yaml_get(const struct rc_yaml *map, const char *key)
{
    for (const struct rc_yaml *at = map->first; at; at = at->next)
        if (at->key && strcmp(at->key, key) == 0)
            return at;
    return NULL;
}
