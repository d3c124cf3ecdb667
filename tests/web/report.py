# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim report in a real browser: its charts show the numbers of the results file, its pages
ask nothing of a network, run nothing that a scenario says, and are for everybody."""
import csv
import itertools
import math
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
import warnings
from xml.etree import ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "cli"))
from browser import PHONE, SCREENS, SOURCE, WIDE, Browser, skip_without  # noqa: E402

skip_without()
import h5py  # noqa: E402
import numpy  # noqa: E402

GATESIM = os.environ["GATESIM"]
SLOWER = int(os.environ.get("GATESIM_SLOWER", "1"))
SCENARIOS = SOURCE / "scenarios"
AXE = SOURCE / "analysis/web/node_modules/axe-core/axe.min.js"

# What a scenario can say, if it means harm.
HOSTILE = """\
[scenario]
title = </script><script>window.harm = 1</script><img src=x onerror="window.harm = 2">
question = <b onmouseover=alert(1)>{{data}}</b> & "quotes" 'and' \u2028 </style>
duration = 2 d
replications = 2

[class truck<i>]
route = through
arrivals = poisson 10/h

[station =cmd|'/c_calc'!A1]
servers = 1
service = exponential mean 90 s

[route through]
steps =
    =cmd|'/c_calc'!A1
"""
MILD = re.sub(r"\[class .*\]", "[class truck]", HOSTILE).replace("=cmd|'/c_calc'!A1", "booth")

# Which of two places that are alike is worse, is chance.
ALIKE = """\
[scenario]
duration = 4 d
replications = 5

[class truck]
route = through
arrivals = poisson 20/h

[station yard]
servers = 2
service = exponential mean 5 min

[station customs]
servers = 2
service = exponential mean 5 min

[route through]
steps =
    yard
    customs
