#!/bin/sh
# The analyzers that take minutes:  tools/analyze.sh BUILD.  Their findings are
# to be read, not obeyed: neither knows that what returns enum rc_status writes
# its out-parameters on RC_OK.
set -u
cd "$(dirname "$0")/.." || exit 2
[ -f build-analyze/build.ninja ] ||
    CC=gcc meson setup build-analyze -Dwerror=false -Dc_args=-fanalyzer >/dev/null || exit 2
echo "== gcc -fanalyzer"
ninja -C build-analyze -k0 src/faces/rollcall | grep -E -A8 'Wanalyzer' || echo "nothing"
echo "== clang-tidy, clang-analyzer-*"
find src -name '*.c' | sort |
    xargs -P "$(nproc)" -n 8 clang-tidy --quiet -p "${1:-build}" \
        --checks='-*,clang-analyzer-*,-clang-analyzer-security.insecureAPI.*' 2>/dev/null |
    grep -E '(warning|error):' | sort -u
