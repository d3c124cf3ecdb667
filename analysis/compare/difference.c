/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paired or not, two means with variances and a covariance are all that the difference, its
 * test and the ratio are made from. */
#include "analysis/compare/difference.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_cdf.h>

#include "analysis/estimate/estimate.h"
#include "gatesim/status.h"

#define WIDE 2.0      /* of the interval of a ratio: from one mean less to one more */
#define MANIFOLD 10.0 /* a change by more than 1,000 % is told by the numbers alone */

/* Two means and the (co)variances of these means. */
struct means {
    double a, b;
    double var_a, var_b, cov;
    double var_difference; /* of b - a; given, since var_a + var_b - 2 cov would cancel */
    double df, confidence;
};

/* The ratio theta = b / a solves (b - theta a)^2 <= t^2 Var(b - theta a), a quadratic in
 * theta, whose roots bound it when a differs from 0 beyond doubt. What has means of one sign is
 * not cut by more than all of it. */
static void fieller(const struct means *M, struct difference *D)
{
    const double t = gsl_cdf_tdist_Pinv(0.5 + 0.5 * M->confidence, M->df), tt = t * t;
    const double p = M->a * M->a - tt * M->var_a;
    const double q = M->a * M->b - tt * M->cov;
    const double r = M->b * M->b - tt * M->var_b;
    const double root = sqrt(fmax(q * q - p * r, 0.0));

    if (!(p > 0.0))
        return;
    D->relative_low = fmin((q - root) / p, (q + root) / p) - 1.0;
    D->relative_high = fmax((q - root) / p, (q + root) / p) - 1.0;
    if (M->a * M->b >= 0.0)
        D->relative_low = fmax(D->relative_low, -1.0);
}

/* The two-sided p-value of a mean with the variance var. */
static double p_value(double mean, double var, double df)
{
    if (var > 0.0)
        return 2.0 * gsl_cdf_tdist_Q(fabs(mean) / sqrt(var), df);
    return mean == 0.0 ? 1.0 : 0.0;
}

static void conclude(const struct means *M, struct difference *D)
{
    D->mean_a = M->a;
    D->mean_b = M->b;
    D->relative = D->mean / M->a;
    D->df = M->df;
    if (!(M->df > 0.0))
        return;
    D->half_width = gsl_cdf_tdist_Pinv(0.5 + 0.5 * M->confidence, M->df) * sqrt(M->var_difference);
    D->p = p_value(D->mean, M->var_difference, M->df);
    fieller(M, D);
}

static void unknown(struct difference *D)
{
    *D = (struct difference){.mean_a = NAN,
                             .mean_b = NAN,
                             .mean = NAN,
                             .half_width = NAN,
                             .p = NAN,
                             .df = NAN,
                             .relative = NAN,
                             .relative_low = NAN,
                             .relative_high = NAN,
                             .correlation = NAN,
                             .saved = NAN};
}

/* Sums over the pairs that are whole. */
struct pairs {
    struct accumulator a, b, difference;
    double products; /* of the distances from the means */
};

static void add_pair(struct pairs *P, double a, double b)
{
    const double off = a - P->a.mean;

    accumulator_add(&P->a, a);
    accumulator_add(&P->b, b);
    accumulator_add(&P->difference, b - a);
    P->products += off * (b - P->b.mean);
}

/* What one series tells about the other, when both vary. */
static void common_numbers(const struct pairs *P, struct difference *D)
{
    if (P->a.squares > 0.0 && P->b.squares > 0.0)
        D->correlation = P->products / sqrt(P->a.squares * P->b.squares);
    if (P->a.squares + P->b.squares > 0.0)
        D->saved = 1.0 - P->difference.squares / (P->a.squares + P->b.squares);
}

void difference_paired(const double *a, const double *b, size_t n, double confidence,
                       struct difference *D)
{
    struct pairs P = {.products = 0.0};
    struct means M = {.confidence = confidence};
    double each;

    unknown(D);
    for (size_t i = 0; i < n; i++)
        if (!isnan(a[i]) && !isnan(b[i]))
            add_pair(&P, a[i], b[i]);
    D->n = P.a.n;
    if (D->n == 0)
        return;
    D->mean = P.difference.mean;
    each = 1.0 / ((double)D->n * ((double)D->n - 1.0)); /* infinite for one pair: df is 0 */
    M.a = P.a.mean;
    M.b = P.b.mean;
    M.df = (double)D->n - 1.0;
    M.var_a = P.a.squares * each;
    M.var_b = P.b.squares * each;
    M.cov = P.products * each;
    M.var_difference = P.difference.squares * each;
    conclude(&M, D);
    if (D->n > 1)
        common_numbers(&P, D);
}

/* Satterthwaite's degrees of freedom for the sum of two independent variances. */
static double welch_df(double va, uint64_t na, double vb, uint64_t nb)
{
    const double down = va * va / ((double)na - 1.0) + vb * vb / ((double)nb - 1.0);

    if (na < 2 || nb < 2)
        return 0.0;
    return down > 0.0 ? (va + vb) * (va + vb) / down : (double)(na + nb) - 2.0;
}

void difference_independent(const double *a, size_t na, const double *b, size_t nb,
                            double confidence, struct difference *D)
{
    const struct estimate A = estimate_values(a, na), B = estimate_values(b, nb);
    struct means M = {.a = A.mean, .b = B.mean, .confidence = confidence};

    unknown(D);
    D->n = A.n < B.n ? A.n : B.n;
    if (D->n == 0)
        return;
    D->mean = B.mean - A.mean;
    M.var_a = A.sd * A.sd / (double)A.n;
    M.var_b = B.sd * B.sd / (double)B.n;
    M.var_difference = M.var_a + M.var_b;
    M.df = welch_df(M.var_a, A.n, M.var_b, B.n);
    conclude(&M, D);
}

bool difference_is_relative(const struct difference *D)
{
    const double low = D->relative_low, high = D->relative_high;

    if (!isfinite(D->relative) || D->mean_a * D->mean_b < 0.0 || fabs(D->relative) > MANIFOLD)
        return false;
    if (isnan(D->half_width))
        return true;
    return low > 0.0 || high < 0.0 || high - low <= WIDE;
}

double adjust_bonferroni(size_t count, double confidence)
{
    return 1.0 - (1.0 - confidence) / (double)count;
}

static int by_value(const void *a, const void *b)
{
    const double x = **(const double *const *)a, y = **(const double *const *)b;

    return (x > y) - (x < y);
}

int adjust_holm(const double *p, size_t count, double *adjusted)
{
    double **order = calloc(count + 1, sizeof *order);
    double highest = 0.0;
    size_t tests = 0;

    if (order == NULL)
        return GATESIM_ENOMEM;
    for (size_t i = 0; i < count; i++) {
        adjusted[i] = p[i];
        if (!isnan(p[i]))
            order[tests++] = &adjusted[i];
    }
    qsort(order, tests, sizeof *order, by_value);
    for (size_t i = 0; i < tests; i++) {
        highest = fmax(highest, fmin((double)(tests - i) * *order[i], 1.0));
        *order[i] = highest;
    }
    free(order);
    return GATESIM_OK;
}
