# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim compare: scenarios on common random numbers, results files, and files from strangers."""
import csv
import json
import math
import os
import pathlib
import random
import re
import signal
import statistics
import time
import unittest

from support import BOOTH, ENDLESS, Case

try:
    import h5py
except ImportError:
    h5py = None

T_4 = 2.7764451  # t(4; 0.975), any printed table
QUICK = BOOTH.replace("90 s", "60 s")
SHORT = ["--set", "scenario.duration=2 d", "--set", "scenario.warm-up=12 h"]

TWO = """\
[scenario]
title = Two places
duration = 4 d
warm-up = 1 d

[class fruit]
route = through
arrivals = poisson 10/h

[class goods]
route = through
arrivals = poisson 10/h

[station yard]
servers = 2
service = exponential mean 4 min

[station customs]
servers = 2
service = exponential mean 5 min

[route through]
steps =
    yard
    customs
"""

# Of a backlog most is left when the window opens, and hardly a truck arrives in it.
DRAIN = """\
[scenario]
duration = 2 d
warm-up = 1 d

[class truck]
route = through
arrivals = poisson 1/d
backlog = 300 trucks at yard

[station yard]
servers = 1
service = exponential mean 1 min

[station customs]
servers = 1
service = exponential mean 12 min

[route through]
steps =
    yard
    customs
"""

REASONS = """\
[scenario]
duration = 4 d

[class goods]
route = through
arrivals = poisson 10/h

[station yard]
servers = 1
hours = 06:00-18:00
service = 3 min

[station customs]
servers = 1
service = 5 min

[route through]
steps =
    yard
    customs
"""


def row(found, group, name, **labels):
    """The row of a measure."""
    for R in found["measures"]:
        if R["group"] == group and R["name"] == name:
            if all(R.get(key) == label for key, label in labels.items()):
                return R["runs"]
    raise KeyError((group, name, labels))


def rows(found):
    """The measures by what they are: a file has its groups one after another."""
    def key(R):
        return sorted((k, v) for k, v in R.items() if k != "runs")
    return sorted(found["measures"], key=key)


