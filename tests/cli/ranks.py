# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that mpirun spreads over processes: the same bytes as one process, and one voice."""
import os
import pathlib
import shutil
import signal
import time
import sys
import unittest

import support
from support import BOOTH, CIRCLE, SHORT, Case

PLUGIN = pathlib.Path(support.GATESIM).parent / "gatesim-mpi.so"
MPIRUN = ("mpirun", "--allow-run-as-root", "--oversubscribe", "-n")


class Ranks(Case):
    def setUp(self):
        super().setUp()
        self.write("booth.ini", SHORT)

    def environment(self, more):
        # No network is needed, and Open MPI must not take a sandbox' for one.
        return super().environment({"OMPI_MCA_btl": "self,vader",
                                    "OMPI_MCA_btl_vader_single_copy_mechanism": "none",
                                    "TMPDIR": "/tmp", **(more or {})})

    def together(self, ranks, *words, status=0):
        process = self.start_together(ranks, *words)
        out, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, status, err.decode())
        return out.decode(), err.decode()

    def start_together(self, ranks, *words, program=None):
        gatesim, support.GATESIM = support.GATESIM, MPIRUN[0]
        try:
            return self.start(*MPIRUN[1:], str(ranks), program or gatesim, *words)
        finally:
            support.GATESIM = gatesim

    def bytes_of(self, name):
        return (self.folder / name).read_bytes()

    def test_any_number_of_ranks_gives_the_same_file_and_numbers(self):
        for log, ranks in (("none", 2), ("none", 4), ("visits", 4)):
            (self.folder / "booth.h5").unlink(missing_ok=True)
            run = ("booth.ini", "--replications", "21", "--set", f"results.log={log}", "--json")
            alone, _ = self.gate(*run)
            whole = self.bytes_of("booth.h5")
            (self.folder / "booth.h5").unlink()
            out, err = self.together(ranks, *run, "--threads", str(6 // ranks))
            self.assertEqual((out, err), (alone, ""))
            self.assertEqual(self.bytes_of("booth.h5"), whole)
            self.assertEqual(self.files(), ["booth.h5", "booth.ini"])

    def test_a_precision_takes_as_many_as_alone(self):
        run = ("booth.ini", "--set", "scenario.precision=5 %", "--json", "--replications", "5")
        alone, said = self.gate(*run)
        whole = self.bytes_of("booth.h5")
        (self.folder / "booth.h5").unlink()
        out, err = self.together(3, *run)
        self.assertEqual((out, err), (alone, said))
        self.assertEqual(self.bytes_of("booth.h5"), whole)

    def test_more_ranks_than_replications(self):
        self.gate("booth.ini", "--replications", "2", "-o", "alone.h5")
        self.together(4, "booth.ini", "--replications", "2")
        self.assertEqual(self.bytes_of("booth.h5"), self.bytes_of("alone.h5"))

    def test_killed_it_goes_on_to_the_same_bytes(self):
        run = ("booth.ini", "--replications", "500", "--quiet")
        self.gate(*run, "-o", "alone.h5")
        process = self.start_together(3, *run)
        partial = self.wait_for("booth.h5.partial")
        self.wait_for("booth.h5.partial")
        while process.poll() is None and partial.exists() and partial.stat().st_size < 10000:
            pass
        os.kill(self.children(process)[0], signal.SIGKILL)
        process.communicate(timeout=60)
        self.together(3, *run, "--resume")
        self.assertEqual(self.bytes_of("booth.h5"), self.bytes_of("alone.h5"))

    def children(self, process):
        found = pathlib.Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
        return [int(word) for word in found.split()]

    def test_a_signal_to_mpirun_leaves_a_usable_file(self):
        self.write("booth.ini", BOOTH.replace("20 d", "2000 d")) # minutes, were it not for the signal
        process = self.start_together(2, "booth.ini", "--replications", "20000")
        self.wait_for("booth.h5.partial")
        time.sleep(0.5) # mpirun itself does not work
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)
        self.assertNotEqual(process.returncode, 0)
        if "booth.h5" in self.files():
            self.assert_readable("booth.h5")
        else:
            self.assertIn("booth.h5.partial", self.files())

    def test_what_is_wrong_is_said_once(self):
        for words, told in (
            (("nothing.ini",), "nothing.ini: the scenario cannot be read"),
            (("booth.ini", "--nothing"), "unknown option '--nothing'"),
            (("booth.ini", "--set", "booth.servers=0"), "[station booth] servers"),
            (("booth.ini", "--pace", "60x"), "--pace is for one process"),
        ):
            _, err = self.together(3, "run", *words, status=2)
            self.assertEqual(err.count(told), 1, err)

    def test_another_version_is_refused(self):
        """Its numbers may be others: a program that calls itself so, on one of the machines."""
        version = self.gate("--version")[0].split()[1].encode()
        other = self.folder / "other" / "gatesim"
        other.parent.mkdir()
        program = pathlib.Path(support.GATESIM).read_bytes()
        other.write_bytes(program.replace(version, b"9" * len(version)))
        other.chmod(0o755)
        shutil.copy(PLUGIN, other.parent)
        script = 'exec $([ $OMPI_COMM_WORLD_RANK = 1 ] && echo "$1" || echo "$0") run booth.ini'
        process = self.start_together(3, "-c", script, support.GATESIM, str(other), program="sh")
        _, err = process.communicate(timeout=120)
        self.assertEqual(process.returncode, 2, err.decode())
        self.assertIn(b"process 1 of 0 to 2 has another version of gatesim", err)

    def test_the_lowest_replication_that_is_stuck_is_told(self):
        self.write("circle.ini", CIRCLE)
        _, alone = self.gate("circle.ini", "--replications", "30", status=1)
        _, err = self.together(3, "circle.ini", "--replications", "30", status=1)
        self.assertIn(alone, err)

    def test_shards_work_alone_though_mpirun_starts_them(self):
        self.gate("booth.ini", "--replications", "4", "-o", "alone.h5")
        script = ('"$0" booth.ini --replications 4 --quiet '
                  '--shard $((OMPI_COMM_WORLD_RANK + 1))/$OMPI_COMM_WORLD_SIZE')
        program = support.GATESIM
        support.GATESIM = "mpirun"
        try:
            self.gate(*MPIRUN[1:], "2", "sh", "-c", script, program)
        finally:
            support.GATESIM = program
        self.gate("merge", "booth.1-of-2.h5", "booth.2-of-2.h5", "-o", "booth.h5")
        self.assertEqual(self.bytes_of("booth.h5"), self.bytes_of("alone.h5"))

    def test_without_the_plugin_it_says_so(self):
        shutil.copy(support.GATESIM, self.folder / "gatesim")
        program, support.GATESIM = support.GATESIM, str(self.folder / "gatesim")
        try:
            _, err = self.gate("booth.ini", status=1, env={"OMPI_COMM_WORLD_SIZE": "2"})
        finally:
            support.GATESIM = program
        self.assertIn("MPI is not to be had", err)


if __name__ == "__main__":
    if not shutil.which("mpirun") or not PLUGIN.exists():
        print("no MPI")
        sys.exit(77)
    unittest.main()
