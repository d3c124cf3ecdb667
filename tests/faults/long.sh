#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# long.sh BUILD INSTANTS FILES [SEED]: every call of every kind fails once, and now and then all from
# it on; an experiment is killed at INSTANTS random instants and before each call that changes files;
# endless runs are told to end at INSTANTS; FILES spoilt results files are read; a bit of every dataset
# is flipped; 100,000 replications are stopped, resumed and merged. At the lowest
# priority. TMPDIR=/dev/shm spares the disk. A processor needs about an hour for all but the files,
# and 15 to 20 of them a second.
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
try powerless.py "$shim" "$2"
try signalled.py "$2"
try hostile.py "$3" "${4:-2}"
try flipped.py 3 "${4:-2}"
try large.py 100000
exit $failed
