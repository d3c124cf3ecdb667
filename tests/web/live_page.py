#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The live view's page in a real browser: what it shows is what the program has, its controls do
what they say, it asks nobody else anything, and it is quick."""
import pathlib
import re
import tempfile
import time
import unittest

import browser
import view
from browser import PHONE, SCREENS, WIDE, Browser
from view import CIRCLE, SCENARIOS, Server, fingerprint

PEAK = SCENARIOS / "peak.ini"
BUSY = ["--set", "class fruit.backlog=700 trucks at yard, 750 trucks at quarantine",
        "--set", "class goods.backlog=400 trucks at customs"]


def contrast(one, other):
    """Of two colours such as #1a2330, as WCAG 2.2 defines it."""
    def luminance(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


class Page(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.b = Browser(downloads=cls.folder.name)

    @classmethod
    def tearDownClass(cls):
        cls.b.close()
        cls.folder.cleanup()

    def open(self, server, width=WIDE):
        self.b.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
        self.b.driver.get("about:blank")
        self.b.console()
        self.b.requests()
        self.b.driver.get(server.url)
        self.until("return document.querySelectorAll('#places tbody tr').length > 0 && "
                   "gatesimLive.numbers !== undefined")

    def until(self, script, *arguments, seconds=15):
        end = time.time() + seconds
        while time.time() < end:
            value = self.b.run(script, *arguments)
            if value:
                return value
            time.sleep(0.05)
        raise AssertionError("in vain: " + script)

    def click(self, element):
        self.b.run("document.getElementById(arguments[0]).click()", element)

    def choose(self, element, value):
        self.b.run("const e = document.getElementById(arguments[0]); e.value = arguments[1];"
                   "e.dispatchEvent(new Event('change'))", element, value)

    def numbers(self):
        return self.b.run("return gatesimLive.numbers")

    def jump(self, seconds):
        self.choose("timeline", seconds)
        return self.until("const n = gatesimLive.numbers; "
                          "return n.clock_s === arguments[0] && n.mode !== 'going' ? n : null",
                          seconds)

    def quiet(self, server):
        """Nothing in the console, and nothing asked of anybody else."""
        self.assertEqual(self.b.console(), [])
        for url in self.b.requests():
            self.assertTrue(url.startswith((server.url.split("?")[0], "data:", "blob:")), url)

    def test_shows_what_there_is(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            n = self.jump(86400)
            side = n["sides"][0]
            shown = self.until("""
                const text = (id) => document.getElementById(id).textContent;
                return document.getElementById('clock').value === '2025-05-27 00:00:00' &&
                    [text('tile-inside'), text('tile-arrived'), text('tile-left')]""")
            start = side["trucks_in_system"] + side["trucks_left"] - side["trucks_arrived"]
            self.assertEqual(start, 150)  # the backlog of peak.ini, which has not arrived
            self.assertEqual([x.replace(",", "") for x in shown], [
                str(side["trucks_in_system"]),
                f"{side['trucks_arrived']}and {start} at the gate from the start",
                str(side["trucks_left"])])
            time.sleep(1.5)
            rows = self.b.run("return [...document.querySelectorAll('#places tbody tr')]"
                              ".map(r => [...r.children].map(c => c.textContent))")
            session = self.b.run("return gatesimLive.session")
            places = self.b.run("return gatesimLive.frame.sides[0].places")
            self.assertEqual([r[0] for r in rows], [p["name"] for p in session["sides"][0]["places"]])
            self.assertEqual([int(r[2].split(" / ")[0].replace(",", "")) for r in rows],
                             [p["queue"] for p in places])
            self.assertEqual([int(r[3].replace(",", "")) for r in rows],
                             [p["before"] for p in places])
            for chart in ("inside", "queue", "rate", "stay"):
                self.until("return document.querySelector("
                           "`#chart-${arguments[0]} canvas`) !== null", chart)
            spoken = self.b.run("return document.querySelector('#chart-inside .chart').ariaLabel")
            self.assertAlmostEqual(float(spoken.rsplit(": ", 1)[1].split()[0]),
                                   side["in_system"][-1], delta=0.01 * side["in_system"][-1])
            self.quiet(server)

    def test_controls(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.choose("pace", "3600")
            self.click("run")
            self.until("return gatesimLive.numbers.mode === 'running' && gatesimLive.frame.clock > 3600")
            self.assertEqual(self.b.run("return document.getElementById('run').textContent"), "Pause")
            self.b.run("document.activeElement.blur();"
                       "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: ' ', bubbles: true}))")
            at = self.until("return gatesimLive.numbers.mode === 'paused' && gatesimLive.numbers")
            self.click("step")
            self.until("return gatesimLive.numbers.sides[0].events === arguments[0]",
                       at["sides"][0]["events"] + 1)
            self.b.run("document.getElementById('jump').value = '2025-05-28T06:30:00';"
                       "document.getElementById('go').click()")
            self.until("return gatesimLive.numbers.clock_s === arguments[0]", (2 * 24 + 6.5) * 3600)
            self.quiet(server)

    def test_keys_of_a_pace_of_ones_own(self):
        """After a click on a button, which has the keyboard from then on."""
        with Server(PEAK, "--paused", "--pace", "100x") as server:
            self.open(server)
            self.b.run("document.getElementById('step').focus()")
            for key, pace in (("+", 300), ("-", 60), ("-", 10), ("+", 60)):
                self.b.run("document.activeElement.dispatchEvent("
                           "new KeyboardEvent('keydown', {key: arguments[0], bubbles: true}))", key)
                self.until("return gatesimLive.numbers.pace === arguments[0]", pace)
            self.quiet(server)

    def test_at_the_end_nothing_is_to_run_or_step(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            able = "return ['run', 'step', 'steps'].filter(b => !document.getElementById(b).disabled)"
            self.assertEqual(self.b.run(able), ["run", "step", "steps"])
            self.jump(7 * 86400)
            self.until(able + ".length === 0")
            self.jump(86400)
            self.until(able + ".length === 3")
            self.quiet(server)

    def test_an_instant_outside_of_the_run_is_not_gone_to(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.jump(3600)
            for at in ("2024-05-28T06:30:00", "2025-06-02T00:00:01", ""):
                self.assertFalse(self.b.run("""
                    document.getElementById('jump').value = arguments[0];
                    document.getElementById('go').click();
                    return document.querySelector('.jump').checkValidity();""", at))
            time.sleep(0.3)
            self.assertEqual(self.numbers()["clock_s"], 3600)
            self.quiet(server)

    def test_a_slider_that_is_let_go_where_it_was_follows_the_clock(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.b.run("""
                const slider = document.getElementById('timeline');
                slider.dispatchEvent(new Event('input'));
                slider.dispatchEvent(new Event('pointerup'));
                document.getElementById('jump').value = '2025-05-28T06:30:00';
                document.getElementById('go').click();""")
            self.until("return document.getElementById('timeline').value === arguments[0]",
                       str((2 * 24 * 60 + 390) * 60))
            self.quiet(server)

    def test_what_is_not_measured_in_a_warm_up_is_told(self):
        with Server(SCENARIOS / "called-lanes.ini", "--paused") as server:
            self.open(server)
            warm_up = self.b.run("return gatesimLive.session.warm_up_s")
            self.jump(warm_up - 3600)
            self.until("return document.getElementById('warm').textContent.includes('10 Jul')")
            self.assertNotIn("too few", self.b.run(
                "return document.getElementById('tile-stay').textContent"))
            self.b.run("document.querySelectorAll('#places button')[3].click()")
            self.until("return document.getElementById('look').textContent"
                       ".includes('No wait has been measured yet.')")
            self.jump(warm_up + 36000)
            self.until("return document.getElementById('warm').textContent === ''")
            self.quiet(server)

    def test_tiles_show_the_last_hour_in_a_warm_up(self):
        with Server(SCENARIOS / "platform.ini", "--paused") as server:
            self.open(server)
            self.jump(12 * 3600)
            shown = self.until("""
                const N = gatesimLive.numbers.sides[0];
                const text = (id) => document.getElementById(id).textContent;
                return N.time_in_system_s.mean === null && N.last_hour.crossed > 0 &&
                    [N.last_hour.crossed, ...['rate', 'stay', 'p95'].map(t => text('tile-' + t))]""")
            crossed, *tiles = shown
            self.assertTrue(tiles[0].startswith(str(crossed)), tiles)
            for tile in tiles:
                self.assertTrue(tile.endswith("in the last hour"), tile)
                self.assertRegex(tile, "^[0-9]")
            self.assertIn("Until then", self.b.run("return document.getElementById('warm').textContent"))
            self.quiet(server)

    def test_it_starts_with_the_first_truck_and_says_when(self):
        scenario = pathlib.Path(self.folder.name) / "late.ini"
        scenario.write_text(CIRCLE.replace("every 10 min", "every 450 min"), encoding="utf-8")
        with Server(scenario, "--paused") as server:
            self.open(server)
            first = self.b.run("return gatesimLive.session.first_s")
            self.assertEqual(first, 7.5 * 3600)
            self.assertEqual(self.b.run("return gatesimLive.frame.clock"), first)
            self.assertGreater(self.numbers()["sides"][0]["trucks_arrived"], 0)
            self.assertIn("07:30; the run is shown from then on", self.b.run(
                "return document.querySelector('.keys').textContent"))
            self.jump(3600)  # what was skipped is there to see
            self.assertEqual(self.numbers()["sides"][0]["trucks_arrived"], 0)
            self.quiet(server)

    def test_no_queue_is_longer_than_its_places_to_wait(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.b.run("""
                const draw = CanvasRenderingContext2D.prototype.fillText;
                window.drawn = new Set();
                CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
                    if (this.canvas.closest('.frame') !== null) window.drawn.add(text);
                    draw.call(this, text, ...at);
                };""")
            self.jump(33 * 3600)
            time.sleep(0.5)
            session, places = self.b.run(
                "return [gatesimLive.session.sides[0].places, gatesimLive.frame.sides[0].places]")
            full = [(about, now) for about, now in zip(session, places) if now["before"] > 0]
            self.assertTrue(full)
            for about, now in zip(session, places):
                self.assertLessEqual(now["queue"], about["waiting"] or 10**9)
            about, now = full[0]
            drawn = self.b.run("return [...window.drawn]")
            self.assertTrue(any(re.fullmatch(rf"{now['queue']}( in line)? \+{now['before']}", text)
                                for text in drawn), drawn)
            cells = self.until("""
                const row = [...document.querySelectorAll('#places tr')]
                    .find(r => r.firstChild.textContent === arguments[0]);
                const cells = [...row.children].map(c => c.textContent);
                return cells[3] !== '0' && cells""", about["name"])
            self.assertEqual(cells[2:4], [f"{now['queue']} / {about['waiting']}", str(now["before"])])
            self.quiet(server)

    def test_a_place_is_as_large_as_what_stands_in_it(self):
        with Server(PEAK, "--paused") as server:
            for width in (WIDE, PHONE):
                self.open(server, width)
                heights = {}
                for hour in (20, 33):
                    self.jump(hour * 3600)
                    self.until("return gatesimLive.frame.clock === arguments[0]", hour * 3600)
                    heights[hour] = self.b.run(
                        "return [0, 3].map(i => gatesimLive.box(0, i).h)")  # control, customs
                queues = [p["queue"] for p in self.b.run("return gatesimLive.frame.sides[0].places")]
                self.assertGreater(queues[3], 50)
                self.assertLess(heights[33][0], 75)  # nobody is at the control
                self.assertLess(heights[20][1], 110)
                self.assertGreater(heights[33][1], heights[20][1] + 20)
                self.assertLess(self.b.run("""
                    const canvas = document.querySelector('.frame canvas');
                    return Math.max(...gatesimLive.session.sides[0].places.map((_, i) => {
                        const b = gatesimLive.box(0, i); return b.y + b.h; })) - canvas.clientHeight"""), 0)

    def test_names_are_drawn_in_full(self):
        with Server(SCENARIOS / "called-lanes.ini", "--paused") as server:
            self.open(server)
            self.b.run("""
                const draw = CanvasRenderingContext2D.prototype.fillText;
                window.drawn = new Set();
                CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
                    if (this.canvas.closest('.frame') !== null) window.drawn.add(text);
                    draw.call(this, text, ...at);
                };""")
            self.jump(119400)
            time.sleep(0.5)
            drawn = self.b.run("return [...window.drawn]")
            self.assertIn("scanner", drawn)
            self.assertEqual([text for text in drawn if "…" in text], [])
            self.quiet(server)

    def test_controls_take_one_row(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            for language in ("en", "vi"):
                self.assertEqual(self.b.run("return document.documentElement.lang"), language)
                rows = self.b.run("""
                    const controls = [...document.querySelector('.controls').children];
                    const last = controls.findIndex((e) => e.id === 'timeline');
                    return controls.slice(0, last).map((e) => e.getBoundingClientRect())
                        .map((box) => Math.round((box.top + box.bottom) / 2 / 4));""")
                self.assertEqual(len(set(rows)), 1, (language, rows))
                self.click("lang")

    def test_a_control_that_is_refused_says_why(self):
        """A fork is refused on the way to an instant, and not before or after. The way is long, so that
        it is still gone when the fork is asked for."""
        with Server(PEAK, "--paused", "--set", "scenario.duration=200 d") as server:
            self.open(server)
            self.b.run("""
                const far = document.getElementById('timeline');
                far.value = far.max;
                far.dispatchEvent(new Event('change'));
                document.getElementById('fork').click();""")
            self.until("return document.querySelector('#said.bad')?.textContent"
                       ".includes('it goes to an instant')")
            self.until("return gatesimLive.numbers.mode === 'finished'")
            self.jump(3600)
            self.click("fork")
            self.until("return gatesimLive.session.sides.length === 2")
            self.until("const said = document.getElementById('said');"
                       "return said.textContent === '' && !said.classList.contains('bad')")
            self.quiet(server)

    def test_history_of_places_and_trucks(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.jump(30 * 3600)
            self.b.run("document.querySelectorAll('#places button')[3].click()")
            self.until("return document.querySelector('#look h3')?.textContent === 'customs'")
            self.assertIn("At Tue", self.b.run("return document.getElementById('look').textContent"))
            self.jump(43200)
            self.b.run("document.querySelectorAll('#places button')[2].click()")
            self.until("return document.querySelector('#look h3')?.textContent === 'quarantine' && "
                       "document.querySelectorAll('#look .buttons button').length > 0")
            self.b.run("document.querySelector('#look .buttons button').click()")
            self.until("return document.querySelectorAll('#look tbody tr').length > 0")
            self.assertIn("Arrived", self.b.run("return document.getElementById('look').textContent"))
            self.quiet(server)

    def seen(self, element):
        """The px of an element that are in view, of those that could be."""
        return self.b.run("""
            const box = document.getElementById(arguments[0]).getBoundingClientRect();
            const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
            return seen / Math.min(box.height, innerHeight)""", element)

    def chosen(self, place):
        """The history of a place is in view, and its settings are the ones to change."""
        self.until("return document.querySelector('#look h3')?.textContent === arguments[0]", place)
        self.assertGreater(self.seen("look"), 0.95)
        self.assertEqual(self.b.run("return document.getElementById('what-setting').value"),
                         f"station {place}.servers")

    def test_a_click_on_a_place_shows_its_history_and_its_settings(self):
        with Server(PEAK, "--paused") as server:
            for width in (WIDE, PHONE):
                self.open(server, width)
                self.jump(30 * 3600)
                self.b.run("document.querySelectorAll('#places button')[3].click()")
                self.chosen("customs")
                self.assertEqual(self.b.run("return document.getElementById('what-value').value"), "12")
                self.until("""
                    scrollTo(0, 0);
                    const canvas = document.querySelector('.frame canvas');
                    const c = canvas.getBoundingClientRect(), b = gatesimLive.box(0, 5);
                    canvas.dispatchEvent(new MouseEvent('click', {
                        clientX: c.left + b.x + 2, clientY: c.top + b.y + 2, bubbles: true}));
                    return document.querySelector('#look h3')?.textContent === 'barrier-out'""")
                self.chosen("barrier-out")
            self.quiet(server)

    def test_what_is_being_written_is_not_written_over(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.choose("what-setting", "station customs.servers")
            self.b.run("const v = document.getElementById('what-value'); v.focus(); v.value = '7'")
            self.b.run("document.querySelectorAll('#places button')[2].click()")
            self.until("return document.querySelector('#look h3')?.textContent === 'quarantine'")
            self.assertEqual(self.b.run("return document.getElementById('what-value').value"), "7")

    def test_a_truck_that_cannot_be_looked_up(self):
        scenario = pathlib.Path(self.folder.name) / "circle.ini"
        scenario.write_text(CIRCLE, encoding="utf-8")
        with Server(scenario, "--pace", "max") as server:
            self.open(server)
            self.until("return gatesimLive.numbers.mode === 'failed'")
            self.until("const b = document.querySelector('#places button');"
                       "b?.click(); return b !== null")
            self.until("const b = document.querySelector('#look .buttons button');"
                       "b?.click(); return b !== null")
            self.until("return document.querySelector('#look .bad')?.textContent"
                       ".includes('in a circle')")
            self.quiet(server)

    def test_what_if_is_logged_and_saved_as_the_run_that_was_seen(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.jump(2 * 86400)
            self.choose("what-setting", "station customs.servers")
            self.assertEqual(self.b.run("return document.getElementById('what-value').value"), "12")
            self.b.run("document.getElementById('what-value').value = 'plenty'")
            self.click("what-apply")
            self.until("return document.querySelector('#what-said.bad')?.textContent.includes('number')")
            self.b.run("document.getElementById('what-value').value = '4'")
            self.click("what-apply")
            self.until("return document.querySelectorAll('#what-log code').length === 1 && "
                       "gatesimLive.numbers.mode === 'paused'")
            log = self.b.run("return document.getElementById('what-log').textContent")
            self.assertIn("station customs.servers = 4", log)
            self.choose("pace", "0")
            self.click("run")
            end = self.until("const n = gatesimLive.numbers; return n.mode === 'finished' && n")
            self.click("what-export")
            saved = pathlib.Path(self.folder.name) / "peak-live.ini"
            for _ in range(100):
                if saved.exists():
                    break
                time.sleep(0.05)
            self.assertEqual(fingerprint(saved), end["sides"][0]["fingerprint"])
            self.assertNotEqual(fingerprint(PEAK), end["sides"][0]["fingerprint"])
            self.quiet(server)

    def test_the_last_one_made_is_last_in_the_log_and_taken_back(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.choose("what-setting", "station customs.servers")
            for changes, (at, servers) in enumerate(((20, 4), (5, 3)), 1):
                self.jump(at * 3600)
                self.b.run("document.getElementById('what-value').value = arguments[0]", servers)
                self.click("what-apply")
                self.until("return document.querySelectorAll('#what-log code').length === "
                           "arguments[0] && gatesimLive.numbers.mode === 'paused'", changes)
            self.assertEqual(self.log(), ["station customs.servers = 4", "station customs.servers = 3"])
            self.until("return document.getElementById('what-said').textContent"
                       ".includes(' 05:00')")
            self.click("what-back")
            self.until("return document.querySelectorAll('#what-log code').length === 1")
            self.assertEqual(self.log(), ["station customs.servers = 4"])
            self.quiet(server)

    def log(self):
        return self.b.run("return [...document.querySelectorAll('#what-log code')]"
                          ".map(e => e.textContent)")

    def test_side_by_side(self):
        with Server(SCENARIOS / "paper.ini", SCENARIOS / "digital.ini", "--paused") as server:
            self.open(server)
            self.jump(36 * 3600)
            self.assertEqual(self.b.run("return document.querySelectorAll('.frame canvas').length"), 2)
            both = self.until("const t = [...document.querySelectorAll('#tile-inside span')]"
                              ".map(e => e.textContent); return t.length === 2 && t")
            sides = self.numbers()["sides"]
            self.assertEqual([int(t[1:].replace(",", "")) for t in both],
                             [s["trucks_in_system"] for s in sides])
            titles = self.b.run("return gatesimLive.session.sides.map(s => s.title)")
            self.assertEqual(len(set(titles) - {""}), 2)
            self.assertEqual(self.b.run("return [...document.querySelectorAll('h3.side')].map(h => h.textContent)"),
                             [f"{sign} · {title}" for sign, title in zip("AB", titles)])
            self.assertEqual(self.b.run("return [...document.getElementById('what-side').options].map(o => o.textContent)"),
                             [f"{sign}: {title}" for sign, title in zip("AB", titles)])
            asked = self.b.run("return gatesimLive.session.sides.map(s => s.question)")
            self.assertEqual(self.b.run("return document.querySelector('header .name p').textContent"),
                             " | ".join(asked))
            self.b.screen(SCREENS / "live-two.png")
            self.quiet(server)
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.click("fork")
            self.until("return document.querySelectorAll('.frame canvas').length === 2")
            self.assertEqual(self.b.run("return document.querySelectorAll('h3.side')[1].textContent"),
                             "B · copy of Fruit peak at Huu Nghi")
            self.click("fork")
            self.until("return document.querySelectorAll('.frame canvas').length === 1")
            self.quiet(server)

    def test_connects_again_after_it_was_turned_out(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.b.run("""
                window.links = [];
                new MutationObserver(() => links.push(document.getElementById('link').className))
                    .observe(document.getElementById('link'), {attributes: true});
                for (let i = 0; i < 200; i++)  // more than a client may ask
                    document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '+', bubbles: true}));
                """)
            self.until("return links.includes('link off') && links.at(-1) === 'link on'")
            self.jump(3600)
            self.quiet(server)

    def test_a_server_that_was_started_again_lets_in_no_page_of_the_one_before(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
            port = server.port
        self.until("return document.getElementById('link').classList.contains('off')")
        with Server(SCENARIOS / "digital.ini", "--paused", port=port) as server:
            self.until("return document.getElementById('link').textContent"
                       ".includes('open the whole address')")
            self.open(server)
            self.assertEqual(self.b.run("return gatesimLive.session.sides[0].name"), "digital")
        self.b.console()  # the tries while there was no server

    def test_without_a_server_controls_say_that_there_is_none(self):
        with Server(PEAK, "--paused") as server:
            self.open(server)
        self.until("return document.getElementById('link').classList.contains('off')")
        self.click("run")
        self.assertIn("the connection is lost", self.b.run(
            "return document.querySelector('#said.bad').textContent"))
        self.click("what-apply")
        self.assertIn("the connection is lost", self.b.run(
            "return document.querySelector('#what-said.bad').textContent"))
        self.assertFalse(self.b.run("return document.getElementById('mode').checkVisibility("
                                    "{visibilityProperty: true})"))
        self.b.console()  # the tries while there was no server

    def test_refusals_are_in_the_language_of_the_page(self):
        asked = (browser.SOURCE / "sim/live/requests_json.c").read_text(encoding="utf-8")
        known = (browser.SOURCE / "analysis/web/live/strings.ts").read_text(encoding="utf-8")
        refusals = re.findall(r'R(?:->|\.)error = "([^"]+)"|done\(R, [^;]*?\n? *"([^"]+)"\);', asked)
        self.assertGreater(len(refusals), 8)
        for text in map("".join, refusals):
            self.assertEqual(known.count(f'"refused.{text}":'), 2, text)
        with Server(PEAK, "--paused") as server:
            self.open(server)
            self.click("lang")
            self.click("what-back")
            self.until("return document.querySelector('#what-said.bad')?.textContent"
                       ".includes('không có thay đổi nào')")
            self.quiet(server)

    def test_quick_with_two_thousand_trucks(self):
        with Server(PEAK, *BUSY, "--pace", "1800x") as server:
            self.open(server)
            self.until("return gatesimLive.trucks > 1850")
            time.sleep(2)
            self.b.run("gatesimLive.draws.length = gatesimLive.gaps.length = 0")
            time.sleep(6)
            trucks, draws, gaps = self.b.run(
                "return [gatesimLive.trucks, gatesimLive.draws, gatesimLive.gaps]")
            draws.sort(), gaps.sort()
            print(f"{trucks} trucks: a picture takes {draws[len(draws) // 2]:.1f} ms, "
                  f"95 % under {draws[len(draws) * 95 // 100]:.1f}; between pictures "
                  f"{gaps[len(gaps) // 2]:.1f} ms, 95 % under {gaps[len(gaps) * 95 // 100]:.1f}")
            self.assertGreater(trucks, 1850)
            self.assertGreater(len(draws), 150)
            self.assertLess(draws[len(draws) * 95 // 100], 16)
            self.b.screen(SCREENS / "live-busy.png")
            self.quiet(server)

    def test_more_trucks_are_told_in_numbers(self):
        with Server(PEAK, "--paused", "--set",
                    "class fruit.backlog=2500 trucks at yard") as server:
            self.open(server)
            self.until("return document.getElementById('many').textContent.includes('too many')")
            self.assertEqual(self.b.run("return gatesimLive.trucks"), 0)
            self.quiet(server)

    def test_wide_and_narrow_and_in_vietnamese(self):
        with Server(PEAK, "--paused") as server:
            for width in (WIDE, PHONE):
                self.open(server, width)
                self.jump(33 * 3600)
                time.sleep(1.5)
                self.assertLessEqual(self.b.size()[0], width)
                self.b.screen(SCREENS / f"live-{width}.png")
            self.click("lang")
            self.until("return document.documentElement.lang === 'vi' && "
                       "document.getElementById('step').textContent === '1 bước'")
            self.until("const b = document.querySelectorAll('#places button')[2];"
                       "b?.click(); return b !== undefined")
            self.until("const b = document.querySelector('#look .buttons button');"
                       "b?.click(); return b !== null")
            self.until("return document.querySelector('#look p + p')?.textContent"
                       ".includes('đang')")
            self.quiet(server)

    def test_a_name_in_a_scenario_is_never_markup(self):
        bad = "<img/src/onerror>"
        with tempfile.TemporaryDirectory() as folder:
            scenario = pathlib.Path(folder) / "bad.ini"
            scenario.write_text(f"[scenario]\ntitle = <b>bold</b>\nduration = 1 d\n[class {bad}]\n"
                                f"route = r\narrivals = poisson 9/h\n[station s<i>]\nservers = 1\n"
                                "service = 5 min\n[route r]\nsteps = s<i>\n", encoding="utf-8")
            with Server(scenario, "--paused") as server:
                self.open(server)
                self.assertEqual(self.b.run("return document.querySelectorAll('img, b, i').length"), 0)
                self.assertIn("<b>bold</b>", self.b.run("return document.querySelector('h1').textContent"))
                self.quiet(server)

    def test_no_barrier_for_keyboard_and_screen_reader(self):
        axe = browser.SOURCE / "analysis/web/node_modules/axe-core/axe.min.js"
        if not axe.exists():
            self.skipTest("axe-core is not installed")
        with Server(PEAK, "--paused") as server:
            self.b.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
            for width in (WIDE, PHONE):
                for theme in ("dark", "light"):
                    self.theme(theme)
                    self.open(server, width)
                    self.jump(33 * 3600)
                    self.b.run("document.querySelectorAll('#places button')[3].click()")
                    self.chosen("customs")
                    self.b.run(axe.read_text(encoding="utf-8"))
                    found = self.b.driver.execute_async_script(
                        "axe.run().then(r => arguments[0]("
                        "r.violations.map(v => [v.id, v.nodes.map(n => n.html)])))")
                    self.assertEqual(found, [], (width, theme))
            self.b.driver.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})

    def theme(self, theme):
        self.b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": theme}]})

    def test_light_or_dark_as_the_system_has_it_or_as_the_reader_says(self):
        shows = """
            const canvas = document.querySelector('.frame canvas');
            const [r, g, b] = canvas.getContext('2d').getImageData(3, 3, 1, 1).data;
            const [p] = getComputedStyle(document.body).backgroundColor.match(/[0-9]+/);
            return String([r + g + b > 384, Number(p) > 128, document.documentElement.dataset.theme])
                === String(arguments[0])"""
        dark, light = [False, False, "dark"], [True, True, "light"]
        with Server(PEAK, "--paused") as server:
            for theme, seen in (("dark", dark), ("light", light)):
                self.theme(theme)
                self.open(server)
                self.until(shows, seen)
            self.theme("dark")
            self.until(shows, dark)
            self.assertEqual(self.b.run("return document.getElementById('theme').textContent"), "Light")
            self.click("theme")
            self.until(shows, light)
            self.open(server)
            self.until(shows, light)
            self.b.run("localStorage.clear()")
            self.choose("what-setting", "station customs.servers")
            self.b.run("document.getElementById('what-value').value = '7'")
            self.click("theme")
            self.click("lang")
            self.assertEqual(self.b.run("return ['setting', 'value'].map("
                                        "e => document.getElementById('what-' + e).value)"),
                             ["station customs.servers", "7"])
            self.b.run("localStorage.clear()")
            self.quiet(server)

    def test_marks_stand_out_in_both_themes(self):
        text = (browser.SOURCE / "analysis/web/live/colours.ts").read_text(encoding="utf-8")
        themes = re.findall(r"const (night|day): Colours = \{(.*?)\n\};", text, re.S)
        self.assertEqual([name for name, _ in themes], ["night", "day"])
        shared = (browser.SOURCE / "analysis/web/common/palette.ts").read_text(encoding="utf-8")
        for name, body in themes:
            card, field = (re.search(rf"{key}: \"(#\w+)\"", body)[1] for key in ("card", "field"))
            theme = {"night": "dark", "day": "light"}[name]
            palette = re.findall("#[0-9a-f]{6}", re.search(rf"{theme}: \[(.*?)\]", shared, re.S)[1])
            states = re.findall("#[0-9a-f]{6}", re.search(r"states: \{(.*?)\}", body, re.S)[1])
            self.assertEqual((len(palette), len(states)), (8, 5))
            for colour in palette + states:
                self.assertGreater(contrast(colour, card), 4.5, (name, colour))
                self.assertGreater(contrast(colour, field), 4.5, (name, colour))


if __name__ == "__main__":
    browser.skip_without()
    view.skip_without()
    unittest.main()
