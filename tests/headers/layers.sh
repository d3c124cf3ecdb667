#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# layers.sh: dependencies run one way, only the right folders know libuv and HDF5, and
# nothing but the program prints or exits. Says every place that breaks a rule.
set -u
cd "${GATESIM_SOURCE:-$(dirname "$0")/../..}" || exit 1
failures=$(mktemp) || exit 1
trap 'rm -f "$failures"' EXIT

# may FOLDER: the folders whose headers FOLDER may include, its own aside.
may() {
    case $1 in
    sim/base) echo "" ;;
    sim/random | sim/core | sim/stat) echo "sim/base" ;;
    sim/scenario) echo "sim/base sim/random" ;;
    sim/gate) echo "sim/base sim/random sim/scenario sim/core sim/stat" ;;
    sim/store | sim/drive | analysis) echo "sim/base" ;;
    sim/live) echo "sim/base sim/drive analysis analysis/web" ;;
    sim/cli) echo "sim/base sim/store sim/drive sim/live analysis analysis/web" ;;
    include/gatesim | analysis/web) echo "" ;;
    *)
        echo "$1: a folder without a rule" >>"$failures"
        echo ""
        ;;
    esac
}

# check_quoted FOLDER FILE: every #include "..." is of an allowed folder, from the root.
check_quoted() {
    allowed=" $1 include/gatesim $(may "$1") "
    sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*"\([^"]*\)".*/\1/p' "$2" |
        while read -r header; do
            folder=${header%/*}
            [ "$folder" = gatesim ] && folder=include/gatesim
            case $allowed in
            *" $folder "*) ;;
            *) echo "$2: includes \"$header\"" ;;
            esac
        done >>"$failures"
}

# only HEADER FOLDERS: <HEADER> is included in FOLDERS alone.
only() {
    grep -rlE "#[[:space:]]*include[[:space:]]*<$1>" sim include analysis --include='*.[ch]' \
        --exclude-dir=node_modules |
        while read -r file; do
            case " $2 " in
            *" ${file%/*} "*) ;;
            *) echo "$file: includes <$1>" ;;
            esac
        done >>"$failures"
}

# check_silent FILE: prints nothing, and does not end the program.
check_silent() {
    awk -v file="$1" '
        /^[[:space:]]*(\/\*|\*)/ { next }
        { gsub(/"([^"\\]|\\.)*"/, "\"\""); sub(/\/\*.*/, "") }
        /(^|[^_[:alnum:]])(printf|vprintf|puts|putchar|perror|exit|_exit|_Exit|quick_exit|abort) *\(/ ||
        /(^|[^_[:alnum:]])(stdout|stderr)([^_[:alnum:]]|$)/ {
            print file ":" FNR ": prints or exits: " $0
        }' "$1" >>"$failures"
}

for file in $(find sim include/gatesim analysis -name node_modules -prune -o -name '*.[ch]' -print |
    sort); do
    folder=${file%/*}
    case $folder in
    analysis/web) ;;
    analysis/*) continue ;; # examples of use
    esac
    check_quoted "$folder" "$file"
    case $file in
    sim/cli/* | sim/base/bug.c | analysis/read/child.c) ;; # a child process ends somehow
    *) check_silent "$file" ;;
    esac
done
only 'uv\.h' "sim/drive sim/live"
only 'hdf5(_hl)?\.h' "sim/store analysis"
only '(popt|jansson)\.h' "sim/cli sim/live analysis"

cat "$failures"
[ ! -s "$failures" ]
