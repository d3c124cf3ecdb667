# SPDX-License-Identifier: GPL-3.0-or-later
"""killed.py SHIM INSTANTS CALLS: an experiment is killed at random instants, and before a call that
changes files (CALLS of them, spread evenly; 0: each). What was there under the name of its results
is there still, or the whole is; and --resume goes on to the bytes of a run that was left alone."""
import random
import signal
import subprocess
import sys
import time

from trial import Trial

PLAIN = ("run", "a.ini", "--replications", "60", "--seed", "3", "--quiet", "-o", "k.h5")
LOGGED = ("run", "log.ini", "--replications", "20", "--seed", "3", "--quiet", "-o", "k.h5")
# As results begin, and unreadable: nothing of it can be gone on with.
OLD = b"\x89HDF\r\n\x1a\n" + bytes(100) + b"gatesim_version"


class Killed:
    def __init__(self, words, shim):
        self.trial, self.words, self.shim = Trial(), words, shim
        begin = time.monotonic()
        assert self.trial.run(words).returncode == 0
        self.took = time.monotonic() - begin
        self.path = self.trial.folder / "k.h5"
        self.good = self.path.read_bytes()
        self.old, self.count = None, 0

    def start_over(self, old):
        for path in self.trial.folder.glob("k.h5*"):
            path.unlink()
        self.old = old
        if old:
            self.path.write_bytes(old)

    def check(self, what):
        self.count += 1
        now = self.path.read_bytes() if self.path.exists() else None
        if now not in (self.old, self.good):
            self.trial.tell(f"{what}: k.h5 is neither as it was nor whole")

    def finish(self, what):
        """Go on to the end; then begin anew."""
        done = self.trial.run((*self.words, "--resume"))
        left = sorted(p.name for p in self.trial.folder.glob("k.h5*"))
        if done.returncode != 0 or self.path.read_bytes() != self.good or left != ["k.h5"]:
            self.trial.tell(f"{what}: resumed, it ended with {done.returncode} and left "
                                    f"{left}: {done.stderr.decode()[-300:]}")
        self.start_over(OLD if self.old is None else None)

    def at_instants(self, instants, chance):
        self.start_over(None)
        for i in range(instants):
            after = chance.uniform(0, 1.1 * self.took)
            process = subprocess.Popen([self.trial.program, *self.words, "--resume", "--threads", "2"],
                                       cwd=self.trial.folder, stderr=subprocess.DEVNULL)
            try:
                process.wait(after)
            except subprocess.TimeoutExpired:
                process.kill()
            if process.wait() not in (0, -signal.SIGKILL):
                self.trial.tell(f"after {after:.3f} s it ended with {process.returncode}")
            self.check(f"killed after {after:.3f} s")
            if i % 4 == 3:
                self.finish(f"killed after {after:.3f} s")

    def at_calls(self, calls):
        self.start_over(None)
        words = (*self.words, "--threads", "1")
        _, count, _ = self.trial.with_fault(words, "kill", 0, self.shim)
        step = max(1, count // calls) if calls else 1
        for at in range(1, count + 1, step):
            self.start_over(OLD if at // step % 2 else None)
            done, _, _ = self.trial.with_fault(words, "kill", at, self.shim)
            if done.returncode not in (0, -signal.SIGKILL):
                self.trial.tell(f"call {at} of {count}: it ended with {done.returncode}")
            self.check(f"killed before call {at} of {count}")
            self.finish(f"killed before call {at} of {count}")


def main():
    shim, instants, calls = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance, wrong, count = random.Random(20260702), [], 0
    for words in (PLAIN, LOGGED):
        killed = Killed(words, shim)
        killed.at_instants(instants // 2, chance)
        killed.at_calls(calls)
        wrong += killed.trial.wrong
        count += killed.count
        killed.trial.close()
    print(f"killed {count} times, {len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
