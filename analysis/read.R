#!/usr/bin/env Rscript
# SPDX-License-Identifier: GPL-3.0-or-later
# A results file in R, with hdf5r (Debian: r-cran-hdf5r): read.R FILE.h5. R has the axes in the
# other order: the replication is the last.
suppressMessages(library(hdf5r))

file <- H5File$new(commandArgs(trailingOnly = TRUE)[1], mode = "r")
read <- function(name) {
    x <- file[[name]]$read(drop = FALSE)
    if (is.null(dim(x))) x <- array(x, length(x))
    x
}
complete <- read("complete") == 1
over_replications <- function(name) {
    x <- read(name)
    apply(x, seq_len(length(dim(x)) - 1), function(v) mean(v[complete]))
}

cat(h5attr(file, "title"), "\n", sep = "")
in_system <- read("summary/time_in_system_mean")[complete]
half_width <- qt(0.975, length(in_system) - 1) * sd(in_system) / sqrt(length(in_system))
cat(sprintf("time in system %.3f s, 95 %% interval +- %.3f s\n", mean(in_system), half_width))

inside <- over_replications("series/in_system_mean")
fullest <- which.max(inside)
time <- as.POSIXct(h5attr(file, "start"), "UTC", "%Y-%m-%dT%H:%M:%S") + read("series/time")
cat(sprintf("most trucks inside %.3f, in the hour from %s\n", inside[fullest],
            format(time[fullest], "%Y-%m-%d %H:%M")))

# Times count from the start, so that they group by the hour of the day.
by_hour <- tapply(inside, format(time, "%H"), mean)
cat("inside by hour of the day: ", paste(sprintf("%.3f", by_hour), collapse = " "), "\n", sep = "")

# Axes have their names in datasets beside them: classes, and causes of delay.
delay <- over_replications("delay/class_time")
dimnames(delay) <- list(cause = read("delay/cause"), class = read("delay/class"))
for (name in colnames(delay)) {
    x <- delay[delay[, name] > 0, name]
    cat(name, ": ", paste(sprintf("%s %.0f s", names(x), x), collapse = ", "), "\n", sep = "")
}

stations <- data.frame(wait = over_replications("station/wait_mean"),
                       queue = over_replications("station/queue_mean"),
                       busy = over_replications("station/utilisation"),
                       row.names = read("station/station"))
for (name in row.names(stations)) {
    row <- stations[name, ]
    cat(sprintf("%s: wait %.3f s, queue %.3f, busy %.3f %%\n", name, row$wait, row$queue, 100 * row$busy))
}
