# SPDX-License-Identifier: GPL-3.0-or-later
"""large.py REPLICATIONS: so many replications of a tiny gate. They are interrupted, resumed, run in
shards and merged: to the same bytes, in a bounded share of the time that simulating takes, without
memory that grows with their number; and an interrupted file is as large as what is in it."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from support import GATESIM  # noqa: E402

TINY = """\
[scenario]
title = A tiny gate
duration = 20 min

[class truck]
route = through
arrivals = poisson 12/h

[station booth]
servers = 1
service = exponential mean 2 min

[route through]
steps =
    booth
"""
MEMORY = 60 << 20  # bytes that ten times as many replications may take more
END = 0.2  # s of the processor from a signal to the end


class Large:
    def __init__(self, count):
        self.count, self.wrong = count, 0
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gatesim-"))
        (self.folder / "tiny.ini").write_text(TINY, encoding="utf-8")

    def path(self, name):
        return self.folder / name

    def check(self, right, what):
        if not right:
            self.wrong += 1
            print(what, flush=True)

    def run(self, *words, status=0):
        """How much of the processor it takes, in s, and of memory, in bytes."""
        process = subprocess.Popen([GATESIM, *words, "--quiet"], cwd=self.folder,
                                   stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, ended, used = os.wait4(process.pid, 0)
        self.check(os.waitstatus_to_exitcode(ended) == status, f"{words} ended with {ended}: {said}")
        return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024

    def same(self, a, b):
        done = subprocess.run(["cmp", self.path(a), self.path(b)], capture_output=True, check=False)
        self.check(done.returncode == 0, f"{a} and {b} differ: {done.stdout}")

    def whole(self):
        """Returns what it takes to run all, and to run a tenth."""
        few = self.run("run", "tiny.ini", "--replications", str(self.count // 10), "-o", "few.h5")
        all_ = self.run("run", "tiny.ini", "--replications", str(self.count), "-o", "all.h5")
        self.check(all_[1] < few[1] + MEMORY,
                   f"memory grows with replications: {few[1] >> 20} MB, then {all_[1] >> 20} MB")
        return all_

    def resumed(self, took):
        """All is there already."""
        shutil.copy(self.path("all.h5"), self.path("r.h5"))
        again, memory = self.run("run", "tiny.ini", "--replications", str(self.count), "-o", "r.h5",
                                 "--resume")
        self.same("r.h5", "all.h5")
        self.check(again < took[0], f"to resume takes {again:.2f} s, to run {took[0]:.2f} s")
        self.check(memory < took[1] + MEMORY, f"to resume takes {memory >> 20} MB")

    def merged(self, took):
        shards = []
        for i in (1, 2, 3):
            shards.append(f"tiny.{i}-of-3.h5")
            self.run("run", "tiny.ini", "--replications", str(self.count), "--shard", f"{i}/3")
        again, memory = self.run("merge", *shards, "-o", "m.h5")
        self.same("m.h5", "all.h5")
        self.check(again < took[0], f"to merge takes {again:.2f} s, to run {took[0]:.2f} s")
        self.check(memory < took[1] + MEMORY, f"to merge takes {memory >> 20} MB")

    def interrupt(self, words, file, after):
        """A signal, so many s after it began the file, ends it at once. Returns what it said."""
        before = sum(os.times()[2:4])
        process = subprocess.Popen([GATESIM, *words, "-o", file], cwd=self.folder,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while not self.path(file + ".partial").exists() and process.poll() is None:
            time.sleep(0.01)
        time.sleep(after)
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as stat:
            fields = stat.read().rsplit(")", 1)[1].split()
        used = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")  # with its readers
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
        process.wait()
        end = sum(os.times()[2:4]) - before - used
        self.check(process.returncode == 3, f"{words[0]} ended with {process.returncode}: {said}")
        self.check(end < END * int(os.environ.get("GATESIM_SLOWER", "1")) + 0.05,
                   f"interrupted, {words[0]} took {end:.2f} s of the processor to end")
        return said

    def interrupted(self, more, *words):
        """A hundred times as many are asked for."""
        self.path("i.h5").unlink(missing_ok=True)
        said = self.interrupt(["run", "tiny.ini", "--replications", str(more), *words], "i.h5", 1)
        run = int(said.splitlines()[-1].split(" of ")[0].split()[-1])
        size, each = self.path("i.h5").stat().st_size, self.path("all.h5").stat().st_size / self.count
        self.check(size < 1.5 * run * each + (5 << 20),
                   f"{run} replications of {each:.0f} bytes are in a file of {size} bytes")

    def merge_interrupted(self):
        """Nothing of the whole is left, and the shards are as they were."""
        before = sorted(path.name for path in self.folder.iterdir())
        said = self.interrupt(["merge", *(f"tiny.{i}-of-3.h5" for i in (1, 2, 3))], "s.h5", 0.1)
        self.check("stopped by SIGINT: s.h5 is not written" in said, f"merge said: {said}")
        after = sorted(path.name for path in self.folder.iterdir())
        self.check(after == before, f"merge, interrupted, left {after}")


def main():
    large = Large(int(sys.argv[1]))
    took = large.whole()
    large.resumed(took)
    large.merged(took)
    large.merge_interrupted()
    large.interrupted(100 * large.count)
    large.interrupted(100 * large.count, "--shard", "2/3")
    for path in large.folder.iterdir():
        path.unlink()
    large.folder.rmdir()
    print(f"{large.count} replications: {took[0]:.1f} s, {took[1] >> 20} MB; {large.wrong} wrong")
    return 1 if large.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
