/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Least squares by singular values (gsl_multifit), with the room that it needs: what effects
 * and control variates share. */
#ifndef ANALYSIS_ESTIMATE_REGRESSION_H
#define ANALYSIS_ESTIMATE_REGRESSION_H

#include <stdbool.h>
#include <stddef.h>

#include <gsl/gsl_multifit.h>

struct regression {
    gsl_matrix *X;   /* n rows, p columns: the caller fills them */
    gsl_vector *y;   /* n, likewise */
    gsl_vector *c;   /* p coefficients */
    gsl_matrix *cov; /* of the coefficients */
    gsl_multifit_linear_workspace *work;
};

/* regression_init(G, n, p): room for n observations of p terms, 1 <= p <= n. Returns whether
 * there is memory; regression_release in either case. */
bool regression_init(struct regression *G, size_t n, size_t p);

/* regression_release(G): free the memory of G. */
void regression_release(struct regression *G);

/* regression_solve(G, left): fill c and cov from X and y, and the sum of squares of what is
 * left; X stays. Terms that the rows cannot tell apart share their coefficient. Returns the
 * rank: n less it are the degrees of freedom behind cov. */
size_t regression_solve(struct regression *G, double *left);

#endif
