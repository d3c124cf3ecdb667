#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does a test fail when the engine is wrong? Breaks one token of sim/core, sim/gate, sim/stat or
sim/random at a time, in a copy of the source, builds what depends on it and runs the quick tests of
the engine until one fails. A hang is a failure too. Dropped: what does not compile, and what makes
the same object code.

    run.py [--count N] [--after N] [--seed S] [--jobs N] [--folder BUILD] [--aim PERCENT]
           [--only FILE:LINE]...

--count 0 tries all; --after goes on with a sample of which so many were tried. equivalent.txt names mutants that no test can tell from the program, and why;
they are not counted. Lists what no test noticed; fails when less than PERCENT of the rest was
noticed."""
import argparse
import collections
import concurrent.futures
import hashlib
import json
import os
import pathlib
import queue
import random
import re
import resource
import shutil
import signal
import subprocess
import sys
import time

from sites import mutants

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
FOLDERS = ("sim/core", "sim/gate", "sim/stat", "sim/random")
TESTS = re.compile(r"unit\.(core|gate|random|stat)|theory\.(?!queues)|golden\.(?!portable|schema)"
                   r"|random\.|scenario\.(good|calibration|policies)|unit\.drive_pump"
                   r"|cli\.(flows|findings|rank|precision|one_more_server)$")
SHORTER = {"random.scenarios": ["--count", "60"], "golden.shipped": ["--once"]}
COPIED = ("sim", "include", "analysis", "tests", "scenarios", "CMakeLists.txt", "CMakePresets.json",
          "LICENSE", "README.md")
MEMORY = 4 << 30


def equivalents():
    """(file, line, broken line) of equivalent.txt: paragraphs of a file, -line, +line, why."""
    known = set()
    for part in (HERE / "equivalent.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = part.strip().split("\n")
        if len(lines) >= 4 and not lines[0].startswith("#"):
            known.add((lines[0], lines[1][1:].strip(), lines[2][1:].strip()))
    return known


def limited():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def ended(words, seconds, env, cwd):
    """The exit status, or None of a hang."""
    child = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, cwd=cwd, env={**os.environ, **env},
                             start_new_session=True, preexec_fn=limited)
    try:
        return child.wait(seconds)
    except subprocess.TimeoutExpired:
        return None
    finally:  # and whatever it has started
        try:
            os.killpg(child.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        child.wait()


class Bench:
    """A copy of the source, its build, and the tests that pass in it."""

    def __init__(self, folder):
        self.source, self.build = folder / "source", folder / "build"
        shutil.rmtree(folder, ignore_errors=True) # a build that was broken off is not to be trusted
        self.source.mkdir(parents=True)
        for name in COPIED:
            if (SOURCE / name).is_dir():
                shutil.copytree(SOURCE / name, self.source / name,
                                ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
            else:
                shutil.copy2(SOURCE / name, self.source / name)
        subprocess.run(["cmake", "-S", self.source, "-B", self.build, "-G", "Ninja",
                        "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_FLAGS_DEBUG=-O1", "-DGATESIM_WEB=OFF",
                        "-DGATESIM_LIVE=OFF", "-DGATESIM_CLANG="],
                       check=True, stdout=subprocess.DEVNULL)
        # A test has no command before its program is there.
        targets = ["gatesim", *("test_" + t["name"].replace(".", "_") for t in self.shown()
                               if "command" not in t)]
        self.make("gatesim_lib", *targets, check=True)
        self.tests = [self.told(t) for t in self.shown()]
        self.known = self.engine()
        for test in self.tests:
            begin = time.monotonic()
            if ended(test["command"], 600, test["env"], test["cwd"]) != 0:
                sys.exit(f"{test['name']} fails in the program as it is")
            test["seconds"] = time.monotonic() - begin

    def make(self, *targets, check=False):
        return subprocess.run(["ninja", "-C", self.build, "-j", "1", *targets], check=check,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def shown(self):
        """The tests of TESTS, as ctest shows them."""
        shown = json.loads(subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.build, check=True,
                                          capture_output=True).stdout)
        return [t for t in shown["tests"] if TESTS.match(t["name"])]

    @staticmethod
    def told(test):
        """What is needed to run one of them."""
        of = {p["name"]: p["value"] for p in test["properties"]}
        # What is freed is not right by chance.
        env = {"MALLOC_PERTURB_": "165", **dict(e.split("=", 1) for e in of.get("ENVIRONMENT", []))}
        name, program = test["name"], os.path.basename(test["command"][0])
        return {"name": name, "command": test["command"] + SHORTER.get(name, []), "env": env,
                "target": program if program.startswith("test_") else "gatesim",
                "cwd": of["WORKING_DIRECTORY"], "noticed": 0}

    def engine(self):
        return hashlib.sha256((self.build / "libgatesim.a").read_bytes()).digest()

    @staticmethod
    def worth(test):
        """How many a test may notice in a second: what comes first."""
        return (test["noticed"] + 0.5) / (test["seconds"] + 0.2)

    def verdict(self, mutant):
        """'no code', 'same code', 'survived', or the name of the test that noticed."""
        path = self.source / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(mutant.apply(text), encoding="utf-8")
        try:
            if not self.make("gatesim_lib"):
                return "no code"
            if self.engine() == self.known:
                return "same code"
            for test in sorted(self.tests, key=self.worth, reverse=True):
                if not self.make(test["target"]):  # tables are made by running the program
                    return "the build"
                seconds = 20 + 10 * test["seconds"]
                status = ended(test["command"], seconds, test["env"], test["cwd"])
                if status != 0:
                    test["noticed"] += 1
                    return test["name"] + (" (hang)" if status is None else "")
            return "survived"
        finally:
            path.write_text(text, encoding="utf-8")


def everywhere():
    """All mutants of the engine, and the texts of its files."""
    texts = {str(p.relative_to(SOURCE)): p.read_text(encoding="utf-8")
             for folder in FOLDERS for p in sorted((SOURCE / folder).glob("*.[ch]"))}
    return [m for file, text in texts.items() for m in mutants(file, text)], texts


def chosen(a, texts, found):
    known = equivalents()
    found = [m for m in found if (m.file, *m.lines(texts[m.file])) not in known]
    if a.only:
        only = set(a.only)
        return [m for m in found if only & {m.file, f"{m.file}:{m.line(texts[m.file])}"}]
    random.Random(a.seed).shuffle(found)
    return found[a.after:a.after + a.count if a.count else None]


def main():
    words = argparse.ArgumentParser()
    words.add_argument("--count", type=int, default=150)
    words.add_argument("--after", type=int, default=0)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--jobs", type=int, default=1)
    words.add_argument("--folder", type=pathlib.Path, default=SOURCE / "build" / "mutation")
    words.add_argument("--aim", type=float, default=90.0)
    words.add_argument("--only", action="append")
    a = words.parse_args()
    found, texts = everywhere()
    wanted = chosen(a, texts, found)
    print(f"{len(found)} mutants, {len(wanted)} of them tried", flush=True)
    benches = queue.Queue()
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for bench in pool.map(lambda i: Bench(a.folder.resolve() / str(i)), range(a.jobs)):
            benches.put(bench)

    def judged(mutant):
        bench = benches.get()
        try:
            return mutant, bench.verdict(mutant)
        finally:
            benches.put(bench)

    tally, survivors = collections.Counter(), []
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        for mutant, verdict in pool.map(judged, wanted):
            text = texts[mutant.file]
            old, new = mutant.lines(text)
            told = f"{mutant.file}:{mutant.line(text)}: {verdict}\n-{old}\n+{new}"
            print(told, flush=True)
            what = verdict if verdict in ("no code", "same code", "survived") else "noticed"
            tally[what] += 1
            if what == "survived":
                survivors.append(told)
    counted = tally["noticed"] + tally["survived"]
    share = 100.0 * tally["noticed"] / counted if counted else 0.0
    print("\n".join(["", *survivors, ""]))
    print(f"{tally['noticed']} of {counted} noticed, {share:.1f} %; dropped: "
          f"{tally['no code']} that do not compile, {tally['same code']} of the same code")
    return 0 if share >= a.aim else 1


if __name__ == "__main__":
    sys.exit(main())
