# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are ended by a signal, and runs in step with the clock."""
import fcntl
import json
import os
import pathlib
import signal
import subprocess
import time
import unittest

from support import BOOTH, ENDLESS, GATESIM, Case

F_SETPIPE_SZ = 1031


class Signals(Case):
    def setUp(self):
        super().setUp()
        self.write("endless.ini", ENDLESS)
        self.grace_now = self.grace()
        self.limit = 5 + self.grace_now

    def stop(self, number, *words, after=0.3):
        """Start, signal so many seconds after its file began; returns (stdout, stderr, seconds
        it took to end)."""
        process = self.start("endless.ini", "-o", "e.h5", *words)
        self.wait_for("e.h5.partial")  # it listens before it begins its file
        time.sleep(after)
        self.assertIsNone(process.poll(), "ended by itself")
        begin = time.monotonic()
        process.send_signal(number)
        out, err = process.communicate(timeout=15 + self.limit)
        self.assertEqual(process.returncode, 3, err.decode())
        self.assert_readable("e.h5")
        self.assertEqual(self.files(), ["booth.ini", "e.h5", "endless.ini"])
        return out.decode(), err.decode(), time.monotonic() - begin

    def test_a_signal_at_the_very_start_is_heard(self):
        process = self.start("endless.ini", "-o", "e.h5")
        self.wait_for("e.h5.partial")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=15 + self.limit)
        self.assertEqual(process.returncode, 3)
        self.assert_readable("e.h5")

    def test_interrupt_flat_out(self):
        out, err, took = self.stop(signal.SIGINT)
        self.assertIn("stopped by SIGINT: 0 of 1 replications are complete", err)
        self.assertIn("stopped early", out)
        self.assertIn("Results: e.h5", out)
        self.assertLess(took, 0.2 + self.grace_now)

    def test_terminate_flat_out(self):
        _, err, _ = self.stop(signal.SIGTERM)
        self.assertIn("stopped by SIGTERM", err)

    def test_interrupt_and_terminate_paced(self):
        # So slow that it waits for the next truck all the time.
        slow = ("--pace", "10x", "--set", "truck.arrivals=every 1 h")
        for number in (signal.SIGINT, signal.SIGTERM):
            _, err, took = self.stop(number, *slow)
            self.assertIn("stopped by", err)
            self.assertLess(took, self.limit)
            (self.folder / "e.h5").unlink()

    def test_quiet_stop_says_nothing(self):
        out, err, _ = self.stop(signal.SIGINT, "--quiet")
        self.assertEqual((out, err), ("", ""))

    def test_json_of_a_stopped_run(self):
        out, _, _ = self.stop(signal.SIGINT, "--json", "--set", "scenario.warm-up=0",
                              after=self.limit - 3)
        found = json.loads(out)
        self.assertEqual((found["complete"], found["replications"]), (0, 1))
        self.assertGreater(found["trucks_arrived"]["mean"], 0)
        self.assertTrue(found["warnings"][0].startswith("stopped early"))

    def test_finished_replications_are_kept(self):
        self.write("booth.ini", BOOTH.replace("20 d", "60 d"))
        process = self.start("booth.ini", "--replications", "10000", "--json")
        self.wait_for("booth.h5.partial")
        time.sleep(self.limit - 3.5)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
        self.assertEqual(process.returncode, 3, err)
        found = json.loads(out)
        self.assertGreater(found["complete"], 1)
        self.assertEqual(found["trucks_arrived"]["n"], found["complete"])
        self.assertEqual(len(found["fingerprints"]), found["complete"])
        self.assert_readable("booth.h5")
        one, _ = self.gate("booth.ini", "--json", "-o", "one.h5")
        self.assertEqual(json.loads(one)["fingerprints"], found["fingerprints"][:1])

    def test_a_run_that_is_stopped_in_its_pilot_runs_says_so(self):
        process = self.start("endless.ini", "--set", "scenario.warm-up=auto", "-o", "e.h5")
        self.let_work(process, 0.2)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=15 + self.limit)
        self.assertEqual(process.returncode, 3)
        self.assertIn(b"stopped by SIGTERM while the warm-up was looked for", err)
        self.assertNotIn("e.h5", self.files())

    def test_timeout_sends_it_twice_and_means_it_once(self):
        for _ in range(3):
            done = subprocess.run(["timeout", "--signal=INT", str(0.2 + self.grace_now),
                                   GATESIM, "endless.ini", "-o", "e.h5"],
                                  cwd=self.folder, capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 124)
            self.assertIn(b"stopped by SIGINT", done.stderr)
            self.assert_readable("e.h5")

    def test_a_signal_while_the_files_are_written_loses_none(self):
        # Opening a pipe waits for its reader: so long it is writing its files.
        os.mkfifo(self.folder / "table.csv")
        for command in (["compare", "booth.ini", "booth.ini"],
                        ["sweep", "booth.ini", "--vary", "booth.servers=1..2"],
                        ["rank", "booth.ini", "booth.ini", "--zone", "1 h"],
                        ["optimize", "booth.ini", "--vary", "booth.servers=1..2", "--cost",
                         "booth.servers=1"]):
            process = self.start(*command, "--csv", "table.csv", "-o", "x.h5", "--set",
                                 "scenario.duration=3 d")
            self.let_wait(process)
            process.send_signal(signal.SIGINT)
            table = (self.folder / "table.csv").read_text()
            out, err = process.communicate(timeout=60)
            self.assertEqual(process.returncode, 3, err)
            self.assertIn("stopped by SIGINT", err.decode())
            self.assertGreater(len(table.splitlines()), 2)
            self.assertGreater(len(out), 100)
            self.assert_readable("x.h5")
            (self.folder / "x.h5").unlink()

    def test_commands_that_read_results_end_at_once(self):
        self.gate("run", "booth.ini", "--replications", "300", "-o", "b.h5", "--quiet")
        before = self.files()
        for words in (["compare", "b.h5", "b.h5"], ["report", "b.h5", "b.h5", "-o", "r.html"]):
            for number in (signal.SIGINT, signal.SIGTERM):
                process = self.start_reading(*words)
                begin = time.monotonic()
                process.send_signal(number)
                out, err = process.communicate(timeout=60)
                self.assertLess(time.monotonic() - begin, 0.2 + self.grace_now)
                self.assertEqual((process.returncode, out), (3, b""), err)
                self.assertEqual(err.decode(), f"gatesim: stopped by {signal.Signals(number).name}\n")
                self.assertEqual(self.files(), before)

    def start_reading(self, *words):
        """Start; returns the process while its reader of results files is at work."""
        for _ in range(50):
            process = self.start(*words)
            reader = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children")
            while process.poll() is None:
                if reader.read_text(encoding="ascii"):
                    return process
            process.communicate()
        self.fail("its reader was never seen")

    def let_wait(self, process):
        """Until it has worked, and takes no time any more."""
        deadline, before = time.monotonic() + 60, -1
        while time.monotonic() < deadline:
            self.assertIsNone(process.poll(), "ended by itself")
            stat = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            now = sum(map(int, stat[11:13]))
            if now == before > 0:
                return
            before = now
            time.sleep(0.4)

    def test_second_signal_ends_at_once(self):
        # After the first signal the program hangs in writing to a full pipe that nobody reads.
        ours, theirs = os.pipe()
        fcntl.fcntl(theirs, F_SETPIPE_SZ, 4096)
        os.set_blocking(theirs, False)
        try:
            while True:
                os.write(theirs, b"x" * 4096)
        except BlockingIOError:
            os.set_blocking(theirs, True)
        process = self.start("endless.ini", "-o", "e.h5", stdout=theirs)
        os.close(theirs)
        self.wait_for("e.h5.partial")
        time.sleep(0.3)
        process.send_signal(signal.SIGINT)
        self.wait_for("e.h5")
        time.sleep(0.2)
        self.assertIsNone(process.poll())
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=10), -signal.SIGINT)
        os.close(ours)
        self.assert_readable("e.h5")


