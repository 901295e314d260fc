/*
 * json_scan.h -- the projection scanner, over a kernel's vector primitives.
 *
 * Included once by each kernel_*.c, which defines before it:
 *
 *     struct block, block_load(p), block_eq(&b, c)   64 bytes -> a bit a byte
 *     CHUNK, struct chunk, chunk_load, chunk_eq      the same over one vector
 *     prefix_xor(bits)     bit n: the parity of bits 0..n
 *     count_bits(bits)     how many are set
 *     shape_is(shape, p)   p begins with the shape's text
 *
 * The one rule of safety.  Bytes from scan->end on may be read (there are
 * RC_PAD of them) and hold anything, so what they say is never believed: a
 * load starts at scan->end at the latest, and whatever a load finds is compared
 * with scan->end before it counts.  A position found beyond the end means that
 * there was none before it, hence that the record is cut short.
 *
 * The second: nothing is called again for each brace in the record.  Only
 * wanted objects and arrays recur, and the projection bounds how deep.
 */

/* Marks the characters that a backslash escapes; *carry tells the next block
 * that its first one is.  Runs of backslashes escape each other in pairs:
 * adding the starts of runs to the runs themselves carries out at each run's
 * end, and whether that end is an even or odd place tells its length. */
static inline uint64_t
escaped_by(uint64_t slash, uint64_t *carry)
{
    const uint64_t even = UINT64_C(0x5555555555555555);

    slash &= ~*carry;

    uint64_t follows = slash << 1 | *carry;
    uint64_t odd_starts = slash & ~even & ~follows;
    unsigned long long ends;

    *carry = __builtin_add_overflow((unsigned long long)odd_starts,
                                    (unsigned long long)slash, &ends);
    return (even ^ (uint64_t)ends << 1) & follows;
}

/* The close that brings depth to zero, as a bit number; 64 when none does, and
 * then *depth is what the block leaves it at. */
static inline unsigned
closing_bit(uint64_t opens, uint64_t closes, int64_t *depth)
{
    int64_t passed = 0;

    for (uint64_t left = closes; left; left &= left - 1) {
        uint64_t below = (left & -left) - 1;

        if (*depth + count_bits(opens & below) == ++passed)
            return (unsigned)__builtin_ctzll(left);
    }
    *depth += count_bits(opens) - passed;
    return 64;
}

/*
 * From inside a container (p is behind its opening bracket, or behind one of
 * its values) to behind its closing one.  Only its own kind of bracket is
 * counted, which is what makes it fast: for JSON that is balanced the answer is
 * the same, and strict mode finds what is not.
 */
static inline __attribute__((always_inline)) const char *
skip_rest(struct rc_json_scan *scan, const char *p, char open, char close)
{
    uint64_t in_string = 0, carry = 0;
    int64_t depth = 1;

    for (; p < scan->end; p += 64) {
        struct block block = block_load(p);
        uint64_t quote = block_eq(&block, '"');
        uint64_t slash = block_eq(&block, '\\');

        if (__builtin_expect((slash | carry) != 0, 0))
            quote &= ~escaped_by(slash, &carry);

        /* an opening quote counts as inside, a closing one as outside */
        uint64_t inside = prefix_xor(quote) ^ in_string;

        in_string = 0 - (inside >> 63); /* all ones or none */

        uint64_t opens = block_eq(&block, open) & ~inside;
        uint64_t closes = block_eq(&block, close) & ~inside;
        int64_t close_count = count_bits(closes);

        if (close_count < depth) {
            depth += count_bits(opens) - close_count;
            continue;
        }

        unsigned at = closing_bit(opens, closes, &depth);

        if (at < 64) {
            p += at;
            return p < scan->end ? p + 1 : rc_json_short(scan);
        }
    }
    return rc_json_short(scan);
}

static __attribute__((noinline)) const char *
skip_object(struct rc_json_scan *scan, const char *p)
{
    return skip_rest(scan, p, '{', '}');
}

static __attribute__((noinline)) const char *
skip_array(struct rc_json_scan *scan, const char *p)
{
    return skip_rest(scan, p, '[', ']');
}

/* From behind an opening quote to the closing one; at or beyond the end when
 * there is none.  *escaped is set when a backslash stands between. */
