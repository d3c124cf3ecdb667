#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# portable.sh: gatesim built by gcc and by clang, with and without optimisation, gives the
# fingerprints that are pinned. The build that the other tests use is one of the four.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

check() {
    compiler=$1 type=$2
    command -v "$compiler" >/dev/null || { echo "no $compiler here"; exit 77; }
    cmake -S "$GATESIM_SOURCE" -B "$folder/$compiler-$type" -G Ninja -DBUILD_TESTING=OFF \
        -DGATESIM_LTO=OFF -DCMAKE_C_COMPILER="$compiler" -DCMAKE_BUILD_TYPE="$type" \
        -DCMAKE_C_FLAGS_DEBUG=-O0 >"$folder/log" || { cat "$folder/log"; exit 1; }
    cmake --build "$folder/$compiler-$type" --target gatesim >"$folder/log" ||
        { cat "$folder/log"; exit 1; }
    printf '%s, %s: ' "$compiler" "$type"
    GATESIM=$folder/$compiler-$type/gatesim /usr/bin/python3 "$GATESIM_SOURCE/tests/golden/shipped.py"
}

check gcc Debug
check clang Debug
check clang Release
