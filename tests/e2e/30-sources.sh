#!/bin/sh
# 30-sources.sh ROLLCALL -- what is recognised, what files are, and why.
. "$(dirname "$0")/tap.sh"

run sources
exits 0 "sources ends well"
for name in okta entra zoom teams hris payroll greenhouse intune osquery; do
    says "$name" "sources lists $name"
done
run sources --json
exits 0 "sources --json ends well"
is_json out "sources --json is JSON"

company
holds "a company was made" test -d company
find company -type f ! -name 'truth*' | sort >files
holds "of ten files at least" test "$(wc -l <files)" -ge 10
unknown=
while read -r file; do
    run sources "$file"
    [ "$status" -eq 0 ] || unknown="$unknown $file"
    grep -q "$(basename "$file")" out || unknown="$unknown $file"
done <files
# a made-up company has a little junk beside its exports: one or two
holds "nearly every file of it is known ($unknown )" \
    test "$(echo "$unknown" | tr ' ' '\n' | sort -u | grep -c .)" -le 3

# By content, not by name: each is known as something else's name.
wrong=
while read -r file; do
    run sources "$file"
    [ "$status" -eq 0 ] || continue
    sed "s|$file|FILE|g" out >known
    case $file in
    *.gz | *.zst) continue ;;
    *.csv) cp "$file" renamed.txt ;;
    *) cp "$file" renamed.txt ;;
    esac
    run sources renamed.txt
    sed "s|renamed.txt|FILE|g" out | tr -s ' ' >renamed
    tr -s ' ' <known >known.1
    cmp -s known.1 renamed || wrong="$wrong $file"
done <files
holds "a file is known by its content, not its name ($wrong )" test -z "$wrong"

echo "hello, world" >words.txt
: >empty
head -c 4096 /dev/zero >zeros
noise 3 5000 >noise
run sources words.txt empty zeros noise
case $status in
0 | 4) ok "files that nobody knows are no crash" ;;
*) exits 0 "files that nobody knows are no crash" ;;
esac
for file in words.txt empty zeros noise; do
    holds "$file is told" grep -q "$file" out err
done
run sources missing.csv
case $status in
3 | 4) ok "a file that is not there is an error" ;;
*) exits 4 "a file that is not there is an error" ;;
esac
finish
