# SPDX-License-Identifier: GPL-3.0-or-later
"""What gatesim prints and writes: the summary, --json, the bar, and what happens when it
cannot."""
import csv
import json
import os
import pathlib
import re
import subprocess
import unicodedata
import unittest

from support import BOOTH, ENDLESS, SHORT, Case

SCHEMA = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "analysis/SCHEMA.md"

POOL = BOOTH.replace("servers = 1\n", "servers = 1\nneeds = officers\n") + """
[pool officers]
people = 1
"""

TWO = """\
[scenario]
title = Hai cửa
duration = 9 d
warm-up = 1 d
replications = 5

[attribute channel]
shares = green 60 %, red 40 %

[class quả-tươi]
route = export
arrivals = poisson 20/h
cargo = fresh

[class hàng-khác]
route = export
arrivals = poisson 12/h
patience = exponential mean 2 h

[station kiểm-dịch]
servers = 2
service = exponential mean 2 min
hours = 07:00-20:00

[station hải-quan]
servers = 3
service = lognormal mean 6 min cv 0.7
waiting = 5

[route export]
steps =
    kiểm-dịch if cargo is fresh
    hải-quan
"""


def width(text):
    return sum(0 if unicodedata.combining(c) else 1 for c in unicodedata.normalize("NFC", text))


class Summary(Case):
    def test_default_file_is_named_after_the_scenario(self):
        (self.folder / "deep").mkdir()
        self.write("deep/morning.peak.ini", BOOTH)
        out, err = self.gate("deep/morning.peak.ini")
        self.assertEqual(err, "")
        self.assertIn("Results: morning.peak.h5", out)
        self.assertEqual(self.files(), ["booth.ini", "deep", "morning.peak.h5"])
        self.assert_readable("morning.peak.h5")

    def test_output_where_it_is_told(self):
        self.gate("run", "booth.ini", "-o", "x.h5")
        self.gate("run", "booth.ini", "--output=y.h5")
        self.assertEqual(self.files(), ["booth.ini", "x.h5", "y.h5"])
        self.assertEqual((self.folder / "x.h5").read_bytes(), (self.folder / "y.h5").read_bytes())

    def test_says_what_an_analyst_asks(self):
        out, _ = self.gate("booth.ini", "--replications", "4")
        for word in ("One booth", "How long do trucks wait?", "4 replications", "trucks arrived",
                     "crossed", "turned back", "still inside", "time in system",
                     "Class", "Station", "queue", "busy", "Where the time went", "queueing",
                     "service", "Known answers", "M/M/c", "wait by theory",
                     "a second", "Results: booth.h5", "\u00b1"):
            self.assertIn(word, out)
        self.assertNotIn("nan", out)
        self.assertNotIn("\033", out)
        self.assertNotIn("Warnings", out)

    def test_one_replication_has_no_interval_but_that_of_batch_means(self):
        out, _ = self.gate("booth.ini")
        sure = [line for line in out.splitlines() if "\u00b1 " in line]
        self.assertEqual(len(sure), 1)
        self.assertIn("20 equal stretches of the one run (batch means)", sure[0])

    def test_theory_beside_measured(self):
        out, _ = self.gate("booth.ini", "--replications", "20", "--set", "scenario.duration=60 d")
        row = re.search(r"Known answers\n.*\n  booth +M/M/c +4 min 30(.*) s +(\d) min ([\d.]+) s \u00b1 "
                        r"([\d.]+) s", out)  # 0.75 * 90 s / (1 - 0.75), to the place of its half-width
        self.assertEqual(len(row[1]), row[4].find(".") + 1 and len(row[4]) - row[4].find("."))
        self.assertAlmostEqual(60 * int(row[2]) + float(row[3]), 270, delta=18)

    def test_overload_warns(self):
        out, _ = self.gate("booth.ini", "--set", "truck.arrivals=poisson 60/h")
        self.assertIn("Warnings", out)
        self.assertIn("the backlog still grows at the end", out)
        self.assertIn("no steady state", out)
        self.assertRegex(out, r"booth gets 1[45]\d % of the work")
        self.assertRegex(out, r"trucks \(\d+ %\) are still inside")
        self.assertIn("<- longest queue", out)

    def test_load_is_known_before_the_run(self):
        """72 s of work every 60 s, of which the last 5 min show little."""
        self.write("steady.ini", BOOTH.replace("poisson 30/h", "every 60 s")
                   .replace("exponential mean 90 s", "gamma mean 72 s cv 0.7").replace("20 d", "1 d")
                   .replace("2 d", "1435 min"))
        out, _ = self.gate("steady.ini")
        self.assertIn("! booth gets 120 % of the work that it can do while open\n", out)
        out, _ = self.gate("steady.ini", "--json")
        self.assertAlmostEqual(json.loads(out)["stations"]["booth"]["load"]["mean"], 1.2, places=9)

    def test_load_is_told_from_enough_services(self):
        """4 min of work every 20 s: 12 times what it can do; the last 5 min end one service. A booth
        that may break down has no load that is known before the run."""
        self.write("steady.ini", BOOTH.replace("poisson 30/h", "every 20 s")
                   .replace("exponential mean 90 s", "4 min\nfails-after = 900 d\nrepair = 1 s")
                   .replace("20 d", "1 d").replace("2 d", "1 h"))
        out, _ = self.gate("steady.ini")
        self.assertIn("! booth gets more than 10 times the work that it can do while open\n", out)
        last = "--set", "scenario.warm-up=1435 min"
        out, _ = self.gate("steady.ini", *last)
        self.assertRegex(out, r"booth +1 +")
        self.assertNotIn("booth gets", out)
        self.assertNotIn("busy all the time", out)
        out, _ = self.gate("steady.ini", *last, "--replications", "10")
        self.assertIn("booth gets more than 10 times", out)

    def test_tables_align_by_the_width_on_the_terminal(self):
        self.write("two.ini", TWO)
        out, _ = self.gate("two.ini")
        lines = out.splitlines()
        at = next(i for i, line in enumerate(lines) if line.startswith("  Station"))
        rows = [re.sub(r"  <-.*", "", line) for line in lines[at : at + 3]]
        self.assertEqual(len({width(row) for row in rows}), 1, "\n".join(rows))

    def test_same_bytes_twice(self):
        self.write("two.ini", TWO)
        self.gate("two.ini", "-o", "a.h5", "--truck-log")
        self.gate("two.ini", "-o", "b.h5", "--truck-log")
        self.assertEqual((self.folder / "a.h5").read_bytes(), (self.folder / "b.h5").read_bytes())


