/*
 * remote_tool_unsanctioned.c -- remote-control programs on somebody's devices
 * that this company does not allow.
 *
 * A tool is kept by its row in the list of tools, which therefore only grows at
 * the end (pack/lists/remote-tools.tsv says so too).  What is allowed is asked
 * when the measure is told, so that allowing a tool works backwards.
 */
#include "signals/detectors.h"
#include "signals/keep.h"

#include <stdio.h>

enum { TOOLS = 16 };

struct tools {
    struct rc_keep_set set;
    uint64_t keys[TOOLS]; /* row in the list, + 1 */
    struct rc_ref first[TOOLS];
    uint64_t any; /* 1: software or a process was seen at all */
};

static void
tools_put(struct tools *tools, uint64_t key, const struct rc_ref *ref)
{
    bool fresh;
    struct rc_ref *first = rc_keep_put(&tools->set, tools->keys, tools->first,
                                       sizeof *first, TOOLS, key, &fresh);

    if (first)
        rc_keep_first(first, ref, fresh);
}

static void
tools_observe(void *memory, const struct rc_seen *seen)
{
    struct tools *tools = memory;

    tools->any = 1;
    if (seen->tool)
        tools_put(tools, seen->tool, &seen->ref);
}

static void
tools_merge(void *into, const void *from)
{
    struct tools *a = into;
    const struct tools *b = from;

    for (uint32_t i = 0; i < b->set.count; i++)
        tools_put(a, b->keys[i], &b->first[i]);
    a->set.more |= b->set.more;
    a->any |= b->any;
}

static void
tools_measure(const void *memory, const struct rc_measure_call *call,
              struct rc_measure_sink *to)
{
    const struct tools *tools = memory;
    struct rc_measure measure = {.name = "remote_tools", .unit = "tools"};
    struct rc_keep_refs refs = {0};
    char names[160];
    size_t len = 0;
    uint32_t count = 0;

    for (uint32_t i = 0; tools && i < tools->set.count; i++) {
        uint32_t tool = (uint32_t)tools->keys[i];
        const char *name =
            call->lists ? rc_lists_tool_name(call->lists, tool) : NULL;

        if (!name || rc_lists_tool_allowed(call->lists, tool))
            continue;
        int n = snprintf(names + len, sizeof names - len, "%s%s",
                         count ? ", " : "", name);

        if (n > 0 && (size_t)n < sizeof names - len)
            len += (size_t)n;
        names[len] = '\0'; /* one too many is counted and not named */
        count++;
        rc_keep_refs_put(&refs, &tools->first[i]);
    }
    measure.value = count;
    measure.seen = tools && tools->any;
    rc_keep_show(&measure, &refs);
    if (!measure.seen)
        measure.why = RC_S("No software or process was seen.");
    else if (!count)
        measure.why = RC_S("No remote-control tool was seen but allowed ones.");
    else
        measure.why = rc_arena_print(
            to->arena,
            "%u remote-control tool%s not on the company's list: %s.", count,
            count == 1 ? " is" : "s are", names);
    to->take(to, &measure);
}

const struct rc_detector rc_detector_remote_tool_unsanctioned = {
    .name = "remote-tool-unsanctioned",
    .says = "remote-control tools that the company does not allow",
    .kinds = RC_KIND_BIT(SOFTWARE) | RC_KIND_BIT(PROCESS),
    .version = 1,
    .memory_bytes = sizeof(struct tools),
    .observe = tools_observe,
    .merge = tools_merge,
    .measure = tools_measure,
};
