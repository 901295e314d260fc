#!/bin/sh
# Checks everything:  tools/check.sh BUILD
#
# Each step prints what it ran; the last line is what the runners counted, and
# what was skipped, said where it was.  The other builds stand beside BUILD and
# are kept: a second run builds nothing.
#
#     ONLY="tests layers" tools/check.sh build     some steps
#
# A step is a function step_NAME below; `suite`, `tap` and `one` count.
set -u
cd "$(dirname "$0")/.." || exit 2
build=${1:-build}
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
trap 'exit 130' HUP INT TERM
jobs=$(nproc)
passed=0 failed=0 skipped=0
unset ROLLCALL_CPU TZDIR NO_COLOR # what is checked is the same everywhere
export MESON_TESTTHREADS="$jobs"
export ASAN_OPTIONS=detect_leaks=1:abort_on_error=1:strict_string_checks=1
export UBSAN_OPTIONS=halt_on_error=1:abort_on_error=1:print_stacktrace=1
export TSAN_OPTIONS=halt_on_error=1:second_deadlock_stack=1

count() { # passed, failed, skipped
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
}
skip() { # sentence, why
    echo "  # SKIP $1: $2"
    count 0 0 1
}
# A command is a test: well, or its output is shown.
one() { # sentence, command...
    says=$1
    shift
    if "$@" >"$work/one" 2>&1 </dev/null; then
        echo "  ok - $says"
        count 1 0 0
        return 0
    fi
    echo "  not ok - $says"
    tail -n 60 "$work/one" | sed 's/^/    | /'
    count 0 1 0
    return 1
}
# A program that speaks TAP: what is not ok is shown with its comments.
tap() { # name, command...
    says=$1
    shift
    "$@" >"$work/tap" 2>&1 </dev/null
    ended=$?
    grep -E '^ok .*# SKIP' "$work/tap" | sed 's/^/    /'
    awk '/^not ok/ { on = 1 } /^ok/ { on = 0 } on { print "    " $0 }' "$work/tap"
    skips=$(grep -cE '^ok .*# SKIP' "$work/tap")
    good=$(($(grep -c '^ok' "$work/tap") - skips))
    bad=$(grep -c '^not ok' "$work/tap")
    if [ $ended -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
        echo "    not ok - $says ended with status $ended"
        tail -n 20 "$work/tap" | sed 's/^/    | /'
    fi
    printf '  %-44s %4d passed%s\n' "$says" "$good" \
        "$([ "$bad" -eq 0 ] || echo ", $bad FAILED")"
    count "$good" "$bad" "$skips"
}
# A build of meson's, made when missing.  Not building is a failed test.
built() { # folder, name, setup words...
    folder=$1 says=$2
    shift 2
    if [ ! -f "$folder/build.ninja" ]; then
        meson setup "$folder" "$@" >"$work/setup" 2>&1 || {
            one "$says is set up" sh -c 'cat "$1"; exit 1' sh "$work/setup"
            return 1
        }
    fi
    one "$says builds, warnings are errors" ninja -C "$folder" --quiet
}
# Meson's tests of a build, as their own runners counted them.
suite() { # folder, meson test words...
    folder=$1
    shift
    rm -f "$folder"/meson-logs/check*.junit.xml # --wrap names it otherwise
    meson test -C "$folder" --no-rebuild --logbase check "$@" \
        >"$work/meson" 2>&1 </dev/null
    if ! python3 tools/junit.py "$folder"/meson-logs/check*.junit.xml \
        >"$work/counted" 2>"$work/why"; then
        one "$folder: the tests were run" sh -c 'cat "$1" "$2"; exit 1' sh "$work/meson" "$work/why"
        return
    fi
    sed '$d' "$work/counted"
    # shellcheck disable=SC2046 # three numbers
    count $(tail -n 1 "$work/counted" | tr -dc '0-9 ')
}

step_tests() {
    say "unit, fault, property, golden and end to end tests (gcc)"
    built "$build" "gcc" && suite "$build"
}
step_tally() {
    say "planted and honest people over ten made-up companies"
    one "most planted are found, few honest are accused" \
        python3 tests/e2e/tally.py "$build/src/faces/rollcall" --seeds 10
    sed 's/^/    /' "$work/one"
}
step_layers() {
    say "layers"
    tap "layers" tools/layers.py --compile \
        "${CC:-gcc} -std=c17 -D_GNU_SOURCE -Isrc -Wall -Wextra -Werror -Wno-unused-parameter"
}
step_asan() {
    say "the same under AddressSanitizer, LeakSanitizer and UBSan (clang)"
    CC=clang built build-asan "clang with sanitizers" -Dfuzz=true \
        -Db_sanitize=address,undefined -Db_lundef=false &&
        suite build-asan --timeout-multiplier 4
}
step_fuzz() {
    say "fuzz targets, ${FUZZ_SECONDS:=5} s each"
    tap "fuzz" sh tools/fuzz.sh "$FUZZ_SECONDS" build-asan
}
step_clang() {
    say "clang, as released (-O3, no assertions)"
    CC=clang built build-clang "clang" -Dbuildtype=release -Db_ndebug=true &&
        suite build-clang --suite unit
}
step_tsan() {
    say "ThreadSanitizer: threads that scan"
    CC=clang built build-tsan "clang with ThreadSanitizer" \
        -Db_sanitize=thread -Db_lundef=false || return
    company 80 || return
    tsan=build-tsan/src/faces/rollcall
    one "four threads scan a company" "$tsan" scan "$work/company-80" \
        --threads 4 --quiet --store "$work/tsan" --json "$work/tsan.json"
    one "and take it up again" "$tsan" scan "$work/company-80" \
        --threads 4 --quiet --store "$work/tsan" --json "$work/again.json"
    "$build/src/faces/rollcall" scan "$work/company-80" --threads 1 --quiet \
        --store "$work/plain" --json "$work/plain.json" >/dev/null 2>&1
    one "one thread says the same" cmp "$work/plain.json" "$work/tsan.json"
    one "again the same" cmp "$work/plain.json" "$work/again.json"
}
# Unit tests that are quick: the others spend minutes under valgrind on what
# the sanitizers saw, in loops over many seeds or many bytes.
quick() {
    meson test -C "$build" --list --suite unit 2>/dev/null | sed 's/.* \/ //' |
        grep -vxE 'demo|json|csv|readers|stream|stream_cut|store|store_door|vault|time|zone'
}
step_valgrind() {
    say "valgrind memcheck"
    if ! command -v valgrind >/dev/null; then
        skip "memcheck" "no valgrind here"
        return
    fi
    memcheck="valgrind -q --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,possible --track-origins=no"
    # shellcheck disable=SC2046 # a word a test
    suite "$build" --wrap "$memcheck" --timeout-multiplier 20 $(quick)
    company 20 || return
    # shellcheck disable=SC2086
    one "a scan of twenty" $memcheck "$build/src/faces/rollcall" scan \
        "$work/company-20" --threads 2 --quiet --store "$work/valgrind"
}
step_lint() {
    say "linters"
    tap "lint" sh tools/lint.sh "$build"
}
step_conformance() {
    say "conformance with other products' readings"
    samples=${SAMPLES:-../shared/data/vendor-samples}
    if [ -f "$samples/expected.ndjson" ]; then
        one "vendor samples" tests/conformance/run --rollcall \
            "$build/src/faces/rollcall" "$samples"
        grep '^[0-9]* records' "$work/one" | sed 's/^/    /'
    else
        skip "vendor samples" "no $samples"
    fi
}

say() { echo "== $*"; }
# A company of so many workers, made once: $work/company-N.
company() {
    [ -d "$work/company-$1" ] || one "a company of $1 is made" \
        "$build/src/faces/rollcall" demo "$work/company-$1" --workers "$1" --seed 3
}

for step in ${ONLY:-tests tally layers lint clang asan tsan valgrind fuzz conformance}; do
    began=$(date +%s)
    "step_$step"
    echo "   ($(($(date +%s) - began)) s)"
done
more=
[ "$skipped" -eq 0 ] || more=", $skipped skipped"
echo "$passed passed, $failed failed$more"
[ "$failed" -eq 0 ]
