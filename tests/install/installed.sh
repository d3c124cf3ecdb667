#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# installed.sh BUILD: what `cmake --install` leaves, wherever it is moved, is enough for a program of
# others that reads results files and compares them, whether it is built by pkg-config or by CMake;
# it finds what gatesim compare finds.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
{ DESTDIR=$folder/stage cmake --install "$1" --prefix /opt/gatesim && mv "$folder/stage/opt/gatesim" "$folder/moved"; } \
    >"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
installed=$folder/moved

PKG_CONFIG_PATH=$(dirname "$(find "$installed" -name gatesim-analysis.pc)")
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # flags are words
"$CC" "$GATESIM_SOURCE/tests/install/consumer.c" $(pkg-config --cflags --libs gatesim-analysis) \
    -o "$folder/by-pkg-config"

mkdir "$folder/consumer"
cat >"$folder/consumer/CMakeLists.txt" <<EOF
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C)
find_package(gatesim 0.1 REQUIRED)
add_executable(by-cmake $GATESIM_SOURCE/tests/install/consumer.c)
target_link_libraries(by-cmake gatesim::analysis)
EOF
# CMake alone: pkg-config is not told where gatesim is.
env -u PKG_CONFIG_PATH cmake -S "$folder/consumer" -B "$folder/built" -DCMAKE_C_COMPILER="$CC" \
    -DCMAKE_PREFIX_PATH="$installed" >"$folder/log" 2>&1 &&
    cmake --build "$folder/built" >>"$folder/log" 2>&1 || { cat "$folder/log"; exit 1; }
mkdir "$folder/newer"
sed 's/gatesim 0.1/gatesim 0.2/' "$folder/consumer/CMakeLists.txt" >"$folder/newer/CMakeLists.txt"
if cmake -S "$folder/newer" -B "$folder/none" -DCMAKE_PREFIX_PATH="$installed" >"$folder/log" 2>&1; then
    echo "a version that is not there is found" && exit 1
fi
grep -q 'requested version "0.2"' "$folder/log" || { cat "$folder/log"; exit 1; }

cd "$folder"
for minutes in 2 1; do
    moved/bin/gatesim run moved/share/gatesim/scenarios/minimal.ini --quiet -o $minutes.h5 \
        --replications 5 --set scenario.duration="10 d" --set booth.service="exponential mean $minutes min"
done
told=$(moved/bin/gatesim compare 2.h5 1.h5 --csv /dev/stdout --quiet |
    awk -F, '$1 == "summary" && $2 == "wait_mean" && $6 == 1 { printf "%.6f %.6f\n", $10, $11 }')
for consumer in by-pkg-config built/by-cmake; do
    found=$(./$consumer 2.h5 1.h5)
    [ -n "$told" ] && [ "$found" = "$told" ] || {
        echo "$consumer: found $found, gatesim compare tells $told"
        exit 1
    }
done
for file in man/man1/gatesim.1 man/man5/gatesim-scenario.5 bash-completion/completions/gatesim \
    zsh/vendor-completions/_gatesim fish/vendor_completions.d/gatesim.fish doc/gatesim/copyright; do
    [ -s "moved/share/$file" ] || { echo "$file is not installed" && exit 1; }
done

# The example of each public header is built by what is installed, and says something.
for header in moved/include/gatesim/*.h; do
    name=$(basename "$header" .h)
    case $name in
    status | time | version) continue ;; # the others use them
    esac
    example=moved/share/doc/gatesim/examples/$name.c
    # shellcheck disable=SC2046 # flags are words
    "$CC" -std=c17 -Wall -Wextra -Werror -fno-lto "$example" $(pkg-config --cflags --libs gatesim) -o "$name"
    input=moved/share/gatesim/scenarios/minimal.ini
    [ "$name" != language ] || input=station
    "./$name" "$input" >"$name.txt"
    [ -s "$name.txt" ] || { echo "the example of $name.h says nothing" && exit 1; }
done
[ "$(cat diagnostics.txt)" = "0 mistakes; done" ]
grep -qx "booth: 1 servers" scenario.txt
grep -qx "discipline: one of" language.txt
grep -qE "^longest stay [1-9]" observer.txt
grep -qE "^trucks_crossed: [1-9]" results.txt