static inline __attribute__((always_inline)) const char *
string_end(const char *p, const char *end, bool *escaped)
{
    for (;;) {
        struct chunk chunk = chunk_load(p);
        uint32_t quote = chunk_eq(&chunk, '"');
        uint32_t slash = chunk_eq(&chunk, '\\');
        uint32_t first = quote & (slash - 1); /* quotes before a backslash */

        if (first)
            return p + __builtin_ctz(first);
        if (slash) {
            *escaped = true;
            p += __builtin_ctz(slash) + 2;
        } else {
            p += CHUNK;
        }
        if (p >= end)
            return end;
    }
}

/* The value at p < end, unwanted: behind it, or NULL. */
static inline const char *
skip_value(struct rc_json_scan *scan, const char *p)
{
    enum rc_json_type type;
    bool escaped;

    switch (*p) {
    case '"':
        p = string_end(p + 1, scan->end, &escaped);
        return p < scan->end ? p + 1 : rc_json_short(scan);
    case '{':
        return skip_object(scan, p + 1);
    case '[':
        return skip_array(scan, p + 1);
    case 'n':
    case 't':
    case 'f':
        return rc_json_literal(scan, p, &type);
    default:
        return rc_json_number(scan, p, false);
    }
}

/* Whom the key between the quotes is wanted by. */
static const struct rc_json_key *
find_key(const struct rc_json_node *node, struct rc_slice name)
{
    if (!(node->lengths >> (name.len < 63 ? name.len : 63) & 1))
        return NULL;
    for (const struct rc_json_key *key = node->keys; key; key = key->next)
        if (rc_slice_eq(key->name, name))
            return key;
    return NULL;
}

/* Reads the key at p the long way: up to its value, or NULL.  What was read is
 * kept in *keep (which may be NULL) for the next record. */
static __attribute__((noinline)) const char *
read_key(struct rc_json_scan *scan, const char *p,
         const struct rc_json_node *node, struct rc_json_shape *keep,
         const struct rc_json_key **key)
{
    const char *start = p, *end = scan->end, *close;
    bool escaped = false;
    struct rc_slice name;

    if (p >= end)
        return rc_json_short(scan);
    if (*p != '"')
        return rc_json_bad(scan, "a key was expected");
    close = string_end(p + 1, end, &escaped);
    if (close >= end)
        return rc_json_short(scan);
    name = (struct rc_slice){p + 1, (size_t)(close - p - 1)};
    if (escaped && !rc_json_unescape(name, scan->arena, &name))
        return rc_json_bad(scan, "an escape in a key is none");

    p = rc_json_space(close + 1, end);
    if (p >= end)
        return rc_json_short(scan);
    if (*p != ':')
        return rc_json_bad(scan, "a colon was expected behind a key");
    p = rc_json_space(p + 1, end);
    *key = find_key(node, name);

    if (keep && !escaped && p - start <= RC_SHAPE_TEXT) {
        keep->len = (uint32_t)(p - start);
        keep->bits = UINT32_MAX >> (RC_SHAPE_TEXT - keep->len);
        keep->all = keep->bits;
        keep->key = *key;
        memcpy(keep->text, start, keep->len);
    }
    return p;
}

static const char *scan_object(struct rc_json_scan *scan, const char *p,
                               const struct rc_json_node *node);

/* Keeps the string whose characters stand between p and close. */
static inline bool
keep_string(struct rc_json_scan *scan, int slot, const char *p,
            const char *close, bool escaped)
{
    struct rc_slice text = {p, (size_t)(close - p)};

    if (slot < 0)
        return true; /* only what is inside was wanted, and nothing is */
    if (__builtin_expect(escaped, 0) &&
        !rc_json_unescape(text, scan->arena, &text))
        return false;
    scan->slots[slot] = (struct rc_json_value){text, RC_JSON_STRING};
    return true;
}

