# SPDX-License-Identifier: GPL-3.0-or-later
"""What gatesim makes of its command line: exit statuses, help, messages."""
import json
import unittest

from support import BOOTH, Case

COMMANDS = ("run", "check", "report", "explain")


class Usage(Case):
    def test_no_argument_shows_usage_on_stderr(self):
        out, err = self.gate(status=2)
        self.assertEqual(out, "")
        self.assertIn("Usage: gatesim SCENARIO.ini", err)

    def test_help_of_everything_has_an_example(self):
        for words in (["--help"], ["-h"], *([c, "--help"] for c in COMMANDS)):
            out, err = self.gate(*words)
            self.assertEqual(err, "", words)
            self.assertIn("Usage: gatesim", out, words)
            self.assertIn("Examples:\n  gatesim", out, words)

    def test_help_lists_every_option_of_run(self):
        out, _ = self.gate("run", "--help")
        for option in ("-o, --output=FILE.h5", "--replications=N", "--seed=N",
                       "--set=SECTION.KEY=VALUE", "--pace=RATE", "--truck-log", "--json",
                       "--quiet", "--help"):
            self.assertIn(option, out)

    def test_version(self):
        out, err = self.gate("--version")
        self.assertRegex(out, r"""(?x)^gatesim[ ]\d+\.\d+\.\d+\n
            commit[ ](unknown|[0-9a-f]{12}[ ]of[ ]\d{4}-\d\d-\d\d(,[ ]changed[ ]since)?)\n
            GSL[ ]\d[\d.]+,[ ]libuv[ ]\d[\d.]+,[ ]HDF5[ ]\d[\d.]+,[ ]Random123[ ].+\n
            \w+[ ]build[ ]by[ ]\w+[ ]\d[\d.]+\n$""")
        self.assertEqual(err, "")

    def test_unknown_option_suggests(self):
        for words, wrong, right in (
            (["run", "booth.ini", "--replicatons", "3"], "--replicatons", "--replications"),
            (["booth.ini", "--quite"], "--quite", "--quiet"),
            (["booth.ini", "--jason=3"], "--jason", "--json"),
            (["check", "booth.ini", "--sets", "a.b=c"], "--sets", "--set"),
        ):
            out, err = self.gate(*words, status=2)
            self.assertEqual(out, "")
            self.assertIn(f"unknown option '{wrong}", err)
            self.assertIn(f"did you mean {right}?", err)
        self.assertEqual(self.files(), ["booth.ini"])

    def test_options_are_not_matched_by_prefix(self):
        _, err = self.gate("booth.ini", "--rep", "3", status=2)
        self.assertIn("unknown option '--rep'", err)
        _, err = self.gate("booth.ini", "-x", status=2)
        self.assertIn("unknown option '-x'", err)

    def test_option_without_its_argument(self):
        _, err = self.gate("booth.ini", "--seed", status=2)
        self.assertIn("--seed: missing argument", err)

    def test_unknown_command_suggests(self):
        _, err = self.gate("chekc", "booth.ini", status=2)
        self.assertIn("unknown command 'chekc'; did you mean check?", err)
        _, err = self.gate("frobnicate", status=2)
        self.assertIn("unknown command 'frobnicate', and there is no such file", err)

    def test_run_wants_one_scenario(self):
        _, err = self.gate("run", status=2)
        self.assertIn("one scenario is needed, and 0 are given", err)
        _, err = self.gate("run", "booth.ini", "booth.ini", status=2)
        self.assertIn("one scenario is needed, and 2 are given", err)
        self.assertEqual(self.files(), ["booth.ini"])

    def test_missing_scenario(self):
        out, err = self.gate("nowhere.ini", status=2)
        self.assertEqual(out, "")
        self.assertIn("nowhere.ini", err)

    def test_wrong_pace(self):
        for pace in ("0", "-3", "fast", "x", "", "nan", "1e999"):
            _, err = self.gate("booth.ini", f"--pace={pace}", status=2)
            self.assertIn("a pace is a number above 0", err)
        self.assertEqual(self.files(), ["booth.ini"])

    def test_live_refuses_what_it_cannot_do(self):
        """The words are looked at before it listens."""
        for option, value in (("port", "65536"), ("port", "-1"), ("port", "http"), ("port", ""),
                              ("port", "0x10"), ("port", " 80"), ("pace", "0x10"), ("pace", " 60"),
                              ("pace", "0"), ("pace", "60y"), ("pace", "x"), ("pace", "1e9x")):
            out, err = self.gate("live", "booth.ini", f"--{option}={value}", status=2)
            self.assertEqual(out, "")
            self.assertIn(f"--{option} {value}: ", err)
        _, err = self.gate("live", "nowhere.ini", "--port", "0", status=2)
        self.assertIn("nowhere.ini", err)

    def test_a_pace_is_told_in_the_same_words_everywhere(self):
        for pace in "max", "60", "60x", "real-time":
            for command in "run", "live":
                _, err = self.gate(command, "nowhere.ini", "--pace", pace, status=2)
                self.assertIn("nowhere.ini", err)
                self.assertNotIn("--pace", err)
        at_once, paced = (self.gate("booth.ini", "--json", *words)[0] for words in ((), ("--pace", "max")))
        self.assertEqual(at_once, paced)

    def test_bad_scenario_writes_nothing(self):
        self.write("bad.ini", BOOTH.replace("servers = 1", "servers = many\nserver = 1"))
        out, err = self.gate("bad.ini", status=2)
        self.assertEqual(out, "")
        self.assertEqual(self.files(), ["bad.ini", "booth.ini"])
        lines = err.splitlines()
        self.assertEqual(len(lines), 2, err)
        self.assertRegex(lines[0], r"^bad\.ini:12: \[station booth\] servers: ")
        self.assertRegex(lines[1], r"^bad\.ini:13: \[station booth\]: 'server' is no key.*servers")
        self.assertEqual(self.gate("check", "bad.ini", status=2), ("", err))

    def test_wrong_setting(self):
        _, err = self.gate("booth.ini", "--set", "boot.servers=2", status=2)
        self.assertIn("booth", err)
        _, err = self.gate("booth.ini", "--seed", "-1", status=2)
        self.assertIn("--seed -1: a seed is a whole number", err)
        _, err = self.gate("booth.ini", "--replications", "0", status=2)
        self.assertIn("gatesim: --replications 0: a whole number from 1 to 10000000 is needed", err)
        for wrong in "0.5", "-1", "some", "10000001", "":
            _, err = self.gate("booth.ini", f"--replications={wrong}", status=2)
            self.assertIn(f"gatesim: --replications {wrong}: a whole number from 1 to", err)
        self.assertEqual(self.files(), ["booth.ini"])


