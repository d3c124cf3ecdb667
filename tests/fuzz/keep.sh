#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# keep.sh NAME FOLDER: make the corpus of one kind anew, from the one in the tree and from what runs in
# FOLDER/corpus added: the fewest inputs that reach all that these reach, the smallest first. Says how
# many there are. The archive is the same bytes when its inputs are.
set -eu
name=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/old" "$work/corpus" "$folder/corpus/$name" "$here/corpus"
[ ! -f "$here/corpus/$name.tar.gz" ] || tar -xzf "$here/corpus/$name.tar.gz" -C "$work/old"
ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1 "$folder/fuzz_$name" -merge=1 -timeout=20 \
    -rss_limit_mb=3000 -malloc_limit_mb=2200 "$work/corpus" "$work/old" "$folder/corpus/$name" \
    >"$folder/$name.keep.log" 2>&1 || { tail -n 3 "$folder/$name.keep.log" >&2; exit 1; }
tar -C "$work/corpus" --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner --mode=a=r -cf - . |
    gzip -9n >"$here/corpus/$name.tar.gz"
find "$work/corpus" -type f | wc -l
