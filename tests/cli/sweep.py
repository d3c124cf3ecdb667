# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim sweep: a scenario at many points, and the effects of what is varied."""
import csv
import json
import math
import re
import time
import unittest

from support import BOOTH, Case

try:
    import h5py
except ImportError:
    h5py = None

SHORT = BOOTH.replace("duration = 20 d", "duration = 1 d").replace("warm-up = 2 d", "warm-up = 4 h")
CERTAIN = SHORT.replace("poisson 30/h", "every 5 min").replace("exponential mean 90 s", "90 s")


class Sweep(Case):
    def setUp(self):
        super().setUp()
        self.write("booth.ini", SHORT)
        self.write("certain.ini", CERTAIN)

    def sweep(self, *words, status=0):
        return json.loads(self.gate("sweep", "--json", *words, status=status)[0])

    def points(self, *words):
        return [tuple(p["settings"].values()) for p in self.sweep(*words)["points"]]

    def test_a_grid_has_all_combinations_and_the_exact_effects(self):
        """Without a queue the time in system is the service time: from 40 to 80 s it changes by
        40 s, whatever the servers."""
        found = self.sweep("certain.ini", "--vary", "booth.servers=1..3", "--vary",
                           "booth.service=40..80 s/20 s", "--replications", "2")
        self.assertEqual(len(found["points"]), 9)
        for p in found["points"]:
            self.assertEqual(f"{p['metrics']['time_in_system_mean']['mean']:g} s", p["settings"]["booth.service"])
        effects = found["effects"][0]
        means = [e["mean"] for e in effects["effects"]]
        for got, expected in zip(means, (0, 40, 0)):
            self.assertAlmostEqual(got, expected, places=9)
        self.assertEqual(effects["effects"][2]["keys"], ["booth.servers", "booth.service"])
        self.assertAlmostEqual(effects["explained"], 1)

    def test_lines_through_all_points_do_not_claim_to_fit(self):
        few = self.gate("sweep", "certain.ini", "--vary", "booth.service=40 s,80 s", "--replications", "2")[0]
        self.assertIn("With 2 points the lines go through all of them; more points tell whether they fit.", few)
        self.assertNotIn("explain", few)
        many = self.gate("sweep", "certain.ini", "--vary", "booth.service=40..80 s/20 s", "--replications",
                         "2")[0]
        self.assertIn("These explain 100 % of what differs between the points.", many)

    def test_a_line_that_does_not_fit_says_how_much_it_explains(self):
        words = ("certain.ini", "--vary", "booth.service=40 s,50 s,60 s,140 s", "--vary", "booth.servers=1..2",
                 "--replications", "2")
        levels = self.sweep(*words)["effects"][0]["levels"]
        self.assertAlmostEqual(levels["booth.service"]["straight_line"], 1)
        self.assertNotIn("booth.servers", levels)  # two levels are a line
        # A server more helps once: the knee of M/M/c.
        words = ("booth.ini", "--vary", "booth.servers=1..4", "--replications", "2", "--metric", "wait_mean",
                 "--set", "scenario.duration=6 d")
        found = self.sweep(*words)
        waits = [p["metrics"]["wait_mean"]["mean"] for p in found["points"]]
        middle = sum(waits) / 4
        rise = sum(x * w for x, w in zip((-1.5, -0.5, 0.5, 1.5), waits)) / 5
        share = 5 * rise ** 2 / sum((w - middle) ** 2 for w in waits)
        self.assertAlmostEqual(found["effects"][0]["levels"]["booth.servers"]["straight_line"], share)
        self.assertLess(share, 0.7)
        out, _ = self.gate("sweep", *words)
        self.assertIn(f"a line explains {100 * share:.0f} % of what it does", out)

    def test_words_keep_their_row_among_the_effects(self):
        words = ("booth.ini", "--vary", "booth.discipline=fifo,lifo,random", "--replications", "2",
                 "--metric", "wait_p95", "--set", "scenario.duration=6 d")
        found = self.sweep(*words)["effects"][0]["levels"]["booth.discipline"]
        self.assertAlmostEqual(found["explained"], 1)
        self.assertIsNone(found["straight_line"])
        out, _ = self.gate("sweep", *words)
        self.assertRegex(out, r"booth.discipline, 3 values +\d+ min .* \(fifo\) to .* \(lifo\) +its values explain 100 %")

    def test_a_point_has_the_numbers_of_a_run_with_its_settings(self):
        found = self.sweep("booth.ini", "--vary", "booth.service=exponential mean 60 s,exponential mean 80 s",
                           "--replications", "3")
        out, _ = self.gate("run", "booth.ini", "--json", "--replications", "3", "--set",
                           "booth.service=exponential mean 80 s")
        self.assertEqual(found["points"][1]["metrics"]["wait_p95"], json.loads(out)["wait_p95_s"])

    def test_a_range_may_stand_before_what_else_a_value_says(self):
        got = self.points("certain.ini", "--vary", "booth.servers=1..2, 4 during Mon 08:00-10:00",
                          "--replications", "1")
        self.assertEqual(got, [("1, 4 during Mon 08:00-10:00",), ("2, 4 during Mon 08:00-10:00",)])

    def test_lists_in_lockstep_go_together(self):
        got = self.points("certain.ini", "--vary", "booth.servers=1,2,3", "--vary",
                          "booth.service=80 s,60 s,40 s", "--lockstep", "--replications", "1")
        self.assertEqual(got, [("1", "80 s"), ("2", "60 s"), ("3", "40 s")])

    def test_constraints_leave_points_out(self):
        """servers + service / 20 s at most 5: 1 with 40, 60, 80; 2 with 40, 60; 3 with 40."""
        got = self.points("certain.ini", "--vary", "booth.servers=1..3", "--vary",
                          "booth.service=40..80 s/20 s", "--constraint",
                          "20 booth.servers + booth.service <= 100", "--replications", "1")
        self.assertEqual(got, [("1", "40 s"), ("1", "60 s"), ("1", "80 s"), ("2", "40 s"), ("2", "60 s"), ("3", "40 s")])

    def test_constraints_compare_as_they_say(self):
        for sign, kept in (("<", "1"), ("<=", "12"), (">", "3"), (">=", "23"), ("=", "2"), ("==", "2")):
            got = self.points("certain.ini", "--vary", "booth.servers=1..3", "--replications", "1",
                              "--constraint", f"booth.servers{sign}2")
            self.assertEqual("".join(p[0] for p in got), kept)

    def test_a_sample_of_more_than_there_are_is_all_there_are(self):
        """Twelve combinations, of which eight are allowed; and none can be found by chance."""
        words = ("certain.ini", "--vary", "booth.servers=1..4", "--vary", "booth.service=40,60,80",
                 "--replications", "1", "--csv", "out.csv", "--constraint", "booth.servers > 1",
                 "--constraint", "20 booth.servers + booth.service < 150", "--sample", "2000")
        words = tuple(w.replace("40,60,80", "40 s,60 s,80 s") for w in words)
        for design in "lhs", "sobol":
            begin = time.monotonic()
            _, err = self.gate("sweep", *words, "--design", design, "--quiet")
            self.assertLess(time.monotonic() - begin, 30)
            self.assertEqual(err, "")
            out, err = self.gate("sweep", *words, "--design", design)
            self.assertEqual(err, "gatesim: --sample 2000: there are 8 points\n")
            with open(self.folder / "out.csv", newline="", encoding="utf-8") as file:
                self.assertEqual(len(list(csv.reader(file))), 9)
        begin = time.monotonic()
        _, err = self.gate("sweep", "certain.ini", "--vary", "booth.service=40..80 s", "--vary",
                           "booth.servers=1..3", "--sample", "1000", "--design", "sobol", "--constraint",
                           "booth.service = 0.5", status=2)
        self.assertLess(time.monotonic() - begin, 30)
        self.assertIn("no combination", err)

    def test_samples_have_the_size_that_is_asked_for_and_keep_constraints(self):
        for design in "lhs", "sobol":
            got = self.points("certain.ini", "--vary", "booth.service=40..80 s", "--vary",
                              "booth.servers=1..3", "--sample", "9", "--design", design,
                              "--constraint", "booth.servers >= 2", "--replications", "1")
            self.assertEqual(len(set(got)), 9)
            self.assertEqual({p[1] for p in got}, {"2", "3"})
            for service, _ in got:
                self.assertTrue(40 <= float(service.split()[0]) <= 80)

    def test_the_file_has_the_design_as_a_dimension(self):
        self.gate("sweep", "certain.ini", "--vary", "booth.service=40..80 s/20 s", "--replications", "2",
                  "-o", "out.h5", "--csv", "out.csv", "--quiet")
        with open(self.folder / "out.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual([float(r["time_in_system_mean_s"]) for r in rows], [40, 60, 80])
        self.assert_readable("out.h5")
        if h5py is None:
            return
        with h5py.File(self.folder / "out.h5") as F:
            self.assertEqual(list(F["design/booth.service"]), [40, 60, 80])
            self.assertEqual(F["design/booth.service"].attrs["units"], b"s")
            self.assertEqual(F["summary/time_in_system_mean"][:].tolist(), [[40, 40], [60, 60], [80, 80]])
            dims = [d[0].name.split("/")[-1] for d in F["station/utilisation"].dims]
            self.assertEqual(dims, ["design", "replication", "station"])

    def test_control_variates_tell_what_luck_explains(self):
        """Throughput follows the trucks that come and little else; with chance in arrivals alone
        most of its variance is known."""
        found = self.sweep("booth.ini", "--vary", "booth.servers=2..3", "--replications", "16", "--controls",
                           "--metric", "throughput_per_hour", "--metric", "time_in_system_mean")
        throughput = found["controls"][0]
        self.assertGreater(throughput["variance_saved"], 0.9)
        self.assertLess(throughput["half_width_controlled"], 0.5 * throughput["half_width"])

    def test_a_metric_that_is_named_twice_is_told_once(self):
        words = "sweep", "booth.ini", "--vary", "booth.servers=2..3", "--replications", "2"
        once, _ = self.gate(*words, "--metric", "wait_mean", "--metric", "wait_p95")
        twice, _ = self.gate(*words, *("--metric", "wait_mean") * 2, "--metric", "wait_p95",
                             "--metric", "wait_mean")
        self.assertEqual(twice, once)

    def test_antithetic_pairs_halve_luck(self):
        """-log(u) and -log(1 - u) have the correlation 1 - pi^2 / 6, and so have, in a long run, the
        numbers of trucks that come: 64 % of the variance is saved. 60 pairs tell that to 8 %."""
        words = "booth.ini", "--vary", "booth.servers=2", "--metric", "throughput_per_hour"
        found = self.sweep(*words, "--replications", "120", "--antithetic")
        plain = self.sweep(*words, "--replications", "120")
        self.assertEqual(found["replications"], 60)
        self.assertAlmostEqual(found["antithetic_saved"][0], math.pi**2 / 6 - 1, delta=0.24)
        a, b = (f["points"][0]["metrics"]["throughput_per_hour"] for f in (found, plain))
        self.assertEqual((a["n"], b["n"]), (60, 120))
        self.assertLess(a["half_width"], 0.8 * b["half_width"])

    def table(self, out, head):
        """The rows of the table that begins with this head, as lists of cells."""
        lines = out.split(head, 1)[1].split("\n\n")[0].splitlines()[1:]
        return [re.split(r"\s{2,}", line.strip()) for line in lines]

    def test_what_is_printed_of_luck_is_what_json_has(self):
        words = ("booth.ini", "--vary", "booth.servers=2..3", "--replications", "8", "--metric",
                 "throughput_per_hour", "--metric", "wait_mean")
        for option, head in ("--controls", "Control variates"), ("--antithetic", "Antithetic pairs"):
            found = self.sweep(*words, option)
            saved = ([c["variance_saved"] for c in found["controls"]] if option == "--controls"
                     else found["antithetic_saved"])
            rows = self.table(self.gate("sweep", *words, option)[0], head)
            self.assertEqual([row[0] for row in rows], ["throughput_per_hour", "wait_mean"])
            for row, share in zip(rows, saved):
                if share <= 0:
                    self.assertEqual(row[-1], "none")
                else:
                    self.assertAlmostEqual(float(row[-1].split()[0]), 100 * share, delta=1)

    def test_without_chance_luck_saves_nothing(self):
        words = "certain.ini", "--vary", "booth.servers=1..2", "--replications", "4"
        for option, head in ("--controls", "Control variates"), ("--antithetic", "Antithetic pairs"):
            out, _ = self.gate("sweep", *words, option)
            self.assertEqual({row[-1] for row in self.table(out, head)}, {"-"})

    def test_threads_do_not_change_a_byte(self):
        words = "sweep", "booth.ini", "--vary", "booth.servers=1..4", "--replications", "3", "--quiet"
        for n in "1", "3":
            self.gate(*words, "--threads", n, "-o", f"{n}.h5")
        self.assertEqual(*((self.folder / f"{n}.h5").read_bytes() for n in "13"))

    def test_what_is_wrong_is_said(self):
        for words, said in (
            (("--vary", "booth.severs=1..3"), "did you mean 'servers'?"),
            (("--vary", "booth.servers"), "it is written SECTION.KEY=VALUES"),
            (("--vary", "booth.servers=3..1"), "is no range"),
            (("--vary", "booth.servers=1..3 min/2 h"), "is no range"),
            (("--vary", "booth.service=40..80 s"), "such as 40..80/10 s, or"),
            (("--vary", "truck.arrivals=poisson 30..50/h"), "such as 30..50/5/h, or"),
            (("--vary", "booth.servers=3..1"), "it does not go up"),
            (("--vary", "booth.servers=1..3", "--vary", "booth.servers=4"), "varied twice"),
            (("--vary", "scenario.seed=1..3"), "it cannot be varied: all points run on the same random numbers"),
            (("--vary", " scenario.replications = 5,10"), "it cannot be varied: every point has as many"),
            (("--vary", "booth.servers=1..3", "--constraint", "yard.servers < 2"), "'yard.servers' is not varied"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers > 3"), "no combination"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers"), "it is written like"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers => 3"),
             "'=>' is none of < <= > >= = ==; did you mean >=?"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers=<3"), "did you mean <=?"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers <> 3"), "'<>' is none of"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers != 3"), "'!=' is none of"),
            (("--vary", "booth.servers=1..3", "--constraint", "booth.servers === 3"), "'===' is none of"),
            (("--vary", "booth.servers=1..3", "--vary", "booth.service=1 s,2 s", "--lockstep"), "has 3 values and"),
            (("--vary", "booth.servers=1..3", "--design", "lsh", "--sample", "2"), "it is lhs or sobol"),
            (("--vary", "booth.servers=1..3", "--design", "lhs"), "needs --sample"),
            (("--vary", "booth.servers=1..1e9"), "levels"),
            ((), "--vary is needed"),
        ):
            _, err = self.gate("sweep", "booth.ini", *words, status=2)
            self.assertIn(said, err, words)


if __name__ == "__main__":
    unittest.main()
