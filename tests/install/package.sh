#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# package.sh BUILD: the Debian packages are the same bytes each time, name what they need, install and remove without a rest, and
# the program in them runs. Root, or fakeroot, is not needed: dpkg has a system of its own.
set -eu
command -v dpkg-shlibdeps >/dev/null && [ -f "$1/CPackConfig.cmake" ] || exit 77
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
fail() {
    echo "$*"
    exit 1
}

# Packed twice from one build, dated by SOURCE_DATE_EPOCH, they are the same bytes.
SOURCE_DATE_EPOCH=1700000000
export SOURCE_DATE_EPOCH
for time in first second; do
    mkdir "$folder/$time"
    cpack --config "$1/CPackConfig.cmake" -G DEB -B "$folder/$time" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
done
for package in "$folder"/first/*.deb; do
    cmp "$package" "$folder/second/$(basename "$package")"
done
mv "$folder"/first/*.deb "$folder"
field() {
    dpkg-deb -f "$(echo "$folder/$1"_*.deb)" "$2"
}
live=
if "$1/gatesim" live --help | grep -q -- --port; then
    live=libwebsockets-evlib-uv # loaded when the server starts
fi
for library in libgsl libhdf5 libuv1 libpopt0 libjansson4 libunistring libnettle zlib1g libc6 $live; do
    case ", $(field gatesim Depends)" in
    *", $library"*) ;;
    *) fail "gatesim does not depend on $library: $(field gatesim Depends)" ;;
    esac
done
case $(field gatesim Depends) in
*mpi*) fail "gatesim alone needs no MPI: $(field gatesim Depends)" ;;
esac
[ "$(field libgatesim-dev Section)" = libdevel ] || fail "libgatesim-dev: wrong section"

# A system of files of its own, in which what the packages depend on is taken to be there.
system=$folder/system
mkdir -p "$system/var/lib/dpkg/updates" "$system/var/lib/dpkg/info" "$system/var/log"
: >"$system/var/lib/dpkg/status"
: >"$system/var/lib/dpkg/available"
in_system() {
    dpkg --root="$system" --log=/dev/null --force-not-root --force-script-chrootless \
        --force-depends --force-bad-path "$@" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
}
everything() {
    (cd "$system" && find . -path ./var/lib/dpkg -prune -o ! -type d -print)
}
in_system -i "$folder"/gatesim_*.deb "$folder"/libgatesim-dev_*.deb
[ "$(everything | wc -l)" -gt 50 ] || fail "hardly anything is installed"
"$system/usr/bin/gatesim" --version | head -n 1 | grep -qx "gatesim $(field gatesim Version)" ||
    fail "another version is in the package"
"$system/usr/bin/gatesim" check "$system/usr/share/gatesim/scenarios/peak.ini" >"$folder/log" 2>&1 ||
    { cat "$folder/log"; exit 1; }
in_system -P gatesim libgatesim-dev
[ -z "$(everything)" ] || fail "removed, it leaves $(everything)"