"""

CHARTS = ["inside", "queues", "hours", "backlog", "week", "stay", "line", "causes", "map", "servers", "warm",
          "precision"]


def gate(*words, status=0, folder=None):
    done = subprocess.run([GATESIM, *map(str, words)], cwd=folder, capture_output=True, text=True,
                          check=False, stdin=subprocess.DEVNULL)
    if done.returncode != status:
        raise AssertionError(f"gatesim {words}: {done.returncode}\n{done.stderr}")
    return done.stdout, done.stderr


def means(file, name):
    """The mean over the complete replications of what is in a dataset."""
    values = file[name][()][file["complete"][()] == 1]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore") # there may be no value in any
        return numpy.nanmean(values, axis=0)


def inside(file):
    """Trucks that were there when the measured window opened, or came in it: all, and by class."""
    return numpy.append(*(means(file, f"{group}/trucks_at_start") + means(file, f"{group}/trucks_arrived")
                          for group in ("summary", "class")))


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.holder.name)
        cls.browser = Browser(cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.holder.cleanup()

    @classmethod
    def make(cls, *names, replications=3, options=(), page="page.html"):
        """Run shipped scenarios, and make the page of their results."""
        for name in names:
            if not (cls.folder / f"{name}.h5").exists():
                gate("run", SCENARIOS / f"{name}.ini", "--replications", replications, "--quiet",
                     "-o", f"{name}.h5", folder=cls.folder)
        gate("report", *(f"{name}.h5" for name in names), "-o", page, *options, folder=cls.folder)
        return cls.folder / page

    def near(self, shown, expected, what):
        """Pages hold six digits, their charts four or more."""
        shown = numpy.array([math.nan if x is None else x for x in numpy.ravel(shown)], dtype=float)
        expected = numpy.ravel(expected)
        self.assertEqual(shown.shape, expected.shape, what)
        numpy.testing.assert_allclose(shown, expected, rtol=6e-4, atol=1e-6, err_msg=what)

    def chart(self, figure, series):
        """The data of a series, as the chart that is drawn has it."""
        return self.browser.run("""
            const chart = window.gatesim.charts.get(arguments[0]);
            const series = chart.getOption().series.find((s) => s.id === arguments[1]);
            return series === undefined ? null : series.data""", figure, series)

    def clean(self, strange=False):
        """Nothing on the console, no request, no sign of a value that is missing."""
        self.assertEqual(self.browser.console(), [])
        asked = [url for url in self.browser.requests()
                 if not url.startswith(("file://", "data:", "blob:"))]
        self.assertEqual(asked, [])
        self.assertEqual(self.browser.run(
            "return performance.getEntriesByType('resource').map((r) => r.name)"
            ".filter((n) => !n.startsWith('data:'))"), [])
        text = self.browser.run("return document.body.innerText")
        for bad in ("undefined", "NaN", "[object", "Infinity"):
            self.assertNotIn(bad, text)
        if not strange:
            self.assertNotRegex(text, r"\{\w+\}")


class Numbers(Case):
    """Of one run, against its file."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.page = cls.make("peak", options=["--target", "time_in_system_p95 of fruit < 24 h"])
        cls.browser.open(cls.page)
        cls.file = h5py.File(cls.folder / "peak.h5")
        cls.stations = [s.decode() for s in cls.file["station/station"][()]]
        cls.classes = [s.decode() for s in cls.file["class/class"][()]]

    @classmethod
    def tearDownClass(cls):
        cls.file.close()
        super().tearDownClass()

    def test_every_chart_is_drawn_and_all_are_tested(self):
        self.assertEqual(self.browser.run("return [...window.gatesim.charts.keys()]"), CHARTS)
        drawn = self.browser.run("return [...document.querySelectorAll('figure .chart svg')]"
                                 ".map((s) => s.querySelectorAll('path, text').length)")
        self.assertEqual(len(drawn), len(CHARTS))
        self.assertTrue(all(n > 10 for n in drawn), drawn)
        self.clean()

    def test_every_column_of_the_file_is_in_the_page(self):
        data = self.browser.run("return window.gatesim.data.runs[0].columns")
        known = 0
        for group in ("summary", "class", "route", "station", "agency", "delay", "hour", "flow"):
            for name, dataset in self.file[group].items():
                if dataset.dtype.kind != "f" or "DIMENSION_LIST" not in dataset.attrs:
                    continue # an axis
                self.near(data[f"{group}/{name}"]["mean"], means(self.file, f"{group}/{name}"),
                          name)
                known += 1
        self.assertGreater(known, 150)

    def test_half_widths_are_those_of_the_file(self):
        data = self.browser.run("return window.gatesim.data.runs[0].columns")
        for name in ("summary/time_in_system_mean", "station/wait_mean", "class/wait_p95"):
            expected = self.file["estimate/" + name][..., 1]
            self.near(data[name]["half_width"], expected, name)

    def test_trucks_inside_over_time(self):
        values = means(self.file, "series/in_system_mean")
        self.near([y for _, y in self.chart("inside", "mean 0")], values, "inside")
        begin = numpy.datetime64(self.file.attrs["start"]).astype("datetime64[ms]").astype(int)
        first, second = (x for x, _ in self.chart("inside", "mean 0")[:2])
        self.assertEqual(second - first, 1000 * self.file["series/time"][1])
        self.assertEqual(first, begin + 500 * self.file["series/time"][1])

    def test_queues_at_each_place_and_their_bands(self):
        values = means(self.file, "series/station_queue_mean")
        most = numpy.quantile(self.file["series/station_queue_mean"][()], 0.9, axis=0).max(axis=1)
        none = [s for s, x in enumerate(most) if max(x, values[s].max()) < 0.05]
        self.assertEqual(0 < len(none) < len(self.stations), True)
        note = self.browser.run("return document.querySelector('#queues .note').textContent")
        for s, station in enumerate(self.stations):
            if s in none:
                self.assertRegex(note, rf"Hardly ever a line: .*{station}")
                self.assertIsNone(self.chart("queues", f"queue {s}"))
                continue
            self.near([y for _, y in self.chart("queues", f"queue {s}")], values[s], station)
        lines = self.browser.run("return window.gatesim.data.runs[0].series.station_queue_mean")
        all_values = self.file["series/station_queue_mean"][()]
        self.near(lines["low"], numpy.quantile(all_values, 0.1, axis=0), "low")
        self.near(lines["high"], numpy.quantile(all_values, 0.9, axis=0), "high")

    def test_places_are_grey_when_they_are_shut(self):
        # base/huu-nghi.ini: quarantine is open 07:00-20:00; the run starts at midnight.
        shut = self.browser.run("return window.gatesim.data.runs[0].shut")
        spans = shut[self.stations.index("quarantine")]
        self.assertEqual(spans[:2], [[0, 7 * 3600], [20 * 3600, 31 * 3600]])
        self.assertEqual(shut[self.stations.index("yard")], [])

    def test_what_an_agency_does(self):
        rows = self.browser.run("return Array.from(document.querySelectorAll('#use table tr'), (r) => "
                                "Array.from(r.children, (c) => c.textContent))")
        head = next(r for r in rows if r[0] == "Agency")
        self.assertIn("closed", head)
        for i, name in enumerate(self.file["agency/agency"][()]):
            row = next(r for r in rows if r[0] == name.decode())
            closed = means(self.file, "agency/closed_fraction")[i]
            said = row[head.index("closed")]
            if not math.isnan(closed):
                self.assertAlmostEqual(float(said.rstrip(" %")), 100 * closed, delta=0.51, msg=said)

    def test_hours_of_the_day(self):
        for name in ("crossed", "arrived"):
            self.near(self.chart("hours", name), means(self.file, f"hour/{name}"), name)

    def test_backlog_at_the_daily_count(self):
        values = means(self.file, "day/backlog")
        for c, name in enumerate(self.classes):
            self.near(self.chart("backlog", f"backlog {c}"), values[c], name)

    def test_hours_of_the_week(self):
        # The run begins on a Monday at midnight, lasts a week, and has bins of an hour.
        values = means(self.file, "series/station_queue_mean")
        cells = self.chart("week", "week")
        self.assertEqual(len(cells), 168 * len(self.stations))
        self.near([x for _, _, x in cells], values.reshape(-1), "week")
        self.assertEqual(cells[169][:2], [1, 1])

    def test_spread_of_stays_and_waits(self):
        parts = ("min", "p50", "p90", "p95", "p99", "max", "mean")
        for figure, what in (("stay", "time_in_system"), ("line", "wait")):
            rows = numpy.array(self.chart(figure, figure), dtype=float)
            for k, part in enumerate(parts):
                expected = [means(self.file, f"summary/{what}_{part}"),
                            *means(self.file, f"class/{what}_{part}")]
                self.near(rows[:, k] * 3600, expected, f"{what}_{part}")

    def test_causes_of_delay_add_up_to_the_file(self):
        causes = [c.decode() for c in self.file["delay/cause"][()]]
        total = means(self.file, "delay/total_time")
        by_class = means(self.file, "delay/class_time")
        trucks = inside(self.file)
        for c in ("queueing", "closed", "service", "blocked"):
            i = causes.index(c)
            self.near(numpy.array(self.chart("causes", c)) * 3600 * trucks,
                      [total[i], *by_class[:, i]], c)

    def test_the_map_shows_every_flow(self):
        labels = [x.decode() for x in self.file["flow/link"][()]]
        trucks = dict(zip(labels, means(self.file, "flow/trucks")))
        links = self.browser.run("""
            const option = window.gatesim.charts.get("map").getOption();
            return (option.series[0].links ?? option.series[0].edges)
                .map((l) => [l.source, l.target, l.value])""")
        shown = {f"{a} -> {b}": n for a, b, n in links}
        self.assertEqual(set(shown), {label for label in labels if trucks[label] > 0})
        for label, n in shown.items():
            self.near([n], [trucks[label]], label)

    def test_what_servers_do(self):
        for state, column in (("busy", "utilisation"), ("blocked", "blocked_fraction"),
                              ("closed", "closed_fraction"), ("idle", "idle_fraction")):
            self.near(numpy.array(self.chart("servers", state)) / 100,
                      means(self.file, f"station/{column}"), state)

    def test_time_release_study(self):
        cells = self.browser.run("return [...document.querySelectorAll('#release tbody tr')]"
                                 ".map((r) => [...r.children].map((c) => c.textContent))")
        self.assertEqual([row[0] for row in cells],
                         [a.decode() for a in self.file["agency/agency"][()]])
        self.assertEqual([int(row[1].replace(",", "")) for row in cells],
                         [math.floor(n + 0.5) for n in means(self.file, "agency/visits")])

    def test_precision_ends_at_the_estimate(self):
        n, last = self.chart("precision", "0 0")[-1]
        self.assertEqual(n, 3)
        self.near([last * 3600], [means(self.file, "summary/time_in_system_mean")], "precision")

    def test_warm_up_is_the_smoothed_series(self):
        # A window of a twentieth of the series on either side.
        x = means(self.file, "series/in_system_mean")
        w = len(x) // 20
        shown = [y for _, y in self.chart("warm", "smooth")]
        self.assertEqual(len(shown), len(x) - w)
        self.near(shown[w], numpy.mean(x[: 2 * w + 1]), "warm-up")

    def test_the_answer_says_the_numbers_and_judges_the_target(self):
        text = self.browser.run("return document.getElementById('answer').innerText")
        crossed = math.floor(means(self.file, "summary/trucks_crossed") + 0.5)
        self.assertIn(f"{crossed:,} of ", text)
        self.assertIn("time_in_system_p95 of fruit < 24 h", text)
        p95 = means(self.file, "class/time_in_system_p95")[self.classes.index("fruit")]
        half = self.file["estimate/class/time_in_system_p95"][self.classes.index("fruit"), 1]
        word = "undecided" if abs(p95 - 86400) <= half else "missed" if p95 > 86400 else "kept"
        self.assertIn(word, text)

    def test_what_reproduces_the_page_is_on_it(self):
        text = self.browser.run("return document.getElementById('proof').innerText")
        self.assertIn(self.file.attrs["scenario_sha256"].decode(), text)
        self.assertIn(f"{self.file['fingerprint'][0]:016x}", text)
        scenario = self.browser.run("return document.querySelector('#scenario pre').textContent")
        self.assertEqual(scenario, self.file["scenario"][()].decode())

    def test_data_of_a_chart_as_a_table_and_as_a_file(self):
        self.browser.run("document.querySelector('#hours summary').click()")
        time.sleep(0.2)
        rows = self.browser.run("return document.querySelectorAll('#hours table tbody tr').length")
        self.assertEqual(rows, 24)
        self.browser.run("document.querySelector('#hours button').click()")
        path = self.folder / "hours.csv"
        for _ in range(100):
            if path.exists():
                break
            time.sleep(0.1)
        with open(path, encoding="utf-8-sig", newline="") as lines:
            table = list(csv.reader(lines))
        self.assertEqual(len(table), 25)
        self.near([float(row[2]) for row in table[1:]], means(self.file, "hour/crossed"), "CSV")


