/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Intervals of quantiles from order statistics: no assumption about the law but that the
 * values are independent and equally distributed.
 *
 * With X(1) <= ... <= X(n) and q the p-quantile, the number of values at or below q is
 * binomial (n, p), so P(X(l) <= q < X(u)) = P(l <= B < u) (David & Nagaraja, Order Statistics,
 * 3rd ed., section 7.1; Conover, Practical Nonparametric Statistics, 3rd ed., section 3.2). */
#ifndef ANALYSIS_ESTIMATE_QUANTILE_H
#define ANALYSIS_ESTIMATE_QUANTILE_H

#include <stddef.h>

struct quantile_ranks {
    size_t low;      /* l, from 1; 0: n is too small for a lower bound */
    size_t high;     /* u; n + 1: too small for an upper one */
    double coverage; /* P(X(l) <= q < X(u)), at least the confidence asked for */
};

/* quantile_ranks(n, p, confidence): the narrowest ranks that leave out at most half of
 * 1 - confidence on either side. 0 < p < 1, 0 < confidence < 1, n < 2^31. */
struct quantile_ranks quantile_ranks(size_t n, double p, double confidence);

struct quantile_estimate {
    double value;     /* the smallest value that a share p does not exceed; NaN without values */
    double low, high; /* -inf, inf: no such bound from so few values */
    double coverage;
    size_t n;
};

/* quantile_estimate(values, count, p, confidence): the p-quantile of the values and its
 * interval. Moves the values about, NaN (which is left out) to the end. */
struct quantile_estimate quantile_estimate(double *values, size_t count, double p,
                                           double confidence);

#endif
