# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of trouble share: a folder with scenarios and results, commands to try in it, and
how a try that met trouble is judged.

What is promised: trouble ends a command with a message and exit status 1 (or 2 where the file that
was given cannot be told from a bad one), never by a signal, never in a hang; every file that was
there is as it was or as it should be after a success; finished replications that are left for
--resume are told; and exit status 0 means that all files and
all that was printed are as they are without trouble."""
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "cli"))
from support import GATESIM  # noqa: E402

FOUND = re.compile(rb"(SUMMARY: \w+Sanitizer|runtime error): .*")  # by a sanitizer
SECONDS = 300 # a busy machine; a reader is given ten of the processor

# Small, and with something of everything that takes memory or a file.
SCENARIO = """\
[scenario]
title = A booth in trouble
question = What happens when things fail?
start = 2025-05-26
duration = 12 h
warm-up = 1 h

[results]
log = {log}
bin = 2 h

[attribute cargo-kind]
shares = dry 70 %, fresh 30 %

[class truck]
route = through
arrivals = poisson 20/h
profile = day
patience = exponential mean 3 h

[class traced]
route = through
arrivals = trace trucks.csv

[profile day]
hourly = 1 1 1 1 1 1 2 2 2 2 2 2 1 1 1 1 1 1 2 2 2 2 2 2

[station booth]
servers = 1, 2 during 08:00-12:00
service if cargo-kind is fresh = empirical times.csv
service = lognormal mean 2 min cv 0.5

[station gate]
servers = 1
waiting = 4
service = constant 1 min

[route through]
steps =
    booth
    gate for 80 %