class Check(Case):
    def test_prints_a_scenario_that_reads_as_itself(self):
        text, err = self.gate("check", "booth.ini")
        self.assertEqual(err, "")
        self.write("again.ini", text)
        self.assertEqual(self.gate("check", "again.ini"), (text, ""))
        self.assertEqual(self.files(), ["again.ini", "booth.ini"])

    def test_notes_what_nothing_uses(self):
        self.write("base.ini", BOOTH + """
[station spare]
servers = 1
service = 5 min

[calendar holidays]
closed = 2025-01-28
""")
        self.write("policy.ini", """\
[scenario]
extends = base.ini

[profile flat]

[route aside]
steps =
    spare
""")
        out, err = self.gate("check", "policy.ini")
        self.assertEqual(err.splitlines(), [
            "policy.ini:4: [profile flat]: note: no class uses this profile",
            "policy.ini:6: [route aside]: note: no class takes this route",
            "base.ini:19: [station spare]: note: no class takes a route that visits this station",
            "base.ini:23: [calendar holidays]: note: no station keeps this calendar",
        ])
        self.write("resolved.ini", out)
        again, notes = self.gate("check", "resolved.ini")
        self.assertEqual(again, out)
        self.assertEqual(len(notes.splitlines()), 4)
        self.assertEqual(self.gate("policy.ini", "--quiet"), ("", ""))

    def test_warns_of_a_trace_without_a_truck_in_the_run(self):
        """A log of another year, of seconds since 1970, or of nothing but its header."""
        self.write("base.ini", BOOTH.replace("poisson 30/h", "trace log.csv", 1))
        line = "base.ini:9: [class truck] arrivals: "
        far = line + "no truck of 'log.csv' arrives within the run; the first of {} comes {} d after its start\n"
        before = line + "no truck of 'log.csv' arrives within the run; the last of {} comes {} d before its start\n"
        left = line + "{0} of the {1} trucks of 'log.csv' {2} left out: "
        for rows, warning in (("2025-01-25\n2025-01-25 23:59:59\n", ""),
                              ("2025-01-25\n2025-02-01\n", left.format(1, 2, "is") +
                               "1 after the end of the run\n"),
                              ("2026-01-06\n2026-01-07\n", far.format(2, 365)),
                              ("2025-01-26\n", far.format(1, 20)),
                              ("1736150400\n", far.format(1, 20094)),
                              ("2024-12-20\n2025-01-05 12:00\n", before.format(2, 0)),
                              ("-864000\n", before.format(1, 10)),
                              ("2025-01-05 23:59\n2025-01-06\n", left.format(1, 2, "is") +
                               "1 before the start of the run\n"),
                              ("-1\n-0.5\n0\n5\n1728000\n1728001\n1e9\n", left.format(5, 7, "are") +
                               "2 before the start of the run, 3 after the end of the run\n"),
                              ("", line + "'log.csv' has no rows: no truck arrives\n")):
            self.write("log.csv", "time\n" + rows)
            self.assertEqual(self.gate("check", "base.ini")[1], warning)

    def test_words_that_users_meet_are_explained(self):
        """By any case, in one argument or several; and what is misspelt has a suggestion."""
        for words, told in ((["trace"], "one truck a row"), (["renewal"], "intervals are drawn"),
                            (["Bonferroni"], "hold together"), (["BONFERRONI"], "hold together"),
                            (["buffer", "index"], "(p95 - mean) / mean"), (["buffer index"], "(p95 - mean) / mean"),
                            (["MSER-5"], "warm-up = auto"), (["holm"], "several tests"),
                            (["common", "random", "numbers"], "same cargo"), (["half-width"], "±"),
                            (["warm-up"], "left out of the statistics"), (["time in system"], "arrival"),
                            (["little's", "law"], "arrival rate times"), (["p95"], "percentile"),
                            (["every"], "one\n    interval after"), (["at most"], "Values beyond it do not occur")):
            self.assertIn(told, self.gate("explain", *words)[0], words)
        self.assertIn("did you mean Bonferroni?", self.gate("explain", "Bonferoni", status=2)[1])

    def test_a_wrong_seed_is_a_mistake_of_its_option(self):
        self.write("base.ini", BOOTH)
        for seed in "-1", "1.5", "18446744073709551616", "x", "":
            for command in ["run", "base.ini"], ["compare", "base.ini", "base.ini"]:
                _, err = self.gate(*command, f"--seed={seed}", status=2)
                self.assertEqual(err, f"gatesim: --seed {seed}: a seed is a whole number from 0 to "
                                      "18446744073709551615\n")
        self.gate("run", "base.ini", "--seed", "18446744073709551615", "--quiet")

    def test_counts_the_trucks_of_a_trace_that_do_not_come(self):
        """The rows that are left out, by where they lie, and those that come, are all of them."""
        self.write("base.ini", BOOTH.replace("poisson 30/h",
                                             "trace log.csv\nfrom = 2025-01-07\nuntil = 2025-01-09", 1))
        self.write("log.csv", "time\n" + "".join(f"2025-01-{day:02} 06:00\n" for day in range(2, 30)))
        warning = self.gate("check", "base.ini")[1]
        self.assertIn("26 of the 28 trucks of 'log.csv' are left out: 4 before the start of the run, 1 before "
                      "'from', 17 from 'until' on, 4 after the end of the run\n", warning)
        self.assertEqual(json.loads(self.gate("base.ini", "--json", "--set", "scenario.warm-up=0")[0])["trucks_arrived"]["mean"], 2)

    def test_warns_of_dates_outside_of_the_run(self):
        """In check, in a run's summary and JSON; of scenarios side by side, once."""
        self.write("base.ini", BOOTH.replace("90 s\n", "90 s\nmaintenance = 2025-03-01\n", 1))
        self.write("policy.ini", "[scenario]\nextends = base.ini\n")
        line = ("base.ini:14: [station booth] maintenance: 2025-03-01 lies outside of the run, "
                "2025-01-06 00:00 to 2025-01-26 00:00, and has no effect")
        self.assertEqual(self.gate("check", "policy.ini")[1], line + "\n")
        self.assertIn(f"Warnings\n  ! {line}\n", self.gate("policy.ini")[0])
        self.assertIn(line, json.loads(self.gate("policy.ini", "--json")[0])["warnings"])
        self.assertEqual(self.gate("policy.ini", "--quiet"), ("", ""))
        words = "compare", "base.ini", "policy.ini", "--replications", "2"
        self.assertEqual(self.gate(*words)[1], line + "\n")
        self.assertEqual(self.gate(*words, "--quiet"), ("", ""))

    def test_applies_settings(self):
        text, _ = self.gate("check", "booth.ini", "--set", "booth.servers=4")
        self.assertIn("servers = 4", text)


