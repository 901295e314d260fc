#!/bin/sh
# 15-manual.sh ROLLCALL -- the manual says what there is: its examples run, its
# exit codes are the program's, and it and the help name every command.
. "$(dirname "$0")/tap.sh"

src=$here/../../src/faces/cli
page=$here/../../docs/man/rollcall.1.scd
if ! command -v python3 >/dev/null; then
    skip "the manual's examples and tables" "no python3 to read the tables with"
    finish
fi
tables() {
    python3 "$here/../../tools/command_tables.py" "$@"
}

# ---- every command and option is in the help and in the manual ----
tables list "$src/commands.def" "$src/options.def" >table
tables man "$src/commands.def" "$src/options.def" "$page" >page.scd
holds "the tables have commands" test "$(wc -l <table)" -ge 10
run help
cp out help.out
while read -r command options; do
    holds "help lists $command" grep -q "^  $command " help.out
    holds "the manual has $command" grep -q "^\*$command\*" page.scd
    run help "$command"
    missing=
    for option in $options; do
        grep -q -e "^    $option\b" out || missing="$missing $option"
        grep -q -e "\*$option\*" page.scd || missing="$missing $option(manual)"
    done
    holds "help $command and the manual have its options ($missing )" \
        test -z "$missing"
done <table
if command -v scdoc >/dev/null; then
    scdoc <page.scd >rollcall.1 2>scdoc.err
    holds "scdoc takes the manual $(head -n 1 scdoc.err)" test -s rollcall.1
    if command -v man >/dev/null; then
        holds "man shows it" sh -c 'man -l ./rollcall.1 2>/dev/null </dev/null | grep -q EXIT'
    else
        skip "man shows it" "no man here"
    fi
else
    skip "scdoc takes the manual" "no scdoc here"
fi

# ---- schemas that the manual names ----
for schema in $(grep -rhoE 'rollcall\.[a-z]+/[0-9]' "$here/../../src/faces" \
    "$here/../../src/cases" "$here/../../src/demo" | sort -u); do
    case $schema in rollcall.run/*) continue ;; esac # kept, never shown alone
    holds "the manual has $schema" grep -q -F "*$schema*" page.scd
done

# ---- its examples, in order ----
sed -n '/^# EXAMPLES/,/^# EXIT/s/^rollcall //p' "$page" >examples
holds "the manual has examples" test -s examples
while read -r example; do
    # shellcheck disable=SC2086 # the words are meant to be split
    run $example
    exits 0 "rollcall $example"
done <examples
# and those of the help, as far as what they name is there
mkdir exports monday tuesday
cp -R company/. exports/
cp -R company/hr monday/
cp -R company/pay* tuesday/ 2>/dev/null
tables examples "$src/commands.def" "$src/options.def" >examples
while read -r example; do
    case $example in
    *\|* | *okta.ndjson* | *workers.csv* | *ana@* | *tavoko* | */srv/*) continue ;;
    esac
    # shellcheck disable=SC2086
    run $example
    exits 0 "rollcall $example"
done <examples

# ---- exit codes, each as the table says ----
table_has() { # code, sentence
    holds "the manual's table has $1" grep -q "^[[|][- ]*\*$1\*" page.scd
}
for code in 0 2 3 4 5 6; do table_has $code; done
mkdir -p bad/signs
echo 'title: [' >bad/signs/x.yml
run signs --pack bad
exits 2 "a pack that is wrong: 2"
tells 'x.yml' "and the file is named"
run signs --pack nowhere
exits 2 "a pack that is not there: 2"
run scan
exits 3 "no folder: 3"
run scna company
exits 3 "an unknown command: 3"
tells 'did you mean scan' "and the nearest is named"
run scan company --thread 2
exits 3 "an unknown option: 3"
run scan nowhere
exits 4 "a folder that is not there: 4"
run observe company/hr/nothing.csv
exits 4 "a file that is not there: 4"

run scan company --store kept2 --quiet
mv kept2/vault.key aside.key
run cases --store kept2 --names
exits 5 "names without the key: 5"
mv aside.key kept2/vault.key
if [ "$(id -u)" != 0 ]; then
    mkdir closed
    chmod 0 closed
    run scan closed
    exits 5 "a folder that may not be read: 5"
    chmod 700 closed
else
    skip "a folder that may not be read: 5" "root may read everything"
fi
printf 'no database at all, whatever was here' >kept2/cases.db
run cases --store kept2
exits 6 "a damaged store: 6"
finish
