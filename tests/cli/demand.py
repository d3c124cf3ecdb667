# SPDX-License-Identifier: GPL-3.0-or-later
"""A gate that takes bookings for fewer trucks than want to come is not praised for its short queue
without a word of those that stay away."""
import csv
import json
import re
import unittest

from support import Case

OPEN = """\
[scenario]
duration = 10 d
replications = 10

[class truck]
route = through
arrivals = every 7 min

[station booth]
servers = 1
service = 8 min

[route through]
steps =
    booth
"""
BOOKED = """\
[scenario]
extends = open.ini

[appointments gate]
slots = 6/h

[class truck]
books = gate
"""
# A place for three: others are sent back.
FULL = """\
[scenario]
extends = open.ini

[station booth]
waiting = 0
when-full = turn-back
"""
WANTED = 10 * 24 * 60 // 7  # trucks, every 7 min in 10 d; the booth can do one in 8 min
SLOTS = 6 * 24 * 10         # at 1, 2, ... 240 h: that at 0 is over when the first truck asks
UNMET = WANTED - SLOTS


class Demand(Case):
    def setUp(self):
        super().setUp()
        for name, text in (("open", OPEN), ("booked", BOOKED), ("full", FULL)):
            self.write(f"{name}.ini", text)

    def lines(self, *words):
        return [line.strip() for line in self.gate(*words)[0].splitlines()]

    def praise(self, *words):
        return [line for line in self.lines(*words) if " cuts the " in line
                and ("wait" in line or "time in system" in line)]

    def test_a_verdict_that_praises_tells_who_finds_no_slot(self):
        said = self.praise("compare", "open.ini", "booked.ini")
        self.assertTrue(said)
        for line in said:
            self.assertRegex(line, f", but {UNMET} of 2,057 trucks \\({100 * UNMET / WANTED:.0f} %\\) "
                                   "find no slot$")

    def test_a_verdict_on_booking_leads_with_the_time_from_the_wish(self):
        verdict = self.lines("compare", "open.ini", "booked.ini")
        verdict = verdict[verdict.index("Verdict") + 1:]
        self.assertIn(f"with booked {UNMET} of 2,057 trucks", verdict[0])
        self.assertIn("trucks that book wait ", verdict[1])
        self.assertIn("raises the mean time from the wish to cross", verdict[2])
        self.assertFalse([line for line in verdict if "mean time in system" in line])

    def test_a_verdict_without_booking_has_no_word_of_it(self):
        text = self.gate("compare", "open.ini", "full.ini")[0]
        for word in ("wish", "slot", "unmet", "wanted"):
            self.assertNotIn(word, text)

    def test_whoever_is_sent_back_is_not_served_either(self):
        said = self.praise("compare", "open.ini", "full.ini")
        self.assertTrue(said)
        for line in said:
            self.assertRegex(line, r", but serves \d+ % fewer trucks$")

    def test_an_alternative_that_serves_more_is_praised_without_a_but(self):
        self.assertNotIn(", but ", self.gate("compare", "booked.ini", "open.ini")[0])

    def test_one_replication_tells_it_too(self):
        text = self.gate("compare", "open.ini", "booked.ini", "--replications", "1")[0]
        self.assertRegex(text, f"goes from .* to .*, but {UNMET} of 2,057 trucks .* find no slot; one")

    def test_a_wait_at_home_is_among_the_places_where_time_changed(self):
        """The line at the booth moves to the homes of those who book."""
        lines = self.lines("compare", "open.ini", "booked.ini")
        start = next(i for i, line in enumerate(lines) if line.startswith("Where it changed"))
        places = lines[start + 1:lines.index("", start)]
        home = [line for line in places if line.startswith("(at home)")]
        self.assertEqual(len(home), 1)
        self.assertRegex(home[0], r"^\(at home\) +booking +0 s +\d.* \+\d")
        self.assertTrue([line for line in places if re.match("booth +queueing .* -", line)])
        self.assertNotIn("(at home)", self.gate("compare", "open.ini", "full.ini")[0])
        cause = next(line for line in lines if line.startswith("booking "))
        self.assertEqual(home[0].split()[-3:], cause.split()[-3:])

    def test_what_fewer_trucks_cross_has_its_interval_and_names_who_serves_them(self):
        """Of random trucks a booth without a place to wait loses a share that varies."""
        self.write("free.ini", OPEN.replace("every 7 min", "poisson 8/h"))
        for name, places in (("none", 0), ("one", 1)):
            self.write(f"{name}.ini", FULL.replace("open", "free").replace("= 0", f"= {places}"))
        text = self.gate("rank", "free.ini", "none.ini", "one.ini", "--zone", "10 s")[0]
        said = re.search(r"none is best, .*, but serves (\S+) % \((\S+)-(\S+) %\) fewer trucks than "
                         r"free\.", text)
        self.assertIsNotNone(said, text)
        share, low, high = (float(x) for x in said.groups())
        self.assertLess(low, share)
        self.assertLess(share, high)

    def test_rank_goes_by_the_time_from_the_wish_where_trucks_book(self):
        found = json.loads(self.gate("rank", "--json", "open.ini", "booked.ini", "--zone",
                                     "1 min")[0])
        self.assertEqual(found["metric"], "total_time_mean")
        self.assertEqual(found["best"], "open")
        self.assertEqual(found["warnings"], [])
        found = json.loads(self.gate("rank", "--json", "open.ini", "full.ini", "--zone", "1 min")[0])
        self.assertEqual(found["metric"], "time_in_system_mean")

    def test_rank_says_in_its_choice_what_the_best_leaves_unmet(self):
        words = ("rank", "open.ini", "booked.ini", "--metric", "time_in_system_mean", "--zone",
                 "10 s")
        text = self.gate(*words)[0]
        self.assertRegex(text, f"booked is best, .*, but {UNMET} of 2,057 trucks .* find no slot\\.")
        self.assertIn("! the best leaves demand unmet, and no limit forbids it", text)
        limited = self.gate(*words, "--subject-to", "unmet_share < 90 %")[0]
        self.assertNotIn("!", limited)
        found = json.loads(self.gate(*words, "--json")[0])
        self.assertEqual(len(found["warnings"]), 1)
        self.assertEqual(found["scenarios"][0]["trucks_unmet"]["mean"], UNMET)
        strict = json.loads(self.gate(*words, "--json", "--subject-to", "unmet_share < 5 %")[0])
        self.assertEqual(strict["best"], "open")

    def test_rank_warns_of_trucks_that_are_sent_back(self):
        text = self.gate("rank", "open.ini", "full.ini", "--zone", "10 s")[0]
        self.assertRegex(text, r"full is best, .*, but serves \d+ % fewer trucks than open\.")
        self.assertIn("! the best serves fewer trucks than another, and no limit forbids it", text)

    def test_optimize_says_it_too(self):
        words = ("optimize", "booked.ini", "--vary", "gate.slots=5/h,6/h", "--minimise",
                 "time_in_system_mean", "--zone", "1 s")
        text = self.gate(*words)[0]
        self.assertRegex(text, r"It is the best .*, but [\d,]+ of 2,057 trucks .* find no slot\.")
        self.assertIn("! the best leaves demand unmet", text)
        found = json.loads(self.gate(*words, "--json")[0])
        self.assertEqual(len(found["warnings"]), 1)
        self.assertEqual(found["best"]["trucks_wanted"]["mean"], WANTED)

    def test_a_sweep_of_a_booked_gate_shows_what_is_unmet(self):
        table = self.gate("sweep", "booked.ini", "--vary", "booth.servers=1,2", "--csv", "s.csv")[0]
        self.assertRegex(table, "total_time_mean +trucks_unmet")
        with open(self.folder / "s.csv", encoding="utf-8") as file:
            columns = next(csv.reader(file))
        self.assertTrue([name for name in columns if name.startswith("trucks_unmet")])

    def test_a_run_tells_demand(self):
        text = self.gate("run", "booked.ini", "-o", "b.h5")[0]
        self.assertRegex(text, f"wanted to come +{WANTED:,}\n")
        self.assertRegex(text, f"found no slot +{UNMET}\n")
        self.assertRegex(text, "waited for slot  mean ")
        self.assertRegex(text, r"! \d+ trucks \(\d+ %\) that wanted to come found no slot")
        self.assertRegex(text, f"Demand +wanted .*\n +truck +{WANTED:,} +{UNMET} ")
        found = json.loads(self.gate("run", "booked.ini", "--json", "-o", "c.h5")[0])
        for where in (found, found["classes"]["truck"]):
            self.assertEqual(where["trucks_wanted"]["mean"], WANTED)
            self.assertEqual(where["trucks_no_slot"]["mean"], UNMET)
            self.assertEqual(where["trucks_unmet"]["mean"], UNMET)
            self.assertGreater(where["booking_wait_mean_s"]["mean"], 3600)
        self.assertGreater(found["delay_s"]["booking"]["mean"], 0)


if __name__ == "__main__":
    unittest.main()
