#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every shipped scenario: the same bytes twice, and the fingerprints that are pinned.

    shipped.py            check
    shipped.py --once     check the fingerprints alone
    shipped.py --pin      write fingerprints.txt anew, after a change that is meant to move them
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

GATESIM = os.environ["GATESIM"]
HERE = pathlib.Path(__file__).resolve().parent
SCENARIOS = HERE.parent.parent / "scenarios"
PINNED = HERE / "fingerprints.txt"


def run(scenario, file):
    done = subprocess.run(
        [GATESIM, scenario, "-o", file, "--replications", "2", "--json"],
        capture_output=True, check=True, text=True)
    return json.loads(done.stdout)["fingerprints"]


def main():
    pinned = {}
    if PINNED.exists():
        pinned = dict(line.split(maxsplit=1) for line in PINNED.read_text().splitlines())
    found, wrong = {}, []
    with tempfile.TemporaryDirectory() as folder:
        for scenario in sorted(SCENARIOS.glob("*.ini")):
            first, second = (os.path.join(folder, name) for name in ("first.h5", "second.h5"))
            found[scenario.name] = " ".join(run(scenario, first))
            if "--once" in sys.argv:
                continue
            run(scenario, second)
            if pathlib.Path(first).read_bytes() != pathlib.Path(second).read_bytes():
                wrong.append(f"{scenario.name}: two runs differ")
    if "--pin" in sys.argv:
        PINNED.write_text("".join(f"{name} {prints}\n" for name, prints in found.items()))
        return 0
    for name in sorted(found.keys() | pinned.keys()):
        if found.get(name) != pinned.get(name):
            wrong.append(f"{name}: {found.get(name)}, pinned {pinned.get(name)}")
    print("\n".join(wrong) or f"{len(found)} scenarios")
    return 1 if wrong or not found else 0


sys.exit(main())