class Policies(Case):
    def test_ranking_differences_and_settings(self):
        page = self.make("paper", "digital", options=["--lang", "en"])
        self.browser.open(page)
        self.clean()
        with h5py.File(self.folder / "paper.h5") as a, h5py.File(self.folder / "digital.h5") as b:
            for k, name in enumerate(("time_in_system_mean", "time_in_system_p95", "wait_mean")):
                mid, _, high, _ = numpy.array(self.chart("changes", f"changes {k}")[0], dtype=float)
                change = b[f"summary/{name}"][()] - a[f"summary/{name}"][()]
                self.near([mid * 3600], [change.mean()], name)
                # Student's t with 2 degrees of freedom, 97.5 %: 4.302653
                half = 4.302653 * change.std(ddof=1) / math.sqrt(3)
                self.near([(high - mid) * 3600], [half], name)
            best = min((means(f, "summary/time_in_system_mean"), n)
                       for f, n in ((a, "paper"), (b, "digital")))[1]
        first = self.browser.run("return document.querySelector('#answer tbody th').textContent")
        self.assertEqual(first, f"1. {best}")
        self.assertIn("station desks", self.browser.run(
            "return document.getElementById('differences').innerText"))

    def test_demand_that_booking_leaves_unmet_is_in_the_answer(self):
        """Trucks come every 7 min to a booth that takes 8: a queue grows, unless six an hour book."""
        (self.folder / "open.ini").write_text(
            "[scenario]\nduration = 10 d\nreplications = 3\n[class t]\nroute = r\n"
            "arrivals = every 7 min\n[station s]\nservers = 1\nservice = 8 min\n"
            "[route r]\nsteps = s\n", encoding="utf-8")
        (self.folder / "booked.ini").write_text(
            "[scenario]\nextends = open.ini\n[appointments a]\nslots = 6/h\n"
            "[class t]\nbooks = a\n", encoding="utf-8")
        # So quick that it is the best also when all is counted from the wish.
        (self.folder / "fewer.ini").write_text(
            "[scenario]\nextends = booked.ini\n[class t]\nbooked = 10 %\n"
            "[appointments a]\nhours = 08:00-09:00\n[station s]\nservice = 1 min\n", encoding="utf-8")
        for name in ("open", "booked", "fewer"):
            gate("run", f"{name}.ini", "--quiet", "-o", f"{name}.h5", folder=self.folder)
        lead = "return document.querySelector('#answer .lead').innerText"
        said = "return document.getElementById('answer').innerText"
        gate("report", "open.h5", "booked.h5", "-o", "two.html", folder=self.folder)
        self.browser.open(self.folder / "two.html")
        self.clean()
        self.assertIn("from wanting to come to crossing", self.browser.run(lead))
        self.assertIn("617 of 2,057 trucks (30\xa0%) find no slot", self.browser.run(said))
        self.assertEqual(self.browser.run("return window.gatesim.data.comparison.best"), 0)
        gate("report", "open.h5", "fewer.h5", "-o", "few.html", folder=self.folder)
        self.browser.open(self.folder / "few.html")
        self.assertEqual(self.browser.run("return window.gatesim.data.comparison.best"), 1)
        self.assertRegex(self.browser.run(lead), r", but [\d,]+ of 2,057 trucks .* find no slot\.")
        gate("report", "booked.h5", "--lang", "vi", "-o", "vi.html", folder=self.folder)
        self.browser.open(self.folder / "vi.html")
        self.assertIn("không tìm được giờ hẹn", self.browser.run(said))

    def test_the_wait_at_home_is_on_the_map_and_by_class(self):
        """A truck of class a every 20 min books one of two slots an hour; one of class b does not."""
        (self.folder / "home.ini").write_text(
            "[scenario]\nduration = 4 d\nreplications = 2\n"
            "[class a]\nroute = r\narrivals = every 20 min\nbooks = slots\n"
            "[class b]\nroute = r\narrivals = every 1 h\n"
            "[appointments slots]\nslots = 2/h\n[station s]\nservers = 1\nservice = 1 min\n"
            "[route r]\nsteps = s\n", encoding="utf-8")
        gate("run", "home.ini", "--quiet", folder=self.folder)
        gate("report", "home.h5", "--bottleneck", "no", folder=self.folder)
        self.browser.open(self.folder / "home.html")
        self.clean()
        with h5py.File(self.folder / "home.h5") as file:
            wanted, unmet = (means(file, f"class/trucks_{n}") for n in ("wanted", "unmet"))
            home = means(file, "class/booking_wait_mean")[0] / 3600
        self.assertTrue(unmet[0] > 50 and unmet[1] == 0 and home > 1, (unmet, home))
        links = {(link["source"], link["target"]): link["value"] for link in self.browser.run(
            "return window.gatesim.charts.get('map').getOption().series[0].links")}
        self.near([links[" wish", "arrival"], links[" wish", " unserved"]],
                  [wanted.sum() - unmet.sum(), unmet.sum()], "links")
        words = self.browser.run(
            "return document.querySelector('figure#map, #map').textContent")
        self.assertIn(f"wait at home {home:.1f}\xa0h", words)
        rows = self.browser.run("""
            return [...document.querySelectorAll("#demand tbody tr")]
                .map((row) => [...row.children].map((cell) => cell.textContent))""")
        self.assertEqual([row[0] for row in rows], ["all trucks", "a"]) # b does not book
        self.assertEqual(rows[1][1:3], [f"{wanted[0]:.0f}", f"{unmet[0]:.0f}"])

    def test_what_may_be_as_good_as_the_best_is_told(self):
        names = ["paper-2022", "platform", "risk-engine"]
        self.browser.open(self.make(*names, replications=5))
        stays = []
        for name in names:
            with h5py.File(self.folder / f"{name}.h5") as file:
                stays.append(file["summary/time_in_system_mean"][()])
        best = min(range(3), key=lambda i: stays[i].mean())
        # Student's t with 4 degrees of freedom, 98.75 %: 2 intervals that hold together
        behind = [bool(d.mean() > 3.4954 * d.std(ddof=1) / math.sqrt(5))
                  for d in (stay - stays[best] for stay in stays)]
        told = self.browser.run("return window.gatesim.data.comparison")
        self.assertEqual([told["best"], told["behind"]], [best, behind])
        self.assertEqual(behind[0], True) # so that there is something to tell
        answer = self.browser.run("return document.querySelector('#answer .lead').textContent")
        rival = next(i for i in (1, 2) if i != best)
        self.assertEqual(f"{names[rival]} may be as fast" in answer, not behind[rival], answer)

    def test_where_trucks_wait_longest_is_what_compare_says(self):
        (self.folder / "alike.ini").write_text(ALIKE, encoding="utf-8")
        gate("run", "alike.ini", "--quiet", folder=self.folder)
        gate("run", "alike.ini", "--quiet", "--set", "customs.servers=4", "-o", "eased.h5", folder=self.folder)
        told = {}
        for name, other in (("alike", "eased"), ("eased", "alike")):
            out, _ = gate("compare", f"{other}.h5", f"{name}.h5", folder=self.folder)
            told[name] = re.search(rf"with {name} trucks wait longest at (.*?)(: too close| \()", out)
            gate("report", f"{name}.h5", folder=self.folder)
            self.browser.open(self.folder / f"{name}.html")
            self.clean()
            answer = self.browser.run("return document.getElementById('answer').innerText")
            place = told[name][1]
            self.assertIn(f"Trucks wait longest at {place}: too close to tell with 5 replications"
                          if name == "alike" else f"Trucks wait longest at {place}: ", answer)
        self.assertEqual(sorted(told["alike"][1].split(" or ")), ["customs", "yard"])
        self.assertEqual(told["eased"][1], "yard")

    def test_other_demand_is_told(self):
        self.browser.open(self.make("paper", "digital"))
        self.assertIn("met the same trucks", self.browser.run(
            "return document.getElementById('answer').innerText"))
        self.browser.open(self.make("paper-2022", "metering", replications=5))
        self.assertIn("not as many trucks come with metering", self.browser.run(
            "return document.getElementById('answer').innerText"))

    def test_the_head_tells_of_all_files(self):
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "-o", "few.h5",
             folder=self.folder)
        gate("run", SCENARIOS / "minimal.ini", "--replications", 4, "--seed", 77, "--quiet", "--set",
             "scenario.warm-up=3 d", "-o", "other.h5", folder=self.folder)
        gate("report", "few.h5", "other.h5", "-o", "both.html", folder=self.folder)
        self.browser.open(self.folder / "both.html")
        self.clean()
        head = self.browser.run("return document.querySelector('header .meta').textContent")
        warned = self.browser.run("return [...document.querySelectorAll('#answer .warning')]"
                                  ".map((e) => e.textContent)")
        with h5py.File(self.folder / "few.h5") as file:
            seed, warm_up = file.attrs["seed"], file.attrs["warm_up_s"]
        self.assertIn(" · 2 to 4 replications · ", head)
        self.assertIn(f" · seed {seed} and 77 · ", head)
        self.assertNotEqual(warm_up, 3 * 86400)
        self.assertRegex(head, r" · the first .* to .* are warm-up · ")
        self.assertEqual(len(warned), 1, warned)
        self.assertRegex(warned[0], r"different warm-ups \(few: .* and other: 3\xa0d\): numbers over")
        gate("report", "few.h5", "few.h5", "-o", "both.html", folder=self.folder)
        self.browser.open(self.folder / "both.html")
        head = self.browser.run("return document.querySelector('header .meta').textContent")
        self.assertRegex(head, rf" · 2 replications · seed {seed} · ")

    def test_other_windows_and_other_replications_are_told(self):
        """As compare tells them."""
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "-o", "few.h5",
             folder=self.folder)
        gate("run", SCENARIOS / "minimal.ini", "--replications", 3, "--quiet", "-o", "more.h5", "--set",
             "scenario.start=2025-02-03 06:00", "--set", "scenario.duration=50 d", folder=self.folder)
        gate("report", "few.h5", "more.h5", "-o", "both.html", folder=self.folder)
        self.browser.open(self.folder / "both.html")
        self.clean()
        warned = self.browser.run("return [...document.querySelectorAll('#answer .warning')]"
                                  ".map((e) => e.textContent)")
        out, _ = gate("compare", "few.h5", "more.h5", folder=self.folder)
        self.assertEqual(len(warned), 3, warned)
        self.assertEqual(out.count("\n! "), 3)
        for said, text in zip(("start at different times (few: 2025-01-06 00:00:00 and "
                               "more: 2025-02-03 06:00:00)", "different lengths",
                               "Changes of more are over the 2 replications"), warned):
            self.assertIn(said, text)

    def test_a_change_that_is_no_ratio_is_told_in_hours(self):
        """The means vary so much that nothing can be divided by them; their difference does not."""
        gate("run", SCENARIOS / "minimal.ini", "--replications", 3, "--quiet", "-o", "three.h5",
             folder=self.folder)
        before = numpy.array([1e3, 2e4, 4e4])
        for name, values in (("before", before), ("after", before - [900, 890, 900])):
            path = self.folder / f"{name}.h5"
            path.write_bytes((self.folder / "three.h5").read_bytes())
            with h5py.File(path, "r+") as file:
                file["summary/time_in_system_mean"][...] = values
        gate("report", "before.h5", "after.h5", "-o", "both.html", folder=self.folder)
        self.browser.open(self.folder / "both.html")
        self.clean()
        lead = self.browser.run("return document.querySelector('#answer .lead').textContent")
        self.assertRegex(lead, r"after is the fastest of 2: .*, 14\xa0min\xa057\xa0s less \(± 14\xa0s\)\.")

    def test_a_change_is_sure_where_compare_says_so(self):
        """Of two changes, one is 4.95 standard errors: chance alone of 2 degrees of freedom makes
        it in 3.8 % of the cases, but an interval that holds together with another one covers 0."""
        base = numpy.array([4000.0, 4100.0, 4200.0])
        gate("run", SCENARIOS / "minimal.ini", "--replications", 3, "--quiet", "-o", "three.h5",
             folder=self.folder)
        names = {"base": 0, "much": [-999, -1000, -1001], "little": [-65, -100, -135]}
        for name, change in names.items():
            path = self.folder / f"{name}.h5"
            path.write_bytes((self.folder / "three.h5").read_bytes())
            with h5py.File(path, "r+") as file:
                file["summary/time_in_system_mean"][...] = base + change
        files = [f"{name}.h5" for name in names]
        said, _ = gate("compare", *files, folder=self.folder)
        self.assertIn("\n  much cuts the mean time in system by ", said)
        self.assertIn("\n  little: no sure change of the mean time in system ", said)
        gate("report", *files, "-o", "three.html", folder=self.folder)
        self.browser.open(self.folder / "three.html")
        told = self.browser.run("""return [...document.querySelectorAll('#answer .stacks')[0].tBodies[0].rows].map((r) =>
            [r.firstElementChild.textContent, r.lastElementChild.textContent])""")
        self.assertEqual(told, [["1. much", "yes"], ["2. little", "no"], ["3. base", "–"]])

    def test_another_policy_can_be_looked_at(self):
        page = self.make("paper", "digital")
        self.browser.open(page)
        for i, name in enumerate(("paper", "digital")):
            self.browser.run("""
                const select = document.getElementById("policy");
                select.value = String(arguments[0]);
                select.dispatchEvent(new Event("change"))""", i)
            with h5py.File(self.folder / f"{name}.h5") as file:
                self.near(self.chart("hours", "crossed"), means(file, "hour/crossed"), name)
        self.clean()

    def test_charts_that_a_policy_has_not_are_gone(self):
        """A run of some hours has no backlogs of days."""
        for days in (0.25, 3):
            gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "--set",
                 f"scenario.duration={days} d", "--set", "scenario.warm-up=0 s", "-o", f"days{days}.h5",
                 folder=self.folder)
        gate("report", "days0.25.h5", "days3.h5", "-o", "both.html", folder=self.folder)
        self.browser.open(self.folder / "both.html")
        for i, there in enumerate((False, True, False)):
            self.browser.run("""
                const select = document.getElementById("policy");
                select.value = String(arguments[0]);
                select.dispatchEvent(new Event("change"))""", i % 2)
            self.assertEqual(self.browser.run("return window.gatesim.charts.has('backlog')"), there)
        self.clean()

    def test_causes_of_delay_are_of_trucks_of_the_warm_up_too(self):
        self.browser.open(self.make("normal"))
        with h5py.File(self.folder / "normal.h5") as file:
            i = [c.decode() for c in file["delay/cause"][()]].index("service")
            self.near(numpy.array(self.chart("causes", "service")) * 3600 * inside(file),
                      [means(file, "delay/total_time")[i], *means(file, "delay/class_time")[:, i]],
                      "service")

    def test_amounts_of_money_have_their_currency(self):
        amount = r"[\d.,]+\s+(billion|million)\sVND\s"
        self.browser.open(self.make("few-officers"))
        self.assertRegex(self.browser.run(
            "return document.querySelector('#answer .cards').innerText"), amount)
        self.browser.open(self.make("few-officers", "upkeep"))
        for row in self.browser.run("""
                return [...document.querySelectorAll("#costs tbody tr")].map((r) => r.innerText)"""):
            self.assertRegex(row, r"^[\w-]+\s+" + amount)
        axis, spoken = self.browser.run("""
            const chart = window.gatesim.charts.get("cost");
            return [chart.getOption().xAxis[0].name,
                    document.querySelector("#cost").innerHTML]""")
        self.assertEqual(axis, "billion\u00a0VND")
        self.browser.open(self.make("few-officers", "paper"))  # which has no amounts
        self.assertEqual(self.browser.run(
            "return window.gatesim.charts.get('cost').getOption().xAxis[0].name"), axis)
        self.assertRegex(spoken, "few-officers: [0-9.,]+(\u00a0|&nbsp;)billion(\u00a0|&nbsp;)VND")
        self.clean()

    def test_names_on_two_lines_can_be_read(self):
        self.make("paper", "digital")
        (self.folder / "the-platform-of-next-year.h5").write_bytes(
            (self.folder / "digital.h5").read_bytes())
        gate("report", "paper.h5", "the-platform-of-next-year.h5", "--lang", "vi", "-o", "long.html",
             folder=self.folder)
        self.browser.open(self.folder / "long.html")
        boxes = self.browser.run("""
            return [...document.querySelectorAll('#changes svg text')].map((text) => {
                const box = text.getBoundingClientRect();
                return [box.left, box.right, box.top, box.bottom, text.textContent];
            });""")
        over = [(a[4], b[4]) for a, b in itertools.combinations(boxes, 2)
                if min(a[1], b[1]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[2], b[2]) > 4]
        edge = self.browser.run("return document.querySelector('#changes .chart').getBoundingClientRect().right")
        self.assertEqual([b[4] for b in boxes if b[1] > edge + 1], []) # nothing is cut
        self.assertGreater(len([b for b in boxes if "bình" in b[4]]), 1)
        self.assertEqual(over, [])

    def test_eight_policies_fit(self):
        names = ("paper-2022", "platform", "metering", "longer-hours-own", "longer-hours-both",
                 "green-lane", "smart-gate", "risk-engine")
        page = self.make(*names, replications=2)
        self.assertLess(page.stat().st_size, 4e6)
        self.browser.open(page)
        self.clean()
        rows = self.browser.run("return document.querySelector('#answer .stacks').tBodies[0].rows.length")
        self.assertEqual(rows, 8)
        for part in ("time_cost", "staff_cost", "value_lost"):
            expected = []
            for name in names:
                with h5py.File(self.folder / f"{name}.h5") as file:
                    expected.append(means(file, f"summary/{part}") / 1e9)
            self.near(self.chart("cost", part), expected, part)


