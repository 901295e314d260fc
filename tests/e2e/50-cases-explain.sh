#!/bin/sh
# 50-cases-explain.sh ROLLCALL -- the queue and one person's ledger: names are
# hidden unless asked for, and need the key.
. "$(dirname "$0")/tap.sh"

company
run scan company --store store --json scan.json --quiet
exits 0 "a company is scanned"
find company -name "*.csv" -exec cat {} + | grep -Eo '[a-z0-9.]+@[a-z0-9.]+\.example' | sort -u >mails
holds "it has mails" test -s mails

run cases --store store
exits 0 "cases ends well"
cp out cases.out
holds "no mail is shown" sh -c '! grep -q -F -f mails cases.out'
holds "pseudonyms are" grep -Eq '[a-z]{6}-[0-9]{4}' out
run cases --store store --json
exits 0 "cases --json ends well"
cp out cases.json
is_json cases.json "cases --json is JSON"
holds "without a mail" sh -c '! grep -q -F -f mails cases.json'
run cases --store store --names
exits 0 "cases --names ends well"
holds "with mails or names" test "$(wc -c <out)" -gt 0
holds "that are not what it shows without" sh -c '! cmp -s out cases.out'
run cases --store store --all --json
exits 0 "cases --all ends well"
cp out all.json
holds "and shows more" test "$(wc -c <all.json)" -gt "$(wc -c <cases.json)"
run cases --store store --json
same cases.json out "asked twice it says the same"

subject=$(grep -Eo '[a-z]{6}-[0-9]{4}' cases.out | head -n 1)
if [ -z "$subject" ]; then
    subject=$(grep -Eo '[a-z]{6}-[0-9]{4}' all.json | head -n 1)
fi
run explain "$subject" --store store
exits 0 "explain ends well"
says "$subject" "and says of whom"
holds "without a mail" sh -c '! grep -q -F -f mails out'
run explain "$subject" --store store --json
exits 0 "explain --json ends well"
is_json out "explain --json is JSON"
holds "without a mail" sh -c '! grep -q -F -f mails out'
run explain "$subject" --store store --names
exits 0 "explain --names ends well"
holds "with a mail" grep -q '@' out
mail=$(grep -Eo '[a-z0-9.]+@[a-z0-9.]+\.example' out | head -n 1)
if [ -n "$mail" ]; then
    run explain "$mail" --store store
    exits 0 "a person can be asked for by mail"
    says "$subject" "and it is the same"
fi
run explain nobody@nowhere.example --store store
exits 3 "somebody who is not there is a usage error"
run explain "' OR 1=1 --" --store store
exits 3 "whatever they are called"
run explain --store store
exits 3 "nobody at all too"

# Without the key.
mv store/vault.key kept.key
run cases --store store
exits 0 "without the key the queue can be read"
same cases.out out "as it was"
run explain "$subject" --store store
exits 0 "and a ledger"
run cases --store store --names
exits 5 "names need the key"
holds "and show none without it" sh -c '! grep -q -F -f mails out'
run scan company --store store --json no.json
exits 5 "and so does a scan"
holds "and another key is not made" test ! -e store/vault.key
run cases --store store --names --key kept.key
exits 0 "with the key from elsewhere names are shown"

# A key that is not right.
cp kept.key open.key
chmod 644 open.key
run cases --store store --names --key open.key
exits 5 "a key that others can read is refused"
tells 'chmod 600' "and the cure is told"
run scan company --store other --json no.json --quiet
cp other/vault.key store/vault.key
run cases --store store
exits 5 "another store's key is refused"
tells 'not the key of this vault' "and why"
cp kept.key store/vault.key
chmod 600 store/vault.key
run cases --store store --names
exits 0 "with its own all is well again"

# A store that was damaged.
cp -R store broken
dd if=/dev/zero of=broken/cases.db bs=1024 seek=4 count=400 conv=notrunc 2>/dev/null
run cases --store broken
exits 6 "a damaged store is told"
tells 'cases.db' "and which file"
rm -rf broken
cp -R store broken
rm broken/vault.db
run scan company --store broken --quiet
exits 6 "a lost vault is told"
printf 'no database at all, and longer than its header ought to be' \
    >broken/cases.db
run cases --store broken
exits 6 "another file in its place too"

# Two at a time.
if command -v flock >/dev/null; then
    flock -o store/lock sleep 20 >/dev/null 2>&1 &
    holder=$!
    sleep 0.3
    run scan company --store store --json no.json --quiet
    exits 5 "a second writer is refused"
    run cases --store store
    exits 0 "a reader is not"
    kill $holder 2>/dev/null
    wait $holder 2>/dev/null
else
    skip "a second writer is refused" "no flock here"
fi
run doctor --store store
exits 0 "doctor finds the store well"
finish
