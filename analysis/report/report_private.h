/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the parts of a report's writing have of each other. */
#ifndef ANALYSIS_REPORT_REPORT_PRIVATE_H
#define ANALYSIS_REPORT_REPORT_PRIVATE_H

#include <string.h>

#include "analysis/report/json_parts.h"
#include "analysis/report/report.h"

struct writer {
    const struct report *R;
    bool lost;       /* memory ran out on the way */
    double *scratch; /* as many as the most replications, and one more */
};

/* put(W, object, key, value): put value under the key of a JSON object, which takes over the
 * reference; a loss is noted in W. */
static inline void put(struct writer *W, json_t *object, const char *key, json_t *value)
{
    part_put(&W->lost, object, key, value);
}

/* append(W, array, value): put value behind the last of a JSON array, which takes over the
 * reference; a loss is noted in W. */
static inline void append(struct writer *W, json_t *array, json_t *value)
{
    part_append(&W->lost, array, value);
}

/* report_is_series(C): returns whether a column is a time series: its last axis is that of the
 * bins. */
static inline bool report_is_series(const struct run_data_column *C)
{
    return C->axes > 0 && strcmp(C->axis[C->axes - 1].name, "time") == 0;
}

/* report_thinning(R): returns how many neighbouring bins become one point of a series, the same in
 * all runs of the report, so that a page stays small. */
size_t report_thinning(const struct report *R);

/* report_series(W, X, thin): returns the time series of run X as pages show them, thin bins to a
 * point, with the band that holds most replications. A loss is noted in W. */
json_t *report_series(struct writer *W, const struct run_data *X, size_t thin);

/* report_week(W, X): by station, the mean line by hour of the week, from Monday 0:00. */
json_t *report_week(struct writer *W, const struct run_data *X);

/* report_warm_up(W, X): how many trucks are inside, smoothed, and where that settles. */
json_t *report_warm_up(struct writer *W, const struct run_data *X);

#endif