"""
FILES = {
    "base.ini": SCENARIO.format(log="none"),
    "a.ini": "[scenario]\nextends = base.ini\nseed = 1\n",
    "b.ini": "[scenario]\nextends = base.ini\n[station booth]\nservers = 2\n",
    "log.ini": SCENARIO.format(log="visits"),
    "trucks.csv": "time,cargo-kind\n" + "".join(f"{600 * i},dry\n" for i in range(20)),
    "times.csv": "s\n30\n60\n61\n90\n240\n",
}
MADE = (
    ("run", "a.ini", "--replications", "4", "--quiet"),
    ("run", "b.ini", "--replications", "4", "--quiet"),
    ("run", "a.ini", "--replications", "4", "--shard", "1/2", "--quiet"),
    ("run", "a.ini", "--replications", "4", "--shard", "2/2", "--quiet"),
    ("run", "log.ini", "--seed", "9", "--replications", "2", "--quiet", "-o", "old.h5"),
)
# A name, the words, the file that it writes. An older file is there, unless the name says not.
ONE = ("--threads", "1")
COMMANDS = (
    ("check", ("check", "a.ini"), None),
    ("run", ("run", "a.ini", "--replications", "3", "-o", "out.h5", *ONE), "out.h5"),
    ("log", ("run", "log.ini", "--replications", "2", "--json", "-o", "out.h5", *ONE), "out.h5"),
    ("resume", ("run", "a.ini", "--replications", "4", "--resume", "-o", "a.h5", *ONE), "a.h5"),
    ("merge", ("merge", "a.1-of-2.h5", "a.2-of-2.h5", "-o", "out.h5"), "out.h5"),
    ("compare", ("compare", "a.ini", "b.ini", "--replications", "3", "--csv", "out.csv", *ONE),
     "out.csv"),
    ("files", ("compare", "a.h5", "b.h5", "--json"), None),
    ("report", ("report", "a.h5", "b.h5", "-o", "out.html"), "out.html"),
    ("rank", ("rank", "a.ini", "b.ini", "--zone", "1 h", "--csv", "out.csv", *ONE), "out.csv"),
    ("optimize", ("optimize", "a.ini", "--vary", "booth.servers=1..2", "--cost", "booth.servers=1",
                  "--csv", "out.csv", *ONE), "out.csv"),
    ("sweep", ("sweep", "a.ini", "--vary", "booth.servers=1..2", "--replications", "2", "-o",
               "out.h5", *ONE), "out.h5"),
)


def timeless(text):
    """What was printed, without how long it took."""
    return [line for line in text.splitlines() if not line.endswith(b" a second")]


class Trial:
    """A folder in which commands are tried, and all that was there before and is after success."""

    def __init__(self, program=None, folder=None):
        self.program = program or GATESIM
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gatesim-", dir=folder))
        self.book = self.folder.with_suffix(".book")
        for name, text in FILES.items():
            (self.folder / name).write_text(text, encoding="utf-8")
        for words in MADE:
            done = self.run(words)
            assert done.returncode == 0, (words, done.stderr)
        self.before = self.files()
        self.known, self.wrong = {}, []

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.book.unlink(missing_ok=True)

    def files(self):
        return {p.name: p.read_bytes() for p in self.folder.iterdir() if p.is_file()}

    def restore(self, old=None):
        """As it was before, with an old file of this name."""
        for name in set(self.files()) - set(self.before):
            (self.folder / name).unlink()
        now = self.files()
        for name, data in self.before.items():
            if now.get(name) != data:
                (self.folder / name).write_bytes(data)
        if old and old not in self.before:
            (self.folder / old).write_bytes(self.old(old))

    def old(self, name):
        """What is there under a name that a command writes: no other kind is replaced."""
        kinds = {".csv": b"mean,half_width\n1,2\n", ".html": b"<!doctype html><!-- gatesim -->\n"}
        return self.before.get(name) or kinds.get(name[name.rindex("."):], self.before["old.h5"])

    def run(self, words, env=None, **more):
        try:
            done = subprocess.run(
                [self.program, *words], cwd=self.folder, stdin=subprocess.DEVNULL,
                capture_output=True, timeout=SECONDS, env={**os.environ, **(env or {})}, **more)
        except subprocess.TimeoutExpired:
            return subprocess.CompletedProcess(words, "a hang", b"", b"")
        found = FOUND.search(done.stderr)
        if found:  # the process may be a child whose end is expected
            done.returncode = found[0].decode(errors="replace")
        return done

    def good(self, words, target):
        """How the command ends without trouble, and what it leaves."""
        if words not in self.known:
            self.restore(target)
            done = self.run(words)
            assert done.returncode == 0, (words, done.stderr)
            self.known[words] = done, self.files()
        return self.known[words]

    def judge(self, what, done, target, good, statuses=(1,)):
        """Note what is wrong with how it ended; target is the only file that it writes."""
        good_done, good_files = good
        files, wrong = self.files(), None
        old = self.old(target) if target else None
        strange = set(files) - set(good_files)
        if b" are kept in " in done.stderr:  # a failure to write leaves what is finished
            strange -= {f"{target}.partial"}
        if done.returncode not in (0, *statuses):
            wrong = f"ended with {done.returncode}"
        elif done.returncode == 0 and timeless(done.stdout) != timeless(good_done.stdout):
            wrong = "exit status 0, but what it printed differs"
        elif done.returncode == 0 and files != good_files and not (
                target.endswith(".html") and done.stderr):  # a page may lack what it says it lacks
            wrong = "exit status 0, but files differ: " + ", ".join(
                sorted(n for n in set(files) | set(good_files)
                       if files.get(n) != good_files.get(n)))
        elif done.returncode != 0 and not done.stderr.strip():
            wrong = "no message"
        elif b": Success" in done.stderr:
            wrong = "no reason"
        elif target and files.get(target) not in (old, good_files[target]):
            wrong = f"{target} is neither the old one nor the new"
        elif strange:
            wrong = f"left behind: {', '.join(sorted(strange))}"
        elif any(files.get(n) != d for n, d in self.before.items() if n != target):
            wrong = "a file that is not its own has changed"
        if wrong:
            tail = done.stderr.decode(errors="replace").strip().splitlines()[-3:]
            self.tell(f"{what}: {wrong}; it said: {' / '.join(tail)}")

    def tell(self, wrong):
        """At once, since a long trial may be broken off."""
        self.wrong.append(wrong)
        print(wrong, flush=True)

    def with_fault(self, words, kind, at, shim, ever=False):
        """Run with the at-th call of this kind failing; returns (how it ended, calls, failed)."""
        self.book.write_bytes(bytes(16))
        env = {"LD_PRELOAD": shim, "FAULT": kind, "FAULT_AT": str(at),
               "FAULT_BOOK": str(self.book)}
        if ever:
            env["FAULT_EVER"] = "1"
        done = self.run(words, env)
        return done, *struct.unpack("QQ", self.book.read_bytes())
