/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Effects: what each factor of an experiment does to a measure, alone and in pairs.
 *
 * A factor's levels are coded from -1 to 1, so that half of what the measure changes from its
 * lowest to its highest level is its coefficient. The model is fitted to each replication by
 * itself (all points of one replication are on common random numbers) and the coefficients'
 * intervals come from their spread over the replications, which are independent: no assumption
 * about the noise is needed (Law, Simulation Modeling and Analysis, 5th ed., section 12.2). */
#ifndef ANALYSIS_COMPARE_EFFECTS_H
#define ANALYSIS_COMPARE_EFFECTS_H

#include <stddef.h>

#include "analysis/estimate/estimate.h"

struct effects_design {
    size_t points, factors;
    const double *coded; /* [point][factor], -1..1; see effects_code */
    int interactions;    /* 1: with all pairs of factors */
};

struct effects {
    size_t terms;            /* 1 + factors, and the pairs (0, 1), (0, 2), .., (1, 2), .. */
    struct estimate *effect; /* [0] mean of the measure at the middle; else twice the coefficient:
                                the change from the lowest to the highest level. Owned */
    double explained; /* share of the variation between the points' means, 0..1; NaN when they
                         do not differ */
};

/* effects_code(values, points, factors, j, coded): code column j linearly, the smallest value
 * as -1 and the largest as 1; a factor that does not vary is 0 everywhere. */
void effects_code(const double *values, size_t points, size_t factors, size_t j, double *coded);

/* effects_terms(D): how many terms the model has. */
size_t effects_terms(const struct effects_design *D);

/* effects_fit(D, y, replications, E): y[point][replication]. A replication with NaN at any
 * point is left out. Least squares by singular values (gsl_multifit), so that terms that the
 * points cannot tell apart share an effect instead of failing. Returns 0; GATESIM_ERANGE when
 * there are fewer points than terms, or GATESIM_ENOMEM; nothing is then to release. */
int effects_fit(const struct effects_design *D, const double *y, size_t replications,
                struct effects *E);

/* effects_release(E): free what effects_fit put into E. */
void effects_release(struct effects *E);

/* What one factor with few levels does, by the means of the measure at its levels, each over all
 * points of that level. */
struct effects_levels {
    double explained; /* share of the variation between the points' means that the levels' means
                         have, 0..1; NaN when the points do not differ */
    double straight;  /* of that, the share that a straight line through the levels' means has;
                         NaN when they do not differ, or have no numbers */
};

/* effects_levels(level, number, mean, points, F): level[point] tells levels apart, number[point] is
 * its number, NaN where it has none, mean[point] the measure's mean. */
void effects_levels(const double *level, const double *number, const double *mean, size_t points,
                    struct effects_levels *F);

#endif
