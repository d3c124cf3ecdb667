#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# long.sh BUILD RUNS [NAME...]: fuzz the readers that BUILD has, or those that are named, RUNS
# inputs of each one after another, at the lowest priority. Says how it went, one line each; what
# it found is BUILD/fuzz/found-*, its words are in BUILD/fuzz/NAME.log. Inputs that reached what no
# other did become part of the corpus in the tree (keep.sh), to be committed.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
folder=$1/fuzz runs=$2
shift 2
[ $# -gt 0 ] || set -- scenario values csv results given ask wire
failed=0
for name in "$@"; do
    seed=$(date +%s)
    status=0
    nice -n 19 sh "$here/one.sh" "$name" "$folder" "$runs" "$seed" >"$folder/$name.log" 2>&1 || status=$?
    done=$(sed -n 's/^stat::number_of_executed_units: *//p' "$folder/$name.log")
    echo "$name: seed $seed, ${done:-no} inputs, exit status $status; corpus: $(sh "$here/keep.sh" "$name" "$folder")"
    [ "$status" -eq 0 ] || failed=1
done
exit $failed
