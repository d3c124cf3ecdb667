# SPDX-License-Identifier: GPL-3.0-or-later
"""success.py SHIM: what must not pass for a success. A scenario or its data that cannot be read to
the end; results that cannot be closed, or brought to the disk, or whose name cannot."""
import sys

from trial import COMMANDS, Trial

BY_NAME = {name: (words, target) for name, words, target in COMMANDS}


def ends(trial, shim, name, kind):
    """How the command ends when each call of this kind fails in turn, which changes no other file
    and leaves its own the old one or the new."""
    words, target = BY_NAME[name]
    good = trial.good(words, target)
    trial.restore(target)
    _, calls, _ = trial.with_fault(words, kind, 0, shim)
    for at in range(1, calls + 1):
        trial.restore(target)
        done, _, failed = trial.with_fault(words, kind, at, shim)
        what = f"{name}: {kind} {at} of {calls}"
        if failed != 1:
            trial.tell(f"{what}: it did not happen")
        trial.judge(what, done, target, good, (1, 2) if kind == "read" else (1,))
        yield what, done


def sources(trial, shim):
    """Each piece of each file of a scenario."""
    names = {b"a.ini", b"base.ini", b"trucks.csv", b"times.csv"}
    for what, done in ends(trial, shim, "check", "read"):
        if done.returncode != 2 or done.stdout or b"Input/output error" not in done.stderr:
            trial.tell(f"{what}: it ended with {done.returncode}: {done.stderr}")
        names -= {name for name in names if name in done.stderr}
    if names:
        trial.tell(f"no message names {names}")


def always(trial, shim, kind, said):
    """Each command that writes a file fails when any such call does."""
    for name, (_, target) in BY_NAME.items():
        if target is None:
            continue
        count = 0
        for what, done in ends(trial, shim, name, kind):
            count += 1
            if done.returncode != 1 or said not in done.stderr or \
                    target.encode() not in done.stderr:
                trial.tell(f"{what}: it ended with {done.returncode}: {done.stderr}")
        if count == 0:
            trial.tell(f"{name}: no {kind}")


def closed(trial, shim):
    """Of the files that are closed some are only read; that which is written is not."""
    for name in ("run", "merge", "compare", "report"):
        _, target = BY_NAME[name]
        lost = [done for _, done in ends(trial, shim, name, "close")
                if done.returncode == 1 and target.encode() in done.stderr]
        if not lost:
            trial.tell(f"{name}: closing {target} failed, and was taken for a success")


def main():
    trial, shim = Trial(), sys.argv[1]
    sources(trial, shim)
    always(trial, shim, "sync", b"Input/output error")
    always(trial, shim, "rename", b"Permission denied")
    closed(trial, shim)
    print(f"{len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
