# SPDX-License-Identifier: GPL-3.0-or-later
"""hostile.py FILES [SEED]: results files in which bits are flipped, blocks are swapped or lost, are
given to the commands that read them: read or refused, with a message, without crash or hang."""
import random
import sys

from trial import Trial

# The words, the file that is spoilt, the one that may change.
READERS = (
    (("compare", "a.h5", "b.h5"), "a.h5", None),
    (("compare", "a.ini", "a.h5", "--json", "--replications", "2"), "a.h5", None),
    (("report", "a.h5", "-o", "out.html"), "a.h5", "out.html"),
    (("merge", "a.1-of-2.h5", "a.2-of-2.h5", "-o", "out.h5", "--quiet"), "a.1-of-2.h5", "out.h5"),
    (("run", "a.ini", "--replications", "4", "--resume", "--quiet"), "a.h5", "a.h5"),
    (("run", "log.ini", "--seed", "9", "--replications", "2", "--resume", "--quiet", "-o", "old.h5"),
     "old.h5", "old.h5"),
)


def flip(data, chance):
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def flip_head(data, chance):
    for _ in range(chance.choice((1, 2, 4))):
        data[chance.randrange(min(len(data), 4096))] ^= 1 << chance.randrange(8)


def place(data, chance):
    value = chance.choice((0, 1, 0x7f, 0x80, 0xff))
    at = chance.randrange(len(data))
    for i in range(at, min(len(data), at + chance.choice((1, 2, 4, 8)))):
        data[i] = value


def truncate(data, chance):
    del data[chance.randrange(1, len(data)):]


def swap(data, chance):
    size = chance.choice((8, 64, 512, 4096))
    a, b = (chance.randrange(max(1, len(data) - size)) for _ in range(2))
    if abs(a - b) >= size:
        data[a:a + size], data[b:b + size] = data[b:b + size], data[a:a + size]


def lose(data, chance):
    size = chance.choice((8, 512, 4096))
    at = chance.randrange(len(data))
    data[at:at + size] = bytes(len(data[at:at + size]))


def shift(data, chance):
    at = chance.randrange(len(data))
    data[at:at] = bytes(chance.choice((1, 8, 4096)))


def spoil(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        chance.choice((flip, flip, flip_head, place, truncate, swap, lose, shift))(data, chance)
    return bytes(data)


def main():
    files, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    chance, trial, ends = random.Random(seed), Trial(), {}
    for i in range(files):
        words, name, target = READERS[i % len(READERS)]
        trial.restore(target)
        spoilt = spoil(trial.before[name], chance)
        (trial.folder / name).write_bytes(spoilt)
        done = trial.run(words)
        key = (words[0], done.returncode)
        ends[key] = ends.get(key, 0) + 1
        now = trial.files()
        what = f"seed {seed}, file {i}, {words[0]}"
        known = set(trial.before) | {target or "a.ini"}
        if done.returncode not in (0, 1, 2):
            trial.tell(f"{what}: ended with {done.returncode}: {done.stderr[-200:]}")
        elif done.returncode != 0 and not done.stderr.strip():
            trial.tell(f"{what}: no message")
        elif set(now) - known:
            trial.tell(f"{what}: left {sorted(set(now) - known)}")
        elif name != target and now[name] != spoilt:
            trial.tell(f"{what}: the file has changed")
    print(", ".join(f"{c} {s}: {n}" for (c, s), n in sorted(ends.items(), key=str)))
    print(f"{files} files, {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
