#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim check: the picture of the routes in text and as SVG, and the loads before a run."""
import unittest
import xml.etree.ElementTree as xml

import support

GATE = """\
[scenario]
title = A < B & C
duration = 10 d

[attribute channel]
shares = green 75 %, red 25 %

[class fruit]
route = export
arrivals = poisson 96/d

[class goods]
route = export
arrivals = every 15 min

[station desk]
servers = 4
service = exponential mean 15 min

[station "x < ray"]
servers = 1
service = 37.8 min

[station north]
servers = 3
service = 10 min

[station south]
servers = 1
service = 10 min

[station park]
servers = unlimited
service = 1 h

[route export]
steps =
    desk
    follow inspection if channel is red
    park for 10 %
    shortest of north, south
    drive 5 min

[route inspection]
steps =
    "x < ray"
"""

PICTURE = """\

export: fruit (96 a day), goods
  ● desk                 4 servers      50 %
  · follow inspection if channel is red
    ● x < ray             1 server     126 %
  ○ park       for 10 %  unlimited         -
  · shortest of north, south
    ○ north              3 servers      33 %
    ○ south               1 server      33 %
  · drive 5 min
  ▼ crossed
"""
OVER = ("gate.ini: [station x < ray] gets 126 % of the work that it can do in its hours: its queue "
        "grows for as long as that lasts\n")


def rows(text):
    """Lines with one blank between words."""
    return [" ".join(line.split()) for line in text.splitlines()]


class Picture(support.Case):
    def setUp(self):
        super().setUp()
        self.write("gate.ini", GATE)

    def test_text(self):
        shown, said = self.gate("check", "gate.ini", "--picture")
        self.assertEqual(rows(shown)[:len(rows(PICTURE))], rows(PICTURE))
        self.assertEqual(said, OVER)
        self.assertIn("the work that trucks bring over what", shown)

    def test_columns_stand_below_each_other(self):
        lines = [line for line in self.gate("check", "gate.ini", "--picture")[0].splitlines()
                 if line.endswith("%") or line.endswith(" -")]
        self.assertEqual(len(lines), 5)
        self.assertEqual(len({len(line) for line in lines}), 1, lines)

    def test_svg(self):
        shown, said = self.gate("check", "gate.ini", "--svg")
        tree = xml.fromstring(shown)
        space = "{http://www.w3.org/2000/svg}"
        texts = [text.text for text in tree.iter(f"{space}text")]
        self.assertEqual(tree.find(f"{space}title").text, "A < B & C")
        for text in ("export: fruit (96 a day), goods", "desk", "x < ray", "126 %", "for 10 %"):
            self.assertIn(text, texts)
        over = [rect for rect in tree.iter(f"{space}rect") if rect.get("class") == "over"]
        self.assertEqual(len(over), 1)
        height, width = float(tree.get("height")), float(tree.get("width"))
        for text in tree.iter(f"{space}text"):
            self.assertLess(float(text.get("y")), height)
            self.assertLess(float(text.get("x")), width)
        self.assertEqual(said, OVER)

    def test_overload_is_told_of_the_resolved_scenario_too(self):
        self.assertEqual(self.gate("check", "gate.ini")[1], OVER)
        self.assertEqual(self.gate("check", "gate.ini", "--set", "x < ray.servers=2")[1], "")

    def test_one_at_a_time(self):
        self.assertIn("one of them at a time",
                      self.gate("check", "gate.ini", "--svg", "--picture", status=2)[1])


if __name__ == "__main__":
    unittest.main()
