# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim optimize: decisions whose best values are known from theory or by hand."""
import csv
import json
import unittest

from support import BOOTH, Case

try:
    import h5py
except ImportError:
    h5py = None

SHORT = BOOTH.replace("duration = 20 d", "duration = 3 d").replace("warm-up = 2 d", "warm-up = 12 h")

# A truck every five minutes; the yard takes four minutes, customs eight: without a queue one
# and two servers are enough, and more are of no use.
TWO = """\
[scenario]
title = Two places
duration = 1 d
warm-up = 2 h

[class truck]
route = through
arrivals = every 5 min

[station yard]
servers = 1
service = 4 min

[station customs]
servers = 1
service = 8 min

[route through]
steps =
    yard
    customs
"""


def erlang_c_wait(rate, service, servers):
    """Mean wait in M/M/c, from Erlang B by its recursion."""
    load, lost = rate * service, 1.0
    for k in range(1, servers + 1):
        lost = load * lost / (k + load * lost)
    delayed = lost / (1 - load / servers * (1 - lost))
    return delayed * service / (servers - load)


class Optimize(Case):
    def setUp(self):
        super().setUp()
        self.write("booth.ini", SHORT.replace("mean 90 s", "mean 6 min"))
        self.write("two.ini", TWO)

    def optimize(self, *words, status=0):
        return json.loads(self.gate("optimize", "--json", *words, status=status)[0])

    def test_staffing_is_that_of_erlang_c(self):
        """30 trucks an hour, six minutes each, mean wait under a minute."""
        enough = next(c for c in range(4, 10) if erlang_c_wait(0.5, 6, c) < 1)
        found = self.optimize("booth.ini", "--vary", "booth.servers=4..9", "--cost", "booth.servers=1",
                              "--subject-to", "wait_mean < 1 min")
        self.assertEqual(found["best"]["settings"], {"booth.servers": str(enough)})
        self.assertEqual(found["best"]["value"]["mean"], enough)
        self.assertTrue(found["all_combinations"] and found["decided"])
        self.assertEqual(found["probability"], 0.95)
        fates = {c["settings"]["booth.servers"]: c["fate"] for c in found["compared"]}
        self.assertEqual(fates[str(enough - 1)], "breaks a limit")

    def test_cost_of_waiting_against_cost_of_servers(self):
        """3 a server against 1 for every ten seconds of mean wait: c = 5 costs 15 + 4.25, against
        12 + 18.3 for 4 and 18 + 1.2 for 6; 3.5 a server makes 5 the best by 0.4."""
        total = {c: 3 * c + erlang_c_wait(0.5, 6, c) * 6 for c in range(4, 9)}
        best = sorted(total, key=total.get)[:2]
        found = self.optimize("booth.ini", "--vary", "booth.servers=4..8", "--cost", "booth.servers=3",
                              "--cost", "wait_mean=0.1", "--zone", "0.5")
        self.assertIn(int(found["best"]["settings"]["booth.servers"]), best)

    def test_few_combinations_are_all_compared(self):
        found = self.optimize("two.ini", "--vary", "yard.servers=1..3", "--vary", "customs.servers=1..4",
                              "--cost", "yard.servers=1", "--cost", "customs.servers=2",
                              "--subject-to", "wait_mean < 1 s within 0.5 s")
        self.assertEqual(found["best"]["settings"], {"yard.servers": "1", "customs.servers": "2"})
        self.assertEqual(len(found["compared"]), 12)

    def test_many_combinations_are_searched(self):
        found = self.optimize("two.ini", "--vary", "yard.servers=1..40", "--vary", "customs.servers=1..40",
                              "--cost", "yard.servers=1", "--cost", "customs.servers=2",
                              "--subject-to", "wait_mean < 1 s within 0.5 s", "--first", "2")
        self.assertEqual(found["best"]["settings"], {"yard.servers": "1", "customs.servers": "2"})
        self.assertFalse(found["all_combinations"])
        self.assertLess(found["tried"], 200)

    def test_a_continuous_decision_comes_close_to_its_best(self):
        """(3 - s)^2 cannot be said, but 1 for every minute of service saved against the time that
        service takes can: without a queue the cost is -3 s + 2 s = -s, so the slowest is best."""
        found = self.optimize("two.ini", "--vary", "yard.service=1..4.5 min", "--cost", "yard.service=-3",
                              "--cost", "service_mean of yard=0.033333", "--zone", "0.05", "--set",
                              "customs.servers=2", "--first", "2")
        service = float(found["best"]["settings"]["yard.service"].split()[0])
        self.assertAlmostEqual(service, 4.5, delta=0.1)

    def test_a_range_may_stand_in_a_longer_value(self):
        found = self.optimize("booth.ini", "--vary", "booth.service=exponential mean 60..80 s/10 s",
                              "--minimise", "time_in_system_mean", "--zone", "2 s")
        self.assertEqual(found["best"]["settings"]["booth.service"], "exponential mean 60 s")

    def test_what_does_not_surely_keep_a_limit_is_not_as_good(self):
        """Waits of M/D/1 are 15 s on average at 20 trucks an hour of 1 min each; which of them are above
        is chance. A second desk hardly lets any truck wait. The goal is the same with both."""
        self.write("desks.ini", TWO.replace("    customs\n", "    customs\n\n[class other]\nroute = past\n"
                                            "arrivals = poisson 20/h\n\n[station desk]\nservers = 1\n"
                                            "service = 1 min\n\n[route past]\nsteps =\n    desk\n"))
        words = ("desks.ini", "--vary", "desk.servers=2,1", "--minimise", "time_in_system_mean of truck",
                 "--zone", "1 min")
        limited = self.optimize(*words, "--subject-to", "wait_mean of desk < 15 s within 0.1 s")
        self.assertEqual([F["fate"] for F in limited["compared"]], ["best", "undecided"])
        self.assertEqual([F["fate"] for F in self.optimize(*words)["compared"]], ["best", "as good"])

    def test_limits_that_nothing_keeps_leave_no_answer(self):
        out, _ = self.gate("optimize", "two.ini", "--vary", "yard.servers=1..2", "--cost", "yard.servers=1",
                           "--subject-to", "time_in_system_mean < 1 min")
        self.assertIn("No combination keeps the limits", out)

    @unittest.skipUnless(h5py, "no h5py")
    def test_file_and_table_hold_what_was_tried_and_compared(self):
        found = self.optimize("two.ini", "--vary", "yard.servers=1..40", "--vary", "customs.servers=1..40",
                              "--cost", "yard.servers=1", "--cost", "customs.servers=2", "--subject-to",
                              "wait_mean < 1 s within 0.5 s", "--first", "2", "-o", "o.h5", "--csv", "o.csv")
        self.assert_readable("o.h5")
        with h5py.File(self.folder / "o.h5") as file:
            tried, compared = file["tried"], file["compared"]
            self.assertEqual(tried["goal_mean"].shape, (found["tried"],))
            cost = tried["yard.servers"][:] + 2 * tried["customs.servers"][:]
            self.assertTrue((tried["goal_mean"][:] == cost).all())
            best = [f.decode() for f in compared["fate"][:]].index("best")
            self.assertEqual((compared["yard.servers"][best], compared["customs.servers"][best]), (1, 2))
            self.assertEqual(file.attrs["goal"], b"cost")
        with open(self.folder / "o.csv", newline="", encoding="utf-8") as table:
            rows = list(csv.reader(table))
        self.assertEqual(rows[0][:3], ["yard.servers", "customs.servers", "cost"])
        self.assertIn(["1", "2", "5"], [R[:3] for R in rows if R[-1] == "best"])
        self.assertEqual(len(rows) - 1, len(found["compared"]))

    def test_a_zone_that_was_not_given_is_explained(self):
        """Half of 2, the cheaper of the steps."""
        words = ("optimize", "two.ini", "--vary", "yard.servers=1..2", "--vary", "customs.servers=1,4",
                 "--cost", "yard.servers=2", "--cost", "customs.servers=1", "--subject-to",
                 "wait_mean < 1 s within 0.5 s")
        out, _ = self.gate(*words)
        self.assertIn("\nDifferences under 1 do not count: that is half of what the cheapest step of a "
                      "decision costs, as --zone is not given.\n", out)
        self.assertNotIn("do not count", self.gate(*words, "--zone", "1")[0])

    def test_a_zone_is_read_as_amounts_are_printed(self):
        self.write("priced.ini", SHORT.replace("mean 90 s", "mean 6 min") +
                   "\n[costs]\ndriver = 95 USD/h\n")
        words = ("priced.ini", "--vary", "booth.servers=4..6", "--minimise", "total_cost", "--zone")
        self.assertEqual(self.optimize(*words, "50,000 USD"), self.optimize(*words, "50000"))
        limits = (*words, "50000", "--subject-to")
        self.assertEqual(self.optimize(*limits, "total_cost < 1,000,000 USD")["best"],
                         self.optimize(*limits, "total_cost < 1000000")["best"])
        self.assertIn("--zone 50,000 VND", self.gate("optimize", *words, "50,000 VND", status=2)[1])

    def test_amounts_have_their_currency(self):
        """In the head of their column, in sentences and in the CSV: of costs as --cost names it, of
        measures the scenario's."""
        self.write("priced.ini", TWO + "\n[costs]\ndriver = 95 USD/h\n")
        words = ("priced.ini", "--vary", "yard.servers=1..2", "--subject-to", "total_cost < 1000000",
                 "--subject-to", "unmet_share < 5 %", "--csv", "o.csv")
        out = self.gate("optimize", *words, "--cost", "yard.servers=12,000 USD")[0]
        self.assertIn("cost, USD  total_cost < 1000000 USD  unmet_share < 5 %", out)
        self.assertRegex(out, r"\n +1 +12,000 +[\d,]+ +0 % ")
        self.assertIn("or within 6,000 USD of that", out)
        self.assertIn("Differences under 6,000 USD do not count", out)
        head = (self.folder / "o.csv").read_text(encoding="utf-8").splitlines()[0]
        self.assertTrue(head.startswith("yard.servers,cost_USD,cost_USD_half_width,limit_1_total_cost_USD,"
                                        "limit_1_total_cost_USD_half_width,limit_2_unmet_share,"), head)
        self.gate("optimize", *words, "--minimise", "total_cost", "--zone", "5 USD")
        self.assertIn(",total_cost_USD,", (self.folder / "o.csv").read_text(encoding="utf-8"))
        plain = self.gate("optimize", *words, "--cost", "yard.servers=12,000")[0]
        self.assertIn("  cost  total_cost < 1000000 USD", plain)
        for costs, said in (
            (("--cost", "yard.servers=12,000 VND"),
             "--cost: amounts are in VND, and those of the scenario in USD"),
            (("--cost", "yard.servers=1 USD", "--cost", "wait_mean=1 VND"), "the same one for all costs"),
        ):
            self.assertIn(said, self.gate("optimize", *words, *costs, status=2)[1])

    def test_usage(self):
        for words, said in (
            ((), "--vary is needed"),
            (("--vary", "yard.servers=1..2"), "--cost, --minimise or --maximise is needed"),
            (("--vary", "yard.servers=1..2", "--cost", "yard.servers"), "NAME=NUMBER"),
            (("--vary", "yard.servers=1..2", "--cost", "wait_maen=1", "--zone", "1"), "did you mean wait_mean?"),
            (("--vary", "yard.servers=1..2", "--cost", "yard.serves=1"),
             "--cost yard.serves=1: 'yard.serves' is neither a decision, which --vary gives, nor a "
             "measure; did you mean yard.servers?"),
            (("--vary", "yard.servers=1..2", "--cost", "wait_mean of yadr=1", "--zone", "1"), "did you mean 'yard'?"),
            (("--vary", "yard.servers=1..2", "--minimise", "wait_mean"), "--zone is needed"),
        ):
            _, err = self.gate("optimize", "two.ini", *words, status=2)
            self.assertIn(said, err, words)


if __name__ == "__main__":
    unittest.main()
