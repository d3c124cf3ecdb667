# SPDX-License-Identifier: GPL-3.0-or-later
"""[scenario] precision and warm-up = auto: how long a run is, found by the program."""
import json
import re
import unittest

from support import BOOTH, Case

try:
    import h5py
except ImportError:
    h5py = None

SHORT = BOOTH.replace("duration = 20 d", "duration = 2 d").replace("warm-up = 2 d", "warm-up = 12 h")
PRECISE = SHORT.replace("warm-up = 12 h", "warm-up = 12 h\nprecision = 9 %\nprecision-of = wait_p95")


class Precision(Case):
    def setUp(self):
        super().setUp()
        self.write("short.ini", SHORT)
        self.write("precise.ini", PRECISE)

    def test_replications_are_added_until_it_is_reached_and_no_longer(self):
        out, err = self.gate("run", "precise.ini", "--json")
        found = json.loads(out)
        E = found["wait_p95_s"]
        self.assertLessEqual(E["half_width"], 0.09 * E["mean"])
        self.assertEqual(E["n"] % 10, 0)
        self.assertGreater(E["n"], 10)
        self.assertEqual(len(found["fingerprints"]), E["n"])
        self.assertIn(f"{E['n']} replications give wait_p95 to within 8.", err)
        before, _ = self.gate("run", "short.ini", "--json", "--replications", str(E["n"] - 10))
        before = json.loads(before)["wait_p95_s"]
        self.assertGreater(before["half_width"], 0.09 * before["mean"])

    def test_the_file_is_that_of_so_many_replications(self):
        if h5py is None:
            self.skipTest("no h5py")
        out, _ = self.gate("run", "precise.ini", "--json")
        n = json.loads(out)["wait_p95_s"]["n"]
        self.gate("run", "short.ini", "--replications", str(n))
        with h5py.File(self.folder / "precise.h5") as A, h5py.File(self.folder / "short.h5") as B:
            self.assertEqual(A["complete"].shape, (n,))
            for name in "fingerprint", "summary/wait_p95", "series/in_system_mean", "estimate/summary/wait_p95":
                self.assertTrue((A[name][...] == B[name][...]).all(), name)
        self.assertEqual([f for f in self.files() if f.endswith((".partial", ".previous"))], [])

    def test_what_an_earlier_file_says_does_not_count(self):
        if h5py is None:
            self.skipTest("no h5py")
        self.gate("run", "precise.ini", "--quiet")
        whole = (self.folder / "precise.h5").read_bytes()
        with h5py.File(self.folder / "precise.h5", "r+") as f:
            f["summary/wait_p95"][...] = 99999
            f["fingerprint"][...] = 7
        self.gate("run", "precise.ini", "--quiet")
        self.assertTrue((self.folder / "precise.h5").read_bytes() == whole)

    def test_threads_do_not_change_a_byte(self):
        for n in "1", "3":
            self.gate("run", "precise.ini", "--quiet", "--threads", n, "-o", f"{n}.h5")
        self.assertEqual(*((self.folder / f"{n}.h5").read_bytes() for n in "13"))

    def test_it_ends_at_the_limit_and_says_how_many_it_would_take(self):
        out, err = self.gate("run", "precise.ini", "--json", "--set", "scenario.precision=1 %", "--set",
                             "scenario.replications-max=15")
        self.assertEqual(json.loads(out)["wait_p95_s"]["n"], 15)
        self.assertRegex(err, r"15 replications give wait_p95 to within \d+ % only; 1.0 % would take about \d{3,}")

    def test_what_it_is_of_must_be_there(self):
        _, err = self.gate("run", "precise.ini", "--set", "scenario.precision-of=wait_p95 of lorry", status=2)
        self.assertIn("nothing is named 'lorry'", err)
        self.assertEqual([f for f in self.files() if f.endswith(".h5")], [])

    def test_what_it_is_of_is_checked(self):
        """By 'check' too, with the line that says it; be there a precision or not."""
        lines = PRECISE.replace("precision = 9 %\n", "").replace("wait_p95", "wait_p955").splitlines()
        self.write("wrong.ini", "\n".join(lines) + "\n")
        at = 1 + next(i for i, line in enumerate(lines) if line.startswith("precision-of"))
        told = f"wrong.ini:{at}: [scenario] precision-of: unknown metric 'wait_p955'; did you mean 'wait_p95'?\n"
        for command in "check", "run":
            self.assertEqual(self.gate(command, "wrong.ini", status=2), ("", told))
        for of, words in (("queue_mean", "of what? Say for example 'queue_mean of booth'"),
                          ("wait_p95 of boot", "nothing is named 'boot'; did you mean 'booth'?"),
                          ("speed", "unknown metric 'speed'; metrics are the columns of a results file")):
            _, err = self.gate("check", "precise.ini", "--set", f"scenario.precision-of={of}", status=2)
            self.assertIn("--set: [scenario] precision-of: ", err)
            self.assertIn(words, err)


class WarmUp(Case):
    def setUp(self):
        super().setUp()
        self.write("auto.ini", BOOTH.replace("warm-up = 2 d", "warm-up = auto").replace("20 d", "10 d"))

    def found(self, err):
        return re.search(r"warm-up (.*): there the trucks inside settle in 5 pilot runs \(MSER-5\)", err)

    def test_it_is_found_said_and_kept(self):
        out, err = self.gate("run", "auto.ini", "--json")
        self.assertIsNotNone(self.found(err), err)
        warm_up = json.loads(out)["warm_up_s"]
        self.assertEqual(warm_up % (5 * 3600), 0)  # five bins of the series make a batch
        self.assertLessEqual(warm_up, 5 * 86400)
        again, err = self.gate("run", "auto.ini", "--json", "-o", "again.h5", "--set",
                               f"scenario.warm-up={warm_up} s")
        self.assertEqual(err, "")
        for key in "fingerprints", "wait_mean_s", "in_system_mean":
            self.assertEqual(json.loads(again)[key], json.loads(out)[key])

    def test_a_long_start_is_left_out(self):
        """500 trucks stand there at first; at 40 served and 30 new ones an hour they are gone in
        50 hours, which is what is to be cut, or little more."""
        self.write("full.ini", (self.folder / "auto.ini").read_text().replace(
            "arrivals = poisson 30/h", "arrivals = poisson 30/h\nbacklog = 500 trucks at booth"))
        out, _ = self.gate("run", "full.ini", "--json")
        hours = json.loads(out)["warm_up_s"] / 3600
        self.assertTrue(45 <= hours <= 75, hours)

    def test_a_queue_that_only_grows_has_no_steady_state(self):
        _, err = self.gate("run", "auto.ini", "--quiet", "--set", "booth.service=150 s")
        self.assertIn("no steady state: the trucks inside do not settle", err)

    def test_what_is_compared_has_one_warm_up(self):
        self.write("quick.ini", (self.folder / "auto.ini").read_text().replace("90 s", "60 s"))
        _, err = self.gate("compare", "auto.ini", "quick.ini", "--replications", "2", "--json", "-o", "x.h5")
        self.assertEqual(len(re.findall("pilot runs", err)), 1)

    def test_check_leaves_it_open(self):
        out, err = self.gate("check", "auto.ini")
        self.assertIn("warm-up = auto\n", out)
        self.assertEqual(err, "")


if __name__ == "__main__":
    unittest.main()
