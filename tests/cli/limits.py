# SPDX-License-Identifier: GPL-3.0-or-later
"""What limits a gate is what was measured: gatesim report says of it what run --bottleneck says."""
import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

from support import SHORT, Case

SHIPPED = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
# Cheap ones of different kinds: a closed gate, pools of people, a backlog that grows, a test that
# is slow, an outage.
SCENARIOS = ["normal", "few-officers", "crisis", "slow-test", "registry-outage", "smart-gate", "appointments"]
TWO = SHORT.replace("    booth\n", "    booth\n    desk\n") + """
[station desk]
servers = 1
service = exponential mean 60 s
"""


def of_page(path):
    page = path.read_text(encoding="utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page)[1])


class Limits(Case):
    def run_and_report(self, scenario, *words, wish="yes"):
        out, _ = self.gate("run", str(scenario), "--bottleneck", "--json", "-o", "run.h5", *words)
        self.gate("report", "run.h5", "--bottleneck", wish)
        return json.loads(out), of_page(self.folder / "run.html")["runs"][0]["one_more"]

    def test_the_report_of_shipped_scenarios_says_what_run_says(self):
        answers = set()
        for name in SCENARIOS:
            with self.subTest(name):
                run, page = self.run_and_report(SHIPPED / f"{name}.ini", "--replications", "3")
                self.assertEqual(page["answer"], run["bottleneck_answer"])
                self.assertEqual(page["replications"], 3)
                keys = {"server": ("station", "servers"), "person": ("pool", "people"),
                        "slot": ("appointments", "slots_per_hour"), "place": ("station", "waiting")}
                for told, row in zip(page["rows"], run["bottleneck"], strict=True):
                    place, count = keys[told["kind"]]
                    self.assertEqual((told["name"], told["most"], told["rival"]),
                                     (row[place], row[count], row["rival"]))
                for told, row in zip(page["rows"], run["bottleneck"]):
                    self.assertAlmostEqual(told["saving"], row["saving_mean_s"]["mean"],
                                           delta=1e-4 * abs(told["saving"]) + 1e-9)
                    self.assertAlmostEqual(told["half_width"], row["saving_mean_s"]["half_width"],
                                           delta=1e-4 * told["half_width"] + 1e-9)
                answers.add(page["answer"])
        self.assertIn("limit", answers)

    def test_few_events_are_run_unasked_and_many_are_not(self):
        self.write("two.ini", TWO)
        _, page = self.run_and_report("two.ini", "--replications", "5", wish="auto")
        self.assertEqual((page["answer"], page["unmeasured"]), ("limit", None))
        self.assertEqual([row["name"] for row in page["rows"]], ["booth", "desk"])
        desks = [f"desk{i}" for i in range(30)]
        self.write("many.ini", SHORT.replace("    booth\n", "".join(f"    {desk}\n" for desk in desks)) + "".join(
            f"\n[station {desk}]\nservers = 1\nservice = exponential mean 60 s\n" for desk in desks))
        self.gate("run", "many.ini", "--replications", "5", "--set", "scenario.duration=3 d", "-o", "long.h5")
        self.gate("report", "long.h5")
        page = of_page(self.folder / "long.html")["runs"][0]["one_more"]
        self.assertEqual((page["rows"], page["unmeasured"]), ([], "slow"))

    def test_as_many_replications_are_run_as_five_million_events_allow(self):
        """Of two reports in one page, each has half of them."""
        self.write("two.ini", TWO)
        out, _ = self.gate("run", "two.ini", "--replications", "200", "--json", "-o", "run.h5")
        events = json.loads(out)["events"] / 200
        self.gate("report", "run.h5", "run.h5", "-o", "twice.html")
        for run in of_page(self.folder / "twice.html")["runs"]:
            self.assertEqual(run["one_more"]["replications"], int(2.5e6 / (3 * events)))

    def test_a_slow_and_busy_machine_makes_the_same_page(self):
        self.gate("run", str(SHIPPED / "normal.ini"), "--replications", "3", "-o", "run.h5", "--quiet")
        self.gate("report", "run.h5", "-o", "idle.html")
        processor = min(os.sched_getaffinity(0))
        busy = subprocess.Popen([sys.executable, "-c", "while True: pass"],
                                preexec_fn=lambda: os.sched_setaffinity(0, {processor}))
        try:
            self.gate("report", "run.h5", "-o", "busy.html",
                      preexec_fn=lambda: (os.nice(10), os.sched_setaffinity(0, {processor})))
        finally:
            busy.kill()
            busy.wait()
        self.assertEqual((self.folder / "idle.html").read_bytes(), (self.folder / "busy.html").read_bytes())
        self.assertIsNone(of_page(self.folder / "idle.html")["runs"][0]["one_more"]["unmeasured"])

    def test_it_can_be_left_out(self):
        self.write("two.ini", TWO)
        self.gate("run", "two.ini", "-o", "run.h5")
        self.gate("report", "run.h5", "--bottleneck", "no")
        page = of_page(self.folder / "run.html")["runs"][0]["one_more"]
        self.assertEqual((page["rows"], page["unmeasured"], page["answer"]), ([], "no", None))
        _, err = self.gate("report", "run.h5", "--bottleneck", "perhaps", status=2)
        self.assertIn("--bottleneck perhaps: it is auto, yes or no", err)

    def test_a_scenario_with_data_files_is_measured_where_they_are(self):
        """Unasked, no file is opened that a results file names."""
        self.write("times.csv", "seconds\n40\n80\n90\n120\n")
        self.write("two.ini", TWO.replace("service = exponential mean 60 s", "service = empirical times.csv column seconds"))
        _, page = self.run_and_report("two.ini", "--replications", "3", wish="auto")
        self.assertEqual((page["rows"], page["unmeasured"]), ([], "files"))
        run, page = self.run_and_report("two.ini", "--replications", "3")
        self.assertEqual((page["answer"], page["unmeasured"]), (run["bottleneck_answer"], None))
        self.write("times.csv", "seconds\n40\n80\n90\n121\n")
        self.gate("report", "run.h5", "--bottleneck", "yes")
        page = of_page(self.folder / "run.html")["runs"][0]["one_more"]
        self.assertEqual((page["rows"], page["unmeasured"]), ([], "files"))

    def test_shards_are_measured_with_their_own_trucks(self):
        self.write("two.ini", TWO)
        self.gate("run", "two.ini", "--replications", "6", "--shard", "2/2", "-o", "run.h5")
        self.gate("report", "run.h5")
        page = of_page(self.folder / "run.html")["runs"][0]["one_more"]
        self.assertEqual((page["unmeasured"], page["replications"]), (None, 3))


if __name__ == "__main__":
    unittest.main()
