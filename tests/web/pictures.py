#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of pages in README.md can be made, are small, and are of the size of those there.

    pictures.py --redraw    put the pictures that one gets now into analysis/pictures/
"""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import unittest

import view
from browser import SCREENS, SOURCE, Browser, skip_without
from view import Server

GATESIM = os.environ["GATESIM"]
PICTURES = SOURCE / "analysis/pictures"
WIDTH, SCALE = 1060, 0.8
MOST = 150000  # bytes


def report(browser, folder, to):
    subprocess.run([GATESIM, "run", SOURCE / "scenarios/peak.ini", "--quiet", "-o", "peak.h5"],
                   cwd=folder, check=True)
    subprocess.run([GATESIM, "report", "peak.h5"], cwd=folder, check=True)
    browser.open(folder / "peak.html", WIDTH)
    browser.screen(to, 1330, SCALE)


def live(browser, _, to):
    with Server(SOURCE / "scenarios/peak.ini", "--paused") as server:
        browser.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": 1280, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        browser.driver.get(server.url)
        time.sleep(2)
        browser.run("const t = document.getElementById('timeline'); t.value = 119400;"
                    "t.dispatchEvent(new Event('change'))")
        time.sleep(3)
        browser.run("document.querySelectorAll('#places button')[7].click()")
        time.sleep(2)
        browser.screen(to, 880, 0.7)


DRAWN = {"live.png": live, "report.png": report}


def draw(name, to):
    browser = Browser()
    try:
        with tempfile.TemporaryDirectory() as folder:
            DRAWN[name](browser, pathlib.Path(folder), to)
    finally:
        browser.close()


def size(path):
    return struct.unpack(">II", path.read_bytes()[16:24])


class Pictures(unittest.TestCase):
    def test_each_can_be_made_again(self):
        readme = (SOURCE / "README.md").read_text(encoding="utf-8")
        for name in DRAWN:
            draw(name, SCREENS / name)
            self.assertIn(f"(analysis/pictures/{name})", readme)
            self.assertEqual(size(SCREENS / name), size(PICTURES / name))
            self.assertLess((PICTURES / name).stat().st_size, MOST)


if __name__ == "__main__":
    skip_without()
    view.skip_without()
    if sys.argv[1:] == ["--redraw"]:
        PICTURES.mkdir(exist_ok=True)
        for picture in DRAWN:
            draw(picture, PICTURES / picture)
    else:
        unittest.main()
