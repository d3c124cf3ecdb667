#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Does a test fail when the engine is wrong? Breaks one token of sim/core, sim/gate, sim/stat or
sim/random at a time, in a copy of the source, builds what depends on it and runs the quick tests of
the engine until one fails, some of them with sanitizers too. A hang is a failure too. Dropped: what
does not compile, and what makes the same object code.

    run.py [--count N] [--after N] [--seed S] [--jobs N] [--folder BUILD] [--aim PERCENT]
           [--only FILE:LINE]...

--count 0 tries all; --after goes on with a sample of which so many were tried. equivalent.txt names
mutants that no test can tell from the program, and why; they are not counted. Lists what no test
noticed; fails when less than PERCENT of the rest was noticed."""
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
SANITIZED = re.compile(r"unit\.(core|stat)|theory\.(?!queues)|golden\.batches")
SANITIZERS = "address,undefined"
SHORTER = {"random.scenarios": ["--count", "60"], "golden.shipped": ["--once"]}
COPIED = ("sim", "include", "analysis", "tests", "scenarios", "CMakeLists.txt", "CMakePresets.json",
          "LICENSE", "README.md")
MEMORY = 4 << 30
# What is freed is not right by chance.
ALWAYS = {"MALLOC_PERTURB_": "165", "ASAN_OPTIONS": "detect_leaks=0:hard_rss_limit_mb=4096"}


def equivalents():
    """(file, line, broken line) of equivalent.txt: paragraphs of a file, -line, +line, why."""
    known = set()
    for part in (HERE / "equivalent.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = part.strip().split("\n")
        if len(lines) >= 4 and not lines[0].startswith("#"):
            known.add((lines[0], lines[1][1:].strip(), lines[2][1:].strip()))
    return known


def limited(memory):
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def ended(test, seconds):
    """The exit status, or None of a hang."""
    memory = resource.RLIM_INFINITY if test["build"].sanitizers else MEMORY
    child = subprocess.Popen(test["command"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL, cwd=test["cwd"],
                             env={**os.environ, **ALWAYS, **test["env"]},
                             start_new_session=True, preexec_fn=lambda: limited(memory))
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


class Build:
    """One of a source, and the tests of it that are wanted."""

    def __init__(self, source, folder, wanted, sanitizers=""):
        self.folder, self.wanted, self.sanitizers = folder, wanted, sanitizers
        subprocess.run(["cmake", "-S", source, "-B", folder, "-G", "Ninja",
                        "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_FLAGS_DEBUG=-O1", "-DGATESIM_WEB=OFF",
                        "-DGATESIM_LIVE=OFF", "-DGATESIM_CLANG=", f"-DGATESIM_SANITIZE={sanitizers}"],
                       check=True, stdout=subprocess.DEVNULL)
        # A test has no command before its program is there.
        programs = ["test_" + t["name"].replace(".", "_") for t in self.shown() if "command" not in t]
        self.make("gatesim_lib", *([] if sanitizers else ["gatesim"]), *programs, check=True)
        self.tests = [self.told(t) for t in self.shown()]
        for test in self.tests:
            begin = time.monotonic()
            if ended(test, 600) != 0:
                sys.exit(f"{test['name']} fails in the program as it is")
            test["seconds"] = time.monotonic() - begin

    def make(self, *targets, check=False):
        return subprocess.run(["ninja", "-C", self.folder, "-j", "1", *targets], check=check,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def shown(self):
        """The wanted tests, as ctest shows them."""
        shown = json.loads(subprocess.run(["ctest", "--show-only=json-v1"], cwd=self.folder, check=True,
                                          capture_output=True).stdout)
        return [t for t in shown["tests"] if self.wanted.match(t["name"])]

    def told(self, test):
        """What is needed to run one of them."""
        of = {p["name"]: p["value"] for p in test["properties"]}
        env = dict(e.split("=", 1) for e in of.get("ENVIRONMENT", []))
        name, program = test["name"], os.path.basename(test["command"][0])
        return {"name": name + (", sanitized" if self.sanitizers else ""), "build": self,
                "command": test["command"] + SHORTER.get(name, []), "env": env,
                "target": program if program.startswith("test_") else "gatesim",
                "cwd": of["WORKING_DIRECTORY"], "noticed": 0}

    def engine(self):
        return hashlib.sha256((self.folder / "libgatesim.a").read_bytes()).digest()


class Bench:
    """A copy of the source, its builds, and the tests that pass in them."""

    def __init__(self, folder):
        self.source = folder / "source"
        shutil.rmtree(folder, ignore_errors=True) # a build that was broken off is not to be trusted
        self.source.mkdir(parents=True)
        for name in COPIED:
            if (SOURCE / name).is_dir():
                shutil.copytree(SOURCE / name, self.source / name,
                                ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
            else:
                shutil.copy2(SOURCE / name, self.source / name)
        self.plain = Build(self.source, folder / "build", TESTS)
        sanitized = Build(self.source, folder / "sanitized", SANITIZED, SANITIZERS)
        self.tests = self.plain.tests + sanitized.tests
        self.known = self.plain.engine()

    @staticmethod
    def worth(test):
        """How many a test may notice in a second, with what it takes to link it: what comes first."""
        link = 1.0 if test["build"].sanitizers else 0.2
        return (test["noticed"] + 0.5) / (test["seconds"] + link)

    def verdict(self, mutant):
        """'no code', 'same code', 'survived', or the name of the test that noticed."""
        path = self.source / mutant.file
        text = path.read_text(encoding="utf-8")
        path.write_text(mutant.apply(text), encoding="utf-8")
        try:
            if not self.plain.make("gatesim_lib"):
                return "no code"
            if self.plain.engine() == self.known:
                return "same code"
            for test in sorted(self.tests, key=self.worth, reverse=True):
                if not test["build"].make(test["target"]):  # tables are made by running the program
                    return "the build"
                status = ended(test, 20 + 10 * test["seconds"])
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
