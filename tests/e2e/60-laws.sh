#!/bin/sh
# 60-laws.sh ROLLCALL -- the same records give the same bytes: in any order of
# files, on any number of threads, packed or plain, in one run or in many while
# the files still grow.
. "$(dirname "$0")/tap.sh"

company
holds "a company was made" test -s company/hr/hris-workers.csv
# and a firewall's log, long enough to be shared out among threads
mkdir -p company/vpn
awk 'BEGIN {
    for (i = 0; i < 36000; i++)
        printf "Jan %d 2026 %02d:%02d:%02d fw1 : %%ASA-6-113039: Group <VPN> " \
            "User <u%d@example.com> IP <198.51.%d.%d> AnyConnect parent " \
            "session started.%s\n", 5 + i / 1500, i % 24, i / 24 % 60, i % 60,
            i % 90, i % 3, i % 250, i % 1000 ? "" : "\ntorn"
}' >company/vpn/asa.log

# scanned STORE JSON ARGUMENT...: a scan that must end well.
scanned() {
    scan_store=$1 scan_json=$2
    shift 2
    rm -f "$scan_json"
    run scan "$@" --store "$scan_store" --json "$scan_json" --quiet
    [ "$status" -eq 0 ] || {
        exits 0 "the scan into $scan_store"
        : >"$scan_json"
    }
}

scanned base.store base.json company
is_json base.json "a scan in one go is JSON"
if command -v python3 >/dev/null; then
    found=$(json base.json 'sum(len(s["findings"]) for s in d["subjects"])')
    holds "with findings to compare ($found)" test "$found" -gt 100
    unnamed=$(json base.json 'sum(not r["file"] for s in d["subjects"]
        for f in s["findings"] for r in f["records"])')
    holds "whose records name their files ($unnamed do not)" test "$unnamed" = 0
fi

# Again, and into another store with another key.
scanned base.store again.json company
same base.json again.json "a scan of what was read already says the same"
scanned other.store other.json company
same base.json other.json "another store and key say the same"

for n in 1 2 3 4 8; do
    scanned "threads$n.store" threads.json company --threads "$n"
    same base.json threads.json "$n threads say the same"
done
for n in 1 2 3; do
    scanned "repeat$n.store" repeat.json company --threads 4
    same base.json repeat.json "four threads say it again ($n)"
done

# Order of the arguments; a file twice; a folder within a folder.
mkdir parts
for part in company/*/; do cp -R "$part" parts/; done
set -- parts/*/
forth= back=
for part; do
    forth="$forth $part" back="$part $back"
done
# shellcheck disable=SC2086
scanned forth.store forth.json $forth
# shellcheck disable=SC2086
scanned back.store back.json $back
same forth.json back.json "the order of folders makes no difference"
# shellcheck disable=SC2086
scanned twice.store twice.json $forth $back
same forth.json twice.json "folders named twice are read once"

# The same files created in another order: what a directory lists first.
mkdir shuffled
(cd company && find . -type d) | while read -r d; do mkdir -p "shuffled/$d"; done
(cd company && find . -type f) | sort -r | while read -r f; do
    cp "company/$f" "shuffled/$f"
done
scanned shuffled.store shuffled.json shuffled
same base.json shuffled.json "the order of a directory makes no difference"

# Packed otherwise.
cp -R company plain
find plain -name '*.gz' | while read -r f; do gzip -dc "$f" >"${f%.gz}" && rm "$f"; done
if command -v zstd >/dev/null; then
    find plain -name '*.zst' | while read -r f; do
        zstd -dqc "$f" >"${f%.zst}" && rm "$f"
    done
