#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim new: what it writes runs as it is, every line of it is explained, and no file is replaced."""
import os
import pathlib
import re
import subprocess
import unittest

import support

TEMPLATES = pathlib.Path(os.environ["GATESIM_SOURCE"], "scenarios/new")
NAMES = sorted(path.stem for path in TEMPLATES.glob("*.ini"))


def unexplained(text):
    """Sections and keys that have no comment above or beside them where they stand first."""
    seen, above, missing = set(), "", []
    for line in text.splitlines():
        word = re.match(r"\[(\w[\w-]*)|([\w-]+)(?: if .*?)? =", line)
        name = word and (word[1] and "[" + word[1] or word[2])
        if name and name not in seen:
            seen.add(name)
            if not above.startswith("#") and "#" not in line:
                missing.append(line)
        above = line
    return missing


class New(support.Case):
    def new(self, *arguments):
        return subprocess.run([support.GATESIM, "new", *arguments], cwd=self.folder,
                              capture_output=True, text=True, timeout=60)

    def test_each_is_known_and_runs(self):
        self.assertEqual(NAMES, ["booking", "border", "minimal", "port"])
        for name in NAMES:
            made = self.new(name, "--like", name)
            self.assertEqual((made.returncode, made.stderr), (0, ""))
            text = (self.folder / f"{name}.ini").read_text()
            title = re.search("title = (.*?) +# what the report", text)[1]
            self.assertEqual(title, name.capitalize())
            self.assertEqual(re.sub("title = .*?#", "", text),
                             re.sub("title = .*?#", "", (TEMPLATES / f"{name}.ini").read_text()))
            self.assertEqual(self.gate("check", f"{name}.ini")[1], "")
            self.assertEqual(self.gate(f"{name}.ini", "--replications", "3", "--quiet"), ("", ""))

    def test_each_line_is_explained(self):
        for name in NAMES:
            self.assertEqual(unexplained((TEMPLATES / f"{name}.ini").read_text()), [], name)
        self.assertEqual(unexplained("[scenario]\ntitle = x\n"), ["[scenario]", "title = x"])

    def test_border_unless_told(self):
        self.assertEqual(self.new("a.ini").returncode, 0)
        self.assertIn("[station quarantine]", (self.folder / "a.ini").read_text())

    def test_what_to_do_next_can_be_pasted(self):
        told = self.new("my gate's").stdout
        self.assertIn("Made my gate's.ini: ", told)
        command = re.search("^  (gatesim check .*)$", told, re.M)[1]
        path = f"{pathlib.Path(support.GATESIM).parent}{os.pathsep}{os.environ['PATH']}"
        subprocess.run(["sh", "-c", command], cwd=self.folder, check=True, timeout=60,
                       env={**os.environ, "PATH": path}, stdout=subprocess.DEVNULL)

    def test_a_name_that_makes_no_title_leaves_the_title(self):
        for name in ("#1", "a;b", '"', "_"):
            self.assertEqual(self.new(name, "--like", "minimal").returncode, 0)
            self.assertIn("\ntitle = One desk   ", (self.folder / f"{name}.ini").read_text())

    def test_nothing_is_replaced(self):
        (self.folder / "mine.ini").write_text("mine")
        refused = self.new("mine")
        self.assertEqual((refused.returncode, refused.stdout), (2, ""))
        self.assertEqual(refused.stderr, "gatesim: mine.ini is there already; choose another "
                                         "name, or move it away\n")
        self.assertEqual((self.folder / "mine.ini").read_text(), "mine")

    def test_wrong_use(self):
        for arguments, told in ((["x", "--like", "prot"], "did you mean port?"),
                                (["x", "--like", "airport-city"], "it is border, port, booking"),
                                ([], "one name is needed, and 0 are given"),
                                ([""], "the name is empty"),
                                (["a", "b"], "one name is needed, and 2 are given"),
                                (["no-folder/x"], "No such file or directory")):
            wrong = self.new(*arguments)
            self.assertEqual((wrong.returncode, wrong.stdout), (2, ""), arguments)
            self.assertIn(told, wrong.stderr)
        self.assertEqual(self.files(), ["booth.ini"])


if __name__ == "__main__":
    unittest.main()