def columns(group):
    """The names and units of a group of the results file."""
    part = SCHEMA.read_text(encoding="utf-8").split(f"### /{group}\n")[1].split("\n#")[0]
    return re.findall(r"^\| `(\w+)\([^|]*\| ([^|]*) \|", part, re.MULTILINE)


class Json(Case):
    ESTIMATES = ("trucks_arrived", "trucks_crossed", "trucks_turned_back", "trucks_in_system",
                 "time_in_system_mean_s", "time_in_system_p95_s", "wait_mean_s",
                 "throughput_per_hour")
    STATION = ("served", "wait_mean_s", "wait_p95_s", "queue_mean", "queue_max", "utilisation",
               "blocked_fraction", "closed_fraction")

    def results(self, *words, **more):
        (self.folder / "booth.h5").unlink(missing_ok=True)  # that it is replaced would be said
        out, err = self.gate(*words, "--json", **more)
        self.assertEqual(err, "")
        return json.loads(out, parse_constant=lambda c: self.fail(f"{c} is no JSON"))

    def assert_estimate(self, e, n):
        self.assertEqual(list(e), ["mean", "half_width", "n"])
        self.assertIsInstance(e["mean"], float)
        self.assertEqual(e["n"], n)
        if n > 1:
            self.assertGreaterEqual(e["half_width"], 0)
        else:
            self.assertIsNone(e["half_width"])

    def test_stable_keys(self):
        self.write("two.ini", TWO)
        found = self.results("two.ini", "-o", "t.h5", "--seed", "18446744073709551615")
        for key in self.ESTIMATES:
            self.assert_estimate(found[key], 5)
        self.assertEqual(list(found["classes"]), ["quả-tươi", "hàng-khác"])
        self.assertEqual(list(found["stations"]), ["kiểm-dịch", "hải-quan"])
        for one in found["classes"].values():
            for key in self.ESTIMATES:
                self.assert_estimate(one[key], 5)
        for one in found["stations"].values():
            for key in self.STATION:
                self.assert_estimate(one[key], 5)
        self.assertAlmostEqual(found["stations"]["kiểm-dịch"]["closed_fraction"]["mean"], 11 / 24,
                               delta=0.01)
        self.assertEqual(found["scenario"], "two.ini")
        self.assertEqual(found["title"], "Hai cửa")
        self.assertRegex(found["sha256"], "^[0-9a-f]{64}$")
        self.assertEqual(found["seed"], "18446744073709551615")
        self.assertEqual(found["replications"], 5)
        self.assertEqual(found["complete"], 5)
        self.assertEqual(len(set(found["fingerprints"])), 5)
        for fingerprint in found["fingerprints"]:
            self.assertRegex(fingerprint, "^[0-9a-f]{16}$")
        self.assertIsInstance(found["warnings"], list)
        self.assertEqual(found["file"], "t.h5")

    def test_every_column_of_the_file_is_told(self):
        """Of the whole, of classes, routes and stations, and of pools where there are any."""
        self.write("pool.ini", POOL)
        found = self.results("pool.ini", "--set", "scenario.duration=3 d")
        for group, told in (("summary", found), ("class", found["classes"]["truck"]),
                            ("route", found["routes"]["through"]),
                            ("station", found["stations"]["booth"]),
                            ("pool", found["pools"]["officers"])):
            for name, unit in columns(group):
                if unit != "currency" and (name, unit) not in columns("cost"):  # it has none
                    self.assertTrue({name, f"{name}_{unit}", f"{name}_per_day"} & set(told), (group, name))
        self.assertEqual(found["pools"]["officers"]["people_mean"]["mean"], 1)
        self.assertNotIn("pools", self.results("booth.ini"))

    def test_pools_have_a_table(self):
        self.write("pool.ini", POOL)
        out, _ = self.gate("pool.ini", "--set", "scenario.duration=3 d")
        self.assertRegex(out, r"Pool +people +busy +taken +wait +p95\n  officers +1 +\d+ %  ")

    def test_trucks_are_conserved(self):
        self.write("two.ini", TWO)
        found = self.results("two.ini")
        for one in (found, *found["classes"].values()):
            n = {k: one[k]["mean"] for k in one if k.startswith("trucks_")}
            self.assertAlmostEqual(
                n["trucks_at_start"] + n["trucks_arrived"],
                n["trucks_crossed"] + n["trucks_turned_back"] + n["trucks_in_system"], 6)
        self.assertGreater(found["trucks_reneged"]["mean"], 0)

    def test_what_does_not_exist_is_null(self):
        found = self.results("booth.ini", "--set", "truck.arrivals=every 100 d")
        self.assertEqual(found["wait_mean_s"], {"mean": None, "half_width": None, "n": 0})
        self.assertEqual(found["trucks_arrived"], {"mean": 0, "half_width": None, "n": 1})

    def test_theory(self):
        found = self.results("booth.ini")
        self.assertEqual(found["theory"]["booth"]["queue"], "M/M/c")
        self.assertAlmostEqual(found["theory"]["booth"]["wait_mean_s"], 270, 2)

    def test_settings_and_their_short_forms_are_one(self):
        a = self.results("booth.ini", "--seed", "7", "--replications", "3")
        b = self.results("booth.ini", "--set", "scenario.seed=7", "--set",
                         "scenario.replications=3")
        self.assertEqual(a, b)
        self.assertEqual(a["seed"], 7)

    def test_seeds_differ(self):
        a = self.results("booth.ini", "--seed", "7")
        b = self.results("booth.ini", "--seed", "8")
        self.assertNotEqual(a["fingerprints"], b["fingerprints"])

    def test_a_replication_does_not_depend_on_the_others(self):
        a = self.results("booth.ini", "--replications", "2")
        b = self.results("booth.ini", "--replications", "3")
        self.assertEqual(a["fingerprints"], b["fingerprints"][:2])

    def test_truck_log_does_not_change_the_run(self):
        a = self.results("booth.ini", "-o", "a.h5")
        b = self.results("booth.ini", "-o", "b.h5", "--truck-log")
        self.assertEqual(a["fingerprints"], b["fingerprints"])
        self.assertGreater(os.path.getsize(self.folder / "b.h5"),
                           os.path.getsize(self.folder / "a.h5") + 100000)


