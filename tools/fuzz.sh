#!/bin/sh
# Fuzzes each target of tests/fuzz for SECONDS, two at a time.  Speaks TAP.
#
#     tools/fuzz.sh SECONDS [BUILD [TARGET...]]
#
# BUILD is a clang build with -Dfuzz=true and the sanitizers, made when missing.
# Seeds are the goldens, the pack and the zones; what is found new is kept in
# BUILD/corpus, a crash in BUILD/crash-TARGET-*.  A crash becomes a golden case.
set -u
cd "$(dirname "$0")/.." || exit 2
seconds=${1:?usage: tools/fuzz.sh SECONDS [BUILD [TARGET...]]}
build=${2:-build-asan}
shift; [ $# -gt 0 ] && shift

if [ ! -f "$build/build.ninja" ]; then
    CC=clang meson setup "$build" -Db_sanitize=address,undefined \
        -Db_lundef=false -Dfuzz=true >/dev/null || exit 2
fi
ninja -C "$build" --quiet || exit 2
build=$(cd "$build" && pwd)
[ $# -gt 0 ] || set -- $(cd tests/fuzz && ls fuzz_*.c | sed 's/^fuzz_//;s/\.c$//')

# Small archives, made here: none is kept beside the sources.
made_archives() {
    mkdir -p "$build/made"
    python3 - "$build/made" <<'PY'
import bz2, io, lzma, sys, tarfile, zipfile
to, text = sys.argv[1], b"id,name\n1,Ana\n" * 9
def zipped(files, how):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as z:
        for name, data in files:
            z.writestr(name, data)
    return out.getvalue()
def tarred(files, mode, kind):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode, format=kind) as t:
        for name, data in files:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            t.addfile(info, io.BytesIO(data))
    return out.getvalue()
files = [("a.csv", text), ("b/" + "c" * 120, text), ("a.csv", b"")]
made = {
    "stored.zip": zipped(files, zipfile.ZIP_STORED),
    "deflated.zip": zipped(files, zipfile.ZIP_DEFLATED),
    "bzip2.zip": zipped(files, zipfile.ZIP_BZIP2),
    "lzma.zip": zipped(files, zipfile.ZIP_LZMA),
    "ustar.tar": tarred(files[:1], "w", tarfile.USTAR_FORMAT),
    "gnu.tar": tarred(files, "w", tarfile.GNU_FORMAT),
    "pax.tar.gz": tarred(files, "w:gz", tarfile.PAX_FORMAT),
    "pax.tar.xz": tarred(files, "w:xz", tarfile.PAX_FORMAT),
    "gnu.tar.bz2": tarred(files, "w:bz2", tarfile.GNU_FORMAT),
    "text.xz": lzma.compress(text),
    "text.bz2": bz2.compress(text),
}
made["in.zip"] = zipped([(n, made[n]) for n in ("gnu.tar.bz2", "lzma.zip")],
                        zipfile.ZIP_STORED)
for name, data in made.items():
    open(to + "/" + name, "wb").write(data)
PY
    ls "$build"/made/*
}

# What a target begins with: files as they are, and how long inputs may be.
seeds() {
    case $1 in
    archive) made_archives ;;
    csv) ls tests/golden/*/*.in | xargs grep -lv '^[[{]' ;;
    json | stream | text) ls tests/golden/*/*.in ;;
    pack) ls pack/*.yml pack/*/* ;;
    tzif) ls /usr/share/zoneinfo/Europe/Lisbon /usr/share/zoneinfo/UTC \
        /usr/share/zoneinfo/America/Chicago /usr/share/zoneinfo/Asia/Tehran ;;
    esac 2>/dev/null
    ls tests/fuzz/seeds/"$1"/* 2>/dev/null
}
longest() {
    case $1 in time) echo 100 ;; archive | stream) echo 16384 ;; *) echo 4096 ;; esac
}
one() { # target: its log to BUILD/fuzz-TARGET.log, its exit status to .rc
    mkdir -p "$build/corpus/$1" "$build/seeds/$1"
    seeds "$1" | while read -r file; do
        cp "$file" "$build/seeds/$1/$(echo "$file" | tr / -)"
    done
    words=
    [ -f "tests/fuzz/$1.dict" ] && words=-dict=tests/fuzz/$1.dict
    # shellcheck disable=SC2086
    ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=0 \
        UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
        "$build/tests/fuzz/fuzz_$1" -max_total_time="$seconds" -timeout=10 \
        -rss_limit_mb=2048 -max_len="$(longest "$1")" -print_final_stats=1 \
        $words -artifact_prefix="$build/crash-$1-" \
        "$build/corpus/$1" "$build/seeds/$1" >"$build/fuzz-$1.log" 2>&1 </dev/null
    echo $? >"$build/fuzz-$1.rc"
}
tell() { # number, target
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$build/fuzz-$2.log")
    if [ "$(cat "$build/fuzz-$2.rc")" = 0 ]; then
        echo "ok $1 - fuzz $2, ${runs:-no} runs"
    else
        failed=1
        echo "not ok $1 - fuzz $2"
        grep -vE '^#[0-9]+|^stat::|NEW_FUNC' "$build/fuzz-$2.log" | tail -n 40 | sed 's/^/# /'
    fi
}

echo "1..$#"
n=0 failed=0
while [ $# -gt 0 ]; do
    one "$1" &
    [ $# -gt 1 ] && one "$2" &
    wait
    n=$((n + 1)); tell $n "$1"; shift
    [ $# -gt 0 ] && { n=$((n + 1)); tell $n "$1"; shift; }
done
exit $failed
