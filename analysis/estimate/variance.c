/* SPDX-License-Identifier: GPL-3.0-or-later */
/* With the controls measured from their expected values, the intercept of a regression is the
 * mean of y that was to be expected of average luck. */
#include "analysis/estimate/variance.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>

#include "analysis/estimate/estimate.h"
#include "analysis/estimate/regression.h"
#include "gatesim/status.h"

static bool whole(const double *y, const double *controls, size_t q, size_t i)
{
    bool is = !isnan(y[i]);

    for (size_t j = 0; j < q; j++)
        is = is && !isnan(controls[i * q + j]);
    return is;
}

/* Controls are scaled to comparable size, which does not change the intercept. */
static double scale_of(const double *controls, size_t n, size_t q, size_t j, double expected)
{
    double scale = 0.0;

    for (size_t i = 0; i < n; i++)
        if (!isnan(controls[i * q + j]))
            scale = fmax(scale, fabs(controls[i * q + j] - expected));
    return scale > 0.0 ? scale : 1.0;
}

static void fill(struct regression *G, const double *y, size_t n, const double *controls, size_t q,
                 const double *expected)
{
    size_t row = 0;

    for (size_t i = 0; i < n; i++) {
        if (!whole(y, controls, q, i))
            continue;
        gsl_vector_set(G->y, row, y[i]);
        gsl_matrix_set(G->X, row, 0, 1.0);
        for (size_t j = 0; j < q; j++)
            gsl_matrix_set(G->X, row, 1 + j,
                           (controls[i * q + j] - expected[j]) /
                               scale_of(controls, n, q, j, expected[j]));
        row++;
    }
}

static void solve(struct regression *G, struct reduced *R)
{
    const size_t n = G->y->size;
    double left;
    const size_t rank = regression_solve(G, &left);
    const double variance = fmax(gsl_matrix_get(G->cov, 0, 0), 0.0);

    R->reduced.mean = gsl_vector_get(G->c, 0);
    R->reduced.n = n;
    R->reduced.sd = sqrt(variance * (double)n);
    R->reduced.half_width =
        gsl_cdf_tdist_Pinv(0.5 + 0.5 * ESTIMATE_CONFIDENCE, (double)(n - rank)) * sqrt(variance);
    R->saved = 1.0 - R->reduced.sd * R->reduced.sd / (R->plain.sd * R->plain.sd);
}

int variance_controls(const double *y, size_t n, const double *controls, size_t q,
                      const double *expected, struct reduced *R)
{
    struct regression G;
    struct accumulator A;
    int status = GATESIM_ENOMEM;

    accumulator_init(&A);
    for (size_t i = 0; i < n; i++)
        if (whole(y, controls, q, i))
            accumulator_add(&A, y[i]);
    *R = (struct reduced){.plain = estimate_of(&A), .reduced = estimate_of(&A)};
    if (A.n < q + 3)
        return GATESIM_ERANGE;
    if (regression_init(&G, (size_t)A.n, q + 1)) {
        fill(&G, y, n, controls, q, expected);
        solve(&G, R);
        status = GATESIM_OK;
    }
    regression_release(&G);
    return status;
}

void variance_antithetic(const double *y, size_t n, struct reduced *R)
{
    struct accumulator all, pairs;

    accumulator_init(&all);
    accumulator_init(&pairs);
    for (size_t i = 0; i + 1 < n; i += 2) {
        if (isnan(y[i]) || isnan(y[i + 1]))
            continue;
        accumulator_add(&all, y[i]);
        accumulator_add(&all, y[i + 1]);
        accumulator_add(&pairs, 0.5 * (y[i] + y[i + 1]));
    }
    R->plain = estimate_of(&all);
    R->reduced = estimate_of(&pairs);
    R->saved = 1.0 - 2.0 * R->reduced.sd * R->reduced.sd / (R->plain.sd * R->plain.sd);
}
