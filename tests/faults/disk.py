# SPDX-License-Identifier: GPL-3.0-or-later
"""Disks that fill up, files that may not grow, folders and files that may not be written: whatever
a command writes is whole or not there, and it says so."""
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile

from trial import COMMANDS, Trial

STEPS = 3


def within(limit):
    """In the child: files may not grow beyond so many bytes, and that is told by a status."""
    def prepare():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return prepare


def limits(trial):
    for name, words, target in COMMANDS:
        if target is None:
            continue
        good = trial.good(words, target)
        size = len(good[1][target])
        for i in range(STEPS):
            limit = size * i // STEPS
            trial.restore(target)
            done = trial.run(words, preexec_fn=within(limit))
            trial.judge(f"{name}: files of at most {limit} of {size} bytes", done, target, good)
            if done.returncode == 0:
                trial.tell(f"{name}: in {limit} bytes it wrote {size}")


def full_disk(folder):
    """On a small disk, with less and less room left on it."""
    trial = Trial(folder=folder)
    ballast = folder / "ballast"
    for name, words, target in COMMANDS:
        if target is None:
            continue
        good = trial.good(words, target)
        for room in (0, 60000):
            ballast.unlink(missing_ok=True)
            trial.restore(target)
            disk = os.statvfs(folder)
            with open(ballast, "wb") as file:
                file.write(bytes(max(0, disk.f_bavail * disk.f_bsize - room)))
            done = trial.run(words)
            ballast.unlink()
            trial.judge(f"{name}: {room} bytes left on the disk", done, target, good)
    trial.close()
    return trial.wrong


def on_small_disk():
    """Returns what is wrong, or None where a disk cannot be mounted."""
    with tempfile.TemporaryDirectory(prefix="gatesim-") as folder:
        if os.geteuid() != 0 or subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", folder],
                capture_output=True, check=False).returncode != 0:
            return None
        try:
            return full_disk(pathlib.Path(folder))
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


def as_nobody():
    """In the child: the superuser may write anywhere."""
    if os.geteuid() == 0:
        os.setgid(65534)
        os.setuid(65534)


def forbidden(trial):
    """The folder may not be written; then it may, but a scenario or results may not be read."""
    trial.folder.chmod(0o555)
    for name, words, target in COMMANDS:
        if target is None:
            continue
        good = trial.good(words, target)
        trial.restore(target)
        done = trial.run(words, preexec_fn=as_nobody)
        trial.judge(f"{name}: a folder that may not be written", done, target, good)
        if done.returncode == 0:
            trial.tell(f"{name}: wrote where it may not")
    for name in ("base.ini", "trucks.csv", "b.h5"):
        (trial.folder / name).chmod(0)
        readers = [c for c in COMMANDS if c[0] in (("files", "report") if name == "b.h5" else
                                                   ("check", "run", "compare"))]
        for command, words, target in readers:
            good = trial.good(words, target)
            trial.restore(target)
            done = trial.run(words, preexec_fn=as_nobody)
            trial.judge(f"{command}: {name} may not be read", done, target, good, (2,))
        (trial.folder / name).chmod(0o644)


def main():
    trial = Trial()
    limits(trial)
    try:
        forbidden(trial)
    except PermissionError:  # not the superuser, or nobody else may run the program
        print("folders that may not be written are left out")
    trial.close()
    small = on_small_disk()
    if small is None:
        print("no small disk can be mounted here: that part is left out")
    wrong = trial.wrong + (small or [])
    print(f"{len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
