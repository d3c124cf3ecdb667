# SPDX-License-Identifier: GPL-3.0-or-later
"""powerless.py SHIM STATES: the power goes while a run writes its results. All that it changed on the
disk is recorded; of what was not synced, any part may be lost and any part may have arrived, whatever
its order, a page of a write without the rest of it, a new length without what belongs there. For
STATES such states, each: the file under its name is the old one or the new one, whole; and the same
command with --resume goes on to the same bytes."""
import os
import random
import sys

from trial import Trial

PAGE = 4096
NAME = "p.h5"
RUNS = (("run", "a.ini", "--replications", "40", "--seed", "3", "--quiet", "-o", NAME),
        ("run", "log.ini", "--replications", "12", "--seed", "3", "--quiet", "-o", NAME),
        ("run", "a.ini", "--replications", "3000", "--set", "scenario.duration=2 h", "--quiet", "-o",
         NAME))


def read_tape(path):
    """The changes in their order: (what, file, ...)."""
    changes, data, at = [], path.read_bytes(), 0
    while at < len(data):
        end = data.index(b"\n", at)
        words, at = data[at:end].decode().split(), end + 1
        name = os.path.basename(words[1])
        if words[0] == "write":
            size = int(words[3])
            changes.append(("write", name, int(words[2]), data[at:at + size]))
            at += size
        elif words[0] == "cut":
            changes.append(("cut", name, int(words[2])))
        elif words[0] == "rename":
            changes.append(("rename", name, os.path.basename(words[2])))
        else:
            changes.append((words[0], name))
    return [c for c in changes if c[0] == "folder" or c[1].startswith(NAME)]


class Disk:
    """What is on the disk: bytes of files, by number, and what names stand for them."""

    def __init__(self, old):
        self.bytes, self.names, self.next = {}, {}, 0
        if old is not None:
            self.bytes[self.file(NAME)] = bytearray(old)

    def file(self, name):
        if name not in self.names:
            self.names[name], self.next = self.next, self.next + 1
            self.bytes[self.names[name]] = bytearray()
        return self.names[name]

    def write(self, number, place, data):
        held = self.bytes[number]
        if len(held) < place:
            held.extend(bytes(place - len(held)))
        held[place:place + len(data)] = data

    def cut(self, number, size):
        held = self.bytes[number]
        del held[size:]
        held.extend(bytes(size - len(held)))

    def rename(self, old, new):
        self.names[new] = self.names.pop(old)


def lose(changes, old, until, chance):
    """A disk after the first until changes, of which those that were not synced may be lost."""
    synced = {}  # by file: the last sync of it
    now = Disk(old)
    files = []  # by change: the file that it is about
    for i, (what, name, *more) in enumerate(changes[:until]):
        files.append(now.file(name) if what in ("write", "cut", "sync") else None)
        if what == "sync":
            synced[files[-1]] = i
        elif what == "rename":
            now.rename(name, more[0])
        elif what == "unlink":
            now.names.pop(name, None)
    disk, kept = Disk(old), chance.choice((0.0, 0.5, 0.9, 1.0))
    named = True  # changes of names arrive in their order, up to one
    for i, (what, name, *more) in enumerate(changes[:until]):
        safe = files[i] is not None and i < synced.get(files[i], -1)
        if what in ("write", "cut", "sync"):
            disk.bytes.setdefault(files[i], bytearray())
        if what == "write":
            place, data = more
            for start in range(place - place % PAGE, place + len(data), PAGE):
                a, b = max(start, place), min(start + PAGE, place + len(data))
                if safe or chance.random() < kept:
                    disk.write(files[i], a, data[a - place:b - place])
        elif what == "cut" and (safe or chance.random() < kept):
            disk.cut(files[i], more[0])
        elif what == "rename":
            named = named and (chance.random() < 0.5 or any(c[0] == "folder" for c in changes[i:until]))
            if named:
                number = disk.names.pop(name, None)
                if number is not None:
                    disk.names[more[0]] = number
        elif what == "unlink" and named:
            disk.names.pop(name, None)
        if files[i] is not None and name not in disk.names and named:
            disk.names[name] = files[i]
    return {name: bytes(disk.bytes.get(number, b"")) for name, number in disk.names.items()}


def try_run(trial, words, shim, states, chance):
    tape = trial.folder.with_suffix(".tape")
    for old in (None, trial.before["a.h5"]):
        trial.restore()
        tape.unlink(missing_ok=True)
        if old:
            (trial.folder / NAME).write_bytes(old)
        done = trial.run((*words, "--threads", "1"), {"LD_PRELOAD": shim, "FAULT_TAPE": str(tape)})
        assert done.returncode == 0, done.stderr
        good, changes = (trial.folder / NAME).read_bytes(), read_tape(tape)
        assert len(changes) > 10 and changes[-1][0] == "folder", changes[-3:]
        for i in range(states):
            until = chance.randrange(len(changes) + 1) if i % 4 else len(changes) - i % 3
            left = lose(changes, old, until, chance)
            trial.restore()
            for path in trial.folder.glob(f"{NAME}*"):
                path.unlink()
            for name, data in left.items():
                (trial.folder / name).write_bytes(data)
            what = f"{words[1]}, {len(good)} bytes, {until} of {len(changes)} changes"
            if left.get(NAME) not in (old, good):
                trial.tell(f"{what}: {NAME} is neither as it was nor whole")
            if old:  # of another scenario: it would be refused
                (trial.folder / NAME).unlink(missing_ok=left.get(NAME) is None)
            done = trial.run((*words, "--resume"))
            if done.returncode != 0 or (trial.folder / NAME).read_bytes() != good:
                trial.tell(f"{what}: resumed, it ended with {done.returncode}: {done.stderr[-300:]}")
    tape.unlink()


def main():
    shim, states = sys.argv[1], int(sys.argv[2])
    trial, chance = Trial(), random.Random(20261201)
    for words in RUNS:
        try_run(trial, words, shim, states, chance)
    print(f"{2 * states * len(RUNS)} losses of power, {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
