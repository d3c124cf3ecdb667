# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim run --bottleneck: what one more server, person, slot an hour or waiting place saves."""
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
        runs with one server more at a time: of the time that all trucks spent in the window, for each
        that was there in it."""
        def per_truck(n, more):
            found = json.loads(self.gate("run", "tandem.ini", "--json", "--shard", f"{n}/6", *more)[0])
            trucks = found["trucks_at_start"]["mean"] + found["trucks_arrived"]["mean"]
            return sum(time["mean"] for time in found["delay_s"].values()) / trucks

        times = {}
        for name, more in ("as-is", []), ("first", ["--set", "first.added=1"]), ("second", ["--set", "second.added=1"]):
            times[name] = [per_truck(n, more) for n in range(1, 7)]
        for row in self.rows():
            saved = [a - b for a, b in zip(times["as-is"], times[row["station"]])]
            self.assertAlmostEqual(row["saving_mean_s"]["half_width"],
                                   3.1634 * statistics.stdev(saved) / math.sqrt(6), delta=0.01)
        out, _ = self.gate("run", "tandem.ini", "--bottleneck")
        self.assertIn("One more (intervals hold with 95 % for all places together, Bonferroni)", out)

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
        self.assertRegex(out, r"One more .*\n.*\n +first +server +1 .*<- limits the gate\n +second +server +1 ")
        self.assertRegex(out, r"\n  What limits the gate is first: one server more saves .* a truck\.\n")
        out, _ = self.gate("run", "tandem.ini")
        self.assertNotIn("One more", out)
        self.assertNotIn("limits the gate", out)

    def test_one_person_more_is_what_helps_where_people_are_few(self):
        """Two desks of two servers, for which one officer is on shift: desks more help nobody."""
        self.write("officers.ini", TANDEM.replace("servers = 1\nservice = exponential", "servers = 2\n"
                                                  "needs = officers\nservice = exponential")
                   .replace("poisson 10/h", "poisson 6/h") + "\n[pool officers]\npeople = 1\n")
        out, _ = self.gate("run", "officers.ini", "--bottleneck", "--json")
        found = json.loads(out)
        self.assertEqual(found["bottleneck_answer"], "limit")
        best, *others = found["bottleneck"]
        self.assertEqual((best["pool"], best["people"], best["rival"]), ("officers", 1, False))
        self.assertEqual(sorted(row["station"] for row in others), ["first", "second"])
        self.assertEqual([row["saving_mean_s"]["mean"] for row in others], [0, 0])
        out, _ = self.gate("run", "officers.ini", "--set", "officers.added=1", "--json")
        saved = found["time_in_system_mean_s"]["mean"] - json.loads(out)["time_in_system_mean_s"]["mean"]
        self.assertAlmostEqual(best["saving_mean_s"]["mean"] / saved, 1, delta=0.02)
        out, _ = self.gate("run", "officers.ini", "--bottleneck")
        self.assertIn("What limits the gate is officers: one person more saves", out)

    def test_one_waiting_place_more_helps_where_a_full_line_blocks(self):
        """The second desk has one place to wait: when it is taken, the first is held. What one place more
        saves is what a run with two saves. A line that was never full, and one that sends trucks away, are
        not tried."""
        blocked = TANDEM.replace("[station first]", "waiting = 1\n\n[station first]")
        self.write("blocked.ini", blocked.replace("    lounge\n", "    lounge\n    large\n    lossy\n") + """
[station large]
servers = 1
waiting = 100000
service = 1 min

[station lossy]
servers = 1
waiting = 0
when-full = turn-back
service = 4 min
""")
        out, _ = self.gate("run", "blocked.ini", "--bottleneck", "--json", "--replications", "3")
        found = json.loads(out)
        [place] = [row for row in found["bottleneck"] if "waiting" in row]
        self.assertEqual((place["station"], place["waiting"]), ("second", 1))
        self.assertGreater(place["saving_mean_s"]["mean"], 0)
        two = json.loads(self.gate("run", "blocked.ini", "--json", "--replications", "3", "--set", "second.waiting=2")[0])

        def of_all(run):
            trucks = run["trucks_at_start"]["mean"] + run["trucks_arrived"]["mean"]
            return sum(time["mean"] for time in run["delay_s"].values()) / trucks
        self.assertAlmostEqual(place["saving_mean_s"]["mean"] / (of_all(found) - of_all(two)), 1, delta=0.05)
        out, _ = self.gate("run", "blocked.ini", "--bottleneck", "--replications", "3")
        self.assertIn("\n  Tried, one more at a time: servers, waiting places; nothing else.\n", out)

    def test_one_slot_more_an_hour_is_what_helps_where_slots_are_few(self):
        """10 trucks an hour want one of 9 slots: they wait at home, and nowhere at the booths."""
        self.write("booked.ini", TANDEM.replace("servers = 1", "servers = 9").replace("poisson 10/h", "poisson 10/h\nbooks = book")
                   + "\n[appointments book]\nslots = 9/h\n")
        out, _ = self.gate("run", "booked.ini", "--bottleneck", "--json")
        found = json.loads(out)
        self.assertEqual(found["bottleneck_answer"], "limit")
        self.assertEqual((found["bottleneck"][0]["appointments"], found["bottleneck"][0]["slots_per_hour"]), ("book", 9))
        out, _ = self.gate("run", "booked.ini", "--bottleneck")
        self.assertRegex(out, r"What limits the gate is book: one slot more an hour saves .* a truck\.\n"
                              r"  Tried, one more at a time: servers, slots; nothing else\.\n")
        added = self.gate("run", "booked.ini", "--json", "--set", "book.added=1")[0]
        self.write("ten.ini", (self.folder / "booked.ini").read_text().replace("slots = 9/h", "slots = 10/h"))
        ten = self.gate("run", "ten.ini", "--json")[0]
        self.assertEqual(json.loads(added)["fingerprints"], json.loads(ten)["fingerprints"])

    def test_two_equal_stations_are_too_close_to_tell(self):
        self.write("tandem.ini", TANDEM.replace("exponential mean 3 min", "exponential mean 4.8 min"))
        out, _ = self.gate("run", "tandem.ini", "--bottleneck", "--replications", "3")
        self.assertIn("What limits the gate is too close to tell: ", out)
        self.assertEqual(out.count("<- too close to tell"), 2)
        self.assertNotIn("What limits the gate is first", out)

    def test_where_nobody_waits_nothing_limits(self):
        self.write("tandem.ini", TANDEM.replace("servers = 1", "servers = 40"))
        out, _ = self.gate("run", "tandem.ini", "--bottleneck", "--replications", "3")
        self.assertIn("Nowhere does one more surely save time.", out)
        self.assertNotIn("<-", out)

    def test_one_replication_names_nothing(self):
        out, _ = self.gate("run", "tandem.ini", "--bottleneck", "--replications", "1")
        self.assertIn("One replication does not tell how sure this is.", out)
        self.assertNotIn("limits the gate", out)


if __name__ == "__main__":
    unittest.main()
