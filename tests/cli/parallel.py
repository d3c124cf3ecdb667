# SPDX-License-Identifier: GPL-3.0-or-later
"""The same bytes whatever the threads, the interruptions and the machines."""
import json
import random
import shutil
import signal
import subprocess
import time
import unittest

from support import BOOTH, CIRCLE, ENDLESS, SHORT, Case


class Parallel(Case):
    def setUp(self):
        super().setUp()
        self.write("booth.ini", SHORT)

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()


class Threads(Parallel):
    def test_any_number_of_threads_gives_the_same_file_and_numbers(self):
        for log in ("none", "trucks", "visits"):
            seen = []
            for threads in ("1", "2", "8"):
                out, _ = self.gate("booth.ini", "--replications", "40", "--threads", threads,
                                   "--set", f"results.log={log}", "--json")
                seen.append((out, self.bytes_of("booth.h5")))
            self.assertEqual(seen[0], seen[1])
            self.assertEqual(seen[0], seen[2])

    def test_a_number_of_threads_is_a_number(self):
        for wrong in ("0", "-1", "two", "1.5", ""):
            _, err = self.gate("booth.ini", "--threads", wrong, status=2)
            self.assertIn("--threads", err)

    def test_the_bar_counts_over_all_threads(self):
        status, shown = self.on_terminal("booth.ini", "--replications", "300", "--threads", "4")
        self.assertEqual(status, 0)
        self.assertRegex(shown, r"\d+ of 300 replications, [\d,]+ trucks/s, .* left")

    def test_a_signal_ends_all_threads_and_keeps_what_is_finished(self):
        self.write("booth.ini", BOOTH.replace("20 d", "100 d"))
        process = self.start("booth.ini", "--replications", "3000", "--threads", "8", "--json")
        self.let_work(process, 0.8)
        begin = time.monotonic()
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
        took = time.monotonic() - begin
        self.assertEqual(process.returncode, 3, err)
        self.assertLess(took, 5 + self.grace())  # 0.1 s on a machine with nothing else to do
        found = json.loads(out)
        self.assertGreater(found["complete"], 1)
        self.assertEqual(found["trucks_arrived"]["n"], found["complete"])

    def test_signal_with_a_log_that_is_in_the_file_already(self):
        self.write("endless.ini", ENDLESS)
        limit = 0.2 + self.grace()
        process = self.start("endless.ini", "-o", "e.h5", "--truck-log", "--replications", "3",
                             "--threads", "2", "--quiet")
        partial = self.wait_for("e.h5.partial")
        deadline = time.monotonic() + 60
        while partial.stat().st_size < 3000000 and time.monotonic() < deadline:
            time.sleep(0.05)
        begin = time.monotonic()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)
        self.assertLess(time.monotonic() - begin, limit)
        self.assertEqual((process.returncode, err), (3, b""))
        self.assert_readable("e.h5")

    def test_the_lowest_replication_that_is_stuck_is_told(self):
        self.write("circle.ini", CIRCLE)
        told = {self.gate("circle.ini", "--replications", "30", "--threads", threads, status=1)[1]
                for threads in ("1", "2", "8", "8", "8")}
        self.assertEqual(len(told), 1, told)
        self.assertIn("wait for one another in a circle", told.pop())
        self.assertEqual(self.files(), ["booth.ini", "circle.ini"])


