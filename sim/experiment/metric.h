/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Metrics as users name them: "wait_p95", or "wait_p95 of fruit" for a class, station, route
 * or whatever else the column goes by; and limits on them, "time_in_system_p95 < 6 h". */
#ifndef SIM_EXPERIMENT_METRIC_H
#define SIM_EXPERIMENT_METRIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "analysis/compare/selection.h"
#include "analysis/read/run_data.h"
#include "gatesim/results.h"
#include "sim/experiment/settings.h"

struct metric {
    const char *text; /* borrowed */
    const struct run_data_column *column;
    size_t index; /* of the value in the column */
};

/* metric_is(X, text, M): find what text names in the data X, as metric_find does, without a
 * message. Returns whether there is such a metric. */
bool metric_is(const struct run_data *X, const char *text, struct metric *M);

/* metric_find(messages, X, text, M): set *M to what text names in the data X, for which no
 * replication is needed. Without "of" it is a number of the whole run, from "summary" or the
 * only group that has it; "GROUP/NAME" says which group. Returns 0, or GATESIM_EINPUT or
 * GATESIM_ENOMEM after a message. */
int metric_find(FILE *messages, const struct run_data *X, const char *text, struct metric *M);

/* metric_wrong(X, text): returns what to say of a text that names nothing in X, malloced; NULL
 * without memory. */
char *metric_wrong(const struct run_data *X, const char *text);

/* metric_check(messages, run, runs, metrics): check that each of the metrics is one of some run;
 * the others may lack its station, for example. Returns GATESIM_OK, or GATESIM_EINPUT after a
 * message for each that is none. */
int metric_check(FILE *messages, const struct run_data *const *run, size_t runs,
                 const struct settings *metrics);

/* metric_names(text, C): returns whether text names the column C, of whatever group. */
bool metric_names(const char *text, const struct gatesim_column *C);

/* metric_key(M, currency, ending): returns the name of a metric in tables of data, malloced: its
 * column, the unit, which for money is the currency if there is one, the ending, and what it is
 * of: "wait_p95_s of fruit", "total_cost_VND_half_width". NULL without memory. */
char *metric_key(const struct metric *M, const char *currency, const char *ending);

/* metric_unit_ending(unit): returns the ending that tells a unit, such as "_s"; "" where a name
 * needs none. */
const char *metric_unit_ending(const char *unit);

struct metric_limit {
    struct metric metric;
    char *name; /* owned: the metric's text */
    struct selection_limit limit;
};

/* metric_limit_find(messages, X, text, N): read the limit "METRIC < VALUE" into *N, with <, <=,
 * > or >=, the value with its unit, and "within VALUE" behind it for the tolerance (default: 1 %
 * of the limit). Returns as metric_find; metric_limit_release in either case. */
int metric_limit_find(FILE *messages, const struct run_data *X, const char *text,
                      struct metric_limit *N);

/* metric_limit_release(N): free what N owns. */
void metric_limit_release(struct metric_limit *N);

#endif
