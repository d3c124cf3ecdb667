#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""gatesim live as a client sees it: who may come in, what may be asked for, and that what was seen
is a scenario that does it again."""
import ctypes
import http.client
import json
import os
import pathlib
import resource
import socket
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

import view
from view import CIRCLE, GATESIM, SCENARIOS, SLOWER, Client, Server, fingerprint

PEAK = SCENARIOS / "peak.ini"
DAY = 86400
FROM_A_FILE = """[scenario]
duration = 1 d
[class t]
route = r
arrivals = poisson 20/h
[station a]
servers = 2
service = empirical times.csv column minutes unit min
[route r]
steps = a
"""
IPV6 = pathlib.Path("/proc/net/if_inet6")  # the addresses of this machine


class WhoMayComeIn(unittest.TestCase):
    def setUp(self):
        self.server = Server(PEAK, "--paused")

    def tearDown(self):
        self.assertEqual(self.server.stop(), 0)

    def get(self, path=None, **headers):
        path = f"/?token={self.server.token}" if path is None else path
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=10)
        connection.putrequest("GET", path, skip_host=True)
        for name, value in ({"Host": self.server.host} | headers).items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def upgrade(self, **headers):
        answer, _ = self.get(**({
            "Upgrade": "websocket", "Connection": "Upgrade", "Sec_WebSocket_Version": "13",
            "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "Sec_WebSocket_Protocol": "gatesim-live",
            "Origin": f"http://{self.server.host}"} | headers))
        return answer.status

    def test_the_page_and_its_policy(self):
        answer, body = self.get()
        policy = answer.getheader("Content-Security-Policy")
        self.assertEqual(answer.status, 200)
        self.assertIn(b"</html>", body)
        self.assertEqual(int(answer.getheader("Content-Length")), len(body))
        for part in ("default-src 'none'", "connect-src 'self'", "base-uri 'none'",
                     "form-action 'none'", "frame-ancestors 'none'"):
            self.assertIn(part, policy)
        self.assertNotIn("unsafe", policy)
        self.assertIsNone(answer.getheader("Set-Cookie"))
        self.assertEqual(answer.getheader("X-Content-Type-Options"), "nosniff")

    def test_only_the_page_is_there(self):
        for path in ("/x", "/../etc/passwd", "/index.html"):
            self.assertEqual(self.get(path)[0].status, 403)
            self.assertEqual(self.get(f"{path}?token={self.server.token}")[0].status, 404)

    def test_a_host_by_another_name_is_refused(self):
        for host in ("evil.example", f"evil.example:{self.server.port}", "127.0.0.1:1", "localhost"):
            self.assertEqual(self.get(Host=host)[0].status, 403)
            self.assertEqual(self.upgrade(Host=host, Origin=f"http://{host}"), 403)
        for host in ("localhost", "127.0.0.1", "[::1]"):
            self.assertEqual(self.get(Host=f"{host}:{self.server.port}")[0].status, 200)

    def test_a_page_of_another_origin_is_refused(self):
        for origin in ("http://evil.example", "null", "", f"https://{self.server.host}",
                       f"http://{self.server.host}.evil.example"):
            self.assertEqual(self.upgrade(Origin=origin), 403)
        self.assertEqual(self.upgrade(), 101)

    def test_it_listens_on_this_machine_only(self):
        with self.assertRaises(OSError):
            addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None,
                                                                   socket.AF_INET)}
            addresses -= {"127.0.0.1"}
            if not addresses or all(a.startswith("127.") for a in addresses):
                raise OSError("no other address")
            socket.create_connection((addresses.pop(), self.server.port), timeout=5)

    def test_too_long_a_message_ends_the_connection(self):
        client = Client(self.server)
        client.socket.send('{"do": "pause", "x": "' + "x" * 5000 + '"}')
        with self.assertRaises(Exception):
            for _ in range(50):
                client.next()
        again = Client(self.server)
        self.assertTrue(again.ask("pause")["ok"])
        again.close()

    def test_too_many_messages_end_the_connection(self):
        client = Client(self.server)
        with self.assertRaises(Exception):
            for _ in range(2000):
                client.socket.send('{"do": "pause"}')
            for _ in range(3000):
                client.next()

    def test_what_is_no_wish_is_told_so(self):
        client = Client(self.server)
        for message in ("", "[]", "{", '{"do": 3}', '{"do": "fly"}', '{"do": "step"}',
                        '{"do": "step", "events": -1}',
                        '{"do": "step", "events": 1001}', '{"do": "speed", "pace": 1e99}',
                        '{"do": "jump", "at_s": "now"}', '{"do": "place", "side": 1, "station": 0}',
                        '{"do": "place", "side": 0, "station": 99}', '{"do": "export"}',
                        '{"do": "truck", "side": 0, "class": 9, "origin": 0, "serial": 1}',
                        '{"do": "change", "side": 0}', '{"do": "change", "side": 0, "settings": 1}',
                        '{"do": "change", "side": 0, "settings": "a\\u0000b"}',
                        '{"do": "unfork"}', '{"do": "withdraw", "side": 0}'):
            client.socket.send(message)
            said = client.until("reply")
            self.assertFalse(said["ok"], message)
            self.assertNotEqual(said["error"], "", message)
        client.close()

    def test_clients_are_limited(self):
        clients = []
        with self.assertRaises(Exception):
            for _ in range(100):
                clients.append(Client(self.server))
        self.assertEqual(len(clients), 64)
        for client in clients:
            client.close()
        time.sleep(0.3)
        Client(self.server).close()


class Token(unittest.TestCase):
    """Another user of this machine reaches the port: without the secret there is nothing for him."""

    def page(self, server, query):
        request = urllib.request.Request(f"http://{server.host}/{query}")
        try:
            with urllib.request.urlopen(request, timeout=10) as page:
                return page.status, page.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.read()

    def only_with_it(self, server):
        token = server.token
        self.assertRegex(token, "^[0-9a-f]{32}$")
        for wrong in ("", "?token=", f"?token={token[:-1]}", f"?token={token[:-1]}x",
                      f"?token={'0' * 32}", f"?token={token}0", f"?TOKEN={token}",
                      f"?token={token.upper()}x", f"#token={token}", f"?x={token}",
                      "?token=" + "0" * 3000):
            with self.assertRaises(Exception, msg=wrong):
                Client(server, wrong)
            status, body = self.page(server, wrong)
            self.assertEqual(status, 403, wrong)
            self.assertLess(len(body), 500)
            self.assertIn(b"secret", body)
            self.assertNotIn(token.encode(), body)
        for query, status in (("", 403), (f"?token={token}", 200)):  # so that a page can ask
            connection = http.client.HTTPConnection(server.host, timeout=10)
            connection.request("HEAD", "/" + query)
            answer = connection.getresponse()
            self.assertEqual((answer.status, answer.read()), (status, b""))
            connection.close()
        status, body = self.page(server, f"?token={token}")
        self.assertEqual(status, 200)
        self.assertIn(b"</html>", body)
        client = Client(server)
        self.assertTrue(client.ask("pause")["ok"])
        client.close()
        return token

    def test_on_this_machine_too_only_with_it(self):
        with Server(PEAK, "--paused") as server:
            token = self.only_with_it(server)
        with Server(PEAK, "--paused") as server:
            self.assertNotEqual(server.token, token)

    def test_from_elsewhere_only_with_it(self):
        with Server(PEAK, "--paused", "--bind", "0.0.0.0") as server:
            server.host = f"127.0.0.1:{server.port}"
            self.only_with_it(server)

    @unittest.skipUnless(IPV6.exists() and "0" * 31 + "1 " in IPV6.read_text(), "no IPv6")
    def test_at_an_address_of_ipv6(self):
        with Server(PEAK, "--paused", "--bind", "::1") as server:
            self.assertEqual(server.url, f"http://[::1]:{server.port}/?token={server.token}")
            self.only_with_it(server)


class SilentConnections(unittest.TestCase):
    """Who opens connections and says nothing, or half of it, keeps nobody out."""

    def one_more(self, server, said, count):
        silent = []
        for _ in range(count):
            silent.append(socket.create_connection(("127.0.0.1", server.port), timeout=5))
            silent[-1].sendall(said)
        began = time.time()
        with urllib.request.urlopen(server.url, timeout=10) as page:
            self.assertIn(b"</html>", page.read())
        client = Client(server)
        self.assertTrue(client.ask("pause")["ok"])
        self.assertLess(time.time() - began, 1 * SLOWER, (said, count))
        for connection in silent:
            connection.close()
        return client

    def test_one_more_gets_in_within_a_second(self):
        with Server(PEAK, "--paused") as server:
            inside = []
            for count in (100, 200, 600):
                for said in (b"", b"GET /?tok", b"POST / HTTP/1.1\r\nHost: x\r\n"):
                    inside.append(self.one_more(server, said, count))
            for client in inside:  # those who were let in stay
                self.assertTrue(client.ask("pause")["ok"])
                client.close()

    def test_where_few_files_may_be_open_too(self):
        few = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
        with Server(PEAK, "--paused", preexec_fn=few) as server:
            self.one_more(server, b"", 200).close()


class WhatAChangeReads(unittest.TestCase):
    """Nothing: a setting from the wire that names a file is refused before anything is opened."""

    FORMS = ("{}", '"{}"', "trace {}", "trace {} column t", "renewal empirical {}",
             "renewal empirical {} column t unit min", "empirical {}", "1.5, {}")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        (self.folder / "canary.csv").write_text("t\ncanary-7314\n", encoding="utf-8")
        (self.folder / "link.csv").symlink_to("canary.csv")
        os.mkfifo(self.folder / "fifo.csv")
        (self.folder / "link-to-fifo.csv").symlink_to("fifo.csv")
        (self.folder / "other.ini").write_text(CIRCLE, encoding="utf-8")
        subprocess.run([GATESIM, "run", self.folder / "other.ini", "--quiet", "--replications", "1",
                        "--set", "station a.servers=9", "-o", self.folder / "results.h5"], check=True)
        self.watch = Opened(self.folder)
        self.addCleanup(self.watch.close)

    def paths(self):
        return [*(str(self.folder / name) for name in
                  ("canary.csv", "link.csv", "fifo.csv", "link-to-fifo.csv", "results.h5", "none.csv")),
                str(self.folder), "/dev/zero", "/dev/stdin", "/dev/fd/0", "/etc/passwd"]

    def refused(self, client, setting):
        time.sleep(0.011)  # a client may ask 100 times a second
        said = client.ask("change", side=0, settings=setting)
        if said["ok"]:  # as in "renewal": a name is no file there
            self.assertTrue(client.ask("withdraw", side=0)["ok"], setting)
        else:
            self.assertTrue(said["error"] or said["wrong"], setting)
            self.assertNotIn("canary-", json.dumps(said))
            self.assertNotIn("root:", json.dumps(said))

    def test_of_every_key_that_may_change(self):
        tried = set()
        for scenario in sorted(SCENARIOS.glob("*.ini")):
            with Server(scenario, "--paused") as server:
                client = Client(server)
                for setting, _ in client.until("session")["sides"][0]["settings"]:
                    key = setting.split(" ")[0] + setting.rsplit(".", 1)[1].split(" ")[0]
                    if key in tried:
                        continue
                    tried.add(key)
                    for form in self.FORMS:
                        self.refused(client, f"{setting} = {form.format(self.folder / 'canary.csv')}")
                client.close()
        self.assertGreater(len(tried), 5)
        self.assertEqual(self.watch.seen(), set())

    def test_of_every_kind_of_file(self):
        with Server(PEAK, "--paused") as server:
            client = Client(server)
            for path in self.paths():
                for form in self.FORMS:
                    self.refused(client, f"fruit.arrivals = {form.format(path)}")
                for key in ("scenario.extends", "results.log", "fruit.trace", "counts"):
                    self.refused(client, f"{key} = {path}")
            self.assertEqual(client.ask("export", side=0)["text"].count("canary"), 0)
            self.assertTrue(client.ask("pause")["ok"])
            client.close()
        self.assertEqual(self.watch.seen(), set())

    def test_the_watch_sees_what_is_opened(self):
        (self.folder / "link.csv").read_text(encoding="utf-8")
        self.assertEqual(self.watch.seen(), {"canary.csv"})

    def test_files_of_the_scenario_itself_that_became_something_else(self):
        times = self.folder / "times.csv"
        times.write_text("minutes\n5\n7\n", encoding="utf-8")
        (self.folder / "s.ini").write_text(FROM_A_FILE, encoding="utf-8")
        with Server(self.folder / "s.ini", "--paused") as server:
            client = Client(server)
            self.assertTrue(client.ask("change", side=0, settings="a.servers = 3")["ok"])
            client.at_rest()
            for become in (os.mkfifo, lambda path: path.symlink_to("/dev/zero"),
                           lambda path: path.symlink_to("fifo.csv"), os.mkdir):
                times.unlink()
                become(times)
                began = time.time()
                self.assertFalse(client.ask("change", side=0, settings="a.servers = 4")["ok"])
                self.assertFalse(client.ask("fork")["ok"])
                self.assertLess(time.time() - began, 2 * SLOWER)
            self.assertTrue(client.ask("pause")["ok"])
            client.close()


class Opened:
    """Which files of a folder anybody opens, by inotify(7)."""

    OPEN = 0x20

    def __init__(self, folder):
        self.libc = ctypes.CDLL(None, use_errno=True)
        self.fd = self.libc.inotify_init1(os.O_NONBLOCK)
        if self.fd < 0 or self.libc.inotify_add_watch(self.fd, os.fsencode(folder), self.OPEN) < 0:
            raise OSError(ctypes.get_errno(), "inotify")

    def seen(self):
        names, at = set(), 0
        try:
            data = os.read(self.fd, 1 << 16)
        except BlockingIOError:
            data = b""
        while at < len(data):
            size = struct.unpack_from("<I", data, at + 12)[0]
            names.add(data[at + 16:at + 16 + size].rstrip(b"\0").decode())
            at += 16 + size
        return names - {""}

    def close(self):
        os.close(self.fd)


class Ends(unittest.TestCase):
    """SIGTERM ends it within a second, whatever it is at."""

    LONG = ("--set", "scenario.duration=400 w")

    def ended(self, server):
        began = time.time()
        server.process.terminate()
        self.assertEqual(server.process.wait(20 * SLOWER), 0)
        self.assertLess(time.time() - began, 1 * SLOWER)
        server.stop()

    def test_while_nobody_is_there(self):
        self.ended(Server(PEAK, "--paused"))
        self.ended(Server(PEAK, "--pace", "max", *self.LONG))

    def test_while_some_are_silent_or_never_read(self):
        server = Server(PEAK, "--pace", "36000x", *self.LONG)
        inside = [Client(server) for _ in range(30)]
        silent = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
        half = socket.create_connection(("127.0.0.1", server.port))
        half.sendall(b"GET /?token=")
        inside[0].socket.sock.sendall(b"\x81\xfe\x01\x00")  # the head of a message, and no more
        time.sleep(1)
        self.ended(server)
        for connection in (*silent, half, *(c.socket.sock for c in inside)):
            connection.close()

    def test_while_it_does_what_it_was_asked_for(self):
        for wishes in (({"do": "jump", "at_s": 399 * 7 * DAY},),
                       ({"do": "jump", "at_s": 30 * 7 * DAY}, {"do": "fork"}),
                       ({"do": "jump", "at_s": 399 * 7 * DAY},
                        {"do": "truck", "side": 0, "class": 0, "origin": 0, "serial": 1}),
                       ({"do": "run"}, {"do": "speed", "pace": 0}),
                       ({"do": "step", "events": 1000},) * 90,
                       ({"do": "change", "side": 0, "settings": "customs.servers = 3"},) * 80,
                       ({"do": "change", "side": 0, "settings": "fruit.arrivals = poisson 900000/h"},
                        {"do": "run"}, {"do": "speed", "pace": 0})):
            server = Server(PEAK, "--paused", *self.LONG)
            client = Client(server)
            for wish in wishes:
                client.socket.send(json.dumps(wish))
            time.sleep(0.5)
            with self.subTest(wish=wishes[0]):
                self.ended(server)
            client.socket.sock.close()

    def test_with_its_streams_closed(self):
        for redirection in ("<&-", "2>&-", "<&- 2>&-"):
            shell = subprocess.Popen(["sh", "-c", f"exec \"$0\" live \"$1\" --paused --port 0 {redirection}",
                                      GATESIM, PEAK], stdout=subprocess.PIPE, text=True)
            url = shell.stdout.readline().strip()
            with urllib.request.urlopen(url, timeout=10) as page:
                self.assertIn(b"</html>", page.read())
            shell.terminate()
            self.assertEqual(shell.wait(10 * SLOWER), 0, redirection)
            shell.stdout.close()


class Control(unittest.TestCase):
    def setUp(self):
        self.server = Server(PEAK, "--paused")
        self.client = Client(self.server)

    def tearDown(self):
        self.client.close()
        self.server.stop()

    def jump(self, at):
        self.client.ask("jump", at_s=at)
        return self.client.until("numbers", lambda n: n["clock_s"] == at and n["mode"] != "going")

    def test_what_may_change_is_told_as_it_is(self):
        about = self.client.until("session")["sides"][0]
        self.assertIn(["station customs.servers", "12"], about["settings"])
        self.assertIn(["attribute channel.shares", "green 55 %, yellow 25 %, red 20 %"],
                      about["settings"])
        self.jump(2 * DAY)
        same = "\n".join(" = ".join(pair) for pair in about["settings"])
        self.assertTrue(self.client.ask("change", side=0, settings=same)["ok"])
        end = self.jump(7 * DAY)
        self.assertEqual(end["sides"][0]["fingerprint"], fingerprint(PEAK))

    def test_it_is_shown_as_it_is(self):
        self.jump(DAY / 2)
        frame = self.client.until("frame", lambda f: f.clock == DAY / 2)
        side = frame.sides[0]
        session = self.client.heard["session"]["sides"][0]
        numbers = self.client.heard["numbers"]["sides"][0]
        self.assertEqual([p["name"] for p in session["places"]][:3], ["control", "yard", "quarantine"])
        self.assertEqual(len(side["trucks"]), side["inside"])
        self.assertEqual(side["inside"], numbers["trucks_in_system"])
        self.assertEqual(sum(f[0] for f in side["flows"]), numbers["trucks_arrived"])
        for station, place in enumerate(side["places"]):
            in_line = sum(t[2] == station and t[4] == 1 for t in side["trucks"])
            self.assertEqual(in_line, place[1])
        self.assertEqual(len(numbers["queue"][0]), 12)  # hours
        self.assertEqual(len(numbers["stay"]["mean"]), 12)

    def test_no_queue_is_longer_than_its_places_to_wait(self):
        for scenario in ("peak", "platform", "appointments", "called-lanes"):
            with Server(SCENARIOS / f"{scenario}.ini", "--paused") as server:
                client = Client(server)
                session = client.until("session")["sides"][0]["places"]
                for hour in (8, 33, 60, 100):
                    client.ask("jump", at_s=hour * 3600)
                    numbers = client.until("numbers", lambda n: n["clock_s"] == hour * 3600)
                    frame = client.until("frame", lambda f: f.clock == hour * 3600)
                    for i, about in enumerate(session):
                        most = 10**9 if about["waiting"] is None else about["waiting"]
                        self.assertLessEqual(frame.sides[0]["places"][i][1], most)
                        self.assertLessEqual(max(numbers["sides"][0]["queue"][i]), most + 1e-6)
                client.close()

    def test_the_interval_of_every_hour_is_told_after_a_jump(self):
        hourly = self.jump(DAY)["sides"][0]["stay"]
        for hour in (8, 16, 24):
            then = self.jump(hour * 3600)["sides"][0]["time_in_system_s"]
            self.assertEqual([hourly[part][hour - 1] for part in ("mean", "half_width")],
                             [then["mean"], then["half_width"]])
        self.assertIsNotNone(hourly["half_width"][-1])

    def test_trucks_that_are_not_at_the_gate_are_told_where_they_book(self):
        self.assertIsNone(self.jump(DAY)["sides"][0]["demand"])
        with Server(SCENARIOS / "appointments.ini", "--paused") as server:
            client = Client(server)
            client.ask("jump", at_s=5 * DAY)
            numbers = client.until("numbers", lambda n: n["clock_s"] == 5 * DAY and
                                   n["mode"] != "going")["sides"][0]
            client.close()
        demand = numbers["demand"]
        self.assertGreater(demand["no_show"], 10)
        self.assertGreater(demand["at_home"], 10)
        self.assertEqual(demand["wanted"], numbers["trucks_arrived"] + demand["no_slot"] +
                         demand["no_show"] + demand["at_home"])
        self.assertGreater(demand["booking_wait_mean_s"], 600)

    def test_the_last_hour_is_known_in_a_warm_up(self):
        with Server(SCENARIOS / "platform.ini", "--paused") as server:
            client = Client(server)
            crossed = {}
            for hour in (11, 12):
                client.ask("jump", at_s=hour * 3600)
                numbers = client.until("numbers", lambda n: n["clock_s"] == hour * 3600 and
                                       n["mode"] != "going")["sides"][0]
                frame = client.until("frame", lambda f: f.clock == hour * 3600)
                crossed[hour] = sum(f[1] for f in frame.sides[0]["flows"])
            self.assertIsNone(numbers["time_in_system_s"]["mean"])
            last = numbers["last_hour"]
            self.assertGreater(last["crossed"], 20)
            self.assertEqual(last["crossed"], crossed[12] - crossed[11])
            self.assertLess(0, last["mean_s"])
            self.assertLess(last["mean_s"], last["p95_s"])
            client.close()

    def test_run_pause_step_speed(self):
        c = self.client
        c.ask("speed", pace=3600)
        c.ask("run")
        began = c.until("frame", lambda f: f.mode == "running")
        wall = time.time()
        later = c.until("frame", lambda f: f.clock > began.clock + 3600)
        self.assertAlmostEqual((later.clock - began.clock) / (time.time() - wall), 3600, delta=1500)
        c.ask("pause")
        rest = c.at_rest()
        time.sleep(0.3)
        c.ask("step", events=1)
        n = c.until("numbers", lambda n: n["clock_s"] > rest["clock_s"])
        self.assertEqual(n["mode"], "paused")
        self.assertEqual(n["sides"][0]["events"], rest["sides"][0]["events"] + 1)

    def test_to_the_end_flat_out_it_is_the_run(self):
        c = self.client
        c.ask("speed", pace=0)
        c.ask("run")
        end = c.until("numbers", lambda n: n["mode"] == "finished")
        self.assertEqual(end["sides"][0]["fingerprint"], fingerprint(PEAK))
        self.assertEqual(end["clock_s"], 7 * DAY)

    def test_forth_and_back_in_time(self):
        there = self.jump(2 * DAY)["sides"][0]
        self.jump(3 * DAY)
        again = self.jump(2 * DAY)["sides"][0]
        self.assertEqual(there["fingerprint"], again["fingerprint"])
        self.assertEqual(there["events"], again["events"])

    def test_the_history_of_a_truck_and_a_place(self):
        self.jump(DAY)
        frame = self.client.until("frame", lambda f: f.clock == DAY)
        for truck in frame.sides[0]["trucks"][:100:20]:
            serial, of_class, station, _, doing, origin, _, _, _, age = truck
            said = self.client.ask("truck", side=0, origin=origin, serial=serial,
                                   **{"class": of_class})
            self.assertEqual(said["kind"], "truck")
            self.assertEqual(said["serial"], serial)
            now = said["present"]
            self.assertAlmostEqual(DAY - now["arrived_s"], age, delta=0.01 * max(1, age) + 1)
            for visit in said["visits"]:
                self.assertLessEqual(visit["joined_s"], visit["called_s"])
                self.assertLessEqual(visit["called_s"], visit["left_s"])
        place = self.client.ask("place", side=0, station=3)
        self.assertEqual(place["name"], "customs")
        self.assertEqual(place["clock_s"], DAY)
        self.assertEqual(len(place["queue"]), 24)

    def test_a_truck_that_cannot_be_looked_up_is_told_so(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = pathlib.Path(folder) / "circle.ini"
            scenario.write_text(CIRCLE, encoding="utf-8")
            with Server(scenario, "--pace", "max") as server:
                client = Client(server)
                client.until("numbers", lambda n: n["mode"] == "failed")
                said = client.ask("truck", side=0, origin=0, serial=0, **{"class": 0})
                self.assertEqual((said["kind"], said["ok"]), ("reply", False))
                self.assertIn("in a circle", said["error"])
                client.close()

    def test_what_needs_a_file_that_has_gone_is_told_so(self):
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            (folder / "times.csv").write_text("minutes\n5\n7\n", encoding="utf-8")
            (folder / "s.ini").write_text(FROM_A_FILE, encoding="utf-8")
            with Server(folder / "s.ini", "--paused") as server:
                client = Client(server)
                self.assertTrue(client.ask("change", side=0, settings="a.servers = 3")["ok"])
                client.at_rest()
                (folder / "times.csv").unlink()
                for wish in ({"do": "fork"}, {"do": "withdraw", "side": 0},
                             {"do": "truck", "side": 0, "class": 0, "origin": 0, "serial": 0}):
                    said = client.ask(wish.pop("do"), **wish)
                    self.assertFalse(said["ok"], wish)
                    self.assertNotEqual(said["error"], "", wish)
                client.ask("run")
                client.ask("pause")
                numbers = client.at_rest()
                self.assertEqual(numbers["mode"], "paused")
                self.assertEqual(len(numbers["sides"][0]["changes"]), 1)
                client.close()

    def test_every_reply_has_the_number_of_its_wish(self):
        self.assertEqual(self.client.ask("place", side=0, station=3)["kind"], "place")
        self.assertEqual(self.client.ask("export", side=0)["kind"], "export")
        self.assertEqual(self.client.ask("export", side=1)["kind"], "reply")


class WhatIf(unittest.TestCase):
    def jump(self, client, at):
        client.ask("jump", at_s=at)
        return client.until("numbers", lambda n: n["clock_s"] == at and n["mode"] != "going")

    def finish(self, client):
        client.ask("speed", pace=0)
        client.ask("run")
        return client.until("numbers", lambda n: n["mode"] == "finished")

    def export(self, client, side=0):
        """The fingerprint that the exported scenario has when it is run."""
        text = client.ask("export", side=side)["text"]
        with tempfile.TemporaryDirectory() as folder:
            scenario = pathlib.Path(folder) / "exported.ini"
            scenario.write_text(text, encoding="utf-8")
            return fingerprint(scenario), text

    def test_a_change_is_checked_logged_and_can_be_done_again(self):
        with Server(PEAK, "--paused") as server:
            client = Client(server)
            before = self.jump(client, 2 * DAY + 1234.5)["sides"][0]
            wrong = client.ask("change", side=0, settings="customs.servers = many\nyard.service = 1 s")
            self.assertFalse(wrong["ok"])
            self.assertEqual([w["key"] for w in wrong["wrong"]], ["servers", "service"])
            settings = "station customs.servers = 3\nchannel.shares = green 30 %, yellow 30 %, red 40 %"
            self.assertTrue(client.ask("change", side=0, settings=settings)["ok"])
            after = client.until("numbers", lambda n: n["run"] > 1 and n["mode"] == "paused")
            side = after["sides"][0]
            self.assertEqual(after["clock_s"], 2 * DAY + 1234.5)
            self.assertEqual(side["fingerprint"], before["fingerprint"])  # the past is the same
            self.assertFalse(side["past_differs"])
            self.assertEqual(side["changes"], [{"at_s": 2 * DAY + 1235, "made": 1,
                                                "settings": settings}])
            self.jump(client, 3 * DAY)
            self.assertTrue(client.ask("change", side=0, settings="fruit.arrivals = poisson 90/d")["ok"])
            client.until("numbers", lambda n: n["run"] > 2 and n["mode"] == "paused")
            end = self.finish(client)["sides"][0]
            again, text = self.export(client)
            self.assertEqual(again, end["fingerprint"])
            self.assertNotEqual(again, fingerprint(PEAK))
            self.assertIn("at = 2025-05-28 00:20:35\n", text)
            client.close()

    def test_a_change_can_be_taken_back(self):
        with Server(PEAK, "--paused") as server:
            client = Client(server)
            self.jump(client, DAY)
            client.ask("change", side=0, settings="station customs.servers = 3")
            client.until("numbers", lambda n: n["run"] > 1 and n["mode"] == "paused")
            self.jump(client, 2 * DAY)
            self.assertTrue(client.ask("withdraw", side=0)["ok"])
            client.until("numbers", lambda n: n["run"] > 2 and n["mode"] == "paused")
            self.assertEqual(self.finish(client)["sides"][0]["fingerprint"], fingerprint(PEAK))
            client.close()

    def test_two_policies_side_by_side_are_the_two_runs(self):
        files = SCENARIOS / "paper.ini", SCENARIOS / "digital.ini"
        with Server(*files, "--paused") as server:
            client = Client(server)
            half = self.jump(client, DAY)
            frame = client.until("frame", lambda f: f.clock == DAY)
            self.assertEqual(len(frame.sides), 2)
            self.assertEqual(*(s["flows"][0][0] for s in frame.sides))  # the same trucks
            self.assertNotEqual(*(s["fingerprint"] for s in half["sides"]))
            end = self.finish(client)
            self.assertEqual([s["fingerprint"] for s in end["sides"]], [fingerprint(f) for f in files])
            client.close()

    def test_a_copy_beside_shows_what_a_change_does(self):
        with Server(PEAK, "--paused") as server:
            client = Client(server)
            self.jump(client, DAY)
            self.assertTrue(client.ask("fork")["ok"])
            both = client.until("numbers", lambda n: len(n["sides"]) == 2 and n["mode"] == "paused")
            self.assertEqual(*(s["fingerprint"] for s in both["sides"]))
            self.assertTrue(client.ask("change", side=1, settings="customs.servers = 3")["ok"])
            client.until("numbers", lambda n: n["run"] > 2 and n["mode"] == "paused")
            end = self.finish(client)["sides"]
            self.assertEqual(end[0]["fingerprint"], fingerprint(PEAK))
            self.assertEqual(end[1]["fingerprint"], self.export(client, 1)[0])
            self.assertNotEqual(end[0]["fingerprint"], end[1]["fingerprint"])
            client.close()

    def test_a_file_may_have_any_name(self):
        with tempfile.TemporaryDirectory() as folder:
            scenario = os.fsencode(folder) + b"/caf\xe9.ini"
            pathlib.Path(os.fsdecode(scenario)).write_text(CIRCLE, encoding="utf-8")
            with Server(scenario, "--paused") as server:
                client = Client(server)
                self.assertEqual([s["name"] for s in client.until("session")["sides"]], ["caf?"])
                self.assertEqual(client.ask("export", side=0)["name"], "caf?")
                client.close()

    def test_warns_of_dates_outside_of_the_run(self):
        with Server(PEAK, "--set", "customs.maintenance=2024-02-10", "--paused") as server:
            self.assertRegex(server.process.stderr.readline(),
                             r"customs\] maintenance: 2024-02-10 lies outside of the run, ")

    def test_different_times_cannot_stand_side_by_side(self):
        said = subprocess.run([GATESIM, "live", PEAK, SCENARIOS / "minimal.ini"],
                              capture_output=True, text=True)
        self.assertEqual(said.returncode, 2)
        self.assertIn("side by side", said.stderr)


class ManyAndSlow(unittest.TestCase):
    def test_fifty_who_never_read_hold_nobody_up(self):
        with Server(PEAK, "--set", "scenario.duration=1000 w", "--paused") as server:
            slow = [Client(server) for _ in range(50)]
            quick = Client(server)
            quick.ask("speed", pace=36000)
            quick.ask("run")
            began = time.time()
            frames = 0
            while time.time() < began + 5:
                frames += quick.next()[0] == "frame"
            self.assertGreater(frames, 5 * 20 / SLOWER)  # of 30 a second
            asked = time.time()
            self.assertTrue(quick.ask("pause")["ok"])
            self.assertLess(time.time() - asked, 0.5 * SLOWER)
            memory = pathlib.Path(f"/proc/{server.process.pid}/status").read_text()
            resident = int(memory.split("VmRSS:")[1].split()[0])
            if not os.environ.get("GATESIM_SANITIZE"):  # which keeps what is freed
                self.assertLess(resident, 150_000)  # kB: nothing is kept for them
            quick.close()
            for client in slow:
                client.socket.sock.close()

    def test_who_leaves_does_not_keep_others_from_looking_up_a_truck(self):
        weeks = 150  # a second to look a truck up, several on a busy machine
        with Server(PEAK, "--set", f"scenario.duration={weeks} w", "--paused") as server:
            first = Client(server)
            first.ask("jump", at_s=weeks * 7 * DAY)
            first.until("numbers", lambda n: n["mode"] == "finished", 60 * SLOWER)
            second = Client(server)
            truck = {"side": 0, "class": 0, "origin": 0, "serial": 0}
            first.socket.send(json.dumps({"do": "truck", "id": 1} | truck))
            time.sleep(0.1)
            self.assertIn("another truck", second.ask("truck", **truck)["error"])
            first.socket.sock.close()
            time.sleep(0.1)
            self.assertEqual(second.ask("truck", **truck)["kind"], "truck")
            second.close()

    def test_a_truck_is_answered_or_who_asks_too_much_is_turned_out(self):
        truck = '{"do": "truck", "id": 0, "side": 0, "class": 0, "origin": 0, "serial": 0}'
        with Server(PEAK, "--set", "scenario.duration=400 w",
                    "--set", "class fruit.backlog=1900 trucks at yard") as server:
            late = Client(server)
            time.sleep(4 * SLOWER)  # what is on its way to it fills up
            late.socket.send(f'{{"do": "jump", "id": 16, "at_s": {399 * 7 * DAY}}}')
            time.sleep(4 * SLOWER)
            heard = {}
            try:
                for wish in [truck, *(f'{{"do": "run", "id": {i}}}' for i in range(1, 16))]:
                    late.socket.send(wish)
                time.sleep(4 * SLOWER)
                end = time.time() + 5 * SLOWER
                while 0 not in heard and time.time() < end:
                    kind, said = late.next()
                    heard |= {said["reply"]: kind} if kind in ("reply", "truck") else {}
            except Exception:  # it is told to nobody any more
                return
            self.assertEqual(heard.get(0), "truck", heard)

    def test_started_again_at_the_port_it_had(self):
        with Server(PEAK, "--paused") as first:
            port = first.port
            Client(first).close()
        with Server(PEAK, "--paused", port=port) as second:
            Client(second).close()


if __name__ == "__main__":
    view.skip_without("websocket")
    unittest.main()
