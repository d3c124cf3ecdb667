#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# run.sh [ctest option...]: build the preset coverage, run the tests, and tell which lines and
# branches of the C in sim/ and analysis/ they ran. Fails where that is less than is asked for below,
# or a test failed. The page is build/coverage/coverage.html, a table per file coverage.txt beside it.
# Options choose tests, as "-L unit"; then nothing is asked for. Needs gcovr (Debian gcovr).
#
# Left out: tests that make builds of their own (install, golden.portable, cli.readme), that look at
# time (web.live_page, web.live_cost) or at more chance of the same kind (label statistics), or at
# no C of its own (cli.setup, web.lint, web.pictures). Of the faults those that make the n-th call
# fail (memory, sheets, page, files, system, killed): the counters are written by the process itself, whose calls
# would be among them.
# Not counted: lines with GS_BUG, GS_ASSERT and assert, which no test may reach. What a process has
# run that is killed is lost; one that leaves by _exit writes it down (leave.h).
set -eu
cd "$(dirname "$0")/../.."
lines=95 branches=85
build=build/coverage

command -v gcovr >/dev/null || {
    echo "run.sh: gcovr is missing; on Debian: apt-get install gcovr" >&2
    exit 1
}
cmake --preset coverage
cmake --build --preset coverage
find $build -name '*.gcda' -delete

failed=
if [ $# -gt 0 ]; then
    lines=0 branches=0
    ctest --preset coverage --parallel "$(nproc)" "$@" || failed=yes
else
    ctest --preset coverage --parallel "$(nproc)" \
        -E '^(install|statistics)\.|golden.portable|cli.(readme|setup)|web.(live_page|live_cost|lint|pictures)|^faults.(memory|sheets|page|files|system|killed)' ||
        failed=yes
fi
gcovr --root . --object-directory $build --filter 'sim/.*\.[ch]$' --filter 'analysis/.*\.[ch]$' \
    --exclude-lines-by-pattern '.*\b(GS_BUG|GS_ASSERT|assert)\(.*' -j "$(nproc)" \
    --json $build/coverage.json $build
for branch in '' --branches; do
    gcovr --root . -a $build/coverage.json $branch | tail -n +5
done >$build/coverage.txt
gcovr --root . -a $build/coverage.json --html-details $build/coverage.html
gcovr --root . -a $build/coverage.json --print-summary \
    --fail-under-line $lines --fail-under-branch $branches -o $build/summary.txt
[ -z "$failed" ]
