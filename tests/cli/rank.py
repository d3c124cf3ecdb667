# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim rank: the best of several scenarios, with a probability."""
import csv
import json
import unittest

from support import BOOTH, Case

try:
    import h5py
except ImportError:
    h5py = None

SHORT = BOOTH.replace("duration = 20 d", "duration = 1 d").replace("warm-up = 2 d", "warm-up = 4 h")

# A truck every five minutes, served in a constant time: nothing is left to chance.
CERTAIN = SHORT.replace("poisson 30/h", "every 5 min").replace("exponential mean 90 s", "90 s")


# The goal is that of the first class alone, and certain; a limit on the second is a matter of chance.
TWO_WAYS = """\
[scenario]
duration = 2 d
replications = 10

[class truck]
route = through
arrivals = every 5 min

[class other]
route = past
arrivals = poisson %s/h

[station booth]
servers = 1
service = %s s

[station kiosk]
servers = 8
service = 1 min

[route through]
steps =
    booth

[route past]
steps =
    kiosk
"""


class Rank(Case):
    def setUp(self):
        super().setUp()
        for seconds in 60, 75, 90:
            self.write(f"m{seconds}.ini", SHORT.replace("mean 90 s", f"mean {seconds} s"))
            self.write(f"d{seconds}.ini", CERTAIN.replace("= 90 s", f"= {seconds} s"))

    def rank(self, *words, status=0):
        return json.loads(self.gate("rank", "--json", *words, status=status)[0])

    def test_the_fastest_booth_wins_and_the_slow_ones_are_dropped(self):
        found = self.rank("m90.ini", "m60.ini", "m75.ini", "--zone", "20 s")
        self.assertEqual(found["best"], "m60")
        self.assertEqual(found["probability"], 0.95)
        self.assertEqual([s["name"] for s in found["scenarios"]], ["m60", "m75", "m90"])
        self.assertEqual({s["fate"] for s in found["scenarios"][1:]}, {"beaten"})

    def test_what_is_no_worse_than_matters_is_as_good(self):
        found = self.rank("d60.ini", "d90.ini", "d75.ini", "--zone", "20 s")
        self.assertEqual([(s["name"], s["fate"]) for s in found["scenarios"]],
                         [("d60", "best"), ("d75", "as good"), ("d90", "beaten")])

    def test_what_does_not_surely_keep_a_limit_is_not_as_good(self):
        """980 other trucks are allowed in 2 d; 20.6/h bring 989 on average, 14/h bring 672."""
        for name, rate, seconds in (("best", 10, 62), ("kept", 14, 63), ("near", 20.6, 64)):
            self.write(f"{name}.ini", TWO_WAYS % (rate, seconds))
        words = ("best.ini", "kept.ini", "near.ini", "--metric", "time_in_system_mean of truck", "--zone",
                 "5 s")
        found = self.rank(*words, "--subject-to", "trucks_arrived of other < 980 within 1")
        self.assertEqual({s["name"]: s["fate"] for s in found["scenarios"]},
                         {"best": "best", "kept": "as good", "near": "undecided"})
        found = self.rank(*words)
        self.assertEqual({s["name"]: s["fate"] for s in found["scenarios"]},
                         {"best": "best", "kept": "as good", "near": "as good"})

    def test_what_is_certain_is_decided_by_the_first_replications(self):
        found = self.rank("d90.ini", "d60.ini", "d75.ini", "--zone", "1 s", "--first", "3")
        self.assertEqual(found["replications"], 9)
        self.assertEqual(found["best"], "d60")
        self.assertEqual(found["scenarios"][0]["value"], {"mean": 60, "half_width": 0, "n": 3})

    def test_what_breaks_a_limit_does_not_win(self):
        """Utilisation is service / 300 s: 20, 25 and 30 %."""
        found = self.rank("d90.ini", "d60.ini", "d75.ini", "--zone", "1 s",
                          "--subject-to", "utilisation of booth > 22 %")
        self.assertEqual(found["best"], "d75")
        self.assertEqual(found["scenarios"][-1]["fate"], "breaks a limit")
        found = self.rank("d90.ini", "d60.ini", "--zone", "1 s", "--subject-to",
                          "time_in_system_mean < 0.5 min")
        self.assertIsNone(found["best"])

    def test_the_largest_can_be_wanted(self):
        found = self.rank("d60.ini", "d90.ini", "--maximise", "utilisation of booth", "--zone", "1 %")
        self.assertEqual(found["best"], "d90")
        self.assertEqual(found["goal"], "maximise")

    def test_a_budget_is_spent_to_the_last_replication(self):
        found = self.rank("m90.ini", "m60.ini", "m75.ini", "--budget", "61", "--first", "5")
        self.assertEqual(found["replications"], 61)
        self.assertEqual(found["best"], "m60")
        self.assertGreater(found["probability"], 0.9)

    def test_a_small_budget_is_not_exceeded(self):
        for budget in 6, 7, 29:
            found = self.rank("m90.ini", "m60.ini", "m75.ini", "--budget", str(budget))
            self.assertEqual(found["replications"], budget)

    def test_no_lane_gets_more_than_the_most(self):
        found = self.rank("m60.ini", "m60.ini", "m75.ini", "--zone", "0.01 s", "--most", "5")
        self.assertEqual(max(s["value"]["n"] for s in found["scenarios"]), 5)

    def test_threads_do_not_change_the_choice(self):
        words = "rank", "m75.ini", "m60.ini", "--zone", "20 s", "--json"
        one, three = (self.gate(*words, "--threads", n)[0] for n in ("1", "3"))
        self.assertEqual(one, three)

    def test_it_stops_where_it_is_told_and_says_that_it_is_not_decided(self):
        """Two booths alike, with other trucks, whose times in system hardly differ."""
        self.write("other.ini", SHORT.replace("mean 90 s", "mean 75 s").replace("truck", "lorry"))
        out, _ = self.gate("rank", "m75.ini", "other.ini", "--zone", "0.01 s", "--most", "12")
        self.assertRegex(out, "Not decided yet: (m75|other) is ahead after 12 replications")

    def test_of_equal_systems_either_is_best(self):
        found = self.rank("d60.ini", "d60.ini", "--zone", "1 s")
        self.assertTrue(found["decided"])

    @unittest.skipUnless(h5py, "no h5py")
    def test_file_table_and_json_tell_the_same(self):
        found = self.rank("m90.ini", "m60.ini", "m75.ini", "--zone", "20 s", "--subject-to",
                          "utilisation of booth < 90 %", "-o", "rank.h5", "--csv", "rank.csv")
        self.assert_readable("rank.h5")
        lanes = {S["name"]: S for S in found["scenarios"]}
        with h5py.File(self.folder / "rank.h5") as file:
            names = [n.decode() for n in file["scenario"][:]]
            self.assertEqual(names, ["m90", "m60", "m75"])
            self.assertEqual(file.attrs["decided"], b"yes")
            self.assertEqual(file.attrs["probability"], found["probability"])
            self.assertEqual(file["goal"].attrs["units"], b"s")
            for i, name in enumerate(names):
                n = lanes[name]["value"]["n"]
                self.assertEqual(file["replications"][i], n)
                self.assertEqual(file["fate"][i].decode(), lanes[name]["fate"])
                self.assertAlmostEqual(file["goal_mean"][i], lanes[name]["value"]["mean"], places=9)
                self.assertAlmostEqual(file["limit_1_half_width"][i],
                                       lanes[name]["limits"][0]["half_width"], places=9)
                values = file["goal"][i]
                self.assertAlmostEqual(values[:n].mean(), file["goal_mean"][i], places=9)
                self.assertTrue(all(v != v for v in values[n:]))
        with open(self.folder / "rank.csv", newline="", encoding="utf-8") as table:
            rows = list(csv.reader(table))
        self.assertEqual(rows[0], ["scenario", "time_in_system_mean_s", "time_in_system_mean_s_half_width",
                                   "limit_1_utilisation of booth",
                                   "limit_1_utilisation_half_width of booth", "replications", "fate"])
        self.assertEqual([R[0] for R in rows[1:]], [S["name"] for S in found["scenarios"]])
        for R in rows[1:]:
            self.assertAlmostEqual(float(R[1]), lanes[R[0]]["value"]["mean"], places=9)
            self.assertEqual(R[-1], lanes[R[0]]["fate"])

    def test_no_two_columns_of_the_table_have_one_name(self):
        self.gate("rank", "m60.ini", "m75.ini", "--metric", "wait_mean", "--zone", "1 h", "--subject-to",
                  "wait_mean < 5 h", "--subject-to", "wait_mean >= 0 s within 1 min", "--csv", "rank.csv")
        names = (self.folder / "rank.csv").read_text(encoding="utf-8").splitlines()[0].split(",")
        self.assertEqual(len(set(names)), len(names))
        self.assertIn("limit_2_wait_mean_s_half_width", names)

    def test_a_spreadsheet_runs_nothing_of_the_table(self):
        for name in ("=1+1", "@x", "+x", "-x y"):
            self.write(f"{name}.ini", "[scenario]\nextends = m60.ini\n")
        self.gate("rank", "./=1+1.ini", "./@x.ini", "./+x.ini", "./-x y.ini", "--zone", "1 h",
                  "--csv", "rank.csv")
        with open(self.folder / "rank.csv", newline="", encoding="utf-8") as table:
            names = {R[0] for R in csv.reader(table)}
        self.assertEqual(names, {"scenario", "'=1+1", "'@x", "'+x", "'-x y"})

    def test_limits_have_their_units(self):
        words = ("m60.ini", "m75.ini", "--zone", "1 h", "--subject-to", "trucks_turned_back < 20",
                 "--subject-to", "throughput_per_hour > 10", "--subject-to", "utilisation of booth < 90 %")
        self.assertIn("trucks_turned_back < 20 trucks  throughput_per_hour > 10 trucks an hour  "
                      "utilisation of booth < 90 %", self.gate("rank", *words)[0])
        row = next(line for line in self.gate("rank", *words)[0].splitlines() if " best" in line)
        self.assertRegex(row, r" 50\.\d+ ± \d\.\d+ % ")

    def test_limits_are_said_in_words(self):
        limits = ("time_in_system_p95 of truck < 6 h", "time_in_system_p95 < 90 min", "wait_p99 < 2 h",
                  "wait_p90 of booth < 1 h", "trucks_turned_back < 20", "utilisation of booth < 90 %",
                  "throughput_per_hour > 10")
        words = [word for limit in limits for word in ("--subject-to", limit)]
        out = self.gate("rank", "d60.ini", "d75.ini", "--zone", "1 h", *words)[0]
        self.assertIn("\nLimits: 95 % of trucks cross within 6 h; 95 % cross within 1 h 30 min; 99 % wait less "
                      "than 2 h; 90 % wait less than 1 h at booth; number turned back below 20 trucks; "
                      "utilisation of booth below 90 %; throughput above 10 trucks an hour.\n", out)
        self.assertNotIn("Limits", self.gate("rank", "d60.ini", "d75.ini", "--zone", "1 h")[0])

    def test_it_says_what_the_choice_is_worth(self):
        out, _ = self.gate("rank", "m90.ini", "m60.ini", "--zone", "20 s")
        self.assertIn("m60 is best, or within 20.0 s of the best, with a probability of at least 95 %", out)
        self.assertIn("replications in all", out)

    def test_usage(self):
        self.assertIn("--zone is needed", self.gate("rank", "m60.ini", "m75.ini", status=2)[1])
        self.assertIn("--zone 5: a value above 0 of time_in_system_mean is needed, such as '10 min'",
                      self.gate("rank", "m60.ini", "m75.ini", "--zone", "5", status=2)[1])
        self.assertIn("a limit is written METRIC < VALUE",
                      self.gate("rank", "m60.ini", "m75.ini", "--zone", "5 s", "--subject-to",
                                "wait_p95 = 6 h", status=2)[1])
        self.assertIn("does not go with --subject-to",
                      self.gate("rank", "m60.ini", "m75.ini", "--budget", "50", "--subject-to",
                                "wait_p95 < 6 h", status=2)[1])
        for words, told in (
            (("--budget", "5"), "--budget 5: 2 replications of each of 3 scenarios need 6"),
            (("--zone", "5 s", "--most", "1"), "--most 1: nothing is known of a scenario before 2"),
            (("--budget", "50", "--most", "5"), "--budget does not go with --most"),
        ):
            self.assertIn(told, self.gate("rank", "m60.ini", "m75.ini", "m90.ini", *words, status=2)[1])
        self.assertIn("did you mean --zone?", self.gate("rank", "a", "b", "--zon", "1 s", status=2)[1])


if __name__ == "__main__":
    unittest.main()
