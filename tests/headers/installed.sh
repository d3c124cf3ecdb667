#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# installed.sh BUILD: what `cmake --install` leaves is enough for a program of others that reads
# results files and compares them; it finds what gatesim compare finds.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cmake --install "$1" --prefix "$folder" >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
PKG_CONFIG_PATH=$(dirname "$(find "$folder" -name gatesim-analysis.pc)")
export PKG_CONFIG_PATH
# The files name the prefix that was configured; here they lie elsewhere.
prefix=$(sed -n 's/^Cflags: -I\(.*\)\/include.*/\1/p' "$PKG_CONFIG_PATH/gatesim.pc")
sed -i "s|$prefix|$folder|g" "$PKG_CONFIG_PATH"/gatesim*.pc
# shellcheck disable=SC2046 # flags are words
"$CC" "$GATESIM_SOURCE/tests/headers/installed.c" $(pkg-config --cflags --libs gatesim-analysis) \
    -o "$folder/compare"
cd "$folder"
for minutes in 2 1; do
    bin/gatesim run "$GATESIM_SOURCE/scenarios/minimal.ini" --quiet -o $minutes.h5 --replications 5 \
        --set scenario.duration="10 d" --set booth.service="exponential mean $minutes min"
done
found=$(./compare 2.h5 1.h5)
told=$(bin/gatesim compare 2.h5 1.h5 --csv /dev/stdout --quiet |
    awk -F, '$1 == "summary" && $2 == "wait_mean" && $6 == 1 { printf "%.6f %.6f\n", $10, $11 }')
[ -n "$told" ] && [ "$found" = "$told" ] || {
    echo "found $found, gatesim compare tells $told"
    exit 1
}
