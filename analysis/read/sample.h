/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sample: what the complete replications of one run have measured, by column, from a run in
 * this process or from a results file.
 *
 * Columns are what the run has: nothing here knows their names. Time series by bin are left
 * out, being large and not for comparing means, unless a file is read whole. Owns its memory but
 * for what it says. */
#ifndef ANALYSIS_READ_SAMPLE_H
#define ANALYSIS_READ_SAMPLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/scenario.h"

struct arena;

struct sample_axis {
    const char *name; /* "class" */
    size_t length;
    const char *const *labels; /* by position; NULL: it has numbers */
    double first;              /* its first number */
    double step;               /* from its first number to the second; 0: there are not two */
};

struct sample_column {
    const char *group, *name, *unit, *meaning;
    size_t axes; /* 0..2 */
    struct sample_axis axis[2];
    size_t size;   /* values a replication: the product of the axes' lengths */
    size_t offset; /* of the first of them among all of a replication */
};

struct sample {
    struct arena *arena;
    const char *path; /* of the scenario or the results file */
    const char *name; /* what a reader calls it: the file without folder and ending */
    const char *title, *sha256;
    const char *currency; /* of the columns with that unit; "" when there is none */
    const char *start;    /* local date and time, ISO 8601 */
    /* Only of a results file that was read whole; else NULL. scenario: its resolved text. */
    const char *question, *version, *scenario;
    uint64_t *fingerprint; /* by replication; owned */
    uint64_t seed;
    double duration, warm_up; /* s */
    size_t columns;
    struct sample_column *column;
    size_t width;          /* values a replication */
    size_t count, room;    /* replications */
    uint32_t *replication; /* their numbers, ascending */
    double *values;        /* [replication][width] */
};

/* sample_of(S, path, sample): no replication yet of a run of scenario S. Returns 0 or
 * GATESIM_ENOMEM. */
int sample_of(const struct gatesim_scenario *S, const char *path, struct sample **sample);

/* sample_add(X, S, replication, values): the next replication of scenario S, all columns of
 * gatesim_columns end to end. Returns 0 or GATESIM_ENOMEM. */
int sample_add(struct sample *X, const struct gatesim_scenario *S, uint32_t replication,
               const double *values);

/* sample_read(path, sample, reason): read a results file, in a child process, since a damaged
 * one can crash HDF5 1.10.8. Returns 0; GATESIM_EINPUT with *reason, a text that lives as long as
 * *sample, when it is not a readable results file; GATESIM_ESTOPPED when a signal came meanwhile;
 * GATESIM_ENOMEM or GATESIM_ESYSTEM. *sample, NULL or the caller's, holds nothing to
 * use then. The values of complete replications may take the memory that is free; of a file with
 * more, *reason says so. No thread may be running. */
int sample_read(const char *path, struct sample **sample, const char **reason);

/* sample_read_whole(path, sample, reason): the same, with the time series and all that the file
 * says of the run. */
int sample_read_whole(const char *path, struct sample **sample, const char **reason);

void sample_destroy(struct sample *X); /* NULL is fine */

/* sample_column(X, group, name): NULL when the run has none such. */
const struct sample_column *sample_column(const struct sample *X, const char *group,
                                          const char *name);

/* sample_at(X, r, C, i): value i of a column in replication X->replication[r]. */
static inline double sample_at(const struct sample *X, size_t r, const struct sample_column *C,
                               size_t i)
{
    return X->values[r * X->width + C->offset + i];
}

/* sample_series(X, C, i, values): value i of column C over all replications: X->count of
 * them. */
void sample_series(const struct sample *X, const struct sample_column *C, size_t i, double *values);

/* sample_estimate(X, C, i): the estimate of value i over the replications. */
struct estimate sample_estimate(const struct sample *X, const struct sample_column *C, size_t i);

/* The trucks that sums of time over the measured window are of: those that were inside when it
 * opened, and those that arrived in it. */
struct sample_inside {
    const struct sample_column *before, *arrived;
};

/* sample_inside(X, group, I): those of a group of columns: "summary" of all, "class" by class.
 * Returns whether the run tells them. */
bool sample_inside(const struct sample *X, const char *group, struct sample_inside *I);

/* sample_per_truck(X, r, I, i, sum): of a sum over the trucks at position i, what a truck has in
 * replication X->replication[r]; NaN when there is none. */
double sample_per_truck(const struct sample *X, size_t r, const struct sample_inside *I, size_t i,
                        double sum);

/* sample_fold(X): the means of replications 2i and 2i + 1 as one, as antithetic pairs are; a
 * last one without a partner is dropped. */
void sample_fold(struct sample *X);

/* sample_position(axis, label): the position of a label, or SIZE_MAX. */
size_t sample_position(const struct sample_axis *axis, const char *label);

#endif
