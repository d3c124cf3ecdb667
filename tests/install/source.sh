#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# source.sh BUILD: the source as the target dist packs it is all that was committed, can be
# configured without a history beside it, and knows the commit that it was packed from.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$GATESIM_SOURCE"
commit=$(git rev-parse HEAD 2>/dev/null) && [ -e .git ] || exit 77
git ls-tree -r --name-only HEAD | sort >"$folder/committed"
cmake --build "$1" --target dist >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
cd "$folder"
tar -xzf "$1"/gatesim-*.tar.gz
(cd gatesim-* && find . -type f -o -type l) | sed 's|^\./||' | sort | diff committed -
# Every source is there for CMake; to build it all takes minutes, to build a module is enough.
{ cmake -S gatesim-* -B built -G Ninja -DCMAKE_BUILD_TYPE=Debug -DGATESIM_WEB=OFF -DBUILD_TESTING=OFF \
    -DCMAKE_C_COMPILER="$CC" && cmake --build built --target gs_base gatesim_commit; } >log 2>&1 ||
    { cat log; exit 1; }
grep -qx "#define GATESIM_COMMIT \"$(echo "$commit" | cut -c 1-12) of [0-9-]*\"" built/sim/cli/commit.h ||
    { cat built/sim/cli/commit.h; exit 1; }
