#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The results of a run, log included: twice the same bytes, and readable as they are by
# h5py, netCDF4, xarray, h5dump and ncdump. Exits with 77 where those are not installed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)

# The python on the path may not be the system's, which has the readers.
python=
for candidate in python3 /usr/bin/python3; do
    if "$candidate" -c 'import h5py, netCDF4, xarray' 2>/dev/null; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "skipped: no python3 with h5py, netCDF4 and xarray"
    exit 77
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >booth.ini <<'END'
[scenario]
title = Hai làn
question = Is everything that was measured in the file?
duration = 6 d
warm-up = 1 d
replications = 3

[attribute channel]
shares = green 60 %, yellow 25 %, red 15 %

[class quả-tươi]
route = through
arrivals = poisson 20/h
patience = exponential mean 3 h
backlog = 40 trucks at customs

[class other]
route = through
arrivals = poisson 10/h

[station customs]
servers = 2
waiting = 60
service = lognormal mean 3 min cv 0.8
hours = 07:00-20:00

[station barrier]
servers = 1
waiting = 4
service = exponential mean 90 s

[route through]
steps =
    customs
    drive 2 min
    barrier
END

for log in none trucks visits; do
    "$GATESIM" run booth.ini --set results.log=$log -o first.h5 --quiet
    "$GATESIM" run booth.ini --set results.log=$log -o second.h5 --quiet
    cmp first.h5 second.h5
    "$python" -B "$here/store_readback.py" first.h5
    if command -v ncdump >/dev/null; then
        ncdump -h first.h5 | grep -q 'wait_mean(replication, station)'
        ncdump -g delay first.h5 | grep -q 'class = "quả-tươi", "other"'
    fi
    if command -v h5dump >/dev/null; then
        h5dump -d /estimate/summary/wait_mean first.h5 >/dev/null
    fi
done
