#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The published day of 28 May 2023: exports cleared 524, trucks waiting at its end 898.

The published figures are counts of one day, exact to the truck; the program's uncertainty is its
95 % interval over 20 random days. A figure is reproduced when it lies within that interval.
"""
import json
import os
import pathlib
import subprocess
import tempfile

PUBLISHED = {"trucks_crossed": 524, "trucks_in_system": 898}

scenario = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios" / "calibration.ini"
with tempfile.TemporaryDirectory() as folder:
    done = subprocess.run(
        [os.environ["GATESIM"], scenario, "--json", "-o", os.path.join(folder, "day.h5")],
        capture_output=True, check=True, text=True)
found = json.loads(done.stdout)
for name, published in PUBLISHED.items():
    estimate = found[name]
    print(f"{name}: {estimate['mean']:.1f} +- {estimate['half_width']:.1f}, published {published}")
    assert abs(estimate["mean"] - published) <= estimate["half_width"], name
    assert estimate["half_width"] < 0.05 * published, "an interval this wide says nothing"
