#!/bin/sh
# 20-observe.sh ROLLCALL -- a file's records become observations, one a line,
# and what cannot be read is told with its place.
. "$(dirname "$0")/tap.sh"

cat >okta.ndjson <<'END'
{"actor":{"id":"00u1","type":"User","alternateId":"ines.moreau@harbour.example","displayName":"Ines Moreau"},"client":{"userAgent":{"rawUserAgent":"Mozilla/5.0"},"ipAddress":"203.0.113.24","geographicalContext":{"city":"Tulsa","state":"Oklahoma","country":"United States","postalCode":"74103","geolocation":{"lat":36.154,"lon":-95.9928}}},"displayMessage":"User login to Okta","eventType":"user.session.start","outcome":{"result":"SUCCESS","reason":null},"published":"2026-03-02T14:05:59.120Z","severity":"INFO","debugContext":{"debugData":{}},"securityContext":{"asNumber":64500,"asOrg":"harbour broadband","isProxy":false},"transaction":{"type":"WEB","id":"t1","detail":{}},"uuid":"u1","version":"0","request":{"ipChain":[]},"target":null}
END
{
    cat okta.ndjson
    echo '{"actor":{"id":"00u1"},"eventType":"user.session.start","publi'
    echo 'this is no JSON'
    echo
    sed 's/"u1"/"u2"/;s/14:05:59/15:00:00/' okta.ndjson
} >mixed.ndjson

run observe okta.ndjson
exits 0 "a record is observed"
is_json out "an observation is a line of JSON" lines
says '"kind":"sign_in"' "it is a sign-in"
says '"timestamp":"2026-03-02T14:05:59.120Z"' "at its moment"
says 'ines.moreau@harbour.example' "by its user"
says '"offset":0' "and its place in the file is kept"
holds "one record is one line" test "$(wc -l <out)" -eq 1

run observe mixed.ndjson
exits 0 "bad records among good ones are no failure"
holds "the good ones are observed" test "$(wc -l <out)" -eq 2
tells 'mixed.ndjson:2:' "the first bad one is told by its line"
tells 'mixed.ndjson:3:' "and the second"
says '"line":5' "lines are counted on"

cp out whole.out
gzip -c mixed.ndjson >mixed.ndjson.gz
run observe mixed.ndjson.gz
exits 0 "a gzip file is read"
sed 's/\.ndjson\.gz/.ndjson/' out >gz.out
same whole.out gz.out "and gives the same observations"
if command -v zstd >/dev/null; then
    zstd -q mixed.ndjson -o mixed.ndjson.zst
    run observe mixed.ndjson.zst
    sed 's/\.ndjson\.zst/.ndjson/' out >zst.out
    same whole.out zst.out "a zstd file too"
else
    skip "a zstd file too" "no zstd here"
fi
tr -d '\n' <okta.ndjson >tail.ndjson
run observe tail.ndjson
holds "a last line without a newline is read" test "$(wc -l <out)" -eq 1
sed 's/$/\r/' okta.ndjson >crlf.ndjson
run observe crlf.ndjson
holds "lines may end in CR LF" test "$(wc -l <out)" -eq 1
{ printf '\357\273\277'; cat okta.ndjson; } >bom.ndjson
run observe bom.ndjson
holds "a byte order mark is passed over" test "$(wc -l <out)" -eq 1

run observe mixed.ndjson okta.ndjson
exits 0 "two files are observed"
holds "one after the other" test "$(wc -l <out)" -eq 3

# Every golden input is read without a crash, as the goldens themselves say.
bad=
for input in "$golden"/*/*.in; do
    [ -f "$input" ] || continue
    run observe "$input"
    case $status in 0 | 4) ;; *) bad="$bad $input:$status" ;; esac
    [ -s out ] && ! tail -c 1 out | od -c | grep -q '\\n' && bad="$bad $input:cut"
done
holds "every golden input is read or refused ($bad )" test -z "$bad"

run observe nothing.ndjson
exits 4 "a file that is not there is an input error"
: >empty.ndjson
run observe empty.ndjson
exits 4 "an empty file is nobody's"
echo "hello, world" >words.txt
run observe words.txt
exits 4 "a file that nobody knows is an input error"
tells 'words.txt' "and it is named"
silent out "and nothing is made up"
run observe
exits 3 "no file is a usage error"
finish
