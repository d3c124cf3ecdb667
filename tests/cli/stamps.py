#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Traces as systems write them: stamps with UTC offsets and fractions, and columns that nothing uses."""
import unittest

import h5py

import support

GATE = """\
[scenario]
start = 2025-01-06 00:00
duration = 1 d

[results]
log = trucks
road-lanes = 4

[attribute channel]
shares = green 50 %, red 50 %

[class truck]
route = through
arrivals = trace trace.csv

[station desk]
on-road = yes
servers = 1
service = 1 h

[route through]
steps =
    desk
"""


class Stamps(support.Case):
    def arrivals(self, rows, **more):
        self.write("gate.ini", GATE)
        self.write("trace.csv", rows)
        _, said = self.gate("run", "gate.ini", "-o", "gate.h5", **more)
        if more.get("status"):
            return None, said
        with h5py.File(self.folder / "gate.h5") as file:
            return list(file["truck/arrived"][:]), said

    def test_offsets_are_turned_into_the_clock_of_the_first_row(self):
        times, _ = self.arrivals("time\n2025-01-06T08:00:00.25+07:00\n2025-01-06T09:10:00+0800\n"
                                 "2025-01-06 01:30:00Z\n2025-01-06 08:45\n")
        for time, expected in zip(times, (28800.25, 29400, 30600, 31500), strict=True):
            self.assertAlmostEqual(time, expected, delta=1e-3)  # the log is on a grid of 2^-10 s

    def test_rows_are_sorted_by_what_they_mean(self):
        _, said = self.arrivals("time\n2025-01-06T08:00:00+07:00\n2025-01-06T08:30:00+08:00\n",
                                status=2)
        self.assertIn("trace.csv:3: [class truck] arrivals: time '2025-01-06T08:30:00+08:00' is "
                      "before", said)

    def test_what_is_no_stamp_is_refused(self):
        for wrong in ("2025-01-06T08:00:00.+07:00", "2025-01-06T08:00:00+7", "2025-01-06T08:00:00.x",
                      "2025-01-06T08:00:00+25:00", "2025-01-06T08:00:00ZZ"):
            self.assertIn("is no time", self.arrivals(f"time\n{wrong}\n", status=2)[1], wrong)

    def test_columns_that_nothing_uses_are_named(self):
        self.arrivals("plate,time,channel,remark\n29C-1,2025-01-06 08:00,red,x\n")
        _, said = self.gate("check", "gate.ini")
        self.assertIn("of 'trace.csv' the columns 'plate', 'remark' are not used", said)
        _, said = self.arrivals("time,chanel\n2025-01-06 08:00,red\n", status=2)
        self.assertIn("did you mean 'channel'?", said)

    def test_a_queue_on_four_lanes_is_a_quarter_as_long(self):
        self.arrivals("time\n" + "2025-01-06 08:00\n" * 9)
        with h5py.File(self.folder / "gate.h5") as file:
            self.assertEqual(file["summary/road_queue_max"][0], 8)
            self.assertEqual(file["summary/road_length_max"][0], 8 * 22 / 4)


if __name__ == "__main__":
    unittest.main()
