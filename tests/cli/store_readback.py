# SPDX-License-Identifier: GPL-3.0-or-later
"""store_readback.py FILE.h5: a results file opens as it is in h5py, netCDF4 and xarray, and
all three see the same numbers, names, units and dimensions."""
import sys
import warnings

import h5py
import netCDF4
import numpy as np
import xarray as xr

ENGINES = [e for e in ("netcdf4", "h5netcdf") if e in xr.backends.list_engines()]
LABELS = {"class", "station", "route", "cause", "statistic"}
PLAIN = {"row"}  # an axis without coordinates


def text(value):
    return value.decode() if isinstance(value, bytes) else str(value)


def groups(file):
    found = ["/"]
    file.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Group) else None)
    return found


def check_h5py(name, item):
    """A dataset's own description; returns the names of its dimensions."""
    last = name.split("/")[-1]
    if last in PLAIN:
        return []
    assert "long_name" in item.attrs, f"{name}: no long_name"
    if last == "scenario" or h5py.h5ds.is_scale(item.id):
        return []
    dims = [d[0].name.split("/")[-1] for d in item.dims if len(d) == 1]
    assert len(dims) == item.ndim, f"{name}: a dimension without its scale"
    if item.dtype == np.float64:
        assert np.isnan(item.fillvalue) and np.isnan(item.attrs["_FillValue"]).all(), name
        assert text(item.attrs["units"]), f"{name}: no unit"
    if "flag_values" in item.attrs:
        words = text(item.attrs["flag_meanings"]).split(" ")
        values = item.attrs["flag_values"]
        assert values.dtype == item.dtype and len(words) == len(values), f"{name}: flags"
        assert item.size == 0 or item[...].max() < len(words), f"{name}: a value has no flag"
    return dims


def check_netcdf(file, name, item, dims):
    variable = file[name] if "/" in name else file.variables[name]
    assert list(variable.dimensions) == dims, f"{name}: {variable.dimensions} is not {dims}"
    variable.set_auto_mask(False)
    np.testing.assert_array_equal(variable[...], item[...], err_msg=name)


def seconds(instants, unit):
    """Dates and times as the seconds that the unit says, NaN for what is missing."""
    passed = instants - np.datetime64(unit.removeprefix("seconds since "), "ns")
    return np.where(np.isnat(passed), np.nan, passed / np.timedelta64(1, "s"))


def check_xarray(path, engine, group, file):
    keywords = {"group": group} if group != "/" else {}
    if engine == "h5netcdf":
        keywords["phony_dims"] = "access"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        # xarray of 2023 casts what is missing among dates, before it puts NaT there.
        warnings.filterwarnings("ignore", "invalid value encountered in cast", RuntimeWarning)
        with xr.open_dataset(path, engine=engine, **keywords) as data:
            data.load()
            members = {k: v for k, v in file[group].items() if isinstance(v, h5py.Dataset)}
            assert set(data.variables) == set(members) - PLAIN, f"{group}: {engine}"
            for name, item in members.items():
                if name in PLAIN:
                    continue
                held = item.asstr()[...] if item.dtype.kind == "O" else item[...]
                unit = text(item.attrs.get("units", ""))
                if unit.startswith("seconds since ") and held.size > 0:
                    np.testing.assert_allclose(seconds(data[name].values, unit), held, rtol=0,
                                               atol=1e-6, err_msg=name)
                    continue
                if held.size > 0:
                    assert data[name].dtype.kind not in "mM", f"{group}/{name} became a time"
                np.testing.assert_array_equal(data[name].values, held, err_msg=name)
                if h5py.h5ds.is_scale(item.id) and name in LABELS:
                    first = str(data[name].values[0])
                    assert data.sel({name: first}).sizes.get(name) is None


def main(path):
    with h5py.File(path, "r") as file, netCDF4.Dataset(path) as other:
        assert {"scenario_sha256", "seed", "gatesim_version", "start", "duration_s", "warm_up_s",
                "source", "Conventions"} <= set(file.attrs)
        scenario = file["scenario"].asstr()[()]
        assert other.variables["scenario"][...] == scenario and scenario
        found = {}
        file.visititems(lambda n, i: found.update({n: i}) if isinstance(i, h5py.Dataset) else None)
        for name, item in found.items():
            dims = check_h5py(name, item)
            if dims:
                check_netcdf(other, name, item, dims)
        for group in groups(file):
            for engine in ENGINES:
                check_xarray(path, engine, group, file)
        check_truck_log(file)
    print(f"{path}: {len(found)} datasets read alike by h5py, netCDF4 and xarray {ENGINES}")


def check_truck_log(file):
    """The wish, delays at home, arrival, delays at the gate add up to the departure exactly; rows
    are in order."""
    for kind in {"truck", "visit"} & set(file):
        log = file[kind]
        assert (np.diff(log["replication"][...].astype(int)) >= 0).all()
        counted = np.bincount(log["replication"][...], minlength=len(file["replication"]))
        np.testing.assert_array_equal(counted, file[kind + "_rows"][...])
    if "truck" not in file:
        return
    log = file["truck"]
    names = {name for name in log if name.startswith("delay_")}
    home = {"delay_booking", "delay_late"}
    assert home < names
    np.testing.assert_array_equal(
        log["wished"][...] + sum(log[name][...] for name in home), log["arrived"][...])
    delays = sum(log[name][...] for name in names - home)
    gone = ~np.isnan(log["left"][...])
    np.testing.assert_array_equal((log["arrived"][...] + delays)[gone], log["left"][...][gone])


main(sys.argv[1])
