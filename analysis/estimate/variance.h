/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Variance reduction: the same sureness from fewer replications. */
#ifndef ANALYSIS_ESTIMATE_VARIANCE_H
#define ANALYSIS_ESTIMATE_VARIANCE_H

#include <stddef.h>

#include "analysis/estimate/estimate.h"

struct reduced {
    struct estimate plain;   /* as if nothing had been done */
    struct estimate reduced; /* its sd is that of one replication that would do as well */
    double saved;            /* share of the variance of the mean: 1 - Var reduced / Var plain; less
                                than 0 when it did harm */
};

/* variance_controls(y, n, controls, q, expected, R): control variates by regression: the
 * mean of y where every control has its expected value; controls[replication][q]. The
 * interval is that of the regression's intercept, t with n - q - 1 degrees of freedom, q of those
 * that vary (Lavenberg & Welch, "A perspective on the use of control variables to increase the
 * efficiency of Monte Carlo simulations", Management Science 27, 1981). A control that does
 * not vary does nothing; a replication with NaN is left out. Returns 0; GATESIM_ERANGE when
 * fewer than q + 3 replications are left; or GATESIM_ENOMEM. */
int variance_controls(const double *y, size_t n, const double *controls, size_t q,
                      const double *expected, struct reduced *R);

/* variance_antithetic(y, n, R): replications 2i and 2i + 1 are antithetic: their means are
 * independent of one another and have Student's interval (Hammersley & Morton 1956; Law,
 * section 11.3). plain takes all n as independent, which their mean is not; saved compares the
 * variance of a pair's mean to half of a replication's. A pair with NaN, and a last
 * replication without a partner, are left out. */
void variance_antithetic(const double *y, size_t n, struct reduced *R);

#endif