CALLED = """[scenario]
duration = 2 d
[class truck]
route = through
arrivals = trace trucks.csv
[station booth]
servers = 1
service = empirical times.csv
hours = 07:00-20:00
[incident flood]
stations = booth
effect = closed
every = exponential mean 3 h
lasts = 30 min
[route through]
steps = booth
"""


class Recalled(Case):
    def test_hours_and_incidents_without_the_data_files(self):
        texts = {"called.ini": CALLED, "trucks.csv": "time\n36000\n", "times.csv": "t\n60\n"}
        for name, text in texts.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        gate("run", "called.ini", "--quiet", folder=self.folder)
        (self.folder / "trucks.csv").unlink()
        (self.folder / "times.csv").unlink()
        gate("report", "called.h5", folder=self.folder)
        self.browser.open(self.folder / "called.html")
        self.clean()
        run = self.browser.run("return window.gatesim.data.runs[0]")
        self.assertEqual(run["shut"], [[[0, 25200], [72000, 111600], [158400, 172800]]])
        self.assertGreater(len(run["incidents"]), 5)
        shaded = self.browser.run("""
            return window.gatesim.charts.get('queues').getOption().series
                .flatMap((s) => s.markArea?.data ?? []).filter((a) => a[0].name === 'flood')
                .map((a) => [a[0].xAxis, a[1].xAxis, a[0].itemStyle.borderType])""")
        begin = numpy.datetime64("2025-01-06").astype("datetime64[ms]").astype(int)
        self.assertEqual(shaded, [[begin + 1000 * a, begin + 1000 * b, "dashed"]
                                  for a, b in (k["span_s"] for k in run["incidents"])])
        self.assertIn("first replication", self.browser.run("return document.body.innerText"))


