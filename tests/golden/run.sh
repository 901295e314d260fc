#!/bin/sh
# Compares what `rollcall observe` makes of each input with what is expected.
#
#     tests/golden/run.sh BIN [SOURCE...]
#
# SOURCE/CASE.in       the input
# SOURCE/CASE.opts     further words for the command line, may be missing
# SOURCE/CASE.out      the observations, one JSON object a line
# SOURCE/CASE.rejects  the lines about rejected records, may be missing
#
# A case is added by putting files here.  UPDATE=1 writes what came out instead
# of comparing it: read it before it is kept.  Speaks TAP.
set -u

case ${1-} in
'') echo "usage: $0 BIN [SOURCE...]" >&2; exit 2 ;;
*/*) bin=$(cd "$(dirname "$1")" && pwd)/$(basename "$1") ;;
*) bin=$1 ;;
esac
shift
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

[ $# -gt 0 ] || set -- */
n=0
failed=0
for source in "$@"; do
    for input in "${source%/}"/*.in; do
        [ -e "$input" ] || continue
        case=${input%.in}
        opts=
        [ -e "$case.opts" ] && opts=$(cat "$case.opts")
        # shellcheck disable=SC2086 # the words are meant to be split
        TZ=UTC "$bin" observe $opts "$input" >"$work/out" 2>"$work/err"
        status=$?
        grep ': rejected (' "$work/err" >"$work/rejects"
        n=$((n + 1))
        if [ "${UPDATE-}" = 1 ]; then
            cp "$work/out" "$case.out"
            cp "$work/rejects" "$case.rejects"
        fi
        [ -e "$case.rejects" ] || cp "$work/rejects" "$work/rejects.old"
        [ -e "$case.rejects" ] && cp "$case.rejects" "$work/rejects.old"
        if [ $status -lt 128 ] &&
            diff -u "$case.out" "$work/out" >"$work/diff" 2>&1 &&
            diff -u "$work/rejects.old" "$work/rejects" >>"$work/diff"; then
            echo "ok $n - $case"
        else
            failed=$((failed + 1))
            echo "not ok $n - $case"
            echo "# exit status $status"
            head -n 40 "$work/diff" | sed 's/^/# /'
        fi
    done
done
echo "1..$n"
[ "$failed" -eq 0 ]
