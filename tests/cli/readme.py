#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""README.md is true: its commands run, and the picture on its first screen is what one gets.

    readme.py --redraw    put the picture that one gets now into README.md

tests/run cannot be run from a test that it runs; that it is what CI calls is checked instead.
"""
import os
import pathlib
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(os.environ["GATESIM_SOURCE"])
README = SOURCE / "README.md"
BLOCK = [line[4:] for line in README.read_text(encoding="utf-8").splitlines()
         if line.startswith("    ") or not line]
COMMANDS = [line.split("#")[0].strip() for line in BLOCK
            if re.match(r"(scenarios/|tests/|build/|cmake )", line)]
FIRST, LAST = "Fruit peak at Huu Nghi", "Queue on the road"  # of the picture; a line follows


def run(words, folder):
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True,
                          stdin=subprocess.DEVNULL).stdout


def picture(lines):
    return lines[lines.index(FIRST):lines.index(LAST) + 2]


def main_job():
    """What scenarios/try shows; the file that it writes must be there."""
    with tempfile.TemporaryDirectory() as folder:
        shown = run([SOURCE / "scenarios/try"], folder).splitlines()
        assert (pathlib.Path(folder) / "peak.h5").exists()
    return picture(shown)


def redraw():
    lines = README.read_text(encoding="utf-8").splitlines()
    start, end = lines.index("    " + FIRST), lines.index("    " + LAST) + 2
    lines[start:end] = [("    " + line).rstrip() for line in main_job()]
    README.write_text("\n".join(lines) + "\n", encoding="utf-8")


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shown = main_job()

    def test_every_command_is_one_that_is_tested_here(self):
        self.assertEqual([command.split()[0] for command in COMMANDS],
                         ["scenarios/try", "tests/run", *4 * ["build/release/gatesim"], "cmake",
                          "tests/run", *3 * ["cmake"]])

    def test_ci_calls_the_test_command(self):
        self.assertIn("tests/run", (SOURCE / ".ci/run").read_text(encoding="utf-8"))
        self.assertTrue(os.access(SOURCE / "tests/run", os.X_OK))

    def test_the_main_job_draws_the_picture(self):
        self.assertEqual(picture(BLOCK), self.shown)

    def test_the_other_commands_run(self):
        with tempfile.TemporaryDirectory() as folder:
            (pathlib.Path(folder) / "scenarios").symlink_to(SOURCE / "scenarios")
            # What the main job has left.
            run([os.environ["GATESIM"], "scenarios/peak.ini", "--quiet"], folder)
            for command in COMMANDS:
                words = shlex.split(command)
                if words[0] != "build/release/gatesim" or \
                        (words[1] in ("report", "live") and not self.pages()):
                    continue
                if words[1] == "live":
                    self.serve(words[1:], folder)
                else:
                    run([os.environ["GATESIM"], *words[1:]], folder)

    def serve(self, words, folder):
        """It serves until Ctrl-C."""
        with subprocess.Popen([os.environ["GATESIM"], *words], cwd=folder, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as served:
            line = served.stdout.readline()
            served.send_signal(signal.SIGINT)
            said = served.communicate(timeout=20)[1]
        if "without its web server" not in said:
            self.assertTrue(line.startswith("http://127.0.0.1:"), said)
            self.assertEqual(served.returncode, 0)

    def pages(self):
        """Whether the web pages are built in, which wants npm."""
        done = subprocess.run([os.environ["GATESIM"], "report", os.devnull], check=False,
                              capture_output=True, text=True)
        return "without its web pages" not in done.stderr

    def test_presets_and_targets_are_there(self):
        presets = run(["cmake", "--list-presets"], SOURCE)
        for name in ("release", "dev", "asan", "tsan", "ubsan"):
            self.assertIn(f'"{name}"', presets)
        targets = run(["cmake", "--build", "--preset", "release", "--target", "help"], SOURCE)
        for name in ("bench", "dist", "package"):
            self.assertIn(f"{name}:", targets)

    def test_workflow_calls_ci(self):
        workflow = (SOURCE / ".github/workflows/ci.yml").read_text(encoding="utf-8")
        self.assertIn("run: .ci/run\n", workflow)
        self.assertIn("--target bench\n", workflow)


if __name__ == "__main__":
    if "--redraw" in sys.argv:
        redraw()
    else:
        unittest.main()
