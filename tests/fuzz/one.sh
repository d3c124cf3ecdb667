#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# one.sh NAME FOLDER RUNS SEED: try RUNS inputs of one kind, made from the seeds in the tree, from its
# corpus (corpus/NAME.tar.gz, inputs that once reached something new), and from what earlier calls
# left in FOLDER/corpus, which grows when SEED is not 1. All of these are tried first. What breaks the
# program is left in FOLDER as found-NAME-..., and the exit status is 1: libFuzzer's own would be 77,
# which here says that nothing was tried.
set -eu
name=$1 folder=$2 runs=$3 seed=$4
here=$(cd "$(dirname "$0")" && pwd)
tests=$(dirname "$here")
[ -x "$folder/fuzz_$name" ] || {
    echo "skipped: no clang with libFuzzer was there when this was built"
    exit 77
}
case $name in
scenario) set -- "$tests/scenario/bad" "$tests/scenario/good" "$tests/../scenarios" ;;
*) set -- ;;
esac
[ ! -d "$here/seeds/$name" ] || set -- "$@" "$here/seeds/$name"
[ ! -f "$here/words/$name" ] || set -- "-dict=$here/words/$name" "$@"
unpacked=$(mktemp -d)
trap 'rm -rf "$unpacked"' EXIT
mkdir "$unpacked/corpus"
if [ -f "$here/corpus/$name.tar.gz" ]; then
    tar -xzf "$here/corpus/$name.tar.gz" -C "$unpacked/corpus"
    set -- "$@" "$unpacked/corpus"
fi
if [ "$seed" -eq 1 ]; then
    kept=$unpacked/new
    mkdir "$kept"
else
    kept=$folder/corpus/$name
    mkdir -p "$kept"
fi
# What HDF5 holds when a file is bad is its own: the reader ends with its process.
leaks=1
[ "$name" = results ] && leaks=0
# Small memory held back and no count of rare features: the more inputs in an hour.
ASAN_OPTIONS=detect_leaks=$leaks:allocator_may_return_null=1:quarantine_size_mb=16 \
    "$folder/fuzz_$name" -runs="$runs" -seed="$seed" -timeout=20 -rss_limit_mb=3000 \
    -malloc_limit_mb=2200 -error_exitcode=1 -print_final_stats=1 -entropic=0 -verbosity="${VERBOSITY:-0}" \
    -artifact_prefix="$folder/found-$name-" "$kept" "$@"
