/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All cuts of MSER are tried in one pass from the end, where adding an observation to a mean
 * and its squares is Welford's step. */
#include "analysis/estimate/steady.h"

#include <math.h>

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_statistics_double.h>

void steady_mser(const double *x, size_t n, size_t batch, struct steady_start *S)
{
    const size_t batches = n / batch;
    struct accumulator A;
    double best = INFINITY;

    *S = (struct steady_start){.mean = gsl_stats_mean(x, 1, n)};
    accumulator_init(&A);
    for (size_t d = batches; batches >= 2 && d-- > 0;) {
        double g;

        accumulator_add(&A, gsl_stats_mean(x + d * batch, 1, batch));
        g = A.squares / ((double)A.n * (double)A.n);
        if (d <= batches / 2 && g <= best) {
            best = g;
            S->cut = d * batch;
            S->found = d < batches / 2;
            S->mean = A.mean;
        }
    }
}

size_t steady_welch(const double *x, size_t n, size_t window, double *y)
{
    if (window >= n)
        return 0;
    for (size_t i = 0; i < n - window; i++) {
        const size_t half = i < window ? i : window;

        y[i] = gsl_stats_mean(x + i - half, 1, 2 * half + 1);
    }
    return n - window;
}

void steady_batch_means(const double *x, size_t n, size_t batches, struct batch_means *B)
{
    const size_t size = n / batches;
    const double *first = x + n % batches;
    double last = 0.0, products = 0.0;
    struct accumulator A;

    accumulator_init(&A);
    for (size_t i = 0; i < batches; i++)
        accumulator_add(&A, gsl_stats_mean(first + i * size, 1, size));
    for (size_t i = 0; i < batches; i++) {
        const double off = gsl_stats_mean(first + i * size, 1, size) - A.mean;

        products += i > 0 ? off * last : 0.0;
        last = off;
    }
    B->mean = estimate_of(&A);
    B->lag1 = A.squares > 0.0 ? products / A.squares : 0.0;
}

/* The slope of y over 0, 1, ...; NaN when a value is missing or there are too few. */
static double slope_of(const double *y, size_t n)
{
    double centre = 0.5 * (double)(n - 1), up = 0.0, down = 0.0;

    for (size_t i = 0; i < n; i++) {
        const double off = (double)i - centre;

        up += off * y[i];
        down += off * off;
    }
    return down > 0.0 ? up / down : NAN;
}

void steady_trend(const double *series, size_t replications, size_t length, size_t from,
                  struct steady_trend *T)
{
    struct accumulator A;
    double t;

    accumulator_init(&A);
    for (size_t r = 0; r < replications; r++)
        accumulator_add(&A, slope_of(series + r * length + from, length - from));
    T->slope = estimate_of(&A);
    t = fabs(T->slope.mean) / (T->slope.sd / sqrt((double)A.n));
    if (A.n < 2)
        T->p = NAN;
    else if (T->slope.sd == 0.0)
        T->p = T->slope.mean == 0.0 ? 1.0 : 0.0;
    else
        T->p = 2.0 * gsl_cdf_tdist_Q(t, (double)(A.n - 1));
}
