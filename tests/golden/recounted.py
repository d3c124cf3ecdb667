#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Statistics are what the log of trucks and visits says: each is counted anew from the rows.

Times of the log lie on a grid of 2^-10 s, those of the engine on a finer one, so that a mean may be
half a step of the grid off, and counts not at all. Both are asked of a week that begins with a
backlog (which has not arrived), in which stations close and trucks are still inside at the
end: first without a warm-up, then, of trucks, with one. A gate that takes bookings is asked for what
its trucks waited at home, and for those that never came.
"""
import os
import pathlib
import subprocess
import tempfile
import unittest

import h5py
import numpy

GATESIM = os.environ["GATESIM"]
SCENARIO = pathlib.Path(os.environ["GATESIM_SOURCE"]) / "scenarios/peak.ini"
GRID = 2.0 ** -10
WAITS = "queueing closed down metered staff driver batch road look-up blocked".split()
HOUR, DAY, EVENING = 3600.0, 86400.0, 20 * 3600.0


def area(begin, end, edges):
    """The time between each two edges, summed over stays."""
    reach = [numpy.clip(edge, begin, end).sum() - begin.sum() for edge in edges]
    return numpy.diff(reach)


def most(begin, end, edges):
    """The most stays at once between each two edges. Who comes and goes at one instant of the grid
    may have stood there, or not, and what happens at an edge is before it or after: the least and
    the most that it can have been."""
    instants = numpy.concatenate([begin, end])
    steps = numpy.concatenate([numpy.ones(len(begin)), -numpy.ones(len(end))])
    bounds = []
    for first, side in ((steps, "right"), (-steps, "left")):
        order = numpy.lexsort((first, instants))
        at, level = instants[order], numpy.cumsum(steps[order])
        edge = numpy.searchsorted(at, edges, side)
        bounds.append([max(level[i - 1] if i > 0 else 0, level[i:j].max(initial=0))
                       for i, j in zip(edge[:-1], edge[1:])])
    return numpy.array(bounds)


class Recounted(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "peak.h5")
            subprocess.run([GATESIM, "run", SCENARIO, "--replications", "2", "--quiet", "-o", path,
                            "--set", "results.log=visits"], check=True)
            with h5py.File(path) as file:
                cls.end = float(file.attrs["duration_s"])
                assert file.attrs["warm_up_s"] == 0
                cls.file = {}
                file.visititems(lambda name, item: cls.file.update({name: item[()]})
                                if isinstance(item, h5py.Dataset) else None)
                cls.outcomes = file["truck/outcome"].attrs["flag_meanings"].decode().split()
        cls.bins = numpy.append(cls.file["series/time"], cls.end)

    def rows(self, group):
        """By replication: the columns of a log, what is still there leaving at the end."""
        table = {name.split("/")[1]: values for name, values in self.file.items()
                 if name.startswith(group + "/")}
        for r in range(2):
            of = table["replication"] == r
            rows = {name: values[of] for name, values in table.items()}
            rows["inside"] = ~numpy.isfinite(rows["left"])
            rows["left"] = numpy.where(rows["inside"], self.end, rows["left"])
            yield r, rows

    def assert_near(self, name, found, wanted, step=GRID):
        numpy.testing.assert_allclose(found, wanted, rtol=1e-9, atol=step, err_msg=name)

    def of_trucks(self, group, r, T, at=()):
        where = (r, *at)
        measured = lambda name: self.file[f"{group}/{name}"][where]
        crossed = (T["outcome"] == self.outcomes.index("crossed")) & ~T["inside"]
        stay = (T["left"] - T["arrived"])[crossed]
        self.assertEqual(measured("trucks_arrived"), (T["origin"] != 1).sum())
        self.assertEqual(measured("trucks_at_start"), (T["origin"] == 1).sum())
        self.assertEqual(measured("trucks_crossed"), crossed.sum())
        self.assertEqual(measured("trucks_in_system"), T["inside"].sum())
        self.assert_near("mean", measured("time_in_system_mean"), stay.mean())
        self.assert_near("sd", measured("time_in_system_sd"), stay.std(ddof=1))
        self.assert_near("min", measured("time_in_system_min"), stay.min())
        self.assert_near("max", measured("time_in_system_max"), stay.max())
        self.assert_near("throughput", measured("throughput_per_hour"),
                         crossed.sum() / (self.end / HOUR), 0)
        for share in (50, 90, 95, 99):
            # A histogram's bucket is some hundredths of its value wide.
            numpy.testing.assert_allclose(measured(f"time_in_system_p{share}"),
                                          numpy.percentile(stay, share), rtol=0.02)
        whole = [0.0, self.end]
        self.assert_near("number inside", measured("in_system_mean"),
                         area(T["arrived"], T["left"], whole)[0] / self.end, 1e-5)

    def test_trucks(self):
        for r, T in self.rows("truck"):
            self.of_trucks("summary", r, T)
            for c in range(len(self.file["class/class"])):
                of = T["class"] == c
                self.of_trucks("class", r, {name: values[of] for name, values in T.items()}, (c,))

    def test_time_by_cause(self):
        causes = [cause.decode() for cause in self.file["delay/cause"]]
        for r, T in self.rows("truck"):
            for k, cause in enumerate(causes):
                for c in range(len(self.file["class/class"])):
                    charged = T[f"delay_{cause}"][T["class"] == c]
                    self.assert_near(cause, self.file["delay/class_time"][r, c, k], charged.sum(),
                                     GRID * (len(charged) + 1))
                self.assert_near(cause, self.file["delay/total_time"][r, k],
                                 T[f"delay_{cause}"].sum(), GRID * (len(T["class"]) + 1))

    def test_series_of_trucks(self):
        for r, T in self.rows("truck"):
            width = numpy.diff(self.bins)
            self.assert_near("number inside", self.file["series/in_system_mean"][r],
                             area(T["arrived"], T["left"], self.bins) / width, 1e-3)
            least, greatest = most(T["arrived"], T["left"], self.bins)
            found = self.file["series/in_system_max"][r]
            self.assertTrue((found >= least).all() and (found <= greatest).all())
            gone = T["left"][(T["outcome"] == self.outcomes.index("crossed")) & ~T["inside"]]
            numpy.testing.assert_array_equal(self.file["series/crossed"][r],
                                             numpy.histogram(gone, self.bins)[0])
            hours = numpy.histogram(T["arrived"][T["origin"] != 1] % DAY, numpy.arange(25) * HOUR)[0]
            self.assert_near("by hour", self.file["hour/arrived"][r], hours / (self.end / DAY), 0)

    def test_days(self):
        midnights = numpy.append(numpy.arange(0.0, self.end, DAY), self.end)
        counts = numpy.append(numpy.arange(EVENING, self.end, DAY), self.end)
        numpy.testing.assert_array_equal(self.file["day/day"], midnights[:-1])
        numpy.testing.assert_array_equal(self.file["day/count"], counts)
        for r, T in self.rows("truck"):
            for c in range(len(self.file["class/class"])):
                of = T["class"] == c
                came, gone, there = T["arrived"][of], T["left"][of], T["inside"][of]
                inside = [((came <= t) & ((gone > t) | there)).sum() for t in counts[:-1]]
                numpy.testing.assert_array_equal(self.file["day/backlog"][r, c],
                                                 [*inside, there.sum()])
                numpy.testing.assert_array_equal(self.file["day/arrived"][r, c],
                                                 numpy.histogram(came[T["origin"][of] != 1], midnights)[0])

    def test_stations(self):
        """Visits that go on at the end have rows too, without what has not happened."""
        unserved = 0
        for r, V in self.rows("visit"):
            called = numpy.isfinite(V["called"])
            unserved += (V["inside"] & ~called).sum()
            self.assertFalse((numpy.isfinite(V["service"]) & ~called & V["inside"]).any())
            V["line"] = numpy.where(called, V["called"], V["left"])
            for s in range(len(self.file["station/station"])):
                of = V["station"] == s
                measured = lambda name: self.file[f"station/{name}"][r, s]
                wait = (V["line"] - V["joined"])[of & called]
                line = V["joined"][of], V["line"][of]
                there = V["joined"][of], V["left"][of]
                served = called & numpy.isfinite(V["service"])
                if len(wait) < 2:
                    continue
                self.assertEqual(measured("at_start") + measured("arrived"), of.sum())
                self.assertEqual(measured("served"), (of & served).sum())
                self.assert_near("wait", measured("wait_mean"), wait.mean())
                self.assert_near("sd", measured("wait_sd"), wait.std(ddof=1))
                self.assert_near("longest", measured("wait_max"), wait.max())
                self.assert_near("line", measured("queue_mean"),
                                 area(*line, [0.0, self.end])[0] / self.end, 1e-5)
                self.assert_near("there", measured("occupancy_mean") + measured("road_mean"),
                                 area(*there, [0.0, self.end])[0] / self.end, 1e-5)
                self.assert_near("line", self.file["series/station_queue_mean"][r, s],
                                 area(*line, self.bins) / numpy.diff(self.bins), 1e-3)
                least, greatest = most(*line, self.bins)
                found = self.file["series/station_queue_max"][r, s]
                self.assertTrue((found >= least).all() and (found <= greatest).all())
        self.assertGreater(unserved, 0)


class RecountedWindow(unittest.TestCase):
    """The same week with a warm-up, by what analysis/SCHEMA.md says of the window."""

    def test_trucks(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "peak.h5")
            subprocess.run([GATESIM, "run", SCENARIO, "--quiet", "-o", path, "--replications", "1",
                            "--truck-log", "--set", "scenario.warm-up=50.3 h"], check=True)
            with h5py.File(path) as file:
                self.recount(file)

    def recount(self, file):
        end, opens = file.attrs["duration_s"], file.attrs["warm_up_s"]
        T = {name: column[()] for name, column in file["truck"].items() if name != "row"}
        outcomes = file["truck/outcome"].attrs["flag_meanings"].decode().split()
        inside = ~numpy.isfinite(T["left"])
        left = numpy.where(inside, end, T["left"])
        crossed = (T["outcome"] == outcomes.index("crossed")) & ~inside & (left >= opens)
        came, before = T["arrived"] >= opens, (T["arrived"] < opens) & (left >= opens)
        measured = lambda name: file[f"summary/{name}"][0]
        self.assertGreater(before.sum(), 100)
        self.assertEqual(measured("trucks_arrived"), (came & (T["origin"] != 1)).sum())
        self.assertEqual(measured("trucks_at_start"), before.sum())
        self.assertEqual(measured("trucks_crossed"), crossed.sum())
        stay = (left - T["arrived"])[crossed & came]
        numpy.testing.assert_allclose(measured("time_in_system_mean"), stay.mean(), atol=GRID)
        waits = sum(T[f"delay_{cause}"] for cause in WAITS)[crossed & came]
        numpy.testing.assert_allclose(measured("wait_mean"), waits.mean(), atol=GRID * len(WAITS))
        self.assertAlmostEqual(file["delay/total_time"][0].sum() / (end - opens),
                               area(T["arrived"], left, [opens, end])[0] / (end - opens), places=3)


class Booked(unittest.TestCase):
    def test_demand_and_the_wait_at_home(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "booked.h5")
            subprocess.run([GATESIM, "run", SCENARIO.parent / "appointments.ini", "--quiet", "-o",
                            path, "--replications", "1", "--truck-log", "--set",
                            "scenario.warm-up=0 s"], check=True)
            with h5py.File(path) as file:
                self.recount(file)

    def recount(self, file):
        T = {name: column[()] for name, column in file["truck"].items() if name != "row"}
        outcomes = file["truck/outcome"].attrs["flag_meanings"].decode().split()
        classes = [name.decode() for name in file["class/class"]]
        crossed = T["outcome"] == outcomes.index("crossed")
        numpy.testing.assert_array_equal(T["wished"] + T["delay_booking"] + T["delay_late"],
                                         T["arrived"])
        for c, name in enumerate(classes):
            measured = lambda column: file[f"class/{column}"][0, c]
            of = T["class"] == c
            never = measured("trucks_no_slot") + measured("trucks_no_show")
            self.assertEqual(measured("trucks_wanted"),
                             of.sum() + never + measured("trucks_at_home"))
            total = (T["left"] - T["wished"])[of & crossed]
            numpy.testing.assert_allclose(measured("total_time_mean"), total.mean(), atol=GRID)
            numpy.testing.assert_allclose(measured("total_time_p95"),
                                          numpy.percentile(total, 95), rtol=0.02)
            had = T["booked"] == 0  # yes: a slot, also where it came at once, early for it
            home = T["delay_booking"][of & crossed & had]
            if name not in ("fruit", "goods"):
                self.assertEqual(len(home), 0)
                self.assertTrue(numpy.isnan(measured("booking_wait_mean")))
                continue
            self.assertGreater(never, 10)
            numpy.testing.assert_allclose(measured("booking_wait_mean"), home.mean(), atol=GRID)
            numpy.testing.assert_allclose(measured("booking_wait_max"), home.max(), atol=GRID)
            k = [cause.decode() for cause in file["delay/cause"]].index("booking")
            charged = file["delay/class_time"][0, c, k] - T["delay_booking"][of].sum()
            self.assertGreaterEqual(charged, -1)  # the rest is of those that are still at home
            self.assertEqual(charged > 1, measured("trucks_at_home") > 0)


if __name__ == "__main__":
    unittest.main()
