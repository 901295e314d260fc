#!/bin/sh
# 40-demo-scan.sh ROLLCALL -- a company is made, the same every time, and
# scanned: JSON, report, store.
. "$(dirname "$0")/tap.sh"

run demo one --seed 7 --workers 60
exits 0 "a company is made"
run demo two --seed 7 --workers 60
holds "the same seed makes the same bytes" diff -r one two
run demo three --seed 8 --workers 60
holds "another seed makes others" sh -c '! diff -rq one three >/dev/null'
run demo one --seed 7 --workers 60
holds "made again in its place it is the same" diff -r one two

run scan one --store store --json result.json --report report.html
exits 0 "it is scanned"
is_json result.json "the result is JSON"
says . "the queue is shown"
holds "with its schema" grep -q '"schema":"rollcall.scan/1"' result.json
if command -v python3 >/dev/null; then
    people=$(json result.json 'len(d["subjects"])')
    holds "sixty workers at least are in it ($people)" test "$people" -ge 60
    records=$(json result.json 'sum(f["records"] for f in d["coverage"]["files"])')
    holds "and their records ($records)" test "$records" -ge 1000
fi
holds "a report was written" grep -qi '</html>' report.html
holds "that fetches nothing" sh -c \
    '! grep -Eqi "(src|href)=[\"'"'"']?(https?:)?//" report.html'
holds "no half-written file is left" sh -c '! ls -a | grep -q "\.part$"'

for file in cases.db vault.db vault.key; do
    holds "the store has $file" test -f "store/$file"
done
mode=$(ls -ld store/vault.key | cut -c 1-10)
holds "the key is its owner's alone ($mode)" test "$mode" = -rw-------
# mails of the company, none of which may stand in the store in clear
find one -name "*.csv" -exec cat {} + |
    grep -Eo '[a-z0-9.]+@[a-z0-9.]+\.example' | sort -u | head -n 50 >mails
if [ -s mails ]; then
    holds "no mail of the company is in the store in clear" sh -c \
        '! cat store/* | grep -a -q -F -f mails'
else
    skip "no mail of the company is in the store in clear" "no mails found"
fi

run scan one --store store --json again.json
exits 0 "it is scanned again"
same result.json again.json "and nothing has changed"
run scan one --store store --json - --quiet
exits 0 "the result can go to stdout"
same result.json out "as the same bytes"
silent err "and quiet is quiet"

run scan one --json default.json --quiet
exits 0 "a scan needs no store to be named"
same result.json default.json "and says the same"
run cases
exits 0 "and cases finds it"

run scan two/../one --store elsewhere/deep/store --key k.key --json k.json
exits 0 "store and key may be anywhere"
holds "the key is where it was said" test -f k.key
holds "and not in the store" test ! -e elsewhere/deep/store/vault.key
run scan one/truth* --store truth --json truth.json
holds "the sealed truth is not read by a scan" grep -q "truth.sealed: not recognised" err
finish
