#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A [change] at the start is a setting; one that sets what holds already is none; and one in
mid-run leaves what was before it as it was, bit for bit."""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import numpy

GATESIM = os.environ["GATESIM"]
PEAK = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios/peak.ini"
START = "2025-05-26"
MIDDAY = "2025-05-28 12:00"
# each a setting that peak.ini does not have already
SETTINGS = ["station customs.servers = 4", "channel.shares = green 20 %, yellow 30 %, red 50 %",
            "fruit.arrivals = poisson 60/d", "exports.hours = 09:00-15:00",
            "barrier-out.speed = 0.5", "day.hourly = " + " ".join(["1"] * 24),
           "barrier-out.waiting = 3"]
# what peak.ini has none of: drivers who choose, and a risk whose limits follow from the truth
MORE = """
[lever contraband]
adoption = 5 %
[risk alarm]
truth = contraband
bad = yes
auc = 0.8
red = 10 %
[station booth-a]
servers = 1
service = 10 min
service if alarm is red = 1 h
[station booth-b]
servers = 1
service = 10 min
[route asks]
steps = choose booth
[route by-a]
steps = booth-a
[route by-b]
steps = booth-b
[choice booth]
options = by-a, by-b
sensitivity = 1/h
[class driver]
route = asks
arrivals = poisson 10/h
"""
MORE_SETTINGS = ["choice booth.sensitivity = 0.1/h", "choice booth.bias = by-a 30 min",
                 "alarm.red = 60 %", "alarm.auc = 0.6", "contraband.adoption = 60 %"]


class Changes(unittest.TestCase):
    def run_of(self, text, *settings):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            scenario = folder / "s.ini"
            scenario.write_text(f"[scenario]\nextends = {PEAK}\n{text}", encoding="utf-8")
            words = [word for s in settings for word in ("--set", s)]
            said = subprocess.run(
                [GATESIM, "run", scenario, "--replications", "5", "--quiet", "--json", "-o", "s.h5",
                 *words], cwd=folder,
                check=True, capture_output=True, text=True)
            with h5py.File(folder / "s.h5") as file:
                arrived = file["series/class_arrived"][0]
                queues = file["series/station_queue_mean"][0]
            return json.loads(said.stdout)["fingerprints"], arrived, queues

    def change(self, at, *settings):
        return f"[change c]\nat = {at}\nset =\n" + "".join(f"    {s}\n" for s in settings)

    def test_at_the_start_it_is_a_setting(self):
        for more, settings in ("", SETTINGS), (MORE, MORE_SETTINGS):
            plain = self.run_of(more)[0]
            for setting in settings:
                with self.subTest(setting):
                    dated, _, _ = self.run_of(more + self.change(START, setting))
                    self.assertEqual(dated, self.run_of(more, setting)[0])
                    self.assertNotEqual(dated, plain)

    def test_one_that_sets_what_holds_is_none(self):
        same = self.change(MIDDAY, "station customs.speed = 1", "yard.at-closing = finish")
        with self.assertRaises(subprocess.CalledProcessError):
            self.run_of(same)  # at-closing may not change
        same = self.change(MIDDAY, "station customs.speed = 1")
        self.assertEqual(self.run_of(same)[0], self.run_of("")[0])

    def test_what_was_before_stays(self):
        before = 2 * 24 + 12  # whole hours
        for more, settings in ("", SETTINGS), (MORE, MORE_SETTINGS):
            _, arrived, queues = self.run_of(more)
            for setting in settings:
                with self.subTest(setting):
                    _, arrived_too, queues_too = self.run_of(more + self.change(MIDDAY, setting))
                    numpy.testing.assert_array_equal(arrived[:, :before], arrived_too[:, :before])
                    numpy.testing.assert_array_equal(queues[:, :before], queues_too[:, :before])
                    self.assertTrue((arrived[:, before:] != arrived_too[:, before:]).any() or
                                    (queues[:, before:] != queues_too[:, before:]).any())

    def test_a_later_one_takes_the_place_of_an_earlier(self):
        twice = self.change(START, SETTINGS[0]) + \
            "[change d]\nat = 2025-05-26\nset = station customs.servers = 5\n"
        self.assertEqual(self.run_of(twice)[0], self.run_of("", "station customs.servers = 5")[0])


if __name__ == "__main__":
    unittest.main()