class Everybody(Case):
    def test_looks_at_both_widths_and_on_paper(self):
        page = self.make("peak")
        self.assertLess(page.stat().st_size, 2e6)
        for width in (WIDE, PHONE):
            self.browser.open(page, width)
            self.assertLessEqual(self.browser.size()[0], width)
            self.browser.screen(SCREENS / f"report-{width}.png")
            self.clean()
        self.browser.open(page)
        printed = self.browser.pdf()
        (SCREENS / "report.pdf").write_bytes(printed)
        pages = len(re.findall(rb"/Type\s*/Page\b", printed))
        self.assertTrue(4 <= pages <= 16, pages)

    def test_paper_says_whose_details_it_shows(self):
        self.browser.open(self.make("paper", "digital"))
        self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        seen = self.browser.run("""
            const select = document.getElementById("policy");
            return [select.checkVisibility(), select.selectedOptions[0].textContent];""")
        self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        self.assertEqual(seen, [True, "digital"])

    def test_all_is_said_in_both_languages(self):
        said = {}
        for language in ("en", "vi"):
            page = self.make("paper", "digital", options=["--lang", language, "--bottleneck", "no"])
            self.browser.open(page)
            self.clean()
            self.assertEqual(self.browser.run("return document.documentElement.lang"), language)
            said[language] = self.browser.run(
                "return [...document.querySelectorAll('h2, h3, .note, thead th, button, summary,"
                " dt, nav a, caption')].map((e) => e.textContent)")
            tip = self.browser.run("""
                const tip = window.gatesim.charts.get("stay").getOption().tooltip[0];
                return tip.formatter({dataIndex: 0});""")
            self.assertIn({"en": "\nmean: ", "vi": "\ntrung bình: "}[language], tip)
        self.assertEqual(len(said["en"]), len(said["vi"]))
        names = {"paper", "digital", "", "p10", "p90", "±"}
        same = [a for a, b in zip(said["en"], said["vi"]) if a == b and a not in names]
        self.assertEqual(same, [])

    @unittest.skipUnless(AXE.exists(), "axe-core is not installed (npm ci in analysis/web)")
    def test_meets_wcag_aa(self):
        page = self.make("peak", options=["--target", "time_in_system_p95 of fruit < 24 h"])
        for width in (WIDE, PHONE):
            self.browser.open(page, width)
            self.browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true })")
            self.browser.run(AXE.read_text(encoding="utf-8"))
            found = self.browser.driver.execute_async_script("""
                const done = arguments[arguments.length - 1];
                axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((r) =>
                    done(r.violations.map((v) => v.id + ": " +
                        v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | "))))""")
            self.assertEqual(found, [])

    def test_charts_are_told_to_who_does_not_see_them(self):
        self.browser.open(self.make("peak"))
        labels = self.browser.run("return [...document.querySelectorAll('.chart')]"
                                  ".map((c) => [c.getAttribute('role'), c.ariaLabel])")
        self.assertEqual(len(labels), len(CHARTS))
        for role, label in labels:
            self.assertEqual(role, "img")
            self.assertGreater(len(label), 40)


class Hostile(Case):
    def test_what_a_scenario_says_is_text(self):
        for name, text in (("mild", MILD), ("hostile", HOSTILE)):
            (self.folder / f"{name}.ini").write_text(text, encoding="utf-8")
            done = subprocess.run([GATESIM, "run", f"{name}.ini", "--quiet"], cwd=self.folder,
                                  capture_output=True, check=False)
            if name == "hostile" and done.returncode == 2:
                continue # such names are no names
            self.assertEqual(done.returncode, 0, done.stderr)
            gate("report", f"{name}.h5", folder=self.folder)
            self.browser.open(self.folder / f"{name}.html")
            self.clean(strange=True)
            self.assertIsNone(self.browser.run("return window.harm ?? null"))
            self.assertEqual(self.browser.run("return document.querySelectorAll('img, b').length"),
                             0)
            self.assertIn('<img src=x onerror="window.harm = 2">',
                          self.browser.run("return document.querySelector('h1').textContent"))

    def test_the_page_may_run_only_its_own_script(self):
        self.browser.open(self.make("minimal", replications=2))
        self.browser.run("""
            const script = document.createElement("script");
            script.textContent = "window.harm = 3";
            document.body.append(script);
            const image = document.createElement("img");
            image.src = "https://127.0.0.1:1/x.png";
            document.body.append(image)""")
        time.sleep(0.3)
        self.assertIsNone(self.browser.run("return window.harm ?? null"))
        said = " ".join(self.browser.console())
        self.assertIn("script-src", said)
        self.assertIn("img-src", said)
        self.browser.requests()


