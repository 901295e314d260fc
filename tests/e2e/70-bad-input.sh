#!/bin/sh
# 70-bad-input.sh ROLLCALL -- whatever it is given: no crash, no hang, no endless
# memory; what can be read is read, what cannot is told.
#
# ROLLCALL_SLOW=1 makes the long line 2 GiB instead of 256 MiB.
. "$(dirname "$0")/tap.sh"
most=121

company
okta=company/identity/okta-system-log.ndjson
workers=company/hr/hris-workers.csv
head -n 200 $okta >okta
holds "there are records to spoil" test "$(wc -l <okta)" -eq 200

# survives SENTENCE ARGUMENT...: ends by itself with a known exit code.
survives() {
    sentence=$1
    shift
    run "$@"
    case $status in
    0 | 2 | 3 | 4 | 5 | 6) ok "$sentence" ;;
    *) exits 4 "$sentence" ;;
    esac
}
# folder NAME: a new one with one good file in it.
folder() {
    rm -rf "$1" "$1.store"
    mkdir "$1"
    cp $workers "$1/workers.csv"
}
# reads FOLDER SENTENCE: the scan ends well, the good file is read.
reads() {
    run scan "$1" --store "$1.store" --json "$1.json" --quiet
    exits 0 "$2"
    is_json "$1.json" "... and the result is JSON"
    holds "... and the good file beside it is read" \
        grep -q '"source":"hris-workers"' "$1.json"
}

# ---- JSON ----
folder truncated
size=$(wc -c <okta)
head -c $((size - 700)) okta >truncated/okta.ndjson
reads truncated "JSON that ends in the middle"
n=0 bad=
while [ $n -lt 40 ]; do # a record cut at many places
    n=$((n + 1))
    head -n 1 okta | head -c $((n * 37)) >cut.ndjson
    run observe cut.ndjson
    case $status in 0 | 4) ;; *) bad="$bad $((n * 37)):$status" ;; esac
done
holds "a record cut anywhere is told ($bad )" test -z "$bad"

folder junk
noise 11 200000 >junk/noise.bin
head -c 100000 /dev/zero >junk/zeros.ndjson
{ head -n 20 okta; noise 5 5000; echo; head -n 20 okta; } >junk/okta.ndjson
cp "$rollcall" junk/program.csv
printf 'SQLite format 3\000' >junk/fake.db
printf '\037\213\010\000\000\000\000\000' >junk/short.gz
printf '\050\265\057\375' >junk/short.zst
gzip -c okta | head -c 3000 >junk/cut.ndjson.gz
{ gzip -c okta; noise 9 300; } >junk/tail.ndjson.gz
reads junk "binary junk beside and between"
holds "... with records from before and after the junk" grep -q \
    '"file":"okta.ndjson","source":"okta-system-log"' junk.json
for f in noise.bin zeros.ndjson program.csv short.gz short.zst; do
    survives "observe $f" observe "junk/$f"
    survives "sources $f" sources "junk/$f"
done

folder deep
awk 'BEGIN { for (i = 0; i < 200000; i++) printf "["; print "" }' >deep/deep.json
awk 'BEGIN { for (i = 0; i < 100000; i++) printf "{\"a\":"; print "" }' >deep/deep2.json
{
    head -n 3 okta
    printf '{"eventType":"user.session.start","x":'
    awk 'BEGIN { for (i = 0; i < 100000; i++) printf "["
        for (i = 0; i < 100000; i++) printf "]" }'
    echo '}'
    head -n 3 okta
} >deep/okta.ndjson
reads deep "JSON a hundred thousand levels deep"

folder doubled
sed 's/"eventType":"[^"]*"/&,"eventType":"user.other","eventType":"user.third"/' \
    okta >doubled/okta.ndjson
reads doubled "keys that are written twice"
cp doubled.json doubled.first
run scan doubled --store doubled.two --json doubled.json --quiet --threads 3
same doubled.first doubled.json "... and are read the same every time"

