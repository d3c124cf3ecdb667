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
fullest = int(inside.argmax())
print(f"most trucks inside {inside[fullest].item():.3f}, in the hour from {inside.time[fullest].item():.0f} s")

# pandas: the axes become the index.
stations = xarray.open_dataset(path, group="station").isel(replication=complete)
table: pandas.DataFrame = stations[["wait_mean", "queue_mean", "utilisation"]].mean("replication").to_dataframe()
for name, row in table.iterrows():
    print(f"{name}: wait {row.wait_mean:.3f} s, queue {row.queue_mean:.3f}, busy {100 * row.utilisation:.3f} %")
