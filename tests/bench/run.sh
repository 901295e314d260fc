#!/bin/sh
# How much work Rollcall does a second, next to `wc -l` and to DuckDB.
#
#     tests/bench/run.sh BUILD        (or: make bench)
#
# ROUNDS=n       rounds of the comparison, 5 if not said
# BYTES=n        size of the Okta log, 1 GB if not said
# SOURCES=0      leaves out the table of sources
# DUCKDB_NODE=d  a folder where npm's @duckdb/node-api is installed; else a
#                `duckdb` command is looked for; nothing is installed from here
#
# Inputs are made once under BUILD/bench/ and are the same everywhere; a sum
# that differs from okta.sha256 is told, as figures of other bytes are not
# comparable.  What is measured and how: docs/benchmarks.md.  Timings are for
# reading, never a reason to fail.
set -u

build=$(cd "${1:?usage: $0 BUILD}" && pwd) || exit 2
here=$(cd "$(dirname "$0")" && pwd)
work=$build/bench
bytes=${BYTES:-1000000000}
log=$work/okta-$bytes.ndjson
rollcall=$build/src/faces/rollcall

[ -x "$rollcall" ] || { echo "bench: no $rollcall: build it first" >&2; exit 2; }
mkdir -p "$work" || exit 2

# The name of the stamp tells which generator made the log.
stamp=$log.$(cksum <"$here/gen_okta.c" | tr ' ' -)
if [ ! -e "$stamp" ]; then
    echo "making $log" >&2
    rm -f "$log" "$log".*
    ${CC:-cc} -std=c17 -D_GNU_SOURCE -O2 -o "$work/gen_okta" \
        "$here/gen_okta.c" || exit 2
    "$work/gen_okta" "$bytes" 1 >"$log" || exit 2
    sha256sum <"$log" | cut -d ' ' -f 1 >"$stamp" || exit 2
fi
if [ "$bytes" = 1000000000 ] && ! cmp -s "$stamp" "$here/okta.sha256"; then
    echo "bench: the log's sum is not that of okta.sha256: the generator" \
        "changed, and so these figures are not comparable with older ones" >&2
fi

set -- --rollcall "$rollcall" --log "$log" --work "$work" \
    --rounds "${ROUNDS:-5}" --golden "$here/../golden" \
    --compiler "$(${CC:-cc} --version | head -n 1)"
[ "${SOURCES:-1}" = 0 ] && set -- "$@" --no-sources
if [ -n "${DUCKDB_NODE-}" ]; then
    set -- "$@" --duckdb "node $here/duckdb.mjs $DUCKDB_NODE"
elif command -v duckdb >/dev/null; then
    set -- "$@" --duckdb "duckdb -noheader -csv -c"
fi
exec python3 "$here/rounds.py" "$@"
