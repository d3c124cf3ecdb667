/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measured data of one run: the value of every statistic in each complete replication, from
 * a run in this process or from a results file.
 *
 * The columns are those that the run has; nothing here knows their names. Time series by bin are
 * large and no means are compared by them: they are left out unless a results file is read whole.
 * A struct run_data owns all that it points to, down to the texts of its columns; only the group,
 * name, unit and meaning of a column of a run in this process are constants of the program. Not
 * thread-safe. */
#ifndef ANALYSIS_READ_RUN_DATA_H
#define ANALYSIS_READ_RUN_DATA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/scenario.h"

struct arena;

struct run_data_axis {
    const char *name; /* such as "class" */
    size_t length;
    const char *const *labels; /* by position; NULL when the positions have numbers instead */
    double first;              /* the number of position 0 */
    double step;               /* from that number to the next; 0 when length is below 2 */
};

struct run_data_column {
    const char *group, *name, *unit, *meaning;
    size_t axes; /* 0 to 2 */
    struct run_data_axis axis[2];
    size_t size;   /* values in one replication: the product of the axes' lengths */
    size_t offset; /* of the column's first value among all values of a replication */
};

struct run_data {
    struct arena *arena;
    const char *path; /* of the scenario or the results file */
    const char *name; /* for a reader: the file's name without folder and ending */
    const char *title, *sha256;
    const char *currency; /* the unit of columns of money; "" when there is none */
    const char *start;    /* local date and time, ISO 8601 */
    /* NULL unless a results file was read whole. scenario is the resolved text. */
    const char *question, *version, *scenario;
    uint64_t *fingerprint; /* by replication; NULL unless a results file was read whole */
    uint64_t seed;
    double duration, warm_up; /* s */
    size_t columns;
    struct run_data_column *column;
    size_t width;          /* values in one replication, of all columns together */
    size_t count, room;    /* replications that are held, and that the arrays have room for */
    uint32_t *replication; /* the numbers of the replications, ascending */
    double *values;        /* [count][width] */
};

/* run_data_of(S, path, data): make the data, without a replication yet, of a run of scenario S,
 * which was read from path. Returns 0 with *data owned by the caller, or GATESIM_ENOMEM with *data
 * NULL. */
int run_data_of(const struct gatesim_scenario *S, const char *path, struct run_data **data);

/* run_data_add(X, S, replication, values): append a replication of scenario S to X, which
 * run_data_of made for S. replication is above the numbers that X holds; values are all columns of
 * gatesim_columns end to end. Returns 0, or GATESIM_ENOMEM with X unchanged. */
int run_data_add(struct run_data *X, const struct gatesim_scenario *S, uint32_t replication,
                 const double *values);

/* run_data_read(path, data, reason): read the complete replications of the results file at path,
 * without its time series, in a child process, since a damaged file can crash HDF5 1.10.8. No
 * other thread may be running. Returns 0 with *data owned by the caller; GATESIM_EINPUT when the
 * file is no readable results file or its values need more than the free memory, with *reason in
 * words; GATESIM_ESTOPPED when a signal came meanwhile; GATESIM_ENOMEM or GATESIM_ESYSTEM. After a
 * failure *data is NULL, or only keeps *reason alive; the caller destroys it in either case. */
int run_data_read(const char *path, struct run_data **data, const char **reason);

/* run_data_read_whole(path, data, reason): read the results file at path as run_data_read does,
 * and its time series, question, version, scenario and fingerprints too. Returns what
 * run_data_read returns. */
int run_data_read_whole(const char *path, struct run_data **data, const char **reason);

/* run_data_destroy(X): free X and all that it owns. X may be NULL. */
void run_data_destroy(struct run_data *X);

/* run_data_column(X, group, name): find a column of X by its group and name. Returns the column,
 * which lives as long as X, or NULL when the run has none of that name. */
const struct run_data_column *run_data_column(const struct run_data *X, const char *group,
                                              const char *name);

/* run_data_at(X, r, C, i): Returns value i (below C->size) of column C of X in the replication at
 * position r (below X->count). */
static inline double run_data_at(const struct run_data *X, size_t r,
                                 const struct run_data_column *C, size_t i)
{
    return X->values[r * X->width + C->offset + i];
}

/* run_data_series(X, C, i, values): write value i of column C in each replication of X to values,
 * which has room for X->count numbers. */
void run_data_series(const struct run_data *X, const struct run_data_column *C, size_t i,
                     double *values);

/* run_data_estimate(X, C, i): Returns the estimate of value i of column C over the replications
 * of X. */
struct estimate run_data_estimate(const struct run_data *X, const struct run_data_column *C,
                                  size_t i);

/* The columns that count the trucks to which a sum of time over the measured window belongs:
 * those that were inside when the window opened, and those that arrived in it. */
struct run_data_inside {
    const struct run_data_column *before, *arrived;
};

/* run_data_inside(X, group, I): find the two columns that count trucks in a group of X's columns:
 * "summary" counts all trucks, "class" counts them by class. Returns whether X has both. */
bool run_data_inside(const struct run_data *X, const char *group, struct run_data_inside *I);

/* run_data_per_truck(X, r, I, i, sum): divide sum, which is over the trucks that position i of the
 * columns of I counts, by the number of those trucks in the replication at position r of X.
 * Returns the mean, or NaN when there were no trucks. */
double run_data_per_truck(const struct run_data *X, size_t r, const struct run_data_inside *I,
                          size_t i, double sum);

/* run_data_fold(X): replace replications 2i and 2i + 1 of X by one that has the means of their
 * values, as the two of an antithetic pair are one observation. A last replication without a
 * partner is dropped. */
void run_data_fold(struct run_data *X);

/* run_data_position(axis, label): find a label on an axis. Returns its position, or SIZE_MAX when
 * the axis has no such label. */
size_t run_data_position(const struct run_data_axis *axis, const char *label);

#endif
