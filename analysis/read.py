#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A results file in Python: read.py FILE.h5. read.R and read.jl print the same."""
import sys

import h5py
import pandas
import xarray

path = sys.argv[1]

# h5py: a dataset is an array, the replication its first axis.
with h5py.File(path) as file:
    complete = file["complete"][:] == 1
    title = file.attrs["title"].decode()

# xarray: a group is a data set whose axes have names; a file that is not whole has gaps.
whole = xarray.open_dataset(path, group="summary").isel(replication=complete)
series = xarray.open_dataset(path, group="series").isel(replication=complete)
estimate = xarray.open_dataset(path, group="estimate/summary")

print(title)
in_system = whole.time_in_system_mean
half_width = estimate.time_in_system_mean.sel(statistic="half_width").item()
print(f"time in system {in_system.mean().item():.3f} s, 95 % interval +- {half_width:.3f} s")

inside = series.in_system_mean.mean("replication")
fullest = inside.isel(time=int(inside.argmax()))
print(f"most trucks inside {fullest.item():.3f}, in the hour from {fullest.time.dt.strftime('%Y-%m-%d %H:%M').item()}")

# Times of axes and logs are dates and times, so that they group by the hour of the day.
by_hour = inside.groupby("time.hour").mean()
print("inside by hour of the day:", " ".join(f"{x:.3f}" for x in by_hour.values))

# Axes with names have them as coordinates: classes, and causes of delay.
delay = xarray.open_dataset(path, group="delay").isel(replication=complete).class_time.mean("replication")
for name in delay["class"].values:
    print(f"{name}:", ", ".join(f"{cause} {x:.0f} s" for cause, x in zip(delay.cause.values, delay.sel({"class": name}).values) if x > 0))

# pandas: the axes become the index.
stations = xarray.open_dataset(path, group="station").isel(replication=complete)
table: pandas.DataFrame = stations[["wait_mean", "queue_mean", "utilisation"]].mean("replication").to_dataframe()
for name, row in table.iterrows():
    print(f"{name}: wait {row.wait_mean:.3f} s, queue {row.queue_mean:.3f}, busy {100 * row.utilisation:.3f} %")
