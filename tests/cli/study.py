#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The worked study shows what its script prints, and says nothing that is not there.

    study.py --write    put what the script prints now into the page
"""
import os
import pathlib
import re
import subprocess
import sys
import unittest

ANALYSIS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "analysis"
PAGE, FOLDER = ANALYSIS / "fruit-peak.md", ANALYSIS / "fruit-peak"
BLOCK = re.compile(r"```\n(.*?)```\n", re.DOTALL)
NUMBER = re.compile(r"\d[\d,.:]*\d|\d")


def transcript():
    """What each command of the script shows, in its short form, with the command before it."""
    shown = subprocess.run(["sh", FOLDER / "study.sh"], check=True, capture_output=True, text=True,
                           timeout=300, stdin=subprocess.DEVNULL).stdout
    lines = (line.rstrip() for line in shown.splitlines())
    return [part.rstrip() + "\n" for part in re.split(r"(?m)^(?=\$ gatesim)", "\n".join(lines)) if part]


class Study(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.page = PAGE.read_text(encoding="utf-8")
        cls.shown = transcript()

    def test_the_page_shows_what_the_script_prints(self):
        self.assertEqual(BLOCK.findall(self.page), self.shown)

    def test_every_number_of_the_text_is_printed_or_put_in(self):
        files = "".join(p.read_text(encoding="utf-8") for p in FOLDER.iterdir())
        base = (ANALYSIS.parent / "scenarios/base/huu-nghi.ini").read_text(encoding="utf-8")
        peak = (ANALYSIS.parent / "scenarios/peak.ini").read_text(encoding="utf-8")
        known = set(NUMBER.findall("".join(self.shown) + files + base + peak))
        said = set(NUMBER.findall(BLOCK.sub("", self.page)))
        self.assertEqual(said - known, set())

    def test_every_policy_is_told(self):
        for path in FOLDER.glob("*.ini"):
            self.assertIn(f"| `{path.stem}` |", self.page)
            self.assertIn(path.name, self.shown[0])


def write():
    shown = iter(transcript())
    page = BLOCK.sub(lambda _: f"```\n{next(shown)}```\n", PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    if "--write" in sys.argv:
        write()
    else:
        unittest.main()
