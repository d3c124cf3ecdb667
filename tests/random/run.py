#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random scenarios: what 'gatesim check' accepts runs to its end, or to a deadlock that it names.

    run.py [--count N] [--first SEED]     so many scenarios, from this seed on
    run.py --seed SEED [--keep FILE.ini]  one of them, and its text

GATESIM is the program. A run audits itself: a truck, or a tick of anybody's time, that is lost
ends it with a status that is none of those below, as does what a sanitizer finds."""
import argparse
import concurrent.futures
import os
import pathlib
import subprocess
import sys
import tempfile

from scenario import Scenario

GATESIM = os.environ["GATESIM"]
TIME_LIMIT = 60 * int(os.environ.get("GATESIM_SLOWER", "1"))
DEADLOCK = "trucks wait for one another in a circle"
REJECTED_AT_MOST = 0.1  # else the generator does not speak the language


class Wrong(Exception):
    """What should not have happened."""


def gate(*words):
    """Run gatesim; returns (status, stdout, stderr)."""
    try:
        done = subprocess.run([GATESIM, *words], capture_output=True, timeout=TIME_LIMIT,
                              stdin=subprocess.DEVNULL, check=False)
    except subprocess.TimeoutExpired as e:
        raise Wrong(f"gatesim {' '.join(words)}: not done in {TIME_LIMIT} s") from e
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def expect(status, out, err, allowed):
    if status not in allowed:
        raise Wrong(f"status {status}\n{err[-3000:]}{out[-1000:]}")


def trial(seed, folder):
    """Returns 'rejected', 'deadlock' or 'done'; raises Wrong."""
    path = os.path.join(folder, f"{seed}.ini")
    pathlib.Path(path).write_text(str(Scenario(seed)), encoding="utf-8")
    status, text, err = gate("check", path)
    expect(status, "", err, (0, 2))
    if status == 2:
        return "rejected", err
    again = os.path.join(folder, f"{seed}-printed.ini")
    pathlib.Path(again).write_text(text, encoding="utf-8")
    status, printed, err = gate("check", again)
    expect(status, "", err, (0,))
    if printed != text:
        raise Wrong("what check prints is read as another scenario")
    status, out, err = gate("run", path, "--quiet", "-o", os.path.join(folder, f"{seed}.h5"))
    expect(status, out, err, (0, 1))
    if status == 1 and DEADLOCK not in err:
        raise Wrong(f"failed without a deadlock:\n{err}")
    for left in pathlib.Path(folder).glob(f"{seed}[.-]*"):
        left.unlink()
    return ("deadlock" if status == 1 else "done"), err


def attempt(seed, folder):
    try:
        return seed, *trial(seed, folder)
    except Wrong as e:
        return seed, "wrong", str(e)


def show(seed, keep):
    text = str(Scenario(seed))
    print(text)
    if keep:
        pathlib.Path(keep).write_text(text, encoding="utf-8")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--count", type=int, default=160)
    words.add_argument("--first", type=int, default=1)
    words.add_argument("--seed", type=int)
    words.add_argument("--keep")
    words.add_argument("--verbose", action="store_true")
    a = words.parse_args()
    seeds = range(a.first, a.first + a.count) if a.seed is None else [a.seed]
    if a.seed is not None:
        show(a.seed, a.keep)
    seen = {"done": 0, "deadlock": 0, "rejected": 0, "wrong": 0}
    with tempfile.TemporaryDirectory(prefix="gatesim-") as folder, \
            concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for seed, what, why in pool.map(lambda s: attempt(s, folder), seeds):
            seen[what] += 1
            if what == "wrong" or a.verbose or a.seed is not None:
                print(f"seed {seed}: {what}: {why}", flush=True)
            if what == "wrong":
                print(f"again: GATESIM={GATESIM} {sys.argv[0]} --seed {seed}", flush=True)
    print(", ".join(f"{n} {what}" for what, n in seen.items()))
    mostly = seen["rejected"] <= REJECTED_AT_MOST * len(seeds) or a.seed is not None
    return 0 if mostly and seen["wrong"] == 0 else 1


sys.exit(main())
