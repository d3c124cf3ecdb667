#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [ctest option...]: build the preset valgrind and run tests of it in valgrind, each program as
# it is started: it uses no memory that was never written or is not its own, and loses none. Options
# choose other tests, as "-R cli.compare". Takes a quarter of an hour: a program takes thirty times as
# long.
#
# Left out: tests of chance, which are long (theory.queues, scenario.policies, unit.random_dist and
# _draw), or of size (scenario.large); unit.stat_tally, which compares with long doubles, and in
# valgrind those have 64 bits; and of commands those that say no more of memory.
set -eu
cd "$(dirname "$0")/../.."

command -v valgrind >/dev/null || {
    echo "run.sh: valgrind is missing; on Debian: apt-get install valgrind libc6-dbg" >&2
    exit 1
}
cmake --preset valgrind
cmake --build --preset valgrind
[ $# -gt 0 ] || set -- \
    -R '^(unit|theory|scenario)\.|golden.(schema|batches|recounted)|structure.embed|cli.(flows|optimize|rank|sweep|usage)$' \
    -E 'theory.queues|unit.(random_(dist|draw)|stat_tally)|scenario.(large|policies)'
exec ctest --preset valgrind --parallel "$(nproc)" "$@"
