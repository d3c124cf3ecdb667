#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# setup.sh: on a system without apt-get, scenarios/try and tests/run say what is missing and what
# to install, and a CMake that is too old is called that.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for tool in cat dirname mktemp rm sed sh sort; do
    ln -s "$(command -v "$tool")" "$folder/$tool"
done

# says WORDS COMMAND...: the command fails, and its messages hold the words.
says() {
    words=$1
    shift
    if PATH=$folder "$@" >"$folder/out" 2>&1; then
        echo "$* succeeds" && exit 1
    fi
    grep -q "$words" "$folder/out" || { cat "$folder/out" && exit 1; }
}

for command in scenarios/try tests/run; do
    says "missing: cc cmake ninja pkg-config" "$GATESIM_SOURCE/$command"
    says "a C17 compiler, CMake 3.25" "$GATESIM_SOURCE/$command"
done

# A system that seems to have everything, but an old CMake.
for tool in cc ninja pkg-config; do
    printf '#!/bin/sh\nexit 0\n' >"$folder/$tool"
done
printf '#!/bin/sh\necho cmake version 3.22.1\n' >"$folder/cmake"
chmod +x "$folder/cc" "$folder/ninja" "$folder/pkg-config" "$folder/cmake"
says "CMake is too old: 3.25 or later is needed, this is 3.22.1" "$GATESIM_SOURCE/scenarios/try"