class Command(Case):
    def test_a_hundred_replications_in_two_seconds(self):
        gate("run", SCENARIOS / "peak.ini", "--replications", 100, "--quiet", "-o", "many.h5",
             folder=self.folder)
        least = math.inf
        for _ in range(3): # other tests may run beside it
            begin = time.monotonic()
            gate("report", "many.h5", folder=self.folder)
            least = min(least, time.monotonic() - begin)
        self.assertLess(least, 2 * SLOWER)
        self.browser.open(self.folder / "many.html")
        self.clean()

    def test_the_same_file_gives_the_same_page(self):
        first = self.make("minimal", replications=2, page="a.html").read_bytes()
        self.assertEqual(self.make("minimal", page="b.html").read_bytes(), first)

    def test_it_says_which_file_it_wrote(self):
        self.make("minimal", replications=2)
        out, err = gate("report", "minimal.h5", "--bottleneck", "no", folder=self.folder)
        self.assertEqual([out, err], ["", "gatesim: wrote minimal.html\n"])
        out, err = gate("report", "minimal.h5", "--quiet", "--bottleneck", "no", folder=self.folder)
        self.assertEqual([out, err], ["", ""])

    def test_warns_of_dates_outside_of_the_run(self):
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "--set",
             "booth.maintenance=2024-02-10", "-o", "dated.h5", folder=self.folder)
        self.assertRegex(gate("report", "dated.h5", folder=self.folder)[1],
                         r"^dated\.h5:[0-9]+: \[station booth\] maintenance: 2024-02-10 lies outside")

    def test_a_target_without_a_value_is_not_kept(self):
        """No truck is served, so none has a time from arrival to crossing."""
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "--set",
             "booth.service=constant 900 d", "-o", "stuck.h5", folder=self.folder)
        gate("report", "stuck.h5", "--target", "time_in_system_mean > 1 h", folder=self.folder)
        self.browser.open(self.folder / "stuck.html")
        self.clean()
        self.assertIn("undecided: there is no value", self.browser.run(
            "return document.getElementById('answer').innerText"))

    def test_commands_on_the_page_can_be_given_as_they_stand(self):
        name = "the gate's $HOME"
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "-o", f"{name}.h5",
             folder=self.folder)
        gate("report", f"{name}.h5", "--target", "wait_mean of booth < 1 h", folder=self.folder)
        self.browser.open(self.folder / f"{name}.html")
        run, report = self.browser.run(
            "return [...document.querySelectorAll('#proof pre')].pop().textContent").split("\n")
        self.assertEqual(shlex.split(run)[2], f"{name}.ini")
        self.assertEqual(shlex.split(run)[-1], f"{name}.h5")
        self.assertEqual(shlex.split(report), ["gatesim", "report", f"{name}.h5", "--target",
                                               "wait_mean of booth < 1 h"])

    def test_wrong_input_is_told_and_leaves_nothing(self):
        self.make("minimal", replications=2)
        (self.folder / "text.h5").write_text("no results")
        before = sorted(self.folder.iterdir())
        for words, said in (([], "no results file is given"),
                            (["text.h5"], "text.h5: it is not an HDF5 file"),
                            (["absent.h5"], "absent.h5: No such file or directory"),
                            (["."], ".: it is a folder"),
                            ([SCENARIOS / "minimal.ini"], "a scenario is run first: gatesim run"),
                            (["minimal.h5", "--lang", "fr"], "there are en and vi"),
                            (["minimal.h5", "--target", "wait_p95"], "wait_p95"),
                            (["minimal.h5", "--base", "absent.ini"], "absent.ini")):
            out, err = gate("report", *words, status=2, folder=self.folder)
            self.assertEqual(out, "")
            self.assertIn(said, err)
        _, err = gate("report", "minimal.h5", "-o", "absent/x.html", status=1, folder=self.folder)
        self.assertIn("absent/x.html: cannot write: ", err)
        self.assertEqual(sorted(self.folder.iterdir()), before)

    def test_a_long_series_is_thinned_not_cut(self):
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "--set",
             "scenario.duration=700 d", "--set", "results.bin=10 min", "-o", "long.h5",
             folder=self.folder)
        gate("report", "long.h5", folder=self.folder)
        self.assertLess((self.folder / "long.html").stat().st_size, 3e6)
        self.browser.open(self.folder / "long.html")
        self.clean()
        with h5py.File(self.folder / "long.h5") as file:
            raw = means(file, "series/in_system_mean")
        shown = [y for _, y in self.chart("inside", "mean 0")]
        group = round(len(raw) / len(shown) + 0.499)
        self.near(shown[:100], raw[: 100 * group].reshape(100, group).mean(axis=1), "thinned")


# Most trucks pass within minutes; few of another kind take a day.
LONG_TAIL = """\
[scenario]
title = A few that take a day
duration = 4 d
replications = 3

[class car]
route = quick
arrivals = every 10 min

[class wide-load]
route = slow
arrivals = every 8 h

[station lane]
servers = 50
service = uniform low 20 min high 40 min

[station escort]
servers = 50
service = constant 30 h

[route quick]
steps = lane

[route slow]
steps = escort
"""

# The queue is shorter where most trucks are sent away.
TURNED = """\
[scenario]
title = {title}
duration = 5 d
replications = 4

[class truck]
route = through
arrivals = poisson 30/h
{patience}

[station booth]
servers = 1
service = exponential mean 3 min

[route through]
steps = booth
"""

STEER = "left \u202eright\u2066 \u0085end"


