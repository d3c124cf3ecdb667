#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What editors get: a JSON Schema and a TextMate grammar that know every shipped scenario and find what
is wrong, and colours in Vim."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import unittest

import jsonschema

import support

SCENARIOS = pathlib.Path(os.environ["GATESIM_SOURCE"], "scenarios")
SHIPPED = sorted(SCENARIOS.rglob("*.ini"))
WRONG = """\
[scenario]
title = A gate   # a comment
duratoin = 2 d
start = 2025-05-26 00:00
[statoin x]
[change noon]
set =
    desk.servers = 4
    desk.severs if class is fruit = poisson 12.5/h
"""


def sections(text):
    """A scenario as the schema sees it: by kind, name and key."""
    found, keys = {}, None
    for line in text.splitlines():
        line = re.sub(r"(^|\s)[#;].*", "", line).rstrip()
        head = re.match(r"\[([a-z]+)(?: (.*))?\]$", line)
        if head:
            keys = found.setdefault(head[1], {})
            if head[2]:
                keys = keys.setdefault(head[2], {})
        elif re.match(r"\S", line):
            key, value = line.split("=", 1)
            keys[key.strip()] = value.strip()
        elif line.strip() and keys:
            keys[list(keys)[-1]] += "\n" + line.strip()
    return found


class Editors(support.Case):
    def page(self, name):
        return self.gate("pages", name)[0]

    def test_schema_knows_the_shipped_scenarios(self):
        schema = json.loads(self.page("gatesim.schema.json"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        self.assertGreater(len(SHIPPED), 50)
        for path in SHIPPED:
            scenario = sections(self.gate("check", str(path))[0])
            self.assertIn("station", scenario)
            wrong = [f"{'.'.join(e.path)}: {e.message}" for e in validator.iter_errors(scenario)]
            self.assertEqual(wrong, [], path.name)

    def test_schema_finds_mistakes(self):
        validator = jsonschema.Draft202012Validator(json.loads(self.page("gatesim.schema.json")))
        booth = sections(support.BOOTH)
        self.assertTrue(validator.is_valid(booth))
        for kind, name, key, value in (("station", "booth", "severs", "2"),
                                       ("station", "booth", "discipline", "fastest"),
                                       ("class", "truck", "servers", "2")):
            spoilt = json.loads(json.dumps(booth))
            spoilt[kind][name][key] = value
            self.assertFalse(validator.is_valid(spoilt), key)
        del booth["class"]["truck"]["route"]
        self.assertFalse(validator.is_valid(booth))

    def scope(self, patterns, line, at):
        """The scope of the character at a place of a line: the leftmost match counts, of equal ones
        the first."""
        begin = 0
        while begin <= at:
            matches = [(m.start(), i, m) for i, (_, e) in enumerate(patterns)
                       if (m := e.search(line, begin)) and m.end() > m.start()]
            if not matches:
                return ""
            _, i, match = min(matches)
            if match.start() <= at < match.end():
                return patterns[i][0]
            begin = match.end()
        return ""

    def test_grammar(self):
        grammar = json.loads(self.page("gatesim.tmLanguage.json"))
        patterns = [(p["name"], re.compile(p["match"])) for p in grammar["patterns"]]
        for path in SHIPPED:
            for line in path.read_text(encoding="utf-8").splitlines():
                for i in range(len(line)):
                    self.assertNotIn("illegal", self.scope(patterns, line, i), f"{path.name}: {line}")
        lines = WRONG.splitlines()
        for row, text, scope in ((0, "scenario", "entity.name.section"), (1, "title", "variable"),
                                 (1, "a comment", "comment"), (2, "duratoin", "invalid.illegal.key"),
                                 (2, "2 d", "constant.numeric"), (3, "2025", "constant.other.date"),
                                 (4, "statoin", "invalid.illegal.section"),
                                 (7, "desk.servers", "variable.other.setting"),
                                 (8, "poisson", "keyword"), (8, "12.5/h", "constant.numeric")):
            at = lines[row].index(text)
            self.assertTrue(self.scope(patterns, lines[row], at).startswith(scope),
                            f"{text}: {self.scope(patterns, lines[row], at)}")

    def test_vim(self):
        vim = shutil.which("vim")
        if not vim:
            self.skipTest("no vim")
        for folder, page in (("syntax", "gatesim.vim"), ("ftdetect", "gatesim-detect.vim")):
            (self.folder / folder).mkdir()
            self.write(f"{folder}/gatesim.vim", self.page(page))
        self.write("wrong.ini", WRONG)
        ask = ("call writefile([&filetype] + map([[1,2],[2,1],[2,20],[3,1],[4,9],[5,2],[8,10],[9,38]], "
               "'synIDattr(synID(v:val[0], v:val[1], 1), \"name\")'), 'shown')")
        subprocess.run([vim, "-u", "NONE", "-N", "-es", "--cmd", f"set rtp^={self.folder}", "-c",
                        "filetype on | syntax on", "-c", "edit wrong.ini", "-c", ask, "-c", "qa!"],
                       cwd=self.folder, stdin=subprocess.DEVNULL, timeout=60,
                       env={**os.environ, "TERM": "xterm"})
        self.assertEqual((self.folder / "shown").read_text().split("\n")[:-1],
                         ["gatesim", "gatesimSection", "gatesimKey", "gatesimComment",
                          "gatesimWrong", "gatesimDate", "gatesimWrong", "gatesimKey",
                          "gatesimWord"])


if __name__ == "__main__":
    unittest.main()
