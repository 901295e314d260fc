#!/bin/sh
# Installs the Debian packages that are missing, and nothing else:
#     tools/setup.sh build | check
# Silent and quick when there are none.
set -eu
list=$(dirname "$0")/packages.txt
case ${1:-build} in
check) wanted=$(sed 's/#.*//' "$list") ;;
*) wanted=$(sed '/^# check$/,$d; s/#.*//' "$list") ;;
esac
missing=
for package in $wanted; do
    dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null |
        grep -q '^ii' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing with apt-get:$missing" >&2
root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "make: these packages are missing; as root, once:" >&2
        echo "    apt-get install$missing" >&2
        exit 1
    fi
    root=sudo
fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
quiet() { "$@" >"$log" 2>&1 </dev/null || { cat "$log" >&2; exit 1; }; }
quiet $root apt-get update
# shellcheck disable=SC2086
quiet $root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
    --no-install-recommends $missing
