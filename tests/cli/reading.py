#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reading examples of analysis/ run, and every language reads what gatesim says."""
import importlib.util
import json
import os
import pathlib
import shutil
import subprocess
import sys
import unittest

from support import BOOTH, Case

ANALYSIS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "analysis"
SCENARIO = BOOTH.replace("    booth\n", "    booth\n    desk\n") + """
[station desk]
servers = 2
service = exponential mean 150 s
"""


def works(*command):
    """Whether the language is here, with the package that reads HDF5."""
    return shutil.which(command[0]) is not None and \
        subprocess.run(command, capture_output=True, timeout=300, check=False).returncode == 0


class Reading(Case):
    def setUp(self):
        super().setUp()
        self.write("booth.ini", SCENARIO)
        out, _ = self.gate("run", "booth.ini", "--replications", "6", "--json")
        self.told = json.loads(out)

    def check(self, *command):
        done = subprocess.run([*command, "booth.h5"], cwd=self.folder, capture_output=True, text=True,
                              timeout=300, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        lines = done.stdout.splitlines()
        E = self.told["time_in_system_mean_s"]
        self.assertEqual(lines[0], "One booth")
        self.assertEqual(lines[1], f"time in system {E['mean']:.3f} s, "
                                   f"95 % interval +- {E['half_width']:.3f} s")
        self.assertRegex(lines[2], r"^most trucks inside \d+\.\d{3}, in the hour from "
                                   r"2025-01-\d\d \d\d:00$")
        by_hour = lines[3].removeprefix("inside by hour of the day: ").split()
        self.assertEqual(len(by_hour), 24)
        self.assertGreater(min(map(float, by_hour)), 0)
        self.assertRegex(lines[4], r"^truck: queueing \d+ s, service \d+ s$")
        for line, (name, S) in zip(lines[5:], self.told["stations"].items(), strict=True):
            self.assertEqual(line, f"{name}: wait {S['wait_mean_s']['mean']:.3f} s, queue "
                                   f"{S['queue_mean']['mean']:.3f}, busy "
                                   f"{100 * S['utilisation']['mean']:.3f} %")
        return lines

    def python(self):
        for package in "h5py", "xarray", "pandas":
            if importlib.util.find_spec(package) is None:
                self.skipTest(f"no {package}")
        return self.check(sys.executable, ANALYSIS / "read.py")

    def test_python(self):
        self.python()

    def test_r(self):
        if not works("Rscript", "-e", "library(hdf5r)"):
            self.skipTest("no R, or no hdf5r")
        self.assertEqual(self.check("Rscript", ANALYSIS / "read.R"), self.python())

    def test_julia(self):
        if not works("julia", "-e", "using HDF5"):
            self.skipTest("no Julia, or no HDF5.jl")
        self.assertEqual(self.check("julia", ANALYSIS / "read.jl"), self.python())


if __name__ == "__main__":
    unittest.main()
