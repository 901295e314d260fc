/*
 * packed.c -- the layer that unpacks, whichever the packing; see unpack.h.
 */
#include <stdlib.h>

#include "readers/input.h"
#include "readers/unpack.h"

enum { IN_BYTES = 128 * 1024 };

struct packed {
    struct rc_input input; /* first */
    struct rc_input *from;
    const struct rc_unpacker *unpacker;
    void *state;
    struct rc_budget *budget;
    int layer;
    struct rc_unpack_io io; /* its in side: what is left of in */
    unsigned char *in;
    bool in_ended, between;
};

/* More packed bytes behind those that are left. */
static enum rc_status
refill(struct packed *packed, struct rc_err *err)
{
    size_t got = 0, left = packed->io.in_len, want = IN_BYTES - left;
    enum rc_status st = RC_OK;

    if (left)
        memmove(packed->in, packed->io.in, left);
    if (want)
        st = rc_input_read(packed->from, (char *)packed->in + left, want, &got,
                           err);
    packed->io.in = packed->in;
    packed->io.in_len = left + got;
    packed->in_ended = !got;
    return st;
}

/* One step: input if it is wanted, and whatever comes of it.  *stuck: nothing
 * moved, and no more input will come. */
static enum rc_status
step(struct packed *packed, bool *stuck, struct rc_err *err)
{
    size_t in_before = packed->io.in_len, out_before = packed->io.out_len;
    const char *why = NULL;
    enum rc_unpacked did = packed->unpacker->unpack(packed->state, &packed->io,
                                                    packed->in_ended, &why);

    *stuck = false;
    if (did == RC_UNPACK_BAD)
        return rc_fail(err, RC_INPUT, "%s: %s", packed->unpacker->name, why);
    packed->between = did == RC_UNPACK_BETWEEN;
    if (packed->io.in_len != in_before || packed->io.out_len != out_before ||
        !packed->io.out_len)
        return RC_OK;
    if (!packed->in_ended)
        return refill(packed, err);
    *stuck = true;
    return RC_OK;
}

static enum rc_status
packed_read(struct rc_input *input, char *to, size_t cap, size_t *got,
            struct rc_err *err)
{
    struct packed *packed = (struct packed *)(void *)input;
    enum rc_status st = RC_OK;
    bool stuck = false;

    cap = rc_budget_cap(packed->budget, packed->layer, cap);
    packed->io.out = to;
    packed->io.out_len = cap;
    while (st == RC_OK && !stuck && packed->io.out_len)
        st = step(packed, &stuck, err);
    *got = cap - packed->io.out_len;
    if (st == RC_OK && stuck && (!packed->between || packed->io.in_len))
        st = rc_fail(err, RC_INPUT, "%s: is cut short", packed->unpacker->name);
    if (st == RC_OK)
        return rc_budget_take(packed->budget, packed->layer, got, err);

    struct rc_err ignored; /* the damage is the better reason */

    (void)!rc_budget_take(packed->budget, packed->layer, got, &ignored);
    return st;
}

static void
packed_close(struct rc_input *input)
{
    struct packed *packed = (struct packed *)(void *)input;

    packed->unpacker->close(packed->state);
    rc_input_close(packed->from);
    free(packed->in);
    free(packed);
}

struct rc_input *
rc_input_packed(struct rc_input *from, const struct rc_unpacker *unpacker,
                struct rc_budget *budget, int layer)
{
    struct packed *packed = rc_alloc(sizeof *packed);

    *packed = (struct packed){
        .input = {.read = packed_read, .close = packed_close},
        .from = from,
        .unpacker = unpacker,
        .state = unpacker->open(),
        .budget = budget,
        .layer = layer,
        .in = rc_alloc(IN_BYTES),
        .between = true,
    };
    packed->io.in = packed->in;
    return &packed->input;
}