folder odd
{
    echo '{}'
    echo '[]'
    echo 'null'
    echo '"text"'
    echo '1e999'
    echo '{"eventType":null,"published":null,"actor":null}'
    echo '{"eventType":"user.session.start","published":1e999,"actor":{"alternateId":7}}'
    echo '{"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","actor":[]}'
    printf '{"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","actor":{"alternateId":"\\ud800\\u0000@x"}}\n'
    printf '{"eventType":"user.session.start","published":"2026-01-01T00:00:00Z","actor":{"alternateId":"\377\376@x"}}\n'
    printf '{"eventType":"user.session.start","\000published":"2026-01-01T00:00:00Z"}\n'
    head -n 2 okta
} >odd/okta.ndjson
reads odd "values of every wrong kind"
survives "observe them" observe odd/okta.ndjson
is_json out "... and observations are JSON still" lines

# ---- a long line ----
long=268435456
[ "${ROLLCALL_SLOW:-0}" = 1 ] && long=2147483648
free_kb=$(df -Pk . | awk 'NR == 2 { print $4 }')
if [ "$free_kb" -gt $((long / 1024 * 2 + 500000)) ]; then
    folder long
    {
        head -n 5 okta
        printf '{"eventType":"'
        head -c "$long" /dev/zero | tr '\0' x
        printf '"}\n'
        tail -n 5 okta
    } >long/okta.ndjson
    run scan long --store long.store --json long.json --quiet
    exits 0 "a line of $long bytes is read past"
    is_json long.json "... and the result is JSON"
    if command -v python3 >/dev/null; then
        n=$(json long.json '[f["observations"] for f in d["coverage"]["files"]
            if f["file"] == "okta.ndjson"][0]')
        holds "... with the ten records around it ($n)" test "$n" -ge 10
    fi
    # In 512 MiB: a line is never held whole.
    ran="rollcall scan, in 512 MiB"
    (
        ulimit -v 524288
        in_time "$rollcall" scan long --store long.two --json two.json \
            --threads 2 --quiet >out 2>err </dev/null
    )
    status=$?
    case $rollcall$(ldd "$rollcall" 2>/dev/null) in
    *asan* | *tsan*) skip "... in 512 MiB of memory" "sanitizers need more" ;;
    *)
        exits 0 "... in 512 MiB of memory"
        same long.json two.json "... to the same result"
        ;;
    esac
    survives "observe it" observe long/okta.ndjson
    rm -rf long
else
    skip "a line of $long bytes is read past" "not enough disk here"
fi

# ---- encodings ----
folder encoded
if command -v iconv >/dev/null; then
    iconv -f UTF-8 -t UTF-16 okta >encoded/utf16.ndjson 2>/dev/null
    iconv -f UTF-8 -t UTF-16BE $workers >encoded/utf16be.csv 2>/dev/null
    iconv -f UTF-8 -t UTF-32LE $workers >encoded/utf32.csv 2>/dev/null
fi
{
    head -n 1 $workers
    sed -n 2,4p $workers | sed 's/[aeiou]/\xe9/3'
} >encoded/latin1.csv
{ printf '\357\273\277'; cat okta; } >encoded/bom.ndjson
{ head -n 4 okta; printf '\300\200\355\240\200\364\220\200\200\n'; tail -n 4 okta; } \
    >encoded/overlong.ndjson
reads encoded "UTF-16, UTF-32, Latin-1 and no UTF-8 at all"
holds "... and it is UTF-8 that comes out" sh -c \
    'command -v iconv >/dev/null || exit 0
     iconv -f UTF-8 -t UTF-8 encoded.json >/dev/null 2>&1'
