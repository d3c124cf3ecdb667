#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# hardened.sh BUILD: what is built loads no library from a folder that is written in it, can be put at
# any address, binds all of its symbols before main, runs no data, checks its stack and the sizes of
# what it copies, and does not tell where it was built.
set -eu
command -v readelf >/dev/null || exit 77
fail() {
    echo "$*"
    exit 1
}

for file in "$1"/gatesim "$1"/gatesim-mpi.so; do
    [ -e "$file" ] || continue
    dynamic=$(readelf --wide --dynamic "$file")
    case $dynamic in
    *RPATH* | *RUNPATH*) fail "$file has a path to libraries: $dynamic" ;;
    esac
    case $dynamic in
    *BIND_NOW*) ;;
    *) fail "$file does not bind its symbols at its start: $dynamic" ;;
    esac
    segments=$(readelf --wide --segments "$file")
    case $segments in
    *GNU_RELRO*) ;;
    *) fail "$file leaves its table of symbols open: $segments" ;;
    esac
    echo "$segments" | grep -q 'GNU_STACK.* RW ' || fail "$file may run its stack: $segments"
    for name in "$GATESIM_SOURCE" "$1"; do
        if grep -aqF "$name" "$file"; then
            fail "$file names the folder $name"
        fi
    done
done
readelf --wide --file-header "$1/gatesim" | grep -q 'Type: *DYN' || fail "gatesim has one address only"
symbols=$(readelf --wide --dyn-syms "$1/gatesim")
for symbol in __stack_chk_fail __snprintf_chk; do
    case $symbols in
    *$symbol*) ;;
    *) fail "gatesim does not call $symbol" ;;
    esac
done
