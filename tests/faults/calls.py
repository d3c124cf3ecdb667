# SPDX-License-Identifier: GPL-3.0-or-later
"""calls.py SHIM TRIES KIND...: the n-th allocation, write, fsync, ... of every command fails, for
each n, or for TRIES of them, spread evenly, per kind and command, and of allocations the last ones.
0 TRIES: each, and now and then all from it on. "memory:log" is that kind in the command "log" alone."""
import sys

from trial import COMMANDS, Trial

# How a command may end beside well. A file that cannot be read may be told as one that is wrong;
# disks that know no locks, as some of networks, are written to without.
STATUSES = {**dict.fromkeys(("read", "open", "process", "memory"), (1, 2)), "lock": ()}
EVER = 8 # of so many that fail, one does with all behind it
LAST = 16 # allocations: for what is printed, which nothing else misses when it is not


def instants(calls, tries, last=0):
    if tries == 0 or tries + last >= calls:
        return range(1, calls + 1)
    spread = {max(1, (2 * i + 1) * calls // (2 * tries)) for i in range(tries)}
    return sorted(spread.union(range(calls - last + 1, calls + 1)))


def main():
    shim, tries, kinds = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    trial, done = Trial(), 0
    for kind in kinds:
        kind, _, only = kind.partition(":")
        count = 0
        for name, words, target in (c for c in COMMANDS if only in ("", c[0])):
            good = trial.good(words, target)
            trial.restore(target)
            _, calls, _ = trial.with_fault(words, kind, 0, shim)
            for at in instants(calls, tries, LAST if kind == "memory" else 0):
                for ever in (at % 2 == 0,) if tries else (False, True)[:1 + (at % EVER == 1)]:
                    trial.restore(target)
                    ended, _, failed = trial.with_fault(words, kind, at, shim, ever)
                    trial.judge(f"{name}: {kind} {at} of {calls}{' and on' if ever else ''}",
                                ended, target, good, STATUSES.get(kind, (1,)))
                    count += failed > 0
        print(f"{kind}: {count} runs in which it failed", flush=True)
        done += count
    print(f"{done} runs, {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong or done == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
