# SPDX-License-Identifier: GPL-3.0-or-later
"""Results files that are sound HDF5, and in which something has not the shape or the kind that it
is read in, are refused with a message by all that read them."""
import sys

from trial import Trial

try:
    import h5py
    import numpy
except ImportError:
    print("skipped: no h5py")
    sys.exit(77)

READERS = {
    "a.1-of-2.h5": (("merge", "a.1-of-2.h5", "a.2-of-2.h5", "-o", "out.h5"),
                    ("compare", "a.1-of-2.h5", "b.h5"),
                    ("report", "a.1-of-2.h5", "-o", "out.html")),
    "old.h5": (("run", "log.ini", "--seed", "9", "--replications", "2", "--resume", "-o", "old.h5"),),
}


def reshape(name, shape):
    """The dataset again, of another shape, with what was said of it."""
    def forge(file):
        old = file[name]
        data = numpy.resize(old[()], shape)
        said = {key: value for key, value in old.attrs.items() if "LIST" not in key}
        del file[name]
        file[name] = data
        file[name].attrs.update(said)
    return forge


def attribute(name, value):
    def forge(file):
        file.attrs[name] = value
    return forge


def zero_heap(path):
    """In a part of the texts that is all zeros, HDF5 1.10 goes on for ever."""
    data = bytearray(path.read_bytes())
    at = data.index(b"GCOL") + 3000
    data[at:at + 512] = bytes(512)
    path.write_bytes(data)


# What is done, and whether it is for merge to refuse it, or for those that compare; the others do
# not look at that, and read the file or refuse it.
FORGERIES = (
    (reshape("complete", (4, 1000)), True),
    (reshape("complete", (0,)), True),
    (reshape("fingerprint", (4, 5000)), True),
    (reshape("events", (4, 5000)), True),
    (reshape("events", ()), True),
    (reshape("summary/trucks_arrived", (1, 4000)), True),
    (reshape("station/served", (8, 4)), True),
    (attribute("title", numpy.array([b"x" * 1000] * 50)), False),
    (attribute("seed", numpy.arange(5000)), False),
    (attribute("scenario_sha256", numpy.array([b"x" * 64] * 500)), True),
    (attribute("gatesim_version", 3.5), True),
)


def main():
    trial, count = Trial(), 0
    for forge, for_merge in FORGERIES:
        for name, commands in READERS.items():
            trial.restore()
            with h5py.File(trial.folder / name, "r+") as file:
                forge(file)
            for words in commands:
                done = trial.run(words)
                count += 1
                may = (1, 2) if for_merge == (words[0] == "merge") else (0, 1, 2)
                if words[0] == "run":  # it begins anew
                    may = (0, 1)
                if done.returncode == 0 and name == "old.h5" and \
                        trial.files()[name] != trial.before[name]:
                    trial.tell(f"{words}: a success, and another file")
                if done.returncode not in may or (done.returncode and not done.stderr.strip()):
                    trial.tell(f"{words}: ended with {done.returncode}: {done.stderr[-300:]}")
    trial.restore()
    zero_heap(trial.folder / "a.h5")
    done = trial.run(("run", "a.ini", "--replications", "4", "--resume"))
    count += 1
    if done.returncode != 0 or b"it is damaged" not in done.stderr or \
            trial.files()["a.h5"] != trial.before["a.h5"]:  # it begins anew
        trial.tell(f"without an end: ended with {done.returncode}: {done.stderr[-300:]}")
    print(f"{count} files, {len(trial.wrong)} wrong")
    trial.close()
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