class Compare(Case):
    def setUp(self):
        super().setUp()
        self.write("quick.ini", QUICK)
        self.write("two.ini", TWO)

    def compare(self, *words, status=0):
        return json.loads(self.gate("compare", "--json", *words, status=status)[0])

    def test_it_prints_how_much_variance_common_numbers_save(self):
        """Of paper.ini and digital.ini, which have the same arrivals, at least ten times for what
        comes through; where trucks wait overnight in one of them only, less."""
        scenarios = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
        words = [str(scenarios / n) for n in ("paper.ini", "digital.ini")]
        out, _ = self.gate("compare", *words, "--replications", "20")
        self.assertIn("by how much common random numbers divide the variance", out)
        divided = {}
        for line in out.splitlines():
            found = re.match(r"  (throughput|mean time in system) +\(all\) .* \u00f7 ([\d.,]+)$", line)
            if found:
                divided[found[1]] = float(found[2].replace(",", ""))
        self.assertGreaterEqual(divided["throughput"], 10)
        self.assertGreaterEqual(divided["mean time in system"], 1.5)
        found = self.compare(*words, "--replications", "20")
        saved = row(found, "summary", "throughput_per_hour")[1]["variance_saved"]
        self.assertAlmostEqual(divided["throughput"] * (1 - saved), 1, delta=0.01)

    def test_a_scenario_does_not_differ_from_itself(self):
        found = self.compare("booth.ini", "booth.ini", "--replications", "4", *SHORT)
        for R in found["measures"]:
            if R["runs"][1]["n"] == 4:
                self.assertEqual(R["runs"][1]["difference"], 0, R)
                self.assertEqual(R["runs"][1]["difference_half_width"], 0, R)
        self.assertTrue(found["runs"][1]["same_trucks"])
        self.assertEqual([R["name"] for R in found["runs"]], ["booth.ini", "booth.ini (2)"])

    def test_differences_are_those_of_the_replications_one_by_one(self):
        """Against the numbers of single runs: --replications 1 with the settings of each."""
        if h5py is None:
            self.skipTest("no h5py")
        for name in "booth", "quick":
            self.gate("run", f"{name}.ini", "--replications", "5", *SHORT)
        a, b = (h5py.File(self.folder / f"{n}.h5")["summary/wait_p95"][:] for n in ("booth", "quick"))
        d = [y - x for x, y in zip(a, b)]
        R = row(self.compare("booth.ini", "quick.ini", "--replications", "5", *SHORT), "summary", "wait_p95")[1]
        self.assertAlmostEqual(R["difference"], statistics.mean(d), places=9)
        self.assertAlmostEqual(
            R["difference_half_width"], T_4 * statistics.stdev(d) / math.sqrt(5), delta=1e-5
        )
        saved = 1 - statistics.variance(d) / (statistics.variance(a) + statistics.variance(b))
        self.assertAlmostEqual(R["variance_saved"], saved, places=9)
        self.assertAlmostEqual(R["relative"], statistics.mean(d) / statistics.mean(a), places=9)

    def test_files_give_the_numbers_of_their_scenarios(self):
        for name in "booth", "quick":
            self.gate("run", f"{name}.ini", "--replications", "3", *SHORT)
        live = self.compare("booth.ini", "quick.ini", "--replications", "3", *SHORT)
        files = self.compare("booth.h5", "quick.h5")
        mixed = self.compare("booth.h5", "quick.ini", *SHORT)
        self.assertEqual(rows(live), rows(files))
        self.assertEqual(rows(live), rows(mixed))
        self.assertTrue(files["runs"][1]["common_random_numbers"])
        self.assertTrue(files["runs"][1]["same_trucks"])

    def test_a_correlation_takes_five_pairs(self):
        for n, told in ("4", r" -  +-$"), ("5", r" \d\.\d\d  +÷ \S+$"):
            out, _ = self.gate("compare", "booth.ini", "quick.ini", "--replications", n, *SHORT)
            self.assertRegex(out, "(?m)^  mean time in system .*" + told)

    def test_other_seeds_are_compared_as_independent_and_it_says_so(self):
        self.gate("run", "booth.ini", "--replications", "4", *SHORT)
        self.gate("run", "quick.ini", "--replications", "6", "--seed", "77", *SHORT)
        found = self.compare("booth.h5", "quick.h5")
        self.assertFalse(found["runs"][1]["common_random_numbers"])
        R = row(found, "summary", "wait_mean")
        self.assertEqual((R[0]["n"], R[1]["n"]), (4, 6))
        self.assertIsNone(R[1]["correlation"])
        self.assertLess(R[1]["difference"], 0)
        self.assertIn("another seed, so compared as independent", self.gate("compare", "booth.h5", "quick.h5")[0])

    def test_common_trucks_make_differences_surer(self):
        found = self.compare("booth.ini", "quick.ini", "--replications", "8", *SHORT)
        self.assertEqual(row(found, "summary", "trucks_arrived")[1]["correlation"], 1)
        self.assertGreater(row(found, "summary", "wait_mean")[1]["correlation"], 0.5)

    def test_the_verdict_is_in_words(self):
        out, _ = self.gate("compare", "booth.ini", "quick.ini", "--replications", "6", *SHORT)
        self.assertRegex(out, r"quick cuts the p95 wait by \d+ % \(\d+-\d+ %\), from .* to ")
        self.assertRegex(out, r"quick cuts the p95 wait by \d+ %")
        self.assertIn("with quick trucks still wait longest at booth (queueing)", out)

    def test_work_that_is_done_again_is_no_wait(self):
        again = BOOTH.replace("30/h", "1/h") + "    office\n    repeat from office for 80 %\n"
        self.write("again.ini", again + "\n[station office]\nservers = 9\nservice = 1 h\n")
        self.write("less.ini", "[scenario]\nextends = again.ini\n[station booth]\nservers = 2\n")
        out, _ = self.gate("compare", "again.ini", "less.ini", "--replications", "20", *SHORT)
        self.assertIn("trucks still wait longest at ", out)
        self.assertRegex(out, r"rework +[2-9] h ")
        self.assertNotIn("(rework): ", out)

    def test_so_few_replications_that_they_tell_nothing_say_so(self):
        self.write("eased.ini", "[scenario]\nextends = two.ini\n[station customs]\nservers = 4\n")
        found = self.compare("two.ini", "eased.ini", "--replications", "3")
        R = row(found, "summary", "time_in_system_mean")[1]
        self.assertGreater(R["difference_half_width"], abs(R["difference"]))
        out, _ = self.gate("compare", "two.ini", "eased.ini", "--replications", "3")
        line = next(x for x in out.splitlines() if re.match(r"  mean time in system +\(all\)", x))
        self.assertNotIn("%", line)
        said = re.search(r"no sure change of the mean time in system \(.*\): "
                         r"3 replications are too few to tell, about (\d+) might", out)
        needed = int(said[1])
        # sd by t(2; 0.975) = 4.3027, and the quantile of the normal distribution, which is smaller
        sd = R["difference_half_width"] / 4.3027 * math.sqrt(3)
        self.assertGreaterEqual(needed, (1.96 * sd / R["difference"]) ** 2)
        self.assertLess(needed, (1.96 * sd / R["difference"]) ** 2 + 4)
        out, _ = self.gate("compare", "two.ini", "eased.ini", "--replications", "5")
        self.assertNotIn("too few", out)

    def test_other_windows_are_told(self):
        """Each of start, duration and warm-up, of scenarios and of files."""
        other = {"start": ("2025-02-03 00:00", "late starts at 2025-02-03T00:00:00, two at 2025-01-06T00:00:00"),
                 "duration": ("5 d", "late lasts 5 d, two 4 d"),
                 "warm-up": ("12 h", "the warm-up of late is 12 h, that of two 1 d")}
        self.gate("run", "two.ini", "--replications", "2")
        for key, (value, said) in other.items():
            self.write("late.ini", f"[scenario]\nextends = two.ini\n{key} = {value}\n")
            self.gate("run", "late.ini", "--replications", "2")
            for files in ("two.ini", "late.ini"), ("two.h5", "late.h5"), ("two.h5", "late.ini"):
                found = self.compare(*files, "--replications", "2")
                self.assertEqual([w.split(": ", 1) for w in found["warnings"]],
                                 [[said, "numbers over different windows are not comparable as differences in policy"]])
                self.assertIn(f"\n! {said}: ", self.gate("compare", *files, "--replications", "2")[0])
        self.assertEqual(self.compare("two.h5", "two.ini")["warnings"], [])

    def test_it_says_over_how_many_replications_differences_are(self):
        self.gate("run", "two.ini", "--replications", "3")
        self.gate("run", "two.ini", "--replications", "5", "-o", "more.h5", "--set", "customs.servers=3")
        for files, counts in (("two.h5", "more.h5"), "5 and 3"), (("more.h5", "two.h5"), "3 and 5"):
            found = self.compare(*files)
            self.assertEqual(found["runs"][1]["pairs"], 3)
            self.assertEqual(len(found["warnings"]), 1)
            self.assertRegex(found["warnings"][0], f"are over the 3 replications that it shares .* all, {counts},")

    def test_one_replication_has_no_interval_and_says_so(self):
        out, _ = self.gate("compare", "booth.ini", "quick.ini", "--replications", "1", *SHORT)
        self.assertIn("one replication does not tell how sure that is", out)

    def test_costs_are_in_one_table_with_what_they_change(self):
        """Three servers at 10 an hour for 36 hours measured: 1,080, against 360 for one."""
        self.write("paid.ini", BOOTH.replace("servers = 1", "servers = 1\ncost = 10 VND/h"))
        self.write("three.ini", "[scenario]\nextends = paid.ini\n[station booth]\nservers = 3\n")
        out, _ = self.gate("compare", "paid.ini", "three.ini", "--replications", "2", *SHORT)
        self.assertRegex(out, r"Costs and benefits +of +paid +three +difference")
        self.assertRegex(out, r"staff_cost, VND +\(all\) +360 +1,080 +\+720")
        self.assertNotIn("Costs and benefits", self.gate("compare", "booth.ini", "quick.ini",
                                                         "--replications", "2", *SHORT)[0])

    def test_what_a_policy_costs_is_in_the_verdict(self):
        """360 for one server, 1,080 for three, in every replication; and nothing without costs."""
        self.write("paid.ini", BOOTH.replace("servers = 1", "servers = 1\ncost = 10 VND/h"))
        words = "--replications", "5", "--json", *SHORT
        said = json.loads(self.gate("compare", "paid.ini", "paid.ini", *words)[0])["verdicts"]
        self.assertIn("paid.ini (2) leaves the total cost as it is", said)
        self.write("three.ini", "[scenario]\nextends = paid.ini\n[station booth]\nservers = 3\n")
        said = json.loads(self.gate("compare", "paid.ini", "three.ini", *words)[0])["verdicts"]
        self.assertIn("three raises the total cost by 200 %, from 360 to 1,080 VND", said)
        said = json.loads(self.gate("compare", "booth.ini", "quick.ini", *words)[0])["verdicts"]
        self.assertNotRegex(" ".join(said), "cost|road")

    def test_a_queue_outside_the_yard_is_in_the_verdict(self):
        self.write("full.ini", BOOTH.replace("30/h", "38/h").replace("servers = 1", "servers = 1\nwaiting = 5"))
        self.write("wide.ini", "[scenario]\nextends = full.ini\n[station booth]\nservers = 2\n")
        words = "--replications", "5", "--json", *SHORT
        said = json.loads(self.gate("compare", "full.ini", "wide.ini", *words)[0])["verdicts"]
        self.assertRegex(" ".join(said), r"wide cuts the queue on the road by \d")
        said = json.loads(self.gate("compare", "full.ini", "full.ini", *words)[0])["verdicts"]
        self.assertIn("full.ini (2) leaves the queue on the road as it is", said)

    def test_a_backlog_that_only_grows_is_told(self):
        self.write("slow.ini", BOOTH.replace("exponential mean 90 s", "150 s"))
        out, _ = self.gate("compare", "booth.ini", "slow.ini", "--replications", "5", *SHORT)
        self.assertRegex(out, r"with slow the backlog still grows at the end, by \d+ trucks a day")

    def test_more_policies_have_wider_intervals(self):
        """Bonferroni: t(5; 1 - 0.05/4) = 3.1634 against t(5; 0.975) = 2.5706."""
        two = self.compare("booth.ini", "quick.ini", "--replications", "6", *SHORT)
        three = self.compare("booth.ini", "quick.ini", "booth.ini", "--replications", "6", *SHORT)
        widths = [row(f, "summary", "wait_mean")[1]["difference_half_width"] for f in (two, three)]
        self.assertAlmostEqual(widths[1] / widths[0], 3.16338 / 2.57058, places=4)

    def test_time_by_place_and_cause_adds_up_to_the_change(self):
        """Every truck's time has a cause; with trucks alike, differences per truck add up."""
        self.write("faster.ini", "[scenario]\nextends = two.ini\n[station customs]\nservers = 4\n")
        found = self.compare("two.ini", "faster.ini", "--replications", "3")
        by_cause = [R["runs"][1]["difference"] for R in found["measures"] if R["name"] == "total_time"]
        by_place = [R["runs"][1]["difference"] for R in found["measures"] if R["name"] == "station_time"]
        by_class = [R["runs"][1]["difference"] for R in found["measures"] if R["name"] == "class_time"]
        self.assertAlmostEqual(sum(by_cause), sum(by_place), places=6)
        self.assertLess(sum(by_cause), 0)
        self.assertEqual(len(by_class), 2 * len(by_cause))
        out, _ = self.gate("compare", "two.ini", "faster.ini", "--replications", "10")
        self.assertRegex(out, r"customs +queueing ")
        self.assertIn("now wait longest at yard (queueing)", out)

    def test_where_trucks_wait_longest_is_told_only_when_sure(self):
        """Of two places alike, which is worse is chance; with more servers at one it is the other."""
        self.write("alike.ini", TWO.replace("4 min", "5 min"))
        self.write("eased.ini", "[scenario]\nextends = alike.ini\n[station customs]\nservers = 4\n")
        words = "compare", "eased.ini", "alike.ini", "--replications", "5", "--json"
        said = " ".join(json.loads(self.gate(*words)[0])["verdicts"])
        self.assertRegex(said, "with alike trucks wait longest at (yard or customs|customs or yard): "
                               "too close to tell")
        words = "compare", "alike.ini", "eased.ini", "--replications", "5", "--json"
        said = " ".join(json.loads(self.gate(*words)[0])["verdicts"])
        # no "now" nor "still", since it was not known where it was before
        self.assertIn("with eased trucks wait longest at yard (queueing): ", said)
        said = self.gate("compare", "eased.ini", "eased.ini", "--replications", "1")[0]
        self.assertRegex(said, "wait longest at yard .* a truck; one replication does not tell how sure")

    def test_where_trucks_wait_longest_is_all_their_waiting_there(self):
        """At the yard trucks wait for two reasons, each of which is shorter than the customs' one."""
        self.write("reasons.ini", REASONS)
        found = self.compare("reasons.ini", "reasons.ini", "--replications", "3")
        waits = {(R["station"], R["cause"]): R["runs"][1]["mean"] for R in found["measures"]
                 if R["name"] == "station_time" and R["cause"] in ("queueing", "closed")}
        for cause in "queueing", "closed":
            self.assertGreater(waits["customs", "queueing"], waits["yard", cause])
        self.assertIn("wait longest at yard (above all ", " ".join(found["verdicts"]))

    def test_a_backlog_waits_no_longer_than_the_window(self):
        """Its waits are of the trucks that were there before, not of the few that arrive."""
        self.write("drain.ini", DRAIN)
        said = " ".join(self.compare("drain.ini", "drain.ini", "--replications", "5")["verdicts"])
        wait = re.search(r"wait longest at customs \(queueing\): (\d+) h \d+ min a truck", said)
        self.assertIsNotNone(wait, said)
        self.assertLess(int(wait[1]), 24)

    def test_time_per_truck_is_of_all_that_were_inside(self):
        """Where none arrives too."""
        self.write("drain.ini", DRAIN)
        found = self.compare("drain.ini", "drain.ini", "--replications", "10")
        for run in row(found, "delay", "station_time", station="customs", cause="queueing"):
            self.assertEqual(run["n"], 10)
            self.assertLess(run["mean"], 86400)

    def test_a_long_title_is_read_whole(self):
        title = "What " + "if " * 500 + "not?"
        self.write("long.ini", TWO.replace("Two places", title))
        self.gate("run", "long.ini", "--set", "scenario.duration=2 d", "--quiet")
        self.assertIn(title, self.gate("compare", "long.h5", "long.h5")[0])

    def test_a_station_that_only_one_has_is_compared_to_nothing(self):
        self.write(
            "more.ini",
            "[scenario]\nextends = two.ini\n[station scanner]\nservers = 1\nservice = 1 min\n"
            "[route through]\nsteps =\n    yard\n    customs\n    scanner\n",
        )
        found = self.compare("two.ini", "more.ini", "--replications", "3")
        R = row(found, "station", "served", station="scanner")
        self.assertEqual((R[0]["n"], R[1]["n"]), (0, 3))
        self.assertIsNone(R[1]["difference"])
        for files in ("two.ini", "more.ini"), ("more.ini", "two.ini"):
            out, _ = self.gate("compare", *files, "--replications", "3", "--metric",
                               "station/wait_mean of scanner")
            self.assertRegex(out, r"wait_mean +scanner ")

    def test_metrics_can_be_named(self):
        out, _ = self.gate("compare", "two.ini", "two.ini", "--replications", "2", "--metric",
                           "wait_p95 of fruit", "--metric", "queue_mean of yard")
        self.assertRegex(out, r"wait_p95 +fruit ")
        self.assertRegex(out, r"queue_mean, truck +yard ")
        self.assertNotIn("goods", out)

    def test_what_is_asked_for_has_its_unit_and_where_two_are_called_alike_its_group(self):
        self.write("force.ini", "[scenario]\nextends = two.ini\n[station customs]\n"
                   "agency = customs\n[station yard]\nagency = park\n")
        out, _ = self.gate("compare", "force.ini", "force.ini", "--replications", "2", "--metric",
                           "throughput_per_hour", "--metric", "utilisation of customs",
                           "--metric", "utilisation of yard")
        for line in (r"throughput_per_hour, truck h-1 +\(all\) ", r"station/utilisation +customs ",
                     r"agency/utilisation +customs ", r"  utilisation +yard "):
            self.assertRegex(out, line)

    def test_a_share_tells_no_change_of_what_may_be_0(self):
        # -0.1 or so to 0.1: the backlog grows with neither; with 44 trucks an hour it does.
        self.write("many.ini", "[scenario]\nextends = booth.ini\n[class truck]\n"
                   "arrivals = poisson 44/h\n")
        out, _ = self.gate("compare", "booth.ini", "many.ini", *SHORT, "--metric", "backlog_growth")
        cells = re.split(r"  +", re.search("  backlog_growth, .*", out)[0].strip())
        self.assertRegex(cells[4], r"^\+\d+ ± \d+$")
        self.assertEqual(cells[5], "-")
        self.assertRegex(out, r"many raises the backlog_growth by \d+ ± \d+, from ")
        out, _ = self.gate("compare", "many.ini", "booth.ini", *SHORT, "--metric", "backlog_growth")
        self.assertRegex(out, r"backlog_growth, .* (-\d+ % \(|-  )")

    def test_parts_without_anything_are_left_out(self):
        words = ["compare", "two.ini", "two.ini", "--replications", "2", "--metric"]
        out, _ = self.gate(*words, "trucks_turned_back")
        self.assertEqual(re.findall(r"trucks_turned_back, truck +(\S+)", out), ["(all)"])
        out, _ = self.gate(*words, "trucks_turned_back of fruit")
        self.assertEqual(re.findall(r"trucks_turned_back, truck +(\S+)", out), ["fruit"])

    def test_a_metric_that_is_named_twice_is_told_once(self):
        words = ["compare", "two.ini", "quick.ini", "--replications", "2"]
        once, _ = self.gate(*words, "--metric", "wait_mean", "--metric", "served of yard")
        twice, _ = self.gate(*words, "--metric", "wait_mean", "--metric", "served of yard",
                             "--metric", "summary/wait_mean", "--metric", "wait_mean")
        self.assertEqual(twice, once)

    def test_wrong_metrics_are_refused_before_anything_runs(self):
        for metric, said in (
            ("wait_maen", "unknown metric 'wait_maen'; did you mean 'wait_mean'?"),
            ("wait_p95 of fruits", "nothing is named 'fruits'; did you mean 'fruit'?"),
            ("queue_mean", "of what? Say for example 'queue_mean of yard'"),
        ):
            _, err = self.gate("compare", "two.ini", "two.ini", "--metric", metric, status=2)
            self.assertIn(said, err)

    def test_threads_do_not_change_a_byte(self):
        words = "compare", "booth.ini", "quick.ini", "--replications", "7", "--json", *SHORT
        one = self.gate(*words, "--threads", "1", "-o", "one.h5")[0]
        three = self.gate(*words, "--threads", "3", "-o", "three.h5")[0]
        self.assertEqual(one, three)
        self.assertEqual(*((self.folder / f).read_bytes() for f in ("one.h5", "three.h5")))

    def test_csv_and_file_hold_the_numbers_of_the_json(self):
        found = self.compare("two.ini", "two.ini", "--replications", "3", "--set", "customs.servers=3",
                             "--csv", "out.csv", "-o", "out.h5")
        with open(self.folder / "out.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        self.assertEqual(len(rows), 2 * len(found["measures"]))
        one = next(r for r in rows if r["name"] == "wait_p95" and r["label"] == "fruit")
        mean = row(found, "class", "wait_p95", **{"class": "fruit"})[0]["mean"]
        self.assertAlmostEqual(float(one["mean"]), mean, places=9)
        self.assert_readable("out.h5")
        if h5py is None:
            return
        with h5py.File(self.folder / "out.h5") as F:
            data = F["class/wait_p95"]
            self.assertEqual([d[0].name.split("/")[-1] for d in data.dims], ["run", "class", "number"])
            self.assertEqual(list(F["class/class"].asstr()), ["fruit", "goods"])
            self.assertEqual(data[0, 0, list(F["class/number"].asstr()).index("mean")], float(one["mean"]))

    def test_wrong_scenarios_are_all_told_and_nothing_runs(self):
        self.write("bad.ini", BOOTH.replace("90 s", "90 km"))
        self.write("worse.ini", BOOTH.replace("servers = 1", "severs = 1"))
        _, err = self.gate("compare", "bad.ini", "worse.ini", "-o", "x.h5", status=2)
        self.assertIn("bad.ini:", err)
        self.assertIn("worse.ini:", err)
        self.assertNotIn("x.h5", self.files())

    def test_usage(self):
        out, _ = self.gate("compare", "--help")
        self.assertIn("gatesim compare scenarios/paper.ini scenarios/digital.ini", out)
        self.assertIn("two or more", self.gate("compare", "booth.ini", status=2)[1])
        self.assertIn("--replications 0", self.gate("compare", "a", "b", "--replications", "0", status=2)[1])
        self.assertIn("no.h5: No such file or directory", self.gate("compare", "no.h5", "booth.ini", status=2)[1])

    def test_what_cannot_be_written_is_a_failure(self):
        words = "compare", "booth.ini", "quick.ini", "--replications", "2", *SHORT
        for option, path in (("--csv", "no/such.csv"), ("-o", "no/such.h5"), ("--csv", "/dev/full")):
            _, err = self.gate(*words, option, path, status=1)
            self.assertIn(path, err)

    def test_a_signal_leaves_what_is_complete(self):
        self.write("endless.ini", ENDLESS.replace("8000 d", "20 d"))
        process = self.start("compare", "endless.ini", "endless.ini", "--replications", "100000", "--json")
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
        self.assertEqual(process.returncode, 3, err)
        self.assertIn("stopped by SIGINT", err.decode())
        self.assertGreaterEqual(json.loads(out)["runs"][0]["replications"], 0)

    def test_when_a_backlog_that_shrinks_is_cleared(self):
        """A truck every 10 min, a desk that takes 5 min for each: of 400 trucks at the start 112 are left
        after 2 d, and 144 more leave than come each day: 0.78 days. Every replication is the same."""
        self.write("clears.ini", """\
[scenario]
duration = 2 d

[class truck]
route = through
arrivals = every 10 min
backlog = 400 trucks at desk

[station desk]
servers = 1
service = 5 min

[route through]
steps =
    desk
""")
        for count, interval in ("1", None), ("3", 112 / 144):
            found = json.loads(self.gate("compare", "clears.ini", "booth.ini", "--replications", count, "--json",
                                         "--quiet")[0])["runs"]
            self.assertEqual(found[0]["backlog_trend"], "shrinks")
            clear = found[0]["backlog_cleared_in_days"]
            self.assertAlmostEqual(clear["mean"], 112 / 144, delta=0.02)
            for end in "least", "most":
                if interval is None:
                    self.assertIsNone(clear[end])
                else:
                    self.assertAlmostEqual(clear[end], interval, delta=0.02)
            self.assertEqual(found[1]["backlog_trend"], "steady")
            self.assertIsNone(found[1]["backlog_cleared_in_days"]["mean"])
        out, _ = self.gate("run", "clears.ini", "--replications", "3")
        self.assertRegex(" ".join(out.split()), r"shrinks at the end, by 144 trucks a day, so its means depend on how long "
                         r"the run is: at this rate it is cleared about 0\.7\d days after the end \(0\.7\d to 0\.7\d\)")


class Strangers(Case):
    """Files that are no results files, or were ones."""

    def setUp(self):
        super().setUp()
        self.gate("run", "booth.ini", "--replications", "2", *SHORT)

    def refuse(self, name):
        out, err = self.gate("compare", "booth.h5", name, status=2)
        self.assertEqual(out, "")
        self.assertIn(f"gatesim: {name}: it is not", err)

    def test_what_is_no_hdf5_is_refused(self):
        self.write("text.h5", "hello\n")
        self.write("empty.h5", "")
        self.refuse("text.h5")
        self.refuse("empty.h5")

    def test_another_hdf5_file_is_refused(self):
        if h5py is None:
            self.skipTest("no h5py")
        with h5py.File(self.folder / "other.h5", "w") as F:
            F["x"] = [1.0, 2.0]
        self.refuse("other.h5")

    def test_a_truncated_file_is_refused(self):
        whole = (self.folder / "booth.h5").read_bytes()
        (self.folder / "cut.h5").write_bytes(whole[: len(whole) // 2])
        self.refuse("cut.h5")

    def test_damaged_files_are_refused_or_read_but_never_crash(self):
        """Bytes overwritten at random, in the first 20 kB, where HDF5 keeps its structure."""
        whole = (self.folder / "booth.h5").read_bytes()
        rng = random.Random(20250131)
        for _ in range(12):
            data = bytearray(whole)
            for _ in range(rng.randint(1, 30)):
                data[rng.randrange(8, min(len(data), 20000))] = rng.randrange(256)
            (self.folder / "bad.h5").write_bytes(data)
            process = self.start("compare", "booth.h5", "bad.h5", "--quiet")
            _, err = process.communicate(timeout=60)
            self.assertIn(process.returncode, (0, 2), err)


if __name__ == "__main__":
    unittest.main()
