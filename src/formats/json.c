/* json.c -- projecting a record and skipping a value: see format.h. */
#include "formats/kernel.h"

#include <stdlib.h>

/* The shapes seen through one projection. */
struct shape_cache {
    uint64_t projection; /* its id: an address may come again, an id does not */
    struct rc_json_shape *shapes; /* in memory, on a cache line's border */
    void *memory;
};

/* More projections than that in turn and shapes are learnt anew. */
enum { CACHES = 64, LINE_BYTES = 64 };

struct rc_json_scanner {
    struct shape_cache caches[CACHES];
    size_t count, last; /* last: the one used last */
    size_t next;        /* the one to be given up when all are taken */
};

struct rc_json_scanner *
rc_json_scanner_new(void)
{
    struct rc_json_scanner *scanner = rc_alloc(sizeof *scanner);

    *scanner = (struct rc_json_scanner){.count = 0};
    return scanner;
}

void
rc_json_scanner_free(struct rc_json_scanner *scanner)
{
    if (!scanner)
        return;
    for (size_t i = 0; i < scanner->count; i++)
        free(scanner->caches[i].memory);
    free(scanner);
}

static void
cache_fill(struct shape_cache *cache,
           const struct rc_json_projection *projection)
{
    size_t count = (size_t)projection->node_count * RC_SHAPE_ROW;

    _Static_assert(sizeof(struct rc_json_shape) == LINE_BYTES, "one a line");
    cache->projection = projection->id;
    cache->memory = rc_alloc(count * sizeof *cache->shapes + LINE_BYTES);
    uintptr_t at = (uintptr_t)cache->memory;

    at = (at + LINE_BYTES - 1) & ~(uintptr_t)(LINE_BYTES - 1);
    cache->shapes = (struct rc_json_shape *)at;
    for (size_t i = 0; i < count; i++)
        cache->shapes[i] = (struct rc_json_shape){.bits = 0, .all = 1};
}

static struct rc_json_shape *
shapes_for(struct rc_json_scanner *scanner,
           const struct rc_json_projection *projection)
{
    struct shape_cache *caches = scanner->caches;
    size_t i = scanner->last;

    if (i < scanner->count && caches[i].projection == projection->id)
        return caches[i].shapes;
    for (i = 0; i < scanner->count; i++)
        if (caches[i].projection == projection->id)
            break;
    if (i == CACHES) {
        i = scanner->next++ % CACHES;
        free(caches[i].memory);
        cache_fill(&caches[i], projection);
    } else if (i == scanner->count) {
        cache_fill(&caches[scanner->count++], projection);
    }
    scanner->last = i;
    return caches[i].shapes;
}

enum rc_json_result
rc_json_project(struct rc_json_scanner *scanner,
                const struct rc_json_projection *projection,
                struct rc_slice bytes, bool strict, struct rc_arena *arena,
                struct rc_json_value *slots, size_t *used, const char **why)
{
    const char *p = rc_json_space(bytes.p, slice_end(bytes));
    struct rc_json_scan scan = {.end = slice_end(bytes),
                                .slots = slots,
                                .arena = arena,
                                .result = RC_JSON_OK,
                                .strict = strict};

    if (p == scan.end) {
        rc_json_short(&scan);
    } else if (*p != '{') {
        rc_json_bad(&scan, "a record begins with {");
    } else if (strict) {
        struct rc_slice rest = {p, (size_t)(scan.end - p)};
        size_t length;

        /* what is projected then is known to be JSON */
        scan.result = rc_json_check(rest, &length, &scan.why);
        if (scan.result == RC_JSON_OK)
            scan.end = p + length;
    }
    if (scan.result == RC_JSON_OK) {
        scan.shapes = shapes_for(scanner, projection);
        memset(slots, 0, projection->count * sizeof *slots);
        p = rc_formats_kernel()->project(&scan, p, projection->root);
    }
    if (scan.result != RC_JSON_OK) {
        *why = scan.why;
        return scan.result;
    }
    for (size_t i = 0; i < projection->copy_count; i++)
        slots[projection->copies[i].to] = slots[projection->copies[i].from];
    *used = (size_t)(p - bytes.p);
    return RC_JSON_OK;
}

enum rc_json_result
rc_json_skip(struct rc_slice bytes, struct rc_slice *value, size_t *used)
{
    struct rc_json_scan scan = {.end = slice_end(bytes), .result = RC_JSON_OK};
    const char *start = rc_json_space(bytes.p, scan.end), *p;

    if (start == scan.end)
        return RC_JSON_SHORT;
    p = rc_formats_kernel()->skip(&scan, start);
    if (!p)
        return scan.result;
    *value = (struct rc_slice){start, (size_t)(p - start)};
    *used = (size_t)(p - bytes.p);
    return RC_JSON_OK;
}
