# SPDX-License-Identifier: GPL-3.0-or-later
"""flipped.py PLACES [SEED]: one bit of a results file is flipped, at PLACES places in each of its
datasets and ten times as many anywhere. Who reads the file tells the damage or the same numbers as
without it; --resume mends the file; never is another number printed without a word."""
import random
import sys

import h5py

from trial import Trial

LOGGED = ("run", "log.ini", "--seed", "9", "--replications", "2", "--quiet", "-o", "old.h5")
PLAIN = ("run", "a.ini", "--replications", "4", "--quiet")
# What reads it, the file, the command that resumes it.
FILES = (("a.h5", (("compare", "a.h5", "b.h5", "--json"), ("report", "a.h5", "-o", "a.html")), PLAIN),
         ("old.h5", (("compare", "old.h5", "b.h5", "--json"),), LOGGED))
OUTPUTS = ("a.html",)


def places(path, count, chance):
    """Where bits are flipped, with what lies there."""
    found = [("anywhere", chance.randrange(path.stat().st_size)) for _ in range(10 * count)]

    def look(name, item):
        if not isinstance(item, h5py.Dataset):
            return
        pieces = []
        if item.chunks:
            chunks = (item.id.get_chunk_info(i) for i in range(item.id.get_num_chunks()))
            pieces = [(c.byte_offset, c.size) for c in chunks]
        elif item.id.get_offset() is not None:
            pieces = [(item.id.get_offset(), item.id.get_storage_size())]
        for _ in range(count if pieces else 0):
            start, size = chance.choice(pieces)
            found.append((name, start + chance.randrange(size)))

    with h5py.File(path) as file:
        file.visititems(look)
    return found


def results(trial, done):
    """What a reader has told and left."""
    files = trial.files()
    return done.returncode, done.stdout, [files.get(name) for name in OUTPUTS]


def try_one(trial, name, readers, resume, good, what, damaged):
    """Returns how often the damage was told."""
    told = 0
    for words in readers:
        trial.restore()
        (trial.folder / name).write_bytes(damaged)
        done = trial.run(words)
        if done.returncode == 0 and results(trial, done) != good[words]:
            trial.tell(f"{what}: {words[0]} tells something else without a word")
        elif done.returncode not in (0, 2) or (done.returncode and not done.stderr.strip()):
            trial.tell(f"{what}: {words[0]} ended with {done.returncode}: {done.stderr[-200:]}")
        told += done.returncode != 0
    trial.restore()
    (trial.folder / name).write_bytes(damaged)
    done = trial.run((*resume, "--resume"))
    if done.returncode == 0 and trial.files()[name] != trial.before[name]:
        trial.tell(f"{what}: --resume leaves another file")
    elif done.returncode not in (0, 1, 2):
        trial.tell(f"{what}: --resume ended with {done.returncode}: {done.stderr[-200:]}")
    return told


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, trial, tried, told = random.Random(seed), Trial(), 0, 0
    for name, readers, resume in FILES:
        good = {}
        for words in readers:
            trial.restore()
            good[words] = results(trial, trial.run(words))
            assert good[words][0] == 0, words
        trial.restore()
        found = places(trial.folder / name, count, chance)
        if len(sys.argv) > 3:  # a part of them
            found = chance.sample(found, min(len(found), int(sys.argv[3])))
        for where, at in found:
            damaged = bytearray(trial.before[name])
            bit = chance.randrange(8)
            damaged[at] ^= 1 << bit
            told += try_one(trial, name, readers, resume, good, f"{name}, {where}, byte {at}, bit {bit}",
                            bytes(damaged))
            tried += 1
    print(f"{tried} bits flipped, told {told} times, {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong or told == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
