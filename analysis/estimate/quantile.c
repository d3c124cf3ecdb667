/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many values lie below a quantile is a count of coin tosses, whatever the values are: its
 * law bounds the ranks between which the quantile lies. */
#include "analysis/estimate/quantile.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>

/* The smallest k in 0 .. n with P(B <= k) >= share. */
static size_t binomial_quantile(size_t n, double p, double share)
{
    size_t low = 0, high = n;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (gsl_cdf_binomial_P((unsigned)middle, p, (unsigned)n) >= share)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* P(B <= k); 0 below 0. */
static double at_most(size_t n, double p, size_t k_plus_one)
{
    return k_plus_one == 0 ? 0.0 : gsl_cdf_binomial_P((unsigned)k_plus_one - 1, p, (unsigned)n);
}

struct quantile_ranks quantile_ranks(size_t n, double p, double confidence)
{
    const double tail = 0.5 * (1.0 - confidence);
    struct quantile_ranks R;

    /* The largest l with P(B <= l - 1) <= tail. */
    R.low = binomial_quantile(n, p, tail);
    if (at_most(n, p, R.low + 1) <= tail)
        R.low++;
    /* The smallest u with P(B >= u) <= tail. */
    R.high = binomial_quantile(n, p, 1.0 - tail) + 1;
    R.coverage = at_most(n, p, R.high) - at_most(n, p, R.low);
    return R;
}

/* Move NaN to the end; returns how many values are before it. */
static size_t leave_out(double *values, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i])) {
            const double x = values[i];

            values[i] = values[kept];
            values[kept++] = x;
        }
    return kept;
}

/* The value of a rank, from 1. Values are moved about. */
static double ranked(double *values, size_t count, size_t rank)
{
    return gsl_stats_select(values, 1, count, rank - 1);
}

struct quantile_estimate quantile_estimate(double *values, size_t count, double p,
                                           double confidence)
{
    struct quantile_estimate Q = {.value = NAN, .low = -INFINITY, .high = INFINITY};
    struct quantile_ranks R;
    size_t rank;

    Q.n = leave_out(values, count);
    if (Q.n == 0)
        return Q;
    rank = (size_t)fmax(ceil(p * (double)Q.n), 1.0);
    Q.value = ranked(values, Q.n, rank < Q.n ? rank : Q.n);
    R = quantile_ranks(Q.n, p, confidence);
    Q.coverage = R.coverage;
    if (R.low > 0)
        Q.low = ranked(values, Q.n, R.low);
    if (R.high <= Q.n)
        Q.high = ranked(values, Q.n, R.high);
    return Q;
}