for f in encoded/*; do
    survives "observe $f" observe "$f"
    [ -s out ] && is_json out "... as JSON" lines
done

# ---- times ----
folder times
n=0
for t in 0000-01-01T00:00:00Z 0001-01-01T00:00:00Z 9999-12-31T23:59:59Z \
    10000-01-01T00:00:00Z -0001-01-01T00:00:00Z 2026-02-30T00:00:00Z \
    2026-13-01T00:00:00Z 2026-06-30T23:59:60Z 2026-01-01T24:00:00Z \
    1969-12-31T23:59:59Z 0 -1 9223372036854775807 -9223372036854775808 \
    99999999999999999999999 1e400 NaN now '' \
    2026-01-01T00:00:00+99:99; do
    n=$((n + 1))
    sed -n "${n}p" okta | sed "s/\"published\":\"[^\"]*\"/\"published\":\"$t\"/"
done >times/okta.ndjson
cat okta >>times/okta.ndjson
reads times "years 0 and 9999, days that never were, numbers without end"
holds "... and no moment of theirs decides what is now" sh -c \
    '! grep -q "\"as_of\":\"\(9999\|10000\)" times.json'
survives "observe them" observe times/okta.ndjson
is_json out "... as JSON" lines

# ---- CSV ----
folder quoted
head -n 1 $workers >quoted/one.csv
sed -n 2p $workers | sed 's/^\([^,]*\),\([^,]*\)/\1,"a ""quoted"" ""word"", and, commas"/' \
    >>quoted/one.csv
sed -n 3p $workers | sed 's/^\([^,]*\),\([^,]*\)/\1,"two\nlines"/' >>quoted/one.csv
sed -n 4p $workers | sed 's/^\([^,]*\),\([^,]*\)/\1,mid"quote"d/' >>quoted/one.csv
sed -n '5,8p' $workers >>quoted/one.csv
{ sed -n 1,5p $workers; printf '"never closed, '; sed -n '6,60p' $workers; } \
    >quoted/open.csv
{ head -n 1 $workers; echo ','; echo ',,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,'; echo; sed -n 2,9p $workers; } \
    >quoted/ragged.csv
head -n 1 $workers >quoted/header.csv
tr ',' ';' <$workers >quoted/semicolons.csv
tr ',' '\t' <$workers >quoted/tabs.csv
sed 's/$/\r/' $workers >quoted/crlf.csv
awk 'BEGIN { for (i = 0; i < 50000; i++) printf "c%d,", i; print "z" }' >quoted/wide.csv
{ head -n 1 $workers; head -c 3000000 /dev/zero | tr '\0' '"'; echo; } >quoted/quotes.csv
reads quoted "quotes in quotes, quotes never closed, rows of every length"
for f in quoted/*.csv; do survives "observe $f" observe "$f"; done

# ---- files that are none ----
mkdir empty
run scan empty --store empty.store
exits 4 "an empty folder is an input error"
run scan nowhere --store nowhere.store
exits 4 "a folder that is not there too"
holds "... and no store is made for it" test ! -e nowhere.store/cases.db
mkdir words
echo 'only words' >words/a.txt
run scan words --store words.store
exits 0 "a folder of nothing known is none"
holds "and the file is listed" sh -c 'grep -q "a.txt: not recognised" err'

folder strange
mkfifo strange/fifo strange/pipe.ndjson
ln -s loop strange/loop
ln -s missing strange/dangling.csv
ln -s . strange/itself
ln -s /dev/zero strange/endless.ndjson
: >strange/nothing.csv
: >"strange/with
newline.csv"
cp okta "strange/$(printf 'bad\377name').ndjson"
cp okta 'strange/<script>alert(1)<\script>"&.ndjson'
mkdir -p strange/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p
cp okta strange/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/okta.ndjson
most=30
run scan strange --store strange.store --json strange.json \
    --report strange.html --quiet
exits 0 "a FIFO, loops and links to nothing do not stop a scan"
is_json strange.json "... and the result is JSON"
holds "... with the good files" grep -q '"source":"hris-workers"' strange.json
holds "... and no markup from a file's name" sh -c \
    '! grep -q "<script>alert(1)" strange.html 2>/dev/null'
run scan strange/fifo --store fifo.store
exits 4 "a FIFO alone is an input error"
run observe strange/fifo
exits 4 "to observe too"
survives "and sources says what it is" sources strange/fifo
run scan /dev/zero --store zero.store
exits 4 "a device is an input error"
most=121

# ---- permission ----
# As somebody to whom mode bits mean something.
as_other() { in_time "$rollcall" "$@"; }
other="yes"
if [ "$(id -u)" -eq 0 ]; then
    cp "$rollcall" ./rollcall
    chmod 755 . ./rollcall
    if command -v setpriv >/dev/null && setpriv --reuid=65534 --regid=65534 \
        --clear-groups ./rollcall version >/dev/null 2>&1; then
        as_other() {
            in_time setpriv --reuid=65534 --regid=65534 --clear-groups \
                ./rollcall "$@"
        }
    elif command -v su >/dev/null &&
        su -s /bin/sh nobody -c ./rollcall\ version >/dev/null 2>&1; then
        as_other() { in_time su -s /bin/sh nobody -c "./rollcall $*"; }
    else
        other=
    fi
fi
if [ -n "$other" ]; then
    folder closed
    mkdir closed.out
    chmod 777 closed.out
    cp okta closed/okta.ndjson
    mkdir closed/room
    cp okta closed/room/okta.ndjson
    chmod 000 closed/okta.ndjson closed/room
    ran="rollcall scan closed, as another"
    as_other scan closed --store closed.out/store --json closed.out/c.json \
        >out 2>err </dev/null
    status=$?
    exits 0 "a file that may not be read does not stop a scan"
    cat err closed.out/c.json >said 2>/dev/null
    holds "... and is named" grep -q 'okta.ndjson' said
    holds "... and so is the folder" grep -q 'room' said
    holds "... and the good file is read" \
        grep -q '"source":"hris-workers"' closed.out/c.json
    chmod 755 closed/room
    chmod 000 closed
    as_other scan closed --store closed.out/two >out 2>err </dev/null
    status=$?
    exits 5 "a folder that may not be read is a matter of permission"
    chmod 755 closed
    mkdir locked
    chmod 555 locked
    as_other scan closed/workers.csv --store locked/store >out 2>err </dev/null
    status=$?
    exits 5 "so is a store that may not be made"
    tells 'locked' "... and it is named"
    as_other scan closed/workers.csv --store closed.out/three \
        --json locked/j.json >out 2>err </dev/null
    status=$?
    exits 5 "so is a result that may not be written"
else
    skip "what may not be read is told" "root here, and nobody else to be"
fi

# ---- a full disk ----
most=121
run scan company --store clean.store --json clean.json --quiet
exits 0 "a clean scan, to compare with"
full=0
for blocks in 8 64 128 512 2048; do # of 512 bytes, to a file
    rm -rf full.store
    (
        ulimit -f "$blocks"
        in_time "$rollcall" scan company --store full.store --quiet \
            >/dev/null 2>err.small </dev/null
        echo $? >code
    ) 2>/dev/null
    status=$(cat code) ran="rollcall scan, files to $blocks blocks"
    cp err.small err 2>/dev/null
    [ "$status" -eq 0 ] && continue
    full=$((full + 1))
    exits 4 "a disk full after $blocks blocks is an error"
    tells 'full\|too large\|I/O' "... that is told"
    run scan company --store full.store --json full.json --quiet
    exits 0 "... and with room again the scan goes on"
    same clean.json full.json "... to the same result"
done
holds "a disk was full at least twice ($full)" test "$full" -ge 2
if [ -c /dev/full ]; then
    "$rollcall" cases --store clean.store >/dev/full 2>err
    status=$? ran="rollcall cases >/dev/full"
    exits 4 "answers that do not arrive are an error"
    "$rollcall" observe okta >/dev/full 2>err
    status=$? ran="rollcall observe >/dev/full"
    exits 4 "observations too"
fi
# A reader that goes away is an end, not a hang.
ran="rollcall observe | head"
in_time "$rollcall" observe $okta 2>err </dev/null | head -n 1 >out
holds "a reader that goes away ends it" test "$(wc -l <out)" -eq 1

# ---- a kill ----
began=$(date +%s%N 2>/dev/null)
"$rollcall" scan company --store timed.store --quiet >/dev/null 2>&1
ended=$(date +%s%N 2>/dev/null)
case $began$ended in
*[!0-9]*) took=500 ;;
*) took=$(((ended - began) / 1000000)) ;;
esac
killed=0
for part in 1 2 3 4 5 6 7 8 9 10 11 12; do
    rm -rf killed.store
    for again in 1 2 3; do # killed, run again, killed again
        "$rollcall" scan company --store killed.store --quiet \
            >/dev/null 2>&1 </dev/null &
        victim=$!
        ms=$((took * part / 12 * again / 3 + 1))
        sleep "$(printf '%d.%03d' $((ms / 1000)) $((ms % 1000)))"
        kill -9 $victim 2>/dev/null && killed=$((killed + 1))
        wait $victim 2>/dev/null
    done
    rm -f killed.json
    run scan company --store killed.store --json killed.json --quiet
    if [ "$status" -ne 0 ] || ! cmp -s clean.json killed.json; then
        exits 0 "killed at $part twelfths, it goes on"
        same clean.json killed.json "... to the same result"
    fi
done
holds "killed $killed times, it went on to the same result" test "$killed" -gt 5
run cases --store killed.store
cp out killed.cases
run doctor --store killed.store
exits 0 "and doctor finds the store well"
finish
