#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Instructions that whole runs of the program take, counted under valgrind: the same on a busy
machine as on a quiet one, so that a run that grows by 5 % is caught where a clock would not tell.

    instructions.py             check; exit status 77 where they cannot be compared
    instructions.py --pin       write instructions.txt anew, after a change that is meant to move them

The counts are of one compiler and its libraries, which instructions.txt names.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

GATESIM = os.environ["GATESIM"]
HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / "scenarios"
PINNED = HERE / "instructions.txt"
MOST = 1.05
UNCOMPARED = 77
RUNS = {
    "M/M/1, 100,000 trucks": ["run", HERE / "mm1.ini", "--set", "scenario.duration=111111 s"],
    "border line, 20,000 trucks": ["run", HERE / "border.ini", "--set", "scenario.duration=20000 min"],
    "truck log, 20,000 trucks": ["run", HERE / "border.ini", "--set", "scenario.duration=20000 min",
                                 "--truck-log"],
    "peak.ini, 2 replications": ["run", SCENARIOS / "peak.ini", "--replications", "2"],
    "four-gates.ini, checked": ["check", SCENARIOS / "four-gates.ini"],
}


def toolchain():
    """What the counts depend on, in one line."""
    told = subprocess.run([GATESIM, "--version"], capture_output=True, check=True, text=True).stdout
    return "; ".join(line.strip() for line in told.splitlines()[2:])


def counted(arguments, folder):
    command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--branch-sim=no",
               "--cachegrind-out-file=/dev/null", GATESIM, *map(str, arguments)]
    if arguments[0] == "run":
        command += ["--threads", "1", "--quiet", "-o", os.path.join(folder, "counted.h5")]
    done = subprocess.run(command, capture_output=True, check=True, text=True)
    return int(re.search(r"I +refs: +([\d,]+)", done.stderr).group(1).replace(",", ""))


def pinned():
    """The toolchain of the pinned counts, and the counts."""
    lines = PINNED.read_text().splitlines()
    return lines[0], {name: int(count) for count, name in (l.split(maxsplit=1) for l in lines[1:])}


def main():
    if shutil.which("valgrind") is None:
        print("valgrind is not here: nothing is counted")
        return UNCOMPARED
    with tempfile.TemporaryDirectory() as folder:
        found = {name: counted(arguments, folder) for name, arguments in RUNS.items()}
    if "--pin" in sys.argv:
        PINNED.write_text("\n".join([toolchain()] + [f"{n:>12} {k}" for k, n in found.items()]) + "\n")
        return 0
    of, before = pinned()
    for name, count in found.items():
        print(f"{count:>14,}  {count / before[name]:6.3f} of what is pinned  {name}")
    if of != toolchain():
        print(f"pinned for another toolchain: {of}")
        return UNCOMPARED
    return int(any(count > MOST * before[name] for name, count in found.items()))


sys.exit(main())
