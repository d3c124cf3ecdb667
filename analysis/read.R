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
cat(sprintf("most trucks inside %.3f, in the hour from %.0f s\n", inside[fullest],
            read("series/time")[fullest]))

stations <- data.frame(wait = over_replications("station/wait_mean"),
                       queue = over_replications("station/queue_mean"),
                       busy = over_replications("station/utilisation"),
                       row.names = read("station/station"))
for (name in row.names(stations)) {
    row <- stations[name, ]
    cat(sprintf("%s: wait %.3f s, queue %.3f, busy %.3f %%\n", name, row$wait, row$queue, 100 * row$busy))
}
