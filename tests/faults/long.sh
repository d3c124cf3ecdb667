#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# long.sh BUILD INSTANTS FILES [SEED]: every call of every kind fails once, and all from it on; an
# experiment is killed at INSTANTS random instants and before each call that changes files; FILES
# spoilt results files are read. At the lowest priority; hours, for 500 and 100000.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
export GATESIM="$build/gatesim"
shim=$build/gatesim-shim.so
failed=0

# try WORDS...: one of the scripts.
try() {
    nice -n 19 python3 -B "$here/$@" || failed=1
}

for kind in write sync close rename lock open read process memory; do
    try calls.py "$shim" 0 $kind
done
try killed.py "$shim" "$2" 0
try hostile.py "$3" "${4:-2}"
exit $failed
