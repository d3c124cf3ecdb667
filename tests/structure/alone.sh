#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# alone.sh HEADER: a public header compiles by itself, as C17 and as C++17.
set -eu
source=$(mktemp -d)
trap 'rm -rf "$source"' EXIT
printf '#include "%s"\n#include "%s"\nint main(void) { return 0; }\n' "$1" "$1" >"$source/alone.c"
${CC:-cc} -std=c17 -Wall -Wextra -Wpedantic -Werror -I"$GATESIM_SOURCE/include" \
    -fsyntax-only "$source/alone.c"
${CXX:-c++} -std=c++17 -Wall -Wextra -Werror -I"$GATESIM_SOURCE/include" \
    -fsyntax-only -x c++ "$source/alone.c"
