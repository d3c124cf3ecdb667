/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Estimates over replications: a mean and how sure it is.
 *
 * The replications of a scenario are independent and equally distributed, so the mean of
 * one statistic over them has the classical interval of Student's t. A replication in which
 * the statistic does not exist (the mean wait of no truck) gives NaN and is left out; n says
 * how many are left. */
#ifndef ANALYSIS_ESTIMATE_ESTIMATE_H
#define ANALYSIS_ESTIMATE_ESTIMATE_H

#include <stddef.h>
#include <stdint.h>

/* The confidence of every interval and verdict of the program. */
#define ESTIMATE_CONFIDENCE 0.95

/* What is left of the values seen so far (Welford 1962): adding in the same order gives the
 * same bits. Plain data; the caller provides the room. */
struct accumulator {
    uint64_t n;
    double mean;
    double squares; /* sum of squared distances from the mean */
};

/* accumulator_init(A): nothing seen. */
void accumulator_init(struct accumulator *A);

/* accumulator_add(A, x): one replication's value; NaN is left out. */
void accumulator_add(struct accumulator *A, double x);

struct estimate {
    double mean;       /* NaN when n is 0 */
    double sd;         /* of one replication's value; NaN when n < 2 */
    double half_width; /* of the 95 % interval of the mean; NaN when n < 2 */
    uint64_t n;        /* values behind it */
};

/* estimate_of(A): the estimate from what A has seen. */
struct estimate estimate_of(const struct accumulator *A);

/* The quantile of Student's t that was used last. All zero: none yet. */
struct estimate_quantile {
    uint64_t n;
    double t;
};

/* estimate_next(A, Q): estimate_of for many in turn, most of which have seen as many values: the
 * quantile takes far longer than all the rest, and is taken from Q when it fits. */
struct estimate estimate_next(const struct accumulator *A, struct estimate_quantile *Q);

/* estimate_values(values, count): the same from an array. */
struct estimate estimate_values(const double *values, size_t count);

/* estimate_half_width(sd, n, confidence): t(n - 1; (1 + confidence) / 2) * sd / sqrt(n), the
 * half-width of the two-sided interval of a mean (Law, Simulation Modeling and Analysis, 5th
 * ed., section 4.5); NaN when n < 2. 0 < confidence < 1. */
double estimate_half_width(double sd, uint64_t n, double confidence);

#endif
