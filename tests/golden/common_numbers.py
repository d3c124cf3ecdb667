#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new station, booth or class leaves every other truck's chance unchanged, bit for bit."""
import os
import subprocess
import sys
import tempfile

import h5py
import numpy

GATESIM = os.environ["GATESIM"]
BASE = """\
[scenario]
duration = 4 d
[results]
log = visits
[attribute channel]
shares = green 60 %, yellow 25 %, red 15 %
[class fruit]
route = export
arrivals = poisson 12/h
[station customs]
servers = 2
service = lognormal mean 7 min cv 0.8
service if channel is red = gamma mean 20 min cv 0.7
[route export]
steps =
    customs
"""
VARIANTS = {
    "a booth": BASE.replace("servers = 2", "servers = 3"),
    "a station": BASE.replace("    customs\n", "    health for 50 %\n    customs\n")
    + "[station health]\nservers = 1\nservice = exponential mean 2 min\n",
    "a class": BASE + "[class other]\nroute = export\narrivals = poisson 3/h\n",
}


def log(folder, name, text):
    """By (class name, serial): arrival and channel; and the service given at customs."""
    scenario, file = os.path.join(folder, name + ".ini"), os.path.join(folder, name + ".h5")
    with open(scenario, "w", encoding="utf-8") as out:
        out.write(text)
    subprocess.run([GATESIM, scenario, "-o", file, "--quiet"], check=True)
    with h5py.File(file) as results:
        trucks, visits = results["truck"], results["visit"]
        of_fruit = trucks["class"][:] == 0
        rows = zip(trucks["serial"][:][of_fruit], trucks["arrived"][:][of_fruit],
                   trucks["channel"][:][of_fruit])
        born = {serial: (arrived, channel) for serial, arrived, channel in rows}
        at = (visits["class"][:] == 0) & (visits["station"][:] == 0)
        ended = at & numpy.isfinite(visits["service"][:]) # not under way at the end, nor given up
        ended &= numpy.isfinite(visits["called"][:])
        served = dict(zip(visits["serial"][:][ended], visits["service"][:][ended]))
    return born, served


def main():
    with tempfile.TemporaryDirectory() as folder:
        born, served = log(folder, "base", BASE)
        assert len(born) > 1000 and len(served) > 1000, (len(born), len(served))
        for name, text in VARIANTS.items():
            other_born, other_served = log(folder, "variant", text)
            assert other_born == born, f"{name} changed arrivals or cargo"
            both = served.keys() & other_served.keys()
            assert len(both) > 1000, name
            assert all(served[truck] == other_served[truck] for truck in both), \
                f"{name} changed service times"
            print(f"{name}: {len(both)} services equal")
    return 0


sys.exit(main())
