#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser that watches a run which goes flat out costs it less than 2 % of its processor time."""
import time
import unittest

import browser
import view
from browser import Browser
from view import SCENARIOS, Client, Server

RUN = [SCENARIOS / "peak.ini", "--paused", "--pace", "max", "--set", "scenario.duration=250 w"]
FEWEST, PAIRS = 5, 12
MOST = 0.02


def spent(server):
    """Processor time when the run is over: nothing more is used up."""
    last = server.seconds()
    while True:
        time.sleep(0.5)
        now = server.seconds()
        if now - last < 0.03:
            return now
        last = now


class Cost(unittest.TestCase):
    def alone(self):
        with Server(*RUN) as server:
            client = Client(server)
            time.sleep(1)
            before = server.seconds()
            client.ask("run")
            client.close()
            return spent(server) - before

    def watched(self, page):
        with Server(*RUN) as server:
            page.driver.get(server.url)
            time.sleep(1)
            before = server.seconds()
            page.run("document.getElementById('run').click()")
            while page.run("return gatesimLive.numbers?.mode") != "finished":
                time.sleep(0.2)
            after = server.seconds()
            frames = page.run("return gatesimLive.frames")
            page.driver.get("about:blank")
            return after - before, frames

    def test_under_two_percent(self):
        page = Browser()
        try:
            best = [float("inf"), float("inf")]  # the least disturbed by what else the machine does
            for pair in range(1, PAIRS + 1):
                alone = self.alone()
                watched, frames = self.watched(page)
                best = [min(best[0], alone), min(best[1], watched)]
                print(f"alone {alone:.2f} s, watched {watched:.2f} s, {frames} frames")
                cost = best[1] / best[0] - 1
                if pair >= FEWEST and cost < MOST:
                    break
            print(f"{100 * cost:+.1f} %")
            self.assertLess(cost, MOST)
        finally:
            page.close()


if __name__ == "__main__":
    browser.skip_without()
    view.skip_without("websocket")
    unittest.main()
