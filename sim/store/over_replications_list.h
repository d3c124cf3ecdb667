/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arrays of a results file that are computed over the replications: one table for the writer
 * (sim/experiment/over_replications.c) and for the description of the file (schema.c). */
#ifndef SIM_STORE_OVER_REPLICATIONS_LIST_H
#define SIM_STORE_OVER_REPLICATIONS_LIST_H

#define STEADY_GROUP "steady"
#define QUANTILE_GROUP "quantile"

/* The axes of the two groups: X(code, name, unit or "" for names, meaning). */
#define STEADY_AXIS_LIST(X)                                      \
    X(TIME, "time", "s", "start of a bin, since the start")      \
    X(METHOD, "method", "", "how the end of a warm-up is found") \
    X(PART, "part", "",                                          \
      "mean, half-width of its 95 % interval, batches, and the correlation of neighbours")
#define QUANTILE_AXIS_LIST(X)                           \
    X(LEVEL, "level", "1", "share of the replications") \
    X(BOUND, "bound", "", "what at most that share exceeds, and its 95 % interval")

/* The names along the axes that have names: X(name). */
#define STEADY_METHOD_LIST(X) X("MSER-5")
#define STEADY_PART_LIST(X) X("mean") X("half_width") X("batches") X("lag1")
#define QUANTILE_BOUND_LIST(X) X("quantile") X("low") X("high")

/* The arrays of the group "steady", each along one axis: X(code, name, unit, axis, meaning). The
 * group "quantile" has an array (level, bound) under the name of each column of "summary". */
#define STEADY_LIST(X)                                                                           \
    X(MEAN, "in_system_mean", "truck", TIME, "trucks in the system, mean over the replications") \
    X(WELCH, "in_system_welch", "truck", TIME, "its moving average over a day (Welch)")          \
    X(SETTLES, "settles", "s", METHOD, "where the mean is cut; missing when it does not settle") \
    X(BATCHES, "in_system_batches", "1", PART,                                                   \
      "trucks in the system by batch means of the only replication")

#endif
