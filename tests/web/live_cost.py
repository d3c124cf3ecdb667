#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser that watches a run which goes flat out takes less than 2 % of its time from it.

What is compared is the share of the wall time in which the program takes events: processor time
would also tell how busy a machine of few cores is with the browser itself."""
import statistics
import time
import unittest

import browser
import view
from browser import Browser
from view import SCENARIOS, Client, Server

RUN = [SCENARIOS / "peak.ini", "--paused", "--pace", "max", "--set", "scenario.duration=250 w"]
PAIRS = 3
MOST = 0.02


class Cost(unittest.TestCase):
    def alone(self):
        with Server(*RUN) as server:
            client = Client(server)
            client.ask("run")
            client.close()
            last = -1
            while server.seconds() - last > 0.03:  # until nothing more is used up
                last = server.seconds()
                time.sleep(0.5)
            client = Client(server)
            end = client.until("numbers", lambda n: n["mode"] == "finished")
            client.close()
            return end["share"]

    def watched(self, page):
        with Server(*RUN) as server:
            page.driver.get(server.url)
            time.sleep(1)
            page.run("document.getElementById('run').click()")
            while page.run("return gatesimLive.numbers?.mode") != "finished":
                time.sleep(0.2)
            share, frames = page.run("return [gatesimLive.numbers.share, gatesimLive.frames]")
            page.driver.get("about:blank")
            return share, frames

    def test_under_two_percent(self):
        page = Browser()
        try:
            costs = []
            for _ in range(PAIRS):
                alone = self.alone()
                watched, frames = self.watched(page)
                costs.append(1 - watched / alone)
                print(f"of the time, events take {100 * alone:.2f} % alone, {100 * watched:.2f} % "
                      f"watched, with {frames} frames")
                self.assertGreater(alone, 0.9)
                self.assertGreater(frames, 10)
            print(f"{100 * statistics.median(costs):.2f} %")
            self.assertLess(statistics.median(costs), MOST)
        finally:
            page.close()


if __name__ == "__main__":
    browser.skip_without()
    view.skip_without("websocket")
    unittest.main()
