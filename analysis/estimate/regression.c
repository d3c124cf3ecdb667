/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares by singular values (gsl_multifit), so that terms which the observations cannot
 * tell apart share their effect instead of making the fit fail. */
#include "analysis/estimate/regression.h"

#define TOLERANCE 1e-10 /* singular values below it, of the largest, are 0 */

bool regression_init(struct regression *G, size_t n, size_t p)
{
    *G = (struct regression){.X = gsl_matrix_alloc(n, p),
                             .y = gsl_vector_alloc(n),
                             .c = gsl_vector_alloc(p),
                             .cov = gsl_matrix_alloc(p, p),
                             .work = gsl_multifit_linear_alloc(n, p)};
    return G->X && G->y && G->c && G->cov && G->work;
}

void regression_release(struct regression *G)
{
    gsl_matrix_free(G->X);
    gsl_vector_free(G->y);
    gsl_vector_free(G->c);
    gsl_matrix_free(G->cov);
    gsl_multifit_linear_free(G->work);
    *G = (struct regression){0};
}

/* The sum of squares of y - X c. */
static double squares_left(const struct regression *G)
{
    double left = 0.0;

    for (size_t i = 0; i < G->y->size; i++) {
        double r = gsl_vector_get(G->y, i);

        for (size_t j = 0; j < G->c->size; j++)
            r -= gsl_matrix_get(G->X, i, j) * gsl_vector_get(G->c, j);
        left += r * r;
    }
    return left;
}

size_t regression_solve(struct regression *G, double *left)
{
    double told = 0.0;
    size_t rank = 0;

    (void)gsl_multifit_linear_tsvd(G->X, G->y, TOLERANCE, G->c, G->cov, &told, &rank, G->work);
    /* GSL 2.7 takes what terms of no rank would explain off the squares that it tells and
     * scales cov by. */
    *left = squares_left(G);
    if (rank < G->c->size && told > 0.0)
        gsl_matrix_scale(G->cov, *left / told);
    return rank;
}
