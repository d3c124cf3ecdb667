/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means over replications are kept as Welford's running sums, so that an experiment of any
 * size needs the same room, and turned into an interval only when somebody asks. */
#include "analysis/estimate/estimate.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void accumulator_init(struct accumulator *A)
{
    *A = (struct accumulator){.n = 0};
}

void accumulator_add(struct accumulator *A, double x)
{
    double off;

    if (isnan(x))
        return;
    A->n++;
    off = x - A->mean;
    A->mean += off / (double)A->n;
    A->squares += off * (x - A->mean);
}

/* The quantile of Student's t for a two-sided interval of the mean of n values. */
static double quantile(uint64_t n, double confidence)
{
    return gsl_cdf_tdist_Pinv(0.5 + 0.5 * confidence, (double)(n - 1));
}

double estimate_half_width(double sd, uint64_t n, double confidence)
{
    return n < 2 ? NAN : quantile(n, confidence) * sd / sqrt((double)n);
}

struct estimate estimate_next(const struct accumulator *A, struct estimate_quantile *Q)
{
    struct estimate E = {.mean = NAN, .sd = NAN, .half_width = NAN, .n = A->n};

    if (A->n > 0)
        E.mean = A->mean;
    if (A->n > 1) {
        if (Q->n != A->n)
            *Q = (struct estimate_quantile){A->n, quantile(A->n, ESTIMATE_CONFIDENCE)};
        E.sd = sqrt(A->squares / (double)(A->n - 1));
        E.half_width = Q->t * E.sd / sqrt((double)A->n);
    }
    return E;
}

struct estimate estimate_of(const struct accumulator *A)
{
    struct estimate_quantile none = {0};

    return estimate_next(A, &none);
}

struct estimate estimate_values(const double *values, size_t count)
{
    struct accumulator A;

    accumulator_init(&A);
    for (size_t i = 0; i < count; i++)
        accumulator_add(&A, values[i]);
    return estimate_of(&A);
}
