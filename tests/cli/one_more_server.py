# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim run --bottleneck: what one more server at each station saves."""
import json
import math
import statistics
import unittest

from support import Case

# Two M/M/1 in tandem, at 80 % and 50 %. What leaves one is Poisson again, with one server or two
# (Burke 1956), so each may be taken for itself: the wait of M/M/1 is r / (1 - r) services, that of
# M/M/2 at the same load r per server, r^2 / (1 - r^2).
TANDEM = """\
[scenario]
duration = 40 d
warm-up = 4 d
replications = 6

[class truck]
route = through
arrivals = poisson 10/h

[station second]
servers = 1
service = exponential mean 3 min

[station first]
servers = 1
service = exponential mean 4.8 min

[station lounge]
servers = unlimited
service = 10 min

[station unused]
servers = 1
service = 10 min

[route through]
steps =
    first
    second
    lounge
"""


def saving(service, load):
    one, two = load / (1 - load), (load / 2) ** 2 / (1 - (load / 2) ** 2)
    return 60 * service * (one - two)


class Bottleneck(Case):
    def setUp(self):
        super().setUp()
        self.write("tandem.ini", TANDEM)

    def rows(self, *words):
        out, _ = self.gate("run", "tandem.ini", "--bottleneck", "--json", *words)
        return json.loads(out)["bottleneck"]

    def test_stations_are_ranked_by_what_theory_says_they_save(self):
        rows = self.rows()
        self.assertEqual([row["station"] for row in rows], ["first", "second"])
        for row, expected in zip(rows, (saving(4.8, 0.8), saving(3, 0.5))):
            found = row["saving_mean_s"]
            self.assertEqual((found["n"], row["servers"]), (6, 1))
            # 3.16 standard errors make a 97.5 % interval; 4.03 a 99 % one (t, 5 degrees)
            self.assertLess(abs(found["mean"] - expected), found["half_width"] * 4.03 / 3.16)

    def test_intervals_hold_together(self):
        """Of two stations, each at 97.5 %: t(5; 0.9875) = 3.1634. The savings one by one are those of
        runs with one server more at a time."""
        times = {}
        for name, more in ("as-is", []), ("first", ["--set", "first.added=1"]), ("second", ["--set", "second.added=1"]):
            found = [json.loads(self.gate("run", "tandem.ini", "--json", "--replications", str(n), *more)[0])
                     ["time_in_system_mean_s"]["mean"] * n for n in range(1, 7)]
            times[name] = [b - a for a, b in zip([0] + found, found)]
        for row in self.rows():
            saved = [a - b for a, b in zip(times["as-is"], times[row["station"]])]
            self.assertAlmostEqual(row["saving_mean_s"]["half_width"],
                                   3.1634 * statistics.stdev(saved) / math.sqrt(6), delta=0.01)
        out, _ = self.gate("run", "tandem.ini", "--bottleneck")
        self.assertIn("One more server (intervals hold with 95 % for all stations together, Bonferroni)", out)

    def test_common_numbers_make_the_differences_surer_than_the_times(self):
        out, _ = self.gate("run", "tandem.ini", "--bottleneck", "--json")
        found = json.loads(out)
        second = found["bottleneck"][1]["saving_mean_s"]["half_width"]
        self.assertLess(second, found["time_in_system_mean_s"]["half_width"] / 5)

    def test_threads_and_servers_added_before_do_not_confuse_it(self):
        one = self.rows("--threads", "1", "--set", "first.added=2", "--replications", "2")
        two = self.rows("--threads", "2", "--set", "first.added=2", "--replications", "2")
        self.assertEqual(one, two)
        self.assertEqual([row["station"] for row in one], ["second", "first"])
        self.assertEqual(one[1]["servers"], 3)
        self.assertGreater(one[1]["saving_mean_s"]["mean"], 0)

    def test_a_shard_has_no_bottleneck(self):
        _, err = self.gate("run", "tandem.ini", "--bottleneck", "--shard", "1/2", status=2)
        self.assertIn("--bottleneck needs all replications", err)

    def test_summary_shows_it_only_when_asked(self):
        out, _ = self.gate("run", "tandem.ini", "--bottleneck")
        self.assertRegex(out, r"One more server.*\n.*\n +first +1 .*<- bottleneck\n +second +1 ")
        out, _ = self.gate("run", "tandem.ini")
        self.assertNotIn("One more server", out)


if __name__ == "__main__":
    unittest.main()
