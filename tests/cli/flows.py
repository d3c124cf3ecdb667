# SPDX-License-Identifier: GPL-3.0-or-later
"""Trucks are counted on their way: what comes into a place, and what leaves the gate, adds up to
what was counted there, in scenarios that between them have every kind of step."""
import os
import pathlib
import unittest

import h5py

from support import Case

SCENARIOS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
NAMES = ("peak", "joint-inspection", "four-gates", "tractor-swap", "appointments", "half-adopted")


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


if __name__ == "__main__":
    unittest.main()
