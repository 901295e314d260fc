#!/bin/sh
# 10-help.sh ROLLCALL -- it starts, says what it can do, and refuses what it
# cannot, each with its exit code.
. "$(dirname "$0")/tap.sh"

run version
exits 0 "version ends well"
says '^rollcall [0-9][0-9]*\.[0-9]' "version says which"
silent err "version has nothing to complain of"
run --version
exits 0 "--version is version"
run version --json
exits 0 "version --json ends well"
is_json out "version --json is JSON"

run help
exits 0 "help ends well"
for command in scan cases explain observe sources signs demo doctor; do
    says "^ *$command " "help lists $command"
done
cp out help.out
run --help
exits 0 "--help is help"
same help.out out "--help says what help says"
for command in scan cases explain observe sources signs demo doctor version; do
    run help $command
    exits 0 "help $command ends well"
    says "rollcall $command" "help $command shows how"
    cp out help.out
    run $command --help
    exits 0 "$command --help ends well"
    same help.out out "$command --help says what help $command says"
done

run
exits 3 "no command is a usage error"
run scann
exits 3 "an unknown command is a usage error"
tells 'did you mean scan' "and the nearest one is named"
silent out "and nothing is printed as data"
run scan
exits 3 "scan without a folder is a usage error"
run scan --thread 2 .
exits 3 "an unknown option is a usage error"
tells 'threads' "and the nearest one is named"
for n in 0 -1 two 1.5 99999999999999999999 ''; do
    mkdir -p empty
    run scan "--threads=$n" empty
    exits 3 "--threads '$n' is a usage error"
done
run scan --zone Middle/Earth empty
exits 3 "a zone that is none is a usage error"
run scan --zone ../../etc/passwd empty
exits 3 "a zone that leaves its folder is a usage error"
run demo made --seed x
exits 3 "a seed that is no number is a usage error"
run demo made --workers 3
exits 3 "too few workers are a usage error"
holds "and nothing was made" test ! -e made
run help nothing
exits 3 "help for nothing is a usage error"
run cases
exits 3 "cases before any scan is a usage error"
tells 'scan' "and says to scan first"
run explain nobody
exits 3 "explain before any scan is a usage error"
run signs no-such-sign
exits 3 "a sign that is none is a usage error"

run signs
exits 0 "signs ends well"
holds "signs lists ten at least" test "$(wc -l <out)" -ge 10
run signs --json
exits 0 "signs --json ends well"
is_json out "signs --json is JSON"
run doctor --store store
tells_or_says=$(cat out err)
holds "doctor says how it found things" test -n "$tells_or_says"

if [ -c /dev/full ]; then
    "$rollcall" help >/dev/full 2>err
    status=$? ran="rollcall help >/dev/full"
    exits 4 "output that does not arrive is an error"
fi
finish