class Results(Case):
    """A results file where a scenario is meant is called what it is, in one line."""

    def test_in_place_of_a_scenario(self):
        self.gate("booth.ini", "--quiet")
        for words in (["check"], ["run"], [], ["live"], ["sweep", "--vary", "booth.servers=1..2"]):
            out, err = self.gate(*words, "booth.h5", status=2)
            self.assertEqual(out, "")
            self.assertEqual(err, "booth.h5: the scenario cannot be read: it is a results file (HDF5); "
                             "gatesim report and gatesim compare read these\n", words)

    def test_as_a_base_and_as_data(self):
        self.gate("booth.ini", "--quiet")
        self.write("policy.ini", "[scenario]\nextends = booth.h5\n")
        _, err = self.gate("check", "policy.ini", status=2)
        self.assertRegex(err, r"^policy\.ini:2: \[scenario\] extends: .*it is a results file \(HDF5\);.*\n$")
        self.write("data.ini", BOOTH.replace("poisson 30/h", "trace booth.h5"))
        _, err = self.gate("check", "data.ini", status=2)
        self.assertRegex(err, r"^data\.ini:9: \[class truck\] arrivals: .*it is a results file \(HDF5\);.*\n$")


class Explain(Case):
    def test_overview_names_everything(self):
        out, _ = self.gate("explain")
        for word in ("stands in quotes", "[station NAME]", "servers", "lognormal", "shortest of",
                     "must be given"):
            self.assertIn(word, out)
        self.assertLess(max(map(len, out.splitlines())), 120)

    def test_key_with_and_without_its_section(self):
        exact, _ = self.gate("explain", "station.servers")
        self.assertIn("[station] servers", exact)
        self.assertIn("example:", exact)
        self.assertEqual(self.gate("explain", "servers")[0], exact)

    def test_key_of_several_sections_shows_all(self):
        out, _ = self.gate("explain", "patience")
        self.assertIn("[class] patience", out)
        self.assertIn("[station] patience", out)

    def test_section_and_distribution(self):
        self.assertIn("servers", self.gate("explain", "station")[0])
        self.assertIn("lognormal mean", self.gate("explain", "lognormal")[0])

    def test_metrics(self):
        """By every name that --metric takes, and that --json gives."""
        out, _ = self.gate("explain", "wait_p95")
        self.assertRegex(out, r"(?m)^wait_p95 of station\n    .*\n    units: +s\n    of: +station\n")
        self.assertRegex(out, r"(?m)^wait_p95\n    .*\n    units: +s\n    group: +summary$")
        self.assertEqual(self.gate("explain", "wait_p95_s")[0], out)
        self.assertEqual(self.gate("explain", "wait_p95 of fruit")[0], out)
        self.assertRegex(self.gate("explain", "station/wait_p95")[0], r"^wait_p95 of station\n")
        _, err = self.gate("explain", "trucks_crosed", status=2)
        self.assertIn("did you mean trucks_crossed?", err)
        _, err = self.gate("explain", "trucks_crossed_s", status=2)
        self.assertIn("did you mean trucks_crossed?", err)

    def test_metrics_by_the_keys_of_json(self):
        found = json.loads(self.gate("booth.ini", "--json")[0])
        keys = {*found["stations"]["booth"], *found["classes"]["truck"], "trucks_crossed",
                "road_length_mean_m"}
        self.assertGreater(len(keys), 30)
        for key in keys:
            self.assertIn("units:", self.gate("explain", key)[0], key)

    def test_unknown_word_suggests(self):
        out, err = self.gate("explain", "sever", status=2)
        self.assertEqual(out, "")
        self.assertIn("did you mean", err)
        _, err = self.gate("explain", "lognromal", status=2)
        self.assertIn("did you mean lognormal?", err)
        self.gate("explain", "qqqqqqqqqqqq", status=2)


if __name__ == "__main__":
    unittest.main()
