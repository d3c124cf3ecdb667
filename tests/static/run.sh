#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [folder...]: what clang's warnings, cppcheck and clang-tidy find in the program without
# running it: in sim/ and analysis/ with the headers that they include, or in the folders that are
# given (sim/store, say). Warnings are asked of the tests too. Fails on any finding. Takes minutes.
set -u
cd "$(dirname "$0")/../.." || exit 1

missing=
for tool in clang clang-tidy run-clang-tidy cppcheck; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
done
if [ "$missing" ]; then
    echo "run.sh: missing:$missing; on Debian: apt-get install clang clang-tidy cppcheck" >&2
    exit 1
fi

build=$(mktemp -d) || exit 1
trap 'rm -rf "$build"' EXIT
failed=0

# step NAME COMMAND...: what it prints is shown if it fails.
step() {
    name=$1
    shift
    if "$@" >"$build/log" 2>&1; then
        echo "$name: nothing found"
    else
        grep -Ev ' warnings? generated\.$|^clang-tidy|^\[[0-9]+/[0-9]+\]|^Suppressed ' "$build/log"
        echo "$name: see above"
        failed=1
    fi
}

more="-Wassign-enum -Wcomma -Wformat=2 -Wimplicit-fallthrough -Wmissing-variable-declarations"
more="$more -Wundef -Wunreachable-code -Wunused-macros"
cmake -S . -B "$build" -G Ninja -DCMAKE_C_COMPILER=clang -DCMAKE_BUILD_TYPE=Debug \
    -DCMAKE_C_FLAGS="$more" -DGATESIM_WEB=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON \
    >"$build/log" 2>&1 && cmake --build "$build" --target gatesim_commit >>"$build/log" 2>&1 ||
    { cat "$build/log"; exit 1; }

# tidy OPTION...: clang-tidy of what the options choose.
tidy() {
    run-clang-tidy -quiet -j "$(nproc 2>/dev/null || echo 2)" -p "$build" "$@"
}

# It asks for one check of its own beside the compiler's.
step "clang's warnings" tidy -checks='-*,clang-diagnostic-*,bugprone-suspicious-semicolon'

# Not asked for: declarations may stand at the head of a block, and a variable may be called as a
# function elsewhere is. cppcheck takes a text that snprintf wrote for one that is always long,
# and misses an assignment to a record of zeroes.
step cppcheck cppcheck --quiet --project="$build/compile_commands.json" -i"$PWD/tests" \
    --enable=warning,performance,portability,style --std=c11 --library=posix --error-exitcode=1 \
    --suppress=variableScope --suppress=shadowFunction \
    --suppress=knownConditionTrueFalse:*sim/present/progress.c \
    --suppress=unassignedVariable:*sim/gate/world/truck.c

[ $# -gt 0 ] || set -- sim analysis
for folder; do
    step "clang-tidy $folder" tidy "^$PWD/$folder/"
done
exit "$failed"
