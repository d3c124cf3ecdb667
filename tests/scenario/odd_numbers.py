#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scenarios with odd numbers are run, not only checked: each ends with a result or with a message, in
a few seconds of processor time and without much memory."""
import os
import pathlib
import resource
import subprocess
import tempfile
import unittest

GATESIM = os.environ["GATESIM"]
SLOWER = int(os.environ.get("GATESIM_SLOWER", "1"))
CPU = 5 * SLOWER  # s
WATCHED = os.environ.get("GATESIM_SANITIZE")  # which needs more address space than any limit
MEMORY = 1 << 30  # bytes of address space

NUMBERS = ["0", "-0", "-0.0", "+0", "1e-320", "5e-324", "1e-400", "-1e-400", "1e-9", "1e300", "1.8e308",
           "9007199254740993", "-1", "nan", "inf", "1,000", "1e5"]

# Each has one odd number, in the place of N.
FORMS = ["arrivals = poisson N/h", "arrivals = poisson N/s", "arrivals = every N s",
         "arrivals = renewal exponential mean N min", "arrivals = renewal gamma mean 5 min cv N",
         "surge = x N on 2025-01-06", "patience = N s", "patience = exponential mean N h",
         "batch = constant N", "batch = gamma mean N cv 1", "backlog = N trucks at s",
         "from = 2025-01-06 00:00\nuntil = 2025-01-06 12:00\nbatch = uniform low 1 high N",
         "profile = p\n[profile p]\nweekday = N N N N N N 1",
         "profile = p\n[profile p]\nweekday = N 0 0 0 0 0 0"]
PLACES = ["service = N s", "service = lognormal mean N min cv 1", "service = lognormal mean 1 min cv N",
          "service = exponential rate N/h", "service = uniform low 0 s high N s",
          "service = weibull shape N scale 1 min", "service = exponential mean 1 min at most N s",
          "service = exponential mean 1 min between N s and 2 min", "setup = N ms", "travel = N d",
          "servers = N", "waiting = N", "speed = N", "speed = 1, N during 06:00-08:00", "admit-rate = N/h",
          "fails-after = exponential mean N s\nrepair = 1 s", "fails-after = 1 h\nrepair = N s",
          "quota = N/h", "patience = N h"]
RUNS = ["duration = N s", "duration = N d", "warm-up = N h", "replications = N", "seed = N", "precision = N %"]


def scenario(run="", arrivals="arrivals = poisson 20/h", place=""):
    keys = {"duration": "duration = 1 d"}
    keys.update({line.split(" =")[0]: line for line in run.splitlines()})
    station = {"servers": "servers = 2", "service": "service = 3 min"}
    station.update({line.split(" =")[0]: line for line in place.splitlines()})
    if not arrivals.startswith("arrivals"):
        arrivals = "arrivals = poisson 20/h\n" + arrivals
    return "\n".join(["[scenario]", *keys.values(), "[station s]", *station.values(), "[route r]", "steps = s",
                      "[class a]", "route = r", arrivals, ""])


def limits():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU + 1))
    if not WATCHED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


class OddNumbers(unittest.TestCase):
    def run_all(self, texts):
        wrong = []
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "odd.ini"
            for text in texts:
                path.write_text(text, encoding="utf-8")
                done = subprocess.run([GATESIM, "run", "odd.ini", "--quiet", "--threads", "1"], cwd=folder,
                                      preexec_fn=limits, capture_output=True, text=True)
                told = done.returncode == 0 or (done.returncode in (1, 2) and done.stderr.strip())
                if not told:
                    wrong.append(f"status {done.returncode}, {done.stderr!r}:\n{text}")
        self.assertEqual(wrong, [])

    def test_arrivals(self):
        self.run_all(scenario(arrivals=form.replace("N", n)) for form in FORMS for n in NUMBERS)

    def test_places(self):
        self.run_all(scenario(place=form.replace("N", n)) for form in PLACES for n in NUMBERS)

    def test_runs(self):
        self.run_all(scenario(run=form.replace("N", n)) for form in RUNS for n in NUMBERS
                     if (form, n) != ("replications = N", "1e5"))  # as many as asked for take their time


if __name__ == "__main__":
    unittest.main()
