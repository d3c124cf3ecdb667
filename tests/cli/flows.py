# SPDX-License-Identifier: GPL-3.0-or-later
"""Trucks are counted on their way: what comes into a place, and what leaves the gate, adds up to
what was counted there, in scenarios that between them have every kind of step. The trucks of a trace
are those of its rows."""
import os
import pathlib
import unittest

import h5py

from support import Case

SCENARIOS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
NAMES = ("peak", "joint-inspection", "four-gates", "tractor-swap", "appointments", "half-adopted")

TRACED = """\
[scenario]
title = Trucks of a trace
duration = 1 d

[results]
log = trucks

[attribute goods]
shares = dry 50 %, fresh 30 %, frozen 20 %

[class traced]
route = through
arrivals = trace trucks.csv

[station booth]
servers = unlimited
service = 1 min

[route through]
steps = booth
"""


class Flows(Case):
    def test_flows_add_up_to_arrivals_and_exits(self):
        for name in NAMES:
            self.gate("run", str(SCENARIOS / f"{name}.ini"), "--replications", "1", "--quiet",
                      "-o", "x.h5")
            with h5py.File(self.folder / "x.h5") as file:
                into = {}
                for label, trucks in zip(file["flow/link"][()], file["flow/trucks"][0]):
                    to = label.decode().split(" -> ")[1]
                    into[to] = into.get(to, 0) + trucks
                for station, n in zip(file["station/station"][()], file["station/arrived"][0]):
                    self.assertEqual(into.get(station.decode(), 0), n, (name, station))
                self.assertEqual(into["crossed"], file["summary/trucks_crossed"][0], name)
                self.assertEqual(into["turned back"], file["summary/trucks_turned_back"][0], name)

    def test_each_truck_of_a_trace_has_the_values_of_its_row(self):
        goods = ["dry", "fresh", "fresh", "frozen", "dry", "frozen", "dry", "fresh", "fresh"]
        self.write("traced.ini", TRACED)
        self.write("trucks.csv", "time,goods\n" + "".join(
            f"{600 * i},{kind}\n" for i, kind in enumerate(goods)))
        self.gate("run", "traced.ini", "--replications", "1", "--quiet", "-o", "x.h5")
        with h5py.File(self.folder / "x.h5") as file:
            names = file["truck/goods"].attrs["flag_meanings"].decode().split()
            self.assertEqual([names[value] for value in file["truck/goods"][()]], goods)
            self.assertEqual(list(file["truck/arrived"][()]), [600 * i for i in range(len(goods))])


if __name__ == "__main__":
    unittest.main()