class Words(Case):
    """Scales, legends, targets and verdicts as people speak."""

    def scenario(self, name, text):
        (self.folder / f"{name}.ini").write_text(text, encoding="utf-8")
        gate("run", f"{name}.ini", "--quiet", folder=self.folder)

    def test_scales_of_time_are_spoken_and_cut_where_few_would_squeeze_the_rest(self):
        self.scenario("tail", LONG_TAIL)
        gate("report", "tail.h5", "--target", "time_in_system_p95 of car < 45 min", "--target",
             "wait_p90 <= 1 h", "--target", "utilisation of lane > 5 %", "--bottleneck", "no",
             folder=self.folder)
        self.browser.open(self.folder / "tail.html")
        self.clean()
        axis, shown, note = self.browser.run("""
            const axis = window.gatesim.charts.get("stay").getOption().xAxis[0];
            return [axis.max, axis.axisLabel.formatter(axis.interval),
                    document.querySelector("#stay .note").textContent]""")
        with h5py.File(self.folder / "tail.h5") as file:
            longest = means(file, "summary/time_in_system_max") / 3600
            p99 = means(file, "class/time_in_system_p99").max() / 3600
        self.assertGreaterEqual(axis, 0.999 * p99)
        self.assertRegex(shown, r"^[0-9]+\u00a0(min|h)$")
        self.assertEqual("lines with an arrow go on" in note, axis < longest)
        text = self.browser.run("return document.getElementById('answer').innerText")
        self.assertIn("95\u00a0% of car cross within 45\u00a0min", text)
        self.assertIn("90\u00a0% wait at most 1\u00a0h", text)
        self.assertIn("share of the time that servers are busy (lane): at least 5\u00a0%", text)
        self.assertIn("at most 5 in 100 trucks need so long", text)

    def test_an_axis_that_is_cut_says_so_and_no_other_does(self):
        self.scenario("plain", TURNED.format(title="Plain", patience=""))
        gate("report", "plain.h5", "--bottleneck", "no", folder=self.folder)
        path = self.folder / "far.h5"
        path.write_bytes((self.folder / "plain.h5").read_bytes())
        with h5py.File(path, "r+") as file:
            del_max = file["summary/time_in_system_max"]
            del_max[...] = 40 * means(file, "summary/time_in_system_p99")
        gate("report", "far.h5", "--bottleneck", "no", folder=self.folder)
        for name, cut in (("plain", False), ("far", True)):
            self.browser.open(self.folder / f"{name}.html")
            with h5py.File(self.folder / f"{name}.h5") as file:
                longest = means(file, "summary/time_in_system_max") / 3600
            end, note = self.browser.run("""
                return [window.gatesim.charts.get("stay").getOption().xAxis[0].max,
                        document.querySelector("#stay .note").textContent]""")
            self.assertEqual([end < longest, "The scale ends at" in note], [cut, cut], name)

    def test_a_faster_policy_that_serves_fewer_trucks_is_told_with_that(self):
        self.scenario("all", TURNED.format(title="All", patience=""))
        self.scenario("few", TURNED.format(title="Few", patience="patience = constant 10 min"))
        gate("report", "all.h5", "few.h5", "--bottleneck", "no", folder=self.folder)
        self.browser.open(self.folder / "all.html")
        self.clean()
        lead = self.browser.run("return document.querySelector('#answer .lead').textContent")
        with h5py.File(self.folder / "all.h5") as a, h5py.File(self.folder / "few.h5") as b:
            before, crossed = (math.floor(means(f, "summary/trucks_crossed") + 0.5) for f in (a, b))
        self.assertLess(crossed, before)
        self.assertTrue(lead.startswith("few is the fastest of 2: "), lead)
        self.assertTrue(lead.endswith(f", while fewer trucks cross, {crossed:,} instead of {before:,}."),
                        lead)

    def test_eight_long_titles_are_told_apart_and_nothing_overprints(self):
        names = [f"a-rather-long-name-of-policy-{k}" for k in range(8)]
        for k, name in enumerate(names):
            title = f"Policy {k}, whose title says at some length what it would do and for whom"
            self.scenario(name, TURNED.format(title=title, patience=f"patience = constant {k + 9} min"))
        gate("report", *(f"{name}.h5" for name in names), "-o", "eight.html", "--bottleneck", "no",
             folder=self.folder)
        for width in (WIDE, PHONE):
            self.browser.open(self.folder / "eight.html", width)
            self.clean()
            told = self.browser.run("""
                return [...document.querySelectorAll("#inside .legend li")].map((li) =>
                    [li.textContent, li.querySelector("line").getAttribute("stroke") +
                                     li.querySelector("line").getAttribute("stroke-dasharray")])""")
            self.assertEqual([text.split(" – ")[0] for text, _ in told], names)
            self.assertEqual(len({look for _, look in told}), 8)
            for figure in ("inside", "precision", "changes", "stay", "cost"):
                self.assertEqual(self.over(figure), [], f"{figure} at {width}")

    def over(self, figure):
        """Texts of a chart, and of a legend, that lie on each other."""
        boxes = self.browser.run("""
            return [...document.querySelectorAll(`#${arguments[0]} svg text, #${arguments[0]} li`)].map((e) => {
                const box = e.getBoundingClientRect();
                return [box.left, box.right, box.top, box.bottom, e.textContent];
            })""", figure)
        return [(a[4], b[4]) for a, b in itertools.combinations(boxes, 2)
                if min(a[1], b[1]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[2], b[2]) > 4]

    def test_the_table_of_measures_is_what_compare_says(self):
        self.make("paper", "digital")
        gate("report", "paper.h5", "digital.h5", "--metric", "wait_p95 of fruit", "--metric", "queue_mean of customs",
             "--metric", "summary/trucks_crossed", "--bottleneck", "no", "-o", "three.html", folder=self.folder)
        self.browser.open(self.folder / "three.html")
        self.clean()
        rows = self.browser.run("return window.gatesim.data.measures")
        self.assertEqual({(r["group"], r["name"], r["label"]) for r in rows},
                         {("class", "wait_p95", "fruit"), ("station", "queue_mean", "customs"),
                          ("summary", "trucks_crossed", None)})
        with h5py.File(self.folder / "paper.h5") as a, h5py.File(self.folder / "digital.h5") as b:
            for row in rows:
                name = f"{row['group']}/{row['name']}"
                i = 0 if row["label"] is None else [x.decode() for x in a[row["group"]][row["group"]][()]].index(row["label"])
                values = [f[name][()] if row["label"] is None else f[name][:, i] for f in (a, b)]
                self.near([e["mean"] for e in row["each"]], [v.mean() for v in values], name)
                change = values[1] - values[0]
                self.near([row["against"][0]["difference"], row["against"][0]["half_width"]],
                          [change.mean(), 4.302653 * change.std(ddof=1) / math.sqrt(3)], name)
        shown = self.browser.run("return document.querySelectorAll('#measures tbody tr').length")
        self.assertEqual(shown, 3)
        command = self.browser.run("return [...document.querySelectorAll('#proof pre')].pop().textContent")
        self.assertEqual([w for w in shlex.split(command.splitlines()[-1]) if "of" in w],
                         ["wait_p95 of fruit", "queue_mean of customs"])
        _, err = gate("report", "paper.h5", "digital.h5", "--metric", "wait_p9", status=2, folder=self.folder)
        self.assertIn("unknown metric 'wait_p9'", err)

    def test_what_says_nothing_has_no_row(self):
        """Where nobody books, the times from the wish are those from arrival."""
        self.browser.open(self.make("paper", "digital", options=["--bottleneck", "no"]))
        self.clean()
        data = self.browser.run("return window.gatesim.data.measures")
        self.assertIn("total_time_mean", [m["name"] for m in data])
        rows = self.browser.run("""
            return [...document.querySelectorAll("#measures tbody tr")]
                .map((row) => [...row.children].map((cell) => cell.textContent))""")
        self.assertEqual([row for row in rows if "wanting" in row[0]], [])
        self.assertIn("mean time from arrival to crossing", [row[0] for row in rows])
        for name, text in (("road_queue_mean", "trucks queueing on the road, mean"),
                           ("wait_mean", "mean wait")):
            most = max(e["mean"] + (e["half"] or 0) for m in data if m["name"] == name
                       for e in m["each"])
            self.assertEqual(text in [row[0] for row in rows], most >= 0.005, (name, most))
            self.assertEqual(text + "." in self.browser.run(
                "return document.querySelector('#measures .note').textContent"), most < 0.005)