/* The value at p < end, wanted: behind it, or NULL. */
static __attribute__((noinline)) const char *
take_value(struct rc_json_scan *scan, const char *p,
           const struct rc_json_want *want)
{
    const char *start = p;
    enum rc_json_type type;
    bool escaped = false;

    switch (*p) {
    case '"':
        p = string_end(p + 1, scan->end, &escaped);
        if (p >= scan->end)
            return rc_json_short(scan);
        if (!keep_string(scan, want->slot, start + 1, p, escaped))
            return rc_json_bad(scan, "an escape in a string is none");
        return p + 1;
    case '{':
        type = RC_JSON_OBJECT;
        p = want->object ? scan_object(scan, p + 1, want->object)
                         : skip_object(scan, p + 1);
        break;
    case '[':
        type = RC_JSON_ARRAY;
        if (want->first) {
            p = rc_json_space(p + 1, scan->end);
            if (p >= scan->end)
                return rc_json_short(scan);
            if (*p != ']' && !(p = take_value(scan, p, want->first)))
                return NULL;
        } else {
            p++;
        }
        p = skip_array(scan, p);
        break;
    case 'n':
    case 't':
    case 'f':
        p = rc_json_literal(scan, p, &type);
        break;
    default:
        type = RC_JSON_NUMBER;
        p = rc_json_number(scan, p, true);
        break;
    }
    if (p && want->slot >= 0)
        scan->slots[want->slot] =
            (struct rc_json_value){{start, (size_t)(p - start)}, type};
    return p;
}

/* The value at p < end of a key, or of none that is wanted: behind it, or NULL.
 * Nearly all are strings, which are read here, without a call. */
static inline __attribute__((always_inline)) const char *
key_value(struct rc_json_scan *scan, const char *p,
          const struct rc_json_key *key)
{
    bool escaped = false;
    const char *close;

    if (*p != '"')
        return key ? take_value(scan, p, &key->want) : skip_value(scan, p);
    close = string_end(p + 1, scan->end, &escaped);
    if (__builtin_expect(close >= scan->end, 0))
        return rc_json_short(scan);
    if (key && !keep_string(scan, key->want.slot, p + 1, close, escaped))
        return rc_json_bad(scan, "an escape in a string is none");
    return close + 1;
}

/* From behind an object's opening brace to behind its closing one, or NULL.
 * Once all wanted keys were met the rest is skipped; strict mode reads on, for
 * one that comes twice. */
static const char *
scan_object(struct rc_json_scan *scan, const char *p,
            const struct rc_json_node *node)
{
    const char *const end = scan->end;
    struct rc_json_shape *shape = scan->shapes + node->index * RC_SHAPE_ROW;
    struct rc_json_shape *const last = shape + RC_SHAPE_KEYS; /* stays empty */
    const uint64_t enough = scan->strict ? 0 : node->all;
    uint64_t seen = 0;

    p = rc_json_space(p, end);
    if (p >= end)
        return rc_json_short(scan);
    if (*p == '}')
        return p + 1;
    for (;;) {
        const struct rc_json_key *key;

        if (__builtin_expect(shape_is(shape, p), 1)) {
            key = shape->key;
            p += shape->len;
        } else {
            p = read_key(scan, p, node, shape < last ? shape : NULL, &key);
            if (!p)
                return NULL;
        }
        shape += shape < last;
        if (__builtin_expect(rc_json_is_space(*p), 0))
            p = rc_json_space(p, end);
        if (__builtin_expect(p >= end, 0))
            return rc_json_short(scan);

        if (key && __builtin_expect((seen & key->bit) != 0, 0)) {
            if (scan->strict)
                return rc_json_bad(scan, "a wanted key comes twice");
            key = NULL; /* the first counts */
        }
        p = key_value(scan, p, key);
        if (!p)
            return NULL;
        if (key) {
            seen |= key->bit;
            if (seen == enough)
                return skip_object(scan, p);
        }

        /* p <= end: these two may be the pad's, and then the next key is found
         * to begin at or behind the end */
        if (__builtin_expect(p[0] == ',' && p[1] == '"', 1)) {
            p++;
            continue;
        }
        p = rc_json_space(p, end);
        if (p >= end)
            return rc_json_short(scan);
        if (*p == '}')
            return p + 1;
        if (*p != ',')
            return rc_json_bad(scan, "a comma or } was expected");
        p = rc_json_space(p + 1, end);
    }
}

static const char *
project(struct rc_json_scan *scan, const char *p,
        const struct rc_json_node *root)
{
    return root->keys ? scan_object(scan, p + 1, root)
                      : skip_object(scan, p + 1);
}
