# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run tells beyond means: how it settles, batch means, quantiles over the replications."""
import json
import re
import unittest

from support import BOOTH, Case

try:
    import h5py
except ImportError:
    h5py = None


class Findings(Case):
    def setUp(self):
        super().setUp()
        if h5py is None:
            self.skipTest("no h5py")

    def run_it(self, *words):
        out, _ = self.gate("run", "booth.ini", "--json", *words)
        file = h5py.File(self.folder / "booth.h5")
        self.addCleanup(file.close)
        return json.loads(out), file

    def test_quantiles_are_order_statistics(self):
        """Of ten runs P(B < 2) = 11 / 1024 and P(B < 3) = 56 / 1024 for B binomial (10, 1/2): the
        median lies between the 2nd and the 9th with 97.9 %, and 9 in 10 below none of them."""
        found, file = self.run_it("--replications", "10")
        for name in "time_in_system_mean", "wait_mean", "in_system_max":
            values = sorted(file[f"summary/{name}"][:])
            stored = file[f"quantile/{name}"][:]
            self.assertEqual(list(stored[0]), [values[4], values[1], values[8]])
            self.assertEqual(stored[1][0], values[8])
            self.assertEqual(stored[1][2], float("inf"))
        half = found["quantiles"]["wait_mean_s"][0]
        self.assertEqual(half["level"], 0.5)
        self.assertAlmostEqual(half["high"], file["quantile/wait_mean"][0][2], places=9)
        self.assertIsNone(found["quantiles"]["wait_mean_s"][1]["high"])
        self.assertEqual([b.decode() for b in file["quantile/bound"][:]], ["quantile", "low", "high"])

    def test_the_summary_tells_what_half_of_the_runs_keep(self):
        out, _ = self.gate("run", "booth.ini", "--replications", "6")
        self.assertRegex(out, r"median run +mean time in system \d+ min .* \(95 % interval .* to .*\)")
        self.assertNotIn("9 runs in 10", out)
        out, _ = self.gate("run", "booth.ini", "--replications", "60", "--set", "scenario.duration=3 d")
        self.assertIn("9 runs in 10", out)
        self.assertNotIn("median run", self.gate("run", "booth.ini", "--replications", "5")[0])

    def test_welchs_average_is_that_of_a_day(self):
        _, file = self.run_it("--replications", "4", "--set", "scenario.duration=6 d")
        series = file["series/in_system_mean"][:].mean(axis=0)
        mean, welch = file["steady/in_system_mean"][:], file["steady/in_system_welch"][:]
        self.assertLess(abs(mean - series).max(), 1e-12)
        for i in 0, 1, 5, 12, 100, 131:
            w = min(i, 12)  # bins of an hour, half a day to either side
            self.assertAlmostEqual(welch[i], series[i - w:i + w + 1].mean(), places=9)
        self.assertTrue(welch[132] != welch[132])

    def test_one_run_has_an_interval_by_batch_means(self):
        """20 batches of 21 hours are 420 of the 432 hours after the warm-up."""
        found, file = self.run_it()
        series = file["series/in_system_mean"][0][48 + 12:]
        batches = series.reshape(20, 21).mean(axis=1)
        half_width = 2.0930241 * batches.std(ddof=1) / 20**0.5  # t(19; 0.975), any printed table
        B = found["in_system_batches"]
        self.assertAlmostEqual(B["mean"], batches.mean(), places=9)
        self.assertAlmostEqual(B["half_width"], half_width, places=6)
        self.assertEqual(B["n"], 20)
        self.assertAlmostEqual(file["steady/in_system_batches"][0], B["mean"], places=9)
        out, _ = self.gate("run", "booth.ini")
        self.assertRegex(out, r"trucks inside    \d.* ± .*: from the means of 20 equal stretches of the one run \(batch "
                              r"means\), whose neighbours correlate by")

    def test_many_runs_have_none(self):
        found, file = self.run_it("--replications", "2")
        self.assertNotIn("in_system_batches", found)
        self.assertTrue((file["steady/in_system_batches"][:] != file["steady/in_system_batches"][:]).all())

    def test_a_run_that_settles_tells_where(self):
        found, file = self.run_it("--replications", "5", "--set", "scenario.duration=40 d")
        self.assertEqual(found["settles_s"] % (5 * 3600), 0)
        self.assertEqual(file["steady/settles"][()], found["settles_s"])
        growing, _ = self.run_it("--set", "booth.service=150 s")
        self.assertIsNone(growing["settles_s"])


if __name__ == "__main__":
    unittest.main()