class Theme(Case):
    """Light, dark, a phone, and paper."""

    def scheme(self, name):
        self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": "", "features": [{"name": "prefers-color-scheme", "value": name}]})

    def paper(self):
        return self.browser.run("""
            const chart = document.querySelector("#inside svg text");
            return [getComputedStyle(document.body).backgroundColor, chart.getAttribute("fill")]""")

    def test_the_theme_is_the_systems_until_the_reader_chooses(self):
        page = self.make("peak", options=["--bottleneck", "no"])
        try:
            seen = {}
            for name in ("light", "dark"):
                self.scheme(name)
                self.browser.open(page)
                seen[name] = self.paper()
            self.assertEqual(seen["light"][0], "rgb(255, 255, 255)")
            self.assertTrue(all(a != b for a, b in zip(seen["light"], seen["dark"])), seen)
            self.browser.run("document.getElementById('theme').click()")
            self.assertEqual(self.paper(), seen["light"])
            self.browser.open(page)
            self.assertEqual(self.paper(), seen["light"])
            self.clean()
            self.browser.run("document.getElementById('theme').click(); localStorage.clear()")
            self.assertEqual(self.paper(), seen["dark"])
            self.browser.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
            self.assertEqual(self.paper()[0], "rgb(255, 255, 255)")
        finally:
            self.scheme("light")

    @unittest.skipUnless(AXE.exists(), "axe-core is not installed (npm ci in analysis/web)")
    def test_meets_wcag_aa_in_the_dark_and_with_several_policies(self):
        page = self.make("paper", "digital", options=["--bottleneck", "no"])
        try:
            for name, width in (("dark", WIDE), ("dark", PHONE), ("light", PHONE)):
                self.scheme(name)
                self.browser.open(page, width)
                self.browser.run("document.querySelectorAll('details').forEach((d) => { d.open = true })")
                self.browser.run(AXE.read_text(encoding="utf-8"))
                found = self.browser.driver.execute_async_script("""
                    const done = arguments[arguments.length - 1];
                    axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}).then((r) =>
                        done(r.violations.map((v) => v.id + ": " +
                            v.nodes.slice(0, 3).map((n) => n.html.slice(0, 200)).join(" | "))))""")
                self.assertEqual(found, [], f"{name} {width}")
        finally:
            self.scheme("light")

    def test_what_is_wider_than_a_phone_says_so(self):
        self.browser.open(self.make("peak", "normal", options=["--bottleneck", "no"]), PHONE)
        time.sleep(0.5)
        boxes = self.browser.run("""
            return [...document.querySelectorAll(".scroll")].filter((e) => e.clientWidth > 0).map((e) => [
                e.scrollWidth > e.clientWidth + 1, e.previousElementSibling.checkVisibility(),
                getComputedStyle(e).backgroundAttachment, e.getAttribute("aria-label")])""")
        self.assertGreater(sum(wide for wide, *_ in boxes), 2)
        self.assertIn(False, [wide for wide, *_ in boxes])
        for wide, told, shadow, label in boxes:
            self.assertEqual(told, wide, label)
            self.assertEqual(shadow, "local, local, scroll, scroll")
        self.assertLessEqual(self.browser.size()[0], PHONE)
        cut = self.browser.run("""
            return [...document.querySelectorAll("main *")].filter((e) =>
                e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 0 && !e.closest(".scroll, pre, svg, .unseen") &&
                getComputedStyle(e).overflowX !== "visible").map((e) => e.outerHTML.slice(0, 80))""")
        self.assertEqual(cut, [])

    @unittest.skipUnless(shutil.which("pdftotext"), "pdftotext is not installed")
    def test_pages_on_paper_have_numbers(self):
        self.browser.open(self.make("peak", options=["--bottleneck", "no"]))
        (self.folder / "page.pdf").write_bytes(self.browser.pdf())
        text = subprocess.run(["pdftotext", "-layout", "page.pdf", "-"], cwd=self.folder, check=True,
                              capture_output=True, text=True).stdout
        pages = text.rstrip("\f").split("\f")
        self.assertGreater(len(pages), 4)
        for k, page in enumerate(pages, 1):
            self.assertEqual(page.split()[-3:], [str(k), "/", str(len(pages))])


class Files(Case):
    """What is handed over as a file."""

    def save(self, figure, button):
        """The text of the file that a button of a figure hands over; browsers hold back the second of
        several downloads, so none is made."""
        return self.browser.driver.execute_async_script("""
            const done = arguments[2], make = URL.createObjectURL, click = HTMLAnchorElement.prototype.click;
            URL.createObjectURL = (blob) => { blob.text().then(done); return "data:,"; };
            HTMLAnchorElement.prototype.click = () => {};
            document.querySelectorAll(`#${arguments[0]} .tools > button`)[arguments[1]].click();
            URL.createObjectURL = make;
            HTMLAnchorElement.prototype.click = click""", figure, button)

    def test_instants_of_a_csv_have_the_year(self):
        self.browser.open(self.make("peak", options=["--bottleneck", "no"]))
        with h5py.File(self.folder / "peak.h5") as file:
            begin = numpy.datetime64(file.attrs["start"]).astype("datetime64[s]")
            width, values = int(file["series/time"][1]), means(file, "series/in_system_mean")
        for figure, column, first in (("inside", 0, begin + width // 2), ("queues", 1, begin + width // 2),
                                      ("backlog", 0, None)):
            table = list(csv.reader(self.save(figure, 0).lstrip("\ufeff").splitlines()))
            for row in table[1:]:
                self.assertRegex(row[column], r"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d$")
            if first is not None:
                self.assertEqual(table[1][column], str(first))
            if figure == "inside":
                self.near([float(row[1]) for row in table[1:]], values, "CSV")

    def test_a_chart_is_a_picture_on_light_paper(self):
        self.browser.open(self.make("peak", options=["--bottleneck", "no"]))
        self.browser.run("document.getElementById('theme').click()")
        root = ElementTree.fromstring(self.save("stay", 1))
        self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
        self.assertEqual([root[0].text, root[1].get("fill")], ["Time from arrival to crossing", "#ffffff"])
        self.assertGreater(len(list(root.iter("{http://www.w3.org/2000/svg}path"))), 10)
        self.assertNotEqual(self.browser.run("return getComputedStyle(document.body).backgroundColor"),
                            "rgb(255, 255, 255)")
        self.browser.run("document.getElementById('theme').click(); localStorage.clear()")

    def test_signs_that_steer_text_are_no_signs(self):
        gate("run", SCENARIOS / "minimal.ini", "--replications", 2, "--quiet", "-o", "steer.h5", folder=self.folder)
        with h5py.File(self.folder / "steer.h5", "r+") as file:
            file.attrs["title"] = STEER
        gate("report", "steer.h5", "--bottleneck", "no", folder=self.folder)
        self.browser.open(self.folder / "steer.html")
        self.clean()
        for what in ("document.querySelector('h1').textContent", "document.title"):
            said = self.browser.run(f"return {what}")
            self.assertTrue(said.startswith("left "), said)
            self.assertNotRegex(said, "[\u0080-\u009f\u202a-\u202e\u2066-\u2069]")

    def test_what_is_no_regular_file_is_not_waited_for(self):
        """A FIFO in the place of a results file, or of a data file that its scenario names."""
        os.mkfifo(self.folder / "fifo.h5")
        begin = time.monotonic()
        _, err = gate("report", "fifo.h5", status=2, folder=self.folder)
        self.assertIn("fifo.h5: ", err)
        texts = {"called.ini": CALLED, "trucks.csv": "time\n36000\n", "times.csv": "t\n60\n"}
        for name, text in texts.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        gate("run", "called.ini", "--quiet", folder=self.folder)
        for name in ("trucks.csv", "times.csv"):
            (self.folder / name).unlink()
            os.mkfifo(self.folder / name)
        gate("report", "called.h5", folder=self.folder)
        self.assertLess(time.monotonic() - begin, 30 * SLOWER)
        self.assertTrue((self.folder / "called.html").exists())


def page_is_built_in():
    with tempfile.TemporaryDirectory() as folder:
        gate("run", SCENARIOS / "minimal.ini", "--replications", 1, "--quiet", "-o", "x.h5",
             folder=folder)
        done = subprocess.run([GATESIM, "report", "x.h5"], cwd=folder, capture_output=True,
                              text=True, check=False)
    if "without its web pages" in done.stderr:
        print("skipped:", done.stderr.strip())
        sys.exit(77)


if __name__ == "__main__":
    page_is_built_in()
    unittest.main()
