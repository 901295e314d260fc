#!/bin/sh
# Installs the Debian packages that are missing, and nothing else.  Silent and
# quick when there are none.
set -eu
here=$(dirname "$0")
missing=
for package in $(sed 's/#.*//' "$here/packages.txt"); do
    dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null |
        grep -q '^ii' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
echo "installing with apt-get:$missing" >&2
root=
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null; then
        echo "make: root is needed once, to install these packages: run" >&2
        echo "    apt-get install$missing" >&2
        exit 1
    fi
    root=sudo
fi
quiet() { "$@" >/tmp/rollcall-setup.$$ 2>&1 || { cat /tmp/rollcall-setup.$$ >&2
    rm -f /tmp/rollcall-setup.$$; exit 1; }; rm -f /tmp/rollcall-setup.$$; }
quiet $root apt-get update
# shellcheck disable=SC2086
quiet $root env DEBIAN_FRONTEND=noninteractive apt-get install -y \
    --no-install-recommends $missing
