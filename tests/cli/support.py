# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the program share: its path, a folder for each test, small scenarios."""
import fcntl
import os
import pathlib
import pty
import select
import shutil
import struct
import subprocess
import tempfile
import termios
import time
import unittest

GATESIM = os.environ["GATESIM"]
SLOWER = int(os.environ.get("GATESIM_SLOWER", "1"))

BOOTH = """\
[scenario]
title = One booth
question = How long do trucks wait?
duration = 20 d
warm-up = 2 d

[class truck]
route = through
arrivals = poisson 30/h

[station booth]
servers = 1
service = exponential mean 90 s

[route through]
steps =
    booth
"""
SHORT = BOOTH.replace("20 d", "6 d").replace("2 d", "1 d")

# Trucks wait for one another: each holds the booth that the other wants next.
CIRCLE = SHORT.split("[station")[0] + """\
[station a]
servers = 1
waiting = 0
service = exponential mean 60 s

[station b]
servers = 1
waiting = 0
service = exponential mean 60 s

[route through]
steps =
    a
    b
    a
"""

# Billions of events, about as many as a run may have: it ends when it is told to.
ENDLESS = (
    BOOTH.replace("duration = 20 d", "duration = 8000 d")
    .replace("30/h", "20000/h")
    .replace("90 s", "0.1 s")
    + "\n[results]\nbin = 1 w\n"
)

HDF5_MAGIC = b"\x89HDF\r\n\x1a\n"


class Case(unittest.TestCase):
    """A test in a folder of its own, which holds booth.ini."""

    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="gatesim-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.write("booth.ini", BOOTH)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def environment(self, more):
        env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
        env.update({"TERM": "xterm", **(more or {})})
        return env

    def gate(self, *words, status=0, env=None, **more):
        """Run gatesim; returns (stdout, stderr) as text."""
        done = subprocess.run(
            [GATESIM, *words],
            cwd=self.folder,
            env=self.environment(env),
            stdin=subprocess.DEVNULL,
            capture_output="stdout" not in more,
            stderr=subprocess.PIPE if "stdout" in more else None,
            timeout=600,
            **more,
        )
        out, err = ((x or b"").decode() for x in (done.stdout, done.stderr))
        self.assertEqual(done.returncode, status, f"{words}\n{out}\n{err}")
        return out, err

    def grace(self):
        """How much longer than planned a run may take here and now, s: three times what a short
        one takes, which is little unless the machine is busy or the program sanitized."""
        begin = time.monotonic()
        self.gate("check", "booth.ini")
        self.gate("booth.ini", "--quiet", "-o", "grace.h5", "--set", "scenario.duration=3 d")
        (self.folder / "grace.h5").unlink()
        return 3 * (time.monotonic() - begin)

    def start(self, *words, **more):
        """Start gatesim; the caller ends it."""
        more.setdefault("stdout", subprocess.PIPE)
        process = subprocess.Popen(
            [GATESIM, *words],
            cwd=self.folder,
            env=self.environment(None),
            stdin=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            **more,
        )
        self.addCleanup(end, process)
        return process

    def on_terminal(self, *words, env=None, columns=None):
        """Run gatesim with stdout and stderr on a terminal, of so many columns or one that does not
        say; returns (status, what it showed)."""
        try:
            ours, theirs = pty.openpty()
        except OSError as e:  # a container may have none
            self.skipTest(f"no terminal: {e}")
        if columns is not None:
            fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [GATESIM, *words],
            cwd=self.folder,
            env=self.environment(env),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        self.addCleanup(end, process)
        os.close(theirs)
        shown = b""
        deadline = time.monotonic() + 600
        while time.monotonic() < deadline:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says EIO when the other side is closed
                piece = b""
            if not piece:
                break
            shown += piece
        os.close(ours)
        return process.wait(timeout=60), shown.decode()

    def let_work(self, process, seconds, timeout=120):
        """Wait until the process has had so much time of the processors, or has ended: how far
        it is then does not depend on what else the machine does. A sanitized one needs more."""
        seconds *= SLOWER
        deadline = time.monotonic() + timeout
        while process.poll() is None and time.monotonic() < deadline:
            stat = pathlib.Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
            if sum(map(int, stat[11:13])) >= seconds * os.sysconf("SC_CLK_TCK"):
                return
            time.sleep(0.005)

    def wait_for(self, name, timeout=60):
        """Wait until a file is there; returns its path."""
        path = self.folder / name
        deadline = time.monotonic() + timeout
        while not path.exists():
            self.assertLess(time.monotonic(), deadline, f"{name} does not appear")
            time.sleep(0.001)
        return path

    def assert_readable(self, name):
        """The file is whole, as HDF5 sees it."""
        path = self.folder / name
        self.assertEqual(path.read_bytes()[:8], HDF5_MAGIC)
        h5dump = shutil.which("h5dump")
        if h5dump:
            done = subprocess.run([h5dump, "-H", str(path)], capture_output=True, timeout=60)
            self.assertEqual(done.returncode, 0, done.stderr)

    def files(self):
        return sorted(p.name for p in self.folder.iterdir())


def end(process):
    if process.poll() is None:
        process.kill()
    process.wait()
    for stream in (process.stdout, process.stderr):
        if stream:
            stream.close()
