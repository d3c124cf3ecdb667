/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The design matrix is the same for every replication: its singular values are taken once for
 * each fit by GSL, which for the few dozen terms of an experiment is nothing. */
#include "analysis/compare/effects.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "analysis/estimate/regression.h"
#include "gatesim/status.h"

void effects_code(const double *values, size_t points, size_t factors, size_t j, double *coded)
{
    double low = INFINITY, high = -INFINITY;

    for (size_t i = 0; i < points; i++) {
        low = fmin(low, values[i * factors + j]);
        high = fmax(high, values[i * factors + j]);
    }
    for (size_t i = 0; i < points; i++) {
        const double x = values[i * factors + j];

        coded[i * factors + j] = high > low ? (2.0 * x - low - high) / (high - low) : 0.0;
    }
}

size_t effects_terms(const struct effects_design *D)
{
    const size_t pairs = D->interactions ? D->factors * (D->factors - (D->factors > 0)) / 2 : 0;

    return 1 + D->factors + pairs;
}

static void fill_row(const struct effects_design *D, size_t point, gsl_matrix *X)
{
    const double *x = D->coded + point * D->factors;
    size_t term = 1 + D->factors;

    gsl_matrix_set(X, point, 0, 1.0);
    for (size_t j = 0; j < D->factors; j++)
        gsl_matrix_set(X, point, 1 + j, x[j]);
    for (size_t j = 0; D->interactions && j < D->factors; j++)
        for (size_t k = j + 1; k < D->factors; k++)
            gsl_matrix_set(X, point, term++, x[j] * x[k]);
}

/* Replication r into G->y; false when a point has none. */
static bool take_replication(struct regression *G, const double *y, size_t replications, size_t r)
{
    for (size_t i = 0; i < G->y->size; i++) {
        gsl_vector_set(G->y, i, y[i * replications + r]);
        if (isnan(y[i * replications + r]))
            return false;
    }
    return true;
}

static void add_coefficients(const struct regression *G, struct accumulator *sums)
{
    for (size_t t = 0; t < G->c->size; t++)
        accumulator_add(&sums[t], (t == 0 ? 1.0 : 2.0) * gsl_vector_get(G->c, t));
}

/* Fit the means of the points, over the replications they have. */
static double explained_by(struct regression *G, const double *y, size_t replications)
{
    struct accumulator all;
    double left;

    accumulator_init(&all);
    for (size_t i = 0; i < G->y->size; i++) {
        const double mean = estimate_values(y + i * replications, replications).mean;

        gsl_vector_set(G->y, i, mean);
        accumulator_add(&all, mean);
    }
    if (all.n < G->y->size || !(all.squares > 0.0))
        return NAN;
    (void)regression_solve(G, &left);
    return fmin(fmax(1.0 - left / all.squares, 0.0), 1.0);
}

static void fit_all(struct regression *G, const double *y, size_t replications,
                    struct accumulator *sums, struct effects *E)
{
    double left;

    for (size_t r = 0; r < replications; r++)
        if (take_replication(G, y, replications, r)) {
            (void)regression_solve(G, &left);
            add_coefficients(G, sums);
        }
    for (size_t t = 0; t < E->terms; t++)
        E->effect[t] = estimate_of(&sums[t]);
    E->explained = explained_by(G, y, replications);
}

int effects_fit(const struct effects_design *D, const double *y, size_t replications,
                struct effects *E)
{
    struct accumulator *sums;
    struct regression G;
    int status = GATESIM_ENOMEM;

    *E = (struct effects){.terms = effects_terms(D)};
    if (D->points < E->terms)
        return GATESIM_ERANGE;
    E->effect = calloc(E->terms, sizeof *E->effect);
    sums = calloc(E->terms, sizeof *sums);
    if (regression_init(&G, D->points, E->terms) && E->effect != NULL && sums != NULL) {
        for (size_t i = 0; i < D->points; i++)
            fill_row(D, i, G.X);
        fit_all(&G, y, replications, sums, E);
        status = GATESIM_OK;
    }
    regression_release(&G);
    free(sums);
    if (status != GATESIM_OK)
        effects_release(E);
    return status;
}

void effects_release(struct effects *E)
{
    free(E->effect);
    *E = (struct effects){0};
}

static double mean_of(const double *x, size_t n)
{
    double sum = 0.0;

    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

/* The mean of y over the points of the level of point i. */
static double level_mean(const double *level, const double *y, size_t points, size_t i)
{
    double sum = 0.0;
    size_t n = 0;

    for (size_t k = 0; k < points; k++)
        if (level[k] == level[i]) {
            sum += y[k];
            n++;
        }
    return sum / (double)n;
}

void effects_levels(const double *level, const double *number, const double *mean, size_t points,
                    struct effects_levels *F)
{
    const double middle = mean_of(mean, points), centre = mean_of(number, points);
    double total = 0.0, between = 0.0, xx = 0.0, xy = 0.0;

    for (size_t i = 0; i < points; i++) {
        const double rise = level_mean(level, mean, points, i) - middle;
        const double x = number[i] - centre;

        total += (mean[i] - middle) * (mean[i] - middle);
        between += rise * rise;
        xx += x * x;
        xy += x * rise;
    }
    F->explained = total > 0.0 ? between / total : (double)NAN;
    F->straight = between > 1e-12 * total && xx > 0.0 ? xy * xy / xx / between : (double)NAN;
}
