# SPDX-License-Identifier: GPL-3.0-or-later
"""A live view that is served for a test, and a client of it."""
import json
import os
import pathlib
import signal
import struct
import subprocess
import sys
import tempfile
import time

GATESIM = os.environ["GATESIM"]
SLOWER = int(os.environ.get("GATESIM_SLOWER", "1"))
SCENARIOS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
MODES = ["paused", "running", "going", "finished", "failed"]

# two trucks each of which wants, at minute 15, what the other one holds
CIRCLE = """[scenario]
duration = 1 d
[class one]
route = ab
arrivals = every 10 min
[class two]
route = ba
arrivals = every 10 min
[station a]
servers = 1
waiting = 0
service = 5 min
[station b]
servers = 1
waiting = 0
service = 5 min
[route ab]
steps =
    a
    b
[route ba]
steps =
    b
    a
"""


def skip_without(*modules):
    """End as a skipped test where the server, or a module that a test needs, is not there."""
    for module in modules:
        try:
            __import__(module)
        except ImportError:
            print("skipped: missing:", module)
            sys.exit(77)
    said = subprocess.run([GATESIM, "live", "none.ini"], capture_output=True, text=True)
    if "built without" in said.stderr:
        print("skipped:", said.stderr)
        sys.exit(77)


def fingerprint(*arguments):
    """Of the first replication when gatesim run is given these."""
    with tempfile.TemporaryDirectory() as folder:
        said = subprocess.run([GATESIM, "run", *arguments, "--quiet", "--json", "-o",
                               pathlib.Path(folder) / "o.h5"], check=True, capture_output=True)
    return json.loads(said.stdout)["fingerprints"][0]


class Server:
    def __init__(self, *arguments, port=0, cwd=None, preexec_fn=None):
        self.process = subprocess.Popen([GATESIM, "live", "--port", str(port), *arguments], cwd=cwd,
                                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        preexec_fn=preexec_fn)
        self.url = self.process.stdout.readline().strip()
        if not self.url.startswith("http://"):
            raise RuntimeError(self.process.stderr.read())
        self.host = self.url.split("/")[2]
        self.port = int(self.host.rsplit(":", 1)[1])
        self.token = self.url.split("/?token=")[1]

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        status = self.stop()
        if kind is None and status != 0:
            raise RuntimeError(f"it ended with {status}")

    def stop(self):
        """Ctrl-C; returns the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        status = self.process.wait(10 * SLOWER)
        self.process.stdout.close()
        self.process.stderr.close()
        return status

    def seconds(self):
        """Of processor time so far."""
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Frame:
    """See sim/live/frame.h."""

    def __init__(self, data):
        magic, self.run, self.clock, self.pace, mode, sides, _, _ = struct.unpack_from(
            "<IIddBBBB", data)
        assert magic == 0x31465347
        self.mode = MODES[mode]
        self.sides = []
        at = 28
        for _ in range(sides):
            inside, trucks, stations, classes = struct.unpack_from("<4I", data, at)
            at += 16
            places = [struct.unpack_from("<10If", data, at + 44 * i) for i in range(stations)]
            at += 44 * stations
            flows = [struct.unpack_from("<3I", data, at + 12 * i) for i in range(classes)]
            at += 12 * classes
            list_ = [struct.unpack_from("<I3HBB4s3f", data, at + 28 * i) for i in range(trucks)]
            at += 28 * trucks
            self.sides.append({"inside": inside, "places": places, "flows": flows,
                               "trucks": list_})
        assert at == len(data)


class Client:
    def __init__(self, server, query=None):
        import websocket

        self.id = 0
        self.heard = {}
        path = "/" + (f"?token={server.token}" if query is None else query)
        self.socket = websocket.create_connection(
            f"ws://{server.host}{path}", subprotocols=["gatesim-live"],
            origin=f"http://{server.host}", timeout=10 * SLOWER)

    def close(self):
        self.socket.close()

    def next(self):
        """One message: its kind, and what it says; remembered as the newest of its kind."""
        kind, data = self.socket.recv_data()
        if kind == 2:
            said = Frame(data)
            self.heard["frame"] = said
            return "frame", said
        if kind != 1:
            raise EOFError(data)
        said = json.loads(data)
        self.heard[said["kind"]] = said
        return said["kind"], said

    def until(self, kind, holds=lambda said: True, seconds=20):
        end = time.time() + seconds
        while time.time() < end:
            which, said = self.next()
            if which == kind and holds(said):
                return said
        raise TimeoutError(kind)

    def ask(self, what, **more):
        """The reply to a wish."""
        self.id += 1
        mine = self.id
        self.socket.send(json.dumps({"do": what, "id": mine, **more}))
        end = time.time() + 20
        while time.time() < end:
            which, said = self.next()
            if which != "frame" and said.get("reply") == mine:
                return said
        raise TimeoutError(what)

    def at_rest(self):
        """The numbers when it is paused or at its end."""
        return self.until("numbers", lambda n: n["mode"] in ("paused", "finished", "failed"))
