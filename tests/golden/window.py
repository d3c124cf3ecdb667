#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A warm-up takes out what happened in it, and nothing else. The same trucks are simulated until
its end, until the end of the run, and until then with the warm-up: what is summed over the window
is the second less the first, and what is a mean over time is so when multiplied by the time. Both
are asked of every such column, of gates that together have something in each. What is told of those
trucks alone that arrive in the window is not of this kind, nor are shares of what was counted.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

import h5py
import numpy

GATESIM = os.environ["GATESIM"]
SCENARIOS = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios"
NAMES = ("four-gates", "appointments", "called-lanes", "coc-nam", "crisis", "daily-quota",
         "dedicated-drivers", "durian", "joint-inspection", "peak", "registry-outage", "upkeep")
# Its outage is in another season: there are some in these days too, and control does without.
# A barrier with few places has trucks on the road before it.
MORE = {"peak": ["--set", "barrier-in.waiting=3"],
        "registry-outage": ["--set", "registry.fails-after=10 h", "--set", "registry.repair=1 h",
                            "--set", "control.on-outage=pass"]}
OPENS, ENDS = 5770.0, 9010.0  # min; neither is the start of an hour

FLOWS = "trucks_arrived trucks_crossed trucks_turned_back trucks_reneged trucks_diverted"
COSTS = "time_cost fees fuel co2"
SUMS = {
    "agency": "staff_cost " + COSTS,
    "appointments": "walk_ins missed",
    "by": "trucks_crossed trucks_turned_back",
    "choice": "chosen",
    "class": FLOWS,
    "cost": COSTS + " value_lost turned_back_loss",
    "delay": "agency_time class_time station_time total_time",
    "flow": "trucks",
    "pool": "taken",
    "risk": "inspected caught missed needless",
    "route": FLOWS,
    "service": "look_ups outages",
    "station": "arrived served reneged breakdowns extra_time fallbacks",
    "summary": FLOWS + " measured_time staff_cost total_cost value_lost turned_back_loss " + COSTS,
}
MEANS = {
    "agency": "servers_mean busy_fraction idle_fraction blocked_fraction kept_fraction "
              "down_fraction closed_fraction",
    "class": "in_system_mean throughput_per_hour",
    "pool": "people_mean over_mean busy_mean",
    "route": "in_system_mean throughput_per_hour",
    "service": "under_way_mean outage_fraction",
    "station": "queue_mean road_mean occupancy_mean servers_mean utilisation idle_fraction blocked_fraction "
               "kept_fraction closed_fraction down_fraction at_capacity_fraction metered_fraction",
    "summary": "in_system_mean throughput_per_hour road_queue_mean road_length_mean",
}
# Which of the stations beside each other a truck has waited for is known when it goes on.
UNKNOWN = {("joint-inspection", name)
           for name in ("delay/station_time", "delay/agency_time", "agency/time_cost")}
# A run that ends has no slots after its end: trucks find none there that a longer run has for them,
# and what those at home wait and lose is another's.
UNKNOWN |= {(gate, name) for gate in ("four-gates", "appointments")
            for name in ("cost/time_cost", "cost/turned_back_loss", "summary/time_cost",
                         "summary/turned_back_loss", "summary/total_cost")}
HOME = ("booking", "late")


def columns(kinds):
    return [f"{group}/{name}" for group, names in kinds.items() for name in names.split()]


def run(name, folder, ends, opens):
    """Columns of the results of one replication."""
    path = pathlib.Path(folder) / "window.h5"
    subprocess.run([GATESIM, "run", SCENARIOS / f"{name}.ini", "--replications", "1", "--quiet",
                    "--set", f"scenario.duration={ends} min", "--set",
                    f"scenario.warm-up={opens} min", *MORE.get(name, []), "-o", path], check=True)
    with h5py.File(path) as file:
        found = {c: file[c][0] for c in columns(SUMS) + columns(MEANS) if c in file}
        at_gate = [cause.decode() not in HOME for cause in file["delay/cause"]]
    for column in found:
        if column.startswith("delay/"):
            found[column] = found[column][..., at_gate]
    return found


def main():
    wrong, met = [], set()
    with tempfile.TemporaryDirectory() as folder:
        for name in NAMES:
            before, whole, window = (run(name, folder, *times) for times in
                                     ((OPENS, 0), (ENDS, 0), (ENDS, OPENS)))
            for column, weights in [(c, (1, 1, 1)) for c in columns(SUMS)] + \
                                   [(c, (OPENS, ENDS, ENDS - OPENS)) for c in columns(MEANS)]:
                if column not in window or (name, column) in UNKNOWN:
                    continue
                parts = [w * x[column] for w, x in zip(weights, (before, whole, window))]
                most = numpy.nansum(numpy.abs(parts[1]))
                if not numpy.allclose(parts[2], parts[1] - parts[0], rtol=1e-9, atol=1e-12 * most,
                                      equal_nan=True):
                    wrong.append(f"{name}: {column}: {parts[2]}, not {parts[1] - parts[0]}")
                if numpy.nansum(numpy.abs(parts[0])) > 0:
                    met.add(column)
    wrong += [f"{c}: no gate has any" for c in columns(SUMS) + columns(MEANS) if c not in met]
    print("\n".join(wrong) if wrong else f"{len(met)} columns of {len(NAMES)} gates")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