class Pace(Case):
    # An hour of trucks.
    HOUR = ("booth.ini", "--json", "--set", "scenario.warm-up=0", "--set",
            "scenario.duration=1 h", "--set", "results.bin=10 min")

    def timed(self, *words):
        begin = time.monotonic()
        out, _ = self.gate(*self.HOUR, *words)
        return json.loads(out), time.monotonic() - begin

    def test_paced_takes_its_time_and_changes_nothing(self):
        flat, _ = self.timed()
        for pace in ("1800x", "1800", "1.8e3x"):
            paced, took = self.timed("--pace", pace)
            self.assertEqual(paced, flat)
            self.assertGreaterEqual(took, 2.0)
            self.assertLess(took, 4.0 + self.grace())
        self.assertGreater(flat["trucks_arrived"]["mean"], 10)

    def test_replications_are_paced_one_after_another(self):
        flat, _ = self.timed("--replications", "3")
        paced, took = self.timed("--replications", "3", "--pace", "3600x")
        self.assertEqual(paced, flat)
        self.assertGreaterEqual(took, 3.0)

    def test_real_time(self):
        _, took = self.timed("--pace", "real-time", "--set", "scenario.duration=1 s", "--set",
                             "results.bin=1 s")
        self.assertGreaterEqual(took, 1.0)
        self.assertLess(took, 3.0 + self.grace())

    def test_too_fast_to_keep_up_is_as_fast_as_it_goes(self):
        flat, _ = self.timed()
        paced, took = self.timed("--pace", "1e300")
        self.assertEqual(paced, flat)
        self.assertLess(took, 2.0 + self.grace())


if __name__ == "__main__":
    unittest.main()
