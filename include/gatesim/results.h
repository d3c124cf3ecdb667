/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The results of a replication: numbers in columns that one table describes.
 *
 * Table, writer, reader, terminal and documents share the list of columns, so a
 * new statistic is one new row of it. A column has up to two axes; its values lie
 * in row-major order. SI units. A value that does not exist (the mean wait of no
 * truck) is NaN. */
#ifndef GATESIM_RESULTS_H
#define GATESIM_RESULTS_H

#include <stddef.h>

#include "gatesim/simulation.h"

/* X(code, name, meaning): what an index of a column may count. */
#define GATESIM_AXIS_LIST(X)                                                                  \
    X(NONE, "", "")                                                                           \
    X(CLASS, "class", "truck class")                                                          \
    X(STATION, "station", "station")                                                          \
    X(AGENCY, "agency", "agency that works at stations")                                      \
    X(GROUP, "group", "trucks with a value of an attribute")                                  \
    X(ROUTE, "route", "route")                                                                \
    X(RISK, "risk", "risk, a classifier of trucks")                                           \
    X(APPOINTMENTS, "appointments", "appointments")                                           \
    X(OPTION, "option", "option of a choice of drivers")                                      \
    X(POOL, "pool", "pool of people")                                                         \
    X(SERVICE, "service", "data service")                                                     \
    X(PROMISE, "promise", "promise of how long trucks may wait")                              \
    X(LINK, "link", "from one place to the next")                                             \
    X(CAUSE, "cause", "cause of delay")                                                       \
    X(TIME, "time", "start of a bin of the time series, since the start")                     \
    X(DAY, "day", "start of a calendar day, or of the run in it, since the start")            \
    X(COUNT, "count",                                                                         \
      "instant at which the backlog is counted, at last the end of the run, since the start") \
    X(HOUR, "hour", "hour of the day")

enum gatesim_axis {
#define GATESIM_AXIS_CODE(code, name, meaning) GATESIM_AXIS_##code,
    GATESIM_AXIS_LIST(GATESIM_AXIS_CODE)
#undef GATESIM_AXIS_CODE
        GATESIM_AXES
};

/* gatesim_axis_name(axis): returns the name of an axis, such as "station"; "" for NONE. */
const char *gatesim_axis_name(enum gatesim_axis axis);

/* gatesim_axis_meaning(axis): returns what the positions of an axis are, in words. */
const char *gatesim_axis_meaning(enum gatesim_axis axis);

/* gatesim_axis_length(S, axis): returns how many positions an axis has for S; 1 for NONE. */
size_t gatesim_axis_length(const struct gatesim_scenario *S, enum gatesim_axis axis);

/* gatesim_axis_label(S, axis, i): returns the name of position i of an axis; NULL for TIME, DAY,
 * COUNT, HOUR and NONE, whose positions are numbers. The name belongs to S. */
const char *gatesim_axis_label(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i);

/* gatesim_axis_coordinate(S, axis, i): returns where position i lies: s since the start for TIME,
 * DAY and COUNT, the hour for HOUR, else i. */
double gatesim_axis_coordinate(const struct gatesim_scenario *S, enum gatesim_axis axis, size_t i);

/* A column: one statistic, for every position of its axes. */
struct gatesim_column {
    const char *group;   /* "summary", "class", "station", ... : the folder in the file */
    const char *name;    /* unique within its group */
    const char *unit;    /* "s", "truck", "truck h-1", "1", "m" */
    const char *meaning; /* a sentence: the long name */
    enum gatesim_axis axis[2];
};

/* gatesim_columns(count): returns the table of all columns, which is constant, and their number as
 * *count. */
const struct gatesim_column *gatesim_columns(size_t *count);

/* gatesim_column_size(S, column): returns how many values a column has for S: the product of the
 * lengths of its axes. */
size_t gatesim_column_size(const struct gatesim_scenario *S, size_t column);

/* gatesim_column_find(group, name): returns the number of the column, or -1 when there is none. */
int gatesim_column_find(const char *group, const char *name);

/* gatesim_results(G, column, values): write the values of a column over the measured window so far
 * to values, which has room for gatesim_column_size. They are final when the run is finished. */
void gatesim_results(const struct gatesim *G, size_t column, double *values);

/* gatesim_result(G, column, i): returns value i of a column alone. */
double gatesim_result(const struct gatesim *G, size_t column, size_t i);

/* gatesim_values_count(S): returns how many values all columns have together for S. */
size_t gatesim_values_count(const struct gatesim_scenario *S);

/* gatesim_values(G, values): write the values of all columns, one column after the other, to
 * values, which has room for gatesim_values_count. */
void gatesim_values(const struct gatesim *G, double *values);

#endif