fi
unsized() { # the size on disk is all that may differ
    sed 's/"bytes":[0-9]*/"bytes":0/g' "$1"
}
scanned plain.store plain.json plain
unsized base.json >base.unsized
unsized plain.json >plain.unsized
same base.unsized plain.unsized "unpacked files say the same"
cp -R plain packed
find packed -type f ! -name '*.sealed' | while read -r f; do gzip -1 "$f"; done
scanned packed.store packed.json packed
unsized packed.json >packed.unsized
same base.unsized packed.unsized "files that are all gzip say the same"
if command -v zstd >/dev/null; then
    cp -R plain zpacked
    find zpacked -type f ! -name '*.sealed' -exec zstd -q --rm {} +
    scanned zpacked.store zpacked.json zpacked
    unsized zpacked.json >zpacked.unsized
    same base.unsized zpacked.unsized "files that are all zstd say the same"
else
    skip "files that are all zstd say the same" "no zstd here"
fi

# Files that grow: line files are cut at any byte, the others come whole.
grows() { # folder, thirds there are, of three, moved on by so many bytes
    (cd plain && find . -type d) | while read -r d; do mkdir -p "$1/$d"; done
    (cd plain && find . -type f) | while read -r f; do
        case $f in
        *.ndjson | *.jsonl | *.csv | *.log)
            size=$(wc -c <"plain/$f")
            want=$((size * $2 / 3))
            [ "$2" -lt 3 ] && want=$(((want + $3) % (size + 1)))
            have=0
            [ -f "$1/$f" ] && have=$(wc -c <"$1/$f")
            # appended to, as a log is: never written anew
            [ "$want" -gt "$have" ] &&
                tail -c "+$((have + 1))" "plain/$f" | head -c "$((want - have))" >>"$1/$f"
            ;;
        *) [ -f "$1/$f" ] || cp "plain/$f" "$1/$f" ;;
        esac
    done
}
for shift in 0 1 7 100 1234; do
    grows "grow$shift" 1 $shift
    scanned "grow$shift.store" first.json "grow$shift"
    grows "grow$shift" 2 $shift
    scanned "grow$shift.store" second.json "grow$shift" --threads 2
    scanned "grow$shift.store" second.json "grow$shift"
    grows "grow$shift" 3 $shift
    scanned "grow$shift.store" grown.json "grow$shift"
    same plain.json grown.json "three runs while files grow say the same ($shift)"
    holds "and the first runs said less" sh -c '! cmp -s first.json grown.json'
    rm -rf "grow$shift" "grow$shift.store"
done

# A file at a time.
mkdir piece
: >piece.json
(cd plain && find . -type f | sort) >order
n=0
while read -r f; do
    mkdir -p "piece/$(dirname "$f")"
    cp "plain/$f" "piece/$f"
    n=$((n + 1))
    [ $((n % 8)) -eq 0 ] && scanned piece.store piece.json piece
done <order
scanned piece.store piece.json piece
same plain.json piece.json "files that arrive a few at a time say the same"
sort -r order >reversed
rm -rf piece piece.store
while read -r f; do
    mkdir -p "piece/$(dirname "$f")"
    cp "plain/$f" "piece/$f"
    n=$((n + 1))
    [ $((n % 8)) -eq 0 ] && scanned piece.store piece.json piece
done <reversed
scanned piece.store piece.json piece
same plain.json piece.json "the last ones first too"

# A file that was replaced is read anew, and one that went stays read or not,
# but does not break anything.
cp -R plain changed
scanned changed.store changed.json changed
head -n 40 plain/hr/hris-workers.csv >changed/hr/hris-workers.csv
scanned changed.store changed.json changed
scanned fresh.store fresh.json changed
same fresh.json changed.json "a file that was cut short is read anew"
cp plain/hr/hris-workers.csv changed/hr/hris-workers.csv
scanned changed.store changed.json changed
same plain.json changed.json "and put back, all is as it was"

# A store that was put where the exports are.
cp -R company within
scanned within/store within.json within
same base.json within.json "a store within the folder is no export of it"
scanned within/store within.json within
same base.json within.json "nor the next time"

# Time and place of the machine are no input.
TZ=Asia/Tokyo
export TZ
scanned tokyo.store tokyo.json company
unset TZ
same base.json tokyo.json "the machine's own zone makes no difference"
find company -type f -exec touch -t 203001010000 {} +
scanned touched.store touched.json company
same base.json touched.json "the files' times make no difference"
finish
