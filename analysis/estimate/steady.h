/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steady state: where it begins, whether it is there, and intervals from one long run. */
#ifndef ANALYSIS_ESTIMATE_STEADY_H
#define ANALYSIS_ESTIMATE_STEADY_H

#include <stdbool.h>
#include <stddef.h>

#include "analysis/estimate/estimate.h"

/* Where the warm-up ends. */
struct steady_start {
    size_t cut; /* observations to leave out at the beginning */
    bool found; /* false: the best cut is the last that was tried, so the run is too short */
    double mean;
};

/* steady_mser(x, n, batch, S): MSER (White, "An effective truncation heuristic for bias
 * reduction in simulation output", Simulation 69, 1997), on means of batch observations; batch
 * 5 is MSER-5 (White, Cobb & Spratt, WSC 2000). The cut minimises
 *     1/(k - d)^2 * sum over j > d of (z_j - mean of those)^2
 * over 0 <= d <= k/2, z_1 .. z_k the batch means; the first of equal ones. With fewer than two
 * batches nothing is cut and nothing found. x holds no NaN; batch > 0. */
void steady_mser(const double *x, size_t n, size_t batch, struct steady_start *S);

/* steady_welch(x, n, window, y): moving average of a series that is itself the mean over
 * replications, to look at (Welch 1983; Law, Simulation Modeling and Analysis, 5th ed., section
 * 9.5.1): y[i] is the mean of x[i - window .. i + window], and of x[0 .. 2i] for i < window.
 * Fills y[0 .. n - window - 1]; returns how many that are (0 when window >= n). */
size_t steady_welch(const double *x, size_t n, size_t window, double *y);

/* Batch means of one long run. */
struct batch_means {
    struct estimate mean; /* its n is the number of batches */
    double lag1;          /* correlation of neighbouring batches; far from 0: they are too short */
};

/* steady_batch_means(x, n, batches, B): the mean of a stationary, correlated series with an
 * interval of Student's t from batches equal pieces; what does not fill a piece is left out
 * at the beginning (Law, section 9.5.3). 2 <= batches <= n. */
void steady_batch_means(const double *x, size_t n, size_t batches, struct batch_means *B);

/* Whether a series keeps rising or falling. */
struct steady_trend {
    struct estimate slope; /* per position, over the replications */
    double p;              /* of a slope this far from 0 when there is none; NaN when n < 2 */
};

/* steady_trend(series, replications, length, from, T): the least-squares slope of positions
 * from .. length - 1 in each replication, and Student's t test of their mean against 0.
 * Replications are independent, so that the correlation within one does not matter to the
 * test. series is row-major, a row per replication; rows with NaN in that range are left out.
 * from < length. */
void steady_trend(const double *series, size_t replications, size_t length, size_t from,
                  struct steady_trend *T);

#endif
