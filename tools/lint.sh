#!/bin/sh
# Linters, each finding a failure:  tools/lint.sh BUILD.  Speaks TAP.
#
# BUILD's compile_commands.json says how each file is compiled.  A finding is
# fixed, or silenced on its own line with the reason.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
n=0 failed=0
jobs=$(nproc)

lint() { # sentence, command...
    says=$1
    shift
    n=$((n + 1))
    if "$@" >"$work/out" 2>&1; then
        echo "ok $n - $says"
    else
        failed=1
        echo "not ok $n - $says"
        head -n 60 "$work/out" | sed 's/^/# /'
    fi
}
missing() { # sentence, tool
    n=$((n + 1))
    echo "ok $n - $1 # SKIP no $2 here"
}

# ---- every test is in the build ----
listed() {
    for file in tests/unit/test_*.c tests/fault/test_*.c tests/property/test_*.c \
        tests/fuzz/fuzz_*.c tests/e2e/[0-9]*.sh; do
        [ -e "$file" ] || continue
        name=$(basename "$file" | sed 's/^test_//;s/^fuzz_//;s/\.c$//;s/\.sh$//')
        grep -q "'$name'" "$(dirname "$file")/meson.build" ||
            echo "$file is not in $(dirname "$file")/meson.build"
    done >"$work/unlisted"
    cat "$work/unlisted"
    [ ! -s "$work/unlisted" ]
}
lint "every test file is in its meson.build" listed

# ---- shell and Python ----
scripts() {
    git ls-files -co --exclude-standard | while read -r file; do
        case $(head -c 40 "$file" 2>/dev/null | head -n 1) in
        '#!/bin/sh') sh -n "$file" ;;
        '#!/bin/bash') bash -n "$file" ;;
        '#!/usr/bin/env python3'*) python3 -c 'import sys
compile(open(sys.argv[1], encoding="utf-8").read(), sys.argv[1], "exec")' "$file" ;;
        esac || echo "$file"
    done >"$work/scripts" 2>&1
    cat "$work/scripts"
    [ ! -s "$work/scripts" ]
}
if git rev-parse --git-dir >/dev/null 2>&1; then
    lint "scripts parse" scripts
else
    missing "scripts parse" "git clone"
fi

# ---- C ----
# Suppressed: what cppcheck cannot see (X-macro tables, room that a function
# fills as far as it tells), and gcc's arithmetic shift of signed numbers.
if command -v cppcheck >/dev/null; then
    cache=$build/cppcheck
    mkdir -p "$cache"
    lint "cppcheck has nothing to say" cppcheck -q -j "$jobs" --std=c11 \
        --enable=warning,portability --inline-suppr --error-exitcode=1 \
        --suppress=missingIncludeSystem --suppress=unknownMacro \
        --suppress=preprocessorErrorDirective --suppress=legacyUninitvar \
        --suppress=shiftTooManyBitsSigned \
        --suppress=uninitvar:src/demo/ring.c -D_GNU_SOURCE \
        --cppcheck-build-dir="$cache" \
        --template='{file}:{line}: {severity} {id}: {message}' -I src src
else
    missing "cppcheck has nothing to say" cppcheck
fi
# The checks that .clang-tidy names, on what changed since all was well.
if command -v clang-tidy >/dev/null; then
    tidy() {
        since=
        if [ -f "$build/tidy.stamp" ] &&
            [ -z "$(find src .clang-tidy -newer "$build/tidy.stamp" ! -name '*.c' -type f)" ]; then
            since="-newer $build/tidy.stamp"
        fi
        touch "$work/stamp"
        # shellcheck disable=SC2086
        find src -name '*.c' $since | sort |
            xargs -r -P "$jobs" -n 8 clang-tidy --quiet -p "$build" 2>/dev/null \
                >"$work/tidy"
        grep -E '(warning|error):' "$work/tidy" | sort -u >"$work/found"
        cat "$work/found"
        [ ! -s "$work/found" ] && cp -p "$work/stamp" "$build/tidy.stamp"
    }
    lint "clang-tidy has nothing to say" tidy
else
    missing "clang-tidy has nothing to say" clang-tidy
fi
# Layout, once the tree is laid out: see .clang-format.
if command -v clang-format >/dev/null && [ -f tools/formatted ]; then
    lint "files are laid out by .clang-format" sh -c \
        'git ls-files "src/*.[ch]" "tests/*.[ch]" | xargs clang-format --dry-run -Werror'
fi
echo "1..$n"
exit $failed