class Table(Case):
    def test_every_number_has_a_row(self):
        out, _ = self.gate("run", "booth.ini", "--replications", "3", "--json", "--csv", "all.csv")
        told = json.loads(out)
        with open(self.folder / "all.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        by = {(r["group"], r["name"], r["of"], r["and"]): r for r in rows}
        self.assertEqual(len(by), len(rows))
        wait = by["station", "wait_mean", "booth", ""]
        for name in "mean", "half_width":
            self.assertAlmostEqual(float(wait[name]),
                                   told["stations"]["booth"]["wait_mean_s"][name], 9)
        self.assertEqual((wait["unit"], wait["replications"]), ("s", "3"))
        self.assertIn(("series", "in_system_mean", "2025-01-06T01:00:00", ""), by)
        self.assertIn(("delay", "class_time", "truck", "queueing"), by)

    def test_it_replaces_nothing_of_others(self):
        _, err = self.gate("run", "booth.ini", "--csv", "booth.ini", status=2)
        self.assertIn("it would replace the input booth.ini", err)
        self.write("notes.csv", "my notes\n")
        self.gate("run", "booth.ini", "--csv", "notes.csv", "--quiet", status=2)
        self.assertEqual((self.folder / "notes.csv").read_text(), "my notes\n")


class Streams(Case):
    def test_quiet_prints_nothing(self):
        self.assertEqual(self.gate("booth.ini", "--quiet"), ("", ""))
        self.assert_readable("booth.h5")
        status, shown = self.on_terminal("booth.ini", "--quiet")
        self.assertEqual((status, shown), (0, ""))

    def test_quiet_still_says_what_is_wrong(self):
        _, err = self.gate("nowhere.ini", "--quiet", status=2)
        self.assertNotEqual(err, "")

    def test_quiet_json_is_json(self):
        out, err = self.gate("booth.ini", "--quiet", "--json")
        json.loads(out)
        self.assertEqual(err, "")

    # About a second of work, so that there is something to show.
    LONG = ("booth.ini", "--replications", "400", "--set", "scenario.duration=100 d")

    def test_bar_on_a_terminal_only(self):
        _, err = self.gate(*self.LONG)
        self.assertEqual(err, "")
        status, shown = self.on_terminal(*self.LONG)
        self.assertEqual(status, 0)
        self.assertRegex(shown, r"\[#*\.*\] +\d+ %  \d+ of 400 replications, [\d,]+ trucks/s, ")
        self.assertIn(" left", shown)
        for line in re.split(r"[\r\n]", shown.split("One booth")[0]):
            self.assertLess(len(line.replace("\033[K", "")), 80)
        self.assertTrue(shown.index("\r\033[K") < shown.rindex("One booth"))

    def test_colours_on_a_terminal_unless_told(self):
        colour = r"\033\[\d*m"
        _, shown = self.on_terminal("booth.ini")
        self.assertRegex(shown, colour)
        for env in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            _, shown = self.on_terminal("booth.ini", env=env)
            self.assertNotRegex(shown, colour)
        _, shown = self.on_terminal("booth.ini", env={"NO_COLOR": ""})
        self.assertRegex(shown, colour)

    # A table of one scenario's places, and one of costs of four scenarios side by side.
    def wide(self):
        self.write("costs.ini", "[scenario]\nextends = booth.ini\nduration = 3 d\n"
                   "[station booth]\ncost = 15 USD/h\n")
        for servers in (2, 3, 4):
            self.write(f"a-long-name-of-{servers}-servers.ini",
                       f"[scenario]\nextends = costs.ini\n[station booth]\nservers = {servers}\n")
        return ["compare", "costs.ini", *(f"a-long-name-of-{n}-servers.ini" for n in (2, 3, 4)),
                "--replications", "5"]

    @staticmethod
    def tables(shown):
        """Its lines that begin a table, and those within: they are two blanks in."""
        lines = [re.sub(r"\033\[\d*m", "", line) for line in shown.splitlines()]
        verdict = lines.index("Verdict")
        return [line for line in lines[:verdict] if re.match(r"  \S.*  ", line)]

    def test_tables_are_no_wider_than_the_terminal(self):
        words = self.wide()
        whole, _ = self.gate(*words)
        self.assertGreater(max(map(len, self.tables(whole))), 150)
        cells = {cell for row in self.tables(whole) for cell in re.split(r"  +", row)}
        told, _ = self.gate(*words, env={"COLUMNS": "100"})
        _, shown = self.on_terminal(*words, columns=80)
        _, other = self.on_terminal(*words, columns=80, env={"COLUMNS": "90"})
        for text, columns in ((told, 100), (shown, 80), (other, 90)):
            rows = self.tables(text)
            self.assertLessEqual(max(map(len, rows)), columns)
            self.assertGreater(max(map(len, rows)), columns - 20)
            self.assertEqual({cell for row in rows for cell in re.split(r"  +", row)}, cells)
        self.assertGreater(shown.count("Costs and benefits"), 1)

    def test_tables_are_whole_where_nobody_says_how_wide_it_is(self):
        words = self.wide()
        whole, _ = self.gate(*words)
        for env in ({"COLUMNS": "0"}, {"COLUMNS": "wide"}, {"COLUMNS": "-5"}, {"COLUMNS": ""}):
            self.assertEqual(self.gate(*words, env=env)[0], whole)
        _, shown = self.on_terminal(*words)
        self.assertEqual(self.tables(shown), self.tables(whole))


class Failures(Case):
    def test_full_device(self):
        self.gate("booth.ini", "-o", "a.h5", "--quiet")
        self.write("a.ini", "[scenario]\nextends = booth.ini\n[station booth]\nservers = 2\n")
        booths = ["booth.ini", "--vary", "booth.servers=1..2", "--replications", "2"]
        commands = ("run", "merge", "check", "compare", "rank", "sweep", "optimize", "report",
                    "live", "explain")
        for words in (["booth.ini"], ["booth.ini", "--json"], ["check", "booth.ini"],
                      ["compare", "a.h5", "a.h5"], ["compare", "a.h5", "a.h5", "--json"],
                      ["rank", "booth.ini", "a.ini", "--zone", "1 h"], ["sweep", *booths],
                      ["sweep", *booths, "--json"],
                      ["optimize", *booths[:3], "--cost", "booth.servers=1"],
                      ["explain"], ["explain", "station.servers"], ["--help"], ["--version"],
                      *([command, "--help"] for command in commands)):
            with open("/dev/full", "wb") as full:
                _, err = self.gate(*words, status=1, stdout=full)
            self.assertIn("cannot write the output", err, words)
        self.assert_readable("booth.h5")

    def test_full_device_and_the_address_of_the_live_view(self):
        with open("/dev/full", "wb") as full:
            _, err = self.gate("live", "booth.ini", "--port", "0", status=1, stdout=full)
        self.assertRegex(err, "cannot write the output|without its web server|page")

    def test_reader_that_went_away(self):
        """As 'head' does: that is no failure, and nothing is said of it."""
        for words in (["booth.ini"], ["booth.ini", "--json"], ["explain"], ["check", "booth.ini"],
                      ["compare", "booth.ini", "booth.ini"], ["run", "--help"]):
            ours, theirs = os.pipe()
            os.close(ours)
            with os.fdopen(theirs, "wb") as pipe:
                _, err = self.gate(*words, status=0, stdout=pipe)
            self.assertNotIn("cannot write", err, words)
            self.assertNotIn("Broken pipe", err, words)

    def test_folder_that_is_not_there(self):
        out, err = self.gate("booth.ini", "-o", "no/such/x.h5", status=1)
        self.assertEqual(out, "")
        self.assertIn("no/such/x.h5", err)
        self.assertEqual(self.files(), ["booth.ini"])

    def test_folder_that_cannot_be_written(self):
        (self.folder / "locked").mkdir()
        (self.folder / "locked").chmod(0o555)
        target = "/proc/x.h5" if os.geteuid() == 0 else "locked/x.h5"
        _, err = self.gate("booth.ini", "-o", target, status=1)
        self.assertIn(target, err)

    def test_output_that_is_a_folder(self):
        (self.folder / "x.h5").mkdir()
        _, err = self.gate("booth.ini", "-o", "x.h5", status=2)
        self.assertIn("x.h5", err)
        self.assertEqual(self.files(), ["booth.ini", "x.h5"])

    def test_results_never_replace_the_scenario(self):
        for name in ("booth.ini", "./booth.ini"):
            _, err = self.gate("booth.ini", "-o", name, status=2)
            self.assertIn("it would replace the input booth.ini", err)
        self.assertEqual((self.folder / "booth.ini").read_text(), BOOTH)
        _, err = self.gate("booth.ini", "-o", "", status=2)

    def test_nothing_that_is_read_is_replaced(self):
        """Whatever name the file to write goes by."""
        self.write("other.ini", SHORT)
        for name in "a.h5", "b.h5":
            self.gate("other.ini", "--quiet", "-o", name)
        (self.folder / "link.h5").symlink_to("b.h5")
        os.link(self.folder / "booth.ini", self.folder / "hard.csv")
        before = {name: (self.folder / name).read_bytes() for name in self.files()}
        vary = "--vary", "booth.servers=1..2"
        for words, name, replaced in (
            (("report", "a.h5", "-o"), "a.h5", "a.h5"),
            (("report", "a.h5", "b.h5", "-o"), "link.h5", "b.h5"),
            (("report", "a.h5", "--base", "booth.ini", "-o"), "hard.csv", "booth.ini"),
            (("compare", "a.h5", "b.h5", "--csv"), "./a.h5", "a.h5"),
            (("compare", "a.h5", "b.h5", "-o"), "link.h5", "b.h5"),
            (("compare", "booth.ini", "other.ini", "--csv"), "hard.csv", "booth.ini"),
            (("compare", "booth.ini", "other.ini", "-o"), "other.ini", "other.ini"),
            (("rank", "booth.ini", "other.ini", "--zone", "1 h", "--csv"), "other.ini", "other.ini"),
            (("sweep", "booth.ini", *vary, "--csv"), "booth.ini", "booth.ini"),
            (("sweep", "booth.ini", *vary, "-o"), "hard.csv", "booth.ini"),
            (("optimize", "booth.ini", *vary, "--cost", "booth.servers=1", "--csv"), "booth.ini",
             "booth.ini"),
        ):
            _, err = self.gate(*words, name, status=2)
            self.assertIn(f"{name}: it would replace the input {replaced}", err)
            self.assertEqual({n: (self.folder / n).read_bytes() for n in self.files()}, before)

    def test_nothing_behind_a_scenario_is_replaced(self):
        """Neither what it extends nor its data."""
        self.write("gaps.csv", "gap\n1\n2\n4\n")
        self.write("base.ini", SHORT.replace("poisson 30/h", "renewal empirical gaps.csv unit min"))
        self.write("policy.ini", "[scenario]\nextends = base.ini\n")
        self.gate("policy.ini", "--quiet", "-o", "a.h5")
        before = {name: (self.folder / name).read_bytes() for name in self.files()}
        vary = "--vary", "booth.servers=1..2"
        for words in (
            ("run", "policy.ini", "-o"),
            ("compare", "booth.ini", "policy.ini", "-o"),
            ("compare", "policy.ini", "booth.ini", "--csv"),
            ("rank", "booth.ini", "policy.ini", "--zone", "1 h", "--csv"),
            ("sweep", "policy.ini", *vary, "-o"),
            ("optimize", "policy.ini", *vary, "--cost", "booth.servers=1", "--csv"),
            ("report", "a.h5", "--base", "policy.ini", "-o"),
        ):
            for name in "base.ini", "gaps.csv":
                _, err = self.gate(*words, name, status=2)
                self.assertIn(f"{name}: it would replace the input {name}", err, words)
                self.assertEqual({n: (self.folder / n).read_bytes() for n in self.files()}, before)
        _, err = self.gate("merge", "a.h5", "-o", "gaps.csv", status=2)
        self.assertIn("gaps.csv: it would replace the input gaps.csv", err)

    def test_disk_that_fills_up_leaves_the_old_file(self):
        self.gate("booth.ini", "--quiet")
        before = (self.folder / "booth.h5").read_bytes()
        limit = f"ulimit -f 64; exec {os.environ['GATESIM']} booth.ini --quiet --truck-log"
        done = subprocess.run(["sh", "-c", "trap '' XFSZ; " + limit], cwd=self.folder,
                              capture_output=True, timeout=60)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn(b"booth.h5", done.stderr)
        self.assertEqual((self.folder / "booth.h5").read_bytes(), before)
        self.assertEqual(self.files(), ["booth.h5", "booth.ini"])

    def test_money_has_its_currency(self):
        self.write("paid.ini", SHORT + "[costs]\ndriver = 1 thousand EUR/h\n")
        out, _ = self.gate("paid.ini")
        self.assertIn("Costs, EUR", out)
        self.assertRegex(out, r"  costs +[\d,]+ EUR, of which staff 0 EUR\n")
        out, _ = self.gate("paid.ini", "--json")
        self.assertEqual(json.loads(out)["currency"], "EUR")
        out, _ = self.gate("compare", "paid.ini", "paid.h5")
        self.assertIn("total_cost, EUR", out)
        out, _ = self.gate("booth.ini", "--json")
        self.assertNotIn("currency", json.loads(out))
        self.assertNotIn("  costs ", self.gate("booth.ini")[0])

    def test_json_has_days_hours_series_and_each_replication(self):
        out, _ = self.gate("booth.ini", "--replications", "3", "--json")
        whole = json.loads(out)
        days, hours, series = whole["days"], whole["hours"], whole["series"]
        self.assertEqual(days["axes"]["class"], ["truck"])
        self.assertEqual(days["axes"]["day"], [86400 * d for d in range(20)])
        self.assertEqual(days["arrived"]["axes"], ["class", "day"])
        crossed = sum(days["crossed"]["mean"][0][2:])  # after the warm-up of 2 d
        self.assertAlmostEqual(crossed, whole["trucks_crossed"]["mean"], 6)
        self.assertEqual(len(hours["arrived"]["mean"]), 24)
        self.assertAlmostEqual(sum(hours["arrived"]["mean"]) / 24, 30, delta=1.5)
        for name in "mean", "half_width":
            self.assertEqual(len(series["in_system_mean"][name]), len(series["axes"]["time"]))
        each = whole["by_replication"]["time_in_system_mean_s"]
        self.assertEqual(len(each), 3)
        self.assertAlmostEqual(sum(each) / 3, whole["time_in_system_mean_s"]["mean"], 6)
        self.assertEqual(whole["replications"], 3)

    def test_a_mean_above_its_p95_has_its_reason(self):
        """One truck in 40 takes two hours."""
        self.assertNotIn("1 truck in 20", self.gate("booth.ini")[0])
        self.write("few.ini", SHORT.replace("exponential mean 90 s", "mixture 97.5 % constant 1 s, 2.5 % constant 2 h")
                   .replace("servers = 1", "servers = unlimited"))
        out, _ = self.gate("few.ini")
        self.assertIn("the mean time in system is above what 95 % stay under: fewer than 1 truck in 20", out)
        reason = ("\n  The p95 is below the mean (%s): fewer than 1 truck in 20 take so long that they raise "
                  "the mean of all.\n")
        self.assertIn(reason % "truck", out)
        self.assertEqual(out.count("The p95 is below"), 1)  # nobody waits at the booth
        self.write("more.ini", "[scenario]\nextends = few.ini\n")
        compared, _ = self.gate("compare", "few.ini", "more.ini", "booth.ini", "--replications", "2")
        self.assertEqual(compared.count(reason % "time in system"), 2)
        self.assertNotIn("below the mean", self.gate("compare", "booth.ini", "booth.ini")[0])

    def test_who_takes_another_way_is_counted(self):
        self.write("other.ini", SHORT.replace("[class truck]", """\
[class truck]
patience = 2 min
on-patience = other""") + "\n[route other]\nsteps =\n    drive 1 h\n")
        out, _ = self.gate("other.ini", "--json")
        whole = json.loads(out)
        diverted = whole["trucks_diverted"]["mean"]
        self.assertGreater(diverted, 0)
        self.assertEqual(whole["classes"]["truck"]["trucks_diverted"]["mean"], diverted)
        self.assertEqual(whole["trucks_turned_back"]["mean"], 0)
        out, _ = self.gate("other.ini")
        self.assertRegex(out, r"took another way +\d")

    def test_circle_of_trucks_is_reported(self):
        self.write("circle.ini", ENDLESS.split("[station")[0] + """\
[station a]
servers = 1
waiting = 0
service = constant 60 s

[station b]
servers = 1
waiting = 0
service = constant 60 s

[route through]
steps =
    a
    b
    a
""")
        _, err = self.gate("circle.ini", "--set", "results.bin=1 w", status=1)
        self.assertIn("wait for one another in a circle", err)
        self.assertRegex(err, r"truck truck \d+ is held at a until b has room")
        self.assertRegex(err, r"truck truck \d+ is held at b until a has room")
        self.assertEqual(self.files(), ["booth.ini", "circle.ini"])


if __name__ == "__main__":
    unittest.main()
