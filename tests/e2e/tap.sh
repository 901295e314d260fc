# tap.sh -- what the scripts beside it share.  Sourced, with the rollcall binary
# as $1: a folder of its own to work in, one run at a time, and TAP.
#
#     run scan exports        # sets $status; output in out, messages in err
#     exits 0 "a scan ends well"
#     says '"schema"' "and prints JSON"
#     finish

set -u
[ $# -ge 1 ] && [ -x "$1" ] || { echo "usage: $0 ROLLCALL" >&2; exit 2; }
rollcall=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
here=$(cd "$(dirname "$0")" && pwd)
golden=$(cd "$here/../golden" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/rollcall-e2e-XXXXXX") || exit 99
clean_up() {
    cd /
    chmod -R u+rwX "$work" 2>/dev/null
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' HUP INT TERM
HOME=$work/home XDG_STATE_HOME=$work/state XDG_DATA_HOME=$work/data
LC_ALL=C NO_COLOR=1
export HOME XDG_STATE_HOME XDG_DATA_HOME LC_ALL NO_COLOR
mkdir "$HOME" "$XDG_STATE_HOME" "$XDG_DATA_HOME"
cd "$work" || exit 99

tests=0 failed=0 status=0

ok() {
    tests=$((tests + 1))
    echo "ok $tests - $1"
}
not_ok() {
    tests=$((tests + 1)) failed=$((failed + 1))
    echo "not ok $tests - $1"
    shift
    for line; do
        printf '%s\n' "$line" | sed 's/^/# /'
    done
}
skip() { # sentence, why
    tests=$((tests + 1))
    echo "ok $tests - $1 # SKIP $2"
}
finish() {
    echo "1..$tests"
    [ $failed -eq 0 ]
    exit
}

# The end of a file, as comments; before it what a sanitizer said.
show() {
    [ -f "$1" ] || return 0
    {
        grep -a -A 4 -e 'ERROR: [A-Z]' -e 'runtime error:' "$1" | head -n 6
        tail -n 8 "$1"
    } | cut -c 1-300 | sed "s/^/#   $1: /"
}

# Runs rollcall.  Nothing takes more than $most seconds: a hang is a failure.
most=300
if command -v timeout >/dev/null; then
    in_time() { timeout -k 5 "$most" "$@"; }
else
    in_time() { "$@"; }
fi
run() {
    ran="rollcall $*"
    in_time "$rollcall" "$@" >out 2>err </dev/null
    status=$?
}

# How it ended.
exits() { # wanted, sentence
    if [ "$status" -eq "$1" ]; then
        ok "$2"
        return
    fi
    why="exit status $status, wanted $1"
    [ "$status" -eq 124 ] && why="did not end in $most seconds"
    [ "$status" -gt 128 ] && why="ended by signal $((status - 128))"
    not_ok "$2" "$ran" "$why"
    show err
}
# Whether a basic regular expression is in what was printed, or in messages.
says() {
    if grep -q -e "$1" out; then ok "$2"; else
        not_ok "$2" "$ran" "stdout has no '$1'"
        show out
        show err
    fi
}
tells() {
    if grep -q -e "$1" err; then ok "$2"; else
        not_ok "$2" "$ran" "stderr has no '$1'"
        show err
    fi
}
silent() { # out or err, sentence
    if [ -s "$1" ]; then
        not_ok "$2" "$ran"
        show "$1"
    else ok "$2"; fi
}
# Equal byte for byte.
same() { # file, file, sentence
    if cmp -s "$1" "$2"; then ok "$3"; else
        not_ok "$3" "$(cmp "$1" "$2" 2>&1)"
        # where they part, with what is around it
        at=$(cmp "$1" "$2" 2>/dev/null | sed 's/.*byte \([0-9]*\).*/\1/;s/.*char \([0-9]*\).*/\1/')
        case $at in
        '' | *[!0-9]*) ;;
        *)
            from=$((at > 120 ? at - 120 : 1))
            for f in "$1" "$2"; do
                tail -c "+$from" "$f" | head -c 240 | tr '\n' ' ' |
                    sed "s|^|#   $f: |"
                echo
            done
            ;;
        esac
    fi
}
# A condition of the shell.
holds() { # sentence, command...
    sentence=$1
    shift
    if "$@"; then ok "$sentence"; else not_ok "$sentence" "$*"; fi
}
# One JSON document, or one a line with "lines".
is_json() { # file, sentence [lines]
    if ! command -v python3 >/dev/null; then
        skip "$2" "no python3 to read JSON with"
    elif python3 -c '
import json, sys
with open(sys.argv[1], encoding="utf-8") as f:
    for text in f if len(sys.argv) > 2 else [f.read()]:
        json.loads(text)
' "$1" ${3+"$3"} 2>json.err; then ok "$2"; else
        not_ok "$2" "$ran" "$(tail -n 1 json.err)"
    fi
}
# A value of a JSON file: an expression over d.
json() {
    python3 -c '
import json, sys
d = json.load(open(sys.argv[1], encoding="utf-8"))
v = eval(sys.argv[2])
print(json.dumps(v) if isinstance(v, (dict, list, bool, type(None))) else v)
' "$1" "$2" 2>/dev/null || echo "(none)"
}

# Bytes that are always the same: a stream from a seed.
noise() { # seed, bytes
    awk -v s="$1" -v n="$2" 'BEGIN {
        for (i = 0; i < n; i++) {
            s = (s * 1103515245 + 12345) % 2147483648
            printf "%c", int(s / 65536) % 255 + 1
        }
    }'
}
# A company of 60, made once a script.
company() {
    [ -d company ] || "$rollcall" demo company --seed 7 --workers 60 \
        >/dev/null 2>&1
}