class Resume(Parallel):
    RUN = ("booth.ini", "--replications", "150", "--quiet", "--threads", "2")

    def setUp(self):
        super().setUp()
        self.gate(*self.RUN, "-o", "whole.h5")
        self.chance = random.Random(20260301)

    def assert_whole(self, *more):
        self.gate(*self.RUN, *more, "-o", "r.h5", "--resume")
        self.assertEqual(self.bytes_of("r.h5"), self.bytes_of("whole.h5"))
        self.assertEqual(self.files(), ["booth.ini", "r.h5", "whole.h5"])

    def test_killed_at_any_instant_it_goes_on_to_the_same_bytes(self):
        for _ in range(5):
            process = self.start(*self.RUN, "-o", "r.h5", "--resume")
            self.let_work(process, self.chance.uniform(0.0, 0.5))
            process.kill()
            process.wait()
        self.assert_whole()

    def test_killed_with_a_log(self):
        log = ("--set", "results.log=visits", "--replications", "60")
        self.gate(*self.RUN, *log, "-o", "whole.h5")
        for _ in range(3):
            process = self.start(*self.RUN, *log, "-o", "r.h5", "--resume")
            self.let_work(process, self.chance.uniform(0.05, 0.6))
            process.kill()
            process.wait()
        self.assert_whole(*log)

    def test_stopped_it_goes_on_and_says_so(self):
        long = ("booth.ini", "--replications", "2000")  # a tenth of it is done, or so
        self.gate(*long, "--quiet", "-o", "whole.h5")
        process = self.start(*long, "--quiet", "--threads", "2", "-o", "r.h5")
        self.let_work(process, 0.2)
        process.send_signal(signal.SIGINT)
        self.assertEqual(process.wait(timeout=60), 3)
        _, err = self.gate(*long, "-o", "r.h5", "--resume")
        self.assertRegex(err, r"^gatesim: [1-9]\d* of 2000 replications are there already\n$")
        self.assertEqual(self.bytes_of("r.h5"), self.bytes_of("whole.h5"))

    def test_finished_replications_are_kept_when_it_is_killed(self):
        self.write("booth.ini", BOOTH.replace("20 d", "200 d"))
        process = self.start("booth.ini", "--replications", "2000", "--threads", "2")
        self.let_work(process, 1.5)
        process.kill()
        process.wait()
        again = self.start("booth.ini", "--replications", "2000", "--resume")
        self.let_work(again, 0.5)
        again.send_signal(signal.SIGTERM)
        _, err = again.communicate(timeout=60)
        kept = int(err.split(b"gatesim: ")[1].split()[0])
        self.assertGreater(kept, 5, err)

    def test_without_anything_to_go_on_from_it_begins(self):
        _, err = self.gate("booth.ini", "--replications", "150", "-o", "r.h5", "--resume")
        self.assertEqual(err, "")
        self.assert_whole()

    def test_what_cannot_be_read_is_told_and_not_used(self):
        whole = self.bytes_of("whole.h5")
        for left, why in ((whole[:len(whole) // 2], "cannot open: truncated file"),
                          (bytes(5000), "cannot open: it is not an HDF5 file")):
            (self.folder / "r.h5.partial").write_bytes(left)
            _, err = self.gate(*self.RUN, "-o", "r.h5", "--resume")
            self.assertIn(f"gatesim: r.h5.partial: {why}", err)
            self.assertTrue(err.endswith("; the run begins anew\n"), err)
            self.assert_whole()
            (self.folder / "r.h5").unlink()

    def test_another_kind_of_file_survives(self):
        for name, why in (("r.h5", "another kind of file is there"),
                          ("r.h5.partial", "is another kind of file")):
            (self.folder / name).write_text("[scenario]\n", encoding="utf-8")
            for more in ((), ("--resume",)):
                _, err = self.gate(*self.RUN, "-o", "r.h5", *more, status=2)
                self.assertIn(why, err)
            self.assertEqual(self.bytes_of(name), b"[scenario]\n")
            (self.folder / name).unlink()
        (self.folder / "table.csv").write_text("time,cargo\n0,dry\n", encoding="utf-8")
        _, err = self.gate("sweep", "booth.ini", "--vary", "booth.servers=1..2", "--csv", "table.csv",
                           "--quiet", status=2)
        self.assertIn("table.csv: another kind of file is there", err)

    def test_links_are_followed_and_devices_refused(self):
        (self.folder / "real.h5").write_bytes(b"")
        (self.folder / "link.h5").symlink_to("real.h5")
        self.gate("booth.ini", "--replications", "2", "--quiet", "-o", "link.h5")
        self.assertTrue((self.folder / "link.h5").is_symlink())
        self.assertTrue(self.bytes_of("real.h5").startswith(b"\x89HDF"))
        for device in ("/dev/null", "/dev/stdout"):
            _, err = self.gate("booth.ini", "--quiet", "-o", device, status=2)
            self.assertIn(f"{device}: it is not a plain file", err)

    def test_what_a_killed_run_finished_is_kept_and_told(self):
        process = self.start("booth.ini", "--replications", "100000", "--quiet", "-o", "r.h5")
        self.wait_for("r.h5.partial")
        time.sleep(3)
        process.kill()
        process.communicate()
        _, err = self.gate("booth.ini", "--replications", "3", "-o", "r.h5")
        self.assertRegex(err, r"\d+ finished replications? of a run that did not end: kept in "
                              r"r\.h5\.previous")
        _, err = self.gate("booth.ini", "--replications", "3", "-o", "r.h5")
        self.assertRegex(err, r"^gatesim: replaces r\.h5 of 20\d\d-\d\d-\d\d \d\d:\d\d "
                              r"\(3 replications, seed 1\)\n$")

    def test_another_scenario_or_seed_is_refused(self):
        shutil.copy(self.folder / "whole.h5", self.folder / "r.h5")
        before = self.bytes_of("r.h5")
        for change, told in (("booth.servers=2", '[station booth]: "servers = 1" there'),
                             ("scenario.seed=7", '"seed = 1" there, "seed = 7" now')):
            _, err = self.gate(*self.RUN, "-o", "r.h5", "--resume", "--set", change, status=2)
            self.assertIn("cannot resume: r.h5: it is about another scenario", err)
            self.assertIn(told, err)
        self.assertEqual(self.bytes_of("r.h5"), before)
        self.assertEqual(self.files(), ["booth.ini", "r.h5", "whole.h5"])

    def test_another_version_is_refused(self):
        self.refused_version("9.9.9", "9.9.9")

    def test_what_a_file_says_does_not_rule_the_terminal(self):
        self.assertNotIn("\x1b", self.refused_version("9\\x1b[2J", "9?[2J"))

    def refused_version(self, version, told):
        """What is said of a file by another version, to be written with escapes, which is told."""
        shutil.copy(self.folder / "whole.h5", self.folder / "r.h5")
        edit = ("import h5py, sys\n"
                "with h5py.File('r.h5', 'r+') as f:\n"
                "    t = f.attrs.get_id('gatesim_version').get_type()\n"
                f"    f.attrs.create('gatesim_version', b'{version}', "
                "dtype=h5py.string_dtype('utf-8', 5))")
        done = subprocess.run(["/usr/bin/python3", "-c", edit], cwd=self.folder,
                              capture_output=True)
        if done.returncode != 0 and b"No module named" in done.stderr:
            self.skipTest("no h5py")
        self.assertEqual(done.returncode, 0, done.stderr)
        _, err = self.gate(*self.RUN, "-o", "r.h5", "--resume", status=2)
        self.assertIn(f"by another version of gatesim: {told}", err)
        return err


class Shards(Parallel):
    def shard(self, i, n, *more, replications=25):
        self.gate("booth.ini", "--replications", str(replications), "--shard", f"{i}/{n}",
                  "--quiet", *more)
        return f"booth.{i}-of-{n}.h5"

    def test_merged_shards_are_the_whole(self):
        for log in ("none", "trucks"):
            more = ("--set", f"results.log={log}")
            whole, _ = self.gate("booth.ini", "--replications", "25", "-o", "whole.h5", "--json",
                                 *more)
            shards = [self.shard(i, 4, *more) for i in range(1, 5)]
            self.chance = random.Random(3)
            self.chance.shuffle(shards)
            merged, _ = self.gate("merge", *shards, "-o", "merged.h5", "--json")
            self.assertEqual(self.bytes_of("merged.h5"), self.bytes_of("whole.h5"))
            whole, merged = json.loads(whole), json.loads(merged)
            for key in set(whole) - {"file", "scenario"}:
                self.assertEqual(whole[key], merged[key], key)

    def test_a_mistake_in_the_scenario_of_a_shard_is_told_by_its_line_there(self):
        self.write("times.csv", "time\n60\n120\n")
        self.write("traced.ini", "[scenario]\nduration = 1 d\n[class truck]\nroute = way\n"
                   "arrivals = trace times.csv\n[station booth]\nservers = 1\nservice = 1 min\n"
                   "[route way]\nsteps = booth\n")
        self.gate("traced.ini", "--replications", "2", "--shard", "1/2", "--quiet")
        shown = self.gate("check", "traced.ini")[0].splitlines()
        line = 1 + shown.index("arrivals = trace times.csv")
        (self.folder / "times.csv").unlink()
        _, err = self.gate("merge", "traced.1-of-2.h5", "-o", "whole.h5", status=2)
        self.assertIn(f"\ntraced.1-of-2.h5: line {line} of its scenario: [class truck] arrivals: "
                      "cannot read 'times.csv'", err)
        self.write("times.csv", "time\n60\n-120\n")
        _, err = self.gate("merge", "traced.1-of-2.h5", "-o", "whole.h5", status=2)
        self.assertIn("\ntimes.csv:3: [class truck] arrivals: time '-120' is before '60'", err)

    def test_more_shards_than_replications(self):
        self.gate("booth.ini", "--replications", "2", "-o", "whole.h5")
        shards = [self.shard(i, 5, replications=2) for i in range(1, 6)]
        self.gate("merge", *shards, "-o", "merged.h5")
        self.assertEqual(self.bytes_of("merged.h5"), self.bytes_of("whole.h5"))

    def test_a_shard_goes_on_where_it_was_killed(self):
        self.gate("booth.ini", "--replications", "300", "-o", "whole.h5")
        process = self.start("booth.ini", "--replications", "300", "--shard", "1/2")
        self.let_work(process, 0.3)
        process.kill()
        process.wait()
        shards = [self.shard(i, 2, "--resume", replications=300) for i in (1, 2)]
        self.gate("merge", *shards, "-o", "merged.h5")
        self.assertEqual(self.bytes_of("merged.h5"), self.bytes_of("whole.h5"))

    def test_gaps_overlaps_and_strangers_are_refused(self):
        shards = [self.shard(i, 4) for i in range(1, 5)]
        for files, told in (
            (shards[:1] + shards[2:], "replications 6 to 11 of 0 to 24 are in none of the files"),
            (shards + ["./" + shards[1]], f"replication 6 is in {shards[1]} and in ./{shards[1]}"),
            (shards + shards[1:2], f"{shards[1]} is given twice"),
            (["booth.ini"], "booth.ini: cannot open: it is not an HDF5 file"),
            (shards[:3] + ["nothing.h5"], "nothing.h5: cannot open: No such file"),
            (["nothing.h5"] + shards[:3], "nothing.h5: cannot open: No such file"),
        ):
            _, err = self.gate("merge", *files, "-o", "merged.h5", status=2)
            self.assertIn(told, err)
        other = self.shard(4, 4, "--seed", "9")
        _, err = self.gate("merge", *shards[:3], other, "-o", "merged.h5", status=2)
        self.assertIn('it is about another scenario: [scenario]: "seed = 9" there', err)
        _, err = self.gate("merge", *shards, "-o", shards[0], status=2)
        self.assertIn(f"it would replace the input {shards[0]}", err)
        self.assertNotIn("merged.h5", " ".join(self.files()))

    def test_a_run_to_a_precision_is_no_shard(self):
        """It has more replications than its scenario asks for, of which none may go."""
        self.gate("booth.ini", "--replications", "3", "--set", "scenario.precision=2 %", "-o",
                  "precise.h5")
        _, err = self.gate("merge", "precise.h5", "-o", "merged.h5", status=2)
        self.assertRegex(err, r"precise.h5: it is no shard: it has \d+ replications, and its "
                              "scenario asks for 3")
        self.assertNotIn("merged.h5", self.files())

    def test_usage(self):
        for wrong in ("0/2", "3/2", "1", "a/b", "1/2/3", "/"):
            _, err = self.gate("booth.ini", "--shard", wrong, status=2)
            self.assertIn("--shard", err)
        self.assertIn("no shards", self.gate("merge", "-o", "x.h5", status=2)[1])
        self.assertIn("-o FILE.h5", self.gate("merge", "a.h5", status=2)[1])


if __name__ == "__main__":
    unittest.main()
