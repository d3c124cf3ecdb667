# SPDX-License-Identifier: GPL-3.0-or-later
# A results file in Julia, with HDF5.jl: julia read.jl FILE.h5. Julia has the axes in the other
# order: the replication is the last.
using Dates, HDF5, Printf, Statistics

h5open(ARGS[1]) do file
    complete = read(file["complete"]) .== 1
    over_replications(name) = (x = read(file[name]); vec(mean(x[:, complete], dims = 2)))

    println(read_attribute(file, "title"))
    in_system = read(file["summary/time_in_system_mean"])[complete]
    half_width = read(file["estimate/summary/time_in_system_mean"])[2]
    @printf("time in system %.3f s, 95 %% interval +- %.3f s\n", mean(in_system), half_width)

    inside = over_replications("series/in_system_mean")
    most, fullest = findmax(inside)
    time = DateTime(read_attribute(file, "start")) .+ Second.(read(file["series/time"]))
    @printf("most trucks inside %.3f, in the hour from %s\n", most,
            Dates.format(time[fullest], "yyyy-mm-dd HH:MM"))

    # Times count from the start, so that they group by the hour of the day.
    by_hour = [mean(inside[hour.(time) .== h]) for h in 0:23]
    println("inside by hour of the day: ", join((@sprintf("%.3f", x) for x in by_hour), " "))

    # Axes have their names in datasets beside them: classes, and causes of delay.
    delay = dropdims(mean(read(file["delay/class_time"])[:, :, complete], dims = 3), dims = 3)
    for (k, class) in enumerate(read(file["delay/class"]))
        told = [@sprintf("%s %.0f s", cause, x)
                for (cause, x) in zip(read(file["delay/cause"]), delay[:, k]) if x > 0]
        println(class, ": ", join(told, ", "))
    end

    names = read(file["station/station"])
    wait, queue, busy = over_replications.("station/" .* ["wait_mean", "queue_mean", "utilisation"])
    for (name, w, q, b) in zip(names, wait, queue, busy)
        @printf("%s: wait %.3f s, queue %.3f, busy %.3f %%\n", name, w, q, 100 * b)
    end
end
