#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages with commands in them show what the commands print, and say no number and name no file or
test that is not there.

    documents.py --write    put what is printed now into the pages

A block that begins with "$ gatesim" is a command and what it prints; one that begins with
"# NAME.ini" is a file that the reader makes. The worked study is printed by a script of its own.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["GATESIM_SOURCE"])
GATESIM = pathlib.Path(os.environ["GATESIM"])
STUDY = SOURCE / "analysis/fruit-peak"
# Page: what its numbers may come from beside what it prints.
PAGES = {
    "analysis/fruit-peak.md": ["analysis/fruit-peak", "scenarios/base/huu-nghi.ini",
                               "scenarios/peak.ini"],
    "analysis/tutorial.md": ["scenarios/peak.ini", "scenarios/base/huu-nghi.ini"],
    "sim/README.md": ["include/gatesim/time.h", "sim/random/substream.h", "sim/random/substream.c"],
    "tests/README.md": ["tests/theory/queues.c", "tests/theory/exact.c", "tests/theory/demand.c",
                        "tests/scenario/calibration.py", "tests/golden/portable.sh",
                        "tests/statistics", "tests/coverage/run.sh", "scenarios/calibration.ini"],
    "scenarios/README.md": ["scenarios", "sim/scenario/language/cursor.h", "sim/scenario/read/input_file.h",
                            "tests/cli/optimize.py", "tests/scenario/good/numbers.ini",
                            "tests/unit/scenario/topics/timetable.c", "tests/unit/scenario/language/value.c"],
}
BLOCK = re.compile(r"```(?:ini)?\n(.*?)```\n", re.DOTALL)
MAP = re.compile(r"<!-- map:.*<!-- end of the map -->", re.DOTALL)  # tests/structure/map.py checks it
NUMBER = re.compile(r"\d[\d,.:]*\d|\d")
# What is another one each time: the speed, and when a file that is replaced was made.
SPEED = re.compile(r"(?m)^(?:[\d,]+ events in|gatesim: replaces) .*\n")


def of_study():
    """What each command of the script shows, in its short form, with the command before it."""
    shown = subprocess.run(["sh", STUDY / "study.sh"], check=True, capture_output=True, text=True,
                           timeout=300, stdin=subprocess.DEVNULL).stdout
    lines = (line.rstrip() for line in shown.splitlines())
    return [part.rstrip() + "\n" for part in re.split(r"(?m)^(?=\$ gatesim)", "\n".join(lines)) if part]


def of_block(block, folder):
    """What the page should have in place of a block."""
    made = re.match(r"# ([a-z-]+\.ini)\n", block)
    if made:
        (folder / made[1]).write_text(block, encoding="utf-8")
    if not block.startswith("$ gatesim"):
        return block
    command = re.match(r"\$ (.*(?:\\\n.*)*)\n", block)[1]
    path = f"{GATESIM.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(["sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path},
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
    lines = (line.rstrip() for line in SPEED.sub("", done.stdout).splitlines())
    return f"$ {command}\n" + "\n".join(lines).rstrip() + "\n"


def blocks(name, page):
    if name == "analysis/fruit-peak.md":
        return of_study()
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "scenarios").symlink_to(SOURCE / "scenarios")
        return [of_block(block, pathlib.Path(folder)) for block in BLOCK.findall(page)]


def text_of(source):
    path = SOURCE / source
    return "".join(p.read_text(encoding="utf-8") for p in
                   (path.glob("*.*") if path.is_dir() else [path]) if p.suffix != ".md" or p == path)


class Documents(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.page = {name: (SOURCE / name).read_text(encoding="utf-8") for name in PAGES}
        cls.shown = {name: blocks(name, page) for name, page in cls.page.items()}

    def test_pages_show_what_the_commands_print(self):
        for name, page in self.page.items():
            self.assertEqual(BLOCK.findall(page), self.shown[name], name)

    def test_every_number_of_the_text_is_printed_or_put_in(self):
        for name, page in self.page.items():
            known = NUMBER.findall("".join([*self.shown[name], *map(text_of, PAGES[name])]))
            self.assertEqual(set(NUMBER.findall(MAP.sub("", BLOCK.sub("", page)))) - set(known), set(), name)

    def test_every_policy_of_the_study_is_told(self):
        for path in STUDY.glob("*.ini"):
            self.assertIn(f"| `{path.stem}` |", self.page["analysis/fruit-peak.md"])
            self.assertIn(path.name, self.shown["analysis/fruit-peak.md"][0])

    def test_every_file_that_is_named_is_there(self):
        for name, page in self.page.items():
            for path in re.findall(r"`([a-z-]+/[\w./-]+|[\w-]+\.(?:ini|md|py|sh))`", page):
                if path.startswith("build/"):
                    continue
                places = (SOURCE, SOURCE / pathlib.Path(name).parent, STUDY)
                made = re.search(rf"(?m)^# {re.escape(path)}$", page)
                self.assertTrue(made or any((place / path).exists() for place in places),
                                f"{name}: {path}")

    @unittest.skipUnless(shutil.which("ctest"), "ctest is not installed")
    @unittest.skipIf(os.environ.get("GATESIM_SANITIZE"), "a sanitized build has fewer tests")
    def test_every_test_that_is_named_is_there(self):
        for name, page in self.page.items():
            for pattern in re.findall(r"ctest -R '?([\w.|()]+)", page):
                found = subprocess.run(["ctest", "-N", "-R", pattern], cwd=GATESIM.parent, check=True,
                                       capture_output=True, text=True).stdout
                self.assertNotIn("Total Tests: 0", found, f"{name}: {pattern}")

    def test_the_guide_tells_every_scenario(self):
        for path in (SOURCE / "scenarios").glob("**/*.ini"):
            self.assertIn(f"{path.name}`", self.page["scenarios/README.md"])


def write():
    for name in PAGES:
        path = SOURCE / name
        page = path.read_text(encoding="utf-8")
        shown = iter(blocks(name, page))
        path.write_text(BLOCK.sub(lambda m, s=shown: m[0].replace(m[1], next(s)), page),
                        encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        unittest.main()
