/*
 * csv_scan.h -- a CSV row by bitmaps, over a kernel's vector primitives.
 *
 * Included by each kernel_*.c like json_scan.h.  The parity of quotes says what
 * is inside: that is right as long as every opening quote begins a field, or
 * stands behind a closing one (a doubled quote closes and opens at once).  One
 * that does neither is an ordinary character in an unquoted field, and csv.c
 * reads the row byte by byte; so it does when no newline ends the row.
 */
static bool
csv_row(struct rc_slice bytes, char delimiter,
        struct rc_slice fields[RC_CSV_FIELDS], size_t *count, size_t *used)
{
    const char *field = bytes.p;
    uint64_t in_quotes = 0, may_open = 1; /* a row begins a field */
    size_t n = 0;
    size_t limit = bytes.len < RC_CSV_ROW ? bytes.len : RC_CSV_ROW;

    for (size_t at = 0; at < limit; at += 64) {
        struct block block = block_load(bytes.p + at);
        uint64_t quotes = block_eq(&block, '"');
        uint64_t outside = ~(prefix_xor(quotes) ^ in_quotes);
        uint64_t cuts = block_eq(&block, delimiter) & outside;
        uint64_t ends = block_eq(&block, '\n') & outside;

        in_quotes = (outside >> 63) - 1; /* all ones or none */
        if (__builtin_expect(limit - at < 64, 0)) {
            uint64_t ours = (UINT64_C(1) << (limit - at)) - 1;

            cuts &= ours;
            ends &= ours;
        }

        uint64_t to_end = ends ^ (ends - 1); /* with the newline; or all */
        uint64_t before = cuts | (quotes & outside);
        uint64_t opens = quotes & ~outside & to_end;

        if (__builtin_expect((opens & ~(before << 1 | may_open)) != 0, 0))
            return false;
        may_open = before >> 63;

        cuts &= to_end;
        if (n + (size_t)count_bits(cuts) >= RC_CSV_FIELDS)
            return false;
        for (; cuts; cuts &= cuts - 1) {
            const char *cut = bytes.p + at + __builtin_ctzll(cuts);

            fields[n++] = (struct rc_slice){field, (size_t)(cut - field)};
            field = cut + 1;
        }
        if (ends) {
            const char *end = bytes.p + at + __builtin_ctzll(ends);

            *used = (size_t)(end - bytes.p) + 1;
            end -= end > field && end[-1] == '\r';
            fields[n++] = (struct rc_slice){field, (size_t)(end - field)};
            *count = n;
            return true;
        }
    }
    return false;
}
